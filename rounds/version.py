"""The public version: one number that rises with every change to the public record.

The database raises it itself, by triggers on the tables of this app, so that no way of changing
a row can forget to: the door, the admin, an import, a shell. Finished pages are kept by it.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from rounds.models import PublicVersion

_NAME = "rounds_raise_public_version"
_CHANGES = ("INSERT", "UPDATE", "DELETE")


def public_version() -> int | None:
    """Return the version of the public record, with one query; nothing where none is counted."""
    return PublicVersion.objects.filter(pk=1).values_list("number", flat=True).first()


def count_changes(**_: Any) -> None:
    """Have the database count: make the row and the triggers, where they are missing.

    Called after each ``migrate``: a migration may have made a table anew, and its triggers with
    the old one are gone.
    """
    tables = set(connection.introspection.table_names())
    counter = PublicVersion._meta.db_table
    if counter not in tables:
        return
    with transaction.atomic(), connection.cursor() as cursor:
        PublicVersion.objects.get_or_create(pk=1)
        statements = _postgresql if connection.vendor == "postgresql" else _sqlite
        for table in _counted_tables():
            if table in tables:
                for statement in statements(table, counter):
                    cursor.execute(statement)


def _counted_tables() -> list[str]:
    config = apps.get_app_config("rounds")
    models = config.get_models(include_auto_created=True)
    return sorted({model._meta.db_table for model in models} - {PublicVersion._meta.db_table})


def _raise(counter: str) -> str:
    return f"UPDATE {counter} SET number = number + 1 WHERE id = 1"  # noqa: S608  our own table


def _sqlite(table: str, counter: str) -> Iterator[str]:
    for change in _CHANGES:
        name = connection.ops.quote_name(f"{_NAME}_{table}_{change.lower()}")
        quoted = connection.ops.quote_name(table)
        yield (
            f"CREATE TRIGGER IF NOT EXISTS {name} AFTER {change} ON {quoted}"
            f" BEGIN {_raise(counter)}; END"
        )


def _postgresql(table: str, counter: str) -> Iterator[str]:
    quoted = connection.ops.quote_name(table)
    yield (
        f"CREATE OR REPLACE FUNCTION {_NAME}() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN {_raise(counter)}; RETURN NULL; END $$"
    )
    yield (
        f"CREATE OR REPLACE TRIGGER {_NAME} AFTER INSERT OR UPDATE OR DELETE ON {quoted}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {_NAME}()"
    )
