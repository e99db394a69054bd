"""Filters of the list of people, by what they were members for."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from participants.models import Membership, Organisation, Sector
from rounds.models import Round
from rounds.staff_lists import row_number


class OfMembershipFilter(admin.SimpleListFilter):
    """Narrows participants to those with a membership of a certain kind.

    ``path`` leads from the membership to the row that is chosen.
    """

    path: str

    def rows(self, request: HttpRequest) -> Iterable[tuple[int, str]]:
        """Return what can be chosen."""
        raise NotImplementedError

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> Any:
        """Offer each by its number."""
        return [(str(key), label) for key, label in self.rows(request)]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Narrow the list; what is not on offer changes nothing."""
        if self.value() not in dict(self.lookup_choices):
            return queryset
        memberships = Membership.objects.filter(
            participant=OuterRef("pk"), **{self.path: self.value()}
        )
        return queryset.filter(Exists(memberships))


class RoundFilter(OfMembershipFilter):
    """Members of a round."""

    title = _("round")
    parameter_name = "round"
    path = "round"

    def rows(self, request: HttpRequest) -> Iterable[tuple[int, str]]:
        """Return the rounds by their years."""
        return [(row.pk, row.years) for row in Round.objects.order_by("-start_year")]


class SectorFilter(OfMembershipFilter):
    """Those who sat for an organisation of a sector."""

    title = _("sector")
    parameter_name = "sector"
    path = "organisation__sector"

    def rows(self, request: HttpRequest) -> Iterable[tuple[int, str]]:
        """Return the sectors by name."""
        return [(row.pk, row.name) for row in Sector.objects.all()]


class OrganisationFilter(OfMembershipFilter):
    """Those who sat for an organisation. There are too many to offer them all."""

    title = _("organization")
    parameter_name = "organisation"
    path = "organisation"

    def rows(self, request: HttpRequest) -> Iterable[tuple[int, str]]:
        """Return the organisations of one round: the one that is chosen, or else the latest.

        And the one that is chosen; the pages of organisations lead here.
        """
        rounds = Round.objects.order_by("-start_year")
        number = row_number(request.GET.get(RoundFilter.parameter_name))
        if number is not None and rounds.filter(pk=number).exists():
            rounds = rounds.filter(pk=number)
        of_round = Membership.objects.filter(round__in=rounds[:1])
        offered = Q(pk__in=of_round.values("organisation"))
        if (chosen := row_number(self.value())) is not None:
            offered |= Q(pk=chosen)
        rows = [(row.pk, row.short_name) for row in Organisation.objects.filter(offered)]
        return sorted(rows, key=lambda row: row[1].casefold())
