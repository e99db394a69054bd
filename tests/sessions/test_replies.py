"""Answers to the invitation to a session: one's own, changeable for a while, never too many."""

import datetime
import re
import threading

import pytest
from django.contrib.admin.models import ADDITION, LogEntry
from django.core import mail
from django.db import connection, connections
from django.test import Client, TransactionTestCase
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as PropertyTestCase

from msg.upkeep import upkeep
from participants.enums import MailingKind
from participants.mailing import send_due
from participants.models import Invitation, Mailing, Membership, Participant, User
from participants.outbox import delete_unsent, release
from participants.registering import register_participant
from rounds.models import Round
from sessions.enums import Reply
from sessions.inviting import invite_members, remind_unanswered
from sessions.models import Attendance, Session
from sessions.refusals import Refused
from sessions.replies import accept, decline, places_left, send_substitute
from sessions.substitutes import see_to_named
from tests.participants.people import make_staff
from tests.sessions.answering import Answering, AnsweringTestCase, both, plain


def coming(session: Session) -> int:
    return session.attendances.filter(reply=Reply.ACCEPTED, is_online=False).count()


class AnswerTest(AnsweringTestCase):
    def test_one_click_on_the_sessions_page_accepts(self) -> None:
        client = self.client_of(self.ada)
        page = client.get(self.address())
        assert 'name="answer" value="accept"' in page.content.decode()
        words = plain(page)
        # the answer comes before whatever else the page holds
        assert words.index("Kommen Sie?") < words.index("Ablauf")
        response = client.post(self.address("answer/"), {"answer": "accept"})
        assert response["Location"] == self.address()
        seat = self.seat(self.ada)
        assert (seat.reply, seat.is_online, seat.needs, seat.is_listed) == (
            "accepted",
            False,
            "",
            False,
        )
        assert "Danke. Sie haben zugesagt." in plain(client.get(self.address()))
        assert self.seat(self.bea).reply == "none"

    def test_what_is_said_is_kept_and_shown_to_oneself_and_can_be_changed(self) -> None:
        client = self.client_of(self.ada)
        client.post(
            self.address("answer/"),
            {"answer": "accept", "way": "online", "needs": "Rampe, vegan", "is_listed": "on"},
        )
        seat = self.seat(self.ada)
        assert (seat.is_online, seat.needs, seat.is_listed) == (True, "Rampe, vegan", True)
        words = plain(client.get(self.address()))
        for expected in ("nehmen online teil", "Rampe, vegan", "Ihr Name ist für die"):
            assert expected in words
        assert "Rampe" not in plain(self.client_of(self.bea).get(self.address()))
        form = client.get(self.address("answer/")).content.decode()
        assert 'value="online"' in form
        assert "checked" in form.split('value="online"', 1)[1].split(">", 1)[0]
        client.post(self.address("answer/"), {"answer": "decline"})
        seat = self.seat(self.ada)
        assert (seat.reply, seat.is_online, seat.needs, seat.is_listed) == (
            "declined",
            False,
            "",
            False,
        )

    def test_an_unanswered_invitation_waits_on_ones_first_page(self) -> None:
        until = timezone.localdate() + datetime.timedelta(days=3)
        self.change(replies_until=until)
        client = self.client_of(self.ada)
        waiting = plain(client.get("/my/")).split("Das wartet auf Sie")[1].split("Nächste")[0]
        assert "Eine Einladung, zu beantworten bis zum" in waiting
        assert "Geheimer Titel" in waiting
        self.answered(self.ada)
        assert "Eine Einladung" not in plain(client.get("/my/"))

    def test_it_can_be_changed_until_the_day_and_without_one_until_it_begins(self) -> None:
        now = timezone.now()
        today = timezone.localdate(now)
        yesterday = today - datetime.timedelta(days=1)
        for fields, is_open in (
            ({}, True),
            ({"replies_until": today}, True),
            ({"replies_until": yesterday}, False),
            ({"replies_until": None, "starts_at": now - datetime.timedelta(minutes=1)}, False),
        ):
            self.change(**fields)
            self.answered(self.ada, "none")
            client = self.client_of(self.ada)
            response = client.post(self.address("answer/"), {"answer": "accept"})
            assert (response.status_code == 302) is is_open, fields
            assert (self.seat(self.ada).reply == "accepted") is is_open, fields
            if not is_open:
                assert "lassen sich hier nicht mehr ändern" in plain(response)
                assert "Antwort ändern" not in plain(client.get(self.address()))

    def test_a_way_that_is_not_on_offer_is_refused_and_nothing_typed_is_lost(self) -> None:
        self.change(online_link="")
        response = self.client_of(self.ada).post(
            self.address("answer/"), {"answer": "accept", "way": "online", "needs": "ein Stuhl"}
        )
        assert "nicht online teilnehmen" in plain(response)
        assert "ein Stuhl" in response.content.decode()
        assert self.seat(self.ada).reply == "none"

    def test_an_overlong_need_is_refused_with_what_was_typed(self) -> None:
        typed = "x" * 501
        response = self.client_of(self.ada).post(
            self.address("answer/"), {"answer": "accept", "needs": typed}
        )
        assert typed in response.content.decode()
        assert 'aria-invalid="true"' in response.content.decode()
        assert self.seat(self.ada).reply == "none"

    def test_nobody_answers_for_a_session_that_is_not_theirs(self) -> None:
        foreign = self.make_session("Fremde Sitzung")
        client = self.client_of(self.ada)
        missing = "/my/sessions/0000000000000000/"
        for rest in ("answer/", "substitute/", "room/", "msg.ics"):
            for address in (f"/my/sessions/{foreign.public_id}/{rest}", missing + rest):
                answer = client.get(address)
                assert (answer.status_code, answer.content) == (
                    404,
                    client.get("/my/nothing/").content,
                )
        assert client.post(f"/my/sessions/{foreign.public_id}/answer/").status_code == 404

    def test_the_place_shows_from_its_day_on_and_to_those_who_accepted(self) -> None:
        self.change(whereabouts_days=9)
        client = self.client_of(self.ada)
        for days, reply, shows in (
            (9, "accepted", False),
            (10, "accepted", True),
            (10, "none", False),
            (10, "declined", False),
        ):
            self.change(whereabouts_days=days)
            self.answered(self.ada, reply)
            page = client.get(self.address()).content.decode()
            assert ("Haus Annaberg" in page) is shows, (days, reply)
            assert ("dial-in.example.org" in page) is shows, (days, reply)
            assert ("Den Ort sehen Sie ab dem" in page) is (days == 9)

    def test_what_people_need_is_deleted_after_the_session_and_not_before(self) -> None:
        self.answered(self.ada, needs="Rampe")
        today = timezone.localdate()
        assert upkeep(today=today).needs == 0
        assert self.seat(self.ada).needs == "Rampe"
        self.let_it_pass(days=1)
        assert upkeep(today=today + datetime.timedelta(days=1)).needs == 1
        assert self.seat(self.ada).needs == ""


