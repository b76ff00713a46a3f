"""The code in docs/ runs and gives what the text says; what is quoted from the source stands there."""

import doctest
import re
from pathlib import Path

import pytest

from .reading import ROOT, blocks, documents, name_of

every_document = pytest.mark.parametrize("document", documents(), ids=name_of)


def shell_like(document: Path) -> str:
    """The document with everything but its Python sessions blanked, so that line numbers stay right."""
    lines = [""] * document.read_text(encoding="utf-8").count("\n")
    for block in blocks(document):
        if block.language == "python" and not block.source:
            written = block.text.splitlines()
            lines[block.line : block.line + len(written)] = written
    return "\n".join(lines) + "\n"


@every_document
def test_the_examples_give_what_they_say(document: Path) -> None:
    """The sessions of one document run in order, with what earlier ones defined."""
    test = doctest.DocTestParser().get_doctest(shell_like(document), {}, document.name, str(document), 0)
    said: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.REPORT_NDIFF).run(test, out=said.append)
    assert said == [], "".join(said)


def test_the_methods_have_examples() -> None:
    shown = {name_of(document) for document in documents() if ">>> " in shell_like(document)}
    names = (
        "README statute majority consent approval journal plurality score star majority-judgment resistance schulze "
        "ranked-pairs minimax copeland instant-runoff stv committees equal-shares greedy lots recount"
    )
    assert {f"methods/{name}.md" for name in names.split()} <= shown


def plain(text: str) -> str:
    """Code without its line breaks and indents, so that formatting a file does not make a quotation false."""
    return re.sub(r",(?=[)\]}])", "", re.sub(r"\s+", "", text))


@every_document
def test_quotations_stand_in_the_source(document: Path) -> None:
    """A block that names a file quotes it; a line `…` leaves something out."""
    for block in blocks(document):
        if block.source:
            source = plain((ROOT / block.source).read_text(encoding="utf-8"))
            parts = re.split(r"^\s*…\s*$", block.text, flags=re.MULTILINE)
            absent = [part for part in parts if plain(part) not in source]
            assert absent == [], f"{name_of(document)}, line {block.line}: not in {block.source}"


def test_every_python_block_is_run_or_is_a_quotation() -> None:
    loose = [
        (name_of(document), block.line)
        for document in documents()
        for block in blocks(document)
        if block.language == "python" and not block.source and not block.text.startswith(">>> ")
    ]
    assert loose == []
