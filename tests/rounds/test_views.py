"""The public pages: what they say, what they never say, and what they cost."""

import re
from datetime import date

from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from rounds.models import Initiative, Partner, Round
from rounds.register import PER_PAGE
from rounds.round_page import PER_QUESTION, PUBLICATIONS, SESSIONS
from tests.rounds.record import (
    make_notice,
    make_publication,
    make_question,
    make_round,
    make_statement,
    make_withdrawn,
)


def text_of(response: HttpResponse) -> str:
    """Return what a reader sees of the page, in one line."""
    body = response.content.decode().split("<body", 1)[1]
    text = re.sub(r"<[^>]*>", " ", body).replace("\xad", "").replace("&quot;", '"')
    return " ".join(text.split())


class PublicTestCase(TestCase):
    def page(self, address: str, status: int = 200) -> str:
        response = self.client.get(address)
        assert response.status_code == status
        return text_of(response)

    def assert_queries(self, address: str, number: int) -> None:
        """Check how often a page asks the public record, beside the reader's own statements."""
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert self.client.get(address).status_code == 200
        asked = [
            query["sql"]
            for query in queries
            if 'FROM "rounds_' in query["sql"] and "publicversion" not in query["sql"]
        ]
        assert len(asked) == number, "\n".join(asked)


def fill(dialogue_round: Round, rows: int) -> str:
    """Put as many rows as asked for into each list of a page; return a publication's id."""
    questions = [make_question(dialogue_round, position) for position in range(1, rows + 1)]
    for month in range(1, rows + 1):
        make_notice(dialogue_round, *questions, month=date(dialogue_round.start_year, month, 1))
        publication = make_publication(dialogue_round, *questions, statements=rows)
    return publication.public_id


class QueryTests(PublicTestCase):
    """One row or three: the same number of queries."""

    def check(self, address: str, number: int) -> None:
        public_id = fill(make_round(2018, 2018), rows=1)
        self.assert_queries(address.format(years="2018-2018", public_id=public_id), number)
        for year in (2019, 2020, 2021):
            public_id = fill(make_round(year, year), rows=3)
        self.assert_queries(address.format(years="2021-2021", public_id=public_id), number)

    def test_overview(self):
        self.check("/de/", 5)

    def test_round(self):
        self.check("/de/rounds/{years}/", 5)

    def test_sessions_of_a_round(self):
        self.check("/de/rounds/{years}/sessions/", 4)

    def test_publications_of_a_round(self):
        self.check("/de/rounds/{years}/publications/", 3)

    def test_publications(self):
        self.check("/de/publications/", 2)

    def test_publication(self):
        self.check("/de/publications/{public_id}/", 5)


