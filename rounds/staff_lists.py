"""What keeps the staff's pages short, however much is on record."""

from collections.abc import Sequence
from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest
from django.utils.translation import ngettext

NAMED_BEFORE_DELETION = 30
"""Rows that a page names before something is deleted; the rest is counted."""


MOST_DIGITS = 18
"""Of a row's number in an address; with more, a database or Python itself may refuse to read it."""


def row_number(text: Any) -> int | None:
    """Return the number of a row as an address has it, or nothing for what cannot be one."""
    digits = str(text or "")
    return int(digits) if digits.isdecimal() and len(digits) <= MOST_DIGITS else None


class StaffChangeList(ChangeList):
    """A page of a list. That all can be shown is said where only some are."""

    def get_results(self, request: HttpRequest) -> None:
        """Load the page; without a search or a filter, what was counted is all there is."""
        super().get_results(request)
        if not self.query and not self.has_active_filters:
            self.full_result_count = self.result_count


def shortened(rows: Sequence[Any], most: int = NAMED_BEFORE_DELETION) -> list[Any]:
    """Return the first rows of a list of rows and lists of those below them; the last one counts
    what is left out.
    """
    left = most

    def first(rows: Sequence[Any]) -> list[Any]:
        nonlocal left
        kept: list[Any] = []
        for row in rows:
            if left <= 0:
                break
            if isinstance(row, list):
                kept.append(first(row))
            else:
                left -= 1
                kept.append(row)
        return kept

    kept, more = first(rows), _number_of(rows) - most
    if more > 0:
        kept.append(ngettext("and %(n)d more", "and %(n)d more", more) % {"n": more})
    return kept


def _number_of(rows: Sequence[Any]) -> int:
    return sum(_number_of(row) if isinstance(row, list) else 1 for row in rows)
