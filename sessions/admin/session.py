"""The staff pages of sessions: agenda, who was there, papers, and what was written in.

Who said what has no page, because it is not recorded.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import date as format_date
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationTabularInline

from participants.forms import (
    OrganisationField,
    describe_organisation,
    describe_participant,
    with_organisation,
)
from participants.models import Membership, Participant
from rounds.admin import ReadableForLookersOn, ReadOnly, StaffAdmin, StaffTranslationAdmin, bullets
from rounds.forms import (
    OrderedForm,
    OrderedInlineFormSet,
    QuestionsOfRoundForm,
    SharedChoiceField,
    SharedChoicesFormSet,
    SharedMultipleChoiceField,
    SharedRows,
)
from sessions.convening import organisations_in_round
from sessions.models import AgendaItem, Attendance, Contribution, Document, Session

LARGEST_DOCUMENT = 20 * 1024 * 1024
"""In bytes. Papers are read on a phone before a meeting; larger slides can be made smaller."""

FIRST_BYTES = {"pdf": b"%PDF-", "docx": b"PK\x03\x04"}
"""How a file of each kind begins: a renamed one would not open for those who read it."""


# --- agenda -----------------------------------------------------------------------------------


class AgendaItemInline(TranslationTabularInline):
    """The parts of a session in order, each under its own regime."""

    model = AgendaItem
    form = OrderedForm
    formset = OrderedInlineFormSet
    fields = ("position", "title", "starts_at", "minutes", "regime")
    extra = 0


# --- attendance -------------------------------------------------------------------------------


def describe_part(part: AgendaItem) -> str:
    """Return a part's number to see, and its title to hover over or to listen to."""
    return format_html(
        '<span title="{title}" aria-hidden="true">{number}</span>'
        '<span class="visually-hidden">{title}</span>',
        title=part.title,
        number=part.position,
    )


class PlainName(forms.Widget):
    """Shows who a row is about; that does not change."""

    def __init__(self, field: SharedChoiceField) -> None:
        super().__init__()
        self.field = field

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Return the name and nothing to type into."""
        return format_html("{}", self.field.describe(self.field.row(value)))


class AttendanceForm(forms.ModelForm):
    """One person's invitation to, answer to and presence in a session."""

    participant = SharedChoiceField(
        Participant.objects.all(),
        describe=describe_participant,
        group=lambda person: _("Members of the round") if person.is_member else _("Others"),
        label=_("participant"),
    )
    organisation = OrganisationField(
        required=False,
        empty_label=_("as in the round"),
        label=_("organisation on that day"),
    )
    present_in = SharedMultipleChoiceField(
        AgendaItem.objects.none(), describe=describe_part, required=False, label=_("present in")
    )
    substitute_for = SharedChoiceField(
        Participant.objects.all(),
        describe=describe_participant,
        required=False,
        label=_("substitute for"),
    )


class AttendanceFormSet(SharedChoicesFormSet):
    """Who was invited to one session, answered and was there."""

    def choices_of(self, name: str, field: SharedRows) -> QuerySet:
        """Offer this session's parts, and people by for whom they sit in its round."""
        if name == "present_in":
            return AgendaItem.objects.filter(session=self.instance)
        if name == "participant":
            membership = Membership.objects.filter(
                participant=OuterRef("pk"), round_id=self.instance.round_id
            )
            return self._people(field.queryset.annotate(is_member=Exists(membership))).order_by(
                "-is_member", "family_name", "given_name"
            )
        if name == "substitute_for":
            return self._people(field.queryset.filter(attendances__session=self.instance))
        return super().choices_of(name, field)

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        """Fix the person of a row that exists: another person is another row."""
        super().add_fields(form, index)
        if form.instance.pk and "participant" in form.fields:
            field = form.fields["participant"]
            field.disabled = True
            field.widget = PlainName(field)

    def clean(self) -> None:
        """Fill in for whom somebody sits in the round, where that was left open."""
        super().clean()
        for form in self.forms:
            data = getattr(form, "cleaned_data", {})
            if form in self.deleted_forms or not data.get("participant"):
                continue
            if data.get("organisation") is None and "organisation" not in form.errors:
                self._fill_in_organisation(form, data["participant"])

    @cached_property
    def organisations(self) -> Mapping[int, int]:
        """For whom each member sits in the round of the session."""
        return organisations_in_round(self.instance)

    def _fill_in_organisation(self, form: forms.ModelForm, participant: Participant) -> None:
        form.instance.organisation_id = self.organisations.get(participant.pk)
        if form.instance.organisation_id is None:
            form.add_error(
                "organisation",
                _("Say for which organisation this person sits: they are no member of the round."),
            )

    def _people(self, participants: QuerySet) -> QuerySet:
        return with_organisation(participants, round_id=self.instance.round_id)


