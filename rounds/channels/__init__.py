"""The public record for machines: feeds, sitemap, calendars, JSON.

Nothing in any of them that a public page does not show, and no date finer than the month the
pages show. Addresses begin with ``SITE_URL``, never with the host a request names: an answer may
be kept for everybody.
"""

import datetime

from django.conf import settings
from django.db.models import Model
from django.http import HttpResponse
from django.utils.translation import override

from rounds.addresses import address_in

SITE_NAME = "Migration Strategy Group"
LANGUAGES = tuple(code for code, _ in settings.LANGUAGES)
ASKED_EACH_TIME = "public, max-age=0, must-revalidate"
"""What caches are told of whatever is public: keep it, and ask each time whether it still is."""


def absolute(address: str) -> str:
    """Return the address with the one name this site goes by."""
    return f"{settings.SITE_URL}{address}"


def front_door() -> str:
    """Return the whole address that leads on in the language a browser asks for."""
    return absolute("/")


def addresses_of(view: str, **kwargs: object) -> dict[str, str]:
    """Return the whole address of a public page in each language."""
    found = {}
    for language in LANGUAGES:
        found[language] = absolute(address_in(language, view, **kwargs))
    return found


def addresses_of_row(row: Model) -> dict[str, str]:
    """Return the whole address of a row's public page in each language."""
    found = {}
    for language in LANGUAGES:
        with override(language):
            found[language] = absolute(row.get_absolute_url())  # type: ignore[attr-defined]
    return found


def month_of(day: datetime.date) -> datetime.date:
    """Return the first of the month, where a format wants a day and the pages show none."""
    return day.replace(day=1)


def for_everybody(content: str, content_type: str, languages: str) -> HttpResponse:
    """Answer the same to all, whatever language a browser asks for."""
    return HttpResponse(
        content,
        content_type=content_type,
        headers={
            "Cache-Control": ASKED_EACH_TIME,
            "Content-Language": languages,
        },
    )
