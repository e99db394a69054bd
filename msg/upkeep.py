"""Upkeep: the work that no request does. Each step may be repeated and does nothing twice."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from participants.mailing import send_due
from sessions.notes import delete_expired_notes
from sessions.replies import delete_past_needs
from sessions.watch import look_again


@dataclass(frozen=True)
class Done:
    """How much was done: messages sent and not, notes and needs deleted, releases in question."""

    sent: int
    unsent: int
    notes: int
    rechecks: int
    needs: int = 0

    @property
    def anything(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.sent or self.unsent or self.notes or self.rechecks or self.needs)


def upkeep(*, today: datetime.date) -> Done:
    """Do all of it once."""
    mail = send_due(address=my_address(), today=today)
    return Done(
        sent=mail.sent,
        unsent=mail.unsent,
        notes=delete_expired_notes(today),
        rechecks=len(look_again(today=today)),
        needs=delete_past_needs(today),
    )


def my_address() -> str:
    """Return the address of the participants' area, as a mail has to say it."""
    return settings.SITE_URL + reverse("dialogue_sessions:my")
