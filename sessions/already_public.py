"""What readers can lay beside a draft: everything released of its session and its round."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from django.db.models import QuerySet

from rounds.models import Publication
from sessions.chatham_house.anonymity import Repeat, parse_label, people_with
from sessions.chatham_house.clearance import Draft
from sessions.chatham_house.scanner import LANGUAGES
from sessions.enums import OutputStatus
from sessions.models import Attendance, Output, Session, Statement
from sessions.rosters import parts_of, roster_of


def beside_what_is_public(draft: Draft, output: Output) -> Draft:
    """Return the draft of an output with what else is public of its session and its round.

    Three queries, more where a statement was released of another session in the same words, and
    the round's texts only where the draft tells a detail of somebody's life.
    """
    corrected = output.corrects
    own = {output.publication_id, corrected.publication_id if corrected else None}

    def released_texts() -> Iterator[tuple[str, str]]:
        publications = Publication.objects.released().filter(round_id=output.session.round_id)
        for publication in publications.prefetch_related("statements"):
            if publication.pk in own:
                continue
            for language in LANGUAGES:
                texts = [getattr(publication, f"{name}_{language}") for name in ("title", "lead")]
                texts += [getattr(s, f"text_{language}") for s in publication.statements.all()]
                yield language, "\n\n".join(text for text in texts if text)

    return replace(
        draft,
        published=published_labels(output),
        repeats=repeats_of(draft, output),
        released=released_texts,
    )


def published_labels(output: Output) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return label and parts of every other statement already released of the same session."""
    others = _released_statements().filter(output__session_id=output.session_id)
    return tuple(
        (statement.label, _parts(statement))
        for statement in others.exclude(output_id__in=_same_publication(output))
    )


def repeats_of(draft: Draft, output: Output) -> tuple[Repeat, ...]:
    """Return the statements of a draft that were released of other sessions of its round.

    Compared by their letters and digits, in either language: another sign, blank or capital makes
    no other statement.
    """
    labelled = [entry for entry in draft.fields if entry.label and _letters(entry.text)]
    own = {(entry.language, _letters(entry.text)) for entry in labelled}
    released = (
        Statement.objects.filter(
            output__status=OutputStatus.PUBLISHED,
            output__session__round_id=output.session.round_id,
        )
        .exclude(output__session_id=output.session_id)
        .order_by()
        .values_list("pk", *(f"text_{language}" for language in LANGUAGES))
    )
    same = [
        pk
        for pk, *texts in released
        if not own.isdisjoint(zip(LANGUAGES, map(_letters, texts), strict=True))
    ]
    repeats = []
    for statement in _released_statements().filter(pk__in=same) if same else ():
        if statement.label == "person":
            continue
        roster = roster_of(statement.output.session)
        label = parse_label(statement.label)
        fitting = people_with(label, roster, roster.people_in(_parts(statement)))
        repeats += [
            Repeat(entry.label, entry.parts, fitting)
            for entry in labelled
            if entry.label
            and entry.label != "person"
            and _letters(entry.text) == _letters(getattr(statement, f"text_{entry.language}"))
        ]
    if output.also_heard_in.all():
        # 'Came up in three sessions' is read like the same statement released three times.
        whole = tuple(str(part.pk) for part in output.parts.all())
        rooms = [_present_at(session) for session in output.also_heard_in.all()]
        repeats.append(Repeat("participants", whole, frozenset.intersection(*rooms)))
    return tuple(dict.fromkeys(repeats))


def _letters(text: str | None) -> str:
    """Return what is left of a text without signs, blanks and capitals."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text or "").casefold())


def _present_at(session: Session) -> frozenset[str]:
    present = Attendance.objects.filter(session=session, present_in__isnull=False)
    return frozenset(f"p{pk}" for pk in present.values_list("participant_id", flat=True))


def _same_publication(output: Output) -> list[int]:
    """Return the outputs whose text will not stand beside this one: itself, what it corrects."""
    return [pk for pk in (output.pk, output.corrects_id) if pk is not None]


def _released_statements() -> QuerySet[Statement]:
    return (
        Statement.objects.filter(output__status=OutputStatus.PUBLISHED)
        .select_related("output__session__round")
        .prefetch_related("parts", "output__parts")
        .order_by("output_id", "position")
    )


def _parts(statement: Statement) -> tuple[str, ...]:
    return parts_of(statement) or tuple(str(part.pk) for part in statement.output.parts.all())
