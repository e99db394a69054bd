"""Consent to be named: asked for one wording, given by the person themself, taken back at any time.

A consent is bound to the hash of its wording in both languages; any change voids it. Declining
deletes the request, and nothing is kept of who was asked. Taking back the consent to a released
wording is the door's (``sessions.publishing.withdraw_consent``).
"""

import datetime

from django.db import transaction
from django.db.models import QuerySet

from participants.enums import MailingKind
from participants.mailing import announce, cancel
from participants.models import Participant
from sessions.drafting import locked, text_changed
from sessions.enums import OutputStatus
from sessions.models import Attendance, NamingConsent, Output, Statement
from sessions.refusals import Refusal, Refused


@transaction.atomic
def ask_consent(
    *, output: Output, statement_id: int, participant: Participant, today: datetime.date
) -> NamingConsent:
    """Ask somebody who was there whether they want to be named for this wording.

    The statement is labelled with a name from then on, so that nothing is released before they
    agree. Raises ``Refused`` where the text is not being written, the statement is not there, the
    person was not present in the parts it draws on, or somebody was asked already.
    """
    output = locked(output)
    statement = output.statements.filter(pk=statement_id).first()
    refusals = []
    if not output.is_editable:
        refusals.append(Refusal("consent.not_editable"))
    if statement is None:
        raise Refused([*refusals, Refusal("review.no_passage")])
    if not _present_in(output, statement).filter(participant=participant).exists():
        refusals.append(Refusal("consent.not_there"))
    if NamingConsent.objects.filter(statement=statement).exists():
        refusals.append(Refusal("consent.asked"))
    if refusals:
        raise Refused(refusals)
    statement.label = "person"
    statement.save(update_fields=["label"])
    consent = NamingConsent.objects.create(
        statement=statement, participant=participant, text_hash=statement.text_hash
    )
    text_changed(output=output, by=output.author, today=today)
    announce(
        participants=[participant], kind=MailingKind.CONSENT, occasion=consent.pk, due_on=today
    )
    return consent


def _present_in(output: Output, statement: Statement) -> QuerySet[Attendance]:
    parts = list(statement.parts.all()) or list(output.parts.all())
    return Attendance.objects.filter(session=output.session, present_in__in=parts)


def possible_names(output: Output, statement: Statement) -> list[Participant]:
    """Return who can be asked to be named for a statement, by name."""
    present = _present_in(output, statement).values_list("participant_id", flat=True)
    return list(Participant.objects.on_record().filter(pk__in=set(present)))


@transaction.atomic
def give_consent(
    *, consent: NamingConsent, participant: Participant, text_hash: str, today: datetime.date
) -> NamingConsent:
    """Agree to be named for the wording that was read.

    ``text_hash`` is that of the page the person read: if the wording was changed meanwhile, they
    agreed to something else. Raises ``Refused`` then, and for anybody but the person asked.
    """
    output = locked(consent.statement.output)
    own = _of(consent, participant)
    if not output.is_editable:
        raise Refused([Refusal("consent.not_editable")])
    if own.statement.label != "person" or text_hash != own.statement.text_hash:
        raise Refused([Refusal("consent.changed_meanwhile")])
    own.text_hash = text_hash
    own.given_on = today
    own.save(update_fields=["text_hash", "given_on"])
    cancel(occasion=own.pk)
    return own


@transaction.atomic
def decline_consent(*, consent: NamingConsent, participant: Participant) -> None:
    """Say no, or cancel a question: the request is deleted and the label a group again.

    Raises ``Refused`` for anybody but the person asked, and where the wording is public already.
    """
    output = locked(consent.statement.output)
    own = _of(consent, participant)
    if output.status == OutputStatus.PUBLISHED:
        raise Refused([Refusal("consent.not_editable")])
    unname(own)


@transaction.atomic
def take_back_request(*, output: Output, statement_id: int) -> None:
    """Take back a question that is not answered yet, or a consent that its wording has outlived.

    For staff: a consent to the present wording is the person's own and stays until they take it
    back. The request is deleted and the label a group again. Raises ``Refused`` where the text is
    not being written, and where there is nothing that may be taken back.
    """
    output = locked(output)
    refusals = []
    if not output.is_editable:
        refusals.append(Refusal("consent.not_editable"))
    asked = NamingConsent.objects.filter(statement__output=output, statement_id=statement_id)
    consent = asked.select_related("statement").first()
    if consent is None or is_valid(consent):
        refusals.append(Refusal("consent.not_open"))
    if refusals or consent is None:
        raise Refused(refusals)
    unname(consent)


def is_valid(consent: NamingConsent) -> bool:
    """Whether somebody agreed to be named, and to exactly the wording that stands there now."""
    return consent.given_on is not None and consent.text_hash == consent.statement.text_hash


def unname(consent: NamingConsent) -> None:
    """Delete a consent; a statement that was to carry the name gets the widest label."""
    Statement.objects.filter(pk=consent.statement_id, label="person").update(label="participants")
    cancel(occasion=consent.pk)
    consent.delete()


def consents_of(participant: Participant) -> QuerySet[NamingConsent]:
    """Return what this participant was asked or agreed to, and is still theirs to change."""
    return (
        NamingConsent.objects.filter(
            participant=participant,
            statement__output__status__in=(
                OutputStatus.DRAFT,
                OutputStatus.IN_REVIEW,
                OutputStatus.CLEARED,
                OutputStatus.PUBLISHED,
            ),
        )
        .select_related("statement__output__session__round")
        .order_by("statement__output__session__starts_at", "id")
    )


def _of(consent: NamingConsent, participant: Participant) -> NamingConsent:
    own = NamingConsent.objects.filter(pk=consent.pk, participant=participant)
    found = own.select_related("statement").first()
    if found is None:
        raise Refused([Refusal("review.not_yours")])
    return found
