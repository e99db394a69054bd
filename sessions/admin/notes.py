"""The note-taker's screen of a session, and the way from notes to statements.

Not for looking into notes: they are for those who take them, and for everybody else these
addresses do not exist. Nothing here writes to the admin's history.
"""

import secrets
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import User
from sessions.admin.note_forms import (
    BlankLine,
    ChooseNotesForm,
    KeepForm,
    NotesForm,
    takes_notes,
)
from sessions.admin.output_forms import active_language, renewed_until
from sessions.admin.output_steps import say_that_days_begin_anew
from sessions.enums import OutputStatus
from sessions.models import Note, Output, Session
from sessions.notes import (
    LONGEST_NOTE,
    NOTE_RIGHT,
    keep_notes,
    kept_until,
    notes_for,
    statement_texts,
    write_statements_from,
)
from sessions.refusals import Refused


def may_take_notes(request: HttpRequest) -> bool:
    """Whether this account takes notes of sessions."""
    return request.user.has_perm(NOTE_RIGHT)


class NotesOfSession:
    """The note-taker's screen, as part of the pages of a session."""

    def get_urls(self) -> list[Any]:
        """Add the screen, and the address its script sends to."""
        view = self.admin_site.admin_view
        name = "dialogue_sessions_session_notes"
        return [
            path("<int:pk>/notes/", view(self.notes_view), name=name),
            path("<int:pk>/notes/keep/", view(self.keep_view), name=f"{name}_keep"),
            *super().get_urls(),
        ]

    def notes_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the field to write into and the lines that are there; keep what is typed."""
        session = self._session_or_404(request, pk)
        today = timezone.localdate()
        notes = list(Note.objects.kept(today).filter(agenda_item__session=session).order_by("pk"))
        form = NotesForm(
            session,
            notes,
            request.POST or None,
            part=request.GET.get("part", ""),
            initial={"batch": secrets.token_hex(16)},
        )
        if request.method == "POST" and form.is_valid():
            try:
                form.save()
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, _("The notes are saved."))
                address = reverse("admin:dialogue_sessions_session_notes", args=(session.pk,))
                return HttpResponseRedirect(f"{address}?part={form.cleaned_data['part'].pk}")
        return TemplateResponse(
            request,
            "admin/dialogue_sessions/session/notes.html",
            {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "title": _("Notes"),
                "heading": self.heading(session),
                "session": session,
                "form": form,
                "today": today,
                "kept_until": kept_until(session, today),
                "blank": BlankLine([part for part in form.parts if takes_notes(part)]),
                "several_parts": len(form.parts) > 1,
                "closed_parts": [part for part in form.parts if not takes_notes(part)],
                "longest": LONGEST_NOTE,
            },
        )

    def keep_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep lines that the script sends; say in words what is wrong with them."""
        session = self._session_or_404(request, pk)
        if request.method != "POST":
            raise Http404
        form = KeepForm(session, request.POST)
        problems: list[Any] = [problem for field in form.errors.values() for problem in field]
        if not problems:
            try:
                keep_notes(
                    session=session,
                    agenda_item=form.cleaned_data["part"],
                    notes=form.cleaned_data["notes"],
                    today=timezone.localdate(),
                )
            except ValidationError as error:
                problems = error.messages
        if problems:
            return JsonResponse({"problem": " ".join(map(str, problems))}, status=400)
        return JsonResponse({})

    def _session_or_404(self, request: HttpRequest, pk: int) -> Session:
        if not may_take_notes(request):
            raise Http404
        return get_object_or_404(Session.objects.select_related("round"), pk=pk)


class NotesForOutput:
    """The page on which notes become statements, as part of the pages of an output."""

    def get_urls(self) -> list[Any]:
        """Add the page."""
        return [
            path(
                "<int:pk>/notes/",
                self.admin_site.admin_view(self.notes_view),
                name="dialogue_sessions_output_notes",
            ),
            *super().get_urls(),
        ]

    def notes_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the notes of the output's parts, shuffled; make statements of those ticked."""
        output = get_object_or_404(Output.objects.to_assess(), pk=pk)
        if not may_take_notes(request) or not self.has_change_permission(request, output):
            raise Http404
        user, today = request.user, timezone.localdate()
        assert isinstance(user, User)
        notes = notes_for(output, today)
        form = ChooseNotesForm(notes, request.POST or None, initial={"language": active_language()})
        if request.method == "POST" and form.is_valid():
            try:
                written = write_statements_from(
                    output=output,
                    note_ids=form.cleaned_data["notes"],
                    language=form.cleaned_data["language"],
                    by=user,
                    today=today,
                )
            except Refused as refused:
                for refusal in refused.refusals:
                    form.add_error(None, str(refusal))
            else:
                messages.success(
                    request, _("New statements: %(number)s.") % {"number": len(written)}
                )
                if written and output.status == OutputStatus.IN_REVIEW:
                    say_that_days_begin_anew(request, output)
                address = reverse("admin:dialogue_sessions_output_change", args=(output.pk,))
                return HttpResponseRedirect(f"{address}#statements-group")
        present = statement_texts(output)
        parts = output.parts.all()
        return TemplateResponse(
            request,
            "admin/dialogue_sessions/output/notes.html",
            {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "title": _("Statements from notes"),
                "output": output,
                "form": form,
                "chosen": form.chosen(),
                "groups": [
                    (
                        part,
                        [
                            (note, note.text in present)
                            for note in notes
                            if note.agenda_item == part
                        ],
                    )
                    for part in parts
                ],
                "any_notes": bool(notes),
                "renewed_until": renewed_until(output)
                if output.status == OutputStatus.IN_REVIEW
                else "",
            },
        )
