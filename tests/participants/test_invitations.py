"""Invitations: made by staff, released, sent, looked at by scanners, used once, ended."""

import datetime
import email
import email.policy
import hashlib
import logging
import re
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from typing import Any

import pytest
import time_machine
from aiosmtpd.controller import Controller
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth.hashers import check_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from msg.logs import DiscreetFilter
from msg.upkeep import upkeep
from participants.enums import MailingKind
from participants.invitations import accept, find_open, invite, revoke, token_of
from participants.models import Invitation, Mailing, Membership, Participant, User
from participants.outbox import delete_unsent, release
from participants.registering import open_account
from participants.rule import RULE_VERSION
from rounds.models import Round
from tests.participants.people import make_organisation, make_participant, make_staff
from tests.participants.staff_pages import browser_of
from tests.rounds.record import make_round
from tests.support.environment import ROOT

pytestmark = pytest.mark.django_db

NEW_PASSWORD = "ein-ganz-anderer-satz"
NOBODYS_TOKEN = "f" * 64
OUTBOX = reverse("admin:participants_mailing_changelist")
INVITATIONS = reverse("admin:participants_invitation_changelist")


@pytest.fixture
def dialogue_round() -> Round:
    return make_round(2026, 2027)


@pytest.fixture
def lena(dialogue_round: Round) -> Participant:
    return make_participant(
        "Zwickmüller",
        given_name="Quendolin",
        email="zwick@example.org",
        dialogue_round=dialogue_round,
        organisation=make_organisation("NQXWERK", name_de="Nordquell", name_en="Nordquell"),
    )


def invited(participant: Participant, dialogue_round: Round, **more: Any) -> str:
    """Invite one person, release and send it; return the token of the link."""
    (invitation,) = invite(
        participants=[participant],
        dialogue_round=dialogue_round,
        **{"language": "de", "valid_days": 30, "now": timezone.now(), **more},
    )
    release(Mailing.objects.filter(participant=participant), now=timezone.now())
    mailing = Mailing.objects.get(participant=participant, sent_on__isnull=True)
    upkeep(today=timezone.localdate())
    assert Invitation.objects.get().token_hash == invitation.token_hash
    return token_of(mailing)


def opened(token: str, client: Client | None = None) -> Client:
    """Open a link as a browser does, and return the browser."""
    client = client or Client(headers={"accept-language": "de"})
    response = client.get(f"/invitation/{token}/")
    assert response.status_code == 302
    assert response["Location"] == "/invitation/"
    return client


def enter(client: Client, **values: str) -> Any:
    """Send the form of the landing page."""
    return client.post("/invitation/", {"accepts": "on", "way": "code", **values})


# --- what is sent ---------------------------------------------------------------------------------


def test_one_neutral_mail_a_person_after_release_and_never_twice(lena, dialogue_round):
    invite(
        participants=[lena],
        dialogue_round=dialogue_round,
        language="en",
        valid_days=30,
        now=timezone.now(),
    )
    upkeep(today=timezone.localdate())
    assert mail.outbox == [], "sent before staff released it"
    release(Mailing.objects.all(), now=timezone.now())
    for _ in range(2):
        upkeep(today=timezone.localdate())
    (message,) = mail.outbox
    assert message.to == ["zwick@example.org"]
    assert (message.cc, message.bcc, message.alternatives) == ([], [], [])
    assert message.subject == "Migration Strategy Group: your personal link"
    (link,) = re.findall(r"http\S+", message.body)
    token = token_of(Mailing.objects.get())
    assert link.endswith(f"/invitation/{token}/")
    whole = message.subject + message.body.replace(token, "")
    for telling in ("Zwick", "Quendolin", "2026", "Theme", "Thema", "Nordquell", "NQXWERK"):
        if telling != "2026":  # the year of the last day is the one of the calendar
            assert telling not in whole
    assert "round" not in whole


def test_who_has_an_account_is_written_to_in_the_language_of_the_account(lena, dialogue_round):
    open_account(participant=lena, language="en")
    invited(lena, dialogue_round, language="de")
    assert mail.outbox[0].subject == "Migration Strategy Group: your personal link"


