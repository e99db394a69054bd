"""Choices about what happened in the room."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RegimeChoice(models.TextChoices):
    """What may leave a session or a part of it; the values are those of the rule engine."""

    ON_THE_RECORD = "on_the_record", _("On the record, with names")
    CHATHAM_HOUSE = "chatham_house", _("The Rule applies")
    NOT_FOR_USE = "not_for_use", _("Not for use")

    @classmethod
    def is_looser(cls, regime: str, than: str) -> bool:
        """Whether more may leave the room under one regime than under another."""
        order = [cls.ON_THE_RECORD, cls.CHATHAM_HOUSE, cls.NOT_FOR_USE]
        return order.index(cls(regime)) < order.index(cls(than))


class AttendanceRole(models.TextChoices):
    """What somebody did in a session."""

    PARTICIPANT = "participant", pgettext_lazy("role in a session", "participant")
    INPUT = "input", pgettext_lazy("role in a session", "gives an input")
    CHAIR = "chair", pgettext_lazy("role in a session", "chair")
    RAPPORTEUR = "rapporteur", pgettext_lazy("role in a session", "rapporteur")


class Reply(models.TextChoices):
    """The answer to an invitation to a session."""

    NONE = "none", pgettext_lazy("reply", "none yet")
    ACCEPTED = "accepted", pgettext_lazy("reply", "accepted")
    DECLINED = "declined", pgettext_lazy("reply", "declined")


class DocumentKind(models.TextChoices):
    """What sort of paper a document is."""

    AGENDA = "agenda", _("Agenda")
    BACKGROUND = "background", _("Background paper")
    INPUT = "input", _("Slides or text of an input")
    RESEARCH = "research", _("Research report")
    WORKSHEET = "worksheet", _("Worksheet")
    OTHER = "other", _("Paper")


class OutputStatus(models.TextChoices):
    """Where a draft stands on its way to the public."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    CLEARED = "cleared", _("Cleared")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SUPERSEDED = "superseded", _("Replaced by a correction")


class Passage(models.TextChoices):
    """The part of an output that an objection is about."""

    TITLE = "title", pgettext_lazy("passage", "Title")
    LEAD = "lead", pgettext_lazy("passage", "Lead")
    STATEMENT = "statement", pgettext_lazy("passage", "Statement")


class Outcome(models.TextChoices):
    """What became of an objection."""

    OPEN = "open", pgettext_lazy("objection", "open")
    CHANGED = "changed", pgettext_lazy("objection", "The passage is changed or removed.")
    KEPT = "kept", pgettext_lazy("objection", "The passage stays.")


class DecisionAction(models.TextChoices):
    """What was decided about an output."""

    SUBMITTED = "submitted", _("Submitted for review")
    RENEWED = "renewed", _("Changed in review, the days begin anew")
    SETTLED = "settled", _("Objection settled")
    CLEARED = "cleared", _("Cleared")
    RETURNED = "returned", _("Returned to draft")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CORRECTED = "corrected", _("Corrected")
    CONCEALED = "concealed", _("Passage hidden after an objection")
    UNNAMED = "unnamed", _("Name removed, consent withdrawn")


class SupportBand(models.TextChoices):
    """How broadly those in the room support a contribution; fewer than k have no band."""

    SEVERAL = "several", pgettext_lazy("support in the room", "Several support this.")
    HALF = "half", pgettext_lazy("support in the room", "Half of the room or more supports this.")
