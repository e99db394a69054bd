"""Addresses that belong to no room: the front door, the health check, the errors."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
    QueryDict,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from msg.middleware import keep_language
from rounds.access import Access, open_to


@open_to(Access.PUBLIC)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Lead to the public overview in the language the browser asks for."""
    with translation.override(translation.get_language_from_request(request)):
        response = HttpResponseRedirect(reverse("rounds:overview"))
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


@open_to(Access.SIGN_IN)
@csrf_exempt
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Answer whether the database can be reached; nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


@open_to(Access.SIGN_IN)
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Keep the language of the pages before sign-in, and the account's after it."""
    language = request.POST.get("language", "")
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        target = reverse("home")
    is_spoken = language in dict(settings.LANGUAGES)
    response = HttpResponseRedirect(_without_language(target) if is_spoken else target)
    if is_spoken:
        if request.user.is_authenticated:
            request.user.language = language
            request.user.save(update_fields=["language"])
        keep_language(response, language)
    return response


def _without_language(address: str) -> str:
    """Return an address of ours without the language it asks for, or that would win again."""
    parts = urlsplit(address)
    query = QueryDict(parts.query, mutable=True)
    if "language" not in query:
        return address
    del query["language"]
    return parts._replace(query=query.urlencode(safe="/")).geturl()


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer the one 404: for what is not there, for what is not yours, for what is forbidden."""
    return render(request, "404.html", status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request that makes no sense, without repeating any of it."""
    return render(request, "400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a failure of ours without touching the database."""
    return render(request, "500.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that did not come from a page of ours, or whose page was left open too long."""
    return render(request, "403_csrf.html", status=403)
