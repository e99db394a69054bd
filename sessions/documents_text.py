"""The plain text of a file, as the scanner reads it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pikepdf import PdfError
from pypdf.errors import PdfReadError

from sessions.intake import Uncleanable
from sessions.office_text import slide_texts, word_texts
from sessions.pdf_text import pdf_texts

_DIVIDED = re.compile(r"\u00ad\s*\n?|(?<=\w)-\n(?=[a-zß-ÿ])")


class UnreadableFile(ValueError):
    """A file whose text cannot be had; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class FileText:
    """All text of a file: what one reads, a passage at a time, and what is said beside it.

    A passage is a page of a PDF, a slide, and else a paragraph or a row of a table. Beside it are
    charts, what is read aloud, bookmarks, hints, names of styles. ``is_whole`` is false where the
    file holds more to read than that: pictures, or letters nobody can tell.
    """

    passages: list[str]
    beside: list[str]
    is_whole: bool = True


def text_of(path: Path) -> FileText:
    """Return the text of a Markdown, text, DOCX, PPTX or PDF file.

    Raises :class:`UnreadableFile`; a file that holds no text at all is unreadable too, since
    finding nothing in it would look like a clean text.
    """
    read = READERS.get(path.suffix.lower())
    if read is None:
        kinds = ", ".join(sorted(READERS))
        raise UnreadableFile(f"{path.name}: only {kinds} can be read. Save it as one of these.")
    text = read(path)
    if not any(passage.strip() for passage in text.passages):
        raise UnreadableFile(
            f"{path.name}: there is no text in it. A scanned page has to be recognised first."
        )
    return text


def passages(path: Path) -> Iterator[str]:
    """Yield every passage that says something, then all that stands beside. Raises the same."""
    text = text_of(path)
    yield from filter(str.strip, [*text.passages, *text.beside])


def undivided(passage: str) -> str:
    """Return a passage in one line: a sheet divides lines and words anywhere, names as well."""
    return " ".join(_DIVIDED.sub("", passage).split())


def _plain(path: Path) -> FileText:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"{path.name}: this is not UTF-8. Save it as UTF-8.") from error
    except OSError as error:
        raise UnreadableFile(f"{path.name}: {error.strerror}") from error
    found = [""]
    for line in text.splitlines(keepends=True):
        found[-1] += line
        if not line.strip():
            found.append("")
    return FileText(found, [])


def _docx(path: Path) -> FileText:
    try:
        return FileText(*word_texts(path.read_bytes()))
    except (Uncleanable, OSError) as error:
        raise UnreadableFile(f"{path.name}: this is no DOCX file. Save it as one.") from error


def _pptx(path: Path) -> FileText:
    try:
        return FileText(*slide_texts(path.read_bytes()))
    except (Uncleanable, OSError) as error:
        raise UnreadableFile(f"{path.name}: this is no PPTX file. Save it as one.") from error


def _pdf(path: Path) -> FileText:
    try:
        return FileText(*pdf_texts(path.read_bytes()))
    except PermissionError as error:
        raise UnreadableFile(
            f"{path.name}: it is locked by a password. Save it without one."
        ) from error
    except (PdfReadError, PdfError, OSError) as error:
        raise UnreadableFile(f"{path.name}: this is no PDF file. Save it as one.") from error


READERS: Mapping[str, Callable[[Path], FileText]] = {
    ".md": _plain,
    ".txt": _plain,
    ".docx": _docx,
    ".pdf": _pdf,
    ".pptx": _pptx,
}
"""How to read a file, by the ending of its name."""
