"""What is taken out of a presentation, besides what every office file loses."""

from collections.abc import Iterable

from lxml import etree

from sessions.intake.office_xml import A, drop
from sessions.intake.uncleanable import Reason, Removed, Uncleanable

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"

SLIDE = f"{P}sld"

DROPPED = frozenset(
    f"{P}{name}"
    for name in (
        "custDataLst tags notesMasterIdLst handoutMasterIdLst embeddedFontLst modifyVerifier"
        " photoAlbum smartTags custShowLst custShow htmlPubPr webPr"
    ).split()
)
"""Data of further programs, notes, shows for other audiences, and who may change the file."""


def clean_slides(root: etree._Element) -> set[Removed]:
    """Clean one part of a presentation; raises :class:`Uncleanable` for a hidden slide."""
    if root.tag == SLIDE and root.get("show") in ("0", "false"):
        raise Uncleanable(Reason.HIDDEN)
    for element in list(root.iter(etree.Element)):
        if element.tag in DROPPED:
            drop(element)
        elif element.tag == f"{P}cSld":
            # the name of a layout, which a template gives it
            element.attrib.pop("name", None)
        elif element.tag == f"{P}oleObj":
            raise Uncleanable(Reason.EMBEDDED)
    return set()


def refuse_outside(show: etree._Element, roots: Iterable[etree._Element | None]) -> None:
    """Raise where something lies beside a slide: nobody sees it, and everybody can read it."""
    size = show.find(f"{P}sldSz")
    if size is None:
        return
    width, height = int(size.get("cx", "0")), int(size.get("cy", "0"))
    for root in roots:
        tree = root.find(f"{P}cSld/{P}spTree") if root is not None and root.tag == SLIDE else None
        for shape in tree if tree is not None else ():
            place = next(shape.iter(f"{A}xfrm", f"{P}xfrm"), None)
            offset = None if place is None else place.find(f"{A}off")
            extent = None if place is None else place.find(f"{A}ext")
            if offset is None or extent is None:
                continue
            x, y = int(offset.get("x", "0")), int(offset.get("y", "0"))
            right, bottom = x + int(extent.get("cx", "0")), y + int(extent.get("cy", "0"))
            if x >= width or y >= height or right < 0 or bottom < 0:
                raise Uncleanable(Reason.HIDDEN)
