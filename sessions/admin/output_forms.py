"""The forms of an output: what is typed into its page, and what may be chosen there."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationStackedInline

from rounds.admin import ReadableForLookersOn, both, bullets
from rounds.enums import OutputKind, Support
from rounds.forms import (
    OrderedForm,
    OrderedInlineFormSet,
    QuestionsField,
    SharedChoiceField,
    SharedMultipleChoiceField,
)
from sessions.admin.offered import around, described, newest
from sessions.admin.output_languages import MARKED, TwoLanguagesForm
from sessions.admin.typed_text import typed_draft
from sessions.chatham_house.anonymity import allowed_labels, allowed_support
from sessions.drafting import renewed_end
from sessions.enums import OutputStatus
from sessions.findings_report import NAMED, place_at
from sessions.labels import LabelWords
from sessions.models import AgendaItem, Output, Session, Statement
from sessions.passages import new_to_readers
from sessions.rosters import roster_of, thresholds_of


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


def support_choices(output: Output) -> list[tuple[str, Any]]:
    """Return the bands that may be told of a policy option, and the stored one in any case."""
    bands = allowed_support(
        roster_of(output.session),
        tuple(str(part.pk) for part in output.parts.all()),
        thresholds_of(output.session.round),
    )
    choices: list[tuple[str, Any]] = [("", _("nothing is said about it"))]
    choices += [(band, Support(band).label) for band in bands]
    if output.support and output.support not in bands:
        choices.append((output.support, not_allowed(Support(output.support).label)))
    return choices


def not_allowed(words: object) -> str:
    """Return the words of a choice that is stored and could not be chosen now."""
    return _("%(label)s (not allowed here)") % {"label": words}


class StatementForm(TwoLanguagesForm, OrderedForm):
    """A statement: what was said, and the label it stands under. Who said it has no field."""

    translated = ("text",)

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
        if stored == "person" or hasattr(form.instance, "consent"):
            choices.insert(0, ("person", str(NAMED)))
        elif form.instance.pk and stored not in dict(choices):
            choices.append((stored, not_allowed(self.words(stored, active_language()))))
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
        """Load parts and consent with the statements."""
        return super().get_queryset(request).select_related("consent").prefetch_related("parts")

    @admin.display(description=_("drawn from"))
    def part_list(self, statement: Statement) -> str:
        """Return the parts for those who may only look."""
        return bullets([part.title for part in statement.parts.all()])

    @admin.display(description=pgettext_lazy("statement", "label"))
    def label_in_words(self, statement: Statement) -> str:
        """Return the words of the label for those who may only look."""
        if statement.label == "person":
            return str(NAMED)
        return self.words(statement.label, active_language())

    def get_formset(self, request: HttpRequest, obj: Output | None = None, **kwargs: Any) -> Any:
        """Work out the allowed labels once for all statements."""
        formset = super().get_formset(request, obj, **kwargs)
        if obj is not None:
            formset.words = self.words
            formset.labels = label_choices(obj, self.words)
        return formset


def renewed_until(output: Output) -> str:
    """Return in words until when those who were there could read if a passage changed today."""
    return date_format(renewed_end(output, timezone.localdate()))


def _said_of(paths: Sequence[str], output: Output) -> str:
    return _(
        "New to those who were there: %(places)s. Tick this to begin their days anew, until "
        "%(date)s, or leave these words as they were. Nothing is saved yet."
    ) % {"places": ", ".join(map(place_at, paths)), "date": renewed_until(output)}


class NewOutputForm(forms.ModelForm):
    """The first page of an output: what it is and which session it comes from."""

    session = SharedChoiceField(
        Session.objects.none(),
        label=_("dialogue session"),
        describe=described,
        group=lambda session: session.round.years,
        help_text=_("The newest sessions. For an older one, begin on its own page."),
    )

    class Meta:
        model = Output
        fields = ("session", "kind", "title")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offered = newest(Session.objects.all(), also=self["session"].value())
        self.fields["session"].queryset = Session.objects.select_related("round").filter(
            pk__in=[session.pk for session in offered]
        )


class OutputForm(TwoLanguagesForm):
    """The working text of an output, with the parts and questions of its session."""

    translated = ("title", "lead")

    parts = SharedMultipleChoiceField(
        AgendaItem.objects.none(),
        label=_("draws on the parts"),
        describe=lambda part: f"{part.title} ({part.get_regime_display()})",
        help_text=_("The strictest of their regimes applies."),
    )
    questions = QuestionsField(required=False, label=_("guiding questions"))
    also_heard_in = SharedMultipleChoiceField(
        Session.objects.none(),
        required=False,
        label=_("also came up in"),
        describe=described,
        help_text=_("The public reads how many sessions it was, in bands, and never which."),
    )
    begins_anew = forms.BooleanField(required=False)
    support = forms.ChoiceField(
        choices=Support,
        required=False,
        label=_("supported"),
        help_text=_(
            "Only what leaves open who supported it and who did not, among those who were there."
        ),
    )

    class Meta:
        model = Output
        fields = ("kind", "title", "lead", "parts", "questions", "also_heard_in", "support")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        session = self.instance.session
        if self.instance.status == OutputStatus.IN_REVIEW:
            self.fields["begins_anew"].label = _("Begin the days anew, until %(date)s") % {
                "date": renewed_until(self.instance)
            }
        else:
            del self.fields["begins_anew"]
        if "parts" in self.fields:
            self.fields["parts"].queryset = AgendaItem.objects.filter(session=session)
        if "questions" in self.fields:
            self.fields["questions"].limit_to(session.round)
        if "also_heard_in" in self.fields:
            stored = [row.pk for row in self.initial.get("also_heard_in", ())]
            self.fields["also_heard_in"].queryset = around(session, also=stored)
        if "support" in self.fields and self.instance.kind == OutputKind.POLICY_OPTION:
            self.fields["support"].choices = support_choices(self.instance)

    def clean(self) -> dict[str, Any]:
        """Refuse what only a policy option says, where the kind is another.

        A passage that is new to those who were there begins their days anew, and they are written
        to; that is said before it is saved.
        """
        cleaned = super().clean() or self.cleaned_data
        if "begins_anew" in self.fields and not cleaned.get("begins_anew"):
            new = new_to_readers(
                self.instance, typed_draft(self.instance, cast(QueryDict, self.data))
            )
            if new:
                self.add_error("begins_anew", _said_of(new, self.instance))
        says = cleaned.get("support") or cleaned.get("also_heard_in")
        if says and cleaned.get("kind") != OutputKind.POLICY_OPTION:
            self.add_error(
                "kind",
                _(
                    "Only a policy option says how it was supported and where else it came up. "
                    "Take that out first, or let it be a policy option."
                ),
            )
        return cleaned
