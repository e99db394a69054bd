"""Look for what would give somebody away, in files or in a stream of texts."""

import sys
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from sessions.chatham_house import protocol
from sessions.chatham_house.findings import Finding, Severity
from sessions.chatham_house.roster import EmptyRoster, Roster
from sessions.chatham_house.scanner import TextTooLarge, scan
from sessions.documents_text import UnreadableFile, passages
from sessions.findings_report import explain, shortened
from sessions.models import Session
from sessions.rosters import roster_of


class Command(BaseCommand):
    """The scanner on the command line: ``--session`` with files for people, ``--jsonl`` for tools.

    What it prints is as confidential as the roster it searches with.
    """

    help = "Find what in a text would give away who was there or who said it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take either a session and files, or the protocol on standard input and output."""
        parser.add_argument(
            "--jsonl",
            action="store_true",
            help="read {id, roster, text, lang} a line, write {id, findings, setup_s, scan_s}",
        )
        parser.add_argument("--session", help="the session's id, as in its address")
        parser.add_argument("--language", choices=("de", "en"), default="de")
        kinds = "Markdown, text, DOCX, PPTX or PDF"
        parser.add_argument("files", nargs="*", type=_file, help=kinds)

    def handle(self, *args: Any, **options: Any) -> None:
        """Scan, and end with status 1 where something blocks."""
        if options["jsonl"]:
            if options["session"] or options["files"]:
                raise CommandError("--jsonl takes its rosters and texts from standard input alone.")
            if protocol.run(sys.stdin.buffer, sys.stdout):
                sys.exit(1)
            return
        if not options["session"] or not options["files"]:
            raise CommandError("Name a session and at least one file: --session ID FILE…")
        roster = self._roster(options["session"])
        blocked = [self._scan_file(path, roster, options["language"]) for path in options["files"]]
        if any(blocked):
            sys.exit(1)

    def _roster(self, public_id: str) -> Roster:
        session = Session.objects.filter(public_id=public_id).first()
        if session is None:
            raise CommandError("There is no session with this id.")
        return roster_of(session)

    def _scan_file(self, path: Path, roster: Roster, language: str) -> bool:
        """Print what is in one file and return whether something blocks."""
        found = 0
        blocks = 0
        try:
            # no bar where nobody watches: ``None`` asks whether standard error is a terminal
            bar = tqdm(passages(path), desc=path.name, unit=" passages", leave=False, disable=None)
            for passage in bar:
                for finding in scan(passage, roster, language):
                    found += 1
                    blocks += finding.severity == Severity.BLOCK
                    bar.clear()
                    self._print(path, passage, finding)
        except (UnreadableFile, TextTooLarge) as error:
            raise CommandError(str(error)) from error
        except EmptyRoster as error:
            raise CommandError(
                "Nobody is recorded for this session, so nothing could be found."
            ) from error
        self.stdout.write(f"{path.name}: {found} findings, {blocks} of them stop a release.")
        if not found:
            self.stdout.write("A clean text is no proof that nobody can be recognised.")
        return blocks > 0

    def _print(self, path: Path, text: str, finding: Finding) -> None:
        paint = {
            Severity.BLOCK: self.style.ERROR,
            Severity.REVIEW: self.style.WARNING,
            Severity.NOTE: self.style.NOTICE,
        }[finding.severity]
        before = shortened(" ".join(text[: finding.start].split()), from_end=True)
        after = shortened(" ".join(text[finding.end :].split()))
        span = paint(" ".join(text[finding.start : finding.end].split()))
        severity = paint(finding.severity.upper())
        self.stdout.write(f"{path.name}: {severity} {finding.kind}: {before} »{span}« {after}")
        self.stdout.write(f"    {explain(finding.reason, finding.params)}")


def _file(name: str) -> Path:
    path = Path(name)
    if not path.is_file():
        raise ArgumentTypeError(f"there is no file {name}")
    return path
