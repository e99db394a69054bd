"""Choices about people."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Gender(models.TextChoices):
    """Grammatical gender by which German speaks of a person; the rule engine counts by it."""

    FEMALE = "f", pgettext_lazy("gender", "female")
    MALE = "m", pgettext_lazy("gender", "male")
    DIVERSE = "x", pgettext_lazy("gender", "diverse")
    UNKNOWN = "", pgettext_lazy("gender", "not stated")


class NameKind(models.TextChoices):
    """What sort of name of an organisation a word is."""

    NAME = "name", _("name")
    ACRONYM = "acronym", _("acronym")
    ALIAS = "alias", _("other name")


class MailingKind(models.TextChoices):
    """Why a participant is written to; the mail itself says the same neutral words for all."""

    INVITATION = "invitation", _("Invitation to a round")
    SESSION = "session", _("Invitation to a session")
    UNANSWERED = "unanswered", _("Reminder of an invitation")
    CHANGE = "change", _("A session was changed")
    CONTACT = "contact", _("An introduction both want")
    REVIEW = "review", _("A draft can be read")
    REMINDER = "reminder", _("Reminder of a draft")
    CONSENT = "consent", _("A question about a wording")
    NOTICE = "notice", _("A passage was hidden")
