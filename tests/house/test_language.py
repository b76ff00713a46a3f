"""Dutch is complete: every source string of the program has a translation, none is fuzzy, and places match."""

import io
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).parents[2] / "src" / "samenspel"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACE = re.compile(r"%\((\w+)\)[sd]")


def translated():
    """Every entry of every Dutch catalogue: (context, source) to its entry."""
    found = {}
    for path in SOURCE.rglob("locale/nl/LC_MESSAGES/django.po"):
        for message in read_po(io.BytesIO(path.read_bytes())):
            if message.id:
                source = message.id[0] if isinstance(message.id, tuple) else message.id
                found.setdefault((message.context, source), []).append((path, message))
    return found


def used():
    """Every string that is marked for translation, with where it stands."""
    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html"), *SOURCE.rglob("*.txt")]):
        if "tests" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        code = text if path.suffix == ".py" else templatize(text)
        for line, message, _, context in extract("python", io.BytesIO(code.encode()), keywords=KEYWORDS):
            source = message[0] if isinstance(message, tuple) else message
            if source:
                yield (context, source), f"{path.relative_to(SOURCE)}:{line}"


def test_every_source_string_has_a_dutch_translation():
    known = translated()
    missing = [f"{place}: {source}" for (context, source), place in used() if (context, source) not in known]
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize(
    "path",
    sorted(SOURCE.rglob("locale/nl/LC_MESSAGES/django.po")),
    ids=lambda p: str(p.relative_to(SOURCE).parent),
)
def test_a_catalogue_is_whole(path):
    wrong = []
    for message in read_po(io.BytesIO(path.read_bytes())):
        if not message.id:
            continue
        sources = message.id if isinstance(message.id, tuple) else (message.id,)
        targets = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.fuzzy or not all(targets):
            wrong.append(f"not finished: {sources[0]}")
        if {p for t in targets for p in PLACE.findall(t)} - {p for s in sources for p in PLACE.findall(s)}:
            wrong.append(f"names a place that the source does not have: {sources[0]}")
    assert not wrong, "\n".join(wrong)


def test_what_is_found_is_a_fair_part_of_the_program():
    """The extraction itself works: there are many strings, from code and from pages."""
    places = [place for _, place in used()]
    assert sum(".html" in place for place in places) > 200
    assert sum(".py" in place for place in places) > 200
