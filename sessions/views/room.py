"""One's sessions and their papers, and at one look what is asked of oneself."""

from typing import cast

from csp.decorators import csp_replace
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from participants.introductions import memberships_of
from participants.models import User
from rounds.access import Access, open_to
from rounds.models import Publication
from sessions.asked import asked_in, asked_of, unanswered
from sessions.box import with_written
from sessions.enums import OutputStatus
from sessions.models import Document, ExposureAudit, Session
from sessions.reading import readable_outputs
from sessions.replies import place_is_shown, shown_from
from sessions.reply_forms import ReplyForm
from sessions.room_list import may_see_room
from sessions.views.replies import about_reply, seat_in
from sessions.views.signed_in import (
    participant_or_404,
    participant_or_none,
    seats_of,
    was_present,
)

OFFICE = "application/vnd.openxmlformats-officedocument"
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "pptx": f"{OFFICE}.presentationml.presentation",
    "png": "image/png",
    "jpg": "image/jpeg",
}
"""Named here: what a machine guesses of a name depends on what is installed on it."""


@open_to(Access.SIGNED_IN)
@require_safe
def my(request: HttpRequest) -> HttpResponse:
    """Show what waits for oneself, and one's sessions: what is coming first, then what was."""
    participant = participant_or_none(request)
    sessions = list(seats_of(participant)) if participant else []
    now = timezone.now()
    context = {
        "participant": participant,
        "asked": asked_of(participant, unanswered(sessions, now)) if participant else None,
        "memberships": memberships_of(participant) if participant else [],
        "today": timezone.localdate(),
        "upcoming": [each for each in reversed(sessions) if each.ends_at >= now],
        "past": [each for each in sessions if each.ends_at < now],
        "is_invented": any(each.is_invented for each in sessions),
        "audit": ExposureAudit.objects.first() if participant else None,
    }
    return render(request, "dialogue_sessions/my.html", context)


@open_to(Access.SIGNED_IN)
@require_safe
def session(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one session; where it meets only to those who accepted or were there."""
    participant = participant_or_404(request)
    dialogue_session = get_object_or_404(seats_of(participant), public_id=public_id)
    outputs = list(readable_outputs(participant).filter(session=dialogue_session))
    readable = {
        output.publication_id: output
        for output in outputs
        if output.status == OutputStatus.PUBLISHED
    }
    released = dialogue_session.outputs.filter(publication__isnull=False)
    publications = Publication.objects.released().filter(pk__in=released.values("publication"))
    agenda = with_written(dialogue_session.agenda_items.all())
    now = timezone.now()
    seat = seat_in(dialogue_session, participant)
    was_there = dialogue_session.was_present  # type: ignore[attr-defined]
    place = {"reply": seat.reply, "was_present": was_there}
    context = about_reply(dialogue_session, seat, now) | {
        "reply_form": ReplyForm(dialogue_session, seat),
        "place_is_shown": place_is_shown(dialogue_session, **place, now=now),
        "shown_from": shown_from(dialogue_session),
        "may_see_room": may_see_room(dialogue_session, **place, now=now),
        "asked": asked_in(dialogue_session, participant, outputs),
        "today": timezone.localdate(),
        "agenda": agenda,
        "has_box": any(item.is_collecting or item.has_written for item in agenda),
        "questions": dialogue_session.questions.all(),
        "documents": dialogue_session.documents.open(),
        "publications": [
            (publication, readable.get(publication.pk)) for publication in publications
        ],
    }
    return render(request, "dialogue_sessions/session.html", context)


@open_to(Access.SIGNED_IN)
@require_safe
def report_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show to those who were there what they may say tomorrow: released text, both languages."""
    participant = participant_or_404(request)
    sessions = seats_of(participant).filter(was_present(participant))
    dialogue_session = get_object_or_404(sessions, public_id=public_id)
    released = dialogue_session.outputs.filter(status=OutputStatus.PUBLISHED)
    context = {
        "dialogue_session": dialogue_session,
        "is_invented": dialogue_session.is_invented,
        "publications": Publication.objects.released()
        .filter(pk__in=released.values("publication"))
        .prefetch_related("statements"),
    }
    return render(request, "dialogue_sessions/report_back.html", context)


@open_to(Access.SIGNED_IN)
@require_safe
@csp_replace({"sandbox": True})  # type: ignore[arg-type]
def document(request: HttpRequest, public_id: str) -> FileResponse:
    """Hand out a paper under a name that tells nothing, and never to be shown in place."""
    paper = get_object_or_404(_documents_of(request), public_id=public_id)
    return FileResponse(
        paper.file.open("rb"),
        as_attachment=True,
        content_type=CONTENT_TYPES.get(paper.extension, "application/octet-stream"),
        filename=f"msg-{paper.kind}-{paper.public_id}.{paper.extension}",
    )


@open_to(Access.SIGNED_IN)
def nothing(request: HttpRequest) -> HttpResponse:
    """Answer for every other address: sign-in first, then the 404, as for what is not yours."""
    raise Http404


def _documents_of(request: HttpRequest) -> QuerySet[Document]:
    """Return the papers somebody may have: the open ones of their sessions, or all as staff."""
    user = cast(User, request.user)
    if user.is_staff and user.has_perm("dialogue_sessions.view_document"):
        return Document.objects.all()
    participant = participant_or_none(request)
    if participant is None:
        return Document.objects.none()
    return Document.objects.open().filter(session__in=Session.objects.for_participant(participant))
