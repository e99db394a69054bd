"""The participants' area: one's own sessions, and no sign of anybody else's."""

import re
from datetime import UTC, datetime, time, timedelta
from typing import Any, ClassVar

from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client, TestCase
from django.utils import timezone

from participants.models import Organisation, Participant, Sector, SectorGroup, User
from rounds.models import GuidingQuestion, Publication, Round
from sessions.models import AgendaItem, Attendance, Document, Output, Session

PRIVATE = "private, no-store"

PAPER = b"%PDF-1.7 planted text of a paper"


def both(**texts: str) -> dict[str, str]:
    """Return each text for German, and with ' (en)' for English."""
    fields = {f"{name}_de": text for name, text in texts.items()}
    return fields | {f"{name}_en": f"{text} (en)" for name, text in texts.items()}


class RoomTestCase(TestCase):
    """A round, a session to come, and the people of it; ``other`` is of another session."""

    dialogue_round: ClassVar[Round]
    organisation: ClassVar[Organisation]
    anna: ClassVar[Participant]
    other: ClassVar[Participant]
    coming: ClassVar[Session]
    foreign: ClassVar[Session]
    paper: ClassVar[Document]
    foreign_paper: ClassVar[Document]

    @classmethod
    def setUpTestData(cls) -> None:
        """Plant two sessions: one of Anna's, and one that must not show to her."""
        cls.dialogue_round = Round.objects.create(
            start_year=2020, end_year=2021, **both(theme="Digitalisierung")
        )
        group = SectorGroup.objects.create(key="public", **both(label="Öffentlicher Sektor"))
        sector = Sector.objects.create(key="ministry", group=group, **both(name="M", label="M"))
        cls.organisation = Organisation.objects.create(
            sector=sector, acronym="GEHEIM", **both(name="Geheimhaltungsstelle")
        )
        cls.anna = cls.make_participant("anna@example.org", "Anna", "Anders")
        cls.other = cls.make_participant("otto@example.org", "Otto", "Odenthal")
        cls.coming = cls.make_session("Kommende Werkstatt", venue="Haus Annaberg, Saal 3")
        cls.foreign = cls.make_session("Fremde Klausur", venue="Gut Odenthal, Scheune")
        cls.invite(cls.coming, cls.anna)
        cls.invite(cls.coming, cls.other)
        cls.invite(cls.foreign, cls.other, reply="accepted")
        cls.paper = cls.make_paper(cls.coming, "Eigenes Papier")
        cls.foreign_paper = cls.make_paper(cls.foreign, "Fremdes Papier")

    @classmethod
    def make_participant(cls, email: str, given_name: str, family_name: str) -> Participant:
        """Return a participant with an account."""
        return Participant.objects.create(
            user=User.objects.create_user(email),
            email=email,
            given_name=given_name,
            family_name=family_name,
        )

    @classmethod
    def make_session(cls, title: str, *, venue: str = "", days: int = 10) -> Session:
        """Return a session of three hours so many days from now, with one agenda part."""
        starts_at = timezone.now() + timedelta(days=days)
        session = Session.objects.create(
            round=cls.dialogue_round,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=3),
            online_link="https://dial-in.example.org/" + title.split(maxsplit=1)[0],
            **both(title=title, venue=venue, city="Berlin", invitation=f"Einladung zu: {title}"),
        )
        cls.make_part(session, 1)
        return session

    @classmethod
    def make_part(cls, session: Session, position: int) -> AgendaItem:
        """Return a part of a session that is not for use."""
        return AgendaItem.objects.create(
            session=session,
            position=position,
            starts_at=time(14, 0),
            minutes=30,
            regime="not_for_use",
            **both(title=f"Teil {position}: {session.title_de}"),
        )

    @classmethod
    def invite(cls, session: Session, participant: Participant, **fields: Any) -> Attendance:
        """Return the invitation of a participant to a session."""
        return Attendance.objects.create(
            session=session, participant=participant, organisation=cls.organisation, **fields
        )

    @classmethod
    def make_paper(cls, session: Session, title: str) -> Document:
        """Return a paper whose file was uploaded under somebody's name."""
        paper = Document(session=session, kind="background", is_open=True, **both(title=title))
        paper.file.save("Notiz-von-Odenthal.PDF", ContentFile(PAPER))
        return paper

    @classmethod
    def make_output(cls, session: Session, title: str, **publication: Any) -> Output:
        """Return a released output of a session."""
        texts = {} if publication.get("withdrawn_on") else both(title=title, lead="Kurz")
        released = Publication.objects.create(
            round=cls.dialogue_round,
            kind="summary",
            released_on=timezone.localdate(),
            **(publication | texts),
        )
        return Output.objects.create(
            session=session,
            kind="summary",
            status="withdrawn" if released.withdrawn_on else "published",
            author=cls.other.user,
            publication=released,
            **both(title="Arbeitstitel " + title),
        )

    def sign_in(self, participant: Participant | None = None, *, language: str = "de") -> Client:
        """Return a browser in which a participant (Anna) is signed in."""
        user = (participant or self.anna).user
        User.objects.filter(pk=user.pk).update(language=language)
        client = Client()
        client.force_login(User.objects.get(pk=user.pk))
        return client

    def open(self, address: str) -> HttpResponse:
        """Open an address as Anna."""
        return self.sign_in().get(address)

    def text(self, address: str) -> str:
        """Return what Anna reads at an address, as one line of plain words."""
        response = self.open(address)
        assert response.status_code == 200
        return plain(response)


