"""Questions about one's own name: what it would stand under, and the answer."""

import datetime

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from participants.models import Participant
from rounds.access import Access, open_to
from sessions.asked import questions_to, standing_of
from sessions.consents import consents_of, decline_consent, give_consent
from sessions.drafting import locked
from sessions.enums import OutputStatus
from sessions.forms import ConsentForm
from sessions.models import NamingConsent
from sessions.publishing import withdraw_consent
from sessions.refusals import Refused
from sessions.views.signed_in import participant_or_404


@open_to(Access.SIGNED_IN)
@require_safe
def consents(request: HttpRequest) -> HttpResponse:
    """List what one was asked and what one agreed to."""
    questions = questions_to(participant_or_404(request))
    context = {
        "questions": questions,
        "is_invented": any(
            question.consent.statement.output.session.is_invented for question in questions
        ),
    }
    return render(request, "dialogue_sessions/consents.html", context)


@open_to(Access.SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest, consent_id: str) -> HttpResponse:
    """Show the wording one's name would stand under, and take the answer."""
    participant = participant_or_404(request)
    found = _own(participant, consent_id)
    form = ConsentForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            if form.cleaned_data["answer"] == ConsentForm.AGREE:
                give_consent(
                    consent=found,
                    participant=participant,
                    text_hash=form.cleaned_data["text_hash"],
                    today=timezone.localdate(),
                )
                messages.success(request, _("Thank you. Your name may stand under this wording."))
            else:
                _take_back(found, participant, timezone.localdate())
                messages.success(request, _("Thank you. Nothing is kept of the question."))
            return redirect("dialogue_sessions:consents")
        except Refused as refused:
            for refusal in refused.refusals:
                form.add_error(None, str(refusal))
            found = _own(participant, consent_id)
    return render(request, "dialogue_sessions/consent.html", _about(found, form))


@open_to(Access.SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def consent_withdraw(request: HttpRequest, consent_id: str) -> HttpResponse:
    """Ask once more, then take one's name back."""
    participant = participant_or_404(request)
    found = _own(participant, consent_id)
    if request.method == "POST":
        try:
            _take_back(found, participant, timezone.localdate())
        except Refused as refused:
            for refusal in refused.refusals:
                messages.error(request, str(refusal))
        else:
            messages.success(request, _("Your name does not stand there any more."))
        return redirect("dialogue_sessions:consents")
    return render(request, "dialogue_sessions/consent_withdraw.html", _about(found))


def _own(participant: Participant, consent_id: str) -> NamingConsent:
    return get_object_or_404(
        consents_of(participant).select_related("participant", "statement__output__session__round"),
        pk=consent_id,
    )


@transaction.atomic
def _take_back(found: NamingConsent, participant: Participant, today: datetime.date) -> None:
    """Say no, or no longer: by the door where the wording is public already."""
    if locked(found.statement.output).status == OutputStatus.PUBLISHED:
        withdraw_consent(consent=found, participant=participant, today=today)
    else:
        decline_consent(consent=found, participant=participant)


def _about(found: NamingConsent, form: ConsentForm | None = None) -> dict[str, object]:
    output = found.statement.output
    return {
        "consent": found,
        "statement": found.statement,
        "output": output,
        "form": form,
        "standing": standing_of(found),
        "is_released": output.status == OutputStatus.PUBLISHED,
        "is_editable": output.is_editable,
        "is_invented": output.session.is_invented,
    }
