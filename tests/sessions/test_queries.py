"""How often each page of the participants' area asks the database, and that more rows ask no more.

A page may take its frame (the signed-in session, the account, the participant), and one query for
each kind of thing it shows; never one for each thing. What that comes to is written down below,
table by table in the order of asking, of whoever has most to see there.
"""

import re
from collections import Counter
from datetime import date, time, timedelta
from typing import ClassVar

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, resolve
from django.utils import timezone

from msg.demo.coming import build_coming
from participants.models import Introduction, Invitation, Mailing, Membership, Participant
from participants.registering import join_round, open_account, register_participant
from rounds.models import GuidingQuestion, Publication, Round
from sessions import urls
from sessions.box import open_box
from sessions.calendar import renew_feed
from sessions.enums import OutputStatus, Reply
from sessions.models import (
    AgendaItem,
    Attendance,
    Contribution,
    Document,
    NamingConsent,
    Output,
    Session,
    Statement,
)
from tests.cast import EMAILS, DemoTestCase

IN = ["login session", "user"]
"""Asked by each page behind the sign-in."""

WHO = [*IN, "participant"]
"""And whose area it is. Everything after these is what the page shows."""

SEAT = [*WHO, "session", "attendance"]

PASSAGES = [*WHO, "output", "statement", "objection", "namingconsent"]

PAGES: dict[str, list[str]] = {
    "my": [*WHO, "session", "namingconsent", "output", "membership", "exposureaudit"],
    "rule": [*WHO, "membership"],
    # a session: besides what it shows, how many places are taken
    "session": [
        *[*WHO, "session", "output", "attendance", "attendance", "namingconsent"],
        *["agendaitem", "publication", "guidingquestion", "document"],
    ],
    "reply": [*SEAT, "attendance"],
    "substitute": SEAT,
    "session-file": [*WHO, "session"],
    "room": [*SEAT, "attendance"],
    "report-back": [*WHO, "session", "publication", "publicationstatement"],
    "box": [
        *[*SEAT, "boxmark", "contribution", "agendaitem", "guidingquestion"],
    ],
    # whoever works here is asked for their rights instead of who they are
    "document": [*IN, "auth_permission", "auth_permission", "document"],
    # texts: a draft's groups are put into words, a released text has them
    "output": [*PASSAGES, "sector", "sectorgroup"],
    "output-object": [*PASSAGES, "sector", "sectorgroup"],
    "consents": [*WHO, "namingconsent"],
    "consent": [*WHO, "namingconsent"],
    "consent-withdraw": [*WHO, "namingconsent"],
    # people: one's own membership, wishes, the others, and whether the round is invented
    "people": [*WHO, "membership", "introduction", "membership", "session"],
    # the calendar; nobody signs in for the feed
    "calendar": WHO,
    "feed": ["user", "participant", "session"],
    # one's own data
    "account": [*WHO, "attendance", "agendaitem", "membership"],
    "account-person": WHO,
    "account-round": [*WHO, "membership"],
    "account-thanks": [*WHO, "membership"],
    "account-erase": WHO,
    "account-download": [
        *[*WHO, "usersession", "socialaccount_socialaccount", "membership", "attendance"],
        *["agendaitem", "namingconsent", "invitation", "mailing", "introduction"],
    ],
    # allauth's
    "account_change_password": IN,
    "usersessions_list": [*IN, "usersession"],
    "mfa_index": [*IN, "authenticator"],
    "mfa_list_webauthn": [*IN, "authenticator"],
    "mfa_add_webauthn": IN,
}
"""What the fullest page at each address of the area asks, by the name of the address."""

FORMS_ONLY = {"account-choices", "introduce", "box-dot"}
"""No pages: they take what is sent to them."""

WALKERS = ("participant-2013", "participant-2020", "newcomer", "rapporteur")
STARTS = ("/my/", "/my/account/", "/accounts/password/change/", "/accounts/2fa/")
ALIKE = 12
"""How many pages of one kind each of them opens."""
TIMES = 10

Asked = dict[tuple[str, str], list[str]]
"""The tables a page asked, by who looked and by its address."""


def table_of(sql: str) -> str:
    """Return the table a query reads, without what it asks of others within brackets."""
    flat = re.sub(r"'(?:[^']|'')*'", "''", sql)
    while "(" in flat:
        flat, changed = re.subn(r"\([^()]*\)", "", flat)
        assert changed, sql
    match = re.search(r'(?:FROM|UPDATE|INTO) "(\w+)"', flat)
    assert match, sql
    if match[1] == "django_session":
        return "login session"
    return re.sub(r"^(?:dialogue_sessions|participants|rounds|mfa|usersessions)_", "", match[1])


