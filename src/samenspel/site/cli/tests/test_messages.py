"""Translations are compiled where they are stale, and a mistake in one is named."""

import gettext
import os

import pytest

from samenspel.site.cli.messages import compile_stale
from samenspel.site.cli.verb import CommandError

CATALOGUE = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: nl\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "The book"
msgstr "Het boek"

msgid "One vote"
msgid_plural "%(n)s votes"
msgstr[0] "Eén stem"
msgstr[1] "%(n)s stemmen"

#, fuzzy
msgid "A guess"
msgstr "Een gok"
"""


@pytest.fixture
def po(tmp_path):
    path = tmp_path / "room" / "locale" / "nl" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(CATALOGUE, encoding="utf-8")
    return path


def test_a_catalogue_is_compiled_as_gettext_reads_it(po, tmp_path):
    assert compile_stale(tmp_path) == [po]
    with po.with_suffix(".mo").open("rb") as compiled:
        dutch = gettext.GNUTranslations(compiled)
    assert dutch.gettext("The book") == "Het boek"
    assert dutch.ngettext("One vote", "%(n)s votes", 1) == "Eén stem"
    assert dutch.ngettext("One vote", "%(n)s votes", 2) == "%(n)s stemmen"
    assert dutch.gettext("A guess") == "A guess"
    assert [path.name for path in po.parent.iterdir() if path != po] == ["django.mo"]


def test_only_what_is_stale_is_compiled(po, tmp_path):
    compile_stale(tmp_path)
    assert compile_stale(tmp_path) == []
    later = po.stat().st_mtime + 10
    os.utime(po, (later, later))
    assert compile_stale(tmp_path) == [po]


def test_a_broken_catalogue_is_named(po, tmp_path):
    po.write_text(CATALOGUE + 'msgid "loose\n', encoding="utf-8")
    with pytest.raises(CommandError, match=r"django\.po"):
        compile_stale(tmp_path)
    assert not po.with_suffix(".mo").exists()
