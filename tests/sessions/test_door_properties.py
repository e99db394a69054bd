"""No order of actions gets past the door what should not pass it."""

import contextlib
import datetime
import random
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction
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
    locked,
    present_people,
    return_to_draft,
    submit_for_review,
    text_changed,
    write_output,
)
from sessions.enums import DecisionAction, Outcome, OutputStatus, Passage
from sessions.models import AgendaItem, Decision, NamingConsent, Objection, Output, Statement
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
FURTHER = "Wer Daten erhebt, sollte sagen, wann er sie löscht."
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
                "write further",
                "write harmless",
                "label one person",
                "label ministries",
                "label participants",
                "write a lead",
                "take the lead out",
                "wait",
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


Seen = tuple[str, str, str]
"""A passage as readers see it: German, English, label."""


def seen_as(statement: Statement) -> Seen:
    label = "participants" if statement.label == "person" else statement.label
    return (statement.text_de or "", statement.text_en or "", label)


def seen_in(output: Output) -> set[Seen]:
    """Return every passage of a text."""
    seen = {seen_as(statement) for statement in output.statements.all()}
    seen.add((output.title_de or "", output.title_en or "", ""))
    if output.lead_de or output.lead_en:
        seen.add((output.lead_de or "", output.lead_en or "", ""))
    return seen


class World:
    """One text with its corrections, the people around it, and a calendar."""

    def __init__(self, users: dict[str, User], *, alone: bool = True) -> None:
        self.users = users
        self.is_alone = alone
        self.outputs = [draft(users["rapporteur"])]
        self.today = START
        self.readers = list(present_people(self.output.session).order_by("pk")[:3])
        self.lying: dict[tuple[int, Seen], datetime.date] = {}
        self.read: set[tuple[int, Seen]] = set()
        self.objected: dict[str, tuple[int, Seen]] = {}
        self.to_be_changed: set[tuple[int, Seen]] = set()

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
            "write further": lambda: self.write(text_de=FURTHER),
            "label one person": lambda: self.write(label="sector:academia"),
            "label ministries": lambda: self.write(label="sector:federal_ministry"),
            "label participants": lambda: self.write(label="participants"),
            "write a lead": lambda: self.write_lead("Ein Befund.", "A finding."),
            "take the lead out": lambda: self.write_lead("", ""),
            "wait": self.wait,
        }
        with contextlib.suppress(Refused):
            steps[action]()
        if self.is_alone:
            self.let_read()

    def act_all(self, actions: list[tuple[str, str]]) -> None:
        """Do one thing after the other."""
        for action, role in actions:
            self.act(action, role)

    def write(self, **changes: str) -> None:
        """Change the statement as its page would, or in any other state as a shell could."""
        self.output.statements.update(**changes)
        self.saved()

    def write_lead(self, german: str, english: str) -> None:
        """Write the lead, or take it out: a passage that may be missing."""
        Output.objects.filter(pk=self.output.pk).update(lead_de=german, lead_en=english)
        self.saved()

    def saved(self) -> None:
        if self.output.is_editable:
            text_changed(output=self.output, by=self.users["rapporteur"], today=self.today)

    def let_read(self) -> None:
        """Keep book, in another way than the project does, of what was read for all the days.

        ``lying`` holds since when a passage has lain before the readers without a break, ``read``
        what once did so for more than the days of the review.
        """
        days = datetime.timedelta(days=self.output.session.round.review_days)
        now = {
            (output.pk, seen)
            for output in Output.objects.filter(
                pk__in=[each.pk for each in self.outputs],
                status__in=(OutputStatus.IN_REVIEW, OutputStatus.CLEARED),
            )
            for seen in seen_in(output)
        }
        self.lying = {place: self.lying.get(place, self.today) for place in now}
        self.read |= {place for place, since in self.lying.items() if self.today > since + days}

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
            with transaction.atomic():
                self.object_to(each)

    def object_to(self, output: Output) -> None:
        """Object to the statement, and remember which words that were."""
        output = locked(output)  # as the page does: it may be released meanwhile
        statement = output.statements.all()[0]
        objecting: dict[str, Any] = {
            "output": output,
            "participant": self.readers[1],
            "passage": Passage.STATEMENT,
            "statement": statement,
        }
        with contextlib.suppress(Refused):
            if output.status == OutputStatus.PUBLISHED:
                objection = object_to_released(today=self.today, **objecting)
            else:
                objection = raise_objection(**objecting)
            self.objected[objection.pk] = (output.pk, seen_as(statement))

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
                    if self.is_alone and outcome == Outcome.CHANGED:
                        self.changed(output, objection)

    def changed(self, output: Output, objection: Objection) -> None:
        """Check that what was settled as changed is: at once, or what is out at the door."""
        place = self.objected.get(objection.pk)
        if place is None:
            return  # hidden by the door itself
        self.to_be_changed.add(place)
        if output.status != OutputStatus.PUBLISHED:
            assert place[1] not in seen_in(output)

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
        texts = {before.pk, before.corrects_id}
        for seen in seen_in(before):
            assert self.was_read(before, seen)
            assert not any((pk, seen) in self.to_be_changed for pk in texts)
        self.to_be_changed = {place for place in self.to_be_changed if place[0] not in texts}
        for row, statement in zip(
            publication.statements.all(), before.statements.all(), strict=True
        ):
            assert row.is_named == (statement.label == "person")
            if row.is_named:
                assert statement.consent.given_on is not None
                assert statement.consent.text_hash == statement.text_hash
                assert row.label_de == self.readers[0].full_name

    def was_read(self, output: Output, seen: "Seen", *, whatever_label: bool = False) -> bool:
        """Whether these words lay before the readers: as they are, or under what tells more."""
        whatever_label |= seen[2] == "participants"
        return any(
            pk == output.pk and known[:2] == seen[:2] and (whatever_label or known == seen)
            for pk, known in self.read
        )

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
            for row in rows:
                words = (row.text_de or "", row.text_en or "", "")
                # two at once keep no book
                assert not self.is_alone or self.was_read(output, words, whatever_label=True)
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
    "a draft changed on the last day": [
        *READ[:2],
        ("write further", "rapporteur"),
        ("wait", "rapporteur"),
    ],
    "a draft objected to": [("submit", "rapporteur"), ("object", "reviewer")],
    "a hidden passage to be corrected": [
        *OUT,
        ("object", "reviewer"),
        ("settle: changed", "reviewer"),
        ("correct", "rapporteur"),
    ],
}
"""Where a random order of actions begins: from a bare draft it would seldom get far."""

ENDING = [("settle: changed", "reviewer"), ("clear", "reviewer"), ("publish", "reviewer")]
"""How each ends: whatever state was reached, somebody knocks."""


class DoorPropertiesTest(DemoTestCase, HypothesisTestCase):
    @settings(max_examples=80, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(sorted(BEGINNINGS)), ACTIONS)
    def test_whatever_is_done_in_whatever_order(
        self, beginning: str, actions: list[tuple[str, str]]
    ) -> None:
        world = World({role: self.user(role) for role in ("rapporteur", "reviewer", "convener")})
        for action, role in [*BEGINNINGS[beginning], *actions, *ENDING]:
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
            "a draft changed on the last day": ("in_review", False),
            "a draft objected to": ("in_review", False),
            "a hidden passage to be corrected": ("draft", False),
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
