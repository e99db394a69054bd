"""What is taken out of a presentation, besides what every office file loses."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import hypot

from lxml import etree

from sessions.intake.office_xml import MC, A, drop
from sessions.intake.uncleanable import Reason, Removed, Uncleanable

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"

SLIDE = f"{P}sld"
VERSIONS = (f"{MC}AlternateContent", f"{MC}Choice", f"{MC}Fallback")
"""The same shape for programs of different age."""

Box = tuple[float, float, float, float]

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


def refuse_outside(show: etree._Element, roots: Iterable[etree._Element]) -> None:
    """Raise where something lies beside a slide: nobody sees it, and everybody can read it."""
    size = show.find(f"{P}sldSz")
    if size is None:
        return
    width, height = int(size.get("cx", "0")), int(size.get("cy", "0"))
    for root in roots:
        tree = root.find(f"{P}cSld/{P}spTree") if root.tag == SLIDE else None
        if tree is None:
            continue
        for left, top, right, bottom in _places(tree, _Scale()):
            if left >= width or top >= height or right < 0 or bottom < 0:
                raise Uncleanable(Reason.HIDDEN)


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where a group puts what lies in it, and how large it draws it."""

    x: float = 0
    y: float = 0
    wide: float = 1
    high: float = 1

    def inside(self, group: etree._Element) -> "_Scale":
        """Return the scale for what lies in a group that lies here."""
        place = group.find(f"{P}grpSpPr/{A}xfrm")
        own, inner = _box(place, "off", "ext"), _box(place, "chOff", "chExt")
        if own is None or inner is None:
            return self
        wide = own[2] / inner[2] if inner[2] else 1
        high = own[3] / inner[3] if inner[3] else 1
        return _Scale(
            self.x + (own[0] - inner[0] * wide) * self.wide,
            self.y + (own[1] - inner[1] * high) * self.high,
            self.wide * wide,
            self.high * high,
        )

    def drawn(self, box: Box) -> Box:
        """Return the left, top, right and bottom edge of what lies here, on the slide."""
        left, top = self.x + box[0] * self.wide, self.y + box[1] * self.high
        return left, top, left + box[2] * self.wide, top + box[3] * self.high


def _places(container: etree._Element, scale: _Scale) -> Iterator[Box]:
    """Yield the edges of everything drawn in a tree or a group, at any depth."""
    for shape in container:
        if shape.tag == f"{P}grpSp":
            yield from _places(shape, scale.inside(shape))
        elif shape.tag in VERSIONS:
            yield from _places(shape, scale)
        elif shape.tag != f"{P}grpSpPr":
            place = next(shape.iter(f"{A}xfrm", f"{P}xfrm"), None)
            box = _box(place, "off", "ext")
            if place is not None and box is not None:
                yield scale.drawn(_turned(box) if place.get("rot", "0") != "0" else box)


def _box(place: etree._Element | None, offset: str, extent: str) -> Box | None:
    """Return left, top, width and height as they are written."""
    start = None if place is None else place.find(f"{A}{offset}")
    size = None if place is None else place.find(f"{A}{extent}")
    if start is None or size is None:
        return None
    written = (start.get("x"), start.get("y"), size.get("cx"), size.get("cy"))
    left, top, width, height = (float(each or "0") for each in written)
    return left, top, width, height


def _turned(box: Box) -> Box:
    """Return a square that holds a box however it is turned about its middle."""
    left, top, width, height = box
    reach = hypot(width, height) / 2
    return left + width / 2 - reach, top + height / 2 - reach, 2 * reach, 2 * reach
