"""A participant answers an invitation, in a browser, on a narrow telephone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visitor
from tests.support.browser import AxeCheck
from tests.support.demo_server import in_the_demo

NARROW = 320
COMING = ("from msg.demo.coming import build_coming", "build_coming()")
FORGET = (
    "from django.utils import timezone",
    "from sessions.models import Session",
    "Session.objects.filter(starts_at__gt=timezone.now()).delete()",
    "from participants.models import Introduction, Membership",
    "Introduction.objects.all().delete()",
    "Membership.objects.update(is_listed=False, about='')",
)


@pytest.mark.parametrize(("language", "scheme"), [("de", "light"), ("en", "dark")])
def test_one_answers_looks_who_comes_and_takes_the_calendar_along(
    visitor: Visitor, axe: AxeCheck, demo_server: str, language: str, scheme: str
) -> None:
    in_the_demo(demo_server, *COMING)
    try:
        page = visitor.page
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": NARROW, "height": 700})

        def look() -> None:
            page.wait_for_load_state("load")
            assert page.evaluate("document.documentElement.scrollWidth") <= NARROW, page.url
            axe(page)

        visitor.sign_in("newcomer")
        button = page.locator(f"header button[name=language][value={language}]")
        if button.count():
            button.click()
            expect(page.locator("html")).to_have_attribute("lang", language)
        look()
        page.locator(".waiting a").first.click()
        look()
        session = page.url.removeprefix(visitor.address)
        page.locator("a[href$='/substitute/']").click()
        look()
        visitor.open(session)
        # by keyboard alone: the words one needs, then the button
        page.locator("[name=needs]").focus()
        page.keyboard.type("Rampe")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_be_visible()
        expect(page.locator("main")).to_contain_text("Rampe")
        look()
        with page.expect_download() as download:
            page.locator("a[href$='/msg.ics']").click()
        assert download.value.suggested_filename == "msg.ics"
        page.locator("a[href$='/answer/']").click()
        look()
        visitor.open(f"{session}room/")
        look()
        visitor.open("/my/calendar/")
        look()
        page.locator("button[value=renew]").click()
        expect(page.locator("#feed-address")).to_have_value(re.compile("/my/calendar/.{40,}"))
        look()
        visitor.open("/my/rounds/2020-2021/people/")
        look()
        page.locator("[name=is_listed]").check()
        page.locator("main form").last.get_by_role("button").click()
        page.locator("button[value=want]").first.click()
        expect(page.locator("button[value=end]")).to_have_count(1)
        look()
    finally:
        in_the_demo(demo_server, *FORGET)
