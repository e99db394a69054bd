"""DOCX and PPTX: what can be reached from the text or the slides is rewritten, part by part.

Whatever no page refers to in a way that is known here stays behind: properties, comments, the
people who commented, notes of speakers, thumbnails, printers, custom XML, the workbook of a chart.
"""

import re
from dataclasses import replace

from lxml import etree

from sessions.intake import limits
from sessions.intake.archive import packed, parsed, unpacked
from sessions.intake.office_xml import OF_OFFICE, W, clean_tree, drop_namespaces, ids_in
from sessions.intake.package import Package, Part, Reference, written
from sessions.intake.pictures import IN_OFFICE_FILES, PixelCount, clean_picture
from sessions.intake.slides import clean_slides, refuse_outside
from sessions.intake.uncleanable import Reason, Removed, Uncleanable
from sessions.intake.web import is_web_address
from sessions.intake.word import clean_word, rename
from sessions.intake.word_hidden import drop_headers_not_in_force, is_on, refuse_hidden

OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS = {
    f"{OFFICE}wordprocessingml.document.main+xml": ("docx", "word", "document"),
    f"{OFFICE}presentationml.presentation.main+xml": ("pptx", "ppt", "presentation"),
}
"""What the main part says it is: extension, folder, and the main part's name."""

ROOTS = {
    "docx": "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}document",
    "pptx": "{http://schemas.openxmlformats.org/presentationml/2006/main}presentation",
}
TYPE = re.compile(
    r"application/vnd\.(openxmlformats-officedocument|ms-office|ms-word|ms-powerpoint)\.[\w.+-]+"
)
PICTURE = re.compile(rb"\x89PNG|\xff\xd8|GIF8|BM|II\*\x00|MM\x00\*")

BY_ID = frozenset(
    "header footer image hyperlink chart diagramData diagramLayout diagramQuickStyle diagramColors"
    " slide slideMaster slideLayout chartUserShapes".split()
)
"""References that stay where the part's own XML uses them."""

BY_THEMSELVES = frozenset(
    "styles numbering settings fontTable theme footnotes endnotes themeOverride slideLayout"
    " slideMaster tableStyles presProps diagramDrawing chartStyle chartColorStyle".split()
)
"""References that need no mention in the XML."""

REFUSED = {
    "oleObject": Reason.EMBEDDED,
    "package": Reason.EMBEDDED,
    "aFChunk": Reason.EMBEDDED,
    "subDocument": Reason.LINKED,
    "chartEx": Reason.EMBEDDED,
    "control": Reason.MACROS,
    "vbaProject": Reason.MACROS,
    "video": Reason.MEDIA,
    "audio": Reason.MEDIA,
    "media": Reason.MEDIA,
}
"""References without which the page would show something else."""

MISSED = {
    "comments": Removed.COMMENTS,
    "notesSlide": Removed.SPEAKER_NOTES,
}
COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "EncryptedPackage".encode("utf-16-le")


def refuse_old_office_file(content: bytes) -> None:
    """Raise for what Office wrote before 2007, and writes today to lock a file."""
    raise Uncleanable(Reason.PASSWORD if LOCKED in content else Reason.OLD_FORMAT)


def clean_office_file(content: bytes) -> tuple[bytes, str, set[Removed]]:
    """Return the file written anew, its extension, and what of it a reader will miss.

    Raises :class:`Uncleanable`.
    """
    cleaning = _Cleaning(Package(unpacked(content)))
    cleaning.run()
    files = written(cleaning.parts, cleaning.main, cleaning.office_document)
    return packed(files), cleaning.extension, cleaning.removed


