"""Who is in the room of a session, and who of a round wants to be found: by their own choice."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from participants.introductions import directory, find, want_contact, want_no_contact
from participants.models import Membership
from rounds.access import Access, open_to
from sessions.account_forms import InRoundForm
from sessions.models import Session
from sessions.refusals import Refusal
from sessions.room_list import ends_on, may_see_room, people_in, set_listed
from sessions.views.replies import seat_or_404
from sessions.views.signed_in import participant_or_404


@open_to(Access.SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def in_the_room(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show who takes part and agreed to be seen, and let one choose for oneself."""
    participant = participant_or_404(request)
    session, seat = seat_or_404(participant, public_id)
    now = timezone.now()
    was_present = session.was_present  # type: ignore[attr-defined]
    if not may_see_room(session, reply=seat.reply, was_present=was_present, now=now):
        raise Http404
    if request.method == "POST":
        is_listed = request.POST.get("listed") == "yes"
        set_listed(session, participant, is_listed=is_listed, now=now)
        messages.success(
            request,
            _("Thank you. You are on the list.") if is_listed else _("You are not on the list."),
        )
        return redirect("dialogue_sessions:room", public_id=public_id)
    people = people_in(session, participant, now)
    context = {
        "dialogue_session": session,
        "is_invented": session.is_invented,
        "is_past": session.ends_at < now,
        "ends_on": ends_on(session),
        "seat": seat,
        "people": [each for each in people if each.pk != seat.pk],
    }
    return render(request, "dialogue_sessions/room.html", context)


@open_to(Access.SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def people_of_round(request: HttpRequest, start: int, end: int) -> HttpResponse:
    """Show who of the round put themself on the list; keep what one says of oneself there."""
    own = _own_or_404(request, start, end)
    form = InRoundForm(request.POST if request.method == "POST" else None, instance=own)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("dialogue_sessions:people", start=start, end=end)
    if form.is_bound:
        # What was typed is in the form alone: the page goes on showing what is kept.
        own = get_object_or_404(Membership.objects.select_related("round"), pk=own.pk)
    return render(request, "dialogue_sessions/people.html", _about(own, form))


@open_to(Access.SIGNED_IN)
@require_POST
def introduce(request: HttpRequest, start: int, end: int) -> HttpResponse:
    """Want to be put in touch with somebody, or no more."""
    own = _own_or_404(request, start, end)
    other = find(own, request.POST.get("person", ""))
    # One answer for whoever is off the list, no member any more, or was never there.
    if request.POST.get("step") == "end":
        if other is not None:
            want_no_contact(own, other)
        messages.success(request, _("Taken back."))
    elif not own.is_listed:
        messages.error(request, str(Refusal("contact.not_listed")))
    elif other is not None and want_contact(own, other, today=timezone.localdate()):
        messages.success(request, _("Noted, for you alone. If you both want it, you are told."))
    else:
        messages.error(request, str(Refusal("contact.gone")))
    return redirect("dialogue_sessions:people", start=start, end=end)


def _own_or_404(request: HttpRequest, start: int, end: int) -> Membership:
    rows = Membership.objects.in_force().select_related("round", "participant")
    participant = participant_or_404(request)
    return get_object_or_404(
        rows, participant=participant, round__start_year=start, round__end_year=end
    )


def _about(own: Membership, form: InRoundForm) -> dict[str, Any]:
    invented = Session.objects.filter(round=own.round_id, is_invented=True)
    return {
        "own": own,
        "form": form,
        "people": directory(own),
        "is_invented": invented.exists(),
    }
