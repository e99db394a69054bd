"""Who was invited to a session, what they answered and in which parts they were present.

A part of the session's page, not a page of its own.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from participants.forms import (
    OrganisationField,
    describe_organisation,
    describe_participant,
    find_person,
    name_in_list,
    with_organisation,
)
from participants.models import Membership, Participant
from rounds.admin import ReadableForLookersOn
from rounds.bounded_choices import ChosenOrTypedField, TypedFormSet
from rounds.forms import SharedChoiceField, SharedMultipleChoiceField, SharedRows
from sessions.convening import organisations_in_round
from sessions.enums import Reply
from sessions.models import AgendaItem, Attendance, Session

THEIR_OWN = ("reply", "is_online")
"""What people say themselves, and may say while staff have the page open."""


def describe_part(part: AgendaItem) -> str:
    """Return a part's number to see, and its title to hover over or to listen to."""
    return format_html(
        '<span title="{title}" aria-hidden="true">{number}</span>'
        '<span class="visually-hidden">{title}</span>',
        title=part.title,
        number=part.position,
    )


class PlainName(forms.Widget):
    """Shows who a row is about; that does not change."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Return the name and nothing to type into."""
        return format_html("{}", self.name)


class OneRow:
    """The one row a field can hold, without a query."""

    def __init__(self, row: Participant) -> None:
        self.by_key = {str(row.pk): row}


