"""Raw notes of a session: thoughts without a speaker, a writer, a time or an order.

They are typed in a browser that may be offline for hours and may send the same line twice; the id
made there says which line is meant. Not for anything the public or a participant reads: what is
to be read becomes a statement of an output.
"""

import datetime
import re
import secrets
import unicodedata
from collections.abc import Collection, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Min, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import User
from sessions.convening import check_parts
from sessions.drafting import locked, text_changed
from sessions.enums import RegimeChoice
from sessions.models import AgendaItem, Note, Output, Session, Statement
from sessions.refusals import Refusal, Refused

NOTE_RIGHT = "dialogue_sessions.add_note"

LONGEST_NOTE = 1000
MOST_NOTES = 500
"""Notes to one part: more than anybody writes, and little enough to write anew each time."""

NOTE_ID = re.compile(r"[0-9a-f]{16}")

_random = secrets.SystemRandom()


def kept_until(session: Session, today: datetime.date) -> datetime.date:
    """Return the day after which the notes of a session are deleted; it never moves by writing.

    Counted from the session. Where that day has passed, as with notes brought in late, it is
    counted from the first of them.
    """
    days = datetime.timedelta(days=session.round.note_days)
    regular = timezone.localdate(session.ends_at) + days
    if regular >= today:
        return regular
    late = Note.objects.kept(today).filter(agenda_item__session=session)
    return late.aggregate(end=Min("ends_on"))["end"] or today + days


def tidy_note(text: str) -> str:
    """Return the text as one line, without what no database takes."""
    kept = (m for m in text if m.isspace() or unicodedata.category(m) not in ("Cc", "Cs"))
    return " ".join("".join(kept).split())


@transaction.atomic
def keep_notes(
    *,
    session: Session,
    agenda_item: AgendaItem,
    notes: Mapping[str, str],
    today: datetime.date,
) -> None:
    """Merge notes, by id, into those of a part of a session; the same again changes nothing.

    A known id gets its new text, and moves here from another part of the session; an empty text
    deletes. All notes of the part are written anew in random order, so that not even their place
    in the table tells which came last. Raises ``ValidationError`` and changes nothing for a part
    of another session or one that is not for use, for an id that is none or belongs elsewhere,
    and for too much text.
    """
    check_parts(session, [agenda_item])
    texts = {note_id: tidy_note(text) for note_id, text in notes.items()}
    if not all(NOTE_ID.fullmatch(note_id) for note_id in texts):
        raise ValidationError(_("The notes were sent in a form that is not understood."))
    if any(len(text) > LONGEST_NOTE for text in texts.values()):
        raise ValidationError(
            _("A line is longer than %(number)s characters. Please divide it."),
            params={"number": LONGEST_NOTE},
        )
    if agenda_item.regime == RegimeChoice.NOT_FOR_USE and any(texts.values()):
        raise ValidationError(_("This part is not for use. No notes are taken of it."))
    # All parts: a note may be on its way from one to another.
    list(AgendaItem.objects.select_for_update().filter(session=session).order_by("pk"))
    if Note.objects.filter(pk__in=texts).exclude(agenda_item__session=session).exists():
        raise ValidationError(_("The notes were sent in a form that is not understood."))
    stored = dict(
        Note.objects.kept(today).filter(agenda_item=agenda_item).values_list("pk", "text")
    )
    merged = {note_id: text for note_id, text in {**stored, **texts}.items() if text}
    if len(merged) > MOST_NOTES:
        raise ValidationError(
            _("A part has room for %(number)s lines."), params={"number": MOST_NOTES}
        )
    ends_on = kept_until(session, today)
    rows = [
        Note(id=note_id, agenda_item=agenda_item, text=text, ends_on=ends_on)
        for note_id, text in merged.items()
    ]
    _random.shuffle(rows)
    Note.objects.filter(Q(agenda_item=agenda_item) | Q(pk__in=texts)).delete()
    Note.objects.bulk_create(rows)


def delete_expired_notes(today: datetime.date) -> int:
    """Delete the notes whose end date has passed; return how many there were."""
    deleted, _by_model = Note.objects.filter(ends_on__lt=today).delete()
    return deleted


def notes_for(output: Output, today: datetime.date) -> list[Note]:
    """Return the notes of the parts an output draws on, in an order that tells nothing."""
    notes = list(
        Note.objects.kept(today)
        .filter(agenda_item__in=output.parts.all())
        .select_related("agenda_item")
    )
    _random.shuffle(notes)
    return notes


@transaction.atomic
def write_statements_from(
    *,
    output: Output,
    note_ids: Collection[str],
    language: str,
    by: User,
    today: datetime.date,
) -> list[Statement]:
    """Make statements of chosen notes, in random order, after those that are there.

    ``language`` is that of the notes; the other one is left for the writer. Where the output
    draws on several parts, a statement is drawn from the part of its note. A note that is a
    statement already is passed over: pressing twice writes once. The notes stay until their day.
    Raises ``Refused`` where the text is not being written, where a note is gone or of another
    part, where none is chosen, and for somebody who may not read notes.
    """
    output = locked(output)
    chosen = set(note_ids)
    notes = [note for note in notes_for(output, today) if note.pk in chosen]
    refusals = []
    if not by.has_perm(NOTE_RIGHT):
        refusals.append(Refusal("people.no_right"))
    if not output.is_editable:
        refusals.append(Refusal("notes.not_editable"))
    if not chosen:
        refusals.append(Refusal("notes.none_chosen"))
    if len(notes) < len(chosen):
        refusals.append(Refusal("notes.gone"))
    if refusals:
        raise Refused(refusals)
    present = statement_texts(output)
    several_parts = len(output.parts.all()) > 1
    position = output.statements.aggregate(last=Max("position"))["last"] or 0
    statements = []
    for note in notes:
        if note.text in present:
            continue
        present.add(note.text)
        position += 1
        statement = Statement.objects.create(
            output=output, position=position, **{f"text_{language}": note.text}
        )
        if several_parts:
            statement.parts.set([note.agenda_item])
        statements.append(statement)
    text_changed(output=output, by=by, today=today)
    return statements


def statement_texts(output: Output) -> set[str]:
    """Return what the statements of an output say, in either language."""
    return {
        text
        for statement in output.statements.all()
        for text in (statement.text_de, statement.text_en)
        if text
    }
