"""Acts in words, the rule of a clause in lines, what the law adds, and the articles it is in."""

import re
from pathlib import Path

import pytest

from samenspel.kernels.statute import floors
from samenspel.kernels.statute.articles import SAYS, cited
from samenspel.kernels.statute.catalogue import (
    acts_phrase,
    known_acts,
    law_lines,
    rule_lines,
    standings_phrase,
    text_only,
)
from samenspel.kernels.statute.charter import charter
from samenspel.kernels.statute.clause import Language
from samenspel.kernels.statute.floors import floor
from samenspel.kernels.statute.library import LIBRARY
from samenspel.kernels.statute.vocabulary import KINDS, Form, Standing, split_act

EVERYTHING = [(clause.id, {}) for clause in LIBRARY]


@pytest.mark.parametrize("form", Form)
def test_every_kind_of_act_is_known_and_in_words(form: Form) -> None:
    whole = charter(form, EVERYTHING)
    acts = known_acts(whole)
    assert {split_act(act[0])[0].id for act in acts} == set(KINDS)
    assert len({act for together in acts for act in together}) == sum(map(len, acts))
    for language in (Language.NL, Language.EN):
        phrases = [acts_phrase(act, language) for act in acts]
        assert all(phrases)
        assert len(set(phrases)) == len(phrases)


def test_acts_are_gathered_into_a_readable_phrase() -> None:
    dutch = Language.NL
    assert acts_phrase(["merge", "purpose"], dutch) == "het doel veranderen of fuseren"
    assert acts_phrase(["amend:purpose"], dutch) == "de regel ‘Doel’ veranderen"
    assert acts_phrase(["amend:purpose"], dutch, own="purpose") == "deze regel veranderen"
    assert acts_phrase(["amend:*"], Language.EN) == "amend the rules"
    assert acts_phrase(["appoint:board", "dismiss:board"], dutch) == "benoemen en ontslaan: het bestuur"
    assert acts_phrase(["grant:funder", "grant:participant"], Language.EN) == (
        "give someone a standing as participant or funder"
    )
    assert acts_phrase(["amend:admission", "amend:admission.inflow"], dutch) == acts_phrase(
        ["amend:admission"], dutch
    )
    assert standings_phrase({Standing.MEMBER}, dutch) == "lid"


@pytest.mark.parametrize("clause", LIBRARY, ids=lambda clause: clause.id)
@pytest.mark.parametrize("language", [Language.NL, Language.EN])
def test_the_rule_of_a_clause_is_said_in_lines(clause: object, language: Language) -> None:
    adopted = charter(Form.NONE_YET, EVERYTHING).by_id[clause.id]
    lines = rule_lines(adopted, language)
    assert bool(lines) == bool(adopted.rule.provisions or adopted.rule.powers)
    assert all(line.acts and line.parts for line in lines)
    assert not text_only(adopted)


def test_the_law_forbids_and_asks() -> None:
    lines = law_lines(charter(Form.FOUNDATION, EVERYTHING), Language.NL)
    by_article = {line.article: line for line in lines}
    assert by_article["2:285 lid 3 BW"].rule == "Dit mag niet van de wet."
    assert by_article["2:293 BW"].acts == "het doel veranderen of de spelregels veranderen"
    assert (
        law_lines(charter(Form.NONE_YET, [("purpose", {}), ("amendment", {})]), Language.EN)[0].article
        == "2:7 BW"
    )


def test_a_charter_that_is_silent_on_amending_gets_the_two_thirds_of_the_law() -> None:
    lines = law_lines(charter(Form.ASSOCIATION, [("purpose", {})]), Language.EN)
    amending = next(line for line in lines if line.article == "2:43 lid 1 BW")
    assert "at least two thirds" in amending.rule
    assert "amend the rules" in amending.acts


def test_a_reference_is_cut_without_loss() -> None:
    for reference in [
        "2:19 lid 1 onder a jo. 2:42 lid 4 BW",
        "2:44 lid 4 / 2:291 lid 4 BW",
        "8 Grondwet",
        "niets",
    ]:
        assert "".join(part.text for part in cited(reference)) == reference
    first, *_, last = cited("2:19 lid 1 onder a jo. 2:42 lid 4 BW")
    assert first.url == "https://wetten.overheid.nl/jci1.3:c:BWBR0003045&artikel=19"
    assert first.says.en.startswith("The general meeting can dissolve")
    assert last.text == " BW"
    assert cited("5:20")[0].url == ""


def references() -> set[str]:
    """Every reference to the law in the library, and in the floors of every form and act."""
    found = {law for clause in LIBRARY for law in clause.law}
    acts = [kind.id for kind in KINDS.values() if kind.target == "none"]
    acts += ["amend:*", "appoint:board", "dismiss:supervisory_board"]
    lows = [
        floor(form, act, amendable=amendable) for form in Form for act in acts for amendable in (True, False)
    ]
    return (
        found
        | {low.article for low in lows if low is not None}
        | {"2:43 lid 1 BW", "2:40 lid 1 BW", "8 Grondwet"}
    )


@pytest.mark.parametrize("reference", sorted(references()))
def test_every_article_that_is_named_is_explained_in_both_languages(reference: str) -> None:
    articles = [part for part in cited(reference) if part.url]
    assert articles
    for article in articles:
        assert article.says.nl, article.text
        assert article.says.en, article.text


def test_breaches_name_articles_that_are_explained() -> None:
    named = re.findall(r'"(\d:[^"]* BW)"', Path(floors.__file__).read_text(encoding="utf-8"))
    assert named
    assert all(part.says.nl for reference in named for part in cited(reference) if part.url)


def test_explanations_are_short() -> None:
    assert all(len(words.nl) <= 160 and len(words.en) <= 170 for words in SAYS.values())