def test_the_table_holds_the_hash_and_the_token_lies_nowhere(lena, dialogue_round):
    token = invited(lena, dialogue_round)
    assert Invitation.objects.get().token_hash == hashlib.sha256(token.encode()).hexdigest()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            assert token not in str(cursor.fetchall()), table


def test_without_the_servers_key_the_tables_do_not_give_the_token(lena, dialogue_round, settings):
    token = invited(lena, dialogue_round)
    mailing = Mailing.objects.get()
    settings.SECRET_KEY = "another-key"
    assert token_of(mailing) != token
    assert find_open(token, timezone.now()), "a link that went out stays good"


def test_an_invitation_ended_or_run_out_in_the_outbox_is_sent_to_nobody(lena, dialogue_round):
    now = timezone.now()
    options = {"dialogue_round": dialogue_round, "language": "de", "valid_days": 1, "now": now}
    invite(participants=[lena], **options)
    release(Mailing.objects.all(), now=now)
    with time_machine.travel(now + datetime.timedelta(days=2)):
        upkeep(today=timezone.localdate())
    assert mail.outbox == []
    assert Mailing.objects.due(timezone.localdate()).count() == 0


def test_the_days_of_a_link_count_from_its_release(lena, dialogue_round):
    now = timezone.now()
    options = {"dialogue_round": dialogue_round, "language": "de", "valid_days": 10, "now": now}
    invite(participants=[lena], **options)
    later = now + datetime.timedelta(days=20)
    release(Mailing.objects.all(), now=later)
    assert Invitation.objects.get().expires_at == later + datetime.timedelta(days=10)


def test_deleting_the_mail_ends_the_link(lena, dialogue_round):
    options = {"dialogue_round": dialogue_round, "language": "de", "valid_days": 10}
    invite(participants=[lena], now=timezone.now(), **options)
    token = token_of(Mailing.objects.get())
    assert find_open(token, timezone.now())
    delete_unsent(Mailing.objects.all(), now=timezone.now())
    assert find_open(token, timezone.now()) is None
    assert Mailing.objects.count() == 0


def test_a_new_invitation_ends_the_older_one(lena, dialogue_round):
    first = invited(lena, dialogue_round)
    invite(
        participants=[lena],
        dialogue_round=dialogue_round,
        language="de",
        valid_days=30,
        now=timezone.now(),
    )
    assert find_open(first, timezone.now()) is None
    assert Invitation.objects.filter(revoked_at=None).count() == 1


@pytest.mark.parametrize("why", ["no member", "closed", "agreed"])
def test_who_cannot_be_invited_stops_all_of_them(lena, dialogue_round, why):
    other = make_participant("Anders")
    if why == "closed":
        Membership.objects.create(
            participant=other, round=dialogue_round, organisation=make_organisation("X")
        )
        user = open_account(participant=other, language="de")
        User.objects.filter(pk=user.pk).update(is_active=False)
    elif why == "agreed":
        Membership.objects.create(
            participant=other,
            round=dialogue_round,
            organisation=make_organisation("X"),
            rule_accepted_on=timezone.localdate(),
        )
    with pytest.raises(ValidationError):
        invite(
            participants=[lena, other],
            dialogue_round=dialogue_round,
            language="de",
            valid_days=30,
            now=timezone.now(),
        )
    assert not Invitation.objects.exists()
    assert not Mailing.objects.exists()


# --- the link -------------------------------------------------------------------------------------


def test_looking_changes_nothing_and_using_works_once(lena, dialogue_round):
    token = invited(lena, dialogue_round)
    for _ in range(3):  # scanners, and a person who looks first
        page = opened(token).get("/invitation/")
        assert page.status_code == 200
        assert Client().head(f"/invitation/{token}/").status_code == 302
    assert Invitation.objects.get().used_at is None
    assert not User.objects.exists()
    client = opened(token)
    response = enter(client)
    assert response["Location"] == "/my/"
    assert client.get("/my/").status_code == 200
    user = User.objects.get()
    assert user.email == "zwick@example.org"
    assert user.participant == lena
    assert not user.has_usable_password()
    membership = Membership.objects.get()
    assert membership.rule_version == RULE_VERSION
    assert membership.rule_accepted_on == timezone.localdate()
    assert Invitation.objects.get().used_at is not None
    assert enter(opened(token)).status_code == 404
    assert User.objects.count() == 1


