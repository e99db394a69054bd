"""Finds speakers by their initials, and telephone numbers beside a name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from .context import starts_line
from .findings import Kind, Severity
from .forms import split_family
from .hits import Hit
from .lexicon import ascii_fold, cues
from .roster import Person
from .text import Text

# With dots in brackets or before a colon or dash, without dots as a tag. The dotted patterns start
# at the first dot: a full stop is rarer than a capital.
_DOTTED = (
    re.compile(r"\.(?<=[A-Z]\.)[ -]?(?:[A-Z]\.[ -]?)?[A-Z](?:\.|(?=[)\]]))(?= ?[)\]:,]| [-/] )"),
    re.compile(r"\.(?<=[a-z]\.) ?[a-z]\.(?= ?:| - )"),
)
_TAG = re.compile(r"(?:[A-Z]{2,3}|[A-Z][a-z]{1,2}[A-Z])(?= ?:| [-/(] ?)")
_NO_DOTS = str.maketrans("", "", ". -")
# A telephone number: a sign or zero, then seven to fifteen digits with marks between.
_PHONE = re.compile(r"[+0]\d(?<![\w+]..)(?:[ ()/.-]{0,2}\d){6,14}(?!\d)")
_PHONE_REACH = 120


def initials_of(people: Iterable[Person]) -> dict[str, list[str]]:
    """Initials, given name first, and the ids of those who have them."""
    found: dict[str, list[str]] = defaultdict(list)
    for person in people:
        particles, core = split_family(person.family)
        if not person.given or not core:
            continue
        parts = [word for word in re.split(r"[ -]", person.given) if word]
        families = {core[0][0], "".join(word[0] for word in core)}
        families |= {"".join(word[0] for word in (*particles, *core))}
        for given in {person.given[0], "".join(word[0] for word in parts)}:
            for family in families:
                found[ascii_fold(given + family).upper()].append(person.id)
    return found


def speaker_initials(text: Text, initials: Mapping[str, Sequence[str]]) -> Iterator[Hit]:
    """Initials where a speaker stands: before a colon or dash on a line, or in brackets."""
    plain = text.plain
    spans = [(m.start() - 1, m.end()) for pattern in _DOTTED for m in pattern.finditer(plain)]
    spans += [match.span() for match in _TAG.finditer(plain)]
    for start, end in spans:
        letters = plain[start:end]
        refs = initials.get(letters.translate(_NO_DOTS).upper())
        before = plain[max(0, start - 2) : start]
        if not refs or before[-1:].isalnum() or before[-1:] == ".":
            continue
        if "." in letters:
            stands = before[-1:] in ("(", "[") or starts_line(text, start)
        else:
            # '(AA)' is an acronym as often as initials; a tag stands at the start of a line.
            stands = letters.lower() not in cues("no_initials") and (
                before in ("", "- ") or before[-1:] == "\n"
            )
        if stands:
            yield Hit(start, end, Kind.NAME, Severity.BLOCK, tuple(refs), "name.initials")


def telephones(text: Text, names: Sequence[Hit]) -> Iterator[Hit]:
    """Telephone numbers in the sentence of a name."""
    if not names:
        return
    ordered = sorted(names, key=lambda hit: hit.start)
    starts = [hit.start for hit in ordered]
    for match in _PHONE.finditer(text.plain):
        low, high = text.sentence(match.start(), match.end(), _PHONE_REACH)
        place = bisect_left(starts, low)
        if place < len(ordered) and ordered[place].start < high:
            refs = ordered[place].refs
            yield Hit(*match.span(), Kind.CONTACT, Severity.BLOCK, refs, "contact.phone")
