"""Amounts: splitting loses nothing, writing and reading belong together, and bad input says what to do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel.kernels.quantity import (
    EURO,
    MINUTES,
    BadAmountError,
    Unit,
    UnitKind,
    read_amount,
    say_amount,
    spell_amount,
    split,
)

COIN = Unit("schakel", UnitKind.COIN, 2, "schakel", "schakels")
LOAF = Unit("loaf", UnitKind.THING, 0, "brood", "broden")
UNITS = (EURO, MINUTES, COIN, LOAF)


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any))
def test_the_parts_of_an_amount_add_up_to_it(total, weights):
    parts = split(total, weights)
    assert sum(parts) == total
    assert all(part == 0 for part, weight in zip(parts, weights, strict=True) if not weight)


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**4), min_size=1, max_size=9).filter(any))
def test_every_part_is_its_share_rounded_up_or_down(total, weights):
    whole = sum(weights)
    for part, weight in zip(split(total, weights), weights, strict=True):
        assert total * weight // whole <= part <= -(-total * weight // whole)


def test_what_is_left_goes_to_the_largest_remainders_and_of_equal_ones_to_the_first():
    assert split(100, [1, 1, 1]) == [34, 33, 33]
    assert split(10, [5, 3, 3]) == [4, 3, 3]
    assert split(-100, [1, 1, 1]) == [-34, -33, -33]


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1]])
def test_weights_that_say_nothing_are_refused(weights):
    with pytest.raises(ValueError, match="Weights"):
        split(10, weights)


@given(st.sampled_from(UNITS), st.integers(1, 10**11), st.sampled_from(["nl", "en"]))
def test_what_is_written_reads_as_the_same_amount(unit, amount, language):
    assert read_amount(spell_amount(amount, unit, language), unit) == amount
    assert read_amount(say_amount(amount, unit, language), unit) == amount


@pytest.mark.parametrize(
    ("text", "unit", "amount"),
    [
        ("12,50", EURO, 1250),
        ("€ 12.5", EURO, 1250),
        ("1.250", EURO, 125_000),
        ("1,250.75", EURO, 125_075),
        (" 3 ", EURO, 300),
        ("1:30", MINUTES, 90),
        ("1 uur 30", MINUTES, 90),
        ("2 uur en 15 minuten", MINUTES, 135),
        ("45 min", MINUTES, 45),
        ("45", MINUTES, 45),
        ("2u", MINUTES, 120),
        ("3,5 schakels", COIN, 350),
        ("12 broden", LOAF, 12),
    ],
)
def test_people_may_type_it_in_their_own_way(text, unit, amount):
    assert read_amount(text, unit) == amount


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("text", ["", "veel", "-3", "0", "1,2,3", "1;5", "9" * 30, "1:75", "0,00001"])
def test_what_is_no_amount_says_what_to_do(unit, text):
    with pytest.raises(BadAmountError) as error:
        read_amount(text, unit)
    assert error.value.words.nl
    assert error.value.words.en


@pytest.mark.parametrize(
    ("amount", "unit", "nl", "en"),
    [
        (250, EURO, "€ 2,50", "€2.50"),
        (-125_000, EURO, "−€ 1.250,00", "−€1,250.00"),
        (135, MINUTES, "2 uur en 15 minuten", "2 hours and 15 minutes"),
        (60, MINUTES, "1 uur", "1 hour"),
        (1, MINUTES, "1 minuut", "1 minute"),
        (0, MINUTES, "0 minuten", "0 minutes"),
        (100, COIN, "1,00 schakel", "1.00 schakel"),
        (350, COIN, "3,50 schakels", "3.50 schakels"),
        (2, LOAF, "2 broden", "2 broden"),
    ],
)
def test_an_amount_reads_as_people_say_it(amount, unit, nl, en):
    assert say_amount(amount, unit, "nl") == nl
    assert say_amount(amount, unit, "en") == en


def test_a_unit_that_cannot_be_is_refused():
    for wrong in (
        {"code": "", "kind": UnitKind.COIN},
        {"code": "x", "kind": UnitKind.COIN, "decimals": 9},
        {"code": "t", "kind": UnitKind.TIME, "decimals": 2},
    ):
        with pytest.raises(ValueError, match=r"unit|Time"):
            Unit(**wrong)
