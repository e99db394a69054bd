"""Whatever is released lay before those who were there for all their days, as it is."""

import datetime
import html

import pytest
from django.core import mail
from django.http import HttpResponse
from django.utils import timezone, translation
from django.utils.formats import date_format

from participants.enums import MailingKind
from participants.mailing import send_due
from participants.models import Mailing
from rounds.models import Publication
from sessions.consents import ask_consent, decline_consent, give_consent
from sessions.corrections import start_correction
from sessions.drafting import (
    clear_output,
    present_people,
    return_to_draft,
    submit_for_review,
)
from sessions.enums import DecisionAction, Outcome, OutputStatus, Passage
from sessions.models import Note, Objection, Output
from sessions.objections import raise_objection, settle_objection
from sessions.publishing import (
    object_to_released,
    publish,
    settle_released,
    withdraw_consent,
)
from sessions.refusals import Refused
from tests.sessions.test_admin_outputs import ENGLISH, GERMAN, LIST, OutputPageTestCase

TODAY = timezone.localdate
DAY = datetime.timedelta(days=1)
OTHER = "Ein Satz, den niemand der Anwesenden gelesen hat."


class DaysTestCase(OutputPageTestCase):
    """A text of two statements, put before those who were there a week ago: the last day."""

    def setUp(self) -> None:
        super().setUp()
        self.author, self.reviewer = self.user("rapporteur"), self.user("reviewer")
        self.output = self.write(GERMAN, "Wer Daten teilt, braucht einen Zweck.")
        self.texts = [statement.text_de for statement in self.output.statements.all()]
        submit_for_review(output=self.output, by=self.author, today=TODAY() - 7 * DAY)
        self.output.refresh_from_db()
        assert self.output.review_ends_on == TODAY()

    def now(self) -> Output:
        return Output.objects.to_assess().get(pk=self.output.pk)

    def post(self, *texts: str, **changes: str) -> HttpResponse:
        """Save the author's form as it is in a browser."""
        client = self.client_of("rapporteur")
        return client.post(self.page(self.output), self.form(self.output, *texts, **changes))

    def reasons(self, step: object, **arguments: object) -> set[str]:
        with pytest.raises(Refused) as refused:
            step(**arguments)
        return {refusal.reason for refusal in refused.value.refusals}

    def release(self, today: datetime.date) -> Publication:
        output = clear_output(output=self.now(), by=self.reviewer, today=today)
        return publish(output=output, by=self.reviewer, today=today)


