"""What of the room goes with a person who is erased, and what is left without them.

Their name is taken off what was released, by the door, like a consent taken back. Where they
were present an empty seat stays: the labels of what was released, and of what will be, count how
many people of how many organisations were there, and one fewer would narrow the others down. Each
seat is nobody's own, so that not even the seats of one person lie together.
"""

import datetime
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType

from participants.leaving import nobody
from participants.models import Participant
from sessions.consents import unname
from sessions.drafting import locked
from sessions.enums import AttendanceRole, OutputStatus, Reply
from sessions.models import Attendance, NamingConsent
from sessions.publishing import withdraw_consent


def leave_the_room(
    sender: Any, *, participant: Participant, today: datetime.date, **more: Any
) -> None:
    """Take a person out of everything that is kept of sessions; within ``erase``'s transaction."""
    _take_names_back(participant, today)
    for attendance in Attendance.objects.filter(participant=participant).order_by("pk"):
        LogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(Attendance),
            object_id=str(attendance.pk),
        ).delete()
        if attendance.present_in.exists():
            _empty(attendance)
        else:
            attendance.delete()


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


def _empty(attendance: Attendance) -> None:
    """Leave of a seat only what labels count: the organisation, and the parts it was taken in."""
    attendance.participant = nobody()
    attendance.role = AttendanceRole.PARTICIPANT
    attendance.reply = Reply.ACCEPTED
    attendance.is_online = False
    attendance.needs = ""
    attendance.is_listed = False
    attendance.substitute_for = None
    attendance.save()
