"""The standing watch, corrections and consents taken back: what is out stays right."""

import datetime

from django.core.management import call_command

from participants.models import Mailing, Participant
from rounds.models import Publication, PublicationStatement
from sessions.consents import ask_consent, consents_of, give_consent
from sessions.corrections import start_correction
from sessions.drafting import clear_output, submit_for_review
from sessions.enums import DecisionAction, Outcome, OutputStatus, Passage
from sessions.models import Attendance, NamingConsent, Output, Recheck, Statement
from sessions.publishing import (
    object_to_released,
    publish,
    settle_released,
    withdraw,
    withdraw_consent,
)
from sessions.watch import look_again
from tests.sessions.test_objections import ObjectionTestCase
from tests.sessions.test_publishing import HARMLESS, READ, SUBMITTED

LATER = datetime.date(2021, 12, 24)


class WatchTest(ObjectionTestCase):
    def test_nothing_is_looked_at_twice(self) -> None:
        self.out()
        look_again(today=READ)
        with self.assertNumQueries(2 + self.queries_of_rosters()):
            assert look_again(today=READ) == []

    def queries_of_rosters(self) -> int:
        """Return how many queries the rosters of all sessions with releases take."""
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        from sessions.models import Session
        from sessions.rosters import roster_of

        sessions = Session.objects.filter(outputs__status=OutputStatus.PUBLISHED).distinct()
        with CaptureQueriesContext(
            connection,
        ) as captured:
            for session in sessions:
                roster_of(session)
        return len(captured) - 2

    def test_a_name_learnt_later_is_found_in_what_is_out(self) -> None:
        output = self.out()
        look_again(today=READ)
        assert not Recheck.objects.filter(output=output).exists()
        reader = self.readers[3]
        reader.aliases = "Quendolin"
        reader.save()
        look_again(today=LATER)
        recheck = Recheck.objects.get(output=output)
        assert recheck.found_on == LATER
        assert recheck.blocks > 0
        reader.aliases = ""
        reader.save()
        look_again(today=LATER)
        assert not Recheck.objects.filter(output=output).exists()

    def test_an_attendance_taken_back_makes_a_label_too_small(self) -> None:
        output = self.out()
        look_again(today=READ)
        for attendance in Attendance.objects.filter(session=output.session)[3:]:
            attendance.present_in.clear()
        look_again(today=LATER)
        assert Recheck.objects.get(output=output).problems > 0

    def test_an_organisation_renamed_by_an_update_is_noticed(self) -> None:
        output = self.out()
        look_again(today=READ)
        sat_for = self.part.attendances.all()[0].organisation
        type(sat_for).objects.filter(pk=sat_for.pk).update(is_secret=True, acronym="Fristen")
        look_again(today=LATER)
        assert Recheck.objects.get(output=output).blocks > 0

    def test_an_empty_roster_is_no_clean_bill(self) -> None:
        from participants.models import Membership

        output = self.out()
        Membership.objects.filter(round=output.session.round).delete()
        Attendance.objects.filter(session=output.session).delete()
        look_again(today=LATER)
        assert Recheck.objects.get(output=output).blocks == 1


class CorrectionTest(ObjectionTestCase):
    def corrected(self, output: Output) -> Output:
        """Take a correction of the second statement all the way."""
        draft = start_correction(output=output, by=self.author)
        Statement.objects.filter(output=draft, position=2).update(
            text_de="Fristen gelten für alle.", text_en="Time limits hold for all."
        )
        submit_for_review(output=draft, by=self.author, today=SUBMITTED)
        clear_output(output=draft, by=self.reviewer, today=READ)
        publish(output=draft, by=self.reviewer, today=LATER)
        return Output.objects.get(pk=draft.pk)

    def test_a_correction_takes_the_place_and_the_address(self) -> None:
        output = self.out()
        publication = output.publication
        draft = self.corrected(output)
        output.refresh_from_db()
        assert (output.status, output.publication) == (OutputStatus.SUPERSEDED, None)
        assert draft.publication == publication
        public = Publication.objects.get(pk=publication.pk)
        assert [row.text_de for row in public.statements.all()] == [
            HARMLESS["text_de"],
            "Fristen gelten für alle.",
        ]
        assert (public.released_on, public.corrected_on) == (READ, LATER)
        assert draft.decisions.order_by("-pk")[0].action == DecisionAction.CORRECTED

    def test_the_old_words_are_nowhere_in_the_public_record(self) -> None:
        self.corrected(self.out())
        rows = str(
            list(Publication.objects.values_list("title_de", "title_en", "lead_de", "lead_en"))
            + list(PublicationStatement.objects.values_list("text_de", "text_en"))
        )
        assert "Fristen sollten" not in rows
        assert "Fristen gelten für alle." in rows

    def test_what_it_corrects_does_not_speak_against_it(self) -> None:
        """Or the labels of the same text would narrow themselves."""
        output = self.out()
        assert self.corrected(output).status == OutputStatus.PUBLISHED

    def test_an_open_objection_to_the_old_text_stops_the_correction(self) -> None:
        output = self.out()
        objection = object_to_released(
            output=output,
            participant=self.readers[0],
            passage=Passage.LEAD,
            today=READ,
        )
        draft = start_correction(output=output, by=self.author)
        submit_for_review(output=draft, by=self.author, today=SUBMITTED)
        assert self.refusals(clear_output, output=draft, by=self.reviewer, today=READ) == {
            "review.objection"
        }
        settle_released(
            output=output,
            objection_id=objection.pk,
            outcome=Outcome.KEPT,
            answer="Der Satz passt auf viele.",
            by=self.reviewer,
            today=READ,
        )
        assert clear_output(output=draft, by=self.reviewer, today=READ)

    def test_there_is_one_correction_at_a_time_and_of_what_is_out(self) -> None:
        output = self.out()
        start_correction(output=output, by=self.author)
        assert self.reasons(start_correction, output=output, by=self.author) == {
            "status.in_correction"
        }
        assert self.reasons(start_correction, output=self.write(), by=self.author) == {
            "status.not_published"
        }

    def test_what_was_withdrawn_meanwhile_is_not_corrected(self) -> None:
        output = self.out()
        draft = start_correction(output=output, by=self.author)
        submit_for_review(output=draft, by=self.author, today=SUBMITTED)
        clear_output(output=draft, by=self.reviewer, today=READ)
        withdraw(output=output, by=self.reviewer, note="x", today=READ)
        assert self.refusals(publish, output=draft, by=self.reviewer, today=LATER) == {
            "status.corrected_gone"
        }


