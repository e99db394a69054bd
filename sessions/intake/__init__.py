"""Files that come into the room lose whatever tells who made them, or stay outside.

Bytes in, bytes out, without Django: ``clean`` recognises a file by its content, takes it apart
with a library that knows its kind, and writes it anew from what is known to be needed. There is no
way through for anything that was not taken apart.
"""

import logging
from dataclasses import dataclass

from sessions.intake.office import COMPOUND_FILE, clean_office_file, refuse_old_office_file
from sessions.intake.pdf import clean_pdf
from sessions.intake.pictures import clean_picture
from sessions.intake.uncleanable import Reason, Removed, Uncleanable

__all__ = ["CleanFile", "Reason", "Removed", "Uncleanable", "clean"]

logger = logging.getLogger(__name__)

PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


@dataclass(frozen=True, slots=True)
class CleanFile:
    """A file that tells nothing of its makers; ``removed`` is what its readers will miss."""

    content: bytes
    extension: str
    removed: frozenset[Removed] = frozenset()


def clean(content: bytes) -> CleanFile:
    """Return a file without a trace of whoever made it; the same bytes give the same bytes.

    Raises :class:`Uncleanable` and nothing else, whatever the bytes are.
    """
    try:
        return _cleaned(content)
    except Uncleanable:
        raise
    except Exception as error:
        # Four libraries read what anybody may have made, and each has errors of its own. The
        # kind of error is no secret; its message may quote the file.
        logger.warning("A file could not be read: %s", type(error).__name__)
        raise Uncleanable(Reason.DAMAGED) from None


def _cleaned(content: bytes) -> CleanFile:
    if content.startswith(b"%PDF-"):
        pdf, missed = clean_pdf(content)
        return CleanFile(pdf, "pdf", frozenset(missed))
    if content.startswith(b"PK\x03\x04"):
        office_file, extension, missed = clean_office_file(content)
        return CleanFile(office_file, extension, frozenset(missed))
    if content.startswith(PICTURES):
        return CleanFile(*clean_picture(content))
    if content.startswith(COMPOUND_FILE):
        refuse_old_office_file(content)
    raise Uncleanable(Reason.UNKNOWN)
