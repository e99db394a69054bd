"""The staff pages of outputs: the list, the form, and the panel beside it."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rounds.admin import StaffTranslationAdmin, both, bullets
from rounds.enums import OutputKind
from rounds.staff_lists import row_number
from sessions.admin.notes import NotesForOutput, may_take_notes
from sessions.admin.output_forms import NewOutputForm, OutputForm, StatementInline
from sessions.admin.output_languages import MARKED
from sessions.admin.output_panel import panel
from sessions.admin.output_steps import OutputSteps, address, say_that_days_begin_anew, staff
from sessions.drafting import text_changed
from sessions.enums import OutputStatus
from sessions.models import Output
from sessions.watch_list import outputs_to_look_at

OPTION_FIELDSET = _("How broadly it was heard")

READ_FIELDSET = (
    _("Being read by those who were there"),
    {
        "fields": ("begins_anew",),
        "description": _(
            "Other words, or a narrower label, begin their days for reading anew, and they are "
            "written to once more. Taking a statement out, another order or the label "
            "“Participants” begin nothing anew."
        ),
    },
)


class AttentionFilter(admin.SimpleListFilter):
    """Narrows the list to released outputs that somebody has to look at again."""

    title = _("needs attention")
    parameter_name = "attention"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> Any:
        """Offer the one choice."""
        return [("yes", _("needs a look"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Narrow the list; what is not on offer changes nothing."""
        if self.value() != "yes":
            return queryset
        return queryset.filter(pk__in=outputs_to_look_at().values("pk"))


@admin.register(Output)
class OutputAdmin(NotesForOutput, OutputSteps, StaffTranslationAdmin):
    """Outputs on their way to the public: what may be done next, and what speaks against it."""

    form = OutputForm
    formfield_overrides = {**StaffTranslationAdmin.formfield_overrides, **MARKED}
    inlines = (StatementInline,)
    readable = {
        "parts": "part_list",
        "questions": "question_list",
        "also_heard_in": "session_list",
    }
    add_fieldsets = (
        (
            None,
            {
                "fields": ("session", "kind", both("title")),
                "description": _(
                    "There is no field for who said something, on purpose. Parts, labels and "
                    "statements come on the next page."
                ),
            },
        ),
    )
    fieldsets = (
        (None, {"fields": ("kind", both("title"), both("lead"))}),
        (_("Where it comes from"), {"fields": ("parts", "questions")}),
        (
            OPTION_FIELDSET,
            {
                "fields": ("also_heard_in", "support"),
                "description": _("For policy options alone. The public reads bands, no numbers."),
            },
        ),
    )
    list_display = ("title", "session_month", "kind", "status", "review_ends_on")
    list_filter = ("status", AttentionFilter, "kind", "session__round")
    search_fields = ("title_de", "title_en", "statements__text_de", "statements__text_en")
    change_form_template = "admin/dialogue_sessions/output/change_form.html"

    @admin.display(description=pgettext_lazy("dialogue", "session"), ordering="session__starts_at")
    def session_month(self, output: Output) -> str:
        """Show the session by its month; its title is on the page."""
        return f"{timezone.localtime(output.session.starts_at):%Y-%m}"

    @admin.display(description=_("draws on the parts"))
    def part_list(self, output: Output) -> str:
        """Return the parts for those who may only look."""
        return bullets(
            [f"{part.title} ({part.get_regime_display()})" for part in output.parts.all()]
        )

    @admin.display(description=_("guiding questions"))
    def question_list(self, output: Output) -> str:
        """Return the questions for those who may only look."""
        return bullets([question.text for question in output.questions.all()])

    @admin.display(description=_("also came up in"))
    def session_list(self, output: Output) -> str:
        """Return the other sessions for those who may only look."""
        return bullets(
            [f"{row.starts_at:%Y-%m}, {row.title}" for row in output.also_heard_in.all()]
        )

    def heading(self, obj: Output) -> str:
        """Return the title."""
        return obj.title

    # --- who may do what --------------------------------------------------------------------

    def has_change_permission(self, request: HttpRequest, obj: Output | None = None) -> bool:
        """Text is written by those who may change outputs, until it is cleared."""
        return super().has_change_permission(request, obj) and (obj is None or obj.is_editable)

    def has_delete_permission(self, request: HttpRequest, obj: Output | None = None) -> bool:
        """Only a draft nobody has decided about may go; a released one is withdrawn instead."""
        return super().has_delete_permission(request, obj) and (
            obj is None or (obj.status == OutputStatus.DRAFT and not obj.decisions.exists())
        )

    # --- the form ---------------------------------------------------------------------------

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Output | None:
        """Lock what is about to be saved: nobody clears a text while it is written."""
        if request.method == "POST":
            with transaction.atomic():
                Output.objects.select_for_update().filter(pk=row_number(object_id)).first()
        return super().get_object(request, object_id, from_field)

    def get_form(self, request: HttpRequest, obj: Output | None = None, **kwargs: Any) -> Any:
        """Ask for the session first; what depends on it comes on the next page."""
        if obj is None:
            kwargs["form"] = NewOutputForm
        return super().get_form(request, obj, **kwargs)

    def get_inlines(self, request: HttpRequest, obj: Output | None) -> Any:
        """Statements need the parts of a session, so a new output has none yet."""
        return () if obj is None else self.inlines

    def get_fieldsets(self, request: HttpRequest, obj: Output | None = None) -> Any:
        """Ask how broadly something was heard of policy options alone.

        While those who were there read, say first what a change means to them.
        """
        fieldsets = list(super().get_fieldsets(request, obj))
        if obj is None:
            return fieldsets
        if obj.kind != OutputKind.POLICY_OPTION:
            fieldsets = [fieldset for fieldset in fieldsets if fieldset[0] != OPTION_FIELDSET]
        if obj.status == OutputStatus.IN_REVIEW and self.has_change_permission(request, obj):
            fieldsets.insert(0, READ_FIELDSET)
        return fieldsets

    def get_queryset(self, request: HttpRequest) -> Any:
        """Read the list through the only way to outputs."""
        return super().get_queryset(request).select_related("session__round")

    def save_model(
        self, request: HttpRequest, obj: Output, form: forms.ModelForm, change: bool
    ) -> None:
        """Whoever writes an output down is its author, and cannot release it."""
        if not change:
            obj.author = staff(request)
        super().save_model(request, obj, form, change)

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm, formsets: Any, change: bool
    ) -> None:
        """Begin the days for reading anew where a passage is new to those who were there."""
        super().save_related(request, form, formsets, change)
        today = timezone.localdate()
        output = form.instance
        if change and text_changed(output=output, by=staff(request), today=today):
            say_that_days_begin_anew(request, output)

    def response_add(
        self, request: HttpRequest, obj: Output, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Go on to the page where the statements are written."""
        return HttpResponseRedirect(address("change", obj))

    # --- the page ---------------------------------------------------------------------------

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the form with the findings of the saved text beside it and the next steps."""
        context = dict(extra_context or {})
        output = Output.objects.to_assess().filter(pk=row_number(object_id)).first()
        if output is not None and self.has_view_or_change_permission(request, output):
            may_change = self.has_change_permission(request, output)
            context.update(panel(output, staff(request), may_change=may_change))
            context["may_use_notes"] = may_change and may_take_notes(request)
        return super().change_view(request, object_id, form_url, context)
