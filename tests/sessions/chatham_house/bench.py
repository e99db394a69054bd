"""How good and how fast the rule engine is, on the labelled cases, on German prose, on the clock.

    python -m tests.sessions.chatham_house.bench

prints a table a set of cases: recall by kind with 95 % Wilson intervals, precision, alarms on clean
texts; then surnames that are words in German prose; then speed. Only the speed varies from machine
to machine.
"""

from __future__ import annotations

import gc
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from sessions.chatham_house import Person, Roster, Severity, scan
from sessions.chatham_house.scanner import CompiledRoster, compile_roster
from tests.sessions.chatham_house import demo
from tests.sessions.chatham_house.cases.loader import Case, load_cases, load_rosters
from tests.sessions.chatham_house.cases.scorer import Finding, Rate, Report, score

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
MEGABYTE = 1_000_000


def rosters() -> dict[str, Roster]:
    """The rosters of the cases, read."""
    return {key: Roster.from_json(data) for key, data in load_rosters().items()}


def findings(cases: Iterable[Case]) -> dict[str, list[Finding]]:
    """What the scanner finds in each case, by its id; notes for the writer are no findings."""
    known = rosters()
    found = {}
    for case in cases:
        parts = (case.part,) if case.part else ()
        found[case.id] = [
            Finding(f.start, f.end, f.kind.value, f.severity.value)
            for f in scan(case.text, known[case.roster], case.lang, parts=parts)
            if f.severity is not Severity.NOTE
        ]
    return found


def measure(cases: list[Case]) -> Report:
    """The score of the scanner on some cases."""
    return score(cases, findings(cases))


def homonym_roster() -> Roster:
    """People whose surnames are the words of ``homonyms.de.txt``."""
    surnames = (
        "Wolf Koch Lang Weiß Klein Stark Sommer Winter Vogel Fischer Richter Schuster "
        "Berg Stein Wald Kaiser König Bauer Müller Schneider Schäfer Zimmermann Becker "
        "Busch Frank Ernst Mark Rose Fuchs Hahn Adler Graf Jung Reich Kraft Keller Weber "
        "Kaufmann Förster Jäger Roth Engel Bach Krug Pfeffer Linde Herbst Sturm Frost "
        "Gold Silber Schwarz Braun Kranz Glück Schreiber Vogt Hirt Bürger Freund Nebel "
        "Schmied Sattler Horn Sack Mai Neu Frei Recht Lamm Alt"
    ).split()
    people = [Person(f"h{n}", "Andrea", name, gender="f") for n, name in enumerate(surnames)]
    people.append(Person("strong", "Gesine", "Brüggemann", gender="f"))
    return Roster("homonyms", tuple(people), ())


def homonyms() -> tuple[Rate, Rate]:
    """Sentences with a common noun in which something is found; people who are found."""
    roster = homonym_roster()
    lines = (HERE / "homonyms.de.txt").read_text(encoding="utf-8").splitlines()
    alarmed = quiet = found = people = 0
    for line in lines:
        if line.startswith("- "):
            quiet += 1
            alarmed += bool(scan(line[2:], roster))
        elif line.startswith("+ "):
            people += 1
            found += any(f.severity is Severity.BLOCK for f in scan(line[2:], roster))
    return Rate(alarmed, quiet), Rate(found, people)


def print_report(title: str, cases: list[Case]) -> None:
    """One table."""
    report = measure(cases)
    print(f"\n{title}: {len(cases)} texts")
    print(
        f"  {'kind':22}{'blocked of block labels':38}{'found of all labels':38}precision of blocks"
    )
    for kind, one in report.kinds.items():
        print(f"  {kind:22}{one.block_recall!s:38}{one.any_recall!s:38}{one.block_precision!s}")
    for name, rate in (
        ("leak documents blocked", report.leak_documents),
        ("leak documents with every leak blocked", report.leak_documents_whole),
        ("precision of all blocks", report.precision),
        ("clean texts blocked", report.clean_blocked),
        ("clean texts to review", report.clean_reviewed),
        ("mentions blocked", report.mentions_blocked),
    ):
        print(f"  {name:42}{rate}")


def hard_prose() -> str:
    """About a megabyte of hard negatives: every clean case and quiet sentence, again and again."""
    texts = [case.text for case in load_cases() if not case.labels]
    lines = (HERE / "homonyms.de.txt").read_text(encoding="utf-8").splitlines()
    return repeated(texts + [line[2:] for line in lines if line.startswith("- ")])


def published_prose() -> str:
    """About a megabyte of what is really scanned: the published German texts of the demo."""
    published = [output for output in demo.outputs() if output["state"] == "published"]
    return repeated(
        text["de"] for output in published for text in (output["lead"], *output["statements"])
    )


def repeated(texts: Iterable[str]) -> str:
    """Texts as paragraphs, over and over until there is a megabyte."""
    block = "\n\n".join(texts) + "\n\n"
    return block * (MEGABYTE // len(block.encode()) + 1)


def speed() -> list[tuple[str, str]]:
    """Megabytes a CPU second, set-up, cold start."""
    # The cases read before would be walked by the garbage collector again and again.
    gc.collect()
    gc.freeze()
    known = rosters()
    room = known["r6"]
    room = replace(room, people=room.people[:25])
    rows = []
    for label, text in (
        ("published texts", published_prose()),
        ("published texts, four times as much", published_prose() * 4),
        ("hard negatives", hard_prose()),
    ):
        scan(text[:20_000], room)
        started = time.process_time()
        scan(text, room)
        rate = len(text.encode()) / MEGABYTE / (time.process_time() - started)
        rows.append((f"25 people, {label}", f"{rate:.1f} MB a CPU second"))
    people = tuple(
        replace(person, id=f"{key}-{person.id}")
        for key, roster in known.items()
        for person in roster.people
    )[:100]
    used = {person.organisation for person in people}
    organisations = {o.id: o for roster in known.values() for o in roster.organisations}
    crowd = Roster("crowd", people, tuple(o for o in organisations.values() if o.id in used))
    times = []
    for _ in range(5):
        started = time.process_time()
        CompiledRoster(crowd)
        times.append(time.process_time() - started)
    rows.append(("set-up, 100 people, warm, best of five", f"{min(times) * 1000:.0f} ms"))
    compile_roster(crowd)
    started = time.process_time()
    compile_roster(crowd)
    rows.append(("set-up, 100 people, kept", f"{(time.process_time() - started) * 1000:.1f} ms"))
    code = (
        "from sessions.chatham_house import Person, Roster, scan;"
        "scan('Kalt.', Roster('r', (Person('p', 'Ada', 'Moorgat'),), ()))"
    )
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
    rows.append(("cold start of a process", f"{time.perf_counter() - started:.2f} s"))
    return rows


def main() -> None:
    """Print everything."""
    cases = load_cases()
    print_report("Shared examples", [case for case in cases if case.topic == "dev"])
    print_report(
        "Cases the rules were written with",
        [case for case in cases if case.topic != "dev" and not case.heldout],
    )
    print_report("Cases held out", [case for case in cases if case.heldout])
    alarmed, found = homonyms()
    print("\nGerman prose with surnames that are words")
    print(f"  {'sentences that raise an alarm':42}{alarmed}")
    print(f"  {'people found':42}{found}")
    print("\nSpeed")
    for name, value in speed():
        print(f"  {name:44}{value}")


if __name__ == "__main__":
    main()
