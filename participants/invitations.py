"""Invitations to a round: a personal link, good for one use and for some days.

The link holds a token and the table only the token's hash. Since a mail goes out after staff
released it, the token must be known later than it is made, and may lie nowhere meanwhile: it is
worked out anew from a random number in the mailing (``Mailing.occasion``) with the server's
secret key. Whoever holds the tables without the key cannot work it out, and whoever has the key
but no tables does not know the number. Where the key is changed, links that went out stay good;
an invitation that has not gone out yet is void and has to be made anew.

Looking at a link changes nothing, since mail scanners open links; using it takes a form.
"""

import datetime
import hashlib
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from participants.enums import MailingKind
from participants.models import Invitation, Mailing, Membership, Participant, User
from participants.registering import open_account
from participants.rule import accept_rule, waiting_for
from rounds.models import Round, new_public_id

VALID_DAYS = 30
"""How long a link is good, counted from its release, where staff say nothing else."""
LONGEST_VALID_DAYS = 90


def token_of(mailing: Mailing) -> str:
    """Return the token of the invitation this mailing carries; the same each time."""
    value = f"{mailing.participant_id}\x1f{mailing.occasion}"
    return salted_hmac("participants.invitations", value, algorithm="sha256").hexdigest()


def hash_of(token: str) -> str:
    """Return what the table holds of a token. The token is random: no salt is needed."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def is_open(now: datetime.datetime) -> Q:
    """Return the condition on an invitation that its link works at this moment.

    That of somebody whose account was closed does not, whatever became of the row.
    """
    return Q(
        Q(participant__user__isnull=True) | Q(participant__user__is_active=True),
        used_at__isnull=True,
        revoked_at__isnull=True,
        expires_at__gt=now,
    )


def find_open(token: str, now: datetime.datetime) -> Invitation | None:
    """Return the invitation a link stands for; for a link that does not work any more, nothing."""
    member = Membership.objects.filter(participant=OuterRef("participant"), round=OuterRef("round"))
    rows = Invitation.objects.filter(is_open(now), Exists(member), token_hash=hash_of(token))
    found = rows.select_related("participant__user", "round").first()
    if found is None:
        return None
    owner = owner_of(found.participant)
    return None if owner is not None and not owner.is_active else found


def owner_of(participant: Participant) -> User | None:
    """Return whose sign-in an invitation of this person asks for; nobody's if there is none yet.

    Staff may have made the account before the person was put on record: the same address then.
    """
    if participant.user is not None:
        return participant.user
    return User.objects.filter(participant__isnull=True, email__iexact=participant.email).first()


@transaction.atomic
def invite(
    *,
    participants: Iterable[Participant],
    dialogue_round: Round,
    language: str,
    valid_days: int,
    now: datetime.datetime,
) -> list[Invitation]:
    """Invite members of a round; the mails wait in the outbox until staff release them.

    Who has an account is written to in the language of the account, others in the one given. An
    older link of the same person to the same round ends. Raises ``ValidationError`` for somebody
    who is no member of the round, whose account is closed, or who agreed to the Rule already.
    """
    chosen = {participant.pk for participant in participants}
    rows = Participant.objects.select_for_update(of=("self",)).select_related("user")
    locked = list(rows.filter(pk__in=chosen).order_by("pk"))
    waiting = set(
        Membership.objects.filter(
            round=dialogue_round, participant__in=chosen, rule_accepted_on__isnull=True
        ).values_list("participant_id", flat=True)
    )
    if waiting != chosen or any(row.user and not row.user.is_active for row in locked):
        raise ValidationError(_("Not everybody chosen can be invited. Look at the list again."))
    _end(Invitation.objects.filter(round=dialogue_round, participant__in=chosen), now)
    return [
        _invite_one(
            participant,
            dialogue_round,
            language=participant.user.language if participant.user else language,
            valid_days=valid_days,
            now=now,
        )
        for participant in locked
    ]


def _invite_one(
    participant: Participant,
    dialogue_round: Round,
    *,
    language: str,
    valid_days: int,
    now: datetime.datetime,
) -> Invitation:
    mailing = Mailing.objects.create(
        participant=participant,
        kind=MailingKind.INVITATION,
        occasion=new_public_id(),
        due_on=timezone.localdate(now),
        is_held=True,
    )
    return Invitation.objects.create(
        participant=participant,
        round=dialogue_round,
        language=language,
        token_hash=hash_of(token_of(mailing)),
        mailing=mailing,
        expires_at=now + datetime.timedelta(days=valid_days),
    )


def _end(invitations: QuerySet[Invitation], now: datetime.datetime) -> int:
    """Revoke those that were not used, and take back their mails that have not gone out."""
    ended = invitations.filter(used_at__isnull=True, revoked_at__isnull=True)
    hashes = set(ended.values_list("token_hash", flat=True))
    unsent = Mailing.objects.filter(
        kind=MailingKind.INVITATION,
        sent_on__isnull=True,
        participant__in=set(ended.values_list("participant", flat=True)),
    )
    void = [mailing.pk for mailing in unsent if hash_of(token_of(mailing)) in hashes]
    Mailing.objects.filter(pk__in=void).delete()
    return ended.update(revoked_at=now)


@transaction.atomic
def revoke(invitations: QuerySet[Invitation], *, now: datetime.datetime) -> int:
    """End these links at once, sent or not; return how many there were to end."""
    locked = Invitation.objects.select_for_update(of=("self",)).order_by("pk")
    keys = [row.pk for row in locked.filter(pk__in=list(invitations.values_list("pk", flat=True)))]
    return _end(Invitation.objects.filter(pk__in=keys), now)


def carried_by(mailing: Mailing) -> Invitation | None:
    """Return the invitation a mailing carries the link of, if that link still waits for its use."""
    return Invitation.objects.filter(
        token_hash=hash_of(token_of(mailing)), used_at__isnull=True, revoked_at__isnull=True
    ).first()


@transaction.atomic
def accept(
    *,
    token: str,
    user: User | None,
    language: str,
    now: datetime.datetime,
    password: str | None = None,
) -> User | None:
    """Use a link: the Rule is agreed to, and the account opened if there is none; return it.

    ``user`` is who is signed in, or nobody. ``None`` comes back where the link does not work any
    more (it may have been used a moment ago) or is not theirs; nothing has changed then.
    """
    found = find_open(token, now)
    if found is None:
        return None
    participant = Participant.objects.select_for_update(of=("self",)).get(pk=found.participant_id)
    # Read again: whoever held the lock may have used or ended it.
    again = find_open(token, now)
    if again is None or owner_of(participant) != user:
        return None
    if user is None:
        user = open_account(participant=participant, language=language, password=password)
    elif participant.user_id is None:
        participant.user = user
        participant.save(update_fields=["user"])
    Invitation.objects.filter(pk=again.pk).update(used_at=now)
    membership = Membership.objects.get(participant=participant, round=again.round_id)
    accept_rule(membership, today=timezone.localdate(now))
    return user


@transaction.atomic
def accept_after_sign_in(participant: Participant, *, now: datetime.datetime) -> None:
    """Agree to the Rule without a link: who has signed in needs none. The links end as used."""
    Participant.objects.select_for_update(of=("self",)).get(pk=participant.pk)
    for membership in waiting_for(participant):
        accept_rule(membership, today=timezone.localdate(now))
        Invitation.objects.filter(
            participant=participant,
            round=membership.round_id,
            used_at__isnull=True,
            revoked_at__isnull=True,
        ).update(used_at=now)
