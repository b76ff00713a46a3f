"""The private PostgreSQL runs, and is gone afterwards, also after a failure."""

import os
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from samenspel.site.cli.cluster import cluster
from samenspel.site.cli.verb import CommandError


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Where clusters are made during a test: PostgreSQL's own user must be able to reach it."""
    with tempfile.TemporaryDirectory() as made:
        Path(made).chmod(0o755)
        monkeypatch.setattr(tempfile, "tempdir", made)
        yield Path(made)
        monkeypatch.undo()


@pytest.fixture(autouse=True)
def _postgresql(folder):
    """Skip where PostgreSQL is not installed, but not in CI."""
    try:
        with cluster():
            pass
    except CommandError as error:
        if "CI" in os.environ or "not installed" not in str(error):
            raise
        pytest.skip(str(error))


def test_it_answers_and_leaves_no_trace(folder):
    with cluster() as url:
        assert len(list(folder.iterdir())) == 1
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT current_setting('fsync')").fetchone() == ("off",)
            assert connection.execute("SELECT 'é' = convert_from('\\xc3a9', 'UTF8')").fetchone() == (True,)
    assert list(folder.iterdir()) == []
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)


def test_a_stranger_is_refused():
    with cluster() as url:
        parts = urlsplit(url)
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(
                host=parts.hostname, port=parts.port, user=parts.username, dbname="postgres", password="a"
            )


def test_a_failure_inside_leaves_no_trace_either(folder):
    with pytest.raises(LookupError), cluster(durable=True) as url:  # noqa: PT012 - the failure is planted
        held_open = psycopg.connect(url)
        assert held_open.execute("SELECT current_setting('fsync')").fetchone() == ("on",)
        raise LookupError
    assert list(folder.iterdir()) == []
    held_open.close()


def test_two_run_side_by_side():
    with cluster() as one, cluster() as other:
        assert one != other
        for url in (one, other):
            psycopg.connect(url).close()
