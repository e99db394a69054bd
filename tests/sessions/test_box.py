"""The box: who wrote what is nowhere, nobody fills it alone, and nothing shows too early."""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from participants.models import Participant
from rounds.models import GuidingQuestion
from sessions.box import (
    LONGEST_CONTRIBUTION,
    MOST_CONTRIBUTIONS,
    MOST_DOTS,
    arrange,
    band_of,
    boxes_of,
    close_box,
    contribute,
    give_or_take_dot,
    open_box,
    people_at,
)
from sessions.enums import RegimeChoice, Reply, SupportBand
from sessions.models import AgendaItem, Attendance, BoxMark, Contribution
from sessions.refusals import Refused
from tests.cast import ROLES, DemoTestCase
from tests.test_dump import dump

PEOPLE = 12
FEWEST = 5


class BoxTestCase(DemoTestCase):
    """A part of the demo's session with an open box and twelve people who take part."""

    part: AgendaItem
    people: list[Participant]
    question: GuidingQuestion

    def setUp(self) -> None:
        self.part = self.session.agenda_items.exclude(regime=RegimeChoice.NOT_FOR_USE)[0]
        self.question = self.session.questions.all()[0]
        self.people = [each.participant for each in people_at(self.session).order_by("pk")][:PEOPLE]
        assert self.session.round.label_people == FEWEST
        open_box(self.part)

    def write(self, person: int, text: str) -> None:
        contribute(
            part=self.part,
            participant=self.people[person],
            question=self.question,
            text=text,
            language="de",
        )

    def shown_to(self, person: int) -> list[str]:
        return [
            each.contribution.text
            for box in boxes_of(self.session, self.people[person])
            for each in box.shown
        ]

    def fill(self) -> list[Contribution]:
        """Have five people write one answer each; return them as they are shown."""
        for person in range(FEWEST):
            self.write(person, f"Antwort {person}")
        return list(Contribution.objects.filter(agenda_item=self.part).order_by("pk"))

    def dot(self, person: int, contribution: Contribution) -> bool:
        return give_or_take_dot(
            part=self.part, participant=self.people[person], contribution_id=contribution.pk
        )

    def refused(self, step: Callable[[], Any]) -> list[str]:
        before = dump()
        with pytest.raises(Refused) as caught:
            step()
        assert dump() == before
        return [refusal.reason for refusal in caught.value.refusals]


class ContributeTest(BoxTestCase):
    def test_nobody_sees_anything_before_there_is_enough_and_then_all_see_all_at_once(self) -> None:
        for person in range(FEWEST - 1):
            self.write(person, f"Antwort {person}")
            assert all(self.shown_to(reader) == [] for reader in range(PEOPLE))
        self.write(FEWEST - 1, "Antwort 4")
        for reader in range(PEOPLE):
            assert sorted(self.shown_to(reader)) == [f"Antwort {n}" for n in range(FEWEST)]
        self.write(0, "Antwort 5")
        assert "Antwort 5" not in self.shown_to(0)

    def test_one_person_cannot_fill_the_box(self) -> None:
        for number in range(MOST_CONTRIBUTIONS):
            self.write(0, f"Antwort {number}")
        assert self.refused(lambda: self.write(0, "Noch eine")) == ["box.full"]
        self.write(1, "Eine andere Person")

    def test_who_takes_no_part_cannot_write(self) -> None:
        declined = self.people[0]
        Attendance.objects.filter(session=self.session, participant=declined).update(
            reply=Reply.DECLINED
        )
        assert self.refused(lambda: self.write(0, "x")) == ["box.closed"]
        elsewhere = Participant.objects.get(user__email=ROLES["elsewhere"])
        self.people[1] = elsewhere
        assert self.refused(lambda: self.write(1, "x")) == ["box.closed"]

    def test_a_closed_box_takes_nothing(self) -> None:
        close_box(self.part)
        assert self.refused(lambda: self.write(0, "x")) == ["box.closed"]

    def test_a_question_of_another_round_is_none(self) -> None:
        self.question = GuidingQuestion.objects.exclude(round=self.session.round)[0]
        assert self.refused(lambda: self.write(0, "x")) == ["box.no_question"]


