"""Cards: the picture a messenger or a search engine shows beside a link to a page.

A card never carries a name: it is copied by others and kept for as long as they like.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from rounds import timeline
from rounds.access import Access, open_to
from rounds.channels import SITE_NAME, absolute
from rounds.documents.citing import label_of, month_in_words, telling, with_full_stop
from rounds.documents.typesetting import Data, picture
from rounds.models import Publication, PublicationStatement, Round
from rounds.templatetags.public import sample_data

WIDTH, HEIGHT = 1200, 630
"""Pixels, as link previews want them."""
LONGEST_TEXT = 260
"""Characters; of a statement no more than this can still be read on a card."""


@dataclass(frozen=True)
class Card:
    """Where the card of a page is, and its words for those who do not see it."""

    address: str
    alt: str
    width: int = WIDTH
    height: int = HEIGHT


@open_to(Access.PUBLIC)
@require_safe
def overview_card(request: HttpRequest) -> HttpResponse:
    """The card of the whole record."""
    return _answer("overview", _of_the_record())


@open_to(Access.PUBLIC)
@require_safe
def round_card(request: HttpRequest, start: int, end: int) -> HttpResponse:
    """The card of one round: theme, and its years as a line."""
    row = get_object_or_404(Round, start_year=start, end_year=end)
    line = timeline.strip(row)
    sample = sample_data(sessions=line.sessions, publications=line.publications)
    return _answer("round", {**_of_round(row), **_line(line)}, sample)


@open_to(Access.PUBLIC)
@require_safe
def publication_card(request: HttpRequest, public_id: str) -> HttpResponse:
    """The card of one publication: title, and a statement without a name."""
    row = get_object_or_404(Publication.objects.select_related("round"), public_id=public_id)
    if row.is_withdrawn:
        return render(request, "rounds/withdrawn.html", status=410)
    sample = sample_data(publications=[row], statements=[row])
    return _answer("publication", _of_publication(row, list(row.statements.all())), sample)


def card_of_the_record() -> Card:
    """Return the card of every page that has none of its own."""
    words = _of_the_record()
    return Card(absolute(reverse("rounds:card")), f"{words['said']} {words['who']}")


def card_of_round(dialogue_round: Round) -> Card:
    """Return the card of a round's page."""
    years = {"start": dialogue_round.start_year, "end": dialogue_round.end_year}
    words = _of_round(dialogue_round)
    return Card(
        absolute(reverse("rounds:round-card", kwargs=years)), f"{words['years']}: {words['theme']}"
    )


def card_of_publication(
    publication: Publication, statements: Sequence[PublicationStatement]
) -> Card:
    """Return the card of a publication's page."""
    words = _of_publication(publication, statements)
    alt = f"{with_full_stop(words['title'])} {words['kind']}, {words['month']}."
    if words["text"]:
        alt = f"{alt} {words['text']} – {words['label']}"
    address = reverse("rounds:publication-card", kwargs={"public_id": publication.public_id})
    return Card(absolute(address), alt)


def _answer(kind: str, words: Data, sample: str = "") -> HttpResponse:
    data = {"language": get_language(), "site": SITE_NAME, "sample": sample, "card": kind, **words}
    return HttpResponse(picture("card", data), content_type="image/png")


def _of_the_record() -> dict[str, str]:
    return {
        "said": gettext("What was said is here."),
        "who": gettext("Who said it stays in the room."),
    }


def _of_round(row: Round) -> dict[str, str]:
    return {"years": gettext("Round %(years)s") % {"years": row.years}, "theme": row.theme}


def _line(strip: timeline.Strip) -> dict[str, Any]:
    """Return what stands on the line of years, in months from its start."""
    return {
        "line": list(strip.years),
        "sessions": list(strip.session_months),
        "publications": list(strip.publication_months.items()),
    }


def _of_publication(row: Publication, statements: Sequence[PublicationStatement]) -> dict[str, str]:
    statement = telling(statements, LONGEST_TEXT)
    return {
        "title": row.title,
        "kind": row.get_kind_display(),
        "month": month_in_words(row.released_on),
        "text": statement.text if statement else "",
        "label": label_of(statement) if statement else "",
    }
