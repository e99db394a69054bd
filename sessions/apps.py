"""The room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SessionsConfig(AppConfig):
    """What happened in the room, the rule, and the door.

    The label differs from the folder: Django's own sign-in sessions own the short one.
    """

    name = "sessions"
    label = "dialogue_sessions"
    verbose_name = _("Dialogue sessions")
