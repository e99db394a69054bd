"""Being put in touch: until both want it, nothing anywhere differs for the other."""

import re
from typing import Any

from django.core import mail
from django.test import Client
from django.utils import timezone

from participants.enums import MailingKind
from participants.introductions import directory, want_contact, want_no_contact
from participants.leaving import erase
from participants.mailing import send_due
from participants.models import Introduction, Mailing, Membership, Participant
from participants.registering import join_round
from rounds.models import Round
from tests.sessions.answering import AnsweringTestCase, both, plain
from tests.test_dump import contents

PEOPLE = "/my/rounds/2020-2021/people/"


class IntroductionTestCase(AnsweringTestCase):
    """Ada and Bea are on the list of the round; Cem is not."""

    def setUp(self) -> None:
        for person in (self.ada, self.bea):
            Membership.objects.filter(participant=person).update(
                is_listed=True, about=f"Arbeit von {person.given_name}"
            )

    def own(self, person: Participant) -> Membership:
        return Membership.objects.select_related("round", "participant").get(
            participant=person, round=self.dialogue_round
        )

    def token(self, reader: Participant, other: Participant) -> str:
        (token,) = (
            listed.token
            for listed in directory(self.own(reader))
            if listed.membership.participant == other
        )
        return token

    def press(self, reader: Participant, other: Participant, step: str = "want") -> Any:
        data = {"person": self.token(reader, other), "step": step}
        return self.client_of(reader).post(PEOPLE + "contact/", data)

    def whole(self, client: Client, address: str) -> tuple[int, str, str]:
        """Return an answer to the last byte, but for the token that is another one each time."""
        answer = client.get(address)
        text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode("utf-8"))
        return answer.status_code, str(dict(answer.headers)), text


class DirectoryTest(IntroductionTestCase):
    def test_it_shows_who_put_themself_there_and_nobody_else(self) -> None:
        words = plain(self.client_of(self.ada).get(PEOPLE))
        assert "Bea Brückner Amt GEHEIM Arbeit von Bea" in words
        assert "Cem" not in words
        assert "@example.org" not in words
        # whoever is not on it sees it, and sees how to be on it
        words = plain(self.client_of(self.cem).get(PEOPLE))
        assert "Bea Brückner" in words
        assert "setzen Sie sich zuerst selbst auf die Liste" in words

    def test_it_is_for_members_of_the_round(self) -> None:
        Round.objects.create(start_year=2016, end_year=2017, **both(theme="Andere"))
        Membership.objects.filter(participant=self.cem).delete()
        client = self.client_of(self.cem)
        for address in (PEOPLE, "/my/rounds/2016-2017/people/", "/my/rounds/1900-1901/people/"):
            answer = client.get(address)
            assert (answer.status_code, answer.content) == (
                404,
                client.get("/my/nothing/").content,
            )

    def test_one_says_oneself_what_the_others_read(self) -> None:
        client = self.client_of(self.cem)
        client.post(PEOPLE, {"is_listed": "on", "about": "Statistik"})
        assert "Cem Coskun Amt GEHEIM Statistik" in plain(self.client_of(self.ada).get(PEOPLE))
        typed = "y" * 501
        answer = client.post(PEOPLE, {"about": typed})
        assert typed in answer.content.decode()
        assert self.own(self.cem).about == "Statistik"
        client.post(PEOPLE, {"about": "Statistik"})
        assert "Cem" not in plain(self.client_of(self.ada).get(PEOPLE))


