"""Make a copy ready to be served: catalogues, database, demo data.

One process for all three, because starting Django is most of what each costs: a second start,
where nothing is to do, is what somebody waits for most often.
"""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from .compile_catalogues import compile_catalogues


class Command(BaseCommand):
    """`manage.py prepare`, which `make run` calls."""

    help = "Compiles catalogues, migrates, and loads the demo where DEMO is set."
    # The checks run with `migrate`, and again they would only cost time.
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what is to do, and say it."""
        compile_catalogues()
        # WhiteNoise warns where its folder is missing, though in a demo nothing is collected
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        executor = MigrationExecutor(connection)
        todo = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        if todo:
            self.stdout.write(f"Setting up the database ({todo} steps)")
            call_command("migrate", interactive=False, verbosity=0)
        if settings.DEMO:
            call_command("demo")
