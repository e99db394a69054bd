"""The papers of a session: taken in, cleaned of what tells who made them, looked through, opened.

A part of the session's page; what names somebody in them has a page of its own. A paper in which
nothing is found is open to those invited at once, any other when somebody has judged what it says.
"""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import filesizeformat
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationTabularInline

from rounds.admin import ReadableForLookersOn
from rounds.forms import LabelledFormSet
from sessions.admin.replies import record_look
from sessions.intake import Removed, Uncleanable, clean
from sessions.models import Document, Session
from sessions.paper_names import LookedThrough, count_kinds, look_through
from sessions.papers import remove_files
from sessions.refused_files import what_was_removed, why_refused

LARGEST_DOCUMENT = 20 * 1024 * 1024
"""In bytes. Papers are read on a phone before a meeting; larger slides can be made smaller."""

HELD = _("Those invited do not see it until you have looked and opened it.")

READ = frozenset({"file", "title_de", "title_en"})
"""What is looked through. Whatever changes of it is looked through again."""

ACCEPTED = ",".join(f".{extension}" for extension in Document.EXTENSIONS)


def link_to(document: Document) -> SafeString:
    """Return a link by the address that checks who asks."""
    return format_html(
        '<a href="{}">{}</a>', document.get_absolute_url(), document.extension.upper()
    )


class DocumentWidget(forms.FileInput):
    """Takes a file, and links the one that is there."""

    def __init__(self, document: Document) -> None:
        super().__init__(attrs={"accept": ACCEPTED})
        self.document = document

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Return the input, after a link to the stored paper."""
        field = super().render(name, value, attrs, renderer)
        if self.document.pk is None:
            return field
        return format_html("{} {}", link_to(self.document), field)


class DocumentForm(forms.ModelForm):
    """A paper of a session."""

    removed: frozenset[Removed] = frozenset()
    """What the readers of a file that was just taken in will miss."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "file" in self.fields:
            self.fields["file"].widget = DocumentWidget(self.instance)
            self.fields["file"].help_text = _(
                "PDF, DOCX, PPTX, PNG or JPEG, at most %(size)s. Authors, comments, positions and "
                "earlier versions are removed; the name of the file is not kept."
            ) % {"size": filesizeformat(LARGEST_DOCUMENT)}

    def clean_file(self) -> Any:
        """Take in a new file without what tells who made it, or say how to mend it.

        What it is, is judged by what is in it; the name it came under is not looked at.
        """
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        size = file.size or 0
        if size > LARGEST_DOCUMENT:
            raise ValidationError(
                _("This file has %(size)s; at most %(limit)s are taken. Please make it smaller.")
                % {"size": filesizeformat(size), "limit": filesizeformat(LARGEST_DOCUMENT)}
            )
        try:
            cleaned = clean(file.read())
        except Uncleanable as refusal:
            raise ValidationError(why_refused(refusal)) from refusal
        self.removed = cleaned.removed
        return SimpleUploadedFile(f"paper.{cleaned.extension}", cleaned.content)


class DocumentFormSet(LabelledFormSet):
    """The papers of one session; what is deleted or replaced leaves the disk as well."""

    def delete_existing(self, obj: Document, commit: bool = True) -> None:
        """Delete a paper with its file."""
        super().delete_existing(obj, commit)
        if commit:
            remove_files([obj.file.name or ""])

    def save_existing(self, form: forms.ModelForm, obj: Document, commit: bool = True) -> Document:
        """Save a paper; a file that another takes the place of is removed."""
        if commit and "file" in form.changed_data:
            remove_files([form.initial["file"].name])
        return super().save_existing(form, obj, commit)


