"""Which released outputs staff have to look at again, whatever the reason."""

from django.db.models import Q, QuerySet

from sessions.enums import Outcome, OutputStatus
from sessions.models import Objection, Output, Recheck

UNDER_WAY = (OutputStatus.DRAFT, OutputStatus.IN_REVIEW, OutputStatus.CLEARED)
"""Where a correction stands before it is released."""


def outputs_to_look_at() -> QuerySet[Output]:
    """Return the released outputs that need somebody's attention.

    The list of people changed and the text would not pass today; a passage is hidden and the
    objection to it open; a correction is under way.
    """
    corrections = Output.objects.filter(corrects__isnull=False, status__in=UNDER_WAY)
    # from the few that are marked: asking each output in turn takes as long as there are outputs
    return Output.objects.filter(
        Q(pk__in=Recheck.objects.values("output"))
        | Q(pk__in=Objection.objects.filter(outcome=Outcome.OPEN).values("output"))
        | Q(pk__in=corrections.values("corrects")),
        status=OutputStatus.PUBLISHED,
    )
