"""What is filled in on the way in: the Rule, and how one wants to sign in from now on."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from participants.models import User


class RuleForm(forms.Form):
    """That one agrees to the Rule."""

    accepts = forms.BooleanField(
        error_messages={"required": _("Without agreeing to the Rule there is no way in.")}
    )


class EntryForm(RuleForm):
    """The same, and by which way one wants to sign in. A password is never sent back."""

    CODE, PASSWORD, PASSKEY = "code", "password", "passkey"

    way = forms.ChoiceField(
        choices=[(way, way) for way in (CODE, PASSKEY, PASSWORD)],
        initial=CODE,
        error_messages={"required": _("Choose how you want to sign in.")},
    )
    password1 = forms.CharField(required=False, strip=False, widget=forms.PasswordInput)
    password2 = forms.CharField(required=False, strip=False, widget=forms.PasswordInput)

    def __init__(self, *args: Any, email: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """Judge the password where one is wanted, and forget it where none is."""
        cleaned = super().clean() or {}
        if cleaned.get("way") != self.PASSWORD:
            return {**cleaned, "password1": None}
        first, second = cleaned.get("password1") or "", cleaned.get("password2") or ""
        try:
            validate_password(first, User(email=self.email))
        except ValidationError as error:
            self.add_error("password1", error)
        if first != second:
            self.add_error("password2", _("The two differ: enter the new password twice."))
        return cleaned
