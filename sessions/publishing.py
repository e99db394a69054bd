"""The door. Nothing else in this project writes a publication.

What passes is copied into the public record as frozen text; no key leads back from there. What
is taken back leaves an address that says so, and no text.
"""

import datetime

from django.db import transaction

from participants.models import User
from rounds.models import Publication, PublicationStatement
from sessions.chatham_house.scanner import LANGUAGES
from sessions.drafting import (
    RELEASE_RIGHT,
    locked,
    record_decision,
    refusals_of_people_and_text,
)
from sessions.enums import DecisionAction, OutputStatus
from sessions.labels import LabelWords
from sessions.models import Output, Statement
from sessions.refusals import Refusal, Refused


@transaction.atomic
def publish(*, output: Output, by: User, today: datetime.date) -> Publication:
    """Release a cleared output and return its publication.

    The exact text about to be released is assessed against today's roster, inside the
    transaction that releases it. Raises ``Refused`` with every reason against it; then nothing
    has changed.
    """
    output = locked(output)
    refusals = refusals_to_publish(output, by=by, today=today)
    if refusals:
        raise Refused(refusals)
    publication = _frozen_copy(output, today)
    output.publication = publication
    output.status = OutputStatus.PUBLISHED
    output.save(update_fields=["publication", "status"])
    record_decision(output, DecisionAction.PUBLISHED, by=by, today=today)
    return publication


def refusals_to_publish(output: Output, *, by: User, today: datetime.date) -> list[Refusal]:
    """Return every reason against releasing the output now; empty where there is none."""
    refusals = []
    if output.status != OutputStatus.CLEARED:
        refusals.append(Refusal("status.not_cleared"))
    return refusals + refusals_of_people_and_text(output, by=by, today=today)


@transaction.atomic
def withdraw(*, output: Output, by: User, note: str, today: datetime.date) -> Publication:
    """Take a publication back; its text is gone from the public record at once.

    The note is for staff: the public learns that a text was withdrawn and nothing more. One pair
    of eyes is enough, since a leak must not wait for a second. Raises ``Refused`` where nothing
    is published, the right is missing or the note is empty.
    """
    output = locked(output)
    refusals = []
    if output.status != OutputStatus.PUBLISHED:
        refusals.append(Refusal("status.not_published"))
    if not by.has_perm(RELEASE_RIGHT):
        refusals.append(Refusal("people.no_right"))
    if not note.strip():
        refusals.append(Refusal("note.missing"))
    if refusals:
        raise Refused(refusals)
    publication = output.publication
    assert publication is not None
    publication.statements.all().delete()
    publication.questions.clear()
    publication.withdrawn_on = today
    for language in LANGUAGES:
        setattr(publication, f"title_{language}", "")
        setattr(publication, f"lead_{language}", "")
    publication.save()
    output.status = OutputStatus.WITHDRAWN
    output.withdrawal_note = note.strip()
    output.save(update_fields=["status", "withdrawal_note"])
    record_decision(output, DecisionAction.WITHDRAWN, by=by, today=today)
    return publication


def _frozen_copy(output: Output, today: datetime.date) -> Publication:
    """Copy what a reader may see, field by field: what is not named here stays in the room."""
    publication = Publication.objects.create(
        round=output.session.round,
        kind=output.kind,
        title_de=output.title_de,
        title_en=output.title_en,
        lead_de=output.lead_de or "",
        lead_en=output.lead_en or "",
        released_on=today,
        is_invented=output.session.is_invented,
    )
    publication.questions.set(output.questions.all())
    words = LabelWords()
    statements = Statement.objects.filter(output=output).select_related("consent__participant")
    for position, statement in enumerate(statements.order_by("position"), start=1):
        is_named = statement.label == "person"
        label = {
            language: statement.consent.participant.full_name
            if is_named
            else words(statement.label, language)
            for language in LANGUAGES
        }
        PublicationStatement.objects.create(
            publication=publication,
            position=position,
            text_de=statement.text_de,
            text_en=statement.text_en,
            label_de=label["de"],
            label_en=label["en"],
            is_named=is_named,
        )
    return publication
