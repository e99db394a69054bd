"""Somebody in front of a browser."""

from playwright.sync_api import Page

from msg.demo.cast import ACCOUNTS, PASSWORD

EMAILS = {account.key: account.email for account in ACCOUNTS}


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
        """Sign in as an account of the demo, by its key or its name, on the way to an address."""
        self.open(f"/accounts/login/?next={path}")
        self.page.locator("[name=login]").fill(EMAILS.get(key, f"{key}@example.org"))
        self.page.locator("[name=password]").fill(PASSWORD)
        self.page.locator("[name=password]").press("Enter")
        self.page.wait_for_url(f"**{path}")
        return self.page

    def sign_out(self) -> None:
        """End the session as closing the browser would."""
        self.page.context.clear_cookies()
