"""The same word in the same surroundings over and over: read once, it need not be read again.

Nobody writes so, but a text may be made to keep the scanner busy.
"""

from __future__ import annotations

from .text import Text

_NEAR = 24
_REACH = 700
"""Further than any rule looks from a match."""


class Repeats:
    """Remembers the surroundings of the last match, and whether nothing was found there."""

    __slots__ = ("_end", "_last", "was_empty")

    def __init__(self) -> None:
        self._end = -_NEAR
        self._last: tuple[object, str] | None = None
        self.was_empty = False

    def again(self, text: Text, start: int, end: int, key: object) -> bool:
        """Whether the match before, just before this one, was the same and gave nothing."""
        current = None
        if 0 < start - self._end < _NEAR:
            current = (key, text.plain[max(0, start - _REACH) : end + _REACH])
        is_same = current is not None and current == self._last and self.was_empty
        self._end, self._last = end, current
        return is_same
