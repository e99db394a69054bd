"""How django-allauth fits this house."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from django.contrib.auth.tokens import default_token_generator
from django.contrib.sites.shortcuts import get_current_site
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from msg.outgoing import send_beside
from participants.models import User

UNKNOWN = "account/email/unknown_account"
"""What django-allauth would write to an address without an account."""
CODE_SENT = "account/messages/login_code_sent.txt"
NOBODY = "0"
"""The key of an account that never is: a database counts from one."""


class AccountAdapter(DefaultAccountAdapter):
    """No open sign-up: an account comes from an invitation or from staff."""

    # allauth's own German says du, and none of its words say what to do
    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "Address and password do not go together. Try again, or have a code sent to you."
        ),
        "enter_current_password": _("This is not your present password. Enter it again."),
        "incorrect_code": _("This code is not right. Take the one from the latest e-mail."),
        "incorrect_password": _("This is not your password. Enter it again."),
        "rate_limited": _("Too many attempts. Wait five minutes, then try again."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse everybody."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write to people in their own language, whatever that of the page was.

        Not within the request: neither its time nor a failure may tell who has an account. Where
        there is none, or a closed one, as much is done and nobody is written to.
        """
        account = User.objects.filter(email__iexact=email, is_active=True)
        language = account.values_list("language", flat=True).first()
        if template_prefix == UNKNOWN:
            template_prefix, context = self._as_for_somebody()
        with translation.override(language or translation.get_language()):
            site = get_current_site(self.request)
            values = {"request": self.request, "email": email, "current_site": site, **context}
            message = self.render_mail(template_prefix, email, values)
        send_beside(message, is_wanted=language is not None)
        self.request.has_written = True

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        **more: Any,
    ) -> None:
        """Tell what was done; where a code is said to be sent anew, do as much for everybody."""
        if message_template == CODE_SENT and not hasattr(request, "has_written"):
            self.send_mail(UNKNOWN, (message_context or {}).get("email", ""), {})
        super().add_message(request, level, message_template, message_context, **more)

    def _as_for_somebody(self) -> tuple[str, dict[str, Any]]:
        """Return the mail an account would get now, with nothing in it that opens anything."""
        if self.request.resolver_match.url_name == "account_reset_password":
            token = default_token_generator.make_token(User())
            link = self.get_reset_password_from_key_url(f"{NOBODY}-{token}")
            return "account/email/password_reset_key", {"password_reset_url": link}
        return "account/email/login_code", {"code": self.generate_login_code()}


def look_as_for_somebody(request: HttpRequest) -> None:
    """Have the page that asks for a code look for an account where there is none, too.

    It looks for the one that waits to be signed in. One query more or less would be seen.
    """
    login = request.session.get(LOGIN_SESSION_KEY)
    if login is not None and login["user_pk"] is None:
        request.session[LOGIN_SESSION_KEY] = {**login, "user_pk": NOBODY}
