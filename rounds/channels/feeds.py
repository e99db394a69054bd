"""Atom feeds: the newest publications, of all rounds or of one, in the language of the address."""

import datetime

from django.contrib.syndication.views import Feed
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe
from modeltranslation.utils import build_localized_fieldname

from rounds.access import Access, open_to
from rounds.channels import SITE_NAME, absolute, month_of
from rounds.models import Publication, PublicationStatement, Round
from rounds.register import only_first

NEWEST = 50
"""Publications in one feed."""
BEFORE_ALL = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
"""When an empty feed was changed; the library would say 'now', to the second."""


class _Atom(Atom1Feed):
    def latest_post_date(self) -> datetime.datetime:
        return max((item["updateddate"] for item in self.items), default=BEFORE_ALL)


class PublicationsFeed(Feed):
    """The newest publications of a round, or of all of them; what was withdrawn is gone.

    An entry goes by the public address of its page, and tells the months that page tells.
    """

    feed_type = _Atom
    author_name = SITE_NAME

    def get_object(
        self, request: HttpRequest, start: int | None = None, end: int | None = None
    ) -> Round | None:
        if start is None or end is None:
            return None
        return Round.objects.get(start_year=start, end_year=end)

    def title(self, obj: Round | None) -> str:
        title = f"{SITE_NAME}: {gettext('Publications')}"
        if obj is None:
            return title
        return f"{title}, {gettext('Round %(years)s') % {'years': obj.years}}"

    def link(self, obj: Round | None) -> str:
        return absolute(obj.get_absolute_url() if obj else reverse("rounds:publications"))

    def feed_url(self, obj: Round | None) -> str:
        if obj is None:
            return absolute(reverse("rounds:feed"))
        years = {"start": obj.start_year, "end": obj.end_year}
        return absolute(reverse("rounds:round-feed", kwargs=years))

    feed_guid = feed_url

    def items(self, obj: Round | None) -> QuerySet[Publication]:
        text = build_localized_fieldname("text", get_language())
        label = build_localized_fieldname("label", get_language())
        # A feed is copied and kept by others: a name stays on the page, where it can be taken back.
        first: QuerySet[PublicationStatement] = (
            QuerySet(PublicationStatement)
            .filter(publication=OuterRef("pk"), is_named=False)
            .order_by("position")
        )
        rows = Publication.objects.released()
        if obj is not None:
            rows = rows.filter(round=obj)
        return only_first(rows, NEWEST).annotate(
            quote=Subquery(first.values(text)[:1]), quote_label=Subquery(first.values(label)[:1])
        )

    def item_title(self, item: Publication) -> str:
        return item.title

    def item_link(self, item: Publication) -> str:
        return absolute(item.get_absolute_url())

    def item_categories(self, item: Publication) -> list[str]:
        return [item.get_kind_display()]

    def item_description(self, item: Publication) -> str:
        return _invented(item) + _kind(item) + _words(item)

    def item_pubdate(self, item: Publication) -> datetime.datetime:
        return _beginning_of_month(item.released_on)

    def item_updateddate(self, item: Publication) -> datetime.datetime:
        return _beginning_of_month(item.worded_on)


def _invented(item: Publication) -> SafeString:
    if not item.is_invented:
        return SafeString()
    return format_html("<p>{}</p>", gettext("Sample data: this text is invented."))


def _kind(item: Publication) -> SafeString:
    return format_html("<p>{}</p>", item.get_kind_display())


def _words(item: Publication) -> SafeString:
    """Return the lead, or else the first statement without a name and its label."""
    if item.lead:
        return format_html("<p>{}</p>", item.lead)
    quote = getattr(item, "quote", None)
    if not quote:
        return SafeString()
    return format_html(
        "<blockquote><p>{}</p></blockquote><p>{} {}</p>",
        quote,
        gettext("No name given. Group:"),
        capfirst(getattr(item, "quote_label", "")),
    )


def _beginning_of_month(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(month_of(day), datetime.time(), tzinfo=datetime.UTC)


def _answer(request: HttpRequest, **years: int) -> HttpResponse:
    response = _feed(request, **years)
    # A month stays the same when something is taken back within it: nobody may go by it.
    del response["Last-Modified"]
    return response


_feed = PublicationsFeed()


@open_to(Access.PUBLIC)
@require_safe
def publications_feed(request: HttpRequest) -> HttpResponse:
    """The newest publications of all rounds."""
    return _answer(request)


@open_to(Access.PUBLIC)
@require_safe
def round_feed(request: HttpRequest, start: int, end: int) -> HttpResponse:
    """The newest publications of one round."""
    return _answer(request, start=start, end=end)
