"""One's own calendar, read by a program that is not the one that wrote it."""

import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import time_machine
import vobject
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from msg.logs import DiscreetFilter
from participants.leaving import close_account
from participants.models import Participant, User
from sessions.calendar import hash_of
from sessions.models import Attendance
from tests.sessions.answering import AnsweringTestCase, plain

BERLIN = ZoneInfo("Europe/Berlin")
PLANTED = (
    "Geheim",
    "GEHEIM",
    "Annaberg",
    "dial-in",
    "Aumann",
    "Ada",
    "Bea",
    "Kommen Sie",
    "example.org/",
    "ATTENDEE",
    "ORGANIZER",
    "DESCRIPTION",
    "URL",
)


def events(response: HttpResponse) -> list[vobject.base.Component]:
    """Return the events of a calendar, as another program reads them."""
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "private, no-store"
    # as a program that sees a calendar of ours for the first time: it keeps what it knows of zones
    getattr(vobject.icalendar, "__tzidMap").clear()
    calendar = vobject.readOne(response.content.decode())
    calendar.validate(raiseException=True)
    return list(calendar.contents.get("vevent", []))


class FeedTest(AnsweringTestCase):
    def address_of(self, person: Participant) -> str:
        """Make an address as a person would, and return its path."""
        response = self.client_of(person).post("/my/calendar/", {"step": "renew"})
        words = plain(response).split()
        (address,) = (word for word in words if word.endswith("/msg.ics"))
        return urlsplit(address).path

    def test_it_holds_what_one_accepted_and_tells_nothing_of_it(self) -> None:
        self.answered(self.ada)
        response = Client().get(self.address_of(self.ada))
        (event,) = events(response)
        assert event.summary.value == "Migration Strategy Group"
        assert event.contents["class"][0].value == "CONFIDENTIAL"
        assert event.dtstart.value == self.session.starts_at
        assert event.dtend.value == self.session.ends_at
        assert set(event.contents) == {"uid", "dtstamp", "dtstart", "dtend", "summary", "class"}
        text = response.content.decode()
        assert [planted for planted in PLANTED if planted in text] == []
        assert self.session.public_id not in text
        assert response["Content-Disposition"] == 'attachment; filename="msg.ics"'
        assert not response.cookies

    def test_summer_and_winter_are_told_apart_by_whoever_reads_it(self) -> None:
        self.answered(self.ada)
        address = self.address_of(self.ada)
        year = timezone.now().year + 1
        for month, hour in ((1, 13), (7, 12)):
            starts_at = datetime.datetime(year, month, 15, hour, 0, tzinfo=datetime.UTC)
            self.change(starts_at=starts_at, ends_at=starts_at + datetime.timedelta(hours=2))
            response = Client().get(address)
            (event,) = events(response)
            assert event.dtstart.value == starts_at
            text = response.content.decode()
            assert f"DTSTART;TZID=Europe/Berlin:{year}{month:02}15T140000" in text
            assert "BEGIN:VTIMEZONE" in text
            # by the offsets written down in the file itself, not by a name this machine knows
            (zone,) = vobject.readOne(text).contents["vtimezone"]
            wall = starts_at.astimezone(BERLIN).replace(tzinfo=None)
            offset = zone.tzinfo.utcoffset(wall)
            assert offset == starts_at.astimezone(BERLIN).utcoffset()

    def test_what_is_declined_unanswered_over_or_cancelled_is_not_in_it(self) -> None:
        address = self.address_of(self.ada)
        for reply, number in (("none", 0), ("declined", 0), ("accepted", 1)):
            self.answered(self.ada, reply)
            assert len(events(Client().get(address))) == number
        # somebody else's yes is not one's own
        self.answered(self.ada, "none")
        self.answered(self.bea)
        assert events(Client().get(address)) == []
        self.answered(self.ada)
        self.let_it_pass()
        assert events(Client().get(address)) == []
        other = self.make_session("Zweite")
        seat = self.invite(self.ada, other, reply="accepted")
        assert len(events(Client().get(address))) == 1
        Attendance.objects.filter(pk=seat.pk).delete()
        assert events(Client().get(address)) == []
        self.invite(self.ada, other, reply="accepted")
        other.delete()
        assert events(Client().get(address)) == []

    def test_two_peoples_calendars_have_no_number_in_common_and_one_keeps_its_own(self) -> None:
        self.answered(self.ada)
        self.answered(self.bea)
        ada, bea = self.address_of(self.ada), self.address_of(self.bea)
        numbers = [events(Client().get(each))[0].uid.value for each in (ada, ada, bea)]
        assert numbers[0] == numbers[1] != numbers[2]
        file = self.client_of(self.ada).get(self.address("msg.ics"))
        assert events(file)[0].uid.value == numbers[0]

    def test_the_key_shows_once_and_only_its_hash_is_kept(self) -> None:
        path = self.address_of(self.ada)
        key = path.split("/")[3]
        user = User.objects.get(participant=self.ada)
        assert user.feed_key_hash == hash_of(key)
        assert key not in str(list(User.objects.values()))
        assert key not in self.client_of(self.ada).get("/my/calendar/").content.decode()
        assert len(key) >= 40

    def test_a_new_address_ends_the_old_one_and_so_do_ending_and_closing(self) -> None:
        self.answered(self.ada)
        old = self.address_of(self.ada)
        new = self.address_of(self.ada)
        assert old != new
        assert (Client().get(old).status_code, Client().get(new).status_code) == (404, 200)
        self.client_of(self.ada).post("/my/calendar/", {"step": "end"})
        assert Client().get(new).status_code == 404
        # closed by a tick in a table, with nothing else told
        address = self.address_of(self.ada)
        User.objects.filter(participant=self.ada).update(is_active=False)
        assert Client().get(address).status_code == 404
        User.objects.filter(participant=self.ada).update(is_active=True)
        assert Client().get(address).status_code == 200
        close_account(User.objects.get(participant=self.ada), now=timezone.now())
        assert Client().get(address).status_code == 404

    def test_a_wrong_key_gets_the_one_404(self) -> None:
        self.answered(self.ada)
        good = self.address_of(self.ada)
        User.objects.filter(participant=self.ada).update(is_active=False)
        missing = Client().get("/nothing/")
        for address in (good, "/my/calendar/x/msg.ics", good[:-9] + "A/msg.ics"):
            answer = Client().get(address)
            assert (answer.status_code, answer.content) == (404, missing.content)
            assert answer["Cache-Control"] == "private, no-store"

    def test_a_key_is_in_no_log(self) -> None:
        key = self.address_of(self.ada).split("/")[3]
        User.objects.update(is_active=False)
        with self.assertLogs("django.request", "WARNING") as logs:
            Client().get(f"/my/calendar/{key}/msg.ics?x=1")
        for record in logs.records:
            DiscreetFilter().filter(record)
            assert "/my/calendar/" in record.getMessage()
            assert key not in record.getMessage()

    def test_a_key_opens_nothing_else_and_a_get_makes_none(self) -> None:
        address = self.address_of(self.ada)
        client = Client()
        client.get(address)
        assert client.get("/my/")["Location"] == "/accounts/login/?next=/my/"
        before = User.objects.get(participant=self.ada).feed_key_hash
        self.client_of(self.ada).get("/my/calendar/")
        assert User.objects.get(participant=self.ada).feed_key_hash == before
        assert client.post(address).status_code == 405


class FileTest(AnsweringTestCase):
    def test_the_place_is_in_it_while_the_page_shows_it_and_the_dial_in_never(self) -> None:
        client = self.client_of(self.ada)
        for reply, days, shows in (
            ("none", 20, False),
            ("declined", 20, False),
            ("accepted", 5, False),
            ("accepted", 20, True),
        ):
            self.answered(self.ada, reply)
            self.change(whereabouts_days=days)
            response = client.get(self.address("msg.ics"))
            (event,) = events(response)
            assert ("location" in event.contents) is shows, (reply, days)
            if shows:
                assert event.location.value == "Haus Annaberg, Berlin"
            assert "dial-in" not in response.content.decode()
            assert "Geheim" not in response.content.decode()

    def test_it_is_of_one_moment_and_one_place_in_the_persons_language(self) -> None:
        self.answered(self.ada)
        self.change(whereabouts_days=20)
        User.objects.filter(participant=self.ada).update(language="en")
        client = Client()
        client.force_login(User.objects.get(participant=self.ada))
        with time_machine.travel(timezone.now(), tick=False):
            first, second = (client.get(self.address("msg.ics")).content for _ in range(2))
        assert first == second
        assert b"Haus Annaberg (en)\\, Berlin (en)" in first
