"""Ballots as they are written down, and as a count reads them.

A ballot is written as a row of short texts, so that a form can send it, a database keep it and a file publish it:

| kind | written | meaning |
|---|---|---|
| marks | `("1", "3")` | options 1 and 3 are marked |
| grades | `("1:4", "2:0")` | option 1 got grade 4, option 2 got 0 |
| ranking | `("3", "1=2")` | option 3 first, then 1 and 2 alike; options that are not named come last |

A count reads options by their place in the list of options. Ballots come in aggregated, as pairs of a ballot and how
often it was cast: the size of a count depends on the number of distinct ballots, and nothing in it tells who cast which.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from samenspel.kernels.tally.words import BadBallotError, BadRulesError

Written: TypeAlias = "tuple[str, ...]"
"""A ballot as it is written down."""

Ballots: TypeAlias = "Sequence[tuple[Written, int]]"
"""Written ballots with how often each was cast."""

Marks: TypeAlias = "tuple[int, ...]"
"""The marked options by their place, in ascending order."""

Grades: TypeAlias = "tuple[int | None, ...]"
"""The grade of every option in the order of the options; None where the voter gave none."""

Ranking: TypeAlias = "tuple[tuple[int, ...], ...]"
"""Tiers of options, best first; options of one tier are ranked alike. Options that are left out come last."""

Ballot: TypeAlias = "Marks | Grades | Ranking"
_DIGITS = 9
"""More digits than a grade ever has; Python refuses to read thousands of them."""

B = TypeVar("B", Marks, Grades, Ranking)


class Kind(StrEnum):
    """What a voter writes down."""

    MARKS = "marks"
    GRADES = "grades"
    RANKING = "ranking"


class Option(NamedTuple):
    """Something one can vote for. `cost` is in the smallest unit of money; only budgets look at it."""

    id: str
    title: str
    cost: int = 0


@dataclass(frozen=True, slots=True)
class Profile(Generic[B]):
    """Distinct ballots with how often each was cast, in a fixed order, over a number of options."""

    options: int
    cast: tuple[tuple[B, int], ...]

    @property
    def voters(self) -> int:
        return sum(times for _, times in self.cast)

    @property
    def blank(self) -> int:
        """How many ballots say nothing."""
        return sum(times for ballot, times in self.cast if is_blank(ballot))

    def filled(self) -> "Profile[B]":
        """The same without ballots that say nothing."""
        return Profile(self.options, tuple(pair for pair in self.cast if not is_blank(pair[0])))


def is_blank(ballot: Ballot) -> bool:
    """Whether a ballot says nothing."""
    return all(each is None for each in ballot)


def merge(options: int, cast: Sequence[tuple[B, int]]) -> Profile[B]:
    """Add up equal ballots and put them in order. Raises BadBallotError for a count below one."""
    found: dict[B, int] = {}
    for ballot, times in cast:
        if times < 1:
            raise BadBallotError(
                f"Een stembriefje telt ten minste één keer, niet {times} keer.",
                f"A ballot is cast at least once, not {times} times.",
            )
        found[ballot] = found.get(ballot, 0) + times
    return Profile(options, tuple(sorted(found.items(), key=_in_order)))


def _in_order(pair: tuple[B, int]) -> tuple[object, ...]:
    return tuple(-1 if each is None else each for each in pair[0])


def places(options: Sequence[Option]) -> dict[str, int]:
    """The place of every option by its identifier. Raises BadRulesError for an identifier that stands twice."""
    found = {option.id: place for place, option in enumerate(options)}
    if len(found) != len(options):
        raise BadRulesError("Twee keuzes hebben dezelfde naam.", "Two options have the same name.")
    return found


def read_marks(ballots: Ballots, options: Sequence[Option]) -> Profile[Marks]:
    """Read ballots with marks. Raises BadBallotError for an unknown option, or one that is marked twice."""

    def marks(written: Written, known: Mapping[str, int]) -> Marks:
        found = tuple(sorted(_place(known, each) for each in written))
        _refuse_twice(found, options)
        return found

    return _read(ballots, options, marks)


def read_grades(ballots: Ballots, options: Sequence[Option], top: int) -> Profile[Grades]:
    """Read ballots with grades from 0 to `top`. Raises BadBallotError for what is not such a grade."""

    def grades(written: Written, known: Mapping[str, int]) -> Grades:
        found: list[int | None] = [None] * len(options)
        for each in written:
            name, _, grade = each.rpartition(":")
            place = _place(known, name)
            if found[place] is not None:
                _refuse_twice((place, place), options)
            if not (grade.isascii() and grade.isdecimal() and len(grade) <= _DIGITS and int(grade) <= top):
                raise BadBallotError(
                    f"Geef {options[place].title} een cijfer van 0 tot en met {top}, niet “{grade}”.",
                    f"Give {options[place].title} a grade from 0 to {top}, not “{grade}”.",
                )
            found[place] = int(grade)
        return tuple(found)

    return _read(ballots, options, grades)


def read_rankings(ballots: Ballots, options: Sequence[Option], *, strict: bool) -> Profile[Ranking]:
    """Read rankings; with `strict` no two options may share a place. Raises BadBallotError."""

    def ranking(written: Written, known: Mapping[str, int]) -> Ranking:
        tiers = tuple(tuple(sorted(_place(known, each) for each in tier.split("="))) for tier in written)
        _refuse_twice(tuple(place for tier in tiers for place in tier), options)
        if strict:
            refuse_shared(tiers, options)
        return tiers

    return _read(ballots, options, ranking)


def refuse_shared(tiers: Ranking, options: Sequence[Option]) -> None:
    """Raises BadBallotError where options share a place, for methods that cannot read that."""
    shared = next((tier for tier in tiers if len(tier) > 1), None)
    if shared is not None:
        names = [options[place].title for place in shared[:2]]
        raise BadBallotError(
            f"{names[0]} en {names[1]} staan op dezelfde plaats. Geef elke keuze een eigen plaats.",
            f"{names[0]} and {names[1]} share a place. Give every option a place of its own.",
        )


def _read(
    ballots: Ballots, options: Sequence[Option], one: Callable[[Written, Mapping[str, int]], B]
) -> Profile[B]:
    known = places(options)
    return merge(len(options), [(one(written, known), times) for written, times in ballots])


def _place(known: Mapping[str, int], name: str) -> int:
    if name not in known:
        raise BadBallotError(
            f"Er is geen keuze “{name}”. Kies uit wat op het stembriefje staat.",
            f"There is no option “{name}”. Choose from what is on the ballot.",
        )
    return known[name]


def _refuse_twice(found: Sequence[int], options: Sequence[Option]) -> None:
    if len(set(found)) != len(found):
        title = options[next(place for place in found if found.count(place) > 1)].title
        raise BadBallotError(
            f"{title} staat twee keer op het stembriefje. Noem elke keuze één keer.",
            f"{title} is on the ballot twice. Name every option once.",
        )


def write_ranking(tiers: Ranking, options: Sequence[Option]) -> Written:
    """A ranking as it is written down."""
    return tuple("=".join(options[place].id for place in tier) for tier in tiers)


def write_grades(grades: Grades, options: Sequence[Option]) -> Written:
    """Grades as they are written down."""
    return tuple(f"{options[place].id}:{grade}" for place, grade in enumerate(grades) if grade is not None)
