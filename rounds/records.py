"""Saving a row only after it was checked, for whatever is not a form."""

from typing import TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


def save_checked(row: Row) -> Row:
    """Save a row that passes the checks a form would make, and return it.

    Raises ``ValidationError`` with the messages a form would show; then nothing is saved.
    """
    row.full_clean()
    row.save()
    return row
