"""Forms about people, and how a person or an organisation is called in a list of choices."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat, NullIf
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from participants.models import Membership, Organisation, OrganisationName, Participant, User
from rounds.bounded_choices import TypedField, TypedFormSet, find_one
from rounds.forms import SharedChoiceField
from rounds.models import Round

SUGGESTED = 40
"""Organisations that a field suggests where no round says which belong."""


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


def find_organisation(text: str) -> Organisation:
    """Return the organisation that goes by a name, now or once. Raises ``ValidationError``."""
    acronym, _dash, name = text.partition(" – ")
    other = OrganisationName.objects.filter(organisation=OuterRef("pk"), text__iexact=text)
    found = Organisation.objects.filter(
        Q(acronym__iexact=text)
        | Q(name_de__iexact=text)
        | Q(name_en__iexact=text)
        | Q(Q(name_de__iexact=name) | Q(name_en__iexact=name), acronym__iexact=acronym)
        | Exists(other)
    )
    return find_one(
        found,
        nothing=_("No organization on record goes by this name. Enter the organization first."),
        several=_("Several organizations go by this name. Type it in full."),
    )


def find_person(text: str) -> Participant:
    """Return the person with an address or a name. Raises ``ValidationError``."""
    family, _comma, given = (part.strip() for part in text.partition(","))
    in_order = Concat("given_name", Value(" "), "family_name", output_field=CharField())
    found = (
        Participant.objects.on_record()
        .annotate(in_order=in_order)
        .filter(
            Q(email__iexact=text)
            | Q(in_order__iexact=text)
            | Q(family_name__iexact=family, given_name__iexact=given)
        )
    )
    return find_one(
        found,
        nothing=_("Nobody on record has this address or name. Enter the person first."),
        several=_("Several people have this name. Type the e-mail address."),
    )


def find_account(text: str) -> User:
    """Return the account with an address. Raises ``ValidationError``."""
    nothing = _("There is no account with this address.")
    return find_one(User.objects.filter(email__iexact=text), nothing=nothing, several=nothing)


class OrganisationField(TypedField):
    """One organisation by any of its names; those that belong are suggested."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            Organisation.objects.order_by("acronym", "name_de"),
            find=find_organisation,
            describe=describe_organisation,
            **{"widget": forms.TextInput({"class": "vTextField"}), **options},
        )


class MembershipForm(forms.ModelForm):
    """For whom somebody sits in a round."""

    round = SharedChoiceField(Round.objects.all(), label=_("round"))
    organisation = OrganisationField(label=_("organization"))


class MembershipFormSet(TypedFormSet):
    """The rounds of one person; suggested is who sat in the latest round, and theirs before."""

    def choices_of(self, name: str, field: Any) -> QuerySet:
        """Bound what is suggested."""
        if name != "organisation":
            return super().choices_of(name, field)
        theirs = Membership.objects.filter(participant=self.instance.pk)
        latest = Membership.objects.filter(round__in=Round.objects.order_by("-start_year")[:1])
        suggested = field.queryset.filter(pk__in=latest.values("organisation"))
        return field.queryset.filter(
            Q(pk__in=theirs.values("organisation")) | Q(pk__in=suggested.values("pk")[:SUGGESTED])
        )


class ParticipantForm(forms.ModelForm):
    """A person, and the account that is theirs if they have one."""

    user = TypedField(
        User.objects.none(),
        find=find_account,
        describe=lambda user: user.email,
        required=False,
        label=_("Account"),
        help_text=_(
            "The e-mail address it signs in with. It comes with the invitation they accept; each "
            "account belongs to one person."
        ),
        widget=forms.TextInput({"class": "vTextField", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "user" in self.fields:
            self.fields["user"].queryset = User.objects.filter(pk=self.instance.user_id)

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
