"""The style rules refuse what the architecture refuses: signals, the clock, generic keys, hidden imports."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

REFUSED = {
    "now": "import datetime as dt\n\nAT = dt.datetime.now(dt.UTC)\n",
    "utcnow": "from datetime import datetime\n\nAT = datetime.utcnow()\n",
    "today": "from datetime import date\n\nDAY = date.today()\n",
    "Django's now": "from django.utils import timezone\n\nAT = timezone.now()\n",
    "Django's day": "from django.utils import timezone\n\nDAY = timezone.localdate()\n",
    "seconds": "import time\n\nAT = time.time()\n",
    "signals": "from django.dispatch import receiver\n\nUSED = receiver\n",
    "save signals": "from django.db.models.signals import post_save\n\nUSED = post_save\n",
    "generic keys": "from django.contrib.contenttypes.fields import GenericForeignKey\n\nUSED = GenericForeignKey\n",
    "import by name": 'import importlib\n\nROOM = importlib.import_module("samenspel.rooms.deciding")\n',
    "model by name": 'from django.apps import apps\n\nMODEL = apps.get_model("deciding", "Proposal")\n',
}


def ruff(text: str) -> str:
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format=concise"]
    place = ["--select=TID251", "--stdin-filename=src/samenspel/rooms/statute/planted.py", "-"]
    return subprocess.run(
        command + place, cwd=ROOT, input=text, capture_output=True, text=True, check=False
    ).stdout


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused(what: str) -> None:
    assert "TID251" in ruff(REFUSED[what])


def test_a_day_that_comes_in_is_right() -> None:
    assert "All checks passed" in ruff("from datetime import date\n\nDAY = date(2026, 11, 23)\n")
