"""The people."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ParticipantsConfig(AppConfig):
    """Who the people are, whom they work for and who is invited."""

    name = "participants"
    verbose_name = _("People")
