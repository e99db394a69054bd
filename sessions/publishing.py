"""The door. Nothing else in this project writes a publication.

What passes is copied into the public record as frozen text; no key leads back from there. What
is taken back leaves an address that says so, and no text. Whatever changes what is out - a
correction, a hidden passage, a name removed - makes the frozen copy anew from the working text,
so that there is one way of writing and none of patching.
"""

import datetime

from django.db import transaction

from participants.enums import MailingKind
from participants.mailing import announce, cancel
from participants.models import Participant, User
from rounds.models import Publication, PublicationStatement, new_public_id
from sessions.assessment import assess_output
from sessions.consents import unname
from sessions.drafting import (
    RELEASE_RIGHT,
    locked,
    present_people,
    record_decision,
    refusals_of_people_and_text,
    text_hash,
)
from sessions.enums import DecisionAction, Outcome, OutputStatus, Passage
from sessions.freezing import FrozenCopy, frozen_copy, without_text
from sessions.models import NamingConsent, Objection, Output, Statement
from sessions.objections import (
    conceal,
    forget_objections,
    raise_objection,
    settle_objection,
)
from sessions.passages import new_to_readers
from sessions.refusals import Refusal, Refused
from sessions.rosters import roster_of

_LETS_OUT = (DecisionAction.PUBLISHED, DecisionAction.CORRECTED, DecisionAction.UNNAMED)
"""Decisions after which a text is public; each records the hash of what it let out."""


@transaction.atomic
def publish(*, output: Output, by: User, today: datetime.date) -> Publication:
    """Release a cleared output and return its publication.

    The exact text about to be released is assessed against today's roster, inside the
    transaction that releases it. A correction takes the place of what it corrects, under the
    same address. Raises ``Refused`` with every reason against it; then nothing has changed.
    """
    output = locked(output)
    corrected = locked(output.corrects) if output.corrects is not None else None
    refusals = refusals_to_publish(output, by=by, today=today)
    if refusals:
        raise Refused(refusals)
    if corrected is not None:
        publication = corrected.publication
        corrected.publication = None
        corrected.status = OutputStatus.SUPERSEDED
        corrected.save(update_fields=["publication", "status"])
        forget_objections(corrected)
        output.publication = publication
    frozen = frozen_copy(output, today)
    _write(frozen)
    output.publication = frozen.publication
    output.status = OutputStatus.PUBLISHED
    output.checked_roster = roster_of(output.session).fingerprint
    output.save(update_fields=["publication", "status", "checked_roster"])
    forget_objections(output)
    cancel(occasion=output.public_id)
    action = DecisionAction.PUBLISHED if corrected is None else DecisionAction.CORRECTED
    record_decision(output, action, by=by, today=today)
    return frozen.publication


def refusals_to_publish(output: Output, *, by: User, today: datetime.date) -> list[Refusal]:
    """Return every reason against releasing the output now; empty where there is none."""
    refusals = []
    if output.status != OutputStatus.CLEARED:
        refusals.append(Refusal("status.not_cleared"))
    if output.corrects is not None and output.corrects.status != OutputStatus.PUBLISHED:
        refusals.append(Refusal("status.corrected_gone"))
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
    _empty(publication, today)
    output.status = OutputStatus.WITHDRAWN
    output.withdrawal_note = note.strip()
    output.save(update_fields=["status", "withdrawal_note"])
    forget_objections(output)
    record_decision(output, DecisionAction.WITHDRAWN, by=by, today=today)
    return publication


@transaction.atomic
def object_to_released(
    *,
    output: Output,
    participant: Participant,
    passage: Passage,
    today: datetime.date,
    statement: Statement | None = None,
    text: str = "",
) -> Objection:
    """Hide a released passage at once, on the word of one of those who were there.

    Staff judge afterwards: ``settle_released`` shows it again, a correction changes it. Raises
    ``Refused`` like ``raise_objection``, and where nothing is published.
    """
    output = locked(output)
    if output.status != OutputStatus.PUBLISHED:
        raise Refused([Refusal("status.not_published")])
    intact = _is_as_released(output)
    objection = raise_objection(
        output=output, participant=participant, passage=passage, statement=statement, text=text
    )
    _renew(output, today, intact=intact)
    record_decision(output, DecisionAction.CONCEALED, by=None, today=today)
    announce(
        participants=present_people(output.session),
        kind=MailingKind.NOTICE,
        occasion=new_public_id(),
        due_on=today,
    )
    return objection