class PlacesTest(AnsweringTestCase):
    def test_who_comes_too_late_is_told_and_offered_to_take_part_online(self) -> None:
        self.change(places=1)
        self.answered(self.bea)
        client = self.client_of(self.ada)
        assert "Alle Plätze sind vergeben." in plain(client.get(self.address()))
        response = client.post(self.address("answer/"), {"answer": "accept", "way": "room"})
        assert "Sie können online teilnehmen." in plain(response)
        assert self.seat(self.ada).reply == "none"
        client.post(self.address("answer/"), {"answer": "accept", "way": "online"})
        assert self.seat(self.ada).is_online
        # whoever has a place may change the rest of the answer
        self.client_of(self.bea).post(
            self.address("answer/"), {"answer": "accept", "way": "room", "needs": "Tee"}
        )
        assert self.seat(self.bea).needs == "Tee"

    def test_without_a_dial_in_no_button_promises_what_there_is_not(self) -> None:
        self.change(places=1, online_link="")
        self.answered(self.bea)
        client = self.client_of(self.ada)
        page = client.get(self.address())
        assert 'value="accept"' not in page.content.decode()
        assert "Alle Plätze sind vergeben. Bitte schreiben Sie" in plain(page)
        assert "Alle Plätze" in plain(client.post(self.address("answer/"), {"answer": "accept"}))
        # a place that is given up is there for the next
        self.client_of(self.bea).post(self.address("answer/"), {"answer": "decline"})
        client.post(self.address("answer/"), {"answer": "accept"})
        assert self.seat(self.ada).reply == "accepted"

    def test_staff_cannot_put_more_people_in_the_room_than_fit(self) -> None:
        self.change(places=1)
        self.answered(self.ada)
        client = Client()
        client.force_login(make_staff("convener"))
        address = f"/admin/dialogue_sessions/session/{self.session.pk}/change/"
        data = posted(client, address)
        row = next(
            number
            for number in range(3)
            if data[f"attendances-{number}-id"] == str(self.seat(self.bea).pk)
        )
        response = client.post(address, data | {f"attendances-{row}-reply": "accepted"})
        assert "more people in the room than places: 2 of 1" in response.content.decode()
        assert self.seat(self.bea).reply == "none"

    def test_an_answer_given_while_staff_have_the_page_open_is_kept(self) -> None:
        client = Client()
        client.force_login(make_staff("convener"))
        address = f"/admin/dialogue_sessions/session/{self.session.pk}/change/"
        data = posted(client, address)
        accept(
            session=self.session,
            participant=self.ada,
            is_online=True,
            needs="Rampe",
            is_listed=True,
            now=timezone.now(),
        )
        row = next(
            number
            for number in range(3)
            if data[f"attendances-{number}-id"] == str(self.seat(self.ada).pk)
        )
        response = client.post(address, data | {f"attendances-{row}-role": "chair"})
        assert response.status_code == 302
        seat = self.seat(self.ada)
        assert (seat.role, seat.reply, seat.is_online, seat.needs) == (
            "chair",
            "accepted",
            True,
            "Rampe",
        )


