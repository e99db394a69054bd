"""The error pages tell nothing about what was asked for, and need nothing to say it."""

from django.core.exceptions import SuspiciousOperation
from django.test import RequestFactory, TestCase
from django.utils import translation

from msg.views import bad_request, csrf_failure, not_found, server_error
from tests.rounds.record import make_round


class NotFoundTests(TestCase):
    def test_it_is_the_same_page_wherever_nothing_is(self):
        make_round(2020, 2021)
        pages = {
            self.client.get(address).content
            for address in (
                "/de/nothing/",
                "/de/rounds/2019-2021/",
                "/de/rounds/20-21/",
                "/de/publications/0000000000000000/",
                "/de/publications/page-2/",
                "/de/publications/Ein-Titel/",
            )
        }
        assert len(pages) == 1
        assert "Hier steht nichts." in pages.pop().decode()

    def test_it_is_the_same_page_outside_the_public_addresses(self):
        elsewhere = self.client.get("/nothing/", headers={"accept-language": "en"})
        public = self.client.get("/en/nothing/")
        assert elsewhere.status_code == public.status_code == 404
        assert elsewhere.content == public.content

    def test_it_asks_the_database_for_the_version_alone(self):
        with self.assertNumQueries(1):
            self.client.get("/de/nothing/")

    def test_the_other_language_is_that_of_the_overview(self):
        self.assertContains(
            self.client.get("/de/nothing/"), 'href="/en/" lang="en"', count=2, status_code=404
        )


class OtherErrorTests(TestCase):
    def setUp(self):
        self.request = RequestFactory().get("/asked/for/", {"query": "secret"})

    def test_every_error_page_speaks_both_languages_and_repeats_nothing(self):
        for error, status, german, english in (
            (not_found, 404, "Hier steht nichts.", "Nothing is here."),
            (bad_request, 400, "Das war nicht lesbar.", "This could not be read."),
            (csrf_failure, 403, "Das Formular ist abgelaufen.", "The form has expired."),
        ):
            for language, sentence in (("de", german), ("en", english)):
                with translation.override(language), self.assertNumQueries(0):
                    response = error(self.request, SuspiciousOperation("secret"))
                assert response.status_code == status
                page = response.content.decode()
                assert sentence in page
                assert "secret" not in page
                assert "asked" not in page

    def test_a_failure_of_ours_says_so_in_both_languages_at_once(self):
        with self.assertNumQueries(0):
            response = server_error(self.request)
        assert response.status_code == 500
        page = response.content.decode()
        assert "Das war unser Fehler." in page
        assert "This was our error." in page
