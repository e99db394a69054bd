"""Who is in the room: for those who take part, of those who agreed, and not for long."""

import datetime
import re

from django.test import Client
from django.utils import timezone

from msg.exposure.answers import Piece
from msg.exposure.audit import run
from msg.exposure.crawl import Crawl
from msg.exposure.lists import IN_THE_ROOM, all_rights_of, passages_of_lists
from msg.exposure.needles import all_needles
from msg.exposure.rights import Rights
from msg.exposure.search import Hit, Search
from msg.exposure.surnames import Surnames
from msg.exposure.visitors import visitors
from participants.leaving import erase
from participants.models import Participant
from sessions.models import Attendance
from tests.participants.people import make_staff
from tests.sessions.answering import AnsweringTestCase, plain


class RoomListTest(AnsweringTestCase):
    def opens(self, person: Participant) -> bool:
        """Return whether somebody may open the list; the session's page offers what may be."""
        client = self.client_of(person)
        answer = client.get(self.address("room/"))
        page = client.get(self.address()).content.decode()
        assert (self.address("room/") in page) is (answer.status_code == 200)
        if answer.status_code != 200:
            assert answer.content == client.get("/my/nothing/").content
        return answer.status_code == 200

    def was_there(self, *people: Participant) -> None:
        for person in people:
            self.seat(person).present_in.set([self.part])

    def test_before_it_is_for_those_who_accepted_and_of_those_who_agreed(self) -> None:
        self.answered(self.bea, is_listed=True)
        for reply, may in (("none", False), ("declined", False), ("accepted", True)):
            self.answered(self.ada, reply, is_listed=True)
            assert self.opens(self.ada) is may
        words = plain(self.client_of(self.ada).get(self.address("room/")))
        assert "Bea Brückner Amt GEHEIM" in words
        assert "Cem" not in words
        self.answered(self.cem, "accepted", is_listed=False)
        assert "Cem" not in plain(self.client_of(self.ada).get(self.address("room/")))
        # agreed before, and does not come
        self.answered(self.bea, "declined", is_listed=True)
        assert "Bea" not in plain(self.client_of(self.ada).get(self.address("room/")))

    def test_agreeing_is_ones_own_choice_and_no_is_what_it_is_at_first(self) -> None:
        assert not self.seat(self.ada).is_listed
        ada, bea = self.client_of(self.ada), self.client_of(self.bea)
        for client in (ada, bea):
            client.post(self.address("answer/"), {"answer": "accept"})
        assert "Ada" not in plain(bea.get(self.address("room/")))
        ada.post(self.address("room/"), {"listed": "yes"})
        assert "Ada" not in plain(bea.get(self.address("room/"))), "looks, and is not seen"
        assert not self.seat(self.bea).is_listed
        bea.post(self.address("room/"), {"listed": "yes"})
        assert "Ada Aumann" in plain(bea.get(self.address("room/")))
        ada.post(self.address("room/"), {"listed": "no"})
        assert "Ada" not in plain(bea.get(self.address("room/")))
        # and again when the session is over
        ada.post(self.address("room/"), {"listed": "yes"})
        self.was_there(self.ada, self.bea)
        self.let_it_pass()
        assert "Ada Aumann" in plain(bea.get(self.address("room/")))
        ada.post(self.address("room/"), {"listed": "no"})
        assert "Ada" not in plain(bea.get(self.address("room/")))

    def test_afterwards_it_is_for_and_of_those_who_were_there_until_its_last_day(self) -> None:
        for person in (self.ada, self.bea, self.cem):
            self.answered(person, is_listed=True)
        self.was_there(self.ada, self.bea)
        days = self.dialogue_round.list_days
        self.let_it_pass(days=1)
        assert (self.opens(self.ada), self.opens(self.cem)) == (True, False)
        words = plain(self.client_of(self.ada).get(self.address("room/")))
        assert "Wer im Raum war" in words
        assert "Bea Brückner" in words
        assert "Cem" not in words
        self.let_it_pass(days=days)
        assert self.opens(self.ada)
        self.let_it_pass(days=days + 1)
        assert not self.opens(self.ada)
        assert (
            self.client_of(self.ada).post(self.address("room/"), {"listed": "yes"}).status_code
            == 404
        )

    def test_it_is_no_list_to_take_along(self) -> None:
        for person in (self.ada, self.bea):
            self.answered(person, is_listed=True)
        page = self.client_of(self.ada).get(self.address("room/"))
        text = page.content.decode()
        # left out of print, named in no title and no address, and nothing to download
        assert 'class="sheet noprint"' in text.split("Bea Brückner")[0].rsplit("<section", 1)[1]
        assert "Brückner" not in text.split("</title>")[0]
        assert "download" not in text
        assert "@example.org" not in text
        assert page["Cache-Control"] == "private, no-store"

    def test_the_order_is_another_one_for_each_and_none_of_the_tables(self) -> None:
        people = [self.make_member(f"Person{letter} Namen{letter}") for letter in "abcdefgh"]
        for person in people:
            self.invite(person, reply="accepted", is_listed=True)
        orders = []
        for reader in (self.ada, self.bea, self.cem):
            self.answered(reader, is_listed=True)
            client = self.client_of(reader)
            first, second = (plain(client.get(self.address("room/"))) for _ in range(2))
            assert first == second
            orders.append(sorted("abcdefgh", key=lambda letter: first.index(f"Person{letter}")))
        assert list("abcdefgh") not in orders
        assert len({"".join(order) for order in orders}) > 1

    def test_an_empty_seat_has_no_line(self) -> None:
        self.answered(self.ada, is_listed=True)
        self.answered(self.bea, is_listed=True)
        self.was_there(self.ada, self.bea)
        erase(self.bea, now=timezone.now(), today=timezone.localdate())
        Attendance.objects.filter(session=self.session).update(is_listed=True)
        words = plain(self.client_of(self.ada).get(self.address("room/")))
        assert "Zurzeit steht sonst niemand auf der Liste." in words

    def test_who_is_not_on_it_sees_nobody_and_not_whether_there_is_anybody(self) -> None:
        """To accept, look and decline again is no way to read it without being read."""
        self.answered(self.ada)
        client = self.client_of(self.ada)
        pages = []
        for is_listed in (False, True):
            self.answered(self.bea, is_listed=is_listed)
            self.was_there(self.ada, self.bea)
            text = client.get(self.address("room/")).content.decode()
            pages.append(re.sub(r'csrfmiddlewaretoken" value="\w+"', "", text))
        assert pages[0] == pages[1]
        assert "Wer darauf steht, sieht, wer noch darauf steht." in pages[0]
        assert 'name="listed" value="yes"' in pages[0]
        client.post(self.address("room/"), {"listed": "yes"})
        assert "Bea Brückner" in plain(client.get(self.address("room/")))
        assert "Ada Aumann" in plain(self.client_of(self.bea).get(self.address("room/")))
        client.post(self.address("room/"), {"listed": "no"})
        assert "Bea" not in plain(client.get(self.address("room/")))
        # and when it is over
        self.let_it_pass()
        assert "Bea" not in plain(client.get(self.address("room/")))
        client.post(self.address("room/"), {"listed": "yes"})
        assert "Bea Brückner" in plain(client.get(self.address("room/")))

    def test_staff_have_no_way_in_here(self) -> None:
        client = Client()
        client.force_login(make_staff())
        assert client.get(self.address("room/")).status_code == 404

    def test_a_person_is_on_the_list_of_the_session_they_chose_and_of_no_other(self) -> None:
        other = self.make_session("Zweite Sitzung")
        self.answered(self.bea, is_listed=True)
        self.invite(self.bea, other, reply="accepted")
        self.invite(self.ada, other, reply="accepted", is_listed=True)
        words = plain(self.client_of(self.ada).get(f"/my/sessions/{other.public_id}/room/"))
        assert "Bea" not in words

    def test_the_last_day_is_named(self) -> None:
        self.answered(self.ada)
        ends = timezone.localdate(self.session.ends_at) + datetime.timedelta(days=30)
        words = plain(self.client_of(self.ada).get(self.address("room/")))
        assert f"Die Liste endet am {ends.day}." in words