class AttendanceForm(forms.ModelForm):
    """One person's invitation to, answer to and presence in a session."""

    participant = ChosenOrTypedField(
        Participant.objects.all(),
        find=find_person,
        hint=_("or a guest: e-mail or name"),
        describe=describe_participant,
        label=_("participant"),
    )
    organisation = OrganisationField(
        required=False,
        label=_("organization on that day"),
        widget=forms.TextInput({"class": "vTextField", "placeholder": _("as in the round")}),
    )
    present_in = SharedMultipleChoiceField(
        AgendaItem.objects.none(), describe=describe_part, required=False, label=_("present in")
    )
    substitute_for = SharedChoiceField(
        Participant.objects.all(),
        describe=describe_participant,
        required=False,
        label=_("substitute for"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk:
            # The page carries what it showed: people answer while it is open.
            for name in THEIR_OWN:
                if name in self.fields:
                    self.fields[name].show_hidden_initial = True

    def clean(self) -> dict[str, Any]:
        """Keep the person's own answer where staff did not touch it on the page."""
        cleaned = super().clean() or {}
        if self.instance.pk:
            for name in THEIR_OWN:
                if name in cleaned and name not in self.changed_data:
                    cleaned[name] = getattr(self.instance, name)
        return cleaned


class AttendanceFormSet(TypedFormSet):
    """Who was invited to one session, answered and was there."""

    def choices_of(self, name: str, field: SharedRows) -> QuerySet:
        """Offer this session's parts and people, and who else belongs to its round.

        Everybody on record would be a list without an end, in each row: guests are typed.
        """
        if name == "present_in":
            return AgendaItem.objects.filter(session=self.instance)
        if name == "substitute_for":
            seated = field.queryset.filter(attendances__session=self.instance)
            return self._people(seated.on_record())
        of_round = Membership.objects.filter(round_id=self.instance.round_id)
        seated = Attendance.objects.filter(session=self.instance)
        belonging = field.queryset.filter(
            Q(pk__in=of_round.values(name)) | Q(pk__in=seated.values(name))
        )
        return self._people(belonging.on_record()) if name == "participant" else belonging

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        """Fix the person of a row that exists: another person is another row.

        What stands for somebody erased keeps its place there, and can be chosen nowhere.
        """
        super().add_fields(form, index)
        if form.instance.pk and "participant" in form.fields:
            field, person = form.fields["participant"], form.instance.participant
            field.disabled = True
            field.widget = PlainName(name_in_list(person))
            if person.is_erased:
                field.rows = OneRow(person)

    def clean(self) -> None:
        """Fill in for whom somebody sits in the round, where that was left open."""
        super().clean()
        for form in self.forms:
            data = getattr(form, "cleaned_data", {})
            if form in self.deleted_forms or not data.get("participant"):
                continue
            if data.get("organisation") is None and "organisation" not in form.errors:
                self._fill_in_organisation(form, data["participant"])
        self._check_places()

    def _check_places(self) -> None:
        """Refuse more people in the room than there are places, where staff add to them."""
        if self.instance.places is None or not self.instance.pk:
            return
        # Whoever accepts at this moment waits, or was first and is counted.
        Session.objects.select_for_update(of=("self",)).get(pk=self.instance.pk)
        seats = Attendance.objects.filter(session=self.instance)
        in_room = seats.filter(reply=Reply.ACCEPTED, is_online=False)
        before: set[Any] = set(in_room.values_list("pk", flat=True))
        taken = set(before)
        for number, form in enumerate(self.forms):
            data = getattr(form, "cleaned_data", {})
            key = form.instance.pk or f"new {number}"
            if form in self.deleted_forms:
                taken.discard(key)
            elif data.get("participant") and {"reply", "is_online"} & set(form.changed_data):
                is_in = data.get("reply") == Reply.ACCEPTED and not data.get("is_online")
                taken = taken | {key} if is_in else taken - {key}
        if len(taken) > max(self.instance.places, len(before)):
            raise forms.ValidationError(
                gettext("There are more people in the room than places: %(taken)s of %(places)s.")
                % {"taken": len(taken), "places": self.instance.places}
            )

    def get_unique_error_message(self, unique_check: Sequence[str]) -> str:
        """Say which mistake it is: there is only one a list of people can make."""
        return gettext("A person is on the list twice.")

    @cached_property
    def organisations(self) -> Mapping[int, int]:
        """For whom each member sits in the round of the session."""
        return organisations_in_round(self.instance)

    def _fill_in_organisation(self, form: forms.ModelForm, participant: Participant) -> None:
        form.instance.organisation_id = self.organisations.get(participant.pk)
        if form.instance.organisation_id is None:
            form.add_error(
                "organisation",
                _("Say for which organization this person sits: they are no member of the round."),
            )

    def _people(self, participants: QuerySet) -> QuerySet:
        return with_organisation(participants, round_id=self.instance.round_id)


class AttendanceInline(ReadableForLookersOn, admin.TabularInline):
    """Who was invited, what they answered and in which parts they were present."""

    model = Attendance
    form = AttendanceForm
    formset = AttendanceFormSet
    fk_name = "session"
    fields = (
        "participant",
        "organisation",
        "role",
        "reply",
        "present_in",
        "is_online",
        "substitute_for",
    )
    readable = {
        "participant": "participant_name",
        "organisation": "organisation_name",
        "present_in": "part_numbers",
        "substitute_for": "substitute_name",
    }
    extra = 0
    template = "admin/dialogue_sessions/attendance.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Load what the rows name, by family name."""
        return (
            super()
            .get_queryset(request)
            .select_related("participant", "organisation", "substitute_for")
            .prefetch_related("present_in")
            .order_by("participant__family_name", "participant__given_name", "pk")
        )

    @admin.display(description=_("participant"))
    def participant_name(self, obj: Attendance) -> str:
        """Return the name for those who may only look."""
        return name_in_list(obj.participant)

    @admin.display(description=_("organization on that day"))
    def organisation_name(self, obj: Attendance) -> str:
        """Return the organisation for those who may only look."""
        return describe_organisation(obj.organisation)

    @admin.display(description=_("present in"))
    def part_numbers(self, obj: Attendance) -> str:
        """Return the numbers of the parts for those who may only look."""
        return ", ".join(str(part.position) for part in obj.present_in.all())

    @admin.display(description=_("substitute for"))
    def substitute_name(self, obj: Attendance) -> str:
        """Return the name for those who may only look."""
        return name_in_list(obj.substitute_for) if obj.substitute_for else ""
