"""Compile the translation catalogues: `locale/**/*.po` to `.mo`.

In Python, because a start must not need the gettext programs. The compiled files are not kept
in the repository: a stale one would be believed.
"""

import gettext
import os
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import trans_real


def compile_catalogues() -> list[Path]:
    """Compile each catalogue that is newer than its compiled file, and return those."""
    compiled = []
    for folder in settings.LOCALE_PATHS:
        for source in sorted(Path(folder).rglob("*.po")):
            target = source.with_suffix(".mo")
            if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
                continue
            # Under another name first: the suite runs twice at once, and a reader must never
            # meet half a file.
            unfinished = target.with_suffix(f".{os.getpid()}.tmp")
            unfinished.write_bytes(polib.pofile(str(source)).to_binary())
            unfinished.replace(target)
            compiled.append(source)
    if compiled:
        _forget_loaded_catalogues()
    return compiled


def _forget_loaded_catalogues() -> None:
    """Let this very process, which may hold an older catalogue, read the new one."""
    # the same that Django's own development server does when a catalogue changes
    gettext._translations = {}  # type: ignore[attr-defined]
    trans_real._translations = {}  # type: ignore[attr-defined]
    trans_real._default = None  # type: ignore[attr-defined]


class Command(BaseCommand):
    """`manage.py compile_catalogues`."""

    help = "Compiles the translation catalogues that have changed."
    # A check may need a translation; this makes them.
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile, and name what was compiled."""
        for source in compile_catalogues():
            if options["verbosity"]:
                self.stdout.write(f"Compiled {source.relative_to(settings.BASE_DIR)}")
