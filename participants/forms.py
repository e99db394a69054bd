"""Forms about people, and how a person or an organisation is called in a list of choices."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from participants.models import Membership, Organisation, Participant, User
from rounds.forms import SharedChoiceField
from rounds.models import Round


def short_name(prefix: str = "") -> Coalesce:
    """Return the database's way to ``Organisation.short_name``, in the active language."""
    name = build_localized_fieldname("name", get_language() or "de")
    return Coalesce(
        NullIf(F(f"{prefix}acronym"), Value("")), F(f"{prefix}{name}"), output_field=CharField()
    )


def with_organisation(
    participants: QuerySet[Participant], *, round_id: int | None = None
) -> QuerySet[Participant]:
    """Add ``sits_for`` to each participant: for whom in that round, or in their latest one."""
    memberships = Membership.objects.filter(participant=OuterRef("pk"))
    if round_id is not None:
        memberships = memberships.filter(round_id=round_id)
    latest = memberships.order_by("-round__start_year").annotate(short=short_name("organisation__"))
    return participants.annotate(sits_for=Subquery(latest.values("short")[:1]))


def name_in_list(participant: Participant) -> str:
    """Return 'Koch, Lena', as a list in the order of family names has it."""
    if participant.is_erased:
        return participant.full_name
    return f"{participant.family_name}, {participant.given_name}"


def describe_participant(participant: Any) -> str:
    """Return 'Koch, Lena (BMZ)' for somebody who comes :func:`with_organisation`."""
    name = name_in_list(participant)
    return f"{name} ({participant.sits_for})" if participant.sits_for else name


def describe_organisation(organisation: Organisation) -> str:
    """Return the acronym and the name, so that typing either finds it in a select."""
    if organisation.acronym:
        return f"{organisation.acronym} – {organisation.name}"
    return organisation.name


class OrganisationField(SharedChoiceField):
    """One organisation, in the order of the names people know."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            Organisation.objects.order_by("acronym", "name_de"),
            describe=describe_organisation,
            **options,
        )


class MembershipForm(forms.ModelForm):
    """For whom somebody sits in a round."""

    round = SharedChoiceField(Round.objects.all(), label=_("round"))
    organisation = OrganisationField(label=_("organisation"))


class ParticipantForm(forms.ModelForm):
    """A person, and the account that is theirs if they have one."""

    user = SharedChoiceField(
        User.objects.order_by("email"),
        describe=lambda user: user.email,
        required=False,
        label=_("Account"),
        help_text=_("Comes with the invitation they accept; each account belongs to one person."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "user" in self.fields:
            free = Q(participant__isnull=True)
            if self.instance.pk:
                free |= Q(participant=self.instance)
            self.fields["user"].queryset = self.fields["user"].queryset.filter(free)

    def clean_email(self) -> str:
        """Keep addresses in lower case, as accounts have them."""
        return str(self.cleaned_data["email"]).lower()


class AccountForm(forms.ModelForm):
    """An account. Its password is set by its owner, never by staff."""

    def clean_email(self) -> str:
        """Refuse an address that differs from another account's in case only."""
        email = str(self.cleaned_data["email"]).strip().lower()
        if User.objects.exclude(pk=self.instance.pk).filter(email=email).exists():
            raise ValidationError(_("There is an account with this address already."))
        return email
