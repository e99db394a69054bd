"""Scores the findings of a scanner against the labelled cases.

Not for deciding what is right: that is in the labels. A finding matches a label if the two overlap
and the finding is not longer than four times the label plus sixty characters. In a short text a
finding over the whole of it may pass, so recall means little without the rate of clean texts
blocked. Kinds need not agree, since one span can be seen as a role or as a small group; how often
they do is reported too.

    python -m tests.sessions.chatham_house.cases.scorer findings.jsonl [--heldout | --open]

reads one `{"id", "findings": [{"start", "end", "kind", "severity"}]}` a line.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.sessions.chatham_house.cases.loader import KINDS, Case, Label, load_cases

Z = 1.959963984540054  # 95 %


@dataclass(frozen=True)
class Finding:
    """What a scanner says about a span, in code points of the original text."""

    start: int
    end: int
    kind: str
    severity: str

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Finding:
        return cls(int(data["start"]), int(data["end"]), str(data["kind"]), str(data["severity"]))


@dataclass(frozen=True)
class Rate:
    """A share with its Wilson 95 % interval."""

    hits: int
    total: int

    @property
    def value(self) -> float:
        return self.hits / self.total if self.total else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        if not self.total:
            return (math.nan, math.nan)
        n, p = self.total, self.value
        scale = 1 + Z * Z / n
        middle = (p + Z * Z / (2 * n)) / scale
        half = Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / scale
        return (max(0.0, middle - half), min(1.0, middle + half))

    def __str__(self) -> str:
        if not self.total:
            return "    –"
        low, high = self.interval
        return f"{self.value:6.1%} [{low:.1%}–{high:.1%}] {self.hits}/{self.total}"


@dataclass(frozen=True)
class KindScore:
    """How one kind fared. Recall is over labels, precision over findings of that kind."""

    block_recall: Rate  # labels to block, found by a block finding
    any_recall: Rate  # all labels, found by a block or a review finding
    same_kind: Rate  # of the labels found, those also found with their own kind
    block_precision: Rate  # block findings that match a label to block
    over_blocked: Rate  # labels to review, hit by a block finding that matches no block label


@dataclass
class Report:
    kinds: dict[str, KindScore] = field(default_factory=dict)
    leak_documents: Rate = Rate(0, 0)
    leak_documents_whole: Rate = Rate(0, 0)
    precision: Rate = Rate(0, 0)
    clean_blocked: Rate = Rate(0, 0)
    clean_reviewed: Rate = Rate(0, 0)
    mentions_blocked: Rate = Rate(0, 0)
    missed: list[tuple[str, Label]] = field(default_factory=list)
    false_blocks: list[tuple[str, Finding]] = field(default_factory=list)

    def as_text(self) -> str:
        lines = [
            f"leak documents with a correct block finding      {self.leak_documents}",
            f"leak documents with every block label found      {self.leak_documents_whole}",
            f"precision of block findings                      {self.precision}",
            f"clean texts with a block finding                 {self.clean_blocked}",
            f"clean texts (no mention) with a review finding   {self.clean_reviewed}",
            f"clean texts with mentions only, blocked          {self.mentions_blocked}",
        ]
        for kind, score in self.kinds.items():
            lines.append(kind)
            lines.append(f"    recall at block             {score.block_recall}")
            lines.append(f"    recall at block or review   {score.any_recall}")
            lines.append(f"    found under its own kind    {score.same_kind}")
            lines.append(f"    precision of block          {score.block_precision}")
            if score.over_blocked.total:
                lines.append(f"    review labels blocked       {score.over_blocked}")
        return "\n".join(lines)


def matches(finding: Finding, label: Label) -> bool:
    """Whether the two overlap and the finding is not far longer than the label."""
    overlap = finding.start < label.end and label.start < finding.end
    return overlap and finding.end - finding.start <= 4 * (label.end - label.start) + 60


def score(
    cases: Iterable[Case],
    findings_by_id: Mapping[str, Sequence[Finding | Mapping[str, Any]]],
) -> Report:
    """Compares findings with labels; a case without an entry has no findings."""
    hits = {
        kind: {
            "block": 0,
            "block_all": 0,
            "any": 0,
            "all": 0,
            "same": 0,
            "over": 0,
            "review_all": 0,
        }
        for kind in KINDS
    }
    right = dict.fromkeys(KINDS, 0)
    made = dict.fromkeys(KINDS, 0)
    documents = leaks = whole = 0
    clean = clean_blocked = bare = bare_reviewed = mentions = mentions_blocked = 0
    report = Report()

    for case in cases:
        found = [
            one if isinstance(one, Finding) else Finding.from_dict(one)
            for one in findings_by_id.get(case.id, ())
        ]
        blocks = [one for one in found if one.severity == "block"]
        block_labels = [label for label in case.labels if label.severity == "block"]

        right_blocks = []
        for finding in blocks:
            made[finding.kind] = made.get(finding.kind, 0) + 1
            if any(matches(finding, label) for label in block_labels):
                right[finding.kind] = right.get(finding.kind, 0) + 1
                right_blocks.append(finding)
            else:
                report.false_blocks.append((case.id, finding))

        caught = 0
        for label in case.labels:
            tally = hits[label.kind]
            by_any = [one for one in found if matches(one, label)]
            by_block = [one for one in by_any if one.severity == "block"]
            tally["all"] += 1
            if by_any:
                tally["any"] += 1
                tally["same"] += any(one.kind == label.kind for one in by_any)
            if label.severity == "block":
                tally["block_all"] += 1
                if by_block:
                    tally["block"] += 1
                    caught += 1
            else:
                tally["review_all"] += 1
                tally["over"] += any(one not in right_blocks for one in by_block)
            if not by_any or (label.severity == "block" and not by_block):
                report.missed.append((case.id, label))

        if case.leak:
            documents += 1
            leaks += caught > 0
            whole += caught == len(block_labels)
        else:
            clean += 1
            clean_blocked += bool(blocks)
            if case.labels:
                if all(label.kind == "affiliation_mention" for label in case.labels):
                    mentions += 1
                    mentions_blocked += bool(blocks)
            else:
                bare += 1
                bare_reviewed += any(one.severity == "review" for one in found)

    for kind in KINDS:
        tally = hits[kind]
        report.kinds[kind] = KindScore(
            block_recall=Rate(tally["block"], tally["block_all"]),
            any_recall=Rate(tally["any"], tally["all"]),
            same_kind=Rate(tally["same"], tally["any"]),
            block_precision=Rate(right[kind], made[kind]),
            over_blocked=Rate(tally["over"], tally["review_all"]),
        )
    report.leak_documents = Rate(leaks, documents)
    report.leak_documents_whole = Rate(whole, documents)
    report.precision = Rate(sum(right.values()), sum(made.values()))
    report.clean_blocked = Rate(clean_blocked, clean)
    report.clean_reviewed = Rate(bare_reviewed, bare)
    report.mentions_blocked = Rate(mentions_blocked, mentions)
    return report


def read_findings(path: Path) -> dict[str, list[Finding]]:
    """Findings by case id, from a file with one object a line."""
    findings: dict[str, list[Finding]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            data = json.loads(line)
            findings[data["id"]] = [Finding.from_dict(one) for one in data["findings"]]
    return findings


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Score findings against the labelled cases.")
    parser.add_argument("findings", type=Path)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--heldout", action="store_true", help="only the cases held out")
    which.add_argument("--open", action="store_true", help="only the cases not held out")
    parser.add_argument("--lang", choices=("de", "en"))
    parser.add_argument("--topic", help="only the cases of this file, e.g. small-groups")
    parser.add_argument("--errors", action="store_true", help="list what is missed or wrong")
    options = parser.parse_args(arguments)
    cases = [
        case
        for case in load_cases()
        if (not options.heldout or case.heldout)
        and (not options.open or not case.heldout)
        and (not options.lang or case.lang == options.lang)
        and (not options.topic or case.topic == options.topic)
    ]
    report = score(cases, read_findings(options.findings))
    print(report.as_text())
    if options.errors:
        texts = {case.id: case.text for case in cases}
        for case_id, label in report.missed:
            span = texts[case_id][label.start : label.end]
            print(f"missed {case_id} {label.kind}/{label.severity} {span!r}")
        for case_id, finding in report.false_blocks:
            span = texts[case_id][finding.start : finding.end]
            print(f"false {case_id} {finding.kind} {span!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
