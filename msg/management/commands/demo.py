"""Build the demo and say who can sign in."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from msg.demo.build import build_copy, copies_present, entries_a_copy
from msg.demo.cast import ACCOUNTS, PASSWORD
from msg.demo.coming import build_coming
from msg.demo.secrets import accounts_and_secrets
from participants.models import User


class Command(BaseCommand):
    """The invented programme, built through the use cases; building it twice changes nothing."""

    help = "Build the invented demo programme on top of the real facts."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the seed of invented names, the number of copies, and the form of the report."""
        parser.add_argument("--seed", type=int, default=1, help="seed of the copies' names")
        parser.add_argument(
            "--scale", type=int, default=1, help="how many times as many sessions, people, outputs"
        )
        parser.add_argument(
            "--coming", action="store_true", help="add a session in three weeks, to answer to"
        )
        parser.add_argument(
            "--json", action="store_true", help="print sign-ins and planted strings for tools"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Build the copies that are missing, then report."""
        if options["scale"] < 1:
            raise CommandError("--scale takes a whole number from 1.")
        present = copies_present()
        if not present and User.objects.exists():
            raise CommandError(
                "This database holds accounts and no demo. The demo is built into an empty "
                "database only, so that nothing invented stands beside what is real."
            )
        missing = range(present, options["scale"])
        with tqdm(
            total=len(missing) * entries_a_copy(),
            desc="Demo",
            unit=" entries",
            disable=not missing,
            file=self.stderr,
        ) as bar:
            for number in missing:
                build_copy(number, seed=options["seed"], progress=bar.update)
        if options["coming"]:
            build_coming()
        if options["json"]:
            self.stdout.write(json.dumps(accounts_and_secrets(), ensure_ascii=False, indent=1))
        else:
            self._report()

    def _report(self) -> None:
        self.stdout.write("Sign-ins of the demo, all invented; one password for all of them:")
        self.stdout.write(f"  {PASSWORD}")
        for account in ACCOUNTS:
            self.stdout.write(f"  {account.email:<34} {account.shows}")
