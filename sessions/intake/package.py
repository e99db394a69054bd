"""The parts of an office file and how they refer to each other: ECMA-376, part 2."""

import posixpath
from dataclasses import dataclass, field

from lxml import etree

from sessions.intake.archive import parsed, serialized
from sessions.intake.uncleanable import Reason, Uncleanable

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES_FILE = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class Reference:
    """That one part needs another, or leads to an address; ``kind`` is the type's last word."""

    id: str
    type: str
    target: str
    is_external: bool

    @property
    def kind(self) -> str:
        """What the other part is to this one: ``image``, ``styles``, ``hyperlink``."""
        return self.type.rpartition("/")[2]


@dataclass(slots=True)
class Part:
    """A file of the package that stays; ``root`` is ``None`` for a picture."""

    name: str
    kind: str
    content_type: str
    references: list[Reference] = field(default_factory=list)
    root: etree._Element | None = None
    data: bytes = b""


class Package:
    """The files of an archive, as parts with types and references."""

    def __init__(self, files: dict[str, bytes]) -> None:
        if TYPES_FILE not in files:
            raise Uncleanable(Reason.UNKNOWN)
        self.files = files
        self.defaults: dict[str, str] = {}
        self.overrides: dict[str, str] = {}
        for entry in parsed(files[TYPES_FILE]):
            value = entry.get("ContentType", "")
            if entry.tag == f"{{{TYPES}}}Default":
                self.defaults[entry.get("Extension", "").lower()] = value
            else:
                self.overrides[entry.get("PartName", "").lstrip("/")] = value

    def content_type(self, name: str) -> str:
        """Return what a part says it is, or nothing."""
        extension = name.rpartition(".")[2].lower()
        return self.overrides.get(name) or self.defaults.get(extension, "")

    def references(self, name: str) -> list[Reference]:
        """Return what a part refers to, addresses inside the package resolved."""
        folder, base = posixpath.split(name)
        file = posixpath.join(folder, "_rels", f"{base}.rels")
        if file not in self.files:
            return []
        return [
            self._reference(entry, folder)
            for entry in parsed(self.files[file])
            if entry.tag == f"{{{RELATIONSHIPS}}}Relationship"
        ]

    def _reference(self, entry: etree._Element, folder: str) -> Reference:
        target = entry.get("Target", "")
        is_external = entry.get("TargetMode") == "External"
        if not is_external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        return Reference(entry.get("Id", ""), entry.get("Type", ""), target, is_external)


def written(parts: list[Part], main: Part, office_document: str) -> list[tuple[str, bytes]]:
    """Return the files of a package of these parts, in a fixed order."""
    names = {part.name for part in parts}
    types = etree.Element(f"{{{TYPES}}}Types", nsmap={None: TYPES})
    for extension, value in (
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
        ("png", "image/png"),
        ("jpg", "image/jpeg"),
    ):
        entry = etree.SubElement(types, f"{{{TYPES}}}Default")
        entry.set("Extension", extension)
        entry.set("ContentType", value)
    files = []
    for part in sorted(parts, key=lambda part: part.name):
        if part.root is None:
            files.append((part.name, part.data))
            continue
        entry = etree.SubElement(types, f"{{{TYPES}}}Override")
        entry.set("PartName", f"/{part.name}")
        entry.set("ContentType", part.content_type)
        files.append((part.name, serialized(part.root)))
        if part.references:
            folder, base = posixpath.split(part.name)
            kept = [each for each in part.references if each.is_external or each.target in names]
            files.append((f"{folder}/_rels/{base}.rels", _relationships(kept, folder)))
    top = Reference("rId1", office_document, main.name, is_external=False)
    return [
        (TYPES_FILE, serialized(types)),
        ("_rels/.rels", _relationships([top], "")),
        *files,
    ]


def _relationships(references: list[Reference], folder: str) -> bytes:
    root = etree.Element(f"{{{RELATIONSHIPS}}}Relationships", nsmap={None: RELATIONSHIPS})
    for reference in references:
        entry = etree.SubElement(root, f"{{{RELATIONSHIPS}}}Relationship")
        entry.set("Id", reference.id)
        entry.set("Type", reference.type)
        if reference.is_external:
            entry.set("Target", reference.target)
            entry.set("TargetMode", "External")
        else:
            entry.set("Target", posixpath.relpath(reference.target, folder or "."))
    return serialized(root)