class _Cleaning:
    """The walk through one package, from its main part."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.removed: set[Removed] = set()
        self.pixels = PixelCount()
        top = package.references("")
        if any(each.kind == "origin" for each in top):
            raise Uncleanable(Reason.SIGNED)
        starts = [each for each in top if each.kind == "officeDocument" and not each.is_external]
        if len(starts) != 1:
            raise Uncleanable(Reason.UNKNOWN)
        self.office_document = starts[0].type
        main_type = package.content_type(starts[0].target)
        if "macroEnabled" in main_type:
            raise Uncleanable(Reason.MACROS)
        if main_type not in KINDS:
            raise Uncleanable(Reason.UNKNOWN)
        self.extension, self.folder, self.main_name = KINDS[main_type]
        self.start = starts[0].target
        self.layouts = self._layouts_in_use()
        self.found: dict[str, Part] = {}
        self.counts: dict[str, int] = {}

    @property
    def main(self) -> Part:
        return self.found[self.start]

    @property
    def parts(self) -> list[Part]:
        return list(self.found.values())

    def run(self) -> None:
        """Clean every part that stays, and give each a name that tells nothing."""
        waiting = [(self.start, self.main_name)]
        while waiting:
            name, kind = waiting.pop(0)
            if name in self.found:
                continue
            part = self.found[name] = self._part(name, kind)
            waiting += [
                (each.target, each.kind) for each in part.references if not each.is_external
            ]
        if self.main.root is None or self.main.root.tag != ROOTS[self.extension]:
            raise Uncleanable(Reason.UNKNOWN)
        if self.counts.get("slide", 0) > limits.PAGES:
            raise Uncleanable(Reason.TOO_MANY_PAGES, limit=limits.PAGES)
        roots = [part.root for part in self.parts if part.root is not None]
        if self.extension == "pptx":
            refuse_outside(self.main.root, roots)
        else:
            refuse_hidden(roots)
        for part in self.parts:
            part.references = [self._renamed(each) for each in part.references]
        if self.extension == "docx":
            rename(roots)

    def _of_kind(self, name: str, kind: str) -> list[str]:
        """Return the parts that this one refers to as such a thing."""
        found = self.package.references(name)
        return [
            each.target
            for each in found
            if each.kind == kind and not each.is_external and each.target in self.package.files
        ]

    def _layouts_in_use(self) -> set[str]:
        """Return the layouts of which a slide is made; others are text that nobody is shown."""
        slides = self._of_kind(self.start, "slide")
        used = {each for slide in slides for each in self._of_kind(slide, "slideLayout")}
        masters = self._of_kind(self.start, "slideMaster")
        # without slides there has to be something to begin from
        return used or {each for name in masters for each in self._of_kind(name, "slideLayout")}

    def _is_for_no_slide(self, reference: Reference) -> bool:
        """Return whether this is a layout that no slide is made of, or a master of only such."""
        if reference.is_external:
            return False
        if reference.kind == "slideMaster":
            layouts = self._of_kind(reference.target, "slideLayout")
            return self.layouts.isdisjoint(layouts)
        return reference.kind == "slideLayout" and reference.target not in self.layouts

    def _has_even_pages(self) -> bool:
        """Return whether pages on the left have headers of their own."""
        return any(
            is_on(parsed(self.package.files[name]).find(f"{W}evenAndOddHeaders"))
            for name in self._of_kind(self.start, "settings")
        )

    def _renamed(self, reference: Reference) -> Reference:
        if reference.is_external:
            return reference
        return replace(reference, target=self.found[reference.target].name)

    def _part(self, name: str, kind: str) -> Part:
        self.counts[kind] = number = self.counts.get(kind, 0) + 1
        content = self.package.files[name]
        if kind == "image":
            if not PICTURE.match(content):
                raise Uncleanable(Reason.PICTURE)
            data, extension = clean_picture(content, self.pixels, IN_OFFICE_FILES)
            return Part(f"{self.folder}/media/image{number}.{extension}", kind, "", data=data)
        content_type = self.package.content_type(name)
        if not TYPE.fullmatch(content_type):
            raise Uncleanable(Reason.DAMAGED)
        own = f"{self.folder}/{kind}{'' if kind == self.main_name else number}.xml"
        part = Part(own, kind, content_type)
        part.root, part.references = self._cleaned(name, kind, content)
        return part

    def _cleaned(
        self, name: str, kind: str, content: bytes
    ) -> tuple[etree._Element, list[Reference]]:
        references = self.package.references(name)
        staying = [each for each in references if self._stays(each, kind)]
        by_id = {each.id: each.kind for each in staying}
        root = clean_tree(content, by_id)
        specific = clean_word if self.extension == "docx" else clean_slides
        self.removed |= specific(root)
        if name == self.start and self.extension == "docx":
            drop_headers_not_in_force(root, has_even_pages=self._has_even_pages())
        drop_namespaces(root)
        used = ids_in(root)
        return root, [each for each in staying if each.id in used or each.kind in BY_THEMSELVES]

    def _stays(self, reference: Reference, kind: str) -> bool:
        """Return whether a part may keep a reference; raises for what pages would lack."""
        if reference.kind in MISSED:
            self.removed.add(MISSED[reference.kind])
        if kind == "chart" and reference.kind in ("package", "oleObject"):
            self.removed.add(Removed.CHART_DATA)
            return False
        if reference.kind in REFUSED:
            raise Uncleanable(REFUSED[reference.kind])
        is_known = reference.kind in BY_ID | BY_THEMSELVES and not self._is_for_no_slide(reference)
        if not is_known or not reference.type.startswith(OF_OFFICE):
            return False
        if not reference.is_external:
            return reference.target in self.package.files
        if reference.kind == "image":
            raise Uncleanable(Reason.LINKED)
        if reference.kind == "hyperlink" and is_web_address(reference.target):
            return True
        self.removed.add(Removed.LINKS)
        return False
