"""What search engines are told: every public page in both languages, and where not to look."""

import datetime
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from math import ceil
from xml.sax.xmlreader import AttributesImpl

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from rounds.access import Access, open_to
from rounds.channels import (
    absolute,
    addresses_of,
    addresses_of_row,
    for_everybody,
    front_door,
    month_of,
)
from rounds.models import LegalPage, Publication, Round, SessionNotice
from rounds.register import PER_PAGE

CLOSED = ("/my/", "/admin/", "/accounts/")
WHICHEVER = "x-default"
"""What search engines call an address for whoever speaks none of the languages."""


@open_to(Access.PUBLIC)
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read up to the sign-in, and nothing behind it."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {address}" for address in CLOSED),
        # the page alone, not where it leads on to
        f"Allow: {reverse('account_login')}$",
        f"Sitemap: {absolute(reverse('channels:sitemap'))}",
    ]
    return for_everybody("\n".join(lines) + "\n", "text/plain; charset=utf-8", "en")


@open_to(Access.PUBLIC)
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page, each with its address in the other language."""
    out = StringIO()
    xml = SimplerXMLGenerator(out, "utf-8")
    xml.startDocument()
    xml.startElement(
        "urlset",
        AttributesImpl(
            {
                "xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9",
                "xmlns:xhtml": "http://www.w3.org/1999/xhtml",
            }
        ),
    )
    for addresses, changed_on in _pages():
        for language, address in addresses.items():
            if language == WHICHEVER:
                # leads on, and is no page
                continue
            xml.startElement("url", AttributesImpl({}))
            xml.addQuickElement("loc", address)
            if changed_on is not None:
                xml.addQuickElement("lastmod", month_of(changed_on).isoformat())
            for other, alternate in addresses.items():
                link = {"rel": "alternate", "hreflang": other, "href": alternate}
                xml.addQuickElement("xhtml:link", attrs=link)
            xml.endElement("url")
    xml.endElement("urlset")
    xml.endDocument()
    return for_everybody(out.getvalue(), "application/xml; charset=utf-8", "de, en")


def _pages() -> Iterator[tuple[dict[str, str], datetime.date | None]]:
    """Yield the addresses of each public page, and when its text was last changed, if it says."""
    publications = list(
        Publication.objects.released().only("public_id", "round_id", "released_on", "corrected_on")
    )
    released = Counter(row.round_id for row in publications)
    held = Counter(SessionNotice.objects.order_by().values_list("round_id", flat=True))
    yield addresses_of("rounds:overview") | {WHICHEVER: front_door()}, None
    yield addresses_of("rounds:search"), None
    for dialogue_round in Round.objects.all():
        yield addresses_of_row(dialogue_round), None
        years = {"start": dialogue_round.start_year, "end": dialogue_round.end_year}
        yield from _list("rounds:round-session-list", held[dialogue_round.pk], **years)
        yield from _list("rounds:round-publications", released[dialogue_round.pk], **years)
    yield from _list("rounds:publications", len(publications))
    for row in publications:
        yield addresses_of_row(row), row.corrected_on or row.released_on
    for page in LegalPage.objects.all():
        yield addresses_of_row(page), None


def _list(view: str, rows: int, **kwargs: int) -> Iterator[tuple[dict[str, str], None]]:
    """Yield the addresses of each page of a list."""
    yield addresses_of(view, **kwargs), None
    for number in range(2, ceil(rows / PER_PAGE) + 1):
        yield addresses_of(view, **kwargs, number=number), None
