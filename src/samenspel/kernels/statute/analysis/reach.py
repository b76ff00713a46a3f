"""Whether a group can reach a state, from which day, and which actions are enough."""

from collections.abc import Iterable, Mapping, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

from samenspel.kernels.statute.analysis.system import Action, System

Options = tuple[int, tuple[tuple[int, ...], ...], int]
"""An action for a fixed group: atoms before, per part the masks that meet it, atoms it sets."""


def fixed(actions: Iterable[Action], held: frozenset[int]) -> list[Options]:
    """Leave out what a group cannot meet; an action with a part that cannot be met at all is left out whole."""
    found: list[Options] = []
    for action in actions:
        parts: list[tuple[int, ...]] = []
        for part in action.parts:
            masks = {each.atoms for each in part.alternatives if each.leaf in held}
            if not masks:
                break
            if 0 not in masks:
                parts.append(tuple(masks))
        else:
            found.append((action.after, tuple(parts), action.sets))
    return found


def enabled(option: Options, reached: int) -> bool:
    """Whether an action can be done once these atoms are set."""
    after, parts, _ = option
    return not after & ~reached and all(any(not mask & ~reached for mask in part) for part in parts)


def fixpoint(options: Sequence[Options], stop: int = 0) -> int:
    """All atoms that can be set, as a mask. Ends early once an atom of `stop` is set."""
    reached = 0
    waiting = list(options)
    while True:
        before, left = reached, []
        for option in waiting:
            after, parts, sets = option
            if after & ~reached or not all(any(not mask & ~reached for mask in part) for part in parts):
                left.append(option)
                continue
            reached |= sets
        if reached == before or reached & stop:
            return reached
        waiting = left


def can(system: System, counts: tuple[int, ...]) -> bool:
    """Whether a group reaches the aim of the system, ever (D1)."""
    held = system.held(counts)
    if system.layered:
        return earliest(system.actions, held, system.bad) is not None
    return bool(fixpoint(fixed(system.actions, held), system.bad) & system.bad)


def earliest(actions: Sequence[Action], held: frozenset[int], bad: int) -> int | None:
    """The first day on which the aim can be reached (D4); None if never."""
    return schedule(actions, held).get(bad.bit_length() - 1)


def schedule(actions: Sequence[Action], held: frozenset[int]) -> dict[int, int]:
    """The first day on which each atom can be set, by its bit.

    Knuth's generalisation of Dijkstra's algorithm: the least day among all actions that can be done is final, since no
    action ends before what it waits for. Steps that do not wait for each other run side by side.
    """
    days: dict[int, int] = {}
    waiting: dict[int, list[int]] = {}
    heap: list[tuple[int, int]] = []
    best: dict[int, int] = {}

    def offer(index: int) -> None:
        when = timing(actions[index], held, days)
        if when is not None and when.ends < best.get(index, when.ends + 1):
            best[index] = when.ends
            heappush(heap, (when.ends, index))

    for index, action in enumerate(actions):
        for bit in _bits(action.asks):
            waiting.setdefault(bit, []).append(index)
        offer(index)
    while heap:
        day, index = heappop(heap)
        if best[index] != day:
            continue
        for bit in _bits(actions[index].sets):
            if bit not in days:
                days[bit] = day
                for other in waiting.get(bit, ()):
                    offer(other)
    return days


class Timing(NamedTuple):
    """When an action has effect, and when it begins: the day of the call to the first vote."""

    ends: int
    begins: int


def timing(action: Action, held: frozenset[int], days: Mapping[int, int]) -> Timing | None:
    """The first day on which an action can have effect, given the first day of each atom; None if it cannot.

    The quickest set of alternatives may have to begin later than a slower one; of equal ends the latest beginning counts.
    """
    start = _latest(action.after, days)
    if start is None:
        return None
    choices: list[list[_Way]] = []
    waits: set[int] = set()
    least = 0
    for part in action.parts:
        ways = [
            (each.days, at, each.waits)
            for each in part.alternatives
            if each.leaf in held and (at := _latest(each.atoms, days)) is not None
        ]
        if not ways:
            return None
        waits.update([way[2] for way in ways])
        least = max(least, min([way[2] for way in ways]))
        choices.append(ways)
    enough = [wait for wait in sorted(waits) if wait >= least] or [0]
    if len(enough) == 1:
        return _soonest(action, choices, start, enough[0])
    found = [_soonest(action, choices, start, wait) for wait in enough]
    return min([when for when in found if when is not None], key=_order, default=None)


_Way = tuple[int, int, int]
"""A way that is open: how long it takes, from which day it is there, and how long the decision then waits for it."""


def _soonest(action: Action, choices: list[list[_Way]], start: int, wait: int) -> Timing | None:
    """The first day with ways for which the decision waits no longer than so many days."""
    begin = max(start, action.first)
    best: Timing | None = None
    for length in sorted({way[0] for ways in choices for way in ways} or {0}):
        starts = [
            min([at for span, at, w in ways if span <= length and w <= wait], default=None)
            for ways in choices
        ]
        if any(each is None for each in starts):
            continue
        begins = max([begin, *[each for each in starts if each is not None]])
        ends = begins + max(length, action.least_days) + wait
        if action.until is not None and ends >= action.until:
            continue
        when = Timing(ends + action.after_days, begins)
        if best is None or _order(when) < _order(best):
            best = when
    return best


def _order(when: Timing) -> tuple[int, int]:
    """The soonest end first, and of equal ends the latest beginning."""
    return when.ends, -when.begins


def _latest(mask: int, days: Mapping[int, int]) -> int | None:
    """The day on which all atoms of a mask are set; None if one is not."""
    last = 0
    for bit in _bits(mask):
        day = days.get(bit)
        if day is None:
            return None
        last = max(last, day)
    return last


def _bits(mask: int) -> list[int]:
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found
