"""The settings that tests run with: the real ones, with data in a folder that is thrown away afterwards.

`SAMENSPEL_TEST_DATABASE_URL` names another database than SQLite; `./samenspel test --postgresql` sets it.
"""

# ruff: noqa: F403, F405 - everything that is not changed here is as it is in earnest

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_FOLDER = "SAMENSPEL_TEST_FOLDER"


def _folder() -> Path:
    """One folder for a whole run: the first process makes and removes it, its workers find it by its name."""
    if _FOLDER not in os.environ:
        made = tempfile.mkdtemp(prefix="samenspel-test-")
        os.environ[_FOLDER] = made
        atexit.register(shutil.rmtree, made, ignore_errors=True)
    return Path(os.environ[_FOLDER])


_kept = {_FOLDER, "SAMENSPEL_TEST_DATABASE_URL"}
for _name in [name for name in os.environ if name.startswith("SAMENSPEL_") and name not in _kept]:
    del os.environ[_name]
_data = _folder()
os.environ |= {
    "SAMENSPEL_ENV_FILE": os.devnull,
    "SAMENSPEL_DATA_DIR": str(_data),
    "SAMENSPEL_SECRET_KEY": "a key for tests, which guard nothing and are thrown away afterwards",
    "SAMENSPEL_DATABASE_URL": os.environ.get(
        "SAMENSPEL_TEST_DATABASE_URL", f"sqlite:///{_data / 'main.sqlite3'}"
    ),
    "SAMENSPEL_TLS": "no",
}

from samenspel.config.settings import *  # noqa: E402 - reads the environment set above

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
STATIC_ROOT.mkdir(exist_ok=True)

_database = DATABASES["default"]
if _database["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: tests with threads and a live server need several connections. Each test process
    # has its own. What is thrown away need not wait for the disk.
    _database["TEST"] = {"NAME": str(_data / "test.sqlite3")}
    _database["OPTIONS"] |= {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
    }
else:
    _database["CONN_MAX_AGE"] = (
        0  # no connection outlives its test, or the test database could not be removed
    )