@transaction.atomic
def settle_released(
    *,
    output: Output,
    objection_id: str,
    outcome: Outcome,
    answer: str,
    by: User,
    today: datetime.date,
) -> Output:
    """Settle an objection to a released passage; one that stays is public again.

    The text is assessed once more before: where it would not pass the door today, nothing is
    shown again. Raises ``Refused`` like ``settle_objection``, and with ``text.not_as_released``.
    """
    output = settle_objection(
        output=output, objection_id=objection_id, outcome=outcome, answer=answer, by=by, today=today
    )
    if outcome == Outcome.KEPT:
        if not _is_as_released(output) or not assess_output(output).is_clear:
            raise Refused([Refusal("text.not_as_released")])
        _renew(output, today, intact=True)
    return output


@transaction.atomic
def withdraw_consent(
    *, consent: NamingConsent, participant: Participant, today: datetime.date
) -> None:
    """Take back one's own consent to be named, with effect on every channel at once.

    The ladder's label takes the place of the name; where the words themselves would still give
    somebody away, the statement is no longer public. Nothing says why. A correction under way
    that holds the same wording loses its consent too. Raises ``Refused`` for anybody else.
    """
    output = locked(consent.statement.output)
    own = NamingConsent.objects.filter(pk=consent.pk, participant=participant)
    if not own.exists():
        raise Refused([Refusal("review.not_yours")])
    copies = NamingConsent.objects.filter(
        participant=participant,
        text_hash=consent.text_hash,
        statement__output__corrects=output,
    )
    intact = _is_as_released(output)
    for each in (*copies, *own):
        unname(each)
    if output.status != OutputStatus.PUBLISHED:
        return
    output = locked(output)
    _conceal_what_names(output, consent.statement_id)
    _renew(output, today, intact=intact)
    record_decision(output, DecisionAction.UNNAMED, by=None, today=today)


def _conceal_what_names(output: Output, statement_id: int) -> None:
    """Hide a statement whose words, or whose label, give somebody away without the consent."""
    clearance = assess_output(output)
    for number, statement in enumerate(output.statements.all()):
        blocked = any(found.path == f"statements/{number}" for found in clearance.blocks)
        if statement.pk == statement_id and (blocked or clearance.label_problems):
            conceal(output, statement)


def _is_as_released(output: Output) -> bool:
    """Whether the working text is, word for word, the one that was last let out."""
    released = output.decisions.filter(action__in=_LETS_OUT).order_by("-pk").first()
    is_same = released is not None and released.text_hash == text_hash(output)
    # A name taken off a text that was changed is on record with the hash of the changed text.
    return is_same and not new_to_readers(output)


def _renew(output: Output, today: datetime.date, *, intact: bool) -> None:
    """Write the frozen copy anew, from what may be read of a released output now.

    Where somebody has changed the working text since, past the pages, nothing of it may get out
    this way: the publication is emptied.
    """
    output = locked(output)
    frozen = frozen_copy(output, today)
    if frozen.statements and intact:
        _write(frozen)
    else:
        _empty(frozen.publication, today)


def _write(frozen: FrozenCopy) -> None:
    publication = frozen.publication
    publication.save()
    publication.statements.all().delete()
    for statement in frozen.statements:
        statement.publication = publication
    PublicationStatement.objects.bulk_create(frozen.statements)
    publication.questions.set(frozen.questions)


def _empty(publication: Publication, today: datetime.date) -> None:
    """Take every word out of a publication; its address stays, to say so."""
    publication.statements.all().delete()
    publication.questions.clear()
    without_text(publication, today)
    publication.save()
