"""What public pages say with: counted things, years, soft hyphens, addresses by language."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.contrib.humanize.templatetags.humanize import apnumber
from django.urls import ResolverMatch
from django.utils.text import capfirst, get_text_list
from django.utils.translation import get_language, gettext, ngettext, pgettext

from rounds import addresses
from rounds.channels import absolute, front_door
from rounds.enums import OutputKind
from rounds.models import Round

register = template.Library()

SOFT_HYPHEN = "\u00ad"
LONG_WORD = re.compile(r"[^\W\d_]{13,}")
FIRST_PARTS = re.compile(
    "(Arbeits|Bundes|Entwicklungs|Flüchtlings|Grenz|Handlungs|Integrations|Kommunal|Menschen"
    "|Migrations|Privat|Wanderungs|Wirtschafts|Zivil|Zusammen|außen|innen|politik)(?=[^\\W\\d_]{5})"
)


@register.filter
def shy(text: str) -> str:
    """Tell the browser where long German words may be divided, for titles in narrow columns.

    Browsers without a dictionary need it. Only for the page: never stored, never in the text
    that is scanned, searched or cited.
    """
    if get_language() != "de":
        return text
    return LONG_WORD.sub(
        lambda word: FIRST_PARTS.sub(rf"\1{SOFT_HYPHEN}", word[0]),
        text,
    )


@register.filter
def kind_in_words(kind: str) -> str:
    """Return what readers call a kind of publication.

    ``get_kind_display`` works out the words of all kinds first, for each line of a list.
    """
    return str(OutputKind(kind).label)


@register.filter
def short_years(dialogue_round: Round) -> str:
    """Return the years as short as a narrow column needs them: ``2020–21``."""
    if dialogue_round.start_year == dialogue_round.end_year:
        return str(dialogue_round.start_year)
    return f"{dialogue_round.start_year}–{dialogue_round.end_year % 100:02}"


@register.filter
def year_count(dialogue_round: Round) -> int:
    """Return how many calendar years a round lasts: its part of a line of years."""
    return dialogue_round.end_year - dialogue_round.start_year + 1


@register.simple_tag
def counted(**counts: int) -> str:
    """Return how many there are of each, in words, without what there is none of.

    ``{% counted years=2 sessions=3 %}`` reads 'Two years, three sessions'.
    """
    texts = {
        "years": lambda n: ngettext("one year", "%(number)s years", n),
        "rounds": lambda n: ngettext("one round", "%(number)s rounds", n),
        "fields": lambda n: ngettext("one field", "%(number)s fields", n),
        "questions": lambda n: ngettext("one guiding question", "%(number)s guiding questions", n),
        "sessions": lambda n: ngettext("one session", "%(number)s sessions", n),
        "publications": lambda n: ngettext("one publication", "%(number)s publications", n),
    }
    return capfirst(
        ", ".join(
            texts[name](count) % {"number": _in_words(count, get_language())}
            for name, count in counts.items()
            if count
        )
    )


@lru_cache(maxsize=100)
def _in_words(count: int, language: str | None) -> str:
    return str(apnumber(count))


@register.simple_tag
def address_in(language: str, match: ResolverMatch | None = None) -> str:
    """Return the address of the page in a language: of the overview where none is given.

    So it is for a page that carries no language in its address as well.
    """
    if not match or match.app_names != ["rounds"]:
        return addresses.address_in(language, "rounds:overview")
    return addresses.address_in(language, match.view_name, **match.kwargs)


@register.simple_tag
def whole_address_in(language: str, match: ResolverMatch | None = None) -> str:
    """Return the same with the name of the site: search engines take no other for a translation."""
    return absolute(address_in(language, match))


register.simple_tag(front_door)


@register.simple_tag
def sample_data(
    *,
    questions: Iterable[Any] = (),
    sessions: Iterable[Any] = (),
    publications: Iterable[Any] = (),
    statements: Iterable[Any] = (),
    people: Iterable[Any] = (),
) -> str:
    """Return the sentence that says what on a page is invented; nothing where nothing is.

    Takes what the page shows of each kind; each thing knows whether it ``is_invented``.
    """
    kinds = [
        (questions, pgettext("invented", "guiding questions"), gettext("some guiding questions")),
        (sessions, pgettext("invented", "sessions"), gettext("some sessions")),
        (publications, pgettext("invented", "publications"), gettext("some publications")),
        (statements, pgettext("invented", "statements"), gettext("some statements")),
        (people, pgettext("invented", "people"), gettext("some people")),
    ]
    invented = []
    for shown, all_of_them, some_of_them in kinds:
        flags = {thing.is_invented for thing in shown}
        if True in flags:
            invented.append(some_of_them if False in flags else all_of_them)
    if not invented:
        return ""
    real = [pgettext("real", "rounds"), pgettext("real", "themes")]
    if questions and not any(question.is_invented for question in questions):
        real.append(pgettext("real", "guiding questions"))
    return gettext("Sample data: %(invented)s on this page are invented. %(real)s are real.") % {
        "invented": get_text_list(invented, gettext("and")),
        "real": capfirst(get_text_list(real, gettext("and"))),
    }
