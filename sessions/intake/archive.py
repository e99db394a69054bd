"""The archive an office file is: read within limits, and written the same each time."""

import io
import zipfile

from lxml import etree

from sessions.intake import limits
from sessions.intake.uncleanable import Reason, Uncleanable

XML_BYTES = 60 * 1024 * 1024
"""Of all XML in one file; in memory it takes many times as much."""

PACKED_PLAINLY = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 0x1


def unpacked(content: bytes) -> dict[str, bytes]:
    """Return every file of an archive by its name; raises :class:`Uncleanable`."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _refuse(entries)
            return {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError) as error:
        raise Uncleanable(Reason.DAMAGED) from error


def _refuse(entries: list[zipfile.ZipInfo]) -> None:
    """Raise before anything is unpacked; no more than the stated size is read of any file."""
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise Uncleanable(Reason.PASSWORD)
    if any(entry.compress_type not in PACKED_PLAINLY for entry in entries):
        raise Uncleanable(Reason.DAMAGED)
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names):
        raise Uncleanable(Reason.DAMAGED)
    in_xml = sum(entry.file_size for entry in entries if not _is_picture(entry.filename))
    if (
        len(entries) > limits.PARTS
        or sum(entry.file_size for entry in entries) > limits.UNPACKED
        or in_xml > XML_BYTES
    ):
        raise Uncleanable(Reason.TOO_MUCH)


def _is_picture(name: str) -> bool:
    return "/media/" in name or name.endswith((".bin", ".xlsx"))


def packed(files: list[tuple[str, bytes]]) -> bytes:
    """Return an archive of these files in this order, all of the same moment long ago."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, content)
    return buffer.getvalue()


def parsed(content: bytes) -> etree._Element:
    """Return the root of an XML file without comments; one with a DTD is refused.

    Entities could hold a whole disk or grow to gigabytes; no office program writes any.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Uncleanable(Reason.DAMAGED) from error
    if root.getroottree().docinfo.doctype:
        raise Uncleanable(Reason.DAMAGED)
    return root


def serialized(root: etree._Element) -> bytes:
    """Return an XML file as office programs write it."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
