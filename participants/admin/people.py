"""The staff pages about people and the organisations they sit for."""

from collections.abc import Sequence
from typing import Any

# Their apps register on import what is taken off the staff pages below.
import allauth.account.admin
import allauth.mfa.admin
import allauth.socialaccount.admin
import allauth.usersessions.admin  # noqa: F401
import django.contrib.auth.admin  # noqa: F401
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationTabularInline

from participants.admin.filters import OrganisationFilter, RoundFilter, SectorFilter
from participants.forms import (
    AccountForm,
    MembershipForm,
    MembershipFormSet,
    ParticipantForm,
    describe_organisation,
    name_in_list,
)
from participants.leaving import close_account, erase, may_be_erased
from participants.models import (
    Membership,
    Organisation,
    OrganisationName,
    Participant,
    Sector,
    SectorGroup,
    User,
)
from participants.registering import forget_former_addresses
from rounds.admin import ReadableForLookersOn, StaffAdmin, StaffTranslationAdmin, both
from rounds.forms import LabelledFormSet

# Rows of these are named by an e-mail address or by their owner, or hold a network address, and
# Django would keep that in the history. Groups come by migration.
admin.site.unregister([Group, EmailAddress, UserSession, Authenticator])
admin.site.unregister([SocialAccount, SocialApp, SocialToken])


@admin.register(User)
class UserAdmin(StaffAdmin):
    """Accounts. Who may do what is for superusers to say."""

    form = AccountForm
    list_display = ("email", "language", "is_active", "is_staff")
    list_filter = ("is_active", "is_staff")
    search_fields = ("email",)
    ordering = ("email",)
    fieldsets = (
        (
            None,
            {
                "fields": ("email", "language", "is_active"),
                "description": _(
                    "The owner signs in with a code sent to this address, or sets a password. "
                    "Nobody else sets one for them."
                ),
            },
        ),
        (
            _("Rights"),
            {
                "fields": ("is_staff", "groups", "is_superuser"),
                "description": _(
                    "Who writes an output and who releases it are two people: give nobody "
                    "both groups without need."
                ),
            },
        ),
    )

    def heading(self, obj: User) -> str:
        """Return the address."""
        return obj.email

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Leave the accounts of staff to superusers.

        Whoever could put their own address there would receive that person's sign-in code.
        """
        if not super().has_change_permission(request, obj):
            return False
        return obj is None or request.user.is_superuser or not (obj.is_staff or obj.is_superuser)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Sequence[str]:
        """Let superusers alone give rights."""
        if request.user.is_superuser:
            return ()
        return ("is_staff", "groups", "is_superuser")

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Start an account without a password: its owner signs in by code first."""
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if change and "email" in form.changed_data:
            forget_former_addresses(obj)
        if change and not obj.is_active:
            close_account(obj, now=timezone.now())


