"""Names by consent, both languages, and policy options, on the pages of staff."""

import html
import re

import pytest

from participants.models import Mailing, Participant
from sessions.admin.output_languages import outdated_after
from sessions.consents import ask_consent, give_consent, possible_names, take_back_request
from sessions.drafting import clear_output, present_people
from sessions.models import Attendance, NamingConsent, Output, Session, Statement
from sessions.refusals import Refused
from tests.sessions.test_admin_outputs import ENGLISH, GERMAN, OutputPageTestCase
from tests.sessions.test_preview import LIST, TODAY, WayTestCase


class AskingTest(WayTestCase):
    def ask(
        self, output: Output, person: Participant | None, role: str = "rapporteur", **data: str
    ):
        statement = output.statements.get(position=1)
        form = {**({"participant": person.pk} if person else {}), **data}
        return self.client_of(role).post(f"{LIST}{output.pk}/consent/{statement.pk}/", form)

    def test_whom_one_can_ask_is_who_was_there(self) -> None:
        output = self.write()
        statement = output.statements.get(position=1)
        page = self.client_of("rapporteur").get(f"{LIST}{output.pk}/consent/{statement.pk}/")
        offered = re.findall(r'<option value="(\d+)"', page.content.decode())
        people = possible_names(output, statement)
        assert sorted(map(int, offered)) == sorted(person.pk for person in people)
        assert len(people) > 10
        away = Participant.objects.exclude(pk__in=[person.pk for person in people]).first()
        assert self.ask(output, away).status_code == 200
        assert self.ask(output, None).status_code == 200
        assert not NamingConsent.objects.filter(statement=statement).exists()

    def test_each_state_is_said_and_the_name_to_the_author_alone(self) -> None:
        output = self.in_review()
        person = present_people(output.session)[0]
        statement = output.statements.get(position=1)
        assert self.ask(output, person).status_code == 302
        statement.refresh_from_db()
        assert statement.label == "person"
        self.assert_state(output, person, "gefragt, noch keine Antwort")
        consent = statement.consent
        give_consent(
            consent=consent, participant=person, text_hash=statement.text_hash, today=TODAY()
        )
        self.assert_state(output, person, "mit diesem Wortlaut einverstanden")
        output.statements.filter(position=1).update(text_en="Registers should have an end.")
        self.assert_state(output, person, "Einverständnis gilt nicht mehr")

    def assert_state(self, output: Output, person: Participant, words: str) -> None:
        for role in ("rapporteur", "reviewer"):
            page = self.page(output, role)
            said = page[page.index('id="consents"') :]
            assert words in said
            assert (person.full_name in said) == (role == "rapporteur"), role

    def test_the_label_shows_that_it_is_a_name(self) -> None:
        output = self.write()
        page = self.page(output, "rapporteur")
        assert '<option value="person"' not in page
        self.ask(output, present_people(output.session)[0])
        page = self.page(output, "rapporteur")
        select = re.search(r'<select name="statements-0-label".*?</select>', page, re.S)
        assert select is not None
        assert re.search(r'<option value="person" selected>mit Namen', select[0])
        assert page.count('<option value="person"') == 1
        assert "mit Namen, mit eigenem Einverständnis" in self.page(output, "reviewer")

    def test_a_question_can_be_taken_back_and_nothing_is_kept_of_it(self) -> None:
        output = self.write()
        person = present_people(output.session)[0]
        self.ask(output, person)
        assert Mailing.objects.filter(participant=person, kind="consent").exists()
        assert self.ask(output, None, take_back="1").status_code == 302
        statement = output.statements.get(position=1)
        assert statement.label == "participants"
        assert not NamingConsent.objects.filter(statement=statement).exists()
        assert not Mailing.objects.filter(participant=person, kind="consent").exists()

    def test_a_consent_to_the_present_wording_is_not_staffs_to_take_back(self) -> None:
        output = self.write()
        person = present_people(output.session)[0]
        statement = output.statements.get(position=1)
        consent = ask_consent(
            output=output, statement_id=statement.pk, participant=person, today=TODAY()
        )
        give_consent(
            consent=consent, participant=person, text_hash=statement.text_hash, today=TODAY()
        )
        with pytest.raises(Refused, match=r"consent\.not_open"):
            take_back_request(output=output, statement_id=statement.pk)
        assert NamingConsent.objects.filter(pk=consent.pk).exists()
        output.statements.filter(position=1).update(text_de="Anders gesagt.")
        take_back_request(output=output, statement_id=statement.pk)
        assert not NamingConsent.objects.filter(pk=consent.pk).exists()
        with pytest.raises(Refused, match=r"consent\.not_open"):
            take_back_request(output=output, statement_id=statement.pk)

    def test_asking_is_for_the_author_while_the_text_is_written(self) -> None:
        output = self.in_review()
        person = present_people(output.session)[0]
        for role, status in (
            ("public", 302),
            ("there", 404),
            ("reviewer", 404),
            ("convener", 404),
        ):
            assert self.ask(output, person, role).status_code == status, role
        Output.objects.filter(pk=output.pk).update(author=self.reviewer)
        assert self.ask(output, person).status_code == 404
        Output.objects.filter(pk=output.pk).update(author=self.author)
        clear_output(output=output, by=self.reviewer, today=TODAY())
        assert self.ask(output, person).status_code == 404
        assert not NamingConsent.objects.filter(statement__output=output).exists()

    def test_a_name_agreed_to_is_no_problem_while_one_types(self) -> None:
        output = self.write()
        person = present_people(output.session)[0]
        statement = output.statements.get(position=1)
        consent = ask_consent(
            output=output, statement_id=statement.pk, participant=person, today=TODAY()
        )
        give_consent(
            consent=consent, participant=person, text_hash=statement.text_hash, today=TODAY()
        )
        typed = {
            "kind": "finding",
            "title_de": "T",
            "title_en": "T",
            "parts": [self.part.pk],
            "statements-TOTAL_FORMS": 1,
            "statements-0-id": statement.pk,
            "statements-0-text_de": statement.text_de,
            "statements-0-text_en": statement.text_en,
            "statements-0-label": "person",
        }
        client = self.client_of("rapporteur")
        without = "Mit Namen nur, wenn die Person selbst"
        look = f"{LIST}{output.pk}/findings/"
        assert without not in client.post(look, typed).content.decode()
        changed = typed | {"statements-0-text_de": "Anders gesagt."}
        assert without in client.post(look, changed).content.decode()


