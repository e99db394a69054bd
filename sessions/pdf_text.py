"""The text of a PDF, all of it: its pages, and whatever else the file says in words."""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pikepdf
import pypdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from sessions.intake.pdf_keys import KEPT

SHOWING = frozenset({"Tj", "TJ", "'", '"'})
LINES = frozenset("l c v y re".split())

SMALLEST_PICTURE = 32 * 32
"""In pixels; on fewer there is no room for a word."""

FEWEST_LINES = 30
"""On a page without text: fewer are a frame or a rule, more may be letters that were drawn."""

OF_FONTS = frozenset(
    "/BaseFont /FontName /FontFamily /CMapName /Registry /Ordering /Differences /CharSet /Style"
    " /CIDSet /Panose".split()
)
"""Where names of fonts and of their signs stand."""

SIGN_IN_FONT = re.compile(rb"dup\s+(\d{1,3})\s*/([\w.]+)\s+put")
JOINED = frozenset(
    "ff fi fl ffi ffl germandbls dotlessi dotlessj ae oe oslash AE OE Oslash".split()
)
"""Letters that have no place among the plain ones."""

OF_A_FONT = (Name.CIDFontType0, Name.CIDFontType2)
"""What another font is made of; that one says which letters its signs are."""

OF_THE_FILE = (Name.ObjStm, Name.XRef)
"""Where a file keeps other objects, and finds them."""

NUMBERED_SIGN = re.compile(r"/([acgx]|cid|gid|glyph|index)?_?\d[0-9A-F]*", re.IGNORECASE)
"""A sign called by its number only: nobody knows which letter it draws."""

GARBLED = re.compile(r"\ufffd|[\ue000-\uf8ff]{3}|[\x00-\x08\x0e-\x1f]{3}")
"""What comes of letters without a meaning; one alone is a bullet."""

LETTER = re.compile(r"[^\W\d_]")


def pdf_texts(content: bytes) -> tuple[list[str], list[str], bool]:
    """Return the text of each page, what is said besides, and whether that is all there is to read.

    Besides are bookmarks, labels of pages, what is read aloud, hints on links, names of places and
    of kinds of paragraph, patterns with text; each once, and without what stands on a page just
    so. Names of fonts and their signs are left out. It is not all where there are pictures,
    letters without a meaning, or pages of lines alone.

    Raises :class:`PermissionError` for a file with a password, and what pypdf and pikepdf raise
    for a damaged one.
    """
    pages = _page_texts(content)
    with Pdf.open(io.BytesIO(content)) as pdf:
        found = _Found()
        found.walk(pdf)
        apart = _page_texts(_as_pages(pdf, found.drawn_apart))
        bare = [page for page, text in zip(pdf.pages, pages, strict=True) if not text.strip()]
        is_whole = not (found.has_pictures or found.has_signs_only or any(map(_is_drawn, bare)))
    is_whole = is_whole and not any(map(GARBLED.search, [*pages, *apart]))
    return pages, list(_said_besides(pages, [*found.texts, *apart])), is_whole


def _page_texts(content: bytes) -> list[str]:
    reader = pypdf.PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        raise PermissionError
    return [page.extract_text() for page in reader.pages]


def _said_besides(pages: Iterable[str], found: Iterable[str]) -> Iterator[str]:
    known = " ".join(" ".join(page.split()) for page in pages)
    lines = (" ".join(line.split()) for text in found for line in text.splitlines())
    for line in dict.fromkeys(lines):
        if LETTER.search(line) and not _stands_in(line, known):
            yield line


def _stands_in(text: str, known: str) -> bool:
    """Return whether words stand somewhere as they are, not as a part of longer ones."""
    start = known.find(text)
    while start >= 0:
        around = known[start - 1 : start] + known[start + len(text) :][:1]
        if not any(sign.isalnum() for sign in around):
            return True
        start = known.find(text, start + 1)
    return False


