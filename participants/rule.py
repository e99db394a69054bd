"""Which wording of the Rule somebody agreed to, and for which rounds they have yet to.

The wording itself stands in ``templates/elements/rule.html``, in both languages.
"""

import datetime

from django.db.models import Exists, OuterRef, QuerySet

from participants.models import Membership, Participant

RULE_VERSION = "2002"
"""The year of the wording that is shown. Change it with the wording, never alone: it is what a
membership keeps of what was agreed to. A test holds both together."""


def accept_rule(membership: Membership, *, today: datetime.date) -> None:
    """Record that this person agreed to the Rule, as it is shown now, for this round.

    Agreeing again changes nothing: the day and the wording of the first time stay.
    """
    Membership.objects.filter(pk=membership.pk, rule_accepted_on__isnull=True).update(
        rule_version=RULE_VERSION, rule_accepted_on=today
    )


def has_yet_to_accept() -> Exists:
    """Return the condition on a participant that the Rule waits for their agreement.

    Whoever was put on record without an invitation is not asked. Nor is anybody while the mail
    with their first invitation to a round has not gone out: staff may still think better of it,
    and until then the round is closed to them (``MembershipQuerySet.in_force``).
    """
    return Exists(Membership.objects.asked().filter(participant=OuterRef("pk")))


def waiting_for(participant: Participant) -> QuerySet[Membership]:
    """Return for which rounds this person has yet to agree to the Rule, the first round first."""
    return Membership.objects.asked().filter(participant=participant).select_related("round")
