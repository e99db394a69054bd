"""The plain text of a file, as the scanner reads it."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import docx
import pypdf
from docx.opc.exceptions import PackageNotFoundError
from docx.text.paragraph import Paragraph
from pypdf.errors import PdfReadError


class UnreadableFile(ValueError):
    """A file whose text cannot be had; the message says why and what to do."""


def passages(path: Path) -> Iterator[str]:
    """Yield the text of a Markdown, text, DOCX or PDF file, a passage at a time.

    A passage is a page of a PDF, and else what stands between empty lines. Raises
    :class:`UnreadableFile`; a file that holds no text at all is unreadable too, since finding
    nothing in it would look like a clean text.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        kinds = ", ".join(sorted(READERS))
        raise UnreadableFile(f"{path.name}: only {kinds} can be read. Save it as one of these.")
    is_empty = True
    for passage in reader(path):
        if passage.strip():
            is_empty = False
            yield passage
    if is_empty:
        raise UnreadableFile(
            f"{path.name}: there is no text in it. A scanned page has to be recognised first."
        )


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
}
"""How to read a file, by the ending of its name."""
