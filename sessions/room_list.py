"""Who is in the room: for those who are on the list, of those who are on it, and not for long.

On it is who agreed: before and during a session of those who accepted, afterwards of those who
were present, until the days of the round are over. Whoever may put themself there and did not
sees that there is a list, and nobody on it. The order is another one for each reader and tells
nothing.
"""

import datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.crypto import salted_hmac

from participants.models import Participant
from sessions.enums import Reply
from sessions.models import Attendance, Session


def ends_on(session: Session) -> datetime.date:
    """Return the last day on which the list of a session is shown."""
    days = datetime.timedelta(days=session.round.list_days)
    return timezone.localdate(session.ends_at) + days


def may_see_room(
    session: Session, *, reply: str, was_present: bool, now: datetime.datetime
) -> bool:
    """Whether this person may be on the list, and then sees who else is."""
    if now <= session.ends_at:
        return reply == Reply.ACCEPTED
    return was_present and timezone.localdate(now) <= ends_on(session)


def people_in(session: Session, reader: Participant, now: datetime.datetime) -> list[Attendance]:
    """Return who agreed to be seen and takes part, or took part; one query.

    Nobody for a reader who is not among them: none looks without being seen.
    """
    seats = Attendance.objects.filter(session=session, is_listed=True).select_related(
        "participant", "organisation"
    )
    if now <= session.ends_at:
        seats = seats.filter(reply=Reply.ACCEPTED)
    else:
        part = Attendance.present_in.through.objects.filter(attendance=OuterRef("pk"))
        seats = seats.filter(Exists(part))
    found = [seat for seat in seats if not seat.participant.is_erased]
    if reader.pk not in {seat.participant_id for seat in found}:
        return []
    return sorted(found, key=lambda seat: _place(session, reader, seat))


def _place(session: Session, reader: Participant, seat: Attendance) -> str:
    """Return where somebody stands in the list one person reads: by chance, and always there."""
    value = f"{session.public_id}\x1f{reader.pk}\x1f{seat.pk}"
    return salted_hmac("sessions.room_list", value, algorithm="sha256").hexdigest()


def set_listed(
    session: Session, participant: Participant, *, is_listed: bool, now: datetime.datetime
) -> bool:
    """Put oneself on the list or take oneself off; false where one has no part in it."""
    seats = Attendance.objects.filter(session=session, participant=participant)
    if now <= session.ends_at:
        seats = seats.filter(reply=Reply.ACCEPTED)
    return bool(seats.update(is_listed=is_listed))
