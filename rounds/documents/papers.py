"""A publication as PDF: what its page shows, in the same order, and nothing else."""

import html
from collections.abc import Sequence
from typing import Any

from django.contrib.humanize.templatetags.humanize import apnumber
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.html import strip_tags
from django.utils.translation import get_language, gettext, ngettext, pgettext
from django.views.decorators.http import require_safe

from rounds.access import Access, open_to
from rounds.channels import SITE_NAME, absolute
from rounds.documents.citing import (
    address_of,
    citations,
    correction_in_words,
    label_of,
    month_in_words,
)
from rounds.documents.typesetting import pdf
from rounds.models import GuidingQuestion, Publication, PublicationStatement, Round
from rounds.templatetags.public import sample_data, short_years, year_count


@open_to(Access.PUBLIC)
@require_safe
def publication_pdf(request: HttpRequest, public_id: str) -> HttpResponse:
    """One publication to print and to keep; what was withdrawn is gone here as well."""
    row = get_object_or_404(Publication.objects.select_related("round"), public_id=public_id)
    if row.is_withdrawn:
        return render(request, "rounds/withdrawn.html", status=410)
    paper = paper_of(row, list(row.statements.all()), list(row.questions.all()))
    return HttpResponse(
        pdf("publication", paper),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{row.public_id}.pdf"'},
    )


def paper_of(
    publication: Publication,
    statements: Sequence[PublicationStatement],
    questions: Sequence[GuidingQuestion],
) -> dict[str, Any]:
    """Return every word of the PDF, in the active language, as its layout wants them."""
    named = [publication] if any(statement.is_named for statement in statements) else []
    return {
        "language": get_language(),
        "site": SITE_NAME,
        "address": address_of(publication),
        "date": {"year": publication.worded_on.year, "month": publication.worded_on.month},
        "sample": sample_data(publications=[publication], statements=[publication], people=named),
        "rounds": [_years(row, publication.round) for row in Round.objects.all()],
        "kind": publication.get_kind_display(),
        "month": month_in_words(publication.released_on),
        "corrected": correction_in_words(publication),
        "title": publication.title,
        "lead": publication.lead,
        "bands": _bands(publication),
        "statements": [_statement(publication, statement) for statement in statements],
        "questions-title": ngettext("Guiding question", "Guiding questions", len(questions)),
        "questions": [_question(publication.round, question) for question in questions],
        "group": {"title": gettext("What a group means"), "texts": _group(publication.round)},
        "rule": {"title": gettext("The Rule as worded"), "text": _rule()},
        "cite": {
            "title": pgettext("publication", "Cite"),
            "hint": gettext(
                "Every statement has an address of its own. "
                "Give the group as the source, never a guess."
            ),
            "texts": citations(publication, statements),
        },
        "printed": gettext(
            "Printed from the public record of the Migration Strategy Group, version of %(month)s."
        )
        % {"month": month_in_words(publication.worded_on)},
    }


def _years(row: Round, current: Round) -> dict[str, Any]:
    return {"years": short_years(row), "span": year_count(row), "current": row == current}


def _bands(publication: Publication) -> str:
    """Return how often an option came up; of support the page tells only beside that."""
    if not publication.heard_in:
        return ""
    came_up = gettext("Came up %(sessions)s.") % {"sessions": publication.get_heard_in_display()}
    if not publication.support:
        return came_up
    supported = gettext("Supported %(sectors)s.") % {"sectors": publication.get_support_display()}
    return f"{came_up} {supported}"


def _statement(publication: Publication, row: PublicationStatement) -> dict[str, Any]:
    if row.is_named:
        note = gettext("With their own consent to this wording")
    else:
        note = gettext("No name given. Group:")
    return {
        "name": gettext("Statement %(number)s") % {"number": row.position},
        "address": address_of(publication, row),
        "text": row.text,
        "label": label_of(row),
        "named": row.is_named,
        "note": note,
    }


def _question(dialogue_round: Round, row: GuidingQuestion) -> dict[str, str]:
    address = f"{absolute(dialogue_round.get_absolute_url())}#f{row.position}"
    return {"text": row.text, "address": address}


def _group(dialogue_round: Round) -> list[str]:
    return [
        gettext(
            "Beneath every blank stands the most precise group that enough people in the room "
            "belonged to: at least %(people)s people from %(organisations)s institutions. Where "
            "there were fewer, the group is a wider one; in case of doubt it only reads "
            "“Participants”."
        )
        % {
            "people": apnumber(dialogue_round.label_people),
            "organisations": apnumber(dialogue_round.label_organisations),
        },
        gettext("Where a name stands on the line, this person agreed to exactly this wording."),
    ]


def _rule() -> str:
    """Return the official wording in the active language; it stands in one place."""
    wording = render_to_string("elements/rule.html", {"wording": get_language()})
    return html.unescape(strip_tags(wording)).strip()
