"""Which files are the project's own, and where a check reads them."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.support.environment import ROOT

APPLICATION = ("msg", "participants", "rounds", "sessions")
TEMPLATE_SUFFIXES = (".html", ".txt", ".xml", ".svg", ".md")


def project_files(root: Path = ROOT) -> Iterator[Path]:
    """Every file that is, or is about to be, in the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in sorted(set(listed.stdout.split("\0"))):
        path = root / name
        # listed and deleted, but the deletion is not committed yet
        if name and path.is_file():
            yield path


def python_files(root: Path = ROOT) -> Iterator[Path]:
    """The application's own modules: no tests, no migrations."""
    for package in APPLICATION:
        for path in sorted((root / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def template_files(root: Path = ROOT) -> Iterator[Path]:
    """Every template, at the top or inside an app."""
    for folder in [root / "templates", *(root / package / "templates" for package in APPLICATION)]:
        yield from (path for path in sorted(folder.rglob("*")) if path.suffix in TEMPLATE_SUFFIXES)
