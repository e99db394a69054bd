"""The public record."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoundsConfig(AppConfig):
    """Everything the public may know, and nothing else."""

    name = "rounds"
    verbose_name = _("Public record")
