"""Small linear programmes, exactly: the revised simplex method in fractions (Dantzig 1947; Bland's rule against circling)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

_PATIENCE = 50
"""So many steps without progress before Bland's rule takes over, which cannot go round in circles."""


class InfeasibleError(ValueError):
    """No point meets the constraints."""


@dataclass(frozen=True, slots=True)
class Solution:
    """The best value, a point that has it, and the price of each constraint (its dual)."""

    value: Fraction
    point: tuple[Fraction, ...]
    prices: tuple[Fraction, ...]


def maximize(goal: Sequence[int], columns: NDArray[Any], bounds: Sequence[Fraction]) -> Solution:
    """Maximize goal · x where columns @ x = bounds and x >= 0.

    `columns` holds integers, shape (constraints, variables); bounds are not negative. Deterministic: of equal choices
    the first. Raises InfeasibleError; the programme must be bounded.
    """
    rows, variables = columns.shape
    wide = np.hstack([columns, np.eye(rows, dtype=columns.dtype)]).astype(object)
    start = _Simplex(wide, list(range(variables, variables + rows)), list(bounds))
    start.climb([0] * variables + [-1] * rows, variables + rows)
    if any(value for number, value in zip(start.basis, start.values, strict=True) if number >= variables):
        raise InfeasibleError("No point meets all constraints.")
    start.drop(variables)
    prices = start.climb([*goal, *[0] * rows], variables)
    point = [Fraction(0)] * variables
    for number, value in zip(start.basis, start.values, strict=True):
        if number < variables:
            point[number] = value
    value = sum((Fraction(weight) * each for weight, each in zip(goal, point, strict=True)), Fraction(0))
    return Solution(value, tuple(point), tuple(prices))


class _Simplex:
    """A basis with the inverse of its matrix."""

    def __init__(self, columns: NDArray[Any], basis: list[int], values: list[Fraction]) -> None:
        self.columns = columns
        self.basis = basis
        self.values = values
        rows = len(basis)
        self.inverse = [[Fraction(int(row == column)) for column in range(rows)] for row in range(rows)]

    def climb(self, goal: Sequence[int], open_: int) -> list[Fraction]:
        """Improve until nothing does; only the first `open_` variables may enter. Returns the prices of the constraints."""
        stuck = 0
        while True:
            prices = self._prices(goal)
            entering = self._entering(goal, prices, open_, bland=stuck > _PATIENCE)
            if entering is None:
                return prices
            direction = self._direction(entering)
            leaving = self._leaving(direction)
            stuck = 0 if self.values[leaving] else stuck + 1
            self._pivot(entering, leaving, direction)

    def drop(self, variables: int) -> None:
        """Put variables from `variables` on, which are zero, out of the basis, so that they cannot grow.

        One that no other variable can replace stands for a constraint that says nothing new; it stays zero.
        """
        for row, number in enumerate(self.basis):
            if number < variables:
                continue
            for entering in range(variables):
                direction = self._direction(entering)
                if direction[row]:
                    self._pivot(entering, row, direction)
                    break

    def _prices(self, goal: Sequence[int]) -> list[Fraction]:
        weights = [goal[number] for number in self.basis]
        return [
            sum(
                (weight * row[column] for weight, row in zip(weights, self.inverse, strict=True) if weight),
                Fraction(0),
            )
            for column in range(len(self.basis))
        ]

    def _entering(
        self, goal: Sequence[int], prices: Sequence[Fraction], open_: int, *, bland: bool
    ) -> int | None:
        """A variable that improves the goal: the one that does most for each unit, or by Bland's rule the first."""
        scale = lcm(*(price.denominator for price in prices))
        whole = np.array([price.numerator * (scale // price.denominator) for price in prices], object)
        gains = np.array(goal[:open_], object) * scale - whole @ self.columns[:, :open_]
        better = np.flatnonzero(gains > 0)
        if not len(better):
            return None
        return int(better[0]) if bland else int(better[np.argmax(gains[better])])

    def _direction(self, entering: int) -> list[Fraction]:
        column = self.columns[:, entering].tolist()
        return [
            sum((each * weight for each, weight in zip(row, column, strict=True) if weight), Fraction(0))
            for row in self.inverse
        ]

    def _leaving(self, direction: Sequence[Fraction]) -> int:
        ratios = [
            (self.values[row] / step, self.basis[row], row) for row, step in enumerate(direction) if step > 0
        ]
        if not ratios:
            raise ValueError("The goal has no bound.")
        return min(ratios)[2]

    def _pivot(self, entering: int, leaving: int, direction: Sequence[Fraction]) -> None:
        step = direction[leaving]
        self.inverse[leaving] = [each / step for each in self.inverse[leaving]]
        self.values[leaving] /= step
        for row, factor in enumerate(direction):
            if row != leaving and factor:
                pairs = zip(self.inverse[row], self.inverse[leaving], strict=True)
                self.inverse[row] = [each - factor * other for each, other in pairs]
                self.values[row] -= factor * self.values[leaving]
        self.basis[leaving] = entering
