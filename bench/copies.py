"""Copies of the database of this installation, written to by the driver alone: the floor under what an ORM costs."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Protocol

import psycopg
from django.db import connection
from psycopg import sql as words

Write = Callable[[str, Any], object]


class Copy(Protocol):
    """A copy of the database, with the same settings for durability and foreign keys."""

    def transaction(self) -> Any:
        """Yield a function that runs one statement, in a transaction that ends with the block."""


@contextmanager
def copies(folder: Path, number: int) -> Iterator[list[Copy]]:
    """Make copies of the database as it is now; they are thrown away afterwards."""
    make = _sqlite if connection.vendor == "sqlite" else _postgresql
    with ExitStack() as stack:
        yield [stack.enter_context(make(folder, place)) for place in range(number)]


class _SqliteCopy:
    def __init__(self, raw: sqlite3.Connection) -> None:
        self._raw = raw

    @contextmanager
    def transaction(self) -> Iterator[Write]:
        self._raw.execute("BEGIN IMMEDIATE")
        yield self._write
        self._raw.execute("COMMIT")

    def _write(self, sql: str, params: Any) -> None:
        self._raw.execute(sql % (("?",) * len(params)), params)


@contextmanager
def _sqlite(folder: Path, place: int) -> Iterator[Copy]:
    path = folder / f"copy-{place}.sqlite3"
    connection.ensure_connection()
    raw = sqlite3.connect(path, isolation_level=None)
    try:
        connection.connection.backup(raw)
        raw.executescript(connection.settings_dict["OPTIONS"]["init_command"])
        yield _SqliteCopy(raw)
    finally:
        raw.close()
        path.unlink()


class _PostgresqlCopy:
    def __init__(self, raw: psycopg.Connection[Any]) -> None:
        self._raw = raw

    @contextmanager
    def transaction(self) -> Iterator[Write]:
        with self._raw.transaction(), self._raw.cursor() as cursor:
            yield cursor.execute


@contextmanager
def _postgresql(_folder: Path, place: int) -> Iterator[Copy]:
    parameters = connection.get_connection_params()
    address = {name: parameters[name] for name in ("host", "port", "user", "password")}
    source, name = parameters["dbname"], f"copy_{place}"
    connection.close()  # a database is only copied while nobody is connected to it
    with psycopg.connect(**address, dbname="template1", autocommit=True) as server:
        server.execute(words.SQL("DROP DATABASE IF EXISTS {}").format(words.Identifier(name)))
        server.execute(
            words.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                words.Identifier(name), words.Identifier(source)
            )
        )
    with psycopg.connect(**address, dbname=name, autocommit=True) as raw:
        yield _PostgresqlCopy(raw)
