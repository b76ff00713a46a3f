"""The pot: exact to the cent, in a stated order, and a settlement only above a threshold that is known."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel.kernels.benefits import BadQuestionError, PotShares, divide, thermometer
from samenspel.kernels.benefits.figures import Figures

from .asking import FIGURES, LEEUWARDEN, TODAY, VOORBEELDSTAD

TENTHS = PotShares(Fraction(1, 10), Fraction(1, 5))


def pot(turnover, costs, before=0, place=VOORBEELDSTAD, shares=TENTHS, days=(TODAY, TODAY)):
    return thermometer(turnover, costs, shares, before, FIGURES, municipality=place, days=days)


def test_turnover_less_costs_is_divided_over_training_reserve_and_pot() -> None:
    found = pot(1000_00, 200_00, 50_00)
    assert (found.training_cents, found.reserve_cents, found.member_cents) == (80_00, 160_00, 560_00)
    assert (found.pot_cents, found.above_cents, found.settled_cents) == (610_00, 0, 0)
    assert [step.cents for step in found.steps] == [1000_00, -200_00, -80_00, -160_00, 560_00, 610_00]
    assert found.steps[2].words.nl == "Naar leren: 1 van elke 10 euro van € 800"
    assert not found.uncertain
    assert found.source is not None


def test_a_cent_that_cannot_be_divided_goes_to_training_first() -> None:
    thirds = PotShares(Fraction(1, 3), Fraction(1, 3))
    found = pot(100, 0, shares=thirds)
    assert (found.training_cents, found.reserve_cents, found.member_cents) == (34, 33, 33)
    found = pot(101, 0, shares=thirds)
    assert (found.training_cents, found.reserve_cents, found.member_cents) == (34, 34, 33)


def test_more_costs_than_turnover_leaves_nothing_to_divide() -> None:
    found = pot(100, 250, 10)
    assert (found.training_cents, found.reserve_cents, found.member_cents, found.pot_cents) == (0, 0, 0, 10)
    assert [step.name for step in found.steps] == ["turnover", "costs", "short", "member", "pot"]
    assert found.steps[2].cents == -150


def test_above_the_threshold_a_part_is_settled() -> None:
    found = pot(0, 0, 2500_01)
    assert (found.above_cents, found.settled_cents) == (1, 1)
    assert pot(0, 0, 2500_00).settled_cents == 0
    found = pot(0, 0, 2600_00)
    assert (found.above_cents, found.settled_cents) == (100_00, 50_00)
    assert found.settlement.nl == "Er zit € 100 boven de grens van € 2.500. Daarvan wordt € 50 verrekend."


def test_an_unknown_threshold_says_so() -> None:
    for place in (None, LEEUWARDEN):
        found = pot(0, 0, 9999_00, place)
        assert (found.above_cents, found.settled_cents, found.source, found.uncertain) == (
            None,
            None,
            None,
            True,
        )
        assert "Wij weten niet" in found.settlement.nl


def test_a_known_threshold_without_a_part_says_so() -> None:
    kept = tuple(each for each in VOORBEELDSTAD.policies.figures if each.name != "pot_settled")
    place = replace(VOORBEELDSTAD, policies=Figures(kept))
    found = pot(0, 0, 2600_00, place)
    assert (found.above_cents, found.settled_cents, found.uncertain) == (100_00, None, True)
    assert not pot(0, 0, 100, place).uncertain


def test_an_old_threshold_is_uncertain() -> None:
    found = pot(0, 0, 100, days=(date(2028, 1, 1), date(2028, 1, 1)))
    assert found.uncertain
    assert "oud cijfer" in found.settlement.nl


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(BadQuestionError):
        pot(-1, 0)
    with pytest.raises(BadQuestionError):
        PotShares(Fraction(1, 2), Fraction(2, 3))
    with pytest.raises(BadQuestionError):
        PotShares(Fraction(-1, 2), Fraction(1, 2))
    with pytest.raises(BadQuestionError):
        divide(10, (Fraction(1, 2),))


shares = st.fractions(0, 1, max_denominator=60)


@given(st.integers(0, 10**9), shares, shares)
def test_nothing_is_lost_and_nobody_is_off_by_a_cent(total, one, other) -> None:
    parts = (one * other, one * (1 - other), 1 - one)
    found = divide(total, parts)
    assert sum(found) == total
    assert all(abs(cents - total * part) < 1 for cents, part in zip(found, parts, strict=True))
