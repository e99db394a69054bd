"""Finds every form of who was there: ``scan(text, roster, language) -> list[Finding]``."""

from __future__ import annotations

import re
import threading
from bisect import bisect_right
from collections import Counter, OrderedDict
from collections.abc import Iterable
from dataclasses import replace

from .contacts import ContactMatcher
from .descriptors import DescriptorMatcher
from .facets import profiles
from .findings import RANK, REASONS, Finding, Kind, Severity, finding_id
from .forms import names_of
from .groups import GroupMatcher
from .hits import Hit
from .lexicon import ascii_fold
from .names import NameMatcher
from .organisation_forms import all_names
from .organisations import OrganisationMatcher
from .roles import RoleMatcher
from .roster import EmptyRoster, Roster
from .text import Text

__all__ = [
    "LANGUAGES",
    "MAX_CHARACTERS",
    "REASONS",
    "Finding",
    "Kind",
    "NotText",
    "Severity",
    "TextTooLarge",
    "compile_roster",
    "scan",
]

MAX_CHARACTERS = 20_000_000
"""The longest text scanned in one call: some 8,000 pages. Longer ones are refused, not cut."""

LANGUAGES = ("de", "en")

_KEPT_ROSTERS = 32
_QUOTE = re.compile(
    r"[\u201e\u201c\u00ab\u00bb\"]([^\u201e\u201c\u201d\u00ab\u00bb\"\n]{25,600})[\u201c\u201d\u00bb\u00ab\"]"
)


_TURNED = re.compile(r"[\u202a-\u202e\u2066-\u2069]+")
"""Signs that have a browser show letters in another order than they are written in."""


class NotText(TypeError):
    """What was given to scan is not text."""


class TextTooLarge(ValueError):
    """The text is longer than ``MAX_CHARACTERS``."""


class CompiledRoster:
    """A roster made ready for scanning."""

    def __init__(self, roster: Roster) -> None:
        self.roster = roster
        names = [names_of(person) for person in roster.people]
        self.contacts = ContactMatcher(roster.people, names)
        organisations = {
            organisation.id: frozenset(ascii_fold(name) for name in all_names(organisation))
            for organisation in roster.organisations
        }
        self.names = NameMatcher(roster.people, names, organisations)
        self.organisations = OrganisationMatcher(roster.organisations)
        known = profiles(roster)
        # A part by one word is a topic like any other.
        titled = {
            part.title: roster.people_in((part.id,)) for part in roster.parts if " " in part.title
        }
        self.groups = GroupMatcher(known, titled)
        self.roles = RoleMatcher(known)
        self.descriptors = DescriptorMatcher(roster)


_compiled: OrderedDict[str, CompiledRoster] = OrderedDict()
_lock = threading.Lock()


def compile_roster(roster: Roster) -> CompiledRoster:
    """The roster ready for scanning, kept by a hash of its content: a changed roster is new."""
    key = roster.fingerprint
    with _lock:
        found = _compiled.get(key)
        if found is not None:
            _compiled.move_to_end(key)
            return found
    compiled = CompiledRoster(roster)
    with _lock:
        _compiled[key] = compiled
        while len(_compiled) > _KEPT_ROSTERS:
            _compiled.popitem(last=False)
    return compiled


def scan(
    text: str, roster: Roster, language: str = "de", *, parts: Iterable[str] = ()
) -> list[Finding]:
    """Everything in ``text`` that points at a participant, sorted by where it starts.

    ``parts`` are the session parts the text is drawn from; groups are counted among the people
    present there. ``language`` is the text's main language; phrases of the other are found too.

    Raises :class:`NotText`, :class:`TextTooLarge`, :class:`EmptyRoster` for a roster that names
    nobody, and ``ValueError`` for an unknown language: a scan that could find nothing must not
    look like a clean one.
    """
    if not isinstance(text, str):
        raise NotText(f"the text to scan must be str, not {type(text).__name__}")
    if len(text) > MAX_CHARACTERS:
        raise TextTooLarge(f"{len(text):,} characters; at most {MAX_CHARACTERS:,} are scanned")
    if language not in LANGUAGES:
        raise ValueError(f"unknown language {language!r}; known are {', '.join(LANGUAGES)}")
    if not any(p.given.strip() or p.family.strip() or p.aliases for p in roster.people):
        raise EmptyRoster("the roster names nobody; nothing could be found")
    parts = tuple(parts)
    if not all(isinstance(part, str) for part in parts):
        raise TypeError("parts must be the ids of session parts")
    compiled = compile_roster(roster)
    normal = Text(text)
    rooms = roster.rooms(parts)
    hits = [
        *compiled.contacts.find(normal),
        *compiled.names.find(normal, language),
        *compiled.organisations.find(normal),
        *compiled.groups.find(normal, rooms),
        *compiled.roles.find(normal, rooms),
        *compiled.descriptors.find(normal),
    ]
    _mark_organisations_of_names(normal, hits)
    return sorted(
        [*_findings(normal, _merged(hits)), *_turned(text), *_quotations(normal)],
        key=lambda f: (f.start, f.end),
    )


