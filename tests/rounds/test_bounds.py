"""Ten times the rows: the same queries, and pages hardly longer."""

from datetime import date

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from msg.page_cache import pages
from rounds.models import GuidingQuestion, Publication, PublicationStatement, Round, SessionNotice
from tests.rounds.record import make_question, make_round

LONGEST = "Freizügigkeitsabkommen und Aufenthaltsverfestigung in Kommunen, zweiter Teil"
QUESTIONS = 12
FULL = 60
"""Rows in each round of a record whose lists fill their first pages, feeds included."""


def texts(*names: str) -> dict[str, str]:
    return {f"{name}_{language}": LONGEST for name in names for language in ("de", "en")}


def add_rows(dialogue_round: Round, questions: list[GuidingQuestion], number: int) -> None:
    """Put so many sessions and publications into a round, each with two of its questions."""
    days = [date(dialogue_round.start_year, place % 12 + 1, 1) for place in range(number)]
    notices = SessionNotice.objects.bulk_create(
        SessionNotice(round=dialogue_round, month=day, **texts("title", "city")) for day in days
    )
    publications = Publication.objects.bulk_create(
        Publication(round=dialogue_round, kind="finding", released_on=day, **texts("title", "lead"))
        for day in days
    )
    PublicationStatement.objects.bulk_create(
        PublicationStatement(publication=row, position=1, **texts("text", "label"))
        for row in publications
    )
    for rows in (notices, publications):
        through = type(rows[0]).questions.through
        field = type(rows[0])._meta.model_name
        through.objects.bulk_create(
            through(
                **{f"{field}_id": row.pk},
                guidingquestion_id=questions[(place * 2 + step) % len(questions)].pk,
            )
            for place, row in enumerate(rows)
            for step in range(2)
        )


class BoundsTest(TestCase):
    def cost(self, address: str) -> tuple[int, int]:
        """Return the queries to the public record and the bytes an answer takes."""
        pages.forget()
        with CaptureQueriesContext(connection) as queries:
            response = self.client.get(address)
        assert response.status_code == 200, address
        asked = [query["sql"] for query in queries if 'FROM "rounds_' in query["sql"]]
        assert len(asked) == len(set(asked)), f"{address} asks twice"
        return len(asked), len(response.content)

    def test_a_page_loads_what_it_shows(self):
        rounds = [make_round(year, year + 1) for year in (2016, 2018, 2020)]
        questions = {
            row.pk: [
                make_question(row, place, **texts("text")) for place in range(1, QUESTIONS + 1)
            ]
            for row in rounds
        }
        for row in rounds:
            add_rows(row, questions[row.pk], FULL)
        one = Publication.objects.released()[0]
        years = "/de/rounds/2020-2021"
        addresses = [
            "/de/",
            f"{years}/",
            f"{years}/sessions/",
            f"{years}/sessions/page-2/",
            f"{years}/publications/",
            f"{years}/feed.atom",
            "/de/publications/",
            "/de/publications/page-2/",
            "/de/publications/feed.atom",
            f"/de/publications/{one.public_id}/",
        ]
        before = {address: self.cost(address) for address in addresses}
        for row in rounds:
            add_rows(row, questions[row.pk], 9 * FULL)
        for address, (queries, size) in before.items():
            queries_now, size_now = self.cost(address)
            assert queries_now == queries <= 6, address  # the version is one of them
            assert size_now <= 1.1 * size, address
            if not address.endswith(".atom"):
                assert size_now <= 34_000, address
