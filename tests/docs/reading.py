"""Reading the documents in docs/: their files, what is written as code in them, and their tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"

_FENCED = re.compile(r"^```(?P<info>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`([^`\n]+)`")


@dataclass(frozen=True)
class Block:
    """A block of code: its language, what stands behind that (the file an excerpt is from), its text, its line."""

    language: str
    source: str
    text: str
    line: int


def documents() -> list[Path]:
    return sorted(DOCS.rglob("*.md"))


def name_of(document: Path) -> str:
    return str(document.relative_to(DOCS))


def blocks(document: Path) -> Iterator[Block]:
    """Every fenced block, in order."""
    text = document.read_text(encoding="utf-8")
    for found in _FENCED.finditer(text):
        language, _, source = found["info"].strip().partition(" ")
        yield Block(language, source.strip(), found["text"], text.count("\n", 0, found.start("text")))


def spans(document: Path) -> list[str]:
    """Everything between single backticks, outside fenced blocks."""
    return _SPAN.findall(_FENCED.sub("", document.read_text(encoding="utf-8")))


def tables(text: str) -> list[list[list[str]]]:
    """Every table as its rows, the heading included and the line below it left out; cells without backticks."""
    found: list[list[list[str]]] = [[]]
    for line in text.splitlines():
        if not line.startswith("|"):
            found.append([])
        elif not re.fullmatch(r"[|\s:-]+", line):
            found[-1].append([cell.strip().strip("`") for cell in line.strip().strip("|").split("|")])
    return [table for table in found if table]
