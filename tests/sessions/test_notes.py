"""Raw notes: merged by id in any order, kept in none, gone in time, and nobody else's business."""

import datetime
import json
import re
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.db import connection
from django.http import HttpResponse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisTestCase

from sessions import notes as notes_module
from sessions.drafting import submit_for_review, write_output
from sessions.enums import OutputStatus
from sessions.models import AgendaItem, Note, Output, Session
from sessions.notes import (
    LONGEST_NOTE,
    MOST_NOTES,
    delete_expired_notes,
    keep_notes,
    kept_until,
    write_statements_from,
)
from sessions.refusals import Refused
from tests.cast import ROLES, DemoTestCase
from tests.rounds.record import make_round
from tests.sessions.test_admin_sessions import make_session

TODAY = datetime.date(2026, 3, 10)
SECRET = "Quendolin Zwickmüller schlug ein Register mit Ablaufdatum vor."


def note_id(number: int) -> str:
    return f"{number:016x}"


def texts(part: AgendaItem) -> dict[str, str]:
    return dict(part.notes.values_list("pk", "text"))


def keep(part: AgendaItem, notes: dict[str, str], today: datetime.date = TODAY) -> None:
    keep_notes(session=part.session, agenda_item=part, notes=notes, today=today)


def session_on(day: datetime.date, **values: Any) -> Session:
    start = datetime.datetime.combine(day, datetime.time(9), tzinfo=datetime.UTC)
    return make_session(
        make_round(2030, 2031),
        starts_at=start,
        ends_at=start + datetime.timedelta(hours=6),
        **values,
    )


# --- merging --------------------------------------------------------------------------------------

BATCHES = st.lists(
    st.dictionaries(st.integers(0, 12).map(note_id), st.none(), max_size=6), max_size=6
)
FINAL = st.dictionaries(
    st.integers(0, 12).map(note_id), st.text(max_size=40), min_size=1, max_size=10
)


class MergeProperties(HypothesisTestCase):
    @given(final=FINAL, batches=BATCHES, order=st.randoms(use_true_random=False))
    def test_batches_in_any_order_and_any_number_of_times_end_in_the_same_notes(
        self, final, batches, order
    ):
        part = session_on(TODAY).agenda_items.get(position=1)
        sent = [{key: final[key] for key in batch if key in final} for batch in batches]
        sent += [{key: text} for key, text in final.items()]
        order.shuffle(sent)
        for batch in sent:
            keep(part, batch)
        expected = {
            key: tidied for key, text in final.items() if (tidied := notes_module.tidy_note(text))
        }
        assert texts(part) == expected
        for batch in sent:
            keep(part, batch)
        assert texts(part) == expected

    @given(st.text(max_size=60))
    def test_a_tidy_note_is_one_line_that_a_database_takes(self, text):
        tidied = notes_module.tidy_note(text)
        assert tidied == tidied.strip()
        assert not re.search(r"[\n\r\x00\ud800-\udfff]", tidied)
        assert notes_module.tidy_note(tidied) == tidied


