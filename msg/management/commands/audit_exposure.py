"""Look at the whole site from outside for anything that must not show."""

import sys
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from tqdm import tqdm

from msg.exposure import audit, report
from msg.exposure.crawl import MOST_REQUESTS, MOST_SECONDS, Crawl
from msg.exposure.visitors import MOST, Answer, visitors


class Command(BaseCommand):
    """Ends with status 1 where something shows, and where not everything was looked at.

    Leaves nothing in the database but one line that says when it was and how many were found.
    """

    help = "Open every address as the public and as participants, and look for what must not show."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take who comes, the bounds, what to look at, and where the report goes."""
        parser.add_argument(
            "--participants",
            type=_number_or_all,
            default=MOST,
            metavar="N|all",
            help=f"how many participants come besides the public, or all (default {MOST})",
        )
        parser.add_argument("--max-requests", type=_positive, default=MOST_REQUESTS)
        parser.add_argument("--max-seconds", type=_positive, default=MOST_SECONDS)
        parser.add_argument(
            "--only",
            action="append",
            default=[],
            metavar="ADDRESS",
            help="open this address alone and follow no links; such a run is not put on record",
        )
        parser.add_argument("--report", type=Path, help="write the report to this file, too")
        parser.add_argument(
            "--show", action="store_true", help="print the confidential words themselves, too"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Crawl, report, and end with the status that says whether all is well."""
        crawl = Crawl(
            visitors(options["participants"]), options["max_requests"], options["max_seconds"]
        )
        with tqdm(desc="Audit", unit=" requests", file=self.stderr, disable=None) as bar:

            def progress(answer: Answer) -> None:
                bar.set_postfix_str(answer.visitor.kind, refresh=False)
                bar.update()

            result = audit.run(crawl, options["only"], progress)
        for line in report.lines_of(result, is_shown=options["show"]):
            self.stdout.write(line)
        if options["report"]:
            report.write(options["report"], result, is_shown=options["show"])
        if not result.is_clean:
            sys.exit(1)


def _number_or_all(text: str) -> int | None:
    if text == "all":
        return None
    if not text.isdecimal():
        raise ArgumentTypeError("a number from 0, or all")
    return int(text)


def _positive(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise ArgumentTypeError("a whole number from 1")
    return int(text)
