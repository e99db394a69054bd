"""Corrections: a new draft of what is released, which goes the same way and takes its place."""

from django.db import transaction

from participants.models import User
from sessions.drafting import locked
from sessions.enums import OutputStatus
from sessions.models import NamingConsent, Output, Statement
from sessions.refusals import Refusal, Refused

_CORRECTED_FIELDS = (
    "session_id",
    "kind",
    "title_de",
    "title_en",
    "lead_de",
    "lead_en",
    "support",
)
"""What a correction begins with."""


@transaction.atomic
def start_correction(*, output: Output, by: User) -> Output:
    """Begin a correction of a released output: a draft of the same text, which goes the same way.

    The publication stays as it is until the correction is released in its place. Whoever begins
    it is its author. A consent to be named goes along, bound to its wording as before.
    Raises ``Refused`` where nothing is published or a correction is under way.
    """
    output = locked(output)
    refusals = []
    if output.status != OutputStatus.PUBLISHED:
        refusals.append(Refusal("status.not_published"))
    if Output.objects.filter(corrects=output).exists():
        refusals.append(Refusal("status.in_correction"))
    if refusals:
        raise Refused(refusals)
    draft = Output.objects.create(
        corrects=output,
        author=by,
        **{name: getattr(output, name) for name in _CORRECTED_FIELDS},
    )
    draft.parts.set(output.parts.all())
    draft.questions.set(output.questions.all())
    draft.also_heard_in.set(output.also_heard_in.all())
    for statement in output.statements.all():
        copy = Statement.objects.create(
            output=draft,
            **{
                name: getattr(statement, name)
                for name in ("position", "text_de", "text_en", "label")
            },
        )
        copy.parts.set(statement.parts.all())
        consent = getattr(statement, "consent", None)
        if consent is not None and consent.given_on is not None:
            NamingConsent.objects.create(
                statement=copy,
                participant_id=consent.participant_id,
                text_hash=consent.text_hash,
                given_on=consent.given_on,
            )
    return draft
