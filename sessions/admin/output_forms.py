"""The forms of an output: what is typed into its page, and what may be chosen there."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationStackedInline

from rounds.admin import ReadableForLookersOn, both, bullets
from rounds.forms import (
    OrderedForm,
    OrderedInlineFormSet,
    QuestionsField,
    SharedChoiceField,
    SharedMultipleChoiceField,
)
from sessions.chatham_house.anonymity import allowed_labels
from sessions.labels import LabelWords
from sessions.models import AgendaItem, Output, Session, Statement
from sessions.rosters import roster_of, thresholds_of


class Marked:
    """A field under which its own text appears once something in it would give somebody away."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Return the field, and the empty place the marked text is put into."""
        field = super().render(name, value, attrs, renderer)
        return format_html(
            '{}<div class="marked" id="marked-{}"></div>', field, (attrs or {}).get("id", name)
        )


class MarkedTextarea(Marked, AdminTextareaWidget):
    """A text in which findings are marked."""


class MarkedTextInput(Marked, AdminTextInputWidget):
    """A line in which findings are marked."""


MARKED: Mapping[type[models.Field], Mapping[str, Any]] = {
    models.TextField: {"widget": MarkedTextarea({"rows": 4})},
    models.CharField: {"widget": MarkedTextInput},
}
"""Fields the public would read; what is typed into them is looked at while it is typed."""


def active_language() -> str:
    """Return the language the page is in."""
    return (get_language() or "de")[:2]


def label_choices(output: Output, words: LabelWords) -> list[tuple[str, str]]:
    """Return the labels the ladder allows for the parts of the output, in words, finest first."""
    language = active_language()
    labels = allowed_labels(
        roster_of(output.session),
        tuple(str(part.pk) for part in output.parts.all()),
        thresholds_of(output.session.round),
    )
    choices = [(str(label), words(str(label), language)) for label in labels]
    # In a room too small for any label nothing can be released; the draft still needs a value.
    return choices or [("participants", words("participants", language))]


class StatementForm(OrderedForm):
    """A statement: what was said, and the label it stands under. Who said it has no field."""

    label = forms.ChoiceField(
        label=pgettext_lazy("statement", "label"), choices=(), initial="participants"
    )
    parts = SharedMultipleChoiceField(
        AgendaItem.objects.none(),
        required=False,
        label=_("drawn from"),
        describe=lambda part: part.title,
        help_text=_("Nothing ticked: from all parts the output draws on."),
    )

    class Meta:
        model = Statement
        fields = ("position", "text", "label", "parts")


class StatementFormSet(OrderedInlineFormSet):
    """The statements of one output, with the labels and parts that this output may use."""

    labels: Sequence[tuple[str, str]] = ()
    words: LabelWords

    def choices_of(self, name: str, field: Any) -> Any:
        """Offer the agenda items of the output's session."""
        if name == "parts" and self.instance.pk:
            return AgendaItem.objects.filter(session_id=self.instance.session_id)
        return super().choices_of(name, field)

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        """Offer the allowed labels; one that is stored and no longer allowed stays visible."""
        super().add_fields(form, index)
        choices = list(self.labels)
        stored = form.instance.label
        if form.instance.pk and stored not in dict(choices):
            label = self.words(stored, active_language())
            choices.append((stored, _("%(label)s (not allowed here)") % {"label": label}))
        form.fields["label"].choices = choices


class StatementInline(ReadableForLookersOn, TranslationStackedInline):
    """The statements of an output, in the order in which they will be read."""

    model = Statement
    form = StatementForm
    formset = StatementFormSet
    extra = 1
    formfield_overrides = MARKED
    readable = {"parts": "part_list", "label": "label_in_words"}
    fieldsets = ((None, {"fields": ("position", both("text"), ("label", "parts"))}),)

    @cached_property
    def words(self) -> LabelWords:
        """The words of the labels; Django makes an inline anew for each request."""
        return LabelWords()

    def get_queryset(self, request: HttpRequest) -> Any:
        """Load the parts with the statements."""
        return super().get_queryset(request).prefetch_related("parts")

    @admin.display(description=_("drawn from"))
    def part_list(self, statement: Statement) -> str:
        """Return the parts for those who may only look."""
        return bullets([part.title for part in statement.parts.all()])

    @admin.display(description=pgettext_lazy("statement", "label"))
    def label_in_words(self, statement: Statement) -> str:
        """Return the words of the label for those who may only look."""
        return self.words(statement.label, active_language())

    def get_formset(self, request: HttpRequest, obj: Output | None = None, **kwargs: Any) -> Any:
        """Work out the allowed labels once for all statements."""
        formset = super().get_formset(request, obj, **kwargs)
        if obj is not None:
            formset.words = self.words
            formset.labels = label_choices(obj, self.words)
        return formset


class NewOutputForm(forms.ModelForm):
    """The first page of an output: what it is and which session it comes from."""

    session = SharedChoiceField(
        Session.objects.select_related("round"),
        label=_("dialogue session"),
        describe=lambda session: f"{session.starts_at:%Y-%m}, {session.title}",
        group=lambda session: session.round.years,
    )

    class Meta:
        model = Output
        fields = ("session", "kind", "title")


class OutputForm(forms.ModelForm):
    """The working text of an output, with the parts and questions of its session."""

    parts = SharedMultipleChoiceField(
        AgendaItem.objects.none(),
        label=_("draws on the parts"),
        describe=lambda part: f"{part.title} ({part.get_regime_display()})",
        help_text=_("The strictest of their regimes applies."),
    )
    questions = QuestionsField(required=False, label=_("guiding questions"))

    class Meta:
        model = Output
        fields = ("kind", "title", "lead", "parts", "questions")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        session = self.instance.session
        if "parts" in self.fields:
            self.fields["parts"].queryset = AgendaItem.objects.filter(session=session)
        if "questions" in self.fields:
            self.fields["questions"].limit_to(session.round)


class AcceptForm(forms.Form):
    """The reason for which a review finding may stand."""

    finding_id = forms.CharField(max_length=64, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why this may stand"), widget=forms.Textarea(attrs={"rows": 2}), required=False
    )


class SettleForm(forms.Form):
    """Which objection is settled."""

    objection_id = forms.IntegerField(widget=forms.HiddenInput)


class WithdrawForm(forms.Form):
    """Why a publication is taken back, for staff only."""

    note = forms.CharField(
        label=_("Why, for your colleagues"),
        help_text=_("The public learns that a text was withdrawn, and nothing more."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