def test_a_password_is_set_where_one_is_wanted_and_never_sent_back(lena, dialogue_round):
    client = opened(invited(lena, dialogue_round))
    for first, second in (("short", "short"), ("zwick@example.org",) * 2, (NEW_PASSWORD, "x")):
        page = enter(client, way="password", password1=first, password2=second)
        assert page.status_code == 200
        assert 'aria-invalid="true"' in page.text
        assert f'value="{first}"' not in page.text
        assert re.search(r'id="id_accepts"[^>]*checked', page.text), "what was ticked is lost"
        assert re.search(r'value="password"\s+checked', page.text)
    assert not User.objects.exists()
    enter(client, way="password", password1=NEW_PASSWORD, password2=NEW_PASSWORD)
    assert check_password(NEW_PASSWORD, User.objects.get().password)


def test_without_agreeing_there_is_no_way_in(lena, dialogue_round):
    client = opened(invited(lena, dialogue_round))
    page = client.post("/invitation/", {"way": "code"})
    assert page.status_code == 200
    assert "Ohne Zustimmung zur Regel" in page.text
    assert not User.objects.exists()
    assert Invitation.objects.get().used_at is None


def test_the_page_shows_both_wordings_and_nothing_of_the_person(lena, dialogue_round):
    page = opened(invited(lena, dialogue_round)).get("/invitation/")
    assert "weder die Identität noch die Zugehörigkeit" in page.text
    assert "neither the identity nor the affiliation" in page.text
    for telling in ("Zwick", "zwick", "Quendolin", "Thema", "Nordquell", "NQXWERK", "2026", "2027"):
        assert telling not in page.text


def test_unknown_used_ended_and_old_links_are_one_page(lena, dialogue_round):
    now = timezone.now()
    answers = set()

    def look(token: str) -> None:
        client = opened(token)
        for response in (client.get("/invitation/"), enter(client)):
            body = re.sub(r'(name="csrfmiddlewaretoken" value=)"\w+"', r"\1", response.text)
            size = len(response.content)
            answers.add((response.status_code, body, size))

    look(NOBODYS_TOKEN)
    look("x")
    used = invited(lena, dialogue_round)
    enter(opened(used))
    look(used)
    for number, end in enumerate(("revoked", "expired", "left", "closed")):
        other = make_participant(
            f"Other{number}", dialogue_round=dialogue_round, organisation=make_organisation(end)
        )
        Invitation.objects.all().delete()
        token = invited(other, dialogue_round)
        rows = Invitation.objects.filter(participant=other)
        if end == "revoked":
            revoke(rows, now=now)
        elif end == "expired":
            rows.update(expires_at=now - datetime.timedelta(seconds=1))
        elif end == "left":
            other.memberships.all().delete()
        else:
            user = open_account(participant=other, language="de")
            User.objects.filter(pk=user.pk).update(is_active=False)
        look(token)
    assert len(answers) == 1
    assert next(iter(answers))[0] == 404


def test_opening_any_link_gives_the_same_answer_and_touches_no_table(lena, dialogue_round):
    token = invited(lena, dialogue_round)
    answers = []
    for each in (token, NOBODYS_TOKEN):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(connection, "cursor", None)
            response = Client().get(f"/invitation/{each}/")
        answers.append(
            (response.status_code, response.content, str(response.headers), str(response.cookies))
        )
    first, second = (
        str(answer).replace(token, "T").replace(NOBODYS_TOKEN, "T") for answer in answers
    )
    assert first == second