def posted(client: Client, address: str) -> dict[str, str]:
    """Return what a browser would post from a page of the admin, as it stands."""
    page = client.get(address).content.decode()
    data: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        found = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if found.get("type") in ("checkbox", "radio") and " checked" not in tag:
            continue
        if "name" in found and found.get("type") != "submit":
            data[found["name"]] = found.get("value", "on" if found["type"] == "checkbox" else "")
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        data[name] = chosen[1] if chosen else ""
    for name, text in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', page, re.S):
        data[name] = text.strip()
    return {name: value for name, value in data.items() if "__prefix__" not in name}


class NeverTooManyTest(AnsweringTestCase, PropertyTestCase):
    @given(
        places=st.integers(0, 3),
        steps=st.lists(
            st.tuples(st.integers(0, 2), st.sampled_from(["room", "online", "decline"])),
            max_size=12,
        ),
    )
    def test_whatever_is_answered_in_whatever_order(
        self, places: int, steps: list[tuple[int, str]]
    ) -> None:
        session = self.change(places=places)
        people = (self.ada, self.bea, self.cem)
        for number, step in steps:
            left = places_left(session, people[number])
            try:
                if step == "decline":
                    decline(session=session, participant=people[number], now=timezone.now())
                else:
                    accept(
                        session=session,
                        participant=people[number],
                        is_online=step == "online",
                        needs="",
                        is_listed=False,
                        now=timezone.now(),
                    )
            except Refused:
                assert (step, left) == ("room", 0)
            assert coming(session) <= places


