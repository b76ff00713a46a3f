"""Drawing lots among people: uniform, stratified, or with quotas and chances as equal as the quotas let them be.

Every lot is drawn from a public seed, so that anyone can draw it again. People come in by identifier, and the order in
which they come in makes no difference.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from samenspel.kernels.tally.exact_lp import Solution, maximize
from samenspel.kernels.tally.rules import drawn_order
from samenspel.kernels.tally.words import BadRulesError, Words

MOST_PANELS = 5_000
"""So many make-ups of a panel are looked at; more is refused rather than guessed."""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who may be drawn, with what they said of themselves: `{"street": "north"}`."""

    id: str
    traits: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Quota:
    """At least and at most so many of those drawn have this value."""

    trait: str
    value: str
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Draw:
    """Who was drawn, who follows in order (where that has meaning), everyone's chance beforehand, and why."""

    drawn: tuple[str, ...]
    reserve: tuple[str, ...]
    chances: tuple[tuple[str, Fraction], ...]
    explanation: Words


def uniform(people: Sequence[Person], seats: int, seed: str) -> Draw:
    """Draw so that everyone has the same chance: in the order of the SHA-256 of seed and identifier."""
    _check(people, seats)
    order = drawn_order([person.id for person in people], seed)
    chance = Fraction(seats, len(people))
    words = Words(
        f"Iedereen had evenveel kans: {seats} van de {len(people)}.",
        f"Everyone had the same chance: {seats} in {len(people)}.",
    )
    return Draw(order[:seats], order[seats:], tuple((each, chance) for each in sorted(order)), words)


def stratified(people: Sequence[Person], trait: str, seats: int, seed: str) -> Draw:
    """Give each group by a trait its share of the seats, by largest remainder, and draw uniformly within each.

    Level remainders go by lot, so that over all draws no group gains. Raises BadRulesError.
    """
    _check(people, seats)
    groups: dict[str, list[str]] = {}
    for person in people:
        groups.setdefault(person.traits.get(trait, ""), []).append(person.id)
    shares = largest_remainder({name: len(ids) for name, ids in groups.items()}, seats, seed)
    drawn: list[str] = []
    for name in sorted(groups):
        drawn += drawn_order(groups[name], f"{seed}\n{name}")[: shares[name]]
    chances = {each: Fraction(shares[name], len(ids)) for name, ids in groups.items() for each in ids}
    words = Words(
        "Elke groep kreeg plaatsen naar grootte: " + _shared(shares, groups, "van de") + ".",
        "Every group got seats by its size: " + _shared(shares, groups, "of") + ".",
    )
    return Draw(drawn_order(drawn, seed), (), tuple(sorted(chances.items())), words)