class DotsTest(BoxTestCase):
    def test_dots_are_few_and_can_be_taken_back(self) -> None:
        contributions = self.fill()
        for each in contributions[:MOST_DOTS]:
            assert self.dot(7, each)
        assert self.refused(lambda: self.dot(7, contributions[MOST_DOTS])) == ["box.no_dots_left"]
        assert not self.dot(7, contributions[0])
        assert self.dot(7, contributions[MOST_DOTS])
        (box,) = boxes_of(self.session, self.people[7])
        assert {each.contribution.pk for each in box.shown if each.has_my_dot} == {
            each.pk for each in contributions[1 : MOST_DOTS + 1]
        }
        assert box.dots_left == 0
        assert (
            sum(
                Contribution.objects.values_list("support", flat=True).filter(agenda_item=self.part)
            )
            == MOST_DOTS
        )

    def test_what_is_not_shown_cannot_be_supported(self) -> None:
        self.write(0, "Antwort")
        waiting = Contribution.objects.get(agenda_item=self.part)
        assert self.refused(lambda: self.dot(1, waiting)) == ["box.gone"]

    def test_support_shows_in_bands_and_never_under_k(self) -> None:
        contribution = self.fill()[0]
        bands = []
        for person in range(PEOPLE):
            (box,) = boxes_of(self.session, self.people[0])
            (shown,) = (each for each in box.shown if each.contribution.pk == contribution.pk)
            bands.append(shown.band)
            self.dot(person, contribution)
        everybody = people_at(self.session).count()
        assert bands == [
            band_of(number, people=everybody, fewest=FEWEST) for number in range(PEOPLE)
        ]
        assert bands[:FEWEST] == [None] * FEWEST
        assert bands[FEWEST] is not None


@given(support=st.integers(0, 60), people=st.integers(0, 60), fewest=st.integers(3, 12))
def test_a_band_tells_at_least_k_and_at_most_that_it_is_half(
    support: int, people: int, fewest: int
) -> None:
    band = band_of(support, people=people, fewest=fewest)
    assert (band is None) == (support < fewest)
    assert (band == SupportBand.HALF) == (support >= fewest and 2 * support >= people)


class ModeratorTest(BoxTestCase):
    def test_closing_shows_the_rest_and_forgets_who_used_the_box(self) -> None:
        self.fill()
        self.write(0, "Nachzügler")
        secret = AgendaItem.objects.get(pk=self.part.pk).box_secret
        close_box(self.part)
        assert "Nachzügler" in self.shown_to(3)
        assert not BoxMark.objects.filter(agenda_item=self.part).exists()
        assert AgendaItem.objects.get(pk=self.part.pk).box_secret != secret

    def test_too_little_is_never_shown(self) -> None:
        self.write(0, "Allein")
        close_box(self.part)
        assert self.shown_to(1) == []

    def test_where_few_take_part_the_box_stays_closed(self) -> None:
        close_box(self.part)
        few = people_at(self.session).values_list("pk", flat=True)[: FEWEST - 1]
        Attendance.objects.filter(session=self.session).exclude(pk__in=list(few)).update(
            reply=Reply.DECLINED
        )
        assert self.refused(lambda: open_box(self.part)) == ["box.few_people"]

    def test_nothing_is_written_of_a_part_that_is_not_for_use(self) -> None:
        close_box(self.part)
        AgendaItem.objects.filter(pk=self.part.pk).update(regime=RegimeChoice.NOT_FOR_USE)
        assert self.refused(lambda: open_box(self.part)) == ["box.not_for_use"]

    def test_groups_and_what_is_taken_out(self) -> None:
        first, second, *_rest = self.fill()
        self.write(0, "Wartet noch")
        waiting = Contribution.objects.get(text="Wartet noch")
        arrange(
            part=self.part,
            groups={first.pk: " Register ", waiting.pk: "Register", "0" * 16: "x"},
            removed={second.pk, waiting.pk},
        )
        (box,) = boxes_of(self.session, self.people[0])
        groups = {name: [each.contribution.pk for each in rows] for name, rows in box.groups}
        assert groups["Register"] == [first.pk]
        assert second.pk not in groups[""]
        assert Contribution.objects.get(text="Wartet noch").group == ""