class ChangedOnTheLastDayTest(DaysTestCase):
    def test_what_nobody_read_is_not_released_the_next_day(self) -> None:
        changed = {"statements-0-text_en": "A sentence nobody who was there has read."}
        assert self.post(OTHER, self.texts[1], **changed, begins_anew="on").status_code == 302
        assert self.output.statements.filter(text_de=OTHER).exists()
        with pytest.raises(Refused):
            self.release(TODAY() + DAY)
        assert not Publication.objects.filter(statements__text_de=OTHER).exists()

    def test_nor_what_was_changed_past_the_pages(self) -> None:
        self.output.statements.filter(position=1).update(text_de=OTHER)
        with pytest.raises(Refused):
            self.release(TODAY() + DAY)
        clear = Output.objects.filter(pk=self.output.pk)
        clear.update(status=OutputStatus.CLEARED)
        with pytest.raises(Refused):
            publish(output=self.now(), by=self.reviewer, today=TODAY() + DAY)

    def test_saving_says_what_it_begins_and_saves_nothing_before_that_is_agreed(self) -> None:
        ends_on = TODAY() + 8 * DAY
        page = html.unescape(self.post(OTHER, self.texts[1]).content.decode())
        with translation.override("de"):
            said = date_format(ends_on)
        assert "Neu für die Anwesenden: Aussage 1. Haken Sie dies an" in page
        assert page.count(f"bis {said}") == 2, "beside the tick and in what is said about it"
        assert OTHER in page, "nothing typed is lost"
        assert [row.text_de for row in self.now().statements.all()] == self.texts
        assert self.now().review_ends_on == TODAY()
        client = self.client_of("rapporteur")
        form = self.form(self.output, OTHER, self.texts[1], begins_anew="on")
        page = client.post(self.page(self.output), form, follow=True).content.decode()
        assert self.now().review_ends_on == ends_on
        assert f"können bis {said} lesen und Einwand erheben" in page
        actions = [decision.action for decision in self.output.decisions.all()]
        assert actions == [DecisionAction.SUBMITTED, DecisionAction.RENEWED]

    def test_while_one_types_the_page_says_what_is_new_and_until_when(self) -> None:
        client = self.client_of("rapporteur")
        look = f"{LIST}{self.output.pk}/findings/"
        changed = client.post(look, self.form(self.output, self.texts[0], OTHER))
        assert "Neu für die Anwesenden: Aussage 2." in html.unescape(changed.content.decode())
        same = client.post(look, self.form(self.output, *self.texts))
        assert "Neu für die Anwesenden" not in html.unescape(same.content.decode())

    def test_those_who_were_there_are_written_to_once_for_all_changes_of_a_day(self) -> None:
        readers = present_people(self.output.session).filter(user__is_active=True)
        address = "https://msg.example.org/accounts/login/"
        send_due(address=address, today=TODAY())
        mail.outbox.clear()
        for text in (OTHER, f"{OTHER} Und noch einer.", "Ganz anders."):
            self.post(text, self.texts[1], begins_anew="on", **{"statements-0-text_en": text})
            send_due(address=address, today=TODAY())
        assert mail.outbox == []
        send_due(address=address, today=TODAY() + DAY)
        send_due(address=address, today=TODAY() + DAY)
        assert sorted(message.to[0] for message in mail.outbox) == sorted(
            readers.values_list("user__email", flat=True)
        )
        due = Mailing.objects.filter(occasion=self.output.public_id, kind=MailingKind.REMINDER)
        assert set(due.values_list("due_on", flat=True)) == {TODAY() + 6 * DAY}

    def test_it_is_released_once_it_lay_before_them_for_all_their_days(self) -> None:
        changed = {"statements-0-text_en": "A sentence nobody who was there has read."}
        self.post(OTHER, self.texts[1], **changed, begins_anew="on")
        ends_on = self.now().review_ends_on
        assert self.reasons(clear_output, output=self.now(), by=self.reviewer, today=ends_on) == {
            "review.open"
        }
        assert self.release(ends_on + DAY).statements.filter(text_de=OTHER).exists()

    def test_what_was_taken_out_and_comes_back_has_not_lain_there_all_the_time(self) -> None:
        self.post(self.texts[0], self.texts[1], **{"statements-1-DELETE": "on"})
        assert self.now().review_ends_on == TODAY()
        self.output.statements.create(position=2, text_de=self.texts[1], text_en=ENGLISH)
        page = self.post(*self.texts).content.decode()
        assert "Neu für die Anwesenden: Aussage 2." in html.unescape(page)

    def test_a_note_that_becomes_a_statement_is_new_to_them(self) -> None:
        note = Note.objects.create(
            id="0" * 16, agenda_item=self.part, text="Fristen helfen.", ends_on=TODAY() + 9 * DAY
        )
        client = self.client_of("rapporteur")
        address = f"{LIST}{self.output.pk}/notes/"
        assert "Mit neuen Aussagen beginnen ihre Tage neu" in client.get(address).content.decode()
        answer = client.post(address, {"language": "de", "notes": note.pk}, follow=True)
        assert "Eine Stelle ist neu für die Anwesenden" in answer.content.decode()
        assert self.now().review_ends_on == TODAY() + 8 * DAY


class NothingNewTest(DaysTestCase):
    """What tells no more than what they have read begins nothing anew and asks for nothing."""

    def tearDown(self) -> None:
        assert self.now().review_ends_on == TODAY()
        assert self.release(TODAY() + DAY)

    def test_saving_without_a_change(self) -> None:
        assert self.post(*self.texts).status_code == 302

    def test_spaces_and_line_breaks(self) -> None:
        spaced = self.texts[0].replace(" ", "  ", 1)
        changed = {"statements-0-text_en": ENGLISH.replace(" ", "\r\n", 1)}
        assert self.post(spaced, self.texts[1], **changed).status_code == 302

    def test_another_order(self) -> None:
        swapped = {"statements-0-position": "2", "statements-1-position": "1"}
        assert self.post(*self.texts, **swapped).status_code == 302

    def test_a_statement_taken_out(self) -> None:
        assert self.post(*self.texts, **{"statements-1-DELETE": "on"}).status_code == 302

    def test_a_question_about_a_name_and_a_no(self) -> None:
        statement = self.output.statements.get(position=1)
        person = present_people(self.output.session)[0]
        asked = ask_consent(
            output=self.output, statement_id=statement.pk, participant=person, today=TODAY()
        )
        decline_consent(consent=asked, participant=person)

    def test_a_name_its_owner_agreed_to(self) -> None:
        statement = self.output.statements.get(position=1)
        person = present_people(self.output.session)[0]
        asked = ask_consent(
            output=self.output, statement_id=statement.pk, participant=person, today=TODAY()
        )
        give_consent(
            consent=asked, participant=person, text_hash=statement.text_hash, today=TODAY()
        )


class LabelTest(DaysTestCase):
    NARROW = "sector:federal_ministry"

    def test_a_narrower_label_is_new_to_them(self) -> None:
        page = self.post(*self.texts, **{"statements-0-label": self.NARROW}).content.decode()
        assert "Neu für die Anwesenden: Aussage 1." in html.unescape(page)

    def test_the_widest_is_not_and_the_narrower_one_is_new_when_it_comes_back(self) -> None:
        self.post(*self.texts, begins_anew="on", **{"statements-0-label": self.NARROW})
        ends_on = self.now().review_ends_on
        assert self.post(*self.texts).status_code == 302
        assert self.now().review_ends_on == ends_on
        page = self.post(*self.texts, **{"statements-0-label": self.NARROW}).content.decode()
        assert "Neu für die Anwesenden: Aussage 1." in html.unescape(page)


