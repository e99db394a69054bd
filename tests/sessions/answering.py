"""A session to come, with people to answer it, for the tests about answers and lists."""

import datetime
import html
import re
from typing import Any, ClassVar

from django.http import HttpResponse
from django.test import Client, TestCase
from django.utils import timezone

from participants.models import Organisation, Participant
from participants.registering import join_round, open_account, register_participant
from rounds.models import Round
from sessions.models import AgendaItem, Attendance, Session
from tests.participants.people import make_organisation

NAMES = ("Ada Aumann", "Bea Brückner", "Cem Coskun")


def both(**texts: str) -> dict[str, str]:
    """Return each text for German, and with ' (en)' for English."""
    fields = {f"{name}_de": text for name, text in texts.items()}
    return fields | {f"{name}_en": f"{text} (en)" for name, text in texts.items()}


def plain(response: HttpResponse) -> str:
    """Return the words of a page's main part."""
    assert response.status_code == 200, response.status_code
    main = response.content.decode().split("<main", 1)[1].split("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", main)).split())


class Answering:
    """Ada, Bea and Cem are members of a round; all are invited to one session in ten days."""

    dialogue_round: ClassVar[Round]
    organisation: ClassVar[Organisation]
    session: ClassVar[Session]
    part: ClassVar[AgendaItem]
    ada: ClassVar[Participant]
    bea: ClassVar[Participant]
    cem: ClassVar[Participant]

    @classmethod
    def setUpTestData(cls) -> None:
        """Plant a session in the room, with a dial-in."""
        cls.dialogue_round = Round.objects.create(
            start_year=2020, end_year=2021, **both(theme="Digitalisierung")
        )
        cls.organisation = make_organisation("GEHEIM")
        cls.session = cls.make_session("Geheimer Titel")
        cls.part = AgendaItem.objects.create(
            session=cls.session,
            position=1,
            starts_at=datetime.time(14),
            minutes=30,
            **both(title="Teil"),
        )
        cls.ada, cls.bea, cls.cem = (cls.make_member(name) for name in NAMES)
        for person in (cls.ada, cls.bea, cls.cem):
            cls.invite(person)

    @classmethod
    def make_session(cls, title: str, *, days: int = 10) -> Session:
        """Return a session of three hours so many days from now."""
        starts_at = timezone.now().replace(second=0, microsecond=0) + datetime.timedelta(days=days)
        return Session.objects.create(
            round=cls.dialogue_round,
            starts_at=starts_at,
            ends_at=starts_at + datetime.timedelta(hours=3),
            online_link="https://dial-in.example.org/geheim",
            **both(title=title, venue="Haus Annaberg", city="Berlin", invitation="Kommen Sie"),
        )

    @classmethod
    def make_member(cls, name: str) -> Participant:
        """Return a member of the round with an account."""
        given, family = name.split()
        person = register_participant(
            given_name=given, family_name=family, email=f"{given.lower()}@example.org"
        )
        join_round(
            participant=person, dialogue_round=cls.dialogue_round, organisation=cls.organisation
        )
        open_account(participant=person, language="de")
        return person

    @classmethod
    def invite(
        cls, person: Participant, session: Session | None = None, **fields: Any
    ) -> Attendance:
        """Return somebody's invitation to a session."""
        return Attendance.objects.create(
            session=session or cls.session,
            participant=person,
            organisation=cls.organisation,
            **fields,
        )

    def seat(self, person: Participant) -> Attendance:
        """Return somebody's attendance as it lies in the table."""
        return Attendance.objects.get(session=self.session, participant=person)

    def answered(self, person: Participant, reply: str = "accepted", **fields: Any) -> None:
        """Let somebody have answered."""
        Attendance.objects.filter(session=self.session, participant=person).update(
            reply=reply, **fields
        )

    def change(self, **fields: Any) -> Session:
        """Change the session and return it."""
        Session.objects.filter(pk=self.session.pk).update(**fields)
        return Session.objects.get(pk=self.session.pk)

    def let_it_pass(self, *, days: int = 1) -> None:
        """Let the session have been so many days ago."""
        ends_at = timezone.now() - datetime.timedelta(days=days)
        self.change(starts_at=ends_at - datetime.timedelta(hours=3), ends_at=ends_at)

    def client_of(self, person: Participant) -> Client:
        """Return a browser in which somebody is signed in."""
        client = Client()
        assert person.user is not None
        client.force_login(person.user)
        return client

    def address(self, rest: str = "") -> str:
        """Return the session's address, or one beneath it."""
        return f"/my/sessions/{self.session.public_id}/{rest}"


class AnsweringTestCase(Answering, TestCase):
    """The same, each test in a transaction of its own."""
