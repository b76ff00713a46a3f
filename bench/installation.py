"""An installation of its own for a benchmark: its folder, its database, and nothing of any other.

Everything stands in `var/bench/` beside the real data, on the same disk.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from samenspel.site.cli.cluster import cluster
from samenspel.site.cli.messages import compile_stale
from samenspel.site.cli.migrate import migrate
from samenspel.site.cli.terminal import ROOT, set_up_django

FOLDER = ROOT / "var" / "bench"


@contextmanager
def installation(*, postgresql: bool = False) -> Iterator[Path]:
    """A fresh, migrated installation that is thrown away afterwards; yields its folder.

    SQLite is a file with `synchronous=FULL`; PostgreSQL a private server that waits for the disk. Call this once
    in a process, before anything that has tables is imported.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="run-", dir=FOLDER))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        url = (
            stack.enter_context(cluster(durable=True))
            if postgresql
            else f"sqlite:///{folder / 'bench.sqlite3'}"
        )
        use(folder, url)
        migrate(verbosity=0)
        yield folder


def use(folder: Path, url: str) -> None:
    """Point the settings at one folder and one database, and load them."""
    compile_stale()
    for name in [name for name in os.environ if name.startswith("SAMENSPEL_")]:
        del os.environ[name]
    os.environ |= environment(folder, url)
    set_up_django()


def environment(folder: Path, url: str) -> dict[str, str]:
    """What the settings of an installation for measuring are, for this process and those it starts."""
    return {
        "SAMENSPEL_ENV_FILE": os.devnull,
        "SAMENSPEL_DATA_DIR": str(folder),
        "SAMENSPEL_DATABASE_URL": url,
        "SAMENSPEL_SECRET_KEY": "a key for measuring, which guards nothing and is thrown away afterwards",
        "SAMENSPEL_TLS": "no",
    }