class MergeTest(DemoTestCase):
    def setUp(self) -> None:
        self.other = Session.objects.exclude(pk=self.session.pk).first()
        self.meeting = session_on(TODAY)
        self.first, self.second = self.meeting.agenda_items.order_by("position")

    def test_a_known_id_gets_its_new_text_and_an_empty_one_deletes(self) -> None:
        keep(self.first, {note_id(1): "alt", note_id(2): "bleibt"})
        keep(self.first, {note_id(1): "  neu \n gefasst ", note_id(3): " \n"})
        assert texts(self.first) == {note_id(1): "neu gefasst", note_id(2): "bleibt"}
        keep(self.first, {note_id(1): ""})
        assert texts(self.first) == {note_id(2): "bleibt"}

    def test_a_note_moves_to_another_part_and_is_there_once(self) -> None:
        keep(self.first, {note_id(1): "eins", note_id(2): "zwei"})
        for _ in range(2):
            keep(self.second, {note_id(1): "eins"})
        assert texts(self.first) == {note_id(2): "zwei"}
        assert texts(self.second) == {note_id(1): "eins"}

    def test_what_is_refused_changes_nothing(self) -> None:
        keep(self.first, {note_id(1): "alt"})
        foreign = self.other.agenda_items.first()
        keep(foreign, {note_id(9): "anderswo"})
        for part, notes in (
            (self.first, {"no-id": "x"}),
            (self.first, {note_id(1).upper() + "A": "x"}),
            (self.first, {note_id(1) + "\n": "x"}),
            (self.first, {note_id(2): "x" * (LONGEST_NOTE + 1)}),
            (self.first, {note_id(9): "her damit"}),
            (self.first, {note_id(9): ""}),
            (self.first, {note_id(100 + n): "x" for n in range(MOST_NOTES)}),
        ):
            with pytest.raises(ValidationError):
                keep(part, {note_id(1): "neu", **notes})
        with pytest.raises(ValidationError):
            keep_notes(session=self.meeting, agenda_item=foreign, notes={}, today=TODAY)
        assert texts(self.first) == {note_id(1): "alt"}
        assert texts(foreign) == {note_id(9): "anderswo"}
        keep(self.first, {note_id(100 + n): "x" * LONGEST_NOTE for n in range(MOST_NOTES - 1)})
        assert self.first.notes.count() == MOST_NOTES

    def test_of_a_part_not_for_use_nothing_is_kept_but_something_may_go(self) -> None:
        keep(self.first, {note_id(1): "vorher"})
        AgendaItem.objects.filter(pk=self.first.pk).update(regime="not_for_use")
        self.first.refresh_from_db()
        with pytest.raises(ValidationError):
            keep(self.first, {note_id(1): "nachher"})
        keep(self.first, {note_id(1): ""})
        assert texts(self.first) == {}

    def test_neither_id_nor_place_nor_date_tells_an_order(self) -> None:
        """Thirty notes one by one: the table holds them in the order of arrival by no chance."""
        arrived = [note_id(n) for n in range(30)]
        for number in arrived:
            keep(self.first, {number: number})
        by_place = [note.pk for note in Note.objects.raw(self.in_order_of_place())]
        assert sorted(by_place) == arrived
        assert by_place not in (arrived, arrived[::-1])
        # the one that came last is anywhere
        places = set()
        for _ in range(12):
            keep(self.first, {"f" * 16: "zuletzt"})
            places.add(
                [note.pk for note in Note.objects.raw(self.in_order_of_place())].index("f" * 16)
            )
        assert len(places) > 2
        assert set(Note.objects.values_list("ends_on")) == {(TODAY + datetime.timedelta(30),)}
        fields = {field.name for field in Note._meta.get_fields()}
        assert fields == {"id", "agenda_item", "text", "ends_on"}

    def in_order_of_place(self) -> str:
        place = "rowid" if connection.vendor == "sqlite" else "ctid"
        return f"SELECT * FROM {Note._meta.db_table} ORDER BY {place}"  # noqa: S608  our table


# --- their day ------------------------------------------------------------------------------------


class ExpiryTest(DemoTestCase):
    def test_the_day_is_counted_from_the_session_and_writing_does_not_move_it(self) -> None:
        meeting = session_on(TODAY)
        part = meeting.agenda_items.first()
        meeting.round.note_days = 5
        meeting.round.save()
        last = TODAY + datetime.timedelta(5)
        for days in (-20, 0, 5):
            assert kept_until(meeting, TODAY + datetime.timedelta(days)) == last
        keep(part, {note_id(1): "am Tag"})
        keep(part, {note_id(2): "später"}, TODAY + datetime.timedelta(4))
        assert set(part.notes.values_list("ends_on", flat=True)) == {last}
        assert delete_expired_notes(last) == 0
        assert delete_expired_notes(last + datetime.timedelta(1)) == 2
        assert not Note.objects.exists()

    def test_notes_brought_in_late_get_their_days_once(self) -> None:
        part = session_on(TODAY - datetime.timedelta(400)).agenda_items.first()
        last = TODAY + datetime.timedelta(30)
        assert kept_until(part.session, TODAY) == last
        keep(part, {note_id(1): "nachgetragen"})
        later = TODAY + datetime.timedelta(20)
        keep(part, {note_id(2): "noch später"}, later)
        assert kept_until(part.session, later) == last
        assert set(part.notes.values_list("ends_on", flat=True)) == {last}

    def test_what_is_past_its_day_is_not_shown_before_it_is_deleted(self) -> None:
        part = self.session.agenda_items.first()
        Note.objects.create(
            id=note_id(1),
            agenda_item=part,
            text=SECRET,
            ends_on=timezone.localdate() - datetime.timedelta(1),
        )
        page = self.client_of("rapporteur").get(screen(self.session)).content.decode()
        assert SECRET not in page
        keep(part, {note_id(2): "neu"}, timezone.localdate())
        assert texts(part) == {note_id(2): "neu"}


# --- the screen -----------------------------------------------------------------------------------


