"""Querysets compiled once, for the pages that are asked for most.

Building and compiling one of these takes ten times as long as the database takes to answer it,
and comes out the same each time but for a number. Nothing of an answer is kept.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.query import RawQuerySet
from django.utils.translation import get_language

_PLACEHOLDER = -2_147_483_629
"""Stands where the number goes; no row is numbered below zero."""


class Prepared:
    """A query of one number, such as a round's: ``build`` is asked once in each language.

    ``build`` has to pass the number on as it is, and to depend on nothing else.
    """

    def __init__(self, build: Callable[[int], "QuerySet[Any, Any]"]) -> None:
        self._build = build
        self._compiled: dict[tuple[str | None, str], tuple[str, tuple[Any, ...], type[Model]]] = {}

    def rows(self, number: int = 0) -> list[Any]:
        """Return the rows as objects, what the queryset adds to them included."""
        sql, params, model = self._with(number)
        return list(RawQuerySet(sql, model=model, params=params))

    def values(self, number: int = 0) -> list[tuple[Any, ...]]:
        """Return the rows as the database gives them."""
        sql, params, _ = self._with(number)
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall()

    def _with(self, number: int) -> tuple[str, tuple[Any, ...], type[Model]]:
        key = get_language(), connection.vendor
        if key not in self._compiled:
            queryset = self._build(_PLACEHOLDER)
            sql, params = queryset.query.get_compiler(connection=connection).as_sql()
            self._compiled[key] = sql, tuple(params), queryset.model
        sql, params, model = self._compiled[key]
        return sql, tuple(number if each == _PLACEHOLDER else each for each in params), model