class PagesTest(BoxTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.address = f"/my/sessions/{self.session.public_id}/box/"
        self.there = Participant.objects.get(user__email=ROLES["there"])

    def post(self, **values: Any) -> Any:
        data = {"part": self.part.pk, "question": self.question.pk, "text": "Ein Satz"} | values
        return self.client_of("there").post(self.address, data)

    def test_a_participant_writes_and_reads(self) -> None:
        self.fill()
        assert self.post().status_code == 302
        page = self.client_of("there").get(self.address).content.decode()
        assert "Antwort 3" in page
        assert "Ein Satz" not in page

    def test_what_was_typed_stays_where_it_cannot_be_taken(self) -> None:
        too_long = "x" * (LONGEST_CONTRIBUTION + 1)
        assert too_long in self.post(text=too_long).content.decode()
        close_box(self.part)
        page = self.post(text="Ein langer Gedanke").content.decode()
        assert "Ein langer Gedanke" in page
        assert "Dieser Teil nimmt jetzt keine Beiträge an." in page

    def test_it_is_nobody_elses(self) -> None:
        self.fill()
        contribution = Contribution.objects.filter(agenda_item=self.part)[0]
        dot = {"part": self.part.pk, "contribution": contribution.pk}
        for role in ("stranger", "elsewhere"):
            client = self.client_of(role)
            assert client.get(self.address).status_code == 404
            assert client.post(self.address, {"text": "x"}).status_code == 404
            assert client.post(f"{self.address}dot/", dot).status_code == 404

    def test_the_page_takes_as_many_queries_with_much_in_the_box(self) -> None:
        client = self.client_of("there")
        client.get(self.address)
        counts = []
        for _ in range(2):
            with CaptureQueriesContext(connection) as captured:
                client.get(self.address)
            counts.append(len(captured))
            self.fill()
        assert counts[0] == counts[1]

    def test_only_a_convener_moderates_and_sees_no_more_than_the_room(self) -> None:
        self.fill()
        self.write(0, "Wartet noch")
        address = f"/admin/dialogue_sessions/session/{self.session.pk}/box/"
        for role in ("rapporteur", "reviewer"):
            assert self.client_of(role).get(address).status_code == 404
        convener = self.client_of("convener")
        page = convener.get(address).content.decode()
        assert "Antwort 3" in page
        assert "Wartet noch" not in page
        listed = convener.get("/admin/dialogue_sessions/contribution/").content.decode()
        assert "Antwort 3" in listed
        assert "Wartet noch" not in listed
        first = Contribution.objects.filter(text="Antwort 3").get()
        prefix = f"part-{self.part.pk}"
        convener.post(
            address,
            {
                "step": "arrange",
                "part": self.part.pk,
                f"{prefix}-group-{first.pk}": "Register",
            },
        )
        assert Contribution.objects.get(text="Antwort 3").group == "Register"
        convener.post(address, {"step": "close", "part": self.part.pk})
        assert not AgendaItem.objects.get(pk=self.part.pk).is_collecting


# --- the attack on a dump -----------------------------------------------------------------------

SESSIONS = 200
Tables = dict[str, list[dict[str, Any]]]
Guess = Callable[[Tables, dict[str, Any], Sequence[int]], int]
"""From a dump, one contribution and the people who take part: who wrote it."""

BOX, MARKS = "dialogue_sessions_contribution", "dialogue_sessions_boxmark"


def by_place(tables: Tables, row: dict[str, Any], people: Sequence[int]) -> int:
    """Guess that contributions lie in the order of the people who were invited."""
    order = [
        each["participant_id"]
        for each in tables["dialogue_sessions_attendance"]
        if each["participant_id"] in people
    ]
    return order[tables[BOX].index(row) % len(order)]


def by_key(tables: Tables, row: dict[str, Any], people: Sequence[int]) -> int:
    """Guess that keys rise as people signed in."""
    rows = sorted(tables[BOX], key=lambda each: each["id"])
    return sorted(people)[rows.index(row) % len(people)]


def by_mark_at_its_place(tables: Tables, row: dict[str, Any], people: Sequence[int]) -> int:
    """Guess that the mark at the same place is the writer's, and follows the people."""
    mark = tables[MARKS][tables[BOX].index(row) % len(tables[MARKS])]
    return sorted(people)[int(mark["marker"], 16) % len(people)]


def by_sorted_marks(tables: Tables, row: dict[str, Any], people: Sequence[int]) -> int:
    """Guess that marks and contributions sort alike."""
    marks = sorted(each["marker"] for each in tables[MARKS])
    rows = sorted(tables[BOX], key=lambda each: each["id"])
    return sorted(people)[int(marks[rows.index(row) % len(marks)], 16) % len(people)]


def by_last_login(tables: Tables, row: dict[str, Any], people: Sequence[int]) -> int:
    """Guess that who signed in last wrote what lies last."""
    accounts = {each["id"]: str(each["last_login"]) for each in tables["participants_user"]}
    order = sorted(
        people,
        key=lambda pk: accounts.get(
            next(
                each["user_id"] for each in tables["participants_participant"] if each["id"] == pk
            ),
            "",
        ),
    )
    return order[-1 - tables[BOX].index(row) % len(order)]


ATTACKS: dict[str, Guess] = {
    "place": by_place,
    "key": by_key,
    "mark at its place": by_mark_at_its_place,
    "sorted marks": by_sorted_marks,
    "last sign-in": by_last_login,
}


class WhoWroteTest(BoxTestCase):
    def test_a_dump_tells_no_more_than_a_die(self) -> None:
        chance = random.Random(11)  # noqa: S311  a fixed order, not a secret
        Contribution.objects.all().delete()
        people = [person.pk for person in self.people]
        hits: Counter[str] = Counter()
        tries = 0
        for _ in range(SESSIONS):
            close_box(self.part)
            Contribution.objects.all().delete()
            open_box(self.part)
            truth = {}
            for person in chance.sample(range(PEOPLE), 6):
                text = f"{chance.random()}"
                self.write(person, text)
                truth[text] = self.people[person].pk
            tables = dump()
            assert len({_transaction(table) for table in (BOX, MARKS)}) == 1
            for row in tables[BOX]:
                tries += 1
                for name, attack in ATTACKS.items():
                    hits[name] += attack(tables, row, people) == truth[row["text"]]
        assert tries == 6 * SESSIONS
        expected = tries / PEOPLE
        # five standard deviations of a coin that falls one time in twelve
        bound = expected + 5 * (expected * (1 - 1 / PEOPLE)) ** 0.5
        assert {name: count for name, count in hits.items() if count > bound} == {}

    def test_the_attack_finds_who_it_is_where_rows_are_simply_appended(self) -> None:
        _empty_from_the_ground(BOX)
        people = {person.pk for person in self.people}
        invited = dump()["dialogue_sessions_attendance"]
        order = [each["participant_id"] for each in invited if each["participant_id"] in people]
        for pk in order:
            Contribution.objects.create(
                agenda_item=self.part, question=self.question, text=f"von {pk}", language="de"
            )
        tables = dump()
        assert [by_place(tables, row, order) for row in tables[BOX]] == order


def _empty_from_the_ground(table: str) -> None:
    """Empty a table for good: PostgreSQL puts new rows where it finds deleted ones."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # whatever waits to be checked at the end of the transaction would stand in the way
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"TRUNCATE {table} CASCADE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        else:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608


def _transaction(table: str) -> str:
    """Return the transactions a table's rows were written in; one for SQLite, which has none."""
    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT xmin::text FROM {table} ORDER BY 1")  # noqa: S608
        return ",".join(row[0] for row in cursor.fetchall())
