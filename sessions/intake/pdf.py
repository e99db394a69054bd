"""A PDF with its pages, links and what a screen reader needs, and nothing else it came with."""

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from sessions.intake import limits
from sessions.intake.pdf_graph import Cleaning
from sessions.intake.pdf_hidden import refuse_hidden
from sessions.intake.pdf_keys import OF_THE_DOCUMENT
from sessions.intake.uncleanable import Reason, Removed, Uncleanable
from sessions.intake.web import is_web_address

# Streams are unpacked by qpdf; these are its own guards, for the whole process.
pikepdf.settings.set_qpdf_limits(
    # a page must not end where its fifteenth mistake is
    parser_max_errors=0,
    flate_max_memory=limits.UNPACKED,
    run_length_max_memory=limits.UNPACKED,
    png_max_memory=limits.UNPACKED,
    tiff_max_memory=limits.UNPACKED,
)

REVIEWERS_MARKS = frozenset(
    f"/{name}"
    for name in (
        "Text FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut"
        " Caret Stamp Ink Popup FileAttachment Watermark Projection"
    ).split()
)
MOVING = frozenset({"/Sound", "/Movie", "/Screen", "/3D", "/RichMedia"})


def clean_pdf(content: bytes) -> tuple[bytes, set[Removed]]:
    """Return the document written anew, and what of it a reader will miss.

    A file that qpdf would have to repair is refused: repairing may bring back what an earlier
    version showed. Raises :class:`Uncleanable`, and what pikepdf raises for a damaged file.
    """
    try:
        pdf = Pdf.open(io.BytesIO(content), attempt_recovery=False, suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise Uncleanable(Reason.PASSWORD) from error
    with pdf:
        _refuse(pdf)
        removed = _told(pdf.Root)
        removed |= _clean_annotations(pdf)
        pdf.remove_unreferenced_resources()
        _clean_top(pdf)
        Cleaning(pdf).run()
        refuse_hidden(pdf)
        return _written(pdf), removed


def _refuse(pdf: Pdf) -> None:
    """Raise for whatever would change what the pages show if it were taken away."""
    if pdf.is_encrypted:
        raise Uncleanable(Reason.PASSWORD)
    if not len(pdf.pages):
        raise Uncleanable(Reason.EMPTY)
    if len(pdf.pages) > limits.PAGES:
        raise Uncleanable(Reason.TOO_MANY_PAGES, limit=limits.PAGES)
    if len(pdf.objects) > limits.OBJECTS:
        raise Uncleanable(Reason.TOO_MUCH)
    root = pdf.Root
    form = root.get(Name.AcroForm)
    if "/Perms" in root or (form is not None and int(form.get(Name.SigFlags, 0)) & 1):
        raise Uncleanable(Reason.SIGNED)
    if form is not None and (len(form.get(Name.Fields, Array())) or "/XFA" in form):
        raise Uncleanable(Reason.FORM)
    layers = root.get(Name.OCProperties)
    if layers is not None:
        shown = layers.get(Name.D, Dictionary())
        if len(shown.get(Name.OFF, Array())) or shown.get(Name.BaseState) == Name.OFF:
            raise Uncleanable(Reason.LAYERS)


def _told(root: Object) -> set[Removed]:
    """Return what of the document as a whole will be missed."""
    names = root.get(Name.Names, Dictionary())
    if "/EmbeddedFiles" in names or "/Collection" in root or "/AF" in root:
        return {Removed.ATTACHMENTS}
    return set()


def _clean_annotations(pdf: Pdf) -> set[Removed]:
    """Leave links to the web and within the document; comments, notes and stamps go."""
    removed: set[Removed] = set()
    for page in pdf.pages:
        kept = []
        for annotation in page.obj.get(Name.Annots, Array()):
            if not isinstance(annotation, Dictionary):
                continue
            kind = str(annotation.get(Name.Subtype, ""))
            if kind == "/Redact":
                raise Uncleanable(Reason.REDACTIONS)
            if kind == "/Widget":
                raise Uncleanable(Reason.FORM)
            if kind in MOVING:
                raise Uncleanable(Reason.MEDIA)
            if kind == "/Link" and leads_somewhere_allowed(annotation):
                kept.append(annotation)
                continue
            removed |= _missed(kind)
            # what reads aloud may still point at it
            for key in list(annotation.keys()):
                del annotation[key]
        if kept:
            page.obj.Annots = Array(kept)
        elif "/Annots" in page.obj:
            del page.obj.Annots
    return removed


def _missed(kind: str) -> set[Removed]:
    if kind == "/FileAttachment":
        return {Removed.ATTACHMENTS}
    if kind in REVIEWERS_MARKS:
        return {Removed.COMMENTS}
    return {Removed.LINKS} if kind == "/Link" else set()


def leads_somewhere_allowed(annotation: Object) -> bool:
    """Return whether a link is to a page of this document or to the web, and nobody's address."""
    action = annotation.get(Name.A)
    if action is None:
        return Name.Dest in annotation
    if action.get(Name.S) == Name.GoTo:
        return True
    return action.get(Name.S) == Name.URI and is_web_address(str(action.get(Name.URI, "")))


def _clean_top(pdf: Pdf) -> None:
    root = pdf.Root
    for key in list(root.keys()):
        if key not in OF_THE_DOCUMENT:
            del root[key]
    names = root.get(Name.Names)
    if names is not None:
        for key in list(names.keys()):
            if key != "/Dests":
                del names[key]
    for key in list(pdf.trailer.keys()):
        if key not in ("/Root", "/Size"):
            del pdf.trailer[key]


def _written(pdf: Pdf) -> bytes:
    """Write every object anew: earlier versions and what nothing refers to stay behind."""
    buffer = io.BytesIO()
    pdf.save(
        buffer,
        fix_metadata_version=False,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        recompress_flate=True,
        deterministic_id=True,
    )
    return buffer.getvalue()
