"""Browser tests run against the demo as a newcomer starts it, not against a test's own rows."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.visitor import Visitor
from tests.support import demo_server as support


@pytest.fixture(scope="session")
def demo_server() -> Iterator[str]:
    """Serve the demo on the kind of database the suite runs on; give its address."""
    with (
        support.empty_database(os.environ.get("DATABASE_URL", "")) as database,
        support.demo_server(database) as address,
    ):
        yield address


@pytest.fixture
def visitor(page: Page, demo_server: str) -> Visitor:
    """Give somebody in front of a browser."""
    return Visitor(page, demo_server)
