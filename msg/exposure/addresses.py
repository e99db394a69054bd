"""Where to look first: every address the resolver knows, with every id on record, and errors."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from msg.addresses import named_views
from participants.models import Organisation, Participant
from rounds.models import Publication, Round
from sessions.models import Document, NamingConsent, Note, Objection, Output, Session

STARTS = (
    "/",
    "/de/",
    "/en/",
    "/my/",
    "/accounts/login/",
    "/admin/",
    "/health/",
    "/robots.txt",
    "/sitemap.xml",
    "/favicon.ico",
    "/.well-known/security.txt",
)
FEEDS = ("feed/", "atom.xml", "rss.xml", "feed.json", "calendar.ics", "search/?q=a", "api/")
"""Where feeds are looked for, linked or not, beneath each of the places below."""
FEED_PLACES = ("/", "/de/", "/en/", "/de/publications/", "/en/publications/", "/my/")
ERRORS = (
    "/nothing/",
    "/de/nothing/",
    "/en/nothing/",
    "/my/nothing/",
    "/accounts/nothing/",
    "/admin/nothing/",
    "/de/publications/0000000000000000/",
    "/de/rounds/1900-1901/",
    "/de/publications/page-999/",
    "/my/sessions/0000000000000000/",
    "/my/documents/0000000000000000/",
    "/de/publications/%00/",
    "/de/%ff/",
    "/my/sessions/%2e%2e/",
)
BROKEN_QUERIES = ("?%00=%ff", "?page=-1&page=x", "?q=%27%22%3C%3E", "?language=xx&next=//x")
SKIPPED = frozenset({"account_logout", "admin:logout"})
"""Never opened: they end a session."""
SAMPLE = 2
"""Ids of each sort for an address whose sort of id is not known."""
MOST_COMBINATIONS = 30
SEARCHES = 8
"""People who are searched for by name; what finds one of them finds any."""


def seeds() -> list[str]:
    """Return all addresses to begin with, once each."""
    found = [*STARTS, *_known(), *_searches(), *ERRORS]
    found += [place + feed for place in FEED_PLACES for feed in FEEDS]
    found += [place + query for place in ("/de/", "/my/", "/nothing/") for query in BROKEN_QUERIES]
    return list(dict.fromkeys(found))


def _known() -> Iterator[str]:
    """Yield the addresses of all named views of ours and of others, for every record there is."""
    ids = _ids()
    for view in named_views():
        if view.name in SKIPPED or not _is_worth_it(view.name):
            continue
        for chosen in _arguments(view.route, view.parameters, ids):
            kwargs = dict(zip(view.parameters, chosen, strict=True))
            for language, _ in settings.LANGUAGES:
                with translation.override(language):
                    try:
                        yield reverse(view.name, kwargs=kwargs)
                    except NoReverseMatch:
                        break


def _searches() -> Iterator[str]:
    """Yield searches for what must not be found: people, and what is never to be mentioned."""
    people = Participant.objects.order_by("pk")[:SEARCHES]
    secrets = Organisation.objects.filter(is_secret=True).order_by("pk")[:SAMPLE]
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            address = reverse("rounds:search")
            for person in people:
                yield f"{address}?{urlencode({'q': f'{person.given_name} {person.family_name}'})}"
            for organisation in secrets:
                yield f"{address}?{urlencode({'q': organisation.name})}"


def _arguments(
    route: str, parameters: Sequence[str], ids: dict[str, list[Any]]
) -> Iterable[tuple[Any, ...]]:
    """Return what to put in the places of the parameters, one row for each address."""
    if tuple(parameters) == ("start", "end"):
        return Round.objects.values_list("start_year", "end_year")
    values = [_values(parameter, route, ids) for parameter in parameters]
    return islice(product(*values), None if len(values) < 2 else MOST_COMBINATIONS)


def _is_worth_it(name: str) -> bool:
    """Leave out most of the administration: one answer for all of it, where nobody is staff."""
    if not name.startswith("admin:"):
        return True
    return name in ("admin:index", "admin:jsi18n") or name.endswith(("_changelist", "_change"))


def _ids() -> dict[str, list[Any]]:
    """Return all ids by the word that stands before them in an address."""
    outputs = Output.objects.order_by("pk")
    drafts = list(outputs.values_list("public_id", flat=True))
    publications = [
        *Publication.objects.order_by("pk").values_list("public_id", flat=True),
        # the address a draft will have, and a mistaken one
        *outputs.filter(publication=None).values_list("publication_public_id", flat=True),
        *drafts,
    ]
    rows: dict[str, list[Any]] = {
        "sessions": list(Session.objects.order_by("pk").values_list("public_id", flat=True)),
        "documents": list(Document.objects.order_by("pk").values_list("public_id", flat=True)),
        "outputs": drafts,
        "drafts": drafts,
        "publications": publications,
        "consents": list(NamingConsent.objects.order_by("pk").values_list("pk", flat=True)),
        "objections": list(Objection.objects.order_by("pk").values_list("pk", flat=True)),
        "notes": list(Note.objects.order_by("pk").values_list("pk", flat=True)),
    }
    return {word: list(dict.fromkeys(values)) for word, values in rows.items()}


def _values(parameter: str, route: str, ids: dict[str, list[Any]]) -> list[Any]:
    """Return what to put in the place of a parameter."""
    before = re.split(r"<(?:[^:<>]*:)?%s>" % parameter, route)[0]  # noqa: UP031  a regex has braces
    word = before.rstrip("/").rpartition("/")[2]
    if word in ids:
        return ids[word]
    if parameter in ("number", "page"):
        return [2, 3]
    if parameter in ("object_id", "pk", "id") or "int:" in route:
        return [1]
    return [value for values in ids.values() for value in values[:SAMPLE]]
