"""Public pages are kept until the record changes, and not a second longer."""

import datetime

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import Client, RequestFactory, TestCase, override_settings
from django.test.utils import CaptureQueriesContext

from msg.page_cache import MOST_BYTES, Page, PageCache, pages
from rounds.models import Publication, PublicationStatement, PublicVersion, Round
from rounds.version import public_version
from sessions.models import Output
from sessions.publishing import withdraw
from tests.cast import DemoTestCase

ROUND = "/de/rounds/2020-2021/"


def queries_of(client: Client, address: str, **headers: str) -> tuple[int, list[str]]:
    """Return the status of an answer and the tables that were asked for it."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address, headers=headers)
    asked = [query["sql"] for query in captured if query["sql"].startswith("SELECT")]
    return response.status_code, asked


class KeptPagesTest(DemoTestCase):
    def test_the_second_answer_asks_for_the_version_alone_and_is_the_same(self) -> None:
        client = self.client_of("public")
        first = client.get(ROUND)
        status, asked = queries_of(client, ROUND)
        second = client.get(ROUND)
        assert status == 200
        assert len(asked) == 1
        assert "publicversion" in asked[0]
        assert second.content == first.content
        assert dict(second.items()) == dict(first.items())
        for header in ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy"):
            assert second[header]

    def test_who_has_the_page_is_told_that_it_is_the_same(self) -> None:
        client = self.client_of("public")
        etag = client.get(ROUND)["ETag"]
        answer = client.get(ROUND, headers={"if-none-match": f'"other", W/{etag}'})
        assert answer.status_code == 304
        assert answer.content == b""
        assert answer["ETag"] == etag
        assert client.get(ROUND, headers={"if-none-match": '"other"'}).status_code == 200

    def test_whoever_asks_for_headers_alone_gets_no_body_and_takes_none_away(self) -> None:
        handler = WSGIHandler()
        handler.load_middleware()
        for address in (ROUND, f"{ROUND}?x=1", "/de/nothing/", "/health/"):
            whole = self.client_of("public").get(address)
            # not the client of the tests, which drops every body itself
            for _ in range(2):
                answer = handler.get_response(RequestFactory().head(address))
                assert answer.content == b"", address
                assert answer["Content-Length"] == str(len(whole.content)) != "0", address
            assert self.client_of("public").get(address).content == whole.content

    def test_every_way_of_changing_a_row_shows_at_once(self) -> None:
        client = self.client_of("public")
        client.get(ROUND)
        Round.objects.filter(start_year=2020).update(theme_de="Ein ganz anderes Thema")
        assert "Ein ganz anderes Thema" in client.get(ROUND).content.decode()

    def test_a_withdrawal_shows_at_once_everywhere(self) -> None:
        client = self.client_of("public")
        output = Output.objects.filter(
            status="published", session__round__start_year=2020
        ).select_related("publication")[0]
        title, address = (
            output.publication.title_de,
            f"/de/publications/{output.publication.public_id}/",
        )
        pages_with_it = ["/de/publications/", ROUND, address]
        assert all(title in client.get(page).content.decode() for page in pages_with_it)
        withdraw(output=output, by=self.user("reviewer"), note="x", today=datetime.date(2022, 1, 1))
        assert not any(title in client.get(page).content.decode() for page in pages_with_it)
        assert client.get(address).status_code == 410

    def test_no_page_of_the_room_and_no_error_is_kept(self) -> None:
        there = self.client_of("there")
        for address in ("/my/", "/de/nothing/", "/accounts/login/"):
            answer = there.get(address)
            assert "ETag" not in answer
            assert "no-store" in answer["Cache-Control"]
            assert pages.get(address, public_version() or 0) is None

    def test_somebody_signed_in_gets_the_very_page_of_everybody(self) -> None:
        assert (
            self.client_of("there").get(ROUND).content
            == self.client_of("public").get(ROUND).content
        )

    def test_an_address_with_a_question_is_made_anew(self) -> None:
        client = self.client_of("public")
        assert client.get(ROUND + "?x=1").status_code == 200
        assert pages.get(ROUND, public_version() or 0) is None

    def test_an_unknown_host_gets_nothing_from_the_cache(self) -> None:
        client = self.client_of("public")
        client.get(ROUND)
        assert client.get(ROUND, headers={"host": "elsewhere.invalid"}).status_code == 400

    @override_settings(SECURE_SSL_REDIRECT=True)
    def test_plain_http_gets_nothing_from_the_cache(self) -> None:
        client = self.client_of("public")
        assert client.get(ROUND, secure=True).status_code == 200
        assert client.get(ROUND).status_code == 301


class VersionTest(DemoTestCase):
    def test_every_table_of_the_record_is_counted(self) -> None:
        publication = Publication.objects.released()[0]
        steps = [
            lambda: Round.objects.filter(start_year=2013).update(review_days=8),
            publication.questions.clear,
            lambda: PublicationStatement.objects.filter(publication=publication).delete(),
            publication.save,
        ]
        for step in steps:
            before = public_version()
            step()
            assert public_version() > before

    def test_what_happens_in_the_room_is_not_counted(self) -> None:
        before = public_version()
        Output.objects.update(withdrawal_note="x")
        assert public_version() == before


class ClockTest(TestCase):
    def test_a_process_is_behind_for_less_than_a_second(self) -> None:
        PublicVersion.objects.update_or_create(pk=1, defaults={"number": 5})
        now = 100.0
        with override_settings(PUBLIC_VERSION_SECONDS=1.0):
            cache = PageCache(clock=lambda: now)
            assert cache.version() == 5
            cache.put("/de/", 5, Page(b"x", {}))
            PublicVersion.objects.filter(pk=1).update(number=6)
            now = 100.9
            assert cache.version() == 5
            assert cache.get("/de/", 5) is not None
            now = 101.0
            assert cache.version() == 6
            assert cache.get("/de/", 6) is None

    def test_whoever_changed_something_sees_it_at_once(self) -> None:
        PublicVersion.objects.update_or_create(pk=1, defaults={"number": 5})
        with override_settings(PUBLIC_VERSION_SECONDS=3600.0):
            pages.forget()
            assert pages.version() == 5
            PublicVersion.objects.filter(pk=1).update(number=6)
            self.client.get("/accounts/login/")
            assert pages.version() == 5
            self.client.post("/accounts/login/", {"login": "nobody@example.org"})
            assert pages.version() == 6

    def test_a_page_made_under_an_older_version_is_not_kept(self) -> None:
        PublicVersion.objects.update_or_create(pk=1, defaults={"number": 6})
        cache = PageCache()
        cache.version()
        cache.put("/de/", 5, Page(b"old", {}))
        assert cache.get("/de/", 6) is None

    def test_it_keeps_so_much_and_no_more(self) -> None:
        PublicVersion.objects.update_or_create(pk=1, defaults={"number": 1})
        cache = PageCache()
        cache.version()
        third = b"x" * (MOST_BYTES // 3)
        for number in range(4):
            cache.put(f"/de/{number}/", 1, Page(third, {}))
        kept = [number for number in range(4) if cache.get(f"/de/{number}/", 1)]
        assert kept == [1, 2, 3]
