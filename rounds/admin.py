"""The staff pages of the public record, and what all staff pages have in common.

Not for writing publications: they are shown here and written by the door alone.
"""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AdminTextareaWidget, RelatedFieldWidgetWrapper
from django.db import models
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.template.defaultfilters import date as format_date
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import (
    TranslationAdmin,
    TranslationStackedInline,
    TranslationTabularInline,
)

from rounds.forms import OrderedForm, OrderedInlineFormSet, QuestionsOfRoundForm
from rounds.models import (
    GuidingQuestion,
    Initiative,
    LegalPage,
    Partner,
    Publication,
    PublicationStatement,
    Round,
    SessionNotice,
)
from rounds.public_words import PublicWordsForm
from rounds.staff_lists import StaffChangeList, shortened


def both(name: str) -> tuple[str, str]:
    """Return a field in German and in English, to stand side by side."""
    return f"{name}_de", f"{name}_en"


class DateAndTime(forms.SplitDateTimeWidget):
    """The browser's own pickers: known to everybody, good on a phone, and no script of ours."""

    date: ClassVar[dict[str, Any]] = {"type": "date", "aria-label": _("Date")}
    time: ClassVar[dict[str, Any]] = {"type": "time", "aria-label": _("Time")}

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, "%Y-%m-%d", "%H:%M", self.date, self.time)


NATIVE_PICKERS: Mapping[type[models.Field], dict[str, Any]] = {
    models.DateTimeField: {"form_class": forms.SplitDateTimeField, "widget": DateAndTime},
    models.DateField: {"widget": forms.DateInput({"type": "date"}, "%Y-%m-%d")},
    models.TimeField: {"widget": forms.TimeInput({"type": "time"}, "%H:%M")},
}