def both(name: str, text: str) -> dict[str, str]:
    """Return a text for German and for English."""
    return {f"{name}_{language}": text for language in ("de", "en")}


class QueriesTest(DemoTestCase):
    """Participants of the demo walk wherever a link leads, with a session to come among theirs."""

    coming: ClassVar[Session]
    reader: ClassVar[Participant]
    newcomer: ClassVar[Participant]
    feed: ClassVar[str]

    @classmethod
    def setUpTestData(cls) -> None:
        """Let each page have something to show to somebody."""
        super().setUpTestData()
        build_coming()
        cls.coming = Session.objects.get(starts_at__gt=timezone.now())
        cls.reader = Participant.objects.get(user__email=EMAILS["participant-2020"])
        Round.objects.update(list_days=32000)
        Attendance.objects.filter(participant=cls.reader).update(
            reply=Reply.ACCEPTED, is_listed=True
        )
        Membership.objects.filter(participant=cls.reader).update(is_listed=True)
        open_box(cls.coming.agenda_items.order_by("position")[1])
        cls.feed = f"/my/calendar/{renew_feed(cls.reader.user)}/msg.ics"
        cls.newcomer = register_participant(
            given_name="Ada", family_name="Ankunft", email="ankunft@example.org"
        )
        open_account(participant=cls.newcomer, language="de")
        cls.let_the_rule_wait(Round.objects.get(start_year=2020))
        cls.more(1)

    @classmethod
    def let_the_rule_wait(cls, dialogue_round: Round) -> None:
        """Have somebody invited who did not agree yet."""
        membership = Membership.objects.filter(round=dialogue_round)[0]
        join_round(
            participant=cls.newcomer,
            dialogue_round=dialogue_round,
            organisation=membership.organisation,
        )
        Invitation.objects.create(
            participant=cls.newcomer,
            round=dialogue_round,
            token_hash=f"{dialogue_round.pk:064}",
            expires_at=timezone.now() + timedelta(days=9),
        )

    @classmethod
    def more(cls, number: int) -> None:
        """Put that many more of each kind of thing before the reader."""
        seat = Attendance.objects.filter(participant=cls.reader, session=cls.coming).get()
        was_in = Session.objects.filter(
            attendances__participant=cls.reader, starts_at__lt=cls.coming.starts_at
        ).order_by("starts_at")[0]
        for count in range(number):
            cls._session_like(cls.coming, seat, count)
            for session in (cls.coming, was_in):
                cls._papers_and_parts(session)
                cls._outputs(session)
            cls._about_the_reader(seat)

    @classmethod
    def _session_like(cls, session: Session, seat: Attendance, count: int) -> None:
        starts_at = session.starts_at + timedelta(days=count + 1 if count % 2 else -2000 - count)
        other = Session.objects.create(
            round=session.round,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=3),
            **both("title", "Eine Sitzung mehr"),
        )
        part = cls._papers_and_parts(other)
        own = Attendance.objects.create(
            session=other, participant=cls.reader, organisation=seat.organisation
        )
        if count % 2 == 0:
            own.present_in.add(part)

    @classmethod
    def _papers_and_parts(cls, session: Session) -> AgendaItem:
        file = Document.objects.order_by("pk")[0].file.name
        Document.objects.create(
            session=session, file=file, is_open=True, **both("title", "Ein Papier mehr")
        )
        position = session.agenda_items.count() + 1
        question = GuidingQuestion.objects.create(
            round=session.round,
            position=GuidingQuestion.objects.filter(round=session.round).count() + 1,
            **both("text", "Und dann?"),
        )
        session.questions.add(question)
        part = AgendaItem.objects.create(
            session=session,
            position=position,
            starts_at=time(15),
            minutes=5,
            is_collecting=True,
            **both("title", "Ein Teil mehr"),
        )
        for text in ("Eins", "Zwei"):
            Contribution.objects.create(
                agenda_item=part, question=question, text=text, language="de", is_shown=True
            )
        return part

    @classmethod
    def _outputs(cls, session: Session) -> None:
        part = session.agenda_items.order_by("position")[0]
        Attendance.objects.get(session=session, participant=cls.reader).present_in.add(part)
        for status in (OutputStatus.IN_REVIEW, OutputStatus.PUBLISHED):
            publication = None
            if status == OutputStatus.PUBLISHED:
                publication = Publication.objects.create(
                    round=session.round,
                    kind="summary",
                    released_on=date(2021, 11, 2),
                    **both("title", "Neu"),
                )
            output = Output.objects.create(
                session=session,
                kind="summary",
                status=status,
                author=cls.reader.user,
                review_ends_on=timezone.localdate(),
                publication=publication,
                **both("title", "Neu"),
            )
            cls._passages(output)

    @classmethod
    def _passages(cls, output: Output) -> None:
        position = output.statements.count() + 1
        statement = Statement.objects.create(
            output=output, position=position, label="person", **both("text", f"Satz {position}")
        )
        NamingConsent.objects.create(
            statement=statement,
            participant=cls.reader,
            text_hash=statement.text_hash,
            given_on=timezone.localdate() if position % 2 else None,
        )
        if output.publication is not None:
            output.publication.statements.create(
                position=position, **both("text", "Satz"), **both("label", "Teilnehmende")
            )

    @classmethod
    def _about_the_reader(cls, seat: Attendance) -> None:
        number = Participant.objects.count()
        other = register_participant(
            given_name="Noch", family_name="Jemand", email=f"jemand-{number}@example.org"
        )
        membership = join_round(
            participant=other, dialogue_round=seat.session.round, organisation=seat.organisation
        )
        membership.is_listed = True
        membership.save()
        Attendance.objects.create(
            session=seat.session,
            participant=other,
            organisation=seat.organisation,
            reply=Reply.ACCEPTED,
            is_listed=True,
        )
        pair = {"wanted_by": cls.reader, "wanted_with": other}
        Introduction.objects.create(round=seat.session.round, **pair)
        Mailing.objects.create(
            participant=cls.reader,
            kind="change",
            occasion=f"{number:016}",
            due_on=timezone.localdate(),
        )

    def ask(self, client: Client, address: str) -> tuple[HttpResponse, list[str]]:
        """Open a page and return it with the tables it asked."""
        with CaptureQueriesContext(connection) as captured:
            response = client.get(address)
            if response.streaming:
                b"".join(response)
        return response, [table_of(query["sql"]) for query in captured]

    def walk(self, key: str) -> Asked:
        """Follow every link of the area from its first pages."""
        client = self.browser(EMAILS[key])
        to_see, asked = list(STARTS), {}
        if key == "participant-2020":
            to_see += [f"{self.coming.get_absolute_url()}{page}/" for page in ("answer", "room")]
        seen = Counter[str]()
        while to_see:
            address = to_see.pop()
            name = name_of(address)
            path = address.partition("?")[0]
            if seen[path] or seen[name] == ALIKE:
                continue
            seen += Counter([path, name])
            response, asked[key, address] = self.ask(client, address)
            assert response.status_code == 200 or name == "mfa_add_webauthn", address
            if response.get("Content-Type", "").startswith("text/html"):
                links = re.findall(r'href="(/(?:my|accounts)/[^"#]*)', response.text)
                to_see += [link.replace("&amp;", "&") for link in links]
        return asked

    def browser(self, email: str) -> Client:
        """Return a browser in which somebody signed in."""
        client = Client(headers={"accept-language": "de"})
        client.force_login(Participant.objects.get(user__email=email).user)
        return client

    def at_the_edge(self) -> Asked:
        """Ask for what no link of these people leads to: the Rule that waits, a calendar's feed."""
        asked = {}
        for key, client, address in (
            ("ankunft", self.browser("ankunft@example.org"), "/my/rule/"),
            ("calendar", Client(), self.feed),
        ):
            response, asked[key, address] = self.ask(client, address)
            assert response.status_code == 200
        return asked

    def test_each_page_asks_what_the_table_says(self) -> None:
        fullest: dict[str, list[str]] = {}
        walked = self.at_the_edge()
        for key in WALKERS:
            walked |= self.walk(key)
        for (_, address), tables in walked.items():
            name = name_of(address)
            if len(tables) > len(fullest.get(name, ())):
                fullest[name] = tables
        assert fullest == PAGES
        pages = {each.name for each in urls.urlpatterns if isinstance(each, URLPattern)}
        assert pages - FORMS_ONLY - {"nothing"} - set(PAGES) == set()

    def test_ten_of_everything_more_asks_no_more(self) -> None:
        before = self.walk("participant-2020") | self.at_the_edge()
        self.more(TIMES)
        browsers = {
            "participant-2020": self.browser(EMAILS["participant-2020"]),
            "ankunft": self.browser("ankunft@example.org"),
            "calendar": Client(),
        }
        after = {(key, address): self.ask(browsers[key], address)[1] for key, address in before}
        assert after == before
        page = browsers["participant-2020"].get(self.coming.get_absolute_url()).text
        assert page.count("Ein Papier mehr") > TIMES
        assert page.count("Ein Teil mehr") > TIMES
        assert browsers["participant-2020"].get("/my/").text.count("Eine Sitzung mehr") > TIMES


def name_of(address: str) -> str:
    """Return what an address is called."""
    return resolve(address.partition("?")[0]).url_name or ""
