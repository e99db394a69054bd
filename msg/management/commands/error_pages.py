"""Write the pages a web server shows when the application does not answer."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from msg.export import ExportError
from msg.export.run import export_error_pages


class Command(BaseCommand):
    """For a web server in front of the application; an export of the site holds them already."""

    help = "Write the error and maintenance pages as plain files for a web server."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder."""
        parser.add_argument("dir", type=Path, help="an empty folder, or one of an earlier export")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write, and say how many."""
        try:
            result = export_error_pages(options["dir"])
        except ExportError as error:
            raise CommandError(str(error)) from error
        self.stderr.style_func = str
        self.stderr.write(
            f"{result.written} written, {result.unchanged} unchanged, {result.removed} removed."
        )
