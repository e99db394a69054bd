"""Fields of a text document: what a program fills in, from the file's properties for example."""

from dataclasses import dataclass, field

from lxml import etree

from sessions.intake.office_xml import W, drop, unwrap
from sessions.intake.uncleanable import Removed
from sessions.intake.web import is_web_address

HARMLESS = frozenset(
    "PAGE NUMPAGES SECTION SECTIONPAGES TOC REF PAGEREF NOTEREF SEQ STYLEREF SYMBOL EQ DATE"
    " TIME FORMTEXT FORMCHECKBOX FORMDROPDOWN INDEX LISTNUM ADVANCE".split()
)
"""Fields that are made of the document itself; others name authors, users, files and folders, or
hold words of their own that may differ from what they show."""

NEVER_SHOWN = frozenset({"XE", "TC", "TA", "RD"})
"""Entries for an index or a table: the list that was made of them shows what it needs."""


@dataclass(slots=True)
class _Field:
    first: int
    marks: list[etree._Element] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    result: int | None = None


def clean_fields(root: etree._Element) -> set[Removed]:
    """Leave what a field shows, and take away where it comes from, unless that is harmless."""
    removed: set[Removed] = set()
    for simple in list(root.iter(f"{W}fldSimple")):
        if not _is_harmless(simple.get(f"{W}instr", ""), removed):
            if _kind(simple.get(f"{W}instr", "")) in NEVER_SHOWN:
                drop(simple)
            else:
                unwrap(simple)
    marks = list(root.iter(f"{W}fldChar", f"{W}instrText"))
    if not marks:
        return removed
    runs = list(root.iter(f"{W}r"))
    numbers = {run: number for number, run in enumerate(runs)}
    open_fields: list[_Field] = []
    gone: set[etree._Element] = set()
    for mark in marks:
        run = next(mark.iterancestors(f"{W}r"), None)
        if run is None:
            drop(mark)
            continue
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            open_fields.append(_Field(numbers[run], [mark]))
        elif not open_fields:
            drop(mark)
        elif mark.tag == f"{W}instrText":
            open_fields[-1].code.append(mark.text or "")
        else:
            open_fields[-1].marks.append(mark)
            if kind == "separate":
                open_fields[-1].result = numbers[run]
            elif kind == "end":
                gone |= _closed(open_fields.pop(), numbers[run], runs, removed)
    for left_open in open_fields:
        gone |= _closed(left_open, numbers[runs[-1]], runs, removed)
    for element in gone:
        drop(element)
    return removed


def _closed(
    found: _Field, end: int, runs: list[etree._Element], removed: set[Removed]
) -> set[etree._Element]:
    """Return what goes with a field: all of its code, and the marks around its result."""
    code = "".join(found.code)
    if _is_harmless(code, removed):
        return set()
    last_of_code = found.result
    if last_of_code is None or _kind(code) in NEVER_SHOWN:
        last_of_code = end
    return {*found.marks, *runs[found.first : last_of_code + 1]}


def _kind(code: str) -> str:
    return (code.split() or [""])[0].upper()


def _is_harmless(code: str, removed: set[Removed]) -> bool:
    words = code.split()
    if not words:
        return False
    kind = _kind(code)
    if kind != "HYPERLINK":
        return kind in HARMLESS
    if len(words) > 1 and (words[1] == "\\l" or is_web_address(words[1].strip('"“”'))):
        return True
    removed.add(Removed.LINKS)
    return False
