"""Form parts the staff pages of every room share: numbered rows, and choices loaded once.

Not for any page of the public.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from rounds.models import GuidingQuestion, Round

Row = models.Model
Choice = tuple[Any, Any]


# --- choices ----------------------------------------------------------------------------------


class Rows:
    """The rows a field offers, loaded when first needed and then kept."""

    def __init__(self, queryset: models.QuerySet) -> None:
        self.queryset = queryset

    @cached_property
    def by_key(self) -> dict[str, Row]:
        """The rows by primary key, as a form posts it."""
        return {str(row.pk): row for row in self.queryset}


class SharedChoiceIterator(ModelChoiceIterator):
    """Yields the choices of a field from the rows it shares, in groups where it has some."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        groups: dict[Hashable, list[Choice]] = {}
        for row in self.field.rows.by_key.values():
            groups.setdefault(self.field.group_of(row), []).append(self.choice(row))
        for name, choices in groups.items():
            if name is None:
                yield from choices
            else:
                yield (name, choices)

    def __len__(self) -> int:
        return len(self.field.rows.by_key) + (self.field.empty_label is not None)

    def __bool__(self) -> bool:
        return len(self) > 0


class SharedRows(forms.ModelChoiceField):
    """What the two shared fields have in common: their rows, and the words for each.

    ``describe`` gives the words of a choice, because ``str()`` of a confidential row deliberately
    tells nothing; ``group`` the heading it stands under, ``None`` for none. A form of its own
    loads the rows once; the forms of a :class:`SharedChoicesFormSet` load them once together.
    """

    iterator = SharedChoiceIterator

    def __init__(
        self,
        queryset: models.QuerySet,
        *,
        describe: Callable[[Any], str] = str,
        group: Callable[[Any], Hashable] | None = None,
        **options: Any,
    ) -> None:
        self.describe = describe
        self.group_of = group or (lambda row: None)
        super().__init__(queryset, **options)

    def _get_queryset(self) -> models.QuerySet:
        return self._queryset

    def _set_queryset(self, queryset: models.QuerySet) -> None:
        self._queryset = queryset.all()
        self.rows = Rows(self._queryset)
        self.widget.choices = self.choices

    queryset = property(_get_queryset, _set_queryset)

    def label_from_instance(self, obj: Any) -> str:
        """Return the words of a choice."""
        return self.describe(obj)

    def row(self, value: Any) -> Any:
        """Return the row that was chosen. Raises ``ValidationError`` if it is not on offer."""
        try:
            return self.rows.by_key[str(self.prepare_value(value))]
        except KeyError:
            raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice") from None


class SharedChoiceField(SharedRows):
    """One row out of some, without a query for each form of a formset."""

    def to_python(self, value: Any) -> Any:
        """Return the chosen row."""
        return None if value in self.empty_values else self.row(value)


