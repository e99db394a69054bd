"""The labelled cases hold: what the scanner reached it may not lose again.

The floors stand a little under what was measured; the figures themselves are in
``docs/attribution.md`` and come from ``python -m tests.sessions.chatham_house.bench``.
"""

from __future__ import annotations

import pytest

from tests.sessions.chatham_house.bench import homonyms, measure
from tests.sessions.chatham_house.cases.loader import check, load_cases, load_rosters

CASES = load_cases()
OPEN = [case for case in CASES if not case.heldout]
HELD_OUT = [case for case in CASES if case.heldout]


def test_the_cases_themselves_are_in_order():
    assert check(CASES, load_rosters()) == []


@pytest.mark.parametrize(
    ("cases", "floors"),
    [
        (
            OPEN,
            {
                "name": 0.98,
                "contact": 0.99,
                "affiliation": 0.95,
                "role": 0.95,
                "small_group": 0.93,
                "unique_descriptor": 0.9,
            },
        ),
        (
            HELD_OUT,
            {
                "name": 0.95,
                "contact": 0.85,
                "affiliation": 0.9,
                "role": 0.95,
                "small_group": 0.85,
                "unique_descriptor": 0.8,
            },
        ),
    ],
    ids=["open", "held out"],
)
def test_what_leaks_is_found(cases, floors):
    report = measure(cases)
    for kind, floor in floors.items():
        one = report.kinds[kind]
        exact = kind not in ("small_group", "unique_descriptor")
        rate = one.block_recall if exact else one.any_recall
        assert rate.hits >= floor * rate.total, (kind, str(rate))
    assert report.leak_documents.hits >= 0.94 * report.leak_documents.total


@pytest.mark.parametrize("cases", [OPEN, HELD_OUT], ids=["open", "held out"])
def test_what_is_clean_passes(cases):
    report = measure(cases)
    assert report.clean_blocked.hits <= 0.015 * report.clean_blocked.total
    assert report.clean_reviewed.hits <= 0.03 * report.clean_reviewed.total
    assert report.precision.hits >= 0.98 * report.precision.total


def test_surnames_that_are_words_are_told_apart_in_german_prose():
    alarmed, found = homonyms()
    assert alarmed.total > 100
    assert alarmed.hits <= 0.02 * alarmed.total
    assert found.hits >= 0.9 * found.total
