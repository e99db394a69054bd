"""From a public page to the sign-in, and into the other language there."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import Visitor

SIGN_IN = {"de": "Anmelden", "en": "Sign in"}
SWITCH = {"de": "Deutsch", "en": "English"}
WAYS = [("de", "en"), ("en", "de")]


def speaks(page: Page, language: str) -> None:
    """Check that the page is the sign-in, in a language."""
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.get_by_role("heading", level=1)).to_have_text(SIGN_IN[language])


@pytest.mark.parametrize(("first", "other"), WAYS)
def test_the_sign_in_speaks_the_language_somebody_chooses(
    visitor: Visitor, first: str, other: str
) -> None:
    page = visitor.open(f"/{first}/")
    page.locator("header").get_by_role("link", name=SIGN_IN[first]).click()
    speaks(page, first)
    page.locator("header").get_by_role("button", name=SWITCH[other]).click()
    page.wait_for_url("**/accounts/login/")
    speaks(page, other)
    page.reload()
    speaks(page, other)
    page.locator("header").get_by_role("button", name=SWITCH[first]).click()
    speaks(page, first)
    # and again from the page it began with: its link has a say, and so has whoever presses then
    visitor.open(f"/{other}/").locator("footer").get_by_role("link", name=SIGN_IN[other]).click()
    speaks(page, other)
    page.locator("header").get_by_role("button", name=SWITCH[first]).click()
    speaks(page, first)


@pytest.mark.parametrize(("first", "other"), WAYS)
def test_whoever_chooses_still_gets_where_they_were_going(
    visitor: Visitor, first: str, other: str
) -> None:
    page = visitor.open(f"/accounts/login/?language={first}&next=/my/account/")
    speaks(page, first)
    page.locator("header").get_by_role("button", name=SWITCH[other]).click()
    page.wait_for_url("**/accounts/login/?next=/my/account/")
    speaks(page, other)
    # a mistake does not change the language back
    page.locator("[name=login]").fill("nobody@example.org")
    page.locator("[name=password]").fill("x")
    page.locator("[name=password]").press("Enter")
    expect(page.locator("[name=login]")).to_have_value("nobody@example.org")
    expect(page.locator("html")).to_have_attribute("lang", other)
