"""The walk through all objects of a PDF that can be reached from its pages."""

import zlib
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, ContentStreamInlineImage, Dictionary, Name, Object, Pdf, Stream

from sessions.intake import limits
from sessions.intake.colour import clean_profile
from sessions.intake.jpeg import START, stripped
from sessions.intake.jpeg2000 import clean_jpeg2000
from sessions.intake.pdf_keys import KEPT, MARKED_CONTENT, NAMED_FREELY, RESOURCE_KINDS
from sessions.intake.uncleanable import Reason, Uncleanable
from sessions.intake.web import NAME_OF_A_FILE, is_web_address

Step = tuple[Object, str, str]
"""An object, the key it was found under, and the key of what holds it."""

PROFILE = "/ICCBased"

MARKING = {"BDC": 1, "DP": 1}
"""Operators with properties, and where among their operands these stand."""


class Cleaning:
    """Takes every entry that is not known to be needed out of every object of one file."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.pages = {page.obj.objgen for page in pdf.pages}
        self.seen: set[tuple[int, int]] = set()
        self.unpacked = 0

    def run(self) -> None:
        """Raises :class:`Uncleanable` for a picture or a size that is not taken."""
        for page in self.pdf.pages:
            self._rewrite_page(page)
        steps: list[Step] = [(self.pdf.Root, "", "")]
        while steps:
            found, key, holder = steps.pop()
            if found.is_indirect:
                if found.objgen in self.seen:
                    continue
                self.seen.add(found.objgen)
            if isinstance(found, Array):
                steps += self._items(found, key, holder)
            elif isinstance(found, Stream):
                steps += self._entries(found, key, holder)
                self._rewrite_stream(found, key, holder)
            elif isinstance(found, Dictionary):
                steps += self._entries(found, key, holder)

    def _items(self, array: Array, key: str, holder: str) -> Iterator[Step]:
        items = list(array)
        if items and items[0] == Name.ICCBased:
            key = PROFILE
        for number, item in enumerate(items):
            if self._is_gone(item):
                array[number] = None
            elif isinstance(item, Object):
                yield item, key, holder

    def _entries(self, found: Object, key: str, holder: str) -> Iterator[Step]:
        is_free = key in NAMED_FREELY or (key in RESOURCE_KINDS and holder == "/Resources")
        is_free = is_free or (key == "/Dests" and holder == "")
        if Name.Pg in found and self._is_gone(found.Pg):
            # what is read aloud for a page that was taken out
            for telling in ("/Pg", "/ActualText", "/Alt", "/E"):
                if telling in found:
                    del found[telling]
        for name in list(found.keys()):
            value = found[name]
            if not is_free and not self._is_kept(found, name, value):
                del found[name]
            elif isinstance(value, Object):
                yield value, name, key

    def _is_kept(self, found: Object, name: str, value: object) -> bool:
        if name not in KEPT or self._is_gone(value):
            return False
        if name == "/F":  # flags of a link; of anything else it is a file elsewhere
            return isinstance(value, int)
        if name == "/A" and isinstance(value, Dictionary) and Name.S in value:
            return _is_way(value)
        if name == "/Alt":
            return not NAME_OF_A_FILE.search(str(value))
        return name != "/Name" or found.get(Name.Type) == Name.Font

    def _is_gone(self, value: object) -> bool:
        """Return whether this is a page that is no longer in the document."""
        return (
            isinstance(value, Dictionary)
            and value.get(Name.Type) == Name.Page
            and value.objgen not in self.pages
        )

    def _rewrite_page(self, page: pikepdf.Page) -> None:
        if Name.Contents in page.obj:
            drawn = self._rewritten(page.obj)
            page.obj.Contents = self.pdf.make_stream(drawn)

    def _rewrite_stream(self, stream: Stream, key: str, holder: str) -> None:
        kind = stream.get(Name.Subtype)
        if kind == Name.Form or stream.get(Name.PatternType) == 1 or holder == "/CharProcs":
            stream.write(self._rewritten(stream))
        elif kind == Name.Image:
            self._rewrite_picture(stream)
        elif key == PROFILE:
            profile = clean_profile(stream.read_bytes())
            if profile is None:
                raise Uncleanable(Reason.DAMAGED)
            stream.write(profile)

    def _rewritten(self, drawn: Object) -> bytes:
        """Return what draws, without comments and without notes on stretches of it."""
        instructions = []
        for instruction in pikepdf.parse_content_stream(drawn):
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                _refuse_inline(instruction)
            place = MARKING.get(str(instruction.operator))
            if place is not None and len(instruction.operands) > place:
                properties = instruction.operands[place]
                if isinstance(properties, Dictionary):
                    for name in list(properties.keys()):
                        if name not in MARKED_CONTENT:
                            del properties[name]
            instructions.append(instruction)
        content = pikepdf.unparse_content_stream(instructions)
        self._count(len(content))
        return content

    def _rewrite_picture(self, stream: Stream) -> None:
        """Clean a picture that is a file of its own inside the PDF."""
        filters = _filters(stream)
        if not {"/DCTDecode", "/DCT", "/JPXDecode"} & set(filters):
            return
        data = stream.read_raw_bytes()
        parameters = stream.get(Name.DecodeParms)
        for name in filters[:-1]:
            if name not in ("/FlateDecode", "/Fl"):
                raise Uncleanable(Reason.PICTURE)
            unpacking = zlib.decompressobj()
            data = unpacking.decompress(data, limits.UNPACKED)
            self._count(len(data))
        if filters[-1] == "/JPXDecode":
            cleaned = clean_jpeg2000(data)
        elif data.startswith(START):
            cleaned = stripped(data)
        else:
            raise Uncleanable(Reason.PICTURE)
        if isinstance(parameters, Array):
            parameters = parameters[-1]
        stream.write(
            cleaned,
            filter=Name(filters[-1]),
            decode_parms=parameters if isinstance(parameters, Dictionary) else None,
        )

    def _count(self, size: int) -> None:
        self.unpacked += size
        if self.unpacked > limits.UNPACKED:
            raise Uncleanable(Reason.TOO_MUCH)


def _filters(stream: Stream) -> list[str]:
    found = stream.get(Name.Filter)
    if found is None:
        return []
    return [str(each) for each in found] if isinstance(found, Array) else [str(found)]


def _refuse_inline(instruction: ContentStreamInlineImage) -> None:
    """A photo written into the page itself is a file that is not looked into; nobody does it."""
    if any("DCT" in name for name in instruction.iimage.filters):
        raise Uncleanable(Reason.PICTURE)


def _is_way(action: Object) -> bool:
    if Name.GoTo == action.S:
        return True
    if action.S == Name.URI:
        return is_web_address(str(action.get(Name.URI, "")))
    # an attribute of structure is no action, and none other is kept
    return Name.O in action
