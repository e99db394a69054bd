"""The box of a session: writing into it, and supporting what others wrote."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from participants.models import Participant
from rounds.access import Access, open_to
from sessions.box import (
    LONGEST_CONTRIBUTION,
    MOST_DOTS,
    boxes_of,
    contribute,
    give_or_take_dot,
)
from sessions.enums import Reply
from sessions.forms import ContributionForm, DotForm
from sessions.models import Session
from sessions.refusals import Refused
from sessions.views.signed_in import participant_or_404, seats_of


@open_to(Access.SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def box(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what is in the boxes of a session, and take what is written into one."""
    participant = participant_or_404(request)
    session = _session_or_404(participant, public_id)
    form = ContributionForm(session, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            contribute(
                part=form.cleaned_data["part"],
                participant=participant,
                question=form.cleaned_data["question"],
                text=form.cleaned_data["text"],
                language=get_language(),
            )
        except Refused as refused:
            for refusal in refused.refusals:
                form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("Thank you. Others see it together with more, in no order.")
            )
            return redirect("dialogue_sessions:box", public_id=public_id)
    return render(request, "dialogue_sessions/box.html", _about(session, participant, form))


@open_to(Access.SIGNED_IN)
def dot(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give a dot to a contribution, or take it back."""
    participant = participant_or_404(request)
    session = _session_or_404(participant, public_id)
    form = DotForm(session, request.POST)
    if request.method != "POST" or not form.is_valid():
        raise Http404
    try:
        give_or_take_dot(
            part=form.cleaned_data["part"],
            participant=participant,
            contribution_id=form.cleaned_data["contribution"],
        )
    except Refused as refused:
        for refusal in refused.refusals:
            messages.error(request, str(refusal))
    return redirect("dialogue_sessions:box", public_id=public_id)


def _session_or_404(participant: Participant, public_id: str) -> Session:
    session = get_object_or_404(seats_of(participant), public_id=public_id)
    if session.reply == Reply.DECLINED:  # type: ignore[attr-defined]
        raise Http404
    return session


def _about(session: Session, participant: Participant, form: ContributionForm) -> dict[str, Any]:
    boxes = boxes_of(session, participant)
    # What was typed stays, in its own box or, where that is closed by now, below the others.
    typed_in = form.data.get("part", "") if form.is_bound else ""
    open_parts = {str(each.part.pk): each.part.pk for each in boxes if each.is_open}
    return {
        "typed_in": open_parts.get(typed_in),
        "lost": form.is_bound and typed_in not in open_parts,
        "dialogue_session": session,
        "is_invented": session.is_invented,
        "boxes": boxes,
        "questions": session.questions.all(),
        "form": form,
        "longest": LONGEST_CONTRIBUTION,
        "fewest": session.round.label_people,
        "most_dots": MOST_DOTS,
    }
