"""Run the whole suite on both databases at once, and print the two reports one after the other.

    python -m tests.support.suite [sqlite] [postgres] [PYTEST ARGUMENT …]

Each run has its own cache, its own folder of screenshots and its own `var/`, so that the two
do not meet. What they leave behind is under `var/tests/`.

Where nothing failed but tests that drive a browser, these are run once more, alone and with a
demo of their own, and what passes then counts as passed, loudly (docs/decisions/0023).

The tests are shuffled, in the same order in every run: a red suite means a change in the code.
Another order, to find tests that lean on each other: ARGS="--randomly-seed=7".
"""

import json
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import pytest

from tests.support.environment import ROOT

DATABASES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}

WITHOUT_DATABASE = (
    "tests/sessions/chatham_house",
    "tests/sessions/test_intake.py",
    "tests/msg/test_exposure_files.py",
    "tests/checks",
)
"""What asks no database: where both are run, once is enough."""

BROWSER_TESTS = "tests/browser/"

ORDER = "--randomly-seed=2013"


@dataclass
class Run:
    """One run of the suite, under way."""

    database: str
    folder: Path
    process: subprocess.Popen[bytes]
    started: float

    @property
    def title(self) -> str:
        """The name of the database as its makers write it."""
        return DATABASES[self.database]

    @property
    def log(self) -> Path:
        """What the run prints, unless it is alone."""
        return self.folder / "output.txt"

    def failed(self) -> list[str]:
        """Return the tests that failed; none if the run broke off otherwise."""
        kept = self.folder / "cache" / "v" / "cache" / "lastfailed"
        if self.process.returncode != pytest.ExitCode.TESTS_FAILED or not kept.exists():
            return []
        return sorted(json.loads(kept.read_text(encoding="utf-8")))


def start(database: str, arguments: list[str], *, alone: bool) -> Run:
    """Start the suite on one database; its output goes to a file unless it is alone."""
    folder = ROOT / "var" / "tests" / database
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "pytest", "-o", f"cache_dir={folder / 'cache'}"]
    command += ["--cache-clear"]
    # a picture of the page on which a browser test failed
    command += ["--output", str(folder / "browser"), "--screenshot", "only-on-failure"]
    command += ["--durations=5", "--durations-min=2", ORDER]
    if database == "postgres" and not alone and not arguments:
        command += [f"--ignore={path}" for path in WITHOUT_DATABASE]
    command += [f"--color={'yes' if sys.stdout.isatty() else 'auto'}", *arguments]
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    server = [sys.executable, "-m", "tests.postgres", "--"] if database == "postgres" else []
    with (folder / "output.txt").open("wb") as file:
        process = subprocess.Popen(
            [*server, *command],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=None if alone else file,
            stderr=None if alone else subprocess.STDOUT,
        )
    return Run(database, folder, process, time.monotonic())


def wait(runs: list[Run], *, alone: bool) -> dict[str, int]:
    """Wait for every run, print each as it ends, and return the exit codes."""
    codes: dict[str, int] = {}
    last_word = time.monotonic()
    while len(codes) < len(runs):
        time.sleep(0.1)
        for run in runs:
            if run.title in codes or run.process.poll() is None:
                continue
            codes[run.title] = run.process.returncode
            if not alone:
                print(f"\n===== {run.title} =====", flush=True)
                sys.stdout.buffer.write(run.log.read_bytes())
            took = time.monotonic() - run.started
            verdict = "passed" if run.process.returncode == 0 else "FAILED"
            print(f"{run.title}: {verdict} in {took:.0f} s", flush=True)
        if not alone and time.monotonic() - last_word > 20:
            last_word = time.monotonic()
            for run in runs:
                if run.title not in codes:
                    print(f"  {run.title}: {progress(run.log)}", flush=True)
    return codes


def try_again(run: Run) -> int:
    """Run what failed once more where it all drove a browser; return the exit code that counts."""
    failed = run.failed()
    if not failed or not all(test.startswith(BROWSER_TESTS) for test in failed):
        return run.process.returncode
    print(f"\n{run.title}: ONCE MORE, ALONE: {', '.join(failed)}", flush=True)
    again = start(run.database, failed, alone=True)
    try:
        code = again.process.wait()
        print(f"{run.title}: {'PASSED THE SECOND TIME' if code == 0 else 'FAILED TWICE'}")
        return code
    finally:
        if again.process.poll() is None:
            again.process.terminate()
            again.process.wait()


def progress(log: Path) -> str:
    """Return how far a run says it is, like `45%`."""
    marks = re.findall(r"\[ *(\d+%)\]", log.read_text(errors="replace"))
    return marks[-1] if marks else "starting"


def _leave(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def main(arguments: list[str]) -> int:
    """Run on the databases named first, or on both."""
    chosen = []
    while arguments and arguments[0] in DATABASES:
        chosen.append(arguments.pop(0))
    chosen = chosen or list(DATABASES)
    alone = len(chosen) == 1
    signal.signal(signal.SIGTERM, _leave)
    print(f"Running the tests on {' and '.join(DATABASES[name] for name in chosen)}", flush=True)
    runs = [start(name, arguments, alone=alone) for name in chosen]
    try:
        codes = wait(runs, alone=alone)
        for run in runs:
            codes[run.title] = try_again(run)
    except KeyboardInterrupt:
        return 130
    finally:
        for run in runs:
            if run.process.poll() is None:
                run.process.terminate()
        # the PostgreSQL run takes its server down first
        for run in runs:
            run.process.wait()
    # one of the two exit codes, whichever says more than 'well'
    return max((abs(code) for code in codes.values()), default=0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
