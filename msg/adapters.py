"""How django-allauth fits this house."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """No open sign-up: an account comes from an invitation or from staff."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse everybody."""
        return False
