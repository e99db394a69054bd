"""Mail that tells nobody anything: one neutral message a person, the same words for all.

Where to look is behind the sign-in. Nothing in a subject or a body says which round, session or
text it is about, so that a forwarded mail gives nothing away.
"""

import datetime
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from participants.enums import MailingKind
from participants.models import Mailing, Participant, User

logger = logging.getLogger(__name__)


def announce(
    *, participants: Iterable[Participant], kind: MailingKind, occasion: str, due_on: datetime.date
) -> None:
    """Have each of these people written to once about this occasion, on the day given.

    ``occasion`` is a random id. Who has an entry already gets none, so this may be repeated.
    """
    Mailing.objects.bulk_create(
        [
            Mailing(participant=participant, kind=kind, occasion=occasion, due_on=due_on)
            for participant in participants
        ],
        ignore_conflicts=True,
    )


def cancel(*, occasion: str) -> None:
    """Forget the mailings of an occasion: what was not sent is not, what was is no longer kept."""
    Mailing.objects.filter(occasion=occasion).delete()


@dataclass(frozen=True)
class Sent:
    """How many messages went out, and how many could not and stay due."""

    sent: int = 0
    unsent: int = 0


def send_due(*, address: str, today: datetime.date) -> Sent:
    """Send what is due.

    ``address`` is where to sign in. A message is marked as sent in the transaction that sends
    it, with the row locked, so that two runs at once send none twice; one that cannot be sent
    stays due. Who has no account yet, or none any more, is written to no more.
    """
    sent = unsent = 0
    for mailing in Mailing.objects.due(today):
        try:
            sent += _send_once(mailing.pk, address, today)
        except (OSError, SMTPException):
            unsent += 1
            # The number alone: an address in a log tells who takes part.
            logger.warning("Mailing %s could not be sent and stays due.", mailing.pk)
    return Sent(sent, unsent)


@transaction.atomic
def _send_once(pk: int, address: str, today: datetime.date) -> bool:
    rows = Mailing.objects.select_for_update(of=("self",)).select_related("participant")
    mailing = rows.filter(pk=pk, sent_on__isnull=True).first()
    if mailing is None:
        return False
    mailing.sent_on = today
    mailing.save(update_fields=["sent_on"])
    user = User.objects.filter(participant=mailing.participant, is_active=True).first()
    if user is None:
        return False
    _send(user.email, user.language, address)
    return True


def _send(email: str, language: str, address: str) -> None:
    with translation.override(language):
        send_mail(
            subject=_("Migration Strategy Group: there is something for you to read"),
            message=render_to_string("mail/something_to_read.txt", {"address": address}),
            from_email=settings.DEFAULT_FROM_EMAIL,
            recipient_list=[email],
        )
