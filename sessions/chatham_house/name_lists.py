"""Matches of names that stand together, as people do in a list and nouns seldom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from . import speech
from .forms import NameForm, PersonNames
from .lexicon import cues
from .name_extent import extend_left
from .text import Text

_LIST_GLUE = re.compile(r" ?(?:,|,? (?:und|and|sowie)|&|/) ?")
_PAIR_LEFT = re.compile(r"\b(?:zwischen|between|both|sowohl|with|by|from|bei|an|to|mit) $")
_EXCHANGE = re.compile(
    r"\b(?:austausch|streit|wortwechsel|disput|dialog|einigkeit|dissens|diskussion|gesprach|"
    r"exchange|"
    r"debate|argument|disagreement|discussion|conversation|clash|dispute)s? (?:zwischen|between) $"
)
_BETWEEN_RIGHT = re.compile(r" (?:blieb|bleibt|entspann|kam es|ging es|remained|was left|was no)\b")
_PAIR_RIGHT = re.compile(
    r"(?: (?:will (?:follow|check|send|draft|write|meet|talk|share|prepare|take|come)|to (?:follow|"
    r"check|send|draft|write|share)|waren sich|sind sich|einig|uneins|klaren|nickten|nodded|"
    r"agreed|disagreed|cited|both)\b|:)"
)
_LIST_OF_NAMES = 3


@dataclass(frozen=True, slots=True)
class Match:
    """Where a form of a name stands, and its ending."""

    start: int
    end: int
    form: NameForm
    tail: str


def listed_places(text: Text, matches: Sequence[Match], names: Sequence[PersonNames]) -> set[int]:
    """Places of matches that stand in a list with a certain name, or of three names."""
    listed: set[int] = set()
    chain: list[int] = []

    def close() -> None:
        people = {matches[place].form.person for place in chain}
        if len(people) < 2:
            return
        certain = any(not matches[p].form.common for p in chain) or any(
            extend_left(text, matches[p].start, names[matches[p].form.person], "surname")[1]
            in ("title", "given")
            for p in chain
        )
        if certain or len(people) >= _LIST_OF_NAMES or _is_pair(text, matches, chain):
            listed.update(chain)

    for place, match in enumerate(matches):
        if text.plain[match.start].islower():
            continue
        if chain:
            last = matches[chain[-1]]
            if match.start < last.end or match.start == last.start:
                chain.append(place)
                continue
            if not _LIST_GLUE.fullmatch(text.plain, last.end, match.start):
                close()
                chain = []
        chain.append(place)
    close()
    return listed


def _is_pair(text: Text, matches: Sequence[Match], chain: Sequence[int]) -> bool:
    """Whether two names that are words stand where a pair of people would."""
    first, last = matches[chain[0]], matches[chain[-1]]
    end = last.end + len(last.tail)
    left = text.folded[max(0, first.start - 24) : first.start]
    right = text.folded[end : end + 60]
    if _PAIR_RIGHT.match(right) or speech.speaks(right):
        return True
    if _EXCHANGE.search(text.folded[max(0, first.start - 40) : first.start]):
        return True
    if all(matches[place].form.pattern in cues("bare_nouns") for place in chain):
        return False
    if left.endswith(("zwischen ", "between ")):
        return _BETWEEN_RIGHT.match(right) is not None
    glue = text.plain[first.end : last.start]
    return "/" in glue or _PAIR_LEFT.search(left) is not None
