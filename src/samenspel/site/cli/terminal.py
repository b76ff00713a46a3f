"""Speaking on the terminal, and the environment that programs started from it get."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]  # the folder that holds pyproject.toml and src


def say(line: str = "") -> None:
    """Print a line at once, also when the output goes to a file."""
    print(line, flush=True)  # noqa: T201 - the command line speaks on its terminal


def python(*words: str) -> list[str]:
    """The command that runs this same Python with the given words."""
    return [sys.executable, *words]


def run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> int:
    """Run a program in the project's folder with additions to the environment; returns its exit status."""
    added = {"PYTHONPATH": str(ROOT / "src"), **(environment or {})}
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **added}, check=False).returncode  # noqa: S603


def set_up_django() -> None:
    """Load the settings and the apps. Call this before importing anything that has tables."""
    import django  # noqa: PLC0415 - help does without

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samenspel.config.settings")
    django.setup()
