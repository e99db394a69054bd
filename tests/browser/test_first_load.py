"""What a page costs whoever opens it first: few requests, few bytes, and hardly a script."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.visitor import Visitor

MOST_REQUESTS = 5
MOST_BYTES = 40_000
MOST_SCRIPT_BYTES = 5_000
ROUND = "/de/rounds/2020-2021/"


class Traffic:
    """What goes over the line, as the browser counts it; what comes from its cache does not."""

    def __init__(self, page: Page) -> None:
        self.types: dict[str, str] = {}
        self.loads: list[tuple[str, int]] = []
        session = page.context.new_cdp_session(page)
        session.on("Network.responseReceived", self._note_type)
        session.on("Network.loadingFinished", self._note_load)
        session.send("Network.enable")

    def _note_type(self, event: dict[str, Any]) -> None:
        self.types[event["requestId"]] = event["type"]

    def _note_load(self, event: dict[str, Any]) -> None:
        if event["encodedDataLength"]:
            kind = self.types.get(event["requestId"], "")
            self.loads.append((kind, int(event["encodedDataLength"])))

    def bytes_of(self, *kinds: str) -> int:
        """Return the bytes of some kinds of files, or of all."""
        return sum(size for kind, size in self.loads if not kinds or kind in kinds)


def first_load(browser: Browser, visitor: Visitor, path: str, role: str = "") -> Traffic:
    """Open a page with nothing in the cache of the browser."""
    context = browser.new_context(locale="de-DE")
    page = context.new_page()
    someone = Visitor(page, visitor.address)
    if role:
        someone.sign_in(role)
        page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    traffic = Traffic(page)
    page.goto(f"{visitor.address}{path}", wait_until="networkidle")
    context.close()
    return traffic


def the_first(visitor: Visitor, path: str, selector: str) -> str:
    """Return where the first of some links on a page leads."""
    page = visitor.open(path)
    return page.locator(selector).first.get_attribute("href") or ""


@pytest.mark.parametrize(
    "path",
    [
        "/de/",
        "/en/",
        ROUND,
        "/en/rounds/2013-2015/",
        f"{ROUND}sessions/",
        f"{ROUND}publications/",
        "/de/publications/",
        "/de/publications/page-2/",
        "the publication",
        "/de/imprint/",
        "/de/privacy/",
        "/de/accessibility/",
        "/de/nothing/",
        "/de/search/",
        "/accounts/login/",
    ],
)
def test_a_public_page_is_there_at_once(browser: Browser, visitor: Visitor, path: str) -> None:
    if path == "the publication":
        path = the_first(visitor, "/de/publications/", ".reg h3 a")
    traffic = first_load(browser, visitor, path)
    assert 0 < len(traffic.loads) <= MOST_REQUESTS, traffic.loads
    assert traffic.bytes_of() <= MOST_BYTES, traffic.loads
    assert traffic.bytes_of("Script") <= MOST_SCRIPT_BYTES, traffic.loads


@pytest.mark.parametrize("path", ["/my/", "/my/consents/", "the session"])
def test_a_page_of_the_room_is_there_at_once(browser: Browser, visitor: Visitor, path: str) -> None:
    if path == "the session":
        visitor.sign_in("meenal.sharma")
        path = the_first(visitor, "/my/", ".seats a")
    traffic = first_load(browser, visitor, path, "meenal.sharma")
    assert 0 < len(traffic.loads) <= MOST_REQUESTS, traffic.loads
    assert traffic.bytes_of() <= MOST_BYTES, traffic.loads
    assert traffic.bytes_of("Script") <= MOST_SCRIPT_BYTES, traffic.loads


def test_the_next_page_is_one_request(visitor: Visitor) -> None:
    visitor.open("/de/")
    page = visitor.page
    page.wait_for_load_state("networkidle")
    traffic = Traffic(page)
    page.get_by_role("link", name="2020–2021").click()
    page.wait_for_load_state("networkidle")
    assert [kind for kind, _ in traffic.loads] == ["Document"]


@pytest.mark.parametrize("path", ["/de/", ROUND, "/de/publications/"])
def test_a_page_is_complete_without_scripts(browser: Browser, visitor: Visitor, path: str) -> None:
    texts = []
    for enabled in (True, False):
        context = browser.new_context(java_script_enabled=enabled)
        page = context.new_page()
        page.goto(f"{visitor.address}{path}")
        texts.append(page.locator("main").inner_text())
        context.close()
    assert texts[0] == texts[1] != ""
