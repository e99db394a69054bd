"""Reads the labelled cases and the invented rosters.

Not for scanning and not for scoring: it turns the marked-up text files of this folder into plain
data, and says what is wrong with them. The format is described in README.md.

    python -m tests.sessions.chatham_house.cases.loader            # check and count
    python -m tests.sessions.chatham_house.cases.loader --jsonl    # print as JSON lines
    python -m tests.sessions.chatham_house.cases.loader --lint     # look for what may be unlabelled
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent

ORG_KINDS = frozenset({"affiliation", "affiliation_mention"})
PERSON_KINDS = frozenset({"name", "contact", "role", "small_group", "unique_descriptor"})
KINDS = (
    "name",
    "contact",
    "affiliation",
    "affiliation_mention",
    "role",
    "small_group",
    "unique_descriptor",
)
DEFAULT_SEVERITY = dict.fromkeys(KINDS, "block") | {"affiliation_mention": "review"}
SECTORS = frozenset(
    {
        "government",
        "development_agency",
        "international_org",
        "regional_org",
        "eu_institution",
        "academia",
        "think_tank",
        "civil_society",
        "business",
        "trade_union",
    }
)

HEADER = re.compile(r"^### (?P<id>\S+) (?P<fields>roster=\S+.*)$")
FIELD = re.compile(r"(roster|lang|part|tags)=(\S+)")
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
SPAN = re.compile(
    r"⟦(?P<kind>[a-z_]+)(?:/(?P<severity>[a-z]+))?:(?P<refs>[^|⟦⟧]+)\|(?P<text>[^⟦⟧]+)⟧"
)

Roster = dict[str, Any]


class CaseError(ValueError):
    """A case or a roster that cannot be used as it stands."""


@dataclass(frozen=True)
class Label:
    """A span of the text, in code points, end exclusive."""

    start: int
    end: int
    kind: str
    severity: str
    ref: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        return {
            "start": self.start,
            "end": self.end,
            "kind": self.kind,
            "severity": self.severity,
            "ref": list(self.ref),
        }


@dataclass(frozen=True)
class Case:
    """One text, the roster it belongs to, and what a scanner has to find in it."""

    id: str
    roster: str
    lang: str
    tags: tuple[str, ...]
    text: str
    labels: tuple[Label, ...]
    part: str | None = None
    topic: str = ""

    @property
    def leak(self) -> bool:
        return any(label.severity == "block" for label in self.labels)

    @property
    def heldout(self) -> bool:
        return "heldout" in self.tags

    def as_dict(self) -> dict[str, Any]:
        """The object of the dev cases; `part` is added only where the case names one."""
        data: dict[str, Any] = {
            "id": self.id,
            "roster": self.roster,
            "lang": self.lang,
            "tags": list(self.tags),
            "leak": self.leak,
            "text": self.text,
            "labels": [label.as_dict() for label in self.labels],
        }
        if self.part is not None:
            data["part"] = self.part
        return data


def parse_markup(marked: str) -> tuple[str, tuple[Label, ...]]:
    """Splits marked-up text into the bare text and its labels."""
    bare: list[str] = []
    labels: list[Label] = []
    length = 0
    at = 0

    def take(raw: str) -> int:
        piece = ESCAPE.sub(lambda found: chr(int(found.group(1), 16)), raw)
        bare.append(piece)
        return len(piece)

    for span in SPAN.finditer(marked):
        length += take(marked[at : span.start()])
        kind = span["kind"]
        if kind not in KINDS:
            raise CaseError(f"unknown kind {kind!r}")
        severity = span["severity"] or DEFAULT_SEVERITY[kind]
        if severity not in ("block", "review"):
            raise CaseError(f"unknown severity {severity!r}")
        size = take(span["text"])
        refs = tuple(span["refs"].split(","))
        labels.append(Label(length, length + size, kind, severity, refs))
        length += size
        at = span.end()
    take(marked[at:])
    text = "".join(bare)
    if "⟦" in text or "⟧" in text:
        raise CaseError("a span is not closed or not well formed")
    return text, tuple(labels)


def parse_file(path: Path) -> list[Case]:
    """Reads one `<topic>.<lang>.txt`; a case runs from its header to the next one."""
    topic, lang = path.name.removesuffix(".txt").rsplit(".", 1)
    cases: list[Case] = []
    header: re.Match[str] | None = None
    body: list[str] = []

    def finish() -> None:
        if header is None:
            if any(line.strip() for line in body):
                raise CaseError(f"{path.name}: text before the first header")
            return
        fields = dict(FIELD.findall(header["fields"]))
        where = f"{path.name}: {header['id']}"
        try:
            text, labels = parse_markup("\n".join(body).strip("\n"))
        except CaseError as error:
            raise CaseError(f"{where}: {error}") from error
        if not text.strip():
            raise CaseError(f"{where}: no text")
        cases.append(
            Case(
                id=header["id"],
                roster=fields["roster"],
                lang=fields.get("lang", lang),
                tags=tuple(fields.get("tags", "").split(",")),
                text=text,
                labels=labels,
                part=fields.get("part"),
                topic=topic,
            )
        )

    # split on line feeds alone: some cases hold other line separators on purpose
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("%%"):
            continue
        found = HEADER.match(line)
        if found:
            finish()
            header, body = found, []
        else:
            body.append(line)
    finish()
    return cases


def load_dev_cases() -> list[Case]:
    """The sixty examples the format comes from."""
    cases = []
    for line in (HERE / "dev-cases.jsonl").read_text(encoding="utf-8").splitlines():
        data = json.loads(line)
        labels = tuple(
            Label(one["start"], one["end"], one["kind"], one["severity"], tuple(one["ref"]))
            for one in data["labels"]
        )
        cases.append(
            Case(
                id=data["id"],
                roster=data["roster"],
                lang=data["lang"],
                tags=tuple(data["tags"]),
                text=data["text"],
                labels=labels,
                topic="dev",
            )
        )
    return cases


def load_cases(*, dev: bool = True) -> list[Case]:
    """All cases, the dev ones first."""
    cases = load_dev_cases() if dev else []
    for path in sorted(HERE.glob("*.*.txt")):
        cases.extend(parse_file(path))
    return cases


def load_rosters() -> dict[str, Roster]:
    """All rosters by id: those of the dev cases and those of this folder."""
    rosters: dict[str, Roster] = {}
    for name in ("dev-rosters.json", "rosters.json"):
        for key, roster in json.loads((HERE / name).read_text(encoding="utf-8")).items():
            if key in rosters:
                raise CaseError(f"roster {key} exists twice")
            rosters[key] = roster
    return rosters


def roster_for(case: Case, rosters: dict[str, Roster]) -> Roster:
    """The roster a case is judged by: narrowed to those present where the case names a part."""
    roster = rosters[case.roster]
    if case.part is None:
        return roster
    part = next(one for one in roster["session"]["parts"] if one["id"] == case.part)
    present = set(part["present"])
    return {
        **roster,
        "session": {**roster["session"], "parts": [part]},
        "participants": [one for one in roster["participants"] if one["id"] in present],
    }


def check_roster(key: str, roster: Roster) -> list[str]:
    """What is wrong with a roster."""
    problems: list[str] = []
    if roster["id"] != key:
        problems.append(f"roster {key}: its id is {roster['id']}")
    people = [one["id"] for one in roster["participants"]]
    orgs = [one["id"] for one in roster["orgs"]]
    for name, ids in (("participant", people), ("organisation", orgs)):
        problems += [f"roster {key}: {name} {x} twice" for x, n in Counter(ids).items() if n > 1]
    session = roster["session"]
    for field in ("chair", "rapporteur"):
        if session[field] not in people:
            problems.append(f"roster {key}: {field} {session[field]} is nobody")
    for part in session["parts"]:
        problems += [
            f"roster {key}: part {part['id']} has {x}, who is nobody"
            for x in part["present"]
            if x not in people
        ]
    for one in roster["participants"]:
        if one["org"] not in orgs:
            problems.append(f"roster {key}: {one['id']} is of no organisation")
        if one["sector"] not in SECTORS:
            problems.append(f"roster {key}: {one['id']} is of no sector")
        if one["gender"] not in ("f", "m", "x"):
            problems.append(f"roster {key}: {one['id']} has gender {one['gender']!r}")
    used = {one["org"] for one in roster["participants"]}
    problems += [f"roster {key}: nobody is from {org}" for org in orgs if org not in used]
    return problems


def check_case(case: Case, rosters: dict[str, Roster]) -> list[str]:
    """What is wrong with a case."""
    if case.roster not in rosters:
        return [f"{case.id}: no roster {case.roster}"]
    roster = rosters[case.roster]
    parts = {one["id"] for one in roster["session"]["parts"]}
    if case.part is not None and case.part not in parts:
        return [f"{case.id}: no part {case.part}"]
    problems: list[str] = []
    if case.lang not in ("de", "en"):
        problems.append(f"{case.id}: language {case.lang!r}")
    if not any(case.tags):
        problems.append(f"{case.id}: no tags")
    people = {one["id"] for one in roster_for(case, rosters)["participants"]}
    orgs = {one["id"] for one in roster["orgs"]}
    end = 0
    for label in case.labels:
        where = f"{case.id} {label.start}-{label.end}"
        if not 0 <= label.start < label.end <= len(case.text):
            problems.append(f"{where}: outside the text")
            continue
        if label.start < end:
            problems.append(f"{where}: overlaps the label before it")
        end = label.end
        span = case.text[label.start : label.end]
        if span != span.strip():
            problems.append(f"{where}: blank at the edge of {span!r}")
        known = orgs if label.kind in ORG_KINDS else people
        problems += [f"{where}: {x} is not on the roster" for x in label.ref if x not in known]
        if len(set(label.ref)) != len(label.ref):
            problems.append(f"{where}: somebody is named twice")
        if label.kind == "affiliation_mention" and label.severity != "review":
            problems.append(f"{where}: a mention is never blocked")
        if label.kind == "small_group":
            allowed = range(1, 3) if label.severity == "block" else range(3, 5)
            masculine = label.severity == "review" and "small.masculine" in case.tags
            if len(label.ref) not in allowed and not masculine:
                problems.append(f"{where}: {len(label.ref)} people do not make {label.severity}")
    return problems


def check(cases: list[Case], rosters: dict[str, Roster]) -> list[str]:
    """Everything that is wrong."""
    problems: list[str] = []
    for key, roster in rosters.items():
        problems += check_roster(key, roster)
    ids = Counter(case.id for case in cases)
    problems += [f"{x}: id used {n} times" for x, n in ids.items() if n > 1]
    texts = Counter((case.roster, case.part, case.text) for case in cases)
    problems += [f"{key[0]}: text used {n} times: {key[2]}" for key, n in texts.items() if n > 1]
    for case in cases:
        problems += check_case(case, rosters)
    return problems


def lint(cases: list[Case], rosters: dict[str, Roster]) -> list[str]:
    """Names and organisations that stand in a text without a label: to be looked at, not wrong."""
    hints: list[str] = []
    for case in cases:
        roster = roster_for(case, rosters)
        words = {one[field] for one in roster["participants"] for field in ("first", "last")}
        words |= {half for word in set(words) for half in re.split(r"[- ]", word) if len(half) > 3}
        for org in roster["orgs"]:
            words |= {org["name"], *org["aliases"]}
        for word in sorted(words):
            for found in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", case.text):
                at, to = found.span()
                if not any(one.start < to and at < one.end for one in case.labels):
                    around = case.text[max(0, at - 30) : to + 30].replace("\n", " ")
                    hints.append(f"{case.id}: {word!r} in …{around}…")
    return hints


def print_counts(cases: list[Case]) -> None:
    def table(title: str, counts: Counter[str]) -> None:
        print(f"{title}: " + ", ".join(f"{key} {n}" for key, n in sorted(counts.items())))

    leaks = sum(case.leak for case in cases)
    print(f"{len(cases)} cases, {leaks} leak, {len(cases) - leaks} clean")
    table("language", Counter(case.lang for case in cases))
    table("leak by language", Counter(case.lang for case in cases if case.leak))
    table("topic", Counter(case.topic for case in cases))
    table("roster", Counter(case.roster for case in cases))
    table(
        "labels",
        Counter(f"{one.kind}/{one.severity}" for case in cases for one in case.labels),
    )
    table("long", Counter(case.lang for case in cases if len(case.text.split()) >= 80))
    table("held out", Counter(str(case.heldout) for case in cases))
    table("tags", Counter(tag for case in cases for tag in case.tags if tag != "heldout"))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Check, count or print the labelled cases.")
    parser.add_argument("--jsonl", action="store_true", help="print the cases as JSON lines")
    parser.add_argument("--no-dev", action="store_true", help="leave the sixty dev cases out")
    parser.add_argument("--lint", action="store_true", help="list names that carry no label")
    options = parser.parse_args(arguments)
    try:
        cases, rosters = load_cases(dev=not options.no_dev), load_rosters()
    except CaseError as error:
        print(error, file=sys.stderr)
        return 1
    problems = check(cases, rosters)
    for problem in problems:
        print(problem, file=sys.stderr)
    if options.jsonl:
        for case in cases:
            print(json.dumps(case.as_dict(), ensure_ascii=False))
    elif options.lint:
        for hint in lint(cases, rosters):
            print(hint)
    else:
        print_counts(cases)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
