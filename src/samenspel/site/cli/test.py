"""`test`: run the tests, on SQLite, on a private PostgreSQL, or everything that must pass before a change lands."""

import argparse
import os
import signal
import sys
from collections.abc import Callable, Mapping

from samenspel.site.cli.check import check
from samenspel.site.cli.cluster import cluster
from samenspel.site.cli.messages import compile_stale
from samenspel.site.cli.terminal import ROOT, python, run, say
from samenspel.site.cli.verb import Verb

_KERNELS = "src/samenspel/kernels"
_KERNEL_COVERAGE = "95"  # at least so many lines and branches of every 100
_ALONE = ("tests/architecture", "tests/docs")  # the same on any database
_DESELECTED_ON_POSTGRESQL = "not browser"  # seen on SQLite; a browser does not see which database there is


def _pytest(options: argparse.Namespace, *words: str, environment: Mapping[str, str] | None = None) -> int:
    command = python("-m", "pytest", "--numprocesses", str(options.processes), "--dist", "worksteal", *words)
    return run(command, environment)


def _on_postgresql(options: argparse.Namespace, *words: str) -> int:
    with cluster() as url:
        return _pytest(options, *words, environment={"SAMENSPEL_TEST_DATABASE_URL": url})


def _everything(options: argparse.Namespace) -> int:
    """All steps, also after one that fails. The kernels run apart, so that only they pay for measuring coverage."""
    failed = check()
    steps: dict[str, Callable[[], int]] = {
        "tests of the kernels": lambda: _pytest(
            options,
            _KERNELS,
            "-m",
            "not no_cover",
            "--cov=samenspel.kernels",
            f"--cov-fail-under={_KERNEL_COVERAGE}",
            "--cov-report=term:skip-covered",
        ),
        "long tests of the kernels": lambda: _pytest(options, _KERNELS, "-m", "no_cover"),
        "tests on SQLite": lambda: _pytest(options, f"--ignore={_KERNELS}", "--durations=10"),
        "tests on PostgreSQL": lambda: _on_postgresql(
            options,
            "-m",
            _DESELECTED_ON_POSTGRESQL,
            *(f"--ignore={path}" for path in (_KERNELS, *_ALONE)),
        ),
    }
    for name, step in steps.items():
        say(f"\n{name}")
        if step() != 0:
            failed.append(name)
    if failed:
        say(f"not in order: {', '.join(failed)}")
    return 1 if failed else 0


def _arguments(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--postgresql", action="store_true", help="on a private PostgreSQL instead of SQLite")
    which.add_argument(
        "--all", action="store_true", help="style, types, floors, and the tests on both databases"
    )
    parser.add_argument("--processes", default=2, help="test processes (%(default)s)")


def _run(options: argparse.Namespace) -> int:
    # Being told to stop must also stop the private database: turn the signal into an exception.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    compile_stale()
    for name in [name for name in os.environ if name.startswith("SAMENSPEL_")] + ["DJANGO_SETTINGS_MODULE"]:
        os.environ.pop(name, None)
    # Words that this verb does not know go to pytest; its paths are relative to the project's folder.
    if options.all:
        return _everything(options)
    os.chdir(ROOT)
    return _on_postgresql(options, *options.rest) if options.postgresql else _pytest(options, *options.rest)


VERB = Verb("test", "run the tests (other words go to pytest)", _run, _arguments, takes_rest=True)
