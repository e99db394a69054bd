"""How a person comes on record: registered, member of a round, with an account."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from participants.models import Membership, Organisation, Participant, User
from rounds.models import Round
from rounds.records import save_checked


def register_participant(**fields: Any) -> Participant:
    """Put a person on record. Raises ``ValidationError`` like a form."""
    fields["email"] = fields["email"].strip().lower()
    return save_checked(Participant(**fields))


def join_round(
    *, participant: Participant, dialogue_round: Round, organisation: Organisation, **position: str
) -> Membership:
    """Make a person a member of a round, for the organisation they sit for then."""
    return save_checked(
        Membership(
            participant=participant, round=dialogue_round, organisation=organisation, **position
        )
    )


@transaction.atomic
def open_account(*, participant: Participant, language: str, password: str | None = None) -> User:
    """Give a person an account under their address; without a password a code by mail signs in.

    Raises ``ValidationError`` where the person has one already.
    """
    if participant.user_id is not None:
        raise ValidationError(_("This person has an account already."))
    user = User.objects.create_user(participant.email, password, language=language)
    participant.user = user
    participant.save(update_fields=["user"])
    return user


@transaction.atomic
def forget_former_addresses(user: User) -> None:
    """Let an account answer at its present address only, and end what is signed in.

    To be called when the address was changed: django-allauth keeps addresses that were once
    confirmed, and a code sent to a former one would still sign in.
    """
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    # found anew by the new address; the owner of the former one may be somebody else
    SocialAccount.objects.filter(user=user).delete()
    for signed_in in UserSession.objects.filter(user=user):
        signed_in.end()
