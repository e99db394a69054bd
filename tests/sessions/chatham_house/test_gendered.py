"""German singulars that tell a gender: noted, with a way to say it without one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sessions.chatham_house import Draft, DraftField, Kind, Part, Severity, assess, scan
from sessions.chatham_house.gendered import find_gendered
from sessions.chatham_house.lexicon import rows_of
from tests.sessions.chatham_house.rosters import crowd


def told(text: str) -> list[tuple[str, object]]:
    """Return each span with what is proposed instead."""
    return [(text[f.start : f.end], f.params["proposal"]) for f in find_gendered(text)]


@pytest.mark.parametrize(
    ("text", "span", "proposal"),
    [
        ("Die Referentin sah es anders.", "Die Referentin", "eine Stimme aus der Fachebene"),
        ("Der Sprecher widersprach.", "Der Sprecher", "eine Stimme"),
        ("Zuletzt fragte der Sprecher nach.", "der Sprecher", "eine Stimme"),
        ("Eine Kollegin aus Bonn fragte.", "Eine Kollegin", "eine andere Stimme"),
        ("Das darf jeder Teilnehmer.", "jeder Teilnehmer", "alle Teilnehmenden"),
        ("Ein Vertreter der Länder warnte.", "Ein Vertreter", "eine Stimme aus …"),
        ("Sie dankten der BMZ-Vertreterin.", "der BMZ-Vertreterin", "eine Stimme aus …"),
        ("Eine weitere Ökonomin rechnete.", "Eine weitere Ökonomin", None),
        ("Kein Experte widersprach.", "Kein Experte", "keine fachkundige Person"),
        ("Der Vorsitzende bat um Ruhe.", "Der Vorsitzende", "der Vorsitz"),
        ("Eine Vorsitzende bat um Ruhe.", "Eine Vorsitzende", "der Vorsitz"),
        ("Das kam von einem Referenten.", "einem Referenten", None),
        ("Einer der Teilnehmer schwieg.", "Einer der Teilnehmer", "eine teilnehmende Person"),
        ("Eine der Teilnehmenden schwieg.", "Eine der Teilnehmenden", None),
    ],
)
def test_a_singular_that_tells_a_gender_is_found(text, span, proposal):
    found = told(text)
    assert [words for words, _ in found] == [span]
    if proposal is not None:
        assert found[0][1] == proposal


@pytest.mark.parametrize(
    "text",
    [
        "Die Referentinnen und Referenten stimmten zu.",
        "Die Teilnehmenden sahen es anders.",
        "Vertreter der Wirtschaft warnten.",
        "Die Mehrheit der Teilnehmer war dafür.",
        "Viele der Experten zweifelten.",
        "Seitens der Vertreter gab es Zweifel.",
        "Das half den Referenten.",
        "Jede Teilnehmerin und jeder Teilnehmer darf das.",
        "Der Teilnehmer oder die Teilnehmerin darf das.",
        "Ein*e Referent*in darf das, der/die Vorsitzende auch.",
        "Der oder die Vorsitzende darf das.",
        "Der Bund und die Kommission zahlen, der Arbeitgeber auch.",
        "Die Arbeitgeber zahlen, die Geflüchteten nicht.",
        "Der Lautsprecher fiel aus, der Teilnehmerkreis lachte.",
        "Die Moderation bat eine teilnehmende Person um Geduld.",
        "",
    ],
)
def test_what_tells_no_gender_is_left_alone(text):
    assert told(text) == []


@pytest.mark.parametrize("row", rows_of("gendered.tsv"), ids=lambda row: row[0] + row[1])
def test_each_word_of_the_data_is_found_and_no_proposal_is(row):
    masculine, feminine, declined, person, everybody = row
    if declined == "none":
        assert told(f"Da war ein {masculine}.") == []
        return
    if masculine != "-":
        ending = "r" if declined == "adj" else ""
        assert told(f"Da war ein {masculine}{ending} dabei."), masculine
    if feminine != "-":
        assert told(f"Da war die {feminine} dabei."), feminine
    for proposal in (person, everybody):
        assert told(f"Da war {proposal} dabei.") == [], proposal


def test_offsets_are_those_of_the_text_as_typed():
    text = "Gut\u00adach\u00adten – „die  Kol\u00adle\u00adgin“ sprach."
    (found,) = find_gendered(text)
    assert text[found.start : found.end] == "die  Kol\u00adle\u00adgin"


def test_the_same_words_twice_are_two_findings():
    first, second = find_gendered("Die Kollegin fragte die Kollegin.")
    assert first.id != second.id


# --- in a draft --------------------------------------------------------------------------------

NOTED = "Die Kollegin sah es anders."


def judged(
    text: str, part: str = "a", language: str = "de", one_woman: bool = False, **more: object
):
    room = crowd({"ministry": 12, "ngo": 12})
    room = replace(room, parts=(*room.parts, Part("open", "on_the_record")))
    if one_woman:
        first, *others = (replace(person, gender="m") for person in room.people)
        room = replace(room, people=(replace(first, gender="f"), *others))
    other = {"de": "en", "en": "de"}[language]
    return assess(
        Draft(
            (
                DraftField("lead", language, text, (part,), **more),
                DraftField("lead", other, "Wasser", (part,), **more),
            )
        ),
        room,
    )


def test_it_is_a_note_and_stops_nothing():
    clearance = judged(NOTED)
    (found,) = clearance.findings
    assert (found.finding.kind, found.finding.severity) == (Kind.GENDERED, Severity.NOTE)
    assert not clearance.blocks
    assert not clearance.open_reviews
    assert clearance.is_clear


def test_on_the_record_and_in_english_there_is_nothing_to_note():
    assert judged(NOTED, part="open").findings == ()
    assert judged(NOTED, language="en").findings == ()
    assert judged("Teilnehmerin.pdf", kind="file_name").findings == ()


def test_what_is_worse_is_said_alone_until_it_is_mended():
    findings = judged(NOTED, one_woman=True).findings
    assert [f.finding.kind for f in findings] == [Kind.SMALL_GROUP]


def test_findings_stay_in_reading_order():
    findings = judged("Die Kollegin dankte Nachnamengo1, und der Kollege auch.").findings
    assert [f.finding.kind for f in findings] == [Kind.GENDERED, Kind.NAME, Kind.GENDERED]


def test_the_scanner_itself_knows_nothing_of_it():
    assert scan(NOTED, crowd({"ngo": 12}), "de") == []
