"""Who came to a session, recorded all at once and checked as a whole."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from participants.models import Membership, Organisation, Participant
from sessions.enums import AttendanceRole, Reply
from sessions.models import AgendaItem, Attendance, Session


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceEntry:
    """What is recorded of one person; without an organisation, that of their membership."""

    participant: Participant
    organisation: Organisation | None = None
    role: str = AttendanceRole.PARTICIPANT
    reply: str = Reply.NONE
    is_online: bool = False
    present_in: Sequence[AgendaItem] = ()
    substitute_for: Participant | None = None


def organisations_in_round(session: Session) -> Mapping[int, int]:
    """Return participant id -> id of the organisation they sit for in the session's round."""
    return dict(
        Membership.objects.filter(round_id=session.round_id).values_list(
            "participant_id", "organisation_id"
        )
    )


def check_parts(session: Session, parts: Iterable[AgendaItem]) -> None:
    """Refuse parts of another session. Raises ``ValidationError``."""
    if any(part.session_id != session.pk for part in parts):
        raise ValidationError(_("This part belongs to another session."))


@transaction.atomic
def record_attendance(*, session: Session, entries: Sequence[AttendanceEntry]) -> list[Attendance]:
    """Record everybody's invitation, answer and presence.

    Raises ``ValidationError`` for a part of another session, for somebody who sits for nobody,
    and for a person who is recorded twice; then nothing is recorded.
    """
    organisations = organisations_in_round(session)
    attendances = []
    for entry in entries:
        check_parts(session, entry.present_in)
        organisation_id = (
            entry.organisation.pk
            if entry.organisation is not None
            else organisations.get(entry.participant.pk)
        )
        if organisation_id is None:
            raise ValidationError(
                _("Say for which organization this person sits: they are no member of the round.")
            )
        attendances.append(
            Attendance(
                session=session,
                participant=entry.participant,
                organisation_id=organisation_id,
                role=entry.role,
                reply=entry.reply,
                is_online=entry.is_online,
                substitute_for=entry.substitute_for,
            )
        )
    if len({attendance.participant_id for attendance in attendances}) < len(attendances):
        raise ValidationError(_("A person is on the list twice."))
    for attendance in attendances:
        attendance.clean_fields()
    Attendance.objects.bulk_create(attendances)
    presence = Attendance.present_in.through
    presence.objects.bulk_create(
        presence(attendance_id=attendance.pk, agendaitem_id=part.pk)
        for attendance, entry in zip(attendances, entries, strict=True)
        for part in entry.present_in
    )
    return attendances
