"""Reads deployment settings from the environment, with an optional small `.env` file beside the data."""

import os
from pathlib import Path


class MisconfiguredError(RuntimeError):
    """A setting is missing or cannot be read; the message says which one and what to do."""


def load_dotenv(path: Path) -> None:
    """Add `NAME=value` lines of a file to the environment; what is set already wins. No file is fine."""
    if not path.is_file():
        return
    for raw in path.read_text(encoding="utf-8").splitlines():
        line = raw.strip()
        if line and not line.startswith("#") and "=" in line:
            name, value = line.split("=", 1)
            os.environ.setdefault(name.strip(), value.strip().strip("'\""))


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def flag(name: str, *, default: bool) -> bool:
    """Read yes/no. Anything else than the usual words is an error, so that a typing mistake never opens a door."""
    raw = os.environ.get(name)
    if raw is None:
        return default
    if raw.lower() in {"1", "true", "yes", "on"}:
        return True
    if raw.lower() in {"0", "false", "no", "off"}:
        return False
    raise MisconfiguredError(f"{name} is {raw!r}; write yes or no.")


def words(name: str, default: str = "") -> list[str]:
    return [word for word in os.environ.get(name, default).replace(",", " ").split() if word]


def number(name: str, default: int) -> int:
    raw = os.environ.get(name)
    if raw is None:
        return default
    try:
        return int(raw)
    except ValueError as error:
        raise MisconfiguredError(f"{name} is {raw!r}; write a whole number.") from error
