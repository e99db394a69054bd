"""The frozen copy: what a reader would see of an output, made from its working text.

Nothing here saves anything. The page of a preview shows the copy, the door writes it.
"""

import datetime
from dataclasses import dataclass

from rounds.enums import HeardIn, OutputKind
from rounds.models import GuidingQuestion, Publication, PublicationStatement
from sessions.chatham_house.scanner import LANGUAGES
from sessions.enums import OutputStatus, Passage
from sessions.labels import LabelWords
from sessions.models import Output, Session, Statement
from sessions.objections import concealed_passages


@dataclass(frozen=True)
class FrozenCopy:
    """What a reader would see of an output, not saved: the page shows it, the door writes it."""

    publication: Publication
    statements: tuple[PublicationStatement, ...]
    questions: tuple[GuidingQuestion, ...]


def frozen_copy(output: Output, today: datetime.date) -> FrozenCopy:
    """Copy what a reader may see, field by field: what is not named here stays in the room.

    Passages that are objected to after release are left out. Where the title is among them, or no
    statement is left, the copy has no text at all. Nothing is saved. Queries, like the words of
    labels, in a fixed number if the output comes from ``Output.objects.to_assess()``.
    """
    is_out = output.status in (OutputStatus.PUBLISHED, OutputStatus.SUPERSEDED)
    concealed = concealed_passages(output) if is_out else set()
    publication = output.publication or Publication(
        public_id=output.publication_public_id,
        round=output.session.round,
        released_on=today,
        is_invented=output.session.is_invented,
    )
    if output.corrects_id is not None and not is_out:
        publication.corrected_on = max(today, publication.released_on)
    words = LabelWords()
    statements = tuple(
        _frozen_statement(publication, position, statement, words)
        for position, statement in enumerate(output.statements.all(), start=1)
        if (Passage.STATEMENT, statement.pk) not in concealed
    )
    if not statements or (Passage.TITLE, None) in concealed:
        without_text(publication, today)
        return FrozenCopy(publication, (), ())
    publication.withdrawn_on = None
    publication.kind = output.kind
    for language in LANGUAGES:
        lead = getattr(output, f"lead_{language}") or ""
        setattr(publication, f"title_{language}", getattr(output, f"title_{language}"))
        setattr(publication, f"lead_{language}", "" if (Passage.LEAD, None) in concealed else lead)
    publication.heard_in = heard_in(output)
    publication.support = output.support
    return FrozenCopy(publication, statements, tuple(output.questions.all()))


def heard_in(output: Output) -> str:
    """Return in how many sessions of its round a policy option came up, as a band."""
    if output.kind != OutputKind.POLICY_OPTION:
        return ""
    count = 1 + len(output.also_heard_in.all())
    if count == 1:
        return HeardIn.ONE
    sessions = Session.objects.filter(round_id=output.session.round_id).count()
    return HeardIn.MOST if 2 * count > sessions else HeardIn.SEVERAL


def _frozen_statement(
    publication: Publication, position: int, statement: Statement, words: LabelWords
) -> PublicationStatement:
    is_named = statement.label == "person"
    label = {
        language: statement.consent.participant.full_name
        if is_named
        else words(statement.label, language)
        for language in LANGUAGES
    }
    return PublicationStatement(
        publication=publication,
        position=position,
        text_de=statement.text_de,
        text_en=statement.text_en,
        label_de=label["de"],
        label_en=label["en"],
        is_named=is_named,
    )


def without_text(publication: Publication, today: datetime.date) -> None:
    """Take every word out of a publication that is not saved yet, and date it as withdrawn."""
    publication.withdrawn_on = max(today, publication.released_on)
    publication.heard_in = publication.support = ""
    for language in LANGUAGES:
        setattr(publication, f"title_{language}", "")
        setattr(publication, f"lead_{language}", "")