class ContactTest(IntroductionTestCase):
    def test_before_both_want_it_nothing_differs_for_the_other(self) -> None:
        pages = (PEOPLE, "/my/", "/my/account/", "/my/account/download/", self.address())
        ada, bea, cem = (self.client_of(each) for each in (self.ada, self.bea, self.cem))
        before = [self.whole(client, page) for client in (bea, cem) for page in pages]
        tables = contents()
        want_contact(self.own(self.ada), self.own(self.bea), today=timezone.localdate())
        after = contents()
        differing = {table for table in tables if tables[table] != after[table]}
        assert differing == {"participants_introduction"}
        assert len(after["participants_introduction"]) == 1
        assert [self.whole(client, page) for client in (bea, cem) for page in pages] == before
        assert "Sie möchten in Kontakt gebracht werden." in plain(ada.get(PEOPLE))
        send_due(address="https://x/", today=timezone.localdate())
        assert mail.outbox == []
        want_no_contact(self.own(self.ada), self.own(self.bea))
        assert contents() == tables

    def test_when_both_want_it_both_see_the_address_and_are_written_to_once(self) -> None:
        self.press(self.ada, self.bea)
        self.press(self.bea, self.ada)
        self.press(self.bea, self.ada)
        assert "bea@example.org" in plain(self.client_of(self.ada).get(PEOPLE))
        assert "ada@example.org" in plain(self.client_of(self.bea).get(PEOPLE))
        assert "@example.org" not in plain(self.client_of(self.cem).get(PEOPLE))
        mails = Mailing.objects.filter(kind=MailingKind.CONTACT)
        assert {row.participant for row in mails} == {self.ada, self.bea}
        # nothing in the outbox says that the two belong together
        assert len({row.occasion for row in mails}) == 2
        for _ in range(2):
            send_due(address="https://x/", today=timezone.localdate())
        assert sorted(to for message in mail.outbox for to in message.to) == [
            "ada@example.org",
            "bea@example.org",
        ]
        assert len({(message.subject, message.body) for message in mail.outbox}) == 1
        for planted in ("Ada", "Bea", "Geheim", "GEHEIM"):
            assert planted not in mail.outbox[0].subject + mail.outbox[0].body
        # and never again, whatever they press
        self.press(self.ada, self.bea, "end")
        self.press(self.ada, self.bea)
        send_due(address="https://x/", today=timezone.localdate())
        assert len(mail.outbox) == 2

    def test_taken_back_it_is_over_for_both_and_mail_not_sent_is_not(self) -> None:
        self.press(self.ada, self.bea)
        self.press(self.bea, self.ada)
        self.press(self.bea, self.ada, "end")
        for person in (self.ada, self.bea):
            assert "@example.org" not in plain(self.client_of(person).get(PEOPLE))
        assert not Mailing.objects.filter(kind=MailingKind.CONTACT).exists()
        assert [row.wanted_by for row in Introduction.objects.all()] == [self.ada]

    def test_who_leaves_the_list_leaves_nothing_wanted_behind(self) -> None:
        Membership.objects.filter(participant=self.cem).update(is_listed=True)
        self.press(self.ada, self.bea)
        self.press(self.cem, self.ada)
        self.press(self.ada, self.cem)
        self.client_of(self.bea).post(PEOPLE, {"about": ""})
        assert {(row.wanted_by, row.wanted_with) for row in Introduction.objects.all()} == {
            (self.cem, self.ada),
            (self.ada, self.cem),
        }
        # a contact of both outlasts the list
        self.client_of(self.ada).post(PEOPLE, {"about": "weiterhin"})
        words = plain(self.client_of(self.cem).get(PEOPLE))
        assert "ada@example.org" in words
        assert "weiterhin" not in words

    def test_who_cannot_be_found_cannot_want_and_tokens_are_ones_own(self) -> None:
        answer = self.press(self.cem, self.ada)
        assert answer.status_code == 302
        assert not Introduction.objects.exists()
        data = {"person": self.token(self.ada, self.bea), "step": "want"}
        self.client_of(self.bea).post(PEOPLE + "contact/", data)
        assert not Introduction.objects.exists()
        assert self.client_of(self.ada).get(PEOPLE + "contact/").status_code == 405
        token = self.token(self.ada, self.bea)
        Membership.objects.filter(participant=self.bea).update(is_listed=False)
        self.client_of(self.ada).post(PEOPLE + "contact/", {"person": token, "step": "want"})
        assert not Introduction.objects.exists()

    def test_an_old_page_does_not_tell_who_left_the_list_and_who_left_the_round(self) -> None:
        token = self.token(self.ada, self.bea)
        for step in ("want", "end"):
            answers = []
            for leave in ("list", "round", "never there"):
                member = Membership.objects.filter(participant=self.bea)
                if leave == "list":
                    member.update(is_listed=False)
                elif leave == "round":
                    member.delete()
                else:
                    token = "0" * 64
                client = self.client_of(self.ada)
                data = {"person": token, "step": step}
                answer = client.post(PEOPLE + "contact/", data)
                answers.append((answer.status_code, answer["Location"], plain(client.get(PEOPLE))))
            assert answers.count(answers[0]) == 3, step
            expected = {"want": "steht nicht mehr auf der Liste", "end": "Zurückgenommen"}[step]
            assert expected in answers[0][2]
            assert not Introduction.objects.exists()
            self.make_bea_a_member()
            token = self.token(self.ada, self.bea)

    def make_bea_a_member(self) -> None:
        join_round(
            participant=self.bea,
            dialogue_round=self.dialogue_round,
            organisation=self.organisation,
            is_listed=True,
        )

    def test_an_erased_person_is_gone_from_it(self) -> None:
        self.press(self.ada, self.bea)
        self.press(self.bea, self.ada)
        erase(self.bea, now=timezone.now(), today=timezone.localdate())
        words = plain(self.client_of(self.ada).get(PEOPLE))
        assert "bea@" not in words
        assert "Bea" not in words
        assert not Introduction.objects.exists()
