"""The glossary holds every word of the code that people meet, and says what the screen says."""

import re
from collections.abc import Mapping

import pytest
from babel.messages.pofile import read_po
from django.apps import apps
from django.utils import translation

from samenspel.ground.journal.deeds import DEEDS
from samenspel.kernels.statute.vocabulary import KINDS, Body, Form, Standing
from samenspel.kernels.statute.words import BODIES, FORMS, STANDINGS
from samenspel.rooms.statute.gate import ACTS

from .reading import DOCS, ROOT, tables

GLOSSARY = (DOCS / "glossary.md").read_text(encoding="utf-8")
HEADINGS = ["in the code", "Dutch", "English", "means"]
Said = Mapping[str, tuple[str, str]]  # a term, with its Dutch and its English


def rows(section: str) -> list[list[str]]:
    """The rows of the one table under a heading."""
    [text] = re.findall(rf"^## {section}\n(.*?)(?=^## |\Z)", GLOSSARY, re.MULTILINE | re.DOTALL)
    [[heading, *found]] = tables(text)
    assert heading == HEADINGS
    return found


def terms(section: str) -> dict[str, tuple[str, str]]:
    return {row[0]: (row[1], row[2]) for row in rows(section)}


def dutch_of(app: str) -> dict[str, str]:
    """The translations of a room, by their source. Those that are still to be made are left out."""
    path = ROOT / f"src/samenspel/rooms/{app}/locale/nl/LC_MESSAGES/django.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {
            str(message.id): str(message.string) for message in read_po(file, locale="nl") if message.string
        }


def on_screen(sentences: Mapping[str, object]) -> Said:
    """What acts or deeds are called on screen; a name or a number that is filled in is `…`."""
    found = {}
    catalogues = {app: dutch_of(app) for app in {name.partition(".")[0] for name in sentences}}
    with translation.override(None):
        for name, sentence in sentences.items():
            dutch = catalogues[name.partition(".")[0]].get(str(sentence), "")
            found[name] = (blanked(dutch), blanked(str(sentence)))
    return found


def blanked(sentence: str) -> str:
    return re.sub(r"%\(\w+\)s", "…", sentence)


EXPECTED: dict[str, Said] = {
    "Acts": on_screen({name: act.sentence for name, act in ACTS.items()}),
    "Deeds": on_screen({type_.name: type_.sentence for type_ in DEEDS}),
    "Standings": {str(each): (STANDINGS[each].nl, STANDINGS[each].en) for each in Standing},
    "Bodies": {str(each): (BODIES[each].nl, BODIES[each].en) for each in Body},
    "Kinds of act": {kind.id: (kind.nl, kind.en) for kind in KINDS.values()},
    "Legal forms": {str(each): (FORMS[each].nl, FORMS[each].en) for each in Form},
}


@pytest.mark.parametrize("section", EXPECTED)
def test_everything_is_in_it_and_nothing_else(section: str) -> None:
    missing, gone = (
        EXPECTED[section].keys() - terms(section).keys(),
        terms(section).keys() - EXPECTED[section].keys(),
    )
    assert not missing, f"write a row under “{section}” in docs/glossary.md for: {', '.join(sorted(missing))}"
    assert not gone, f"the code no longer has: {', '.join(sorted(gone))}"


@pytest.mark.parametrize("section", EXPECTED)
def test_it_says_what_the_screen_says(section: str) -> None:
    """What is not translated yet may be called anything."""
    written = terms(section)
    wrong = [
        f"| `{term}` | {dutch or written[term][0]} | {english} |"
        for term, (dutch, english) in EXPECTED[section].items()
        if term in written and written[term] != (dutch or written[term][0], english)
    ]
    assert not wrong, "in docs/glossary.md, make it:\n" + "\n".join(wrong)


def test_every_table_is_in_it() -> None:
    ours = {model._meta.label for model in apps.get_models() if model.__module__.startswith("samenspel.")}
    assert terms("Tables").keys() == ours


def test_no_term_is_explained_twice_and_no_cell_is_empty() -> None:
    for section in re.findall(r"^## (.+)$", GLOSSARY, re.MULTILINE):
        found = rows(section)
        assert len({row[0] for row in found}) == len(found), section
        assert [row for row in found if len(row) != len(HEADINGS) or not all(row)] == []
