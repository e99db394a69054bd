"""Whoever holds a dump of the database learns nothing of who objected, declined or wrote.

The attacker of these tests has every table, the order of its rows, every time stamp and every
key, and the whole source; they do not have the server's secret key.
"""

import datetime
import hashlib
import hmac
import random
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from django.apps import apps
from django.db import connection
from django.test import Client

from participants.models import Participant, User
from rounds.models import new_public_id
from sessions.consents import ask_consent, decline_consent
from sessions.drafting import clear_output, present_people, submit_for_review
from sessions.enums import Outcome, Passage
from sessions.models import NamingConsent, Objection, Output
from sessions.notes import delete_expired_notes, keep_notes
from sessions.objections import raise_objection, settle_objection
from sessions.publishing import publish
from tests.sessions.test_publishing import READ, SUBMITTED, DoorTestCase

SIMULATIONS = 60
READERS = 10


def dump() -> dict[str, list[dict[str, Any]]]:
    """Return every row of every table as it lies there, with its place."""
    place = "ctid::text" if connection.vendor == "postgresql" else "rowid"
    tables: dict[str, list[dict[str, Any]]] = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            cursor.execute(f"SELECT {place} AS place_in_table, * FROM {table}")  # noqa: S608
            columns = [column[0] for column in cursor.description]
            tables[table] = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    return tables


def contents() -> dict[str, list[str]]:
    """Return every row without its place: an update moves a row, and that tells of no person."""
    return {
        table: sorted(str({**row, "place_in_table": None}) for row in rows)
        for table, rows in dump().items()
    }


class FinishedRoundTest(DoorTestCase):
    """What is left when an output has gone the whole way."""

    NOTE = "Jemand fand Fristen ohne Ende bedenklich"
    REASON = "Das erkennt man am Wort Register"

    def test_no_note_no_request_and_no_objection_is_left(self) -> None:
        NamingConsent.objects.all().delete()
        output = self.write()
        readers = list(present_people(output.session).order_by("pk"))
        keep_notes(
            session=output.session,
            agenda_item=self.part,
            notes={"0123456789abcdef": self.NOTE},
            today=SUBMITTED,
        )
        statement = output.statements.get()
        before = contents()
        consent = ask_consent(
            output=output, statement_id=statement.pk, participant=readers[4], today=SUBMITTED
        )
        decline_consent(consent=consent, participant=readers[4])
        assert contents() == before

        submit_for_review(output=output, by=self.author, today=SUBMITTED)
        objection = raise_objection(
            output=output, participant=readers[6], passage=Passage.TITLE, text=self.REASON
        )
        settle_objection(
            output=output,
            objection_id=objection.pk,
            outcome=Outcome.KEPT,
            answer="Der Titel sagt niemandem etwas.",
            by=self.reviewer,
            today=READ,
        )
        clear_output(output=output, by=self.reviewer, today=READ)
        publish(output=output, by=self.reviewer, today=READ)
        delete_expired_notes(READ + datetime.timedelta(days=400))

        tables = dump()
        everything = str(tables)
        for secret in (self.NOTE, self.REASON, "sagt niemandem etwas", objection.marker):
            assert secret not in everything
        assert tables["dialogue_sessions_note"] == []
        assert tables["dialogue_sessions_namingconsent"] == []
        assert not [
            row for row in tables["dialogue_sessions_objection"] if row["output_id"] == output.pk
        ]
        assert not [
            row for row in tables["participants_mailing"] if row["occasion"] == output.public_id
        ]


Guess = Callable[[dict[str, list[dict[str, Any]]], dict[str, Any], Sequence[int]], int]
"""From a dump, one objection and the people who were there: who it was."""


def by_place(table: str, key: str) -> Guess:
    """Guess that objections lie in the order in which their writers appear in another table."""

    def guess(
        tables: dict[str, list[dict[str, Any]]], objection: dict[str, Any], people: Sequence[int]
    ) -> int:
        rank = tables["dialogue_sessions_objection"].index(objection)
        order = [row[key] for row in tables[table] if row[key] in people]
        order = list(dict.fromkeys(order)) or list(people)
        return order[rank % len(order)]

    return guess


def by_last_login(reverse: bool) -> Guess:
    """Guess that who signed in first, or last, wrote the row that lies first."""

    def guess(
        tables: dict[str, list[dict[str, Any]]], objection: dict[str, Any], people: Sequence[int]
    ) -> int:
        rank = tables["dialogue_sessions_objection"].index(objection)
        accounts = {row["id"]: str(row["last_login"]) for row in tables["participants_user"]}
        owners = [
            (accounts[row["user_id"]], row["id"])
            for row in tables["participants_participant"]
            if row["id"] in people
        ]
        order = [pk for _, pk in sorted(owners, reverse=reverse)]
        return order[rank % len(order)]

    return guess


