"""Imprint, data protection and accessibility: what they say, who changes them, what is left."""

import re
from datetime import date

import pytest
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.core.checks import run_checks
from django.db import DatabaseError, connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from msg.checks import legal_pages_are_filled_in
from rounds.enums import LegalKind
from rounds.models import LegalPage
from rounds.templatetags.plain_text import plain_text
from tests.participants.people import make_staff
from tests.participants.staff_pages import browser_of, save
from tests.rounds.test_views import PublicTestCase

LIST = reverse("admin:rounds_legalpage_changelist")
HOSTILE = '<script>alert(1)</script> & "<b onclick=x>" <img src=//elsewhere.example>'


def address_of(kind: str, page: str = "change") -> str:
    """Return a staff page of the legal page."""
    return reverse(f"admin:rounds_legalpage_{page}", args=[LegalPage.objects.get(kind=kind).pk])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("One\n\n\nTwo", "<p>One</p>\n<p>Two</p>"),
        ("Street 1\r\nCity", "<p>Street 1<br>City</p>"),
        ("## Title\nText", "<h2>Title</h2>\n<p>Text</p>"),
        ("## One\n## Two", "<h2>One</h2>\n<h2>Two</h2>"),
        ("Of these:\n- a\n- b\nEnd", "<p>Of these:</p>\n<ul><li>a</li><li>b</li></ul>\n<p>End</p>"),
        ("#1 and -2 and **bold**", "<p>#1 and -2 and **bold**</p>"),
        ("## <i>\n- <u>", "<h2>&lt;i&gt;</h2>\n<ul><li>&lt;u&gt;</li></ul>"),
        ("a@b.org", '<p><a href="mailto:a@b.org">a@b.org</a></p>'),
        ("(https://b.org/?x&y).", '<p>(<a href="https://b.org/?x&amp;y">https://b.org/?x&amp;y</a>).</p>'),
        ("[a@b]", "<p>[a@b]</p>"),
        ("http://b.org/", '<p><a href="http://b.org/">http://b.org/</a></p>'),
        ("(www.b.org/a),", '<p>(<a href="https://www.b.org/a">www.b.org/a</a>),</p>'),
        ("[http://b.org]", '<p>[<a href="http://b.org">http://b.org</a>]</p>'),
        (
            "https://b.org/a_(b)",
            '<p><a href="https://b.org/a_(b)">https://b.org/a_(b)</a></p>',
        ),
        (
            "(See https://b.org/a_(b)/c_[d].)",
            '<p>(See <a href="https://b.org/a_(b)/c_[d]">https://b.org/a_(b)/c_[d]</a>.)</p>',
        ),
        ("x@www.b.org", '<p><a href="mailto:x@www.b.org">x@www.b.org</a></p>'),
        ("www. or awww.b.org or http:// or www.x", "<p>www. or awww.b.org or http:// or www.x</p>"),
        ("javascript:alert(1)", "<p>javascript:alert(1)</p>"),
    ],
)  # fmt: skip
def test_plain_text_knows_paragraphs_headings_lists_and_links_alone(text: str, shown: str) -> None:
    assert plain_text(text) == shown


@pytest.mark.parametrize(
    "wrapped",
    [
        "{}",
        "## {}",
        "- {}",
        "https://b.org/{}",
        "{}@b.org",
        "http://b.org/({})",
        "www.b.org/[{}]",
    ],
)
def test_whatever_html_is_typed_is_shown_as_typed(wrapped: str) -> None:
    tags = re.findall(r"<\s*(/?\w+)", plain_text(wrapped.format(HOSTILE)))
    assert set(tags) <= {"p", "/p", "h2", "/h2", "ul", "/ul", "li", "/li", "a", "/a"}


