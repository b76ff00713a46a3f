"""Copies every row of the large collective to an empty, migrated PostgreSQL database.

    PYTHONPATH=src .venv/bin/python bench/to_postgresql.py postgresql://…
"""

import sys
from typing import Any

import psycopg
from build_large import use_large
from psycopg import sql
from psycopg.types.json import Jsonb

MADE_BY_MIGRATE = ("contenttypes", "auth")


def main() -> None:
    use_large()
    from django.apps import apps  # noqa: PLC0415 - needs the settings

    with psycopg.connect(sys.argv[1]) as server:
        server.execute("SET session_replication_role = replica")  # rows come in any order
        for model in apps.get_models():
            if model._meta.app_label not in MADE_BY_MIGRATE:
                _copy(model, server)
    with psycopg.connect(sys.argv[1], autocommit=True) as server:
        server.execute("VACUUM ANALYZE")


def _copy(model: Any, server: psycopg.Connection[Any]) -> None:
    fields = model._meta.local_concrete_fields
    rows = model._base_manager.values_list(*(field.attname for field in fields)).iterator(chunk_size=5000)
    json_places = {place for place, field in enumerate(fields) if field.get_internal_type() == "JSONField"}
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model._meta.db_table), sql.SQL(", ").join(sql.Identifier(field.column) for field in fields)
    )
    with server.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(
                [Jsonb(value) if place in json_places and value is not None else value for place, value in enumerate(row)]
            )


if __name__ == "__main__":
    main()
