"""All of a short biography in one phrase, and the names of places that look like posts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from . import speech
from .biographies import Fact
from .descriptor_frames import DETERMINER, is_in_news
from .nationality_frames import does
from .text import Text

_STEM = 8
# 'auf der Neumayer-Station': what stands before such a noun is a name, and no post in '-er'.
_NAMED_PLACE = re.compile(
    r"\b(?P<name>[a-z]{5,})[ -](?:station|camp|base|bridge|dam|school|hospital|clinic|mine|port|"
    r"lager|brucke|damm|schule|klinik|hafen|werft|inseln?|islands?|valley|prison)\b"
)
_OF_SO_MANY = re.compile(r"^ (?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)(?![a-z])")


def named_places(bios: Iterable[str]) -> frozenset[str]:
    """Stems of the names of stations, camps and the like in folded biographies."""
    return frozenset(
        match.group("name")[:_STEM] for bio in bios for match in _NAMED_PLACE.finditer(bio)
    )


def is_all_of_one(
    text: Text,
    said: Sequence[Fact],
    details: tuple[frozenset[str], ...],
    span: tuple[int, int, int, int],
) -> bool:
    """'A father of five did not believe it': all a short biography says, and it spoke there."""
    low, start, end, high = span
    if not all(any(fact.key in keys for fact in said) for keys in details):
        return False
    if not any(fact.key.startswith(("post:", "life:")) and not fact.is_deed for fact in said):
        return False
    determined = DETERMINER.search(text.folded[low:start])
    if determined is None:
        return False
    left, right = text.folded[low : low + determined.start()], text.folded[end:high]
    right = _OF_SO_MANY.sub("", right)
    sentence = text.folded[low:high]
    room = speech.in_room(sentence)
    if not room and (
        speech.in_media(sentence) or speech.dated(sentence) or is_in_news(left, right)
    ):
        return False
    return room or speech.spoke(right) or speech.said_before(left) or does(right)
