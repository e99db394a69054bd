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
from bisect import bisect_left, bisect_right
from functools import lru_cache
from urllib.parse import unquote

from anyascii import anyascii

from .lexicon import lookalikes

# What is not plain ASCII prose: a sign that it may be there, and the pattern - words broken across
# lines, blanks, markup inside words, entities. Each pattern starts with a character of its own, so
# that the search jumps from one to the next, and none can fail after a long run.
_SPECIALS = (
    ("-", re.compile(r"-(?<=\w-)[ \t]*\r?\n[ \t>]*(?=[a-z\u00df-\u00f6\u00f8-\u00ff])")),
    ("-\n", re.compile(r"\n(?<=\w-\n)[ \t>]*(?=[A-Z\u00c4\u00d6\u00dc])")),
    ("\n", re.compile(r"\n(?:[ \t\r\f\v]\s*|\n\n\s*)")),
    (" \n", re.compile(r" [ \t\r\f\v]*\n\s*")),
    ("  ", re.compile(r" [ \t\r\f\v]+")),
    ("<", re.compile(r"<(?<=\w<)[^<>\n]{1,100}>(?:<[^<>\n]{1,100}>)*(?=\w)")),
    ("**", re.compile(r"\*\*\*?(?:(?=\w)|(?<=\w\*\*)|(?<=\w\*\*\*))")),
    ("*", re.compile(r"\*(?<=\w\*)(?!in(?:nen)?\b)(?=\w)")),
    ("~~", re.compile(r"~~")),
    ("`", re.compile(r"`(?<=\w`)(?=\w)")),
    ("__", re.compile(r"__(?:(?=\w)|(?<=\w__))")),
    ("&", re.compile(r"&(?:\#x?[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")),
    ("%", re.compile(r"%[0-9a-fA-F]{2}(?:%[0-9a-fA-F]{2})*")),
)
_CONTROLS = tuple(chr(code) for code in (*range(9), 9, *range(11, 32), 127))
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
# The commonest characters of German and of typeset text that are one ASCII character each: to
# replace them one by one in C is several times faster than a pattern that stops at each.
_COMMON = (
    ("\u00e4", "a"), ("\u00f6", "o"), ("\u00fc", "u"), ("\u00c4", "A"), ("\u00d6", "O"),
    ("\u00dc", "U"), ("\u00e9", "e"), ("\u00a0", " "), ("\u2019", "'"), ("\u201c", '"'),
    ("\u201d", '"'), ("\u201e", '"'), ("\u00ab", '"'), ("\u00bb", '"'), ("\u2013", "-"),
)  # fmt: skip
_ABBREVIATIONS = (
    "Dr Prof St Nr No Mr Mrs Ms bzw ca vgl evtl Dipl Ing Hr Fr Abs Art incl inkl ggf sog usw "
    "Mio Mrd approx cf vs Sr Sra Hon Rev"
).split()
# A full stop ends a sentence, but not after a single letter ('z. B.', 'A. R.') or 'Dr.'.
_SENTENCE_END = re.compile(
    r"[.!?:;](?<![ .(\n][A-Za-z]\.)"
    + "".join(rf"(?<!{word}\.)" for word in _ABBREVIATIONS)
    + r"[\"')\]]*\s"
)
_SPACED_OUT = re.compile(r"(?<![A-Za-z0-9])[A-Za-z](?:[ .\-_](?:ss|[A-Za-z])){2,40}(?![A-Za-z0-9])")
_LONE_LETTERS = re.compile(r"[ .\-_][A-Za-z][ .\-_](?=[A-Za-z](?![A-Za-z0-9]))")
_LINE_END = re.compile(r"\n+")
_BETWEEN = re.compile(r"[ .\-_]")
_WRAPPED_LINE = 55  # characters: a shorter line was ended on purpose
_IGNORED = frozenset("\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u3164\ufeff\uffa0")


class Text:
    """A normalised text. See the module's docstring for ``plain`` and ``folded``."""

    __slots__ = ("_bounds", "_ends", "_spaced", "_starts", "folded", "original", "plain")

    def __init__(self, original: str) -> None:
        self.original = original
        self._spaced: list[tuple[int, int, str]] | None = None
        self._bounds: list[int] | None = None
        # Length-changing edits: (start in plain, end in plain, start and end in the original).
        self._starts: list[int] = []
        self._ends: list[tuple[int, int, int]] = []
        self.plain = self._normalise(original)
        self.folded = self.plain.lower().replace("\n", " ")

    def _normalise(self, original: str) -> str:
        pieces: list[str] = []
        shift = last = 0
        prepared = original
        if not original.isascii():
            for character, replacement in _COMMON:
                prepared = prepared.replace(character, replacement)
        for start, end in _specials_in(prepared):
            if start < last:
                continue
            replacement = _replacement(prepared[start:end])
            if prepared[start] == "\n" and prepared[start - 1 : start] == "-":
                # Nothing but a break inside a hyphenated word is matched behind a hyphen.
                replacement = "" if original[end : end + 1].isupper() else replacement
            pieces.append(prepared[last:start])
            pieces.append(replacement)
            last = end
            if len(replacement) != end - start:
                self._starts.append(start + shift)
                shift += len(replacement) - (end - start)
                self._ends.append((end + shift, start, end))
        if not pieces:
            return prepared
        pieces.append(prepared[last:])
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

    def spaced_out(self) -> list[tuple[int, int, str]]:
        """Words with a blank or mark between all their letters: start, end, the letters."""
        if self._spaced is None:
            self._spaced = []
            end = -1
            for sign in _LONE_LETTERS.finditer(self.plain):
                if sign.start() > end:
                    match = _SPACED_OUT.match(self.plain, max(0, sign.start() - 1))
                    match = match or _SPACED_OUT.match(self.plain, sign.start() + 1)
                    if match:
                        end = match.end()
                        letters = _BETWEEN.sub("", match.group())
                        self._spaced.append((match.start(), end, letters))
        return self._spaced

    def sentence(self, start: int, end: int, reach: int = 400) -> tuple[int, int]:
        """The bounds of the sentence (or line) around a span, cut off ``reach`` from it."""
        if self._bounds is None:
            ends = [match.end() for match in _SENTENCE_END.finditer(self.plain)]
            ends += [m.end() for m in _LINE_END.finditer(self.plain) if self._ends_line(m.span())]
            self._bounds = [0, *sorted(ends), len(self.plain) + 1]
        place = bisect_right(self._bounds, start) - 1
        after = bisect_left(self._bounds, end, place + 1)
        high = min(self._bounds[min(after, len(self._bounds) - 1)], len(self.plain))
        return max(self._bounds[place], start - reach), max(end, min(high, end + reach))

    def _ends_line(self, span: tuple[int, int]) -> bool:
        """Whether a line end ends a sentence: not in the middle of wrapped text."""
        start, end = span
        plain = self.plain
        if end - start > 1:
            return True
        if plain[end : end + 1].islower():
            return False
        if start < _WRAPPED_LINE or not (plain[start - 1].isalnum() or plain[start - 1] == ","):
            return True
        return plain.rfind("\n", start - _WRAPPED_LINE, start) >= 0


def _specials_in(text: str) -> list[tuple[int, int]]:
    """Where a text is not plain ASCII prose, in order; where two overlap, the first one counts."""
    patterns = [pattern for sign, pattern in _SPECIALS if sign in text]
    if not text.isascii():
        patterns.append(_NOT_ASCII)
    if any(control in text for control in _CONTROLS):
        patterns.append(_CONTROL)
    return sorted(match.span() for pattern in patterns for match in pattern.finditer(text))


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
