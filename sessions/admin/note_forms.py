"""The forms of notes: lines as a script sends them, the same without one, and the choice of some.

None of them names a speaker, and none of them asks when.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rounds.forms import SharedChoiceField
from sessions.enums import RegimeChoice
from sessions.models import AgendaItem, Note, Session
from sessions.notes import LONGEST_NOTE, keep_notes

PLAIN = {"autocomplete": "off", "spellcheck": "false"}
"""What is typed here stays in the page: no browser keeps it for the next form or sends it off."""


def takes_notes(part: AgendaItem) -> bool:
    """Whether notes may be taken of a part."""
    return part.regime != RegimeChoice.NOT_FOR_USE


@dataclass(frozen=True, slots=True)
class PartOfNotes:
    """A part of a session with the fields of its notes."""

    part: AgendaItem
    takes_notes: bool
    lines: Sequence[tuple[str, forms.BoundField, forms.BoundField]]


class KeepForm(forms.Form):
    """Lines as the script of the page sends them: text by id, for one part."""

    part = forms.ModelChoiceField(AgendaItem.objects.none())
    notes = forms.JSONField()

    def __init__(self, session: Session, *args: Any) -> None:
        super().__init__(*args)
        self.fields["part"].queryset = AgendaItem.objects.filter(session=session)

    def clean_notes(self) -> Mapping[str, str]:
        """Refuse what is no text by id."""
        notes = self.cleaned_data["notes"]
        if not isinstance(notes, dict) or not all(isinstance(text, str) for text in notes.values()):
            raise ValidationError(_("The notes were sent in a form that is not understood."))
        return notes


def text_field(text: str = "") -> forms.CharField:
    """Return the field of one line."""
    return forms.CharField(
        initial=text,
        required=False,
        max_length=LONGEST_NOTE,
        show_hidden_initial=bool(text),
        widget=forms.Textarea({"rows": 1, "aria-label": _("Thought"), **PLAIN}),
    )


def part_field(parts: Sequence[AgendaItem], part_id: int | None = None) -> forms.ChoiceField:
    """Return the field that says of which part one line is."""
    return forms.ChoiceField(
        choices=[(str(part.pk), part.title) for part in parts],
        initial=part_id,
        required=False,  # a line that came meanwhile is not among what was sent
        show_hidden_initial=part_id is not None,
        widget=forms.Select({"aria-label": _("Part of the session"), **PLAIN}),
    )


class BlankLine(forms.Form):
    """The pattern of a line that the script of the page adds; nobody posts it."""

    def __init__(self, parts: Sequence[AgendaItem]) -> None:
        super().__init__(auto_id=False)
        self.fields["text"] = text_field()
        self.fields["part"] = part_field(parts)


class NotesForm(forms.Form):
    """The same without a script: new lines for one part, and the lines that are there.

    What was shown goes along with what was typed: a line that somebody else changes meanwhile is
    not overwritten with the text it had before. ``batch`` makes the ids of the new lines, so that
    a form sent twice writes once.
    """

    batch = forms.RegexField("^[0-9a-f]{32}$", widget=forms.HiddenInput)
    part = SharedChoiceField(
        AgendaItem.objects.none(),
        label=_("Part of the session"),
        describe=lambda part: f"{part.title} ({part.get_regime_display()})",
        empty_label=None,
        widget=forms.RadioSelect,
    )
    lines = forms.CharField(
        label=_("Thought"),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 3, "autofocus": True, **PLAIN}),
    )

    def __init__(
        self,
        session: Session,
        notes: Sequence[Note],
        *args: Any,
        part: str = "",
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.session = session
        self.notes = notes
        self.parts = list(session.agenda_items.all())
        self.fields["part"].queryset = session.agenda_items.exclude(regime=RegimeChoice.NOT_FOR_USE)
        offered = [str(row.pk) for row in self.parts if takes_notes(row)]
        self.fields["part"].initial = part if part in offered else next(iter(offered), None)
        for note in notes:
            choices = [
                row for row in self.parts if takes_notes(row) or row.pk == note.agenda_item_id
            ]
            self.fields[f"text-{note.pk}"] = text_field(note.text)
            self.fields[f"part-{note.pk}"] = part_field(choices, note.agenda_item_id)

    def groups(self) -> Iterator[PartOfNotes]:
        """Yield the parts that take notes or have some, with the fields of their notes."""
        for part in self.parts:
            lines = [
                (note.pk, self[f"text-{note.pk}"], self[f"part-{note.pk}"])
                for note in self.notes
                if note.agenda_item_id == part.pk
            ]
            if takes_notes(part) or lines:
                yield PartOfNotes(part, takes_notes(part), lines)

    def save(self) -> None:
        """Keep all of it, or refuse all of it with ``ValidationError``."""
        changed: dict[int, dict[str, str]] = defaultdict(dict)
        for note in self.notes:
            if {f"text-{note.pk}", f"part-{note.pk}"} & set(self.changed_data):
                part_id = int(self.cleaned_data[f"part-{note.pk}"] or note.agenda_item_id)
                changed[part_id][note.pk] = self.cleaned_data[f"text-{note.pk}"]
        for number, line in enumerate(self.cleaned_data["lines"].splitlines()):
            name = f"{self.cleaned_data['batch']}:{number}"
            note_id = hashlib.sha256(name.encode()).hexdigest()[:16]
            changed[self.cleaned_data["part"].pk][note_id] = line
        today = timezone.localdate()
        with transaction.atomic():
            for part in self.parts:
                if notes := changed.get(part.pk):
                    keep_notes(session=self.session, agenda_item=part, notes=notes, today=today)


class ChooseNotesForm(forms.Form):
    """Which notes become statements, and in which language they were written down."""

    language = forms.ChoiceField(
        label=_("Language of the notes"),
        choices=[("de", _("German")), ("en", _("English"))],
        widget=forms.RadioSelect,
        help_text=_("The statements get their text in this language; the other one you write."),
    )
    notes = forms.MultipleChoiceField(required=False)

    def __init__(self, notes: Sequence[Note], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # An id that is not among them is refused by the use case, which says that it is gone.
        self.fields["notes"].valid_value = lambda value: True
        self.shown = notes

    def chosen(self) -> set[str]:
        """Return the ids that were ticked, valid or not."""
        return set(self["notes"].value() or ())
