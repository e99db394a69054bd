"""The public pages in a browser: accessible in light and dark, and never wider than a phone."""

from datetime import date

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.rounds.record import (
    make_notice,
    make_publication,
    make_question,
    make_round,
    make_statement,
    make_withdrawn,
)
from tests.support.browser import AxeCheck


@pytest.fixture
def addresses(transactional_db: None) -> list[str]:
    """Return one address of every kind of public page, filled with the longest of words."""
    dialogue_round = make_round(
        2020,
        2022,
        theme_de="Entwicklungszusammenarbeit und Migrationsaußenpolitik",
        fields_de="Rechtsschutzversicherungsgesellschaften\nVorausschau",
    )
    questions = [make_question(dialogue_round, position) for position in range(1, 13)]
    make_notice(dialogue_round, *questions[:4], title_de="Flüchtlingssozialarbeit in Kommunen")
    for month in range(1, 6):
        publication = make_publication(
            dialogue_round,
            *questions[:2],
            title_de="Freizügigkeitsabkommen und Aufenthaltsverfestigung",
            released_on=date(2021, month, 1),
            is_invented=True,
        )
    make_statement(publication, 2, label_de="Dr. Mbali Reuß, Registerforschung", is_named=True)
    for year in (2016, 2018):
        make_round(year, year + 1)
    withdrawn = make_withdrawn(dialogue_round)
    return [
        "/",
        "/rounds/2020-2022/",
        "/rounds/2020-2022/sessions/",
        "/rounds/2020-2022/publications/",
        "/rounds/2016-2017/",
        "/publications/",
        f"/publications/{publication.public_id}/",
        f"/publications/{withdrawn.public_id}/",
        "/search/",
        "/search/?q=Freizuegigkeit&round=2020",
        "/search/?q=participants",
        "/search/?q=Freizügigkeitsabkomen+xyzzy",
        "/search/?q=%00&round=1999",
        "/nothing/",
    ]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_public_pages_are_accessible_at_every_width(
    page: Page,
    live_server: LiveServer,
    addresses: list[str],
    axe: AxeCheck,
    scheme: str,
    width: int,
):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    for address in addresses:
        for language in ("de", "en"):
            page.goto(f"{live_server.url}/{language}{address}")
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_the_search_is_used_by_keyboard_and_without_a_script(
    browser: Browser, live_server: LiveServer, addresses: list[str]
):
    context = browser.new_context(java_script_enabled=False, locale="de-DE")
    page = context.new_page()
    page.goto(f"{live_server.url}/de/publications/")
    page.get_by_label("Suchwörter").press_sequentially("freizuegigkeitsabkomen")
    page.keyboard.press("Enter")
    page.get_by_text("Meinten Sie").wait_for()
    assert page.locator("mark").first.inner_text() == "Freizügigkeitsabkommen"
    page.get_by_label("Art").focus()
    page.keyboard.press("B")
    page.get_by_role("button", name="Suchen").press("Enter")
    page.get_by_text("Art: Befund").wait_for()
    assert page.get_by_label("Suchwörter").input_value() == "freizuegigkeitsabkomen"
    page.get_by_role("link", name="Freizügigkeitsabkommen und").first.press("Enter")
    page.get_by_role("heading", level=1, name="Freizügigkeitsabkommen").wait_for()
    context.close()
