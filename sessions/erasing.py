"""What of the room goes with a person who is erased, and what is left without them.

Their name is taken off what was released, by the door, like a consent taken back. Where they
were present an empty seat stays: the labels of what was released, and of what will be, count how
many people of how many organisations were there, and one fewer would narrow the others down. Each
seat is nobody's own. With each person who goes all empty seats are put in anew, in random order
and under random keys, so that not even the seats of one person lie together.
"""

import datetime
import secrets
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from participants.leaving import nobody, random_key
from participants.models import Participant
from sessions.consents import unname
from sessions.drafting import locked
from sessions.enums import OutputStatus, Reply
from sessions.models import Attendance, NamingConsent, Session
from sessions.publishing import withdraw_consent

_random = secrets.SystemRandom()
_Presence = Attendance.present_in.through


def leave_the_room(
    sender: Any, *, participant: Participant, today: datetime.date, **more: Any
) -> None:
    """Take a person out of everything that is kept of sessions; within ``erase``'s transaction."""
    _take_names_back(participant, today)
    own = Attendance.objects.filter(participant=participant)
    LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Attendance),
        object_id__in=[str(pk) for pk in own.values_list("pk", flat=True)],
    ).delete()
    _empty_seats_of(participant)


def _take_names_back(participant: Participant, today: datetime.date) -> None:
    mine = NamingConsent.objects.filter(participant=participant)
    for pk in list(mine.values_list("pk", flat=True)):
        # Taking one back may have taken its copy in a correction along.
        consent = mine.filter(pk=pk).select_related("statement__output").first()
        if consent is None:
            continue
        if locked(consent.statement.output).status == OutputStatus.PUBLISHED:
            withdraw_consent(consent=consent, participant=participant, today=today)
        else:
            unname(consent)


def _empty_seats_of(participant: Participant) -> None:
    """Leave of a person's seats only what labels count: the organisation, and the parts.

    Rows put in one after the other, under neighbouring keys or by a transaction of their own
    would be of one person: the seats that are empty already are put in anew along with them.
    """
    erased = Participant.objects.erased()
    affected = Attendance.objects.filter(Q(participant=participant) | Q(participant__in=erased))
    # Two who go at the same time wait for each other, wherever there is an empty seat already.
    rooms = Session.objects.select_for_update().filter(pk__in=affected.values("session"))
    list(rooms.order_by("pk"))
    seats = list(affected.select_related("participant"))
    parts: dict[int, list[int]] = {}
    for row in _Presence.objects.filter(attendance__in=seats):
        parts.setdefault(row.attendance_id, []).append(row.agendaitem_id)
    left = [(_empty(seat), parts[seat.pk]) for seat in seats if seat.pk in parts]
    Attendance.objects.filter(pk__in=[seat.pk for seat in seats]).delete()
    places = [seat.participant_id for seat in seats if seat.participant.is_erased]
    Participant.objects.filter(pk__in=places).delete()
    _put_in_random_order([seat.participant for seat, _parts in left])
    _put_in_random_order([seat for seat, _parts in left])
    _put_in_random_order(
        [
            _Presence(pk=random_key(), attendance_id=seat.pk, agendaitem_id=part)
            for seat, of_seat in left
            for part in of_seat
        ]
    )


def _empty(seat: Attendance) -> Attendance:
    """Return the row that takes a seat's place; one that was emptied before keeps its keys."""
    is_random = seat.participant.is_erased and seat.pk < 0
    return Attendance(
        pk=seat.pk if is_random else random_key(),
        session_id=seat.session_id,
        participant=seat.participant if is_random else nobody(),
        organisation_id=seat.organisation_id,
        reply=Reply.ACCEPTED,
    )


def _put_in_random_order(rows: list[Any]) -> None:
    _random.shuffle(rows)
    if rows:
        type(rows[0])._default_manager.bulk_create(rows)