class AttendanceInline(ReadableForLookersOn, admin.TabularInline):
    """Who was invited, what they answered and in which parts they were present."""

    model = Attendance
    form = AttendanceForm
    formset = AttendanceFormSet
    fk_name = "session"
    fields = (
        "participant",
        "organisation",
        "role",
        "reply",
        "present_in",
        "is_online",
        "substitute_for",
    )
    readable = {
        "participant": "participant_name",
        "organisation": "organisation_name",
        "present_in": "part_numbers",
        "substitute_for": "substitute_name",
    }
    extra = 0
    template = "admin/dialogue_sessions/attendance.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Load what the rows name, by family name."""
        return (
            super()
            .get_queryset(request)
            .select_related("participant", "organisation", "substitute_for")
            .prefetch_related("present_in")
            .order_by("participant__family_name", "participant__given_name", "pk")
        )

    @admin.display(description=_("participant"))
    def participant_name(self, obj: Attendance) -> str:
        """Return the name for those who may only look."""
        return describe_participant(obj.participant)

    @admin.display(description=_("organisation on that day"))
    def organisation_name(self, obj: Attendance) -> str:
        """Return the organisation for those who may only look."""
        return describe_organisation(obj.organisation)

    @admin.display(description=_("present in"))
    def part_numbers(self, obj: Attendance) -> str:
        """Return the numbers of the parts for those who may only look."""
        return ", ".join(str(part.position) for part in obj.present_in.all())

    @admin.display(description=_("substitute for"))
    def substitute_name(self, obj: Attendance) -> str | None:
        """Return the name for those who may only look."""
        return describe_participant(obj.substitute_for) if obj.substitute_for else None


# --- papers -----------------------------------------------------------------------------------


class DocumentWidget(forms.FileInput):
    """Takes a file; links the one that is there by the address that checks who asks."""

    def __init__(self, document: Document) -> None:
        super().__init__(attrs={"accept": ".pdf,.docx"})
        self.document = document

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Return the input, behind a link to the stored paper."""
        field = super().render(name, value, attrs, renderer)
        if self.document.pk is None:
            return field
        return format_html(
            '<a href="{}">{}</a> {}',
            self.document.get_absolute_url(),
            self.document.extension.upper(),
            field,
        )


class DocumentForm(forms.ModelForm):
    """A paper of a session."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "file" in self.fields:
            self.fields["file"].widget = DocumentWidget(self.instance)
            self.fields["file"].help_text = _("PDF or DOCX, at most %(size)s.") % {
                "size": filesizeformat(LARGEST_DOCUMENT)
            }

    def clean_file(self) -> Any:
        """Refuse what is too large, and what is not what its name says."""
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        if (file.size or 0) > LARGEST_DOCUMENT:
            raise ValidationError(
                _("This file has %(size)s; at most %(limit)s are taken. Please make it smaller.")
                % {"size": filesizeformat(file.size), "limit": filesizeformat(LARGEST_DOCUMENT)}
            )
        kind = (file.name or "").rpartition(".")[2].lower()
        begins_with = file.read(8)
        file.seek(0)
        if not begins_with.startswith(FIRST_BYTES[kind]):
            raise ValidationError(
                _("This is no %(kind)s file, whatever its name says. Please save it as one.")
                % {"kind": kind.upper()}
            )
        return file