def _mark_organisations_of_names(text: Text, hits: list[Hit]) -> None:
    """An organisation in brackets behind a participant's name is where that person sits."""
    ends = {hit.end for hit in hits if hit.kind == Kind.NAME}
    for place, hit in enumerate(hits):
        if hit.kind == Kind.AFFILIATION_MENTION and text.plain[hit.start - 1 : hit.start] in (
            "(",
            "[",
        ):
            if {hit.start - 1, hit.start - 2} & ends:
                hits[place] = replace(
                    hit,
                    kind=Kind.AFFILIATION,
                    severity=Severity.BLOCK,
                    reason="affiliation.bracket",
                )


def _merged(hits: Iterable[Hit]) -> list[Hit]:
    """Overlapping hits made one per family: the strongest severity, then the longest span."""
    merged: list[Hit] = []
    hits = _without_named_groups(list(hits))
    for hit in sorted(hits, key=lambda h: (_family(h.kind), h.start, -h.end)):
        last = merged[-1] if merged else None
        if last and _family(last.kind) == _family(hit.kind) and hit.start < last.end:
            merged[-1] = _joined(last, hit)
        else:
            merged.append(hit)
    return _without_covered(merged)


def _without_named_groups(hits: list[Hit]) -> list[Hit]:
    """An organisation's own name is that organisation, not the group its words describe."""
    named = sorted(
        (hit.start, hit.end)
        for hit in hits
        if hit.kind in (Kind.AFFILIATION, Kind.AFFILIATION_MENTION)
        and hit.reason != "affiliation.capital"
    )
    if not named:
        return hits
    starts = [start for start, _ in named]
    kept = []
    for hit in hits:
        place = bisect_right(starts, hit.end - 1) - 1
        covered = place >= 0 and named[place][1] > hit.start
        if not (covered and _is_group(hit)):
            kept.append(hit)
    return kept


def _is_group(hit: Hit) -> bool:
    return hit.kind == Kind.SMALL_GROUP or hit.reason == "affiliation.capital"


def _family(kind: Kind) -> str:
    if kind in (Kind.AFFILIATION, Kind.AFFILIATION_MENTION):
        return "organisation"
    return "group" if kind in (Kind.ROLE, Kind.SMALL_GROUP) else kind.value


def _joined(first: Hit, second: Hit) -> Hit:
    if RANK[first.severity] == RANK[second.severity]:
        longer = first if first.end - first.start >= second.end - second.start else second
        if Kind.ROLE in (first.kind, second.kind):
            # A post held by one person says more than the group it is a part of.
            longer = first if first.kind == Kind.ROLE else second
        refs = longer.refs
        if first.kind == second.kind and (first.start, first.end) == (second.start, second.end):
            refs = tuple(dict.fromkeys(first.refs + second.refs))
        return Hit(
            min(first.start, second.start),
            max(first.end, second.end),
            longer.kind,
            longer.severity,
            refs,
            longer.reason,
            longer.count,
        )
    return max(first, second, key=lambda hit: RANK[hit.severity])


def _without_covered(hits: list[Hit]) -> list[Hit]:
    """Names inside a contact are that contact."""
    contacts = [hit for hit in hits if hit.kind == Kind.CONTACT]
    if not contacts:
        return hits
    spans = sorted((hit.start, hit.end) for hit in contacts)
    kept = []
    place = 0
    for hit in sorted(hits, key=lambda h: h.start):
        while place < len(spans) and spans[place][1] <= hit.start:
            place += 1
        inside = place < len(spans) and spans[place][0] <= hit.start < spans[place][1]
        if hit.kind != Kind.NAME or not inside:
            kept.append(hit)
    return kept


def _findings(text: Text, hits: Iterable[Hit]) -> list[Finding]:
    findings = []
    seen: Counter[tuple[str, str, str]] = Counter()
    for hit in hits:
        start, end = text.original_start(hit.start), text.original_end(hit.end)
        low, high = text.sentence(hit.start, hit.end)
        sentence = " ".join(text.plain[low:high].split())
        span = text.plain[hit.start : hit.end]
        ordinal = seen[hit.reason, span, sentence]
        seen[hit.reason, span, sentence] += 1
        params: dict[str, str | int] = {"count": hit.count} if hit.count else {}
        identity = finding_id(hit.reason, span, sentence, ordinal)
        findings.append(
            Finding(identity, start, end, hit.kind, hit.severity, hit.refs, hit.reason, params)
        )
    return findings


def _turned(text: str) -> list[Finding]:
    """Where letters are shown in another order: what is read there is not what was looked at."""
    return [
        Finding(
            finding_id("name.turned", match.group(), text[match.end() : match.end() + 80], number),
            *match.span(),
            Kind.NAME,
            Severity.BLOCK,
            (),
            "name.turned",
        )
        for number, match in enumerate(_TURNED.finditer(text))
    ]


def _quotations(text: Text) -> list[Finding]:
    """Long quotations of words spoken: a note for the writer, no finding against the text."""
    findings = []
    for match in _QUOTE.finditer(text.original):
        if match.group(1).count(" ") < 3:
            continue
        identity = finding_id("quotation.verbatim", match.group(), "")
        findings.append(
            Finding(
                identity,
                match.start(),
                match.end(),
                Kind.QUOTATION,
                Severity.NOTE,
                (),
                "quotation.verbatim",
            )
        )
    return findings
