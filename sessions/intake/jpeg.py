"""A JPEG without its segments of words, thumbnails and second pictures; not a pixel changes.

After ITU-T T.81, B: a chain of marked segments, of which a decoder needs few.
"""

import struct
from collections.abc import Iterator

from sessions.intake.colour import clean_profile
from sessions.intake.uncleanable import Reason, Uncleanable

START = b"\xff\xd8"
END = b"\xff\xd9"
APP0, APP1, APP2, APP14 = 0xE0, 0xE1, 0xE2, 0xEE
SCAN = 0xDA

NEEDED = frozenset({*range(0xC0, 0xD0), SCAN, 0xDB, 0xDC, 0xDD, 0xDE, 0xDF}) - {0xC8}
"""Tables, frames and scans; a comment or an application's own segment is none of them."""

JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
PROFILE_NAME = b"ICC_PROFILE\x00"
PROFILE_PIECE = 65_000


def stripped(content: bytes, orientation: int = 1) -> bytes:
    """Return the picture with what draws it, its colours, and which way up it is held.

    What follows its end is left behind: maps of depth, films, an original before a crop.
    """
    kept = []
    profile: list[tuple[int, bytes]] = []
    has_jfif = False
    colours = b""
    for marker, payload, scan in _segments(content):
        if marker in NEEDED:
            kept.append(_segment(marker, payload) + scan)
        elif marker == APP0 and payload.startswith(b"JFIF\x00"):
            has_jfif = True
        elif marker == APP14 and payload.startswith(b"Adobe") and len(payload) >= 12:
            # how colours were transformed; of this program's name there is no way around
            colours = _segment(APP14, b"Adobe\x00\x64\x00\x00\x00\x00" + payload[11:12])
        elif marker == APP2 and payload.startswith(PROFILE_NAME) and len(payload) > 14:
            profile.append((payload[12], payload[14:]))
    head = [START, JFIF if has_jfif else b"", _held(orientation), colours]
    return b"".join([*head, *_profile(profile), *kept, END])


def _segments(content: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield each segment up to the end: marker, payload, and the scan's data after it."""
    place = 2
    while True:
        if content[place : place + 1] != b"\xff" or place + 2 > len(content):
            raise Uncleanable(Reason.DAMAGED)
        marker = content[place + 1]
        if marker == 0xFF:  # padding
            place += 1
            continue
        if marker == 0xD9:
            return
        if place + 4 > len(content):
            raise Uncleanable(Reason.DAMAGED)
        (length,) = struct.unpack_from(">H", content, place + 2)
        end = place + 2 + length
        if length < 2 or end > len(content):
            raise Uncleanable(Reason.DAMAGED)
        after = _end_of_scan(content, end) if marker == SCAN else end
        yield marker, content[place + 4 : end], content[end:after]
        place = after


def _end_of_scan(content: bytes, start: int) -> int:
    """Return where the next segment begins: inside a scan, FF is escaped or a restart."""
    place = start
    while True:
        place = content.find(b"\xff", place)
        if place < 0 or place + 1 >= len(content):
            raise Uncleanable(Reason.DAMAGED)
        following = content[place + 1]
        if following == 0 or 0xD0 <= following <= 0xD7:
            place += 2
        elif following == 0xFF:
            place += 1
        else:
            return place


def _segment(marker: int, payload: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload


def _held(orientation: int) -> bytes:
    """Return the one entry of EXIF without which a photo would lie on its side."""
    if not 2 <= orientation <= 8:
        return b""
    entry = struct.pack(">HHIHH", 0x0112, 3, 1, orientation, 0)
    directory = struct.pack(">H", 1) + entry + bytes(4)
    return _segment(APP1, b"Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08" + directory)


def _profile(pieces: list[tuple[int, bytes]]) -> list[bytes]:
    profile = clean_profile(b"".join(piece for _number, piece in sorted(pieces)))
    if profile is None:
        return []
    parts = [profile[at : at + PROFILE_PIECE] for at in range(0, len(profile), PROFILE_PIECE)]
    return [
        _segment(APP2, PROFILE_NAME + bytes((number, len(parts))) + part)
        for number, part in enumerate(parts, start=1)
    ]
