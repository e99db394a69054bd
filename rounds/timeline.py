"""The line of years: what of a round is drawn on it, month by month, and as which paths.

Positions are path data because the content security policy allows no ``style``. A month is one
unit wide and the line twelve high; the picture is then stretched to its place.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, QuerySet, Value

from rounds.models import Publication, PublicationQuerySet, Round, SessionNotice
from rounds.prepared import Prepared

HEIGHT = 12
TICK_TOP = 8
PIN_TOP = 3
BEAD = 2.75
"""How far apart the heads of publications of one month sit on their pin."""
MOST_BEADS = 3


@dataclass(frozen=True)
class Mark:
    """Sessions or publications of one month, as many as there were."""

    month: date
    count: int
    is_invented: bool


@dataclass(frozen=True)
class Strip:
    """The years of one round as a line with sessions as ticks and publications as pins."""

    dialogue_round: Round
    sessions: tuple[Mark, ...]
    publications: tuple[Mark, ...]

    @property
    def years(self) -> range:
        """The calendar years of the round."""
        return range(self.dialogue_round.start_year, self.dialogue_round.end_year + 1)

    @property
    def width(self) -> int:
        """The months of the round."""
        return 12 * len(self.years)

    @property
    def session_count(self) -> int:
        """All sessions on the line."""
        return sum(mark.count for mark in self.sessions)

    @property
    def publication_count(self) -> int:
        """All publications on the line."""
        return sum(mark.count for mark in self.publications)

    @property
    def session_months(self) -> dict[int, int]:
        """How many sessions there were, by month from the start of the line."""
        return self._months(self.sessions)

    @property
    def publication_months(self) -> dict[int, int]:
        """How many publications there were, by month from the start of the line."""
        return self._months(self.publications)

    # Ticks stand left of the middle of their month and pins right of it, so that both show
    # where they meet.

    @property
    def ticks(self) -> str:
        """Path data of the sessions."""
        return "".join(f"M{x + 0.3:g} {HEIGHT}V{TICK_TOP}" for x in self.session_months)

    @property
    def pins(self) -> str:
        """Path data of the pins without their heads."""
        return "".join(f"M{x + 0.7:g} {HEIGHT}V{PIN_TOP}" for x in self.publication_months)

    @property
    def heads(self) -> str:
        """Path data of the heads: lines of no length, drawn round."""
        return "".join(
            f"M{x + 0.7:g} {PIN_TOP + BEAD * bead:g}h0"
            for x, count in self.publication_months.items()
            for bead in range(min(count, MOST_BEADS))
        )

    def _months(self, marks: Iterable[Mark]) -> dict[int, int]:
        """Count the marks by month from the start of the line."""
        counts: Counter[int] = Counter()
        for mark in marks:
            month = 12 * (mark.month.year - self.dialogue_round.start_year) + mark.month.month - 1
            # A round's last publications may be released after its last year: at its end.
            counts[max(0, min(month, self.width - 1))] += mark.count
        return dict(sorted(counts.items()))


def strips(dialogue_rounds: Sequence[Round]) -> list[Strip]:
    """Return the line of each round. One query, as long as there are months on record."""
    return _drawn(dialogue_rounds, _OF_ALL.values())


def strip(dialogue_round: Round) -> Strip:
    """Return the line of one round. One query."""
    [drawn] = _drawn([dialogue_round], _OF_ONE.values(dialogue_round.pk))
    return drawn


def _marks(
    notices: "QuerySet[SessionNotice]", publications: PublicationQuerySet
) -> QuerySet[Any, Any]:
    """Count by round and day.

    By day, because SQLite would call back into Python to truncate each row. Plain querysets: the
    manager's rewriting of translated fields does not know of unions.
    """
    held = (
        notices.order_by()
        .annotate(mark=Value("session"), on=F("month"))
        .values_list("round_id", "mark", "on", "is_invented")
        .annotate(count=Count("pk"))
    )
    released = (
        publications.released()
        .order_by()
        .annotate(mark=Value("publication"), on=F("released_on"))
        .values_list("round_id", "mark", "on", "is_invented")
        .annotate(count=Count("pk"))
    )
    return held.union(released, all=True)


_OF_ALL = Prepared(
    lambda _: _marks(QuerySet(SessionNotice), PublicationQuerySet(Publication)),
)
_OF_ONE = Prepared(
    lambda number: _marks(
        QuerySet(SessionNotice).filter(round=number),
        PublicationQuerySet(Publication).filter(round=number),
    )
)


def _drawn(dialogue_rounds: Iterable[Round], rows: Iterable[tuple[Any, ...]]) -> list[Strip]:
    counts: Counter[tuple[int, str, date, bool]] = Counter()
    for round_id, mark, on, is_invented, count in rows:
        # SQLite does not know of a union that a column of it is a date.
        day = date.fromisoformat(on) if isinstance(on, str) else on
        counts[round_id, mark, day.replace(day=1), bool(is_invented)] += count
    marks: dict[tuple[int, str], list[Mark]] = {}
    for (round_id, mark, month, is_invented), count in sorted(counts.items()):
        marks.setdefault((round_id, mark), []).append(Mark(month, count, is_invented))
    return [
        Strip(
            dialogue_round,
            sessions=tuple(marks.get((dialogue_round.pk, "session"), ())),
            publications=tuple(marks.get((dialogue_round.pk, "publication"), ())),
        )
        for dialogue_round in dialogue_rounds
    ]
