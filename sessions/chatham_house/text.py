"""Text as the scanner reads it: without disguises, with a way back to the original offsets.

``plain`` is ASCII where the original is Latin: marks stripped, look-alike letters made Latin,
invisible characters and markup inside words removed, words broken across lines joined, runs of
blanks collapsed. Upper case and line ends stay. ``folded`` is the same in lower case with blanks
for line ends, code point for code point, so one offset serves both.
Sources: Unicode UTS #39 (confusables), UAX #15 (NFKD), Unicode Default_Ignorable_Code_Point.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from urllib.parse import unquote

from anyascii import anyascii

from .lexicon import lookalikes

# What is not plain ASCII prose. Every alternative starts with another character and none can
# fail after a long run, so the search is linear whatever the text.
_SPECIAL = re.compile(
    r"""
      [^\x00-\x7f]+
    | (?<=\w)-[ \t]*\r?\n[ \t>]*(?=[a-z\u00df-\u00f6\u00f8-\u00ff])  # a word broken across lines
    | [ \t\r\f\v]*\n\s*                                              # line ends
    | [ \t\r\f\v]{2,} | [\t\r\f\v\x00-\x08\x0e-\x1f\x7f]
    | (?<=\w)(?:<[^<>\n]{1,100}>)+(?=\w)                             # markup inside a word
    | (?<=\w)(?:\*{1,3}(?!in(?:nen)?\b)|~~|`|__)(?=\w) | (?<!\w)(?:\*{2,3}|__|~~)(?=\w)
    | &(?:\#x?[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});
    | (?:%[0-9a-fA-F]{2})+
    """,
    re.VERBOSE,
)
_BROKEN_WORD = re.compile(r"-[ \t]*\r?\n")
_UPPER_AFTER = re.compile(r"[A-Z]")
_SENTENCE_END = re.compile(r"[.!?:;][\"')\]]*\s|\n")
_WRAPPED_LINE = 55  # characters: a shorter line was ended on purpose
_ABBREVIATION = re.compile(
    r"(?:\b[A-Za-z]|\b(?:dr|prof|st|nr|no|mr|mrs|ms|bzw|ca|vgl|evtl|dipl|ing|hr|fr|abs|art|incl))\.$",
    re.IGNORECASE,
)
_IGNORED = frozenset("\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u3164\ufeff\uffa0")


class Text:
    """A normalised text. See the module's docstring for ``plain`` and ``folded``."""

    __slots__ = ("_ends", "_starts", "folded", "original", "plain")

    def __init__(self, original: str) -> None:
        self.original = original
        # Length-changing edits: (start in plain, end in plain, start and end in the original).
        self._starts: list[int] = []
        self._ends: list[tuple[int, int, int]] = []
        self.plain = self._normalise(original)
        self.folded = self.plain.lower().replace("\n", " ")

    def _normalise(self, original: str) -> str:
        pieces: list[str] = []
        shift = last = 0
        for match in _SPECIAL.finditer(original):
            start, end = match.span()
            replacement = _replacement(match.group())
            pieces.append(original[last:start])
            pieces.append(replacement)
            last = end
            if len(replacement) != end - start:
                self._starts.append(start + shift)
                shift += len(replacement) - (end - start)
                self._ends.append((end + shift, start, end))
        if not pieces:
            return original
        pieces.append(original[last:])
        return "".join(pieces)

    def original_start(self, offset: int) -> int:
        """Where the character at ``offset`` of the plain text starts in the original."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return offset
        plain_end, start, end = self._ends[index]
        return start if offset < plain_end else end + offset - plain_end

    def original_end(self, offset: int) -> int:
        """Where a span that ends at ``offset`` of the plain text ends in the original."""
        if offset == 0:
            return 0
        index = bisect_right(self._starts, offset - 1) - 1
        if index < 0:
            return offset
        plain_end, _, end = self._ends[index]
        return end if offset - 1 < plain_end else end + offset - plain_end

    def sentence(self, start: int, end: int, reach: int = 400) -> tuple[int, int]:
        """The bounds of the sentence (or line) around a span, looking at most ``reach`` far."""
        low = max(0, start - reach)
        left = low
        for match in _SENTENCE_END.finditer(self.plain, low, start):
            if self._ends_sentence(match.start()):
                left = match.end()
        right = min(len(self.plain), end + reach)
        for match in _SENTENCE_END.finditer(self.plain, end, right):
            if self._ends_sentence(match.start()):
                right = match.end()
                break
        return left, right

    def _ends_sentence(self, offset: int) -> bool:
        """Whether a full stop or line end ends a sentence: not after 'Dr.', not in wrapped text."""
        plain = self.plain
        if plain[offset] != "\n":
            return not _is_abbreviation(plain, offset)
        if plain[offset + 1 : offset + 2].islower():
            return False
        start = plain.rfind("\n", max(0, offset - _WRAPPED_LINE), offset)
        is_long = start < 0 <= offset - _WRAPPED_LINE
        return not (is_long and (plain[offset - 1].isalnum() or plain[offset - 1] == ","))

    def paragraph(self, start: int, end: int, reach: int = 4000) -> tuple[int, int]:
        """The bounds of the paragraph around a span: between line ends that are blank lines."""
        left = self.plain.rfind("\n\n", max(0, start - reach), start)
        right = self.plain.find("\n\n", end, end + reach)
        return (
            left + 2 if left >= 0 else max(0, start - reach),
            right if right >= 0 else min(len(self.plain), end + reach),
        )


def _is_abbreviation(plain: str, dot: int) -> bool:
    return plain[dot] == "." and bool(_ABBREVIATION.search(plain, max(0, dot - 6), dot + 1))


@lru_cache(maxsize=4096)
def _replacement(run: str) -> str:
    first = run[0]
    if first > "\x7f":
        return "".join(map(_plain_character, run))
    if first == "-":
        return ""
    if "\n" in run:
        return "\n\n" if run.count("\n") > 1 else "\n"
    if first in " \t\r\f\v":
        return " "
    if first == "&":
        return "".join(map(_plain_character, html.unescape(run)))
    if first == "%":
        return "".join(map(_plain_character, unquote(run, errors="replace")))
    if first in "<*~`_":
        return ""
    return " "


@lru_cache(maxsize=4096)
def _plain_character(character: str) -> str:
    """One character as ASCII where that says the same; empty for what cannot be seen."""
    if character <= "\x7f":
        return character
    category = unicodedata.category(character)
    if category in ("Cf", "Mn", "Me") or character in _IGNORED:
        return ""
    if category in ("Zs", "Zl", "Zp"):
        return " "
    if character in lookalikes():
        return lookalikes()[character]
    plain = anyascii(character)
    # anyascii spells out symbols in words; those would glue to the names beside them.
    return plain if plain and (len(plain) <= 2 or character.isalpha()) else " "


def fold(text: str) -> str:
    """A pattern in the form it has in ``Text.folded``."""
    return Text(text).folded