class KeyOnce(StaffTranslationAdmin):
    """For rows that labels of statements refer to by their key: it is chosen once."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Sequence[str]:
        """Fix the key of what exists."""
        fields = super().get_readonly_fields(request, obj)
        return fields if obj is None else [*fields, "key"]


@admin.register(SectorGroup)
class SectorGroupAdmin(KeyOnce):
    """The coarser labels."""

    list_display = ("label", "key")
    fields = ("key", both("label"))


@admin.register(Sector)
class SectorAdmin(KeyOnce):
    """The finer labels."""

    list_display = ("name", "label", "group")
    list_select_related = ("group",)
    fields = (("key", "group"), both("name"), both("label"))


class OrganisationNameInline(admin.TabularInline):
    """By what other names a text may mention the organisation, and in which years."""

    model = OrganisationName
    formset = LabelledFormSet
    fields = ("text", "language", "kind", "from_year", "until_year")
    extra = 0


@admin.register(Organisation)
class OrganisationAdmin(StaffTranslationAdmin):
    """An organisation with every name it goes or went by: the rule finds only what it knows."""

    inlines = (OrganisationNameInline,)
    list_display = ("short_name", "name", "sector", "is_secret", "is_invented")
    list_display_links = ("short_name", "name")
    list_filter = ("sector", "is_secret")
    list_select_related = ("sector",)
    search_fields = ("name_de", "name_en", "acronym", "other_names__text")
    fieldsets = (
        (
            None,
            {
                "fields": (both("name"), ("acronym", "sector"), "is_secret", "is_invented"),
                "description": _(
                    "The Rule is kept by finding names. Enter every name, acronym and former "
                    "name a text could use, in both languages."
                ),
            },
        ),
    )

    def heading(self, obj: Organisation) -> str:
        """Return acronym and name."""
        return describe_organisation(obj)

    @admin.display(description=_("short name"), ordering="acronym")
    def short_name(self, obj: Organisation) -> str:
        """Return the acronym where there is one, else the name."""
        return obj.short_name


class MembershipInline(ReadableForLookersOn, TranslationTabularInline):
    """The rounds of a person, and for whom they sat in each."""

    model = Membership
    form = MembershipForm
    formset = MembershipFormSet
    template = "admin/tabular_with_suggestions.html"
    fields = ("round", "organisation", "position")
    readable = {"organisation": "organisation_name"}
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Load what the rows name."""
        return super().get_queryset(request).select_related("round", "organisation")

    @admin.display(description=_("organization"))
    def organisation_name(self, obj: Membership) -> str:
        """Return the organisation for those who may only look."""
        return describe_organisation(obj.organisation)


@admin.register(Participant)
class ParticipantAdmin(StaffTranslationAdmin):
    """A person, with the organisation of their latest round in the list."""

    form = ParticipantForm
    inlines = (MembershipInline,)
    delete_confirmation_template = "admin/participants/participant/erase.html"
    list_display = ("name", "organisation", "sector", "rounds", "email")
    list_filter = (RoundFilter, SectorFilter, OrganisationFilter)
    search_fields = ("family_name", "given_name", "aliases", "email")
    fieldsets = (
        (
            None,
            {"fields": (("title", "given_name", "family_name"), ("gender", "email"), "user")},
        ),
        (
            _("What the Rule compares texts with"),
            {
                "fields": ("aliases", both("position"), both("biography")),
                "description": _(
                    "A text may not say this of anybody: other names, posts held, where somebody "
                    "comes from. The more is recorded here, the more the Rule finds."
                ),
            },
        ),
    )

    def heading(self, obj: Participant) -> str:
        """Return the name."""
        return obj.full_name

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Load the memberships of all listed people at once, the latest first."""
        memberships = Membership.objects.select_related("round", "organisation__sector").order_by(
            "-round__start_year"
        )
        return (
            super()
            .get_queryset(request)
            .on_record()
            .prefetch_related(Prefetch("memberships", memberships))
        )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse for those who work here: they hand over their rights first."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or may_be_erased(obj))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """List no rows and ask for no right to each: what goes is said in words."""
        return [], {}, set(), []

    def delete_model(self, request: HttpRequest, obj: Participant) -> None:
        """Erase a person, as they could themself: the account, the history, the name under a
        wording; an empty seat stays where they were present.
        """
        erase(obj, now=timezone.now(), today=timezone.localdate())

    @admin.display(description=_("name"), ordering="family_name")
    def name(self, obj: Participant) -> str:
        """Return family name and given name."""
        return name_in_list(obj)

    @admin.display(description=_("organization"))
    def organisation(self, obj: Participant) -> str | None:
        """Return for whom they sat last."""
        memberships = obj.memberships.all()
        return memberships[0].organisation.short_name if memberships else None

    @admin.display(description=_("sector"))
    def sector(self, obj: Participant) -> str | None:
        """Return the sector of that organisation."""
        memberships = obj.memberships.all()
        return memberships[0].organisation.sector.name if memberships else None

    @admin.display(description=_("rounds"))
    def rounds(self, obj: Participant) -> str:
        """Return the years of their rounds."""
        years = [(membership.round.years,) for membership in reversed(obj.memberships.all())]
        return format_html_join(" ", '<span class="years">{}</span>', years)
