"""What happened: sessions, their parts, who was there, papers, what was written in.

There is no field anywhere that says who spoke.
"""

import datetime
import secrets
from pathlib import PurePath
from typing import ClassVar

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.enums import MailingKind
from participants.models import (
    ConfidentialModel,
    Mailing,
    Membership,
    Organisation,
    Participant,
)
from rounds.models import GuidingQuestion, Round, in_both_languages, new_public_id
from sessions.enums import AttendanceRole, DocumentKind, RegimeChoice, Reply

AGREED = _("Those who were there spoke under what was agreed. It cannot be loosened afterwards.")


class SessionQuerySet(models.QuerySet["Session"]):
    """The only way to sessions."""

    def for_participant(self, participant: Participant) -> "SessionQuerySet":
        """Return the sessions this participant was invited to, latest first.

        Who was named as a substitute is invited once staff have released the mail that says so,
        and the one with the invitation to the round, where they were no member of it.
        """
        seat = {"attendance__session": OuterRef("pk"), "attendance__participant": participant}
        was_present = Attendance.present_in.through.objects.filter(**seat)
        was_let_in = Mailing.objects.filter(
            participant=participant,
            kind=MailingKind.SESSION,
            occasion=OuterRef("public_id"),
            is_held=False,
        )
        is_only_named = Membership.objects.not_shown_to_owner().filter(
            participant=participant, round=OuterRef("round")
        )
        return (
            self.filter(
                Q(attendances__substitute_for__isnull=True)
                | Q(attendances__reply__in=(Reply.ACCEPTED, Reply.DECLINED))
                | Q(Exists(was_let_in), ~Exists(is_only_named))
                | Exists(was_present),
                attendances__participant=participant,
            )
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
    whereabouts_days = models.PositiveSmallIntegerField(
        _("days before, from which place and dial-in are shown"), default=14
    )
    places = models.PositiveSmallIntegerField(
        _("places"),
        null=True,
        blank=True,
        help_text=_("In the room; without a number there is no limit."),
    )
    replies_until = models.DateField(
        _("answers until"),
        null=True,
        blank=True,
        help_text=_("Until then an answer may be changed; without a day until it begins."),
    )
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
        indexes: ClassVar = [models.Index(fields=["starts_at"], name="session_newest")]
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

    def clean(self) -> None:
        """Refuse another regime than was agreed, once people have spoken under that one."""
        super().clean()
        before = Session.objects.filter(pk=self.pk).first()
        if before and before.has_begun() and RegimeChoice.is_looser(self.regime, before.regime):
            raise ValidationError({"regime": AGREED})

    def has_begun(self) -> bool:
        """Whether its hour has come, or it is on record what happened."""
        return self.starts_at <= timezone.now() or self.has_been_used()

    def has_been_used(self) -> bool:
        """Whether somebody is down as present, or something was drawn from it."""
        present = Attendance.objects.filter(session=self, present_in__isnull=False)
        return present.exists() or self.outputs.exists()


class AgendaItem(ConfidentialModel):
    """A part of a session with a regime of its own. Personal data: none itself.

    Parts with the same beginning run in parallel. ``box_secret`` keeps one person from filling
    the box of contributions without saying who wrote; it is renewed when the box is closed.
    ``batch_secret`` tells how many people wrote what waits in it, and is renewed with each batch.
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
    is_collecting = models.BooleanField(_("takes contributions"), default=False)
    box_secret = models.CharField(max_length=16, default=new_public_id, editable=False)
    batch_secret = models.CharField(max_length=16, default=new_public_id, editable=False)

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

    def clean(self) -> None:
        """Refuse a looser regime than was agreed, once people have spoken under that one.

        A part that is added when somebody is down as present is under the regime of its session,
        or a stricter one.
        """
        super().clean()
        session = Session.objects.filter(pk=self.session_id).first()
        before = AgendaItem.objects.filter(pk=self.pk).first()
        if session is None or not (session.has_begun() if before else session.has_been_used()):
            return
        if RegimeChoice.is_looser(self.regime, (before or session).regime):
            raise ValidationError({"regime": AGREED})

    def has_been_used(self) -> bool:
        """Whether somebody was present in it, or anything was written or drawn from it.

        An open box counts whether anything is in it or not: that somebody wrote is told nobody.
        """
        statements = apps.get_model("dialogue_sessions", "Statement").objects.filter(parts=self)
        shown = self.contributions.filter(is_shown=True)
        used = (self.attendances, self.outputs, statements, self.notes, shown)
        return self.is_collecting or any(rows.exists() for rows in used)


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
        verbose_name=_("organization on that day"),
    )
    role = models.CharField(
        _("role"), max_length=20, choices=AttendanceRole, default=AttendanceRole.PARTICIPANT
    )
    reply = models.CharField(_("reply"), max_length=10, choices=Reply, default=Reply.NONE)
    is_online = models.BooleanField(_("online"), default=False)
    needs = models.TextField(
        _("needs"), max_length=500, blank=True, help_text=_("Access and food; deleted afterwards.")
    )
    is_listed = models.BooleanField(_("on the list of the room"), default=False)
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


class NoteQuerySet(models.QuerySet["Note"]):
    """The only way to notes."""

    def kept(self, today: datetime.date) -> "NoteQuerySet":
        """Return the notes whose end date has not passed."""
        return self.filter(ends_on__gte=today)


class Note(ConfidentialModel):
    """A thought written down in the room. Personal data: possibly in the text.

    Without a speaker, a writer, a time or an order: the key is random, made where it is typed,
    and the rows are put in anew in random order whenever one is added. Deleted after ``ends_on``.
    """

    id = models.CharField(primary_key=True, max_length=16, default=new_public_id, editable=False)
    agenda_item = models.ForeignKey(
        AgendaItem, models.CASCADE, related_name="notes", verbose_name=_("agenda item")
    )
    text = models.TextField(_("text"), max_length=1000)
    ends_on = models.DateField(_("kept until"))

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ("agenda_item_id", "id")
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="note_not_empty"),
        ]


def document_path(document: "Document", filename: str) -> str:
    """Return a random name: the one a file was uploaded under may name its author."""
    return f"documents/{secrets.token_hex(16)}{PurePath(filename).suffix.lower()}"


class DocumentQuerySet(models.QuerySet["Document"]):
    """The only way to papers."""

    def open(self) -> "DocumentQuerySet":
        """Return the papers that everybody who was invited may read."""
        return self.filter(is_open=True)


class Document(ConfidentialModel):
    """A paper of a session. Personal data: possibly in the file.

    Handed out by a view that checks each time, as an attachment under a neutral name. Staff alone
    have it until it is open: nothing was found in it, or somebody has judged what was.
    """

    EXTENSIONS: ClassVar = ("pdf", "docx", "pptx", "png", "jpg", "jpeg")

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
    is_open = models.BooleanField(_("open to those invited"), default=False, editable=False)

    objects = DocumentQuerySet.as_manager()

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
