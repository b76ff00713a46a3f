"""The large collective on PostgreSQL: the same rows in a private server.

Run by itself it copies them to an empty, migrated database: `bench/to_postgresql.py postgresql://…`
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from build_large import LARGE, use_large
from installation import environment, use
from psycopg import sql
from psycopg.types.json import Jsonb

from samenspel.site.cli.cluster import cluster
from samenspel.site.cli.terminal import ROOT, python

MADE_BY_MIGRATE = ("contenttypes", "auth")


@contextmanager
def large_on_postgresql() -> Iterator[None]:
    """Copy the large collective to a private server that waits for the disk, and point the settings there."""
    with cluster(durable=True) as url:
        migrating = {**os.environ, **environment(LARGE, url)}
        migrate = python("-m", "samenspel.site.cli", "migrate")
        subprocess.run(migrate, cwd=ROOT, env=migrating, check=True, stdout=subprocess.DEVNULL)
        subprocess.run(python(str(Path(__file__)), url), cwd=ROOT, check=True)
        use(LARGE, url)
        yield


def main() -> None:
    use_large()
    from django.apps import apps  # noqa: PLC0415 - needs the settings

    with psycopg.connect(sys.argv[1]) as server:
        server.execute("SET session_replication_role = replica")  # rows come in any order
        for model in apps.get_models():
            _copy(model, server)
    with psycopg.connect(sys.argv[1], autocommit=True) as server:
        server.execute("VACUUM ANALYZE")


def _copy(model: Any, server: psycopg.Connection[Any]) -> None:
    options = model._meta  # noqa: SLF001 - Django's documented introspection
    if options.app_label in MADE_BY_MIGRATE:
        return
    fields = options.local_concrete_fields
    rows = model.objects.values_list(*(field.attname for field in fields)).iterator(chunk_size=5000)
    json_places = {place for place, field in enumerate(fields) if field.get_internal_type() == "JSONField"}
    columns = sql.SQL(", ").join(sql.Identifier(field.column) for field in fields)
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(options.db_table), columns)
    with server.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([_given(value, json=place in json_places) for place, value in enumerate(row)])


def _given(value: object, *, json: bool) -> object:
    return Jsonb(value) if json and value is not None else value


if __name__ == "__main__":
    main()
