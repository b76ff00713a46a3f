"""The settings of a real installation: secure by default, and nothing in them that is a rule of a collective."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def manage(tmp_path, *words, **settings):
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("SAMENSPEL_", "DJANGO_"))
    }
    environment |= {
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "samenspel.config.settings",
        "SAMENSPEL_ENV_FILE": os.devnull,
        "SAMENSPEL_DATA_DIR": str(tmp_path),
        **settings,
    }
    command = [sys.executable, "-m", "django", *words]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_the_deployment_check_is_clean_by_default(tmp_path):
    done = manage(
        tmp_path, "check", "--deploy", "--fail-level", "WARNING", SAMENSPEL_HOSTS="samenspel.example.org"
    )
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_no_migration_is_missing(tmp_path):
    done = manage(tmp_path, "makemigrations", "--check", "--dry-run")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SAMENSPEL_TLS", "perhaps"),
        ("SAMENSPEL_DATABASE_URL", "mysql://localhost/x"),
        ("SAMENSPEL_MAIL_PORT", "many"),
    ],
)
def test_a_setting_that_cannot_be_read_is_named(tmp_path, name, value):
    done = manage(tmp_path, "check", **{name: value})
    assert done.returncode != 0
    assert name in done.stderr


def test_the_key_is_made_once_and_kept_to_its_owner(tmp_path):
    manage(tmp_path, "check")
    first = (tmp_path / "secret-key").read_text(encoding="utf-8")
    manage(tmp_path, "check")
    assert (tmp_path / "secret-key").read_text(encoding="utf-8") == first
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0
    assert len(first) >= 50
