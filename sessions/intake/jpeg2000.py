"""A JPEG 2000 picture, as scans in a PDF often are, without its boxes of words.

After ITU-T T.800: annex I for the boxes, annex A for the markers of the code stream.
"""

import struct

from sessions.intake.uncleanable import Reason, Uncleanable

SIGNATURE = b"\x00\x00\x00\x0cjP  \r\n\x87\n"
CODE_STREAM = b"\xff\x4f\xff\x51"
NEEDED = frozenset({b"jP  ", b"ftyp", b"jp2h", b"jp2c"})
IN_HEADER = frozenset({b"ihdr", b"bpcc", b"colr", b"pclr", b"cmap", b"cdef"})
COMMENT = 0xFF64
FIRST_TILE = 0xFF90


def clean_jpeg2000(content: bytes) -> bytes:
    """Return the picture with what draws it; raises :class:`Uncleanable`."""
    if content.startswith(CODE_STREAM):
        return _code_stream(content)
    if not content.startswith(SIGNATURE):
        raise Uncleanable(Reason.PICTURE)
    return _boxes(content, NEEDED)


def _boxes(content: bytes, needed: frozenset[bytes]) -> bytes:
    kept = []
    place = 0
    while place < len(content):
        if place + 8 > len(content):
            raise Uncleanable(Reason.DAMAGED)
        size, kind = struct.unpack_from(">I4s", content, place)
        begin = place + 8
        if size == 1 and place + 16 <= len(content):
            (size,) = struct.unpack_from(">Q", content, begin)
            begin += 8
        end = len(content) if size == 0 else place + size
        if end < begin or end > len(content):
            raise Uncleanable(Reason.DAMAGED)
        if kind in needed:
            inside = content[begin:end]
            if kind == b"jp2h":
                inside = _boxes(inside, IN_HEADER)
            elif kind == b"jp2c":
                inside = _code_stream(inside)
            elif kind == b"colr" and inside[:1] != b"\x01":
                # a profile may hold words; PDF takes the colours from its own entry as well
                raise Uncleanable(Reason.PICTURE)
            kept.append(struct.pack(">I4s", len(inside) + 8, kind) + inside)
        place = end
    return b"".join(kept)


def _code_stream(content: bytes) -> bytes:
    """Return it without the comments of its main header, and without what follows its end."""
    kept = [content[:2]]
    place = 2
    while True:
        if place + 4 > len(content):
            raise Uncleanable(Reason.DAMAGED)
        marker, length = struct.unpack_from(">HH", content, place)
        if marker == FIRST_TILE:
            break
        if marker < 0xFF30 or length < 2:
            raise Uncleanable(Reason.DAMAGED)
        if marker != COMMENT:
            kept.append(content[place : place + 2 + length])
        place += 2 + length
    end = content.rfind(b"\xff\xd9")
    if end < place:
        raise Uncleanable(Reason.DAMAGED)
    return b"".join([*kept, content[place : end + 2]])
