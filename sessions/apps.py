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
        """Have the room let go of whoever is erased, and of whoever staff do not let in."""
        from participants.leaving import about_to_be_erased
        from participants.outbox import stopped_unsent
        from rounds.public_words import have_looked_at
        from sessions.erasing import leave_the_room
        from sessions.public_words import words_that_tell
        from sessions.substitutes import forget_whom_they_named, let_nobody_in

        about_to_be_erased.connect(leave_the_room, dispatch_uid="leave the room")
        about_to_be_erased.connect(forget_whom_they_named, dispatch_uid="forget whom they named")
        have_looked_at(words_that_tell)
        stopped_unsent.connect(let_nobody_in, dispatch_uid="let nobody in")
