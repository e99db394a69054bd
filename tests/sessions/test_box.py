"""The box: who wrote what is nowhere, nobody fills it alone, and nothing shows too early."""

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
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

    def test_however_much_somebody_writes_it_takes_as_many_others_to_hide_one(self) -> None:
        for number in range(FEWEST - 1):
            self.write(0, f"Von mir {number}")
        for person in range(1, FEWEST - 1):
            self.write(person, f"Antwort {person}")
            assert self.shown_to(0) == []
        self.write(FEWEST - 1, "Antwort 4")
        not_mine = {text for text in self.shown_to(0) if not text.startswith("Von mir")}
        assert not_mine == {f"Antwort {person}" for person in range(1, FEWEST)}
        assert len(self.shown_to(0)) == 2 * (FEWEST - 1)

    def test_each_batch_takes_as_many_people_and_they_may_be_the_same(self) -> None:
        self.fill()
        for number in range(2):
            self.write(0, f"Noch einmal {number}")
        for person in range(1, FEWEST - 1):
            self.write(person, "Noch einmal")
        assert len(self.shown_to(0)) == FEWEST
        self.write(FEWEST - 1, "Noch einmal")
        assert len(self.shown_to(0)) == 2 * FEWEST + 1

    def test_who_wrote_what_waits_is_forgotten_when_it_is_shown(self) -> None:
        seen: set[str] = set()
        for number in range(2):
            for person in range(FEWEST):
                waiting = BoxMark.objects.filter(agenda_item=self.part, is_waiting=True)
                assert waiting.count() == person
                assert not seen & {mark.marker for mark in waiting}
                last = {mark.marker for mark in waiting}
                self.write(person, f"Antwort {number}")
            seen |= last
            assert not BoxMark.objects.filter(agenda_item=self.part, is_waiting=True).exists()

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

    def pages(self) -> list[str]:
        """Return what the convener and the room see, without what differs each time."""
        mine = f"/my/sessions/{self.session.public_id}/box/"
        staff = "/admin/dialogue_sessions"
        asked = [("there", mine), ("convener", f"{staff}/contribution/")]
        asked.append(("convener", f"{staff}/session/{self.session.pk}/box/"))
        return [
            re.sub(r'csrfmiddlewaretoken" value="\w+"', "", self.client_of(role).get(page).text)
            for role, page in asked
        ]

    def test_nothing_on_any_page_tells_a_dot_of_somebody_else_before_the_box_is_closed(
        self,
    ) -> None:
        """Whoever gives a dot and takes it back would count those of the others."""
        there = Participant.objects.get(user__email=ROLES["there"])
        others = [each for each in self.people if each != there]
        contribution = self.fill()[0]
        before = self.pages()
        for person in others[: FEWEST + 1]:
            give_or_take_dot(part=self.part, participant=person, contribution_id=contribution.pk)
            assert self.pages() == before

    def test_one_more_dot_tells_whoever_gives_it_nothing(self) -> None:
        contribution = self.fill()[0]
        for person in range(1, FEWEST):
            self.dot(person, contribution)
        for _ in range(2):
            self.dot(0, contribution)
            (box,) = boxes_of(self.session, self.people[0])
            assert [each.band for each in box.shown] == [None] * FEWEST

    def test_support_is_told_once_in_bands_and_never_under_k(self) -> None:
        contributions = self.fill()
        numbers = (FEWEST - 1, FEWEST, PEOPLE)
        for number, contribution in zip(numbers, contributions, strict=False):
            for person in range(number):
                self.dot(person, contribution)
        close_box(self.part)
        everybody = people_at(self.session).count()
        (box,) = boxes_of(self.session, self.people[0])
        bands = {each.contribution.pk: each.band for each in box.shown}
        assert [bands[each.pk] for each in contributions] == [
            None,
            band_of(FEWEST, people=everybody, fewest=FEWEST),
            band_of(PEOPLE, people=everybody, fewest=FEWEST),
            None,
            None,
        ]
        assert bands[contributions[1].pk] is not None
        with translation.override("de"):
            assert str(bands[contributions[1].pk].label) in self.pages()[1]

    def test_opened_anew_nobody_adds_to_what_is_told(self) -> None:
        """A second dot of the same person would make four people five."""
        contributions = self.fill()
        for person in range(FEWEST - 1):
            self.dot(person, contributions[0])
        close_box(self.part)
        open_box(self.part)
        assert self.refused(lambda: self.dot(0, contributions[0])) == ["box.counted"]
        page = self.client_of("there").get(f"/my/sessions/{self.session.public_id}/box/").text
        assert "/dot/" not in page
        new = next(each for each in self.fill() if not each.is_counted)
        assert self.dot(0, new)
        page = self.client_of("there").get(f"/my/sessions/{self.session.public_id}/box/").text
        assert page.count('/dot/"') == FEWEST