class OverviewTests(PublicTestCase):
    def test_an_empty_record_is_a_whole_page(self):
        text = self.page("/de/")
        assert "Noch ist keine Runde dokumentiert." in text
        assert "Ein Satz steht hier ohne die Person, die ihn gesagt hat." in text
        assert "Noch ist nichts veröffentlicht." in text
        assert "Beispieldaten" not in text

    def test_it_counts_years_and_rounds_and_draws_each(self):
        make_notice(make_round(2013, 2015), month=date(2014, 5, 1))
        make_publication(make_round(2020, 2021), released_on=date(2020, 6, 17))
        response = self.client.get("/de/")
        assert "Fünf Jahre, zwei Runden" in text_of(response)
        self.assertContains(response, 'aria-label="2013–2015: Eine Sitzung"')
        self.assertContains(response, 'd="M16.3 12V8"')
        self.assertContains(response, 'aria-label="2020–2021: Eine Publikation"')
        self.assertContains(response, 'href="/de/rounds/2020-2021/"')

    def test_both_wordings_of_the_rule_stand_on_both_pages(self):
        for address in ("/de/", "/en/"):
            text = self.page(address)
            assert (
                "„Bei Veranstaltungen (oder Teilen von Veranstaltungen), die unter die "
                "Chatham-House-Regel fallen, ist den Teilnehmern die freie Verwendung der "
                "erhaltenen Informationen unter der Bedingung gestattet, dass weder die Identität "
                "noch die Zugehörigkeit von Rednern oder anderen Teilnehmern preisgegeben werden "
                "dürfen.“"
            ) in text
            assert (
                "“When a meeting, or part thereof, is held under the Chatham House Rule, "
                "participants are free to use the information received, but neither the identity "
                "nor the affiliation of the speaker(s), nor that of any other participant, may be "
                "revealed.”"
            ) in text

    def test_the_newest_three_are_named_and_no_more(self):
        dialogue_round = make_round()
        for month in range(1, 6):
            make_publication(
                dialogue_round, released_on=date(2020, month, 3), title_de=f"Text {month}"
            )
        text = self.page("/de/")
        assert re.findall(r"Text \d", text) == ["Text 5", "Text 4", "Text 3"]

    def test_the_statement_taken_apart_shows_the_most_telling_group_and_stands_once(self):
        dialogue_round = make_round()
        make_publication(dialogue_round, released_on=date(2020, 7, 1))
        older = make_publication(dialogue_round, statements=0)
        make_statement(
            older, text_de="Ein besonderer Satz.", label_de="Teilnehmende aus Bundesministerien"
        )
        text = self.page("/de/")
        assert text.count("Ein besonderer Satz.") == 1
        assert text.count("Teilnehmende aus Bundesministerien") == 1
        assert "Ohne Namen. Gruppe: Teilnehmende" in text

    def test_a_statement_with_a_name_is_not_taken_apart(self):
        publication = make_publication(make_round(), statements=0)
        make_statement(publication, label_de="Dr. Mbali Reuß", is_named=True)
        assert "Reuß" not in self.page("/de/")

    def test_the_programme_and_its_partners(self):
        Initiative.objects.create(
            pk=1,
            acronym="MSG",
            participants_min=25,
            participants_max=30,
            lead_de="Wer hier berät.",
            lead_en="Who meets.",
            participants_from_de="Bundesministerien",
            participants_from_en="Ministries",
            aims_de="Vernetzen\nWeiterdenken",
            aims_en="Connect",
        )
        Partner.objects.create(name="Bertelsmann Stiftung", position=1)
        text = self.page("/de/")
        assert "Wer hier berät." in text
        assert "Ziele Vernetzen Weiterdenken" in text
        assert "25 bis 30 Personen: Bundesministerien" in text
        assert "Getragen von Bertelsmann Stiftung" in text


