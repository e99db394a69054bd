"""Load the facts of the programme."""

from typing import Any

from django.core.management.base import BaseCommand

from msg.programme import load_programme


class Command(BaseCommand):
    """The first step of an installation: initiative, rounds, sectors and organisations."""

    help = "Load the facts of the programme: initiative, rounds, sectors, organisations."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load what is missing; what is there stays as it is."""
        load_programme()
        self.stdout.write("The facts of the programme are loaded.")
