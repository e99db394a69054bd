"""The whole public record as one JSON document, in both languages; its shape is a JSON Schema.

Every key stands here by name, so that a new column is not public by accident.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db.models import Model, Prefetch
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import override
from django.views.decorators.http import require_safe

from rounds.access import Access, open_to
from rounds.channels import LANGUAGES, absolute, addresses_of_row, for_everybody
from rounds.models import (
    GuidingQuestion,
    Publication,
    PublicationStatement,
    Round,
    SessionNotice,
    lines,
)

SCHEMA = Path(__file__).with_name("record.schema.json").read_text(encoding="utf-8")

Texts = dict[str, str]


@open_to(Access.PUBLIC)
@require_safe
def record_schema(request: HttpRequest) -> HttpResponse:
    """What the document looks like."""
    return for_everybody(SCHEMA, "application/schema+json", "en")


@open_to(Access.PUBLIC)
@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """Rounds with their questions, sessions and publications, the oldest round first."""
    rounds = Round.objects.prefetch_related(
        "questions",
        "notices__questions",
        Prefetch("publications", Publication.objects.released()),
        "publications__questions",
        "publications__statements",
    )
    document = {
        "schema": absolute(reverse("channels:schema")),
        "rounds": [_round(row) for row in rounds],
    }
    content = json.dumps(document, ensure_ascii=False, indent=1)
    return for_everybody(content, "application/json", "de, en")


def _round(row: Round) -> dict[str, Any]:
    return {
        "address": addresses_of_row(row),
        "years": row.years,
        "theme": _texts(row, "theme"),
        "focus": _texts_if_any(row, "geographic_focus"),
        "fields": {
            language: [capfirst(each) for each in lines(text)]
            for language, text in _texts(row, "fields").items()
        },
        "questions": [_question(question) for question in row.questions.all()],
        "sessions": [_session(notice) for notice in row.notices.all()],
        "publications": [_publication(publication) for publication in row.publications.all()],
    }


def _question(row: GuidingQuestion) -> dict[str, Any]:
    return {"number": row.position, "text": _texts(row, "text"), "invented": row.is_invented}


def _session(row: SessionNotice) -> dict[str, Any]:
    return {
        "month": f"{row.month:%Y-%m}",
        "city": _texts(row, "city"),
        "title": _texts(row, "title"),
        "questions": [question.position for question in row.questions.all()],
        "invented": row.is_invented,
    }


def _publication(row: Publication) -> dict[str, Any]:
    address = addresses_of_row(row)
    return {
        "address": address,
        "kind": _displayed(row.get_kind_display),
        "title": _texts(row, "title"),
        "lead": _texts_if_any(row, "lead"),
        "released": f"{row.released_on:%Y-%m}",
        "corrected": f"{row.corrected_on:%Y-%m}" if row.corrected_on else None,
        "came_up": _displayed(row.get_heard_in_display) if row.heard_in else None,
        # The page tells of support only beside where it came up.
        "supported": _displayed(row.get_support_display) if row.heard_in and row.support else None,
        "questions": [question.position for question in row.questions.all()],
        "statements": [_statement(statement, address) for statement in row.statements.all()],
        "invented": row.is_invented,
    }


def _statement(row: PublicationStatement, address: Texts) -> dict[str, Any]:
    label = _texts(row, "label")
    if not row.is_named:
        label = {language: capfirst(text) for language, text in label.items()}
    return {
        "number": row.position,
        "address": {language: f"{page}#a{row.position}" for language, page in address.items()},
        "text": _texts(row, "text"),
        "label": label,
        "named": row.is_named,
    }


def _texts(row: Model, field: str) -> Texts:
    """Return a translated field in each language."""
    return {language: getattr(row, f"{field}_{language}") or "" for language in LANGUAGES}


def _texts_if_any(row: Model, field: str) -> Texts | None:
    """Return a translated field in each language, or nothing where it is left out."""
    texts = _texts(row, field)
    return texts if all(texts.values()) else None


def _displayed(words: Callable[[], str]) -> Texts:
    """Return the words of a choice in each language."""
    found = {}
    for language in LANGUAGES:
        with override(language):
            found[language] = str(words())
    return found
