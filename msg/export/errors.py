"""What a web server shows where there is no page: errors, and that nobody is at home.

The files stand apart from the site, so that no address leads to them. A failure and an outage
speak both languages at once: nobody is left to ask which one somebody reads.
"""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import get_resolver
from django.utils import translation

from msg.exposure.answers import content_of
from msg.exposure.visitors import host_name
from rounds.channels import LANGUAGES

IN_EACH_LANGUAGE = (400, 404)
STATIC = ("css/msg.css", "icon.svg")
"""What pages of an outage name as it is, without a hash, so that they never have to be changed."""


def error_pages() -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of each error page."""
    for status in IN_EACH_LANGUAGE:
        for language in LANGUAGES:
            with translation.override(language):
                yield f"{status}.{language}.html", _answer(status)
    yield "500.html", _answer(500)
    yield "503.html", render_to_string("503.html").encode()
    yield "maintenance.html", render_to_string("maintenance.html").encode()


def languages_page() -> bytes:
    """Return the page at the front door, for a web server that cannot ask for the language."""
    return render_to_string("languages.html").encode()


def _answer(status: int) -> bytes:
    """Return what the application answers to an error: its own handler makes it."""
    request: HttpRequest = RequestFactory().get("/", SERVER_NAME=host_name())
    request.user = AnonymousUser()
    handler: Any = get_resolver().resolve_error_handler(status)
    response = handler(request) if status == 500 else handler(request, exception=None)
    return content_of(response)
