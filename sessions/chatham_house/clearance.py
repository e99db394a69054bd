"""The one decision everything else asks for: may this draft be released?

``assess`` reads every field a reader could see, in both languages, against today's roster; asks
the regime of the parts it is drawn from, the ladder for every label, and what was published of the
same session and round before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from .anonymity import (
    DEFAULT_THRESHOLDS,
    LabelProblem,
    Repeat,
    Thresholds,
    allowed_support,
    check_labels_together,
    check_repeats,
    parse_label,
)
from .findings import Finding, Kind, Severity, finding_id
from .gendered import find_gendered
from .regimes import Regime, publishable, scans, strictest
from .roster import Roster
from .scanner import LANGUAGES, compile_roster, scan
from .text import Text


@dataclass(frozen=True, slots=True)
class DraftField:
    """One text a reader could see.

    ``path`` names it ("title", "lead", "statements/3/text"), ``parts`` are the session parts it is
    drawn from. ``kind`` is "text", "alternative_text", "link" or "file_name"; the last two need no
    counterpart in the other language. ``statement`` groups the language versions and side texts of
    one statement. ``named`` are the people who consented, themselves, to this very wording; whether
    a consent is still bound to the text is for the caller to know.
    """

    path: str
    language: str
    text: str
    parts: tuple[str, ...] = ()
    label: str | None = None
    statement: str | None = None
    kind: str = "text"
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything that would be released together, and what is out already.

    ``published`` are the labels released of the same session, with the parts of each.
    ``repeats`` are statements of this draft that were released of other sessions too.
    ``released`` gives the texts published of the round, each with its language; it is asked only
    where a detail of somebody's life stands in the draft. ``support`` is the band in which a
    policy option says how many of the sectors supported it; empty where it says nothing.
    """

    fields: tuple[DraftField, ...]
    thresholds: Thresholds = DEFAULT_THRESHOLDS
    published: tuple[tuple[str, tuple[str, ...]], ...] = ()
    repeats: tuple[Repeat, ...] = ()
    released: Callable[[], Iterable[tuple[str, str]]] = tuple
    languages: tuple[str, ...] = LANGUAGES
    support: str = ""


@dataclass(frozen=True, slots=True)
class FieldFinding:
    """A finding and the field it stands in."""

    path: str
    language: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class RegimeProblem:
    """Something that refuses a release whatever the text says: an explanation key and its field."""

    reason: str
    path: str
    params: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Clearance:
    """What stands between a draft and its release."""

    findings: tuple[FieldFinding, ...]
    label_problems: tuple[LabelProblem, ...]
    regime_problems: tuple[RegimeProblem, ...]
    language_problems: tuple[RegimeProblem, ...]
    accepted: frozenset[str] = frozenset()

    @property
    def blocks(self) -> tuple[FieldFinding, ...]:
        """Findings nobody can accept."""
        return tuple(f for f in self.findings if f.finding.severity == Severity.BLOCK)

    @property
    def open_reviews(self) -> tuple[FieldFinding, ...]:
        """Findings a second person has not yet accepted with a reason."""
        return tuple(
            f
            for f in self.findings
            if f.finding.severity == Severity.REVIEW and f.finding.id not in self.accepted
        )

    @property
    def is_clear(self) -> bool:
        """Whether nothing stands against the release."""
        return not (
            self.blocks
            or self.open_reviews
            or self.label_problems
            or self.regime_problems
            or self.language_problems
        )


def assess(draft: Draft, roster: Roster, accepted: Collection[str] = ()) -> Clearance:
    """Judge a whole draft; ``accepted`` are the ids of findings accepted with a reason."""
    findings: list[FieldFinding] = []
    regime_problems: list[RegimeProblem] = []
    for entry in draft.fields:
        regime, problem = _regime_of(entry, roster)
        if problem:
            regime_problems.append(problem)
        findings += _field_findings(entry, roster, regime)
    findings += _across_statements(draft, roster)
    findings = _with_details_added_up(findings, draft, roster)
    findings = _with_gendered_words(findings, draft, roster)
    return Clearance(
        tuple(findings),
        tuple(_label_problems(draft, roster)),
        tuple(regime_problems),
        tuple(_language_problems(draft)),
        frozenset(accepted),
    )


def _regime_of(entry: DraftField, roster: Roster) -> tuple[Regime, RegimeProblem | None]:
    unknown = [part for part in entry.parts if part not in roster.part_by_id]
    if unknown and roster.parts:
        # What nobody knows is treated as the strictest, never as free.
        return Regime.NOT_FOR_USE, RegimeProblem("regime.unknown_part", entry.path)
    regime = strictest(
        roster.part_by_id[part].regime for part in entry.parts if part in roster.part_by_id
    )
    if not publishable(regime):
        return regime, RegimeProblem("regime.not_for_use", entry.path)
    return regime, None


def _field_findings(entry: DraftField, roster: Roster, regime: Regime) -> Iterable[FieldFinding]:
    if not entry.text.strip():
        return
    named = set(entry.named)
    named |= {p.organisation for p in roster.people if p.id in named and p.organisation}
    for finding in scan(entry.text, roster, entry.language, parts=entry.parts):
        secret = finding.reason == "affiliation.secret"
        if not secret and not scans(regime):
            continue
        if not secret and finding.refs and named.issuperset(finding.refs):
            continue
        yield FieldFinding(entry.path, entry.language, finding)


