"""The text of an office file, all of it: lines, and whatever else its parts say in words.

A part is known by its root element: what it is called differs from program to program.
"""

import io
import posixpath
import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from lxml import etree
from PIL import Image

from sessions.intake.archive import parsed, unpacked
from sessions.intake.package import TYPES_FILE
from sessions.intake.uncleanable import Reason, Uncleanable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""The same text once more, for programs that are older."""

LETTERS = frozenset({f"{A}t", f"{W}t"})
SPACES = frozenset({f"{A}br", f"{W}br", f"{W}cr", f"{W}tab", f"{W}ptab"})
HOLDERS = frozenset({f"{A}p", f"{W}p", f"{W}rt", FALLBACK})
"""What holds letters that belong together; those above a word stand for themselves."""

ROWS = frozenset({f"{A}tr", f"{W}tr"})
FONTS = frozenset("ascii hAnsi eastAsia cs font typeface".split())
FONT_TABLE = frozenset({f"{W}font", f"{W}altName"})

OFFICE = re.compile(
    r"^(http://schemas\.(microsoft|openxmlformats)\.(com|org)|urn:schemas-microsoft-com)\b"
)
"""How names begin that makers of office programs gave to kinds of content."""

LETTER = re.compile(r"[^\W\d_]")

SMALLEST_PICTURE = 32 * 32
"""In pixels; on fewer there is no room for a word."""

XML = (".xml", ".rels")

Parts = dict[str, etree._Element]
Texts = tuple[list[str], list[str], bool]
"""What one reads, what is said beside it, and whether that is all."""


def word_texts(content: bytes) -> Texts:
    """Return the text of a document: its lines, and then those of headers, footnotes and boxes.

    Raises :class:`~sessions.intake.uncleanable.Uncleanable` for what is no text document.
    """
    files, parts = _opened(content, f"{W}document")
    lines = [line for root in parts.values() for line in _lines(root)]
    return lines, list(_beside(parts.values(), lines)), not _hold_pictures(files)


def slide_texts(content: bytes) -> Texts:
    """Return the text of a presentation; its passages are the slides, in the order of the show.

    Raises :class:`~sessions.intake.uncleanable.Uncleanable` for what is no presentation.
    """
    files, parts = _opened(content, f"{P}presentation")
    names = [name for name in _slides(parts) if name in parts]
    slides = [_lines(parts[name]) for name in names]
    said = dict.fromkeys(line for lines in slides for line in lines)
    # layouts repeat what a master says, and drawings of diagrams what their data say
    others = dict.fromkeys(
        line for name in parts if name not in names for line in _lines(parts[name])
    )
    more = [line for line in others if line not in said]
    more += _beside(parts.values(), [*said, *more])
    return ["\n".join(lines) for lines in slides], more, not _hold_pictures(files)


def _opened(content: bytes, main: str) -> tuple[dict[str, bytes], Parts]:
    """Return the files of an archive, and its parts with the main one at the beginning."""
    files = unpacked(content)
    parts = {
        name: parsed(files[name])
        for name in sorted(files)
        if name.endswith(XML) and name != TYPES_FILE
    }
    first = [name for name, root in parts.items() if root.tag == main]
    if not first:
        raise Uncleanable(Reason.UNKNOWN)
    return files, {name: parts[name] for name in dict.fromkeys([*first, *parts])}


def _hold_pictures(files: dict[str, bytes]) -> bool:
    """Return whether there are pictures large enough to write on, or files of another kind."""
    return any(_has_room(file) for name, file in files.items() if not name.endswith(XML))


def _has_room(file: bytes) -> bool:
    try:
        with Image.open(io.BytesIO(file)) as picture:
            return picture.width * picture.height > SMALLEST_PICTURE
    except (OSError, ValueError, Image.DecompressionBombError):
        return True


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


def _lines(root: etree._Element) -> list[str]:
    """Return what stands in paragraphs, those of one row of a table together."""
    pieces: dict[etree._Element, list[str]] = {}
    for element in root.iter(*LETTERS, *SPACES, f"{W}noBreakHyphen", f"{W}sym"):
        holder = _holder(element)
        if holder is not None:
            pieces.setdefault(holder, []).append(_sign(element))
    texts = {holder: "".join(found) for holder, found in pieces.items()}
    said = {text for holder, text in texts.items() if not _is_for_older(holder)}
    staying = [each for each in texts if texts[each] not in said or not _is_for_older(each)]
    rows = ("\n".join(texts[each] for each in row) for _row, row in groupby(staying, _row_or_self))
    return [row for row in rows if row.strip()]


def _holder(element: etree._Element) -> etree._Element | None:
    return next((each for each in element.iterancestors() if each.tag in HOLDERS), None)


def _is_for_older(holder: etree._Element) -> bool:
    return holder.tag == FALLBACK or next(holder.iterancestors(FALLBACK), None) is not None


def _sign(element: etree._Element) -> str:
    if element.tag in LETTERS:
        return element.text or ""
    if element.tag == f"{W}noBreakHyphen":
        return "-"
    if element.tag == f"{W}sym":  # in a font of signs letters have codes of their own
        code = element.get(f"{W}char", "")
        return chr(int(code, 16) & 0xFF) if re.fullmatch("[Ff]0[2-7][0-9A-Fa-f]", code) else ""
    return " "


def _row_or_self(holder: etree._Element) -> etree._Element:
    rows = [each for each in holder.iterancestors() if each.tag in ROWS]
    return rows[-1] if rows else holder


def _beside(roots: Iterable[etree._Element], lines: Iterable[str]) -> Iterator[str]:
    """Yield every text and every value that stands in no line, each once.

    That is what charts and formulas are labelled with, the code of fields, what is read aloud
    instead of a picture, captions, hints, addresses, names of styles. Names of fonts are left out.
    """
    said = set(lines)
    for root in roots:
        for text in (*_loose_texts(root), *_values(root)):
            if text not in said and LETTER.search(text):
                said.add(text)
                yield text


def _loose_texts(root: etree._Element) -> Iterator[str]:
    codes: dict[tuple[etree._Element, str], list[str]] = {}
    for element in root.iter(etree.Element):
        holder = _holder(element)
        if element.text and (holder is None or element.tag not in LETTERS):
            yield element.text
            if holder is not None:
                codes.setdefault((holder, element.tag), []).append(element.text)
        if element.tail:
            yield element.tail
    # a name may be divided between two runs
    yield from ("".join(pieces) for pieces in codes.values())


def _values(root: etree._Element) -> Iterator[str]:
    for element in root.iter(etree.Element):
        if element.tag == RELATIONSHIP:
            if element.get("TargetMode") == "External":
                yield element.get("Target", "")
        elif element.tag not in FONT_TABLE:
            for name, value in element.attrib.items():
                if not name.startswith(R) and name.rpartition("}")[2] not in FONTS:
                    yield OFFICE.sub("", value)
