"""Surnames that are words: 'Wolf' in prose is an animal, 'Wolf warned' somebody who was there.

The rule engine decides, on the line the word stands in, with everybody on its roster.
"""

import re
from collections import OrderedDict
from collections.abc import Iterable

from msg.exposure.answers import Piece, places_in
from msg.exposure.folding import fold
from msg.exposure.needles import Needle
from participants.models import Participant
from sessions.chatham_house.findings import Kind as FindingKind
from sessions.chatham_house.findings import Severity
from sessions.chatham_house.roster import Person, Roster
from sessions.chatham_house.scanner import LANGUAGES, scan

_MONTH = re.compile(r"\b(?:April|Mai|May|Juni|June|Juli|July|August) (?=\d{4}\b)")
"""Months that are surnames, too, where a year follows: dates stand on every page."""
LONGEST = 2_000
"""Characters of a line; what is longer is no prose and is read in parts."""
KEPT = 10_000
"""Lines whose verdict is kept: the same ones stand on many pages."""


class Surnames:
    """Asks the rule engine whether a word that is a surname means the person."""

    def __init__(self, participants: Iterable[Participant]) -> None:
        self._roster = Roster(
            id="exposure",
            people=tuple(
                Person(
                    id=f"p{participant.pk}",
                    given=participant.given_name,
                    family=participant.family_name,
                    title=participant.title,
                    gender=participant.gender,
                    is_present=False,
                )
                for participant in participants
            ),
            organisations=(),
        )
        self._verdicts: OrderedDict[str, frozenset[str]] = OrderedDict()

    def are_meant(self, needle: Needle, piece: Piece) -> bool:
        """Whether some line of this part of an answer names the person the needle is of."""
        person = f"p{needle.key[1]}"
        return any(
            person in self._people_in(line)
            for line in _lines(piece)
            if needle.pattern in fold(line)
        )

    def _people_in(self, line: str) -> frozenset[str]:
        if line in self._verdicts:
            self._verdicts.move_to_end(line)
            return self._verdicts[line]
        people = frozenset(
            ref
            for language in LANGUAGES
            for finding in scan(line, self._roster, language)
            if finding.kind == FindingKind.NAME and finding.severity == Severity.BLOCK
            for ref in finding.refs
        )
        self._verdicts[line] = people
        if len(self._verdicts) > KEPT:
            self._verdicts.popitem(last=False)
        return people


def _lines(piece: Piece) -> list[str]:
    texts = [part.text for part in places_in(piece.text)] if piece.where == "body" else [piece.text]
    lines = [line for text in texts for line in _MONTH.sub("", text).splitlines()]
    return [
        line[start : start + LONGEST] for line in lines for start in range(0, len(line), LONGEST)
    ]
