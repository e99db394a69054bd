"""The working text of outputs, and what was decided about it.

Not for anything the public reads: what is released is copied into ``rounds`` by the door
(``sessions.publishing``) and lives there without a way back.
"""

import hashlib
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participants.models import ConfidentialModel, Participant, User
from rounds.enums import OutputKind, Support
from rounds.models import GuidingQuestion, Publication, new_public_id
from sessions.chatham_house.anonymity import parse_label
from sessions.enums import DecisionAction, Outcome, OutputStatus, Passage
from sessions.models.room import AgendaItem, Attendance, Session


class OutputQuerySet(models.QuerySet["Output"]):
    """The only way to outputs."""

    def to_assess(self) -> "OutputQuerySet":
        """Return outputs with everything an assessment reads, in a fixed number of queries."""
        return self.select_related(
            "session__round", "publication__round", "corrects"
        ).prefetch_related(
            "parts", "statements__parts", "statements__consent", "finding_reviews", "also_heard_in"
        )

    def for_reader(self, participant: Participant) -> "OutputQuerySet":
        """Return what this participant may read: outputs of sessions they were present in, while
        those who were there can object, and once they are released.
        """
        present = Attendance.objects.filter(
            participant=participant, present_in__isnull=False, session=OuterRef("session")
        )
        return self.filter(
            Exists(present),
            status__in=(OutputStatus.IN_REVIEW, OutputStatus.CLEARED, OutputStatus.PUBLISHED),
        )


class Output(ConfidentialModel):
    """The working text drawn from a session, on its way to the public. Personal data: its author.

    ``parts`` are the agenda items it draws on; the strictest of their regimes applies.
    ``corrects`` is the released output whose publication this one is to replace.
    ``laid_before`` holds the wordings, as hashes, that lie before those who were there and have
    done so since their days for reading began (``sessions.passages``).
    ``objection_secret`` keeps one person from objecting twice without saying who objected; it is
    renewed when the objections go. ``checked_roster`` is the fingerprint of the roster that the
    released text was last assessed against.
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
    laid_before = models.JSONField(default=list, editable=False)
    publication = models.OneToOneField(
        Publication, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    publication_public_id = models.CharField(max_length=16, default=new_public_id, editable=False)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="correction"
    )
    also_heard_in = models.ManyToManyField(
        Session,
        verbose_name=_("also came up in"),
        related_name="+",
        blank=True,
        help_text=_("For a policy option: other sessions of the round in which it came up."),
    )
    support = models.CharField(
        _("supported"),
        max_length=10,
        choices=Support,
        blank=True,
        help_text=_("For a policy option: how broadly the sectors in the room supported it."),
    )
    outdated_language = models.CharField(max_length=2, blank=True, editable=False)
    objection_secret = models.CharField(max_length=16, default=new_public_id, editable=False)
    checked_roster = models.CharField(max_length=64, blank=True, editable=False)
    withdrawal_note = models.TextField(_("note on the withdrawal"), blank=True, editable=False)

    objects = OutputQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("output")
        verbose_name_plural = _("outputs")
        permissions: ClassVar = [
            ("release_output", _("Can clear, release and withdraw outputs")),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["corrects"],
                condition=Q(corrects__isnull=False),
                name="output_correction",
            ),
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
            models.CheckConstraint(
                condition=Q(kind=OutputKind.POLICY_OPTION) | Q(support=""),
                name="output_support_of_policy_options_only",
                violation_error_message=_("Only a policy option says how it was supported."),
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
    empty means all of them. ``outdated_language`` is the one whose text was not touched when the
    other was changed; empty where both say the same.
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
    outdated_language = models.CharField(max_length=2, blank=True, editable=False)

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

    id = models.CharField(primary_key=True, max_length=16, default=new_public_id, editable=False)
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
    """That a passage of an output gives somebody away. Personal data: none, by design.

    Without a name and without a time, under a random key, and rows are put in anew in random
    order whenever one is added. ``marker`` keeps one person from objecting to the same words
    twice (``sessions.objections``); it tells nothing to whoever holds this table. ``wording`` is
    a hash of the words objected to: they are not changed while they still stand there.
    An open objection stops a release; on a released output it hides the passage.
    """

    id = models.CharField(primary_key=True, max_length=16, default=new_public_id, editable=False)
    output = models.ForeignKey(Output, models.CASCADE, related_name="objections")
    passage = models.CharField(_("passage"), max_length=10, choices=Passage)
    statement = models.ForeignKey(
        Statement, models.SET_NULL, related_name="+", null=True, blank=True
    )
    marker = models.CharField(max_length=64, unique=True, editable=False)
    wording = models.CharField(max_length=64, blank=True, editable=False)
    text = models.TextField(_("reason"), blank=True, max_length=500)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, default=Outcome.OPEN)
    answer = models.TextField(_("answer"), blank=True, max_length=500)

    class Meta:
        ordering = ("output_id", "id")
        verbose_name = _("objection")
        verbose_name_plural = _("objections")

    @property
    def is_open(self) -> bool:
        """Whether nobody has settled it yet."""
        return self.outcome == Outcome.OPEN


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

    Personal data: the staff account that decided; none where a participant used a right of their
    own. Ids, hashes and verdicts only; never a word of text.
    """

    output = models.ForeignKey(Output, models.PROTECT, related_name="decisions")
    action = models.CharField(max_length=10, choices=DecisionAction)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    decided_on = models.DateField()
    text_hash = models.CharField(max_length=64)
    review_findings = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")


class Recheck(ConfidentialModel):
    """That a released output has to be looked at again, since the roster changed under it.

    Personal data: none. Counts only; the findings are worked out anew on the output's page.
    """

    output = models.OneToOneField(Output, models.CASCADE, related_name="recheck")
    found_on = models.DateField(_("found on"))
    blocks = models.PositiveSmallIntegerField(_("would stop a release"))
    reviews = models.PositiveSmallIntegerField(_("to be judged"))
    problems = models.PositiveSmallIntegerField(_("labels that tell too much"))

    class Meta:
        ordering = ("found_on", "output_id")
        verbose_name = _("output to be looked at again")
        verbose_name_plural = _("outputs to be looked at again")


class ExposureAudit(models.Model):
    """The result of one run of ``audit_exposure``. Personal data: none; counts only."""

    finished_on = models.DateField(_("finished on"))
    requests = models.PositiveIntegerField(_("requests"))
    found = models.PositiveIntegerField(_("found"))

    class Meta:
        ordering = ("-finished_on", "-pk")
        verbose_name = _("exposure audit")
        verbose_name_plural = _("exposure audits")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