@given(support=st.integers(0, 60), people=st.integers(0, 60), fewest=st.integers(3, 12))
def test_a_band_tells_at_least_k_and_at_most_that_it_is_half(
    support: int, people: int, fewest: int
) -> None:
    band = band_of(support, people=people, fewest=fewest)
    assert (band is None) == (support < fewest)
    assert (band == SupportBand.HALF) == (support >= fewest and 2 * support >= people)


class ModeratorTest(BoxTestCase):
    def test_closing_forgets_who_used_the_box(self) -> None:
        contributions = self.fill()
        self.dot(0, contributions[0])
        part = AgendaItem.objects.get(pk=self.part.pk)
        secrets = {part.box_secret, part.batch_secret}
        close_box(self.part)
        assert not BoxMark.objects.filter(agenda_item=self.part).exists()
        part.refresh_from_db()
        assert not secrets & {part.box_secret, part.batch_secret}
        assert len(self.shown_to(1)) == FEWEST

    def test_what_too_few_wrote_is_never_shown_and_deleted(self) -> None:
        """Beside what was there before, it would be theirs alone."""
        self.fill()
        before = set(self.shown_to(0))
        for number in range(MOST_CONTRIBUTIONS - 1):
            self.write(0, f"Nachzügler {number}")
        self.write(7, "Nachzügler")
        close_box(self.part)
        assert set(self.shown_to(0)) == before
        assert "Nachzügler" not in str(dump())

    def test_no_page_of_staff_tells_that_somebody_wrote(self) -> None:
        convener = self.client_of("convener")
        session = f"/admin/dialogue_sessions/session/{self.session.pk}"
        addresses = [f"{session}/{page}/" for page in ("box", "delete", "change", "replies")]
        addresses += ["/admin/", "/admin/dialogue_sessions/contribution/"]
        token = r'csrfmiddlewaretoken" value="\w+"'

        def pages() -> list[str]:
            return [re.sub(token, "", convener.get(address).text) for address in addresses]

        empty = pages()
        for person in range(FEWEST - 1):
            self.write(person, "Antwort")
            assert pages() == empty
        self.write(FEWEST - 1, "Antwort")
        assert pages()[0] != empty[0]

    def test_a_part_with_an_open_box_counts_as_used_whether_somebody_wrote_or_not(self) -> None:
        part = AgendaItem.objects.create(
            session=self.session,
            position=99,
            title_de="Neu",
            title_en="New",
            starts_at="18:00",
            minutes=30,
        )
        assert not part.has_been_used()
        open_box(part)
        part.refresh_from_db()
        assert part.has_been_used()
        self.part = part
        self.write(0, "Antwort")
        close_box(part)
        part.refresh_from_db()
        assert not part.has_been_used()

    def test_it_is_said_beforehand_what_becomes_of_too_little(self) -> None:
        page = self.client_of("there").get(f"/my/sessions/{self.session.public_id}/box/").text
        assert "sobald 5 Personen geschrieben haben" in page
        assert "wird ungelesen gelöscht" in page
        address = f"/admin/dialogue_sessions/session/{self.session.pk}/box/"
        assert "wird ungelesen gelöscht" in self.client_of("convener").get(address).text

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


def by_mark_of_the_batch(tables: Tables, row: dict[str, Any], people: Sequence[int]) -> int:
    """Guess that the mark of who wrote what waits follows the people."""
    marks = [each for each in tables[MARKS] if each["is_waiting"]]
    mark = marks[tables[BOX].index(row) % len(marks)]
    return sorted(people)[int(mark["marker"], 16) % len(people)]


ATTACKS: dict[str, Guess] = {
    "place": by_place,
    "key": by_key,
    "mark at its place": by_mark_at_its_place,
    "sorted marks": by_sorted_marks,
    "mark of the batch": by_mark_of_the_batch,
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
