"""Legal floors: what the law forbids or asks, per form, with the article."""

import pytest

from samenspel.kernels.statute.floors import LegalFacts, breaches, floor
from samenspel.kernels.statute.model import Share
from samenspel.kernels.statute.vocabulary import Body, Form, UnknownWordError


def test_a_cooperative_with_five_faults_names_five_articles():
    facts = LegalFacts(
        amendment_notice_days=5,
        board_by_outsiders=Share(3, 5),
        outsiders_votes=Share(3, 5),
        appeal_days=14,
        surplus_destination=False,
    )
    assert [found.article for found in breaches(Form.COOPERATIVE_UA, facts)] == [
        "2:42 lid 1 BW", "2:37 lid 3 BW", "2:38 lid 3 BW", "2:35 lid 4 BW", "2:27 lid 4 onder f BW",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "act", "article", "forbidden"),
    [
        (Form.ASSOCIATION, "distribute", "2:26 lid 3 BW", True),
        (Form.COOPERATIVE_UA, "distribute", "2:53a BW", False),
        (Form.FOUNDATION, "distribute", "2:285 lid 3 BW", True),
        (Form.COOPERATIVE_UA, "sell", "2:53a BW", False),
        (Form.ASSOCIATION, "sell", "2:44 lid 2 BW", False),
        (Form.FOUNDATION, "admit", "2:285 lid 1 BW", True),
        (Form.NONE_YET, "course", "2:7 BW", True),
        (Form.ASSOCIATION, "convert", "2:18 lid 2 onder a BW", False),
        (Form.BV, "amend:purpose", "2:231 BW", False),
    ],
)
def test_floors_per_form(form, act, article, forbidden):
    found = floor(form, act)
    assert found is not None
    assert (found.article, found.forbidden) == (article, forbidden)


def test_the_board_of_a_cooperative_may_sell_the_building_by_law():
    found = floor(Form.COOPERATIVE_UA, "sell")
    assert found is not None
    assert [requirement.body for requirement in found.requirements] == [Body.BOARD]


def test_without_a_form_the_law_has_no_floor():
    assert floor(Form.NONE_YET, "purpose") is None
    assert breaches(Form.NONE_YET, LegalFacts(amendment_notice_days=0)) == ()


def test_a_foundation_that_closes_amendment_needs_the_court():
    found = floor(Form.FOUNDATION, "purpose", amendable=False)
    assert found is not None
    assert [requirement.body for requirement in found.requirements] == [Body.COURT]


@pytest.mark.parametrize("act", ["purpse", "appoint", "appoint:nobody_here", "grant:king", "purpose:x"])
def test_an_unknown_word_is_an_error(act):
    with pytest.raises(UnknownWordError):
        floor(Form.ASSOCIATION, act)


@pytest.mark.parametrize("form", [form for form in Form if form is not Form.NONE_YET])
def test_every_breach_speaks_two_languages(form):
    worst = LegalFacts(
        amendment_notice_days=1,
        amendment_body=Body.BOARD,
        board_by_outsiders=Share(1, 1),
        nomination_broken_by=Share(3, 4),
        outsiders_votes=Share(1, 1),
        appeal_days=1,
        minority_agenda=Share(1, 2),
        board_appointed_by=Body.BOARD,
        supervisors_appointed_by=Body.BOARD,
        leaving_forbidden=True,
        profit_to_members=True,
        surplus_destination=False,
        absence_rule=False,
        director_outvotes_others=True,
    )
    found = breaches(form, worst)
    assert found
    assert all(item.nl and item.en and item.article for item in found)
