"""The attribution ladder: what a reader may be told about who said something.

person (own consent) - sector - sector group - participants. A label is allowed where it hides the
speaker among at least *k* people from at least *l* organisations, leaves out nobody or again at
least *k*, and where no other label released of the same session narrows it below that.
How many sectors supported a policy option is told in bands, by the same rule.
Model: k-anonymity (Sweeney 2002) over the people present, chair and rapporteur among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from .roster import Person, Roster

MINIMUM_PEOPLE = 3
MINIMUM_ORGANISATIONS = 2

_KINDS = ("participants", "sector_group", "sector", "person")


@dataclass(frozen=True, slots=True)
class Label:
    """One rung of the ladder. ``key`` is the sector's or the group's; empty for the others."""

    kind: str
    key: str = ""

    def __post_init__(self) -> None:
        if self.kind not in _KINDS:
            raise ValueError(f"unknown kind of label: {self.kind!r}")
        if bool(self.key) != (self.kind in ("sector", "sector_group")):
            raise ValueError(f"a label of kind {self.kind!r} needs a key or must have none")

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}" if self.key else self.kind


def parse_label(text: str) -> Label:
    """``participants``, ``sector:<key>``, ``sector_group:<key>`` or ``person``, as stored."""
    kind, _, key = text.partition(":")
    return Label(kind, key)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The smallest group a label may stand for. A round may ask for more, never for less."""

    people: int = 5
    organisations: int = 3

    def __post_init__(self) -> None:
        if self.people < MINIMUM_PEOPLE or self.organisations < MINIMUM_ORGANISATIONS:
            raise ValueError(
                f"thresholds may not fall below {MINIMUM_PEOPLE} people"
                f" and {MINIMUM_ORGANISATIONS} organisations"
            )


@dataclass(frozen=True, slots=True)
class LabelProblem:
    """Why a label may not be used: an explanation key with its parameters, and the labels meant.

    The counts are for staff of the session only, like every finding.
    """

    reason: str
    params: Mapping[str, str | int] = field(default_factory=dict)
    labels: tuple[str, ...] = ()


DEFAULT_THRESHOLDS = Thresholds()

