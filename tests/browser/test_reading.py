"""What a participant does with a draft and a released text, in a browser."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.visitor import Visitor
from tests.support.browser import AxeCheck

READER = "participant-2020"
"""Was at the sessions of 2020 and 2021; the page speaks English to her at first."""


def speak(page: Page, language: str) -> None:
    """Have the pages of the signed-in person in a language."""
    button = page.locator(f"header button[name=language][value={language}]")
    if button.count():
        button.click()
        expect(page.locator("html")).to_have_attribute("lang", language)


def fits(page: Page, width: int) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


@pytest.mark.parametrize(("language", "scheme"), [("de", "light"), ("en", "dark")])
def test_the_pages_of_a_reader_are_accessible_and_fit_a_telephone(
    visitor: Visitor, axe: AxeCheck, language: str, scheme: str
) -> None:
    width = 375
    visitor.page.emulate_media(color_scheme=scheme)
    visitor.page.set_viewport_size({"width": width, "height": 800})
    page = visitor.sign_in(READER)
    speak(page, language)
    draft = page.locator(".waiting a[href*='/my/outputs/']").last.get_attribute("href")
    sessions = page.locator(".seats a")
    last, first = (sessions.nth(n).get_attribute("href") for n in (0, -1))
    pages = ["/my/", draft, f"{draft}?text=de", f"{draft}?text=en"]
    pages += [f"{draft}object/?passage={key}" for key in ("title", "statement-1")]
    pages += ["/my/consents/", last, f"{last}report-back/", first, f"{first}report-back/"]
    for path in pages:
        visitor.open(path)
        fits(page, width)
        axe(page)
    for summary in page.locator(".card summary").all():
        summary.click()
    fits(page, width)
    axe(page)


def test_a_reader_objects_to_a_draft_and_nobody_learns_who(visitor: Visitor, axe: AxeCheck) -> None:
    page = visitor.sign_in(READER)
    speak(page, "de")
    page.get_by_role("link", name="Vernetzte Systeme am Grenzübertritt").click()
    address = page.url
    page.get_by_role("link", name="English", exact=True).click()
    expect(page.locator("h1")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="Diese Stelle gibt jemanden preis – Aussage 2").click()
    page.get_by_label("Warum?").fill("Am Schalter stand nur eine.")
    page.get_by_role("button", name="Einwand gegen diese Stelle erheben").click()
    expect(page.get_by_role("status")).to_contain_text("Der Text wird nicht veröffentlicht")
    assert page.url == address
    expect(page.locator("#a2 .objected")).to_contain_text("Sie wird geprüft")
    expect(page.locator("#a2")).not_to_contain_text("Am Schalter")
    axe(page)
    # the last word is the staff's, who read the reason and no name
    visitor.sign_out()
    page = visitor.sign_in("reviewer", "/admin/dialogue_sessions/output/?status__exact=in_review")
    page.get_by_role("link", name="Vernetzte Systeme am Grenzübertritt").click()
    expect(page.locator("body")).to_contain_text("Am Schalter stand nur eine.")
    expect(page.locator("#content")).not_to_contain_text("Sharma")


def test_a_reader_hides_a_released_passage(visitor: Visitor, axe: AxeCheck) -> None:
    page = visitor.sign_in(READER)
    speak(page, "de")
    page.get_by_role("link", name="Digitale Identität in humanitären Notlagen").click()
    row = page.get_by_role("listitem").filter(has_text="Sieben Grundsätze").last
    public = row.get_by_role("link", name="Sieben Grundsätze").get_attribute("href")
    row.get_by_role("link", name="Gibt eine Stelle jemanden preis?").click()
    words = page.locator("#a3 blockquote").inner_text()
    page.get_by_role("link", name="Diese Stelle gibt jemanden preis – Aussage 3").click()
    axe(page)
    page.get_by_role("button", name="Stelle ausblenden lassen").click()
    expect(page.locator("#a3 .hidden")).to_be_visible()
    axe(page)
    visitor.open("/my/")
    expect(page.locator(".waiting")).to_contain_text("Eine Stelle ist zurzeit ausgeblendet")
    axe(page)
    visitor.sign_out()
    visitor.open(public)
    expect(page.locator("#a2")).to_be_visible()
    expect(page.locator("#a3")).to_have_count(0)
    expect(page.locator("main")).not_to_contain_text(words)


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_card_is_copied_with_its_label(visitor: Visitor, axe: AxeCheck, language: str) -> None:
    page = visitor.sign_in(READER)
    speak(page, language)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".seats a").last.click()
    page.locator("a[href$='/report-back/']").click()
    page.locator(".card [data-copy]").first.click()
    expect(page.locator("#copied")).to_have_text("Kopiert" if language == "de" else "Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(r"(?s)\w.+\n– Teilnehmende\b.*", copied)
    axe(page)


def test_without_scripts_the_text_is_selected_by_hand(browser: Browser, demo_server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    visitor = Visitor(context.new_page(), demo_server)
    page = visitor.sign_in(READER)
    page.locator(".seats a").last.click()
    page.locator("a[href$='/report-back/']").click()
    expect(page.locator(".card [data-copy]").first).to_be_hidden()
    page.locator(".card summary").first.click()
    expect(page.locator(".card textarea").first).to_be_visible()
    context.close()
