"""The database in tests: tenants are kept apart, and a test that commits leaves nothing behind."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.management.commands.flush import Command as Flush


@pytest.fixture(autouse=True)
def _tenants_apart(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every query of a test that touches a collective's table must name the collective."""
    if not settings.configured or "kernels" in str(request.path):
        yield
        return
    from samenspel.ground.foundation.scope import guarded

    with guarded():
        yield


@pytest.fixture(autouse=True, scope="session")
def _emptying_goes_past_the_triggers() -> Iterator[None]:
    """Between tests that commit, the tables are emptied; the triggers that refuse it stand aside for that moment."""
    from django.db import connection

    from samenspel.ground.foundation.scope import across_collectives
    from samenspel.ground.journal import triggers
    from samenspel.rooms.ledger import triggers as ledger

    empty = Flush.handle

    def handle(self: Flush, **options: object) -> None:
        with across_collectives("between tests"):
            with connection.schema_editor() as editor:
                triggers.drop(editor)
                ledger.drop(editor)
            empty(self, **options)
            with connection.schema_editor() as editor:
                triggers.create(editor)
                ledger.create(editor)

    Flush.handle = handle  # type: ignore[method-assign]
    yield
    Flush.handle = empty  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    """The test database; at the end sessions are ended that a thread of a test on concurrency left on PostgreSQL.

    PostgreSQL does not drop a database that someone still looks at.
    """
    yield django_db_setup
    from django.db import connection

    if connection.vendor != "postgresql":
        return
    with django_db_blocker.unblock(), connection.cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
