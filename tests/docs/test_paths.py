"""Files and names that docs/ mentions are there: in backticks, a path or a dotted name is a promise."""

import pydoc
import re
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps

from samenspel.ground.journal.deeds import DEEDS
from samenspel.rooms.statute.gate import ACTS

from .reading import ROOT, documents, name_of, spans

SOURCE = ROOT / "src" / "samenspel"
_FILE = re.compile(r"[\w./*-]+\.(?:py|md|toml|css|js|html|po|txt|png|sql|svg)")
_FOLDER = re.compile(r"[\w.-]+(?:/[\w.*-]+)*/")
_NAME = re.compile(r"(?:samenspel|config|site|rooms|ground|kernels|statute|membership|deciding)(?:\.\w+)+")

# Names of what is made, not kept.
MADE = {"book.jsonl"}


def files_in(spans_: list[str]) -> list[str]:
    found = [span for span in spans_ if _FILE.fullmatch(span) or _FOLDER.fullmatch(span)]
    return [path for path in found if path not in MADE]


@cache
def bare_names() -> frozenset[str]:
    kept = (ROOT / folder for folder in ("src", "tests", "docs", "scripts"))
    return frozenset(
        path.name for folder in kept for path in folder.rglob("*") if "__pycache__" not in path.parts
    )


def exists(path: str, document: Path) -> bool:
    """From the project's folder, the package, a templates folder, or the document; a bare name may be anywhere."""
    places = [ROOT, SOURCE, document.parent, *SOURCE.rglob("templates")]
    return any(any(place.glob(path.rstrip("/"))) for place in places) or path.rstrip("/") in bare_names()


def known(name: str) -> bool:
    """An act, a deed, a table, or something that can be imported from the package."""
    tables = {model._meta.label for model in apps.get_models()}
    if name in ACTS or name in DEEDS or name in tables:
        return True
    full = name if name.startswith("samenspel.") else f"samenspel.{name}"
    return pydoc.locate(full) is not None


@pytest.mark.parametrize("document", documents(), ids=name_of)
def test_every_file_that_is_mentioned_exists(document: Path) -> None:
    assert [path for path in files_in(spans(document)) if not exists(path, document)] == []


@pytest.mark.parametrize("document", documents(), ids=name_of)
def test_every_name_that_is_mentioned_exists(document: Path) -> None:
    names = [span.partition("(")[0] for span in spans(document) if not _FILE.fullmatch(span)]
    assert [name for name in names if _NAME.fullmatch(name) and not known(name)] == []


def test_a_file_or_name_that_is_gone_would_be_seen() -> None:
    here = documents()[0]
    assert files_in(["ground/journal/gone.py", "rooms/gone/", "a word"]) == [
        "ground/journal/gone.py",
        "rooms/gone/",
    ]
    assert not exists("ground/journal/gone.py", here)
    assert not exists("rooms/gone/", here)
    assert not known("deciding.gone")
    assert not known("rooms.statute.gate.gone")
