"""Whose area it is: every view here begins with the person who is signed in."""

from typing import cast

from django.db.models import Exists, F, OuterRef, QuerySet
from django.http import Http404, HttpRequest

from participants.models import Participant, User
from participants.rule import has_yet_to_accept
from sessions.models import Attendance, Session


class RuleNotAccepted(Exception):
    """Somebody who was invited to a round has yet to agree to the Rule for it.

    ``msg.middleware.AccessMiddleware`` leads them to the page that asks.
    """


def participant_or_none(request: HttpRequest) -> Participant | None:
    """Return the participant who is signed in; staff need not be one.

    Raises ``RuleNotAccepted``: nobody is let in before they have agreed to the Rule.
    """
    found = Participant.objects.of_user(cast(User, request.user))
    participant = found.annotate(has_yet_to_accept=has_yet_to_accept()).first()
    if participant is not None and participant.has_yet_to_accept:
        raise RuleNotAccepted
    return participant


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

    Adds ``reply`` and ``was_present``.
    """
    return Session.objects.for_participant(participant).annotate(
        reply=F("attendances__reply"), was_present=was_present(participant)
    )
