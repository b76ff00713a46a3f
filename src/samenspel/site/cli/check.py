"""`check`: style, types, the contracts between floors, migrations, and the settings for deployment."""

import argparse
import os
import secrets
import tempfile

from samenspel.site.cli.terminal import ROOT, python, run, say
from samenspel.site.cli.verb import Verb

LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
_STEPS = {
    "style": ("-m", "ruff", "check", "--quiet", "--output-format=concise"),
    "format": ("-m", "ruff", "format", "--check", "--quiet", "--output-format=concise"),
    "types": ("-m", "mypy", "--no-error-summary"),
    "floors": ("-c", LINT_IMPORTS, "--no-logo"),
    "migrations": ("-m", "django", "makemigrations", "--check", "--dry-run"),
    "deployment": ("-m", "django", "check", "--deploy", "--fail-level", "WARNING"),
}


def check() -> list[str]:
    """Run every step, also after one that fails; returns the names of those that failed."""
    with tempfile.TemporaryDirectory(prefix="samenspel-check-") as folder:
        environment = {
            "DJANGO_SETTINGS_MODULE": "samenspel.config.settings",
            "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT / "tests"))),
            "SAMENSPEL_ENV_FILE": os.devnull,
            "SAMENSPEL_DATA_DIR": folder,
            "SAMENSPEL_SECRET_KEY": secrets.token_urlsafe(64),
        }
        failed = []
        for name, words in _STEPS.items():
            say(f"check: {name}")
            if run(python(*words), environment) != 0:
                failed.append(name)
        return failed


def _run(_options: argparse.Namespace) -> int:
    failed = check()
    say(f"not in order: {', '.join(failed)}" if failed else "all in order")
    return 1 if failed else 0


VERB = Verb("check", "style, types, floors, migrations and deployment settings", _run)
