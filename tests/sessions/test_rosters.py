"""Whom a text about a session must not give away: more people than were there."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from participants.models import Organisation, Participant
from sessions.chatham_house import scan
from sessions.models import Attendance, Session
from sessions.rosters import roster_of
from tests.cast import DemoTestCase


class RosterTest(DemoTestCase):
    def setUp(self) -> None:
        self.last = Session.objects.get(title_de="Gestalten statt nachsteuern")

    def kinds(self, text: str, session: Session) -> list[tuple[str, str, str]]:
        """Return what a scan finds: span, kind and severity."""
        return [
            (text[found.start : found.end], found.kind, found.severity)
            for found in scan(text, roster_of(session), "de")
        ]

    def test_a_member_of_the_round_who_was_not_invited_is_found(self) -> None:
        newcomer = Participant.objects.get(email="lukas.hartwig-osei@example.org")
        assert not newcomer.attendances.exists()
        assert self.kinds("Hartwig-Osei fehlte diesmal.", self.last) == [
            ("Hartwig-Osei", "name", "block")
        ]

    def test_somebody_who_declined_is_found_and_hides_nobody(self) -> None:
        absent = Attendance.objects.get(
            session=self.last, participant__email="rami.haddad@example.org"
        )
        assert not absent.present_in.exists()
        assert self.kinds("Haddad hatte abgesagt.", self.last) == [("Haddad", "name", "block")]
        present = {person.id for person in roster_of(self.last).people_in(())}
        assert f"p{absent.participant_id}" not in present
        assert (
            len(present)
            == Attendance.objects.filter(session=self.last, present_in__isnull=False)
            .distinct()
            .count()
        )

    def test_people_of_another_round_are_not_on_the_roster(self) -> None:
        stranger = Participant.objects.get(email="katarina.novakova@example.org")
        assert f"p{stranger.pk}" not in {person.id for person in roster_of(self.last).people}

    def test_the_secret_organisation_is_found_where_nobody_sat_for_it(self) -> None:
        secret = Organisation.objects.get(is_secret=True)
        assert not Attendance.objects.filter(session=self.session, organisation=secret).exists()
        assert self.kinds(
            "Die Arbeit der Siebenquell-Initiative wird bekannter.", self.session
        ) == [("Siebenquell-Initiative", "affiliation", "block")]

    def test_former_names_of_a_ministry_are_on_the_roster(self) -> None:
        names = {
            name.text
            for organisation in roster_of(self.last).organisations
            for name in organisation.names
        }
        assert {"Bundesministerium des Innern", "BMWK", "Wirtschaftsministerium"} <= names

    def test_a_session_of_three_costs_as_many_queries_as_one_of_thirty(self) -> None:
        counts = []
        for keep in (30, 3):
            ids = Attendance.objects.filter(session=self.last).values_list("pk", flat=True)[:keep]
            Attendance.objects.filter(session=self.last).exclude(pk__in=list(ids)).delete()
            with CaptureQueriesContext(connection) as captured:
                roster_of(self.last)
            counts.append(len(captured))
        assert counts == [8, 8]
