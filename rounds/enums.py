"""Choices of the public record."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OutputKind(models.TextChoices):
    """What sort of text an output is, in the room and when released."""

    SUMMARY = "summary", _("Summary")
    FINDING = "finding", _("Finding")
    POLICY_OPTION = "policy_option", _("Policy option")
    GOOD_PRACTICE = "good_practice", _("Good practice")
    FIELD_RESEARCH = "field_research", _("Input from field research")
