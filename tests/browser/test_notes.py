"""The note-taker's screen in a browser: the network fails, and no line is lost or there twice."""

import re

import pytest
from playwright.sync_api import Browser, Dialog, Page, Route, expect

from tests.browser.visitor import Visitor
from tests.support.browser import AxeCheck

LIST = "/admin/dialogue_sessions/session/"
KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('notes.')).length"


def open_notes(visitor: Visitor, title: str) -> Page:
    """Sign in as the rapporteur and go to the notes of a session, as one would."""
    page = visitor.sign_in("rapporteur", LIST)
    page.get_by_role("link", name=title).click()
    page.get_by_role("link", name="Notizen machen").click()
    return page


def write(page: Page, *lines: str) -> None:
    for line in lines:
        page.locator("[name=lines]").fill(line)
        page.locator("[name=lines]").press("Enter")


def lines(page: Page) -> list[str]:
    """Return the lines that are in sight, in no order."""
    fields = page.locator(".line textarea:visible")
    return sorted(field.input_value() for field in fields.all())


def expect_all_sent(page: Page) -> None:
    expect(page.locator("#standing")).to_have_text("Alles ist übertragen.")


def test_lines_typed_offline_arrive_exactly_once(visitor: Visitor, axe: AxeCheck) -> None:
    page = open_notes(visitor, "Anerkennung und Sprache")
    expect(page.locator(".empty:visible")).to_have_text("Von diesem Teil ist noch nichts notiert.")
    axe(page)
    write(page, "Register brauchen ein Ende.")
    expect(page.locator("[name=lines]")).to_have_value("")
    expect(page.locator("[name=lines]")).to_be_focused()
    expect_all_sent(page)
    # a second part, which is remembered
    page.get_by_role("radio").nth(1).check()
    assert lines(page) == []
    page.context.set_offline(True)
    write(page, "Erstens.", "Zweitens.\nDrittens.")
    page.locator("[name=lines]").fill("Nicht zu Ende gedacht")
    standing = page.locator("#standing")
    expect(standing).to_have_text("Noch nicht übertragen: 3. Auf diesem Gerät aufbewahrt.")
    expect(page.locator("#trouble")).to_contain_text("Der Server ist nicht zu erreichen.")
    expect(page.get_by_role("button", name="Fertig")).to_be_disabled()
    axe(page)
    address = page.url
    # the page is lost while there is no network, and comes back with everything
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        page.reload()
    page.context.set_offline(False)
    page.goto(address)
    expect(page.get_by_role("radio").nth(1)).to_be_checked()
    expect(page.locator("[name=lines]")).to_have_value("Nicht zu Ende gedacht")
    expect_all_sent(page)
    assert lines(page) == ["Drittens.", "Erstens.", "Zweitens."]
    # another device reads the same from the server, each line once
    page.evaluate("localStorage.clear()")
    page.reload()
    page.get_by_role("radio").nth(1).check()
    assert lines(page) == ["Drittens.", "Erstens.", "Zweitens."]
    page.get_by_role("radio").nth(0).check()
    assert lines(page) == ["Register brauchen ein Ende."]


def test_an_answer_that_is_lost_makes_no_second_line(visitor: Visitor) -> None:
    page = open_notes(visitor, "Anerkennung und Sprache")
    page.get_by_role("radio").nth(2).check()
    attempts: list[str | None] = []

    def deliver_and_lose_the_answer(route: Route) -> None:
        attempts.append(route.request.post_data)
        if len(attempts) == 1:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route("**/notes/keep/", deliver_and_lose_the_answer)
    write(page, "Angekommen, aber ohne Antwort.")
    expect(page.locator("#trouble")).not_to_be_empty()
    expect_all_sent(page)
    assert len(attempts) >= 2
    assert attempts[0] == attempts[1]
    page.reload()
    assert lines(page) == ["Angekommen, aber ohne Antwort."]


def test_a_line_is_changed_moved_deleted_and_brought_back(visitor: Visitor) -> None:
    page = open_notes(visitor, "Ziele, die sich stützen, und Ziele, die sich stören")
    write(page, "Eins", "Zwei", "Drei")
    page.locator(".line textarea").nth(0).fill("Drei, genauer")
    page.locator(".line").nth(1).get_by_role("button", name="Löschen").click()
    assert lines(page) == ["Drei, genauer", "Eins"]
    page.get_by_role("button", name="Rückgängig").click()
    assert lines(page) == ["Drei, genauer", "Eins", "Zwei"]
    page.locator(".line", has=page.locator("textarea")).last.locator("select").select_option(
        index=1
    )
    expect_all_sent(page)
    page.reload()
    here = lines(page)
    page.get_by_role("radio").nth(1).check()
    there = lines(page)
    assert sorted(here + there) == ["Drei, genauer", "Eins", "Zwei"]
    assert len(there) == 1


