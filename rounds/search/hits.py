"""What is shown of an entry that was found, read from the database at that moment.

The index says where to look; whether it may still be read, the database says.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language, override

from rounds.models import GuidingQuestion, Publication, PublicationStatement, Round, SessionNotice
from rounds.search.highlights import count, excerpt, marked
from rounds.search.index import Entry
from rounds.search.printed import QUESTION, ROUND, SESSION, kind_label, month_label, years_label


@dataclass(frozen=True, slots=True)
class Wanted:
    """An entry to show, in which language, and the words to mark in it."""

    entry: Entry
    language: str
    words: Collection[str]


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of the result: its row, its address and the texts with what was found marked.

    ``is_foreign`` says that it was found in another language than the page's. ``month`` is that
    of a publication or a session; ``when`` has it in words, or the years of a round.
    """

    sort: str
    row: Any
    language: str
    is_foreign: bool
    kind: SafeString
    when: SafeString
    month: date | None
    address: str
    title: SafeString
    lead: SafeString | None = None
    statement: PublicationStatement | None = None
    text: SafeString | None = None
    label: str = ""


def hits(wanted: Sequence[Wanted]) -> list[Hit]:
    """Return what is shown, in the same order; what is no longer public is left out.

    At most five queries.
    """
    rows = _rows(wanted)
    statements = _statements(rows)
    found = []
    for each in wanted:
        entry = each.entry
        row = rows.get((_table(entry.sort), entry.row))
        if row is not None:
            found.append(_hit(each, row, statements.get(entry.row, ())))
    return found


def _table(sort: str) -> str:
    return sort if sort in (QUESTION, SESSION, ROUND) else "publication"


def _rows(wanted: Iterable[Wanted]) -> dict[tuple[str, int], Any]:
    keys: dict[str, list[int]] = defaultdict(list)
    for each in wanted:
        keys[_table(each.entry.sort)].append(each.entry.row)
    sources: dict[str, Any] = {
        "publication": Publication.objects.released(),
        QUESTION: GuidingQuestion.objects.select_related("round"),
        SESSION: SessionNotice.objects.select_related("round"),
        ROUND: Round.objects.all(),
    }
    return {
        (table, row.pk): row
        for table, pks in keys.items()
        for row in sources[table].filter(pk__in=pks)
    }


def _statements(
    rows: Mapping[tuple[str, int], Any],
) -> Mapping[int, Sequence[PublicationStatement]]:
    publications = [row for (table, _), row in rows.items() if table == "publication"]
    found: dict[int, list[PublicationStatement]] = defaultdict(list)
    if publications:
        for statement in PublicationStatement.objects.filter(publication__in=publications):
            found[statement.publication_id].append(statement)
    return found


def _hit(wanted: Wanted, row: Any, statements: Sequence[PublicationStatement]) -> Hit:
    words, sort = wanted.words, wanted.entry.sort
    is_foreign = wanted.language != get_language()
    with override(wanted.language):
        known = (sort, row, wanted.language, is_foreign, *_beside(sort, row, words))
        if sort == ROUND:
            about = ", ".join(filter(None, [row.geographic_focus, *row.field_list]))
            return Hit(
                *known, row.get_absolute_url(), marked(row.theme, words), excerpt(about, words)
            )
        if sort == QUESTION:
            address = f"{row.round.get_absolute_url()}#f{row.position}"
            return Hit(*known, address, marked(row.text, words))
        if sort == SESSION:
            address = f"{row.round.get_absolute_url()}#sitzungen"
            return Hit(*known, address, marked(row.title, words), marked(row.city, words))
        address = reverse("rounds:publication", kwargs={"public_id": row.public_id})
        title = marked(row.title, words)
        statement = _telling(statements, words)
        if statement is not None:
            text = excerpt(statement.text, words)
            label = capfirst(statement.label)
            label = label if statement.is_named else marked(label, words)
            return Hit(*known, address, title, None, statement, text, label)
        lead = excerpt(row.lead, words) if row.lead else None
        return Hit(*known, address, title, lead)


def _beside(
    sort: str, row: Any, words: Collection[str]
) -> tuple[SafeString, SafeString, date | None]:
    """Return the kind and when it was, as they stand beside a hit, and its month if it has one."""
    kind = marked(kind_label(sort), words)
    if sort in (QUESTION, ROUND):
        years = row.years if sort == ROUND else row.round.years
        return kind, marked(years_label(sort, years), words), None
    month = row.month if sort == SESSION else row.released_on
    return kind, marked(month_label(month), words), month


def _telling(
    statements: Sequence[PublicationStatement], words: Collection[str]
) -> PublicationStatement | None:
    """Return the statement that holds most of the words; none where they stand elsewhere.

    The label of a statement counts, the name of somebody does not: it cannot be searched for.
    """
    best, most = None, (0, 0)
    for statement in statements:
        found = count(statement.text, words)
        if found == (0, 0) and not statement.is_named:
            found = (0, count(statement.label, words)[1])
        if found > most:
            best, most = statement, found
    return best
