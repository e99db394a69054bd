"""From the list of a round to a passkey: staff invite, the mail goes out, somebody comes in."""

import email
import email.policy
import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from msg.demo.cast import PASSWORD
from tests.browser.visitor import Visitor
from tests.support.browser import AxeCheck
from tests.support.demo_server import in_the_demo, var_dir_of

NEW = "ankunft@example.org"
ROUND = "2020–2021"


@pytest.fixture
def newcomer(demo_server: str) -> str:
    """Put somebody on record who was never here; return their address."""
    in_the_demo(
        demo_server,
        "from participants.models import *",
        "from rounds.models import Round",
        f"old = Participant.objects.filter(email='{NEW}').first()",
        "if old:",
        "    account = old.user",
        "    old.delete()",
        "    account and account.delete()",
        f"new = Participant.objects.create(given_name='Ada', family_name='Ankunft', email='{NEW}')",
        "Membership.objects.create(participant=new, round=Round.objects.get(start_year=2020),",
        "    organisation=Organisation.objects.order_by('pk')[0])",
    )
    return NEW


@pytest.fixture
def on_localhost(demo_server: str, context: BrowserContext) -> Visitor:
    """Somebody whose device keeps passkeys. They are bound to a name, so not to 127.0.0.1."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return Visitor(page, demo_server.replace("127.0.0.1", "localhost"))


def mails_to(address: str, demo_server: str) -> list[str]:
    """Return the texts of the mails the demo has written for somebody."""
    found = []
    for path in sorted(Path(var_dir_of(demo_server), "mail").glob("*.log")):
        for part in path.read_text(encoding="utf-8").split("-" * 79):
            message = email.message_from_string(part.strip(), policy=email.policy.default)
            if message["To"] == address:
                found.append(message.get_content())
    return found


def invite(visitor: Visitor) -> None:
    """Invite whoever is new in the round, and release what waits."""
    page = visitor.sign_in("convener", "/admin/participants/invitation/")
    page.get_by_role("link", name=f"Zu {ROUND} einladen").click()
    # one click each takes a minute
    page.locator("[name=people]").evaluate_all("boxes => boxes.forEach(b => (b.checked = false))")
    page.get_by_label("Ada Ankunft").check()
    page.get_by_role("button", name="Weiter").click()
    expect(page.locator("#content")).to_contain_text("1 Person zur Runde")
    page.get_by_role("button", name="In den Postausgang legen").click()
    expect(page.locator(".messagelist")).to_contain_text("1 Einladung wartet im Postausgang")
    page.get_by_role("row", name="Ankunft, Ada").locator("[name=_selected_action]").check()
    page.locator("[name=action]").select_option(label="Ausgewählte freigeben")
    page.get_by_role("button", name="Ausführen").click()
    expect(page.locator(".messagelist")).to_contain_text("1 Nachricht ist freigegeben")
    visitor.sign_out()


def link_sent(demo_server: str) -> str:
    """Let upkeep run, and return the path of the link it sent."""
    before = len(mails_to(NEW, demo_server))
    in_the_demo(
        demo_server, "from django.core.management import call_command", "call_command('upkeep')"
    )
    mails = mails_to(NEW, demo_server)
    assert len(mails) == before + 1
    match = re.search(r"/invitation/[0-9a-f]{64}/", mails[-1])
    assert match
    return match[0]


def test_staff_invite_and_somebody_comes_in_with_a_passkey(
    visitor: Visitor, on_localhost: Visitor, newcomer: str, demo_server: str, axe: AxeCheck
) -> None:
    invite(visitor)
    link = link_sent(demo_server)

    # looking does no harm, and leaves no token in the address
    for _ in range(2):
        page = on_localhost.open(link)
        expect(page).to_have_url(re.compile(r"/invitation/$"))
    expect(page.locator("blockquote")).to_have_count(2)
    axe(page)

    # what is missing is said, and what was chosen stays
    page.get_by_label("Mit einem Passkey").check()
    page.get_by_role("button", name="Zustimmen und eintreten").click()
    expect(page.get_by_text("Ohne Zustimmung zur Regel")).to_be_visible()
    expect(page.get_by_label("Mit einem Passkey")).to_be_checked()
    axe(page)
    page.get_by_label("Ich stimme der Regel zu").check()
    page.get_by_role("button", name="Zustimmen und eintreten").click()

    # the passkey, and straight into the room
    expect(page.get_by_role("heading", name="Einen Passkey hinzufügen")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Auf diesem Gerät einrichten").click()
    expect(page.get_by_text("Der Passkey ist hinterlegt.")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Alle Ihre Passkeys").click()
    expect(page.get_by_text("Passkey 1").first).to_be_visible()
    axe(page)
    on_localhost.open("/my/")
    expect(page.get_by_role("heading", name="Ihre Sitzungen")).to_be_visible()

    # signed in with it and nothing else
    page.get_by_role("button", name="Abmelden").click()
    on_localhost.open("/accounts/login/?next=/my/account/")
    axe(page)
    page.get_by_role("button", name="Mit Passkey anmelden").click()
    page.wait_for_url("**/my/account/")
    expect(page.locator("main")).to_contain_text(newcomer)

    # the link is used up
    on_localhost.sign_out()
    on_localhost.open(link)
    expect(page.get_by_role("heading", name="Dieser Link gilt nicht mehr")).to_be_visible()
    axe(page)

    # a closed account opens to no passkey
    in_the_demo(
        demo_server,
        "from participants.models import User",
        f"User.objects.filter(email='{NEW}').update(is_active=False)",
    )
    on_localhost.open("/accounts/login/")
    page.get_by_role("button", name="Mit Passkey anmelden").click()
    expect(page.get_by_role("heading", name="Dieses Konto ist geschlossen")).to_be_visible()


def test_a_passkey_that_is_removed_signs_nobody_in(on_localhost: Visitor, axe: AxeCheck) -> None:
    page = on_localhost.sign_in("participant-2013", "/accounts/sessions/")
    page.get_by_role("link", name="Ihre Passkeys").click()
    page.get_by_role("link", name="Einen Passkey hinzufügen").click()
    if page.locator("[name=password]").count():
        page.locator("[name=password]").fill(PASSWORD)
        page.get_by_role("button", name="Weiter").click()
    page.get_by_label("Wie Sie ihn nennen").fill("Mein Telefon")
    page.get_by_role("button", name="Auf diesem Gerät einrichten").click()
    expect(page.get_by_text("Der Passkey ist hinterlegt.")).to_be_visible()
    page.get_by_role("link", name="Alle Ihre Passkeys").click()
    page.get_by_role("link", name="Umbenennen").click()
    axe(page)
    page.get_by_label("Wie Sie ihn nennen").fill("Mein altes Telefon")
    page.get_by_role("button", name="Speichern").click()
    expect(page.locator("main")).to_contain_text("Mein altes Telefon")
    page.get_by_role("link", name="Entfernen").click()
    axe(page)
    page.get_by_role("button", name="Entfernen").click()
    expect(page.get_by_text("Der Passkey ist entfernt.")).to_be_visible()
    on_localhost.sign_out()
    on_localhost.open("/accounts/login/")
    page.get_by_role("button", name="Mit Passkey anmelden").click()
    expect(page.get_by_text("Dieser Passkey hat nicht funktioniert")).to_be_visible()


def test_somebody_comes_in_with_a_password_on_a_phone_and_has_it_all_erased(
    visitor: Visitor, newcomer: str, demo_server: str, axe: AxeCheck
) -> None:
    invite(visitor)
    link = link_sent(demo_server)
    visitor.page.set_viewport_size({"width": 320, "height": 700})
    page = visitor.open(link)
    page.get_by_label("Ich stimme der Regel zu").check()
    expect(page.locator("[name=password1]")).to_be_hidden()
    page.get_by_label("Mit einem Passwort").check()
    for number in (1, 2):
        page.locator(f"[name=password{number}]").fill("ein-ganz-anderer-satz")
    assert not _scrolls_sideways(page)
    page.get_by_role("button", name="Zustimmen und eintreten").click()
    page.wait_for_url("**/my/")
    for path in ("/my/account/", "/my/account/person/", "/my/account/rounds/2020-2021/"):
        visitor.open(path)
        axe(page)
        assert not _scrolls_sideways(page)
    visitor.open("/my/account/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Herunterladen (JSON)").click()
    assert download.value.suggested_filename == "msg-own-data.json"
    assert newcomer in Path(download.value.path()).read_text(encoding="utf-8")
    page.get_by_role("link", name="Löschen lassen").click()
    axe(page)
    page.get_by_role("button", name="Meine Daten löschen").click()
    expect(page.get_by_text("Setzen Sie das Häkchen")).to_be_visible()
    page.get_by_label("Ich möchte, dass all das gelöscht wird").check()
    page.get_by_role("button", name="Meine Daten löschen").click()
    page.wait_for_url("**/de/")
    visitor.open("/my/")
    expect(page.get_by_role("heading", name="Anmelden", exact=True)).to_be_visible()


def _scrolls_sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))
