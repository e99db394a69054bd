"""What the page of an output shows beside its form: where it stands and what speaks against it.

Confidential like the draft itself. Who was asked for a consent is told to the author alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participants.models import User
from sessions.admin.output_forms import renewed_until
from sessions.admin.output_languages import OTHER
from sessions.assessment import assess_output
from sessions.chatham_house.clearance import Draft
from sessions.chatham_house.scanner import LANGUAGES
from sessions.consents import is_valid
from sessions.drafting import RELEASE_RIGHT, refusals_to_clear
from sessions.enums import DecisionAction, OutputStatus, Passage
from sessions.findings_report import (
    finding_lines,
    marked_texts,
    place_at,
    place_of,
    problem_lines,
    shortened,
)
from sessions.models import Decision, NamingConsent, Objection, Output, Statement
from sessions.objections import may_be_changed
from sessions.passages import new_to_readers
from sessions.publishing import refusals_to_publish
from sessions.refusals import Refusal
from sessions.rosters import consented_by, draft_of

CORRECT_RIGHT = "dialogue_sessions.change_output"
BEFORE_RELEASE = (OutputStatus.DRAFT, OutputStatus.IN_REVIEW, OutputStatus.CLEARED)

CONSENT_STATES: Mapping[str, Promise] = {
    "nobody": _("nobody has been asked yet"),
    "asked": _("asked, no answer yet"),
    "agreed": _("agreed to this wording"),
    "void": _("wording changed since: consent void"),
}


@dataclass(frozen=True, kw_only=True)
class ObjectionLine:
    """One objection with the words it is about, as they stand now, in both languages.

    ``may_be_changed`` tells whether it can be settled as changed.
    """

    objection: Objection
    place: str
    words: tuple[tuple[str, str], ...]
    may_be_changed: bool


@dataclass(frozen=True, kw_only=True)
class ConsentLine:
    """One statement and how far it is on the way to a name. ``name`` is for the author alone."""

    statement: Statement
    beginning: str
    language: str
    state: str = ""
    state_words: str | Promise = ""
    name: str = ""
    may_take_back: bool = False


@dataclass(frozen=True, kw_only=True)
class DecisionLine:
    """One line of the history: what was decided, when, and by which account."""

    decision: Decision
    words: str
    account: str | Promise


def panel(output: Output, user: User, *, may_change: bool) -> dict[str, Any]:
    """Return everything the panel shows. A fixed number of queries."""
    is_author = user.pk == output.author_id
    may_release = user.has_perm(RELEASE_RIGHT)
    today = timezone.localdate()
    refusals: list[Refusal] = []
    if output.status == OutputStatus.IN_REVIEW:
        refusals = refusals_to_clear(output, by=user, today=today)
    elif output.status == OutputStatus.CLEARED:
        refusals = refusals_to_publish(output, by=user, today=today)
    objections = objection_lines(output)
    open_objections = [line for line in objections if line.objection.is_open]
    is_out = output.status == OutputStatus.PUBLISHED
    recheck = getattr(output, "recheck", None) if is_out else None
    correction = getattr(output, "correction", None)
    corrected = output.corrects
    consents = consent_lines(output, is_author=is_author)
    return {
        **findings(output, user, draft_of(output)),
        "open_objections": open_objections,
        "settled_objections": [line for line in objections if not line.objection.is_open],
        "waiting_at_the_corrected": corrected is not None
        and any(objection.is_open for objection in corrected.objections.all()),
        "recheck": recheck,
        "correction": correction,
        "consents": consents,
        "any_consent": any(line.state for line in consents),
        "history": decision_lines(output),
        "refusals": refusals,
        "shows_findings": output.status in BEFORE_RELEASE
        or (is_out and bool(recheck or open_objections)),
        "may_preview": output.status in (*BEFORE_RELEASE, OutputStatus.PUBLISHED)
        and not what_is_missing(output),
        "may_settle": not is_author and may_release,
        "may_ask": is_author and may_change,
        "may_submit": output.status == OutputStatus.DRAFT and may_change,
        "may_return": output.status in (OutputStatus.IN_REVIEW, OutputStatus.CLEARED)
        and (may_release or is_author),
        "may_clear": output.status == OutputStatus.IN_REVIEW and may_release and not refusals,
        "may_release": output.status == OutputStatus.CLEARED and may_release,
        "may_withdraw": is_out and may_release,
        "may_correct": is_out and correction is None and user.has_perm(CORRECT_RIGHT),
        "may_look_at_the_session": user.has_perm("dialogue_sessions.view_session"),
    }


def findings(output: Output, user: User, draft: Draft) -> dict[str, Any]:
    """Return what the page says about a text, saved or still being typed."""
    clearance = assess_output(output, draft)
    reasons = {review.finding_id: review.reason for review in output.finding_reviews.all()}
    is_author = user.pk == output.author_id
    is_read = output.status == OutputStatus.IN_REVIEW
    return {
        "output": output,
        "new_passages": [place_at(path) for path in new_to_readers(output, draft)]
        if is_read
        else [],
        "renewed_until": renewed_until(output) if is_read else "",
        "finding_lines": finding_lines(draft, clearance, reasons),
        "problem_lines": problem_lines(clearance),
        "marked_texts": marked_texts(draft, clearance),
        "is_author": is_author,
        "may_judge": not is_author
        and user.has_perm("dialogue_sessions.add_findingreview")
        and output.is_editable,
    }


def what_is_missing(output: Output) -> list[Refusal]:
    """Return why there is no page yet that the public could get: a language, a text, a consent."""
    statements = output.statements.all()
    refusals = []
    if not (output.title_de and output.title_en):
        refusals.append(Refusal("text.no_title"))
    if not statements:
        refusals.append(Refusal("text.no_statement"))
    if bool(output.lead_de) != bool(output.lead_en) or not all(
        statement.text_de and statement.text_en for statement in statements
    ):
        refusals.append(Refusal("text.language"))
    if any(s.label == "person" and not consented_by(s) for s in statements):
        refusals.append(Refusal("consent.missing"))
    return refusals


def objection_lines(output: Output) -> list[ObjectionLine]:
    """Return the objections with their passages. One query, and one for the statements."""
    objections = output.objections.select_related("statement")
    return [objection_line(output, objection) for objection in objections]


def objection_line(output: Output, objection: Objection) -> ObjectionLine:
    """Return one objection beside the words it is about."""
    statement = objection.statement
    source: Output | Statement = output
    name, number = str(objection.passage), None
    if objection.passage == Passage.STATEMENT:
        if statement is None:
            gone = str(_("A statement that is not there any more"))
            return ObjectionLine(
                objection=objection,
                place=gone,
                words=(),
                may_be_changed=may_be_changed(output, objection),
            )
        source, name, number = statement, "text", statement.position
    return ObjectionLine(
        objection=objection,
        place=place_of(str(objection.passage), number),
        words=tuple(
            (language, text)
            for language in LANGUAGES
            if (text := getattr(source, f"{name}_{language}"))
        ),
        may_be_changed=may_be_changed(output, objection),
    )


def consent_lines(output: Output, *, is_author: bool) -> list[ConsentLine]:
    """Return every statement with the state of its consent. One query."""
    consents = {
        consent.statement_id: consent
        for consent in NamingConsent.objects.filter(statement__output=output).select_related(
            "participant", "statement"
        )
    }
    return [
        _consent_line(statement, consents.get(statement.pk), is_author=is_author)
        for statement in output.statements.all()
    ]


def _consent_line(
    statement: Statement, consent: NamingConsent | None, *, is_author: bool
) -> ConsentLine:
    language = "de" if statement.text_de else OTHER["de"]
    state = "nobody" if statement.label == "person" else ""
    if consent is not None:
        given = "agreed" if is_valid(consent) else "void"
        state = "asked" if consent.given_on is None else given
    return ConsentLine(
        statement=statement,
        beginning=shortened(getattr(statement, f"text_{language}") or ""),
        language=language,
        state=state,
        state_words=CONSENT_STATES.get(state, ""),
        name=consent.participant.full_name if consent is not None and is_author else "",
        may_take_back=is_author and state in ("asked", "void"),
    )


def decision_lines(output: Output) -> Iterable[DecisionLine]:
    """Return what was decided about an output so far, oldest first, without any name."""
    return [
        DecisionLine(
            decision=decision,
            words=str(DecisionAction(decision.action).label),
            account=_("account %(number)s") % {"number": decision.decided_by_id}
            if decision.decided_by_id
            else pgettext_lazy("decided by", "a participant, by their own right"),
        )
        for decision in output.decisions.all()
    ]
