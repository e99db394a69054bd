"""Somebody comes in one's place: named by whoever cannot come, let in by staff.

Who is named is written down as it was typed; the upkeep puts them on record and has mails wait in
the outbox that invite them. Releasing these is how staff agree, and stopping one is how they
refuse. Until then the substitute sees nothing of the session (``Session.objects``) and, where
they are no member, nothing of the round (``Membership.objects``).

Whoever names somebody must not learn whether that address is known here. So what they see, and
how long it takes, is the same for a new person, for a member of the round and for somebody who is
invited already: the page looks nothing up.
"""

import datetime
import logging
from collections.abc import Iterable
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from participants.enums import MailingKind
from participants.invitations import VALID_DAYS, invite
from participants.mailing import announce
from participants.models import Invitation, Mailing, Membership, Participant
from participants.registering import join_round, register_participant
from sessions.enums import Reply
from sessions.models import Attendance, NamedSubstitute, Session

logger = logging.getLogger(__name__)


def name_substitute(
    session: Session, participant: Participant, *, given_name: str, family_name: str, email: str
) -> None:
    """Write down who is to come instead of this person; one named before is not any more.

    Raises ``ValidationError`` for a name or an address that a form would refuse.
    """
    typed = {"given_name": given_name, "family_name": family_name, "email": email}
    Participant(**typed).clean_fields()
    _write_down(session, participant, typed)


def name_nobody(session: Session, participant: Participant) -> None:
    """Write down that nobody is to come instead of this person, whomever they named before."""
    _write_down(session, participant, {"given_name": "", "family_name": "", "email": ""})


def _write_down(session: Session, participant: Participant, typed: dict[str, str]) -> None:
    NamedSubstitute.objects.update_or_create(session=session, named_by=participant, defaults=typed)


def see_to_named(now: datetime.datetime) -> int:
    """Do what was written down, for the upkeep; return how many people were named."""
    named = 0
    for pk in list(NamedSubstitute.objects.order_by("pk").values_list("pk", flat=True)):
        try:
            named += _see_to_one(pk, now)
        except ValidationError:
            # The number alone: what was typed is somebody's name.
            logger.warning("Named substitute %s could not be put on record and waits.", pk)
    return named


@transaction.atomic
def _see_to_one(pk: int, now: datetime.datetime) -> bool:
    sessions = NamedSubstitute.objects.filter(pk=pk).values("session")
    # Locked first, as by whoever answers.
    session = Session.objects.select_for_update(of=("self",)).filter(pk__in=sessions).first()
    rows = NamedSubstitute.objects.select_for_update(of=("self",)).select_related("named_by")
    row = rows.filter(pk=pk).first()
    if session is None or row is None:
        return False
    row.delete()
    take_back(session, row.named_by)
    seats = Attendance.objects.select_related("organisation", "participant__user")
    seat = seats.filter(session=session, participant=row.named_by, reply=Reply.DECLINED).first()
    if not row.email or seat is None or session.ends_at <= now:
        return False
    bring_in(
        session,
        seat,
        given_name=row.given_name,
        family_name=row.family_name,
        email=row.email,
        now=now,
    )
    return True


def bring_in(
    session: Session,
    seat: Attendance,
    *,
    given_name: str,
    family_name: str,
    email: str,
    now: datetime.datetime,
) -> None:
    """Put on record who is to come instead of the person of this seat; staff let them in.

    Somebody invited to the session already stays as they are. Needs a transaction. Raises
    ``ValidationError`` for a name or an address that a form would refuse.
    """
    named = _known(email) or register_participant(
        given_name=given_name, family_name=family_name, email=email
    )
    if Attendance.objects.filter(session=session, participant=named).exists():
        return
    Attendance.objects.create(
        session=session,
        participant=named,
        organisation=seat.organisation,
        substitute_for=seat.participant,
    )
    _invite_to_round(session, named, seat, now)
    # What was released when they were invited before is no agreement to this.
    Mailing.objects.filter(
        participant=named, kind=MailingKind.SESSION, occasion=session.public_id
    ).delete()
    announce(
        participants=[named],
        kind=MailingKind.SESSION,
        occasion=session.public_id,
        due_on=timezone.localdate(now),
        is_held=True,
    )


def _known(email: str) -> Participant | None:
    """Return who has this address, whatever name was typed with it."""
    by_account = Participant.objects.filter(user__email__iexact=email).first()
    return by_account or Participant.objects.filter(email__iexact=email).first()


def _invite_to_round(
    session: Session, named: Participant, seat: Attendance, now: datetime.datetime
) -> None:
    """Have somebody who is no member of the round agree to the Rule first, by invitation."""
    if Membership.objects.filter(participant=named, round=session.round_id).exists():
        return
    join_round(participant=named, dialogue_round=session.round, organisation=seat.organisation)
    if named.user is None or named.user.is_active:
        user = seat.participant.user
        invite(
            participants=[named],
            dialogue_round=session.round,
            language=user.language if user else "de",
            valid_days=VALID_DAYS,
            now=now,
        )