def test_signed_out_meanwhile_nothing_is_lost(visitor: Visitor) -> None:
    page = open_notes(visitor, "Fachkräfte im globalen Wettbewerb")
    address = page.url
    page.get_by_role("radio").nth(2).check()
    visitor.sign_out()
    write(page, "Nach dem Abmelden geschrieben.")
    expect(page.locator("#trouble")).to_contain_text("Sie sind abgemeldet.")
    # signed in again in another tab: this page finds its way by itself
    other = Visitor(page.context.new_page(), visitor.address)
    other.sign_in("rapporteur", "/admin/")
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect_all_sent(page)
    other.page.goto(address)
    assert lines(other.page) == ["Nach dem Abmelden geschrieben."]


def test_signing_out_sends_first_and_asks_before_a_line_is_lost(visitor: Visitor) -> None:
    page = open_notes(visitor, "Fachkräfte im globalen Wettbewerb")
    page.get_by_role("radio").nth(1).check()
    page.route("**/notes/keep/", lambda route: route.abort())
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", stay)
    page.locator("[name=lines]").fill("Noch nicht abgelegt.")
    # It asks when sending has failed, which is after the press and not within it.
    with page.expect_event("dialog"):
        page.get_by_role("button", name="Abmelden").click()
    expect(page.locator("#standing")).to_contain_text("Noch nicht übertragen: 1.")
    assert asked == ["Einige Zeilen sind noch nicht übertragen. Abmelden und sie verlieren?"]
    page.unroute("**/notes/keep/")
    page.get_by_role("button", name="Abmelden").click()
    page.wait_for_url("**/de/")
    assert page.evaluate(KEPT) == 0
    page = open_notes(visitor, "Fachkräfte im globalen Wettbewerb")
    page.get_by_role("radio").nth(1).check()
    assert lines(page) == ["Noch nicht abgelegt."]


def test_finished_nothing_lies_on_the_device(visitor: Visitor, axe: AxeCheck) -> None:
    page = open_notes(visitor, "Gestalten statt nachsteuern")
    write(page, "Zum Schluss.")
    assert page.evaluate(KEPT) > 0
    expect_all_sent(page)
    page.get_by_role("button", name="Fertig: von diesem Gerät entfernen").click()
    expect(page.locator("#finished")).to_contain_text("liegt nichts mehr auf diesem Gerät")
    expect(page.locator("#finished")).to_be_focused()
    assert page.evaluate(KEPT) == 0
    assert "Zum Schluss." not in page.content()
    axe(page)


def test_what_lies_on_the_device_goes_with_its_day(visitor: Visitor) -> None:
    page = open_notes(visitor, "Gestalten statt nachsteuern")
    page.evaluate(
        "localStorage.setItem('notes.0123456789abcdef.00000000000000aa',"
        " JSON.stringify({part: '1', text: 'alt', sent: false, until: '2020-01-01'}))"
    )
    page.reload()
    expect_all_sent(page)
    assert page.evaluate("localStorage.getItem('notes.0123456789abcdef.00000000000000aa')") is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_phone(visitor: Visitor, axe: AxeCheck, scheme: str) -> None:
    visitor.page.emulate_media(color_scheme=scheme)
    page = visitor.page
    page.set_viewport_size({"width": 375, "height": 700})
    page = open_notes(visitor, "Gestalten statt nachsteuern")
    write(page, "Ein langes Wort wie Freizügigkeitsbescheinigungsverfahren steht in der Zeile.")
    expect_all_sent(page)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


def test_without_a_script_the_form_does_the_same(
    browser: Browser, demo_server: str, axe: AxeCheck
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="de-DE")
    page = open_notes(
        Visitor(context.new_page(), demo_server),
        "Faire Anwerbung und die Interessen der Herkunftsländer",
    )
    page.locator("[name=lines]").fill("Ohne Skript eins.\nOhne Skript zwei.")
    page.get_by_role("button", name="Speichern").click()
    expect(page.locator(".messagelist .success")).to_have_text("Die Notizen sind gespeichert.")
    assert lines(page) == ["Ohne Skript eins.", "Ohne Skript zwei."]
    page.locator(".line textarea").first.fill("")
    page.get_by_role("button", name="Speichern").click()
    assert len(lines(page)) == 1
    context.close()


def test_notes_become_statements(visitor: Visitor, axe: AxeCheck) -> None:
    page = visitor.sign_in("rapporteur", "/admin/dialogue_sessions/output/?status__exact=draft")
    page.get_by_role("link", name="Wie Digitalisierung verändert, wer entscheidet").click()
    output = page.url
    page.get_by_role("link", name="Aussagen aus Notizen").click()
    expect(page.locator(".notes")).to_contain_text("Zu diesen Teilen gibt es keine Notizen")
    axe(page)
    page.get_by_role("link", name="Notizen machen").click()
    for radio in page.get_by_role("radio").all():
        radio.check()
        write(page, "Maschinen entscheiden mit.", "Wer haftet, ist offen.")
    expect_all_sent(page)
    page.goto(re.sub(r"change/.*", "notes/", output))
    axe(page)
    page.get_by_label("Maschinen entscheiden mit.").first.check()
    page.get_by_role("button", name="Aussagen schreiben").click()
    expect(page.locator(".messagelist .success")).to_have_text("Neue Aussagen: 1.")
    last = page.locator("textarea[name$=-text_de]").evaluate_all("all => all.map(f => f.value)")
    assert "Maschinen entscheiden mit." in last
