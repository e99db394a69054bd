"""The search: a form that asks by GET, what was found, and the themes to begin with.

Like every public page it reads the public record alone and is the same for everybody. An answer
to a query is kept by nobody: not here, not by a browser or a proxy, and the next page is not told
where somebody came from. Search engines are led to the form instead, and where nothing was found,
where whatever somebody typed would be all there is to the page, they are asked to leave it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from rounds.access import Access, open_to
from rounds.search.facets import NAMES, Themes, facets, narrowed, question_value
from rounds.search.forms import SearchForm
from rounds.search.hits import Hit, Wanted, hits
from rounds.search.index import LATER, Snapshot, Under, index
from rounds.search.printed import QUESTION, ROUND, SESSION
from rounds.search.query import Found, find
from rounds.search.words import printable

PER_PAGE = 10
"""Hits on one page."""


@open_to(Access.PUBLIC)
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What was found for words and themes; without either, the themes to choose from."""
    snapshot = index.current()
    themes = Themes(snapshot.under)
    form = SearchForm(request.GET, themes)
    is_valid = form.is_valid()
    chosen = {name: form.cleaned_data.get(name, "") for name in NAMES}
    query = form.cleaned_data.get("q", "")
    context: dict[str, Any] = {
        "section": "search",
        "form": form,
        "typed": printable(request.GET.get("q", "")),
        "is_asked": bool(query or any(chosen.values())) or not is_valid,
    }
    if context["is_asked"] and is_valid:
        context |= _answer(request, snapshot, themes, query, chosen)
    else:
        context["facets"] = facets(snapshot.under, themes, chosen, dict(form.errors))
        if context["is_asked"]:
            context["asked"] = _address({"q": context["typed"]} | chosen)
        else:
            context |= _overview(snapshot.under, themes)
            context["shown"] = {QUESTION: themes.questions}
    response = render(request, "rounds/search.html", context)
    if request.GET:
        response["Cache-Control"] = "private, no-store"
        response["Referrer-Policy"] = "no-referrer"
    return response


def _answer(
    request: HttpRequest, snapshot: Snapshot, themes: Themes, query: str, chosen: Mapping[str, str]
) -> dict[str, Any]:
    language = get_language()
    found = find(query, snapshot, language) if query else Found()
    language_of = {match.entry: match.language for match in found.matches}
    ranked, counts = snapshot.newest_first, snapshot.under
    if query:
        ranked = [snapshot.entries[match.entry] for match in found.matches]
        counts = Counter(entry.under for entry in ranked)
    agreeing = narrowed(counts, themes, chosen)
    left = [entry for entry in ranked if entry.under in agreeing]
    page = Paginator(left, PER_PAGE).get_page(request.GET.get("page"))
    wanted = []
    for entry in page:
        of_hit = language_of.get(entry.number, language)
        wanted.append(Wanted(entry, of_hit, found.marked.get(of_hit, frozenset())))
    found_rows = hits(wanted)
    counted = facets(counts, themes, chosen)
    asked = {"q": query} | dict(chosen)
    return {
        "facets": counted,
        "found": found,
        "page": page,
        "hits": found_rows,
        "shown": _by_sort(found_rows),
        "chosen": [
            (facet, facet.chosen, _address(asked | {facet.name: ""}))
            for facet in counted
            if facet.chosen
        ],
        "without_choices": (len(ranked), _address({"q": query})),
        "meant": _address(asked | {"q": found.meant}),
        "newer": _page_address(asked, page.number - 1, page),
        "older": _page_address(asked, page.number + 1, page),
        "asked": _page_address(asked, page.number, page),
    }


def _by_sort(found: Sequence[Hit]) -> dict[str, list[Any]]:
    """Return the rows that are shown by what they are, to say which of them are invented."""
    rows: dict[str, list[Any]] = {QUESTION: [], SESSION: [], ROUND: [], "publication": []}
    for hit in found:
        rows[hit.sort if hit.sort in rows else "publication"].append(hit.row)
    return rows


def _overview(under: Mapping[Under, int], themes: Themes) -> dict[str, Any]:
    """Return the years and the rounds, newest first, the rounds with fields and questions.

    With what is published of each.
    """
    published = {each: count for each, count in under.items() if each.sort not in LATER}
    counts = {
        facet.name: {choice.value: choice.count for choice in facet.choices}
        for facet in facets(published, themes, {})
    }

    def listed(name: str, value: str, label: str) -> tuple[str, str, int]:
        return f"?{name}={value}", label, counts.get(name, {}).get(value, 0)

    questions = sorted(themes.questions, key=lambda question: question.position)
    overview = [
        {
            "round": row,
            "theme": listed("round", str(row.start_year), row.theme),
            "fields": [
                listed("field", value, themes.fields[value]) for value in themes.fields_of[row.pk]
            ],
            "questions": [
                listed("question", question_value(question), question.text)
                for question in questions
                if question.round_id == row.pk
            ],
        }
        for row in themes.rounds
    ]
    years = [listed("year", str(year), str(year)) for year in themes.years]
    return {"overview": overview, "years": years}


def _address(asked: Mapping[str, str]) -> str:
    """Return the query string of a search, without what is not asked for."""
    data = QueryDict(mutable=True)
    for name, value in asked.items():
        if value:
            data[name] = value
    return f"?{data.urlencode()}"


def _page_address(asked: Mapping[str, str], number: int, page: Page) -> str:
    """Return the address of another page of the same search; empty where there is none."""
    if number < 1 or number > page.paginator.num_pages:
        return ""
    return _address(dict(asked) | {"page": str(number) if number > 1 else ""})
