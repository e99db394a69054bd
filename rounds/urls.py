"""Public addresses, each under its language."""

from django.urls import path, register_converter

from rounds import views
from rounds.converters import LaterPageConverter, PublicIdConverter, YearConverter

register_converter(YearConverter, "year")
register_converter(PublicIdConverter, "public_id")
register_converter(LaterPageConverter, "later_page")

app_name = "rounds"
urlpatterns = [
    # /de/                               the overview
    path("", views.overview, name="overview"),
    # /de/rounds/2020-2021/              one round
    path("rounds/<year:start>-<year:end>/", views.round_detail, name="round"),
    # /de/publications/                  all that is released, page by page
    path("publications/", views.publication_list, name="publications"),
    path("publications/page-<later_page:number>/", views.publication_list, name="publications"),
    # /de/publications/0123456789abcdef/ one publication
    path("publications/<public_id:public_id>/", views.publication_detail, name="publication"),
]