class ReadableForLookersOn:
    """For pages that some may only look at: shows what ``str()`` keeps to itself.

    Django prints a related row to somebody without the right to change it as ``str(row)``, row
    by row. ``readable`` names the method that prints a field instead.
    """

    readable: ClassVar[Mapping[str, str]] = {}

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Put the readable form of a field in its place."""
        fieldsets = super().get_fieldsets(request, obj)
        if self.has_change_permission(request, obj):
            return fieldsets
        return [
            (name, {**options, "fields": [self._readable(field) for field in options["fields"]]})
            for name, options in fieldsets
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Sequence[str]:
        """Announce the readable forms where they are used."""
        fields = super().get_readonly_fields(request, obj)
        if self.has_change_permission(request, obj):
            return fields
        return [*fields, *self.readable.values()]

    def _readable(self, field: str | Sequence[str]) -> str | Sequence[str]:
        if isinstance(field, str):
            return self.readable.get(field, field)
        return [self.readable.get(name, name) for name in field]


class StaffAdmin(ReadableForLookersOn, admin.ModelAdmin):
    """What every staff page keeps to.

    * Only the filters a list offers can be asked for: a look-up through a relation, or by the
      beginning of an address, would answer what the page does not show.
    * Whatever is refused looks like what does not exist.
    * A row is named in the heading of its page and nowhere else: history, messages, titles and
      addresses go by ``str()``, which for people and for the room is a kind and a number.
    * Rows are deleted one by one, each with its own confirmation.
    """

    actions: Sequence[str] | None = None
    formfield_overrides = {**NATIVE_PICKERS, models.URLField: {"assume_scheme": "https"}}
    list_per_page = 50
    # It would count the whole table for each look at a part of it.
    show_full_result_count = False
    view_on_site = False

    def heading(self, obj: Any) -> str:
        """Return what a person calls this row; it is shown on its page alone."""
        return str(obj)

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        """Leave out the pop-ups beside a select: what they add is named by ``str()`` there."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Allow what the list's own filters ask for, letter by letter."""
        allowed = set()
        for entry in self.get_list_filter(request):
            if isinstance(entry, str):
                allowed |= {f"{entry}__exact", f"{entry}__id__exact"}
            else:
                allowed.add(entry.parameter_name)
        return lookup in allowed

    def get_changelist(self, request: HttpRequest, **options: Any) -> type[ChangeList]:
        """Return the list of the staff's pages."""
        return StaffChangeList

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """Answer a look-up that is not allowed like an address that does not exist."""
        try:
            return super().get_changelist_instance(request)
        except DisallowedModelAdminLookup as error:
            raise Http404 from error

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Name some of what would go, or stands in the way, and count the rest."""
        to_delete, counts, needed, protected = super().get_deleted_objects(objs, request)
        return shortened(to_delete), counts, needed, shortened(protected)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Name the row in the heading of its page."""
        if obj := context.get("original"):
            context["heading"] = self.heading(obj)
        return super().render_change_form(request, context, *args, **kwargs)

    def render_delete_form(self, request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
        """Name the row that is about to be deleted in the heading."""
        context["heading"] = self.heading(context["object"])
        return super().render_delete_form(request, context)


class StaffTranslationAdmin(StaffAdmin, TranslationAdmin):
    """The same for rows in two languages, side by side.

    Not the tabbed class of the library: it loads scripts from elsewhere.
    """

    group_fieldsets = True


class ReadOnly:
    """A page or part of a page that nobody changes here, whatever their rights."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False


def bullets(texts: Sequence[str]) -> str:
    """Return a list of texts as HTML, or nothing for an empty one."""
    items = format_html_join("", "<li>{}</li>", ((text,) for text in texts))
    return format_html_join("", "<ul class='texts'>{}</ul>", ((items,),) if texts else ())


@admin.register(Initiative)
class InitiativeAdmin(StaffTranslationAdmin):
    """The programme: one row, changed now and then."""

    list_display = ("acronym", "name")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Allow the one row."""
        return super().has_add_permission(request) and not Initiative.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: the site has nothing to say about itself without it."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Keep it the one row."""
        obj.pk = 1
        super().save_model(request, obj, form, change)


@admin.register(Partner)
class PartnerAdmin(StaffAdmin):
    """Who convenes the programme, in the order the site names them."""

    list_display = ("name", "position")


class PublicWordsAdmin:
    """A page of what is public at once: words that tell who was there come back to be judged."""

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Add the box for those who may change something."""
        fieldsets = super().get_fieldsets(request, obj)
        may_change = (
            self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        )
        return [*fieldsets, (None, {"fields": ("judged",)})] if may_change else fieldsets


class GuidingQuestionForm(OrderedForm, PublicWordsForm):
    """One question of a round."""

    looked_at = ("text",)
    can_be_judged = False

    def round_id(self, cleaned: Mapping[str, Any]) -> int:
        """Return the key of its round."""
        return self.instance.round_id or 0


class GuidingQuestionInline(TranslationTabularInline):
    """The questions of a round, in order."""

    model = GuidingQuestion
    form = GuidingQuestionForm
    formset = OrderedInlineFormSet
    extra = 0
    fields = ("position", "text", "is_invented")
    formfield_overrides = {
        models.TextField: {"widget": AdminTextareaWidget({"rows": 3})},
    }

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """Load the round with the rows: their description names its years."""
        return super().get_queryset(request).select_related("round")


class RoundForm(PublicWordsForm):
    """The words of a round."""

    looked_at = ("theme", "geographic_focus", "fields")

    def round_id(self, cleaned: Mapping[str, Any]) -> int:
        """Return its own key."""
        return self.instance.pk or 0


@admin.register(Round)
class RoundAdmin(PublicWordsAdmin, StaffTranslationAdmin):
    """A round with its guiding questions."""

    form = RoundForm
    inlines = (GuidingQuestionInline,)
    list_display = ("years", "theme", "geographic_focus", "question_count")
    search_fields = ("theme_de", "theme_en")
    view_on_site = True
    fieldsets = (
        (
            None,
            {
                "fields": (("start_year", "end_year"),),
                "description": _("A round goes by its years, one to three of them."),
            },
        ),
        (_("Theme"), {"fields": (both("theme"), both("geographic_focus"), both("fields"))}),
        (
            _("The Rule in this round"),
            {
                "fields": (("label_people", "label_organisations"), ("review_days", "list_days")),
                "description": _(
                    "A label must fit at least this many people from this many organizations "
                    "among those present. Ask for more where the circle is easy to see through; "
                    "never for less than 3 people from 2 organizations."
                ),
            },
        ),
    )

    @admin.display(description=_("years"), ordering="start_year")
    def years(self, obj: Round) -> str:
        """Return the years as print has them."""
        return obj.years

    @admin.display(description=_("guiding questions"))
    def question_count(self, obj: Any) -> int:
        """Return how many questions the round works on."""
        return obj.question_count

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """Count the questions with the rounds."""
        return super().get_queryset(request).annotate(question_count=Count("questions"))


class SessionNoticeForm(QuestionsOfRoundForm, PublicWordsForm):
    """The words of a notice."""

    looked_at = ("title", "city")


@admin.register(SessionNotice)
class SessionNoticeAdmin(PublicWordsAdmin, StaffTranslationAdmin):
    """What the public may know about a session: that it took place."""

    form = SessionNoticeForm
    readable = {"questions": "question_list"}
    list_display = ("title", "month_and_year", "city", "round", "is_invented")
    list_filter = ("round",)
    list_select_related = ("round",)
    search_fields = ("title_de", "title_en")
    ordering = ("-month", "public_id")
    fieldsets = (
        (
            None,
            {
                "fields": (("round", "month"), both("title"), both("city")),
                "description": _(
                    "This is public at once. Month and city at most: a day, a venue or a number "
                    "of people could be matched with public diaries."
                ),
            },
        ),
        (None, {"fields": ("questions", "is_invented")}),
    )

    @admin.display(description=_("month"), ordering="month")
    def month_and_year(self, obj: SessionNotice) -> str:
        """Return the month without its day, which means nothing."""
        return format_date(obj.month, "F Y")

    @admin.display(description=_("guiding questions"))
    def question_list(self, obj: SessionNotice) -> str:
        """Return the questions for those who may only look."""
        return bullets([question.text for question in obj.questions.all()])


class PublicationStatementInline(ReadOnly, TranslationStackedInline):
    """The released statements, frozen."""

    model = PublicationStatement
    fields = (both("text"), both("label"), "is_named")
    extra = 0


@admin.register(Publication)
class PublicationAdmin(ReadOnly, StaffTranslationAdmin):
    """What was released, to look at. Only the door writes here."""

    inlines = (PublicationStatementInline,)
    readable = {"questions": "question_list"}
    list_display = ("public_id", "title", "kind", "round", "released_on", "withdrawn_on")
    list_filter = ("round", "kind")
    list_select_related = ("round",)
    search_fields = ("title_de", "title_en")
    view_on_site = True
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("round", "kind"),
                    ("released_on", "withdrawn_on"),
                    both("title"),
                    both("lead"),
                    "questions",
                    "is_invented",
                ),
                "description": _(
                    "Released text stands as it was released. It is corrected or withdrawn at "
                    "the output it came from."
                ),
            },
        ),
    )

    @admin.display(description=_("guiding questions"))
    def question_list(self, obj: Publication) -> str:
        """Return the questions the publication answers."""
        return bullets([question.text for question in obj.questions.all()])


@admin.register(LegalPage)
class LegalPageAdmin(StaffTranslationAdmin):
    """The pages the law asks for: there from the start, changed and never deleted."""

    list_display = ("kind", "updated_on", "is_filled_in")
    view_on_site = True
    fieldsets = (
        (
            None,
            {
                "fields": (both("title"), both("text")),
                "description": _(
                    "This is public at once. An empty line begins a paragraph, '## ' at the "
                    "start of a line a heading, '- ' an item of a list; web and mail addresses "
                    "become links. Put your own words in every place in square brackets."
                ),
            },
        ),
    )
    formfield_overrides = {
        **StaffTranslationAdmin.formfield_overrides,
        models.TextField: {"widget": AdminTextareaWidget({"rows": 30})},
    }

    @admin.display(description=_("filled in"), boolean=True)
    def is_filled_in(self, obj: LegalPage) -> bool:
        """Return whether nothing in square brackets is left."""
        return not obj.places_to_fill_in

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: there is one of each kind."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: the law asks for each of them."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Keep the day of the last change, which the page shows."""
        before = LegalPage.objects.get(pk=obj.pk)
        # line by line: a browser ends lines in its own way and would change the day with each save
        if any(
            getattr(obj, name).splitlines() != getattr(before, name).splitlines()
            for name in (*both("title"), *both("text"))
        ):
            obj.updated_on = timezone.localdate()
        super().save_model(request, obj, form, change)
