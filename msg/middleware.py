"""What every request passes: the declared rule of access, and the language of the person."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import redirect
from django.urls import ResolverMatch
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext

from msg.adapters import look_as_for_somebody
from msg.public_reader import public_reader
from rounds.access import Access
from rounds.channels import ASKED_EACH_TIME
from rounds.channels.urls import ADDRESSES as FOR_MACHINES
from rounds.staff_lists import row_number
from sessions.views.signed_in import RuleNotAccepted

GetResponse = Callable[[HttpRequest], HttpResponse]

ALLAUTH_ACCESS = {
    "account_login": Access.SIGN_IN,
    "account_logout": Access.SIGN_IN,
    "account_request_login_code": Access.SIGN_IN,
    "account_confirm_login_code": Access.SIGN_IN,
    "account_reset_password": Access.SIGN_IN,
    "account_reset_password_done": Access.SIGN_IN,
    "account_reset_password_from_key": Access.SIGN_IN,
    "account_reset_password_from_key_done": Access.SIGN_IN,
    "account_inactive": Access.SIGN_IN,
    "account_change_password": Access.SIGNED_IN,
    "account_set_password": Access.SIGNED_IN,
    "account_reauthenticate": Access.SIGNED_IN,
    "usersessions_list": Access.SIGNED_IN,
    "mfa_login_webauthn": Access.SIGN_IN,
    "mfa_index": Access.SIGNED_IN,
    "mfa_list_webauthn": Access.SIGNED_IN,
    "mfa_add_webauthn": Access.SIGNED_IN,
    "mfa_edit_webauthn": Access.SIGNED_IN,
    "mfa_remove_webauthn": Access.SIGNED_IN,
}
"""The views of django-allauth that are open, by name; its others (sign-up, …) answer 404."""

CODE_PAGES = ("account_request_login_code", "account_confirm_login_code")
READING = ("GET", "HEAD")
"""What a public address can be asked for."""


def access_of(match: ResolverMatch) -> Access | None:
    """Return the declared rule of the view a request leads to, or ``None``: closed.

    Our own views carry it (``rounds.access.open_to``); the admin's are staff's, and those of
    django-allauth are listed above.
    """
    declared = getattr(match.func, "access", None)
    if declared is not None:
        return declared
    if match.namespaces[:1] == ["admin"]:
        return Access.STAFF
    if not match.namespaces:
        return ALLAUTH_ACCESS.get(match.url_name or "")
    return None


class AccessMiddleware:
    """Enforces the declared rule of each view and keeps the room's pages out of caches.

    Errors stay out of them as well, those of public views included: what is not there today may
    be tomorrow, and what was withdrawn is asked for at its own address.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        is_public = match is not None and access_of(match) is Access.PUBLIC
        if not is_public or response.status_code >= 400:
            patch_cache_control(response, private=True, no_store=True)
        elif response.status_code == 200 and not response.has_header("Cache-Control"):
            # with a query, too: a cache that may guess would keep what was withdrawn
            response["Cache-Control"] = ASKED_EACH_TIME
        if match is not None and match.url_name in CODE_PAGES:
            look_as_for_somebody(request)
        if match is not None and match.url_name == "account_logout" and request.method == "POST":
            # What a browser kept of the room goes with the person who leaves it.
            response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Run a public view as the public reader; send others on, to sign-in, or to the 404."""
        assert request.resolver_match is not None
        access = access_of(request.resolver_match)
        if access is Access.PUBLIC:
            if request.method not in READING:
                return only_read()
            with public_reader():
                response = view(request, *args, **kwargs)
                # A lazy response would run its queries after the reader has gone.
                if hasattr(response, "render") and callable(response.render):
                    response = response.render()
                return response
        if access is Access.SIGN_IN:
            return None
        if access is None:
            raise Http404
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if access is Access.STAFF and not request.user.is_staff:
            raise Http404
        if any(names_no_row(name, value) for name, value in kwargs.items()):
            raise Http404
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Ask for the Rule first, whichever page of the room was wanted.

        A number in a form that no row can have is the same as one that no row has: SQLite stops at
        it, where PostgreSQL finds nothing.
        """
        if isinstance(exception, RuleNotAccepted):
            return redirect("dialogue_sessions:rule")
        if isinstance(exception, OverflowError) and "SQLite INTEGER" in str(exception):
            raise Http404 from exception
        return None


def only_read() -> HttpResponse:
    """Answer that a public address can be read and nothing else, whatever was wanted of it."""
    said = gettext("This address can only be read.")
    return HttpResponseNotAllowed(READING, said, content_type="text/plain; charset=utf-8")


def names_no_row(name: str, value: Any) -> bool:
    """Whether a part of an address is a number beyond all that a database counts to.

    Numbers of rows stand in addresses of the administration (as ``object_id``, in letters) and of
    django-allauth; what else looks like a number is a token or a random id.
    """
    if not isinstance(value, int) and name != "object_id":
        return False
    digits = str(value)
    return digits.isdecimal() and row_number(digits) is None


class AddressLanguageMiddleware(LocaleMiddleware):
    """Django's own, but for what holds both languages or none: that depends on nobody's.

    Django says of every address without a language that it varies with what a browser prefers,
    and then no cache would keep it.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Leave answers for machines as they are."""
        if request.path_info in FOR_MACHINES:
            return response
        return super().process_response(request, response)


def keep_language(response: HttpResponse, language: str) -> None:
    """Keep the language of the pages before sign-in."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


class PersonLanguageMiddleware:
    """Speaks to a signed-in person in their own language where the address carries none.

    Before sign-in it is the language of the public page somebody comes from, which its link
    names (``?language=en``). Public pages carry their language, and what machines read holds both;
    they are never looked at here, and so never touch the account.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (
            request.path_info in FOR_MACHINES
            or translation.get_language_from_path(request.path_info) is not None
        ):
            return self.get_response(request)
        asked_for = request.GET.get("language", "")
        if request.user.is_authenticated:
            self._speak(request, request.user.language)
        elif asked_for in dict(settings.LANGUAGES):
            self._speak(request, asked_for)
            response = self.get_response(request)
            keep_language(response, asked_for)
            return response
        return self.get_response(request)

    def _speak(self, request: HttpRequest, language: str) -> None:
        translation.activate(language)
        request.LANGUAGE_CODE = language