TITLE_DE, TITLE_EN, LEAD_DE, LEAD_EN = (
    (name, language) for name in ("title", "lead") for language in ("de", "en")
)
ALL = {TITLE_DE, TITLE_EN, LEAD_DE, LEAD_EN}


@pytest.mark.parametrize(
    ("before", "changed", "written", "still_right", "after"),
    [
        ("", set(), ALL, False, ""),
        ("", {TITLE_DE}, ALL, False, "en"),
        ("", {TITLE_EN}, ALL, False, "de"),
        ("", {TITLE_DE, TITLE_EN}, ALL, False, ""),
        ("", {LEAD_DE}, {TITLE_DE, TITLE_EN, LEAD_DE}, False, ""),
        ("", {LEAD_EN}, {TITLE_DE, TITLE_EN, LEAD_DE}, False, ""),
        ("en", set(), ALL, False, "en"),
        ("en", {TITLE_DE}, ALL, False, "en"),
        ("en", {TITLE_EN}, ALL, False, ""),
        ("en", {TITLE_EN, TITLE_DE}, ALL, False, ""),
        ("en", {TITLE_DE, LEAD_EN}, ALL, False, "en"),
        ("en", set(), ALL, True, ""),
        ("", {TITLE_DE}, ALL, True, ""),
    ],
)
def test_which_language_is_behind(before, changed, written, still_right, after):
    assert (
        outdated_after(before, changed=changed, written=written, still_right=still_right) == after
    )


class BothLanguagesTest(OutputPageTestCase):
    def save(self, output: Output, text: str = GERMAN, **changes: str) -> None:
        answer = self.client_of("rapporteur").post(
            self.page(output), self.form(output, text, **changes)
        )
        assert answer.status_code == 302

    def shown(self, output: Output) -> str:
        return html.unescape(self.client_of("rapporteur").get(self.page(output)).content.decode())

    def test_the_language_that_was_left_is_marked_until_it_is_touched(self) -> None:
        output = self.write(GERMAN)
        self.save(output, "Register brauchen ein Ende.")
        assert output.statements.get().outdated_language == "en"
        page = self.shown(output)
        assert page.count("Älter als der deutsche Text") == 1
        assert page.count('name="statements-0-still_right"') == 1
        english = page.index('name="statements-0-text_en"')
        assert page.rindex('class="badge', 0, english) > page.index('name="statements-0-text_de"')
        self.save(output, "Register brauchen ein Ende.", title_de="Ganz anders")
        assert output.statements.get().outdated_language == "en"
        self.save(
            output,
            "Register brauchen ein Ende.",
            **{"title_de": "Ganz anders", "statements-0-text_en": "Registers need an end."},
        )
        assert output.statements.get().outdated_language == ""
        output.refresh_from_db()
        assert output.outdated_language == "en"

    def test_or_until_somebody_says_that_it_is_still_right(self) -> None:
        output = self.write(GERMAN)
        self.save(output, "Register brauchen ein Ende.", title_en="Something else")
        output.refresh_from_db()
        assert (output.outdated_language, output.statements.get().outdated_language) == ("de", "en")
        self.save(
            output,
            "Register brauchen ein Ende.",
            **{"title_en": "Something else", "still_right": "on", "statements-0-still_right": "on"},
        )
        output.refresh_from_db()
        assert (output.outdated_language, output.statements.get().outdated_language) == ("", "")
        assert "still_right" not in self.shown(output)

    def test_what_is_missing_is_missing_and_not_old(self) -> None:
        output = self.write(GERMAN)
        self.save(output, GERMAN, lead_de="Ein Vorspann.")
        output.refresh_from_db()
        assert output.outdated_language == ""
        page = self.shown(output)
        assert page.count("Fehlt in dieser Sprache") == 1
        assert page.index("Fehlt in dieser Sprache") > page.index('name="lead_de"')

    def test_a_text_that_says_the_same_has_no_mark(self) -> None:
        page = self.shown(self.write(GERMAN))
        assert 'class="badge' not in page

    def test_a_new_statement_is_in_both_languages_or_missing_one(self) -> None:
        output = self.write(GERMAN)
        self.client_of("rapporteur").post(
            self.page(output),
            self.form(output, GERMAN, "Neu.", **{"statements-1-text_en": "New."}),
        )
        assert list(output.statements.values_list("text_en", "outdated_language")) == [
            (ENGLISH, ""),
            ("New.", ""),
        ]


