"""Whom somebody named in their place: written down by a page, and seen to by the upkeep."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from participants.models import ConfidentialModel, Participant
from sessions.models.room import Session


class NamedSubstitute(ConfidentialModel):
    """Who is to come in somebody's place, as it was typed. Personal data: both people.

    Without an address it says that nobody is to come instead any more. Deleted within a minute:
    the page that takes it looks nothing up, so its time tells nobody who is known here.
    """

    session = models.ForeignKey(
        Session, models.CASCADE, related_name="+", verbose_name=_("dialogue session")
    )
    named_by = models.ForeignKey(
        Participant, models.CASCADE, related_name="+", verbose_name=_("participant")
    )
    given_name = models.CharField(_("given name"), max_length=100, blank=True)
    family_name = models.CharField(_("family name"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)

    class Meta:
        verbose_name = _("named substitute")
        verbose_name_plural = _("named substitutes")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("session", "named_by"), name="named_substitute_one_a_seat"
            ),
        ]