class RoundTests(PublicTestCase):
    def test_years_must_be_those_of_a_round(self):
        make_round(2020, 2021)
        for years in ("2020-2020", "2021-2021", "2019-2021", "0000-9999"):
            self.page(f"/de/rounds/{years}/", status=404)

    def test_an_empty_round_is_a_whole_page(self):
        make_round(2020, 2021)
        text = self.page("/en/rounds/2020-2021/")
        assert "Theme 2020 Two years." in text
        assert "The guiding questions of this round are not on record." in text
        assert "No session is on record yet." in text
        assert "Nothing is published yet." in text

    def test_questions_stand_with_what_answers_them(self):
        dialogue_round = make_round()
        first, second = make_question(dialogue_round, 1), make_question(dialogue_round, 2)
        make_publication(dialogue_round, first, title_de="Eine Antwort")
        make_notice(dialogue_round, second)
        text = self.page("/de/rounds/2020-2021/")
        assert "Frage 1 Leitfrage 1? Eine Antwort , Befund" in text
        assert "Frage 2 Leitfrage 2? Noch ohne Veröffentlichung" in text
        assert "Februar 2020 , Bonn Auftakt behandelt Dazu veröffentlicht veröffentlicht" in text

    def test_the_focus_and_the_fields_are_named(self):
        make_round(
            geographic_focus_de="Subsahara-Afrika", fields_de="Vorausschau\nvernetzte Systeme"
        )
        text = self.page("/de/rounds/2020-2021/")
        assert "Zwei Jahre. Schwerpunkt: Subsahara-Afrika." in text
        assert "Zwei Felder Vorausschau Vernetzte Systeme" in text

    def test_beneath_a_question_stand_the_newest_and_how_many_more(self):
        dialogue_round = make_round()
        question = make_question(dialogue_round)
        for _ in range(PER_QUESTION + 2):
            make_publication(dialogue_round, question)
        assert "und 2 weitere" in self.page("/de/rounds/2020-2021/")

    def test_it_shows_the_newest_and_leads_to_all_of_them(self):
        dialogue_round = make_round()
        question = make_question(dialogue_round)
        for month in range(1, SESSIONS + 3):
            make_notice(
                dialogue_round, question, month=date(2020, month, 1), title_de=f"Sitzung {month}"
            )
        for month in range(1, PUBLICATIONS + 2):
            make_publication(
                dialogue_round, released_on=date(2020, month, 1), title_de=f"Text {month}"
            )
        text = self.page("/de/rounds/2020-2021/")
        assert re.findall(r"Sitzung (\d+)", text) == [
            str(month) for month in range(SESSIONS + 2, 2, -1)
        ]
        assert re.findall(r"Text (\d+)", text) == [
            str(month) for month in range(PUBLICATIONS + 1, 1, -1)
        ]
        assert "10 Sitzungen, neun Publikationen" in text
        assert "Alle Sitzungen dieser Runde" in text
        assert "Alle Publikationen dieser Runde" in text

    def test_nothing_leads_to_lists_that_hold_no_more(self):
        dialogue_round = make_round()
        make_notice(dialogue_round)
        make_publication(dialogue_round)
        text = self.page("/de/rounds/2020-2021/")
        assert "Alle Sitzungen" not in text
        assert "Alle Publikationen" not in text

    def test_a_reader_reaches_its_calendar_and_its_feed_where_they_hold_something(self):
        dialogue_round = make_round(2020, 2021)
        address = "/de/rounds/2020-2021/"

        def links() -> list[tuple[str, str]]:
            page = self.client.get(address).content.decode()
            return re.findall(r'<a href="([^"]*\.(?:ics|atom))"[^>]*>([^<]*)</a>', page)

        footer = [("/de/sessions.ics", "Kalender"), ("/de/publications/feed.atom", "Atom")]
        assert links() == footer
        make_notice(dialogue_round)
        assert links() == [(f"{address}sessions.ics", "Kalender"), *footer]
        make_publication(dialogue_round)
        assert links() == [
            (f"{address}sessions.ics", "Kalender"),
            (f"{address}feed.atom", "Atom"),
            *footer,
        ]
        for target, _ in links():
            assert self.client.get(target).status_code == 200

    def test_a_question_counts_what_is_released_alone(self):
        dialogue_round = make_round()
        question = make_question(dialogue_round)
        for _ in range(PER_QUESTION):
            make_publication(dialogue_round, question)
        withdrawn = make_withdrawn(dialogue_round)
        withdrawn.questions.set([question])
        assert "weitere" not in self.page("/de/rounds/2020-2021/")

    def test_a_round_is_not_shown_what_another_holds(self):
        first, second = make_round(2018, 2019), make_round(2020, 2021)
        for dialogue_round in (first, second):
            question = make_question(dialogue_round, text_de=f"Frage von {dialogue_round}?")
            title = {"title_de": f"Aus {dialogue_round}"}
            make_notice(dialogue_round, question, month=date(2018, 3, 1), **title)
            make_publication(dialogue_round, question, **title)
        for path in ("", "sessions/", "publications/"):
            text = self.page(f"/de/rounds/2020-2021/{path}")
            assert "Aus 2020–2021" in text
            assert "Aus 2018–2019" not in text
            assert "Frage von 2018–2019?" not in text

    def test_its_lists_go_page_by_page_with_the_newest_first(self):
        dialogue_round = make_round()
        question = make_question(dialogue_round)
        for number in range(PER_PAGE + 1):
            day = date(2020 + number // 12, number % 12 + 1, 1)
            title = {"title_de": f"Text {number}"}
            make_notice(dialogue_round, question, month=day, **title)
            make_publication(dialogue_round, released_on=day, **title)
        for name in ("sessions", "publications"):
            address = f"/de/rounds/2020-2021/{name}/"
            first, second = self.page(address), self.page(f"{address}page-2/")
            found = re.findall(r"Text (\d+)", first)
            assert found == [str(number) for number in range(PER_PAGE, 0, -1)]
            assert re.findall(r"Text (\d+)", second) == ["0"]
            assert "Seite 2 von 2" in second
            assert "21" in first or "Einundzwanzig" in first
            for later in ("page-1", "page-3"):
                self.page(f"{address}{later}/", status=404)

    def test_its_lists_are_whole_pages_where_they_are_empty(self):
        make_round(2020, 2021)
        assert "No session is on record yet." in self.page("/en/rounds/2020-2021/sessions/")
        assert "Nothing is published yet." in self.page("/en/rounds/2020-2021/publications/")

    def test_its_first_line_says_what_is_invented(self):
        dialogue_round = make_round()
        make_question(dialogue_round)
        make_notice(dialogue_round, is_invented=True)
        text = self.page("/de/rounds/2020-2021/")
        assert (
            "Beispieldaten: Sitzungen auf dieser Seite sind erfunden. "
            "Runden, Themen und Leitfragen sind echt."
        ) in text


class PublicationsTests(PublicTestCase):
    def test_the_newest_round_comes_first_and_in_it_the_newest_publication(self):
        first, second = make_round(2018, 2019), make_round(2020, 2021)
        # released late: it stays with its round
        make_publication(first, released_on=date(2022, 1, 9), title_de="Text A")
        make_publication(second, released_on=date(2020, 5, 2), title_de="Text B")
        make_publication(second, released_on=date(2021, 5, 2), title_de="Text C")
        text = self.page("/de/publications/")
        assert re.findall(r"Thema \d+|Text \w|\w+ 20\d\d(?= Text)", text) == [
            "Thema 2020", "Mai 2021", "Text C", "Mai 2020", "Text B",
            "Thema 2018", "Januar 2022", "Text A",
        ]  # fmt: skip

    def test_a_page_is_bounded_and_the_next_has_an_address_of_its_own(self):
        dialogue_round = make_round()
        for _ in range(PER_PAGE + 1):
            make_publication(dialogue_round)
        assert self.page("/de/publications/").count("Juni 2020") == PER_PAGE
        second = self.page("/de/publications/page-2/")
        assert second.count("Juni 2020") == 1
        assert "Seite 2 von 2" in second
        for address in ("page-1", "page-3", "page-02"):
            self.page(f"/de/publications/{address}/", status=404)

    def test_the_withdrawn_are_not_listed_anywhere(self):
        dialogue_round = make_round()
        withdrawn = make_withdrawn(dialogue_round)
        other = make_publication(dialogue_round)
        for address in (
            "/de/",
            "/de/publications/",
            "/de/rounds/2020-2021/",
            f"/de/publications/{other.public_id}/",
        ):
            self.assertNotContains(self.client.get(address), withdrawn.public_id)


class PublicationTests(PublicTestCase):
    def test_a_statement_stands_above_an_empty_place_and_its_group(self):
        publication = make_publication(make_round(), statements=2)
        response = self.client.get(f"/en/publications/{publication.public_id}/")
        assert ("Statement 2 Sentence 2. No name given. Group: Participants") in text_of(response)
        self.assertContains(response, '<span class="blank"></span>', count=2)
        self.assertContains(response, 'id="a2"')

    def test_a_name_stands_on_the_line_and_says_why(self):
        publication = make_publication(make_round(), statements=0, is_invented=True)
        make_statement(publication, label_de="Dr. Mbali Reuß", is_named=True)
        response = self.client.get(f"/de/publications/{publication.public_id}/")
        self.assertContains(response, '<span class="name">Dr. Mbali Reuß</span>')
        text = text_of(response)
        assert "Dr. Mbali Reuß Mit eigener Zustimmung zu diesem Wortlaut" in text
        assert "Publikationen, Aussagen und Personen auf dieser Seite sind erfunden." in text

    def test_a_group_is_explained_with_the_numbers_of_its_round(self):
        publication = make_publication(make_round(label_people=7, label_organisations=4))
        text = self.page(f"/de/publications/{publication.public_id}/")
        assert "mindestens sieben Personen aus vier Institutionen" in text

    def test_it_is_cited_by_title_kind_month_and_group(self):
        publication = make_publication(make_round())
        text = self.page(f"/de/publications/{publication.public_id}/")
        assert (
            "Migration Strategy Group: Befund. Befund, Juni 2020. Aussage 1: Teilnehmende."
        ) in text

    def test_a_withdrawn_one_says_that_it_was_and_nothing_else(self):
        pages = []
        for year in (2018, 2020):
            publication = make_withdrawn(make_round(year, year), is_invented=year == 2020)
            response = self.client.get(f"/de/publications/{publication.public_id}/")
            assert response.status_code == 410
            pages.append(response.content.decode().replace(publication.public_id, ""))
        assert pages[0] == pages[1]
        assert "Dieser Text wurde zurückgezogen." in pages[0]


class EveryPageTests(PublicTestCase):
    @classmethod
    def setUpTestData(cls):
        dialogue_round = make_round()
        question = make_question(dialogue_round)
        make_notice(dialogue_round, question)
        publication = make_publication(dialogue_round, question, released_on=date(2020, 6, 17))
        withdrawn = make_withdrawn(dialogue_round)
        cls.paths = (
            "",
            "rounds/2020-2021/",
            "rounds/2020-2021/sessions/",
            "rounds/2020-2021/publications/",
            "publications/",
            f"publications/{publication.public_id}/",
            f"publications/{withdrawn.public_id}/",
            "publications/0000000000000000/",
        )

    def test_no_page_sets_a_cookie_or_depends_on_one(self):
        for path in self.paths:
            for language in ("de", "en"):
                response = self.client.get(f"/{language}/{path}")
                assert not response.cookies
                assert "cookie" not in response.headers.get("Vary", "").lower()
                assert "csrf" not in response.content.decode().lower()

    def test_no_page_tells_a_day(self):
        for path in self.paths:
            response = self.client.get(f"/de/{path}")
            # addresses to cite hold random digits
            assert "17" not in re.sub(r"\b[0-9a-f]{16}\b", "", text_of(response))
            assert not re.search(r"\d{4}-\d{2}-\d{2}", response.content.decode())

    def test_each_page_leads_to_itself_in_the_other_language(self):
        for path in self.paths[:-1]:
            response = self.client.get(f"/de/{path}")
            link = f'hreflang="en" href="{settings.SITE_URL}/en/{path}"'
            assert link in response.content.decode()
            assert self.client.get(f"/en/{path}").status_code == response.status_code

    def test_each_page_has_one_heading_of_the_first_level_and_its_language(self):
        for path in self.paths:
            for language in ("de", "en"):
                page = self.client.get(f"/{language}/{path}").content.decode()
                assert page.count("<h1") == 1
                assert f'<html lang="{language}">' in page

    def test_pages_are_read_only(self):
        for path in self.paths:
            assert self.client.post(f"/de/{path}").status_code in (404, 405)
            assert self.client.head(f"/de/{path}").content == b""
