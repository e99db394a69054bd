"""The room: sessions, who was there, papers, and the working text of outputs.

Not for anything the public reads: what is released is copied into ``rounds`` by the door
(``sessions.publishing``) and lives there without a way back. There is no field anywhere that
says who spoke.
"""

import hashlib
import secrets
from pathlib import PurePath
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participants.models import ConfidentialModel, Organisation, Participant, User
from rounds.enums import OutputKind
from rounds.models import (
    GuidingQuestion,
    Publication,
    Round,
    in_both_languages,
    new_public_id,
)
from sessions.chatham_house.anonymity import parse_label
from sessions.enums import (
    AttendanceRole,
    DecisionAction,
    DocumentKind,
    OutputStatus,
    RegimeChoice,
    Reply,
)


class SessionQuerySet(models.QuerySet["Session"]):
    """The only way to sessions."""

    def for_participant(self, participant: Participant) -> "SessionQuerySet":
        """Return the sessions this participant was invited to, latest first."""
        return (
            self.filter(attendances__participant=participant)
            .select_related("round")
            .order_by("-starts_at")
        )


class Session(ConfidentialModel):
    """A meeting of a round under the rule. Personal data: by its attendances."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="+", verbose_name=_("round"))
    title = models.CharField(_("title"), max_length=200)
    invitation = models.TextField(_("invitation"), blank=True)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    city = models.CharField(_("city"), max_length=100, blank=True)
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    online_link = models.URLField(_("dial-in address"), blank=True)
    regime = models.CharField(
        _("regime"), max_length=20, choices=RegimeChoice, default=RegimeChoice.CHATHAM_HOUSE
    )
    questions = models.ManyToManyField(
        GuidingQuestion, verbose_name=_("guiding questions"), related_name="+", blank=True
    )
    is_invented = models.BooleanField(_("invented, for the demo"), default=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ("-starts_at",)
        verbose_name = _("dialogue session")
        verbose_name_plural = _("dialogue sessions")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="session_ends_after_it_begins",
                violation_error_message=_("A session cannot end before it begins."),
            ),
            models.CheckConstraint(
                condition=in_both_languages("title"), name="session_title_in_both_languages"
            ),
        ]

    def get_absolute_url(self) -> str:
        """Return the session's page in the participants' area."""
        return reverse("dialogue_sessions:session", kwargs={"public_id": self.public_id})


class AgendaItem(ConfidentialModel):
    """A part of a session with a regime of its own. Personal data: none itself.

    Parts with the same beginning run in parallel.
    """

    session = models.ForeignKey(
        Session, models.CASCADE, related_name="agenda_items", verbose_name=_("dialogue session")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    title = models.CharField(_("title"), max_length=200)
    starts_at = models.TimeField(_("begins"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    regime = models.CharField(
        _("regime"), max_length=20, choices=RegimeChoice, default=RegimeChoice.CHATHAM_HOUSE
    )

    class Meta:
        ordering = ("session_id", "position")
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("session", "position"), name="agenda_item_position_unique_in_session"
            ),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="agenda_item_takes_time"),
            models.CheckConstraint(
                condition=in_both_languages("title"), name="agenda_item_in_both_languages"
            ),
        ]


class Attendance(ConfidentialModel):
    """One person's invitation to, answer to and presence in a session. Personal data: all of it.

    ``organisation`` is the one they sat for on that day. Present is who was in at least one
    part; the labels of a statement count the people present in the parts it draws on.
    """

    session = models.ForeignKey(
        Session, models.CASCADE, related_name="attendances", verbose_name=_("dialogue session")
    )
    participant = models.ForeignKey(
        Participant, models.CASCADE, related_name="attendances", verbose_name=_("participant")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="+",
        verbose_name=_("organisation on that day"),
    )
    role = models.CharField(
        _("role"), max_length=20, choices=AttendanceRole, default=AttendanceRole.PARTICIPANT
    )
    reply = models.CharField(_("reply"), max_length=10, choices=Reply, default=Reply.NONE)
    is_online = models.BooleanField(_("online"), default=False)
    present_in = models.ManyToManyField(
        AgendaItem, verbose_name=_("present in"), related_name="attendances", blank=True
    )
    substitute_for = models.ForeignKey(
        Participant,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("substitute for"),
    )

    class Meta:
        ordering = ("pk",)
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("session", "participant"), name="attendance_once_a_session"
            ),
            models.CheckConstraint(
                condition=Q(substitute_for__isnull=True) | ~Q(substitute_for=F("participant")),
                name="attendance_nobody_substitutes_themself",
                violation_error_message=_("Nobody can be their own substitute."),
            ),
        ]


def document_path(document: "Document", filename: str) -> str:
    """Return a random name: the one a file was uploaded under may name its author."""
    return f"documents/{secrets.token_hex(16)}{PurePath(filename).suffix.lower()}"


class Document(ConfidentialModel):
    """A paper of a session. Personal data: possibly in the file.

    Handed out by a view that checks each time, as an attachment under a neutral name.
    """

    EXTENSIONS: ClassVar = ("pdf", "docx")

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    session = models.ForeignKey(
        Session, models.CASCADE, related_name="documents", verbose_name=_("dialogue session")
    )
    kind = models.CharField(
        _("kind"), max_length=20, choices=DocumentKind, default=DocumentKind.OTHER
    )
    title = models.CharField(_("title"), max_length=200)
    file = models.FileField(
        _("file"), upload_to=document_path, validators=[FileExtensionValidator(EXTENSIONS)]
    )

    class Meta:
        ordering = ("session_id", "kind", "pk")
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=in_both_languages("title"), name="document_title_in_both_languages"
            ),
        ]

    @property
    def extension(self) -> str:
        """The kind of file, in lower case and without a dot."""
        return PurePath(self.file.name or "").suffix.lstrip(".")

    def get_absolute_url(self) -> str:
        """Return the address that hands out the file to those who may have it."""
        return reverse("dialogue_sessions:document", kwargs={"public_id": self.public_id})


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

    class Meta:
        ordering = ("id",)
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="contribution_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.id}"


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
