"""The participants' area: what the signed-in person was invited to, and nothing else.

Every query starts from that person, and what is not theirs is the one 404: an address of
somebody else's session must not differ from one that was never given out.
"""

from typing import cast

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from participants.models import Participant, User
from rounds.access import Access, open_to
from rounds.models import Publication
from sessions.enums import Reply
from sessions.models import Attendance, Document, Session


@open_to(Access.SIGNED_IN)
@require_safe
def my(request: HttpRequest) -> HttpResponse:
    """Show one's sessions: what is coming, next first, then what was, latest first."""
    participant = _participant_of(request)
    sessions = list(_seats_of(participant)) if participant else []
    now = timezone.now()
    context = {
        "participant": participant,
        "upcoming": [each for each in reversed(sessions) if each.ends_at >= now],
        "past": [each for each in sessions if each.ends_at < now],
        "is_invented": any(each.is_invented for each in sessions),
    }
    return render(request, "dialogue_sessions/my.html", context)


@open_to(Access.SIGNED_IN)
@require_safe
def session(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one session; where it meets only to those who accepted or were there."""
    participant = _participant_of(request)
    if participant is None:
        raise Http404
    dialogue_session = get_object_or_404(_seats_of(participant), public_id=public_id)
    released = dialogue_session.outputs.filter(publication__isnull=False)
    context = {
        "dialogue_session": dialogue_session,
        "is_invented": dialogue_session.is_invented,
        "is_past": dialogue_session.ends_at < timezone.now(),
        "agenda": dialogue_session.agenda_items.all(),
        "questions": dialogue_session.questions.all(),
        "documents": dialogue_session.documents.all(),
        "publications": Publication.objects.released().filter(
            pk__in=released.values("publication")
        ),
    }
    return render(request, "dialogue_sessions/session.html", context)


@open_to(Access.SIGNED_IN)
@require_safe
def document(request: HttpRequest, public_id: str) -> FileResponse:
    """Hand out a paper under a name that tells nothing, and never to be shown in place."""
    paper = get_object_or_404(_documents_of(request), public_id=public_id)
    return FileResponse(
        paper.file.open("rb"),
        as_attachment=True,
        filename=f"msg-{paper.kind}-{paper.public_id}.{paper.extension}",
    )


@open_to(Access.SIGNED_IN)
def nothing(request: HttpRequest) -> HttpResponse:
    """Answer for every other address: sign-in first, then the 404, as for what is not yours."""
    raise Http404


def _participant_of(request: HttpRequest) -> Participant | None:
    """Return the participant who is signed in; staff need not be one."""
    return Participant.objects.of_user(cast(User, request.user)).first()


def _seats_of(participant: Participant) -> QuerySet[Session]:
    """Return a participant's sessions, each with what they themself did about it.

    Adds ``reply``, ``was_present`` and ``may_see_place``.
    """
    presences = Attendance.present_in.through.objects.filter(
        attendance__participant=participant, attendance__session=OuterRef("pk")
    )
    return (
        Session.objects.for_participant(participant)
        .annotate(reply=F("attendances__reply"), was_present=Exists(presences))
        .annotate(may_see_place=Q(reply=Reply.ACCEPTED) | Q(was_present=True))
    )


def _documents_of(request: HttpRequest) -> QuerySet[Document]:
    """Return the papers somebody may have: of their sessions, or all as staff with the right."""
    user = cast(User, request.user)
    if user.is_staff and user.has_perm("dialogue_sessions.view_document"):
        return Document.objects.all()
    participant = _participant_of(request)
    if participant is None:
        return Document.objects.none()
    return Document.objects.filter(session__in=Session.objects.for_participant(participant))
