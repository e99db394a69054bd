"""Forms of names the rosters of the cases do not hold, and the lists about names."""

import time

import pytest

from sessions.chatham_house import Person, Roster, scan
from sessions.chatham_house.lexicon import ascii_fold, rows_of
from sessions.chatham_house.name_data import nicknames
from sessions.chatham_house.name_kinds import is_masculine, kinds

ROOM = Roster(
    "names",
    (
        Person("p1", "Iain", "MacGregor"),
        Person("p2", "Sami", "Al-Khatib"),
        Person("p3", "Daniel", "Page"),
        Person("p4", "Wolfgang", "Bäcker"),
        Person("p5", "Ralf", "Kessler"),
        Person("p6", "Hugo", "Ferrão"),
        Person("p7", "Tsegaye", "Bekele"),
        Person("p8", "Joachim", "Stein"),
        Person("p9", "Mark", "Winter"),
        Person("p10", "Petra", "von der Lippe"),
        Person("p11", "Beate", "Sommer"),
    ),
    (),
)


def blocked(text, language):
    findings = scan(text, ROOM, language)
    return [text[f.start : f.end] for f in findings if f.severity == "block"]


@pytest.mark.parametrize(
    ("text", "language", "span"),
    [
        ("On pensions, see the remark by McGregor.", "en", "McGregor"),
        ("Mac Gregor was brief.", "en", "Mac Gregor"),
        ("A hand at the back: Al-Kathib, on deadlines.", "en", "Al-Kathib"),
        ("Dan Page sent the sheet.", "en", "Dan Page"),
        ("Einspruch Bäcker: zu spät.", "de", "Bäcker"),
        ("Eine Zusage gab Bäcker nicht.", "de", "Bäcker"),
        ("cc Page, Kessler", "en", "Page"),
        ("Kessler's slide was clear.", "en", "Kessler's"),
        ("Nachfrage v. d. Lippe: Wer zahlt?", "de", "v. d. Lippe"),
        ("* Winter to check the reporting codes", "en", "Winter"),
        ("Please forward to Winter.", "en", "Winter"),
        ("Winter > can we park this?", "en", "Winter"),
        ("Winter missed the second day.", "en", "Winter"),
        ("Sommer und Winter kamen zum selben Schluss.", "de", "Winter"),
    ],
)
def test_a_form_is_found(text, language, span):
    assert span in blocked(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Lawyers fear the Kessler syndrome in orbit.", "en"),
        ("Kenenisa Bekele's marathon was on the screen.", "en"),
        ("Das Kessler-Syndrom beschreibt Trümmer im All.", "de"),
        ("Bekele in northern Ethiopia hosts two camps.", "en"),
        ("Zwischen Stein am Rhein und Konstanz pendeln Pflegekräfte.", "de"),
        ("Der gelernte Bäcker fand Arbeit.", "de"),
        ("We look forward to Winter.", "en"),
        ("The deadline was brought forward to Winter.", "en"),
        ("Winter > summer in terms of arrivals.", "en"),
        ("Sommer und Winter lagen dreißig Grad auseinander.", "de"),
        ("Winter kam in der zweiten Hälfte.", "de"),
        ("Im Hotel Winter sind noch Zimmer frei.", "de"),
    ],
)
def test_the_same_name_elsewhere_is_silent(text, language):
    assert scan(text, ROOM, language) == []


def test_the_kinds_of_words_do_not_contradict_each_other():
    counted = kinds("de", "person") | kinds("de", "thing")
    assert not counted & (kinds("de", "mass") | kinds("de", "time") | kinds("de", "plural"))
    assert is_masculine("koch")
    assert not is_masculine("linde")
    assert not is_masculine("richter")


def test_an_umlaut_makes_it_many():
    room = Roster("birds", (Person("p", "Tilman", "Vogel"),), ())
    assert scan("Vögel brachten Zweige.", room, "de") == []
    assert [f.severity for f in scan("Vogel brachte drei Beispiele.", room, "de")] == ["block"]


def test_a_telephone_number_beside_a_first_name():
    text = "Hugo can be reached at +32 470 55 01 99 until the weekend."
    assert blocked(text, "en") == ["Hugo", "+32 470 55 01 99"]


def test_nicknames_lead_both_ways():
    assert "dan" in nicknames()["daniel"]
    assert "daniel" in nicknames()["dan"]
    rows = [ascii_fold(row[0]) for row in rows_of("nicknames.tsv")]
    assert len(rows) == len(set(rows))


def test_what_looks_like_a_name_for_long_costs_no_more_than_its_length():
    for piece in ("cc Page, ", "Page und ", "10:12 ", "Tel. Page: ", "A. B. / ", "Page's tall "):
        scan(piece * 10, ROOM, "en")
        short = _seconds(piece * 2_000)
        assert _seconds(piece * 8_000) < 12 * max(short, 0.02)


def _seconds(text):
    started = time.process_time()
    scan(text, ROOM, "en")
    return time.process_time() - started
