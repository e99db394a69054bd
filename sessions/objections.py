"""Objections: that a passage gives somebody away, said by those who were there and by nobody.

Who objected is stored nowhere. What keeps one person from objecting to the same words twice is a
marker: a keyed hash over the person, the passage and its words, with a secret of the output. To
link a marker to a person takes the server's key and that secret, and the secret is renewed when
the objections go.
"""

import datetime
import secrets

from django.db import transaction
from django.utils.crypto import salted_hmac

from participants.models import Participant, User
from rounds.models import new_public_id
from sessions.drafting import RELEASE_RIGHT, locked, record_decision
from sessions.enums import DecisionAction, Outcome, OutputStatus, Passage
from sessions.models import Objection, Output, Statement
from sessions.passages import wording_of, wordings
from sessions.refusals import Refusal, Refused
from sessions.rosters import draft_of

_random = secrets.SystemRandom()


@transaction.atomic
def raise_objection(
    *,
    output: Output,
    participant: Participant,
    passage: Passage,
    statement: Statement | None = None,
    text: str = "",
) -> Objection:
    """Record that a passage gives somebody away; on a draft it stops the release.

    Raises ``Refused`` for somebody who may not read the output now, for a passage that is not
    there, and for the second objection of one person to the same words. Hiding a passage that is
    out already is the door's (``sessions.publishing.object_to_released``).
    """
    output = locked(output)
    refusals = []
    if not Output.objects.for_reader(participant).filter(pk=output.pk).exists():
        refusals.append(Refusal("review.not_yours"))
    if (passage == Passage.STATEMENT) != (
        statement is not None and statement.output_id == output.pk
    ):
        refusals.append(Refusal("review.no_passage"))
    marker = marker_of(output, participant, passage, statement)
    if Objection.objects.filter(marker=marker).exists():
        refusals.append(Refusal("review.objected_before"))
    if refusals:
        raise Refused(refusals)
    objection = Objection(
        output=output,
        passage=passage,
        statement=statement,
        marker=marker,
        wording=wording_of(output, passage, statement),
        text=text.strip(),
    )
    _put_in_random_order([*output.objections.all(), objection])
    return objection


def conceal(output: Output, statement: Statement) -> None:
    """Hide a released statement that nobody objected to, until staff have looked at it."""
    objection = Objection(
        output=output,
        passage=Passage.STATEMENT,
        statement=statement,
        marker=secrets.token_hex(32),
        wording=wording_of(output, Passage.STATEMENT, statement),
    )
    _put_in_random_order([*output.objections.all(), objection])


def _put_in_random_order(objections: list[Objection]) -> None:
    """Write the rows anew, so that not even their place in the table tells which came last."""
    _random.shuffle(objections)
    Objection.objects.filter(pk__in=[objection.pk for objection in objections]).delete()
    Objection.objects.bulk_create(objections)


def marker_of(
    output: Output, participant: Participant, passage: str, statement: Statement | None = None
) -> str:
    """Return what one person's objection to these words is told by: the same each time."""
    place = str(passage) if statement is None else f"statement {statement.pk}"
    words = wording_of(output, passage, statement)
    value = "\x1f".join((output.objection_secret, str(participant.pk), place, words))
    return salted_hmac("sessions.objections", value, algorithm="sha256").hexdigest()


def objections_of(output: Output, participant: Participant) -> dict[str, Objection]:
    """Return what this participant objected to and what became of it, by passage.

    Keys are ``title``, ``lead`` and ``statement-<pk>``. A passage whose words were changed since
    is not among them: the objection to its old words is over.
    """
    passages: list[tuple[str, str, Statement | None]] = [
        (Passage.TITLE.value, Passage.TITLE, None),
        (Passage.LEAD.value, Passage.LEAD, None),
    ]
    passages += [
        (f"statement-{statement.pk}", Passage.STATEMENT, statement)
        for statement in output.statements.all()
    ]
    by_marker = {objection.marker: objection for objection in output.objections.all()}
    found = {}
    for key, passage, statement in passages:
        objection = by_marker.get(marker_of(output, participant, passage, statement))
        if objection is not None:
            found[key] = objection
    return found


@transaction.atomic
def settle_objection(
    *,
    output: Output,
    objection_id: str,
    outcome: Outcome,
    answer: str,
    by: User,
    today: datetime.date,
) -> Output:
    """Close an objection: the passage is changed, or it was found not to give anybody away.

    Whoever objected reads the answer; a passage that stays needs one. Of a released text the
    passage is changed by a correction, and hidden until then. Raises ``Refused`` for the author,
    for somebody without the right to release, for a passage that stays without an answer, for
    one said to be changed that stands there as it was, and where there is no such open objection
    to this output.
    """
    output = locked(output)
    refusals = []
    if not by.has_perm(RELEASE_RIGHT):
        refusals.append(Refusal("people.no_right"))
    if by.pk == output.author_id:
        refusals.append(Refusal("people.author"))
    objection = output.objections.filter(pk=objection_id, outcome=Outcome.OPEN).first()
    if objection is None:
        refusals.append(Refusal("review.no_objection"))
    elif outcome == Outcome.CHANGED and not may_be_changed(output, objection):
        refusals.append(Refusal("review.unchanged"))
    if outcome == Outcome.KEPT and not answer.strip():
        refusals.append(Refusal("review.no_answer"))
    if refusals or objection is None:
        raise Refused(refusals)
    objection.outcome = outcome
    objection.answer = answer.strip()
    objection.save(update_fields=["outcome", "answer"])
    record_decision(output, DecisionAction.SETTLED, by=by, today=today)
    return output


def may_be_changed(output: Output, objection: Objection) -> bool:
    """Whether an objection can be settled as 'changed': not while its words stand in a draft."""
    if output.status == OutputStatus.PUBLISHED:
        return True
    return objection.wording not in wordings(draft_of(output)).values()


def forget_objections(output: Output) -> None:
    """Delete the objections of an output and the secret that could have told whose they were.

    Needs the output locked. Saves the secret alone.
    """
    output.objections.all().delete()
    output.objection_secret = new_public_id()
    output.save(update_fields=["objection_secret"])


def concealed_passages(output: Output) -> set[tuple[str, int | None]]:
    """Return the passages of a released output that are hidden: objected to, not found harmless."""
    return {
        (objection.passage, objection.statement_id)
        for objection in output.objections.exclude(outcome=Outcome.KEPT)
    }


def is_under_review(output: Output) -> bool:
    """Whether those who were there may still object before the release."""
    return output.status in (OutputStatus.IN_REVIEW, OutputStatus.CLEARED)
