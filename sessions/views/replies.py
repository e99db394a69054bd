"""Answering the invitation to a session: coming, not coming, somebody else coming instead."""

import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from participants.models import Participant
from rounds.access import Access, open_to
from sessions.models import Attendance, Session
from sessions.refusals import Refused
from sessions.replies import accept, decline, is_answerable, send_substitute
from sessions.reply_forms import ReplyForm, SubstituteForm
from sessions.views.signed_in import participant_or_404, seats_of


@open_to(Access.SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the form to answer with, and take the answer."""
    participant = participant_or_404(request)
    session, seat = seat_or_404(participant, public_id)
    form = ReplyForm(session, seat, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            _take(form, session, participant)
        except Refused as refused:
            for refusal in refused.refusals:
                form.add_error(None, str(refusal))
        else:
            messages.success(request, _said(form))
            return redirect("dialogue_sessions:session", public_id=public_id)
    context = about_reply(session, seat, timezone.now()) | {"reply_form": form}
    return render(request, "dialogue_sessions/reply.html", context)


@open_to(Access.SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def substitute(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take down who comes in one's place, having said what happens then."""
    participant = participant_or_404(request)
    session, seat = seat_or_404(participant, public_id)
    now = timezone.now()
    form = SubstituteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            send_substitute(session=session, participant=participant, now=now, **form.cleaned_data)
        except Refused as refused:
            for refusal in refused.refusals:
                form.add_error(None, str(refusal))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(
                request, _("Thank you. You have declined, and the person you named is asked.")
            )
            return redirect("dialogue_sessions:session", public_id=public_id)
    context = about_reply(session, seat, now) | {"form": form}
    return render(request, "dialogue_sessions/substitute.html", context)


def seat_or_404(participant: Participant, public_id: str) -> tuple[Session, Attendance]:
    """Return one of a participant's sessions, and their own attendance of it."""
    session = get_object_or_404(seats_of(participant), public_id=public_id)
    return session, seat_in(session, participant)


def seat_in(session: Session, participant: Participant) -> Attendance:
    """Return one's own attendance of a session."""
    seats = Attendance.objects.select_related("organisation", "participant")
    return get_object_or_404(seats, session=session, participant=participant)


def about_reply(session: Session, seat: Attendance, now: datetime.datetime) -> dict[str, object]:
    """Return what the box with the answer shows."""
    return {
        "dialogue_session": session,
        "seat": seat,
        "is_answerable": is_answerable(session, now),
        "is_past": session.ends_at < now,
        "is_invented": session.is_invented,
        "may_name": seat.substitute_for_id is None,
    }


def _take(form: ReplyForm, session: Session, participant: Participant) -> None:
    now = timezone.now()
    if form.cleaned_data["answer"] == ReplyForm.DECLINE:
        decline(session=session, participant=participant, now=now)
        return
    accept(
        session=session,
        participant=participant,
        is_online=form.is_online,
        needs=form.cleaned_data["needs"],
        is_listed=form.cleaned_data["is_listed"],
        now=now,
    )


def _said(form: ReplyForm) -> str:
    if form.cleaned_data["answer"] == ReplyForm.DECLINE:
        return _("Thank you. You have declined.")
    if form.is_online:
        return _("Thank you. You take part online.")
    return _("Thank you. You have accepted.")
