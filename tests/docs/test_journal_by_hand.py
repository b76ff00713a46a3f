"""What docs/methods/journal.md says about checking the book is so, on a real export."""

import io
import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from samenspel.ground.foundation import collectives
from samenspel.kernels.statute.presets import BUURTCOLLECTIEF
from samenspel.site import archive
from support.cast import found, make_people

from .reading import DOCS, blocks

AT = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
DOCUMENT = DOCS / "methods" / "journal.md"


@pytest.fixture
def book(db, tmp_path) -> Path:
    """The book of a collective that has just begun, as the archive holds it."""
    people = make_people(AT)
    collective = collectives.by_id(found("Het Anker", BUURTCOLLECTIEF, people["huub"], AT))
    file = io.BytesIO()
    archive.write(collective, file, AT)
    path = tmp_path / "book.jsonl"
    path.write_bytes(zipfile.ZipFile(file).read("book.jsonl"))
    return path


def recipe(book: Path) -> subprocess.CompletedProcess[str]:
    """Run the program in the document, as a reader would: alone, without anything of ours."""
    [program] = [block.text for block in blocks(DOCUMENT) if block.source.endswith("checking.py")]
    command = [sys.executable, "-I", "-c", program, str(book)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_program_accepts_the_book(book: Path) -> None:
    result = recipe(book)
    assert result.returncode == 0, result.stderr
    assert result.stdout.split()[0] == str(len(book.read_text().splitlines()))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"form":"none_yet"', '"form":"bv"', "deed 1 was changed"),
        ('"sequence":2', '"sequence":3', "deed 2 is missing"),
        ('"previous":"', '"previous":"f', "does not follow"),
    ],
)
def test_the_program_sees_a_change(book: Path, old: str, new: str, says: str) -> None:
    text = book.read_text(encoding="utf-8")
    assert old in text
    book.write_text(text.replace(old, new, 1), encoding="utf-8")
    result = recipe(book)
    assert result.returncode == 1
    assert says in result.stderr


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="this machine has no sha256sum")
def test_the_commands_give_three_times_the_same_digits(book: Path) -> None:
    [commands] = [block.text for block in blocks(DOCUMENT) if block.language == "sh"]
    commands = commands.replace("7p", "1p").replace("8p", "2p")
    answers = subprocess.run(
        ["sh", "-ec", commands], cwd=book.parent, capture_output=True, text=True, check=True
    )
    digits = [line.rpartition(":")[2].strip('" -') for line in answers.stdout.splitlines()]
    assert len(digits) == 3
    assert len(set(digits)) == 1
    assert len(digits[0]) == 64
