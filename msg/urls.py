"""All addresses. Public pages carry their language; behind the sign-in the person's decides."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from msg import oidc, views
from msg.oidc_settings import PROVIDER_ID
from participants import views as entering

urlpatterns = [
    # /                    to the language asked for
    path("", views.home, name="home"),
    # /robots.txt /sitemap.xml /record.json   the public record for machines
    path("", include("rounds.channels.urls")),
    # /health/             for the balancer
    path("health/", views.health, name="health"),
    # /language/           the language of pages that carry none in their address
    path("language/", views.set_language, name="set-language"),
    # /accounts/oidc/…     sign-in at a ministry; before the library's own views of these
    path(f"accounts/oidc/{PROVIDER_ID}/login/", oidc.begin, name="oidc-begin"),
    path(
        f"accounts/oidc/{PROVIDER_ID}/login/callback/",
        oidc.callback,
        name="oidc-callback",
    ),
    # /accounts/…          sign-in
    path("accounts/", include("allauth.urls")),
    # /invitation/…        the way in by invitation; the address loses its token at once
    path("invitation/", entering.invitation, name="invitation"),
    path("invitation/<str:token>/", entering.invitation_link, name="invitation-link"),
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
