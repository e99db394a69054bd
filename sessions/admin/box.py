"""The moderator's page of a session's boxes: opened, shown on the wall, put into groups, closed.

A moderator sees what the room sees and no more: who watches contributions come in one by one, and
the room at the same time, knows who wrote them.
"""

from typing import Any

import segno
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from sessions.box import arrange, close_box, open_box
from sessions.models import AgendaItem, Contribution, Session
from sessions.refusals import Refused


class BoxForm(forms.Form):
    """What is to happen to the box of one part."""

    OPEN, CLOSE, ARRANGE = "open", "close", "arrange"

    step = forms.ChoiceField(choices=[(each, each) for each in (OPEN, CLOSE, ARRANGE)])
    part = forms.ModelChoiceField(AgendaItem.objects.none())

    def __init__(self, session: Session, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["part"].queryset = session.agenda_items.all()


class GroupsForm(forms.Form):
    """A group for each contribution that is shown, and which of them are taken out."""

    def __init__(self, part: AgendaItem, *args: Any, **options: Any) -> None:
        super().__init__(*args, prefix=f"part-{part.pk}", **options)
        self.part = part
        self.contributions = list(part.contributions.filter(is_shown=True).order_by("pk"))
        for each in self.contributions:
            self.fields[f"group-{each.pk}"] = forms.CharField(
                label=_("Group"),
                max_length=100,
                required=False,
                initial=each.group,
                widget=forms.TextInput({"list": f"groups-{part.pk}", "autocomplete": "off"}),
            )
            self.fields[f"remove-{each.pk}"] = forms.BooleanField(
                label=_("Take out"), required=False
            )

    @property
    def rows(self) -> list[tuple[Any, forms.BoundField, forms.BoundField]]:
        """Each contribution with its two fields."""
        return [
            (each, self[f"group-{each.pk}"], self[f"remove-{each.pk}"])
            for each in self.contributions
        ]

    @property
    def groups(self) -> list[str]:
        """The groups there are."""
        return sorted({each.group for each in self.contributions if each.group})

    def save(self) -> None:
        """Arrange the part."""
        values = self.cleaned_data
        arrange(
            part=self.part,
            groups={each.pk: values[f"group-{each.pk}"] for each in self.contributions},
            removed={each.pk for each in self.contributions if values[f"remove-{each.pk}"]},
        )


class BoxOfSession:
    """The moderator's page, as part of the pages of a session."""

    def get_urls(self) -> list[Any]:
        """Add the page."""
        return [
            path(
                "<int:pk>/box/",
                self.admin_site.admin_view(self.box_view),
                name="dialogue_sessions_session_box",
            ),
            *super().get_urls(),
        ]

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Let an open box stand in the way like what has appeared, whether anything is in it or
        not: the page would tell that somebody wrote.
        """
        to_delete, counts, needed, protected = super().get_deleted_objects(objs, request)
        if AgendaItem.objects.filter(session__in=objs, is_collecting=True).exists():
            needed = {*needed, Contribution._meta.verbose_name}
        return to_delete, counts, needed, protected

    def box_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the boxes of a session, and take one step with one of them."""
        session = get_object_or_404(Session.objects.select_related("round"), pk=pk)
        if not self.has_change_permission(request, session):
            raise Http404
        wrong: GroupsForm | None = None
        if request.method == "POST":
            form = BoxForm(session, request.POST)
            if not form.is_valid():
                raise Http404
            wrong = self._step(request, form)
            if wrong is None:
                return HttpResponseRedirect(request.path)
        address = reverse("dialogue_sessions:box", kwargs={"public_id": session.public_id})
        parts = list(session.agenda_items.all())
        forms_of = {part.pk: GroupsForm(part) for part in parts}
        if wrong is not None:
            forms_of[wrong.part.pk] = wrong
        return TemplateResponse(
            request,
            "admin/dialogue_sessions/session/box.html",
            {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "title": _("Contributions without a name"),
                "heading": self.heading(session),
                "session": session,
                "fewest": session.round.label_people,
                "address": settings.SITE_URL + address,
                "code": code_of(settings.SITE_URL + address),
                "any_open": any(part.is_collecting for part in parts),
                "parts": [(part, forms_of[part.pk]) for part in parts],
            },
        )

    def _step(self, request: HttpRequest, form: BoxForm) -> GroupsForm | None:
        """Take the step; return the form that has to be corrected first, if one has to be."""
        part, step = form.cleaned_data["part"], form.cleaned_data["step"]
        if step == BoxForm.ARRANGE:
            groups = GroupsForm(part, request.POST)
            if not groups.is_valid():
                return groups
            groups.save()
            messages.success(request, _("The groups are saved."))
            return None
        try:
            if step == BoxForm.OPEN:
                open_box(part)
                messages.success(request, _("The box is open."))
            else:
                close_box(part)
                messages.success(request, _("The box is closed."))
        except Refused as refused:
            for refusal in refused.refusals:
                messages.error(request, str(refusal))
        return None


def code_of(address: str) -> SafeString:
    """Return the QR code of an address as SVG that takes the colours of the page."""
    code = segno.make(address, error="m", micro=False)
    # made by the library of an address that is ours
    return mark_safe(  # noqa: S308
        code.svg_inline(scale=1, omitsize=True, svgclass="qr", lineclass=None, border=4)
    )
