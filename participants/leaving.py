"""How somebody leaves: an account that is closed, a person who is erased.

Closing holds at once by itself, since whoever is let in is asked for an open account each time:
at every request, at a link, at a feed. What is left lying is swept up here all the same.
"""

import datetime
import secrets
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.db.models.deletion import ProtectedError
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

from participants.invitations import revoke
from participants.models import (
    ERASED_DOMAIN,
    Introduction,
    Invitation,
    Mailing,
    Membership,
    Participant,
    User,
)
from participants.thanks import forget_thanks

about_to_be_erased = Signal()
"""Sent with ``participant`` and ``today`` inside the transaction that erases, before it does.

Whoever keeps more about people than this app (``sessions.erasing``) takes it away on this.
"""


@transaction.atomic
def close_account(user: User, *, now: datetime.datetime) -> None:
    """End everything that is open for a closed account: devices, feed, links, mail not sent.

    A ministry's sign-in is forgotten, too; it finds the account anew if that is opened again.
    """
    for signed_in in UserSession.objects.filter(user=user):
        signed_in.end()
    SocialAccount.objects.filter(user=user).delete()
    User.objects.filter(pk=user.pk).update(feed_key_hash=None)
    user.feed_key_hash = None
    participant = Participant.objects.filter(user=user).first()
    if participant is not None:
        revoke(Invitation.objects.filter(participant=participant), now=now)
        Mailing.objects.filter(participant=participant, sent_on__isnull=True).delete()


def may_be_erased(participant: Participant) -> bool:
    """Whether nothing speaks against it: who works here hands over their rights first."""
    user = participant.user
    return user is None or not (user.is_staff or user.is_superuser)


@transaction.atomic
def erase(participant: Participant, *, now: datetime.datetime, today: datetime.date) -> None:
    """Take a person off the record, with the account, whatever was sent or is to be sent, and
    what the administration's history says of them. This cannot be undone.

    Raises ``ValidationError`` for somebody on the staff.
    """
    locked = Participant.objects.select_for_update(of=("self",)).get(pk=participant.pk)
    if not may_be_erased(locked):
        raise ValidationError(
            _("This person works for the programme. Take their rights away first.")
        )
    user = locked.user
    forget_thanks(locked)
    about_to_be_erased.send(sender=Participant, participant=locked, today=today)
    _forget_history(locked, user)
    if user is not None:
        close_account(user, now=now)
    locked.delete()
    if user is not None:
        _erase_account(user)


def _forget_history(participant: Participant, user: User | None) -> None:
    """Delete what the administration's history says of this person's rows, and who did it."""
    own = Q(participant=participant)
    rows: list[models.QuerySet[Any]] = [
        Membership.objects.filter(own),
        Invitation.objects.filter(own),
        Mailing.objects.filter(own),
        Introduction.objects.filter(Q(wanted_by=participant) | Q(wanted_with=participant)),
        Participant.objects.filter(pk=participant.pk),
        User.objects.filter(pk__in=[user.pk] if user else []),
    ]
    for queryset in rows:
        LogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(queryset.model),
            object_id__in=[str(pk) for pk in queryset.values_list("pk", flat=True)],
        ).delete()


def _erase_account(user: User) -> None:
    """Delete an account; of one that wrote or released something a number is left, and closed."""
    try:
        with transaction.atomic():
            user.delete()
    except ProtectedError:
        user.groups.clear()
        user.user_permissions.clear()
        EmailAddress.objects.filter(user=user).delete()
        Authenticator.objects.filter(user=user).delete()
        user.email = f"{secrets.token_hex(8)}@{ERASED_DOMAIN}"
        user.is_active = False
        user.last_login = None
        user.set_unusable_password()
        user.save()


def nobody() -> Participant:
    """Return a row, not saved yet, that stands for nobody: of a seat that counts and whose owner
    is gone. Letters and key are random: no text holds them, and they tell of no other seat.
    """
    letters = "".join(secrets.choice("bcdfghjklmnpqrstvwxz") for _number in range(20))
    return Participant(
        pk=random_key(),
        given_name=letters[:10],
        family_name=letters[10:],
        email=f"{letters}@{ERASED_DOMAIN}",
    )


def random_key() -> int:
    """Return a key below zero, where no serial number of a database comes."""
    return -1 - secrets.randbelow(2**62)
