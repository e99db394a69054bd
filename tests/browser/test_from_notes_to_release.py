"""The whole way of a draft: two staff, three participants, from notes to what the public reads."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import Visitor
from tests.support.browser import AxeCheck
from tests.support.demo_server import in_the_demo

SESSION = "Werkzeuge und Versprechen: ein Überblick"
PARTS = "Aussprache: Vorausschau von Migration"
NOTES = [
    "Register sollten ein Ende haben, bevor sie einen Anfang haben.",
    "Wer Daten erhebt, sollte sagen, wann er sie löscht.",
]
ENGLISH = {
    NOTES[0]: "Registers should have an end before they have a beginning.",
    NOTES[1]: "Whoever collects data should say when they are deleted.",
}
NAMED = "Nils Schuster"
READERS = ("nils.schuster", "deniz.ortac", "hanna.tesfaye")

State = Callable[[str], None]


@pytest.fixture
def state(visitor: Visitor) -> State:
    """Keep a picture of each state, where somebody asked for them: ``PICTURES=folder``."""
    folder = os.environ.get("PICTURES", "")

    def keep(name: str) -> None:
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            visitor.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

    return keep


def enter(visitor: Visitor, name: str, path: str = "/my/") -> Page:
    """Come as somebody, whoever was there before."""
    visitor.sign_out()
    return visitor.sign_in(name, path)


def let_days_pass(visitor: Visitor) -> None:
    """Let the days for reading be over."""
    in_the_demo(
        visitor.address,
        "import datetime",
        "from sessions.models import Output",
        "Output.objects.filter(title_de='Was Verfahren brauchen').update(",
        "    review_ends_on=datetime.date(2021, 11, 1))",
    )


def statements_of(page: Page) -> dict[str, int]:
    """Return which row of the form holds which German text."""
    rows = page.locator("textarea[name^=statements-][name$=text_de]")
    texts = [rows.nth(number).input_value() for number in range(rows.count())]
    return {text: number for number, text in enumerate(texts) if text}


def test_from_notes_to_release(visitor: Visitor, axe: AxeCheck, state: State) -> None:
    in_the_demo(
        visitor.address,
        "from participants.models import User",
        "from msg.demo.cast import PASSWORD",
        f"for name in {READERS!r}:",
        "    user = User.objects.get(email=f'{name}@example.org')",
        "    user.set_password(PASSWORD)",
        "    user.save()",
    )
    visitor.page.set_viewport_size({"width": 1280, "height": 900})

    # in the room: one thought a line, no speaker
    page = enter(visitor, "rapporteur", "/admin/dialogue_sessions/session/")
    page.get_by_role("link", name=SESSION).first.click()
    page.get_by_role("link", name="Notizen machen").click()
    page.get_by_label(PARTS).first.check()
    for note in NOTES:
        page.locator("[name=lines]").fill(note)
        page.locator("[name=lines]").press("Enter")
    expect(page.locator("#standing")).not_to_have_class(re.compile("unsent"))
    axe(page)
    state("01-notes")
    page.get_by_role("button", name="Fertig").click()
    left = page.evaluate("Object.keys(localStorage)")
    assert [key for key in left if key.startswith("notes.")] == []

    # from the notes to an output, in an order that tells nothing
    page = visitor.open("/admin/dialogue_sessions/output/add/")
    page.locator("[name=session]").select_option(label=f"2020-02, {SESSION}")
    page.locator("[name=kind]").select_option("finding")
    page.locator("[name=title_de]").fill("Was Verfahren brauchen")
    page.locator("[name=title_en]").fill("What procedures need")
    page.locator("[name=_save]").click()
    output = page.url
    page.get_by_label(PARTS).first.check()
    page.locator("[name=_continue]").click()
    page.get_by_role("link", name="Aussagen aus Notizen").click()
    for note in NOTES:
        page.get_by_label(note).check()
    axe(page)
    state("02-from-notes")
    page.get_by_role("button", name="Aussagen schreiben").click()
    page.goto(output)
    rows = statements_of(page)
    assert set(rows) == set(NOTES)
    for note, row in rows.items():
        page.locator(f"[name=statements-{row}-text_en]").fill(ENGLISH[note])
    page.locator("[name=_continue]").click()
    expect(page.locator(".finding.block")).to_have_count(0)
    state("03-draft")

    # somebody is asked whether they want to be named for one of them
    page.locator("#consents summary").click()
    number = statements_of(page)[NOTES[1]]
    page.locator("#consents details a").nth(number).click()
    person = page.locator("[name=participant] option", has_text=NAMED).inner_text()
    page.locator("[name=participant]").select_option(label=person)
    axe(page)
    state("04-ask")
    page.get_by_role("button", name="Diese Person fragen").click()
    page.get_by_role("button", name="Den Anwesenden vorlegen").click()
    expect(page.locator(".messagelist .error").first).to_be_visible()

    # the first participant agrees
    page = enter(visitor, "nils.schuster")
    state("05-asked")
    page.goto(f"{visitor.address}/my/consents/")
    page.locator("main a[href*='/my/consents/']").first.click()
    expect(page.locator("body")).to_contain_text(NAMED)
    axe(page)
    state("06-consent")
    page.get_by_role("button", name="Ich bin einverstanden").click()
    axe(page)

    # it goes before those who were there
    page = enter(visitor, "rapporteur", "/admin/")
    page.goto(output)
    page.get_by_role("button", name="Den Anwesenden vorlegen").click()
    expect(page.locator(".messagelist .success")).to_be_visible()

    # the second participant objects to a passage; the third sees nothing of it
    page = enter(visitor, "deniz.ortac")
    page.get_by_role("link", name="Was Verfahren brauchen").first.click()
    draft = page.url
    axe(page)
    state("07-reading")
    page.locator("li", has_text=NOTES[0]).get_by_role("link", name="gibt jemanden preis").click()
    page.locator("[name=text]").fill("Daran erkennt man das Haus.")
    axe(page)
    state("08-objecting")
    page.get_by_role("button", name="Einwand gegen diese Stelle erheben").click()
    expect(page.locator(".messages, .message, [role=status]").first).to_be_visible()
    state("09-objected")
    enter(visitor, "hanna.tesfaye")
    page.goto(draft)
    expect(page.locator("body")).not_to_contain_text("Daran erkennt man das Haus.")

    # the days are over, and the objection stops it until the second of the staff has settled it
    let_days_pass(visitor)
    page = enter(visitor, "reviewer", "/admin/")
    page.goto(output)
    expect(page.locator("#objections")).to_contain_text("Daran erkennt man das Haus.")
    expect(page.locator("#objections")).not_to_contain_text("Ortaç")
    expect(page.get_by_role("button", name="Als geprüft erklären")).to_have_count(0)
    axe(page)
    state("10-objection-of-somebody")
    page.locator("#objections textarea").fill("Der Satz passt auf viele Häuser.")
    page.get_by_role("button", name="Sie bleibt").click()
    enter(visitor, "deniz.ortac")
    page.goto(draft)
    expect(page.locator("body")).to_contain_text("Der Satz passt auf viele Häuser.")
    state("11-answered")

    # released by the second of the staff, after a look at the very page
    page = enter(visitor, "reviewer", "/admin/")
    page.goto(output)
    page.get_by_role("button", name="Als geprüft erklären").click()
    page.get_by_role("link", name="Veröffentlichen …").click()
    axe(page)
    state("12-release")
    page.get_by_role("button", name="Jetzt veröffentlichen").click()
    page.get_by_role("link", name="Publikation lesen").click()
    public = page.url
    visitor.sign_out()
    page.goto(public)
    expect(page.locator("main")).to_contain_text(NAMED)
    for note in NOTES:
        expect(page.locator("main")).to_contain_text(note)
    axe(page)
    state("13-public-with-a-name")

    # what one may say tomorrow
    page = enter(visitor, "hanna.tesfaye")
    page.get_by_role("link", name=SESSION, exact=True).first.click()
    page.locator("a[href$='/report-back/']").first.click()
    expect(page.locator("main")).to_contain_text(ENGLISH[NOTES[0]])
    axe(page)
    state("14-report-back")

    # the name is taken back, and stands nowhere any more
    page = enter(visitor, "nils.schuster", "/my/consents/")
    page.locator("main a[href*='/my/consents/']").first.click()
    page.get_by_role("link", name="zurücknehmen").click()
    axe(page)
    state("15-taking-back")
    page.get_by_role("button", name="zurücknehmen").click()
    visitor.sign_out()
    page.goto(public)
    expect(page.locator("main")).not_to_contain_text(NAMED)
    expect(page.locator("main")).to_contain_text(NOTES[1])
    state("16-public-without-the-name")

    # somebody sees too late what a passage tells: it is hidden at once
    enter(visitor, "hanna.tesfaye")
    page.goto(draft)
    page.locator("li", has_text=NOTES[0]).get_by_role("link", name="gibt jemanden preis").click()
    page.get_by_role("button", name="Stelle ausblenden lassen").click()
    state("17-hidden-at-once")
    visitor.sign_out()
    page.goto(public)
    expect(page.locator("main")).not_to_contain_text(NOTES[0])
    expect(page.locator("main")).to_contain_text(NOTES[1])

    # staff have the checklist, and show it again
    page = enter(visitor, "reviewer", "/admin/")
    state("18-needs-a-look")
    page.goto(output)
    expect(page.locator(".checklist")).to_be_visible()
    axe(page)
    state("19-checklist")
    page.locator("#objections textarea").fill("Geprüft: passt auf viele.")
    page.get_by_role("button", name="Stelle wieder zeigen").click()
    visitor.sign_out()
    page.goto(public)
    expect(page.locator("main")).to_contain_text(NOTES[0])

    # withdrawn, the address says so
    page = enter(visitor, "reviewer", "/admin/")
    page.goto(output)
    page.get_by_role("link", name="Zurückziehen …").click()
    page.locator("[name=note]").fill("Auf Wunsch der Runde.")
    page.get_by_role("button", name="Jetzt zurückziehen").click()
    visitor.sign_out()
    answer = page.goto(public)
    assert answer is not None
    assert answer.status == 410
    state("20-withdrawn")
