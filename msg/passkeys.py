"""Passkeys: a way to sign in beside the password and the code, not a second lock on them."""

from typing import Any, ClassVar

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from participants.models import User


class PasskeyAdapter(DefaultMFAAdapter):
    """How django-allauth's passkeys fit this house."""

    # allauth's own German says du, and speaks of codes where there are none
    error_messages: ClassVar = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This passkey did not work. Try again, or sign in in another way."),
    }

    def is_mfa_enabled(self, user: Any, types: Any = None) -> bool:
        """Ask for nothing more after a password or a code.

        Whoever loses the device with the passkey would be locked out else, a week before a
        session; the code goes to the address they were invited under, as before.
        """
        return False

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002  allauth's
        """Number one's passkeys; one may call them something else."""
        number = Authenticator.objects.filter(user=user).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}


class AddPasskeyForm(AddWebAuthnForm):
    """A passkey, never a bare security key: it signs in by itself, and asks for PIN or finger."""

    name = forms.CharField(required=False, max_length=60)
    passwordless = forms.BooleanField()
