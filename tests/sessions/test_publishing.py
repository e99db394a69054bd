"""The door: what it refuses, what it copies, what it leaves behind."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.utils import translation

from participants.models import Organisation, User
from rounds.models import Publication, PublicationStatement
from sessions.assessment import assess_output
from sessions.chatham_house import Kind
from sessions.drafting import (
    accept_finding,
    clear_output,
    present_people,
    return_to_draft,
    submit_for_review,
    text_changed,
    text_hash,
    write_output,
)
from sessions.enums import DecisionAction, Outcome, OutputStatus, Passage, RegimeChoice
from sessions.findings_report import finding_lines, problem_lines
from sessions.models import Attendance, NamingConsent, Objection, Output, Statement
from sessions.objections import raise_objection, settle_objection
from sessions.passages import known_with
from sessions.publishing import publish, withdraw
from sessions.refusals import SENTENCES, Refused
from sessions.rosters import draft_of
from tests.cast import DemoTestCase

SUBMITTED = datetime.date(2021, 11, 1)
READ = datetime.date(2021, 11, 20)
HARMLESS = {
    "text_de": "Register sollten ein Ende haben, bevor sie einen Anfang haben.",
    "text_en": "Registers should have an end before they have a beginning.",
}


class DoorTestCase(DemoTestCase):
    """An output of the last session of 2021, written by the rapporteur."""

    def setUp(self) -> None:
        self.author = self.user("rapporteur")
        self.reviewer = self.user("reviewer")
        self.part = Attendance.objects.filter(
            session__title_de="Gestalten statt nachsteuern", present_in__position=2
        )[0].present_in.get(position=2)

    def write(self, **statement: str) -> Output:
        return write_output(
            session=self.part.session,
            author=self.author,
            parts=[self.part],
            kind="finding",
            title_de="Was ein Ende braucht",
            title_en="What needs an end",
            lead_de="Ein Befund.",
            lead_en="A finding.",
            statements=[{"label": "participants", **HARMLESS, **statement}],
        )

    def in_review(self, **statement: str) -> Output:
        return submit_for_review(output=self.write(**statement), by=self.author, today=SUBMITTED)

    def cleared(self) -> Output:
        return clear_output(output=self.in_review(), by=self.reviewer, today=READ)

    def object_to(self, output: Output) -> Objection:
        """Let one of those who were there object to the first statement."""
        return raise_objection(
            output=output,
            participant=present_people(output.session)[0],
            passage=Passage.STATEMENT,
            statement=output.statements.all()[0],
        )

    def refusals(self, step: object, **arguments: object) -> set[str]:
        """Return the reasons for which a step is refused, and check that nothing was changed."""
        before = list(Output.objects.order_by("pk").values())
        publications = list(Publication.objects.order_by("pk").values())
        with pytest.raises(Refused) as refused:
            step(**arguments)
        assert list(Output.objects.order_by("pk").values()) == before
        assert list(Publication.objects.order_by("pk").values()) == publications
        return {refusal.reason for refusal in refused.value.refusals}


class ReleaseTest(DoorTestCase):
    def test_a_harmless_output_goes_all_the_way(self) -> None:
        output = self.cleared()
        publication = publish(output=output, by=self.reviewer, today=READ)
        output.refresh_from_db()
        assert output.status == OutputStatus.PUBLISHED
        assert output.publication == publication
        assert (publication.title_de, publication.title_en) == (
            "Was ein Ende braucht",
            "What needs an end",
        )
        assert publication.released_on == READ
        assert publication.is_invented
        (statement,) = publication.statements.all()
        assert (statement.text_de, statement.text_en) == tuple(HARMLESS.values())
        assert (statement.label_de, statement.label_en) == ("Teilnehmende", "Participants")
        assert not statement.is_named

    def test_a_publication_has_an_address_of_its_own(self) -> None:
        output = self.cleared()
        publication = publish(output=output, by=self.reviewer, today=READ)
        assert publication.public_id != output.public_id
        assert len(publication.public_id) == 16

    def test_the_frozen_copy_does_not_follow_the_draft(self) -> None:
        output = self.cleared()
        publication = publish(output=output, by=self.reviewer, today=READ)
        Statement.objects.filter(output=output).update(text_de="anders", text_en="different")
        assert publication.statements.get().text_de == HARMLESS["text_de"]

    def test_the_decision_log_holds_no_word_of_text(self) -> None:
        output = self.cleared()
        publish(output=output, by=self.reviewer, today=READ)
        decisions = output.decisions.order_by("pk")
        assert [(d.action, d.decided_by, d.decided_on) for d in decisions] == [
            (DecisionAction.SUBMITTED, self.author, SUBMITTED),
            (DecisionAction.CLEARED, self.reviewer, READ),
            (DecisionAction.PUBLISHED, self.reviewer, READ),
        ]
        assert {d.text_hash for d in decisions} == {text_hash(output)}
        for values in decisions.values():
            assert "Register" not in str(values)
            assert "Ende" not in str(values)

    def test_the_author_cannot_clear_nor_release_even_with_the_right_to(self) -> None:
        self.author.groups.add(Group.objects.get(name="reviewer"))
        author = User.objects.get(pk=self.author.pk)
        output = self.in_review()
        assert self.refusals(clear_output, output=output, by=author, today=READ) == {
            "people.author"
        }
        output = clear_output(output=output, by=self.reviewer, today=READ)
        assert self.refusals(publish, output=output, by=author, today=READ) == {"people.author"}

    def test_nobody_releases_without_the_right_to(self) -> None:
        output = self.cleared()
        stranger = User.objects.create_user("staff-without-rights@example.org", is_staff=True)
        assert self.refusals(publish, output=output, by=stranger, today=READ) == {"people.no_right"}

    def test_those_who_were_there_have_their_days_to_read(self) -> None:
        output = self.in_review()
        assert output.review_ends_on == SUBMITTED + datetime.timedelta(days=7)
        for today in (SUBMITTED, output.review_ends_on):
            assert self.refusals(clear_output, output=output, by=self.reviewer, today=today) == {
                "review.open"
            }
        the_day_after = output.review_ends_on + datetime.timedelta(days=1)
        assert clear_output(output=output, by=self.reviewer, today=the_day_after)

    def test_an_open_objection_stops_it_and_a_settled_one_does_not(self) -> None:
        output = self.in_review()
        objection = self.object_to(output)
        assert self.refusals(clear_output, output=output, by=self.reviewer, today=READ) == {
            "review.objection"
        }
        settling = {
            "output": output,
            "objection_id": objection.pk,
            "outcome": Outcome.CHANGED,
            "answer": "",
            "today": READ,
        }
        assert self.refusals(settle_objection, by=self.reviewer, **settling) == {"review.unchanged"}
        output.statements.update(text_de="Register brauchen ein Ende.")
        text_changed(output=output, by=self.author, today=SUBMITTED)
        assert self.refusals(settle_objection, by=self.author, **settling) == {
            "people.author",
            "people.no_right",
        }
        settle_objection(by=self.reviewer, **settling)
        assert self.refusals(settle_objection, by=self.reviewer, **settling) == {
            "review.no_objection"
        }
        assert clear_output(output=output, by=self.reviewer, today=READ)

    def test_an_objection_after_clearing_stops_the_release(self) -> None:
        output = self.cleared()
        self.object_to(output)
        assert self.refusals(publish, output=output, by=self.reviewer, today=READ) == {
            "review.objection"
        }

    def test_each_step_has_its_state(self) -> None:
        output = self.write()
        assert "status.not_in_review" in self.refusals(
            clear_output, output=output, by=self.reviewer, today=READ
        )
        assert "status.not_cleared" in self.refusals(
            publish, output=output, by=self.reviewer, today=READ
        )
        assert self.refusals(return_to_draft, output=output, by=self.author, today=READ) == {
            "status.not_returnable"
        }
        output = submit_for_review(output=output, by=self.author, today=SUBMITTED)
        assert self.refusals(submit_for_review, output=output, by=self.author, today=SUBMITTED) == {
            "status.not_draft"
        }
        assert self.refusals(publish, output=output, by=self.reviewer, today=READ) == {
            "status.not_cleared"
        }

    def test_releasing_twice_is_refused(self) -> None:
        output = self.cleared()
        publish(output=output, by=self.reviewer, today=READ)
        assert self.refusals(publish, output=output, by=self.reviewer, today=READ) == {
            "status.not_cleared"
        }

    def test_an_output_without_statements_is_refused(self) -> None:
        output = self.write()
        output.statements.all().delete()
        assert "text.no_statement" in self.refusals(
            submit_for_review, output=output, by=self.author, today=SUBMITTED
        )

    def test_an_output_without_a_title_is_refused_and_one_without_a_lead_is_not(self) -> None:
        output = self.write()
        Output.objects.filter(pk=output.pk).update(lead_de=None, lead_en="")
        Output.objects.filter(pk=output.pk).update(title_de="", title_en="")
        assert "text.no_title" in self.refusals(
            submit_for_review, output=output, by=self.author, today=SUBMITTED
        )
        Output.objects.filter(pk=output.pk).update(title_de="Ein Ende", title_en="An end")
        output = submit_for_review(output=output, by=self.author, today=SUBMITTED)
        output = clear_output(output=output, by=self.reviewer, today=READ)
        publication = publish(output=output, by=self.reviewer, today=READ)
        assert (publication.lead_de, publication.lead_en) == ("", "")
        page = self.client.get(publication.get_absolute_url()).content.decode()
        assert 'class="lead"' not in page

    def test_an_output_that_draws_on_no_part_is_refused(self) -> None:
        output = self.write()
        output.parts.clear()
        assert "text.no_part" in self.refusals(
            submit_for_review, output=output, by=self.author, today=SUBMITTED
        )

    def test_a_part_that_is_not_for_use_is_refused(self) -> None:
        self.part.regime = RegimeChoice.NOT_FOR_USE
        self.part.save()
        assert self.refusals(
            submit_for_review, output=self.write(), by=self.author, today=SUBMITTED
        ) == {"text.regime"}

    def test_both_languages_are_released_together_or_neither(self) -> None:
        assert self.refusals(
            submit_for_review, output=self.write(text_en=""), by=self.author, today=SUBMITTED
        ) == {"text.language"}

    def test_the_roster_of_today_decides_not_that_of_yesterday(self) -> None:
        output = self.in_review(text_de="Ein Vorschlag von Tavelskow fand viel Zustimmung.")
        output = clear_output(output=output, by=self.reviewer, today=READ)
        person = self.part.attendances.order_by("pk")[5].participant
        person.aliases = "Tavelskow"
        person.save()
        assert self.refusals(publish, output=output, by=self.reviewer, today=READ) == {
            "text.blocked"
        }

    def test_every_reason_has_a_sentence_in_both_languages(self) -> None:
        for reason, sentence in SENTENCES.items():
            with translation.override("en"):
                english = str(sentence)
            with translation.override("de"):
                german = str(sentence)
            assert german != english, reason


class PlantedTest(DoorTestCase):
    """What the newcomer is told to try: each is refused, with a sentence that says why."""

    def told(self, output: Output) -> dict[str, list[str]]:
        """Return what the page of the output says about it, in both languages."""
        output = Output.objects.to_assess().get(pk=output.pk)
        draft = draft_of(output)
        clearance = assess_output(output, draft)
        said = {}
        for language in ("de", "en"):
            with translation.override(language):
                said[language] = [
                    line.sentence
                    for line in (
                        *finding_lines(draft, clearance),
                        *problem_lines(clearance),
                    )
                ]
        return said

    def release(self, output: Output) -> set[str]:
        """Force an output up to the door, as if nobody had looked before, and knock."""
        Output.objects.filter(pk=output.pk).update(
            status=OutputStatus.CLEARED, laid_before=sorted(known_with(draft_of(output)))
        )
        return self.refusals(publish, output=output, by=self.reviewer, today=READ)

    def test_a_participants_name_is_refused(self) -> None:
        output = self.write(text_de="Petrova warb dafür, Register mit einem Ende zu planen.")
        assert self.release(output) == {"text.blocked"}
        assert self.told(output) == {
            "de": ["Hier steht der Nachname einer teilnehmenden Person."],
            "en": ["This is the surname of a participant."],
        }

    def test_a_name_in_the_other_language_is_refused_as_well(self) -> None:
        output = self.write(text_en="Meenal Sharma argued that registers should have an end.")
        assert self.release(output) == {"text.blocked"}

    def test_letters_that_a_browser_turns_round_are_refused_whatever_they_read(self) -> None:
        hidden = f"\u202e{'Milena Petrova'[::-1]}\u202c warb für ein Ende."
        for text in (hidden, "Register \u2067brauchen\u2069 ein Ende."):
            output = self.write(text_de=text)
            assert self.release(output) == {"text.blocked"}
            assert "in anderer Reihenfolge" in " ".join(self.told(output)["de"])

    def test_a_name_in_the_title_or_lead_is_refused(self) -> None:
        for field in ("title_de", "title_en", "lead_de", "lead_en"):
            output = self.write()
            Output.objects.filter(pk=output.pk).update(**{field: "Sagt Milena Petrova"})
            assert "text.blocked" in self.release(Output.objects.get(pk=output.pk)), field

    def test_an_organisations_acronym_as_source_is_refused(self) -> None:
        output = self.write(text_de="Aus dem BAMF hieß es in der Runde, das sei nicht zu halten.")
        assert self.release(output) == {"text.blocked"}
        said = self.told(output)
        assert len(said["de"]) == len(said["en"]) == 1
        assert said["de"] != said["en"]

    def test_a_label_for_one_person_is_refused(self) -> None:
        output = self.write(label="sector:academia")
        assert self.release(output) == {"text.label"}
        said = self.told(output)
        assert any("Personen" in sentence for sentence in said["de"])
        assert any("people" in sentence for sentence in said["en"])

    def test_the_secret_organisation_is_refused_even_as_a_subject(self) -> None:
        assert Organisation.objects.filter(is_secret=True).count() == 1
        output = self.write(text_de="Die Arbeit der Siebenquell-Initiative wird 2021 bekannter.")
        assert "text.blocked" in self.release(output)

    def test_a_refusal_takes_nothing_that_was_typed(self) -> None:
        output = self.write(text_de="Petrova warb dafür.")
        self.release(output)
        assert output.statements.get().text_de == "Petrova warb dafür."


class FindingReviewTest(DoorTestCase):
    MENTION = {
        "text_de": "Zu prüfen wäre, ob sich das aus dem Haushalt des BAMF fördern ließe.",
        "text_en": "It could be examined whether this might be funded from the BAMF budget.",
    }

    def mentions(self, output: Output) -> list[str]:
        clearance = assess_output(Output.objects.to_assess().get(pk=output.pk))
        assert {found.finding.kind for found in clearance.findings} == {Kind.AFFILIATION_MENTION}
        return [found.finding.id for found in clearance.open_reviews]

    def test_a_review_finding_needs_a_reason_by_somebody_else(self) -> None:
        output = self.in_review(**self.MENTION)
        mentions = self.mentions(output)
        assert self.refusals(clear_output, output=output, by=self.reviewer, today=READ) == {
            "text.unreviewed"
        }
        assert self.refusals(
            accept_finding, output=output, finding_id=mentions[0], reason="Haushalt", by=self.author
        ) == {"people.author_reason"}
        assert self.refusals(
            accept_finding, output=output, finding_id=mentions[0], reason=" ", by=self.reviewer
        ) == {"finding.reason"}
        for finding_id in mentions:
            accept_finding(
                output=output, finding_id=finding_id, reason="Haushalt", by=self.reviewer
            )
        assert clear_output(output=output, by=self.reviewer, today=READ)

    def test_a_reason_ends_when_the_sentence_changes(self) -> None:
        output = self.in_review(**self.MENTION)
        for finding_id in self.mentions(output):
            accept_finding(
                output=output, finding_id=finding_id, reason="Haushalt", by=self.reviewer
            )
        output.statements.update(text_de="Zu klären ist, was der Haushalt des BAMF hergibt.")
        text_changed(output=output, by=self.author, today=SUBMITTED)
        assert self.refusals(clear_output, output=output, by=self.reviewer, today=READ) == {
            "text.unreviewed"
        }

    def test_no_reason_helps_a_block_finding(self) -> None:
        output = self.write(text_de="Petrova warb dafür.")
        clearance = assess_output(Output.objects.to_assess().get(pk=output.pk))
        (blocked,) = clearance.blocks
        assert self.refusals(
            accept_finding,
            output=output,
            finding_id=blocked.finding.id,
            reason="doch",
            by=self.reviewer,
        ) == {"finding.gone"}


class BesideThePublishedTest(DoorTestCase):
    """What is out already of the same round speaks against a draft that adds to it."""

    def setUp(self) -> None:
        super().setUp()
        self.released = Statement.objects.filter(
            output__status=OutputStatus.PUBLISHED, output__session__round=self.part.session.round
        ).exclude(output__session=self.part.session)[0]
        Statement.objects.filter(pk=self.released.pk).update(label="participants")

    def reasons(self, **statement: str) -> list[str]:
        output = Output.objects.to_assess().get(pk=self.write(**statement).pk)
        return [problem.reason for problem in assess_output(output).label_problems]

    def were_in_both(self, people: int) -> None:
        """Let no more than so many people of the later session have been in the earlier one."""
        for attendance in Attendance.objects.filter(
            session=self.released.output.session, participant__attendances__present_in=self.part
        ).order_by("pk")[people:]:
            attendance.present_in.clear()

    def test_a_statement_repeated_by_too_few_of_the_same_people_is_refused(self) -> None:
        same = {"text_de": self.released.text_de, "text_en": self.released.text_en}
        assert self.reasons(**same) == []
        self.were_in_both(2)
        assert self.reasons(**same) == ["label.repeated"]
        assert self.reasons(text_de=self.released.text_de) == ["label.repeated"]
        assert self.reasons() == []
        words = str(self.released.text_de)
        for altered in (words[:-1], words.replace(" ", "\u00a0 "), words.lower(), f"– {words} –"):
            assert altered != words
            assert self.reasons(text_de=altered) == ["label.repeated"], altered
        assert self.reasons(text_de=words.rsplit(" ", 1)[0]) == [], "another statement"

    def test_a_detail_of_a_life_adds_up_with_one_published_of_the_round(self) -> None:
        person = self.part.attendances.order_by("pk")[5].participant
        person.biography_de = "früher Richterin in Accra"
        person.save()
        once = {"text_de": "Eine frühere Richterin kannte den Fall.", "text_en": "It was known."}
        output = self.write(**once)
        clearance = assess_output(Output.objects.to_assess().get(pk=output.pk))
        assert [f.finding.reason for f in clearance.findings] == ["descriptor.one_fact"]
        PublicationStatement.objects.filter(
            publication__round=self.part.session.round, publication__withdrawn_on=None
        ).update(text_de="Jemand mit Wurzeln in Ghana sagte das.")
        clearance = assess_output(Output.objects.to_assess().get(pk=output.pk))
        (blocked,) = clearance.blocks
        assert blocked.finding.reason == "descriptor.added_up"
        assert blocked.finding.refs == (f"p{person.pk}",)


class ConsentTest(DoorTestCase):
    def consenting(self, **changes: object) -> Output:
        output = self.in_review()
        statement = output.statements.get()
        person = self.part.attendances.order_by("pk")[5].participant
        statement.label = "person"
        statement.save()
        NamingConsent.objects.create(
            **{
                "statement": statement,
                "participant": person,
                "text_hash": statement.text_hash,
                "given_on": SUBMITTED,
                **changes,
            }
        )
        return output

    def test_a_name_stands_under_the_wording_its_owner_agreed_to(self) -> None:
        output = self.consenting()
        output = clear_output(output=output, by=self.reviewer, today=READ)
        publication = publish(output=output, by=self.reviewer, today=READ)
        statement = publication.statements.get()
        name = output.statements.get().consent.participant.full_name
        assert statement.is_named
        assert (statement.label_de, statement.label_en) == (name, name)

    def test_a_request_without_an_answer_names_nobody(self) -> None:
        output = self.consenting(given_on=None)
        assert self.refusals(clear_output, output=output, by=self.reviewer, today=READ) >= {
            "consent.missing"
        }

    def test_a_changed_wording_voids_the_consent(self) -> None:
        output = self.consenting()
        statement = output.statements.get()
        statement.text_en = "Registers should have an end."
        statement.save()
        assert self.refusals(clear_output, output=output, by=self.reviewer, today=READ) >= {
            "consent.changed"
        }


class WithdrawTest(DoorTestCase):
    def test_the_text_is_gone_from_every_column_of_the_public_record(self) -> None:
        output = self.cleared()
        publication = publish(output=output, by=self.reviewer, today=READ)
        withdraw(output=output, by=self.reviewer, note="Zu nah an einer Person.", today=READ)
        rows = [
            *Publication.objects.filter(pk=publication.pk).values(),
            *PublicationStatement.objects.filter(publication=publication).values(),
        ]
        (row,) = (
            Publication.objects.filter(pk=publication.pk)
            .extra(select={"plain_title": "title", "plain_lead": "lead"})
            .values("plain_title", "plain_lead")
        )
        for text in ("Ende", "end", "Befund", "finding", "Zu nah"):
            assert text not in str([{k: v for k, v in row.items() if k != "kind"} for row in rows])
            assert text not in str(row)

    def test_its_address_says_so_and_no_more(self) -> None:
        publication = publish(output=self.cleared(), by=self.reviewer, today=READ)
        address = f"/de/publications/{publication.public_id}/"
        assert self.client.get(address).status_code == 200
        output = Output.objects.get(publication=publication)
        withdraw(output=output, by=self.reviewer, note="Zu nah an einer Person.", today=READ)
        response = self.client.get(address)
        assert response.status_code == 410
        for text in ("Was ein Ende braucht", "Register", "Zu nah", "Befund"):
            assert text not in response.content.decode()
        assert publication.public_id not in self.client.get("/de/publications/").content.decode()

    def test_it_needs_a_note_a_right_and_something_public(self) -> None:
        output = self.cleared()
        assert self.refusals(withdraw, output=output, by=self.reviewer, note="x", today=READ) == {
            "status.not_published"
        }
        publish(output=output, by=self.reviewer, today=READ)
        assert self.refusals(withdraw, output=output, by=self.author, note=" ", today=READ) == {
            "people.no_right",
            "note.missing",
        }
