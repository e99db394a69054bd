"""Whether a verb of saying or doing follows a phrase directly, in any tense."""

from __future__ import annotations

import re
from functools import cache

from . import speech
from .lexicon import cues

_NEXT = re.compile(r"^,? ([a-z]+)")


@cache
def verbs() -> frozenset[str]:
    """The verbs of what people do in rooms: they say, do and take a stand."""
    return frozenset(
        word
        for section in ("speech", "acts", "stance", "room_acts", "human_acts")
        for word in cues(section)
        if " " not in word
    )


def acts_next(right: str) -> bool:
    """Whether one of them is the next word."""
    match = _NEXT.match(right)
    return match is not None and match.group(1) in verbs()


def is_told(sentence: str) -> bool:
    """Whether one of them stands anywhere in a sentence."""
    return not speech.words_of(sentence).isdisjoint(verbs())
