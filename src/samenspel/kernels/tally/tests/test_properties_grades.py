"""What holds for every count of grades, whatever the ballots."""

from hypothesis import given, settings
from hypothesis import strategies as st

from samenspel.kernels.tally import Option, Rules, count
from samenspel.kernels.tally.ballots import read_grades
from samenspel.kernels.tally.graded import (
    compare_majority,
    grade_counts,
    judged_order,
    lower_median,
)

IDS = ("a", "b", "c")
TOP = 3
OPTIONS = tuple(Option(name, name) for name in IDS)
some = settings(max_examples=30, deadline=None)

grade = st.one_of(st.none(), st.integers(0, TOP))
ballot = st.tuples(*(grade for _ in IDS)).map(
    lambda grades: tuple(f"{name}:{each}" for name, each in zip(IDS, grades, strict=True) if each is not None)
)
profiles = st.lists(st.tuples(ballot, st.integers(1, 4)), max_size=7)
heaps = st.lists(st.integers(0, 9), min_size=4, max_size=4)


def _grades(counts):
    return [grade for grade, times in enumerate(counts) for _ in range(times)]


def _value(counts):
    """The majority value as it is defined: take the lower middle grade away until none is left."""
    left, found = sorted(_grades(counts)), []
    while left:
        found.append(left.pop((len(left) - 1) // 2))
    return found


def _regraded(written, name, change):
    given_ = dict(each.split(":") for each in written)
    given_[name] = str(change(int(given_.get(name, "0"))))
    return tuple(f"{each}:{given_[each]}" for each in IDS if each in given_)


def _stays_the_winner(method, cast, rules, change):
    winner = count(method, cast, OPTIONS, rules).winner
    for number, (written, times) in enumerate(cast):
        if not winner or not written:
            continue
        rest = [*cast[:number], *cast[number + 1 :], *([(written, times - 1)] if times > 1 else [])]
        changed = (_regraded(written, winner, change), 1)
        assert count(method, [*rest, changed], OPTIONS, rules).winner == winner


@some
@given(heaps)
def test_the_middle_grade_is_the_lower_of_two(counts):
    grades = sorted(_grades(counts))
    assert lower_median(counts) == (grades[(len(grades) - 1) // 2] if grades else 0)


def test_a_great_many_grades_that_alternate_are_compared_at_once():
    one, other = [10**30, 3, 10**30 + 1, 7], [10**30, 3, 10**30, 8]
    assert compare_majority(one, other) < 0 < compare_majority(other, one)


@some
@given(st.lists(st.lists(st.integers(0, TOP), min_size=7, max_size=7), min_size=2, max_size=2))
def test_odd_and_even_numbers_of_grades_are_compared_as_the_definition_says(pair):
    for cut in (6, 7):
        heaps_ = [[grades[:cut].count(grade) for grade in range(TOP + 1)] for grades in pair]
        values = [_value(each) for each in heaps_]
        assert (compare_majority(*heaps_) > 0) == (values[0] > values[1])
        assert (compare_majority(*heaps_) == 0) == (values[0] == values[1])


@some
@given(profiles)
def test_majority_judgment_orders_by_majority_value(cast):
    counts = grade_counts(read_grades(cast, OPTIONS, TOP), TOP)
    values = [_value(each) for each in counts]
    for one in range(len(IDS)):
        for other in range(len(IDS)):
            told = compare_majority(counts[one], counts[other])
            assert (told > 0) == (values[one] > values[other])
            assert (told == 0) == (values[one] == values[other])
    best_first = sorted({tuple(value) for value in values}, reverse=True)
    assert judged_order(counts) == tuple(
        tuple(place for place in range(len(IDS)) if tuple(values[place]) == value) for value in best_first
    )


@some
@given(profiles, st.permutations(IDS))
def test_a_higher_grade_for_the_winner_leaves_it_the_winner(cast, order):
    rules = Rules(order=tuple(order), top=TOP)
    for method in ("score", "majority_judgment"):
        _stays_the_winner(method, cast, rules, lambda grade: min(TOP, grade + 1))


@some
@given(profiles, st.permutations(IDS))
def test_less_resistance_to_the_winner_leaves_it_the_winner(cast, order):
    rules = Rules(order=tuple(order), top=TOP, zero="a")
    _stays_the_winner("resistance", cast, rules, lambda grade: max(0, grade - 1))


@some
@given(profiles, st.permutations(IDS))
def test_sums_are_the_sums_of_grades(cast, order):
    for method in ("score", "resistance"):
        result = count(method, cast, OPTIONS, Rules(order=tuple(order), top=TOP, zero="a"))
        for name, score in result.scores:
            assert score == sum(
                times * int(each.split(":")[1])
                for written, times in cast
                for each in written
                if each.startswith(name)
            )


@some
@given(profiles, st.permutations(IDS))
def test_star_elects_who_more_prefer_of_two_with_high_sums(cast, order):
    rules = Rules(order=tuple(order), top=TOP)
    result = count("star", cast, OPTIONS, rules)
    sums = dict(result.scores)
    if not result.winner:
        assert not any(sums.values())
        return
    # At most one option has a higher sum, and the winner loses to no second one with a lower.
    assert sum(1 for name in IDS if sums[name] > sums[result.winner]) <= 1
    clear = sorted(sums.values(), reverse=True)
    if clear[1] > clear[2]:
        other = next(name for name in IDS if name != result.winner and sums[name] >= clear[1])
        profile = read_grades(cast, OPTIONS, TOP).cast
        mine, theirs = IDS.index(result.winner), IDS.index(other)
        difference = sum(
            times * (((g[mine] or 0) > (g[theirs] or 0)) - ((g[theirs] or 0) > (g[mine] or 0)))
            for g, times in profile
        )
        assert difference >= 0