def by_key(column: str) -> Guess:
    """Guess that the sorted keys of objections follow the keys of their writers."""

    def guess(
        tables: dict[str, list[dict[str, Any]]], objection: dict[str, Any], people: Sequence[int]
    ) -> int:
        rows = sorted(tables["dialogue_sessions_objection"], key=lambda row: row[column])
        return sorted(people)[rows.index(objection) % len(people)]

    return guess


def by_hash(make: Callable[[bytes, bytes], str]) -> Guess:
    """Guess the person for whom a hash over what the tables hold gives the marker."""

    def guess(
        tables: dict[str, list[dict[str, Any]]], objection: dict[str, Any], people: Sequence[int]
    ) -> int:
        (output,) = (
            row for row in tables["dialogue_sessions_output"] if row["id"] == objection["output_id"]
        )
        secret = output["objection_secret"]
        words = f"{output['title_de']}\x00{output['title_en']}"
        emails = {row["id"]: row["email"] for row in tables["participants_participant"]}
        for pk in people:
            for who in (str(pk), emails[pk]):
                for value in (
                    f"{secret}\x1f{who}\x1ftitle\x1f{words}",
                    f"{secret}{who}",
                    f"{who}title",
                    who,
                ):
                    if make(secret.encode(), value.encode()) == objection["marker"]:
                        return pk
        return people[int(objection["marker"], 16) % len(people)]

    return guess


ATTACKS: dict[str, Guess] = {
    "order of accounts": by_place("participants_participant", "id"),
    "order of attendances": by_place("dialogue_sessions_attendance", "participant_id"),
    "order of mailings": by_place("participants_mailing", "participant_id"),
    "first sign-in first": by_last_login(False),
    "last sign-in first": by_last_login(True),
    "order of keys": by_key("id"),
    "order of markers": by_key("marker"),
    "plain hash": by_hash(lambda _secret, value: hashlib.sha256(value).hexdigest()),
    "keyed with the secret of the output": by_hash(
        lambda secret, value: hmac.new(secret, value, hashlib.sha256).hexdigest()
    ),
    "keyed as Django does, with an empty key": by_hash(
        lambda _secret, value: hmac.new(
            hashlib.sha256(b"sessions.objections").digest(), value, hashlib.sha256
        ).hexdigest()
    ),
}


class WhoObjectedTest(DoorTestCase):
    """The attacker guesses, again and again, and is right as often as a die."""

    def test_no_order_time_or_key_tells_who_objected(self) -> None:
        chance = random.Random(7)  # noqa: S311  a fixed order, not a secret
        output = self.in_review()
        readers = self.readers_with_accounts(output)
        hits: Counter[str] = Counter()
        tries = 0
        for _ in range(SIMULATIONS):
            Objection.objects.all().delete()
            # Of one output each reader has one marker: sixty guesses at it would be one guess.
            output.objection_secret = new_public_id()
            output.save(update_fields=["objection_secret"])
            truth: dict[str, int] = {}
            for reader in chance.sample(readers, READERS):
                self.signs_in(reader)
                if len(truth) < 4:
                    objection = raise_objection(
                        output=output, participant=reader, passage=Passage.TITLE
                    )
                    truth[objection.pk] = reader.pk
            tables = dump()
            people = sorted(reader.pk for reader in readers)
            for row in tables["dialogue_sessions_objection"]:
                tries += 1
                for name, attack in ATTACKS.items():
                    hits[name] += attack(tables, row, people) == truth[row["id"]]
        assert tries == 4 * SIMULATIONS
        expected = tries / len(readers)
        # five standard deviations: a right guess is a coin that falls one time in twelve
        bound = expected + 5 * (expected * (1 - 1 / len(readers))) ** 0.5
        assert {name: count for name, count in hits.items() if count > bound} == {}

    def test_the_attack_finds_who_it_is_where_rows_are_simply_appended(self) -> None:
        """Or the test above would be green with an attacker who cannot guess."""
        output = self.in_review()
        people = [reader.pk for reader in self.readers_with_accounts(output)]
        Objection.objects.all().delete()
        truth = {}
        # in the order in which the people lie in their table: an update has moved some of them
        for person in [row["id"] for row in dump()["participants_participant"]]:
            if person in people:
                row = Objection.objects.create(
                    output=output, passage=Passage.TITLE, marker=f"{person:064x}"
                )
                truth[row.pk] = person
        assert len(truth) == len(people)
        tables = dump()
        attack = ATTACKS["order of accounts"]
        right = [
            attack(tables, row, people) == truth[row["id"]]
            for row in tables["dialogue_sessions_objection"]
        ]
        assert all(right)

    def readers_with_accounts(self, output: Output) -> list[Participant]:
        readers = list(present_people(output.session).order_by("pk"))[:12]
        for reader in readers:
            if reader.user is None:
                reader.user = User.objects.create_user(f"reader-{reader.pk}@example.org")
                reader.save()
        return readers

    def signs_in(self, reader: Participant) -> None:
        assert reader.user is not None
        Client().force_login(reader.user)
