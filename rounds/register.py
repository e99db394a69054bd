"""Lines of the register: what a list says of a publication, worked out for what it shows alone."""

from django.db.models import Count

from rounds.models import PublicationQuerySet

PER_PAGE = 20
"""Lines on one page of a list."""


def as_register(rows: PublicationQuerySet) -> PublicationQuerySet:
    """Give each row what a line of the register says, and leave out what it does not."""
    return rows.annotate(statement_count=Count("statements")).defer("lead")


def only_first(rows: PublicationQuerySet, number: int) -> PublicationQuerySet:
    """Return the first rows, chosen before anything is worked out for them.

    A database counts and looks up what is added to a row before it sorts and cuts: of all rows.
    """
    return rows.filter(pk__in=rows.values("pk")[:number])
