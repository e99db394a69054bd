"""No order of actions gets past the door what should not pass it."""

import contextlib
import datetime
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisTestCase

from participants.models import User
from rounds.models import Publication
from sessions.assessment import assess_output
from sessions.drafting import (
    RELEASE_RIGHT,
    clear_output,
    return_to_draft,
    settle_objection,
    submit_for_review,
    write_output,
)
from sessions.enums import DecisionAction, OutputStatus
from sessions.models import AgendaItem, Decision, Objection, Output
from sessions.publishing import publish, withdraw
from sessions.refusals import Refused
from tests.cast import ROLES, DemoTestCase
from tests.support.demo import put_demo

START = datetime.date(2021, 11, 1)
HARMLESS = "Register sollten ein Ende haben, bevor sie einen Anfang haben."
LEAK = "Petrova warb dafür, Register mit einem Ende zu planen."
MENTION = "Zu prüfen wäre, ob sich das aus dem Haushalt des BAMF fördern ließe."

ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "submit",
                "return",
                "clear",
                "publish",
                "publish",
                "withdraw",
                "object",
                "settle",
                "write harmless",
                "write leak",
                "write mention",
                "label one person",
                "label participants",
                "wait",
            ]
        ),
        st.sampled_from(["rapporteur", "reviewer", "convener"]),
    ),
    max_size=25,
)


def draft(author: User) -> Output:
    """Return a harmless draft of the last session of 2021."""
    part = AgendaItem.objects.get(session__title_de="Gestalten statt nachsteuern", position=2)
    return write_output(
        session=part.session,
        author=author,
        parts=[part],
        kind="finding",
        title_de="Was ein Ende braucht",
        title_en="What needs an end",
        statements=[{"text_de": HARMLESS, "text_en": "Registers should have an end."}],
    )


class World:
    """One output, the people around it, and a calendar."""

    def __init__(self, users: dict[str, User]) -> None:
        self.users = users
        self.output = draft(users["rapporteur"])
        self.today = START

    def act(self, action: str, role: str) -> None:
        """Do what somebody does; what is refused changes nothing."""
        by, today = self.users[role], self.today
        steps: dict[str, Callable[[], Any]] = {
            "submit": lambda: submit_for_review(output=self.output, by=by, today=today),
            "return": lambda: return_to_draft(output=self.output, by=by, today=today),
            "clear": lambda: clear_output(output=self.output, by=by, today=today),
            "publish": lambda: self.knock(by),
            "withdraw": lambda: withdraw(output=self.output, by=by, note="x", today=today),
            "object": lambda: Objection.objects.create(output=self.output),
            "settle": lambda: self.settle(by),
            "write harmless": lambda: self.write(text_de=HARMLESS),
            "write leak": lambda: self.write(text_de=LEAK),
            "write mention": lambda: self.write(text_de=MENTION),
            "label one person": lambda: self.write(label="sector:academia"),
            "label participants": lambda: self.write(label="participants"),
            "wait": self.wait,
        }
        with contextlib.suppress(Refused):
            steps[action]()

    def write(self, **changes: str) -> None:
        """Change the statement as somebody with a shell could: in every state."""
        self.output.statements.update(**changes)

    def wait(self) -> None:
        self.today += datetime.timedelta(days=5)

    def settle(self, by: User) -> None:
        for objection in self.output.objections.filter(is_open=True):
            settle_objection(output=self.output, objection_id=objection.pk, by=by, today=self.today)

    def knock(self, by: User) -> None:
        """Try to release, and check that whatever passes was allowed to."""
        before = Output.objects.to_assess().get(pk=self.output.pk)
        clearance = assess_output(before)
        publication = publish(output=self.output, by=by, today=self.today)
        assert before.status == OutputStatus.CLEARED
        assert by.pk != before.author_id
        assert by.has_perm(RELEASE_RIGHT)
        assert before.review_ends_on is not None
        assert self.today > before.review_ends_on
        assert not before.objections.filter(is_open=True).exists()
        assert clearance.is_clear
        frozen = [(row.text_de, row.text_en) for row in publication.statements.all()]
        assert frozen == [(row.text_de, row.text_en) for row in before.statements.all()]
        assert LEAK not in str(frozen)


class DoorPropertiesTest(DemoTestCase, HypothesisTestCase):
    @settings(max_examples=60, suppress_health_check=list(HealthCheck))
    @given(ACTIONS)
    def test_whatever_is_done_in_whatever_order(self, actions: list[tuple[str, str]]) -> None:
        world = World({role: self.user(role) for role in ("rapporteur", "reviewer", "convener")})
        for action, role in actions:
            world.act(action, role)
            output = Output.objects.get(pk=world.output.pk)
            is_out = output.status in (OutputStatus.PUBLISHED, OutputStatus.WITHDRAWN)
            assert (output.publication is not None) == is_out
            if output.publication is not None:
                is_withdrawn = output.status == OutputStatus.WITHDRAWN
                assert output.publication.is_withdrawn == is_withdrawn
                assert output.publication.statements.exists() != is_withdrawn

    def test_the_straight_way_is_open(self) -> None:
        """Or the test above would be green with a door that is always shut."""
        world = World({role: self.user(role) for role in ("rapporteur", "reviewer")})
        for action, role in (
            ("submit", "rapporteur"),
            ("wait", "rapporteur"),
            ("wait", "rapporteur"),
            ("clear", "reviewer"),
            ("publish", "reviewer"),
        ):
            world.act(action, role)
        world.output.refresh_from_db()
        assert world.output.status == OutputStatus.PUBLISHED


class AtTheSameTimeTest(TransactionTestCase):
    """Two people press at once; on SQLite writers stand in a queue anyway."""

    @pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer")
    def test_two_releases_at_once_are_one_publication(self) -> None:
        put_demo()
        # whatever an earlier test left of the groups
        User.objects.filter(email__in=ROLES.values()).update(is_superuser=True)
        author = User.objects.get(email=ROLES["rapporteur"])
        reviewers = [User.objects.get(email=ROLES[role]) for role in ("reviewer", "convener")]
        later = START + datetime.timedelta(days=30)
        for _ in range(5):
            output = draft(author)
            submit_for_review(output=output, by=author, today=START)
            clear_output(output=output, by=reviewers[0], today=later)
            before = Publication.objects.count()
            outcomes = at_once(
                *(
                    lambda by=by, output=output: publish(output=output, by=by, today=later)
                    for by in reviewers
                )
            )
            assert sorted(outcomes) == ["done", "refused"]
            assert Publication.objects.count() == before + 1
            released = Decision.objects.filter(output=output, action=DecisionAction.PUBLISHED)
            assert released.count() == 1


def at_once(*steps: Callable[[], Any]) -> list[str]:
    """Take the steps at the same time, each with a connection of its own."""
    barrier = threading.Barrier(len(steps))
    outcomes: list[str] = []

    def take(step: Callable[[], Any]) -> None:
        try:
            barrier.wait()
            step()
            outcomes.append("done")
        except Refused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=(step,)) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