def _across_statements(draft: Draft, roster: Roster) -> Iterable[FieldFinding]:
    """Facts of one statement that the next one ties to the same person: 'von dort', 'the same'."""
    if not roster.people:
        return
    groups = compile_roster(roster).groups
    for language in draft.languages:
        entries = [e for e in draft.fields if e.language == language and e.kind == "text"]
        entries = [e for e in entries if e.text.strip() and scans(_regime_of(e, roster)[0])]
        for first, second in pairwise(entries):
            joined = Text(f"{first.text}\n{second.text}")
            border = len(first.text) + 1
            for hit in groups.find(joined, roster.rooms((*first.parts, *second.parts))):
                start, end = joined.original_start(hit.start), joined.original_end(hit.end)
                if hit.reason == "small_group.combined" and start < border < end:
                    span = second.text[: end - border]
                    finding = Finding(
                        finding_id(hit.reason, span, joined.original),
                        0,
                        end - border,
                        hit.kind,
                        hit.severity,
                        hit.refs,
                        hit.reason,
                        {"count": hit.count},
                    )
                    yield FieldFinding(second.path, language, finding)


def _with_details_added_up(
    findings: list[FieldFinding], draft: Draft, roster: Roster
) -> list[FieldFinding]:
    """One detail of a life is a question; two, in whatever is public of the round, are a person.

    Details are compared as facts, so the same one in the other language adds nothing.
    """
    detailed = [f for f in findings if f.finding.reason == "descriptor.one_fact"]
    if not detailed:
        return findings
    descriptors = compile_roster(roster).descriptors
    texts = {(f.path, f.language): f.text for f in draft.fields}
    details = [
        descriptors.details_in(texts[f.path, f.language][f.finding.start : f.finding.end])
        for f in detailed
    ]
    published = [
        descriptors.details_in(text[finding.start : finding.end])
        for language, text in draft.released()
        for finding in scan(text, roster, language)
        if finding.kind == Kind.UNIQUE_DESCRIPTOR
    ]
    known: dict[str, set[str]] = defaultdict(set)
    for found in (*details, *published):
        for person, facts in found.items():
            known[person] |= facts
    added_up = {}
    for entry, found in zip(detailed, details, strict=True):
        people = tuple(sorted(person for person, facts in found.items() if known[person] - facts))
        if people:
            added_up[id(entry)] = _as_added_up(entry, people)
    return [added_up.get(id(entry), entry) for entry in findings]


def _as_added_up(entry: FieldFinding, people: tuple[str, ...]) -> FieldFinding:
    reason = "descriptor.added_up"
    identity = finding_id(reason, entry.finding.id, "")
    finding = replace(
        entry.finding, id=identity, severity=Severity.BLOCK, refs=people, reason=reason
    )
    return replace(entry, finding=finding)


def _with_gendered_words(
    findings: list[FieldFinding], draft: Draft, roster: Roster
) -> list[FieldFinding]:
    """Add notes on German singulars; where something worse is found, that is said alone."""
    worse: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for found in findings:
        if found.finding.severity != Severity.NOTE:
            worse[found.path, found.language].append(found.finding)
    added = list(findings)
    for entry in draft.fields:
        if entry.language != "de" or entry.kind != "text" or entry.named:
            continue
        if _regime_of(entry, roster)[0] is not Regime.CHATHAM_HOUSE:
            continue
        for note in find_gendered(entry.text):
            others = worse[entry.path, entry.language]
            if not any(note.start < other.end and other.start < note.end for other in others):
                added.append(FieldFinding(entry.path, entry.language, note))
    order = {(entry.path, entry.language): number for number, entry in enumerate(draft.fields)}
    return sorted(added, key=lambda f: (order[f.path, f.language], f.finding.start, f.finding.end))


def _label_problems(draft: Draft, roster: Roster) -> Iterable[LabelProblem]:
    uses: dict[tuple[str, tuple[str, ...]], None] = {}
    for entry in draft.fields:
        if entry.label is None:
            continue
        if entry.label == "person":
            if not entry.named:
                yield LabelProblem("label.person", labels=(entry.label,))
            continue
        uses[entry.label, entry.parts] = None
    for label, parts in draft.published:
        if label != "person":
            uses[label, tuple(parts)] = None
    known = []
    for label, parts in uses:
        try:
            known.append((parse_label(label), parts))
        except ValueError:
            yield LabelProblem("label.unknown", labels=(label,))
    yield from check_labels_together(known, roster, draft.thresholds)
    yield from check_repeats(draft.repeats, roster, draft.thresholds)
    all_parts = dict.fromkeys(part for entry in draft.fields for part in entry.parts)
    if draft.support and draft.support not in allowed_support(roster, all_parts, draft.thresholds):
        yield LabelProblem("support.few", {"minimum": draft.thresholds.people})


def _language_problems(draft: Draft) -> Iterable[RegimeProblem]:
    """Both languages pass one gate together: a text without its counterpart does not pass."""
    written: dict[str, set[str]] = {}
    for entry in draft.fields:
        if entry.kind in ("text", "alternative_text"):
            languages = written.setdefault(entry.path, set())
            if entry.text.strip():
                languages.add(entry.language)
    if not any(written.values()):
        yield RegimeProblem("draft.empty", "")
        return
    for path, languages in written.items():
        for language in draft.languages:
            # A field left empty in every language is a field that is not there.
            if languages and language not in languages:
                yield RegimeProblem("language.missing", path, {"language": language})
