"""Public addresses, each under its language."""

from django.urls import path, register_converter

from rounds import views
from rounds.channels import calendars, feeds
from rounds.converters import LaterPageConverter, PublicIdConverter, YearConverter
from rounds.enums import LegalKind

register_converter(YearConverter, "year")
register_converter(PublicIdConverter, "public_id")
register_converter(LaterPageConverter, "later_page")

app_name = "rounds"
urlpatterns = [
    # /de/                               the overview
    path("", views.overview, name="overview"),
    # /de/rounds/2020-2021/              one round
    path("rounds/<year:start>-<year:end>/", views.round_detail, name="round"),
    # /de/rounds/2020-2021/feed.atom     what is released of it, sessions.ics its months
    path("rounds/<year:start>-<year:end>/feed.atom", feeds.round_feed, name="round-feed"),
    path(
        "rounds/<year:start>-<year:end>/sessions.ics",
        calendars.sessions_of_round,
        name="round-sessions",
    ),
    # /de/sessions.ics                   the months of all sessions
    path("sessions.ics", calendars.all_sessions, name="sessions"),
    # /de/publications/                  all that is released, page by page
    path("publications/", views.publication_list, name="publications"),
    path("publications/feed.atom", feeds.publications_feed, name="feed"),
    path("publications/page-<later_page:number>/", views.publication_list, name="publications"),
    # /de/publications/0123456789abcdef/ one publication
    path("publications/<public_id:public_id>/", views.publication_detail, name="publication"),
    # /de/imprint/ /de/privacy/ /de/accessibility/
    *(
        path(f"{kind.value}/", views.legal_page, {"kind": kind}, name=kind.value)
        for kind in LegalKind
    ),
]
