"""The working text of outputs, and what was decided about it.

Not for anything the public reads: what is released is copied into ``rounds`` by the door
(``sessions.publishing``) and lives there without a way back.
"""

import hashlib
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participants.models import ConfidentialModel, Participant, User
from rounds.enums import OutputKind
from rounds.models import GuidingQuestion, Publication, new_public_id
from sessions.chatham_house.anonymity import parse_label
from sessions.enums import DecisionAction, OutputStatus
from sessions.models.room import AgendaItem, Session


class OutputQuerySet(models.QuerySet["Output"]):
    """The only way to outputs."""

    def to_assess(self) -> "OutputQuerySet":
        """Return outputs with everything an assessment reads, in a fixed number of queries."""
        return self.select_related("session__round").prefetch_related(
            "parts", "statements__parts", "statements__consent", "finding_reviews"
        )


class Output(ConfidentialModel):
    """The working text drawn from a session, on its way to the public. Personal data: its author.

    ``parts`` are the agenda items it draws on; the strictest of their regimes applies.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    session = models.ForeignKey(
        Session, models.PROTECT, related_name="outputs", verbose_name=_("dialogue session")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=OutputKind)
    status = models.CharField(
        _("status"), max_length=10, choices=OutputStatus, default=OutputStatus.DRAFT, editable=False
    )
    title = models.CharField(_("title"), max_length=200)
    lead = models.TextField(_("lead"), blank=True)
    questions = models.ManyToManyField(
        GuidingQuestion, verbose_name=_("guiding questions"), related_name="+", blank=True
    )
    parts = models.ManyToManyField(
        AgendaItem, verbose_name=_("draws on the parts"), related_name="outputs"
    )
    author = models.ForeignKey(
        User, models.PROTECT, related_name="+", editable=False, verbose_name=_("author")
    )
    review_ends_on = models.DateField(_("review ends on"), null=True, blank=True, editable=False)
    publication = models.OneToOneField(
        Publication, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    withdrawal_note = models.TextField(_("note on the withdrawal"), blank=True, editable=False)

    objects = OutputQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("output")
        verbose_name_plural = _("outputs")
        permissions: ClassVar = [
            ("release_output", _("Can clear, release and withdraw outputs")),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status__in=("published", "withdrawn"), publication__isnull=False)
                | (~Q(status__in=("published", "withdrawn")) & Q(publication__isnull=True)),
                name="output_published_by_the_door_only",
            ),
            models.CheckConstraint(
                condition=~Q(status="in_review") | Q(review_ends_on__isnull=False),
                name="output_in_review_has_an_end",
            ),
        ]

    @property
    def is_editable(self) -> bool:
        """Whether the text may still be changed; what was cleared goes back to draft first."""
        return self.status in (OutputStatus.DRAFT, OutputStatus.IN_REVIEW)


class Statement(ConfidentialModel):
    """One sentence or a few of an output, and the label it stands under. Personal data: none:
    there is no speaker field, on purpose.

    ``label`` is a key of the ladder (``participants``, ``sector:…``, ``sector_group:…``,
    ``person``); its words come from the system. ``parts`` narrows the parts of the output;
    empty means all of them.
    """

    output = models.ForeignKey(Output, models.CASCADE, related_name="statements")
    position = models.PositiveSmallIntegerField(_("position"))
    text = models.TextField(_("text"))
    label = models.CharField(
        pgettext_lazy("statement", "label"), max_length=60, default="participants"
    )
    parts = models.ManyToManyField(
        AgendaItem,
        verbose_name=_("drawn from"),
        related_name="+",
        blank=True,
        help_text=_("Nothing chosen: from all parts the output draws on."),
    )

    class Meta:
        ordering = ("output_id", "position")
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("output", "position"), name="statement_position_unique_in_output"
            ),
            models.CheckConstraint(condition=~Q(label=""), name="statement_has_a_label"),
        ]

    @property
    def text_hash(self) -> str:
        """A hash over the wording in both languages, which a consent is bound to."""
        wording = f"{self.text_de or ''}\x00{self.text_en or ''}"
        return hashlib.sha256(wording.encode()).hexdigest()

    def clean(self) -> None:
        """Refuse a label that is no step of the ladder."""
        super().clean()
        try:
            parse_label(self.label)
        except ValueError as error:
            raise ValidationError({"label": _("This is not a label of the ladder.")}) from error


class NamingConsent(ConfidentialModel):
    """A participant's own consent to be named for one wording. Personal data: all of it.

    Bound to the text's hash: a changed wording voids it. Without ``given_on`` it is a request;
    a request that is declined is deleted, so that nothing shows who was asked.
    """

    statement = models.OneToOneField(Statement, models.CASCADE, related_name="consent")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    text_hash = models.CharField(max_length=64)
    given_on = models.DateField(_("given on"), null=True, blank=True)

    class Meta:
        verbose_name = _("consent to be named")
        verbose_name_plural = _("consents to be named")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text_hash=""), name="consent_bound_to_a_wording"),
        ]


class Objection(ConfidentialModel):
    """That a passage of a draft gives somebody away. Personal data: none, by design.

    Without a name and without a time; an open one stops the release.
    """

    output = models.ForeignKey(Output, models.CASCADE, related_name="objections")
    statement = models.ForeignKey(
        Statement, models.CASCADE, related_name="+", null=True, blank=True
    )
    text = models.TextField(_("reason"), blank=True)
    is_open = models.BooleanField(_("open"), default=True)

    class Meta:
        ordering = ("output_id", "pk")
        verbose_name = _("objection")
        verbose_name_plural = _("objections")


class FindingReview(ConfidentialModel):
    """The recorded reason for which a review finding may stand. Personal data: who judged.

    Bound to the finding's stable id: it holds while the sentence stays the same.
    """

    output = models.ForeignKey(Output, models.CASCADE, related_name="finding_reviews")
    finding_id = models.CharField(max_length=64)
    reason = models.TextField(_("reason"))
    accepted_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("judged finding")
        verbose_name_plural = _("judged findings")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("output", "finding_id"), name="finding_judged_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="finding_judged_with_a_reason"),
        ]


class Decision(ConfidentialModel):
    """The log of the door: who decided what about which output, and on which text.

    Personal data: the account that decided. Ids, hashes and verdicts only; never a word of text.
    """

    output = models.ForeignKey(Output, models.PROTECT, related_name="decisions")
    action = models.CharField(max_length=10, choices=DecisionAction)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_on = models.DateField()
    text_hash = models.CharField(max_length=64)
    review_findings = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
