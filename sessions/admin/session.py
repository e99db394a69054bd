"""The staff pages of sessions, and of what was written in anonymously.

Who said what has no page, because it is not recorded.
"""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import date as format_date
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationTabularInline

from rounds.admin import (
    NATIVE_PICKERS,
    ReadOnly,
    StaffAdmin,
    StaffTranslationAdmin,
    both,
    bullets,
)
from rounds.forms import OrderedForm, OrderedInlineFormSet, QuestionsOfRoundForm
from rounds.staff_lists import StaffChangeList
from sessions.admin.attendance import AttendanceInline
from sessions.admin.box import BoxOfSession
from sessions.admin.documents import DocumentInline, PapersOfSession
from sessions.admin.notes import NotesOfSession
from sessions.admin.offered import described, newest
from sessions.admin.replies import RepliesOfSession
from sessions.box import told_band, with_people
from sessions.models import AgendaItem, Attendance, Contribution, Session
from sessions.papers import remove_files

USED = _(
    "Somebody was present in this part, or something was written down of it. It cannot be deleted: "
    "what was agreed for it would be forgotten."
)


class AgendaItemFormSet(OrderedInlineFormSet):
    """The parts of one session; what was said in one cannot lose the regime it was said under."""

    def clean(self) -> None:
        """Refuse to delete a part that somebody was in, or that anything was drawn from."""
        super().clean()
        if any(form.instance.pk and form.instance.has_been_used() for form in self.deleted_forms):
            raise ValidationError(USED)


class AgendaItemInline(TranslationTabularInline):
    """The parts of a session in order, each under its own regime."""

    model = AgendaItem
    form = OrderedForm
    formset = AgendaItemFormSet
    fields = ("position", "title", "starts_at", "minutes", "regime")
    formfield_overrides = NATIVE_PICKERS
    extra = 0


class CountedChangeList(StaffChangeList):
    """A page of sessions, each with how many were invited and present.

    Counted for those on the page: counting with the list would count for all sessions there are.
    """

    def get_results(self, request: HttpRequest) -> None:
        """Load the page, then count."""
        super().get_results(request)
        rows = list(self.result_list)
        presence = Attendance.present_in.through.objects.filter(attendance=OuterRef("pk"))
        counted = (
            Attendance.objects.filter(session__in=rows)
            .order_by()
            .values_list("session")
            .annotate(invited=Count("pk"), present=Count("pk", filter=Exists(presence)))
        )
        counts = {session: numbers for session, *numbers in counted}
        for row in rows:
            row.invited, row.present = counts.get(row.pk, (0, 0))
        self.result_list = rows


@admin.register(Session)
class SessionAdmin(
    NotesOfSession, BoxOfSession, RepliesOfSession, PapersOfSession, StaffTranslationAdmin
):
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
                "fields": ("round", both("title"), ("starts_at", "ends_at"), "regime"),
                "description": _(
                    "The regime is agreed before a session and cannot be loosened afterwards. "
                    "A part of the agenda may have its own."
                ),
            },
        ),
        (
            _("Invitation"),
            {
                "fields": (
                    both("invitation"),
                    both("city"),
                    both("venue"),
                    "online_link",
                    ("places", "replies_until", "whereabouts_days"),
                    "questions",
                ),
                "description": _(
                    "Those who were invited read this after sign-in. Once the session is saved, "
                    "you can say whom to invite."
                ),
            },
        ),
        (None, {"fields": ("is_invented",)}),
    )

    def heading(self, obj: Session) -> str:
        """Return day and title."""
        return f"{format_date(timezone.localtime(obj.starts_at), 'DATE_FORMAT')}: {obj.title}"

    def get_changelist(self, request: HttpRequest, **options: Any) -> type[StaffChangeList]:
        """Count the invited and the present of the sessions that are shown."""
        return CountedChangeList

    def delete_model(self, request: HttpRequest, obj: Session) -> None:
        """Delete a session with the files of its papers."""
        files = [document.file.name or "" for document in obj.documents.all()]
        super().delete_model(request, obj)
        remove_files(files)

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
        """Offer the newest sessions in which something was written in, and the one chosen.

        The page of an older one leads here.
        """
        shown = Contribution.objects.filter(agenda_item__session=OuterRef("pk"), is_shown=True)
        offered = newest(Session.objects.filter(Exists(shown)), also=self.value())
        return [(str(row.pk), described(row)) for row in offered]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Narrow the list; what is not on offer changes nothing."""
        if self.value() not in dict(self.lookup_choices):
            return queryset
        return queryset.filter(agenda_item__session=self.value())


@admin.register(Contribution)
class ContributionAdmin(ReadOnly, StaffAdmin):
    """What was written in anonymously: to read, in no order that tells anything."""

    list_display = ("text", "support_band", "question_text", "part", "language")
    list_display_links = None
    list_filter = (OfSessionFilter, "language")
    list_select_related = ("agenda_item__session__round", "question")
    search_fields = ("text",)
    fields = ("text", "language", "support_band", "question_text", "part")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Return what the room sees: who sees the others come in one by one may know from whom."""
        return with_people(super().get_queryset(request).filter(is_shown=True))

    @admin.display(description=_("support"))
    def support_band(self, obj: Any) -> str:
        """Return how broad the support is, in words and never under k, once that is told."""
        fewest = obj.agenda_item.session.round.label_people
        band = told_band(obj, people=obj.people, fewest=fewest)
        return str(band.label) if band else ""

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
