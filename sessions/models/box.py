"""The box of a part of a session: what is written into it without a name.

Nothing here leads to a person: by no key, order, number or time.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participants.models import ConfidentialModel
from rounds.models import GuidingQuestion, new_public_id
from sessions.models.room import AgendaItem


class Contribution(models.Model):
    """An anonymous input during a session. Personal data: none, by design.

    No author, no time, and a random key, so that neither order nor number tells who wrote it.
    """

    id = models.CharField(primary_key=True, max_length=16, default=new_public_id, editable=False)
    agenda_item = models.ForeignKey(
        AgendaItem,
        models.CASCADE,
        related_name="contributions",
        verbose_name=_("agenda item"),
    )
    question = models.ForeignKey(
        GuidingQuestion, models.PROTECT, related_name="+", verbose_name=_("guiding question")
    )
    text = models.TextField(_("text"), max_length=500)
    language = models.CharField(
        _("language"), max_length=2, choices=[("de", _("German")), ("en", _("English"))]
    )
    support = models.PositiveSmallIntegerField(_("support"), default=0)
    is_shown = models.BooleanField(_("shown to the others"), default=False)
    is_counted = models.BooleanField(_("support is counted"), default=False)
    group = models.CharField(_("group"), max_length=100, blank=True)

    class Meta:
        ordering = ("id",)
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="contribution_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.id}"


class BoxMark(ConfidentialModel):
    """That one use of the box of a part was made, by nobody in particular. Personal data: none.

    ``marker`` is a keyed hash of a person and of one of the uses each has; without the server's
    key and the secret of the part it tells nobody anything. Deleted when the box is closed.
    ``is_waiting``: it stands for somebody who wrote something of what waits, however much; deleted
    when that is shown.
    """

    marker = models.CharField(primary_key=True, max_length=64, editable=False)
    agenda_item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="box_marks")
    is_waiting = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ("marker",)
        verbose_name = _("mark of the box")
        verbose_name_plural = _("marks of the box")
