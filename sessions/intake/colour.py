"""Colour profiles without the words in them: a screen's profile may bear its owner's name.

After ICC.1:2022, 7: a header of 128 bytes, a table of tags, and their data.
"""

import struct

HEADER = 128
ENTRY = 12

COLOUR_TAGS = frozenset(
    b"wtpt bkpt chad rXYZ gXYZ bXYZ rTRC gTRC bTRC kTRC gamt lumi chrm"
    b" A2B0 A2B1 A2B2 B2A0 B2A1 B2A2 D2B0 D2B1 D2B2 D2B3 B2D0 B2D1 B2D2 B2D3 pre0 pre1 pre2".split()
)
"""What a colour is computed from; every other tag is a text, a date or a device."""

TELLING_HEADER = ((4, 8), (24, 36), (48, 64), (80, 128))
"""Where the header holds the program, the time, the device, the creator and a fingerprint."""

EMPTY_TEXT = b"mluc" + struct.pack(">III", 0, 0, 12)
"""The tags a profile must have besides, without a word: description and copyright."""


def clean_profile(profile: bytes) -> bytes | None:
    """Return the profile with nothing but what colours are made of, or ``None`` if it is none."""
    if len(profile) < HEADER + 4 or profile[36:40] != b"acsp":
        return None
    (count,) = struct.unpack_from(">I", profile, HEADER)
    kept: dict[bytes, bytes] = {}
    for number in range(min(count, 100)):
        place = HEADER + 4 + number * ENTRY
        if place + ENTRY > len(profile):
            return None
        tag, start, size = struct.unpack_from(">4sII", profile, place)
        if tag in COLOUR_TAGS:
            if start < HEADER or start + size > len(profile):
                return None
            kept[tag] = profile[start : start + size]
    if not kept:
        return None
    return _written(profile[:HEADER], kept | {b"desc": EMPTY_TEXT, b"cprt": EMPTY_TEXT})


def _written(old_header: bytes, tags: dict[bytes, bytes]) -> bytes:
    header = bytearray(old_header)
    for start, end in TELLING_HEADER:
        header[start:end] = bytes(end - start)
    table = struct.pack(">I", len(tags))
    body = b""
    first = HEADER + 4 + len(tags) * ENTRY
    places: dict[bytes, int] = {}  # curves of red, green and blue are mostly one and the same
    for tag, data in sorted(tags.items()):
        if data not in places:
            places[data] = first + len(body)
            body += data + bytes(-len(data) % 4)
        table += struct.pack(">4sII", tag, places[data], len(data))
    whole = header + table + body
    struct.pack_into(">I", whole, 0, len(whole))
    return bytes(whole)
