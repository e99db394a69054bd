"""No order of actions gets past the door what should not pass it."""

import contextlib
import datetime
import random
import threading
from collections.abc import Callable
from functools import partial
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
from sessions.consents import ask_consent, decline_consent, give_consent
from sessions.corrections import start_correction
from sessions.drafting import (
    RELEASE_RIGHT,
    clear_output,
    present_people,
    return_to_draft,
    submit_for_review,
    write_output,
)
from sessions.enums import DecisionAction, Outcome, OutputStatus, Passage
from sessions.models import AgendaItem, Decision, NamingConsent, Objection, Output
from sessions.objections import raise_objection, settle_objection
from sessions.publishing import (
    object_to_released,
    publish,
    settle_released,
    withdraw,
    withdraw_consent,
)
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
                "correct",
                "object",
                "settle: changed",
                "settle: stays",
                "ask",
                "agree",
                "decline",
                "take back",
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
    max_size=30,
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
    """One text with its corrections, the people around it, and a calendar."""

    def __init__(self, users: dict[str, User], *, alone: bool = True) -> None:
        self.users = users
        self.is_alone = alone
        self.outputs = [draft(users["rapporteur"])]
        self.today = START
        self.readers = list(present_people(self.output.session).order_by("pk")[:3])

    @property
    def output(self) -> Output:
        """The newest of the outputs, as it stands now."""
        return Output.objects.to_assess().get(pk=self.outputs[-1].pk)

    def act(self, action: str, role: str) -> None:
        """Do what somebody does; what is refused changes nothing."""
        by, today, output = self.users[role], self.today, self.output
        steps: dict[str, Callable[[], Any]] = {
            "submit": lambda: submit_for_review(output=output, by=by, today=today),
            "return": lambda: return_to_draft(output=output, by=by, today=today),
            "clear": lambda: clear_output(output=output, by=by, today=today),
            "publish": lambda: self.knock(by),
            "withdraw": lambda: withdraw(output=output, by=by, note="x", today=today),
            "correct": lambda: self.outputs.append(start_correction(output=output, by=by)),
            "object": self.object,
            "settle: changed": lambda: self.settle(by, Outcome.CHANGED),
            "settle: stays": lambda: self.settle(by, Outcome.KEPT),
            "ask": lambda: ask_consent(
                output=output,
                statement_id=output.statements.all()[0].pk,
                participant=self.readers[0],
                today=today,
            ),
            "agree": lambda: self.with_consents(
                lambda consent: give_consent(
                    consent=consent,
                    participant=self.readers[0],
                    text_hash=consent.statement.text_hash,
                    today=today,
                )
            ),
            "decline": lambda: self.with_consents(
                lambda consent: decline_consent(consent=consent, participant=self.readers[0])
            ),
            "take back": lambda: self.with_consents(
                lambda consent: withdraw_consent(
                    consent=consent, participant=self.readers[0], today=today
                )
            ),
            "write harmless": lambda: self.write(text_de=HARMLESS),
            "write leak": lambda: self.write(text_de=LEAK),
            "write mention": lambda: self.write(text_de=MENTION),
            "label one person": lambda: self.write(label="sector:academia"),
            "label participants": lambda: self.write(label="participants"),
            "wait": self.wait,
        }
        with contextlib.suppress(Refused):
            steps[action]()

    def act_all(self, actions: list[tuple[str, str]]) -> None:
        """Do one thing after the other."""
        for action, role in actions:
            self.act(action, role)

    def write(self, **changes: str) -> None:
        """Change the statement as somebody with a shell could: in every state."""
        self.output.statements.update(**changes)

    def wait(self) -> None:
        self.today += datetime.timedelta(days=5)

    def with_consents(self, step: Callable[[NamingConsent], Any]) -> None:
        """Take a step about every consent there is to these texts."""
        for output in self.outputs:
            for consent in NamingConsent.objects.filter(statement__output=output):
                with contextlib.suppress(Refused):
                    step(consent)

    def object(self) -> None:
        """Let somebody object to the words as they are, in whatever text is open to them."""
        for each in self.outputs:
            output = Output.objects.get(pk=each.pk)
            objecting = {
                "output": output,
                "participant": self.readers[1],
                "passage": Passage.STATEMENT,
                "statement": output.statements.all()[0],
            }
            with contextlib.suppress(Refused):
                if output.status == OutputStatus.PUBLISHED:
                    object_to_released(today=self.today, **objecting)
                else:
                    raise_objection(**objecting)

    def settle(self, by: User, outcome: Outcome) -> None:
        for output in Output.objects.filter(pk__in=[each.pk for each in self.outputs]):
            for objection in output.objections.filter(outcome=Outcome.OPEN):
                step = (
                    settle_released if output.status == OutputStatus.PUBLISHED else settle_objection
                )
                with contextlib.suppress(Refused):
                    step(
                        output=output,
                        objection_id=objection.pk,
                        outcome=outcome,
                        answer="x",
                        by=by,
                        today=self.today,
                    )

    def knock(self, by: User) -> None:
        """Try to release, and check that whatever passes was allowed to."""
        before = self.output
        if not self.is_alone:
            # what stood before may have been changed by the other
            publish(output=before, by=by, today=self.today)
            return
        clearance = assess_output(before)
        objected = Objection.objects.filter(
            output__in=[before.pk, before.corrects_id or 0], outcome=Outcome.OPEN
        ).exists()
        publication = publish(output=before, by=by, today=self.today)
        assert before.status == OutputStatus.CLEARED
        assert by.pk != before.author_id
        assert by.has_perm(RELEASE_RIGHT)
        assert before.review_ends_on is not None
        assert self.today > before.review_ends_on
        assert not objected
        assert clearance.is_clear
        frozen = [(row.text_de, row.text_en) for row in publication.statements.all()]
        assert frozen == [(row.text_de, row.text_en) for row in before.statements.all()]
        assert LEAK not in str(frozen)
        for row, statement in zip(
            publication.statements.all(), before.statements.all(), strict=True
        ):
            assert row.is_named == (statement.label == "person")
            if row.is_named:
                assert statement.consent.given_on is not None
                assert statement.consent.text_hash == statement.text_hash
                assert row.label_de == self.readers[0].full_name

    def check(self) -> None:
        """Assert what holds after whatever was done."""
        outputs = list(Output.objects.filter(pk__in=[each.pk for each in self.outputs]))
        holders = [output for output in outputs if output.publication_id is not None]
        assert len(holders) <= 1
        for output in outputs:
            is_out = output.status in (OutputStatus.PUBLISHED, OutputStatus.WITHDRAWN)
            assert (output.publication is not None) == is_out
            if output.publication is None:
                continue
            rows = list(output.publication.statements.all())
            assert output.publication.is_withdrawn == (not rows)
            if output.status == OutputStatus.WITHDRAWN:
                assert not rows
            assert LEAK not in str([(row.text_de, row.text_en) for row in rows])
            hidden = output.objections.exclude(outcome=Outcome.KEPT)
            assert not (rows and hidden.exists())
            named = [row for row in rows if row.is_named]
            agreed = NamingConsent.objects.filter(statement__output=output, given_on__isnull=False)
            assert not named or agreed.exists()


