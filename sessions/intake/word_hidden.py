"""Text of a document that no page shows, whichever style, header or list of choices keeps it."""

from collections.abc import Iterable, Iterator

from lxml import etree

from sessions.intake.office_xml import W, drop
from sessions.intake.uncleanable import Reason, Uncleanable

OFF = ("0", "false", "off", "none")
FORM_MARKS = frozenset({"HTML Top of Form", "HTML Bottom of Form"})
"""What Word writes around a form pasted from a page of the web: hidden, and nobody's text."""

WRITTEN = (f"{W}t", f"{W}delText", f"{W}sym")


def is_on(switch: etree._Element | None) -> bool:
    """Return whether a property stands here and is not switched off."""
    return switch is not None and switch.get(f"{W}val", "1") not in OFF


def refuse_hidden(roots: Iterable[etree._Element]) -> None:
    """Raise where a run with text is hidden, by itself or by any style that reaches it.

    Styles that hide one another's hiding are not weighed up: what one of them hides counts as
    hidden unless the run itself says otherwise. Word's marks of a form are taken out instead.
    """
    parts = list(roots)
    styles = _Styles(root for root in parts if root.tag == f"{W}styles")
    for root in parts:
        for run in list(root.iter(f"{W}r")):
            if not any(
                each.tag == f"{W}sym" or (each.text or "").strip() for each in run.iter(*WRITTEN)
            ):
                continue
            if styles.mark_a_form(run):
                drop(run)
            elif styles.hide(run):
                raise Uncleanable(Reason.HIDDEN)


class _Styles:
    """Which styles hide what is set in them, those they are based on included."""

    def __init__(self, sheets: Iterable[etree._Element]) -> None:
        self.styles: dict[str, etree._Element] = {}
        self.usual: dict[str, str] = {}
        self.hidden_at_all = False
        for sheet in sheets:
            defaults = sheet.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}vanish")
            self.hidden_at_all = self.hidden_at_all or is_on(defaults)
            for style in sheet.iter(f"{W}style"):
                own = style.get(f"{W}styleId", "")
                self.styles[own] = style
                if style.get(f"{W}default", "0") not in OFF:
                    self.usual[style.get(f"{W}type", "")] = own

    def hide(self, run: etree._Element) -> bool:
        """Return whether a run does not show."""
        direct = run.find(f"{W}rPr/{W}vanish")
        if direct is not None:
            return is_on(direct)
        answers = [self._answer(name) for name in self._reaching(run)]
        return True in answers or (self.hidden_at_all and False not in answers)

    def mark_a_form(self, run: etree._Element) -> bool:
        """Return whether this is what Word itself hides at the ends of a pasted form."""
        found = (self.styles.get(name) for name in self._reaching(run))
        names = [style.find(f"{W}name") for style in found if style is not None]
        return any(
            name is not None and name.get(f"{W}val") in FORM_MARKS for name in names
        ) and self.hide(run)

    def _reaching(self, run: etree._Element) -> Iterator[str]:
        """Yield the styles that a run is set in: its own, its paragraph's, its tables'."""
        yield self._named(run.find(f"{W}rPr/{W}rStyle"), "character")
        paragraph = next(run.iterancestors(f"{W}p"), None)
        if paragraph is not None:
            yield self._named(paragraph.find(f"{W}pPr/{W}pStyle"), "paragraph")
        for table in run.iterancestors(f"{W}tbl"):
            yield self._named(table.find(f"{W}tblPr/{W}tblStyle"), "table")

    def _named(self, reference: etree._Element | None, kind: str) -> str:
        return self.usual.get(kind, "") if reference is None else reference.get(f"{W}val", "")

    def _answer(self, name: str) -> bool | None:
        """Return whether a style hides or shows, or ``None`` where it leaves that to others."""
        seen: set[str] = set()
        while name in self.styles and name not in seen:
            seen.add(name)
            style = self.styles[name]
            # of a table's style also what only some of its cells take from it
            switches = list(style.iter(f"{W}vanish"))
            if switches:
                return any(is_on(each) for each in switches)
            based_on = style.find(f"{W}basedOn")
            name = "" if based_on is None else based_on.get(f"{W}val", "")
        return None


def drop_headers_not_in_force(document: etree._Element, *, has_even_pages: bool) -> None:
    """Take out headers and footers that no page has: an old first page's, those of even pages.

    A section without one of its own takes over that of the section before, so one is in force
    where any section up to the next one of its kind has a first page of its own.
    """
    sections = list(document.iter(f"{W}sectPr"))
    for tag in (f"{W}headerReference", f"{W}footerReference"):
        for kind in ("first", "even"):
            needed = False
            for section in reversed(sections):
                shows = has_even_pages if kind == "even" else is_on(section.find(f"{W}titlePg"))
                needed = needed or shows
                own = [each for each in section.findall(tag) if each.get(f"{W}type") == kind]
                if own and not needed:
                    for reference in own:
                        drop(reference)
                if own:
                    needed = False


def drop_choices(properties: etree._Element) -> None:
    """Take the items out of a list to choose from: what was chosen stands in the text."""
    for choice in list(properties.iter(f"{W}listItem")):
        drop(choice)
    for control in properties.iter(f"{W}comboBox", f"{W}dropDownList"):
        control.attrib.pop(f"{W}lastValue", None)
