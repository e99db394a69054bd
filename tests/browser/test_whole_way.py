"""From a round to a released output, in a browser, as the README says it goes."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import Visitor
from tests.support.browser import AxeCheck

LEAK = "Petrova warb dafür, Register mit einem Ende zu planen."
HARMLESS = "Register sollten ein Ende haben, bevor sie einen Anfang haben."
ENGLISH = "Registers should have an end before they have a beginning."


def save(page: Page) -> None:
    page.locator("[name=_continue]").click()


def test_an_output_is_written_refused_mended_and_released(visitor: Visitor, axe: AxeCheck) -> None:
    # the rapporteur writes
    page = visitor.sign_in("rapporteur", "/admin/dialogue_sessions/output/add/")
    axe(page)
    page.locator("[name=session]").select_option(label="2021-10, Gestalten statt nachsteuern")
    page.locator("[name=kind]").select_option("finding")
    page.locator("[name=title_de]").fill("Was ein Ende braucht")
    page.locator("[name=title_en]").fill("What needs an end")
    page.locator("[name=_save]").click()
    page.get_by_label("Aussprache: Wie der digitale Wandel Politik verändert").first.check()
    page.locator("[name=lead_de]").fill("Ein Befund.")
    page.locator("[name=lead_en]").fill("A finding.")
    page.locator("[name=statements-0-text_de]").fill(LEAK)
    page.locator("[name=statements-0-text_en]").fill(ENGLISH)
    save(page)

    # the rule finds the name, says why, and nothing typed is lost
    finding = page.locator(".finding.block")
    expect(finding.locator("mark")).to_have_text("Petrova")
    expect(finding).to_contain_text("Hier steht der Nachname einer teilnehmenden Person.")
    expect(page.locator("[name=statements-0-text_de]")).to_have_value(LEAK)
    axe(page)
    page.get_by_role("button", name="Den Anwesenden vorlegen").click()
    expect(page.locator(".messagelist .error")).to_contain_text("Der Text verrät jemanden")
    expect(page.locator("[name=statements-0-text_de]")).to_have_value(LEAK)

    # mended, it goes before those who were there; the review of the demo's round is seven days
    page.locator("[name=statements-0-text_de]").fill(HARMLESS)
    save(page)
    expect(page.locator(".finding.block")).to_have_count(0)
    page.get_by_role("button", name="Den Anwesenden vorlegen").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    expect(page.get_by_role("button", name="Als geprüft erklären")).to_have_count(0)


def test_a_name_is_marked_while_it_is_typed_and_nothing_is_saved(
    visitor: Visitor, axe: AxeCheck
) -> None:
    page = visitor.sign_in("rapporteur", "/admin/dialogue_sessions/output/?status__exact=draft")
    page.get_by_role("link", name="Wie Digitalisierung verändert, wer entscheidet").click()
    field = page.locator("[name=statements-1-text_de]")
    before = field.input_value()
    field.fill(LEAK)
    mark = page.locator("#marked-id_statements-1-text_de mark")
    expect(mark).to_have_text("Petrova")
    expect(page.locator("#marked-id_statements-1-text_de")).to_contain_text(
        "Verhindert die Veröffentlichung: Hier steht der Nachname einer teilnehmenden Person."
    )
    expect(field).to_be_focused()
    mark.focus()
    expect(mark).to_be_focused()
    axe(page)
    page.reload()
    expect(field).to_have_value(before)
    expect(mark).to_have_count(0)


def test_a_second_person_releases_and_the_public_reads_it(visitor: Visitor, axe: AxeCheck) -> None:
    # an output of the demo whose review is over
    page = visitor.sign_in("reviewer", "/admin/dialogue_sessions/output/?status__exact=in_review")
    axe(page)
    page.get_by_role("link", name="Freizügigkeit: auf dem Papier weit, im Alltag eng").click()
    address = page.url
    axe(page)
    for reason in range(page.locator(".finding.review form").count()):
        form = page.locator(".finding.review form").first
        form.locator("textarea").fill(f"Gegenstand der Politik, nicht Quelle ({reason}).")
        form.get_by_role("button").click()
    page.get_by_role("button", name="Als geprüft erklären").click()
    page.get_by_role("link", name="Veröffentlichen …").click()
    axe(page)
    expect(page.locator(".version[lang=de] h2")).to_have_text(
        "Freizügigkeit: auf dem Papier weit, im Alltag eng"
    )
    page.get_by_role("button", name="Jetzt veröffentlichen").click()
    page.get_by_role("link", name="Publikation lesen").click()
    public = page.url
    assert re.search(r"/de/publications/[0-9a-f]{16}/$", public)

    # anybody reads it, in both languages
    visitor.sign_out()
    page.goto(public)
    expect(page.locator("h1")).to_have_text("Freizügigkeit: auf dem Papier weit, im Alltag eng")
    axe(page)
    page.goto(public.replace("/de/", "/en/"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    axe(page)

    # taken back, its address says so
    visitor.sign_in("reviewer", "/admin/")
    page.goto(address)
    page.get_by_role("link", name="Zurückziehen …").click()
    axe(page)
    page.locator("[name=note]").fill("Zu nah an einer Person.")
    page.get_by_role("button", name="Jetzt zurückziehen").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    visitor.sign_out()
    assert page.goto(public).status == 410
    expect(page.locator("body")).not_to_contain_text("Freizügigkeit")
    axe(page)


def test_a_participant_finds_what_is_theirs(visitor: Visitor, axe: AxeCheck) -> None:
    page = visitor.open("/accounts/login/")
    axe(page)
    page = visitor.sign_in("participant-2013")
    axe(page)
    page.get_by_role("link", name="Anerkennung und Sprache").first.click()
    expect(page.locator("h1")).to_have_text("Anerkennung und Sprache")
    expect(page.locator("body")).to_contain_text("Haus am Alten Zollhafen, Rheinsaal")
    axe(page)
    theirs = page.url
    visitor.sign_out()
    visitor.sign_in("participant-2020")
    assert page.goto(theirs).status == 404
    axe(page)


PUBLIC = ["/{}/", "/{}/rounds/2013-2015/", "/{}/rounds/2020-2021/", "/{}/publications/"]
PUBLIC += ["/{}/imprint/", "/{}/privacy/", "/{}/accessibility/"]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_public_pages_are_accessible_and_fit(
    visitor: Visitor, axe: AxeCheck, language: str, scheme: str, width: int
) -> None:
    visitor.page.emulate_media(color_scheme=scheme)
    visitor.page.set_viewport_size({"width": width, "height": 800})
    for path in PUBLIC:
        page = visitor.open(path.format(language))
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert len(page.content()) > 2000


def test_the_language_switch_keeps_the_page(visitor: Visitor) -> None:
    page = visitor.open("/de/rounds/2020-2021/")
    page.locator("header a[hreflang=en]").click()
    assert page.url.endswith("/en/rounds/2020-2021/")
    expect(page.locator("html")).to_have_attribute("lang", "en")
