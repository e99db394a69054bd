"""The answers to a session for staff: how they stand, what people need, who is asked and reminded.

Looking at the list of a session is kept: who of staff, which session, which day, and no name.
"""

from typing import Any

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sessions.inviting import (
    answers_to,
    invite_members,
    members_to_invite,
    remind_unanswered,
    tell_of_change,
    to_remind,
    whereabouts_of,
)
from sessions.models import Session
from sessions.replies import is_answerable

NEEDS_RIGHT = "dialogue_sessions.change_attendance"


def record_look(request: HttpRequest, session: Session) -> None:
    """Keep that somebody of staff looked at who was invited and who came; once a day."""
    today = LogEntry.objects.filter(
        user_id=request.user.pk,
        content_type=ContentType.objects.get_for_model(Session),
        object_id=str(session.pk),
        change_message=_("Looked at the list of people"),
        action_time__date=timezone.localdate(),
    )
    if not today.exists():
        LogEntry.objects.create(
            user_id=request.user.pk,
            content_type=ContentType.objects.get_for_model(Session),
            object_id=str(session.pk),
            object_repr=str(session),
            action_flag=CHANGE,
            change_message=_("Looked at the list of people"),
        )


class RepliesOfSession:
    """The page of the answers, as part of the pages of a session."""

    def get_urls(self) -> list[Any]:
        """Add the page."""
        return [
            path(
                "<int:pk>/replies/",
                self.admin_site.admin_view(self.replies_view),
                name="dialogue_sessions_session_replies",
            ),
            *super().get_urls(),
        ]

    def replies_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show how the answers stand; have people invited or reminded, by the outbox."""
        session = get_object_or_404(Session.objects.select_related("round"), pk=pk)
        if not self.has_view_permission(request, session):
            raise Http404
        may_change = self.has_change_permission(request, session)
        now = timezone.now()
        if request.method == "POST":
            if not may_change or not is_answerable(session, now):
                raise Http404
            self._write_to_people(request, session)
            return HttpResponseRedirect(request.path)
        sees_needs = request.user.has_perm(NEEDS_RIGHT)
        if sees_needs:
            record_look(request, session)
        answers = answers_to(session, with_needs=sees_needs)
        return TemplateResponse(
            request,
            "admin/dialogue_sessions/session/replies.html",
            {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "title": _("Answers"),
                "heading": self.heading(session),
                "session": session,
                "answers": answers,
                "sees_needs": sees_needs,
                "may_write": may_change and is_answerable(session, now),
                "to_invite": members_to_invite(session).count() if may_change else 0,
                "to_remind": to_remind(session).count() if may_change else 0,
            },
        )

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show the session; that its list of people was looked at is kept.

        What is sent and refused shows the list, too, whatever the method.
        """
        response = super().change_view(request, object_id, form_url, extra_context)
        if response.status_code == 200:
            record_look(request, Session(pk=int(object_id)))
        return response

    def save_model(self, request: HttpRequest, obj: Session, form: Any, change: bool) -> None:
        """Save the session; whoever accepted is told that time or place changed."""
        before = Session.objects.select_for_update(of=("self",)).filter(pk=obj.pk).first()
        super().save_model(request, obj, form, change)
        if before is None or whereabouts_of(before) == whereabouts_of(obj):
            return
        if number := tell_of_change(obj, now=timezone.now()):
            messages.info(
                request,
                ngettext(
                    "Time or place changed: %(n)d person who accepted is written to.",
                    "Time or place changed: %(n)d people who accepted are written to.",
                    number,
                )
                % {"n": number},
            )

    def _write_to_people(self, request: HttpRequest, session: Session) -> None:
        step, now = request.POST.get("step"), timezone.now()
        if step == "invite":
            number = invite_members(session, now=now)
            said = ngettext(
                "%(n)d member is invited. The mail waits in the outbox.",
                "%(n)d members are invited. The mails wait in the outbox.",
                number,
            )
        elif step == "remind":
            number = remind_unanswered(session, now=now)
            said = ngettext(
                "%(n)d reminder waits in the outbox.", "%(n)d reminders wait in the outbox.", number
            )
        else:
            raise Http404
        messages.success(request, said % {"n": number})
