"""Plants leaks in a copy of the code, one after another, and shows what catches each.

    python -m tests.support.planted_leaks [--no-baseline] [NAME …]

Run by hand, after a change of the doors or of the audit. ``planted_leaks.yaml`` lists ways in
which somebody could break this by mistake. For each, ``audit_exposure`` runs on a demo of its own,
and the test files named; a leak that nothing catches ends it with status 1. What is not in the
code any more is said and passed over, and has to be planted anew. Nothing here touches the folder
it is run from.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from tests.support.environment import ROOT

NOT_COPIED = (".venv", "var", ".git", "__pycache__", ".*_cache", "node_modules")
QUIETLY = ("-p", "no:cacheprovider", "-p", "no:randomly")
LONGEST_RUN = 900
"""Seconds for one run of the audit or of the tests."""

Patch = tuple[str, str, str]


@dataclass(frozen=True)
class Leak:
    """A mistake: what it is called, where it is made, and which tests should see it.

    ``people`` is how many participants the audit brings along. ``is_built_in`` is set where the
    mistake is made when the demo is built, by the door.
    """

    name: str
    patches: tuple[Patch, ...]
    tests: tuple[str, ...]
    people: int = 0
    is_built_in: bool = False


def all_leaks() -> list[Leak]:
    """Return the leaks of the data file beside this one."""
    rows = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return [
        Leak(
            row["name"],
            tuple((patch["file"], patch["old"], patch["new"]) for patch in row["patches"]),
            tuple(row["tests"]),
            row.get("people", 0),
            row.get("is_built_in", False),
        )
        for row in rows
    ]


@dataclass(frozen=True)
class Verdict:
    """What became of one leak; ``audit`` and ``tests`` are empty where they saw nothing."""

    leak: Leak
    audit: str = ""
    tests: tuple[str, ...] = ()
    problem: str = ""

    @property
    def is_caught(self) -> bool:
        """Whether anything noticed."""
        return bool(self.audit or self.tests)


class Copy:
    """A copy of the code with a demo of its own, patched and mended again."""

    def __init__(self, folder: Path) -> None:
        self.code = folder / "code"
        self.var = folder / "var"
        shutil.copytree(ROOT, self.code, ignore=shutil.ignore_patterns(*NOT_COPIED))
        self.prepare(self.var)

    def try_out(self, leak: Leak) -> Verdict:
        """Plant a leak, look, and take it out again."""
        before: dict[Path, str] = {}
        try:
            for name, old, new in leak.patches:
                path = self.code / name
                text = path.read_text(encoding="utf-8") if path.exists() else ""
                if old not in text:
                    return Verdict(leak, problem=f"not there to be broken: {name}")
                before.setdefault(path, text)
                path.write_text(text.replace(old, new, 1), encoding="utf-8")
            return self.look(leak)
        finally:
            for path, text in before.items():
                path.write_text(text, encoding="utf-8")

    def look(self, leak: Leak) -> Verdict:
        """Run the audit and the tests on the code as it stands."""
        var = self.var
        if leak.is_built_in:
            var = self.var.with_name("var-of-one")
            shutil.rmtree(var, ignore_errors=True)
            built = self.prepare(var)
            if built:
                return Verdict(leak, problem=f"the demo cannot be built: {built}")
        audit, problem = self.audit(var, leak.people)
        failed, trouble = self.test(leak.tests)
        return Verdict(leak, audit, failed, problem or trouble)

    def prepare(self, var: Path) -> str:
        """Build a demo; return what went wrong, if anything did."""
        answer = self._run(["manage.py", "prepare"], var)
        return "" if answer.returncode == 0 else answer.stderr.strip().splitlines()[-1]

    def audit(self, var: Path, people: int) -> tuple[str, str]:
        """Return what the audit found in short, and what went wrong."""
        answer = self._run(
            ["manage.py", "audit_exposure", "--participants", str(people)],
            var,
        )
        said = answer.stdout.strip().splitlines()
        if answer.returncode not in (0, 1) or not said:
            return "", "the audit fell over: " + answer.stderr.strip()[-200:]
        if answer.returncode == 0:
            return "", ""
        if said[-1].startswith("NOT COMPLETE"):
            return "", "the audit did not come to its end"
        kinds = re.findall(r"^\S.*\(\d{3}\), ([^:]*: [^(\n]*)", answer.stdout, re.M)
        first = kinds[0].strip() if kinds else ""
        return f"{said[-1].partition(' found')[0].split()[-1]} found, {first}", ""

    def test(self, names: Sequence[str]) -> tuple[tuple[str, ...], str]:
        """Return the tests that failed, and what went wrong."""
        there = [name for name in names if (self.code / name).exists()]
        answer = self._run(["-m", "pytest", "-q", *QUIETLY, *there], None)
        if answer.returncode not in (0, 1):
            return (), "the tests fell over: " + answer.stdout.strip()[-200:]
        failed = re.findall(r"^(?:FAILED|ERROR) (\S+)", answer.stdout, re.M)
        return tuple(name.rpartition("::")[2] for name in failed), ""

    def _run(self, command: Sequence[str], var: Path | None) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"}
        if var is not None:
            environment |= {"DEMO": "true", "VAR_DIR": str(var)}
        return subprocess.run(
            [sys.executable, *command],
            cwd=self.code,
            env=environment,
            capture_output=True,
            text=True,
            timeout=LONGEST_RUN,
        )


def show(verdict: Verdict) -> None:
    """Print one line of the table, and beneath it what saw the leak."""
    word = "caught" if verdict.is_caught else "passed over" if verdict.problem else "NOT CAUGHT"
    print(f"{word:<12} {verdict.leak.name}", flush=True)
    if verdict.audit:
        print(f"{'':<12}   audit: {verdict.audit}")
    for name in verdict.tests[:3]:
        print(f"{'':<12}   test: {name}")
    if len(verdict.tests) > 3:
        print(f"{'':<12}   and {len(verdict.tests) - 3} more tests")
    if verdict.problem:
        print(f"{'':<12}   {verdict.problem}")


def main(arguments: Sequence[str]) -> int:
    """Try out the leaks named, or all of them, on code that is clean to begin with."""
    parser = argparse.ArgumentParser(prog="python -m tests.support.planted_leaks")
    parser.add_argument(
        "--no-baseline", action="store_true", help="do not look at clean code first"
    )
    parser.add_argument("names", nargs="*", help="parts of the names of leaks")
    options = parser.parse_args(arguments)
    chosen = [
        leak
        for leak in all_leaks()
        if not options.names or any(part in leak.name for part in options.names)
    ]
    with tempfile.TemporaryDirectory(prefix="msg-planted-") as folder:
        copy = Copy(Path(folder))
        red: tuple[str, ...] = ()
        if not options.no_baseline:
            tests = tuple(sorted({name for leak in chosen for name in leak.tests}))
            clean = copy.look(Leak("nothing planted", (), tests, people=4))
            if clean.audit or clean.problem:
                show(clean)
                print("The audit is not clean to begin with; what it finds would mean nothing.")
                return 2
            red = clean.tests
            for name in red:
                print(f"red without a leak, and counts for nothing: {name}")
        verdicts = []
        for leak in chosen:
            verdict = copy.try_out(leak)
            seen = tuple(name for name in verdict.tests if name not in red)
            verdicts.append(replace(verdict, tests=seen))
            show(verdicts[-1])
    caught = sum(verdict.is_caught for verdict in verdicts)
    print(f"{caught} of {len(verdicts)} caught.")
    return 0 if caught == len(verdicts) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