class LegalPagesTests(PublicTestCase):
    def test_each_kind_has_its_page_in_both_languages(self) -> None:
        for address, title, sentence in (
            ("/de/imprint/", "Impressum", "Angaben nach § 5 Digitale-Dienste-Gesetz"),
            ("/en/imprint/", "Imprint", "Information under section 5"),
            ("/de/privacy/", "Datenschutzerklärung", "Sie setzen keine Cookies"),
            ("/en/privacy/", "Data protection notice", "They set no cookies"),
            ("/de/accessibility/", "Erklärung zur Barrierefreiheit", "nach § 16 BGG"),
            ("/en/accessibility/", "Accessibility statement", "under section 16 BGG"),
        ):
            text = self.page(address)
            assert title in text
            assert sentence in text

    def test_the_day_of_the_last_change_is_named(self) -> None:
        LegalPage.objects.update(updated_on=date(2026, 3, 5))
        assert "Stand: 5. März 2026" in self.page("/de/imprint/")
        assert "As of 5 March 2026" in self.page("/en/imprint/")

    def test_barriers_can_be_reported_and_the_way_beyond_is_linked(self) -> None:
        page = self.client.get("/de/accessibility/").content.decode()
        assert '<a href="https://www.schlichtungsstelle-bgg.de">' in page
        assert "Barriere melden" in page
        LegalPage.objects.filter(kind="accessibility").update(text_de="E-Mail: hilfe@example.org")
        page = self.client.get("/de/accessibility/").content.decode()
        assert '<a href="mailto:hilfe@example.org">' in page

    def test_headings_go_down_in_order_and_one_is_of_the_first_level(self) -> None:
        for kind in LegalKind:
            for language in ("de", "en"):
                page = self.client.get(f"/{language}/{kind.value}/").content.decode()
                levels = re.findall(r"<h(\d)", page)
                assert levels[0] == "1"
                assert len(levels) > 4
                assert set(levels[1:]) == {"2"}

    def test_both_languages_have_the_same_sections_and_places_to_fill_in(self) -> None:
        for page in LegalPage.objects.all():
            shapes = [
                re.findall(r"^(?:## |- )|\[", text, re.M) for text in (page.text_de, page.text_en)
            ]
            assert shapes[0] == shapes[1]

    def test_html_typed_by_staff_is_shown_as_typed(self) -> None:
        LegalPage.objects.update(
            title_de=HOSTILE, text_de=f"## {HOSTILE}\n- {HOSTILE}\n\n{HOSTILE}"
        )
        page = self.client.get("/de/imprint/").content.decode()
        for planted in ("<script>alert", "<b onclick", "<img"):
            assert planted not in page
        assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 4

    def test_a_page_takes_one_query(self) -> None:
        for kind in LegalKind:
            with CaptureQueriesContext(connection) as queries:
                assert self.client.get(f"/en/{kind.value}/").status_code == 200
            asked = re.findall(r'FROM "(\w+)"', " ".join(query["sql"] for query in queries))
            # beside it only what a page that is kept goes by
            assert [table for table in asked if table != "rounds_publicversion"] == [
                "rounds_legalpage"
            ]

    def test_they_depend_on_nobody_and_lead_to_themselves_in_the_other_language(self) -> None:
        for kind in LegalKind:
            response = self.client.get(f"/de/{kind.value}/")
            assert not response.cookies
            assert "cookie" not in response.headers.get("Vary", "").lower()
            assert "csrf" not in response.content.decode().lower()
            link = f'hreflang="en" href="{settings.SITE_URL}/en/{kind.value}/"'
            assert link in response.content.decode()
            assert self.client.post(f"/de/{kind.value}/").status_code == 405

    def test_every_footer_leads_to_them(self) -> None:
        signed_in = browser_of(make_staff("convener"))
        for client, address, language in (
            (self.client, "/de/", "de"),
            (self.client, "/en/publications/", "en"),
            (self.client, "/en/nothing/", "en"),
            (self.client, "/accounts/login/?language=de", "de"),
            (signed_in, "/my/", "en"),
        ):
            footer = client.get(address).content.decode().split("<footer", 1)[1]
            for kind in LegalKind:
                assert f'href="/{language}/{kind.value}/"' in footer, address


