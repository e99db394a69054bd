"""What has to happen without anybody pressing: send mail, delete notes, look at releases again."""

import os
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections
from django.utils import timezone

from msg.upkeep import upkeep


class Command(BaseCommand):
    """`manage.py upkeep`, once or again and again; it says how many, never what or whose."""

    help = (
        "Send mail that is due, delete raw notes past their date, and assess released outputs "
        "again whose list of people has changed. Run it every minute, or with --every."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take how often to run."""
        parser.add_argument(
            "--every", type=int, metavar="SECONDS", help="keep running, with this pause between"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run once, or until stopped."""
        parent = os.getppid()
        while True:
            done = upkeep(today=timezone.localdate())
            if done.anything or options["verbosity"] > 1:
                self.stdout.write(
                    f"{done.sent} messages sent, {done.unsent} not; {done.notes} notes deleted; "
                    f"{done.rechecks} releases to be looked at."
                )
            if options["every"] is None:
                return
            close_old_connections()
            for _second in range(options["every"]):
                time.sleep(1)
                if os.getppid() != parent:
                    # Whoever started this is gone: a demo that was stopped leaves nothing running.
                    return