def _not_let_in() -> QuerySet[Attendance]:
    """Return the seats of whoever was named and staff have not let in, or have refused."""
    let_in = Mailing.objects.filter(
        participant=OuterRef("participant"),
        kind=MailingKind.SESSION,
        occasion=OuterRef("session__public_id"),
        is_held=False,
    )
    to_the_round = {"participant": OuterRef("participant"), "round": OuterRef("session__round")}
    only_named = Membership.objects.not_shown_to_owner().filter(**to_the_round)
    # Both mails released is a yes, also while they have not gone out.
    invited = Invitation.objects.filter(
        **to_the_round, revoked_at__isnull=True, mailing__is_held=False
    )
    return Attendance.objects.filter(
        ~Exists(let_in) | Q(Exists(only_named), ~Exists(invited)),
        substitute_for__isnull=False,
        reply=Reply.NONE,
        # Whoever was there is on record whatever became of a mail.
        present_in__isnull=True,
    ).select_related("participant", "session")


def take_back(session: Session, participant: Participant) -> None:
    """Invite no more whom this person named and staff have not let in. Needs a transaction.

    Whoever is on record by having been named alone is not any more; what staff put there stays.
    """
    for seat in _not_let_in().filter(session=session, substitute_for=participant):
        _take_off(seat)


def let_nobody_in(
    sender: Any, *, mailings: Iterable[Mailing], invitations: Iterable[Invitation], **more: Any
) -> None:
    """Take off the record whose mail staff stopped: that is how they refuse a substitute.

    Of somebody new to the round two mails wait; stopping either is a no.
    """
    asked = {
        (mailing.participant_id, mailing.occasion)
        for mailing in mailings
        if mailing.kind == MailingKind.SESSION
    }
    ended = {(invitation.participant_id, invitation.round_id) for invitation in invitations}
    people = {pk for pk, _ in asked} | {pk for pk, _ in ended}
    for seat in list(_not_let_in().filter(participant__in=people)):
        session, pk = seat.session, seat.participant_id
        if (pk, session.public_id) in asked or (pk, session.round_id) in ended:
            _take_off(seat)


def forget_whom_they_named(sender: Any, *, participant: Participant, **more: Any) -> None:
    """Take off the record whom somebody named who is erased, and staff have not let in.

    The seat would lose the word that it is a substitute's, and open the session with it.
    """
    for seat in _not_let_in().filter(substitute_for=participant):
        _take_off(seat)


def _take_off(seat: Attendance) -> None:
    """Delete a seat that follows from a name alone, with whatever else follows from it."""
    Mailing.objects.filter(
        participant=seat.participant_id,
        kind=MailingKind.SESSION,
        occasion=seat.session.public_id,
        sent_on__isnull=True,
    ).delete()
    session = seat.session
    seat.delete()
    # Locked: staff may be inviting the same person at this moment.
    named = Participant.objects.select_for_update(of=("self",)).get(pk=seat.participant_id)
    _leave_round(session, named)
    _leave_record(named)


def _leave_round(session: Session, named: Participant) -> None:
    """Undo :func:`_invite_to_round`, unless the invitation went out or they sit elsewhere in it.

    Staff who invite somebody leave an entry in the administration's history; naming leaves none.
    """
    if Attendance.objects.filter(participant=named, session__round=session.round_id).exists():
        return
    invitations = list(named.invitations.filter(round=session.round_id).select_related("mailing"))
    if not invitations:
        return
    for invitation in invitations:
        is_out = invitation.mailing is not None and not invitation.mailing.is_held
        if is_out or invitation.used_at or _history_of(invitation).exists():
            return
    named.memberships.filter(round=session.round_id, rule_accepted_on__isnull=True).delete()
    for invitation in invitations:
        if invitation.mailing is not None:
            invitation.mailing.delete()
        invitation.delete()


def _leave_record(named: Participant) -> None:
    """Delete somebody of whom nothing is on record but a name, which no staff ever touched."""
    kept = (
        named.user_id is not None
        or named.memberships.exists()
        or named.attendances.exists()
        or named.invitations.exists()
        or named.mailings.exists()
        or Attendance.objects.filter(substitute_for=named).exists()
        or _history_of(named).exists()
    )
    if not kept:
        named.delete()


def _history_of(row: Invitation | Participant) -> QuerySet[LogEntry]:
    kind = ContentType.objects.get_for_model(row)
    return LogEntry.objects.filter(content_type=kind, object_id=str(row.pk))
