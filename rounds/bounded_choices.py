"""Form parts whose choices do not grow with the record: typed where a list would have no end.

What is typed goes with the form and never into an address, where logs and histories keep it.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

from rounds.forms import SharedChoiceField, SharedChoicesFormSet, SharedRows

Find = Callable[[str], models.Model]
"""Returns the one row that goes by a text; raises ``ValidationError`` with what to do instead."""


class TypedField(SharedRows):
    """One row, typed as people call it. Its own rows are what is suggested, and what is stored.

    ``find`` looks up what is none of these, when the form is sent. ``stored`` is the key of the
    row that stands there: two may be called the same, and untouched it stays what it was.
    """

    widget = forms.TextInput
    stored: Any = None

    def __init__(self, queryset: models.QuerySet, *, find: Find, **options: Any) -> None:
        self.find = find
        super().__init__(queryset, **options)

    def prepare_value(self, value: Any) -> Any:
        """Return a row's words for its key; what was typed stays as it is."""
        if not isinstance(value, int):
            return value
        row = self.rows.by_key.get(str(value))
        return self.describe(row or self.queryset.model._default_manager.get(pk=value))

    def to_python(self, value: Any) -> Any:
        """Return the row that is meant. Raises ``ValidationError`` where that is not clear."""
        text = str(value or "").strip()
        if not text:
            return None
        rows = self.rows.by_key
        stored = rows.get(str(self.stored))
        if stored is not None and self.describe(stored) == text:
            return stored
        suggested = [row for row in rows.values() if self.describe(row) == text]
        return suggested[0] if len(suggested) == 1 else self.find(text)

    @property
    def suggestions(self) -> list[str]:
        """The words of the rows that are suggested."""
        return [self.describe(row) for row in self.rows.by_key.values()]


class SelectOrTyped(forms.Select):
    """A select, and below it a field to type what it does not offer."""

    def __init__(self, hint: str | Promise) -> None:
        super().__init__()
        self.hint = hint

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Return both; what was typed and refused stands there again."""
        offered = {str(key) for key, _words in self._flat_choices()}
        return format_html(
            '{}<input type="text" name="{}-typed" value="{}" class="or-typed" placeholder="{}" '
            'aria-label="{}" maxlength="254" autocomplete="off">',
            super().render(name, value, attrs, renderer),
            name,
            "" if value is None or str(value) in offered else value,
            self.hint,
            self.hint,
        )

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return what was typed, or else what was chosen."""
        typed = str(data.get(f"{name}-typed") or "").strip()
        return typed or super().value_from_datadict(data, files, name)

    def _flat_choices(self) -> list[Any]:
        return [
            choice
            for key, words in self.choices
            for choice in (words if isinstance(words, list) else [(key, words)])
        ]


class ChosenOrTypedField(SharedChoiceField):
    """One row out of those offered, or any other by what is typed below them."""

    def __init__(
        self, queryset: models.QuerySet, *, find: Find, hint: str | Promise, **options: Any
    ) -> None:
        self.find = find
        super().__init__(queryset, widget=SelectOrTyped(hint), **options)

    def row(self, value: Any) -> Any:
        """Return what was chosen or typed. Raises ``ValidationError`` where it is neither."""
        key = str(self.prepare_value(value))
        if key in self.rows.by_key or key.isdecimal():
            return super().row(value)
        return self.find(key)


class TypedFormSet(SharedChoicesFormSet):
    """Rows with typed fields: what these suggest stands once on the page, for all rows."""

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        """Tie each typed field to its suggestions, and tell it what is stored."""
        super().add_fields(form, index)
        for name, field in form.fields.items():
            if isinstance(field, TypedField):
                field.stored = form.initial.get(name)
                field.widget.attrs["list"] = f"{self.prefix}-{name}-suggested"

    @property
    def suggestions(self) -> list[tuple[str, list[str]]]:
        """The id of each list, and what it suggests."""
        return [
            (str(field.widget.attrs["list"]), field.suggestions)
            for field in self.empty_form.fields.values()
            if isinstance(field, TypedField)
        ]


def find_one(found: models.QuerySet, *, nothing: Any, several: Any) -> Any:
    """Return the one row of a queryset. Raises ``ValidationError`` with one of the two texts."""
    rows = list(found[:2])
    if len(rows) == 1:
        return rows[0]
    raise ValidationError(several if rows else nothing)
