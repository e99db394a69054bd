"""The papers of a session: taken in, cleaned of what tells who made them, and linked.

A part of the session's page, not a page of its own.
"""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationTabularInline

from rounds.admin import ReadableForLookersOn
from rounds.forms import LabelledFormSet
from sessions.intake import Removed, Uncleanable, clean
from sessions.models import Document
from sessions.papers import remove_files
from sessions.refused_files import what_was_removed, why_refused

LARGEST_DOCUMENT = 20 * 1024 * 1024
"""In bytes. Papers are read on a phone before a meeting; larger slides can be made smaller."""

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


class DocumentInline(ReadableForLookersOn, TranslationTabularInline):
    """The papers of a session, open to those who were invited to it."""

    model = Document
    form = DocumentForm
    formset = DocumentFormSet
    fields = ("kind", "title", "file")
    readable = {"file": "link"}
    extra = 0
    view_on_site = False

    @admin.display(description=_("file"))
    def link(self, obj: Document) -> SafeString:
        """Return the way to the paper for those who may only look."""
        return link_to(obj)


class PapersOfSession:
    """A page of the session that says what its papers lost on their way in."""

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Save the rows, and tell once what was taken out of new files."""
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
