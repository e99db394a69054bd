"""What programs that are not ours read in a file: exiftool and pdftotext."""

import contextlib
import os
import shutil
import subprocess
import zlib
from pathlib import Path

import pytest

HOW_TO_INSTALL = (
    "on Debian: apt-get install libimage-exiftool-perl libarchive-zip-perl poppler-utils"
)


def _run(program: str, *arguments: str) -> bytes:
    if shutil.which(program) is None:
        told = pytest.fail if os.environ.get("REQUIRE_WITNESSES") else pytest.skip
        told(f"there is no {program} on this machine ({HOW_TO_INSTALL})")
    return subprocess.run([program, *arguments], capture_output=True, timeout=60).stdout


def told_by_exiftool(file: Path) -> bytes:
    """Return every property exiftool knows of a file, in pictures inside of it as well."""
    return _run("exiftool", "-a", "-G1", "-s", "-U", "-ee3", "--System:all", str(file))


def text_by_pdftotext(file: Path) -> bytes:
    """Return the text of a PDF as poppler reads it."""
    return _run("pdftotext", "-layout", str(file), "-")


def picture_by_poppler(file: Path) -> bytes:
    """Return the first page of a PDF as poppler draws it."""
    return _run("pdftoppm", "-r", "50", "-l", "1", str(file))


def unpacked_streams(content: bytes) -> bytes:
    """Return whatever can be unpacked of a file, wherever a packed stream may begin."""
    found = [content]
    for beginning in (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda"):
        place = content.find(beginning)
        while place >= 0:
            with contextlib.suppress(zlib.error):
                found.append(zlib.decompressobj().decompress(content[place:], 10_000_000))
            place = content.find(beginning, place + 1)
    return b"\n".join(found)
