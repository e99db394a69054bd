"""The plain text of a file, as the scanner reads it."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import docx
import pypdf
from docx.opc.exceptions import PackageNotFoundError
from docx.text.paragraph import Paragraph
from pypdf.errors import PdfReadError

from sessions.intake import Uncleanable
from sessions.office_text import passages_beside_lines, slide_passages

_DIVIDED = re.compile(r"\u00ad\s*\n?|(?<=\w)-\n(?=[a-zß-ÿ])")


class UnreadableFile(ValueError):
    """A file whose text cannot be had; the message says why and what to do."""


def passages(path: Path) -> Iterator[str]:
    """Yield the text of a Markdown, text, DOCX, PPTX or PDF file, a passage at a time.

    A passage is a page of a PDF, a slide, and else what stands between empty lines. Raises
    :class:`UnreadableFile`; a file that holds no text at all is unreadable too, since finding
    nothing in it would look like a clean text.
    """
    for _number, passage in numbered_passages(path):
        yield passage


def numbered_passages(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the same, each with its number among all, those without text counted. Raises the same.

    Of a PDF that is the number of the page, and of a presentation that of the slide; what stands
    in its charts comes after the last one.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        kinds = ", ".join(sorted(READERS))
        raise UnreadableFile(f"{path.name}: only {kinds} can be read. Save it as one of these.")
    is_empty = True
    for number, passage in enumerate(reader(path), start=1):
        if passage.strip():
            is_empty = False
            yield number, passage
    if is_empty:
        raise UnreadableFile(
            f"{path.name}: there is no text in it. A scanned page has to be recognised first."
        )


def undivided(passage: str) -> str:
    """Return a passage in one line: a sheet divides lines and words anywhere, names as well."""
    return " ".join(_DIVIDED.sub("", passage).split())


def _plain(path: Path) -> Iterator[str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"{path.name}: this is not UTF-8. Save it as UTF-8.") from error
    except OSError as error:
        raise UnreadableFile(f"{path.name}: {error.strerror}") from error
    passage: list[str] = []
    for line in text.splitlines(keepends=True):
        passage.append(line)
        if not line.strip():
            yield "".join(passage)
            passage = []
    yield "".join(passage)


def _docx(path: Path) -> Iterator[str]:
    try:
        document = docx.Document(str(path))
    except (PackageNotFoundError, KeyError, ValueError, OSError) as error:
        raise UnreadableFile(f"{path.name}: this is no DOCX file. Save it as one.") from error
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield block.text
        else:
            for row in block.rows:
                yield "\n".join(cell.text for cell in row.cells)
    for section in document.sections:
        for part in (section.header, section.footer):
            yield "\n".join(paragraph.text for paragraph in part.paragraphs)
    try:
        yield from passages_beside_lines(path.read_bytes())
    except Uncleanable as error:
        raise UnreadableFile(f"{path.name}: not all of it can be read. Save it anew.") from error


def _pptx(path: Path) -> Iterator[str]:
    try:
        slides, beside = slide_passages(path.read_bytes())
    except (Uncleanable, OSError) as error:
        raise UnreadableFile(f"{path.name}: this is no PPTX file. Save it as one.") from error
    yield from slides
    yield from beside


def _pdf(path: Path) -> Iterator[str]:
    try:
        reader = pypdf.PdfReader(path)
        if reader.is_encrypted:
            raise UnreadableFile(f"{path.name}: it is locked by a password. Save it without one.")
        for page in reader.pages:
            yield page.extract_text()
    except (PdfReadError, OSError) as error:
        raise UnreadableFile(f"{path.name}: this is no PDF file. Save it as one.") from error


READERS: Mapping[str, Callable[[Path], Iterator[str]]] = {
    ".md": _plain,
    ".txt": _plain,
    ".docx": _docx,
    ".pdf": _pdf,
    ".pptx": _pptx,
}
"""How to read a file, by the ending of its name."""
