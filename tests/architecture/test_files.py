"""What is in the project's files: nothing of the machine that it was made on, and locks that agree."""

import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
IGNORED = {".git", ".venv", "var", "build", "dist", "node_modules", "__pycache__"}
CACHES = re.compile(r"^\.(mypy|ruff|import_linter|pytest|hypothesis)")

# Written in pieces, so that this file itself is clean.
HOSTS = [
    "pypi" + ".org",
    "python" + "hosted.org",
    "npmjs" + ".org",
    "npmjs" + ".com",
    "deb.debian" + ".org",
    "archive.ubuntu" + ".com",
]
PLACES = re.compile(
    r"(?<![\w.])/(?:wo" + r"rk/(?:main|shared|\.lib)|tm" + r"p/(?:w/|bash)|ro" + r"ot/|opt/py)"
)


@cache
def files() -> list[Path]:
    """Every text file of the project: what git knows, or would know; without git, what is not made by running."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0:
        paths = [ROOT / name.decode() for name in listed.stdout.split(b"\0") if name]
    else:
        paths = [path for path in ROOT.rglob("*") if not any(map(_made, path.relative_to(ROOT).parts))]
    return [path for path in paths if path.is_file() and b"\0" not in path.read_bytes()[:8000]]


def _made(part: str) -> bool:
    return part in IGNORED or bool(CACHES.match(part))


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_files_are_found() -> None:
    assert ROOT / "pyproject.toml" in files()
    assert Path(__file__) in files()


def test_no_file_names_the_host_of_a_registry() -> None:
    assert [(str(path), host) for path in files() for host in HOSTS if host in text(path)] == []


def test_no_file_names_a_place_on_one_machine() -> None:
    assert [(str(path), found.group()) for path in files() for found in PLACES.finditer(text(path))] == []


def pins(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==(\S+)", text(ROOT / "lock" / f"{name}.txt"), re.MULTILINE))


def test_the_lock_for_tests_holds_all_that_running_needs_in_the_same_versions() -> None:
    assert pins("run")
    assert pins("run").items() <= pins("test").items()


def test_every_pin_has_a_hash() -> None:
    for name in ("run", "test"):
        blocks = re.split(r"^(?=[\w.-]+==)", text(ROOT / "lock" / f"{name}.txt"), flags=re.MULTILINE)[1:]
        assert [block for block in blocks if "--hash=sha256:" not in block] == []


def test_the_locks_hold_every_dependency_of_the_project() -> None:
    project = tomllib.loads(text(ROOT / "pyproject.toml"))["project"]
    for lock, wanted in {
        "run": project["dependencies"],
        "test": project["dependencies"] + project["optional-dependencies"]["test"],
    }.items():
        names = {re.match(r"[\w.-]+", requirement).group().lower() for requirement in wanted}
        assert names <= set(pins(lock)), f"lock/{lock}.txt is older than pyproject.toml: ./samenspel lock"


@pytest.mark.parametrize("words", [["--help"], ["demo", "--help"], ["test", "--help"]])
def test_help_needs_no_library(words: list[str]) -> None:
    """`./samenspel` alone answers on a machine where nothing is installed yet."""
    command = [sys.executable, "-S", "-m", "samenspel.site.cli", *words]
    result = subprocess.run(
        command, env={"PYTHONPATH": str(ROOT / "src")}, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    assert "usage: samenspel" in result.stdout


def test_the_readmes_are_twins() -> None:
    english, dutch = text(ROOT / "README.md"), text(ROOT / "README.nl.md")
    assert headings(english) == headings(dutch)
    assert re.findall(r"```.*?```", english, re.DOTALL) == re.findall(r"```.*?```", dutch, re.DOTALL)
    assert settings(english) == settings(dutch)


def headings(markdown: str) -> list[str]:
    return re.findall(r"^(#+) ", markdown, re.MULTILINE)


def settings(markdown: str) -> list[str]:
    return re.findall(r"^\| `(SAMENSPEL_\w+)`", markdown, re.MULTILINE)


def test_the_readme_names_every_setting() -> None:
    source = text(ROOT / "src/samenspel/config/settings.py")
    assert set(re.findall(r'"(SAMENSPEL_\w+)"', source)) == set(settings(text(ROOT / "README.md")))


@pytest.mark.parametrize(
    "path", [path for path in files() if path.suffix == ".md"], ids=lambda path: path.name
)
def test_links_lead_somewhere(path: Path) -> None:
    """Links and pictures within the project; other sites are not asked."""
    targets = re.findall(r"\]\(([^)#\s]+)", text(path))
    here = [target for target in targets if "://" not in target and not target.startswith("mailto:")]
    assert [target for target in here if not (path.parent / target).exists()] == []