class ConsentTest(ObjectionTestCase):
    def named(self, text_de: str = HARMLESS["text_de"]) -> tuple[Output, Participant]:
        """Return an output released under the name of one of those who were there."""
        output = self.write()
        person = self.readers[5]
        Statement.objects.filter(output=output).update(text_de=text_de)
        statement = output.statements.get()
        consent = ask_consent(
            output=output, statement_id=statement.pk, participant=person, today=SUBMITTED
        )
        give_consent(
            consent=consent, participant=person, text_hash=statement.text_hash, today=SUBMITTED
        )
        submit_for_review(output=output, by=self.author, today=SUBMITTED)
        clear_output(output=output, by=self.reviewer, today=READ)
        publish(output=output, by=self.reviewer, today=READ)
        return Output.objects.get(pk=output.pk), person

    def test_taking_it_back_puts_the_group_in_the_place_of_the_name_at_once(self) -> None:
        output, person = self.named()
        address = f"/de/publications/{output.publication.public_id}/"
        assert person.family_name in self.client_of("public").get(address).content.decode()
        consent = consents_of(person).get(statement__output=output)
        withdraw_consent(consent=consent, participant=person, today=LATER)
        page = self.client_of("public").get(address).content.decode()
        assert person.family_name not in page
        assert HARMLESS["text_de"] in page
        assert "Teilnehmende" in page
        assert not NamingConsent.objects.filter(statement__output=output).exists()

    def test_words_that_name_the_person_go_with_the_consent(self) -> None:
        person = self.readers[5]
        output, _person = self.named(f"{person.full_name} warb für ein Ende.")
        consent = consents_of(person).get(statement__output=output)
        withdraw_consent(consent=consent, participant=person, today=LATER)
        publication = Publication.objects.get(pk=output.publication_id)
        assert not publication.statements.exists()
        assert publication.is_withdrawn
        assert output.objections.filter(outcome=Outcome.OPEN).count() == 1

    def test_nobody_takes_back_the_consent_of_another(self) -> None:
        output, person = self.named()
        consent = consents_of(person).get(statement__output=output)
        assert self.reasons(
            withdraw_consent, consent=consent, participant=self.readers[1], today=LATER
        ) == {"review.not_yours"}

    def test_the_consent_of_a_correction_under_way_goes_too(self) -> None:
        output, person = self.named()
        draft = start_correction(output=output, by=self.author)
        assert NamingConsent.objects.filter(statement__output=draft).count() == 1
        consent = consents_of(person).get(statement__output=output)
        withdraw_consent(consent=consent, participant=person, today=LATER)
        assert not NamingConsent.objects.filter(statement__output=draft).exists()


class UpkeepTest(ObjectionTestCase):
    def test_it_sends_each_message_once_and_says_nothing_of_it(self) -> None:
        from django.core import mail

        Mailing.objects.all().delete()
        output = self.in_review()
        with_account = sum(reader.user is not None for reader in self.readers)
        assert Mailing.objects.filter(occasion=output.public_id).count() == 2 * len(self.readers)
        call_command("upkeep", verbosity=0)
        call_command("upkeep", verbosity=0)
        assert len(mail.outbox) == 2 * with_account
        told = {message.subject + message.body for message in mail.outbox}
        assert len(told) <= 2
        for secret in (output.title_de, output.title_en, output.session.title_de, output.public_id):
            assert all(secret not in text for text in told)
        assert all(len(message.to) == 1 and not message.cc for message in mail.outbox)

    def test_a_release_forgets_who_was_written_to(self) -> None:
        output = self.out()
        assert not Mailing.objects.filter(occasion=output.public_id).exists()