def plain(response: HttpResponse) -> str:
    """Return the words of a page's main part."""
    main = response.content.decode().split("<main", 1)[1].split("</main>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


class MyTest(RoomTestCase):
    def test_ones_own_sessions_and_nobody_elses(self) -> None:
        page = self.open("/my/").content.decode()
        assert "Kommende Werkstatt" in page
        for planted in ("Fremde Klausur", "Odenthal", "Otto", "GEHEIM", "Geheimhaltung", "Anders"):
            assert planted not in page

    def test_next_first_then_past_by_round_latest_first(self) -> None:
        later = self.make_session("Spätere Sitzung", days=40)
        past = [self.make_session(f"Vergangene {n}", days=-n) for n in (30, 5)]
        for each in (later, *past):
            self.invite(each, self.anna)
        # what waits for an answer stands above all of it
        self.anna.attendances.update(reply="accepted")
        words = self.text("/my/")
        order = (
            "Nächste Sitzung:", "Kommende Werkstatt",
            "Danach", "Spätere Sitzung",
            "Runde 2020–2021", "Vergangene 5", "Vergangene 30",
        )  # fmt: skip
        positions = [words.index(each) for each in order]
        assert positions == sorted(positions)

    def test_one_reads_what_one_did(self) -> None:
        for days, reply, sentence in (
            (20, "none", "Sie sind eingeladen, Ihre Antwort steht aus."),
            (20, "accepted", "Sie haben zugesagt."),
            (20, "declined", "Sie haben abgesagt."),
            (-20, "none", "Sie waren eingeladen."),
            (-20, "accepted", "Sie hatten zugesagt."),
            (-20, "declined", "Sie hatten abgesagt."),
        ):
            session = self.make_session("Antwort", days=days)
            seat = self.invite(session, self.anna, reply=reply)
            # what somebody else did there says nothing about oneself
            theirs = self.invite(session, self.other, reply="accepted")
            theirs.present_in.set(session.agenda_items.all())
            assert sentence in self.text(session.get_absolute_url())
            assert sentence in self.text("/my/")
            seat.present_in.set(session.agenda_items.all())
            assert "Sie waren dabei." in self.text(session.get_absolute_url())
            session.attendances.all().delete()

    def test_a_member_without_a_session_reads_so(self) -> None:
        newcomer = self.make_participant("neu@example.org", "Nele", "Neumann")
        page = plain(self.sign_in(newcomer).get("/my/"))
        assert "Es gibt noch keine Sitzung." in page
        assert "Kommende Werkstatt" not in page

    def test_an_account_without_a_participant_reads_so_and_staff_find_on(self) -> None:
        self.make_session("Niemand eingeladen")
        for is_staff in (False, True):
            client = Client()
            client.force_login(
                User.objects.create_user(f"konto-{is_staff}@example.org", is_staff=is_staff)
            )
            response = client.get("/my/")
            assert "nimmt niemand an Sitzungen teil" in plain(response)
            assert "Niemand eingeladen" not in plain(response)
            assert ('href="/admin/"' in response.content.decode()) is is_staff

    def test_invented_data_say_so_where_they_stand(self) -> None:
        sentence = "Beispieldaten"
        for address in ("/my/", self.coming.get_absolute_url()):
            assert sentence not in self.text(address)
        Session.objects.filter(pk=self.coming.pk).update(is_invented=True)
        for address in ("/my/", self.coming.get_absolute_url()):
            assert sentence in self.text(address)

    def test_every_page_says_first_that_one_is_in_the_room(self) -> None:
        for address in ("/my/", self.coming.get_absolute_url(), "/accounts/sessions/"):
            words = self.text(address)
            assert (
                words.split(">", 1)[1].strip().startswith("Sie sind im Raum, hier gilt die Regel .")
            )
            assert "weder die Identität noch die Zugehörigkeit" in words


class SessionTest(RoomTestCase):
    def test_it_shows_what_one_needs(self) -> None:
        question = GuidingQuestion.objects.create(
            round=self.dialogue_round, position=4, **both(text="Wer löscht wann?")
        )
        self.coming.questions.add(question)
        words = self.text(self.coming.get_absolute_url())
        for expected in (
            "Runde 2020–2021: Digitalisierung",
            "14.00 Teil 1: Kommende Werkstatt Nicht zur Verwendung",
            "Einladung zu: Kommende Werkstatt",
            "4 Wer löscht wann?",
            "Eigenes Papier, PDF",
        ):
            assert expected in words
        for planted in ("Fremde", "Fremdes", "Odenthal", "Otto", "GEHEIM", "Anders"):
            assert planted not in words

    def test_the_place_shows_to_those_who_accepted_or_were_there_only(self) -> None:
        seat = self.anna.attendances.get()
        for reply, was_present, sees in (
            ("none", False, False),
            ("declined", False, False),
            ("accepted", False, True),
            ("declined", True, True),
        ):
            seat.reply = reply
            seat.save()
            seat.present_in.set(self.coming.agenda_items.all() if was_present else [])
            page = self.open(self.coming.get_absolute_url()).content.decode()
            assert ("Haus Annaberg" in page) is sees, (reply, was_present)
            assert ("dial-in.example.org" in page) is sees, (reply, was_present)
            assert ("Den Ort sehen Sie nach Ihrer Zusage." in page) is not sees

    def test_somebody_elses_yes_does_not_show_one_the_place(self) -> None:
        self.coming.attendances.filter(participant=self.other).update(reply="accepted")
        page = self.open(self.coming.get_absolute_url()).content.decode()
        assert "Haus Annaberg" not in page

    def test_released_outputs_are_linked_and_withdrawn_or_foreign_ones_are_not(self) -> None:
        released = self.make_output(self.coming, "Veröffentlichtes Papier")
        withdrawn = self.make_output(self.coming, "", withdrawn_on=timezone.localdate())
        foreign = self.make_output(self.foreign, "Papier aus der Fremde")
        draft = Output.objects.create(
            session=self.coming, kind="summary", author=self.other.user, **both(title="Rohentwurf")
        )
        page = self.open(self.coming.get_absolute_url()).content.decode()
        assert released.publication is not None
        assert f'href="/de/publications/{released.publication.public_id}/"' in page
        assert "Veröffentlichtes Papier" in page
        assert "Arbeitstitel" not in page
        assert draft.title_de not in page
        for absent in (withdrawn.publication, foreign.publication):
            assert absent is not None
            assert absent.public_id not in page

    def test_what_is_not_ones_own_is_the_404_of_an_address_never_given_out(self) -> None:
        client = self.sign_in()
        answers = [
            client.get(address)
            for address in (
                "/my/sessions/0000000000000000/",
                self.foreign.get_absolute_url(),
                "/my/documents/0000000000000000/",
                self.foreign_paper.get_absolute_url(),
                "/my/whatever/",
                "/my/whatever/else/",
            )
        ]
        assert {answer.status_code for answer in answers} == {404}
        assert len({answer.content for answer in answers}) == 1
        headers = [
            {name: value for name, value in answer.headers.items() if name != "Expires"}
            for answer in answers
        ]
        assert headers.count(headers[0]) == len(headers)
        assert headers[0]["Cache-Control"] == PRIVATE

    def test_the_participant_of_a_closed_account_is_nobody(self) -> None:
        client = self.sign_in()
        User.objects.filter(pk=self.anna.user_id).update(is_active=False)
        assert client.get("/my/")["Location"] == "/accounts/login/?next=/my/"

    def test_staff_without_an_invitation_have_no_way_in_here(self) -> None:
        client = Client()
        client.force_login(User.objects.create_superuser("admin@example.org"))
        assert client.get(self.coming.get_absolute_url()).status_code == 404

    def test_it_speaks_the_persons_own_language(self) -> None:
        client = self.sign_in(language="en")
        client.cookies["django_language"] = "de"
        words = plain(client.get(self.coming.get_absolute_url(), headers={"accept-language": "de"}))
        assert "Kommende Werkstatt (en)" in words
        assert "14:00 Teil 1: Kommende Werkstatt (en) Not for use" in words
        assert "You see the place once you have accepted." in words

    def test_day_and_time_are_those_of_berlin_in_either_language(self) -> None:
        for starts_at, ends_at, german, english in (
            (
                datetime(2021, 2, 11, 13, 0, tzinfo=UTC),
                datetime(2021, 2, 11, 16, 30, tzinfo=UTC),
                "Donnerstag, 11. Februar 2021, 14 bis 17.30 Uhr",
                "Thursday, 11 February 2021, 14:00 to 17:30",
            ),
            (
                datetime(2021, 6, 10, 22, 30, tzinfo=UTC),
                datetime(2021, 6, 11, 22, 30, tzinfo=UTC),
                "Freitag, 11. Juni 2021, 0.30 Uhr bis Samstag, 12. Juni 2021, 0.30 Uhr",
                "Friday, 11 June 2021, 00:30 to Saturday, 12 June 2021, 00:30",
            ),
        ):
            Session.objects.filter(pk=self.coming.pk).update(starts_at=starts_at, ends_at=ends_at)
            address = self.coming.get_absolute_url()
            assert german in self.text(address)
            assert english in plain(self.sign_in(language="en").get(address))


class DocumentTest(RoomTestCase):
    def test_it_is_handed_out_under_a_neutral_name_and_kept_nowhere(self) -> None:
        response = self.open(self.paper.get_absolute_url())
        assert b"".join(response.streaming_content) == PAPER
        name = f"msg-background-{self.paper.public_id}.pdf"
        assert response["Content-Disposition"] == f'attachment; filename="{name}"'
        assert response["Content-Type"] == "application/pdf"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "sandbox;" in response["Content-Security-Policy"] + ";"
        assert "default-src 'none'" in response["Content-Security-Policy"]
        assert response["Cache-Control"] == PRIVATE
        assert "Odenthal" not in str(response.headers)

    def test_staff_need_the_right_to_see_documents(self) -> None:
        client = Client()
        user = User.objects.create_user("staff@example.org", is_staff=True)
        client.force_login(user)
        assert client.get(self.paper.get_absolute_url()).status_code == 404
        user.user_permissions.add(permission("view_document"))
        response = client.get(self.paper.get_absolute_url())
        assert b"".join(response.streaming_content) == PAPER

    def test_the_right_alone_opens_nothing_to_who_is_not_staff(self) -> None:
        client = self.sign_in()
        assert self.anna.user is not None
        self.anna.user.user_permissions.add(permission("view_document"))
        assert client.get(self.foreign_paper.get_absolute_url()).status_code == 404


class DoorTest(RoomTestCase):
    def test_the_signed_out_are_led_to_the_sign_in_whatever_the_address(self) -> None:
        for address in (
            "/my/",
            self.coming.get_absolute_url(),
            "/my/sessions/0000000000000000/",
            self.paper.get_absolute_url(),
            "/my/documents/0000000000000000/",
            "/my/whatever/",
        ):
            response = Client().get(address)
            assert response.status_code == 302
            assert response["Location"] == f"/accounts/login/?next={address}"
            assert response["Cache-Control"] == PRIVATE
            assert response.content == b""

    def test_every_page_is_kept_out_of_caches(self) -> None:
        for address in ("/my/", self.coming.get_absolute_url()):
            assert self.open(address)["Cache-Control"] == PRIVATE

    def test_the_pages_are_read_only(self) -> None:
        client = self.sign_in()
        for address in ("/my/", self.coming.get_absolute_url(), self.paper.get_absolute_url()):
            assert client.post(address).status_code == 405


class QueriesTest(RoomTestCase):
    def test_my_sessions_take_eight_queries_however_many(self) -> None:
        """Four for the sessions; one each for the texts, questions, rounds and the last check."""
        client = self.sign_in()
        with self.assertNumQueries(8):
            client.get("/my/")
        for n in range(2):
            session = self.make_session(f"Weitere {n}", days=-n - 1)
            self.was_in(session)
            self.make_draft(session, f"Entwurf {n}")
        with self.assertNumQueries(8):
            assert "Entwurf 1" in plain(client.get("/my/"))

    def test_a_session_takes_eleven_queries_whatever_it_holds(self) -> None:
        """Eight for the session; one each for texts, questions and the answer of oneself."""
        client = self.sign_in()
        address = self.coming.get_absolute_url()
        self.add_one_of_each(1)
        with self.assertNumQueries(11):
            client.get(address)
        self.coming.attendances.filter(participant=self.anna).delete()
        self.was_in(self.coming)
        for n in (2, 3):
            self.add_one_of_each(n)
            self.make_draft(self.coming, f"Entwurf {n}")
        with self.assertNumQueries(11):
            assert "Entwurf 3" in plain(client.get(address))

    def was_in(self, session: Session) -> None:
        """Let Anna have been in a session."""
        self.invite(session, self.anna).present_in.set(session.agenda_items.all())

    def make_draft(self, session: Session, title: str) -> None:
        """Put a draft before those who were there."""
        Output.objects.create(
            session=session,
            kind="summary",
            status="in_review",
            review_ends_on=timezone.localdate(),
            author=self.other.user,
            **both(title=title),
        )

    def add_one_of_each(self, position: int) -> None:
        """Add a question, a part, a paper and a released output to Anna's session."""
        question = GuidingQuestion.objects.create(
            round=self.dialogue_round, position=position, **both(text="Und dann?")
        )
        self.coming.questions.add(question)
        self.make_part(self.coming, position + 1)
        self.make_paper(self.coming, f"Papier {position}")
        self.make_output(self.coming, f"Ergebnis {position}")

    def test_a_paper_takes_four_queries(self) -> None:
        client = self.sign_in()
        with self.assertNumQueries(4):
            response = client.get(self.paper.get_absolute_url())
            assert b"".join(response.streaming_content) == PAPER


def permission(codename: str) -> Permission:
    """Return a right of the room by its name."""
    return Permission.objects.get(codename=codename, content_type__app_label="dialogue_sessions")
