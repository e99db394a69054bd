"""Whose area it is: every view here begins with the person who is signed in."""

from typing import cast

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest

from participants.models import Participant, User
from sessions.enums import Reply
from sessions.models import Attendance, Session


def participant_or_none(request: HttpRequest) -> Participant | None:
    """Return the participant who is signed in; staff need not be one."""
    return Participant.objects.of_user(cast(User, request.user)).first()


def participant_or_404(request: HttpRequest) -> Participant:
    """Return the participant who is signed in; for anybody else there is nothing here."""
    participant = participant_or_none(request)
    if participant is None:
        raise Http404
    return participant


def was_present(participant: Participant) -> Exists:
    """Return the condition on a session that this participant was in at least one of its parts."""
    return Exists(
        Attendance.present_in.through.objects.filter(
            attendance__participant=participant, attendance__session=OuterRef("pk")
        )
    )


def seats_of(participant: Participant) -> QuerySet[Session]:
    """Return a participant's sessions, each with what they themself did about it.

    Adds ``reply``, ``was_present`` and ``may_see_place``.
    """
    return (
        Session.objects.for_participant(participant)
        .annotate(reply=F("attendances__reply"), was_present=was_present(participant))
        .annotate(may_see_place=Q(reply=Reply.ACCEPTED) | Q(was_present=True))
    )
