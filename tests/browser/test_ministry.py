"""The button of a ministry's own sign-in, in a browser: to a provider that runs, and back."""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from participants.models import Participant, User
from tests.msg.test_oidc import CALLBACK, provider_at
from tests.support import oidc_provider
from tests.support.browser import AxeCheck

EMAIL = "anna.anders@example.org"


@pytest.fixture
def provider(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[oidc_provider.Provider]:
    """Run a provider that this site trusts, with Anna in front of it."""
    # whatever proxy the shell names is not asked for this machine
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with oidc_provider.running() as provider:
        provider.person = {"sub": "anna-1", "email": EMAIL, "email_verified": True}
        settings.SOCIALACCOUNT_PROVIDERS = provider_at(provider.url)
        policy = deepcopy(settings.CONTENT_SECURITY_POLICY)
        policy["DIRECTIVES"]["form-action"].append(provider.url)
        settings.CONTENT_SECURITY_POLICY = policy
        # the live server speaks HTTP
        settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
        yield provider


@pytest.fixture
def site(live_server: LiveServer, transactional_db: None) -> str:
    """Give the address of the site; Anna has an account there."""
    account = User.objects.create_user(EMAIL)
    Participant.objects.create(user=account, email=EMAIL, given_name="Anna", family_name="Anders")
    return live_server.url


def press_the_button(page: Page, site: str, path: str = "/my/") -> None:
    """Go to the sign-in on the way to a page of the room, and press the ministry's button."""
    page.goto(f"{site}{path}")
    expect(page).to_have_url(f"{site}/accounts/login/?next={path}")
    page.get_by_role("button", name="Mit Haus-Konto anmelden").click()


def test_who_has_an_account_comes_back_signed_in_to_where_they_wanted(
    page: Page, provider: oidc_provider.Provider, site: str, axe: AxeCheck
) -> None:
    page.goto(f"{site}/accounts/login/")
    expect(page.get_by_role("heading", name="Mit Haus-Konto")).to_be_visible()
    axe(page)
    press_the_button(page, site, "/my/account/")
    expect(page).to_have_url(f"{site}/my/account/")
    expect(page.locator("main")).to_contain_text(EMAIL)
    assert len(provider.asked) == 1


def test_who_is_not_invited_stays_outside_and_reads_what_to_do(
    page: Page, provider: oidc_provider.Provider, site: str, axe: AxeCheck
) -> None:
    provider.person = {"sub": "otto-1", "email": "otto@example.org", "email_verified": True}
    press_the_button(page, site)
    expect(page).to_have_url(re.compile(re.escape(f"{site}{CALLBACK}?")))
    expect(page.get_by_role("heading", name="Das hat nicht zur Anmeldung geführt")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("otto@example.org")
    axe(page)
    page.get_by_role("link", name="Zur Anmeldung").click()
    expect(page).to_have_url(f"{site}/accounts/login/")
    page.goto(f"{site}/my/")
    expect(page).to_have_url(f"{site}/accounts/login/?next=/my/")
    assert User.objects.count() == 1