def largest_remainder(sizes: Mapping[str, int], seats: int, seed: str) -> dict[str, int]:
    """Divide seats by size (Hamilton): whole quotas first, then the largest remainders, level ones by lot."""
    total = sum(sizes.values())
    shares = {name: seats * size // total for name, size in sizes.items()}
    rank = {name: number for number, name in enumerate(drawn_order(list(sizes), seed))}
    rest = sorted(sizes, key=lambda name: (-(seats * sizes[name] % total), rank[name]))
    for name in rest[: seats - sum(shares.values())]:
        shares[name] += 1
    return shares


def with_quotas(people: Sequence[Person], quotas: Sequence[Quota], seats: int, seed: str) -> Draw:
    """Draw a panel that meets the quotas, with chances as equal as can be (leximin), exactly.

    The smallest chance is as large as the quotas allow, then the next smallest, and so on (Flanigan et al., Nature 596,
    2021). People with the same traits have the same chance. All make-ups of a panel are listed; the lottery over them
    solves linear programmes in fractions. Raises BadRulesError when no panel meets the quotas, and when there are more
    than MOST_PANELS make-ups.
    """
    _check(people, seats)
    names = sorted({quota.trait for quota in quotas})
    kinds: dict[tuple[str, ...], list[str]] = {}
    for person in people:
        kinds.setdefault(tuple(person.traits.get(name, "") for name in names), []).append(person.id)
    order = sorted(kinds)
    sizes = [len(kinds[kind]) for kind in order]
    panels = _panels(order, sizes, names, quotas, seats)
    lottery = _leximin(panels, sizes)
    panel = panels[_spin(lottery, seed)]
    drawn: list[str] = []
    for kind, count in zip(order, panel, strict=True):
        drawn += drawn_order(kinds[kind], f"{seed}\n{chr(10).join(kind)}")[:count]
    chances = _chances(panels, lottery, sizes)
    by_person = {each: chance for kind, chance in zip(order, chances, strict=True) for each in kinds[kind]}
    low, high = min(chances), max(chances)
    words = (
        Words("Iedereen had evenveel kans.", "Everyone had the same chance.")
        if low == high
        else Words(
            f"De afspraken over de groep maken de kansen ongelijk. De kleinste kans was {_spoken(low, 'van de')}, de grootste {_spoken(high, 'van de')}. "
            "Groter kon de kleinste kans niet.",
            f"What was agreed on the group makes chances unequal. The smallest was {_spoken(low, 'in')}, the largest {_spoken(high, 'in')}. "
            "The smallest could not be larger.",
        )
    )
    return Draw(drawn_order(drawn, seed), (), tuple(sorted(by_person.items())), words)


def _spoken(chance: Fraction, of: str) -> str:
    return f"{chance.numerator} {of} {chance.denominator}"


def _check(people: Sequence[Person], seats: int) -> None:
    if len({person.id for person in people}) != len(people):
        raise BadRulesError("Iemand staat twee keer op de lijst.", "Someone is on the list twice.")
    if not 1 <= seats <= len(people):
        raise BadRulesError(
            f"Loot ten minste één en ten hoogste {len(people)} mensen.",
            f"Draw at least one and at most {len(people)} people.",
        )


def _shared(shares: Mapping[str, int], groups: Mapping[str, Sequence[str]], of: str) -> str:
    return ", ".join(f"{name or '?'} {shares[name]} {of} {len(groups[name])}" for name in sorted(groups))


def _panels(
    kinds: Sequence[tuple[str, ...]],
    sizes: Sequence[int],
    names: Sequence[str],
    quotas: Sequence[Quota],
    seats: int,
) -> list[tuple[int, ...]]:
    """Every make-up of a panel, as how many of each kind of people, that meets the quotas."""
    counted = [
        [number for number, kind in enumerate(kinds) if kind[names.index(quota.trait)] == quota.value]
        for quota in quotas
    ]
    bounds = [(quota.least, quota.most) for quota in quotas]
    found = []
    for panel in _make_ups(sizes, seats, counted, bounds):
        found.append(panel)
        if len(found) > MOST_PANELS:
            raise BadRulesError(
                "Er zijn te veel soorten groepen mogelijk om eerlijk te loten. Gebruik minder kenmerken.",
                "Too many kinds of panel are possible to draw lots fairly. Use fewer traits.",
            )
    if not found:
        raise BadRulesError(
            "Geen groep voldoet aan alle afspraken. Maak de afspraken ruimer.",
            "No panel meets all that was agreed. Make the quotas wider.",
        )
    return found


def _make_ups(
    sizes: Sequence[int], seats: int, counted: Sequence[Sequence[int]], bounds: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, ...]]:
    """Panels kind by kind; a beginning that cannot be completed is left at once."""

    def possible(start: Sequence[int]) -> bool:
        done, left = len(start), seats - sum(start)
        if not 0 <= left <= sum(sizes[done:]):
            return False
        for places, (least, most) in zip(counted, bounds, strict=True):
            have = sum(start[place] for place in places if place < done)
            more = min(left, sum(sizes[place] for place in places if place >= done))
            if have > most or have + more < least:
                return False
        return True

    pending: list[tuple[int, ...]] = [()]
    while pending:
        start = pending.pop()
        if not possible(start):
            continue
        if len(start) == len(sizes):
            yield start
            continue
        pending += [(*start, count) for count in range(sizes[len(start)], -1, -1)]


def _leximin(panels: Sequence[tuple[int, ...]], sizes: Sequence[int]) -> tuple[Fraction, ...]:
    """The chance of each panel: raise the smallest chance, fix those that cannot be raised further, go on with the rest."""
    fixed: dict[int, Fraction] = {}
    while True:
        solved = _raise(panels, sizes, fixed)
        if len(fixed) == len(sizes):
            return solved.point[: len(panels)]
        # A constraint with a price is what holds the smallest chance down, in every best lottery.
        for kind in range(len(sizes)):
            if kind not in fixed and solved.prices[kind + 1]:
                fixed[kind] = solved.value


def _raise(
    panels: Sequence[tuple[int, ...]], sizes: Sequence[int], fixed: Mapping[int, Fraction]
) -> Solution:
    """Raise the smallest chance of the kinds that are not fixed. Variables: panels, that chance, one slack a kind."""
    kinds, many = len(sizes), len(panels)
    columns = np.zeros((kinds + 1, many + 1 + kinds), np.int64)
    columns[0, :many] = 1
    columns[1:, :many] = np.array(panels).T
    for kind, size in enumerate(sizes):
        columns[kind + 1, many] = 0 if kind in fixed else -size
        columns[kind + 1, many + 1 + kind] = -1
    bounds = [Fraction(1)] + [fixed.get(kind, Fraction(0)) * size for kind, size in enumerate(sizes)]
    goal = [0] * many + [int(len(fixed) < kinds)] + [0] * kinds
    return maximize(goal, columns, bounds)


def _chances(
    panels: Sequence[tuple[int, ...]], lottery: Sequence[Fraction], sizes: Sequence[int]
) -> list[Fraction]:
    """The chance of someone of each kind."""
    return [
        sum(
            (chance * panel[kind] for panel, chance in zip(panels, lottery, strict=True) if chance),
            Fraction(0),
        )
        / size
        for kind, size in enumerate(sizes)
    ]


def _spin(lottery: Sequence[Fraction], seed: str) -> int:
    """The panel on which a point between 0 and 1 falls: the SHA-256 of the seed as a binary fraction."""
    point = Fraction(int(hashlib.sha256(seed.encode()).hexdigest(), 16), 2**256)
    passed = Fraction(0)
    for number, chance in enumerate(lottery):
        passed += chance
        if point < passed:
            return number
    raise AssertionError("chances add up to one")
