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

    def ready(self) -> None:
        """Have the room let go of whoever is erased."""
        from participants.leaving import about_to_be_erased
        from sessions.erasing import leave_the_room

        about_to_be_erased.connect(leave_the_room, dispatch_uid="leave the room")
