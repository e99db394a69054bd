"""Being named as a substitute opens nothing: not the round, not one's own pages, not a session."""

import re
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from msg.upkeep import upkeep
from participants.invitations import invite, revoke
from participants.leaving import erase
from participants.models import Invitation, Mailing, Membership, Participant, User
from participants.outbox import delete_unsent, release
from participants.registering import join_round, open_account, register_participant
from rounds.models import Round
from sessions.inviting import invite_members
from sessions.models import Attendance, NamedSubstitute
from sessions.substitutes import see_to_named
from tests.participants.people import make_staff
from tests.sessions.answering import AnsweringTestCase, both, plain

PEOPLE = "/my/rounds/2020-2021/people/"
OWN_PAGES = ("/my/", "/my/account/", "/my/account/download/", "/my/calendar/", "/my/rule/")


def let_upkeep_pass() -> None:
    """Let be done what no request does."""
    upkeep(today=timezone.localdate())


class NamedTestCase(AnsweringTestCase):
    """Ada and Bea are on the list of the round; Fritz is of another round and has an account."""

    def setUp(self) -> None:
        today = timezone.localdate()
        Membership.objects.filter(participant__in=(self.ada, self.bea)).update(
            rule_accepted_on=today, is_listed=True
        )
        old = Round.objects.create(start_year=2013, end_year=2015, **both(theme="Früher"))
        self.fritz = register_participant(
            given_name="Fritz", family_name="Fremd", email="fritz@example.org"
        )
        join_round(participant=self.fritz, dialogue_round=old, organisation=self.organisation)
        open_account(participant=self.fritz, language="de")
        Membership.objects.filter(participant=self.fritz).update(rule_accepted_on=today)
        self.client_of_fritz = self.client_of(self.fritz)

    def name_fritz(self) -> None:
        """Let Ada name him, in whatever spelling, and the upkeep pass."""
        sent = {"given_name": "F.", "family_name": "F.", "email": "Fritz@Example.org"}
        response = self.client_of(self.ada).post(self.address("substitute/"), sent)
        assert response.status_code == 302, plain(response)
        let_upkeep_pass()
        assert {"session", "invitation"} == set(
            Mailing.objects.filter(participant=self.fritz, is_held=True).values_list(
                "kind", flat=True
            )
        )

    def mails(self, kind: str = "") -> Any:
        """Return what waits for him."""
        rows = Mailing.objects.filter(participant=self.fritz)
        return rows.filter(kind=kind) if kind else rows

    def seen(self, client: Client) -> list[tuple[str, int, str, str]]:
        """Return the whole answers to everything he might ask, less what is new each time."""
        round_pages = (
            PEOPLE,
            "/my/account/rounds/2020-2021/",
            "/my/account/rounds/2020-2021/thanks/",
        )
        answers = []
        for page in (*OWN_PAGES, *round_pages, self.address(), self.address("room/")):
            answer = client.get(page)
            text = re.sub(r'csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
            answers.append((page, answer.status_code, answer.get("Location", ""), text))
        return answers

    def on_record(self) -> dict[str, int]:
        """Return how much is on record of people."""
        models = (Participant, Membership, Invitation, Mailing, Attendance)
        return {model.__name__: model.objects.count() for model in models}


class NamedTest(NamedTestCase):
    def test_nothing_differs_for_whoever_is_named_before_staff_agree(self) -> None:
        before = self.seen(self.client_of_fritz)
        assert {page: status for page, status, *_ in before}[PEOPLE] == 404
        self.name_fritz()
        assert self.seen(self.client_of_fritz) == before
        sent = {"is_listed": "on", "about": "hallo"}
        for page in (PEOPLE, "/my/account/rounds/2020-2021/"):
            assert self.client_of_fritz.post(page, sent).status_code == 404
        assert "Fremd" not in plain(self.client_of(self.bea).get(PEOPLE))

    def test_nor_after_staff_refuse_and_the_record_is_as_it_was(self) -> None:
        before, record = self.seen(self.client_of_fritz), self.on_record()
        for kinds in (("session", "invitation"), ("session",), ("invitation",)):
            self.name_fritz()
            for kind in kinds:
                delete_unsent(self.mails(kind), now=timezone.now())
            assert self.seen(self.client_of_fritz) == before, kinds
            assert self.on_record() == record, kinds
        # released, and stopped before it went out
        self.name_fritz()
        release(self.mails(), now=timezone.now())
        delete_unsent(self.mails(), now=timezone.now())
        assert self.seen(self.client_of_fritz) == before
        assert self.on_record() == record

    def test_a_new_person_whom_staff_refuse_is_not_on_record(self) -> None:
        record = self.on_record()
        sent = {"given_name": "Nora", "family_name": "Neu", "email": "nora@example.org"}
        self.client_of(self.ada).post(self.address("substitute/"), sent)
        let_upkeep_pass()
        assert self.on_record() != record
        delete_unsent(Mailing.objects.all(), now=timezone.now())
        assert self.on_record() == record

    def test_nor_when_whoever_named_them_is_erased_meanwhile(self) -> None:
        before = self.seen(self.client_of_fritz)
        self.name_fritz()
        erase(self.ada, now=timezone.now(), today=timezone.localdate())
        assert self.seen(self.client_of_fritz) == before
        assert not Attendance.objects.filter(participant=self.fritz).exists()
        # one whom staff let in comes all the same
        sent = {"given_name": "D", "family_name": "D", "email": "dora@example.org"}
        dora = self.make_member("Dora Dorn")
        self.client_of(self.bea).post(self.address("substitute/"), sent)
        let_upkeep_pass()
        release(Mailing.objects.filter(participant=dora), now=timezone.now())
        erase(self.bea, now=timezone.now(), today=timezone.localdate())
        assert self.client_of(dora).get(self.address()).status_code == 200

    def test_of_a_member_staff_stop_the_mail_and_nothing_else(self) -> None:
        """What staff put on record stays where they stop what followed from a name."""
        dora = self.make_member("Dora Dorn")
        record = self.on_record()
        sent = {"given_name": "D", "family_name": "D", "email": "dora@example.org"}
        self.client_of(self.ada).post(self.address("substitute/"), sent)
        let_upkeep_pass()
        delete_unsent(Mailing.objects.all(), now=timezone.now())
        assert self.on_record() == record
        assert self.client_of(dora).get(PEOPLE).status_code == 200

    def test_the_session_opens_once_the_rule_is_agreed_to(self) -> None:
        self.name_fritz()
        release(self.mails("session"), now=timezone.now())
        let_upkeep_pass()
        assert self.client_of_fritz.get(self.address()).status_code == 404, "without the Rule"
        assert self.client_of_fritz.get(PEOPLE).status_code == 404
        release(self.mails("invitation"), now=timezone.now())
        let_upkeep_pass()
        for page in ("/my/", self.address(), PEOPLE):
            assert self.client_of_fritz.get(page)["Location"] == "/my/rule/", page
        assert "2020" in plain(self.client_of_fritz.get("/my/account/"))
        # asked, and not in: nobody finds him before he has said yes
        self.client_of_fritz.post("/my/account/rounds/2020-2021/", {"is_listed": "on"})
        assert "Fremd" not in plain(self.client_of(self.bea).get(PEOPLE))
        self.client_of_fritz.post("/my/rule/", {"accepts": "on"})
        assert "Geheimer Titel" in plain(self.client_of_fritz.get(self.address()))
        assert "Bea Brückner" in plain(self.client_of_fritz.get(PEOPLE))
        assert "Fritz Fremd" in plain(self.client_of(self.bea).get(PEOPLE))
        assert len(self.client_of_fritz.get("/my/account/download/").json()["rounds"]) == 2

    def test_a_button_that_invites_every_member_does_not_invite_who_was_only_named(self) -> None:
        other = self.make_session("Noch eine", days=20)
        self.name_fritz()
        invite_members(other, now=timezone.now())
        assert not Attendance.objects.filter(session=other, participant=self.fritz).exists()
        assert Attendance.objects.filter(session=other, participant=self.ada).exists()
        release(self.mails(), now=timezone.now())
        let_upkeep_pass()
        invite_members(other, now=timezone.now())
        assert Attendance.objects.filter(session=other, participant=self.fritz).exists()


class InForceTest(NamedTestCase):
    """Whoever was asked has to have said yes; who never was agreed in another way."""

    def ask(self, person: Participant, dialogue_round: Round, *, is_sent: bool = True) -> None:
        invite(
            participants=[person],
            dialogue_round=dialogue_round,
            language="de",
            valid_days=30,
            now=timezone.now(),
        )
        if is_sent:
            release(Mailing.objects.filter(participant=person), now=timezone.now())
            let_upkeep_pass()

    def test_a_member_who_was_never_asked_reads_the_list(self) -> None:
        assert Membership.objects.get(participant=self.cem).rule_accepted_on is None
        assert "Bea Brückner" in plain(self.client_of(self.cem).get(PEOPLE))

    def test_ending_the_link_of_somebody_who_did_not_agree_lets_them_in_nowhere(self) -> None:
        cem = self.client_of(self.cem)
        self.ask(self.cem, self.dialogue_round)
        assert cem.get(PEOPLE)["Location"] == "/my/rule/"
        revoke(Invitation.objects.all(), now=timezone.now())
        assert cem.get(PEOPLE).status_code == 404

    def test_a_second_invitation_that_waits_does_not_take_the_question_away(self) -> None:
        cem = self.client_of(self.cem)
        self.ask(self.cem, self.dialogue_round)
        self.ask(self.cem, self.dialogue_round, is_sent=False)
        for page in (PEOPLE, self.address()):
            assert cem.get(page)["Location"] == "/my/rule/", page
        cem.post("/my/rule/", {"accepts": "on"})
        assert cem.get(PEOPLE).status_code == 200

    def test_nor_does_one_to_another_round(self) -> None:
        cem = self.client_of(self.cem)
        other = Round.objects.create(start_year=2022, end_year=2023, **both(theme="Später"))
        join_round(participant=self.cem, dialogue_round=other, organisation=self.organisation)
        self.ask(self.cem, self.dialogue_round)
        self.ask(self.cem, other, is_sent=False)
        assert cem.get("/my/")["Location"] == "/my/rule/"
        # of which they are told nothing yet
        assert "2022" not in plain(cem.get("/my/rule/")) + plain(cem.get("/my/account/"))
        assert "2022" not in cem.get("/my/account/download/").content.decode()

    def test_who_agreed_is_in_whatever_becomes_of_the_mail(self) -> None:
        ada = self.client_of(self.ada)
        Membership.objects.filter(participant=self.ada).update(rule_accepted_on=None)
        self.ask(self.ada, self.dialogue_round)
        ada.post("/my/rule/", {"accepts": "on"})
        Mailing.objects.all().delete()
        assert "Bea Brückner" in plain(ada.get(PEOPLE))
        assert "2020" in plain(ada.get("/my/account/"))
        assert len(ada.get("/my/account/download/").json()["invitations_to_rounds"]) == 1

    def test_staff_go_on_seeing_who_was_named(self) -> None:
        self.name_fritz()
        browser = Client()
        browser.force_login(make_staff("convener"))
        page = browser.get(
            reverse("admin:participants_invitation_invite", args=[self.dialogue_round.pk])
        )
        assert "Fremd" in page.content.decode()


class HowLongItTakesTest(NamedTestCase):
    """The page that takes a name does the same work whomever it is of."""

    def asked(self, address: str, sent: dict[str, str]) -> list[str]:
        """Return what one press asks of the database, word for word but for what was typed."""
        client = self.client_of(self.ada)
        client.get("/my/")
        with CaptureQueriesContext(connection) as queries:
            assert client.post(address, sent).status_code == 302
        return [re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in queries.captured_queries]

    def test_naming_somebody_and_taking_it_back_ask_the_same_whoever_it_is(self) -> None:
        self.make_member("Dora Dorn")
        closed = self.make_member("Emil Ernst")
        assert closed.user is not None
        User.objects.filter(pk=closed.user.pk).update(is_active=False)
        make_staff("reviewer", email="staff@example.org")
        names = ("new", "dora", "bea", "fritz", "emil", "staff", "DORA")
        work = []
        for name in names:
            with transaction.atomic():
                email = {"given_name": "X", "family_name": "Y", "email": f"{name}@example.org"}
                steps = [self.asked(self.address("substitute/"), email)]
                see_to_named(timezone.now())
                # another one instead, and coming after all
                steps.append(self.asked(self.address("substitute/"), email))
                see_to_named(timezone.now())
                steps.append(self.asked(self.address("answer/"), {"answer": "accept"}))
                work.append(steps)
                transaction.set_rollback(True)
        for name, steps in zip(names, work, strict=True):
            assert steps == work[0], name

    def test_what_was_typed_is_gone_once_upkeep_has_seen_to_it(self) -> None:
        sent = {"given_name": "Nora", "family_name": "Neu", "email": "nora@example.org"}
        self.client_of(self.ada).post(self.address("substitute/"), sent)
        assert not Participant.objects.filter(email="nora@example.org").exists()
        (row,) = NamedSubstitute.objects.all()
        assert "Nora" not in f"{row}{row!r}"
        assert upkeep(today=timezone.localdate()).named == 1
        assert upkeep(today=timezone.localdate()).named == 0
        assert Participant.objects.filter(email="nora@example.org").exists()
        assert not NamedSubstitute.objects.exists()

    def test_who_comes_after_all_before_upkeep_has_named_nobody(self) -> None:
        before = self.on_record()
        sent = {"given_name": "Nora", "family_name": "Neu", "email": "nora@example.org"}
        self.client_of(self.ada).post(self.address("substitute/"), sent)
        self.client_of(self.ada).post(self.address("answer/"), {"answer": "accept"})
        assert upkeep(today=timezone.localdate()).named == 0
        assert self.on_record() == before

    def test_the_last_of_two_named_in_a_minute_is_the_one(self) -> None:
        for email in ("nora@example.org", "fritz@example.org"):
            sent = {"given_name": "Nora", "family_name": "Neu", "email": email}
            self.client_of(self.ada).post(self.address("substitute/"), sent)
        assert upkeep(today=timezone.localdate()).named == 1
        named = Attendance.objects.filter(substitute_for=self.ada)
        assert [seat.participant for seat in named] == [self.fritz]

    def test_one_name_that_cannot_be_kept_does_not_hold_up_the_others(self) -> None:
        # typed past the form, as a later rule might find it
        for person, email in ((self.ada, "nicht-eine-adresse"), (self.bea, "nora@example.org")):
            self.answered(person, "declined")
            NamedSubstitute.objects.create(
                session=self.session,
                named_by=person,
                given_name="Planted",
                family_name="Planted",
                email=email,
            )
        with self.assertLogs("sessions.substitutes", "WARNING") as logs:
            assert upkeep(today=timezone.localdate()).named == 1
        assert "lanted" not in str(logs.output)
        assert "adresse" not in str(logs.output)
        assert [row.named_by for row in NamedSubstitute.objects.all()] == [self.ada]
