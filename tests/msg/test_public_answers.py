"""Every public address: what it can be asked for, and what caches are told of the answer."""

from collections.abc import Iterator
from datetime import date

from django.http import HttpResponse
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import translation

from msg.addresses import named_views
from msg.page_cache import pages
from rounds.access import Access
from rounds.models import Publication
from rounds.register import PER_PAGE
from tests.rounds.record import (
    make_notice,
    make_publication,
    make_question,
    make_round,
    make_withdrawn,
    take_back,
)

OTHER_METHODS = ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "FOO")
LEADING_ON = "/"
"""The one public address that is no page."""
ASKING = ("/de/search/", "/en/search/")
"""Pages that answer a query, which nobody keeps."""
FRESH = "public, max-age=0, must-revalidate"
NEVER = "private, no-store"
YEARS = {"start": 2020, "end": 2021}
MISSING = {"start": 1901, "end": 1902, "number": 99, "public_id": "0" * 16}


def addresses_of(values: dict[str, object], needing: str = "") -> Iterator[str]:
    """Yield the address of every public view in every language.

    ``needing`` names a parameter, to have those alone that take it.
    """
    for view in named_views():
        if getattr(view.pattern.callback, "access", None) is not Access.PUBLIC:
            continue
        if needing and needing not in view.parameters:
            continue
        kwargs = {name: values[name] for name in view.parameters}
        found = []
        for language in ("de", "en"):
            with translation.override(language):
                found.append(reverse(view.name, kwargs=kwargs))
        yield from dict.fromkeys(found)


class PublicAnswersTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        dialogue_round = make_round(**YEARS)
        question = make_question(dialogue_round)
        for number in range(PER_PAGE + 1):
            month = date(2020, 1 + number % 12, 1)
            make_notice(dialogue_round, question, month=month)
            cls.publication = make_publication(dialogue_round, question, released_on=month)
        cls.values = YEARS | {"number": 2, "public_id": cls.publication.public_id}
        cls.gone = YEARS | {"public_id": make_withdrawn(dialogue_round).public_id}
        cls.every = list(addresses_of(cls.values))
        cls.pages = [each for each in cls.every if each != LEADING_ON]

    def told(self, address: str, **headers: str) -> tuple[int, str]:
        """Return the status of an answer and what caches are told of it."""
        response = self.client.get(address, headers=headers)
        assert not response.cookies, address
        return response.status_code, response.get("Cache-Control", "")

    def test_the_table_is_whole(self) -> None:
        assert LEADING_ON in self.every
        assert {"/record.json", "/robots.txt", "/sitemap.xml", "/record.schema.json"} < {
            *self.every
        }
        for page in ("", "search/", "imprint/", "sessions.ics", "publications/page-2/", "card.png"):
            assert f"/de/{page}" in self.every
        assert len(self.pages) > 40

    def test_a_page_is_asked_for_each_time_kept_or_not(self) -> None:
        for address in self.pages:
            with_query = NEVER if address in ASKING else FRESH
            for asked, expected in (
                # made, then kept
                (address, FRESH),
                (address, FRESH),
                (f"{address}?x=1", with_query),
                (f"{address}?language=en", with_query),
            ):
                assert self.told(asked) == (200, expected), asked
            etag = self.client.get(address)["ETag"]
            assert self.told(address, if_none_match=etag) == (304, FRESH), address

    def test_what_leads_on_says_what_it_depends_on(self) -> None:
        response = self.client.get(LEADING_ON)
        assert response.status_code == 302
        assert response["Vary"] == "Accept-Language, Cookie"
        assert "max-age" not in response.get("Cache-Control", "")

    def test_what_is_not_there_is_kept_by_nobody(self) -> None:
        looked_at = set()
        for name in ("start", "number", "public_id"):
            values = self.values | {name: MISSING[name]}
            for address in addresses_of(values, needing=name):
                looked_at.add(address)
                assert self.told(address) == (404, NEVER), address
                assert self.told(f"{address}?x=1") == (404, NEVER), address
        assert len(looked_at) > 30
        for address in ("/de/nothing/", "/nothing/"):
            assert self.told(address) == (404, NEVER)

    def test_what_was_withdrawn_is_kept_by_nobody_and_nothing_outlives_it(self) -> None:
        withdrawn = list(addresses_of(self.gone, needing="public_id"))
        assert len(withdrawn) == 10
        released = list(addresses_of(self.values, needing="public_id"))
        for address in released:
            assert self.told(address)[0] == self.told(f"{address}?x=1")[0] == 200
        etags = {address: self.client.get(address)["ETag"] for address in released}
        take_back(self.publication)
        for address in (*withdrawn, *released):
            known = {"if_none_match": etags.get(address, '"x"')}
            assert self.told(address, **known) == (410, NEVER), address
            assert self.told(f"{address}?x=1", **known) == (410, NEVER), address

    def test_a_question_of_the_search_is_kept_by_nobody(self) -> None:
        for address in ASKING:
            for query in ("q=x", "q=", "round=2020", "page=2"):
                assert self.told(f"{address}?{query}") == (200, NEVER)

    def test_each_can_be_asked_for_its_headers_alone(self) -> None:
        for address in (*self.every, "/health/"):
            pages.forget()
            head = self.client.head(address)
            whole = self.client.get(address)
            assert head.status_code == whole.status_code < 400, address
            assert head.content == b"", address
            for name in ("Cache-Control", "Content-Type", "ETag", "Location", "Vary"):
                assert head.get(name) == whole.get(name), (address, name)

    def test_each_is_read_and_nothing_else_whoever_asks(self) -> None:
        browser = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
        before = [(row.pk, row.title_de) for row in Publication.objects.all()]
        for address in self.every:
            for method in OTHER_METHODS:
                response = browser.generic(method, address, "csrfmiddlewaretoken=x")
                self.assert_read_only(response, method)
        assert [(row.pk, row.title_de) for row in Publication.objects.all()] == before

    def assert_read_only(self, response: HttpResponse, method: str) -> None:
        address = response.request["PATH_INFO"]
        assert response.status_code == 405, (method, address)
        assert response["Allow"] == "GET, HEAD", (method, address)
        assert response["Cache-Control"] == NEVER
        assert response["Content-Type"] == "text/plain; charset=utf-8"
        said = "Diese Adresse kann nur gelesen werden."
        if not address.startswith("/de/"):
            said = "This address can only be read."
        assert response.content.decode() == said
        assert not response.cookies

    def test_so_is_what_a_balancer_asks(self) -> None:
        for method in OTHER_METHODS:
            response = Client(enforce_csrf_checks=True).generic(method, "/health/")
            assert (response.status_code, response["Allow"]) == (405, "GET, HEAD"), method

    def test_a_form_of_the_room_is_still_asked_whether_it_is_ours(self) -> None:
        for address in ("/accounts/login/", "/language/", "/my/rule/"):
            response = Client(enforce_csrf_checks=True).post(address, {"login": "x"})
            assert response.status_code == 403, address
