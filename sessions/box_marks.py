"""The marks of a box: how often one uses it and how many people wrote what waits, without a name.

A mark is a keyed hash over the person and one of the uses they have, with a secret of the part.
How much somebody has left is told by whose marks are there; how many people wrote what waits, by
one mark for each of them, which goes when that is shown.
"""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.crypto import salted_hmac

from participants.models import Participant
from sessions.models import AgendaItem, BoxMark

MOST_CONTRIBUTIONS = 5
"""What one person can write into the box of one part."""

_random = secrets.SystemRandom()


@dataclass(slots=True)
class Marks:
    """The marks of one part: for each use and each dot, and one for each writer of what waits."""

    used: set[str] = field(default_factory=set)
    waiting: set[str] = field(default_factory=set)

    def write(self, part: AgendaItem) -> None:
        """Write all of them anew and in random order, in the transaction of what they are for."""
        rows = [BoxMark(marker=mark, agenda_item=part) for mark in self.used]
        rows += [BoxMark(marker=mark, agenda_item=part, is_waiting=True) for mark in self.waiting]
        _random.shuffle(rows)
        BoxMark.objects.filter(agenda_item=part).delete()
        BoxMark.objects.bulk_create(rows)


def marks_of(part: AgendaItem) -> Marks:
    """Return the marks that a part has."""
    marks = Marks()
    for each in BoxMark.objects.filter(agenda_item=part):
        (marks.waiting if each.is_waiting else marks.used).add(each.marker)
    return marks


def marks_of_uses(part: AgendaItem, participant: Participant) -> Iterator[str]:
    """Yield the mark of each contribution this person may write, in order."""
    for number in range(MOST_CONTRIBUTIONS):
        yield _mark(part, participant, f"contribution {number}")


def mark_of_dot(part: AgendaItem, participant: Participant, contribution_id: str) -> str:
    """Return the mark of this person's dot on a contribution."""
    return _mark(part, participant, f"dot {contribution_id}")


def mark_of_writer(part: AgendaItem, participant: Participant) -> str:
    """Return the one mark of this person for all they wrote of what waits: another each batch."""
    return _mark(part, participant, f"batch {part.batch_secret}")


def _mark(part: AgendaItem, participant: Participant, use: str) -> str:
    value = "\x1f".join((part.box_secret, str(part.pk), str(participant.pk), use))
    return salted_hmac("sessions.box", value, algorithm="sha256").hexdigest()
