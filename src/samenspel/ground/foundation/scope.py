"""The guard that keeps tenants apart: a query on a collective's table must name the collective.

It reads the SQL itself, so nothing can slip by: managers, related accessors, raw statements. The test suite
runs with it switched on; `across_collectives` says, in the code, where a query means to look at more than one.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.apps import apps
from django.db import connection

_allowed: ContextVar[str] = ContextVar("across_collectives", default="")


class UnscopedQueryError(AssertionError):
    """A query touched a collective's table without saying which collective."""


@contextmanager
def across_collectives(reason: str) -> Iterator[None]:
    """Let queries inside the block span collectives. The reason is for the reader of the code."""
    if not reason:
        raise ValueError("Say why this looks across collectives.")
    token = _allowed.set(reason)
    try:
        yield
    finally:
        _allowed.reset(token)


def tenant_tables() -> frozenset[str]:
    """Every table with a `collective_id` column."""
    return frozenset(
        model._meta.db_table  # noqa: SLF001 - Django's documented introspection
        for model in apps.get_models()
        if any(getattr(field, "column", None) == "collective_id" for field in model._meta.get_fields())  # noqa: SLF001
    )


@contextmanager
def guarded() -> Iterator[None]:
    """Refuse unscoped queries on this connection inside the block."""
    tables = {table: re.compile(rf'"{re.escape(table)}"') for table in tenant_tables()}
    scoped = re.compile(r'"collective_id"\s*(=|IN)', re.IGNORECASE)

    def check(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:  # noqa: FBT001
        reads = sql.lstrip().upper().startswith(("SELECT", "UPDATE", "DELETE"))
        if reads and not _allowed.get() and not scoped.search(_where(sql)):
            touched = [table for table, pattern in tables.items() if pattern.search(sql)]
            if touched:
                raise UnscopedQueryError(
                    f"{', '.join(touched)}: name the collective in this query: {sql[:400]}"
                )
        return execute(sql, params, many, context)

    with connection.execute_wrapper(check):
        yield


_WHERE = re.compile(r"\sWHERE\s", re.IGNORECASE)


def _where(sql: str) -> str:
    found = _WHERE.search(sql)
    return sql[found.start() :] if found else ""
