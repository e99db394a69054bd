"""Which sessions a staff page offers, where all there ever were would be a list without an end."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet

from rounds.staff_lists import row_number
from sessions.models import Session

NEWEST = 30
AROUND = 12
"""Before a session and after it: a round has a handful, so this is all of them and to spare."""


def newest(sessions: QuerySet[Session], *, also: Any = None) -> list[Session]:
    """Return the newest of these sessions, and the one with the key ``also`` if it is one.

    As rows: PostgreSQL may look for the newest anew for each session it compares with them.
    """
    sessions = sessions.select_related("round").order_by("-starts_at")
    rows = list(sessions[:NEWEST])
    number = row_number(also)
    if number is not None and all(row.pk != number for row in rows):
        rows += sessions.filter(pk=number)
    return rows


def around(session: Session, *, also: Collection[int]) -> QuerySet[Session]:
    """Return the other sessions of a round nearest in time, and those with the keys ``also``."""
    others = Session.objects.filter(round_id=session.round_id).exclude(pk=session.pk)
    before = others.filter(starts_at__lte=session.starts_at).order_by("-starts_at")
    after = others.filter(starts_at__gt=session.starts_at).order_by("starts_at")
    return others.filter(
        Q(pk__in=before.values("pk")[:AROUND])
        | Q(pk__in=after.values("pk")[:AROUND])
        | Q(pk__in=also)
    ).order_by("starts_at")


def described(session: Session) -> str:
    """Return month and title, as lists of choices have them."""
    return f"{session.starts_at:%Y-%m}, {session.title}"
