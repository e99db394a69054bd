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
    table = _Table(text, start)
    if table.is_heading and _in_charge().search(text.folded[start:end]):
        return False
    return not (table.is_of_those_in_charge or table.is_inventory or _has_amount(text, start))


def is_opinion_cell(text: Text, opened: int, closed: int) -> bool:
    """Whether a bracket ends a cell that tells an opinion: '| broad support (IGAD) |'."""
    if not text.plain[closed : closed + 3].lstrip(" ").startswith("|"):
        return False
    low = max(0, opened - _REACH_OF_CELL)
    cell = text.folded[low:opened].rpartition("|")
    if not cell[1] or _Table(text, opened).is_of_those_in_charge:
        return False
    return _opinion().search(cell[2]) is not None


@cache
def _opinion() -> re.Pattern[str]:
    words = alternation(cues("room_contributions") | cues("attitudes") | cues("asides"))
    return re.compile(rf"(?:^|[^a-z])(?:(?:{words})(?![a-z])|(?:zu|too) [a-z]+)")


class _Table:
    """The table a cell stands in: what heads its column, and what the others tell."""

    def __init__(self, text: Text, start: int) -> None:
        low = max(0, start - _REACH)
        lines = text.plain[low:start].split("\n")
        self._column = lines[-1].count("|")
        first = len(lines) - 1
        while first > 0 and lines[first - 1].lstrip().startswith("|"):
            first -= 1
        self.is_heading = first == len(lines) - 1
        self._cells: list[str] = []
        # Without a rule under it the first line may be a row as any other.
        self._is_ruled = False
        if not self.is_heading:
            self._cells = [cell.strip() for cell in lines[first].lower().split("|")]
            self._is_ruled = (
                first + 1 < len(lines) - 1 and _RULE.match(lines[first + 1]) is not None
            )
            if not self._is_ruled and any(any(c.isdigit() for c in cell) for cell in self._cells):
                self._cells = []

    @property
    def _heading(self) -> str:
        return self._cells[self._column] if self._column < len(self._cells) else ""

    @property
    def is_of_those_in_charge(self) -> bool:
        """'| Maßnahme | Träger |': who does it, pays or published it, and did not say it."""
        heading = self._heading
        if not _in_charge().search(heading):
            return False
        if self._is_ruled or heading not in _SOURCES:
            return True
        return not any(_ENTRIES.search(cell) for cell in self._cells)

    @property
    def is_inventory(self) -> bool:
        """'| Jahr | Mittel | Stelle |': headings of a list of things, and none of what was said."""
        cells = self._cells
        return any(_WORLD.fullmatch(cell) for cell in cells) and not any(
            _ENTRIES.search(cell) for cell in cells
        )


# In minutes 'Quelle' may be who said it; only figures have one else.
_SOURCES = frozenset(("quelle", "quellen", "source", "sources", "author", "autor"))
_ENTRIES = re.compile(
    r"\b(?:wer|who|punkte?|points?|[a-z]*vorschlage?|proposals?|forderung(?:en)?|demands?|wunsch|"
    r"wunsche|wish(?:es)?|inputs?|risiko|risiken|risks?|aussagen?|statements?|positionen?|"
    r"positions?|inhalt|content|fragen?|questions?|einwande?|einwand|objections?|beitrage?|"
    r"kommentare?|comments?|argumente?|arguments?|meinung|opinion|views?|sicht|haltung|stance|"
    r"concerns?|bedenken|remarks?|reaktion|reaction|resonanz|zeit|uhrzeit|time|uhr|von wem|"
    r"raised by|said|thesen?|idea|idee|notiz|notes?|ruckmeldung|feedback|votum|vote|herkunft|"
    r"origin|eingebracht|speaker|redner|stimme|voice|antwort|answer|pro|contra|kontra|plus|minus)"
    r"\b"
)
_WORLD = re.compile(
    r"(?:jahr|year|betrag|amount|mittel|mittel 20\d\d|summe|sum|budget|haushalt|laufzeit|duration|"
    r"rechtsgrundlage|legal basis|gesetz|act|law|norm|paragraf|sitz|seat|hauptsitz|headquarters|"
    r"gegrundet|founded|bedeutung|meaning|langform|full name|abkurzung|kurzel|acronym|"
    r"abbreviation|wert|value|indikator|indicator|kennzahl|zahl|figure|stand|status|in kraft|"
    r"mitarbeitende|staff|etat|kosten|costs?|(?:in )?(?:mio|mrd)\.?(?: euro)?|"
    r"(?:beitrag|betrag|amount|budget|mittel|kosten|volumen|summe|contribution)"
    r" (?:\(|in )[^|]*|volumen|volume|laufend seit|telefon|phone|website|internet|adresse|address|"
    r"anschrift|link|e-mail)"
)
_AMOUNT = re.compile(
    r"\| ?[<>~]? ?(?:(?:eur|usd|chf|gbp|\$) ?)?\d[\d.,]* ?(?:mio\.?|mrd\.?|millionen|milliarden|"
    r"million|billion|euro|eur|usd|chf|dollars?|%|prozent|per cent|percent|m|bn)"
    r"(?: (?:euro|eur|usd|dollars?|francs?|franken))? ?(?:\||$)"
)


def _has_amount(text: Text, start: int) -> bool:
    """'Sprachkurse | BAMF | 40 Mio.': a row with money in it, and with no opinion."""
    low = text.plain.rfind("\n", max(0, start - 200), start) + 1
    high = text.plain.find("\n", start, start + 200)
    row = text.folded[max(low, start - 200) : high if high >= 0 else start + 200]
    return _AMOUNT.search(row) is not None and _opinion().search(row) is None


@cache
def _in_charge() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[^a-z])(?:{alternation(cues('table_owners'))})(?![a-z])")
