"""What is taken out of every XML part of an office file, text or slides."""

import re

from lxml import etree

from sessions.intake.archive import parsed
from sessions.intake.uncleanable import Reason, Uncleanable
from sessions.intake.web import NAME_OF_A_FILE

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
V = "{urn:schemas-microsoft-com:vml}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

OF_OFFICE = (
    "http://schemas.openxmlformats.org/",
    "http://schemas.microsoft.com/office/",
    "urn:schemas-microsoft-com:",
    "http://www.w3.org/XML/1998/namespace",
)
"""What is of another maker is dropped, whole: nothing on the page depends on it."""

TELLING = re.compile(
    r"rsid\w*|paraId|textId|editId|anchorId|gfxdata|author|initials|userId|providerId|userDrawn"
)
"""Attributes that say who wrote, when, in which session, or hold a second copy of a drawing."""

KEPT_EXTENSIONS = {
    "{C183D7F6-B498-43B3-948B-1728B52AA6E4}",  # a picture is decoration: not to be read aloud
    "{A12FA001-AC4F-418D-AE19-62706E023703}",  # the colour of a link
    "HTTP://SCHEMAS.MICROSOFT.COM/OFFICE/DRAWING/2008/DIAGRAM",  # how a diagram is drawn
}
"""Others hold names of sections, ids, second versions of pictures, data of further programs."""

NAMED = ("theme", "clrScheme", "fontScheme", "fmtScheme")
WITHIN_THE_SHOW = "ppaction://hlinkshowjump"
CROPS = ("cropleft", "croptop", "cropright", "cropbottom")


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace."""
    return etree.QName(element).localname


def drop(element: etree._Element) -> None:
    """Take an element out, if it is still in."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: etree._Element) -> None:
    """Put an element's children in its place."""
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    for child in list(element):
        parent.insert(place, child)
        place += 1
    parent.remove(element)


def ids_in(root: etree._Element) -> set[str]:
    """Return the ids of the references that a part uses."""
    found = set()
    for element in root.iter(etree.Element):
        for name, value in element.attrib.items():
            if name.startswith(R):
                found.add(value)
    return found


def clean_tree(content: bytes, references: dict[str, str]) -> etree._Element:
    """Return the root of a part without what tells of people; ``references`` are those it keeps.

    Raises :class:`Uncleanable` where a picture is cropped or something is hidden.
    """
    root = parsed(content)
    for element in list(root.iter(etree.Element)):
        if not element.tag.startswith(tuple(f"{{{space}" for space in OF_OFFICE)):
            drop(element)
        elif element.tag.endswith("}ext") and element.get("uri") is not None:
            if element.get("uri", "").upper() not in KEPT_EXTENSIONS:
                drop(element)
    for element in list(root.iter(etree.Element)):
        _clean_attributes(element)
        _clean_element(element)
    _drop_dangling(root, references)
    return root


def _clean_attributes(element: etree._Element) -> None:
    for name in list(element.attrib):
        space, _bracket, own = name[1:].rpartition("}") if name[0] == "{" else ("", "", name)
        if (space and not space.startswith(OF_OFFICE)) or TELLING.fullmatch(own):
            del element.attrib[name]
        elif space == "urn:schemas-microsoft-com:office:office" and own in ("title", "href"):
            del element.attrib[name]


def _clean_element(element: etree._Element) -> None:
    name = local(element)
    if name in ("cNvPr", "docPr"):
        # a picture is called by the name of its file, at times in its description as well
        element.set("name", f"Object {element.get('id', '')}")
        if element.get("hidden") in ("1", "true"):
            raise Uncleanable(Reason.HIDDEN)
        for words in ("descr", "title"):
            if NAME_OF_A_FILE.search(element.get(words, "")):
                del element.attrib[words]
    elif element.tag == f"{A}srcRect":
        if any(_amount(element.get(side, "0")) > 0 for side in "ltrb"):
            raise Uncleanable(Reason.CROPPED)
    elif element.tag == f"{V}imagedata":
        if any(element.get(side, "0").strip("0f. ") for side in CROPS):
            raise Uncleanable(Reason.CROPPED)
    elif element.tag.startswith(V):
        if NAME_OF_A_FILE.search(element.get("alt", "")):
            del element.attrib["alt"]
    elif element.tag.startswith(A) and name in NAMED:
        element.set("name", "")
    elif element.tag == f"{C}f":
        element.text = "Data"  # the cells a chart was drawn from, with their file and sheet
    elif element.tag in (f"{C}externalData", f"{C}printSettings"):
        drop(element)


def _amount(value: str) -> float:
    try:
        return float(value.rstrip("%"))
    except ValueError:
        raise Uncleanable(Reason.DAMAGED) from None


def _drop_dangling(root: etree._Element, references: dict[str, str]) -> None:
    """Take out what refers to something that does not stay."""
    for element in list(root.iter(etree.Element)):
        ids = [value for name, value in element.attrib.items() if name.startswith(R)]
        action = element.get("action", "")
        if not ids or all(each in references for each in ids):
            continue
        if not any(ids) and action.startswith(WITHIN_THE_SHOW):
            continue
        if element.tag == f"{W}hyperlink":
            unwrap(element)
            continue
        # a program shows the other version of what it cannot
        choice = next(element.iterancestors(f"{MC}Choice"), None)
        drop(element if choice is None else choice)


def drop_namespaces(root: etree._Element) -> None:
    """Leave no name of a maker's behind that is used by nothing."""
    listed: set[str] = set()
    for element in root.iter(etree.Element):
        for name in (f"{MC}Ignorable", "Requires"):
            listed.update(element.get(name, "").split())
    etree.cleanup_namespaces(root, keep_ns_prefixes=sorted(listed))