class DocumentInline(TranslationTabularInline):
    """The papers of a session, open to those who were invited to it."""

    model = Document
    form = DocumentForm
    fields = ("kind", "title", "file")
    extra = 0
    view_on_site = False


# --- pages ------------------------------------------------------------------------------------


@admin.register(Session)
class SessionAdmin(StaffTranslationAdmin):
    """A session with its agenda, attendance and papers."""

    form = QuestionsOfRoundForm
    inlines = (AgendaItemInline, AttendanceInline, DocumentInline)
    readable = {"questions": "question_list"}
    list_display = ("title", "date", "city", "round", "regime", "invited", "present")
    list_filter = ("round", "regime")
    list_select_related = ("round",)
    search_fields = ("title_de", "title_en")
    fieldsets = (
        (
            None,
            {
                "fields": ("round", ("title",), ("starts_at", "ends_at"), "regime"),
                "description": _(
                    "The regime is agreed before a session and cannot be loosened afterwards. "
                    "A part of the agenda may have its own."
                ),
            },
        ),
        (
            _("Invitation"),
            {
                "fields": (("invitation",), ("city",), ("venue",), "online_link", "questions"),
                "description": _("Those who were invited read this after sign-in."),
            },
        ),
        (None, {"fields": ("is_invented",)}),
    )

    def heading(self, obj: Session) -> str:
        """Return day and title."""
        return f"{format_date(timezone.localtime(obj.starts_at), 'j. F Y')}: {obj.title}"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Count the invited and the present with the sessions."""
        return (
            super()
            .get_queryset(request)
            .annotate(
                invited=Count("attendances", distinct=True),
                present=Count(
                    "attendances", Q(attendances__present_in__isnull=False), distinct=True
                ),
            )
        )

    def get_inlines(self, request: HttpRequest, obj: Session | None) -> Sequence[Any]:
        """Ask for people once there are parts they can be present in."""
        return [
            inline for inline in self.inlines if obj is not None or inline is not AttendanceInline
        ]

    @admin.display(description=_("date"), ordering="starts_at")
    def date(self, obj: Session) -> str:
        """Return the day."""
        return format_date(timezone.localtime(obj.starts_at), "DATE_FORMAT")

    @admin.display(description=_("invited"))
    def invited(self, obj: Any) -> int:
        """Return how many were invited."""
        return obj.invited

    @admin.display(description=_("present"))
    def present(self, obj: Any) -> int:
        """Return how many were present in at least one part."""
        return obj.present

    @admin.display(description=_("guiding questions"))
    def question_list(self, obj: Session) -> str:
        """Return the questions for those who may only look."""
        return bullets([question.text for question in obj.questions.all()])


class OfSessionFilter(admin.SimpleListFilter):
    """Contributions to one session."""

    title = _("dialogue session")
    parameter_name = "session"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> Any:
        """Offer the sessions in which something was written in."""
        written = Exists(Contribution.objects.filter(agenda_item__session=OuterRef("pk")))
        return [(str(row.pk), row.title) for row in Session.objects.filter(written)]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Narrow the list; what is not on offer changes nothing."""
        if self.value() not in dict(self.lookup_choices):
            return queryset
        return queryset.filter(agenda_item__session=self.value())


@admin.register(Contribution)
class ContributionAdmin(ReadOnly, StaffAdmin):
    """What was written in anonymously: to read, in no order that tells anything."""

    list_display = ("text", "support", "question_text", "part", "language")
    list_display_links = None
    list_filter = (OfSessionFilter, "language")
    list_select_related = ("agenda_item", "question")
    search_fields = ("text",)
    fields = ("text", "language", "support", "question_text", "part")

    @admin.display(description=_("guiding question"))
    def question_text(self, obj: Contribution) -> str:
        """Return the question it answers."""
        return obj.question.text

    @admin.display(description=_("agenda item"))
    def part(self, obj: Contribution) -> str:
        """Return the part of the session it belongs to."""
        return obj.agenda_item.title

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Sequence[str]:
        """Show everything and take nothing."""
        return self.fields
