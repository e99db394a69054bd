"""What is printed beside a hit: its kind in words, and when it was.

One place for both, the line that is shown and the words it is found by.
"""

from datetime import date
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import gettext, override, pgettext

from rounds.enums import OutputKind
from rounds.models import Round

QUESTION, SESSION, ROUND = "question", "session", "round"
"""The sorts of entries beside the kinds of publications."""


def kind_label(sort: str) -> str:
    """Return what an entry is, in the words of the active language."""
    if sort == QUESTION:
        return gettext("Guiding question")
    if sort == SESSION:
        return pgettext("timeline", "Session")
    return gettext("Round") if sort == ROUND else str(OutputKind(sort).label)


def years_label(sort: str, years: str) -> str:
    """Return the years of a round as they stand beside it, and beside its questions."""
    return years if sort == ROUND else gettext("Round %(years)s") % {"years": years}


def month_label(month: date) -> str:
    """Return a month and its year; no day."""
    return date_format(month, "F Y")


@lru_cache(maxsize=4096)
def beside_years(sort: str, first: int, last: int, language: str) -> str:
    """Return all that is printed beside a round, or a question of it, from its years."""
    years = Round(start_year=first, end_year=last).years
    with override(language):
        return f"{kind_label(sort)} {years_label(sort, years)}"


@lru_cache(maxsize=4096)
def beside_month(sort: str, year: int, month: int, language: str) -> str:
    """Return all that is printed beside a publication or a session of this month."""
    with override(language):
        return f"{kind_label(sort)} {month_label(date(year, month, 1))}"
