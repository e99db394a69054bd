"""What the demo plants that must not get out, and which of its accounts may see it.

For tools that look for leaks: each value is a confidential string as it stands in the database,
with the keys of the accounts that may be shown it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from msg.demo.cast import ACCOUNTS, PASSWORD
from participants.models import Organisation, Participant
from rounds.models import GuidingQuestion, Initiative, Publication, Round, SessionNotice
from sessions.chatham_house.scanner import LANGUAGES
from sessions.enums import OutputStatus, Reply
from sessions.models import Contribution, Output, Session
from sessions.objections import is_under_review

STAFF = tuple(account.key for account in ACCOUNTS if account.role == "staff")
SHORTEST = 5
"""Characters; what is shorter stands by chance in some random token of a page."""
COMMON_WORDS_IN = ("place", "agenda", "document_title")
"""Kinds that may consist of one everyday word."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A confidential string, its kind, and the keys of the accounts that may see it."""

    value: str
    kind: str
    may: tuple[str, ...]


def accounts_and_secrets() -> dict[str, Any]:
    """Return the demo's sign-ins and planted strings as plain data for JSON."""
    return {
        "accounts": {
            account.key: {"email": account.email, "password": PASSWORD, "role": account.role}
            for account in ACCOUNTS
        },
        "secrets": [
            {"value": secret.value, "kind": secret.kind, "may": list(secret.may)}
            for secret in planted_secrets()
        ],
    }


def planted_secrets() -> list[Secret]:
    """Return every planted string once, with everybody who may see it.

    What the public record says too is no secret and is left out: a notice may carry the title
    of its session, and a released statement the words of its draft. So are common words of the
    trade ('Welcome', 'Video conference'): a page may say them and mean nothing by it.
    """
    public = public_text()
    may: dict[tuple[str, str], set[str]] = {}
    for secret in _strings():
        value = " ".join(secret.value.split())
        is_common = secret.kind in COMMON_WORDS_IN and " " not in value
        if len(value) >= SHORTEST and not is_common and value.casefold() not in public:
            may.setdefault((value, secret.kind), set()).update(secret.may)
    order = [account.key for account in ACCOUNTS]
    return [
        Secret(value, kind, tuple(sorted(keys, key=order.index)))
        for (value, kind), keys in may.items()
    ]


def public_text() -> str:
    """Return all the public may read, in one string, folded for comparison."""
    rows: list[Any] = [
        *Initiative.objects.all(),
        *Round.objects.all(),
        *GuidingQuestion.objects.all(),
        *SessionNotice.objects.all(),
    ]
    for publication in Publication.objects.released().prefetch_related("statements"):
        rows += [publication, *publication.statements.all()]
    texts = (
        str(getattr(row, field.attname) or "")
        for row in rows
        for field in row._meta.concrete_fields
        if field.get_internal_type() in ("CharField", "TextField")
    )
    return " ".join(" ".join(texts).split()).casefold()


def _strings() -> Iterator[Secret]:
    yield from _people()
    yield from _organisations()
    yield from _sessions()
    yield from _outputs()
    for contribution in Contribution.objects.all():
        yield Secret(contribution.text, "contribution", STAFF)


def _people() -> Iterator[Secret]:
    keys = {account.email: account.key for account in ACCOUNTS}
    for participant in Participant.objects.all():
        own = [keys[participant.email]] if participant.email in keys else []
        may = tuple({*STAFF, *own})
        yield Secret(f"{participant.given_name} {participant.family_name}", "name", may)
        yield Secret(participant.email, "email", may)


def _organisations() -> Iterator[Secret]:
    for organisation in Organisation.objects.filter(is_secret=True).prefetch_related("other_names"):
        yield from (Secret(name, "organisation", STAFF) for name in _both(organisation, "name"))
        yield Secret(organisation.acronym, "organisation", STAFF)
        for name in organisation.other_names.all():
            yield Secret(name.text, "organisation", STAFF)


def _sessions() -> Iterator[Secret]:
    sessions = Session.objects.prefetch_related(
        "agenda_items", "documents", "attendances__participant", "attendances__present_in"
    )
    for session in sessions.order_by("pk"):
        invited = _keys(session.attendances.all())
        expected = _keys(
            attendance
            for attendance in session.attendances.all()
            if attendance.reply == Reply.ACCEPTED or attendance.present_in.all()
        )
        for value in _both(session, "title"):
            yield Secret(value, "session_title", (*STAFF, *invited))
        for value in _both(session, "invitation"):
            yield Secret(value, "invitation", (*STAFF, *invited))
        for value in (*_both(session, "venue"), session.online_link):
            yield Secret(value, "place", (*STAFF, *expected))
        for item in session.agenda_items.all():
            for value in _both(item, "title"):
                yield Secret(value, "agenda", (*STAFF, *invited))
        for document in session.documents.all():
            for value in _both(document, "title"):
                yield Secret(value, "document_title", (*STAFF, *invited))


def _outputs() -> Iterator[Secret]:
    unreleased = Output.objects.exclude(status=OutputStatus.PUBLISHED)
    unreleased = unreleased.prefetch_related(
        "statements",
        "session__attendances__participant",
        "session__attendances__present_in",
    )
    for output in unreleased.order_by("pk"):
        readers = _keys(
            attendance
            for attendance in output.session.attendances.all()
            if is_under_review(output) and attendance.present_in.all()
        )
        for text in (output, *output.statements.all()):
            for name in ("title", "lead") if text is output else ("text",):
                for value in _both(text, name):
                    yield Secret(value, "draft", (*STAFF, *readers))
        yield Secret(output.withdrawal_note, "note", STAFF)
        for objection in output.objections.all():
            yield Secret(objection.text, "note", STAFF)


def _keys(attendances: Iterable[Any]) -> tuple[str, ...]:
    keys = {account.email: account.key for account in ACCOUNTS}
    emails = (attendance.participant.email for attendance in attendances)
    return tuple(keys[email] for email in emails if email in keys)


def _both(row: Any, name: str) -> Iterator[str]:
    for language in LANGUAGES:
        yield getattr(row, f"{name}_{language}") or ""
