"""Findings: where, what, why, and that they stay what they are."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from sessions.chatham_house import (
    EmptyRoster,
    Kind,
    NotText,
    Person,
    Roster,
    Severity,
    TextTooLarge,
    scan,
    scanner,
)
from sessions.chatham_house.scanner import compile_roster
from tests.sessions.chatham_house.rosters import PEOPLE, roster

BLOCK, REVIEW, NOTE = Severity.BLOCK, Severity.REVIEW, Severity.NOTE


def found(text: str, language: str = "de", **changes: object) -> list[tuple[str, str, str]]:
    """Kind, severity and span of each finding."""
    return [
        (f.kind.value, f.severity.value, text[f.start : f.end])
        for f in scan(text, roster(**changes), language)
    ]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Brüggemann widersprach.", "Brüggemann"),
        ("Brueggemanns Tabelle lag vor.", "Brueggemanns"),
        ("Das hat Bruggeman schon gesagt.", "Bruggeman"),
        ("Frau Dr. Brüggemann eröffnete.", "Frau Dr. Brüggemann"),
        ("(G. B.) Wir beginnen.", "G. B."),
        ("Der Brüggemann-Plan blieb liegen.", "Brüggemann-Plan"),
        ("B r ü g g e m a n n: nein", "B r ü g g e m a n n"),
        ("Wolf bat um Geduld.", "Wolf"),
        ("„Später“, ergänzte Wolf.", "Wolf"),
        ("WOLF: Ich warte.", "WOLF"),
        ("Ein Einwurf von Wolf: nein.", "Wolf"),
        ("Lopez schwieg dazu.", "Lopez"),
        ("Hahn-\nLopez schwieg dazu.", "Hahn-\nLopez"),
        ("Van der Aa schwieg dazu.", "Van der Aa"),
        ("Fernweh war eingeladen.", "Fernweh"),
    ],
)
def test_a_participant_is_found_in_any_form(text, span):
    assert ("name", "block", span) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Der Wolf ist zurück.",
        "Ein Wolf, zwei Schafe.",
        "Zimmermann und Maurer werden gesucht.",
        "Die Christa-Wolf-Lesung fiel aus.",
        "Als Zimmermann fand er Arbeit.",
        "Der Hahn kräht.",
        "Einige Teilnehmende zweifelten.",
        "Jedes Haus braucht eine Referatsleiterin.",
    ],
)
def test_what_only_looks_like_one_stays_silent(text):
    assert found(text) == []


def test_a_mention_is_for_a_person_to_judge_and_a_source_is_not():
    assert found("Der Haushalt des BMZ sinkt.") == [("affiliation_mention", "review", "BMZ")]
    assert found("Eine Vertreterin des BMZ lobte den Entwurf.") == [
        ("affiliation", "block", "Eine Vertreterin des BMZ")
    ]


def test_a_post_held_by_one_person_blocks():
    assert found("Die Referatsleiterin für Wasser kam später.")[0][:2] == ("role", "block")
    assert found("Die Moderatorin dankte allen.")[0][:2] == ("role", "block")


def test_a_biography_blocks():
    assert found("Eine frühere Richterin in Accra kannte das.") == [
        ("unique_descriptor", "block", "Eine frühere Richterin in Accra")
    ]


def test_a_quotation_is_a_note():
    text = "Es hieß: „Wir haben lange auf dieses Gespräch gewartet.“"
    assert found(text)[0][:2] == ("quotation", "note")


def test_findings_are_sorted_and_point_into_the_original():
    text = "Wolf\u00adgang? Nein: Brüg\u200bgemann, dann Zimmermann (BMZ)."
    findings = scan(text, roster())
    assert [f.start for f in findings] == sorted(f.start for f in findings)
    assert all(0 <= f.start < f.end <= len(text) for f in findings)
    assert "Brüg\u200bgemann" in {text[f.start : f.end] for f in findings}


def test_ids_stay_while_the_sentence_stays():
    sentence = "Der Haushalt des BMZ sinkt."
    alone = scan(sentence, roster())[0]
    moved = scan(f"Vorher kam ein anderer Satz. {sentence}", roster())[0]
    changed = scan("Der Haushalt des BMZ sinkt stark.", roster())[0]
    assert alone.id == moved.id != changed.id


def test_the_same_words_twice_in_a_sentence_are_two_findings():
    findings = scan("Das BMZ zahlt, das BMZ prüft.", roster())
    assert len({f.id for f in findings}) == len(findings) == 2


def test_params_never_hold_a_name():
    for finding in scan("Brüggemann und die Moderatorin lobten Wolf.", roster()):
        assert set(finding.params) <= {"count"}


@pytest.mark.parametrize("text", [None, 7, b"Wolf", ["Wolf"]])
def test_what_is_no_text_is_refused(text):
    with pytest.raises(NotText):
        scan(text, roster())


def test_a_text_over_the_limit_is_refused_and_not_cut(monkeypatch):
    monkeypatch.setattr(scanner, "MAX_CHARACTERS", 10)
    with pytest.raises(TextTooLarge, match="10"):
        scan("x" * 11, roster())


@pytest.mark.parametrize("people", [(), (Person("p"),), (Person("p", " ", "\u00a0"),)])
def test_a_roster_that_names_nobody_is_refused(people):
    with pytest.raises(EmptyRoster):
        scan("Wolf sprach.", Roster("r", people, ()))


def test_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="fr"):
        scan("Wolf", roster(), "fr")


@pytest.mark.parametrize("family", ["O", "", "-", "'", "von", "\u00df", "Ñ", "💧", "a" * 500])
def test_odd_names_do_no_harm(family):
    odd = Person("odd", "Yi", family)
    assert isinstance(scan("Yi O. und a sprach, von - O.", roster(people=(odd,))), list)


def test_a_name_of_one_letter_is_found_beside_the_given_name():
    people = (Person("y", "Jiwoo", "O"),)
    assert ("name", "block", "Jiwoo O") in found("Dazu Jiwoo O zum Schluss.", people=people)
    assert found("O Tannenbaum, o Tannenbaum.", people=people) == []


def test_a_changed_roster_is_compiled_anew_and_the_same_one_is_not():
    first, again = compile_roster(roster()), compile_roster(roster())
    assert first is again
    renamed = roster(people=(replace(PEOPLE[0], family="Moorgat"), *PEOPLE[1:]))
    assert compile_roster(renamed) is not first
    assert scan("Moorgat sprach.", renamed)
    assert not scan("Moorgat.", roster())


SIZE = 1_000_000
HOSTILE = {
    "one letter": "a",
    "capitals": "A",
    "combining marks": "\u0308",
    "zero width": "\u200b",
    "nested markup": "<b><i>",
    "open brackets": "<",
    "blanks": " ",
    "line ends": "\n",
    "stars": "*",
    "at signs": "@ ",
    "initials": "G. B. ",
    "loose letters": "a ",
    "broken words": "a-\n",
    "digits": "0",
    "digits and letters": "a0",
    "percent": "%C3",
    "entities": "&amp;",
    "look-alikes": "\u0430",
    "names": "Wolf, ",
    "almost a name": "Bruggeman ",
    "titles": "Frau Dr. ",
    "emoji": "\U0001f600",
}


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_takes_time_in_proportion(unit):
    """Eight times the text may take eight times as long, and some slack; not sixty-four times."""
    small, large = (unit * (size // len(unit)) for size in (SIZE // 8, SIZE))
    scan(small, roster())
    started = time.process_time()
    scan(small, roster())
    middle = time.process_time()
    scan(large, roster())
    finished = time.process_time()
    assert finished - middle < 8 * 3 * (middle - started) + 0.5


def test_lone_surrogates_and_nulls_are_text_too():
    assert ("name", "block", "Brüggemann") in found("\ud800\x00 Brüggemann \udfff")


def test_kinds_and_severities_are_the_documented_ones():
    assert [kind.value for kind in Kind] == [
        "name",
        "contact",
        "affiliation",
        "affiliation_mention",
        "role",
        "small_group",
        "unique_descriptor",
        "quotation",
        "gendered",
    ]
    assert [severity.value for severity in (BLOCK, REVIEW, NOTE)] == ["block", "review", "note"]
