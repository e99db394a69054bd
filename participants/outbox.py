"""The outbox: what waits for staff to release it, and what may still be stopped."""

import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import Signal
from django.utils import timezone

from participants.enums import MailingKind
from participants.invitations import carried_by, revoke
from participants.models import Invitation, Mailing

stopped_unsent = Signal()
"""Sent with ``mailings`` and ``invitations`` inside the transaction that stops them.

Whoever put people on record on staff's word alone (``sessions.substitutes``) takes them off it.
"""


def waiting() -> QuerySet[Mailing]:
    """Return what has not gone out: waiting for its release, or released and not sent yet."""
    return Mailing.objects.filter(sent_on__isnull=True)


@transaction.atomic
def release(mailings: QuerySet[Mailing], *, now: datetime.datetime) -> list[Mailing]:
    """Let these go out with the next upkeep; return those that were waiting for it.

    The days of an invitation count from now on: a link is not to grow old in the outbox.
    """
    keys = list(mailings.values_list("pk", flat=True))
    held = Mailing.objects.select_for_update().filter(
        pk__in=keys, is_held=True, sent_on__isnull=True
    )
    released = list(held.order_by("pk"))
    today = timezone.localdate(now)
    for mailing in released:
        if mailing.kind == MailingKind.INVITATION:
            _begin_anew(mailing, now)
        mailing.is_held = False
        mailing.due_on = max(mailing.due_on, today)
        mailing.save(update_fields=["is_held", "due_on"])
    return released


def _begin_anew(mailing: Mailing, now: datetime.datetime) -> None:
    invitation = carried_by(mailing)
    if invitation is not None:
        waited = timezone.localdate(now) - mailing.due_on
        invitation.expires_at += max(waited, datetime.timedelta())
        invitation.save(update_fields=["expires_at"])


@transaction.atomic
def delete_unsent(mailings: QuerySet[Mailing], *, now: datetime.datetime) -> list[Mailing]:
    """Stop these; what has gone out meanwhile stays. Return what was stopped.

    An invitation ends with the only mail that could have carried its link. Whoever is on record
    only because a participant named them goes with it.
    """
    keys = list(mailings.values_list("pk", flat=True))
    unsent = Mailing.objects.select_for_update().filter(pk__in=keys, sent_on__isnull=True)
    stopped = list(unsent.order_by("pk"))
    ended = []
    for mailing in stopped:
        if mailing.kind == MailingKind.INVITATION and (invitation := carried_by(mailing)):
            revoke(Invitation.objects.filter(pk=invitation.pk), now=now)
            ended.append(invitation)
    Mailing.objects.filter(pk__in=[mailing.pk for mailing in stopped]).delete()
    stopped_unsent.send(sender=Mailing, mailings=stopped, invitations=ended)
    return stopped