class PolicyOptionTest(OutputPageTestCase):
    def option(self) -> Output:
        output = self.write(GERMAN)
        Output.objects.filter(pk=output.pk).update(kind="policy_option")
        return Output.objects.get(pk=output.pk)

    def post(self, output: Output, **changes: object):
        return self.client_of("rapporteur").post(
            self.page(output), self.form(output, GERMAN, **changes)
        )

    def test_it_says_where_else_it_came_up_and_how_it_was_supported(self) -> None:
        output = self.option()
        session = self.part.session
        others = Session.objects.filter(round_id=session.round_id).exclude(pk=session.pk)
        other = others.order_by("pk")[0]
        answer = self.post(output, also_heard_in=[other.pk], support="all")
        assert answer.status_code == 302
        output.refresh_from_db()
        assert list(output.also_heard_in.all()) == [other]
        assert output.support == "all"
        page = self.client_of("reviewer").get(self.page(output)).content.decode()
        assert "von allen Sektoren" in page
        assert html.escape(other.title_de) in page

    def test_only_sessions_of_its_round_and_never_its_own(self) -> None:
        output = self.option()
        for session in (self.session, self.part.session):
            assert self.post(output, also_heard_in=[session.pk]).status_code == 200
        assert not output.also_heard_in.exists()

    def test_another_kind_is_refused_and_says_why(self) -> None:
        refusal = "Nur eine Handlungsoption sagt, wie sie mitgetragen wurde"
        for output in (self.option(), self.write(GERMAN)):
            answer = self.post(output, kind="finding", support="all")
            assert answer.status_code == 200
            assert refusal in answer.content.decode()
            output.refresh_from_db()
            assert output.support == ""

    def test_the_fields_stand_on_the_page_of_an_option_alone(self) -> None:
        client = self.client_of("rapporteur")
        assert 'name="support"' in client.get(self.page(self.option())).content.decode()
        assert 'name="support"' not in client.get(self.page(self.write(GERMAN))).content.decode()

    def test_a_band_that_would_tell_too_much_is_not_offered_and_not_let_through(self) -> None:
        output = self.option()
        in_part = Attendance.objects.filter(present_in=self.part).order_by("pk")
        for attendance in in_part[3:]:
            attendance.present_in.remove(self.part)
        page = self.client_of("rapporteur").get(self.page(output)).content.decode()
        select = re.search(r'<select name="support".*?</select>', page, re.S)
        assert select is not None
        assert re.findall(r'<option value="([^"]*)"', select[0]) == [""]
        assert self.post(output, support="all").status_code == 200
        Output.objects.filter(pk=output.pk).update(support="all")
        page = self.client_of("reviewer").get(self.page(output)).content.decode()
        assert "wer zugestimmt hat oder wer nicht" in page
        typed = self.client_of("rapporteur").post(
            f"{LIST}{output.pk}/findings/",
            self.form(output, GERMAN, support="all"),
        )
        assert "wer zugestimmt hat oder wer nicht" in typed.content.decode()
        assert Statement.objects.filter(output=output).exists()


class GenderedTest(OutputPageTestCase):
    def test_a_german_singular_is_noted_and_stops_nothing(self) -> None:
        output = self.write("Eine Praktikerin hielt Register für entbehrlich.")
        page = self.client_of("rapporteur").get(self.page(output)).content.decode()
        assert "Das Wort nennt ein Geschlecht. Neutral: eine Stimme aus der Praxis." in page
        client = self.client_of("rapporteur")
        client.post(f"{LIST}{output.pk}/step/", {"step": "submit"})
        output.refresh_from_db()
        assert output.status == "in_review"
