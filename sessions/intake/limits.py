"""How large a file may get when it is opened: small archives can hold gigabytes."""

PAGES = 1000
"""Of a PDF, or slides."""

PIXELS = 50_000_000
"""Of one picture; a scanned A3 page at 300 dots an inch has 17 million."""

ALL_PIXELS = 400_000_000
"""Of all pictures in one file: decoding them takes some seconds, within a request."""

UNPACKED = 300 * 1024 * 1024
"""Bytes of a file with everything in it unpacked."""

PARTS = 5000
"""Files in one archive."""

OBJECTS = 400_000
"""Objects in one PDF."""

DRAWN = 5_000_000
"""Steps by which one page is drawn, those of a part as often as it is drawn."""
