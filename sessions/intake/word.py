"""What is taken out of a text document, besides what every office file loses."""

import re
from collections.abc import Iterable

from lxml import etree

from sessions.intake.office_xml import W, drop, local, unwrap
from sessions.intake.uncleanable import Reason, Removed, Uncleanable
from sessions.intake.word_fields import clean_fields
from sessions.intake.word_hidden import drop_choices

TRACKED = frozenset(
    f"{W}{name}"
    for name in (
        "ins del moveFrom moveTo moveFromRangeStart moveToRangeStart cellIns cellDel cellMerge"
        " rPrChange pPrChange sectPrChange tblPrChange tblPrExChange tcPrChange trPrChange"
        " tblGridChange numberingChange customXmlInsRangeStart customXmlDelRangeStart"
    ).split()
)
DROPPED = frozenset(
    f"{W}{name}"
    for name in (
        "commentRangeStart commentRangeEnd commentReference annotationRef permStart permEnd"
        " proofErr embedRegular embedBold embedItalic embedBoldItalic smartTagPr customXmlPr"
        " ffData fldData nsid tmpl printerSettings latentStyles"
    ).split()
)
UNWRAPPED = frozenset({f"{W}smartTag", f"{W}customXml"})
"""Marks of programs around words: 'this is the name of a person'."""

SETTINGS = frozenset(
    f"{W}{name}"
    for name in (
        "removePersonalInformation removeDateAndTime mirrorMargins gutterAtTop evenAndOddHeaders"
        " displayBackgroundShape bordersDoNotSurroundHeader bordersDoNotSurroundFooter"
        " defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps"
        " characterSpacingControl footnotePr endnotePr compat themeFontLang clrSchemeMapping"
        " decimalSymbol listSeparator"
    ).split()
)
"""Settings that a page is laid out by; others name templates, data sources, sessions of writing."""

MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}mathPr"

CONTROLS = frozenset(
    "rPr text richText picture docPartObj docPartList group equation date comboBox dropDownList"
    " checkbox citation bibliography".split()
)
"""What a content control is; others name it, and tie it to the author's properties."""

STYLE_REFERENCES = frozenset(
    f"{W}{name}"
    for name in "pStyle rStyle tblStyle basedOn next link numStyleLink styleLink".split()
)


def clean_word(root: etree._Element) -> set[Removed]:
    """Clean one part of a text document; raises :class:`Uncleanable`."""
    removed: set[Removed] = set()
    if root.tag == f"{W}settings":
        for child in list(root):
            if child.tag not in SETTINGS and child.tag != MATHS:
                drop(child)
        _forget_variables(root)
    for element in list(root.iter(etree.Element)):
        if element.tag in TRACKED:
            raise Uncleanable(Reason.TRACKED_CHANGES)
        if element.tag in DROPPED:
            drop(element)
        elif element.tag in UNWRAPPED:
            unwrap(element)
        elif element.tag == f"{W}sdtPr":
            for child in list(element):
                if local(child) not in CONTROLS:
                    drop(child)
            drop_choices(element)
        elif element.tag == f"{W}object":
            raise Uncleanable(Reason.EMBEDDED)
    return removed | clean_fields(root)


def _forget_variables(settings: etree._Element) -> None:
    """Compatibility settings may hold any name with any value; those of Word are numbers."""
    for setting in list(settings.iter(f"{W}compatSetting")):
        if not re.fullmatch(r"\d+", setting.get(f"{W}val", "")):
            drop(setting)


def rename(roots: Iterable[etree._Element]) -> None:
    """Give styles and bookmarks of somebody's own neutral names: houses and people name them."""
    parts = list(roots)
    ids: dict[str, str] = {}
    names: dict[str, str] = {}
    for root in parts:
        for style in root.iter(f"{W}style"):
            for alias in style.findall(f"{W}aliases"):
                drop(alias)
            if style.get(f"{W}customStyle") not in ("1", "true", "on"):
                continue
            neutral = f"Style{len(ids) + 1}"
            ids[style.get(f"{W}styleId", "")] = neutral
            style.set(f"{W}styleId", neutral)
            name = style.find(f"{W}name")
            if name is not None:
                names[name.get(f"{W}val", "")] = neutral
                name.set(f"{W}val", neutral)
    names |= _renamed_bookmarks(parts)
    for root in parts:
        for element in root.iter(*STYLE_REFERENCES):
            old = element.get(f"{W}val", "")
            element.set(f"{W}val", ids.get(old, old))
        for code in root.iter(f"{W}instrText"):
            code.text = _with(names, code.text or "")
        for simple in root.iter(f"{W}fldSimple"):
            simple.set(f"{W}instr", _with(names, simple.get(f"{W}instr", "")))


def _renamed_bookmarks(parts: list[etree._Element]) -> dict[str, str]:
    """Give bookmarks of somebody's own neutral names; those of Word begin with a line."""
    names: dict[str, str] = {}
    for root in parts:
        for mark in root.iter(f"{W}bookmarkStart"):
            name = mark.get(f"{W}name", "")
            if not re.fullmatch(r"_(Toc|Ref|Hlk)\d+|_GoBack", name):
                mark.set(f"{W}name", names.setdefault(name, f"Bookmark{len(names) + 1}"))
    for root in parts:
        for link in root.iter(f"{W}hyperlink"):
            anchor = link.get(f"{W}anchor")
            if anchor is not None:
                link.set(f"{W}anchor", names.get(anchor, anchor))
    return names


def _with(names: dict[str, str], code: str) -> str:
    """Return the code of a field with neutral names, the longest first."""
    for old in sorted(filter(None, names), key=len, reverse=True):
        code = re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", names[old], code)
    return code
