"""Calendars of past sessions, by month: RFC 5545, written by hand because it is so little.

An event spans its whole month. No day, no time of day, nobody invited, nobody inviting.
"""

import datetime
import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language, gettext, pgettext
from django.views.decorators.http import require_safe

from rounds.access import Access, open_to
from rounds.channels import SITE_NAME, absolute
from rounds.models import Round, SessionNotice

LONGEST_LINE = 75
"""Octets of a line, without its end; what is longer is folded."""


@open_to(Access.PUBLIC)
@require_safe
def all_sessions(request: HttpRequest) -> HttpResponse:
    """The sessions of all rounds."""
    title = f"{SITE_NAME}: {pgettext('dialogue', 'Sessions')}"
    return _calendar(title, SessionNotice.objects.select_related("round"))


@open_to(Access.PUBLIC)
@require_safe
def sessions_of_round(request: HttpRequest, start: int, end: int) -> HttpResponse:
    """The sessions of one round."""
    dialogue_round = get_object_or_404(Round, start_year=start, end_year=end)
    title = (
        f"{SITE_NAME}: {pgettext('dialogue', 'Sessions')}, "
        f"{gettext('Round %(years)s') % {'years': dialogue_round.years}}"
    )
    return _calendar(title, dialogue_round.notices.select_related("round"))


def _calendar(title: str, notices: Iterable[SessionNotice]) -> HttpResponse:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{SITE_NAME}//Public record//{(get_language() or '').upper()}",
        f"NAME:{escaped(title)}",
        *(line for notice in notices for line in _event(notice)),
        "END:VCALENDAR",
    ]
    content = "".join(f"{folded(line)}\r\n" for line in lines)
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


def _event(notice: SessionNotice) -> Iterator[str]:
    first = notice.month
    end = (first + datetime.timedelta(days=31)).replace(day=1)
    yield "BEGIN:VEVENT"
    yield f"UID:{notice.public_id}@{urlsplit(settings.SITE_URL).hostname}"
    # The format asks for a time of writing. There is none on record, and none may be.
    yield f"DTSTAMP:{first:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{end:%Y%m%d}"
    yield f"SUMMARY:{escaped(f'{notice.title}, {notice.city}')}"
    if notice.is_invented:
        yield f"DESCRIPTION:{escaped(gettext('Sample data: this session is invented.'))}"
    yield f"URL:{absolute(notice.round.get_absolute_url())}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """Return a text as a value: one line, with what has a meaning of its own escaped."""
    text = re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", text.replace("\r\n", "\n").replace("\r", "\n"))
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\n", "\\n")


def folded(line: str) -> str:
    """Return a line in pieces of at most 75 octets, never divided within a character."""
    pieces = [""]
    size = 0
    for character in line:
        octets = len(character.encode())
        if size + octets > LONGEST_LINE:
            # the blank a continuation begins with counts as well
            pieces.append(" ")
            size = 1
        pieces[-1] += character
        size += octets
    return "\r\n".join(pieces)
