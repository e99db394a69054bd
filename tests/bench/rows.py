"""Measure public pages and the staff's lists at up to a hundred times the rows: make bench-rows

Each size has a database of its own, and they are measured in turns, so that a busy machine slows
all of them alike. What counts is CPU time of the process, database included: it is SQLite.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.support.environment import ROOT

SIZES = (1, 10, 100)
TIMES = 9
"""How often a page is asked for in a turn."""

PUBLIC = {
    "overview": "/de/",
    "round": "/de/rounds/2020-2021/",
    "round, sessions": "/de/rounds/2020-2021/sessions/",
    "round, publications": "/de/rounds/2020-2021/publications/",
    "round, feed": "/de/rounds/2020-2021/feed.atom",
    "all publications": "/de/publications/",
    "feed": "/de/publications/feed.atom",
    "search": "/de/search/",
    "search, words": "/de/search/?q=Kommunen",
    "search, a theme": "/de/search/?kind=finding",
}
"""Public pages and what else lists the record, each by its address."""

Costs = dict[str, tuple[int, int, float]]


def main() -> None:
    """Build three databases, measure them in turns, print a table; or do one of these steps."""
    parser = argparse.ArgumentParser(prog="make bench-rows")
    parser.add_argument("--rounds", type=int, default=5, help="how many turns (5)")
    parser.add_argument("--build", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.build:
        build(options.build)
    elif options.measure:
        print(json.dumps(costs()))
    else:
        compare(options.rounds)


def compare(rounds: int) -> None:
    """Print queries, bytes and CPU time of each page, and what the most rows do to it."""
    with tempfile.TemporaryDirectory(prefix="msg-bench-") as folder:
        for size in SIZES:
            # WhiteNoise warns about a missing folder of collected files
            (Path(folder) / str(size) / "static").mkdir(parents=True)
            _run(Path(folder) / str(size), "--build", str(size))
        turns: list[dict[int, Costs]] = [
            {
                size: json.loads(_run(Path(folder) / str(size), "--measure").splitlines()[-1])
                for size in SIZES
            }
            for _ in range(rounds)
        ]
    few, many = SIZES[-2:]
    sizes = " | ".join(f"×{size}" for size in SIZES)
    print(f"| | queries {sizes} | bytes {sizes} | CPU ms ×{few}, ×{many} | ratio |")
    print("| --- |" + " ---: |" * (2 * len(SIZES) + 2))
    for name in turns[0][1]:
        counted = [turns[0][size][name] for size in SIZES]
        times = {size: statistics.median(turn[size][name][2] for turn in turns) for size in SIZES}
        ratio = statistics.median(turn[many][name][2] / turn[few][name][2] for turn in turns)
        cells = [name, *(str(cost[0]) for cost in counted)]
        cells += [f"{cost[1]:,}".replace(",", " ") for cost in counted]
        cells += [f"{times[few]:.1f}, {times[many]:.1f}", f"{ratio:.2f}"]
        print(f"| {' | '.join(cells)} |")


def _run(var_dir: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.rows", *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DEMO": "true", "VAR_DIR": str(var_dir)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msg.settings")
    import django

    django.setup()


def build(size: int) -> None:
    """Build the demo, and put copies of it beside it."""
    _set_up()
    from django.core.management import call_command
    from django.db import transaction

    from participants.models import User
    from tests.support.copies import Copies, invite_all_members

    call_command("migrate", verbosity=0)
    call_command("demo", stdout=sys.stderr)
    User.objects.create_superuser("bench@example.org", language="en")
    with transaction.atomic():
        invite_all_members()
        Copies().add(size - 1)


def costs() -> Costs:
    """Return queries, bytes and CPU milliseconds of each page."""
    _set_up()
    from django.test import Client
    from django.utils import translation

    from participants.models import User

    translation.activate("en")
    client = Client(SERVER_NAME="localhost")
    found = {name: _cost(client, address) for name, address in PUBLIC.items()}
    client.force_login(User.objects.get(email="bench@example.org"))
    return found | {name: _cost(client, address) for name, address in _staff_lists()}


def _staff_lists() -> Iterator[tuple[str, str]]:
    from django.contrib import admin
    from django.urls import reverse

    from tests.support.copies import GROWING

    for model in admin.site._registry:
        if model in GROWING:
            meta = model._meta
            address = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
            yield f"staff: {meta.verbose_name_plural}", address


def _cost(client: Any, address: str) -> tuple[int, int, float]:
    from django.db import connection

    from msg.page_cache import pages

    asked: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    client.get(address)
    taken = []
    for _ in range(TIMES):
        # a page that is kept costs nothing
        pages.forget()
        asked.clear()
        with connection.execute_wrapper(note):
            begun = time.process_time()
            answer = client.get(address)
            taken.append(1000 * (time.process_time() - begun))
        assert answer.status_code == 200, address
    return len(asked), len(answer.content), statistics.median(taken)


if __name__ == "__main__":
    main()
