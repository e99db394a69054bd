"""An answer taken apart: status line and headers, cookies, body, files and what is inside them."""

import io
import re
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pypdf
from django.http.response import HttpResponseBase
from PIL import Image
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, TextStringObject

from msg.exposure.folding import decoded
from sessions.documents_text import UnreadableFile, passages, undivided

LARGEST_FILE = 50_000_000
"""Bytes of a packed file that are unpacked; what is larger is said to be unread."""
TEXTS = ("text/", "json", "xml", "javascript")

_PNG = b"\x89PNG\r\n\x1a\n"
_PIXELS = (b"IHDR", b"PLTE", b"IDAT")
_PACKED_STREAM = re.compile(rb"/FlateDecode.{0,400}?stream\r?\n.*?endstream", re.DOTALL)
"""What is packed reads like anything at all, and is read unpacked elsewhere here."""

_NO_LETTERS = re.compile(r"[^\u0000-\u024f\u1e00-\u1eff]+")
"""What bytes of something else look like in UTF-16: syllables of every script there is."""
_TAG = re.compile(r"<[^<>]*>")
_FOLD = re.compile(r"\r?\n[ \t]")
"""Where a long line of a calendar goes on: in the middle of any word."""


class Unread(ValueError):
    """A file in an answer could not be looked into; it must not look clean."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an answer as text, and where it stood."""

    where: str
    text: str


def content_of(response: HttpResponseBase) -> bytes:
    """Return the whole body; one that is streamed closes itself when it was read to its end.

    To close it here would end the request once more, and with it the connection to PostgreSQL.
    """
    if response.streaming:
        return b"".join(response)
    return response.content  # type: ignore[attr-defined]


def pieces_of(response: HttpResponseBase, content: bytes) -> Iterator[Piece]:
    """Yield every part of an answer, decoded. Raises ``Unread`` after what could be read."""
    for name, value in response.headers.items():
        yield Piece("header", f"{name} {decoded(_header(value))}")
    yield Piece("status line", response.reason_phrase)
    for cookie in response.cookies.values():
        yield Piece("cookie", decoded(cookie.OutputString()))
    kind = response.headers.get("Content-Type", "")
    if not content:
        return
    if any(each in kind for each in TEXTS) and not content.startswith((b"%PDF", b"PK\x03\x04")):
        body = decoded(content.decode(response.charset or "utf-8", "replace"))
        yield Piece("body", body)
        if "calendar" in kind:
            yield Piece("text", _FOLD.sub("", body))
        if "<" in body:
            # words that markup breaks, and words that only markup parts
            yield Piece("text", _TAG.sub("", body))
            yield Piece("text", _TAG.sub(" ", body))
    else:
        yield from _file(content)


def _header(value: str) -> str:
    """Undo what Django does to a header with umlauts."""
    try:
        return str(make_header(decode_header(value)))
    except (HeaderParseError, LookupError, ValueError):
        return value


def _file(content: bytes) -> Iterator[Piece]:
    plain = content
    if content.startswith(b"%PDF"):
        plain = _PACKED_STREAM.sub(b" ", content)
    elif content.startswith(_PNG):
        plain = _beside_the_pixels(content)
    # the properties of a picture stand in the file as they are
    yield Piece("file, as it is", decoded(plain.decode("utf-8", "ignore")))
    yield Piece("file, as it is", _NO_LETTERS.sub(" ", plain.decode("utf-16-le", "ignore")))
    if content.startswith(b"%PDF"):
        yield from _pdf_properties(content)
        yield from _text_of(content, ".pdf")
    elif content.startswith(_PNG):
        yield from _png_properties(content)
    elif content.startswith(b"PK\x03\x04"):
        yield from _packed(content)


