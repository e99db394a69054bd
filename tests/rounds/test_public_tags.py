from dataclasses import dataclass

import pytest
from django.urls import resolve
from django.utils import translation

from rounds.models import Round
from rounds.templatetags.public import address_in, counted, sample_data, short_years, shy


@dataclass
class Thing:
    is_invented: bool


INVENTED, REAL = Thing(is_invented=True), Thing(is_invented=False)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Migrationsaußenpolitik", "Migrations\u00adaußen\u00adpolitik"),
        ("Gemischte Wanderungsbewegungen", "Gemischte Wanderungs\u00adbewegungen"),
        ("Politik der Städte", "Politik der Städte"),
    ],
)
def test_long_german_words_may_be_divided(text, shown):
    with translation.override("de"):
        assert shy(text) == shown


def test_english_words_stay_whole():
    with translation.override("en"):
        assert shy("Migrationsaußenpolitik") == "Migrationsaußenpolitik"


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [(2020, 2021, "2020–21"), (2020, 2020, "2020"), (2099, 2101, "2099–01")],
)
def test_years_in_a_narrow_column(start, end, shown):
    assert short_years(Round(start_year=start, end_year=end)) == shown


@pytest.mark.parametrize(
    ("language", "counts", "shown"),
    [
        ("de", {"years": 9, "rounds": 4}, "Neun Jahre, vier Runden"),
        ("de", {"years": 1, "rounds": 1}, "Ein Jahr, eine Runde"),
        ("en", {"years": 2, "sessions": 0, "publications": 12}, "Two years, 12 publications"),
        ("en", {"sessions": 0}, ""),
    ],
)
def test_counted_things_leave_out_what_there_is_none_of(language, counts, shown):
    with translation.override(language):
        assert counted(**counts) == shown


@pytest.mark.parametrize(
    ("language", "shown", "sentence"),
    [
        (
            "de",
            {"questions": [REAL], "sessions": [INVENTED], "publications": [INVENTED]},
            (
                "Beispieldaten: Sitzungen und Publikationen auf dieser Seite sind erfunden. "
                "Runden, Themen und Leitfragen sind echt."
            ),
        ),
        (
            "de",
            {"questions": [INVENTED], "sessions": [INVENTED], "publications": []},
            (
                "Beispieldaten: Leitfragen und Sitzungen auf dieser Seite sind erfunden. "
                "Runden und Themen sind echt."
            ),
        ),
        (
            "en",
            {"questions": [INVENTED, REAL], "sessions": [REAL]},
            (
                "Sample data: some guiding questions on this page are invented. "
                "Rounds and themes are real."
            ),
        ),
        (
            "en",
            {"publications": [INVENTED], "statements": [INVENTED], "people": [INVENTED]},
            (
                "Sample data: publications, statements and people on this page are invented. "
                "Rounds and themes are real."
            ),
        ),
        ("en", {"questions": [REAL], "sessions": [REAL], "publications": [REAL]}, ""),
        ("en", {}, ""),
    ],
)
def test_a_page_says_what_on_it_is_invented(language, shown, sentence):
    with translation.override(language):
        assert sample_data(**shown) == sentence


@pytest.mark.parametrize(
    ("page", "other"),
    [
        ("/de/", "/en/"),
        ("/de/rounds/2020-2021/", "/en/rounds/2020-2021/"),
        ("/de/publications/page-3/", "/en/publications/page-3/"),
        ("/accounts/login/", "/en/"),
    ],
)
def test_the_switch_of_language_keeps_the_page_where_it_has_a_language(page, other):
    with translation.override("de"):
        match = resolve(page)
        assert address_in("en", match) == other


def test_without_a_page_the_switch_leads_to_the_overview():
    assert address_in("de", None) == "/de/"
