"""An organisation behind a preposition of source: 'laut …', 'aus dem … kam', 'so das …'."""

from __future__ import annotations

import re

from .capitals import THINKS_THERE, happened_at
from .clauses import Clause
from .echoes import echo_of
from .frames import DETERMINER, frames
from .publications import is_cited, names_document, names_publication
from .seats import seat_of
from .text import Text
from .world import has_past, is_legal

Source = tuple[int, int, str]
"""Where a source starts and ends, and the key of the reason."""

_PHRASE_START = re.compile(rf"\b{DETERMINER} (?:[a-z-]+ ){{0,2}}?$")
_ITS_ARTICLE = re.compile(r"\b(?:der|die|das|dem|den|des|the) $")
_HELPED = re.compile(
    r"^ (?:erhalt|erhalten|bekommt|bekommen|gibt es|steht|wird|endet|lauft|is available|ends|"
    r"covers|"
    r"reaches)\b"
)
_FIRST = frozenset({"", "das ", "die ", "the "})


# 'On behalf of the BMG, the KfW finances …': for whom an office works.
_BY_ORDER = re.compile(r"on behalf of|stellvertretend")
# 'Mehr dazu auf der Seite des …'
_ON_WEBSITE = re.compile(
    r"\b(?:www|abrufbar|nachzulesen|finden|mehr|siehe|unter|steh(?:t|en)|[a-z]*laden|online|"
    r"formulare?|antrage?|merkblatter|available|download(?:ed)?|more|see)\b[^;:]*"
    r"\b(?:auf|on) (?:der|den|the) (?:[a-z]*seiten?|pages?|site|website) (?:des|der|of)(?: the)? $"
)


def by_preposition(
    text: Text, clause: Clause, low: int, span: tuple[int, int], is_weak: bool, is_place: bool
) -> Source | None:
    """'Laut …', 'aus dem … kam', 'für das … sprach', 'so das …'."""
    frame, left, right = frames(), clause.left, clause.right
    start, end = span
    if _ON_WEBSITE.search(clause.whole):
        return None
    match = frame.source_left.search(left)
    if match and _BY_ORDER.match(match.group()) and right.startswith(",") and not has_past(right):
        match = None
    if match and not is_weak and not names_publication(right):
        # 'laut Weisung des …' names a thing of theirs.
        gap = text.plain[low + match.start("gap") : start]
        public = is_cited("", right) or names_document(right)
        if not any(word[:1].isupper() for word in gap.split()) and not public:
            return low + match.start(), end, "affiliation.source"
    match = frame.from_left.search(left)
    after = frame.from_right.match(right)
    if match and after and not (is_weak and happened_at(left, right)):
        return low + match.start(), end + after.end(), "affiliation.source"
    match = frame.for_left.search(left)
    if match and frame.for_right.match(right):
        return low + match.start(), end, "affiliation.source"
    begin = low + phrase_start(left)
    if right.startswith(" zufolge"):
        return begin, end, "affiliation.source"
    if frame.so_left.search(left) and (not right or right[0] in ".,;:!?)"):
        return begin, end, "affiliation.source"
    if is_place:
        match = frame.place_left.search(left)
        if match and THINKS_THERE.match(right):
            return low + match.start(), end, "affiliation.source"
        return None
    # With nothing before it but its article it is a subject, and these are not.
    is_first = left in _FIRST and not right.startswith(" being")
    seat = None if is_first else seat_of(left, right)
    if seat is not None:
        return low + seat, end, "affiliation.source"
    echo = None if is_first else echo_of(left, right)
    if echo:
        return low + echo[0], end + echo[1], "affiliation.source"
    match = frame.seat_left.search(left)
    whoever = (
        match and match.group().startswith(("wer ", "anyone", "whoever")) and not has_past(right)
    )
    if match and not whoever and frame.seat_right.match(right):
        return low + match.start(), end, "affiliation.source"
    match = frame.place_left.search(left)
    if match and frame.place_right.match(right):
        return low + match.start(), end, "affiliation.source"
    match = frame.echo_left.search(left)
    standing = _HELPED.match(right) and not has_past(left)
    if match and not standing and not is_legal(left, ""):
        return low + match.start("last"), end, "affiliation.source"
    if frame.drawn_left.search(left):
        return begin, end, "affiliation.source"
    if frame.echo_to_left.search(left) and frame.echo_right.match(right):
        return begin, end, "affiliation.source"
    match = frame.present_left.search(clause.whole)
    if match:
        return begin, end, "affiliation.source"
    return None


def phrase_start(left: str) -> int:
    match = _ITS_ARTICLE.search(left) or _PHRASE_START.search(left)
    return match.start() if match else len(left)
