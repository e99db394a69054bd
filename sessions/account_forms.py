"""What somebody may change of their own data, and the box that erases them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participants.introductions import leave_directory
from participants.models import Membership, Participant, User


class PersonForm(forms.ModelForm):
    """Name, position and biography. The address is changed by staff: it is what one signs in by."""

    class Meta:
        model = Participant
        fields = (
            "title",
            "given_name",
            "family_name",
            "position_de",
            "position_en",
            "biography_de",
            "biography_en",
        )

    def save(self, commit: bool = True) -> Any:
        """Keep a name that changes as another name: texts may go on to use the former one."""
        before = Participant.objects.get(pk=self.instance.pk)
        former = f"{before.given_name} {before.family_name}"
        renamed = {"given_name", "family_name"} & set(self.changed_data)
        if renamed and former not in self.instance.alias_list:
            self.instance.aliases = "\n".join([*self.instance.alias_list, former])
        return super().save(commit)


class ChoicesForm(forms.ModelForm):
    """In which language somebody is spoken and written to, and whether they are reminded."""

    class Meta:
        model = User
        fields = ("language", "wants_reminders")
        widgets = {"language": forms.RadioSelect}


class InRoundForm(forms.ModelForm):
    """What somebody tells the others of a round about themself, and whether they do."""

    class Meta:
        model = Membership
        fields = ("is_listed", "about")

    def save(self, commit: bool = True) -> Any:
        """Keep it; whoever leaves the list leaves nothing wanted behind."""
        saved = super().save(commit)
        if not saved.is_listed:
            leave_directory(saved)
        return saved


class EraseForm(forms.Form):
    """That one means it."""

    really = forms.BooleanField(
        error_messages={"required": _("Tick the box if you mean it. Nothing was erased.")}
    )


class ThanksForm(forms.Form):
    """Whether somebody is thanked by name in public."""

    is_thanked = forms.BooleanField(required=False)
