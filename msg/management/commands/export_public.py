"""Write the whole public site as plain files."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from msg.export import ExportError
from msg.export.run import Result, export, follow


class Command(BaseCommand):
    """Writes what changed and removes what is gone; says what no file can do."""

    help = "Write the whole public site as plain files that any web server can serve."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder, whether to stay, and whether to say anything."""
        parser.add_argument("dir", type=Path, help="an empty folder, or one of an earlier export")
        parser.add_argument(
            "--follow", action="store_true", help="stay, and export within a second of any change"
        )
        parser.add_argument("--quiet", action="store_true", help="say nothing unless it fails")

    def handle(self, *args: Any, **options: Any) -> None:
        """Export once or after each change, and say in a few lines what was done."""
        # straight to the terminal: Django's own stream ends each write as a line, and in red
        self.stderr.style_func = str
        is_quiet = options["quiet"]
        with tqdm(
            desc="Export", unit=" files", file=sys.stderr, disable=True if is_quiet else None
        ) as bar:

            def progress(address: str) -> None:
                bar.set_postfix_str(address, refresh=False)
                bar.update()

            try:
                if options["follow"]:
                    for result in follow(options["dir"], progress):
                        bar.reset()
                        self._tell(result, is_quiet=is_quiet)
                else:
                    result = export(options["dir"], progress)
            except ExportError as error:
                raise CommandError(str(error)) from error
        self._tell(result, is_quiet=is_quiet)

    def _tell(self, result: Result, *, is_quiet: bool) -> None:
        for address, found_at in result.dead.items():
            self.stderr.write(f"{found_at} leads to {address}, and nothing is there.")
        if is_quiet:
            return
        self.stderr.write(
            f"{result.written} written, {result.unchanged} unchanged, {result.removed} removed;"
            f" {result.gone} addresses are gone."
        )
        if result.questions:
            self.stderr.write(
                f"Only the application answers a query to {', '.join(result.questions)}."
            )
        if result.left:
            self.stderr.write(f"Links to {', '.join(result.left)} have to lead to the application.")
