"""The staff page of invitations: whom to invite to a round, and whose link is to end."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from participants.forms import name_in_list
from participants.invitations import LONGEST_VALID_DAYS, VALID_DAYS, invite, revoke
from participants.models import Invitation, Membership, Participant
from rounds.admin import ReadOnly, StaffAdmin
from rounds.models import Round

MAY_INVITE = "participants.change_participant"


@dataclass(frozen=True)
class Line:
    """A member of the round, and how far they are."""

    participant: Participant
    organisation: str
    state: Any
    may_be_invited: bool
    has_account: bool
    was_invited: bool


def lines_of(dialogue_round: Round) -> list[Line]:
    """Return the members of a round by name, in a fixed number of queries."""
    latest = Invitation.objects.filter(
        participant=OuterRef("participant"), round=OuterRef("round")
    ).order_by("-pk")
    memberships = (
        Membership.objects.filter(round=dialogue_round)
        .select_related("participant__user", "organisation")
        .annotate(latest=Subquery(latest.values("pk")[:1]))
        .order_by("participant__family_name", "participant__given_name", "pk")
    )
    invitations = Invitation.objects.in_bulk([row.latest for row in memberships if row.latest])
    return [_line(row, invitations.get(row.latest or 0)) for row in memberships]


def _line(membership: Membership, invitation: Invitation | None) -> Line:
    user = membership.participant.user
    is_closed = user is not None and not user.is_active
    if membership.rule_accepted_on:
        state: Any = _("agreed to the Rule")
    elif is_closed:
        state = _("account closed")
    else:
        state = state_of(invitation) if invitation else _("not invited yet")
    return Line(
        participant=membership.participant,
        organisation=membership.organisation.short_name,
        state=state,
        may_be_invited=not (membership.rule_accepted_on or is_closed),
        has_account=user is not None,
        was_invited=invitation is not None,
    )


def state_of(invitation: Invitation) -> Any:
    """Return in words how a link stands."""
    if invitation.used_at:
        return _("used")
    if invitation.revoked_at:
        return _("ended")
    if invitation.expires_at <= timezone.now():
        return _("run out")
    return _("open")


class InviteForm(forms.Form):
    """Whom to invite, in which language, and how long the link is good."""

    people = forms.ModelMultipleChoiceField(
        Participant.objects.none(),
        error_messages={"required": _("Choose at least one person.")},
    )
    language = forms.ChoiceField(
        label=_("Language of the mail, for those without an account"),
        choices=[("de", _("German")), ("en", _("English"))],
    )
    valid_days = forms.IntegerField(
        label=_("Days the link is valid, from its release"),
        initial=VALID_DAYS,
        min_value=1,
        max_value=LONGEST_VALID_DAYS,
    )

    def __init__(self, *args: Any, lines: Sequence[Line], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["people"].queryset = Participant.objects.filter(
            pk__in=[line.participant.pk for line in lines if line.may_be_invited]
        )


def _chosen_keys(request: HttpRequest, lines: Sequence[Line]) -> set[int]:
    """Return who is ticked: what was sent, or at first everybody who was never invited."""
    if request.method == "POST":
        return {int(value) for value in request.POST.getlist("people") if value.isdecimal()}
    return {line.participant.pk for line in lines if line.may_be_invited and not line.was_invited}


@admin.register(Invitation)
class InvitationAdmin(ReadOnly, StaffAdmin):
    """Who was invited to which round, and what became of the link."""

    list_display = ("person", "round", "state", "expires_at", "used_at", "revoked_at")
    list_display_links = None
    list_filter = ("round",)
    list_select_related = ("participant", "round")
    ordering = ("-pk",)
    actions: ClassVar = ("revoke_selected",)
    change_list_template = "admin/participants/invitation/change_list.html"

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Show it to those who may invite."""
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let those who change people invite them, and nobody else see who was."""
        return request.user.has_perm(MAY_INVITE)

    def has_invite_permission(self, request: HttpRequest) -> bool:
        """Return the same for what is done to a link."""
        return self.has_view_permission(request)

    def get_urls(self) -> list[Any]:
        """Add the page that invites the members of a round."""
        view = self.admin_site.admin_view(self.invite_view)
        return [
            path("round/<int:pk>/", view, name="participants_invitation_invite"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Offer the rounds to invite to, the latest first."""
        rounds = Round.objects.order_by("-start_year")
        context = {"title": _("Invitations"), "rounds": rounds}
        return super().changelist_view(request, {**(extra_context or {}), **context})

    @admin.display(description=_("person"), ordering="participant__family_name")
    def person(self, obj: Invitation) -> str:
        """Return whom it is for."""
        return name_in_list(obj.participant)

    @admin.display(description=_("link"))
    def state(self, obj: Invitation) -> str:
        """Return how the link stands."""
        return str(state_of(obj))

    @admin.action(description=_("End the links of those chosen…"), permissions=["invite"])
    def revoke_selected(
        self, request: HttpRequest, queryset: QuerySet[Invitation]
    ) -> HttpResponse | None:
        """Ask once more, then end the links that were not used."""
        if "confirmed" not in request.POST:
            return self._page(
                request,
                "revoke.html",
                title=_("End these links?"),
                chosen=queryset.select_related("participant", "round"),
            )
        rows = list(queryset)
        ended = revoke(queryset, now=timezone.now())
        for row in rows:
            self.log_change(request, row, "revoked")
        messages.success(
            request,
            ngettext("%(n)d link was ended.", "%(n)d links were ended.", ended) % {"n": ended},
        )
        return None

    def invite_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Choose members of a round, look once more who they are, and invite them."""
        if not self.has_invite_permission(request):
            raise Http404
        dialogue_round = get_object_or_404(Round, pk=pk)
        lines = lines_of(dialogue_round)
        form = InviteForm(request.POST if request.method == "POST" else None, lines=lines)
        context = {"round": dialogue_round, "lines": lines, "form": form}
        if not form.is_valid():
            title = _("Invite to the round %(years)s") % {"years": dialogue_round.years}
            chosen_keys = _chosen_keys(request, lines)
            return self._page(
                request, "invite.html", title=title, chosen_keys=chosen_keys, **context
            )
        people = form.cleaned_data["people"]
        chosen = [line for line in lines if line.participant in people]
        if "confirmed" in request.POST and self._invite(request, dialogue_round, form):
            return HttpResponseRedirect(reverse("admin:participants_mailing_changelist"))
        return self._page(
            request,
            "confirm.html",
            title=_("Invite these people?"),
            chosen=chosen,
            with_account=sum(line.has_account for line in chosen),
            invited_before=sum(line.was_invited for line in chosen),
            **context,
        )

    def _invite(self, request: HttpRequest, dialogue_round: Round, form: InviteForm) -> bool:
        try:
            made = invite(
                participants=form.cleaned_data["people"],
                dialogue_round=dialogue_round,
                language=form.cleaned_data["language"],
                valid_days=form.cleaned_data["valid_days"],
                now=timezone.now(),
            )
        except ValidationError as error:
            for message in error.messages:
                messages.error(request, message)
            return False
        for invitation in made:
            self.log_addition(request, invitation, [{"added": {}}])
        messages.success(
            request,
            ngettext(
                "%(n)d invitation waits in the outbox. It goes out once you release it.",
                "%(n)d invitations wait in the outbox. They go out once you release them.",
                len(made),
            )
            % {"n": len(made)},
        )
        return True

    def _page(self, request: HttpRequest, template: str, **context: Any) -> HttpResponse:
        return TemplateResponse(
            request,
            f"admin/participants/invitation/{template}",
            {**self.admin_site.each_context(request), "opts": self.opts, **context},
        )
