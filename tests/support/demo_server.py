"""The demo as a newcomer starts it: prepared and served, on a database of its own."""

import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit, urlunsplit

import psycopg

from tests.support.environment import ROOT

_environments: dict[str, dict[str, str]] = {}
"""The environment of each server that runs, by its address."""

LONGEST_START = 60
"""Seconds after which a server that does not answer is given up."""


@contextmanager
def empty_database(server: str) -> Iterator[str]:
    """Give the address of an empty database beside the one named; empty for SQLite."""
    if not server.startswith("postgres"):
        yield ""
        return
    name = f"browser_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    try:
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def demo_server(database: str = "") -> Iterator[str]:
    """Prepare and serve the demo for as long as the block lasts; give its address."""
    with tempfile.TemporaryDirectory(prefix="msg-demo-") as var_dir:
        environment = {"PATH": os.environ["PATH"], "DEMO": "true", "VAR_DIR": var_dir}
        if database:
            environment["DATABASE_URL"] = database
        prepared = subprocess.run(
            [sys.executable, "manage.py", "prepare"],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert prepared.returncode == 0, prepared.stderr
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        application = "msg.wsgi"
        if "SLOW" in os.environ:
            application = "tests.support.slow_server"
            environment["SLOW"] = os.environ["SLOW"]
        gunicorn = [str(Path(sys.executable).parent / "gunicorn"), application, "--threads", "4"]
        server = subprocess.Popen(
            [*gunicorn, "--bind", f"127.0.0.1:{port}", "--log-level", "error"],
            cwd=ROOT,
            env=environment,
        )
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_until_it_answers(f"{address}/health/", server)
            _environments[address] = environment
            yield address
        finally:
            _environments.pop(address, None)
            server.terminate()
            server.wait()


def var_dir_of(address: str) -> str:
    """Return the folder of a demo server: its uploads and the mail it wrote."""
    return _environments[address]["VAR_DIR"]


def in_the_demo(address: str, *code: str) -> str:
    """Run Python beside a demo server, on its database; return what it prints.

    For what no page does: to let days pass, to look into the tables.
    """
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", "\n".join(code)],
        cwd=ROOT,
        env=_environments[address],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def _wait_until_it_answers(address: str, server: "subprocess.Popen[bytes]") -> None:
    patience = time.monotonic() + LONGEST_START
    while True:
        try:
            with urllib.request.urlopen(address) as answer:  # noqa: S310  our own server
                answer.read()
                return
        except URLError:
            if server.poll() is not None or time.monotonic() > patience:
                raise
            time.sleep(0.1)
