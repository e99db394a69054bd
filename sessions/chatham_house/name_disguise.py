"""Names with something hidden inside: '**B**ach', 'Wo<b>l</b>f', a letter of another alphabet."""

from __future__ import annotations

import re

from .text import Text

# Soft hyphens are set by typesetters, a zero-width sign inside a short word by nobody.
_INSIDE = re.compile("[*_~`<\u200b\u200c\u200d\u2060\ufeff\u0370-\u03ff\u0400-\u04ff]")
# '**F**ood, **I**rrigation and **E**nergy': letters that make an acronym.
_LETTERED = re.compile(r"(?:\*\*?|__?|<\w{1,6}>)\w{1,2}(?:\*\*?|__?|</\w{1,6}>)\w")
_MANY = 3
_REACH = 200


def is_disguised(text: Text, start: int, end: int) -> bool:
    """Whether the original of a match has markup or what cannot be seen between its letters."""
    low, high = text.original_start(start), text.original_end(end)
    if high - low == end - start and text.original.isascii():
        return False
    original = text.original
    if not _INSIDE.search(original, low, high):
        return False
    near = original[max(0, low - _REACH) : high + _REACH].split("\n")
    return max(len(_LETTERED.findall(line)) for line in near) < _MANY
