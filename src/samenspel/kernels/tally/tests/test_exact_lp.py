"""Small linear programmes: the exact optimum, a point that has it, and prices that prove it."""

from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from samenspel.kernels.tally.exact_lp import InfeasibleError, maximize


def solve(goal, rows, bounds):
    return maximize(goal, np.array(rows, np.int64), [Fraction(bound) for bound in bounds])


def test_a_programme_from_a_textbook():
    # Maximize 3x + 5y where x <= 4, 2y <= 12, 3x + 2y <= 18 (Hillier and Lieberman): 36 at (2, 6).
    found = solve([3, 5, 0, 0, 0], [[1, 0, 1, 0, 0], [0, 2, 0, 1, 0], [3, 2, 0, 0, 1]], [4, 12, 18])
    assert found.value == 36
    assert found.point == (2, 6, 2, 0, 0)
    assert found.prices == (0, Fraction(3, 2), 1)


def test_the_optimum_is_an_exact_fraction():
    found = solve([1, 1], [[3, 0], [0, 7]], [1, 1])
    assert found.value == Fraction(10, 21)


@pytest.mark.parametrize(
    ("rows", "bounds"),
    [([[1, 1], [1, 1]], [1, 2]), ([[-1, -1]], [1]), ([[0, 0]], [1]), ([[1, 0], [2, 0], [0, 1]], [1, 1, 1])],
)
def test_constraints_that_contradict_each_other_are_infeasible(rows, bounds):
    with pytest.raises(InfeasibleError):
        solve([1, 1], rows, bounds)


def test_a_goal_without_a_bound_is_refused():
    with pytest.raises(ValueError, match="no bound"):
        solve([1, 0], [[1, -1]], [1])


def test_a_constraint_that_says_nothing_new_does_no_harm():
    found = solve([1, 2], [[1, 1], [2, 2], [0, 0]], [1, 2, 0])
    assert (found.value, found.point) == (2, (0, 1))


def test_a_degenerate_programme_that_circles_without_bland_ends():
    # Beale's example, with whole coefficients; the optimum is 1/20 of the scaled goal.
    rows = [[25, -6000, -4, 900, 100, 0, 0], [50, -9000, -2, 300, 0, 100, 0], [0, 0, 1, 0, 0, 0, 1]]
    found = solve([75, -15000, 2, -600, 0, 0, 0], rows, [0, 0, 1])
    assert found.value == 5
    assert found.point[:4] == (Fraction(1, 25), 0, 1, 0)


def test_nothing_to_gain_gives_a_point_that_meets_the_constraints():
    found = solve([0, 0], [[1, 1]], [3])
    assert found.value == 0
    assert sum(found.point) == 3


def _solved(matrix, bounds):
    """The one solution of a square system in fractions; None where there is none or more than one."""
    rows = [[Fraction(each) for each in row] + [Fraction(b)] for row, b in zip(matrix, bounds, strict=True)]
    size = len(rows)
    for at in range(size):
        pivot = next((row for row in range(at, size) if rows[row][at]), None)
        if pivot is None:
            return None
        rows[at], rows[pivot] = rows[pivot], rows[at]
        rows[at] = [each / rows[at][at] for each in rows[at]]
        for row in range(size):
            if row != at:
                rows[row] = [a - rows[row][at] * b for a, b in zip(rows[row], rows[at], strict=True)]
    return [row[-1] for row in rows]


small = st.integers(-3, 3)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_the_optimum_is_the_best_of_all_basic_solutions(data):
    height, width = data.draw(st.integers(1, 3)), data.draw(st.integers(1, 4))
    inner = [[data.draw(small) for _ in range(width)] for _ in range(height)]
    bounds = [data.draw(st.integers(0, 4)) for _ in range(height)]
    goal = [data.draw(small) for _ in range(width)] + [0] * (height + 1)
    # A slack on some rows, and a last row that keeps everything bounded.
    slack = [data.draw(st.booleans()) for _ in range(height)]
    rows = [
        [*inner[row], *[int(row == at and slack[row]) for at in range(height)], 0] for row in range(height)
    ]
    rows.append([1] * (width + height + 1))
    bounds.append(9)
    values = []
    for basis in combinations(range(width + height + 1), height + 1):
        point = _solved([[row[at] for at in basis] for row in rows], bounds)
        if point is not None and min(point) >= 0:
            values.append(sum(goal[at] * each for at, each in zip(basis, point, strict=True)))
    # Rows that depend on each other have no basic solution in this sense.
    assume(np.linalg.matrix_rank(np.array(rows)) == height + 1)
    if not values:
        with pytest.raises(InfeasibleError):
            solve(goal, rows, bounds)
        return
    found = solve(goal, rows, bounds)
    assert found.value == max(values)
    assert min(found.point) >= 0
    for row, bound in zip(rows, bounds, strict=True):
        assert sum(a * b for a, b in zip(row, found.point, strict=True)) == bound
    assert sum(price * bound for price, bound in zip(found.prices, bounds, strict=True)) == found.value
    for at in range(width + height + 1):
        assert sum(price * row[at] for price, row in zip(found.prices, rows, strict=True)) >= goal[at]
