"""Empty seats: nobody can tell which of them one erased person left, and nobody can choose one."""

import html
import itertools
import re
from typing import Any

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from participants.leaving import erase, may_be_erased
from participants.models import Participant
from sessions.consents import possible_names
from sessions.enums import OutputStatus
from sessions.models import Attendance, Output, Session
from tests.cast import DemoTestCase
from tests.participants.staff_pages import form_of, save
from tests.test_dump import dump

PEOPLE, ATTENDANCES, PRESENCE = (
    "participants_participant",
    "dialogue_sessions_attendance",
    "dialogue_sessions_attendance_present_in",
)
Row = dict[str, Any]


class EmptySeatsTest(DemoTestCase):
    """Eight people go, one after the other, who were each at several sessions."""

    def setUp(self) -> None:
        """Erase them, and keep who sat where: by organisation and parts no two rows are alike."""
        going = [
            person
            for person in Participant.objects.order_by("pk")
            if may_be_erased(person) and self.seats_of(person).count() > 2
        ][:8]
        self.owners: dict[tuple[int, int], set[int]] = {}
        for person in going:
            for seat in self.seats_of(person):
                self.owners.setdefault((seat.session_id, seat.organisation_id), set()).add(
                    person.pk
                )
        self.number = sum(self.seats_of(person).count() for person in going)
        for person in going:
            erase(person, now=timezone.now(), today=timezone.localdate())

    @staticmethod
    def seats_of(person: Participant) -> Any:
        return person.attendances.filter(present_in__isnull=False).distinct()

    def together(self, seats: list[Row]) -> float:
        """Return how often the seat that comes next is of the same person."""
        owners = [self.owners[row["session_id"], row["organisation_id"]] for row in seats]
        pairs = list(itertools.pairwise(owners))
        return sum(bool(one & next_one) for one, next_one in pairs) / len(pairs)

    def test_neither_place_nor_key_tells_which_seats_are_of_one_person(self) -> None:
        tables = dump()
        people = {
            row["id"]: row for row in tables[PEOPLE] if row["email"].endswith("@erased.invalid")
        }
        seats = [row for row in tables[ATTENDANCES] if row["participant_id"] in people]
        assert len(seats) == len(people) == self.number
        by_person = {row["participant_id"]: row for row in seats}
        by_key = {row["id"]: row for row in seats}
        of_presence = [
            by_key[row["attendance_id"]]
            for row in tables[PRESENCE]
            if row["attendance_id"] in by_key
        ]
        orders = {
            "place of the people": [by_person[key] for key in people],
            "keys of the people": [by_person[key] for key in sorted(people)],
            "place of the seats": seats,
            "keys of the seats": sorted(seats, key=lambda row: row["id"]),
            "place of the parts": list({row["id"]: row for row in of_presence}.values()),
        }
        # Seats that lie by chance come next to one of the same person one time in eight or so.
        told = {name: self.together(order) for name, order in orders.items()}
        assert {name: share for name, share in told.items() if share > 0.5} == {}
        assert self.together(self.one_by_one(seats)) > 0.8, "the attack finds what lies together"
        for table, keys in (
            (PEOPLE, people),
            (ATTENDANCES, by_key),
            (PRESENCE, [row["id"] for row in tables[PRESENCE] if row["attendance_id"] in by_key]),
        ):
            assert len(self.transactions(table, list(keys))) == 1

    def one_by_one(self, seats: list[Row]) -> list[Row]:
        """Return the seats as they lie where each person's are put in as they go."""
        return sorted(
            seats, key=lambda row: min(self.owners[row["session_id"], row["organisation_id"]])
        )

    @staticmethod
    def transactions(table: str, keys: list[int]) -> set[str]:
        """Return by which transactions rows were put in; SQLite keeps none."""
        if connection.vendor != "postgresql":
            return {""}
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT DISTINCT xmin::text FROM {table} WHERE id = ANY(%s)",  # noqa: S608
                [keys],
            )
            return {row[0] for row in cursor.fetchall()}

    def test_nobody_who_comes_later_gets_a_key_beside_them(self) -> None:
        empty = Participant.objects.erased().values_list("pk", flat=True)
        assert max(empty) < 0
        later = Participant.objects.create(
            given_name="Ada", family_name="Ankunft", email="ankunft@example.org"
        )
        assert later.pk > 0

    def test_an_empty_seat_is_no_choice_on_any_page(self) -> None:
        convener = self.client_of("convener")
        empty = {str(pk) for pk in Participant.objects.erased().values_list("pk", flat=True)}
        for session in Session.objects.filter(attendances__participant__in=empty).distinct():
            address = reverse("admin:dialogue_sessions_session_change", args=[session.pk])
            page = convener.get(address).text
            assert not empty & set(re.findall(r'<option value="(-?\d+)"', page))
            assert not re.search(r"<option[^>]*>(Gelöschte Person|Erased person)", page)
            assert not [key for key in empty if key in page]

    def test_nobody_is_asked_for_the_name_of_an_empty_seat(self) -> None:
        outputs = Output.objects.exclude(status=OutputStatus.WITHDRAWN).to_assess()
        empty = Attendance.objects.filter(participant__in=Participant.objects.erased())
        output = outputs.filter(session__in=empty.values("session"))[0]
        people = possible_names(output, output.statements.all()[0])
        assert people
        assert not [person for person in people if person.is_erased]

    def test_the_page_of_a_session_with_empty_seats_is_saved_as_ever(self) -> None:
        empty = Attendance.objects.filter(participant__in=Participant.objects.erased())
        session = Session.objects.filter(pk__in=empty.values("session"))[0]
        before = list(session.attendances.order_by("pk").values())
        convener = self.client_of("convener")
        address = reverse("admin:dialogue_sessions_session_change", args=[session.pk])
        assert html.unescape(convener.get(address).text).count("Gelöschte Person")
        save(convener, address, {**form_of(convener, address), "city_de": "Bonn"})
        session.refresh_from_db()
        assert session.city_de == "Bonn"
        assert list(session.attendances.order_by("pk").values()) == before
