"""The outbox: what waits to be sent, to whom, and the two things staff can do about it."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from participants.enums import MailingKind
from participants.forms import name_in_list
from participants.models import Mailing
from participants.outbox import delete_unsent, release, waiting
from rounds.admin import ReadOnly, StaffAdmin

NOT_FOR_STAFF = (MailingKind.CONSENT, MailingKind.CONTACT)
"""Kinds that would tell who was asked for their name, or who wants to meet whom."""
MAY_RELEASE = "participants.change_participant"


class StandingFilter(admin.SimpleListFilter):
    """What waits for a release, what is on its way, or what has gone out."""

    title = _("standing")
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> Any:
        """Offer the three; without a choice, what has not gone out."""
        return [("held", _("waits for release")), ("due", _("released")), ("sent", _("sent"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Narrow the list."""
        narrowed = {
            "held": {"sent_on__isnull": True, "is_held": True},
            "due": {"sent_on__isnull": True, "is_held": False},
            "sent": {"sent_on__isnull": False},
        }
        return queryset.filter(**narrowed.get(self.value() or "", {"sent_on__isnull": True}))


@admin.register(Mailing)
class MailingAdmin(ReadOnly, StaffAdmin):
    """Messages by kind and person. What a message is about is not shown: it says nothing of it."""

    list_display = ("person", "kind", "due_on", "standing")
    list_display_links = None
    list_filter = (StandingFilter, "kind")
    list_select_related = ("participant",)
    ordering = ("-is_held", "due_on", "pk")
    actions: ClassVar = ("release_selected", "delete_waiting")
    change_list_template = "admin/participants/mailing/change_list.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mailing]:
        """Leave out what is between two people, or between one person and a question."""
        return super().get_queryset(request).exclude(kind__in=NOT_FOR_STAFF)

    def has_release_permission(self, request: HttpRequest) -> bool:
        """Let those release who may invite."""
        return request.user.has_perm(MAY_RELEASE)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Say how many wait for a release."""
        held = waiting().filter(is_held=True).count()
        return super().changelist_view(
            request, {**(extra_context or {}), "title": _("Outbox"), "held": held}
        )

    @admin.display(description=_("person"), ordering="participant__family_name")
    def person(self, obj: Mailing) -> str:
        """Return to whom it goes."""
        return name_in_list(obj.participant)

    @admin.display(description=_("standing"))
    def standing(self, obj: Mailing) -> Any:
        """Return whether it waits, is on its way or has gone out."""
        if obj.sent_on:
            return _("sent")
        return _("waits for release") if obj.is_held else _("released")

    @admin.action(description=_("Release those chosen"), permissions=["release"])
    def release_selected(self, request: HttpRequest, queryset: QuerySet[Mailing]) -> None:
        """Let them go out with the next upkeep."""
        released = release(queryset, now=timezone.now())
        for row in released:
            self.log_change(request, row, "released")
        number = len(released)
        messages.success(
            request,
            ngettext(
                "%(n)d message is released and goes out with the next upkeep.",
                "%(n)d messages are released and go out with the next upkeep.",
                number,
            )
            % {"n": number},
        )

    @admin.action(description=_("Delete those chosen unsent…"), permissions=["release"])
    def delete_waiting(
        self, request: HttpRequest, queryset: QuerySet[Mailing]
    ) -> HttpResponse | None:
        """Ask once more, then stop what has not gone out."""
        if "confirmed" not in request.POST:
            return TemplateResponse(
                request,
                "admin/participants/mailing/delete.html",
                {
                    **self.admin_site.each_context(request),
                    "opts": self.opts,
                    "title": _("Delete these messages unsent?"),
                    "chosen": queryset.select_related("participant"),
                },
            )
        stopped = delete_unsent(queryset, now=timezone.now())
        number = len(stopped)
        messages.success(
            request,
            ngettext(
                "%(n)d message was deleted unsent.", "%(n)d messages were deleted unsent.", number
            )
            % {"n": number},
        )
        return None