READ = [("submit", "rapporteur"), ("wait", "rapporteur"), ("wait", "rapporteur")]
OUT = [*READ, ("clear", "reviewer"), ("publish", "reviewer")]
BEGINNINGS = {
    "a draft": [],
    "a draft that was read": READ,
    "a publication": OUT,
    "a publication with a name": [("ask", "rapporteur"), ("agree", "rapporteur"), *OUT],
    "a correction": [*OUT, ("correct", "rapporteur"), *READ, ("clear", "reviewer")],
}
"""Where a random order of actions begins: from a bare draft it would seldom get far."""


class DoorPropertiesTest(DemoTestCase, HypothesisTestCase):
    @settings(max_examples=80, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(sorted(BEGINNINGS)), ACTIONS)
    def test_whatever_is_done_in_whatever_order(
        self, beginning: str, actions: list[tuple[str, str]]
    ) -> None:
        world = World({role: self.user(role) for role in ("rapporteur", "reviewer", "convener")})
        for action, role in [*BEGINNINGS[beginning], *actions]:
            world.act(action, role)
            world.check()

    def test_every_beginning_is_reached(self) -> None:
        """Or the test above would be green with a door that is always shut."""
        reached = {}
        for name, actions in BEGINNINGS.items():
            world = World({role: self.user(role) for role in ("rapporteur", "reviewer")})
            for action, role in actions:
                world.act(action, role)
            first = Output.objects.get(pk=world.outputs[0].pk)
            named = bool(
                first.publication and first.publication.statements.filter(is_named=True).exists()
            )
            reached[name] = (str(world.output.status), named)
        assert reached == {
            "a draft": ("draft", False),
            "a draft that was read": ("in_review", False),
            "a publication": ("published", False),
            "a publication with a name": ("published", True),
            "a correction": ("cleared", False),
        }


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

    @pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer")
    def test_two_at_once_leave_one_consistent_state_two_hundred_times(self) -> None:
        put_demo()
        User.objects.filter(email__in=ROLES.values()).update(is_superuser=True)
        users = {
            role: User.objects.get(email=ROLES[role])
            for role in ("rapporteur", "reviewer", "convener")
        }
        chance = random.Random(20)  # noqa: S311  a fixed order, not a secret
        kinds = ["clear", "publish", "withdraw", "correct", "object", "settle: stays"]
        kinds += ["settle: changed", "ask", "agree", "take back", "return", "submit"]
        ended_in = set()
        for _ in range(200):
            world = World(users, alone=False)
            for action, role in BEGINNINGS[chance.choice(sorted(BEGINNINGS))]:
                world.act(action, role)
            steps = [
                [(chance.choice(kinds), chance.choice(sorted(users))) for _ in range(4)]
                for _ in range(2)
            ]
            at_once(*(partial(world.act_all, mine) for mine in steps))
            world.check()
            ended_in |= set(
                Output.objects.filter(pk=world.output.pk).values_list("status", flat=True)
            )
        assert ended_in == {status.value for status in OutputStatus} - {"superseded"}


def at_once(*steps: Callable[[], Any]) -> list[str]:
    """Take the steps at the same time, each with a connection of its own."""
    barrier = threading.Barrier(len(steps))
    outcomes: list[str] = []
    failures: list[BaseException] = []

    def take(step: Callable[[], Any]) -> None:
        try:
            barrier.wait()
            step()
            outcomes.append("done")
        except Refused:
            outcomes.append("refused")
        except BaseException as failure:  # a thread's own would only be printed
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=(step,)) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    return outcomes
