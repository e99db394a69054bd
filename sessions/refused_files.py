"""Why a file is not taken in and how to mend it, in the words of those who upload it."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sessions.intake import Reason, Removed, Uncleanable

SENTENCES: Mapping[Reason, Promise] = {
    Reason.UNKNOWN: _(
        "This is not a file of a kind that is taken. Please save it as PDF, DOCX, PPTX, PNG or "
        "JPEG, in the ordinary form of each."
    ),
    Reason.OLD_FORMAT: _(
        "This file is in a format from before 2007. Please save it as DOCX, PPTX or PDF."
    ),
    Reason.DAMAGED: _(
        "This file cannot be read to its end. Please open it, save it as a new file and take that."
    ),
    Reason.PASSWORD: _("This file is locked by a password. Please save it without one."),
    Reason.SIGNED: _(
        "This file is signed, and the signature names the person. Please print it into a new PDF."
    ),
    Reason.MACROS: _(
        "This file holds programs. Please save it as DOCX or PPTX without macros and buttons."
    ),
    Reason.TRACKED_CHANGES: _(
        "This file holds tracked changes, with the names of those who made them. Please accept or "
        "reject all changes, then save it."
    ),
    Reason.HIDDEN: _(
        "This file holds text, slides or objects that do not show: hidden, beside a slide or page, "
        "or cut off with a margin. Please delete them or let them show, then save it."
    ),
    Reason.CROPPED: _(
        "A picture in this file is cropped, and what was cut off is still in it. Please compress "
        "the pictures with ‘Delete cropped areas’, then save it."
    ),
    Reason.EMBEDDED: _(
        "Another file is embedded in this one, with all it holds. Please put a picture of it in "
        "its place."
    ),
    Reason.LINKED: _(
        "This file fetches a picture or a text from elsewhere when it is opened. Please insert it "
        "instead of linking it."
    ),
    Reason.MEDIA: _("This file holds sound or film, which are not taken. Please remove them."),
    Reason.PICTURE: _(
        "A picture in this file is of a kind that cannot be cleaned. Please insert it as PNG or "
        "JPEG."
    ),
    Reason.ANIMATED: _("This picture moves. Please take one that stands still."),
    Reason.FORM: _(
        "This PDF is a form to be filled in. Please print it into a new PDF, so that what shows is "
        "all there is."
    ),
    Reason.REDACTIONS: _(
        "Passages of this PDF are marked as blacked out, but still there. Please apply the "
        "redactions, then save it."
    ),
    Reason.LAYERS: _(
        "This PDF holds layers that do not show. Please print it into a new PDF, so that what "
        "shows is all there is."
    ),
    Reason.EMPTY: _("There is no page in this PDF."),
    Reason.TOO_MANY_PAGES: _("This file has more than %(limit)s pages. Please divide it."),
    Reason.TOO_MANY_PIXELS: _(
        "A picture has more than %(limit)s million pixels, or all together have too many. Please "
        "make them smaller."
    ),
    Reason.TOO_MUCH: _(
        "This file grows too large when it is unpacked. Please divide it or make it simpler."
    ),
}

MISSED: Mapping[Removed, Promise] = {
    Removed.ATTACHMENTS: _("attached files"),
    Removed.CHART_DATA: _("the tables behind charts"),
    Removed.COMMENTS: _("comments and marks"),
    Removed.LINKS: _("links to mailboxes and folders"),
    Removed.SPEAKER_NOTES: _("speaker notes"),
}


def why_refused(refusal: Uncleanable) -> str:
    """Return what stands in the way and what to do, in the active language."""
    return str(SENTENCES[refusal.reason]) % refusal.params


def what_was_removed(removed: Iterable[Removed]) -> str:
    """Return, as a list in the active language, what is gone that a reader would have seen."""
    gone = set(removed)
    return ", ".join(str(words) for kind, words in MISSED.items() if kind in gone)
