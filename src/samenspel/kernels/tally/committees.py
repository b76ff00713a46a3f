"""Several seats from marks: approval voting, sequential PAV, sequential Phragmén. Exact, seat by seat.

Each chooses one more option at a time, so that a committee of four is one of three with one more (committee
monotonicity): whoever follows after the last seat is the first reserve.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from samenspel.kernels.tally.ballots import Marks, Profile
from samenspel.kernels.tally.rules import Ties
from samenspel.kernels.tally.words import Words


@dataclass(frozen=True, slots=True)
class Seat:
    """One seat: who got it, and what decided. `figures` is what every option not yet chosen stood at, None for others."""

    option: int
    figures: tuple[Fraction | None, ...]


def approval_voting(profile: Profile[Marks], seats: int, ties: Ties) -> tuple[Seat, ...]:
    """Most marks first, whatever marks voters spent on others. Level options that all get a seat are no tie.

    Raises UndecidedError.
    """
    return _by_marks(profile, seats, ties, apart=True)


def approval_reserve(
    profile: Profile[Marks], places: int, ties: Ties, chosen: Sequence[int]
) -> tuple[Seat, ...]:
    """Who follows by marks, in order, after those who were chosen. Raises UndecidedError."""
    return _by_marks(profile, places, ties, apart=False, taken=chosen)


def _by_marks(
    profile: Profile[Marks], seats: int, ties: Ties, *, apart: bool, taken: Sequence[int] = ()
) -> tuple[Seat, ...]:
    votes = [
        Fraction(sum(times for marks, times in profile.cast if o in marks)) for o in range(profile.options)
    ]
    return _one_by_one(
        seats, ties, profile.options, lambda _chosen: list(votes), most=True, apart=apart, taken=taken
    )


def sequential_pav(profile: Profile[Marks], seats: int, ties: Ties) -> tuple[Seat, ...]:
    """Proportional approval, one by one: a ballot with k chosen options weighs 1/(k+1) (Thiele 1895). Raises UndecidedError."""
    scale = lcm(*range(1, seats + 1))  # every weight is a whole number of these parts
    chosen_of = [0] * len(profile.cast)

    def figures(chosen: Sequence[int]) -> list[Fraction]:
        if chosen:
            for number, (marks, _) in enumerate(profile.cast):
                chosen_of[number] += chosen[-1] in marks
        weights = [0] * profile.options
        for number, (marks, times) in enumerate(profile.cast):
            weight = times * (scale // (chosen_of[number] + 1))
            for option in marks:
                weights[option] += weight
        return [Fraction(weight, scale) for weight in weights]

    return _one_by_one(seats, ties, profile.options, figures, most=True)


def sequential_phragmen(
    profile: Profile[Marks],
    seats: int,
    ties: Ties,
    *,
    loads: Sequence[Fraction] | None = None,
    taken: Sequence[int] = (),
) -> tuple[Seat, ...]:
    """The option whose voters carry least after paying for it together, one by one (Phragmén 1894).

    Every seat is a load of one, carried by the voters who marked the option, so that the most loaded of them carries as
    little as can be (Brill, Freeman, Janson and Lackner 2017). `loads` are what each ballot's voter carries at the
    start, in the order of the profile; `taken` are options that are no longer to be had. Options that nobody marked
    come last, and are level. Raises UndecidedError.
    """
    burden = _Burden(profile, loads)

    def figures(chosen: Sequence[int]) -> list[Fraction | None]:
        if chosen:
            burden.buy(chosen[-1])
        return [burden.after(option) for option in range(profile.options)]

    return _one_by_one(seats, ties, profile.options, figures, most=False, taken=taken)


class _Burden:
    """What voters carry, in classes: few amounts occur, so that each is computed once and voters are only counted."""

    def __init__(self, profile: Profile[Marks], loads: Sequence[Fraction] | None) -> None:
        self._cast = profile.cast
        carried = [Fraction(0)] * len(profile.cast) if loads is None else loads
        self._amounts = sorted(set(carried))
        known = {amount: number for number, amount in enumerate(self._amounts)}
        self._class = [known[amount] for amount in carried]
        self._voters = [[0] * len(self._amounts) for _ in range(profile.options)]
        for (marks, times), number in zip(profile.cast, self._class, strict=True):
            for option in marks:
                self._voters[option][number] += times

    def after(self, option: int) -> Fraction | None:
        """What each voter of an option carries once they have paid for it; None when it has no voters."""
        counts = self._voters[option]
        if not any(counts):
            return None
        borne = sum(
            (amount * count for amount, count in zip(self._amounts, counts, strict=True) if count), _NOTHING
        )
        return (1 + borne) / sum(counts)

    def buy(self, option: int) -> None:
        """Let the voters of an option pay for it."""
        after = self.after(option)
        if after is None:
            return
        new = len(self._amounts)
        self._amounts.append(after)
        for counts in self._voters:
            counts.append(0)
        for number, (marks, times) in enumerate(self._cast):
            if option in marks:
                for each in marks:
                    self._voters[each][self._class[number]] -= times
                    self._voters[each][new] += times
                self._class[number] = new


_NOTHING = Fraction(0)


def _one_by_one(
    seats: int,
    ties: Ties,
    options: int,
    figures: Callable[[Sequence[int]], Sequence[Fraction | None]],
    *,
    most: bool,
    apart: bool = False,
    taken: Sequence[int] = (),
) -> tuple[Seat, ...]:
    """Fill seats one at a time with the option whose figure is best; options without a figure come last.

    Where figures stand `apart` from who was chosen before, level options that all get a seat are no tie.
    """
    found: list[Seat] = []
    left = [option for option in range(options) if option not in taken]
    chosen: list[int] = []
    while left and len(found) < seats:
        now = figures(chosen)
        known = [each for option in left if (each := now[option]) is not None]
        best = (max(known) if most else min(known)) if known else None
        level = [option for option in left if now[option] == best]
        number = len(found) + 1
        if apart and len(level) <= seats - len(found):
            option = min(level, key=ties.place)
        else:
            option = ties.best(level, Words(f"plaats {number}", f"seat {number}"))
        found.append(Seat(option, tuple(now[each] if each in left else None for each in range(options))))
        chosen.append(option)
        left.remove(option)
    return tuple(found)
