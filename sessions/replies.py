"""One's answer to the invitation to a session: coming, how, what one needs, or not coming.

An answer is one's own: nobody else's shows to anybody but staff. The session is locked while an
answer is taken, so that two people who press at once cannot both have the last place.
"""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from participants.enums import MailingKind
from participants.models import Mailing, Participant
from sessions.enums import Reply
from sessions.models import Attendance, Session
from sessions.refusals import Refusal, Refused
from sessions.substitutes import name_nobody, name_substitute


@dataclass(frozen=True, slots=True)
class Ways:
    """How one can take part in a session: in the room, online, or either."""

    in_room: bool
    online: bool

    @property
    def is_a_choice(self) -> bool:
        """Whether there is anything to choose."""
        return self.in_room and self.online


def ways_of(session: Session) -> Ways:
    """Return how one can take part: online where there is a dial-in, else only in the room.

    A session with a dial-in and without a place, or without a seat in it, meets online only.
    """
    has_place = bool(session.venue_de or session.venue_en or not session.online_link)
    return Ways(in_room=has_place and session.places != 0, online=bool(session.online_link))


def is_answerable(session: Session, now: datetime.datetime) -> bool:
    """Whether an answer can be given or changed: until the day that was set, or the beginning."""
    if now >= session.starts_at:
        return False
    return session.replies_until is None or timezone.localdate(now) <= session.replies_until


def places_left(session: Session, participant: Participant | None = None) -> int | None:
    """Return how many places in the room are left to this person; ``None`` is no limit."""
    if session.places is None:
        return None
    taken = session.attendances.filter(reply=Reply.ACCEPTED, is_online=False)
    if participant is not None:
        taken = taken.exclude(participant=participant)
    return max(session.places - taken.count(), 0)


def place_is_shown(
    session: Session, *, reply: str, was_present: bool, now: datetime.datetime
) -> bool:
    """Whether this person sees where to meet: they were there, or come and it is near enough."""
    if was_present:
        return True
    return reply == Reply.ACCEPTED and timezone.localdate(now) >= shown_from(session)


def shown_from(session: Session) -> datetime.date:
    """Return the day from which those who come see where to meet."""
    days = datetime.timedelta(days=session.whereabouts_days)
    return timezone.localdate(session.starts_at) - days


def locked_seat(
    session: Session, participant: Participant, now: datetime.datetime
) -> tuple[Session, Attendance]:
    """Return the session and one's own attendance as they stand now, locked.

    Raises ``Refused`` where there is nothing to answer any more. Needs a transaction.
    """
    found = Session.objects.select_for_update(of=("self",)).filter(pk=session.pk).first()
    # Locked first and read afterwards: what is counted must be what those before left behind.
    seats = Attendance.objects.select_for_update(of=("self",))
    seat = seats.filter(session=session, participant=participant).first()
    if found is None or seat is None:
        raise Refused([Refusal("reply.not_invited")])
    if not is_answerable(found, now):
        raise Refused([Refusal("reply.closed")])
    return found, seat


@transaction.atomic
def accept(
    *,
    session: Session,
    participant: Participant,
    is_online: bool,
    needs: str,
    is_listed: bool,
    now: datetime.datetime,
) -> Attendance:
    """Say that one comes, in the room or online. May be repeated, to change it.

    A substitute named before, whom staff have not let in by the next upkeep, is not asked any
    more. Raises
    ``Refused`` if it is too late, if that way is not on offer, or if every place is taken.
    """
    session, seat = locked_seat(session, participant, now)
    ways = ways_of(session)
    if is_online and not ways.online:
        raise Refused([Refusal("reply.not_online")])
    if not is_online:
        if not ways.in_room:
            raise Refused([Refusal("reply.online_only" if ways.online else "reply.full")])
        if places_left(session, participant) == 0:
            raise Refused([Refusal("reply.full_online" if ways.online else "reply.full")])
    seat.reply = Reply.ACCEPTED
    seat.is_online = is_online
    seat.needs = needs
    seat.is_listed = is_listed
    seat.save(update_fields=["reply", "is_online", "needs", "is_listed"])
    name_nobody(session, participant)
    _remind_no_more(session, participant)
    return seat


@transaction.atomic
def decline(*, session: Session, participant: Participant, now: datetime.datetime) -> Attendance:
    """Say that one does not come; what was said of needs and of the list is deleted.

    Raises ``Refused`` if it is too late.
    """
    session, seat = locked_seat(session, participant, now)
    seat.reply = Reply.DECLINED
    seat.is_online = False
    seat.needs = ""
    seat.is_listed = False
    seat.save(update_fields=["reply", "is_online", "needs", "is_listed"])
    _remind_no_more(session, participant)
    return seat


@transaction.atomic
def send_substitute(
    *,
    session: Session,
    participant: Participant,
    given_name: str,
    family_name: str,
    email: str,
    now: datetime.datetime,
) -> None:
    """Decline, and have somebody invited in one's place, for the organisation one sits for.

    The next upkeep looks up who it is: here nothing depends on whether they are known. Naming
    somebody else later takes the place of this, as long as staff have not let them in. Raises
    ``Refused`` if it is too late, if one names oneself or comes for somebody else, and
    ``ValidationError`` for a name or an address that a form would refuse.
    """
    session, seat = locked_seat(session, participant, now)
    email = email.strip().lower()
    own = {participant.email.lower()}
    if participant.user is not None:
        own.add(participant.user.email.lower())
    if email in own:
        raise Refused([Refusal("reply.oneself")])
    if seat.substitute_for_id is not None:
        raise Refused([Refusal("reply.is_substitute")])
    name_substitute(
        session, participant, given_name=given_name, family_name=family_name, email=email
    )
    decline(session=session, participant=participant, now=now)


def _remind_no_more(session: Session, participant: Participant) -> None:
    """Take back a reminder, and word of a change to somebody who does not come, if not sent yet."""
    stale = Mailing.objects.filter(
        participant=participant,
        kind__in=(MailingKind.UNANSWERED, MailingKind.CHANGE),
        occasion=session.public_id,
        sent_on__isnull=True,
    )
    stale.delete()


def delete_past_needs(today: datetime.date) -> int:
    """Delete what people said they need at sessions before today; return how many did."""
    midnight = timezone.make_aware(datetime.datetime.combine(today, datetime.time.min))
    over = Session.objects.filter(pk=OuterRef("session"), ends_at__lt=midnight)
    return Attendance.objects.filter(Exists(over)).exclude(needs="").update(needs="")
