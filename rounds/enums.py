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


class HeardIn(models.TextChoices):
    """In how many sessions of its round a policy option came up, in bands."""

    ONE = "one", _("in one session")
    SEVERAL = "several", _("in several sessions")
    MOST = "most", _("in most sessions")


class Support(models.TextChoices):
    """How broadly the sectors in the room supported a policy option, in bands."""

    SOME = "some", _("by some sectors")
    MOST = "most", _("by most sectors")
    ALL = "all", _("by all sectors")


class LegalKind(models.TextChoices):
    """The pages a public body's site has to have."""

    IMPRINT = "imprint", _("Imprint")
    PRIVACY = "privacy", _("Data protection")
    ACCESSIBILITY = "accessibility", _("Accessibility")