LabelUse = tuple[Label | str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A statement that was released of another session as well.

    ``elsewhere`` are the ids of those present there whom its label fits.
    """

    label: str
    parts: tuple[str, ...]
    elsewhere: frozenset[str]


def people_with(label: Label, roster: Roster, room: Iterable[Person]) -> frozenset[str]:
    """The ids of those in ``room`` whom a reader could take for the speaker."""
    if label.kind == "participants":
        return frozenset(person.id for person in room)
    if label.kind == "sector":
        return frozenset(p.id for p in room if roster.sector_of(p) == label.key)
    if label.kind == "sector_group":
        return frozenset(
            p.id for p in room if roster.sector_groups.get(roster.sector_of(p)) == label.key
        )
    return frozenset()


def allowed_labels(
    roster: Roster, parts: Iterable[str], thresholds: Thresholds = DEFAULT_THRESHOLDS
) -> list[Label]:
    """The labels a statement drawn from ``parts`` may carry, finest first.

    ``person`` is not among them: it is a person's own consent that opens it, not a count.
    """
    parts = tuple(parts)
    sectors = sorted({roster.sector_of(person) for person in roster.people_in(parts)} - {""})
    groups = sorted({roster.sector_groups[s] for s in sectors if s in roster.sector_groups})
    candidates = [Label("sector", key) for key in sectors]
    candidates += [Label("sector_group", key) for key in groups]
    candidates.append(Label("participants"))
    return [label for label in candidates if not check_label(label, roster, parts, thresholds)]


def check_label(
    label: Label | str,
    roster: Roster,
    parts: Iterable[str],
    thresholds: Thresholds = DEFAULT_THRESHOLDS,
) -> list[LabelProblem]:
    """What speaks against one label taken by itself, in every one of the parts named."""
    label = _label(label)
    if label.kind == "person":
        return [LabelProblem("label.person", labels=(str(label),))]
    problems: list[LabelProblem] = []
    for room in roster.rooms(parts):
        fitting = people_with(label, roster, room)
        problem = _too_small(fitting, roster, thresholds, "label")
        left_out = len(room) - len(fitting)
        if not problem and 0 < left_out < thresholds.people:
            params: dict[str, str | int] = {"count": left_out, "minimum": thresholds.people}
            problem = LabelProblem("label.complement", params)
        if problem:
            problem = LabelProblem(problem.reason, problem.params, (str(label),))
            if problem not in problems:
                problems.append(problem)
    return problems


def check_labels_together(
    uses: Iterable[LabelUse], roster: Roster, thresholds: Thresholds = DEFAULT_THRESHOLDS
) -> list[LabelProblem]:
    """What speaks against labels released of one session, taken one by one and together.

    Whoever knows who was there can subtract: a statement from 'the public sector' beside one from
    'federal ministries' points at the rest of the public sector. So the labels used in a part cut
    its people into cells, and so do all labels of the session for everybody in the parts used; no
    cell may hold fewer than *k* people, and none within a label fewer than *l* organisations.
    """
    used = [(_label(label), tuple(parts)) for label, parts in uses]
    problems: list[LabelProblem] = []
    for label, parts in used:
        problems += (p for p in check_label(label, roster, parts, thresholds) if p not in problems)
    all_parts = tuple(dict.fromkeys(part for _, parts in used for part in parts))
    views: list[tuple[tuple[Person, ...], list[Label]]] = []
    for part in all_parts:
        views.append((roster.people_in((part,)), [lb for lb, parts in used if part in parts]))
    if used:
        whole = () if any(not parts for _, parts in used) else all_parts
        views.append((roster.people_in(whole), [label for label, _ in used]))
    for room, labels in views:
        for problem in _narrowing(room, labels, roster, thresholds):
            if problem not in problems:
                problems.append(problem)
    return problems


def check_repeats(
    repeats: Iterable[Repeat], roster: Roster, thresholds: Thresholds = DEFAULT_THRESHOLDS
) -> list[LabelProblem]:
    """What speaks against a statement heard in two sessions, each time under a label.

    Whoever takes it for one person's view looks for those who were there both times. So the two
    labels together fit nobody, or again at least *k*.
    """
    problems: list[LabelProblem] = []
    for repeat in repeats:
        label = parse_label(repeat.label)
        for room in roster.rooms(repeat.parts):
            both = len(people_with(label, roster, room) & repeat.elsewhere)
            if 0 < both < thresholds.people:
                params: dict[str, str | int] = {"count": both, "minimum": thresholds.people}
                problem = LabelProblem("label.repeated", params, (repeat.label,))
                if problem not in problems:
                    problems.append(problem)
    return problems


SUPPORT = ("some", "most", "all")
"""The bands in which the support of sectors is told, narrowest first."""


def allowed_support(
    roster: Roster, parts: Iterable[str], thresholds: Thresholds = DEFAULT_THRESHOLDS
) -> list[str]:
    """The bands that may be told of an option drawn from ``parts``, narrowest first.

    Which sectors supported it is not stored. So a band is allowed where, whichever sectors it
    was, they are at least *k* people together, and those left out nobody or again at least *k*.
    """
    rooms = roster.rooms(parts)
    return [
        band
        for band in SUPPORT
        if all(_band_is_safe(band, room, roster, thresholds) for room in rooms)
    ]


def _band_is_safe(
    band: str, room: Sequence[Person], roster: Roster, thresholds: Thresholds
) -> bool:
    """Whether one room is wide enough for a band.

    ``all``: two sectors or more. ``most``: more than half and not all. ``some``: at least two,
    at most half. What is smallest is what counts: of those who supported it, and of the others.
    """
    counts: dict[str, int] = {}
    for person in room:
        sector = roster.sector_of(person)
        counts[sector] = counts.get(sector, 0) + 1
    sizes, least = sorted(counts.values()), thresholds.people
    half = len(sizes) // 2
    if band == "all":
        wide_enough = not _too_small((p.id for p in room), roster, thresholds, "label")
        return len(sizes) >= 2 and wide_enough
    if band == "most":
        # All but one may have supported it, so each sector has to hide whoever stood aside.
        return len(sizes) >= 3 and sizes[0] >= least and sum(sizes[: half + 1]) >= least
    return len(sizes) >= 4 and sum(sizes[:2]) >= least and sum(sizes[: len(sizes) - half]) >= least


def _narrowing(
    room: Sequence[Person], labels: Iterable[Label], roster: Roster, thresholds: Thresholds
) -> list[LabelProblem]:
    """Cells that several labels together make too small, with the labels that make them."""
    distinct = sorted({label for label in labels if label.kind != "person"}, key=str)
    fitting = {label: people_with(label, roster, room) for label in distinct}
    cells: dict[tuple[Label, ...], set[str]] = {}
    for person in room:
        signature = tuple(label for label in distinct if person.id in fitting[label])
        cells.setdefault(signature, set()).add(person.id)
    problems = []
    for signature, members in cells.items():
        wanted = thresholds if signature else Thresholds(thresholds.people, MINIMUM_ORGANISATIONS)
        problem = _too_small(members, roster, wanted, "labels")
        if problem and (signature or problem.reason == "labels.people"):
            problems.append(
                LabelProblem(problem.reason, problem.params, tuple(str(lb) for lb in distinct))
            )
    return problems


def _too_small(
    ids: Iterable[str], roster: Roster, thresholds: Thresholds, prefix: str
) -> LabelProblem | None:
    members = set(ids)
    if len(members) < thresholds.people:
        return LabelProblem(
            f"{prefix}.people", {"count": len(members), "minimum": thresholds.people}
        )
    # Somebody who sat for nobody is an organisation of their own for this count.
    organisations = {p.organisation or p.id for p in roster.people if p.id in members}
    if len(organisations) < thresholds.organisations:
        return LabelProblem(
            f"{prefix}.organisations",
            {"count": len(organisations), "minimum": thresholds.organisations},
        )
    return None


def _label(label: Label | str) -> Label:
    return parse_label(label) if isinstance(label, str) else label
