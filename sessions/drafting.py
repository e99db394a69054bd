"""A draft's way up to the door: submitted, judged, cleared, sent back.

Each function is one use case: it refuses first and writes after, in one transaction with the
output locked. The last step, release, is ``sessions.publishing``.
"""

import datetime
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from participants.enums import MailingKind
from participants.mailing import announce, cancel
from participants.models import Participant, User
from rounds.models import GuidingQuestion
from rounds.records import save_checked
from sessions.assessment import assess_output
from sessions.chatham_house.clearance import Clearance
from sessions.convening import check_parts
from sessions.enums import DecisionAction, Outcome, OutputStatus
from sessions.models import (
    AgendaItem,
    Decision,
    FindingReview,
    Objection,
    Output,
    Session,
    Statement,
)
from sessions.passages import known_with, new_to_readers, stands_as_objected_to
from sessions.refusals import Refusal, Refused
from sessions.rosters import consented_by, draft_of

RELEASE_RIGHT = "dialogue_sessions.release_output"

DAY = datetime.timedelta(days=1)
REMINDED_BEFORE = 2 * DAY
"""How long before a review ends those who were there are reminded."""


def locked(output: Output) -> Output:
    """Return the output as it stands now, locked until the transaction ends.

    Two people who press at once are served one after the other. Needs a transaction.
    """
    # Locked first and read afterwards: rows joined to the one that was waited for would still be
    # those of the moment before the wait.
    Output.objects.select_for_update().get(pk=output.pk)
    return Output.objects.to_assess().get(pk=output.pk)


@transaction.atomic
def write_output(
    *,
    session: Session,
    author: User,
    parts: Sequence[AgendaItem],
    questions: Iterable[GuidingQuestion] = (),
    statements: Iterable[Mapping[str, Any]] = (),
    **fields: Any,
) -> Output:
    """Record a draft with its statements, in the order given; there is no field for a speaker.

    ``fields`` are those of the output (kind, title and lead in both languages), each of
    ``statements`` holds those of a statement. Raises ``ValidationError`` like a form.
    """
    check_parts(session, parts)
    output = save_checked(Output(session=session, author=author, **fields))
    output.parts.set(parts)
    output.questions.set(questions)
    for position, statement in enumerate(statements, start=1):
        save_checked(Statement(output=output, position=position, **statement))
    return output


@transaction.atomic
def submit_for_review(*, output: Output, by: User, today: datetime.date) -> Output:
    """Put a draft before the people who were there, for the round's number of days.

    All of them get the same message now and one more towards the end, whatever they do: who has
    read it, or has nothing to object, is not recorded. Raises ``Refused`` where it is no draft,
    holds no statement, or its text gives somebody away: those who were there may read it, but a
    draft travels further than it should. Refused as well is what was to be changed and was not.
    """
    output = locked(output)
    refusals = []
    if output.status != OutputStatus.DRAFT:
        refusals.append(Refusal("status.not_draft"))
    refusals += refusals_of_text(output, assess_output(output), judged=False)
    if stands_as_objected_to(output):
        # nobody is to find out after a week of reading
        refusals.append(Refusal("review.stands"))
    if refusals:
        raise Refused(refusals)
    output.status = OutputStatus.IN_REVIEW
    _lay_before_readers(output, first_day=today, until=_last_day(output, today))
    record_decision(output, DecisionAction.SUBMITTED, by=by, today=today)
    return output


@transaction.atomic
def text_changed(*, output: Output, by: User, today: datetime.date) -> bool:
    """Take note that a text may have been changed while those who were there read it.

    Whoever writes to the text of an output calls this afterwards. A passage that was not before
    them begins the days anew, for the whole text, and they are written to once more; one that was
    taken out and comes back is new, too. Returns whether the days begin anew.
    """
    output = locked(output)
    if output.status != OutputStatus.IN_REVIEW:
        return False
    if not new_to_readers(output):
        output.laid_before = sorted(known_with(draft_of(output)).intersection(output.laid_before))
        output.save(update_fields=["laid_before"])
        return False
    _lay_before_readers(output, first_day=today + DAY, until=renewed_end(output, today))
    record_decision(output, DecisionAction.RENEWED, by=by, today=today)
    return True


