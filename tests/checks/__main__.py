"""Run every check, two at a time, and say of each whether it is well and how long it took.

    python -m tests.checks [NAME …]

All run even when one has failed: one look should show everything there is to mend.
"""

import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tests.checks import templates
from tests.checks.sources import template_files
from tests.support import environment

SHOWN = 30
BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class Check:
    """A command whose exit code is the verdict."""

    name: str
    what: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)


def _python(*arguments: str) -> list[str]:
    return [sys.executable, *arguments]


def _tool(name: str, *arguments: str) -> list[str]:
    return [str(BIN / name), *arguments]


def all_checks() -> list[Check]:
    """Every check, the slowest first."""
    pages = [str(path) for path in template_files() if path.suffix == ".html"]
    manage = _python("manage.py")
    concise = ("--output-format", "concise")
    checks = [
        Check("types", "mypy", _tool("mypy")),
        Check("format", "ruff format", _tool("ruff", "format", "--check", *concise, ".")),
        Check("lint", "ruff check", _tool("ruff", "check", "--no-fix", *concise, ".")),
        Check("imports", "imports run downwards", _tool("lint-imports", "--no-logo")),
        Check(
            "migrations",
            "models and migrations agree",
            [*manage, "makemigrations", "--check", "--dry-run", "--skip-checks"],
        ),
        Check("django", "Django's own checks", [*manage, "check", "--fail-level", "WARNING"]),
        Check(
            "deployment",
            "the same as in production",
            [*manage, "check", "--deploy", "--fail-level", "WARNING"],
            environment.PRODUCTION,
        ),
        Check("catalogues", "translations complete", _python("-m", "tests.checks.catalogues")),
        Check("templates", "nothing inline", _python("-m", "tests.checks.templates")),
        Check("locks", "hashes and no host names", _python("-m", "tests.checks.locks")),
        Check("files", "no paths of one machine", _python("-m", "tests.checks.files")),
    ]
    if pages:
        checks += [
            Check("djlint", "lint of templates", _tool("djlint", "--lint", "--quiet", *pages)),
            Check("djade", "format of templates", templates.djade("--check")),
        ]
    return checks


def run(check: Check) -> tuple[bool, float, str]:
    """Run one check and return verdict, seconds and output."""
    started = time.monotonic()
    variables = dict(os.environ)
    if check.environment:
        # production as a host sets it, with nothing of the tests around it
        for name in environment.FIXED:
            variables.pop(name, None)
    done = subprocess.run(
        check.command,
        cwd=environment.ROOT,
        env=variables | check.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return done.returncode == 0, time.monotonic() - started, done.stdout.strip()


def shown(check: Check, output: str, *, whole: bool) -> str:
    """Return the output to print: the first lines, or all where somebody asked for this check."""
    lines = output.splitlines()
    kept = lines if whole or len(lines) <= SHOWN else lines[: SHOWN - 1]
    if left := len(lines) - len(kept):
        kept = [*kept, f"… and {left} more lines: make check ARGS={check.name}"]
    return "".join(f"    {line}\n" for line in kept)


def main(names: list[str]) -> int:
    """Run those named, or all."""
    var_dir = environment.make_var_dir()
    environment.apply(var_dir)
    os.environ.pop("DATABASE_URL", None)
    checks = [check for check in all_checks() if not names or check.name in names]
    if unknown := set(names) - {check.name for check in checks}:
        print(f"No such check: {', '.join(sorted(unknown))}")
        return 2
    failed = 0
    try:
        with ThreadPoolExecutor(max_workers=2) as pool:
            # in the order of the list, so that two outputs can be compared
            for check, (well, took, output) in zip(checks, pool.map(run, checks), strict=True):
                verdict = "ok    " if well else "FAILED"
                print(f"{verdict} {check.name:<12}{check.what:<32}{took:5.1f} s", flush=True)
                if not well:
                    failed += 1
                    print(shown(check, output, whole=bool(names)), flush=True)
    finally:
        shutil.rmtree(var_dir, ignore_errors=True)
    print(f"{len(checks) - failed} of {len(checks)} checks are well")
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
