"""`./samenspel` on machines where something is missing: one clear line in each language says what to install."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("sh", "dirname", "cat", "cksum", "rm")


@pytest.fixture
def machine(tmp_path):
    """A copy of the launcher on a machine with nothing but a shell; returns a way to run it."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in TOOLS:
        (tools / name).symlink_to(shutil.which(name))
    home = tmp_path / "a house"
    home.mkdir()
    for name in ("samenspel", "lock", "src"):
        (home / name).symlink_to(ROOT / name)

    def run(*words, **programs):
        for name, text in programs.items():
            (tools / name).write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
            (tools / name).chmod(0o755)
        return subprocess.run(
            [str(home / "samenspel"), *words],
            env={"PATH": str(tools)},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.mark.parametrize("words", [["demo"], ["test"], []])
def test_without_python(machine, words):
    result = machine(*words)
    assert result.returncode == 1
    english, dutch = result.stderr.splitlines()
    assert english.startswith("Samenspel needs Python 3.11 or newer. Install it first")
    assert dutch.startswith("Samenspel heeft Python 3.11 of nieuwer nodig. Installeer dat eerst")


def test_with_a_python_that_is_too_old(machine):
    result = machine("demo", python3="exit 1")
    assert result.returncode == 1
    assert result.stderr.startswith("Samenspel needs Python 3.11 or newer.")


def test_without_the_module_for_environments(machine):
    result = machine("demo", python3='case "$*" in *ensurepip*) exit 1 ;; *) exit 0 ;; esac')
    assert result.returncode == 1
    english, dutch = result.stderr.splitlines()
    assert "sudo apt install python3-venv" in english
    assert "sudo apt install python3-venv" in dutch


def test_an_installation_that_fails_says_so_and_is_tried_again(machine):
    """A Python that makes environments but cannot install anything into them."""
    python = (
        'case "$*" in *"-m venv"*) mkdir -p "$3/bin"; cp "$0" "$3/bin/python" ;; *"-m pip"*) exit 1 ;; esac'
    )
    for name in ("mkdir", "cp"):
        python = python.replace(f"{name} ", f"{shutil.which(name)} ")
    for _ in range(2):
        result = machine("demo", python3=python)
        assert result.returncode == 1
        assert "Is there a network connection?" in result.stderr