def renewed_end(output: Output, today: datetime.date) -> datetime.date:
    """Return until when those who were there could read if a passage were changed today.

    They are written to the day after, so that several changes of a day are one message, and their
    days begin with it.
    """
    ends_on = _last_day(output, today + DAY)
    return max(ends_on, output.review_ends_on or ends_on)


def _last_day(output: Output, first_day: datetime.date) -> datetime.date:
    return first_day + output.session.round.review_days * DAY


def _lay_before_readers(output: Output, *, first_day: datetime.date, until: datetime.date) -> None:
    """Begin the days for reading the text as it stands, and have those who were there told."""
    output.laid_before = sorted(known_with(draft_of(output)))
    output.review_ends_on = until
    output.save(update_fields=["status", "laid_before", "review_ends_on"])
    cancel(occasion=output.public_id)
    readers = list(present_people(output.session))
    reminder = until - REMINDED_BEFORE
    for kind, due_on in ((MailingKind.REVIEW, first_day), (MailingKind.REMINDER, reminder)):
        if kind == MailingKind.REVIEW or due_on > first_day:
            announce(participants=readers, kind=kind, occasion=output.public_id, due_on=due_on)


def present_people(session: Session) -> QuerySet[Participant]:
    """Return the participants who were present in at least one part of a session."""
    # One join and no subquery: without fresh statistics PostgreSQL takes seconds over the other.
    return Participant.objects.filter(
        attendances__session=session, attendances__present_in__isnull=False
    ).distinct()


@transaction.atomic
def return_to_draft(*, output: Output, by: User, today: datetime.date) -> Output:
    """Send an output back to its author. Raises ``Refused`` from any other state."""
    output = locked(output)
    if output.status not in (OutputStatus.IN_REVIEW, OutputStatus.CLEARED):
        raise Refused([Refusal("status.not_returnable")])
    output.status = OutputStatus.DRAFT
    output.review_ends_on = None
    output.laid_before = []
    output.save(update_fields=["status", "review_ends_on", "laid_before"])
    cancel(occasion=output.public_id)
    record_decision(output, DecisionAction.RETURNED, by=by, today=today)
    return output


@transaction.atomic
def accept_finding(*, output: Output, finding_id: str, reason: str, by: User) -> FindingReview:
    """Record why a review finding may stand. Holds while its sentence stays the same.

    Raises ``Refused`` for the author, for an empty reason, and for a finding that the present
    text does not have (a block finding never has a reason that helps).
    """
    output = locked(output)
    refusals = []
    if by.pk == output.author_id:
        refusals.append(Refusal("people.author_reason"))
    if not reason.strip():
        refusals.append(Refusal("finding.reason"))
    if finding_id not in {found.finding.id for found in assess_output(output).open_reviews}:
        refusals.append(Refusal("finding.gone"))
    if refusals:
        raise Refused(refusals)
    return FindingReview.objects.create(
        output=output, finding_id=finding_id, reason=reason.strip(), accepted_by=by
    )


@transaction.atomic
def clear_output(*, output: Output, by: User, today: datetime.date) -> Output:
    """Declare an output ready for release. Raises ``Refused`` with every reason against it."""
    output = locked(output)
    refusals = refusals_to_clear(output, by=by, today=today)
    if refusals:
        raise Refused(refusals)
    output.status = OutputStatus.CLEARED
    output.save(update_fields=["status"])
    record_decision(output, DecisionAction.CLEARED, by=by, today=today)
    return output


