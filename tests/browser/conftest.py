"""The demo as a newcomer starts it: a server of its own, on a database of its own."""

import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from playwright.sync_api import Page

from msg.demo.cast import ACCOUNTS, PASSWORD
from tests.support.environment import ROOT

EMAILS = {account.key: account.email for account in ACCOUNTS}
LONGEST_START = 60
"""Seconds after which a server that does not answer is given up."""


@pytest.fixture(scope="session")
def demo_database() -> Iterator[str]:
    """Give the address of an empty database beside the suite's own; empty for SQLite."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield ""
        return
    name = f"browser_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def demo_server(demo_database: str) -> Iterator[str]:
    """Prepare and serve the demo; give its address."""
    with tempfile.TemporaryDirectory(prefix="msg-demo-") as var_dir:
        environment = {
            "PATH": os.environ["PATH"],
            "DEMO": "true",
            "VAR_DIR": var_dir,
            **({"DATABASE_URL": demo_database} if demo_database else {}),
        }
        subprocess.run(
            [sys.executable, "manage.py", "prepare"],
            cwd=ROOT,
            env=environment,
            check=True,
            capture_output=True,
        )
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        gunicorn = [str(Path(sys.executable).parent / "gunicorn"), "msg.wsgi", "--threads", "4"]
        server = subprocess.Popen(
            [*gunicorn, "--bind", f"127.0.0.1:{port}", "--log-level", "error"],
            cwd=ROOT,
            env=environment,
        )
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_until_it_answers(f"{address}/health/", server)
            yield address
        finally:
            server.terminate()
            server.wait()


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


class Visitor:
    """Somebody in front of a browser, who knows the demo's password."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    def open(self, path: str) -> Page:
        """Go to an address of the site."""
        self.page.goto(f"{self.address}{path}")
        return self.page

    def sign_in(self, key: str, path: str = "/my/") -> Page:
        """Sign in as an account of the demo on the way to an address."""
        self.open(f"/accounts/login/?next={path}")
        self.page.locator("[name=login]").fill(EMAILS[key])
        self.page.locator("[name=password]").fill(PASSWORD)
        self.page.locator("[name=password]").press("Enter")
        self.page.wait_for_url(f"**{path}")
        return self.page

    def sign_out(self) -> None:
        """End the session as closing the browser would."""
        self.page.context.clear_cookies()


@pytest.fixture
def visitor(page: Page, demo_server: str) -> Visitor:
    """Give somebody in front of a browser."""
    return Visitor(page, demo_server)
