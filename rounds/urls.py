"""Public addresses, each under its language."""

from django.urls import path, register_converter

from rounds import round_page, views
from rounds.channels import calendars, feeds
from rounds.converters import LaterPageConverter, PublicIdConverter, YearConverter
from rounds.documents import cards, papers, references
from rounds.enums import LegalKind
from rounds.search.views import search

register_converter(YearConverter, "year")
register_converter(PublicIdConverter, "public_id")
register_converter(LaterPageConverter, "later_page")

app_name = "rounds"
urlpatterns = [
    # /de/                               the overview
    path("", views.overview, name="overview"),
    # /de/card.png                       the picture beside a link to it; rounds and publications
    #                                    have one of their own
    path("card.png", cards.overview_card, name="card"),
    # /de/rounds/2020-2021/              one round
    path("rounds/<year:start>-<year:end>/", round_page.round_detail, name="round"),
    # /de/rounds/2020-2021/sessions/     all its sessions, and all its publications, page by page
    path(
        "rounds/<year:start>-<year:end>/sessions/",
        round_page.round_sessions,
        name="round-session-list",
    ),
    path(
        "rounds/<year:start>-<year:end>/sessions/page-<later_page:number>/",
        round_page.round_sessions,
        name="round-session-list",
    ),
    path(
        "rounds/<year:start>-<year:end>/publications/",
        round_page.round_publications,
        name="round-publications",
    ),
    path(
        "rounds/<year:start>-<year:end>/publications/page-<later_page:number>/",
        round_page.round_publications,
        name="round-publications",
    ),
    # /de/rounds/2020-2021/feed.atom     what is released of it, sessions.ics its months
    path("rounds/<year:start>-<year:end>/feed.atom", feeds.round_feed, name="round-feed"),
    path(
        "rounds/<year:start>-<year:end>/sessions.ics",
        calendars.sessions_of_round,
        name="round-sessions",
    ),
    path(
        "rounds/<year:start>-<year:end>/card.png",
        cards.round_card,
        name="round-card",
    ),
    # /de/sessions.ics                   the months of all sessions
    path("sessions.ics", calendars.all_sessions, name="sessions"),
    # /de/publications/                  all that is released, page by page
    path("publications/", views.publication_list, name="publications"),
    path("publications/feed.atom", feeds.publications_feed, name="feed"),
    path("publications/page-<later_page:number>/", views.publication_list, name="publications"),
    # /de/publications/0123456789abcdef/ one publication
    path("publications/<public_id:public_id>/", views.publication_detail, name="publication"),
    # /de/publications/0123456789abcdef/publication.pdf   the same on paper
    path(
        "publications/<public_id:public_id>/publication.pdf",
        papers.publication_pdf,
        name="publication-pdf",
    ),
    path(
        "publications/<public_id:public_id>/card.png",
        cards.publication_card,
        name="publication-card",
    ),
    *(
        path(
            f"publications/<public_id:public_id>/publication.{form}",
            references.reference,
            {"form": form},
            name=f"publication-{form}",
        )
        for form in references.FORMS
    ),
    # /de/search/?q=…                    words and themes, in all that is released
    path("search/", search, name="search"),
    # /de/imprint/ /de/privacy/ /de/accessibility/
    *(
        path(f"{kind.value}/", views.legal_page, {"kind": kind}, name=kind.value)
        for kind in LegalKind
    ),
]