class TwoAtOnceTest(Answering, TransactionTestCase):
    """The last place, and two who press at the same moment on two connections."""

    @pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
    def test_only_one_of_them_gets_it(self) -> None:
        self.setUpTestData()
        for _ in range(6):
            Session.objects.filter(pk=self.session.pk).update(places=1)
            self.session.attendances.update(reply=Reply.NONE)
            start = threading.Barrier(2)
            outcomes: list[str] = []

            def press(person: Participant, start: threading.Barrier, said: list[str]) -> None:
                try:
                    start.wait()
                    accept(
                        session=self.session,
                        participant=person,
                        is_online=False,
                        needs="",
                        is_listed=False,
                        now=timezone.now(),
                    )
                    said.append("accepted")
                except Refused:
                    said.append("refused")
                finally:
                    connections.close_all()

            threads = [
                threading.Thread(target=press, args=(person, start, outcomes))
                for person in (self.ada, self.bea)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert sorted(outcomes) == ["accepted", "refused"]
            assert coming(self.session) == 1


class SubstituteTest(AnsweringTestCase):
    NEW = {"given_name": "Nora", "family_name": "Neu", "email": "Nora@Example.org"}

    def name(self, **fields: str) -> None:
        response = self.client_of(self.ada).post(self.address("substitute/"), self.NEW | fields)
        assert response.status_code == 302, plain(response)
        see_to_named(timezone.now())

    def accept(self) -> None:
        """Let Ada come after all, and the upkeep pass."""
        self.client_of(self.ada).post(self.address("answer/"), {"answer": "accept"})
        see_to_named(timezone.now())

    def test_the_page_says_what_happens_and_a_new_person_waits_for_staff(self) -> None:
        page = plain(self.client_of(self.ada).get(self.address("substitute/")))
        assert "Die genannte Person kommt für: Amt GEHEIM." in page
        self.name()
        assert self.seat(self.ada).reply == "declined"
        named = Participant.objects.get(email="nora@example.org")
        assert named.user is None
        seat = self.seat(named)
        assert (seat.reply, seat.substitute_for, seat.organisation) == (
            "none",
            self.ada,
            self.organisation,
        )
        membership = Membership.objects.get(participant=named)
        assert membership.rule_accepted_on is None
        assert Invitation.objects.filter(participant=named).count() == 1
        mails = Mailing.objects.filter(participant=named)
        assert {(row.kind, row.is_held, row.sent_on) for row in mails} == {
            ("invitation", True, None),
            ("session", True, None),
        }
        send_due(address="https://x/", today=timezone.localdate() + datetime.timedelta(days=9))
        assert mail.outbox == []

    def test_a_member_of_the_round_sees_nothing_before_staff_agree(self) -> None:
        dora = self.make_member("Dora Dorn")
        client = self.client_of(dora)
        before = client.get("/my/").content.decode()
        self.name(email="dora@example.org")
        assert self.seat(dora).substitute_for == self.ada
        assert "Geheimer Titel" not in before + client.get("/my/").content.decode()
        for page in ("/my/account/", "/my/account/download/", "/my/calendar/"):
            assert "Geheimer" not in client.get(page).content.decode(), page
        assert client.get(self.address()).status_code == 404
        assert client.post(self.address("answer/"), {"answer": "accept"}).status_code == 404
        mails = Mailing.objects.filter(participant=dora)
        assert list(mails.values_list("kind", flat=True)) == [MailingKind.SESSION]
        release(mails, now=timezone.now())
        assert client.get(self.address()).status_code == 200
        send_due(address="https://x/", today=timezone.localdate())
        assert [message.to for message in mail.outbox] == [["dora@example.org"]]
        for planted in ("Geheim", "Ada", "Aumann", "Dora"):
            assert planted not in mail.outbox[0].subject + mail.outbox[0].body
        client.post(self.address("answer/"), {"answer": "accept"})
        assert self.seat(dora).reply == "accepted"

    def test_a_mail_that_staff_stop_lets_nobody_in(self) -> None:
        dora = self.make_member("Dora Dorn")
        self.name(email="dora@example.org")
        delete_unsent(Mailing.objects.filter(participant=dora), now=timezone.now())
        assert self.client_of(dora).get(self.address()).status_code == 404

    def test_whoever_names_somebody_cannot_tell_who_is_known_here(self) -> None:
        self.make_member("Dora Dorn")
        user = User.objects.get(email="dora@example.org")
        answers = []
        for email in ("neu@example.org", "dora@example.org", "bea@example.org", user.email.upper()):
            self.answered(self.ada, "none")
            client = self.client_of(self.ada)
            posted_to = client.post(self.address("substitute/"), self.NEW | {"email": email})
            pages = [client.get(self.address()), client.get("/my/"), client.get("/my/account/")]
            words = [plain(page) for page in pages]
            answers.append((posted_to.status_code, posted_to["Location"], words))
        assert answers.count(answers[0]) == len(answers)
        assert "Nora" not in str(answers)
        # whoever was invited already stays as they were
        assert self.seat(self.bea).substitute_for is None
        assert self.client_of(self.bea).get(self.address()).status_code == 200

    def test_a_change_of_mind_takes_the_one_before_back(self) -> None:
        self.name(email="dora@example.org")
        self.name(email="emil@example.org")
        named = Attendance.objects.filter(substitute_for=self.ada)
        assert [seat.participant.email for seat in named] == ["emil@example.org"]
        self.accept()
        assert not Attendance.objects.filter(substitute_for=self.ada).exists()
        assert not Mailing.objects.filter(kind=MailingKind.SESSION).exists()
        # who was let in stays invited
        self.name(email="dora@example.org")
        release(Mailing.objects.all(), now=timezone.now())
        self.accept()
        assert Attendance.objects.filter(substitute_for=self.ada).count() == 1

    def test_who_was_named_by_mistake_and_taken_back_is_gone_from_the_record(self) -> None:
        before = self.on_record()
        self.name()
        assert self.on_record() != before
        self.accept()
        assert self.on_record() == before
        # nor does it help that staff stopped the mails
        self.name()
        delete_unsent(Mailing.objects.all(), now=timezone.now())
        self.accept()
        assert self.on_record() == before
        # another one in their place is the only one left
        self.name()
        self.name(email="emil@example.org")
        assert not Participant.objects.filter(email="nora@example.org").exists()
        # a member of another round loses what the name brought with it, and nothing else
        old = Round.objects.create(start_year=2016, end_year=2017, **both(theme="Früher"))
        dora = self.make_member("Dora Dorn")
        Membership.objects.filter(participant=dora).update(round=old)
        before = self.on_record()
        self.name(email="dora@example.org")
        assert Membership.objects.filter(participant=dora).count() == 2
        self.accept()
        assert Participant.objects.filter(email="dora@example.org").exists()
        assert [row.round for row in Membership.objects.filter(participant=dora)] == [old]
        assert not Invitation.objects.filter(participant=dora).exists()

    def test_whom_staff_know_of_stays_when_taken_back(self) -> None:
        def accept_and_find(email: str) -> Participant | None:
            self.accept()
            return Participant.objects.filter(email=email).first()

        # written down by hand
        by_hand = register_participant(
            given_name="Hanna", family_name="Hand", email="hand@example.org"
        )
        staff = User.objects.create_superuser("staff@example.org")
        LogEntry.objects.log_actions(staff.pk, [by_hand], ADDITION, single_object=True)
        self.name(email="hand@example.org")
        assert accept_and_find("hand@example.org") == by_hand
        assert not by_hand.memberships.exists()
        # a member with an invitation of staff that waits
        member = self.make_member("Mia Most")
        Participant.objects.filter(pk=member.pk).update(user=None)
        member.user.delete()
        browser = Client()
        browser.force_login(staff)
        browser.post(
            reverse("admin:participants_invitation_invite", args=[self.dialogue_round.pk]),
            {"people": [member.pk], "language": "de", "valid_days": 30, "confirmed": "yes"},
        )
        assert Invitation.objects.filter(participant=member).count() == 1
        self.name(email="mia@example.org")
        assert accept_and_find("mia@example.org") == member
        assert member.memberships.count() == 1
        assert Invitation.objects.filter(participant=member).count() == 1
        # somebody whose link has gone out
        self.name()
        mails = Mailing.objects.filter(kind=MailingKind.INVITATION, participant__given_name="Nora")
        release(mails, now=timezone.now())
        assert accept_and_find("nora@example.org") is not None
        # somebody named for another session as well
        other = self.make_session("Noch eine", days=20)
        self.invite(self.bea, other)
        self.name(email="emil@example.org")
        new = {**self.NEW, "email": "emil@example.org"}
        send_substitute(session=other, participant=self.bea, now=timezone.now(), **new)
        see_to_named(timezone.now())
        emil = accept_and_find("emil@example.org")
        assert emil is not None
        assert Invitation.objects.filter(participant=emil).count() == 1
        seat = {"is_online": False, "needs": "", "is_listed": False}
        accept(session=other, participant=self.bea, now=timezone.now(), **seat)
        see_to_named(timezone.now())
        assert not Participant.objects.filter(email="emil@example.org").exists()

    def on_record(self) -> dict[str, int]:
        """Return how much is on record of people: nobody's name is compared by hand."""
        models = (Participant, Membership, Invitation, Mailing, Attendance)
        return {model.__name__: model.objects.count() for model in models}

    def test_nobody_names_themself_or_passes_on_an_invitation_that_was_passed_on(self) -> None:
        response = self.client_of(self.ada).post(
            self.address("substitute/"), self.NEW | {"email": "ADA@example.org"}
        )
        assert "Das ist Ihre eigene Adresse." in plain(response)
        assert "Nora" in response.content.decode()
        Attendance.objects.filter(pk=self.seat(self.bea).pk).update(
            substitute_for=self.cem, reply="accepted"
        )
        with pytest.raises(Refused):
            send_substitute(
                session=self.session, participant=self.bea, now=timezone.now(), **self.NEW
            )
        assert self.seat(self.bea).reply == "accepted"

    def test_a_form_that_is_not_right_loses_nothing(self) -> None:
        response = self.client_of(self.ada).post(
            self.address("substitute/"), self.NEW | {"email": "nora@"}
        )
        assert 'value="nora@"' in response.content.decode()
        assert 'value="Neu"' in response.content.decode()
        assert self.seat(self.ada).reply == "none"


class StaffTest(AnsweringTestCase):
    def open_as(self, group: str) -> tuple[Client, str]:
        client = Client()
        client.force_login(make_staff(group))
        return client, f"/admin/dialogue_sessions/session/{self.session.pk}/replies/"

    def test_it_shows_numbers_to_all_staff_and_needs_to_those_with_the_right(self) -> None:
        self.change(places=12)
        self.answered(self.ada, needs="Rampe, bitte")
        self.answered(self.bea, is_online=True)
        for group, sees in (("convener", True), ("rapporteur", False), ("reviewer", False)):
            client, address = self.open_as(group)
            page = client.get(address).content.decode()
            assert "1 of 12 places" in " ".join(page.split())
            assert ("Rampe, bitte" in page) is sees
            assert ("Aumann" in page) is sees
            if not sees:
                assert client.post(address, {"step": "remind"}).status_code == 404

    def test_reminders_wait_and_go_to_those_who_want_them_once(self) -> None:
        self.answered(self.ada)
        assert self.cem.user is not None
        User.objects.filter(pk=self.cem.user.pk).update(wants_reminders=False)
        client, address = self.open_as("convener")
        client.post(address, {"step": "remind"})
        client.post(address, {"step": "remind"})
        (mailing,) = Mailing.objects.filter(kind=MailingKind.UNANSWERED)
        assert (mailing.participant, mailing.is_held) == (self.bea, True)
        # an answer takes it back
        self.client_of(self.bea).post(self.address("answer/"), {"answer": "decline"})
        assert not Mailing.objects.filter(kind=MailingKind.UNANSWERED).exists()

    def test_all_members_are_invited_once_and_the_mail_waits(self) -> None:
        dora = self.make_member("Dora Dorn")
        closed = self.make_member("Egon Ende")
        User.objects.filter(participant=closed).update(is_active=False)
        assert invite_members(self.session, now=timezone.now()) == 1
        assert invite_members(self.session, now=timezone.now()) == 0
        assert self.seat(dora).reply == "none"
        mails = Mailing.objects.filter(kind=MailingKind.SESSION)
        assert {row.participant_id for row in mails} == {
            person.pk for person in (self.ada, self.bea, self.cem, dora)
        }
        assert all(row.is_held for row in mails)
        assert remind_unanswered(self.session, now=timezone.now()) == 4

    def test_who_accepted_is_written_to_when_the_place_changes_and_nobody_else(self) -> None:
        self.answered(self.ada)
        self.answered(self.bea, "declined")
        client = Client()
        client.force_login(make_staff("convener"))
        address = f"/admin/dialogue_sessions/session/{self.session.pk}/change/"
        data = posted(client, address)
        assert client.post(address, data).status_code == 302
        assert not Mailing.objects.filter(kind=MailingKind.CHANGE).exists()
        for venue in ("Saal 2", "Saal 3"):
            assert client.post(address, data | {"venue_de": venue}).status_code == 302
        mails = Mailing.objects.filter(kind=MailingKind.CHANGE)
        assert [row.participant for row in mails] == [self.ada]
        send_due(address="https://x/", today=timezone.localdate())
        client.post(address, data | {"venue_de": "Saal 4"})
        send_due(address="https://x/", today=timezone.localdate())
        assert [message.to for message in mail.outbox] == [["ada@example.org"]] * 2
        for planted in ("Saal", "Annaberg", "Geheim", "Ada"):
            assert planted not in mail.outbox[0].subject + mail.outbox[0].body

    def test_that_staff_looked_at_the_list_is_kept_without_a_name(self) -> None:
        client = Client()
        user = make_staff("reviewer")
        client.force_login(user)
        for _ in range(3):
            client.get(f"/admin/dialogue_sessions/session/{self.session.pk}/change/")
        (entry,) = LogEntry.objects.all()
        assert (entry.user, entry.object_id) == (user, str(self.session.pk))
        assert entry.object_repr == str(self.session)
        assert "Geheim" not in f"{entry.object_repr} {entry.change_message}"