def test_no_page_stands_at_an_address_with_a_token(lena, dialogue_round):
    token = invited(lena, dialogue_round)
    response = Client().get(f"/invitation/{token}/")
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Cache-Control"] == "private, no-store"
    assert response.content == b""
    cookie = response.cookies["msg_invitation"]
    assert cookie["path"] == "/invitation/"
    assert (cookie["httponly"], cookie["samesite"], cookie["secure"]) == (True, "Lax", True)
    page = opened(token).get("/invitation/")
    assert token not in page.text + str(page.headers)


def test_no_token_is_logged(lena, dialogue_round):
    token = invited(lena, dialogue_round)
    for path in (
        f"/invitation/{token}/",
        f"/invitation/{token}/?x=1",
        f"/accounts/password/reset/key/{token}/",
    ):
        record = logging.makeLogRecord({"msg": "Error: %s", "args": (path,)})
        assert DiscreetFilter().filter(record)
        assert token not in record.getMessage()


def test_who_has_an_account_signs_in_first_and_then_agrees(lena, dialogue_round):
    user = open_account(participant=lena, language="de", password=NEW_PASSWORD)
    token = invited(lena, dialogue_round)
    client = opened(token)
    page = client.get("/invitation/")
    assert "Melden Sie sich zuerst an" in page.text
    assert 'href="/accounts/login/?next=/invitation/"' in page.text
    assert enter(client).status_code == 200
    assert accept(token=token, user=None, language="de", now=timezone.now()) is None
    assert Invitation.objects.get().used_at is None, "used by somebody who did not sign in"
    client.force_login(user)
    page = client.get("/invitation/")
    assert "password1" not in page.text
    assert client.post("/invitation/", {"accepts": "on"})["Location"] == "/my/"
    assert Membership.objects.get().rule_accepted_on == timezone.localdate()


def test_a_link_is_of_no_use_to_somebody_else_who_is_signed_in(lena, dialogue_round):
    stranger = User.objects.create_user("stranger@example.org")
    client = opened(invited(lena, dialogue_round))
    client.force_login(stranger)
    page = enter(client)
    assert "gehört nicht zu dem Konto" in page.text
    assert lena.given_name not in page.text
    assert Invitation.objects.get().used_at is None
    lena.refresh_from_db()
    assert lena.user is None


def test_an_account_staff_made_before_is_taken_over_by_signing_in(lena, dialogue_round):
    user = User.objects.create_user("zwick@example.org")
    client = opened(invited(lena, dialogue_round))
    assert "Melden Sie sich zuerst an" in client.get("/invitation/").text
    client.force_login(user)
    client.post("/invitation/", {"accepts": "on"})
    lena.refresh_from_db()
    assert lena.user == user


# --- the Rule before the room ---------------------------------------------------------------------


def test_the_room_opens_once_the_rule_is_agreed_to(lena, dialogue_round):
    user = open_account(participant=lena, language="de")
    client = Client()
    client.force_login(user)
    assert client.get("/my/").status_code == 200, "nobody is asked who was not invited here"
    invite(
        participants=[lena],
        dialogue_round=dialogue_round,
        language="de",
        valid_days=30,
        now=timezone.now(),
    )
    assert client.get("/my/").status_code == 200, "the invitation has not gone out yet"
    release(Mailing.objects.all(), now=timezone.now())
    upkeep(today=timezone.localdate())
    for address in ("/my/", "/my/sessions/0000000000000000/", "/my/consents/"):
        response = client.get(address)
        assert response.status_code == 302
        assert response["Location"] == "/my/rule/"
    assert client.get("/my/account/").status_code == 200, "one's own data can always be seen"
    page = client.get("/my/rule/")
    assert "neither the identity" in page.text
    assert "Ohne Zustimmung" in client.post("/my/rule/", {}).text
    assert client.post("/my/rule/", {"accepts": "on"})["Location"] == "/my/"
    assert client.get("/my/").status_code == 200
    assert Membership.objects.get().rule_version == RULE_VERSION
    assert Invitation.objects.get().used_at is not None, "the link is used up as well"
    assert client.get("/my/rule/")["Location"] == "/my/"