class ObjectedToTest(DaysTestCase):
    def objection(self) -> Objection:
        return raise_objection(
            output=self.output,
            participant=present_people(self.output.session)[0],
            passage=Passage.STATEMENT,
            statement=self.output.statements.get(position=1),
        )

    def settle(self, objection: Objection, outcome: Outcome, step=settle_objection) -> None:
        step(
            output=objection.output,
            objection_id=objection.pk,
            outcome=outcome,
            answer="Geprüft.",
            by=self.reviewer,
            today=TODAY(),
        )

    def test_changed_takes_a_change(self) -> None:
        objection = self.objection()
        with pytest.raises(Refused, match=r"review\.unchanged"):
            self.settle(objection, Outcome.CHANGED)
        page = self.client_of("reviewer").get(self.page(self.output)).content.decode()
        assert 'value="changed"' not in page
        assert 'value="kept"' in page
        self.settle(objection, Outcome.KEPT)
        assert self.release(TODAY() + DAY)

    def test_taken_out_it_is_changed_and_no_day_is_lost(self) -> None:
        objection = self.objection()
        self.post(*self.texts, **{"statements-0-DELETE": "on"})
        page = self.client_of("reviewer").get(self.page(self.output)).content.decode()
        assert 'value="changed"' in page
        self.settle(objection, Outcome.CHANGED)
        assert not self.release(TODAY() + DAY).statements.filter(text_de=GERMAN).exists()

    def test_changed_it_is_read_anew_and_must_not_become_again_what_it_was(self) -> None:
        objection = self.objection()
        changed = {"statements-0-text_en": "Deadlines help."}
        self.post("Fristen helfen.", self.texts[1], **changed, begins_anew="on")
        self.settle(objection, Outcome.CHANGED)
        self.post(*self.texts, begins_anew="on")
        later = self.now().review_ends_on + DAY
        assert self.reasons(clear_output, output=self.now(), by=self.reviewer, today=later) == {
            "review.stands"
        }
        return_to_draft(output=self.now(), by=self.author, today=later)
        assert self.reasons(submit_for_review, output=self.now(), by=self.author, today=later) == {
            "review.stands"
        }
        self.post("Fristen helfen.", self.texts[1], **changed)
        submit_for_review(output=self.now(), by=self.author, today=later)
        assert self.release(later + 8 * DAY)

    def test_a_label_that_told_too_much_is_changed_by_the_widest(self) -> None:
        narrow = {"statements-0-label": "sector:federal_ministry"}
        self.post(*self.texts, begins_anew="on", **narrow)
        self.output = self.now()
        objection = self.objection()
        self.post(*self.texts)
        self.settle(objection, Outcome.CHANGED)
        assert self.release(self.now().review_ends_on + DAY)

    def test_what_is_hidden_to_be_changed_does_not_come_back_in_the_correction(self) -> None:
        self.release(TODAY() + DAY)
        output = self.now()
        objection = object_to_released(
            output=output,
            participant=present_people(output.session)[0],
            passage=Passage.STATEMENT,
            statement=output.statements.get(position=1),
            today=TODAY(),
        )
        draft = start_correction(output=output, by=self.author)
        submit_for_review(output=draft, by=self.author, today=TODAY())
        self.settle(objection, Outcome.CHANGED, settle_released)
        self.output, later = draft, TODAY() + 9 * DAY
        assert self.reasons(clear_output, output=draft, by=self.reviewer, today=later) == {
            "review.stands"
        }
        Output.objects.filter(pk=draft.pk).update(status=OutputStatus.CLEARED)
        assert self.reasons(publish, output=self.now(), by=self.reviewer, today=later) == {
            "review.stands"
        }
        assert not Publication.objects.filter(statements__text_de=GERMAN).exists()
        Output.objects.filter(pk=draft.pk).update(status=OutputStatus.IN_REVIEW)
        self.post(*self.texts, **{"statements-0-DELETE": "on"})
        publication = self.release(later)
        assert [row.text_de for row in publication.statements.all()] == self.texts[1:]

    def test_a_name_taken_off_a_changed_text_lets_nothing_of_it_out_afterwards(self) -> None:
        person = present_people(self.output.session)[0]
        statement = self.output.statements.get(position=1)
        asked = ask_consent(
            output=self.output, statement_id=statement.pk, participant=person, today=TODAY()
        )
        consent = give_consent(
            consent=asked, participant=person, text_hash=statement.text_hash, today=TODAY()
        )
        publication = self.release(TODAY() + DAY)
        self.output.statements.filter(position=2).update(text_de=OTHER)
        withdraw_consent(consent=consent, participant=person, today=TODAY())
        output = self.now()
        object_to_released(
            output=output,
            participant=person,
            passage=Passage.LEAD,
            today=TODAY(),
        )
        assert not publication.statements.filter(text_de=OTHER).exists()
