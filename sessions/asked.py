"""What is asked of one person: invitations, drafts to read, wordings to agree to, what is hidden.

Nobody is reminded of what they did not do: whether somebody has read a draft is not recorded, so
a draft is listed for everybody who was there until it is released.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.db.models import Q

from participants.models import Participant
from sessions.consents import consents_of
from sessions.enums import OutputStatus, Reply
from sessions.models import NamingConsent, Output, Session
from sessions.objections import is_under_review
from sessions.reading import readable_outputs
from sessions.replies import is_answerable


class Standing(StrEnum):
    """How a question about somebody's name stands."""

    ASKED = "asked"
    """Not answered yet."""
    CHANGED = "changed"
    """Agreed to, and the wording was changed since: the consent does not hold any more."""
    GIVEN = "given"
    """Agreed to exactly this wording."""
    UNUSED = "unused"
    """The statement stands under a group at present, so the name is not used."""


def standing_of(consent: NamingConsent) -> Standing:
    """Return how a question stands, whatever the text has become in the meantime."""
    if consent.statement.label != "person":
        return Standing.UNUSED
    if consent.given_on is None:
        return Standing.ASKED
    is_same = consent.text_hash == consent.statement.text_hash
    return Standing.GIVEN if is_same else Standing.CHANGED


@dataclass(frozen=True, slots=True)
class Question:
    """A question about one's name, and how it stands."""

    consent: NamingConsent
    standing: Standing

    @property
    def waits(self) -> bool:
        """Whether an answer is still wanted."""
        return self.standing in (Standing.ASKED, Standing.CHANGED)


def questions_to(participant: Participant) -> list[Question]:
    """Return what somebody was asked or agreed to. One query."""
    return [Question(consent, standing_of(consent)) for consent in consents_of(participant)]


@dataclass(frozen=True, slots=True)
class Asked:
    """What waits for one person; false where nothing does."""

    drafts: tuple[Output, ...] = ()
    questions: tuple[Question, ...] = ()
    hidden: tuple[Output, ...] = ()
    invitations: tuple[Session, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.drafts or self.questions or self.hidden or self.invitations)


def unanswered(sessions: Iterable[Any], now: datetime.datetime) -> tuple[Session, ...]:
    """Return the sessions that want an answer, the next one first; each knows one's ``reply``."""
    found = [row for row in sessions if row.reply == Reply.NONE and is_answerable(row, now)]
    return tuple(sorted(found, key=lambda row: row.starts_at))


def asked_of(participant: Participant, invitations: tuple[Session, ...] = ()) -> Asked:
    """Return what waits for somebody in all their sessions. Two queries.

    ``invitations`` are the :func:`unanswered` ones among them.
    """
    outputs = readable_outputs(participant).filter(
        ~Q(status=OutputStatus.PUBLISHED) | Q(has_hidden=True)
    )
    found = _sorted(outputs, questions_to(participant))
    return replace(found, invitations=invitations)


def asked_in(session: Session, participant: Participant, outputs: Iterable[Output]) -> Asked:
    """Return what waits for somebody in one session, whose outputs these are. One query."""
    return _sorted(
        outputs,
        [
            question
            for question in questions_to(participant)
            if question.consent.statement.output.session_id == session.pk
        ],
    )


def _sorted(outputs: Iterable[Output], questions: Iterable[Question]) -> Asked:
    outputs = list(outputs)
    return Asked(
        drafts=tuple(output for output in outputs if is_under_review(output)),
        questions=tuple(question for question in questions if question.waits),
        hidden=tuple(output for output in outputs if getattr(output, "has_hidden", False)),
    )
