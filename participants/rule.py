"""Which wording of the Rule somebody agreed to, and for which rounds they have yet to.

The wording itself stands in ``templates/elements/rule.html``, in both languages.
"""

import datetime

from django.db.models import Exists, OuterRef, QuerySet

from participants.enums import MailingKind
from participants.models import Invitation, Mailing, Membership, Participant

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


def memberships_without_rule() -> QuerySet[Membership]:
    """Return the memberships that came with an invitation and wait for their owner's agreement.

    Whoever was put on record without an invitation agreed to the Rule in another way, before
    there were invitations here; they are not asked. Nor is anybody while the mail with their
    invitation has not gone out: staff may still think better of it.
    """
    invited = Invitation.objects.filter(
        participant=OuterRef("participant"), round=OuterRef("round"), revoked_at__isnull=True
    )
    unsent = Mailing.objects.filter(
        participant=OuterRef("participant"), kind=MailingKind.INVITATION, sent_on__isnull=True
    )
    return Membership.objects.filter(
        Exists(invited), ~Exists(unsent), rule_accepted_on__isnull=True
    )


def has_yet_to_accept() -> Exists:
    """Return the condition on a participant that the Rule waits for their agreement."""
    return Exists(memberships_without_rule().filter(participant=OuterRef("pk")))


def waiting_for(participant: Participant) -> QuerySet[Membership]:
    """Return for which rounds this person has yet to agree to the Rule, the first round first."""
    return memberships_without_rule().filter(participant=participant).select_related("round")
