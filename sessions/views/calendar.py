"""One's own calendar: files of sessions, the address of the feed, and the feed itself."""

from typing import cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from participants.models import User
from rounds.access import Access, open_to
from sessions.calendar import (
    calendar_of,
    end_feed,
    place_of,
    reader_of,
    renew_feed,
    sessions_in_feed,
)
from sessions.replies import place_is_shown
from sessions.views.signed_in import participant_or_404, seats_of

FILE_NAME = "msg.ics"


@open_to(Access.SIGNED_IN)
@require_safe
def session_file(request: HttpRequest, public_id: str) -> HttpResponse:
    """Hand out one session as a calendar file; with the place while the page shows it."""
    participant = participant_or_404(request)
    session = get_object_or_404(seats_of(participant), public_id=public_id)
    now = timezone.now()
    is_shown = place_is_shown(
        session,
        reply=session.reply,  # type: ignore[attr-defined]
        was_present=session.was_present,  # type: ignore[attr-defined]
        now=now,
    )
    place = place_of(session) if is_shown else ""
    return _file(calendar_of([session], participant, now=now, place=place))


@open_to(Access.SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def feed_address(request: HttpRequest) -> HttpResponse:
    """Say what the feed is; make, renew or end its address. It shows in this one answer only."""
    participant_or_404(request)
    user = cast(User, request.user)
    address = ""
    if request.method == "POST":
        if request.POST.get("step") == "end":
            end_feed(user)
            return redirect("dialogue_sessions:calendar")
        path = reverse("dialogue_sessions:feed", kwargs={"key": renew_feed(user)})
        address = settings.SITE_URL + path
    context = {"address": address, "has_feed": user.feed_key_hash is not None}
    return render(request, "dialogue_sessions/calendar.html", context)


@open_to(Access.SIGN_IN)
@require_safe
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """Hand out the sessions one comes to, to whoever has the address: a calendar cannot sign in."""
    participant = reader_of(key)
    if participant is None:
        raise Http404
    now = timezone.now()
    return _file(calendar_of(sessions_in_feed(participant, now), participant, now=now))


def _file(content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return response