class PaperForm(forms.Form):
    """Which paper is to be opened to those invited, or kept from them again."""

    OPEN, CLOSE = "open", "close"

    step = forms.ChoiceField(choices=[(each, each) for each in (OPEN, CLOSE)])
    paper = forms.ModelChoiceField(Document.objects.none())

    def __init__(self, session: Session, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["paper"].queryset = session.documents.all()


class DocumentInline(ReadableForLookersOn, TranslationTabularInline):
    """The papers of a session, and whether those who were invited to it may read them."""

    model = Document
    form = DocumentForm
    formset = DocumentFormSet
    fields = ("kind", "title", "file", "is_open")
    readonly_fields = ("is_open",)
    readable = {"file": "link"}
    extra = 0
    view_on_site = False

    @admin.display(description=_("file"))
    def link(self, obj: Document) -> SafeString:
        """Return the way to the paper for those who may only look."""
        return link_to(obj)


class PapersOfSession:
    """The page of what names somebody in the papers, where they are opened, and new ones."""

    def get_urls(self) -> list[Any]:
        """Add the page."""
        return [
            path(
                "<int:pk>/papers/",
                self.admin_site.admin_view(self.papers_view),
                name="dialogue_sessions_session_papers",
            ),
            *super().get_urls(),
        ]

    def papers_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what stands in the papers of those on the list, and open one or close it again.

        That somebody looked is kept.
        """
        session = get_object_or_404(Session.objects.select_related("round"), pk=pk)
        may_look = request.user.has_perm("dialogue_sessions.view_document")
        if not may_look or not self.has_view_permission(request, session):
            raise Http404
        may_open = request.user.has_perm("dialogue_sessions.change_document")
        if request.method == "POST":
            form = PaperForm(session, request.POST)
            if not may_open or not form.is_valid():
                raise Http404
            self._open_or_close(request, form)
            return HttpResponseRedirect(request.path)
        record_look(request, session)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Names in papers"),
            "heading": self.heading(session),
            "session": session,
            # what waits for a decision first
            "looked": look_through(session, session.documents.order_by("is_open", "kind", "pk")),
            "may_open": may_open,
        }
        return TemplateResponse(request, "admin/dialogue_sessions/session/papers.html", context)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Save the rows; tell once what was taken out of new files, and what names somebody."""
        super().save_formset(request, form, formset, change)
        if not isinstance(formset, DocumentFormSet):
            return
        gone = what_was_removed(kind for paper in formset.forms for kind in paper.removed)
        if gone:
            messages.warning(
                request,
                _("This was taken out of the papers, for it may tell who wrote them: %(list)s.")
                % {"list": gone},
            )
        new = [
            paper.instance
            for paper in formset.forms
            if READ & set(paper.changed_data) and paper not in formset.deleted_forms
        ]
        if new:
            looked = look_through(form.instance, new)
            for each in looked:
                each.paper.is_open = each.is_clean
                each.paper.save(update_fields=["is_open"])
            self._tell_of_names(request, form.instance, looked)

    def _open_or_close(self, request: HttpRequest, form: PaperForm) -> None:
        paper: Document = form.cleaned_data["paper"]
        paper.is_open = form.cleaned_data["step"] == PaperForm.OPEN
        paper.save(update_fields=["is_open"])
        messages.success(
            request,
            _("The paper is open to everybody invited.")
            if paper.is_open
            else _("The paper is closed. Whoever has opened it before has it."),
        )

    def _tell_of_names(
        self, request: HttpRequest, session: Session, looked: list[LookedThrough]
    ) -> None:
        """Say how much was found, and of which kind; what it is shows on the page alone."""
        way = format_html(
            '<a href="{}">{}</a>',
            reverse("admin:dialogue_sessions_session_papers", args=[session.pk]),
            _("Names in papers"),
        )
        if counts := count_kinds(looked):
            listed = ", ".join(f"{words}: {number}" for words, number in counts)
            found = _("The text of the new papers points at people of this session (%(list)s).")
            messages.warning(request, format_html("{} {} {}", found % {"list": listed}, HELD, way))
        for reason in dict.fromkeys(each.unread for each in looked if each.unread):
            messages.warning(request, format_html("{} {} {}", reason, HELD, way))