def screen(session: Session) -> str:
    return f"/admin/dialogue_sessions/session/{session.pk}/notes/"


class ScreenTest(DemoTestCase):
    def setUp(self) -> None:
        self.part = self.session.agenda_items.exclude(regime="not_for_use").first()
        self.rapporteur = self.client_of("rapporteur")

    def send(self, notes: object, **changes: object) -> HttpResponse:
        data = {"part": self.part.pk, "notes": json.dumps(notes)} | changes
        return self.rapporteur.post(f"{screen(self.session)}keep/", data)

    def send_raw(self, notes: str) -> HttpResponse:
        data = {"part": self.part.pk, "notes": notes}
        return self.rapporteur.post(f"{screen(self.session)}keep/", data)

    def form(self, **values: object) -> dict[str, object]:
        """Return what the page without a script would post."""
        page = self.rapporteur.get(screen(self.session)).context["form"]
        data: dict[str, object] = {"part": self.part.pk, "lines": ""}
        for name in page.fields:
            if name == "batch" or "-" in name:
                data[name] = page[name].value()
            if "-" in name:
                data[f"initial-{name}"] = page[name].value()
        return data | values

    def test_only_those_who_take_notes_know_of_the_addresses(self) -> None:
        keep(self.part, {note_id(1): SECRET}, timezone.localdate())
        output = Output.objects.filter(status=OutputStatus.DRAFT).first()
        addresses = [
            screen(self.session),
            f"{screen(self.session)}keep/",
            f"/admin/dialogue_sessions/output/{output.pk}/notes/",
        ]
        for role in ROLES:
            client = self.client_of(role)
            missing = client.get("/admin/dialogue_sessions/session/999999/notes/")
            for address in addresses:
                for response in (client.get(address), client.post(address, {"part": self.part.pk})):
                    if role == "rapporteur":
                        assert response.status_code in (200, 400, 404)
                    elif role == "public":
                        assert response["Location"] == f"/accounts/login/?next={address}"
                    else:
                        assert response.status_code == 404
                        assert response.content == missing.content
        assert self.rapporteur.get(addresses[1]).status_code == 404
        assert SECRET in self.rapporteur.get(addresses[0]).content.decode()
        assert self.rapporteur.get(addresses[2]).status_code == 200

    def test_the_link_is_there_for_those_who_may(self) -> None:
        page = f"/admin/dialogue_sessions/session/{self.session.pk}/change/"
        assert screen(self.session) in self.rapporteur.get(page).content.decode()
        for role in ("reviewer", "convener"):
            assert "/notes/" not in self.client_of(role).get(page).content.decode()

    def test_lines_sent_twice_are_kept_once(self) -> None:
        for _ in range(2):
            response = self.send({note_id(1): "eins", note_id(2): "zwei"})
            assert (response.status_code, response.json()) == (200, {})
            assert "no-store" in response["Cache-Control"]
        assert texts(self.part) == {note_id(1): "eins", note_id(2): "zwei"}

    def test_what_is_not_understood_is_refused_in_words_and_loses_nothing(self) -> None:
        keep(self.part, {note_id(1): "alt"}, timezone.localdate())
        other = AgendaItem.objects.exclude(session=self.session).first()
        for response in (
            self.send_raw("{not json"),
            self.send_raw(""),
            self.send([note_id(1)]),
            self.send({note_id(1): None}),
            self.send({note_id(1): ["x"]}),
            self.send({"x": "x"}),
            self.send({note_id(1): "x" * (LONGEST_NOTE + 1)}),
            self.send({note_id(1): "x"}, part=other.pk),
            self.send({note_id(1): "x"}, part="nothing"),
        ):
            assert response.status_code == 400
            assert len(response.json()["problem"]) > 20
            assert list(response.json()) == ["problem"]
        assert texts(self.part) == {note_id(1): "alt"}
        long = self.send({note_id(1): "x" * (LONGEST_NOTE + 1)})
        assert "Eine Zeile ist länger als 1000 Zeichen" in long.json()["problem"]
        # what no database takes is left out of the text
        assert self.send({note_id(1): "a\x00b\ud800c"}).status_code == 200
        assert texts(self.part) == {note_id(1): "abc"}

    def test_without_a_script_lines_are_added_changed_deleted_and_moved(self) -> None:
        second = self.session.agenda_items.exclude(regime="not_for_use").exclude(pk=self.part.pk)[0]
        form = self.form(lines="eins\r\n\r\n zwei \r\ndrei\r\nvier")
        for _ in range(2):
            response = self.rapporteur.post(screen(self.session), form)
            assert response["Location"] == f"{screen(self.session)}?part={self.part.pk}"
        ids = {text: key for key, text in texts(self.part).items()}
        assert sorted(ids) == ["drei", "eins", "vier", "zwei"]
        changed = self.form(
            **{
                f"text-{ids['eins']}": "eins, genauer",
                f"text-{ids['zwei']}": "",
                f"part-{ids['drei']}": second.pk,
            }
        )
        # somebody else changes a line in the meantime, and that stays
        keep(self.part, {ids["vier"]: "vier, von anderer Hand"}, timezone.localdate())
        self.rapporteur.post(screen(self.session), changed)
        assert sorted(texts(self.part).values()) == ["eins, genauer", "vier, von anderer Hand"]
        assert texts(second) == {ids["drei"]: "drei"}

    def test_without_a_script_nothing_typed_is_lost(self) -> None:
        keep(self.part, {note_id(1): "alt"}, timezone.localdate())
        long = "x" * (LONGEST_NOTE + 1)
        form = self.form(**{"lines": f"kurz\r\n{long}", f"text-{note_id(1)}": "alt, geändert"})
        response = self.rapporteur.post(screen(self.session), form)
        page = response.content.decode()
        assert response.status_code == 200
        assert "Eine Zeile ist länger als 1000 Zeichen" in page
        assert f"kurz\r\n{long}" in page
        assert "alt, geändert" in page
        assert texts(self.part) == {note_id(1): "alt"}

    def test_the_history_and_the_title_of_the_page_know_nothing(self) -> None:
        before = LogEntry.objects.count()
        self.send({note_id(1): SECRET})
        self.rapporteur.post(screen(self.session), self.form(lines=SECRET))
        assert Note.objects.filter(text=SECRET).count() == 2
        assert LogEntry.objects.count() == before
        note = Note.objects.get(pk=note_id(1))
        assert "Quendolin" not in f"{note} {note!r}"
        page = self.rapporteur.get(screen(self.session)).content.decode()
        assert SECRET in page
        [title] = re.findall(r"<title>(.*?)</title>", page, re.S)
        assert self.session.title_de in page
        assert self.session.title_de not in title

    def test_the_page_takes_the_same_queries_for_one_note_and_for_thirty(self) -> None:
        for number in (1, 30):
            keep(self.part, {note_id(n): "x" for n in range(number)}, timezone.localdate())
            with self.assertNumQueries(QUERIES):
                page = self.rapporteur.get(screen(self.session))
            assert page.content.decode().count("data-line=") == number

    def test_a_part_not_for_use_is_named_and_not_offered(self) -> None:
        AgendaItem.objects.filter(pk=self.part.pk).update(
            regime="not_for_use", title_de="Hintergrund"
        )
        response = self.rapporteur.get(screen(self.session))
        assert "„Hintergrund“ ist nicht zur Verwendung bestimmt." in response.content.decode()
        offered = [value for value, _ in response.context["form"].fields["part"].choices]
        assert self.part.pk not in {int(str(value)) for value in offered}


