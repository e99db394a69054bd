"""The standing watch: what is released is looked at again whenever its roster changes.

Whether it changed is told by a fingerprint of the roster, not by hooks: a name corrected in the
admin, an organisation renamed by an import and an attendance added in a shell all change it.
"""

import datetime
from collections.abc import Iterator

from django.db import transaction

from sessions.assessment import assess_output
from sessions.chatham_house import EmptyRoster
from sessions.drafting import locked
from sessions.enums import OutputStatus
from sessions.models import Output, Recheck
from sessions.rosters import roster_of


def look_again(*, today: datetime.date) -> list[Recheck]:
    """Assess again every released output whose roster changed since it was last assessed.

    Returns what staff have to look at because of it. Nothing is hidden by itself: whether a
    newly found name tells anything is for people to judge, and they can withdraw at once.
    """
    return [recheck for output in _changed() if (recheck := _assess_again(output, today))]


def _changed() -> Iterator[Output]:
    """Yield the released outputs whose roster is no longer the one they were assessed against."""
    released = Output.objects.filter(status=OutputStatus.PUBLISHED).select_related("session")
    fingerprint, session_id = "", None
    for output in released.order_by("session_id", "pk"):
        if output.session_id != session_id:
            fingerprint, session_id = roster_of(output.session).fingerprint, output.session_id
        if output.checked_roster != fingerprint:
            yield output


@transaction.atomic
def _assess_again(output: Output, today: datetime.date) -> Recheck | None:
    output = locked(output)
    if output.status != OutputStatus.PUBLISHED:
        return None
    output.checked_roster = roster_of(output.session).fingerprint
    output.save(update_fields=["checked_roster"])
    try:
        clearance = assess_output(output)
    except EmptyRoster:
        # Nobody is on record any more: nothing can be found, and that is no clean bill.
        blocks, reviews, problems = 1, 0, 0
    else:
        blocks, reviews = len(clearance.blocks), len(clearance.open_reviews)
        problems = len(clearance.label_problems) + len(clearance.regime_problems)
    if not (blocks or reviews or problems):
        Recheck.objects.filter(output=output).delete()
        return None
    recheck, _created = Recheck.objects.update_or_create(
        output=output,
        defaults={
            "found_on": today,
            "blocks": blocks,
            "reviews": reviews,
            "problems": problems,
        },
    )
    return recheck
