"""The words around a match, read from a short slice: the cost does not grow with the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from .lexicon import alternation, cues
from .text import Text

_REACH = 90
# read backwards, from where the word ends: forwards it would be sought behind every word
_TOKEN_BEFORE = re.compile(
    r"([^A-Za-z0-9]*?)(['.]*[A-Za-z0-9](?:[A-Za-z0-9'.]*[A-Za-z0-9])?)(?![A-Za-z0-9])"
)
_TOKEN_AFTER = re.compile(r"([^A-Za-z0-9]*)([A-Za-z0-9](?:[A-Za-z0-9']*[A-Za-z0-9])?)")
_ROLL_CALL_REACH = 300
# A sentence after the colon is no list of those present.
_ENDS_LIST = re.compile(r"[.!?;] [a-z]|\b(?:ist|war|sind|is|was|are|were|hat|has)\b")
_LINE_START = re.compile(r"(?:^|\n)[ \t]*(?:[-*>#\u2022+]+[ \t]*|\d{1,3}[.)][ \t]+)*[*_\"'(\[]*$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word beside a match: its text as written, folded, its place, and what lies between."""

    text: str
    start: int
    end: int
    gap: str

    @property
    def folded(self) -> str:
        """The word in lower case, without a final dot."""
        return self.text.lower().rstrip(".")

    @property
    def is_capitalised(self) -> bool:
        """Whether the word starts with an upper-case letter."""
        return self.text[:1].isupper()


def token_before(text: Text, offset: int) -> Token | None:
    """The word that ends before ``offset``; its ``gap`` is what stands between."""
    match = _TOKEN_BEFORE.match(text.plain[max(0, offset - _REACH) : offset][::-1])
    if match is None:
        return None
    gap, word = match[1][::-1], match[2][::-1]
    start = offset - match.end()
    if word.endswith(".") and not _is_short(word):
        word, gap = word.rstrip("."), "." + gap
    return Token(word, start, start + len(word), gap)


def token_after(text: Text, offset: int) -> Token | None:
    """The word that starts after ``offset``; its ``gap`` is what stands between."""
    match = _TOKEN_AFTER.match(text.plain, offset, offset + _REACH)
    if match is None:
        return None
    return Token(match.group(2), match.start(2), match.end(2), match.group(1))


def starts_line(text: Text, offset: int) -> bool:
    """Whether only a bullet, a number or an opening mark stands before ``offset`` on its line."""
    low = max(0, offset - 40)
    before = text.plain[low:offset]
    return bool(_LINE_START.search(before)) and (low == 0 or "\n" in before)


def starts_sentence(text: Text, offset: int) -> bool:
    """Whether a sentence (or line) starts at ``offset``."""
    before = text.plain[max(0, offset - 20) : offset].rstrip(" \"'([*_")
    return not before or before[-1] in ".!?:;\n" or starts_line(text, offset)


def is_cell(text: Text, start: int, end: int) -> bool:
    """Whether a span is the whole of a table's cell."""
    before = text.plain[max(0, start - 3) : start].rstrip(" ")
    after = text.plain[end : end + 3].lstrip(" ")
    return before.endswith("|") and after.startswith("|")


def is_roll_call(text: Text, start: int) -> bool:
    """Whether a line that names those present, invited or missing leads up to ``start``."""
    low = text.plain.rfind("\n", max(0, start - _ROLL_CALL_REACH), start) + 1
    line = text.folded[max(low, start - _ROLL_CALL_REACH) : start]
    # The first label of a line may have others behind it: 'Anwesend: …; online: …'.
    for lead, colon, rest in {line.partition(":"), line.rpartition(":")}:
        if colon and not _ENDS_LIST.search(rest) and _roll_calls().search(lead):
            return True
    return False


@cache
def _roll_calls() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|[^a-z])(?:{alternation(cues('roll_call'))})(?:[^a-z:]*\([^()]*\))?[ *_]*$"
    )


def _is_short(word: str) -> bool:
    """Abbreviations keep their dot: 'Dr.', 'Prof.', 'R.'."""
    return len(word) <= 5 and word.count(".") == 1 and word[0].isupper()
