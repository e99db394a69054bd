"""Walks every page of the demo as each kind of visitor, in both languages: `make check-pages`.

Each kind of page (its address without numbers and ids) is looked at once in every state in which
somebody may have it: light and dark, in forced colours and without motion before axe; at 320 px,
with letters of twice the size at 1280 and 375 px, and on paper for what runs over the edge.
Findings are printed as they come; the exit code says whether there were any.
"""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urldefrag, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Page, Response, sync_playwright

from tests.browser.visitor import Visitor
from tests.support import browser
from tests.support.demo_server import demo_server, in_the_demo

ROLES = ("", "participant-2020", "newcomer", "convener", "rapporteur", "reviewer")
LANGUAGES = ("de", "en")
EXAMPLES = 2
"""How many pages of a kind are looked at: the second may be the longer one."""

PAPER = 718
"""Width of a sheet of A4 between margins of 10 mm, in CSS pixels."""

LEADS_AWAY = re.compile(
    r"/logout/|\.(ics|json|atom|xml|ris|bib|png|pdf|svg)$|/admin/jsi18n/|/papers/|/data/$"
)
OVER_THE_EDGE = """() => {
  const edge = document.documentElement.clientWidth;
  const over = document.documentElement.scrollWidth - edge;
  if (over <= 0) return "";
  const scrolls = (each) => each !== document.body &&
    (getComputedStyle(each).overflowX !== "visible" || scrolls(each.parentElement));
  const beyond = [...document.body.querySelectorAll("*")]
    .filter((each) => each.getBoundingClientRect().right > edge + 0.5)
    .filter((each) => !scrolls(each.parentElement))
    .map((each) => each.tagName.toLowerCase() + (each.className ? "." + each.className : ""));
  return `${over} px over the edge: ${[...new Set(beyond)].slice(-3).join(", ")}`;
}"""


def kind_of(address: str) -> str:
    """Return an address without what differs between pages of one kind."""
    parts = urlsplit(address)
    path = re.sub(r"[0-9a-f]{16,}|\d+(-\d+)?", "N", parts.path)
    # the lists of staff can be sorted and sifted in more ways than anybody looks at
    return path + ("?" if parts.query and not path.startswith("/admin/") else "")


class Walk:
    """One visitor's way through all pages that links lead to."""

    def __init__(self, page: Page, address: str, who: str) -> None:
        self.page = page
        self.address = address
        self.who = who
        self.found: list[str] = []
        self.seen: dict[str, int] = {}

    def go(self, *starts: str) -> None:
        """Look at each kind of page that can be reached from some addresses."""
        waiting = [f"{self.address}{path}" for path in starts]
        known = set(waiting)
        while waiting:
            here = waiting.pop(0)
            kind = kind_of(here)
            if self.seen.get(kind, 0) >= EXAMPLES:
                continue
            answer = self.open(here)
            if answer is None or "html" not in answer.headers.get("content-type", ""):
                continue
            self.seen[kind] = self.seen.get(kind, 0) + 1
            if answer.status >= 500:
                self.say("answered with an error")
            self.look()
            for link in self.links():
                if link not in known:
                    known.add(link)
                    waiting.append(link)

    def open(self, address: str) -> Response | None:
        """Go to an address; None for what is handed out as a file."""
        try:
            return self.page.goto(address)
        except Error as error:
            if "Download is starting" in error.message:
                return None
            raise

    def links(self) -> list[str]:
        """Return the addresses of ours that the page leads to."""
        all_of_them = self.page.evaluate("[...document.links].map(link => link.href)")
        plain = (urldefrag(link).url for link in all_of_them)
        return [
            link
            for link in plain
            if link.startswith(f"{self.address}/") and not LEADS_AWAY.search(urlsplit(link).path)
        ]

    def say(self, what: str) -> None:
        """Note and print a finding."""
        where = self.page.url.removeprefix(self.address)
        self.found.append(f"{self.who} {where}: {what}")
        print(self.found[-1], flush=True)

    def look(self) -> None:
        """Look at the page in every state."""
        for scheme in ("light", "dark"):
            self.page.emulate_media(color_scheme=scheme)
            self.before_axe(scheme)
        self.page.emulate_media(
            color_scheme="light", forced_colors="active", reduced_motion="reduce"
        )
        self.before_axe("forced colours")
        self.page.emulate_media(forced_colors="none", reduced_motion="no-preference")
        self.at_width(320, "at 320 px")
        with large_letters(self.page):
            for width in (1280, 375):
                self.at_width(width, f"with large letters at {width} px")
        self.page.emulate_media(media="print")
        self.at_width(PAPER, "on paper")
        self.page.emulate_media(media="screen")
        self.page.set_viewport_size({"width": 1280, "height": 900})

    def before_axe(self, state: str) -> None:
        # colours on their way from light to dark are neither
        self.page.evaluate("document.getAnimations().forEach((each) => each.finish())")
        results = Axe().run(self.page, options={"preload": False})
        for violation in results.response["violations"]:
            nodes = [str(node["target"]) for node in violation["nodes"][:3]]
            self.say(f"{state}: {violation['id']} {' '.join(nodes)}")

    def at_width(self, width: int, state: str) -> None:
        self.page.set_viewport_size({"width": width, "height": 900})
        if over := self.page.evaluate(OVER_THE_EDGE):
            self.say(f"{state}: {over}")


@contextmanager
def large_letters(page: Page) -> Iterator[None]:
    """Have the browser's own letters twice as large, as its settings offer."""
    session = page.context.new_cdp_session(page)
    session.send("Page.enable")
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    yield
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 16, "fixed": 13}})
    session.detach()


def speak(language: str) -> Callable[[Page], None]:
    """Return what has the pages of a signed-in person in a language."""

    def switch(page: Page) -> None:
        button = page.locator(f"button[name=language][value={language}]").first
        if button.count():
            button.click()

    return switch


def main() -> int:
    """Serve the demo and walk; return 1 if anything was found."""
    browser.wait_after_steps()
    found: list[str] = []
    with demo_server() as address, sync_playwright() as playwright:
        in_the_demo(address, "from msg.demo.coming import build_coming", "build_coming()")
        chromium = playwright.chromium.launch(
            executable_path=browser.find(), args=browser.ARGUMENTS
        )
        for role in ROLES:
            for language in LANGUAGES:
                context = chromium.new_context(
                    locale=language, viewport={"width": 1280, "height": 900}
                )
                page = context.new_page()
                walk = Walk(page, address, f"{role or 'anybody'} ({language})")
                if role:
                    home = "/my/" if role in ("participant-2020", "newcomer") else "/admin/"
                    Visitor(page, address).sign_in(role, home)
                    speak(language)(page)
                    walk.go(home)
                else:
                    walk.go(f"/{language}/", "/accounts/login/", f"/{language}/nothing/")
                print(f"{walk.who}: {sum(walk.seen.values())} pages, {len(walk.found)} findings")
                found += walk.found
                context.close()
        chromium.close()
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
