"""A public record to test pages with: each maker fills what a test does not name."""

from datetime import date
from typing import Any

from rounds.models import (
    GuidingQuestion,
    Publication,
    PublicationStatement,
    Round,
    SessionNotice,
)


def make_round(start: int = 2020, end: int = 2021, **values: Any) -> Round:
    """Return a round of these years."""
    theme = {"theme_de": f"Thema {start}", "theme_en": f"Theme {start}"}
    return Round.objects.create(start_year=start, end_year=end, **theme | values)


def make_question(dialogue_round: Round, position: int = 1, **values: Any) -> GuidingQuestion:
    """Return a guiding question of the round."""
    text = {"text_de": f"Leitfrage {position}?", "text_en": f"Question {position}?"}
    return GuidingQuestion.objects.create(round=dialogue_round, position=position, **text | values)


def make_notice(
    dialogue_round: Round,
    *questions: GuidingQuestion,
    month: date = date(2020, 2, 1),
    **values: Any,
) -> SessionNotice:
    """Return the notice of a session that dealt with these questions."""
    texts = {"title_de": "Auftakt", "title_en": "Opening", "city_de": "Bonn", "city_en": "Bonn"}
    notice = SessionNotice.objects.create(round=dialogue_round, month=month, **texts | values)
    notice.questions.set(questions)
    return notice


def make_publication(
    dialogue_round: Round,
    *questions: GuidingQuestion,
    released_on: date = date(2020, 6, 17),
    statements: int = 1,
    **values: Any,
) -> Publication:
    """Return a publication with statements that answers these questions."""
    texts = {"title_de": "Befund", "title_en": "Finding", "lead_de": "Worum.", "lead_en": "What."}
    kind = {"kind": "finding"}
    publication = Publication.objects.create(
        round=dialogue_round, released_on=released_on, **kind | texts | values
    )
    publication.questions.set(questions)
    for position in range(1, statements + 1):
        make_statement(publication, position)
    return publication


def make_withdrawn(dialogue_round: Round, **values: Any) -> Publication:
    """Return a publication whose text was taken back."""
    nothing = {"title_de": "", "title_en": "", "lead_de": "", "lead_en": ""}
    return make_publication(
        dialogue_round, statements=0, withdrawn_on=date(2020, 9, 1), **nothing | values
    )


def take_back(publication: Publication) -> None:
    """Withdraw a publication, as it is then in the record."""
    publication.statements.all().delete()
    nothing = {"title_de": "", "title_en": "", "lead_de": "", "lead_en": ""}
    Publication.objects.filter(pk=publication.pk).update(withdrawn_on=date(2021, 12, 1), **nothing)


def make_statement(
    publication: Publication, position: int = 1, **values: Any
) -> PublicationStatement:
    """Return a released statement, without a name."""
    texts = {
        "text_de": f"Satz {position}.",
        "text_en": f"Sentence {position}.",
        "label_de": "Teilnehmende",
        "label_en": "participants",
    }
    return PublicationStatement.objects.create(
        publication=publication, position=position, **texts | values
    )
