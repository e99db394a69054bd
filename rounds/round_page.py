"""The page of a round and the two lists it leads to.

A round may hold hundreds of sessions and publications. The page counts all of them and loads the
newest; the lists go through the rest page by page.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rounds import timeline
from rounds.access import Access, open_to
from rounds.models import (
    Acknowledgement,
    GuidingQuestion,
    Publication,
    PublicationQuerySet,
    Round,
    SessionNotice,
    lines,
)
from rounds.prepared import Prepared
from rounds.register import PER_PAGE, as_register

SESSIONS = 8
"""Sessions on the page of a round."""
PUBLICATIONS = 8
"""Publications on the page of a round."""
PER_QUESTION = 3
"""Publications beneath a guiding question."""
NEWEST_FIRST = ("-month", "public_id")
"""The order of sessions."""


@dataclass
class Answered:
    """A guiding question, the newest publications that answer it, and how many there are."""

    question: GuidingQuestion
    count: int
    newest: list[Publication] = field(default_factory=list)

    @property
    def further(self) -> int:
        """How many the page does not name."""
        return self.count - len(self.newest)


@dataclass(frozen=True)
class Held:
    """A session that took place, and for each guiding question whether it dealt with it."""

    notice: SessionNotice
    cells: Sequence[bool]


@open_to(Access.PUBLIC)
@require_safe
def round_detail(request: HttpRequest, start: int, end: int) -> HttpResponse:
    """One round: theme, questions with their answers, the newest sessions and publications."""
    dialogue_rounds, dialogue_round = _find(start, end)
    questions = _QUESTIONS.rows(dialogue_round.pk)
    newest, answered = _publications_of(dialogue_round, questions)
    context = {
        "section": "rounds",
        "dialogue_rounds": dialogue_rounds,
        "dialogue_round": dialogue_round,
        "strip": timeline.strip(dialogue_round),
        "questions": questions,
        "answered": answered,
        "matrix": _matrix(_NEWEST_SESSIONS.rows(dialogue_round.pk), questions),
        "newest": newest,
        "thanked": lines(dialogue_round.thanked or ""),
    }
    return render(request, "rounds/round.html", context)


@open_to(Access.PUBLIC)
@require_safe
def round_sessions(request: HttpRequest, start: int, end: int, number: int = 1) -> HttpResponse:
    """All sessions of a round with their questions, the newest first, page by page."""
    dialogue_rounds, dialogue_round = _find(start, end)
    page, notices = _page(dialogue_round.notices.order_by(*NEWEST_FIRST), number)
    questions = list(dialogue_round.questions.all())
    matrix = _matrix(_with_questions(notices), questions)
    context = {
        "section": "rounds",
        "dialogue_rounds": dialogue_rounds,
        "dialogue_round": dialogue_round,
        "page": page,
        "questions": questions,
        "matrix": matrix,
        "notices": [row.notice for row in matrix],
    }
    return render(request, "rounds/round_sessions.html", context)


@open_to(Access.PUBLIC)
@require_safe
def round_publications(request: HttpRequest, start: int, end: int, number: int = 1) -> HttpResponse:
    """All publications of a round, the newest first, page by page."""
    dialogue_rounds, dialogue_round = _find(start, end)
    released = dialogue_round.publications.released()
    page, shown = _page(released, number)
    context = {
        "section": "rounds",
        "dialogue_rounds": dialogue_rounds,
        "dialogue_round": dialogue_round,
        "page": page,
        "publications": list(as_register(released.filter(pk__in=shown.values("pk")))),
    }
    return render(request, "rounds/round_publications.html", context)


def _find(start: int, end: int) -> tuple[list[Any], Any]:
    """Return all rounds and the one of these years. Raises ``Http404``."""
    dialogue_rounds = _ROUNDS.rows()
    for row in dialogue_rounds:
        if (row.start_year, row.end_year) == (start, end):
            return dialogue_rounds, row
    raise Http404


def _page(rows: QuerySet[Any], number: int) -> tuple[Page[Any], QuerySet[Any]]:
    """Return a page and the rows on it. Raises ``Http404`` where there is none."""
    try:
        page = Paginator(rows, PER_PAGE).page(number)
    except EmptyPage as error:
        raise Http404 from error
    return page, rows[PER_PAGE * (number - 1) : PER_PAGE * number]


def _with_questions(notices: "QuerySet[SessionNotice]") -> "QuerySet[SessionNotice]":
    """Return the sessions, each as often as there are questions it dealt with."""
    shown = SessionNotice.objects.filter(pk__in=notices.values("pk"))
    return shown.annotate(dealt_with=F("questions")).order_by(*NEWEST_FIRST)


def _matrix(notices: Iterable[Any], questions: Iterable[GuidingQuestion]) -> list[Held]:
    rows: dict[int, tuple[SessionNotice, set[int]]] = {}
    for notice in notices:
        rows.setdefault(notice.pk, (notice, set()))[1].add(notice.dealt_with)
    return [
        Held(notice, [question.pk in dealt_with for question in questions])
        for notice, dealt_with in rows.values()
    ]


def _shown_publications(round_id: int) -> PublicationQuerySet:
    """Return the newest of a round and the newest of each question, once for each question.

    Each is looked for along the index of the newest of a round, and only until it is found: the
    hundredth publication costs what the tenth did.
    """
    released = Publication.objects.released().filter(round=round_id)
    answers: Any = Publication.questions.through.objects
    is_answer = Exists(
        answers.filter(publication=OuterRef("pk"), guidingquestion=OuterRef(OuterRef("pk")))
    )
    newest_answers = released.filter(is_answer).values("pk")
    # without this, the whole round would be searched for the answers of one that has none
    answered = GuidingQuestion.objects.filter(
        Exists(answers.filter(guidingquestion=OuterRef("pk"))), round=round_id
    ).order_by()
    newest = Publication.objects.filter(pk__in=released.values("pk")[:PUBLICATIONS]).order_by()
    shown = newest.values_list("pk").union(
        *(
            answered.values_list(Subquery(newest_answers[place : place + 1]))
            for place in range(PER_QUESTION)
        )
    )
    return as_register(
        Publication.objects.released().filter(pk__in=shown).annotate(answer_to=F("questions"))
    )


def _counted_answers() -> "QuerySet[Any]":
    """Return how many released publications answer a question, one row at most."""
    answers: Any = Publication.questions.through.objects.filter(
        guidingquestion=OuterRef("pk"), publication__withdrawn_on__isnull=True
    )
    return answers.order_by().values("guidingquestion").values(count=Count("pk"))


def _publications_of(
    dialogue_round: Round, questions: Iterable[Any]
) -> tuple[list[Publication], list[Answered]]:
    """Return the newest publications of a round, and the newest of each question."""
    rows: dict[int, Publication] = {}
    answers: dict[int, list[Publication]] = {}
    for row in _SHOWN_PUBLICATIONS.rows(dialogue_round.pk):
        publication = rows.setdefault(row.pk, row)
        answers.setdefault(row.answer_to, []).append(publication)
    return list(rows.values())[:PUBLICATIONS], [
        Answered(question, question.answers, answers.get(question.pk, [])[:PER_QUESTION])
        for question in questions
    ]


_ROUNDS = Prepared(
    lambda _: Round.objects.annotate(
        thanked=Subquery(Acknowledgement.objects.filter(round=OuterRef("pk")).values("names"))
    )
)
_QUESTIONS = Prepared(
    lambda number: (
        GuidingQuestion.objects.filter(round=number)
        .annotate(answers=Coalesce(Subquery(_counted_answers()), 0))
        .order_by("position")
    )
)
_NEWEST_SESSIONS = Prepared(
    lambda number: _with_questions(
        SessionNotice.objects.filter(round=number).order_by(*NEWEST_FIRST)[:SESSIONS]
    )
)
_SHOWN_PUBLICATIONS = Prepared(_shown_publications)