def test_the_version_is_the_one_of_the_wording():
    """Whoever changes a wording changes ``RULE_VERSION`` and this hash with it."""
    wording = (ROOT / "templates/elements/rule.html").read_text(encoding="utf-8")
    texts = re.findall(r"<p>(.*?)</p>", wording)
    assert len(texts) == 2
    digest = hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]
    assert (RULE_VERSION, digest) == ("2002", "859dd7d537122067")


# --- the pages of the staff -----------------------------------------------------------------------


def test_a_convener_chooses_confirms_releases_and_sees_no_token(lena, dialogue_round):
    convener = browser_of(make_staff("convener"))
    known = make_participant(
        "Bekannt", dialogue_round=dialogue_round, organisation=make_organisation("Y")
    )
    open_account(participant=known, language="en")
    page = reverse("admin:participants_invitation_invite", args=[dialogue_round.pk])
    assert page in convener.get(INVITATIONS).text
    shown = convener.get(page)
    assert "Quendolin Zwickmüller" in shown.text
    people = [lena.pk, known.pk]
    values = {"people": people, "language": "de", "valid_days": "14"}
    wrong = convener.post(page, {**values, "valid_days": "9999"})
    assert wrong.status_code == 200
    assert re.search(rf'value="{lena.pk}"\s+checked', wrong.text), "what was ticked is lost"
    confirm = convener.post(page, values)
    assert "2 people to the round 2026–2027" in confirm.text
    assert "1 has an account already" in confirm.text
    assert not Invitation.objects.exists(), "made before it was confirmed"
    response = convener.post(page, {**values, "confirmed": "yes"})
    assert response["Location"] == OUTBOX
    assert Mailing.objects.filter(is_held=True, kind=MailingKind.INVITATION).count() == 2
    outbox = convener.get(OUTBOX)
    assert "2 messages wait for their release." in outbox.text
    assert "Zwickmüller, Quendolin" in outbox.text
    keys = [mailing.pk for mailing in Mailing.objects.all()]
    for mailing in Mailing.objects.all():
        assert mailing.occasion not in outbox.text
        assert token_of(mailing) not in outbox.text
    convener.post(OUTBOX, {"action": "release_selected", "_selected_action": keys})
    upkeep(today=timezone.localdate())
    assert sorted(message.to[0] for message in mail.outbox) == [
        "bekannt@example.org",
        "zwick@example.org",
    ]
    told = repr(list(LogEntry.objects.values_list("object_repr", "change_message")))
    assert "Zwick" not in told
    assert "zwick" not in told


def test_staff_end_a_link_and_delete_a_mail_after_a_question(lena, dialogue_round):
    convener = browser_of(make_staff("convener"))
    token = invited(lena, dialogue_round)
    row = Invitation.objects.get()
    act = {"action": "revoke_selected", "_selected_action": [row.pk]}
    question = convener.post(INVITATIONS, act)
    assert "End these links?" in question.text
    assert find_open(token, timezone.now())
    convener.post(INVITATIONS, {**act, "confirmed": "yes"})
    assert find_open(token, timezone.now()) is None
    invite(
        participants=[lena],
        dialogue_round=dialogue_round,
        language="de",
        valid_days=3,
        now=timezone.now(),
    )
    held = Mailing.objects.get(sent_on=None)
    act = {"action": "delete_waiting", "_selected_action": [held.pk]}
    assert "Delete these messages unsent?" in convener.post(OUTBOX, act).text
    convener.post(OUTBOX, {**act, "confirmed": "yes"})
    assert not Mailing.objects.filter(sent_on=None).exists()
    assert not Invitation.objects.filter(revoked_at=None).exists()


@pytest.mark.parametrize("group", ["rapporteur", "reviewer"])
def test_nobody_else_sees_who_was_invited_or_sends_anything(lena, dialogue_round, group):
    staff = browser_of(make_staff(group))
    page = reverse("admin:participants_invitation_invite", args=[dialogue_round.pk])
    for address in (INVITATIONS, OUTBOX, page):
        assert staff.get(address).status_code == 404
        assert staff.post(address, {"people": [lena.pk], "confirmed": "yes"}).status_code == 404
    assert not Invitation.objects.exists()


