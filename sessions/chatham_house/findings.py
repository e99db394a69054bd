"""What a scan returns, and every explanation it can give."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib import resources
from types import MappingProxyType


class Kind(StrEnum):
    """What a span of text gives away."""

    NAME = "name"
    CONTACT = "contact"
    AFFILIATION = "affiliation"
    AFFILIATION_MENTION = "affiliation_mention"
    ROLE = "role"
    SMALL_GROUP = "small_group"
    UNIQUE_DESCRIPTOR = "unique_descriptor"
    QUOTATION = "quotation"
    GENDERED = "gendered"


class Severity(StrEnum):
    """``block`` refuses a release, ``review`` asks a second person, ``note`` tells the writer."""

    BLOCK = "block"
    REVIEW = "review"
    NOTE = "note"


RANK = {Severity.NOTE: 0, Severity.REVIEW: 1, Severity.BLOCK: 2}


@dataclass(frozen=True, slots=True)
class Finding:
    """One span of the original text and why it is a finding.

    ``start`` and ``end`` count code points of the text as given, end exclusive. ``refs`` are the
    ids of the people, or for the two affiliation kinds of the organisations, it points at.
    ``reason`` is a key of :data:`REASONS`; ``params`` fills its sentence and never holds the name
    of anybody beyond the span itself. ``id`` stays the same while the sentence stays the same.
    """

    id: str
    start: int
    end: int
    kind: Kind
    severity: Severity
    refs: tuple[str, ...]
    reason: str
    params: Mapping[str, str | int] = field(default_factory=dict)


def finding_id(reason: str, span: str, sentence: str, ordinal: int = 0) -> str:
    """A stable id: the same rule on the same words in the same sentence, wherever it stands.

    ``ordinal`` tells apart the same words found twice in one sentence.
    """
    key = "\x1f".join((reason, span, sentence, str(ordinal)))
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:20]


@cache
def reason_sentences() -> Mapping[str, Mapping[str, str]]:
    """Explanation key -> language -> sentence with ``{parameter}`` places, from ``reasons.tsv``."""
    source = resources.files(__package__).joinpath("data/reasons.tsv")
    lines = [
        line
        for line in source.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return MappingProxyType({row["key"]: {"de": row["de"], "en": row["en"]} for row in rows})


# Every explanation key with the names of its parameters. A test holds the data file against it.
REASONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "name.full": (),
        "name.surname": (),
        "name.given": (),
        "name.addressed": (),
        "name.initials": (),
        "name.alias": (),
        "name.compound": (),
        "name.spelling": (),
        "name.frame": (),
        "name.unclear": (),
        "name.turned": (),
        "contact.email": (),
        "contact.handle": (),
        "contact.phone": (),
        "contact.link": (),
        "affiliation.source": (),
        "affiliation.tag": (),
        "affiliation.bracket": (),
        "affiliation.speech": (),
        "affiliation.possessive": (),
        "affiliation.capital": (),
        "affiliation.secret": (),
        "affiliation.mention": (),
        "role.function": (),
        "role.title": (),
        "small_group.only": ("count",),
        "small_group.group": ("count",),
        "small_group.gender": ("count",),
        "small_group.combined": ("count",),
        "descriptor.facts": (),
        "descriptor.one_fact": (),
        "descriptor.added_up": (),
        "descriptor.superlative": (),
        "quotation.verbatim": (),
        "gendered.singular": ("proposal",),
        "label.people": ("count", "minimum"),
        "label.organisations": ("count", "minimum"),
        "label.complement": ("count", "minimum"),
        "label.repeated": ("count", "minimum"),
        "label.person": (),
        "label.unknown": (),
        "labels.people": ("count", "minimum"),
        "labels.organisations": ("count", "minimum"),
        "regime.not_for_use": (),
        "regime.unknown_part": (),
        "language.missing": ("language",),
        "draft.empty": (),
        "support.few": ("minimum",),
    }
)
