"""The public reader: a database reader that cannot see who was in the room.

Every public view runs inside :func:`public_reader`. On PostgreSQL the transaction takes the
role ``msg_public``, which may read the tables of the public record and nothing else; on SQLite
an authorizer on the connection allows the same tables. A mistake in a public view is then an
error, not a disclosure.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection, transaction

ROLE = "msg_public"
"""The PostgreSQL role public requests read as. It cannot sign in."""

_READ_ACTIONS = frozenset(
    {
        sqlite3.SQLITE_SELECT,
        sqlite3.SQLITE_TRANSACTION,
        sqlite3.SQLITE_SAVEPOINT,
        sqlite3.SQLITE_FUNCTION,
        sqlite3.SQLITE_RECURSIVE,
    }
)


def public_tables() -> list[str]:
    """Return the tables of the public record, link tables included."""
    config = apps.get_app_config("rounds")
    return sorted(model._meta.db_table for model in config.get_models(include_auto_created=True))


@contextmanager
def public_reader() -> Iterator[None]:
    """Read only the public record for the duration of the block.

    Any other access raises ``django.db.DatabaseError`` (PostgreSQL: permission denied; SQLite:
    not authorized). Writing is refused as well. Blocks may be nested.
    """
    if connection.vendor == "postgresql":
        with transaction.atomic(), _as_public_role():
            yield
    else:
        with _without_the_lock_of_writers(), transaction.atomic(), _authorized_tables():
            yield


@contextmanager
def _as_public_role() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user = %s", [ROLE])
        if cursor.fetchone()[0]:
            yield
            return
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
        yield
        # Only on the way out without an exception: a rollback restores the role by itself, and
        # on an aborted transaction this statement would hide the error that matters.
        cursor.execute("RESET ROLE")


@contextmanager
def _without_the_lock_of_writers() -> Iterator[None]:
    """Begin as a reader: one who only reads neither waits for a writer nor keeps one waiting."""
    connection.ensure_connection()
    database: Any = connection
    mode = database.transaction_mode
    database.transaction_mode = "DEFERRED"
    try:
        yield
    finally:
        database.transaction_mode = mode


@contextmanager
def _authorized_tables() -> Iterator[None]:
    connection.ensure_connection()
    database: sqlite3.Connection = connection.connection
    tables = _Tables.allowed()

    def authorize(action: int, first: str | None, *_: Any) -> int:
        if action in _READ_ACTIONS or (action == sqlite3.SQLITE_READ and first in tables):
            return sqlite3.SQLITE_OK
        return sqlite3.SQLITE_DENY

    if getattr(connection, "msg_public_reader", False):
        yield
        return
    database.set_authorizer(authorize)
    connection.msg_public_reader = True  # type: ignore[attr-defined]
    try:
        yield
    finally:
        connection.msg_public_reader = False  # type: ignore[attr-defined]
        database.set_authorizer(None)


class _Tables:
    """The allowed tables as a set, found once: models do not change while the process runs."""

    _allowed: frozenset[str] | None = None

    @classmethod
    def allowed(cls) -> frozenset[str]:
        if cls._allowed is None:
            cls._allowed = frozenset(public_tables())
        return cls._allowed


def grant_public_reader() -> None:
    """Create the role where it is missing and let it read the public record alone.

    Needs the right to create roles once; afterwards only ownership of the tables. On SQLite
    there is nothing to do.
    """
    if connection.vendor != "postgresql":
        return
    quote = connection.ops.quote_name
    with transaction.atomic(), connection.cursor() as cursor:
        # Roles belong to the whole server: two databases being set up at once must not collide.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [ROLE])
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE])
        if cursor.fetchone() is None:
            cursor.execute(f"CREATE ROLE {ROLE} NOLOGIN")
        # From version 16 on, whoever makes a role is its member without the right to take it on.
        cursor.execute("SHOW server_version_num")
        right = "SET" if int(cursor.fetchone()[0]) >= 160000 else "MEMBER"
        cursor.execute("SELECT pg_has_role(current_user, %s, %s)", [ROLE, right])
        if not cursor.fetchone()[0]:
            cursor.execute(f"GRANT {ROLE} TO CURRENT_USER")
        cursor.execute("SELECT current_schema()")
        schema = quote(cursor.fetchone()[0])
        cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {ROLE}")
        cursor.execute(f"GRANT USAGE ON SCHEMA {schema} TO {ROLE}")
        existing = set(connection.introspection.table_names(cursor))
        tables = ", ".join(quote(table) for table in public_tables() if table in existing)
        if tables:
            cursor.execute(f"GRANT SELECT ON {tables} TO {ROLE}")


def grant_after_migrate(**_: Any) -> None:
    """Renew the grants after each ``migrate``: new tables are public in ``rounds`` alone."""
    grant_public_reader()
