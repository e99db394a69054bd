"""What those who were there read of an output, passage by passage, and what they can say to it.

Of a draft they read what the public would; of a released text, what the public does. Whose name
is asked for or agreed to in a draft shows to that person alone: until it is out, a statement
that may carry a name stands under the widest label, so that a 'no' changes nothing anybody sees.
"""

import datetime
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from participants.models import Participant
from rounds.models import PublicationStatement
from sessions.chatham_house.scanner import LANGUAGES
from sessions.consents import consents_of
from sessions.drafting import locked
from sessions.enums import Outcome, OutputStatus, Passage
from sessions.labels import PARTICIPANTS, LabelWords
from sessions.models import NamingConsent, Objection, Output, Statement
from sessions.objections import objections_of, raise_objection
from sessions.publishing import object_to_released
from sessions.refusals import Refusal, Refused

PASSAGE_KEY = re.compile(r"title|lead|statement-[1-9][0-9]{0,3}")
"""How a passage is called in addresses and forms: no id, and no word of it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in an output a passage stands; ``wording`` is a hash over its words in both languages.

    ``number`` counts the statements in reading order and is 0 for the title and the lead.
    """

    passage: Passage
    wording: str
    number: int = 0
    statement: Statement | None = None

    @property
    def key(self) -> str:
        """How addresses and forms call it: ``title``, ``lead``, ``statement-3``."""
        return f"statement-{self.number}" if self.number else self.passage.value


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """A passage as one person reads it; one that is hidden at present has no words.

    ``objection`` is that person's own and ``consent`` too; nobody else's is ever here.
    """

    place: Place
    texts: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    is_named: bool = False
    objection: Objection | None = None
    consent: NamingConsent | None = None
    is_hidden: bool = False


def readable_outputs(participant: Participant) -> QuerySet[Output]:
    """Return what somebody may read, each with ``has_hidden``: whether a passage is hidden now."""
    hiding = Objection.objects.filter(output=OuterRef("pk")).exclude(outcome=Outcome.KEPT)
    return (
        Output.objects.for_reader(participant)
        .select_related("session__round", "publication")
        .annotate(has_hidden=Q(status=OutputStatus.PUBLISHED) & Exists(hiding))
        .order_by("review_ends_on", "public_id")
    )


def places_in(output: Output) -> dict[str, Place]:
    """Return the passages of an output by key, in reading order."""
    places = []
    for passage in (Passage.TITLE, Passage.LEAD):
        texts = [getattr(output, f"{passage.value}_{language}") or "" for language in LANGUAGES]
        if any(texts) or passage == Passage.TITLE:
            wording = hashlib.sha256("\x00".join(texts).encode()).hexdigest()
            places.append(Place(passage, wording))
    places += [
        Place(Passage.STATEMENT, statement.text_hash, number, statement)
        for number, statement in enumerate(output.statements.all(), start=1)
    ]
    return {place.key: place for place in places}


def passages_read(output: Output, participant: Participant) -> list[ReadPassage]:
    """Return an output as this person reads it now. A bounded number of queries."""
    objections = objections_of(output, participant)
    consents = {
        consent.statement_id: consent
        for consent in consents_of(participant).filter(statement__output=output)
    }
    is_released = output.status == OutputStatus.PUBLISHED
    released = _released_statements(output) if is_released else {}
    words = None if is_released else LabelWords()
    passages = []
    for place in places_in(output).values():
        statement = place.statement
        labels: Mapping[str, str] = {}
        is_named = False
        if statement is None:
            texts = _texts(output.publication if is_released else output, place.passage.value)
        elif words is None:
            frozen = released.get(place.number)
            texts = _texts(frozen, "text")
            labels = _texts(frozen, "label")
            is_named = frozen is not None and frozen.is_named
        else:
            texts = _texts(statement, "text")
            labels = _words_of(statement, words)
        passages.append(
            ReadPassage(
                place,
                texts=texts,
                labels=labels,
                is_named=is_named,
                is_hidden=is_released and not texts,
                objection=objections.get(
                    f"statement-{statement.pk}" if statement else place.passage.value
                ),
                consent=consents.get(statement.pk) if statement else None,
            )
        )
    return passages


def _released_statements(output: Output) -> dict[int, PublicationStatement]:
    """Return what is public of the statements, by their number: a hidden one leaves a gap."""
    publication = output.publication
    assert publication is not None
    return {statement.position: statement for statement in publication.statements.all()}


def _texts(row: object, name: str) -> dict[str, str]:
    """Return the words of a row in both languages; nothing where it has none."""
    texts = {language: getattr(row, f"{name}_{language}", "") or "" for language in LANGUAGES}
    return texts if any(texts.values()) else {}


def _words_of(statement: Statement, words: LabelWords) -> dict[str, str]:
    if statement.label == "person":
        return PARTICIPANTS
    return {language: words(statement.label, language) for language in LANGUAGES}


@transaction.atomic
def object_to_passage(
    *,
    output: Output,
    participant: Participant,
    key: str,
    wording: str,
    text: str,
    today: datetime.date,
) -> Objection:
    """Record that a passage gives somebody away; on a released text it is hidden at once.

    ``wording`` is that of the page the person read: where the words were changed meanwhile, or
    the statements put in another order, they mean something else. Raises ``Refused`` then, and
    like ``raise_objection``.
    """
    output = locked(output)
    place = places_in(output).get(key)
    if place is None or place.wording != wording:
        raise Refused([Refusal("review.no_passage")])
    if output.status == OutputStatus.PUBLISHED:
        return object_to_released(
            output=output,
            participant=participant,
            passage=place.passage,
            statement=place.statement,
            text=text,
            today=today,
        )
    return raise_objection(
        output=output,
        participant=participant,
        passage=place.passage,
        statement=place.statement,
        text=text,
    )
