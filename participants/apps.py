"""The people."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class ParticipantsConfig(AppConfig):
    """Who the people are, whom they work for and who is invited."""

    name = "participants"
    verbose_name = _("People")

    def ready(self) -> None:
        """Have public thanks follow the people, whichever way a row is changed."""
        from participants import thanks

        post_save.connect(thanks.name_changed, "participants.Participant")
        post_delete.connect(thanks.membership_gone, "participants.Membership")
