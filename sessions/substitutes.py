"""Somebody comes in one's place: named by whoever cannot come, let in by staff.

Who is named is put on record and invited by mails that wait in the outbox: releasing them is how
staff agree. Until then the substitute sees nothing of the session (``Session.objects``).

Whoever names somebody must not learn whether that address is known here. So what they see is the
same for a new person, for a member of the round and for somebody who is invited already.
"""

import datetime

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from participants.enums import MailingKind
from participants.invitations import VALID_DAYS, hash_of, invite, token_of
from participants.mailing import announce
from participants.models import Invitation, Mailing, Membership, Participant
from participants.registering import join_round, register_participant
from sessions.enums import Reply
from sessions.models import Attendance, Session


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


def _not_let_in(session: Session, participant: Participant) -> QuerySet[Attendance]:
    """Return whom this person named and staff have not let in."""
    let_in = Mailing.objects.filter(
        participant=OuterRef("participant"),
        kind=MailingKind.SESSION,
        occasion=session.public_id,
        is_held=False,
    )
    return Attendance.objects.filter(
        ~Exists(let_in), session=session, substitute_for=participant, reply=Reply.NONE
    )


def take_back(session: Session, participant: Participant) -> None:
    """Invite no more whom this person named and staff have not let in. Needs a transaction.

    Whoever is on record by having been named alone is not any more; what staff put there stays.
    """
    for seat in _not_let_in(session, participant).select_related("participant"):
        Mailing.objects.filter(
            participant=seat.participant_id,
            kind=MailingKind.SESSION,
            occasion=session.public_id,
            is_held=True,
        ).delete()
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
    carried = {
        hash_of(token_of(mailing)): mailing
        for mailing in named.mailings.filter(kind=MailingKind.INVITATION)
    }
    invitations = list(named.invitations.filter(round=session.round_id))
    if not invitations:
        return
    for invitation in invitations:
        mailing = carried.get(invitation.token_hash)
        is_out = mailing is not None and not mailing.is_held
        if is_out or invitation.used_at or _history_of(invitation).exists():
            return
    named.memberships.filter(round=session.round_id, rule_accepted_on__isnull=True).delete()
    for invitation in invitations:
        if mailing := carried.get(invitation.token_hash):
            mailing.delete()
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