class AuditTest(AnsweringTestCase):
    def test_the_audit_knows_the_list_and_finds_a_name_that_is_not_on_it(self) -> None:
        for person in (self.ada, self.bea, self.cem):
            self.answered(person, is_listed=person != self.cem)
        room = self.address("room/")
        result = run(Crawl(visitors(None)), only=[room])
        assert result.findings == []
        assert sum(n for (reason, _), n in result.allowed.items() if reason == IN_THE_ROOM) > 0
        # Cem's name, written where the list is: nobody but Cem may read it
        needles, passages = all_needles(), passages_of_lists()
        search = Search(needles, passages, Surnames(Participant.objects.all()))
        assert self.ada.user is not None
        rights = all_rights_of(self.ada.user)
        words = plain(self.client_of(self.ada).get(room))
        assert not [hit for hit in self.hits(search, words, rights) if not hit.reason]
        planted = f"{words} Auch Cem Coskun kommt."
        found = [hit for hit in self.hits(search, planted, rights) if not hit.reason]
        assert {hit.needle.key for hit in found} == {("participant", self.cem.pk)}
        # and a name of the list on any other page
        elsewhere = self.hits(search, "Bea Brückner", rights)
        assert {hit.needle.key for hit in elsewhere if not hit.reason} == {
            ("participant", self.bea.pk)
        }

    def hits(self, search: Search, words: str, rights: Rights) -> list[Hit]:
        return [
            hit
            for hit in search.hits([Piece("text", words)], rights, "/my/")
            if hit.needle.key[0] == "participant"
        ]
