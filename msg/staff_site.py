"""The admin, with our sign-in and our one 404."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _


class StaffSite(AdminSite):
    """Django's admin behind the sign-in everybody uses.

    ``msg.middleware.AccessMiddleware`` has led the signed-out to that sign-in and answered 404
    to everybody who is not staff, for addresses that exist and for those that do not.
    """

    site_title = "MSG"
    site_header = "Migration Strategy Group"
    index_title = _("What is to be done")

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Send on to the one sign-in, or to the admin's first page."""
        if request.user.is_authenticated:
            return redirect("admin:index")
        return redirect_to_login(request.GET.get("next", ""))
