"""The public pages: each is the same for everybody and reads the public record alone.

No view here touches the login session, the user, messages or a CSRF token: a page that depends
on nobody sets no cookie and can be kept by any cache.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import EmptyPage, Paginator
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Length
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from modeltranslation.utils import build_localized_fieldname

from rounds import timeline
from rounds.access import Access, open_to
from rounds.enums import LegalKind
from rounds.models import (
    GuidingQuestion,
    Initiative,
    LegalPage,
    Partner,
    Publication,
    PublicationQuerySet,
    PublicationStatement,
    Round,
)
from rounds.prepared import Prepared
from rounds.register import PER_PAGE, as_register, only_first

NEWEST = 3
"""Publications on the overview."""
SIBLINGS = 5
"""Publications of the same round beneath a publication."""


@dataclass(frozen=True)
class Quote:
    """A released statement without a name, and what it was released in."""

    publication: Publication
    text: str
    label: str


@open_to(Access.PUBLIC)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What the programme is, its years on one line, how to read it, and what is new."""
    strips = timeline.strips(list(Round.objects.all()))
    newest, quotes = _newest_with_quotes()
    # One statement is taken apart, another stands with its publication: never the same one.
    example = max(quotes, key=lambda quote: len(quote.label), default=None)
    context = {
        "initiative": Initiative.objects.first(),
        "partners": Partner.objects.all(),
        "strips": strips,
        "year_count": sum(len(strip.years) for strip in strips),
        "sessions": [mark for strip in strips for mark in strip.sessions],
        "publications": [mark for strip in strips for mark in strip.publications],
        "newest": newest,
        "quoted_from": [quote.publication for quote in quotes],
        "example": example,
        "quote": next((quote for quote in quotes if quote is not example), None),
    }
    return render(request, "rounds/overview.html", context)


@open_to(Access.PUBLIC)
@require_safe
def publication_list(request: HttpRequest, number: int = 1) -> HttpResponse:
    """The register of all that is released, the newest round first."""
    rows = Publication.objects.released().order_by(
        "-round__start_year", "-released_on", "public_id"
    )
    try:
        page = Paginator(rows, PER_PAGE).page(number)
    except EmptyPage as error:
        raise Http404 from error
    on_page = rows[PER_PAGE * (number - 1) : PER_PAGE * number]
    shown = rows.filter(pk__in=on_page.values("pk")).select_related("round")
    context = {"section": "publications", "page": page, "publications": list(as_register(shown))}
    return render(request, "rounds/publications.html", context)


@open_to(Access.PUBLIC)
@require_safe
def publication_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """One publication; where it was withdrawn, only that it was."""
    row = get_object_or_404(Publication.objects.select_related("round"), public_id=public_id)
    return publication_page(request, row, list(row.statements.all()), list(row.questions.all()))


def publication_page(
    request: HttpRequest,
    publication: Publication,
    statements: Sequence[PublicationStatement],
    questions: Sequence[GuidingQuestion],
) -> HttpResponse:
    """Render the page of a publication that may not be saved yet.

    The public view and the preview of staff come through here, so that nobody releases what they
    did not see. Reads the public record alone.
    """
    if publication.is_withdrawn:
        return render(request, "rounds/withdrawn.html", status=410)
    siblings = publication.round.publications.released().exclude(public_id=publication.public_id)
    context = {
        "section": "publications",
        "dialogue_rounds": Round.objects.all(),
        "dialogue_round": publication.round,
        "publication": publication,
        "statements": statements,
        "questions": questions,
        "siblings": as_register(only_first(siblings, SIBLINGS)),
        "shown": [publication],
        "named": [publication] if any(statement.is_named for statement in statements) else [],
    }
    return render(request, "rounds/publication.html", context)


@open_to(Access.PUBLIC)
@require_safe
def legal_page(request: HttpRequest, kind: LegalKind) -> HttpResponse:
    """Imprint, data protection or accessibility statement."""
    return render(
        request, "rounds/legal_page.html", {"page": get_object_or_404(LegalPage, kind=kind)}
    )


def _newest_with_quotes() -> tuple[Sequence[Publication], list[Quote]]:
    """Return the newest publications, and of each a statement without a name. One query."""
    newest = _NEWEST.rows()
    return newest, [Quote(row, row.quote, row.quote_label) for row in newest if row.quote]


def _with_quotes(rows: PublicationQuerySet) -> PublicationQuerySet:
    """Give each publication a statement without a name.

    The longest label says most about a group, and a short text fits where little else stands.
    """
    text = build_localized_fieldname("text", get_language())
    label = build_localized_fieldname("label", get_language())
    # A plain queryset: the manager would add the columns of the other language.
    telling: QuerySet[PublicationStatement] = (
        QuerySet(PublicationStatement)
        .filter(publication=OuterRef("pk"), is_named=False)
        .order_by(Length(label).desc(), Length(text), "position")
    )
    return rows.annotate(
        quote=Subquery(telling.values(text)[:1]), quote_label=Subquery(telling.values(label)[:1])
    )


_NEWEST = Prepared(
    lambda _: _with_quotes(as_register(only_first(Publication.objects.released(), NEWEST)))
)
