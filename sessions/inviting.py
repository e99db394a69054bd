"""What staff do about the answers to a session: invite, remind, tell of a change, count.

All of it is mail of the same neutral words; invitations and reminders wait in the outbox.
"""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from participants.enums import MailingKind
from participants.mailing import announce
from participants.models import Mailing, Membership, Participant
from sessions.enums import Reply
from sessions.models import Attendance, Session

WHEREABOUTS = ("starts_at", "ends_at", "online_link")
WHEREABOUTS_BOTH = ("city", "venue")


@dataclass(frozen=True, slots=True)
class Answers:
    """How many answered what; ``needs`` are the words of those who come, in no order of theirs."""

    in_room: int
    online: int
    declined: int
    unanswered: int
    places: int | None
    needs: tuple[Attendance, ...] = ()

    @property
    def invited(self) -> int:
        """How many were asked."""
        return self.in_room + self.online + self.declined + self.unanswered


def answers_to(session: Session, *, with_needs: bool = False) -> Answers:
    """Return how the answers to a session stand. One query."""
    seats = list(
        session.attendances.select_related("participant").order_by(
            "participant__family_name", "participant__given_name", "pk"
        )
    )
    coming = [seat for seat in seats if seat.reply == Reply.ACCEPTED]
    online = sum(seat.is_online for seat in coming)
    return Answers(
        in_room=len(coming) - online,
        online=online,
        declined=sum(seat.reply == Reply.DECLINED for seat in seats),
        unanswered=sum(seat.reply == Reply.NONE for seat in seats),
        places=session.places,
        needs=tuple(seat for seat in coming if seat.needs) if with_needs else (),
    )


def members_to_invite(session: Session) -> QuerySet[Membership]:
    """Return the members of the round who are not invited to this session yet.

    Whoever a participant named, and staff have yet to let into the round, is no member.
    """
    seat = Attendance.objects.filter(session=session, participant=OuterRef("participant"))
    is_named = Attendance.objects.filter(
        session__round=session.round_id,
        participant=OuterRef("participant"),
        substitute_for__isnull=False,
    )
    only_named = Membership.objects.not_shown_to_owner().filter(Exists(is_named))
    return Membership.objects.filter(
        ~Exists(seat),
        ~Exists(only_named.filter(pk=OuterRef("pk"))),
        Q(participant__user__isnull=True) | Q(participant__user__is_active=True),
    ).filter(round=session.round_id)


@transaction.atomic
def invite_members(session: Session, *, now: datetime.datetime) -> int:
    """Invite all members of the round who are not invited yet; return how many these are.

    Whoever was invited by hand before and was never written to gets the same mail.
    """
    session = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    members = list(members_to_invite(session))
    Attendance.objects.bulk_create(
        Attendance(
            session=session,
            participant_id=member.participant_id,
            organisation_id=member.organisation_id,
        )
        for member in members
    )
    asked = Participant.objects.filter(
        attendances__session=session, attendances__reply=Reply.NONE
    ).order_by("pk")
    _write(session, asked, MailingKind.SESSION, now, is_held=True)
    return len(members)


def to_remind(session: Session) -> QuerySet[Participant]:
    """Return who has not answered, wants to be reminded and was not reminded of this before."""
    reminded = Mailing.objects.filter(
        participant=OuterRef("pk"), kind=MailingKind.UNANSWERED, occasion=session.public_id
    )
    return Participant.objects.filter(
        ~Exists(reminded),
        attendances__session=session,
        attendances__reply=Reply.NONE,
        user__is_active=True,
        user__wants_reminders=True,
    ).order_by("pk")


@transaction.atomic
def remind_unanswered(session: Session, *, now: datetime.datetime) -> int:
    """Have a reminder wait in the outbox for each of them, once a session; return how many."""
    Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    asked = list(to_remind(session))
    _write(session, asked, MailingKind.UNANSWERED, now, is_held=True)
    return len(asked)


def whereabouts_of(session: Session) -> tuple[object, ...]:
    """Return when and where a session meets, to compare with later."""
    both = (f"{name}_{code}" for name in WHEREABOUTS_BOTH for code in ("de", "en"))
    return tuple(getattr(session, name) or "" for name in (*WHEREABOUTS, *both))


@transaction.atomic
def tell_of_change(session: Session, *, now: datetime.datetime) -> int:
    """Write to those who accepted that there is something new to read; return how many.

    A message that has not gone out yet serves for a further change as well. Nobody is written to
    about a session that is over.
    """
    if session.ends_at <= now:
        return 0
    Mailing.objects.filter(
        kind=MailingKind.CHANGE, occasion=session.public_id, sent_on__isnull=False
    ).delete()
    coming = list(
        Participant.objects.filter(
            attendances__session=session, attendances__reply=Reply.ACCEPTED
        ).order_by("pk")
    )
    _write(session, coming, MailingKind.CHANGE, now, is_held=False)
    return len(coming)


def _write(
    session: Session,
    people: QuerySet[Participant] | list[Participant],
    kind: MailingKind,
    now: datetime.datetime,
    *,
    is_held: bool,
) -> None:
    announce(
        participants=people,
        kind=kind,
        occasion=session.public_id,
        due_on=timezone.localdate(now),
        is_held=is_held,
    )
