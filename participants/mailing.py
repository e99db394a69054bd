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
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext, gettext_noop

from participants.enums import MailingKind
from participants.invitations import carried_by, token_of
from participants.models import Mailing, Participant, User

logger = logging.getLogger(__name__)

REMINDERS = (MailingKind.REMINDER, MailingKind.UNANSWERED)
"""What is not sent to people who do not want to be reminded."""


def announce(
    *,
    participants: Iterable[Participant],
    kind: MailingKind,
    occasion: str,
    due_on: datetime.date,
    is_held: bool = False,
) -> None:
    """Have each of these people written to once about this occasion, on the day given.

    ``occasion`` is a random id. Who has an entry already gets none, so this may be repeated.
    What is held waits in the outbox until staff release it.
    """
    Mailing.objects.bulk_create(
        [
            Mailing(
                participant=participant,
                kind=kind,
                occasion=occasion,
                due_on=due_on,
                is_held=is_held,
            )
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

    ``address`` is where to sign in; an invitation says its own link instead. A message is marked
    as sent in the transaction that sends it, with the row locked, so that two runs at once send
    none twice; one that cannot be sent stays due. Who has no account yet, or none any more, is
    written to no more, except that an invitation goes to whoever has none yet.
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
    user = User.objects.filter(participant=mailing.participant).first()
    if user is not None and not user.is_active:
        return False
    if mailing.kind == MailingKind.INVITATION:
        return _send_invitation(mailing, user)
    if user is None or (mailing.kind in REMINDERS and not user.wants_reminders):
        return False
    subject = gettext_noop("Migration Strategy Group: there is something for you to read")
    _send(user.email, user.language, subject, "mail/something_to_read.txt", {"address": address})
    return True


def _send_invitation(mailing: Mailing, user: User | None) -> bool:
    """Send a link that works; one that was ended or ran out meanwhile is sent to nobody."""
    invitation = carried_by(mailing)
    if invitation is None or invitation.expires_at <= timezone.now():
        return False
    link = reverse("invitation-link", kwargs={"token": token_of(mailing)})
    _send(
        user.email if user else mailing.participant.email,
        invitation.language,
        gettext_noop("Migration Strategy Group: your personal link"),
        "mail/invitation.txt",
        {
            "link": settings.SITE_URL + link,
            "valid_until": timezone.localdate(invitation.expires_at),
        },
    )
    return True


def _send(
    email: str, language: str, subject: str, template: str, context: dict[str, object]
) -> None:
    with translation.override(language):
        send_mail(
            subject=gettext(subject),
            message=render_to_string(template, context),
            from_email=settings.DEFAULT_FROM_EMAIL,
            recipient_list=[email],
        )
