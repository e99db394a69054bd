"""What may be asked: words of some length, and one choice of each facet."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rounds.search.facets import NAMES, Themes

LONGEST_QUERY = 200
"""Characters of a query."""
GONE = _("There is no such choice, or no longer. Please choose again.")


class SearchForm(forms.Form):
    """Checks a search; every refusal says what to do."""

    q = forms.CharField(
        required=False,
        max_length=LONGEST_QUERY,
        error_messages={
            "max_length": _(
                "Please ask for less at once: %(limit_value)d characters at most,"
                " a few words are best."
            ),
            "null_characters_not_allowed": _(
                "This contains a character that no text has. Please type the words anew."
            ),
        },
    )
    kind = forms.ChoiceField(required=False, error_messages={"invalid_choice": GONE})
    round = forms.ChoiceField(required=False, error_messages={"invalid_choice": GONE})
    year = forms.ChoiceField(required=False, error_messages={"invalid_choice": GONE})
    field = forms.ChoiceField(required=False, error_messages={"invalid_choice": GONE})
    question = forms.ChoiceField(required=False, error_messages={"invalid_choice": GONE})

    def __init__(self, data: Any, themes: Themes) -> None:
        super().__init__(data)
        for name in NAMES:
            self.fields[name].choices = [("", ""), *themes.labels(name).items()]
