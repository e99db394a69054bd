"""Names in the cells of a table, beside figures and in headings, and what surrounds them there."""

from __future__ import annotations

import re

from .name_kinds import is_stuff
from .name_neighbours import Neighbours

# Behind a colon a figure, so a thing is measured: 'Wood: imports fell by 4 per cent'.
MEASURED = re.compile(
    r": (?:[a-z]+ ){0,6}(?:\d+|zwei|drei|vier|funf|two|three|four|five|ein drittel|halb)[^\n]{0,40}"
    r"(?:prozent|per cent|percent|%|tonnen|tons?|euro|dollars?|outages?|kilo|kg|mm|cm|grad|liter|"
    r"week|year|jahr|woche|monat|tag)\b|: (?:\d|[^\n]{0,60}\d+ ?(?:%|prozent|per cent))"
)
_FIGURE_CELL = re.compile(r"\| ?[<>~+-]? ?\d[\d.,]*(?: ?(?:%|[A-Za-z]{1,12}))? ?(?:\||$)")
# A particle that closes its clause: 'Kraft gab nach', but 'Kraft gibt Aussicht auf mehr'.
CLOSES = re.compile(
    r" (?:[^.,;:!?]{1,80} )?(?:hin|fest|hervor|ein|an|vor|dar|bedenken|deutlich|geltend|klar|aus|"
    r"dagegen|nach|infrage|bei|ab|entgegen|zu|stellung|zuruck|wort)(?=[.,;:!?]|$)"
)
# As in 'the Stone/Price paper'
IN_PAIR = re.compile(r"/[A-Z][a-z]+ (?:paper|proposal|draft|amendment|wording|text|motion|note)\b")


def is_last_cell(around: Neighbours) -> bool:
    """'Zahlen prüfen | Kraft': a cell of a table without rules at its edges."""
    plain = around.text.plain
    left = plain[max(0, around.start - 3) : around.start]
    right = plain[around.end : around.end + 3]
    at_end = left.endswith("| ") and (not right or right[0] == "\n")
    at_start = right.startswith(" | ") and (not left or left.endswith("\n"))
    return (at_end or at_start) and not (is_stuff(around.word) and is_measured_row(around))


def is_measured_row(around: Neighbours) -> bool:
    """'| Gold | 2.400 Euro |': figures beside a mass, so it is the mass."""
    plain = around.text.plain
    low = plain.rfind("\n", max(0, around.start - 120), around.start) + 1
    high = plain.find("\n", around.end, around.end + 120)
    row = plain[low : around.start] + plain[around.end : high if high >= 0 else around.end + 120]
    return _FIGURE_CELL.search(row) is not None


def is_in_title(around: Neighbours) -> bool:
    """'The Price of Power': a heading, in which capitals say nothing."""
    plain = around.text.plain
    low = plain.rfind("\n", max(0, around.start - 120), around.start) + 1
    high = plain.find("\n", around.end, around.end + 120)
    line = plain[max(low, around.start - 120) : high if high >= 0 else around.end + 120]
    if line.rstrip()[-1:] in (".", "!", "?", ";", ",") or len(line) > 100:
        return False
    words = re.findall(r"(?<![\w'])[A-Za-z]{4,}", line)
    return len(words) > 1 and all(word[0].isupper() for word in words)
