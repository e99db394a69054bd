"""One's own data: see, correct, take along, erase; and the Rule, where it waits for a yes."""

from typing import cast

from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from participants.entering import RuleForm
from participants.invitations import accept_after_sign_in
from participants.leaving import erase, may_be_erased
from participants.models import Membership, Participant, User
from participants.rule import waiting_for
from participants.thanks import is_over, set_thanked
from rounds.access import Access, open_to
from sessions.account_forms import ChoicesForm, EraseForm, InRoundForm, PersonForm, ThanksForm
from sessions.own_data import as_record, data_of, sessions_of

FORM_METHODS = ["GET", "HEAD", "POST"]


def own_person(request: HttpRequest) -> Participant | None:
    """Return whose data it is. One may see it before agreeing to the Rule, and without."""
    own = Participant.objects.of_user(cast(User, request.user))
    return own.select_related("user").first()


def own_person_or_404(request: HttpRequest) -> Participant:
    """Return the same; for an account of nobody there is nothing to correct or to erase."""
    participant = own_person(request)
    if participant is None:
        raise Http404
    return participant


@open_to(Access.SIGNED_IN)
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Show all that is on record, and lead to what can be done about it."""
    participant = own_person(request)
    context = {
        "participant": participant,
        "seats": sessions_of(participant) if participant else [],
        "memberships": _with_thanks(participant) if participant else [],
        "may_be_erased": participant is not None and may_be_erased(participant),
    }
    return render(request, "dialogue_sessions/account.html", context)


@open_to(Access.SIGNED_IN)
@require_http_methods(["POST"])
def choices(request: HttpRequest) -> HttpResponse:
    """Keep the language and whether one wants to be reminded."""
    form = ChoicesForm(request.POST, instance=cast(User, request.user))
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
    else:
        messages.error(request, _("Choose one of the languages. Nothing was changed."))
    return redirect("dialogue_sessions:account")


@open_to(Access.SIGNED_IN)
@require_http_methods(FORM_METHODS)
def person(request: HttpRequest) -> HttpResponse:
    """Correct one's name, position and biography."""
    participant = own_person_or_404(request)
    form = PersonForm(request.POST if request.method == "POST" else None, instance=participant)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("dialogue_sessions:account")
    return render(request, "dialogue_sessions/person.html", {"form": form})


@open_to(Access.SIGNED_IN)
@require_http_methods(FORM_METHODS)
def in_round(request: HttpRequest, start: str, end: str) -> HttpResponse:
    """Say something about oneself to the others of a round, or take it back."""
    membership = get_object_or_404(
        _memberships(own_person_or_404(request)), round__start_year=start, round__end_year=end
    )
    form = InRoundForm(request.POST if request.method == "POST" else None, instance=membership)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("dialogue_sessions:account")
    context = {"form": form, "membership": membership}
    return render(request, "dialogue_sessions/in_round.html", context)


@open_to(Access.SIGNED_IN)
@require_http_methods(FORM_METHODS)
def thanks(request: HttpRequest, start: str, end: str) -> HttpResponse:
    """Agree to be thanked by name on the public page of a round, or take it back."""
    membership = get_object_or_404(
        _memberships(own_person_or_404(request)), round__start_year=start, round__end_year=end
    )
    today = timezone.localdate()
    if not membership.is_thanked and not is_over(membership.round, today):
        raise Http404
    form = ThanksForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        set_thanked(membership, is_thanked=form.cleaned_data["is_thanked"], today=today)
        messages.success(request, _("Saved."))
        return redirect("dialogue_sessions:account")
    context = {"membership": membership, "fewest": membership.round.label_people}
    return render(request, "dialogue_sessions/thanks.html", context)


@open_to(Access.SIGNED_IN)
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """Hand out all of it as a file whose name tells nothing."""
    record = as_record(data_of(cast(User, request.user), own_person(request)))
    response = JsonResponse(record, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="msg-own-data.json"'
    return response


@open_to(Access.SIGNED_IN)
@require_http_methods(FORM_METHODS)
def erase_me(request: HttpRequest) -> HttpResponse:
    """Say what goes and what stays, ask once more, and erase."""
    participant = own_person_or_404(request)
    if not may_be_erased(participant):
        raise Http404
    form = EraseForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "dialogue_sessions/erase.html", {"form": form})
    with transaction.atomic():
        try:
            erase(participant, now=timezone.now(), today=timezone.localdate())
        except ValidationError as error:
            raise Http404 from error
        logout(request)
    response = redirect("home")
    # What the browser kept goes with the person, as at each sign-out.
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


@open_to(Access.SIGNED_IN)
@require_http_methods(FORM_METHODS)
def rule(request: HttpRequest) -> HttpResponse:
    """Ask for the yes to the Rule that is still missing; whoever gave it goes on."""
    participant = own_person_or_404(request)
    waiting = list(waiting_for(participant))
    if not waiting:
        return redirect("dialogue_sessions:my")
    form = RuleForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"form": form, "waiting": waiting}
        return render(request, "dialogue_sessions/rule.html", context)
    accept_after_sign_in(participant, now=timezone.now())
    messages.success(request, _("Thank you. You are in."))
    return redirect("dialogue_sessions:my")


def _memberships(participant: Participant) -> QuerySet[Membership]:
    shown = Membership.objects.shown_to_owner()
    return shown.filter(participant=participant).select_related("round", "organisation")


def _with_thanks(participant: Participant) -> list[tuple[Membership, bool]]:
    """Return somebody's rounds, each with whether thanks for it are theirs to decide on."""
    today = timezone.localdate()
    return [(row, row.is_thanked or is_over(row.round, today)) for row in _memberships(participant)]
