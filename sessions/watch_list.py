"""Which released outputs staff have to look at again, whatever the reason."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from sessions.enums import Outcome, OutputStatus
from sessions.models import Objection, Output, Recheck

UNDER_WAY = (OutputStatus.DRAFT, OutputStatus.IN_REVIEW, OutputStatus.CLEARED)
"""Where a correction stands before it is released."""


def outputs_to_look_at() -> QuerySet[Output]:
    """Return the released outputs that need somebody's attention.

    The list of people changed and the text would not pass today; a passage is hidden and the
    objection to it open; a correction is under way.
    """
    same = {"output": OuterRef("pk")}
    return Output.objects.filter(
        Exists(Recheck.objects.filter(**same))
        | Exists(Objection.objects.filter(**same, outcome=Outcome.OPEN))
        | Exists(Output.objects.filter(corrects=OuterRef("pk"), status__in=UNDER_WAY)),
        Q(status=OutputStatus.PUBLISHED),
    )