def test_a_real_mail_server_takes_it_to_one_recipient(lena, dialogue_round, settings):
    server = Inbox()
    controller = Controller(server, hostname="127.0.0.1", port=0)
    # port 0 is any that is free, which the controller's own check at its start does not know of
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        controller.port = probe.getsockname()[1]
    controller.start()
    try:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
        settings.DEFAULT_FROM_EMAIL = "msg@example.org"
        token = invited(lena, dialogue_round)
        upkeep(today=timezone.localdate())
    finally:
        controller.stop()
    ((recipients, content),) = server.taken
    assert recipients == ["zwick@example.org"]
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert message["Subject"] == "Migration Strategy Group: Ihr persönlicher Link"
    assert set(message.keys()) == {
        "Content-Type",
        "MIME-Version",
        "Content-Transfer-Encoding",
        "Subject",
        "From",
        "To",
        "Date",
        "Message-ID",
    }
    assert f"/invitation/{token}/" in message.get_content().splitlines()[2]


def test_a_mail_that_cannot_be_sent_stays_due_and_goes_out_once(lena, dialogue_round, settings):
    settings.EMAIL_BACKEND = "tests.msg.mail_backends.Down"
    invited(lena, dialogue_round)
    assert Mailing.objects.due(timezone.localdate()).count() == 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    for _ in range(2):
        upkeep(today=timezone.localdate())
    assert len(mail.outbox) == 1


class Inbox:
    """Takes every message it is given."""

    def __init__(self) -> None:
        self.taken: list[tuple[list[str], bytes]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Note for whom it is, and all of it."""
        self.taken.append((envelope.rcpt_tos, envelope.content))
        return "250 OK"


def test_strange_input_is_answered_like_any_link_that_does_not_work(lena, dialogue_round):
    client = Client(headers={"accept-language": "de"})
    for token in ("%00", "x" * 5000, "ä", "%ff", "0" * 64 + "%0a", "..%2f"):
        assert client.get(f"/invitation/{token}/").status_code in (302, 404)
        assert client.get("/invitation/").status_code == 404
    for cookie in ("", "\x80", "x" * 3000):
        client.cookies["msg_invitation"] = cookie
        assert client.get("/invitation/").status_code == 404
    client.force_login(open_account(participant=lena, language="de"))
    assert client.get(f"/my/account/rounds/{'9' * 30}-1/").status_code == 404
    convener = browser_of(make_staff("convener"))
    page = f"/admin/participants/invitation/round/{dialogue_round.pk}/"
    for people in (["x"], ["0"], ["-1"], [str(lena.pk), "²"]):
        sent = {"people": people, "language": "de", "valid_days": "3", "confirmed": "yes"}
        assert convener.post(page, sent).status_code == 200
    assert not Invitation.objects.exists()


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer")
def test_of_two_who_use_a_link_at_once_one_comes_in(transactional_db, dialogue_round, lena):
    token = invited(lena, dialogue_round)
    start = threading.Barrier(2)

    def use() -> bool:
        try:
            start.wait(20)
            found = accept(token=token, user=None, language="de", now=timezone.now())
            return found is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        results = [each.result() for each in [both.submit(use), both.submit(use)]]
    assert sorted(results) == [False, True]
    assert User.objects.count() == 1


# --- the mail an invitation knows -----------------------------------------------------------------


def test_invitations_made_before_find_the_mail_that_carries_their_link(lena, dialogue_round):
    invited(lena, dialogue_round)
    carried = Mailing.objects.get()
    Mailing.objects.create(
        participant=lena,
        kind=MailingKind.INVITATION,
        occasion="0123456789abcdef",
        due_on=timezone.localdate(),
    )
    Invitation.objects.update(mailing=None)
    import_module("participants.migrations.0007_invitations_find_their_mail").find_mails(apps, None)
    assert Invitation.objects.get().mailing == carried
