"""The forms of the steps on an output's way: reasons, answers, questions, notes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participants.models import Participant
from sessions.enums import Outcome


class AcceptForm(forms.Form):
    """The reason for which a review finding may stand."""

    finding_id = forms.CharField(max_length=64, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why this may stand"), widget=forms.Textarea(attrs={"rows": 2}), required=False
    )


class SettleForm(forms.Form):
    """Which objection is settled, how, and what whoever objected reads about it."""

    objection_id = forms.CharField(max_length=16, widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        choices=[(o.value, o.label) for o in (Outcome.CHANGED, Outcome.KEPT)]
    )
    answer = forms.CharField(
        label=_("Answer"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}), required=False
    )


class AskForm(forms.Form):
    """Who is asked whether they want to be named; only those who were there can be chosen."""

    participant = forms.ModelChoiceField(
        Participant.objects.none(),
        label=_("Whom do you want to ask?"),
        empty_label=pgettext_lazy("person", "Please choose"),
    )

    def __init__(self, *args: Any, people: list[Participant], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["participant"]
        field.queryset = Participant.objects.filter(pk__in=[person.pk for person in people])
        # ``str()`` of a person deliberately tells nothing.
        field.label_from_instance = lambda person: person.full_name


class WithdrawForm(forms.Form):
    """Why a publication is taken back, for staff only."""

    note = forms.CharField(
        label=_("Why, for your colleagues"),
        help_text=_("The public learns that a text was withdrawn, and nothing more."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
