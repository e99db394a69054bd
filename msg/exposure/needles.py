"""What must not show: every confidential string of the database, and whose record it is of."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from msg.exposure.folding import fold, pieces, spellings
from participants.models import Invitation, Organisation, Participant, User
from sessions.chatham_house.lexicon import is_common, is_doubtful, is_known
from sessions.chatham_house.scanner import LANGUAGES
from sessions.models import Contribution, NamingConsent, Note, Objection, Output, Session

SHORTEST = 4
"""Letters; what is shorter stands by chance in some page."""
FEWEST_WORDS = 4
"""Of a piece of a longer text; fewer are said by anybody."""

Key = tuple[str, Any]
"""Whose or what a string is: ``("participant", 7)``. Who may see it is decided by the key."""


class Kind(StrEnum):
    """What sort of confidential string it is; the words of the report."""

    NAME = "name"
    SURNAME = "surname that is a word"
    EMAIL = "e-mail address"
    LIFE = "position, biography, needs or words about oneself"
    NEVER_NAMED = "organisation never to be mentioned"
    ORGANISATION = "organisation"
    SESSION = "session"
    PLACE = "place or dial-in"
    DOCUMENT = "document"
    DRAFT = "text not published"
    OBJECTION = "objection or answer"
    WITHDRAWAL = "note on a withdrawal"
    NOTE = "note of the room"
    CONTRIBUTION = "contribution"
    RANDOM = "secret of an invitation, consent or objection"


PEOPLE = frozenset({Kind.NAME, Kind.SURNAME, Kind.EMAIL, Kind.LIFE})


@dataclass(frozen=True, slots=True)
class Needle:
    """A folded pattern, what kind it is, and the record it belongs to.

    ``exact`` is set where only these very letters count, capitals included: an acronym that is a
    word. A surname that is a word counts where the scanner takes it for a name.
    """

    pattern: str
    kind: Kind
    key: Key
    exact: str = ""

    @property
    def record(self) -> str:
        """The record in words of the report; never its content."""
        return f"{self.key[0]} {self.key[1]}"


def all_needles() -> list[Needle]:
    """Return every needle of the database. A fixed number of queries."""
    needles = [*_people(), *_organisations(), *_sessions(), *_outputs(), *_room(), *_tokens()]
    return list(dict.fromkeys(needles))


def _people() -> Iterator[Needle]:
    participants = list(
        Participant.objects.select_related("user")
        .prefetch_related("memberships", "attendances")
        .order_by("pk")
    )
    given = [fold(participant.given_name) for participant in participants]
    for participant in participants:
        key = ("participant", participant.pk)
        for pattern in _names(participant, given.count(fold(participant.given_name)) == 1):
            yield Needle(pattern, Kind.NAME, key)
        for pattern in spellings(participant.family_name):
            if _is_word(pattern) and len(pattern.strip()) >= SHORTEST - 1:
                yield Needle(pattern, Kind.SURNAME, key)
        addresses = [participant.email]
        if participant.user is not None:
            addresses.append(participant.user.email)
        yield from _addresses(addresses, key)
        lives = [*_both(participant, "position"), *_both(participant, "biography")]
        for membership in participant.memberships.all():
            lives += [*_both(membership, "position"), membership.about]
        lives += [seat.needs for seat in participant.attendances.all()]
        for text in lives:
            yield from _text(text, Kind.LIFE, key)
    for user in User.objects.filter(participant__isnull=True):
        yield from _addresses([user.email], ("account", user.pk))


def _names(participant: Participant, is_only_one: bool) -> Iterator[str]:
    """Yield a name in full, turned round, and alone where no word and no other name is like it."""
    given, family = participant.given_name, participant.family_name
    whole = [f"{given} {family}", f"{family} {given}", f"{given[:1]} {family}"]
    for name in whole[:2] if _is_word(fold(family)) else whole:
        yield from spellings(name)
    alone = [family, *participant.alias_list, *([given] if is_only_one else [])]
    for name in alone:
        if not _is_word(fold(name)) and len(fold(name).strip()) >= SHORTEST:
            yield from spellings(name)


def _is_word(pattern: str) -> bool:
    words = pattern.split()
    return len(words) == 1 and (is_common(words[0]) or is_doubtful(words[0]))


def _addresses(emails: Iterable[str], key: Key) -> Iterator[Needle]:
    for email in emails:
        yield Needle(fold(email), Kind.EMAIL, key)
        local = fold(email.partition("@")[0])
        if " " in local.strip():
            yield Needle(local, Kind.EMAIL, key)


def _organisations() -> Iterator[Needle]:
    for organisation in Organisation.objects.prefetch_related("other_names").order_by("pk"):
        kind = Kind.NEVER_NAMED if organisation.is_secret else Kind.ORGANISATION
        key = ("organisation", organisation.pk)
        names = [*_both(organisation, "name"), organisation.acronym]
        names += [name.text for name in organisation.other_names.all()]
        for name in filter(None, names):
            is_short = " " not in name and (name.isupper() or len(name) <= SHORTEST)
            for pattern in spellings(name):
                if is_short and len(name) >= SHORTEST - 1:
                    yield Needle(pattern, kind, key, exact=name)
                elif not is_short and (organisation.is_secret or not _is_word(pattern)):
                    yield Needle(pattern, kind, key)


def _sessions() -> Iterator[Needle]:
    for row in Session.objects.prefetch_related("agenda_items", "documents").order_by("pk"):
        session = ("session", row.pk)
        for text in (*_both(row, "title"), *_titles(row.agenda_items.all())):
            yield from _title(text, Kind.SESSION, session)
        for text in _both(row, "invitation"):
            yield from _text(text, Kind.SESSION, session)
        for text in (*_both(row, "venue"), row.online_link):
            yield from _title(text, Kind.PLACE, ("place of session", row.pk))
        for document in row.documents.all():
            for text in _both(document, "title"):
                yield from _title(text, Kind.DOCUMENT, session)


def _outputs() -> Iterator[Needle]:
    """Yield all texts of all outputs: what of them is public, the public record says itself."""
    rows = Output.objects.prefetch_related("statements", "objections").order_by("pk")
    for output in rows:
        key = ("output", output.pk)
        for text in _both(output, "title"):
            yield from _title(text, Kind.DRAFT, key)
        for text in _both(output, "lead"):
            yield from _text(text, Kind.DRAFT, key)
        for statement in output.statements.all():
            for text in _both(statement, "text"):
                yield from _text(text, Kind.DRAFT, ("statement", statement.pk))
        yield from _text(output.withdrawal_note, Kind.WITHDRAWAL, ("withdrawal", output.pk))
        for objection in output.objections.all():
            for text in (objection.text, objection.answer):
                yield from _text(text, Kind.OBJECTION, ("objection", objection.pk))


def _room() -> Iterator[Needle]:
    for note in Note.objects.all():
        yield from _text(note.text, Kind.NOTE, ("note", note.pk))
    for contribution in Contribution.objects.all():
        yield from _text(contribution.text, Kind.CONTRIBUTION, ("contribution", contribution.pk))


def _tokens() -> Iterator[Needle]:
    rows: list[tuple[str, Key]] = []
    for invitation in Invitation.objects.all():
        rows.append((invitation.token_hash, ("invitation", invitation.pk)))
    for objection in Objection.objects.all():
        rows.append((objection.marker, ("marker of objection", objection.pk)))
    for output in Output.objects.all():
        rows.append((output.objection_secret, ("secret of output", output.pk)))
    for consent in NamingConsent.objects.all():
        rows.append((consent.pk, ("consent", consent.pk)))
    for value, key in rows:
        yield Needle(fold(value), Kind.RANDOM, key)


def _titles(rows: Iterable[Any]) -> list[str]:
    return [text for row in rows for text in _both(row, "title")]


def _title(text: str, kind: Kind, key: Key) -> Iterator[Needle]:
    """Yield a short text as one needle, unless it is one everyday word."""
    words = fold(text).split()
    if len(words) > 1 or (words and len(words[0]) >= SHORTEST and not is_known(words[0])):
        for pattern in spellings(text):
            yield Needle(pattern, kind, key)


def _text(text: str, kind: Kind, key: Key) -> Iterator[Needle]:
    """Yield the pieces of a longer text, and a short one as a whole."""
    found = False
    for piece in pieces(text or ""):
        if len(piece.split()) >= FEWEST_WORDS:
            found = True
            yield Needle(piece, kind, key)
    if not found:
        yield from _title(text or "", kind, key)


def _both(row: Any, name: str) -> list[str]:
    return [getattr(row, f"{name}_{language}") or "" for language in LANGUAGES]
