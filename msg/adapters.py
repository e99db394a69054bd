"""How django-allauth fits this house."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.sites.shortcuts import get_current_site
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from msg.outgoing import send_beside
from participants.models import User


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

        Not within the request: neither its time nor a failure may tell who has an account.
        """
        language = (
            User.objects.filter(email__iexact=email).values_list("language", flat=True).first()
        )
        with translation.override(language or translation.get_language()):
            site = get_current_site(self.request)
            values = {"request": self.request, "email": email, "current_site": site, **context}
            send_beside(self.render_mail(template_prefix, email, values))
