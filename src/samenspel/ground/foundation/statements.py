"""Plain statements, for the rows that every act reads and writes.

Django builds a query anew each time, which takes ten times as long as the database needs to run it. That is no
matter for a page; on the path that every act takes it decides how many acts a second there are. Here a statement
on one table is built once; rows and values are the models' own, so nothing else changes. A statement written out
by hand names its tables and columns in double quotes, so that the guard of tenants sees them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import CharField, JSONField, Model, TextField

if TYPE_CHECKING:
    from django.db.models import Field

    _Field = Field[Any, Any]

M = TypeVar("M", bound=Model)

_PLAIN = frozenset({int, bool, UUID, datetime, type(None)})
_TEXT = (CharField, TextField)


def find(model: type[M], **equal: object) -> M | None:
    """The row with these values in these columns (named as attributes, no empty ones); None when there is none."""
    return next(iter(select(model, _equal(model, tuple(equal)), *_all_prepared(model, equal))), None)


def select(model: type[M], where: str, *values: object) -> list[M]:
    """The rows of one table for which a condition, and what may follow it, holds."""
    table = _table(model)
    return [table.row(found) for found in fetch(f"{table.selection} WHERE {where}", *values)]


def insert(row: Model, **given: str) -> None:
    """Insert a new row with an identifier of its own: what `save(force_insert=True)` does.

    `given` are columns that the caller has spelled as this database takes them.
    """
    table = _table(type(row))
    values = [
        given.get(field.attname) or _prepared(field, getattr(row, field.attname)) for field in table.fields
    ]
    change(table.insertion, *values)


def update(model: type[Model], changes: dict[str, object], **equal: object) -> int:
    """Change columns of the rows with these values in these columns; returns how many rows."""
    assignments = ", ".join(f'"{_table(model).by_name[name].column}" = %s' for name in changes)
    sql = f'UPDATE "{_table(model).name}" SET {assignments} WHERE {_equal(model, tuple(equal))}'  # noqa: S608 - names from the model
    return change(sql, *_all_prepared(model, changes), *_all_prepared(model, equal))


def fetch(sql: str, *values: object) -> list[tuple[Any, ...]]:
    """Every row of a query. Text, numbers and dates come as such; identifiers and moments as the database has them."""
    with connection.cursor() as cursor:
        cursor.execute(sql, _spelled(values))
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def change(sql: str, *values: object) -> int:
    """Run a statement that changes rows; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(sql, _spelled(values))
        changed: int = cursor.rowcount
        return changed


def _spelled(values: Sequence[object]) -> list[Any]:
    """Values as this database takes them: SQLite has no identifiers and no moments of its own."""
    if connection.features.has_native_uuid_field:
        return list(values)
    return [_as_text(value) if isinstance(value, (UUID, datetime)) else value for value in values]


@lru_cache(maxsize=1024)  # one act names its moment, its collective and its person many times
def _as_text(value: UUID | datetime) -> object:
    if isinstance(value, UUID):
        return value.hex
    return connection.ops.adapt_datetimefield_value(value)


@dataclass(frozen=True)
class _Table:
    """What there is to know of a table, found out once."""

    model: type[Model]
    name: str
    fields: tuple["_Field", ...]
    by_name: dict[str, "_Field"]
    names: tuple[str, ...]
    selection: str
    insertion: str
    converters: tuple[tuple[int, Callable[[object], object]], ...]

    def row(self, found: tuple[object, ...]) -> Any:
        values = list(found)
        for place, convert in self.converters:
            values[place] = convert(values[place])
        return self.model.from_db(connection.alias, self.names, values)


@cache
def _table(model: type[Model]) -> _Table:
    options = model._meta  # noqa: SLF001 - Django's documented introspection
    fields = tuple(options.local_concrete_fields)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    places = ", ".join(["%s"] * len(fields))
    name = options.db_table
    return _Table(
        model=model,
        name=name,
        fields=fields,
        by_name={field.attname: field for field in fields},
        names=tuple(field.attname for field in fields),
        selection=f'SELECT {columns} FROM "{name}"',  # noqa: S608 - names from the model
        insertion=f'INSERT INTO "{name}" ({columns}) VALUES ({places})',  # noqa: S608
        converters=tuple(_converters(name, fields)),
    )


def _converters(table: str, fields: Sequence["_Field"]) -> Iterator[tuple[int, Callable[[object], object]]]:
    """From what the database gives to what a model holds, by place: what Django's own queries use."""
    for place, field in enumerate(fields):
        column = field.get_col(table)
        steps = [*connection.ops.get_db_converters(column), *column.get_db_converters(connection)]
        for step in steps:
            yield place, partial(step, expression=column, connection=connection)


@cache
def _equal(model: type[Model], names: tuple[str, ...]) -> str:
    return " AND ".join(f'"{_table(model).by_name[name].column}" = %s' for name in names)


def _all_prepared(model: type[Model], values: dict[str, object]) -> list[object]:
    fields = _table(model).by_name
    return [_prepared(fields[name], value) for name, value in values.items()]


def _prepared(field: "_Field", value: object) -> object:
    """A value for a column, as Django would write it. What `_spelled` or the driver knows need not be looked at."""
    known = isinstance(field, _TEXT) if type(value) is str else type(value) in _PLAIN
    return value if known and not isinstance(field, JSONField) else field.get_db_prep_save(value, connection)
