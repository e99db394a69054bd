"""What may show after all: which texts to everybody and which to some, each with a reason.

Worked out from the tables, not from the querysets of the pages: see the package.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from msg.exposure.folding import fold, pieces
from msg.exposure.needles import PEOPLE, Key, Kind
from msg.exposure.rights import BOX, INVITED, OWN, READER
from participants.models import Organisation, Participant
from rounds.models import (
    GuidingQuestion,
    Initiative,
    LegalPage,
    Partner,
    Publication,
    PublicationStatement,
    Round,
    SessionNotice,
)
from sessions.assessment import assess_output
from sessions.chatham_house.findings import Kind as FindingKind
from sessions.chatham_house.scanner import LANGUAGES
from sessions.enums import RegimeChoice
from sessions.models import Contribution, Output, Session, Statement
from sessions.rosters import roster_of

EVERYTHING = frozenset(Kind)
SUBJECTS = EVERYTHING - PEOPLE - {Kind.NEVER_NAMED, Kind.RANDOM}
"""What a text of the public record may speak of: everything but people and what is secret."""
ROOM = EVERYTHING - {Kind.PLACE, Kind.RANDOM}
"""What a text for those invited may speak of; where to meet is for those who come."""
WORDS = SUBJECTS - {Kind.ORGANISATION}
"""What a released text may repeat: words of its draft; organisations where they were judged."""

FACT = "a fact of the public record"
RELEASED = "the words of a released text"
JUDGED = "mentioned in a released text, judged at its release"
NOT_OF_THE_ROOM = "mentioned in a released text, and nobody sat there for it"
ON_RECORD = "said on the record"
CONSENT = "named by own consent to this wording"
PAPER = "in a paper of a session they were invited to"

SHORTENED = range(90, 201)
"""Characters; a description may hold the beginning of a lead."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that may stand in an answer, and which needles are covered where they lie within.

    ``requires`` is the record somebody has to be allowed to see; ``beside`` are the texts of which
    one has to stand in the same answer: a name is agreed to for one wording.
    """

    pattern: str
    reason: str
    kinds: frozenset[Kind] = frozenset()
    keys: frozenset[Key] = frozenset()
    requires: Key | None = None
    beside: frozenset[str] = frozenset()


def all_passages() -> list[Passage]:
    """Return every text that may stand in an answer, for everybody or for those it is theirs."""
    found = [*_facts(), *_released(), *_of_the_room(), *_own_words()]
    return list(dict.fromkeys(passage for passage in found if passage.pattern.strip()))


def _facts() -> Iterator[Passage]:
    for model, kinds in (
        (Initiative, EVERYTHING - {Kind.NEVER_NAMED}),
        (Partner, EVERYTHING - {Kind.NEVER_NAMED}),
        # the law wants somebody named there
        (LegalPage, EVERYTHING - {Kind.NEVER_NAMED}),
        (Round, SUBJECTS),
        (GuidingQuestion, SUBJECTS),
        (SessionNotice, SUBJECTS),
    ):
        for row in model._default_manager.all():
            for text in _texts(row):
                yield from _passages(text, FACT, kinds=kinds)


def _released() -> Iterator[Passage]:
    rows = Publication.objects.filter(withdrawn_on__isnull=True).prefetch_related("statements")
    outputs = {
        output.publication_id: output
        for output in Output.objects.to_assess().filter(publication__isnull=False)
    }
    for publication in rows:
        released = _Released(publication, outputs.get(publication.pk))
        for name in ("title", "lead"):
            for language in LANGUAGES:
                text = getattr(publication, f"{name}_{language}") or ""
                yield from released.passages(text, None, is_shortened=True)
        for row in publication.statements.all():
            yield from released.statement(row)


class _Released:
    """A publication beside the working text it was copied from: what in it was judged."""

    def __init__(self, publication: Publication, output: Output | None) -> None:
        self.publication = publication
        self.output = output
        self.statements: list[Statement] = list(output.statements.all()) if output else []
        self.judged: set[Key] = set()
        self.not_of_the_room: set[Key] = set()
        if output is None:
            return
        of_the_room = {int(row.id) for row in roster_of(output.session).organisations}
        others = Organisation.objects.exclude(pk__in=of_the_room)
        self.not_of_the_room = {("organisation", pk) for pk in others.values_list("pk", flat=True)}
        clearance = assess_output(output)
        for found in clearance.findings:
            if found.finding.kind == FindingKind.AFFILIATION_MENTION:
                if found.finding.id in clearance.accepted:
                    self.judged |= {("organisation", int(ref)) for ref in found.finding.refs}

    def passages(
        self,
        text: str,
        statement: Statement | None,
        *,
        keys: frozenset[Key] = frozenset(),
        is_shortened: bool = False,
    ) -> Iterator[Passage]:
        yield from _passages(text, RELEASED, kinds=WORDS, keys=keys, is_shortened=is_shortened)
        for reason, organisations in (
            (JUDGED, self.judged),
            (NOT_OF_THE_ROOM, self.not_of_the_room),
        ):
            if organisations:
                yield from _passages(
                    text, reason, keys=frozenset(organisations), is_shortened=is_shortened
                )
        if self._is_on_record(statement):
            kinds = PEOPLE | {Kind.ORGANISATION}
            yield from _passages(text, ON_RECORD, kinds=kinds, is_shortened=is_shortened)

    def statement(self, row: PublicationStatement) -> Iterator[Passage]:
        same = [each for each in self.statements if _wording(each) == _wording(row)]
        statement = same[0] if same else None
        named = _named(statement, row) if row.is_named else None
        keys = frozenset({("participant", named.pk)}) if named else frozenset()
        for language in LANGUAGES:
            text = getattr(row, f"text_{language}") or ""
            yield from self.passages(text, statement, keys=keys)
            if named:
                # in parts too: markup may glue the next word to the last one
                label = getattr(row, f"label_{language}") or ""
                beside = frozenset(fold(each) for each in _wording(row))
                for name in (label, named.given_name, named.family_name):
                    yield Passage(fold(name), CONSENT, keys=keys, beside=beside)

    def _is_on_record(self, statement: Statement | None) -> bool:
        if self.output is None:
            return False
        parts = [*(statement.parts.all() if statement else ())] or [*self.output.parts.all()]
        return {part.regime for part in parts} == {RegimeChoice.ON_THE_RECORD}


def _wording(row: Any) -> tuple[str, str]:
    return row.text_de or "", row.text_en or ""


def _named(statement: Statement | None, row: PublicationStatement) -> Participant | None:
    """Return who agreed to be named for exactly this wording, if anybody did."""
    consent = getattr(statement, "consent", None)
    if consent is None or consent.given_on is None:
        return None
    wording = hashlib.sha256("\x00".join(_wording(row)).encode()).hexdigest()
    return consent.participant if consent.text_hash == wording else None


def _of_the_room() -> Iterator[Passage]:
    """Yield the texts some may read: whatever stands in them is theirs to read, too."""
    for session in Session.objects.prefetch_related("agenda_items", "documents"):
        papers = (paper for paper in session.documents.all() if paper.is_open)
        rows = (session, *session.agenda_items.all(), *papers)
        for text in (text for row in rows for text in _texts(row)):
            yield from _passages(text, INVITED, kinds=ROOM, requires=("session", session.pk))
    for contribution in Contribution.objects.filter(is_shown=True).select_related("agenda_item"):
        key = ("box of session", contribution.agenda_item.session_id)
        yield from _passages(contribution.text, BOX, kinds=ROOM, requires=key)
    for output in Output.objects.to_assess():
        for text in _texts(output, "title", "lead"):
            yield from _passages(text, READER, kinds=SUBJECTS, requires=("output", output.pk))
        for statement in output.statements.all():
            key = ("statement", statement.pk)
            for text in _texts(statement, "text"):
                yield from _passages(text, READER, kinds=SUBJECTS, requires=key)


def _own_words() -> Iterator[Passage]:
    """Yield what is on record of people who can sign in: two may hold the same position."""
    people = Participant.objects.filter(user__isnull=False).prefetch_related("memberships")
    for person in people:
        rows = (person, *person.memberships.all())
        for text in (text for row in rows for text in _texts(row)):
            key = ("participant", person.pk)
            yield from _passages(text, OWN, kinds=frozenset({Kind.LIFE}), requires=key)


def _passages(
    text: str, reason: str, *, is_shortened: bool = False, **rest: Any
) -> Iterator[Passage]:
    """Yield a text whole, in the pieces needles come in, and cut off as descriptions are."""
    patterns = {fold(text), *pieces(text)}
    if is_shortened:
        patterns |= {
            fold(text[:end]) for end in SHORTENED if end < len(text) and not text[end - 1].isalnum()
        }
    for pattern in sorted(patterns):
        yield Passage(pattern, reason, **rest)


def _texts(row: Any, *names: str) -> Iterable[str]:
    """Return the texts of a row, of all its text columns or of those named."""
    for column in row._meta.concrete_fields:
        if column.get_internal_type() not in ("CharField", "TextField") or column.choices:
            continue
        if not names or column.name.rpartition("_")[0] in names:
            yield str(getattr(row, column.attname) or "")
