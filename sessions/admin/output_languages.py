"""German and English of one text: which is missing, which was left behind when the other moved.

The door releases both together and refuses a text that is older than its counterpart. An editor
either touches it or says that it is still right.
"""

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any, ClassVar

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.db import models
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from sessions.chatham_house.scanner import LANGUAGES

OTHER = {"de": "en", "en": "de"}

OLDER: Mapping[str, Promise] = {
    "de": _("Older than the English text"),
    "en": _("Older than the German text"),
}
MISSING = _("Missing in this language")


class Marked:
    """A field under which its own text appears once something in it would give somebody away.

    ``note`` gives what stands above the field: that its text is missing, or older than its
    counterpart. It is asked for when the page is written, since a tick in it belongs to a form.
    """

    note: Callable[[], SafeString] = SafeString

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Return note and field, and the empty place the marked text is put into."""
        field = super().render(name, value, attrs, renderer)
        return format_html(
            '<div class="noted">{}{}</div><div class="marked" id="marked-{}"></div>',
            self.note(),
            field,
            (attrs or {}).get("id", name),
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


class TwoLanguagesForm(forms.ModelForm):
    """A form of a text in both languages, of a model with ``outdated_language``.

    ``translated`` names the fields. The tick stands beside the first field of the language that
    was left behind, and only while one was.
    """

    translated: ClassVar[tuple[str, ...]] = ()

    still_right = forms.BooleanField(required=False, label=_("It still says the same"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        outdated = self.instance.outdated_language
        for number, name in enumerate(self.translated):
            for language in LANGUAGES:
                field = self.fields.get(f"{name}_{language}")
                if field is None or not isinstance(field.widget, Marked):
                    continue
                if language == outdated and number == 0:
                    field.widget.note = partial(self._older, language)
                elif not self._text(name, language) and self._text(name, OTHER[language]):
                    field.widget.note = partial(_badge, "missing", MISSING)

    def save(self, commit: bool = True) -> Any:
        """Note which language was left behind."""
        if self.instance.pk is not None:
            self.instance.outdated_language = outdated_after(
                self.instance.outdated_language,
                changed={
                    (name, language)
                    for name in self.translated
                    for language in LANGUAGES
                    if f"{name}_{language}" in self.changed_data
                    # a translation written where there was none leaves nothing behind
                    and self.initial.get(f"{name}_{language}")
                },
                written={
                    (name, language)
                    for name in self.translated
                    for language in LANGUAGES
                    if self._text(name, language)
                },
                still_right=self.cleaned_data.get("still_right", False),
            )
        return super().save(commit)

    def _text(self, name: str, language: str) -> str:
        return getattr(self.instance, f"{name}_{language}") or ""

    def _older(self, language: str) -> SafeString:
        tick = self["still_right"]
        return format_html(
            '{}<label class="still-right" for="{}">{} {}</label>',
            _badge("older", OLDER[language]),
            tick.id_for_label,
            tick.as_widget(),
            tick.label,
        )


def _badge(state: str, words: Promise) -> SafeString:
    return format_html('<span class="badge {}">{}</span> ', state, words)


def outdated_after(
    before: str,
    *,
    changed: Collection[tuple[str, str]],
    written: Collection[tuple[str, str]],
    still_right: bool,
) -> str:
    """Return the language that is behind after a change; empty where both say the same.

    ``changed`` and ``written`` hold names of fields with a language. What is not written at all
    is missing, not behind. Touching the language that was behind catches it up.
    """
    if still_right:
        return ""
    left_behind = {
        OTHER[language]
        for name, language in changed
        if (name, OTHER[language]) not in changed
        and {(name, language), (name, OTHER[language])} <= set(written)
    }
    if before:
        was_touched = any(language == before for _name, language in changed)
        return before if before in left_behind or not was_touched else ""
    return min(left_behind, default="")
