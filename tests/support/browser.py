"""Which browser the tests drive, how it is started, and what its pages may ask for."""

import shutil
import subprocess
from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright._impl._driver import compute_driver_executable
from playwright.sync_api import BrowserContext, Locator, Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HOW_TO_INSTALL = "on Debian: apt-get install chromium libatomic1"

ARGUMENTS = [
    # as root, which is what a container has, Chromium does not start with its sandbox
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    # no calls home: a test must not depend on, or tell, anything outside this machine
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]

STEPS = ("click", "check", "uncheck", "press", "select_option")
"""What somebody does on a page that may lead to another one."""

AxeCheck = Callable[[Page], None]


def find() -> str | None:
    """Return the path of an installed Chromium, or None."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def what_is_missing() -> str:
    """Return why no browser can be driven on this machine, or nothing if one can."""
    if find() is None:
        return "there is no Chromium on this machine"
    # Playwright brings a driver, and the driver needs a library that a bare machine lacks.
    driver, *_ = compute_driver_executable()
    answer = subprocess.run([driver, "--version"], capture_output=True, text=True)
    return "" if answer.returncode == 0 else answer.stderr.strip()


def wait_after_steps() -> None:
    """Have each step wait until the page it leads to is there, its scripts included.

    Playwright comes back when the next page begins to arrive. Whoever reads it then reads half of
    it on a slow machine, and types into a form whose script has not begun.
    """

    def patient(step: Callable[..., object]) -> Callable[..., object]:
        @wraps(step)
        def do(self: Locator, *args: object, **options: object) -> object:
            done = step(self, *args, **options)
            self.page.wait_for_load_state("load")
            return done

        return do

    for name in STEPS:
        setattr(Locator, name, patient(getattr(Locator, name)))


class Watch:
    """Notes what no page of ours may do, whatever the test is about.

    To ask somewhere else than the live server for anything; to be stopped by our own content
    security policy; to raise an error in a script.
    """

    def __init__(self) -> None:
        self.seen: list[str] = []

    def follow(self, context: BrowserContext) -> None:
        """Watch all pages of a context, from its first request on."""
        context.on("request", lambda request: self.note_request(request.url))
        context.on("console", lambda message: self.note_console(message.text))
        context.on("weberror", lambda error: self.seen.append(f"script error: {error.error}"))

    def note_request(self, url: str) -> None:
        """Keep an address that leaves this machine; `data:` and `blob:` never do."""
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in (
            "localhost",
            "127.0.0.1",
        ):
            self.seen.append(f"asked another host: {url}")

    def note_console(self, text: str) -> None:
        """Keep what the browser says it refused."""
        if "Content Security Policy" in text:
            self.seen.append(f"against our policy: {text}")


def assert_accessible(page: Page) -> None:
    """Fail with axe's own report if the page, as it stands now, has a violation."""
    # Without reading style sheets anew: axe would put them into the page, against our own policy.
    results = Axe().run(page, options={"preload": False})
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"
