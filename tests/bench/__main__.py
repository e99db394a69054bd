"""Measure the public pages beside their yardsticks: python -m tests.bench [--rounds N]

Everything runs on this machine at the same time and in turns, a quarter of a second each, so that
a busy machine slows all of it alike. What counts is the median of the ratios of each turn.
"""

import argparse
import random
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench import servers
from tests.bench.load import Client, Sample, measure
from tests.support.environment import ROOT

SECONDS = 0.25
FILE_BYTES = 12_000
OVERVIEW, ROUND = "/de/", "/de/rounds/2020-2021/"


@dataclass(frozen=True)
class Target:
    """Something measured. ``aim`` is the least its speed may be, in that of a yardstick."""

    name: str
    server: servers.Server
    path: str
    beside: str = ""
    aim: float = 0.0
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


def main() -> None:
    """Set everything up, measure in turns, print a table."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--rounds", type=int, default=15, help="how many turns (15)")
    rounds = parser.parse_args().rounds
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="msg-bench-")))
        targets = list(_targets(stack, folder))
        samples: dict[str, list[Sample]] = {target.name: [] for target in targets}
        for number in range(-1, rounds):
            for target in random.sample(targets, len(targets)):
                sample = measure(
                    target.server,
                    target.path,
                    target.headers,
                    status=target.status,
                    seconds=SECONDS,
                )
                # the first turn warms up
                if number >= 0:
                    samples[target.name].append(sample)
    _print(targets, samples)


def _targets(stack: ExitStack, folder: Path) -> Iterator[Target]:
    yardstick = {"YARDSTICK_DB": str(folder / "yardstick.sqlite3"), "PYTHONPATH": str(ROOT)}
    ours = {"DEMO": "true", "VAR_DIR": str(folder / "var")}
    servers.run("-m", "tests.bench.yardstick.project", YARDSTICK="page", **yardstick)
    servers.run("manage.py", "prepare", **ours)
    project = "tests.bench.yardstick.project"
    empty = stack.enter_context(servers.gunicorn(project, {"YARDSTICK": "empty", **yardstick}))
    page = stack.enter_context(servers.gunicorn(project, {"YARDSTICK": "page", **yardstick}))
    msg = stack.enter_context(servers.gunicorn("msg.wsgi", ours))
    yield Target("N  an empty view", empty, "/empty/")
    yield Target("M  a plain page", page, "/round/")
    # an address with a question is never kept
    yield Target("overview, made anew", msg, f"{OVERVIEW}?anew", "M", 0.9)
    yield Target("round, made anew", msg, f"{ROUND}?anew", "M", 0.9)
    yield Target("overview, kept", msg, OVERVIEW, "N", 0.7)
    yield Target("round, kept", msg, ROUND, "N", 0.7)
    etag = Client(msg.port).get(OVERVIEW, {}, 200)["etag"]
    known = {"If-None-Match": etag}
    yield Target("overview, 304", msg, OVERVIEW, "M", 7, status=304, headers=known)
    if not servers.has_nginx():
        print("nginx is not installed: files and its cache are left out.")
        return
    files, site = folder / "files", folder / "export"
    files.mkdir()
    (files / "page.html").write_bytes(b"x" * FILE_BYTES)
    servers.run("manage.py", "export_public", str(site), "--quiet", **ours)
    nginx = stack.enter_context(servers.nginx(folder, files=files, site=site, behind=msg.port))
    yield Target("S  a file of 12 kB", nginx, "/file/page.html")
    yield Target("overview, nginx's cache", nginx, OVERVIEW, "S", 0.6)
    yield Target("overview, exported", nginx, f"/site{OVERVIEW}", "S", 1.0)


def _print(targets: list[Target], samples: dict[str, list[Sample]]) -> None:
    print("| | requests/s | CPU ms a request | speed by CPU | by wall | aim |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    yardsticks = {target.name[0]: samples[target.name] for target in targets if not target.beside}
    for target in targets:
        own = samples[target.name]
        wall = 1 / statistics.median(sample.wall for sample in own)
        cpu = [sample.cpu for sample in own if sample.cpu is not None]
        cells = [target.name, f"{wall:.0f}", f"{statistics.median(cpu) * 1000:.2f}" if cpu else "–"]
        if target.beside:
            pairs = list(zip(yardsticks[target.beside], own, strict=True))
            by_cpu = [beside.cpu / one.cpu for beside, one in pairs if beside.cpu and one.cpu]
            by_wall = [beside.wall / one.wall for beside, one in pairs]
            cells += [f"{statistics.median(by_cpu):.2f} {target.beside}" if by_cpu else "–"]
            cells += [f"{statistics.median(by_wall):.2f} {target.beside}"]
            cells += [f"{target.aim:g} {target.beside}"]
        else:
            cells += ["", "", ""]
        print(f"| {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
