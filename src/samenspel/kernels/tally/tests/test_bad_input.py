"""What cannot be counted is refused in words; what is level is never decided in silence."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspel.kernels.tally import (
    METHODS,
    BadBallotError,
    BadRulesError,
    Broken,
    Kind,
    Option,
    Rules,
    TallyError,
    Tie,
    UnknownMethodError,
    count,
    normal,
)
from samenspel.kernels.tally.tests.test_properties_marks import GROUPS, ballots_of

IDS = ("a", "b", "c")
OPTIONS = tuple(Option(name, f"plan {name}", cost) for name, cost in zip(IDS, (4, 4, 6), strict=True))
EVERY = tuple(METHODS)
READS_OPTIONS = tuple(method for method in EVERY if method != "yes_no")
BUDGETS = tuple(each.id for each in METHODS.values() if each.budget)
SEATS = tuple(each.id for each in METHODS.values() if each.seats)
GRADES, STRICT = GROUPS["grades"], GROUPS["strict"]


def rules_of(method, **more):
    """Rules under which a method can count."""
    how = METHODS[method]
    return Rules(
        **{
            "budget": 10 if how.budget else None,
            "seats": 2 if how.seats else 1,
            "top": 5,
            "zero": "a",
            **more,
        }
    )


def written(method, *names):
    """A ballot for some options, in that order."""
    if method == "yes_no":
        return ("for",)
    if METHODS[method].kind is Kind.GRADES:
        return tuple(f"{name}:{4 - place}" for place, name in enumerate(names))
    return names


def refused(kind, method, cast, options=OPTIONS, rules=None):
    """Count, expect a refusal, and see that it says why in both languages."""
    with pytest.raises(kind) as caught:
        count(method, cast, options, rules or rules_of(method))
    assert isinstance(caught.value, TallyError)
    assert caught.value.words.nl.strip()
    assert caught.value.words.en.strip()
    assert str(caught.value) == caught.value.words.en


@pytest.mark.parametrize("method", EVERY)
@pytest.mark.parametrize("name", ["z", "", " a", "A", "a=z"])
def test_an_option_that_is_not_on_the_ballot_is_refused(method, name):
    ballot = (name,) if method == "yes_no" else written(method, name)
    refused(BadBallotError, method, [(ballot, 1)])


@pytest.mark.parametrize("method", EVERY)
def test_an_option_that_a_ballot_names_twice_is_refused(method):
    refused(
        BadBallotError, method, [(("for", "for") if method == "yes_no" else written(method, "a", "a"), 1)]
    )
    if METHODS[method].kind is Kind.RANKING:
        refused(BadBallotError, method, [(("a=a",), 1)])
        refused(BadBallotError, method, [(("a", "b=a"), 1)])


@pytest.mark.parametrize("method", EVERY)
@pytest.mark.parametrize("times", [0, -3])
def test_a_ballot_that_is_cast_less_than_once_is_refused(method, times):
    refused(BadBallotError, method, [(written(method, "a"), 2), (written(method, "a"), times)])
    if method != "yes_no":
        refused(BadBallotError, method, [((), times)])


@pytest.mark.parametrize("method", GRADES)
@pytest.mark.parametrize("grade", ["6", "-1", "x", "", "1.5", "+1", " 1", "²", "٣", "1_0"])
def test_what_is_not_a_grade_is_refused(method, grade):
    refused(BadBallotError, method, [((f"a:{grade}",), 1)])


@pytest.mark.parametrize("method", GRADES)
def test_a_grade_without_its_option_is_refused(method):
    refused(BadBallotError, method, [(("3",), 1)])
    refused(BadBallotError, method, [(("a",), 1)])
    refused(BadBallotError, method, [((":3",), 1)])


@pytest.mark.parametrize("method", GRADES)
def test_an_endless_grade_is_refused(method):
    refused(BadBallotError, method, [(("a:" + "9" * 5000,), 1)])


@pytest.mark.parametrize("method", STRICT)
def test_options_that_share_a_place_are_refused_where_each_needs_its_own(method):
    refused(BadBallotError, method, [(("a=b", "c"), 1)])


@pytest.mark.parametrize("method", GROUPS["weak"])
def test_options_may_share_a_place_elsewhere(method):
    assert count(method, [(("a=b", "c"), 1), (("a",), 1)], OPTIONS).winner == "a"


def test_two_marks_are_refused_where_there_is_one():
    refused(BadBallotError, "plurality", [(("a", "b"), 1)])
    with pytest.raises(BadBallotError):
        normal("plurality", ("a", "b"), OPTIONS)


@pytest.mark.parametrize("ballot", [(), ("for", "against"), ("FOR",), ("",)])
def test_yes_and_no_takes_one_answer_of_three(ballot):
    refused(BadBallotError, "yes_no", [(ballot, 1)])


@pytest.mark.parametrize("method", BUDGETS)
@pytest.mark.parametrize("budget", [None, -1])
@pytest.mark.parametrize("cast", [[], [(("a",), 1)]])
def test_a_budget_that_is_missing_or_negative_is_refused(method, budget, cast):
    refused(BadRulesError, method, cast, rules=rules_of(method, budget=budget))


@pytest.mark.parametrize("method", BUDGETS)
@pytest.mark.parametrize("cost", [0, -5])
def test_a_project_that_costs_nothing_is_refused(method, cost):
    refused(BadRulesError, method, [(("a",), 1)], [*OPTIONS, Option("d", "D", cost)])


@pytest.mark.parametrize("method", BUDGETS)
def test_a_project_that_costs_more_than_there_is_is_never_bought(method):
    cast = [(("c",), 9), (("a", "c"), 9), (("a", "b", "c"), 1)]
    for budget in (0, 3, 5):
        winners = count(method, cast, OPTIONS, rules_of(method, budget=budget, order=IDS)).winners
        assert "c" not in winners
        assert bool(winners) <= (budget >= 4)


@pytest.mark.parametrize("method", SEATS)
@pytest.mark.parametrize("seats", [0, -1, 4])
@pytest.mark.parametrize("names", [(), ("a",)])
def test_no_seats_or_more_than_there_are_options_are_refused(method, seats, names):
    refused(BadRulesError, method, [(names, 1)], rules=rules_of(method, seats=seats))


@pytest.mark.parametrize("method", SEATS)
def test_as_many_seats_as_options_fill_with_all_of_them(method):
    cast = [(("a", "b", "c"), 3), (("b",), 1), (("c",), 2)]
    assert sorted(count(method, cast, OPTIONS, rules_of(method, seats=3, order=IDS)).winners) == list(IDS)


@pytest.mark.parametrize("zero", ["", "z"])
def test_resistance_needs_the_option_as_it_is_now(zero):
    refused(BadRulesError, "resistance", [(("a:1",), 1)], rules=rules_of("resistance", zero=zero))
    refused(BadRulesError, "resistance", [], rules=rules_of("resistance", zero=zero))


@pytest.mark.parametrize("method", EVERY)
@pytest.mark.parametrize("order", [("a", "b"), ("a", "b", "b"), ("a", "b", "c", "c"), ("a", "b", "c", "z")])
def test_a_tie_order_that_does_not_name_every_option_once_is_refused(method, order):
    refused(BadRulesError, method, [(written(method, "a"), 1)], rules=rules_of(method, order=order))


@pytest.mark.parametrize("method", EVERY)
def test_two_options_of_one_name_are_refused(method):
    refused(BadRulesError, method, [(written(method, "b"), 1)], [*OPTIONS, OPTIONS[0]])


def test_a_way_of_counting_that_does_not_exist_is_refused():
    with pytest.raises(UnknownMethodError):
        count("coin", [], OPTIONS)
    with pytest.raises(UnknownMethodError):
        normal("coin", (), OPTIONS)


@pytest.mark.parametrize("method", EVERY)
@pytest.mark.parametrize("order", [(), IDS])
def test_without_ballots_or_with_blank_ones_nobody_wins_and_everyone_abstains(method, order):
    rules = rules_of(method, order=order)
    blank = ("abstain",) if method == "yes_no" else ()
    for cast, voters in (([], 0), ([(blank, 5)], 5)):
        result = count(method, cast, OPTIONS, rules)
        assert (result.winners, result.reserve, result.level, result.ties) == ((), (), (), ())
        assert (result.in_favour, result.against, result.abstaining) == (0, 0, voters)
        assert result.explanation.nl
        assert result.explanation.en
        assert len(result.digest()) == 64


@pytest.mark.parametrize("method", READS_OPTIONS)
def test_an_only_option_wins_when_it_is_chosen(method):
    rules = rules_of(method, seats=1)
    assert count(method, [(written(method, "a"), 2), ((), 1)], OPTIONS[:1], rules).winners == ("a",)


@pytest.mark.parametrize("method", READS_OPTIONS)
def test_without_options_nobody_wins(method):
    how = METHODS[method]
    if how.seats or method == "resistance":
        refused(BadRulesError, method, [], ())
    else:
        assert count(method, [((), 3)], (), rules_of(method)).winners == ()


# Ties

TWO_SHARE_C = [(("a", "c"), 1), (("b", "c"), 1), (("a",), 1)]
ALL_BUT_ONE = [(("a", "b", "c"), 3), (("b",), 1)]
SILENT = {
    "equal_shares": ALL_BUT_ONE,
    "equal_shares_until_overspent": ALL_BUT_ONE,
    "equal_shares_count": TWO_SHARE_C,
    "equal_shares_count_until_overspent": TWO_SHARE_C,
    "exact_shares_count": [(("a", "b", "c"), 2), (("b", "c"), 1)],
}
"""Where a tie in the first run that costs too much decides at which share the completion ends."""


def _decided_in_silence(method, cast):
    """Results that tell of no tie although another tie order gives other winners."""
    orders = [rules_of(method, order=order, budget=9) for order in itertools.permutations(IDS)]
    ordered = [count(method, cast, OPTIONS, rules) for rules in orders]
    if len({frozenset(result.winners) for result in ordered}) == 1:
        return []
    others = [
        count(method, cast, OPTIONS, rules_of(method, budget=9, **more))
        for more in ({"tie": Tie.NO_DECISION}, {"tie": Tie.LOT, "seed": "s"}, {"tie": Tie.LOT, "seed": "t"})
    ]
    by_method = any(tie.broken is Broken.METHOD for tie in others[0].ties)
    assert not others[0].winners or by_method, (
        "no decision is no decision, but for what the method prescribes"
    )
    return [result for result in (*ordered, *others) if not result.ties]


@pytest.mark.parametrize("group", GROUPS)
@settings(max_examples=30, deadline=None)
@given(st.data())
def test_what_another_tie_order_would_change_is_told(group, data):
    cast = data.draw(ballots_of(group, IDS, largest=5, most=2))
    for method in GROUPS[group]:
        # exact_shares can pass over a tie: pinned in test_properties_budgets, and left out here until it is mended
        assert method == "exact_shares" or not _decided_in_silence(method, cast), method


@pytest.mark.parametrize("method", SILENT)
def test_a_tie_that_ends_the_completion_is_told(method):
    assert not _decided_in_silence(method, SILENT[method])


CYCLE = [(("a", "b", "c"), 1), (("b", "c", "a"), 1), (("c", "a", "b"), 1)]


def _level(method):
    """A profile in which nothing sets the options apart."""
    if METHODS[method].kind is Kind.RANKING:
        return CYCLE
    if METHODS[method].budget:
        return [(IDS, 3)]
    return [(written(method, name), 1) for name in IDS]


@pytest.mark.parametrize("method", READS_OPTIONS)
def test_a_tie_is_told_with_what_broke_it(method):
    options = [Option(name, name, 4) for name in IDS]
    cast = _level(method)
    for more, broken in (
        ({}, Broken.NOT),
        ({"tie": Tie.LOT, "seed": "s"}, Broken.LOT),
        ({"order": ("c", "a", "b")}, Broken.ORDER),
    ):
        result = count(method, cast, options, rules_of(method, seats=1, budget=4, **more))
        told = {tie.broken for tie in result.ties}
        assert broken in told
        assert bool(result.winners) == (broken is not Broken.NOT)
        assert result.drawn == (broken is Broken.LOT)
        assert all(tie.over.nl and tie.over.en and len(tie.between) > 1 for tie in result.ties)
