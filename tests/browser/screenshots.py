"""Takes the pictures of the documents from the demo: `make screenshots`."""

from playwright.sync_api import Page, sync_playwright

from tests.browser.visitor import Visitor
from tests.support import browser
from tests.support.demo_server import demo_server
from tests.support.environment import ROOT

FOLDER = ROOT / "docs" / "screenshots"
LEAK = "Petrova warb dafür, jede Liste mit einem Ende zu planen."


def main() -> None:
    """Serve the demo, walk through it, and keep what is seen."""
    FOLDER.mkdir(exist_ok=True)
    with demo_server() as address, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=browser.find(), args=browser.ARGUMENTS
        )
        page = chromium.new_context(
            viewport={"width": 1280, "height": 860}, locale="de-DE", timezone_id="Europe/Berlin"
        ).new_page()
        visitor = Visitor(page, address)
        _keep(visitor.open("/de/"), "overview")
        _keep(visitor.open("/de/rounds/2020-2021/"), "round")
        page.get_by_role("link", name="Digitale Identität: Zugang ohne Falle").first.click()
        _keep(page, "publication")
        visitor.sign_in("participant-2013")
        page.get_by_role("link", name="Anerkennung und Sprache").first.click()
        _keep(page, "session")
        visitor.sign_out()
        visitor.sign_in("rapporteur", "/admin/dialogue_sessions/output/?status__exact=draft")
        page.get_by_role("link", name="Wie Digitalisierung verändert, wer entscheidet").click()
        page.locator("[name=statements-0-text_de]").fill(LEAK)
        page.locator("[name=_continue]").click()
        _keep(page, "finding")
        visitor.sign_out()
        visitor.sign_in("participant-2020")
        page.locator("main a[href*='/my/outputs/']").first.click()
        _keep(page, "reading")
        chromium.close()


def _keep(page: Page, name: str) -> None:
    page.screenshot(path=FOLDER / f"{name}.png")
    print(f"docs/screenshots/{name}.png")


if __name__ == "__main__":
    main()