def refusals_to_clear(output: Output, *, by: User, today: datetime.date) -> list[Refusal]:
    """Return every reason against clearing the output now; empty where there is none."""
    refusals = []
    if output.status != OutputStatus.IN_REVIEW:
        refusals.append(Refusal("status.not_in_review"))
    return refusals + refusals_of_people_and_text(output, by=by, today=today)


def refusals_of_people_and_text(output: Output, *, by: User, today: datetime.date) -> list[Refusal]:
    """Return what speaks against releasing this text by this person today, whatever its state.

    The conditions of the rule: another person than the author, with the right to it; every
    passage read for all the days of the review, no objection open, and none settled by a change
    that is not there; consents bound to exactly this wording; a text that is clear.
    """
    refusals = []
    if not by.has_perm(RELEASE_RIGHT):
        refusals.append(Refusal("people.no_right"))
    if by.pk == output.author_id:
        refusals.append(Refusal("people.author"))
    if output.review_ends_on is not None and today <= output.review_ends_on:
        refusals.append(Refusal("review.open", {"date": output.review_ends_on}))
    if new_to_readers(output):
        refusals.append(Refusal("review.unread"))
    if has_open_objections(output):
        refusals.append(Refusal("review.objection"))
    if stands_as_objected_to(output):
        refusals.append(Refusal("review.stands"))
    refusals += _refusals_of_consents(output)
    refusals += refusals_of_text(output, assess_output(output), judged=True)
    return refusals


def has_open_objections(output: Output) -> bool:
    """Whether an objection waits: to this output, or to the released one it is to correct."""
    waiting = Objection.objects.filter(outcome=Outcome.OPEN)
    return waiting.filter(output_id__in=[output.pk, output.corrects_id]).exists()


def refusals_of_text(output: Output, clearance: Clearance, *, judged: bool) -> list[Refusal]:
    """Return what speaks against the text; open review findings count where ``judged``."""
    refusals = []
    if not (output.title_de and output.title_en):
        refusals.append(Refusal("text.no_title"))
    if not output.statements.all():
        refusals.append(Refusal("text.no_statement"))
    if not output.parts.all():
        refusals.append(Refusal("text.no_part"))
    for reason, found in (
        ("text.blocked", clearance.blocks),
        ("text.label", clearance.label_problems),
        ("text.regime", clearance.regime_problems),
        ("text.language", clearance.language_problems),
        ("text.unreviewed", clearance.open_reviews if judged else ()),
        ("text.outdated", judged and outdated_languages(output)),
    ):
        if found:
            refusals.append(Refusal(reason))
    return refusals


def outdated_languages(output: Output) -> set[str]:
    """Return the languages in which a text was left as it was when the other was changed."""
    behind = {output.outdated_language}
    behind |= {statement.outdated_language for statement in output.statements.all()}
    return behind - {""}


def _refusals_of_consents(output: Output) -> list[Refusal]:
    refusals = []
    for statement in output.statements.all():
        if statement.label != "person" or consented_by(statement):
            continue
        consent = getattr(statement, "consent", None)
        asked_and_given = consent is not None and consent.given_on is not None
        refusals.append(Refusal("consent.changed" if asked_and_given else "consent.missing"))
    return list(dict.fromkeys(refusals))


def text_hash(output: Output) -> str:
    """Return a hash over everything of the output a reader would see, in both languages."""
    content = [output.title_de, output.title_en, output.lead_de, output.lead_en]
    for statement in output.statements.all():
        content += [statement.text_de, statement.text_en, statement.label]
    return hashlib.sha256("\x00".join(text or "" for text in content).encode()).hexdigest()


def record_decision(
    output: Output, action: DecisionAction, *, by: User | None, today: datetime.date
) -> Decision:
    """Write a line of the decision log: ids, a hash and a count, never a word of text.

    ``by`` is nobody where a participant used a right of their own: the log names staff alone.
    """
    return Decision.objects.create(
        output=output,
        action=action,
        decided_by=by,
        decided_on=today,
        text_hash=text_hash(output),
        review_findings=output.finding_reviews.count(),
    )
