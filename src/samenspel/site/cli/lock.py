"""`lock`: write `lock/run.txt` and `lock/test.txt` anew from pyproject.toml, with the hash of every file.

The versions in force stay unless pyproject.toml asks for others; `--upgrade` takes the newest it allows.
"""

import argparse
import shutil
import sys
from pathlib import Path

from samenspel.site.cli.terminal import run
from samenspel.site.cli.verb import CommandError, Verb

_OLDEST_PYTHON = "3.11"


def _uv() -> str:
    beside = Path(sys.executable).with_name("uv")
    found = str(beside) if beside.exists() else shutil.which("uv")
    if found is None:
        raise CommandError("Writing the lock needs uv. Install it first: pip install uv")
    return found


def _compile(target: str, *more: str) -> int:
    command = [_uv(), "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-emit-index-url"]
    command += ["--python-version", _OLDEST_PYTHON, "--custom-compile-command", "./samenspel lock"]
    return run([*command, *more, "pyproject.toml", "--output-file", target])


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions allowed")


def _run(options: argparse.Namespace) -> int:
    upgrade = ["--upgrade"] if options.upgrade else []
    # The lock for tests takes its versions from the lock for running, so that tests run what people run.
    return _compile("lock/run.txt", *upgrade) or _compile(
        "lock/test.txt", "--extra", "test", "--constraint", "lock/run.txt", *upgrade
    )


VERB = Verb("lock", "write the lock files anew from pyproject.toml", _run, _arguments)
