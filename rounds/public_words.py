"""What staff write straight to the public: looked at before it stands there.

Round, guiding questions and session notices are public as soon as they are saved and pass no door.
Whoever knows the rule and the people says which words would tell who was there; this room knows
neither, so it is told (see ``sessions.public_words``).
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

Look = Callable[[int, Mapping[str, Sequence[str]]], Sequence[str]]
"""Takes the key of a round and texts by language; returns the words that give somebody away."""

_looks: list[Look] = []


def have_looked_at(look: Look) -> None:
    """Have somebody look at every text before it becomes public."""
    if look not in _looks:
        _looks.append(look)


def telling_words(round_id: int, texts: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the words of these texts that give somebody away, each once."""
    return list(dict.fromkeys(word for look in _looks for word in look(round_id, texts)))


class _Judged(forms.CheckboxInput):
    """A box to tick for what was found now: ticked for something else, it is not ticked."""

    def __init__(self, found: str) -> None:
        super().__init__(check_test=lambda _value: False)
        self.found = found

    def format_value(self, value: Any) -> str:
        """Return what is posted when it is ticked."""
        return self.found


class PublicWordsForm(forms.ModelForm):
    """A form of a row that is public at once.

    ``looked_at`` names the fields, without their language. Where words are found in them the form
    comes back; with ``can_be_judged`` a box asks whether they are meant, and ``judged`` has to be
    among the fields of the page.
    """

    looked_at: Sequence[str] = ()
    can_be_judged = True
    judged = forms.CharField(
        required=False,
        label=_("I have looked: these words tell nothing about who was there."),
        widget=forms.HiddenInput,
    )

    def clean(self) -> dict[str, Any]:
        """Refuse words that give somebody away, unless somebody has judged just these."""
        cleaned = super().clean() or self.cleaned_data
        judged = cleaned.pop("judged", "")
        if words := telling_words(self.round_id(cleaned), self._texts(cleaned)):
            found = hashlib.sha256("\x00".join(words).encode()).hexdigest()[:16]
            said = {"words": ", ".join(words)}
            if not self.can_be_judged:
                raise ValidationError(TELLING, params=said)
            if judged != found:
                self.fields["judged"].widget = _Judged(found)
                raise ValidationError([ValidationError(TELLING, params=said), MEANT])
        return cleaned

    def round_id(self, cleaned: Mapping[str, Any]) -> int:
        """Return the key of the round the row belongs to; 0 for one that is not there yet."""
        chosen = cleaned.get("round")
        return chosen.pk if chosen else 0

    def _texts(self, cleaned: Mapping[str, Any]) -> dict[str, list[str]]:
        return {
            language: [cleaned.get(f"{name}_{language}") or "" for name in self.looked_at]
            for language in ("de", "en")
        }


TELLING = _(
    "This is public at once, and these words may tell who was there: %(words)s. Please write it "
    "without them."
)
MEANT = _("If they mean something else, say so with the box at the end of this page.")