QUERIES = 9
"""Sign-in session, account, rights (2), session, notes, parts, their day, parts on offer."""


# --- from notes to statements ---------------------------------------------------------------------


class StatementsTest(DemoTestCase):
    def setUp(self) -> None:
        self.today = timezone.localdate()
        self.first, self.second = self.session.agenda_items.exclude(regime="not_for_use")[:2]
        self.output = self.write(self.first, self.second)
        self.by = self.user("rapporteur")

    def write(self, *parts: AgendaItem) -> Output:
        return write_output(
            session=self.session,
            author=self.user("rapporteur"),
            parts=parts,
            kind="finding",
            title_de="Was ein Ende braucht",
            title_en="What needs an end",
            statements=[{"text_de": "Da.", "text_en": "Here."}],
        )

    def turn(self, note_ids: list[str], **changes: Any) -> list[Any]:
        given = {"output": self.output, "language": "de", "by": self.by, "today": self.today}
        return write_statements_from(note_ids=note_ids, **given | changes)

    def test_chosen_notes_follow_what_is_there_in_one_language_and_with_their_part(self) -> None:
        keep(self.first, {note_id(1): "eins", note_id(2): "nicht gewählt"}, self.today)
        keep(self.second, {note_id(3): "drei"}, self.today)
        written = self.turn([note_id(1), note_id(3)])
        assert {(s.text_de, s.text_en or "") for s in written} == {("eins", ""), ("drei", "")}
        parts = {s.text_de: [part.pk for part in s.parts.all()] for s in written}
        assert parts == {"eins": [self.first.pk], "drei": [self.second.pk]}
        stored = list(self.output.statements.order_by("position"))
        assert [s.position for s in stored] == [1, 2, 3]
        assert stored[0].text_de == "Da."
        assert {s.label for s in stored} == {"participants"}
        assert Note.objects.count() == 3

    def test_in_english_and_from_one_part(self) -> None:
        output = self.write(self.first)
        keep(self.first, {note_id(1): "one"}, self.today)
        [written] = self.turn([note_id(1)], output=output, language="en")
        written.refresh_from_db()
        assert (written.text_de or "", written.text_en) == ("", "one")
        assert not written.parts.exists()

    def test_pressing_twice_writes_once(self) -> None:
        keep(self.first, {note_id(1): "eins"}, self.today)
        assert len(self.turn([note_id(1)])) == 1
        assert self.turn([note_id(1)]) == []
        assert self.output.statements.count() == 2

    def test_the_order_of_statements_is_not_that_of_the_notes(self) -> None:
        orders = set()
        for _ in range(6):
            output = self.write(self.first)
            keep(self.first, {note_id(n): f"Notiz {n}" for n in range(8)}, self.today)
            written = self.turn([note_id(n) for n in range(8)], output=output)
            orders.add(tuple(s.text_de for s in written))
        assert len(orders) > 1

    def test_refusals(self) -> None:
        keep(self.first, {note_id(1): "eins"}, self.today)
        elsewhere = AgendaItem.objects.exclude(session=self.session).first()
        keep(elsewhere, {note_id(2): "anderswo"}, self.today)
        published = Output.objects.filter(status=OutputStatus.PUBLISHED).first()
        for ids, changes, reasons in (
            ([], {}, {"notes.none_chosen"}),
            ([note_id(1), note_id(7)], {}, {"notes.gone"}),
            ([note_id(2)], {}, {"notes.gone"}),
            ([note_id(1)], {"by": self.user("reviewer")}, {"people.no_right"}),
            ([note_id(1)], {"today": self.today + datetime.timedelta(31)}, {"notes.gone"}),
            ([note_id(1)], {"output": published}, {"notes.not_editable", "notes.gone"}),
        ):
            with pytest.raises(Refused) as refused:
                self.turn(ids, **changes)
            assert {refusal.reason for refusal in refused.value.refusals} == reasons
        assert self.output.statements.count() == 1

    def test_the_page_offers_them_writes_them_and_leaves_no_text_in_the_history(self) -> None:
        keep(self.first, {note_id(1): SECRET, note_id(2): "zwei"}, self.today)
        page = f"/admin/dialogue_sessions/output/{self.output.pk}/notes/"
        change = f"/admin/dialogue_sessions/output/{self.output.pk}/change/"
        client = self.client_of("rapporteur")
        assert page in client.get(change).content.decode()
        assert SECRET in client.get(page).content.decode()
        # a note that is gone is said, and the other stays ticked
        response = client.post(page, {"notes": [note_id(1), note_id(9)], "language": "de"})
        assert "Eine angekreuzte Notiz gibt es nicht mehr." in response.content.decode()
        assert re.search(rf'value="{note_id(1)}"\s+checked', response.content.decode())
        response = client.post(page, {"notes": [note_id(1)], "language": "fr"})
        assert response.status_code == 200
        response = client.post(page, {"notes": [note_id(1)], "language": "de"})
        assert response["Location"] == f"{change}#statements-group"
        assert self.output.statements.filter(text_de=SECRET).count() == 1
        assert re.search(rf'value="{note_id(1)}"\s+disabled', client.get(page).content.decode())
        assert not LogEntry.objects.exists()

    def test_without_notes_the_page_says_so(self) -> None:
        page = f"/admin/dialogue_sessions/output/{self.output.pk}/notes/"
        content = self.client_of("rapporteur").get(page).content.decode()
        assert "Zu diesen Teilen gibt es keine Notizen" in content
        assert screen(self.session) in content

    def test_in_review_notes_may_still_become_statements_and_later_not(self) -> None:
        keep(self.first, {note_id(1): "eins"}, self.today)
        submit_for_review(output=self.output, by=self.by, today=self.today)
        assert len(self.turn([note_id(1)])) == 1
        Output.objects.filter(pk=self.output.pk).update(status=OutputStatus.CLEARED)
        with pytest.raises(Refused):
            self.turn([note_id(1)])
        page = f"/admin/dialogue_sessions/output/{self.output.pk}/notes/"
        assert self.client_of("rapporteur").get(page).status_code == 404
