"""How to cite a publication, and what may be passed on of it, in words to copy."""

from collections.abc import Sequence
from datetime import date

from django.utils.dateformat import format as format_date
from django.utils.text import capfirst
from django.utils.translation import gettext

from rounds.channels import absolute
from rounds.models import Publication, PublicationStatement

ENDS = (".", "?", "!", "…")


def month_in_words(day: date) -> str:
    """Return the month as pages show it: 'March 2021'."""
    return format_date(day, "F Y")


def months_of(publication: Publication) -> str:
    """Return the month of the release, and that of the correction where there was one."""
    released = month_in_words(publication.released_on)
    if publication.corrected_on is None:
        return released
    return gettext("%(released)s, corrected in %(corrected)s") % {
        "released": released,
        "corrected": month_in_words(publication.corrected_on),
    }


def correction_in_words(publication: Publication) -> str:
    """Return that and when the text was corrected; empty where it was not."""
    if publication.corrected_on is None:
        return ""
    return gettext("Corrected in %(month)s") % {"month": month_in_words(publication.corrected_on)}


def with_full_stop(title: str) -> str:
    """Return a title as it stands before something else."""
    return title if title.endswith(ENDS) else f"{title}."


def address_of(publication: Publication, statement: PublicationStatement | None = None) -> str:
    """Return the whole address of a publication, or of one statement in it."""
    address = absolute(publication.get_absolute_url())
    return f"{address}#a{statement.position}" if statement else address


def label_of(statement: PublicationStatement) -> str:
    """Return what stands on or beneath the line."""
    return statement.label if statement.is_named else capfirst(statement.label)


def telling(
    statements: Sequence[PublicationStatement], longest: int | None = None
) -> PublicationStatement | None:
    """Return, of the statements without a name, the one to show alone; none where all have one.

    It says most about a group, and that in the fewest words, or characters at most.
    """
    rows = [
        row
        for row in statements
        if not row.is_named and (longest is None or len(row.text) <= longest)
    ]
    return min(rows, key=lambda row: (-len(row.label), len(row.text), row.position), default=None)


def citation(publication: Publication) -> str:
    """Return how to cite the whole text."""
    words = gettext("Migration Strategy Group: %(title)s %(kind)s, %(month)s.") % _words(
        publication
    )
    return f"{words} {address_of(publication)}"


def citation_of_statement(publication: Publication, statement: PublicationStatement) -> str:
    """Return how to cite one statement, with the group as its source."""
    words = gettext(
        "Migration Strategy Group: %(title)s %(kind)s, %(month)s. Statement %(number)s: %(label)s."
    )
    words %= {
        **_words(publication),
        "number": statement.position,
        "label": label_of(statement),
    }
    return f"{words} {address_of(publication, statement)}"


def citations(publication: Publication, statements: Sequence[PublicationStatement]) -> list[str]:
    """Return how to cite the whole, and how to cite a statement by the example of the first."""
    return [
        citation(publication),
        *(citation_of_statement(publication, statement) for statement in statements[:1]),
    ]


def report_back(publication: Publication, statements: Sequence[PublicationStatement]) -> str:
    """Return a paragraph anybody may pass on; nothing where every statement carries a name."""
    statement = telling(statements)
    if statement is None:
        return ""
    return gettext(
        "%(label)s in the dialogue of the Migration Strategy Group: “%(text)s” "
        "(%(title)s, %(month)s, %(address)s)"
    ) % {
        "label": label_of(statement),
        "text": statement.text,
        "title": publication.title,
        "month": months_of(publication),
        "address": address_of(publication, statement),
    }


def _words(publication: Publication) -> dict[str, str]:
    return {
        "title": with_full_stop(publication.title),
        "kind": publication.get_kind_display(),
        "month": months_of(publication),
    }