def _beside_the_pixels(content: bytes) -> bytes:
    """Return what a PNG holds beside its picture, and whatever was put behind its end."""
    kept, at = [], len(_PNG)
    while at < len(content):
        kind, length = content[at + 4 : at + 8], int.from_bytes(content[at : at + 4], "big")
        if kind == b"IEND":
            kept.append(content[at:])
            break
        if kind not in _PIXELS:
            kept.append(content[at : at + 8 + length])
        at += 12 + length
    return b" ".join(kept)


def _png_properties(content: bytes) -> Iterator[Piece]:
    try:
        with Image.open(io.BytesIO(content)) as picture:
            picture.load()
            properties: list[tuple[object, object]] = [*picture.info.items()]
            properties += picture.getexif().items()
    except (OSError, SyntaxError, ValueError) as error:
        raise Unread(".png") from error
    for name, value in properties:
        yield Piece("properties of a file", f"{name} {value}")


def _text_of(content: bytes, suffix: str) -> Iterator[Piece]:
    with tempfile.NamedTemporaryFile(suffix=suffix) as file:
        file.write(content)
        file.flush()
        try:
            for passage in passages(Path(file.name)):
                yield Piece("text of a file", undivided(passage))
        except UnreadableFile as error:
            raise Unread(suffix) from error


def _pdf_properties(content: bytes) -> Iterator[Piece]:
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        for name, value in (reader.metadata or {}).items():
            yield Piece("properties of a file", f"{name} {value}")
        packet = reader.root_object.get("/Metadata")
        if packet is not None:
            text = packet.get_object().get_data().decode("utf-8", "replace")
            yield Piece("properties of a file", decoded(text))
        numbers = {number for table in reader.xref.values() for number in table}
        for number in sorted(numbers | set(reader.xref_objStm)):
            for text in _strings(reader.get_object(number)):
                yield Piece("properties of a file", decoded(text))
    except PyPdfError as error:
        raise Unread(".pdf") from error


def _strings(value: Any) -> Iterator[str]:
    """Yield what an object says: words for those who listen, bookmarks, authors of notes, links."""
    if isinstance(value, IndirectObject):
        return
    if isinstance(value, DictionaryObject):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, ArrayObject):
        for each in value:
            yield from _strings(each)
    elif isinstance(value, TextStringObject):
        yield str(value)


def _packed(content: bytes) -> Iterator[Piece]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > LARGEST_FILE:
                raise Unread(".zip")
            is_document = any(entry.filename == "word/document.xml" for entry in entries)
            for entry in entries:
                yield Piece("name in a file", entry.filename)
                is_text = is_document and entry.filename.startswith("word/document")
                where = "text of a file" if is_text else "properties of a file"
                body = decoded(archive.read(entry).decode("utf-8", "replace"))
                yield Piece(where, _TAG.sub("", body))
                yield Piece(where, body)
            if archive.comment:
                yield Piece("properties of a file", archive.comment.decode("utf-8", "replace"))
    except zipfile.BadZipFile as error:
        raise Unread(".zip") from error
    if is_document:
        yield from _text_of(content, ".docx")


class _Places(HTMLParser):
    """Sorts the text of a page by where it stands."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Piece] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        self.found += [Piece(f"attribute {name}", value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        where = self._inside if self._inside in ("script", "style", "title") else "text"
        self.found.append(Piece(where, data))

    def handle_comment(self, data: str) -> None:
        self.found.append(Piece("comment", data))


def places_in(page: str) -> list[Piece]:
    """Return the parts of a page: attributes, comments, scripts, lines of text."""
    parser = _Places()
    parser.feed(page)
    parser.close()
    return parser.found


def page_of(response: HttpResponseBase, content: bytes) -> str:
    """Return the page in an answer; nothing where it holds none."""
    if "html" not in response.headers.get("Content-Type", ""):
        return ""
    return content.decode(response.charset or "utf-8", "replace")


def media_type(response: Any) -> str:
    """Return the type of an answer without its parameters."""
    return str(response.headers.get("Content-Type", "")).partition(";")[0]
