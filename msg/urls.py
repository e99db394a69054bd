"""All addresses. Public pages carry their language; behind the sign-in the person's decides."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from msg import views

urlpatterns = [
    # /                    to the language asked for
    path("", views.home, name="home"),
    # /robots.txt /sitemap.xml /record.json   the public record for machines
    path("", include("rounds.channels.urls")),
    # /health/             for the balancer
    path("health/", views.health, name="health"),
    # /language/           the language of pages that carry none in their address
    path("language/", views.set_language, name="set-language"),
    # /accounts/…          sign-in
    path("accounts/", include("allauth.urls")),
    # /my/…                the participants' area
    path("my/", include("sessions.urls")),
    # /admin/…             staff
    path("admin/", admin.site.urls),
    # /de/… /en/…          the public record
    *i18n_patterns(path("", include("rounds.urls"))),
]

handler400 = "msg.views.bad_request"
handler403 = "msg.views.not_found"
handler404 = "msg.views.not_found"
handler500 = "msg.views.server_error"
