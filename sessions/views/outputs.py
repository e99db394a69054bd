"""Drafts and released texts of one's sessions: to read, and to say what gives somebody away."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from participants.models import Participant
from rounds.access import Access, open_to
from sessions.enums import OutputStatus, Passage
from sessions.forms import ObjectionForm, PassageForm, ReadingForm
from sessions.models import Output
from sessions.reading import ReadPassage, object_to_passage, passages_read, readable_outputs
from sessions.refusals import Refused
from sessions.views.signed_in import participant_or_404


@open_to(Access.SIGNED_IN)
@require_safe
def output(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a draft, or what is public of a released text, in the language asked for."""
    participant = participant_or_404(request)
    found = _readable(participant, public_id)
    form = ReadingForm(request.GET)
    asked_for = form.cleaned_data["text"] if form.is_valid() else ""
    passages = passages_read(found, participant)
    by_kind = {kind: [p for p in passages if p.place.passage == kind] for kind in Passage}
    context = _about(found) | {
        "text_language": asked_for or get_language(),
        "title": by_kind[Passage.TITLE][0],
        "leads": by_kind[Passage.LEAD],
        "statements": by_kind[Passage.STATEMENT],
    }
    return render(request, "dialogue_sessions/output.html", context)


@open_to(Access.SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def output_object(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take down that a passage gives somebody away, having said what happens then."""
    participant = participant_or_404(request)
    found = _readable(participant, public_id)
    passages = {passage.place.key: passage for passage in passages_read(found, participant)}
    if request.method != "POST":
        asked_for = PassageForm(request.GET)
        if not asked_for.is_valid() or asked_for.cleaned_data["passage"] not in passages:
            raise Http404
        passage = passages[asked_for.cleaned_data["passage"]]
        form = ObjectionForm(
            initial={"passage": passage.place.key, "wording": passage.place.wording}
        )
        return _objection_page(request, found, passage, form)
    typed = request.POST.copy()
    form = ObjectionForm(typed)
    if form.is_valid():
        key = form.cleaned_data["passage"]
        try:
            object_to_passage(
                output=found,
                participant=participant,
                key=key,
                wording=form.cleaned_data["wording"],
                text=form.cleaned_data["text"],
                today=timezone.localdate(),
            )
        except Refused as refused:
            for refusal in refused.refusals:
                form.add_error(None, str(refusal))
        else:
            messages.success(request, _said(found))
            return redirect("dialogue_sessions:output", public_id=public_id)
    # What was typed stays; what it was about is shown as it stands now.
    now = passages.get(typed.get("passage", ""))
    if now is not None:
        typed["wording"] = now.place.wording
    return _objection_page(request, found, now, form)


def _readable(participant: Participant, public_id: str) -> Output:
    rows = readable_outputs(participant).prefetch_related("statements", "objections")
    return get_object_or_404(rows, public_id=public_id)


def _objection_page(
    request: HttpRequest, found: Output, passage: ReadPassage | None, form: ObjectionForm
) -> HttpResponse:
    context = _about(found) | {"passage": passage, "form": form}
    return render(request, "dialogue_sessions/object.html", context)


def _about(found: Output) -> dict[str, Any]:
    return {
        "output": found,
        "is_released": found.status == OutputStatus.PUBLISHED,
        "is_open": found.review_ends_on is not None
        and found.review_ends_on >= timezone.localdate(),
        "is_invented": found.session.is_invented,
    }


def _said(found: Output) -> str:
    if found.status == OutputStatus.PUBLISHED:
        return _("Thank you. The public does not see this passage any more; it is being checked.")
    return _("Thank you. The text is not released before this passage is settled.")