class StaffTests(TestCase):
    def test_a_convener_changes_a_page_and_its_day(self) -> None:
        client = browser_of(make_staff("convener"))
        response = save(client, address_of("imprint"), {"text_de": "Neu", "text_en": "New"})
        assert response.status_code == 302
        page = LegalPage.objects.get(kind="imprint")
        assert (page.text_de, page.text_en) == ("Neu", "New")
        assert page.updated_on == timezone.localdate()
        assert "Neu" in Client().get("/de/imprint/").content.decode()
        assert "Neu" not in repr(LogEntry.objects.values_list("object_repr", "change_message"))

    def test_a_save_that_changes_nothing_leaves_the_day(self) -> None:
        LegalPage.objects.update(updated_on=date(2026, 3, 5))
        client, page = browser_of(make_staff("convener")), LegalPage.objects.get(kind="imprint")
        as_browsers_send_it = {"text_de": page.text_de.replace("\n", "\r\n")}
        assert save(client, address_of("imprint"), as_browsers_send_it).status_code == 302
        assert LegalPage.objects.get(kind="imprint").updated_on == date(2026, 3, 5)

    def test_text_is_asked_for_in_both_languages(self) -> None:
        client = browser_of(make_staff("convener"))
        response = save(client, address_of("imprint"), {"text_en": ""})
        assert response.status_code == 200
        assert "This field is required." in response.content.decode()

    def test_nobody_adds_or_deletes_one(self) -> None:
        for client in (browser_of(make_staff("convener")), browser_of(make_staff())):
            assert client.get(f"{LIST}add/").status_code == 404
            assert client.get(address_of("imprint", "delete")).status_code == 404
            assert client.post(address_of("imprint", "delete"), {"post": "yes"}).status_code == 404
        assert LegalPage.objects.count() == len(LegalKind)

    def test_the_other_groups_look_and_change_nothing(self) -> None:
        for group in ("rapporteur", "reviewer"):
            client = browser_of(make_staff(group))
            assert client.get(address_of("privacy")).status_code == 200
            answer = client.post(address_of("privacy"), {"text_de": "Neu"})
            assert answer.status_code == 404
        assert not LegalPage.objects.filter(text_de="Neu").exists()

    def test_the_list_says_what_is_filled_in(self) -> None:
        client = browser_of(make_staff("convener"))
        assert client.get(LIST).content.decode().count("icon-no") == 3
        LegalPage.objects.filter(kind="imprint").update(text_de="Voll", text_en="Full")
        assert client.get(LIST).content.decode().count("icon-no") == 2


class CheckTests(TestCase):
    def test_each_page_with_a_place_to_fill_in_is_named(self) -> None:
        LegalPage.objects.filter(kind="privacy").update(text_de="Voll", text_en="Full")
        LegalPage.objects.filter(kind="imprint").update(text_de="Von [Name]", text_en="By us")
        found = [
            message.msg
            for message in run_checks(include_deployment_checks=True)
            if message.id == "msg.W001"
        ]
        assert len(found) == 2
        assert found[0] == "The page 'imprint' has 1 places to fill in, [Name] first."
        assert "accessibility" in found[1]

    def test_nothing_is_said_where_nothing_is_left_or_nobody_deploys(self) -> None:
        assert not [message for message in run_checks() if message.id == "msg.W001"]
        LegalPage.objects.update(text_de="Voll", text_en="Full")
        assert legal_pages_are_filled_in() == []

    def test_a_database_that_cannot_be_asked_is_no_failure(self) -> None:
        def refuse(*_: object) -> None:
            raise DatabaseError("no such table")

        with connection.execute_wrapper(refuse):
            assert legal_pages_are_filled_in() == []
