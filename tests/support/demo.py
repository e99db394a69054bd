"""The demo's rows, kept after it was built once.

Building the demo through the use cases takes seconds; a suite asks for it a dozen times. The
first class of tests builds it, the others get the very same rows back.
"""

import datetime
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group
from django.core.management.color import no_style
from django.db import connection, models, transaction

from msg.demo.build import build_copy
from participants.models import User
from rounds.models import LegalPage, PublicVersion

GROUPS_OF_USERS = User.groups.through._meta.db_table
_rows: dict[str, tuple[list[str], list[tuple[Any, ...]]]] = {}
"""Columns and rows by table, of the first build."""


def _models() -> Iterator[type[models.Model]]:
    for label in ("rounds", "participants", "dialogue_sessions"):
        for model in apps.get_app_config(label).get_models(include_auto_created=True):
            # The database counts for itself.
            if model is not PublicVersion:
                yield model


def put_demo() -> None:
    """Put the demo into an empty database, inside the caller's transaction."""
    if not _rows:
        build_copy(0, seed=1, progress=lambda: None)
        _keep()
        return
    quote = connection.ops.quote_name
    # Those the migrations wrote give way to the demo's, which are the same.
    LegalPage.objects.all().delete()
    # A test that emptied the whole database took the groups along.
    groups = set(Group.objects.values_list("pk", flat=True))
    with transaction.atomic(), connection.cursor() as cursor:
        for table, (columns, rows) in _rows.items():
            places = ", ".join(["%s"] * len(columns))
            names = ", ".join(quote(column) for column in columns)
            insert = f"INSERT INTO {quote(table)} ({names}) VALUES ({places})"  # noqa: S608  our tables
            for row in rows:
                if table != GROUPS_OF_USERS or row[columns.index("group_id")] in groups:
                    cursor.execute(insert, row)
        for statement in connection.ops.sequence_reset_sql(no_style(), list(_models())):
            cursor.execute(statement)


def _keep() -> None:
    with connection.cursor() as cursor:
        for model in _models():
            table = model._meta.db_table
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            columns = [column[0] for column in cursor.description]
            _rows[table] = (columns, [tuple(map(_stored, row)) for row in cursor.fetchall()])


def _stored(value: Any) -> Any:
    """Return a value as the database takes it back; SQLite has no types for times."""
    ops = connection.ops
    if isinstance(value, datetime.datetime):
        return ops.adapt_datetimefield_value(value)
    if isinstance(value, datetime.date):
        return ops.adapt_datefield_value(value)
    if isinstance(value, datetime.time):
        return ops.adapt_timefield_value(value)
    return value