@dataclass(slots=True)
class _Found:
    """What the objects of one file hold; ``drawn_apart`` are drawings with text, and resources."""

    texts: dict[str, None] = field(default_factory=dict)
    drawn_apart: list[tuple[bytes, Object]] = field(default_factory=list)
    has_pictures: bool = False
    has_signs_only: bool = False

    def walk(self, pdf: Pdf) -> None:
        """Go through every object of a file."""
        glyphs: set[tuple[int, int]] = set()
        for each in pdf.objects:
            if isinstance(each, Dictionary) and each.get(Name.Type) == Name.Font:
                self.has_signs_only = self.has_signs_only or not _is_legible(each)
                drawings = each.get(Name.CharProcs, Dictionary())
                glyphs |= {drawing.objgen for _name, drawing in drawings.items()}
        for each in pdf.objects:
            if isinstance(each, Stream) and each.get(Name.Type) in OF_THE_FILE:
                continue
            self._words(each)
            if isinstance(each, Stream):
                self._stream(each, is_glyph=each.objgen in glyphs)
        for page in pdf.pages:
            self._drawing(page.obj, is_glyph=False)

    def _stream(self, stream: Stream, *, is_glyph: bool) -> None:
        kind = stream.get(Name.Subtype)
        if kind == Name.Image:
            room = int(stream.get(Name.Width, 0)) * int(stream.get(Name.Height, 0))
            self.has_pictures = self.has_pictures or room > SMALLEST_PICTURE
        elif is_glyph or kind == Name.Form or stream.get(Name.PatternType) == 1:
            if self._drawing(stream, is_glyph=is_glyph):
                resources = stream.get(Name.Resources, Dictionary())
                self.drawn_apart.append((stream.read_bytes(), resources))

    def _drawing(self, drawn: Object, *, is_glyph: bool) -> bool:
        """Take what is said of stretches of a drawing; return whether it shows text."""
        if isinstance(drawn, Dictionary) and Name.Contents not in drawn:
            return False
        shows = False
        aloud: list[str] = []
        for instruction in pikepdf.parse_content_stream(drawn):
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                picture = instruction.iimage
                large = picture.width * picture.height > SMALLEST_PICTURE
                self.has_pictures = self.has_pictures or (large and not is_glyph)
                for token in instruction.operands:
                    self._words(token)
            elif str(instruction.operator) in SHOWING:
                shows = True
            else:
                for operand in instruction.operands:
                    self._words(operand)
                    if isinstance(operand, Dictionary) and Name.ActualText in operand:
                        aloud.append(str(operand.ActualText))
        # a word may be said in pieces
        self._say("".join(aloud))
        return shows

    def _say(self, text: str) -> None:
        self.texts[text] = None

    def _words(self, value: object) -> None:
        """Take the strings and names of an object, but of no other that it refers to."""
        if isinstance(value, pikepdf.String):
            self._say(str(value))
        elif isinstance(value, Name):
            self._say(str(value).removeprefix("/"))
        elif isinstance(value, Array):
            # the colours of a palette are a string as well
            if not len(value) or value[0] != Name.Indexed:
                for item in value:
                    self._inside(item)
        elif isinstance(value, Dictionary | Stream):
            for name, held in value.items():
                if name not in KEPT:
                    self._say(name.removeprefix("/"))
                if name not in OF_FONTS:
                    self._inside(held)

    def _inside(self, value: object) -> None:
        if not (isinstance(value, Object) and value.is_indirect):
            self._words(value)


def _is_legible(font: Object) -> bool:
    """Return whether it is known of a font which letters its signs are."""
    kind = font.get(Name.Subtype)
    if Name.ToUnicode in font or kind in OF_A_FONT:
        return True
    encoding = font.get(Name.Encoding)
    if kind == Name.Type0:
        return False
    if isinstance(encoding, Dictionary):
        signs = [str(each) for each in encoding.get(Name.Differences, Array()) if _is_name(each)]
        return not any(map(NUMBERED_SIGN.fullmatch, signs))
    holder = font.get(Name.FontDescriptor, Dictionary())
    if encoding is None and Name.FontFile in holder:
        return _has_letters_in_place(holder.FontFile.read_bytes())
    return encoding is not None or not (Name.FontFile2 in holder or Name.FontFile3 in holder)


def _has_letters_in_place(font: bytes) -> bool:
    """Return whether a font, as TeX embeds it for formulas, draws letters under their own codes."""
    signs = [(int(code), name.decode()) for code, name in SIGN_IN_FONT.findall(font)]
    letters = [(code, name) for code, name in signs if len(name) == 1 or name in JOINED]
    numbered = any(NUMBERED_SIGN.fullmatch(f"/{name}") for _code, name in signs)
    return bool(signs) and not numbered and all(chr(code) == name for code, name in letters)


def _is_name(value: object) -> bool:
    return isinstance(value, Name)


def _is_drawn(page: pikepdf.Page) -> bool:
    steps = pikepdf.parse_content_stream(page) if Name.Contents in page.obj else []
    return sum(str(each.operator) in LINES for each in steps) >= FEWEST_LINES


def _as_pages(pdf: Pdf, drawn: Iterable[tuple[bytes, Object]]) -> bytes:
    """Return a file whose pages are drawings that may be on no page of another."""
    apart = Pdf.new()
    for content, resources in drawn:
        page = apart.add_blank_page()
        whole = resources if resources.is_indirect else pdf.make_indirect(resources)
        page.obj.Resources = apart.copy_foreign(whole)
        page.obj.Contents = apart.make_stream(content)
    buffer = io.BytesIO()
    apart.save(buffer)
    return buffer.getvalue()
