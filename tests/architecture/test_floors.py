"""The contracts between floors hold, and would be seen to break: each fault is planted in a copy of the source."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.apps import apps

from samenspel.site.cli.check import LINT_IMPORTS

ROOT = Path(__file__).resolve().parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
    "contracts"
]

# What is planted where, and what must be said of it: importer -> imported.
PLANTED = {
    "a framework in a kernel": ("kernels/statute", "from django.db import models", "django"),
    "the clock in a kernel": ("kernels/tally", "import time", "time"),
    "a kernel beside a kernel": (
        "kernels/tally",
        "import samenspel.kernels.statute",
        "samenspel.kernels.statute",
    ),
    "a room from the ground": ("ground/journal", "import samenspel.rooms.statute", "samenspel.rooms.statute"),
    "a higher room": (
        "rooms/membership",
        "from samenspel.rooms.deciding import acts",
        "samenspel.rooms.deciding.acts",
    ),
    "a higher room, lazily": (
        "rooms/statute",
        "def late():\n    from samenspel.rooms.membership import queries",
        "samenspel.rooms.membership.queries",
    ),
    "a floor below, from the side": (
        "ground/foundation",
        "from samenspel.ground.people import models",
        "samenspel.ground.people.models",
    ),
    "the tables of another room": (
        "rooms/deciding",
        "from samenspel.rooms.membership import models",
        "samenspel.rooms.membership.models",
    ),
    "tables from the site": (
        "site",
        "from samenspel.rooms.membership.models import Standing",
        "samenspel.rooms.membership.models",
    ),
    "the settings from a room": (
        "rooms/statute",
        "import samenspel.config.settings",
        "samenspel.config.settings",
    ),
}


def lint(source: Path) -> subprocess.CompletedProcess[str]:
    paths = os.pathsep.join((str(source), str(ROOT / "tests")))
    return subprocess.run(
        [
            sys.executable,
            "-c",
            LINT_IMPORTS,
            "--no-logo",
            "--no-cache",
            "--config",
            str(ROOT / "pyproject.toml"),
        ],
        cwd=source,
        env={**os.environ, "PYTHONPATH": paths, "COLUMNS": "300"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_contracts_hold() -> None:
    result = lint(ROOT / "src")
    assert result.returncode == 0, result.stdout


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> str:
    source = tmp_path_factory.mktemp("planted")
    shutil.copytree(
        ROOT / "src" / "samenspel", source / "samenspel", ignore=shutil.ignore_patterns("__pycache__")
    )
    for number, (folder, text, _) in enumerate(PLANTED.values()):
        (source / "samenspel" / folder / f"planted_{number}.py").write_text(text, encoding="utf-8")
    pages = source / "samenspel" / "rooms" / "statute" / "pages.py"
    pages.write_text("from samenspel.rooms.statute import models", encoding="utf-8")
    result = lint(source)
    assert result.returncode == 1
    return result.stdout


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_import_is_seen(planted: str, fault: str) -> None:
    folder, _, imported = PLANTED[fault]
    number = list(PLANTED).index(fault)
    importer = f"samenspel.{folder.replace('/', '.')}.planted_{number}"
    assert re.search(rf"{re.escape(importer)} -> {re.escape(imported)}\b", planted), planted


def test_a_page_that_reads_tables_of_its_own_room_is_seen(planted: str) -> None:
    assert "samenspel.rooms.statute.pages -> samenspel.rooms.statute.models" in planted


def floors_of_the_house() -> list[list[str]]:
    """The floors from above, each with the rooms on it."""
    layers = next(contract["layers"] for contract in CONTRACTS if contract["type"] == "layers")
    return [[name.strip() for name in layer.split("|")] for layer in layers]


def test_the_settings_list_the_apps_in_the_order_of_the_floors() -> None:
    """The system check on tables reads the floors from the order of the apps."""
    floors = floors_of_the_house()
    ours = [config.name for config in apps.get_app_configs() if config.name.startswith("samenspel.")]
    levels = [
        next(
            level
            for level, floor in enumerate(floors)
            if any(f"{name}.".startswith(f"{one}.") for one in floor)
        )
        for name in ours
    ]
    assert levels == sorted(levels)
    assert {name for name in ours if ".rooms." in name} == {
        one for floor in floors for one in floor if ".rooms." in one
    }


def test_every_room_is_on_a_floor() -> None:
    floors = [name for floor in floors_of_the_house() for name in floor]
    rooms = [path.parent for path in (ROOT / "src/samenspel/rooms").glob("*/__init__.py")]
    assert {f"samenspel.rooms.{room.name}" for room in rooms} <= set(floors)
