"""Measure whether time tells who has an account: python -m tests.bench.sign_in [--tries N]

The application runs as in production: gunicorn, one worker, the real password hash, a mail server
on this machine that answers, and then one that does not. Each step of the way in is taken with an
address that has an account, with one that has none, with one whose account is closed, and with a
second one that has none: what that differs by is chance. The four take turns in random order, and
what counts is the median of the ratios of each turn, so that a busy machine slows all of it alike.
"""

import argparse
import http.client
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from msg.demo.cast import ACCOUNTS
from tests.bench import servers

EMAILS = {account.key: account.email for account in ACCOUNTS}
ADDRESSES = {
    "unknown": "somebody@example.org",
    "known": EMAILS["participant-2020"],
    "closed": EMAILS["newcomer"],
    "unknown again": "anybody.at.all@example.org",
}
TOKENS = {"unknown": "0" * 64, "known": "a" * 64, "closed": "b" * 64, "unknown again": "1" * 64}
"""Links of an invitation: one that was used, one that was revoked, two that never were."""

LOGIN, CODE, CONFIRM = "/accounts/login/", "/accounts/login/code/", "/accounts/login/code/confirm/"
RESET, INVITATION = "/accounts/password/reset/", "/invitation/"

PREPARE = f"""
from datetime import timedelta
from django.utils import timezone
from participants.invitations import hash_of
from participants.models import Invitation, Participant, User
User.objects.filter(email={ADDRESSES["closed"]!r}).update(is_active=False)
now = timezone.now()
person = Participant.objects.get(user__email={ADDRESSES["known"]!r})
for token, end in (({TOKENS["known"]!r}, "used_at"), ({TOKENS["closed"]!r}, "revoked_at")):
    Invitation.objects.create(participant=person, round=person.memberships.first().round,
        token_hash=hash_of(token), expires_at=now + timedelta(days=9), **{{end: now}})
"""

Times = dict[str, dict[str, list[float]]]
"""Seconds, by step and by kind of address."""


class Browser:
    """A browser without anything kept, which knows how long each answer took."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self.token = ""

    def get(self, path: str) -> float:
        """Open a page; return the seconds until the last byte."""
        return self._ask("GET", path)

    def post(self, path: str, **fields: str) -> float:
        """Send a form of the page opened last; return the seconds until the last byte."""
        return self._ask("POST", path, {"csrfmiddlewaretoken": self.token, **fields})

    def _ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> float:
        address = f"http://127.0.0.1:{self.port}"
        headers = {"Accept-Language": "de", "Origin": address, "Connection": "close"}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if fields:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        begin = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        connection.request(method, path, urlencode(fields) if fields else None, headers)
        answer = connection.getresponse()
        page = answer.read().decode()
        seconds = time.perf_counter() - begin
        connection.close()
        if answer.status not in (200, 302) and path != INVITATION:
            raise RuntimeError(f"{method} {path}: {answer.status}")
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        if found := re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page):
            self.token = found[1]
        return seconds


def steps(port: int, kind: str) -> Iterator[tuple[str, float]]:
    """Go every way in with one address; give what each step took."""
    email = ADDRESSES[kind]
    browser = Browser(port)
    browser.get(LOGIN)
    yield "a wrong password", browser.post(LOGIN, login=email, password="falsch")
    browser = Browser(port)
    browser.get(CODE)
    yield "asking for a code", browser.post(CODE, email=email)
    yield "the page after it", browser.get(CONFIRM)
    yield "a wrong code", browser.post(CONFIRM, code="BCDF-GHJK")
    yield "asking for the code again", browser.post(CONFIRM, action="resend")
    browser = Browser(port)
    browser.get(RESET)
    yield "asking for a new password", browser.post(RESET, email=email)
    yield "the page after it ", browser.get(f"{RESET}done/")
    browser = Browser(port)
    browser.cookies["msg_invitation"] = TOKENS[kind]
    yield "a link of an invitation", browser.get(INVITATION)


def measure(port: int, tries: int) -> Times:
    """Take every step so many times with each kind of address, in random order."""
    times: Times = {}
    for number in range(-1, tries):
        for kind in random.sample(list(ADDRESSES), len(ADDRESSES)):
            for step, seconds in steps(port, kind):
                # the first turn warms up
                if number >= 0:
                    times.setdefault(step, {}).setdefault(kind, []).append(seconds)
    return times


@contextmanager
def mail_server() -> Iterator[int]:
    """Run a mail server that keeps nothing, in a process of its own; give its port."""
    port = servers.free_port()
    sink = ["-m", "aiosmtpd", "-n", "-l", f"127.0.0.1:{port}", "-c", "aiosmtpd.handlers.Sink"]
    with servers.running([sys.executable, *sink], port, {}, is_quiet=True):
        yield port


def main() -> None:
    """Set the demo up, measure with mail and without, print two tables."""
    parser = argparse.ArgumentParser(prog="make bench-sign-in")
    parser.add_argument("--tries", type=int, default=100, help="of each kind (100)")
    tries = parser.parse_args().tries
    with tempfile.TemporaryDirectory(prefix="msg-bench-") as folder, mail_server() as mail:
        demo = {"DEMO": "true", "VAR_DIR": folder}
        servers.run("manage.py", "prepare", **demo)
        servers.run("manage.py", "shell", "--no-imports", "-c", PREPARE, **demo)
        production = {
            "VAR_DIR": folder,
            "SECRET_KEY": Path(folder, "secret-key").read_text(encoding="utf-8"),
            "ALLOWED_HOSTS": "127.0.0.1",
            "SECURE_SSL_REDIRECT": "false",
            "DEFAULT_FROM_EMAIL": "msg@example.org",
            # limits by address would end the measurement after some tries
            "CACHE_URL": "dummy://",
        }
        servers.run("manage.py", "collectstatic", "--no-input", **production)
        for words, port in (("mail works", mail), ("mail is down", servers.free_port())):
            environment = production | {"EMAIL_URL": f"smtp://127.0.0.1:{port}"}
            with servers.gunicorn("msg.wsgi", environment, is_quiet=True) as server:
                _print(words, measure(server.port, tries))


def _print(words: str, times: Times) -> None:
    first, *others = ADDRESSES
    print(f"| {words} | {first}, ms | {' | '.join(others)} |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for step, by_kind in times.items():
        beside = by_kind[first]
        cells = [step.strip(), f"{statistics.median(beside) * 1000:.1f}"]
        for kind in others:
            pairs = zip(by_kind[kind], beside, strict=True)
            cells.append(f"{statistics.median(one / other for one, other in pairs):.2f}")
        print(f"| {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
