"""Upkeep: the work that no request does. Each step may be repeated and does nothing twice."""

import datetime
from dataclasses import astuple, dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from participants.mailing import send_due
from sessions.notes import delete_expired_notes
from sessions.replies import delete_past_needs
from sessions.substitutes import see_to_named
from sessions.watch import look_again


@dataclass(frozen=True)
class Done:
    """How much was done: messages sent and not, notes and needs deleted, releases in question.

    ``named`` is how many substitutes came to wait in the outbox.
    """

    sent: int
    unsent: int
    notes: int
    rechecks: int
    needs: int = 0
    named: int = 0

    @property
    def anything(self) -> bool:
        """Whether there is anything to tell."""
        return any(astuple(self))


def upkeep(*, today: datetime.date) -> Done:
    """Do all of it once."""
    named = see_to_named(timezone.now())
    mail = send_due(address=my_address(), today=today)
    return Done(
        sent=mail.sent,
        unsent=mail.unsent,
        notes=delete_expired_notes(today),
        rechecks=len(look_again(today=today)),
        needs=delete_past_needs(today),
        named=named,
    )


def my_address() -> str:
    """Return the address of the participants' area, as a mail has to say it."""
    return settings.SITE_URL + reverse("dialogue_sessions:my")
