"""The text of an office file beyond what stands in line: slides, text boxes, footnotes, charts.

A part is known by its root element: what it is called differs from program to program.
"""

import posixpath
from collections.abc import Iterator

from lxml import etree

from sessions.intake.archive import parsed, unpacked

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""The same text once more, for programs that are older."""

CHARTS = (
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chartSpace",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}dataModel",
)
BESIDE_SLIDES = (*CHARTS, f"{P}notes")
BESIDE_LINES = (*CHARTS, f"{W}footnotes", f"{W}endnotes")
WITH_BOXES = (f"{W}document", f"{W}hdr", f"{W}ftr")

Parts = dict[str, etree._Element]


def slide_passages(content: bytes) -> tuple[list[str], list[str]]:
    """Return the text of each slide in the order of the show, and that of charts and diagrams.

    Raises :class:`~sessions.intake.uncleanable.Uncleanable` for what is no presentation.
    """
    parts = _parts(content)
    slides = [_text(parts[name]) for name in _slides(parts) if name in parts]
    return slides, [_text(root) for root in parts.values() if root.tag in BESIDE_SLIDES]


def passages_beside_lines(content: bytes) -> Iterator[str]:
    """Yield what python-docx passes over: text boxes, footnotes, charts. Raises the same."""
    parts = _parts(content)
    for root in parts.values():
        if root.tag in BESIDE_LINES:
            yield _text(root)
        elif root.tag in WITH_BOXES:
            for box in root.iter(f"{W}txbxContent"):
                if next(box.iterancestors(FALLBACK), None) is None:
                    yield _text(box)


def _parts(content: bytes) -> Parts:
    files = unpacked(content)
    return {name: parsed(files[name]) for name in sorted(files) if name.endswith((".xml", ".rels"))}


def _slides(parts: Parts) -> Iterator[str]:
    """Yield the names of the slides as the presentation lists them."""
    for name, root in parts.items():
        if root.tag != f"{P}presentation":
            continue
        folder, _slash, base = name.rpartition("/")
        references = parts.get(f"{folder}/_rels/{base}.rels".lstrip("/"), ())
        targets = {each.get("Id"): each.get("Target", "") for each in references}
        for slide in root.iter(f"{P}sldId"):
            target = targets.get(slide.get(f"{R}id"), "")
            yield posixpath.normpath(posixpath.join(folder, target)).lstrip("/")


def _text(root: etree._Element) -> str:
    lines = ("".join(_pieces(paragraph)) for paragraph in root.iter(f"{A}p", f"{W}p"))
    return "\n".join(filter(None, lines))


def _pieces(paragraph: etree._Element) -> Iterator[str]:
    for element in paragraph.iter(f"{A}t", f"{W}t", f"{A}br", f"{W}br", f"{W}tab"):
        yield (element.text or "") if element.tag in (f"{A}t", f"{W}t") else " "