class SharedMultipleChoiceField(SharedRows, forms.ModelMultipleChoiceField):
    """Several rows out of some, as boxes to tick, without a query for each form of a formset."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {
        "invalid_choice": forms.ModelChoiceField.default_error_messages["invalid_choice"],
    }

    def to_python(self, value: Any) -> list[Row]:
        """Return the chosen rows."""
        return [self.row(key) for key in value or ()]

    def clean(self, value: Any) -> list[Row]:
        """Return the chosen rows, or refuse none where one is needed."""
        rows = self.to_python(value)
        if self.required and not rows:
            raise ValidationError(self.error_messages["required"], "required")
        self.run_validators(value)
        return rows


class LabelledFormSet(forms.BaseInlineFormSet):
    """Rows of a table: the head of a column names its fields to the eye alone."""

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        """Name each field to those who listen, too; boxes to tick have their own words."""
        super().add_fields(form, index)
        for field in form.fields.values():
            if not isinstance(field.widget, forms.CheckboxSelectMultiple):
                field.widget.attrs["aria-label"] = field.label


class SharedChoicesFormSet(LabelledFormSet):
    """Rows whose shared choices are loaded once, however many rows there are.

    ``choices_of`` may narrow what a field offers to what belongs to the formset's parent.
    """

    def choices_of(self, name: str, field: SharedRows) -> models.QuerySet:
        """Return the rows that the field of this name offers."""
        return field.queryset

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        """Give each form the rows loaded for all of them."""
        super().add_fields(form, index)
        for name, field in form.fields.items():
            if isinstance(field, SharedRows):
                if name not in self.shared_rows:
                    self.shared_rows[name] = Rows(self.choices_of(name, field))
                field.rows = self.shared_rows[name]

    @cached_property
    def shared_rows(self) -> dict[str, Rows]:
        """The rows by the name of the field that offers them."""
        return {}


# --- numbered rows ----------------------------------------------------------------------------


class OrderedForm(forms.ModelForm):
    """One row of an :class:`OrderedInlineFormSet`: its number is a wish, not yet its position."""

    position = forms.IntegerField(
        label=_("No."),
        required=False,
        min_value=0,
        max_value=9999,
        widget=forms.NumberInput(attrs={"class": "number"}),
    )
    wished_position: int | None = None

    def clean(self) -> dict[str, Any]:
        """Set the number aside, so that two rows may change places.

        Left among the cleaned data it would be checked against the rows as they still stand.
        """
        cleaned = super().clean() or self.cleaned_data
        self.wished_position = cleaned.pop("position", None)
        return cleaned


class OrderedInlineFormSet(SharedChoicesFormSet):
    """Rows that stand in the order of the numbers typed beside them, and are counted from 1.

    A number that was changed goes where it says: among equals, what moved up or is new comes
    first and what moved down comes last. A row without a number goes to the end.
    The model has a ``position`` that is unique within its parent.
    """

    form: type[OrderedForm]

    def save(self, commit: bool = True) -> Any:
        """Save the rows, then number them.

        With ``commit=False`` the caller saves what is returned and calls :meth:`number_rows`.
        """
        with transaction.atomic():
            self._number_new_rows_behind_the_others()
            saved = super().save(commit)
            if commit:
                self.number_rows()
        return saved

    def rows_in_order(self) -> list[OrderedForm]:
        """Return the forms that stay, in the order their numbers ask for."""
        deleted = self.deleted_forms
        staying: list[Any] = [
            form
            for form in self.forms
            if form not in deleted and (form.instance.pk or form.has_changed())
        ]
        return sorted(staying, key=self._order)

    def number_rows(self) -> None:
        """Give the saved rows the positions 1, 2, 3 …, never two of them the same in between."""
        rows = [form.instance for form in self.rows_in_order()]
        if [row.position for row in rows] == list(range(1, len(rows) + 1)):
            return
        siblings = self.model._default_manager.filter(**{self.fk.name: self.instance})
        siblings.update(position=models.F("position") + self._first_free(len(rows)))
        for position, row in enumerate(rows, start=1):
            row.position = position
        self.model._default_manager.bulk_update(rows, ["position"])

    def _order(self, form: OrderedForm) -> tuple[float, int]:
        wished = form.wished_position
        if wished is None:
            return float("inf"), 0
        before = form.initial.get("position", float("inf"))
        return wished, (wished > before) - (wished < before)

    def _first_free(self, least: int = 0) -> int:
        siblings = self.model._default_manager.filter(**{self.fk.name: self.instance})
        highest = siblings.aggregate(highest=models.Max("position"))["highest"]
        return max(highest or 0, least) + 1

    def _number_new_rows_behind_the_others(self) -> None:
        new = [form.instance for form in self.rows_in_order() if form.instance.pk is None]
        if new:
            for position, row in enumerate(new, start=self._first_free()):
                row.position = position


# --- guiding questions ------------------------------------------------------------------------


class QuestionsField(SharedMultipleChoiceField):
    """Guiding questions to tick, under the years of their round."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            GuidingQuestion.objects.select_related("round"),
            describe=lambda question: question.text,
            group=lambda question: question.round.years,
            **options,
        )

    def limit_to(self, dialogue_round: Round) -> None:
        """Offer the questions of this round only."""
        self.group_of = lambda question: None
        self.queryset = self.queryset.filter(round=dialogue_round)


def check_questions(dialogue_round: Round, questions: Iterable[GuidingQuestion]) -> None:
    """Refuse questions of another round. Raises ``ValidationError``."""
    if any(question.round_id != dialogue_round.pk for question in questions):
        raise ValidationError(
            _("These questions belong to another round. Untick them, or choose their round.")
        )


class QuestionsOfRoundForm(forms.ModelForm):
    """A form of a row with a round and some of that round's guiding questions."""

    round = SharedChoiceField(Round.objects.all(), label=_("Round"))
    questions = QuestionsField(required=False, label=_("Guiding questions"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk and "questions" in self.fields:
            self.fields["questions"].limit_to(self.instance.round)

    def clean(self) -> dict[str, Any]:
        """Refuse questions of another round, at the field they stand in."""
        cleaned = super().clean() or self.cleaned_data
        if "round" in cleaned and "questions" in cleaned:
            try:
                check_questions(cleaned["round"], cleaned["questions"])
            except ValidationError as error:
                self.add_error("questions", error)
        return cleaned
