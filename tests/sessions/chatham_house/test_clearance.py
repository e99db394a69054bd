"""One decision for a whole draft: texts, regimes, labels, languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sessions.chatham_house import Draft, DraftField, EmptyRoster, Part, Roster, Severity, assess
from tests.sessions.chatham_house.rosters import PEOPLE, crowd, roster

PARTS = (Part("a"), Part("open", "on_the_record"), Part("closed", "not_for_use"))


def room() -> Roster:
    everywhere = frozenset({"a", "open", "closed"})
    return roster(
        people=tuple(replace(person, present_in=everywhere) for person in PEOPLE), parts=PARTS
    )


def both(path: str, de: str, en: str, parts: tuple[str, ...] = ("a",), **more: object) -> list:
    return [DraftField(path, "de", de, parts, **more), DraftField(path, "en", en, parts, **more)]


def judged(fields, **more):
    return assess(Draft(tuple(fields), **more), room())


def test_a_harmless_draft_is_clear():
    clearance = judged(both("title", "Wasser ist knapp", "Water is scarce"))
    assert clearance.is_clear
    assert clearance.findings == ()


@pytest.mark.parametrize("path", ["title", "lead", "statements/3/text", "alt", "link", "file"])
def test_a_name_blocks_in_every_field(path):
    clearance = judged(both(path, "Nach Brüggemann", "By the river"))
    assert [(f.path, f.language) for f in clearance.blocks] == [(path, "de")]
    assert not clearance.is_clear


def test_a_leak_in_one_language_stops_both():
    assert not judged(both("lead", "Niemand widersprach.", "Brüggemann objected.")).is_clear


def test_a_missing_counterpart_is_a_problem():
    clearance = judged([DraftField("lead", "de", "Nur deutsch.", ("a",))])
    assert [(p.reason, p.path, dict(p.params)) for p in clearance.language_problems] == [
        ("language.missing", "lead", {"language": "en"})
    ]


def test_links_and_file_names_need_no_counterpart_but_are_scanned():
    fields = [
        *both("title", "Wasser", "Water"),
        DraftField("file", "de", "brueggemann_notizen.pdf", ("a",), kind="file_name"),
    ]
    clearance = judged(fields)
    assert not clearance.language_problems
    assert [f.path for f in clearance.blocks] == ["file"]


def test_an_empty_draft_is_not_clear():
    assert [p.reason for p in judged(both("title", " ", "")).language_problems] == ["draft.empty"]


def test_on_the_record_names_are_free():
    text = both("lead", "Brüggemann begrüßte alle.", "Brüggemann welcomed all.", ("open",))
    assert judged(text).is_clear


def test_the_strictest_part_rules():
    text = both("lead", "Brüggemann begrüßte alle.", "All were welcome.", ("open", "a"))
    assert [f.finding.severity for f in judged(text).blocks] == [Severity.BLOCK]


def test_nothing_from_a_closed_part_is_published():
    clearance = judged(both("lead", "Wasser", "Water", ("closed",)))
    assert {p.reason for p in clearance.regime_problems} == {"regime.not_for_use"}


def test_an_unknown_part_is_not_taken_for_a_free_one():
    clearance = judged(both("lead", "Wasser", "Water", ("elsewhere",)))
    assert {p.reason for p in clearance.regime_problems} == {"regime.unknown_part"}


@pytest.mark.parametrize("parts", [("a",), ("open",)])
def test_a_secret_organisation_blocks_in_any_role_and_regime(parts):
    clearance = judged(
        both("lead", "Der Etat von Tiefwasser stieg 2019.", "Deepwater grew.", parts)
    )
    assert [f.finding.reason for f in clearance.blocks] == ["affiliation.secret"] * 2


def test_who_consented_to_this_wording_may_be_named_and_nobody_else():
    text = "Brüggemann und Zimmermann lobten das BMZ."
    fields = both("s", text, text, label="person", named=("p1",))
    names = {f.finding.refs for f in judged(fields).findings}
    assert names == {("p4",)}


def test_a_label_person_needs_somebody_who_consented():
    clearance = judged(both("s", "Wasser ist knapp.", "Water is scarce.", label="person"))
    assert [p.reason for p in clearance.label_problems] == ["label.person"] * 2


def test_a_review_finding_is_open_until_it_is_accepted():
    text = both("lead", "Der Haushalt des BMZ sinkt.", "Water is scarce.")
    first = judged(text)
    assert [f.finding.severity for f in first.open_reviews] == [Severity.REVIEW]
    ids = [f.finding.id for f in first.open_reviews]
    again = assess(Draft(tuple(text)), room(), accepted=ids)
    assert again.is_clear
    changed = both("lead", "Der Haushalt des BMZ sinkt stark.", "Water is scarce.")
    assert not assess(Draft(tuple(changed)), room(), accepted=ids).is_clear


def test_a_block_finding_cannot_be_accepted():
    text = both("lead", "Brüggemann schwieg.", "Water is scarce.")
    ids = [f.finding.id for f in judged(text).blocks]
    assert not assess(Draft(tuple(text)), room(), accepted=ids).is_clear


def test_labels_of_one_draft_and_of_what_was_published_are_judged_together():
    big = crowd({"ministry": 8, "agency": 3, "ngo": 9})
    text = both("s1", "Wasser", "Water", label="sector:ministry")
    assert assess(Draft(tuple(text)), big).is_clear
    published = (("sector_group:public", ("a",)),)
    clearance = assess(Draft(tuple(text), published=published), big)
    assert {p.reason for p in clearance.label_problems} == {"labels.people"}


def test_an_unknown_label_is_a_problem_and_no_crash():
    clearance = judged(both("s", "Wasser", "Water", label="everybody"))
    assert "label.unknown" in {p.reason for p in clearance.label_problems}


def test_a_statement_that_ties_to_the_one_before_adds_its_facts():
    firms = crowd({"firm": 6, "ngo": 6})
    people = tuple(
        replace(p, gender="f" if p.id in ("firm0", "ngo0", "ngo1", "ngo2", "ngo3", "ngo4") else "m")
        for p in firms.people
    )
    mixed = replace(
        firms,
        people=tuple(
            replace(p, sector="business") if p.id.startswith("firm") else p for p in people
        ),
    )
    fields = [
        *both("s1", "Aus der Wirtschaft kam lange nichts.", "Nothing was said for long."),
        *both("s2", "Dann bat eine Teilnehmerin von dort um Geduld.", "Patience was asked for."),
    ]
    found = assess(Draft(tuple(fields)), mixed).findings
    assert [(f.path, f.language, f.finding.reason, f.finding.refs) for f in found] == [
        ("s2", "de", "small_group.combined", ("firm0",))
    ]


def test_an_empty_roster_is_never_clear():
    with pytest.raises(EmptyRoster):
        assess(Draft(tuple(both("s", "Wasser", "Water", ()))), Roster("r", (), ()))


JUDGE = "Eine frühere Richterin kannte den Fall."
GHANA = "Jemand mit Wurzeln in Ghana sagte das."


def test_one_detail_of_a_life_is_a_question():
    clearance = judged(both("s", JUDGE, "A former judge knew the case."))
    assert [f.finding.reason for f in clearance.open_reviews] == ["descriptor.one_fact"] * 2
    assert not clearance.blocks


def test_two_details_in_two_statements_are_a_person():
    fields = [
        *both("s/0", JUDGE, "A former judge knew the case."),
        *both("s/1", "Wasser ist knapp.", "Water is scarce."),
        *both("s/2", GHANA, "Someone born in Ghana said so."),
    ]
    clearance = judged(fields)
    assert {(f.path, f.finding.reason) for f in clearance.blocks} == {
        ("s/0", "descriptor.added_up"),
        ("s/2", "descriptor.added_up"),
    }


def test_a_trade_and_a_diploma_are_a_person():
    chemist = replace(PEOPLE[0], bios=("promovierte Chemikerin; Diplom aus Plowdiw",))
    fields = [
        *both("title", "Ein Diplom aus Plowdiw", "A degree from Plovdiv", parts=()),
        *both("s/0", "Eine Chemikerin warnte davor.", "A chemist warned of it.", parts=()),
    ]
    assert not assess(Draft(tuple(fields[:2])), roster(people=(chemist, *PEOPLE[1:]))).blocks
    clearance = assess(Draft(tuple(fields)), roster(people=(chemist, *PEOPLE[1:])))
    assert {(f.path, f.language, f.finding.reason) for f in clearance.blocks} == {
        (path, language, "descriptor.added_up")
        for path in ("title", "s/0")
        for language in ("de", "en")
    }


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_detail_published_before_adds_up_too(language):
    published = {"de": GHANA, "en": "Someone born in Ghana said so."}[language]
    fields = both("s", JUDGE, "A former judge knew the case.")
    clearance = judged(fields, released=lambda: [(language, published)])
    assert [f.finding.reason for f in clearance.blocks] == ["descriptor.added_up"] * 2


def test_the_same_detail_published_before_adds_nothing():
    fields = both("s", JUDGE, "A former judge knew the case.")
    clearance = judged(fields, released=lambda: [("en", "A former judge knew the case.")])
    assert not clearance.blocks


def test_what_was_published_is_not_read_for_a_draft_without_details():
    def unread():
        raise AssertionError("read")

    assert judged(both("title", "Wasser ist knapp", "Water is scarce"), released=unread).is_clear
