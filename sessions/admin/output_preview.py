"""The preview: the public's own page of an output, before it is public.

Not another rendering of the same text: the frozen copy the door would write, shown by the public
view's own function and template, as asked for by nobody.
"""

import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import resolve
from django.utils import translation

from rounds.views import publication_page
from sessions.chatham_house.scanner import LANGUAGES
from sessions.freezing import FrozenCopy, frozen_copy
from sessions.models import Output


def page_of(output: Output, language: str, today: datetime.date) -> HttpResponse:
    """Return the page the public would get of this text today, in a language. Saves nothing."""
    frozen = _copy_of(output, today)
    with translation.override(language):
        asked = HttpRequest()
        asked.method = "GET"
        asked.path = asked.path_info = frozen.publication.get_absolute_url()
        asked.resolver_match = resolve(asked.path_info)
        return publication_page(asked, frozen.publication, frozen.statements, frozen.questions)


def versions_of(output: Output, today: datetime.date) -> list[dict[str, Any]]:
    """Return what would be frozen in each language, to be read side by side."""
    frozen = _copy_of(output, today)
    return [
        {
            "language": language,
            "title": getattr(frozen.publication, f"title_{language}"),
            "lead": getattr(frozen.publication, f"lead_{language}"),
            "statements": [
                {
                    "text": getattr(statement, f"text_{language}"),
                    "label": getattr(statement, f"label_{language}"),
                }
                for statement in frozen.statements
            ],
        }
        for language in LANGUAGES
    ]


def _copy_of(output: Output, today: datetime.date) -> FrozenCopy:
    """Return the frozen copy; a correction takes the place of what it corrects, as at the door."""
    if output.publication is None and output.corrects is not None:
        output.publication = output.corrects.publication
    return frozen_copy(output, today)
