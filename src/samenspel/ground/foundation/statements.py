"""Plain SQL, for the few rows that every act reads and writes.

Django builds a query anew each time, which takes twenty times as long as SQLite needs to run it. That is no matter
for a page; for the path that every act takes it decides how many acts a second there are. A statement names its
tables and columns in double quotes, so that the guard of tenants sees them.
"""

from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Field, Model


def fetch(sql: str, *values: object) -> list[tuple[Any, ...]]:
    """Every row of a query. Text, numbers and dates come as such; identifiers and moments as the database has them."""
    with connection.cursor() as cursor:
        cursor.execute(sql, spelled(*values))
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def change(sql: str, *values: object) -> int:
    """Run a statement that changes rows; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(sql, spelled(*values))
        changed: int = cursor.rowcount
        return changed


def insert(row: Model, **given: str) -> None:
    """Insert a new row with an identifier of its own: what `save(force_insert=True)` does.

    `given` are columns that the caller has spelled as this database takes them.
    """
    sql, fields = _insertion(type(row))
    values = [
        given.get(field.attname) or field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def spelled(*values: object) -> list[Any]:
    """Values as this database takes them: SQLite has no identifiers and no moments of its own."""
    return [_spelled(value) for value in values]


def _spelled(value: object) -> object:
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value.astimezone(UTC))
    return value


@cache
def _insertion(model: type[Model]) -> tuple[str, tuple["Field[Any, Any]", ...]]:
    options = model._meta  # noqa: SLF001 - Django's documented introspection
    fields = tuple(options.local_concrete_fields)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    places = ", ".join(["%s"] * len(fields))
    return f'INSERT INTO "{options.db_table}" ({columns}) VALUES ({places})', fields  # noqa: S608 - names from the model
