"""Normalising a text, with a way back to every original offset."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.chatham_house.text import Text


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Müller", "muller"),
        ("Weiß", "weiss"),
        ("Mu\u0308ller", "muller"),
        ("Brüg\u00adge\u200bmann", "bruggemann"),
        ("Rant-\nzen", "rantzen"),
        ("Hahn-\nLopez", "hahn-lopez"),
        ("Hell**mich**", "hellmich"),
        ("Hell<b>mich</b>", "hellmich</b>"),
        ("__Sommer__feld", "sommerfeld"),
        ("Teilnehmer*innen", "teilnehmer*innen"),
        ("M&uuml;ller", "muller"),
        ("M%C3%BCller", "muller"),
        ("\u041carsh", "marsh"),
        ("Ørsted Łukasz Đorđe", "orsted lukasz dorde"),
        ("ﬁnster", "finster"),
        ("a   b", "a b"),
        ("a\u00a0b", "a b"),
    ],
)
def test_disguises_come_off(written, folded):
    assert Text(written).folded == folded


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from("aäßu\u0308\u00ad-\n *_<b>&;%Cﬁ\u0430 .,"), max_size=60))
def test_every_offset_leads_back_into_the_original(original):
    text = Text(original)
    assert len(text.plain) == len(text.folded)
    starts = [text.original_start(n) for n in range(len(text.plain))]
    ends = [text.original_end(n + 1) for n in range(len(text.plain))]
    assert starts == sorted(starts)
    assert ends == sorted(ends)
    assert all(0 <= low < high <= len(original) for low, high in zip(starts, ends, strict=True))


def test_a_span_found_in_the_plain_text_is_the_span_as_written():
    original = "Es sprach Bru\u0308g\u00adge\u200bmann zuletzt."
    text = Text(original)
    start = text.folded.index("bruggemann")
    span = original[text.original_start(start) : text.original_end(start + len("bruggemann"))]
    assert span == "Bru\u0308g\u00adge\u200bmann"


def test_a_sentence_does_not_end_after_an_abbreviation():
    text = Text("Vorher. Das sagte Dr. Moor z. B. gestern. Danach.")
    place = text.folded.index("moor")
    low, high = text.sentence(place, place + 4)
    assert text.plain[low:high] == "Das sagte Dr. Moor z. B. gestern. "


def test_wrapped_lines_are_one_sentence_and_bullets_are_not():
    wrapped = Text(
        "Die Vertretung, die am Vormittag lange geschwiegen hatte, bat um\nAufschub für alle."
    )
    assert wrapped.sentence(5, 10)[1] == len(wrapped.plain)
    bullets = Text("- kurz\n- Wolf: nein")
    assert bullets.plain[slice(*bullets.sentence(9, 13))].startswith("- Wolf")
