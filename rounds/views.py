"""The public pages: each is the same for everybody and reads the public record alone.

No view here touches the login session, the user, messages or a CSRF token: a page that depends
on nobody sets no cookie and can be kept by any cache.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.paginator import EmptyPage, Paginator
from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
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
    SessionNotice,
)

NEWEST = 3
"""Publications on the overview."""
PER_PAGE = 20
"""Publications on one page of the register, and on the page of a round."""
PER_QUESTION = 5
"""Publications beneath a guiding question."""
SIBLINGS = 5
"""Publications of the same round beneath a publication."""


@dataclass
class Answered:
    """A guiding question and the publications that answer it, newest first."""

    question: GuidingQuestion
    publications: list[Publication] = field(default_factory=list)

    @property
    def newest(self) -> list[Publication]:
        """As many as the page names."""
        return self.publications[:PER_QUESTION]

    @property
    def further(self) -> int:
        """How many the page does not name."""
        return len(self.publications) - len(self.newest)


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
    strips = timeline.strips(Round.objects.all())
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
def round_detail(request: HttpRequest, start: int, end: int) -> HttpResponse:
    """One round: theme, questions with their answers, sessions, publications."""
    dialogue_rounds = list(Round.objects.all())
    dialogue_round = next(
        (row for row in dialogue_rounds if (row.start_year, row.end_year) == (start, end)), None
    )
    if dialogue_round is None:
        raise Http404
    questions = list(dialogue_round.questions.all())
    notices = list(dialogue_round.notices.all())
    publications = list(_as_register(dialogue_round.publications.released()))
    links = _questions_linked_in(dialogue_round)
    answered = [
        Answered(question, [row for row in publications if ("p", row.pk, question.pk) in links])
        for question in questions
    ]
    context = {
        "section": "rounds",
        "dialogue_rounds": dialogue_rounds,
        "dialogue_round": dialogue_round,
        "strip": timeline.strip(dialogue_round, notices, publications),
        "questions": questions,
        "notices": notices,
        "publications": publications,
        "newest": publications[:PER_PAGE],
        "answered": answered,
        "matrix": [
            (notice, [("s", notice.pk, question.pk) in links for question in questions])
            for notice in notices
        ],
    }
    return render(request, "rounds/round.html", context)


@open_to(Access.PUBLIC)
@require_safe
def publication_list(request: HttpRequest, number: int = 1) -> HttpResponse:
    """The register of all that is released, the newest round first."""
    rows = _as_register(Publication.objects.released().select_related("round")).order_by(
        "-round__start_year", "-released_on", "public_id"
    )
    try:
        page = Paginator(rows, PER_PAGE).page(number)
    except EmptyPage as error:
        raise Http404 from error
    context = {"section": "publications", "page": page}
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
    siblings = _as_register(publication.round.publications.released())
    context = {
        "section": "publications",
        "dialogue_rounds": Round.objects.all(),
        "dialogue_round": publication.round,
        "publication": publication,
        "statements": statements,
        "questions": questions,
        "siblings": siblings.exclude(public_id=publication.public_id)[:SIBLINGS],
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


def _as_register(rows: PublicationQuerySet) -> PublicationQuerySet:
    """Give each row what a line of the register says, and leave out what it does not."""
    return rows.annotate(statement_count=Count("statements")).defer("lead")


def _newest_with_quotes() -> tuple[Sequence[Publication], list[Quote]]:
    """Return the newest publications, and of each a statement without a name. One query.

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
    rows = _as_register(Publication.objects.released()).annotate(
        quote=Subquery(telling.values(text)[:1]), quote_label=Subquery(telling.values(label)[:1])
    )[:NEWEST]
    newest = list(rows)
    return newest, [Quote(row, row.quote, row.quote_label) for row in newest if row.quote]


def _questions_linked_in(dialogue_round: Round) -> set[tuple[str, int, int]]:
    """Return which session notice (s) and which publication (p) belongs to which question."""
    of_notices = SessionNotice.questions.through.objects.filter(
        sessionnotice__round=dialogue_round
    ).values_list(Value("s"), "sessionnotice_id", "guidingquestion_id")
    of_publications = Publication.questions.through.objects.filter(
        publication__round=dialogue_round
    ).values_list(Value("p"), "publication_id", "guidingquestion_id")
    return set(of_notices.union(of_publications, all=True))
