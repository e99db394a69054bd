"""Search: what is public is found however it is written, and nothing else ever is."""

import logging
import re
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.utils.formats import date_format
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as PropertyTestCase

from msg.demo.secrets import planted_secrets
from rounds.channels import absolute
from rounds.models import Publication, PublicationStatement, Round
from rounds.search.highlights import LONGEST, excerpt, marked
from rounds.search.hits import Wanted, hits
from rounds.search.index import Index, Snapshot, index, renewed
from rounds.search.query import find
from rounds.search.reading import Source, sources
from rounds.search.variants import roots
from rounds.search.views import PER_PAGE
from rounds.search.words import printable, term, tidy, words_in
from tests.cast import DemoTestCase
from tests.rounds.record import (
    make_notice,
    make_publication,
    make_question,
    make_round,
    make_statement,
    make_withdrawn,
)

VOID = {"br", "hr", "img", "input", "link", "meta", "path"}


class Reader(HTMLParser):
    """Reads a page strictly: tags must close in order; keeps what a test asks for."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: Counter[str] = Counter()
        self.links: list[dict[str, str | None]] = []
        self.typed: str | None = None
        self.marks: list[str] = []
        self.titles: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        values = dict(attrs)
        assert len(values) == len(attrs), f"an attribute twice: {attrs}"
        assert not [name for name in values if name.startswith("on")], attrs
        if tag == "a":
            self.links.append(values)
        if values.get("id") == "q":
            self.typed = values.get("value")
        if tag not in VOID:
            self.open.append(tag)
        if tag == "mark":
            self.marks.append("")
        if tag == "h3":
            self.titles.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "mark" in self.open:
            self.marks[-1] += data
        if "h3" in self.open:
            self.titles[-1] += data
        if "title" not in self.open:
            self.text += data


def read(response: HttpResponse) -> Reader:
    reader = Reader()
    reader.feed(response.content.decode())
    reader.close()
    assert reader.open == []
    return reader


def ask(address: str = "/de/search/", **data: Any) -> Reader:
    response = Client().get(address, data)
    assert response.status_code == 200
    return read(response)


def titles(*args: str, **data: Any) -> list[str]:
    """Return the titles of what was found, in order."""
    return [title.strip() for title in ask(*args, **data).titles]


# --- words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "Einbürgerungen", "Einbürgerung"),
        ("de", "Einbuergerung", "einbürgerungen"),
        ("de", "Mueller", "Müllers"),
        ("de", "Muller", "Müller"),
        ("de", "Straße", "STRASSE"),
        ("de", "Länder", "laender"),
        ("de", "Migranten", "Migrant"),
        ("de", "menschenrechtlichen", "Menschenrechte"),
        ("de", "u\u0308ber", "über"),
        ("de", "Café", "Cafe"),
        ("en", "migrants", "Migrant"),
        ("en", "policies", "policy"),
        ("en", "organization", "organisations"),
        ("en", "naturalization", "naturalisation"),
        ("de", "Ministeriums", "Ministerien"),
        ("de", "Bundesministerium", "Bundesministerien"),
        ("de", "Gremium", "Gremien"),
        ("de", "Kriterium", "Kriterien"),
        ("de", "Territorium", "Territorien"),
        ("de", "Szenario", "Szenarien"),
        ("de", "Visum", "Visa"),
        ("de", "Visums", "Visa"),
        ("de", "Visumvergabe", "Visavergabe"),
        ("de", "Beratungszentrum", "Beratungszentren"),
        ("de", "Museums", "Museen"),
        ("de", "Forum", "Foren"),
        ("de", "Risikos", "Risiken"),
        ("de", "Konto", "Konten"),
        ("de", "Thema", "Themen"),
        ("de", "Firma", "Firmen"),
        ("de", "Mechanismus", "Mechanismen"),
        ("de", "Büro", "Büros"),
        ("de", "Familie", "Familien"),
        ("de", "Studie", "Studien"),
        ("de", "Kategorie", "Kategorien"),
        ("de", "anerkannten", "Anerkennung"),
        ("en", "labour", "labor"),
        ("en", "programmes", "program"),
        ("en", "centre", "centers"),
        ("en", "organisation", "organization"),
        ("en", "dialogue", "dialogs"),
        ("en", "travelled", "traveled"),
        ("en", "defence", "defense"),
        ("en", "analyse", "analyzing"),
        ("en", "judgement", "judgment"),
        ("en", "enrolment", "enrollments"),
        ("en", "women", "woman"),
        ("en", "criteria", "criterion"),
    ],
)
def test_inflections_and_spellings_of_one_word_are_the_same(
    language: str, one: str, other: str
) -> None:
    assert term(tidy(one), language) == term(tidy(other), language)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "Asyl", "Arbeit"),
        ("de", "Bund", "Bundestag"),
        ("en", "policy", "police"),
        ("de", "Daten", "Datum"),
        ("de", "Studien", "Studium"),
        ("de", "Minister", "Ministerium"),
        ("de", "Kontinent", "Konto"),
        ("de", "Medizin", "Medien"),
        ("de", "Devisen", "Visa"),
        ("de", "Systeme", "Themen"),
        ("de", "Verlust", "los"),
        ("en", "four", "for"),
        ("en", "tour", "tor"),
        ("en", "hour", "whore"),
        ("en", "mention", "men"),
        ("en", "entire", "enter"),
    ],
)
def test_different_words_stay_different(language: str, one: str, other: str) -> None:
    assert term(one, language) != term(other, language)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("geprüft", "prüfen"),
        ("geprüfte", "Prüfung"),
        ("angehört", "anhören"),
        ("angehörten", "Anhörung"),
        ("gefördert", "fördern"),
        ("gefördert", "Förderung"),
        ("eingebürgert", "einbürgern"),
        ("Eingebürgerte", "Einbürgerung"),
        ("gehandelt", "handeln"),
        ("verpflichtet", "Verpflichtung"),
        ("erklärt", "erklären"),
        ("registriert", "Registrierung"),
        ("Migranten", "Migration"),
    ],
)
def test_participles_are_of_the_word_they_are_made_from(one: str, other: str) -> None:
    assert of_one_root("de", one, other)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "police", "policy"),
        ("de", "Gericht", "Richter"),
        ("de", "Gesicht", "Sicht"),
        ("de", "Geschichte", "Schicht"),
        ("de", "gerecht", "Recht"),
        ("de", "Gebiet", "bieten"),
        ("de", "bekannt", "bekennen"),
        ("de", "Bericht", "berechnen"),
        ("de", "Verlust", "verlassen"),
    ],
)
def test_words_that_look_alike_are_not_made_from_one(language: str, one: str, other: str) -> None:
    assert not of_one_root(language, one, other)


def of_one_root(language: str, one: str, other: str) -> bool:
    return bool(
        set(roots(term(one, language), language)) & set(roots(term(other, language), language))
    )


# --- what is found ----------------------------------------------------------------------------


class FoundTest(TestCase):
    def setUp(self) -> None:
        self.round = make_round(theme_de="Wege und Ziele", theme_en="Ways and aims")
        self.question = make_question(
            self.round, text_de="Wer wird eingebürgert?", text_en="Who becomes a citizen?"
        )
        make_notice(self.round, self.question, title_de="Gespräch", title_en="Talk")
        self.publication = make_publication(
            self.round,
            self.question,
            statements=0,
            title_de="Einbürgerungsverfahren der Städte",
            title_en="Naturalisation in cities",
            lead_de="Was Müllers Akte zeigt.",
            lead_en="What one file shows.",
        )
        make_statement(
            self.publication,
            1,
            text_de="Die Straße ist lang; Arbeitsmigration und Recht gehören zusammen.",
            text_en="The road is long; labour migration and law belong together.",
            label_de="Teilnehmende aus Bundesministerien",
            label_en="participants from federal ministries",
        )
        make_statement(self.publication, 2, text_de="Ein Amt prüft.", text_en="An office examines.")
        self.other = make_publication(
            self.round,
            statements=0,
            title_de="Etwas anderes",
            title_en="Something else",
            lead_de="",
            lead_en="",
            released_on=date(2021, 3, 1),
        )
        make_statement(
            self.other,
            1,
            text_de="Am Rande: Städte zählen, und wer berechtigt ist, wartet.",
            text_en="By the way: cities count.",
        )
        self.title = "Einbürgerungsverfahren der Städte"

    def test_a_word_is_found_in_every_form_and_marked_as_it_is_written(self) -> None:
        for query, mark in (
            ("Einbürgerung", "Einbürgerungsverfahren"),
            ("EINBUERGERUNGEN", "Einbürgerungsverfahren"),
            ("einburgerung", "Einbürgerungsverfahren"),
            ("Mueller", "Müllers"),
            ("Muller", "Müllers"),
            ("Müller", "Müllers"),
            ("strasse", "Straße"),
            ("Straßen", "Straße"),
            ("Migration", "Arbeitsmigration"),
            ("arbeit", "Arbeitsmigration"),
        ):
            page = ask(q=query)
            assert self.title in page.titles[0], query
            assert mark in page.marks, (query, page.marks)

    def test_a_part_of_a_compound_is_found_but_not_letters_within_a_word(self) -> None:
        assert titles(q="Verfahren") == [self.title]
        # 'berechtigt' holds the letters of 'Recht', not the word
        assert titles(q="Recht") == [self.title]
        assert "berechtigt" not in ask(q="Recht").marks

    def test_a_compound_nobody_wrote_is_found_by_its_parts(self) -> None:
        assert titles(q="Straßenrecht") == [self.title]

    def test_a_group_is_found_by_its_label_with_the_statement_it_stands_under(self) -> None:
        page = ask(q="Bundesministerien")
        assert [title.strip() for title in page.titles] == [self.title]
        assert "Die Straße ist lang" in page.text
        assert f"/de/publications/{self.publication.public_id}/#a1" in hrefs(page)

    def test_the_statement_that_holds_the_words_stands_with_its_publication(self) -> None:
        page = ask(q="prüfen Amt")
        assert "Ein Amt prüft." in page.text
        assert "Die Straße" not in page.text
        assert sorted(page.marks) == ["Amt", "prüft"]

    def test_a_title_comes_before_a_passing_mention(self) -> None:
        assert titles(q="Städte") == [self.title, "Etwas anderes"]

    def test_the_word_itself_comes_before_longer_words(self) -> None:
        make_publication(self.round, title_de="Verfahren", title_en="Procedure", lead_de="x")
        assert titles(q="Verfahren")[0] == "Verfahren"

    def test_all_words_must_be_there_and_else_the_page_says_so(self) -> None:
        assert titles(q="Städte Amt") == [self.title]
        page = ask(q="Städte Gespräch")
        assert "Nirgends stehen alle Wörter zusammen" in page.text
        assert len(page.titles) == 3
        assert "Nirgends" not in ask(q="Städte Amt").text

    def test_words_that_say_nothing_do_not_count(self) -> None:
        assert titles(q="die Städte und das Amt") == [self.title]

    def test_a_word_of_one_language_alone_is_none_of_the_other(self) -> None:
        make_statement(
            self.other,
            2,
            text_de="Es war die Not, die man hat; sie waren da, und wäre es anders.",
            text_en="It was not so; the police is there, a man who would die in a war.",
        )
        assert titles("/en/search/", q="war") == ["Something else"]
        for query in ("hat", "waren", "das", "für"):
            assert ask("/en/search/", q=query).titles == [], query
        # 'man' and 'die' are words here, and words of nothing there
        for query in ("man", "die"):
            page = ask("/en/search/", q=query)
            assert (len(page.titles), page.marks) == (1, [query])
        assert ask(q="Not").marks == ["Not"]
        for query in ("would", "who", "the", "was"):
            assert ask(q=query).titles == [], query

    def test_words_that_say_nothing_find_nothing_and_the_page_says_so(self) -> None:
        make_statement(self.other, 2, text_de="Es war die Not.", text_en="They die; it is not so.")
        for address, query, said in (
            ("/de/search/", "die", "Solche Wörter stehen in fast jedem Text."),
            ("/de/search/", "Wer war es und wie?", "Solche Wörter stehen in fast jedem Text."),
            ("/en/search/", "not", "Such words stand in nearly every text."),
        ):
            page = ask(address, q=query)
            assert page.titles == []
            assert said in page.text
            assert page.typed == query
        assert "Solche Wörter stehen" not in ask(q="Xylophon").text

    def test_the_police_is_no_policy(self) -> None:
        make_publication(self.round, title_en="Policies", title_de="x")
        make_publication(self.round, title_en="The police", title_de="y")
        assert titles("/en/search/", q="police") == ["The police"]
        assert titles("/en/search/", q="policy") == ["Policies"]
        Publication.objects.filter(title_en="The police").delete()
        page = ask("/en/search/", q="police")
        assert (page.titles, "Did you mean" in page.text) == ([], False)

    def test_plurals_and_participles_are_found_either_way(self) -> None:
        texts = {
            "Ministerium": "Ministerien",
            "Visum": "Visa",
            "Zentrum": "Zentren",
            "Risiko": "Risiken",
            "Konto": "Konten",
            "geprüft": "prüfen",
            "angehört": "anhören",
            "gefördert": "fördern",
        }
        for one, other in texts.items():
            for written, asked in ((one, other), (other, one)):
                row = make_publication(self.round, title_de=f"Kein {written} hier")
                page = ask(q=asked)
                assert f"Kein {written} hier" in [t.strip() for t in page.titles], (written, asked)
                assert written in page.marks
                row.delete()

    def test_british_american_and_international_spellings_find_each_other(self) -> None:
        pairs = (("labour", "labor"), ("programme", "program"), ("centre", "center"))
        for pair in (*pairs, ("organisation", "organization")):
            for written, asked in (pair, pair[::-1]):
                row = make_publication(self.round, title_en=f"No {written}")
                page = ask("/en/search/", q=asked)
                assert [title.strip() for title in page.titles][:1] == [f"No {written}"]
                assert "Did you mean" not in page.text
                row.delete()

    def test_what_is_printed_beside_a_hit_finds_it_and_is_marked(self) -> None:
        option = make_publication(
            self.round, title_de="Erstens", title_en="First", kind="policy_option", lead_de="x"
        )
        Publication.objects.filter(pk=option.pk).update(released_on=date(2020, 10, 1))
        for address, query, marks in (
            ("/de/search/", "Handlungsoption", ["Handlungsoption"]),
            ("/en/search/", "policy option", ["Policy", "option"]),
            ("/de/search/", "Oktober 2020", ["Oktober", "2020"]),
            ("/en/search/", "October 2020", ["October", "2020"]),
        ):
            page = ask(address, q=query)
            assert [title.strip() for title in page.titles][:1] in (["Erstens"], ["First"]), query
            assert page.marks == marks
        assert titles(q="Oktober 2021") != ["Erstens"]
        assert ask(q="Leitfrage").marks == ["Leitfrage"]
        assert set(ask(q="Bonn Sitzung").marks) == {"Bonn", "Sitzung"}
        # the day is printed nowhere
        assert titles(q="17") == []
        # a word of a text counts more
        make_publication(self.round, title_de="Zur Handlungsoption", kind="summary")
        assert titles(q="Handlungsoption") == ["Zur Handlungsoption", "Erstens"]

    def test_where_a_round_looked_is_shown_with_it(self) -> None:
        Round.objects.filter(pk=self.round.pk).update(geographic_focus_de="Sahelzone")
        page = ask(q="Sahelzone")
        assert (len(page.titles), page.marks) == (1, ["Sahelzone"])

    def test_questions_sessions_and_rounds_are_found_with_their_addresses(self) -> None:
        assert "/de/rounds/2020-2021/#f1" in hrefs(ask(q="eingebürgert"))
        assert "/de/rounds/2020-2021/#sitzungen" in hrefs(ask(q="Gespräche"))
        page = ask(q="Ziele")
        assert titles(q="Ziele") == ["Wege und Ziele"]
        assert "/de/rounds/2020-2021/" in hrefs(page)

    def test_search_engines_are_led_to_the_form_and_asked_to_leave_an_empty_answer(self) -> None:
        canonical = f'<link rel="canonical" href="{absolute("/de/search/")}">'
        noindex = '<meta name="robots" content="noindex">'
        for asked, leads_on in (
            ({"q": "eingebürgert"}, True),
            ({"round": "2020"}, True),
            ({"q": "eingebürgert", "page": "x"}, True),
            ({"q": "Xylophonistin"}, False),
            ({"kind": "unknown"}, False),
        ):
            response = Client().get("/de/search/", asked)
            head = response.content.decode().split("</head>")[0]
            assert (canonical in head, noindex in head) == (leads_on, not leads_on), asked
            assert not response.has_header("X-Robots-Tag")

    def test_words_of_the_other_language_offer_the_hit_in_that_language(self) -> None:
        page = ask(q="naturalization")
        assert [title.strip() for title in page.titles] == ["Naturalisation in cities"]
        (link,) = (
            a for a in page.links if "publications/" in (a["href"] or "") and "hreflang" in a
        )
        assert link == {
            "href": f"/en/publications/{self.publication.public_id}/",
            "hreflang": "en",
        }
        body = Client().get("/de/search/", {"q": "naturalization"}).content.decode()
        assert '<li lang="en">' in body
        assert "<li lang=" not in Client().get("/de/search/", {"q": "Amt"}).content.decode()

    def test_the_own_language_comes_first(self) -> None:
        make_publication(self.round, title_de="Migration", title_en="Movement", lead_de="x")
        make_publication(self.round, title_de="Bewegung", title_en="Migration", lead_de="x")
        assert titles(q="Migration")[0] == "Migration"
        found = ask("/en/search/", q="Migration")
        assert found.titles[0].strip() == "Migration"
        assert [a for a in found.links if a.get("hreflang") == "de" and "public" in a["href"]]

    def test_a_misspelt_word_is_answered_for_the_word_that_was_meant(self) -> None:
        for query, meant in (
            ("Einbürgerungsverfharen", "Einbürgerungsverfahren"),
            ("einbuergerungsverfaren", "Einbürgerungsverfahren"),
            ("Einbürgerunksverfaren", "Einbürgerungsverfahren"),
            ("Gespärch", "Gespräch"),
            ("Gespäch", "Gespräch"),
        ):
            page = ask(q=query)
            assert page.titles, query
            assert f"Meinten Sie {meant}?" in " ".join(page.text.split()), query
            assert "gezeigt wird, was stattdessen gefunden wurde" in page.text
        page = ask("/en/search/", q="naturalistion of cities")
        assert "Did you mean naturalisation of cities?" in " ".join(page.text.split())
        assert "?q=naturalisation+of+cities" in hrefs(page)

    def test_what_may_be_meant_is_asked_and_not_answered(self) -> None:
        for address, query, meant in (
            # too short to know
            ("/de/search/", "Stroße", "Meinten Sie Straße?"),
            # it may as well be right, and English
            ("/de/search/", "naturalistion", "Meinten Sie naturalisation?"),
        ):
            page = ask(address, q=query)
            assert page.titles == [], query
            assert meant in " ".join(page.text.split())
            assert "stattdessen" not in page.text
            assert "Nichts gefunden" in page.text
        assert "?q=Stra%C3%9Fe" in hrefs(ask(q="Stroße"))

    def test_the_other_language_is_asked_where_the_own_has_nothing_near(self) -> None:
        make_publication(self.round, title_de="Delegationen", title_en="Delegation")
        make_publication(self.round, title_de="Abc", title_en="Relegation")
        assert "Meinten Sie Delegationen?" in " ".join(ask(q="Delegatoinen").text.split())
        page = ask(q="Relegatoin")
        assert "Meinten Sie Delegation" not in " ".join(page.text.split())

    def test_words_spelt_rightly_are_not_made_others(self) -> None:
        make_publication(
            self.round,
            title_de="Fragen, woran der Abschluss hängt; Programm, Menschen",
            title_en="The process takes laborious programming",
        )
        for address, query in (
            ("/de/search/", "Frauen"),
            ("/en/search/", "woman"),
            ("/de/search/", "Prozess"),
            ("/de/search/", "Mensch1"),
        ):
            page = ask(address, q=query)
            assert page.titles == [], query
            assert not re.search("Meinten|Did you mean", page.text), query

    def test_a_word_like_none_is_not_corrected(self) -> None:
        for query in ("Xylophon", "abc", "Weg2021", "Jonas Ferber"):
            page = ask(q=query)
            assert "Meinten Sie" not in page.text, query
            assert page.titles == []
            assert "Nichts gefunden" in page.text
            assert "Nach Personen lässt sich nicht suchen" in page.text

    def test_a_beginning_is_answered_and_a_likely_slip_offered_beside_it(self) -> None:
        make_publication(self.round, title_de="Laborant", title_en="Plantation")
        make_publication(self.round, title_de="Erde", title_en="Planet")
        page = ask("/en/search/", q="plant")
        assert [title.strip() for title in page.titles] == ["Plantation"]
        assert "Did you mean planet?" in " ".join(page.text.split())
        assert "instead" not in page.text

    def test_the_other_language_of_the_page_asks_the_same(self) -> None:
        page = ask(q="Amt", round="2020")
        assert "/en/search/?q=Amt&round=2020" in hrefs(page)

    def test_a_refused_choice_costs_neither_the_words_nor_the_other_choices(self) -> None:
        page = ask(q="Amt", round="1999", kind="finding")
        assert page.typed == "Amt"
        assert "/en/search/?q=Amt&kind=finding" in hrefs(page)
        assert "/en/search/?q=Amt" in hrefs(ask(q="Amt", year="1800"))


def hrefs(page: Reader) -> set[str | None]:
    return {link["href"] for link in page.links}


# --- themes -----------------------------------------------------------------------------------


class ThemesTest(TestCase):
    def setUp(self) -> None:
        self.old = make_round(
            2016,
            2017,
            fields_de="Visavergabe\nVorausschau",
            fields_en="issuing visas\nforesight",
        )
        self.new = make_round(
            2020, 2021, fields_de="vorausschau\nGrenze", fields_en="Foresight\nBorder"
        )
        self.empty = make_round(2022, 2022)
        self.question = make_question(self.new, 1, text_de="Was hilft?", text_en="What helps?")
        make_question(self.old, 1, text_de="Was war?", text_en="What was?")
        make_notice(self.new, self.question, title_de="Auftakt Daten", title_en="Opening data")
        make_publication(
            self.old,
            title_de="Alte Daten",
            title_en="Old data",
            kind="summary",
            released_on=date(2017, 12, 31),
        )
        # released when its round was over
        make_publication(
            self.new,
            self.question,
            title_de="Neue Daten",
            title_en="New data",
            kind="summary",
            released_on=date(2022, 1, 1),
        )
        make_publication(self.new, title_de="Neue Daten, Befund", title_en="New data, finding")

    def test_one_theme_or_several_narrow_what_is_found(self) -> None:
        everything = {"Alte Daten", "Neue Daten", "Neue Daten, Befund", "Auftakt Daten"}
        for chosen, found in (
            ({}, everything),
            ({"round": "2016"}, {"Alte Daten"}),
            ({"kind": "summary"}, {"Alte Daten", "Neue Daten"}),
            ({"kind": "session"}, {"Auftakt Daten"}),
            ({"question": "2020-1"}, {"Neue Daten", "Auftakt Daten"}),
            ({"field": "2016-2"}, everything),
            ({"field": "2016-1"}, {"Alte Daten"}),
            ({"field": "2020-2"}, everything - {"Alte Daten"}),
            ({"kind": "summary", "round": "2020"}, {"Neue Daten"}),
            ({"year": "2020"}, {"Neue Daten, Befund", "Auftakt Daten"}),
            ({"year": "2022"}, {"Neue Daten"}),
            ({"year": "2017"}, {"Alte Daten"}),
            ({"year": "2016"}, set()),
            ({"year": "2020", "kind": "session", "question": "2020-1"}, {"Auftakt Daten"}),
            ({"kind": "finding", "question": "2020-1"}, set()),
        ):
            assert set(titles(q="Daten", **chosen)) == found, chosen

    def test_themes_alone_list_the_newest_publications_first_then_sessions_and_questions(
        self,
    ) -> None:
        make_publication(
            self.new, title_de="Zuletzt", title_en="Latest", released_on=date(2021, 9, 9)
        )
        found = titles(round="2020")
        assert found[:3] == ["Neue Daten", "Zuletzt", "Neue Daten, Befund"]
        assert found[3:] == ["Auftakt Daten", "Was hilft?", "Thema 2020"]

    def test_the_number_at_a_choice_is_what_it_finds(self) -> None:
        body = Client().get("/de/search/", {"q": "Daten", "kind": "summary"}).content.decode()
        looked_at = 0
        for name, part in re.findall(r'<select id="(\w+)"[^>]*>(.*?)</select>', body, re.S):
            for value, label in re.findall(r'<option value="([^"]+)"[^>]*>([^<]*)<', part):
                number = re.search(r"\((\d+)\)$", label)
                found = titles(q="Daten", **{"kind": "summary", name: value})
                assert len(found) == (int(number[1]) if number else 0), (name, value)
                looked_at += 1
        assert looked_at == 8 + 3 + 5 + 3 + 2

    def test_a_round_and_its_questions_are_of_all_its_years(self) -> None:
        for year in ("2020", "2021"):
            assert {"Was hilft?", "Thema 2020"} <= set(titles(year=year))
        assert set(titles(year="2021")) == {"Was hilft?", "Thema 2020"}
        body = Client().get("/en/search/").content.decode()
        (years,) = re.findall(r'<select id="year"[^>]*>(.*?)</select>', body, re.S)
        assert re.findall(r">([^<\n]+)<", years) == [
            "All years",
            "2022 (2)",
            "2021 (2)",
            "2020 (4)",
            "2017 (3)",
            "2016 (2)",
        ]

    def test_a_field_of_several_rounds_is_one_choice(self) -> None:
        body = Client().get("/de/search/").content.decode()
        assert body.count(">Vorausschau") == 3  # one option, one link in each round
        assert body.count("?field=2016-2") == 2

    def test_a_choice_can_be_taken_back_and_everything_else_stays(self) -> None:
        page = ask(q="Daten", round="2016", kind="summary")
        assert {"?q=Daten&kind=summary", "?q=Daten&round=2016"} <= hrefs(page)
        nothing = ask(q="Befund", round="2016")
        assert "Überall suchen: 1 Fundstelle" in nothing.text
        assert "?q=Befund" in hrefs(nothing)

    def test_without_a_question_the_themes_of_all_rounds_stand_there(self) -> None:
        page = ask()
        assert {f"?year={year}" for year in range(2016, 2023) if year not in (2018, 2019)} <= hrefs(
            page
        )
        assert [title.strip() for title in page.titles] == [
            "Jahre",
            "Thema 2022",
            "Thema 2020",
            "Thema 2016",
        ]
        assert {"?round=2020", "?field=2016-2", "?question=2020-1"} <= hrefs(page)
        assert "2 Publikationen" in page.text
        assert "Noch ohne Veröffentlichung" in page.text

    def test_choices_that_do_not_exist_are_said_in_words(self) -> None:
        for chosen in (
            {"round": "1999"},
            {"kind": "<b>"},
            {"field": "x"},
            {"year": "2015"},
            {"year": "٢٠٢٠"},
            {"question": "2020-99"},
        ):
            page = ask(q="Daten", **chosen)
            assert "Diese Auswahl gibt es nicht oder nicht mehr" in page.text, chosen
            assert page.typed == "Daten"
            assert page.titles == []

    def test_an_empty_record_is_an_empty_page(self) -> None:
        Publication.objects.all().delete()
        Round.objects.all().delete()
        assert ask().titles == []
        assert "Nichts gefunden" in ask(q="Daten").text
        assert "Diese Auswahl gibt es nicht" in ask(round="2020").text


class PagesTest(TestCase):
    def setUp(self) -> None:
        self.round = make_round()
        for number in range(2 * PER_PAGE + 3):
            make_publication(
                self.round, title_de=f"Daten {number}", title_en=f"Data {number}", statements=2
            )

    def test_every_hit_is_on_one_page_and_a_page_beyond_is_the_last(self) -> None:
        pages = [titles(q="Daten", page=str(number)) for number in (1, 2, 3)]
        assert [len(page) for page in pages] == [PER_PAGE, PER_PAGE, 3]
        assert len({title for page in pages for title in page}) == 2 * PER_PAGE + 3
        for page in ("99", "-1", "x", "٣", ""):
            assert len(titles(q="Daten", page=page)) in (PER_PAGE, 3)
        middle = ask(q="Daten", kind="finding", page="2")
        assert {"?q=Daten&kind=finding", "?q=Daten&kind=finding&page=3"} <= hrefs(middle)
        assert "Seite 2 von 3" in middle.text
        assert "/en/search/?q=Daten&kind=finding&page=2" in hrefs(middle)
        # one that is beyond becomes the last, the first has no number
        assert "/en/search/?kind=finding&page=3" in hrefs(ask(kind="finding", page="99"))
        assert "/en/search/?kind=finding" in hrefs(ask(kind="finding", page="1"))

    def test_queries_and_bytes_do_not_grow_with_the_record(self) -> None:
        def cost() -> tuple[int, int]:
            ask(q="Satz Daten")
            with CaptureQueriesContext(connection) as queries:
                answer = Client().get("/de/search/", {"q": "Satz Daten"})
            return len(queries), len(answer.content)

        before = cost()
        for number in range(4 * PER_PAGE):
            publication = make_publication(
                self.round, title_de=f"Daten {number}", title_en="Data", statements=3
            )
            make_notice(self.round, title_de=f"Daten {number}", title_en="Data")
        assert publication.statements.count() == 3
        after = cost()
        # what facets count by is not longer either
        assert len(index.current().under) == 3
        # sessions are among the hits now: one query more
        assert after[0] <= before[0] + 1 <= 12
        assert after[1] < before[1] + 3000


# --- what is not public -----------------------------------------------------------------------


class WithdrawnTest(TestCase):
    def setUp(self) -> None:
        self.round = make_round()
        self.row = make_publication(
            self.round, title_de="Seltsamkeitslehre", title_en="Oddities", statements=0
        )
        make_statement(self.row, 1, text_de="Zirbelholz.", text_en="Stonepine.")
        make_publication(self.round, title_de="Bleibendes", title_en="What stays")

    def test_what_is_withdrawn_is_gone_with_the_next_look_and_so_are_its_words(self) -> None:
        assert titles(q="Zirbelholz") == ["Seltsamkeitslehre"]
        assert "Meinten Sie Zirbelholz?" in " ".join(ask(q="Zirbelhloz").text.split())
        self.row.statements.all().delete()
        Publication.objects.filter(pk=self.row.pk).update(
            title_de="", title_en="", lead_de="", lead_en="", withdrawn_on=date(2022, 1, 1)
        )
        for query in ("Zirbelholz", "Zirbelhloz", "Stonepine", "Seltsamkeitslehre", "Zirbel"):
            page = ask(q=query)
            assert page.titles == []
            assert "Meinten" not in page.text
        assert titles(kind="finding") == ["Bleibendes"]
        assert not [word for word in index_words() if "irbel" in word or "tonepine" in word]

    def test_each_process_sees_a_withdrawal_with_its_own_next_look(self) -> None:
        processes = [Index(), Index()]
        for each in processes:
            assert find("Zirbelholz", each.current(), "de").matches
        self.row.delete()
        for each in processes:
            found = find("Zirbelholz", each.current(), "de")
            assert (found.matches, found.meant) == ([], "")

    def test_a_withdrawn_row_that_kept_its_statements_is_not_found_either(self) -> None:
        row = make_withdrawn(self.round)
        make_statement(row, 1, text_de="Verbliebenes", text_en="Left over")
        assert ask(q="Verbliebenes").titles == []
        assert "Verbliebenes" not in index_words()

    def test_a_hidden_statement_is_gone_while_the_rest_stays(self) -> None:
        make_statement(self.row, 2, text_de="Kiefernholz.", text_en="Pine.")
        assert titles(q="Kiefernholz") == ["Seltsamkeitslehre"]
        self.row.statements.filter(position=2).delete()
        assert titles(q="Kiefernholz") == []
        assert titles(q="Zirbelholz") == ["Seltsamkeitslehre"]

    def test_a_correction_takes_the_place_of_the_words_before(self) -> None:
        assert titles(q="Zirbelholz")
        self.row.statements.update(text_de="Lärchenholz.", text_en="Larch.")
        assert titles(q="Zirbelholz") == []
        assert titles(q="Lärchenholz") == ["Seltsamkeitslehre"]

    def test_what_is_released_is_there_with_the_next_look(self) -> None:
        assert titles(q="Neuigkeit") == []
        make_publication(self.round, title_de="Neuigkeit", title_en="News")
        assert titles(q="Neuigkeit") == ["Neuigkeit"]

    def test_between_the_index_and_the_page_the_database_has_the_last_word(self) -> None:
        snapshot = index.current()
        Publication.objects.filter(pk=self.row.pk).update(
            title_de="", title_en="", lead_de="", lead_en="", withdrawn_on=date(2022, 1, 1)
        )
        wanted = [Wanted(entry, "de", frozenset()) for entry in snapshot.entries.values()]
        assert "Seltsamkeitslehre" not in {hit.title for hit in hits(wanted)}
        assert "Bleibendes" in {hit.title for hit in hits(wanted)}

    def test_a_name_is_shown_where_it_was_agreed_to_and_cannot_be_searched_for(self) -> None:
        make_statement(
            self.row,
            2,
            text_de="Zirbelholz duftet sehr; Zirbelholz bleibt.",
            text_en="Stonepine smells; stonepine stays.",
            label_de="Dr. Mbali Reußwig",
            label_en="Dr Mbali Reußwig",
            is_named=True,
        )
        assert "Dr. Mbali Reußwig" in ask(q="Zirbelholz").text
        for query in ("Reußwig", "Reusswig", "Mbali", "Reußwik", "Dr. Mbali Reußwig"):
            page = ask(q=query)
            assert page.titles == [], query
            assert "Meinten" not in page.text
        assert not {"Mbali", "Reußwig"} & index_words()


def index_words() -> set[str]:
    snapshot = index.current()
    return {word for words in snapshot.vocabularies.values() for word in words.forms}


def in_both(text: Callable[[], str]) -> list[str]:
    found = []
    for language in ("de", "en"):
        with override(language):
            found.append(text())
    return found


class DemoTest(DemoTestCase):
    def test_the_index_holds_words_of_the_public_record_and_no_others(self) -> None:
        texts: list[str | None] = []
        for row in Publication.objects.filter(withdrawn_on=None):
            texts += [row.title_de, row.title_en, row.lead_de, row.lead_en]
            texts += in_both(lambda row=row: f"{row.get_kind_display()} {row.released_on:%Y}")
            texts += in_both(lambda row=row: date_format(row.released_on, "F"))
            for statement in row.statements.all():
                texts += [statement.text_de, statement.text_en]
                if not statement.is_named:
                    texts += [statement.label_de, statement.label_en]
        for row in Round.objects.all():
            texts += [row.theme_de, row.theme_en, row.fields_de, row.fields_en]
            texts += [row.geographic_focus_de, row.geographic_focus_en]
            texts += [row.years, "Runde", "Round"]
            for question in row.questions.all():
                texts += [question.text_de, question.text_en, "Leitfrage", "Guiding question"]
            for notice in row.notices.all():
                texts += [notice.title_de, notice.title_en, notice.city_de, notice.city_en]
                texts += ["Sitzung", "Session", f"{notice.month:%Y}"]
                texts += in_both(lambda notice=notice: date_format(notice.month, "F"))
        public = {match[0] for text in texts for match in words_in(tidy(text or ""))}
        assert len(public) > 2000
        assert index_words() == public

    def test_no_secret_of_the_demo_is_found_by_its_own_words(self) -> None:
        secrets = planted_secrets()
        assert len(secrets) > 400
        client = Client()
        shown = []
        for number, secret in enumerate(secrets):
            # both languages are searched from either side
            address = ("/de/search/", "/en/search/")[number % 2]
            page = read(client.get(address, {"q": secret.value[:200]}))
            if secret.value.casefold() in " ".join(page.text.split()).casefold():
                shown.append((secret.kind, secret.value))
        assert shown == []

    def test_a_search_writes_nothing_and_tells_the_log_nothing(self) -> None:
        with self.assertNoLogs(), CaptureQueriesContext(connection) as queries:
            response = Client().get("/de/search/", {"q": "Geheimwort", "round": "1800"})
        assert response.status_code == 200
        assert not response.cookies
        asked = " ".join(query["sql"] for query in queries)
        assert "Geheimwort" not in asked
        assert not re.search("INSERT|UPDATE|DELETE", asked)


# --- the answer itself ------------------------------------------------------------------------


class AnswerTest(TestCase):
    def test_an_answer_is_kept_by_nobody_and_the_form_by_everybody(self) -> None:
        answer = Client().get("/de/search/", {"q": "Daten"})
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "<title>Suche – MSG</title>" in answer.content.decode()
        form = Client().get("/de/search/")
        assert b"noindex" not in form.content
        assert "public" in form["Cache-Control"]
        for response in (answer, form):
            assert not response.has_header("Vary")
            assert not response.cookies
        assert Client().post("/de/search/", {"q": "x"}).status_code == 405

    def test_runserver_logs_no_query_either(self) -> None:
        request = ("GET /de/search/?q=Geheimwort HTTP/1.1", "200", "17")
        # pytest adds handlers of its own
        handlers = [
            handler
            for handler in logging.getLogger("django.server").handlers
            if not type(handler).__module__.startswith("_pytest")
        ]
        assert handlers
        for handler in handlers:
            record = logging.makeLogRecord({"msg": '"%s" %s %s', "args": request})
            assert handler.filter(record)
            assert '"GET /de/search/" 200 17' in handler.format(record)

    def test_what_is_too_long_or_no_text_is_refused_in_words_and_kept(self) -> None:
        page = ask(q="Wort " * 100)
        assert "höchstens 200 Zeichen" in page.text
        assert page.typed == "Wort " * 100
        both = Client().get("/de/search/", {"q": "\x00" + "x" * 300}).content.decode()
        assert both.count('id="q-error"') == 1
        page = ask("/en/search/", q="da\x00ten")
        assert "a character that no text has" in page.text
        assert page.typed == "daten"

    def test_the_search_is_a_way_of_every_page_and_a_form_on_the_register(self) -> None:
        assert "/de/search/" in hrefs(read(Client().get("/de/")))
        page = read(Client().get("/de/publications/"))
        assert page.tags["input"] == 1
        assert "/de/search/" in hrefs(page)

    def test_what_is_invented_is_said(self) -> None:
        make_publication(make_round(), title_de="Daten", title_en="Data", is_invented=True)
        assert "Publikationen auf dieser Seite sind erfunden" in ask(q="Daten").text
        assert "erfunden" not in ask(q="nichts").text


class AnyQueryTest(PropertyTestCase):
    def setUp(self) -> None:
        dialogue_round = make_round(theme_de='<i>"Thema" & mehr', theme_en="<i>")
        row = make_publication(
            dialogue_round, title_de="</h3><script>x</script>&amp;", title_en="'\"<b>"
        )
        make_statement(
            row, 2, text_de="a<b onload=x> & Müller ]]>", text_en="x", label_de="<em>Teilnehmende"
        )
        self.tags = set(ask(round="2020").tags) | set(ask().tags) | {"mark"}
        self.tags |= {"p", "a", "b", "ul", "li", "nav", "figure", "blockquote", "figcaption"}
        assert "script" not in self.tags
        assert "i" not in self.tags

    @given(st.text(max_size=250) | st.text(alphabet="<>&\"' \x00bscriptMülle#;=%", max_size=60))
    def test_any_query_gets_a_whole_page_with_every_character_escaped(self, query: str) -> None:
        try:
            query.encode()
        except UnicodeEncodeError:
            query = query.encode(errors="replace").decode()
        for language in ("de", "en"):
            page = ask(f"/{language}/search/", q=query)
            assert set(page.tags) <= self.tags
            assert page.typed == printable(query).replace("\r\n", "\n")


TEXTS = st.text(max_size=600) | st.text(alphabet="Aa üß<>&;'\"- \n\u0308\u00ad", max_size=600)


@given(TEXTS, st.lists(st.text(max_size=8)))
def test_a_marked_text_is_the_text(text: str, more: list[str]) -> None:
    words = {match[0].casefold() for match in words_in(tidy(text))} | set(more)
    for chosen in (words, set(list(words)[::2])):
        html = marked(text, chosen)
        assert unescape(re.sub("</?mark>", "", html)) == tidy(text)
        cut = unescape(re.sub("</?mark>", "", excerpt(text, chosen)))
        assert cut.removeprefix("… ").removesuffix(" …") in tidy(text)
        assert len(cut) <= LONGEST + 4


def test_an_excerpt_shows_the_word_that_was_found() -> None:
    text = "wort " * 300 + "Fund " + "wort " * 300
    cut = excerpt(text, {"fund"})
    assert "<mark>Fund</mark>" in cut
    assert cut.startswith("… wort")
    assert cut.endswith("wort …")


# --- the index --------------------------------------------------------------------------------

WORDS = st.sampled_from(["Daten", "daten", "Recht", "Rechte", "Asyl", "Weg", "Städte", "Amt"])
ENTRIES = st.dictionaries(
    st.integers(1, 6), st.tuples(st.lists(WORDS, max_size=4), st.lists(WORDS, max_size=4))
)


def as_sources(entries: dict[int, tuple[list[str], list[str]]]) -> list[Source]:
    return [
        Source(
            "finding",
            row,
            1,
            (),
            (2020,),
            row,
            str(row),
            (("de", ((" ".join(de), 1.0),)), ("en", ((" ".join(en), 2.0),))),
        )
        for row, (de, en) in entries.items()
    ]


def content(snapshot: Snapshot) -> dict[str, dict[str, dict[int, float]]]:
    """Return which row holds which word how much, without numbers and order."""
    return {
        language: {
            word: {
                snapshot.entries[number].row: weight
                for number, weight in zip(form.entries, form.weights, strict=True)
            }
            for word, form in vocabulary.forms.items()
        }
        for language, vocabulary in snapshot.vocabularies.items()
    }


@given(st.lists(ENTRIES, min_size=2, max_size=6))
def test_an_index_renewed_step_by_step_is_the_index_made_at_once(
    steps: list[dict[int, tuple[list[str], list[str]]]],
) -> None:
    snapshot = Snapshot()
    for version, step in enumerate(steps):
        before = content(snapshot)
        renewed_one = renewed(snapshot, as_sources(step), version)
        # whoever still looks into the one before is not disturbed
        assert content(snapshot) == before
        snapshot = renewed_one
        assert content(snapshot) == content(renewed(Snapshot(), as_sources(step), 0))


class IndexTest(TestCase):
    def test_nothing_is_read_again_while_nothing_changes(self) -> None:
        make_publication(make_round())
        first = index.current()
        with self.assertNumQueries(1):
            assert index.current() is first
        PublicationStatement.objects.update(text_de="Anderes")
        second = index.current()
        assert second is not first
        assert second.version != first.version
        # what did not change was taken over
        same = [entry for number, entry in second.entries.items() if number in first.entries]
        assert {entry.sort for entry in same} == {"round"}

    def test_threads_find_the_same_at_the_same_time(self) -> None:
        dialogue_round = make_round()
        for number in range(20):
            make_publication(dialogue_round, title_de=f"Städte und Daten {number}")
        snapshot = renewed(Snapshot(), sources(), 1)
        queries = ["Stadt", "Datenn", "Sätze", "sentences", "Einbürgerung"] * 20

        def look(query: str) -> tuple[Any, ...]:
            found = find(query, snapshot, "de")
            return (query, tuple(found.matches), found.meant)

        alone = list(map(look, queries))
        with ThreadPoolExecutor(8) as pool:
            together = list(pool.map(look, queries))
        assert together == alone
        assert any(matches for _, matches, _ in alone)
