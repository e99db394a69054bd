"""Cells of a table: who spoke, or who is in charge, pays or published."""

from __future__ import annotations

import re
from functools import cache

from .lexicon import alternation, cues
from .text import Text

_REACH = 4000
_REACH_OF_CELL = 120
_RULE = re.compile(r"^[ |:+-]*$")


def is_speaker_cell(text: Text, start: int, end: int) -> bool:
    """Whether a span is the whole of a cell, in no column of those in charge."""
    plain = text.plain
    before = plain[max(0, start - 3) : start].rstrip(" ")
    after = plain[end : end + 3].lstrip(" ")
    if not (before.endswith("|") and after.startswith("|")):
        return False
    return not _in_charge().search(_heading(text, start))


def is_opinion_cell(text: Text, opened: int, closed: int) -> bool:
    """Whether a bracket ends a cell that tells an opinion: '| broad support (IGAD) |'."""
    if not text.plain[closed : closed + 3].lstrip(" ").startswith("|"):
        return False
    low = max(0, opened - _REACH_OF_CELL)
    cell = text.folded[low:opened].rpartition("|")
    if not cell[1] or _in_charge().search(_heading(text, opened)):
        return False
    return _opinion().search(cell[2]) is not None


@cache
def _opinion() -> re.Pattern[str]:
    words = alternation(cues("room_contributions") | cues("attitudes") | cues("asides"))
    return re.compile(rf"(?:^|[^a-z])(?:(?:{words})(?![a-z])|(?:zu|too) [a-z]+)")


def _heading(text: Text, start: int) -> str:
    """The folded heading of the column a cell stands in; empty for a table without one."""
    low = max(0, start - _REACH)
    lines = text.plain[low:start].split("\n")
    column = lines[-1].count("|")
    first = len(lines) - 1
    while first > 0 and lines[first - 1].lstrip().startswith("|"):
        first -= 1
    if first == len(lines) - 1:
        return ""
    cells = lines[first].lower().split("|")
    # Without a rule under it the first line is a row as any other.
    has_rule = first + 1 < len(lines) - 1 and _RULE.match(lines[first + 1]) is not None
    return cells[column].strip() if has_rule and column < len(cells) else ""


@cache
def _in_charge() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[^a-z])(?:{alternation(cues('table_owners'))})(?![a-z])")
