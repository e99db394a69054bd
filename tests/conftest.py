"""What every test gets: settings of its own, files in a temporary folder, a watched browser."""

import atexit
import os
import shutil
import signal
from collections.abc import Iterator
from typing import Any

import pytest

from tests.support import browser as browser_support
from tests.support import environment

# First of all: the settings read the environment once, when Django is set up just below.
VAR_DIR = environment.make_var_dir()
atexit.register(shutil.rmtree, VAR_DIR, ignore_errors=True)
environment.apply(VAR_DIR)
# A polite kill ends the run as Ctrl-C does, with everything torn down.
signal.signal(signal.SIGTERM, signal.default_int_handler)

import django  # noqa: E402
from django.conf import settings as django_settings  # noqa: E402

# The manifest of hashed file names is made by `collectstatic`, a step of a release.
django_settings.STORAGES["staticfiles"]["BACKEND"] = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
)
# A test that releases something reads it at once; a second's wait would be a test on the clock.
django_settings.PUBLIC_VERSION_SECONDS = 0
# A test looks for a code at once; one of its own sees that nobody waits for it elsewhere.
django_settings.MAIL_BESIDE_REQUESTS = False
# Every class of tests opens the accounts of the demo; a slow hash protects nobody here.
django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

from msg.management.commands.compile_catalogues import compile_catalogues  # noqa: E402

# German pages are tested too, and a fresh clone has no compiled catalogues. Before anything is
# translated: two suites start at once, and the one that finds them made must not hold empty ones.
compile_catalogues()
django.setup()

import hypothesis  # noqa: E402
from django.utils import translation  # noqa: E402
from playwright.sync_api import Browser  # noqa: E402

from msg.page_cache import pages  # noqa: E402
from rounds.search.index import index  # noqa: E402

# The same examples in every run: a red suite means a change in the code. No deadline: a busy
# machine is not a fault.
hypothesis.settings.register_profile("msg", deadline=None, derandomize=True)
hypothesis.settings.load_profile("msg")

# What every fixture that drives a browser builds on; `page` may also be a parameter of a test.
BROWSER_FIXTURES = {"browser", "playwright"}
NO_BROWSER = browser_support.what_is_missing()
browser_support.wait_after_steps()
SKIPPED = pytest.StashKey[int]()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what drives a browser, and skip it where there is none."""
    driven = [item for item in items if BROWSER_FIXTURES & set(getattr(item, "fixturenames", ()))]
    for item in driven:
        item.add_marker(pytest.mark.browser)
        if NO_BROWSER:
            item.add_marker(pytest.mark.skip(reason=NO_BROWSER))
    config.stash[SKIPPED] = len(driven) if NO_BROWSER else 0
    if NO_BROWSER and os.environ.get("REQUIRE_BROWSER"):
        raise pytest.UsageError(f"REQUIRE_BROWSER is set and {NO_BROWSER}")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Begin in the default language: the last answer of the test before left its own behind.

    A hook, because the data of a class of tests is made before any fixture of a test.
    """
    translation.deactivate()


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say loudly what was not tested: a skipped walk through the pages must not look green."""
    if skipped := config.stash.get(SKIPPED, 0):
        terminalreporter.write_line(
            f"{skipped} BROWSER TESTS WERE SKIPPED: {NO_BROWSER.upper()}"
            f" ({browser_support.HOW_TO_INSTALL})",
            red=True,
            bold=True,
        )


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Drive the machine's own Chromium: Playwright's download does not work everywhere."""
    return {
        **browser_type_launch_args,
        "executable_path": browser_support.find(),
        "args": browser_support.ARGUMENTS,
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A German visitor, unless a test asks for another with `browser_context_args`."""
    return {**browser_context_args, "locale": "de-DE", "timezone_id": "Europe/Berlin"}


@pytest.fixture(autouse=True)
def _no_page_is_kept_from_the_test_before() -> None:
    """A rollback takes the version of the public record back, too: what hangs on it must go."""
    pages.forget()
    index.forget()


@pytest.fixture(autouse=True)
def _pages_are_watched(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a browser test whose pages did what none of ours may do: see `Watch`."""
    if not BROWSER_FIXTURES & set(request.fixturenames):
        yield
        return
    browser: Browser = request.getfixturevalue("browser")
    watch = browser_support.Watch()
    browser.on("context", watch.follow)
    yield
    browser.remove_listener("context", watch.follow)
    assert not watch.seen, "\n".join(watch.seen)


@pytest.fixture
def axe() -> browser_support.AxeCheck:
    """Return `axe(page)`, which fails if the page has an accessibility violation."""
    return browser_support.assert_accessible
