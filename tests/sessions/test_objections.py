"""Objections: one a person and passage, by nobody in particular."""

import itertools

import pytest

from participants.models import Participant
from rounds.models import Publication
from sessions.drafting import clear_output, present_people, submit_for_review
from sessions.enums import DecisionAction, Outcome, OutputStatus, Passage
from sessions.models import Decision, Objection, Output
from sessions.objections import (
    marker_of,
    objections_of,
    raise_objection,
    settle_objection,
)
from sessions.publishing import object_to_released, publish, settle_released, withdraw
from sessions.refusals import Refused
from tests.sessions.test_publishing import HARMLESS, READ, SUBMITTED, DoorTestCase

FURTHER = {
    "text_de": "Fristen sollten wie in Quendolin für alle gelten.",
    "text_en": "Time limits should hold for everybody, as in Quendolin.",
}


class ObjectionTestCase(DoorTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.readers = list(present_people(self.part.session).order_by("pk"))

    def two_statements(self) -> Output:
        output = self.write()
        output.statements.create(position=2, label="participants", **FURTHER)
        return output

    def out(self) -> Output:
        """Return a released output of two statements."""
        output = self.two_statements()
        submit_for_review(output=output, by=self.author, today=SUBMITTED)
        clear_output(output=output, by=self.reviewer, today=READ)
        publish(output=output, by=self.reviewer, today=READ)
        return Output.objects.get(pk=output.pk)

    def reasons(self, step: object, **arguments: object) -> set[str]:
        with pytest.raises(Refused) as refused:
            step(**arguments)
        return {refusal.reason for refusal in refused.value.refusals}


class DraftTest(ObjectionTestCase):
    def test_one_person_objects_once_to_the_same_words_and_again_to_new_ones(self) -> None:
        output = self.in_review()
        statement = output.statements.get()
        objecting = {
            "output": output,
            "participant": self.readers[0],
            "passage": Passage.STATEMENT,
            "statement": statement,
        }
        raise_objection(**objecting)
        assert self.reasons(raise_objection, **objecting) == {"review.objected_before"}
        raise_objection(**{**objecting, "participant": self.readers[1]})
        raise_objection(**{**objecting, "passage": Passage.TITLE, "statement": None})
        output.statements.update(text_de="Register brauchen ein Ende.")
        objecting["statement"] = output.statements.get()
        raise_objection(**objecting)
        assert output.objections.count() == 4

    def test_a_settled_objection_does_not_open_the_box_again(self) -> None:
        output = self.in_review()
        objecting = {
            "output": output,
            "participant": self.readers[0],
            "passage": Passage.TITLE,
        }
        objection = raise_objection(**objecting)
        settle_objection(
            output=output,
            objection_id=objection.pk,
            outcome=Outcome.KEPT,
            answer="Der Titel steht so im Programm.",
            by=self.reviewer,
            today=READ,
        )
        assert self.reasons(raise_objection, **objecting) == {"review.objected_before"}
        answered = objections_of(output, self.readers[0])
        assert {key: (o.outcome, o.answer) for key, o in answered.items()} == {
            "title": ("kept", "Der Titel steht so im Programm.")
        }
        assert objections_of(output, self.readers[1]) == {}

    def test_only_those_who_were_there_may_object_and_only_while_there_is_something(self) -> None:
        output = self.in_review()
        absent = Participant.objects.exclude(pk__in=[each.pk for each in self.readers])[0]
        title = {"output": output, "passage": Passage.TITLE}
        assert self.reasons(raise_objection, participant=absent, **title) == {"review.not_yours"}
        Output.objects.filter(pk=output.pk).update(status=OutputStatus.DRAFT)
        assert self.reasons(raise_objection, participant=self.readers[0], **title) == {
            "review.not_yours"
        }

    def test_a_statement_of_another_output_is_no_passage_of_this_one(self) -> None:
        output, other = self.in_review(), self.write()
        assert self.reasons(
            raise_objection,
            output=output,
            participant=self.readers[0],
            passage=Passage.STATEMENT,
            statement=other.statements.get(),
        ) == {"review.no_passage"}

    def test_a_deleted_statement_takes_no_objection_with_it(self) -> None:
        output = self.in_review()
        self.object_to(output)
        output.statements.all().delete()
        (objection,) = output.objections.all()
        assert objection.is_open

    def test_a_passage_that_stays_needs_an_answer(self) -> None:
        output = self.in_review()
        objection = self.object_to(output)
        assert self.reasons(
            settle_objection,
            output=output,
            objection_id=objection.pk,
            outcome=Outcome.KEPT,
            answer=" ",
            by=self.reviewer,
            today=READ,
        ) == {"review.no_answer"}

    def test_no_row_of_an_objection_holds_anything_of_a_person(self) -> None:
        output = self.in_review()
        objection = self.object_to(output)
        (row,) = Objection.objects.filter(pk=objection.pk).values()
        assert set(row) == {
            "id",
            "output_id",
            "passage",
            "statement_id",
            "marker",
            "wording",
            "text",
            "outcome",
            "answer",
        }
        assert len(row["id"]) == 16
        assert len(row["marker"]) == 64

    def test_the_place_in_the_table_does_not_tell_which_came_last(self) -> None:
        """Five people object one after the other, forty times: the order of the rows is chance."""
        last_places = []
        output = self.in_review()
        for _ in range(40):
            output.objections.all().delete()
            for reader in self.readers[:5]:
                raise_objection(output=output, participant=reader, passage=Passage.TITLE)
            last = marker_of(output, self.readers[4], Passage.TITLE)
            # all columns: for one of them alone a database may read an index instead of the table
            rows = [row["marker"] for row in Objection.objects.order_by().values()]
            last_places.append(rows.index(last))
        assert len(set(last_places)) > 2
        assert last_places.count(4) < 25

    def test_the_secret_and_the_objections_go_with_the_release(self) -> None:
        output = self.in_review()
        before = Output.objects.get(pk=output.pk).objection_secret
        objection = self.object_to(output)
        settle_objection(
            output=output,
            objection_id=objection.pk,
            outcome=Outcome.KEPT,
            answer="Das gilt für alle Register.",
            by=self.reviewer,
            today=READ,
        )
        clear_output(output=output, by=self.reviewer, today=READ)
        publish(output=output, by=self.reviewer, today=READ)
        output.refresh_from_db()
        assert output.objection_secret != before
        assert not Objection.objects.filter(output=output).exists()


class ReleasedTest(ObjectionTestCase):
    def public(self, output: Output) -> tuple[str, list[str]]:
        publication = Publication.objects.get(pk=output.publication_id)
        return publication.title_de, [row.text_de for row in publication.statements.all()]

    def object(self, output: Output, passage: Passage, number: int = 0) -> Objection:
        statement = (
            output.statements.order_by("position")[number] if passage == Passage.STATEMENT else None
        )
        return object_to_released(
            output=output,
            participant=self.readers[0],
            passage=passage,
            statement=statement,
            today=READ,
        )

    def settle(self, output: Output, objection: Objection, outcome: Outcome) -> None:
        settle_released(
            output=output,
            objection_id=objection.pk,
            outcome=outcome,
            answer="Geprüft.",
            by=self.reviewer,
            today=READ,
        )

    def test_a_passage_is_hidden_at_once_and_shown_again_when_it_stays(self) -> None:
        output = self.out()
        objection = self.object(output, Passage.STATEMENT)
        assert self.public(output) == ("Was ein Ende braucht", [FURTHER["text_de"]])
        self.settle(output, objection, Outcome.KEPT)
        assert self.public(output) == (
            "Was ein Ende braucht",
            [HARMLESS["text_de"], FURTHER["text_de"]],
        )

    def test_a_passage_to_be_changed_stays_hidden(self) -> None:
        output = self.out()
        objection = self.object(output, Passage.STATEMENT, 1)
        self.settle(output, objection, Outcome.CHANGED)
        assert self.public(output) == ("Was ein Ende braucht", [HARMLESS["text_de"]])

    def test_the_other_statements_keep_their_numbers(self) -> None:
        output = self.out()
        self.object(output, Passage.STATEMENT)
        (row,) = Publication.objects.get(pk=output.publication_id).statements.all()
        assert row.position == 2

    def test_a_title_objected_to_takes_the_whole_text_away_until_it_is_judged(self) -> None:
        output = self.out()
        objection = self.object(output, Passage.TITLE)
        publication = Publication.objects.get(pk=output.publication_id)
        assert publication.is_withdrawn
        assert self.public(output) == ("", [])
        assert self.client_of("public").get(publication.get_absolute_url()).status_code == 410
        self.settle(output, objection, Outcome.KEPT)
        assert self.public(output)[0] == "Was ein Ende braucht"
        assert not Publication.objects.get(pk=output.publication_id).is_withdrawn

    def test_hiding_every_statement_hides_the_text(self) -> None:
        output = self.out()
        for number in (0, 1):
            self.object(output, Passage.STATEMENT, number)
        assert self.public(output) == ("", [])

    def test_the_lead_can_be_hidden_alone(self) -> None:
        output = self.out()
        self.object(output, Passage.LEAD)
        publication = Publication.objects.get(pk=output.publication_id)
        assert (publication.lead_de, publication.lead_en) == ("", "")
        assert len(self.public(output)[1]) == 2

    def test_what_would_not_pass_today_is_not_shown_again(self) -> None:
        output = self.out()
        objection = self.object(output, Passage.STATEMENT)
        # meanwhile somebody is known by a word of the other statement
        self.readers[3].aliases = "Quendolin"
        self.readers[3].save()
        with pytest.raises(Refused) as refused:
            self.settle(output, objection, Outcome.KEPT)
        assert [refusal.reason for refusal in refused.value.refusals] == ["text.not_as_released"]
        assert self.public(output) == ("Was ein Ende braucht", [FURTHER["text_de"]])

    def test_a_text_changed_past_the_pages_gets_out_no_way(self) -> None:
        """Hiding one passage must not release what somebody typed into another meanwhile."""
        output = self.out()
        output.statements.filter(position=2).update(text_de="Das will Petrova so.")
        self.object(output, Passage.STATEMENT)
        assert self.public(output) == ("", [])

    def test_the_log_says_that_a_passage_was_hidden_and_by_nobody(self) -> None:
        output = self.out()
        self.object(output, Passage.STATEMENT)
        decision = Decision.objects.filter(output=output).order_by("-pk")[0]
        assert (decision.action, decision.decided_by) == (DecisionAction.CONCEALED, None)

    def test_a_withdrawn_text_keeps_no_objection(self) -> None:
        output = self.out()
        self.object(output, Passage.STATEMENT)
        withdraw(output=output, by=self.reviewer, note="x", today=READ)
        assert not Objection.objects.filter(output=output).exists()

    def test_whatever_is_hidden_in_whatever_order_is_public_again_in_its_order(self) -> None:
        passages = [(Passage.STATEMENT, 0), (Passage.STATEMENT, 1), (Passage.LEAD, 0)]
        for order in itertools.permutations(passages):
            output = self.out()
            before = self.public(output)
            objections = [self.object(output, passage, number) for passage, number in order]
            for objection in objections:
                self.settle(output, objection, Outcome.KEPT)
            assert self.public(output) == before
