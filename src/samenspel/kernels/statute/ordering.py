"""When one rule asks at least as much as another: a sound partial order on requirements, powers and limits.

`asks_at_least(new, old)` is true only if whatever satisfies `new` satisfies `old` too. Where neither holds
the rules differ in kind, and a person has to look. The order is a preorder: rules that each ask at least as
much as the other have the same effect, even when they are written differently.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from samenspel.kernels.statute.model import NOTHING, Base, Limit, Requirement, Share
from samenspel.kernels.statute.statute import Plan, merge_needs
from samenspel.kernels.statute.vocabulary import Standing


class Shift(StrEnum):
    """How a rule moved: what was allowed before is allowed still, less is, more is, or something else is."""

    EQUAL = "equal"
    STRICTER = "stricter"
    LOOSER = "looser"
    DIFFERENT = "different"


def shift(*, up: bool, down: bool) -> Shift:
    """The shift when the new rule asks at least as much (`up`), at most as much (`down`), both, or neither."""
    if up and down:
        return Shift.EQUAL
    if up:
        return Shift.STRICTER
    return Shift.LOOSER if down else Shift.DIFFERENT


@dataclass(frozen=True, slots=True)
class Bar:
    """All that stands between a person and an act, or several acts done as one.

    `powers` holds one set of standings per act that needs a power; one standing of each set is needed.
    """

    barred: bool
    requirements: tuple[Requirement, ...]
    powers: tuple[frozenset[Standing], ...]
    limits: tuple[Limit, ...]


def bar(plans: Sequence[Plan]) -> Bar:
    """Put the plans of acts that are done as one together."""
    return Bar(
        barred=any(plan.forbidden_by or not (plan.needs or plan.powers) for plan in plans),
        requirements=tuple(need.requirement for need in merge_needs(plans)),
        powers=tuple(dict.fromkeys(plan.standings for plan in plans if plan.powers)),
        limits=tuple(dict.fromkeys(limit for plan in plans for limit in plan.limits)),
    )


def bar_shift(old: Bar, new: Bar) -> Shift:
    """How the rule for an act moved from `old` to `new`."""
    return shift(up=bar_asks_at_least(new, old), down=bar_asks_at_least(old, new))


def bar_asks_at_least(new: Bar, old: Bar) -> bool:
    """Whether whoever may act under `new` might also have acted under `old`."""
    if new.barred or old.barred:
        return new.barred
    return (
        needs_ask_at_least(new.requirements, old.requirements)
        and _powers_ask_at_least(new.powers, old.powers)
        and all(any(limit_asks_at_least(mine, theirs) for mine in new.limits) for theirs in old.limits)
    )


def needs_ask_at_least(new: Collection[Requirement], old: Collection[Requirement]) -> bool:
    """Whether every old need is covered by a new need of the same body."""
    return all(any(asks_at_least(mine, theirs) for mine in new) for theirs in old)


def governing(requirements: Sequence[Requirement]) -> tuple[Requirement, ...]:
    """The requirements that no other one already covers, in the same order: what one really has to reach."""
    kept: list[Requirement] = []
    for mine in dict.fromkeys(requirements):
        if not any(asks_at_least(other, mine) for other in kept):
            kept = [other for other in kept if not asks_at_least(mine, other)] + [mine]
    return tuple(kept)


@lru_cache(maxsize=4096)
def asks_at_least(new: Requirement, old: Requirement) -> bool:
    """Whether every series of votes that meets `new` also meets `old`."""
    return new.body is old.body and _votes(new, old) and _time(new, old)


def _time(new: Requirement, old: Requirement) -> bool:
    """Notice, readings with the gaps between them, cooling, and whether silence is a yes."""
    return (
        new.notice_days >= old.notice_days
        and _waiting(new, old)
        and new.readings >= old.readings
        and (old.readings == 1 or new.gap_days >= old.gap_days)
        and (old.silence_consents or not new.silence_consents)
    )


def _waiting(new: Requirement, old: Requirement) -> bool:
    """Whether one waits at least as long with any number of opponents. The old term grows in jumps only."""
    jumps = range(0, old.delay.fullest + 1, old.delay.per)
    return all(new.waiting_days(opponents) >= old.waiting_days(opponents) for opponents in jumps)


def _votes(new: Requirement, old: Requirement) -> bool:
    """Whether every single vote that carries under `new` carries under `old`, and as soon.

    A vote carries at once when majority and quorum are met, and in a second meeting, if there may be one,
    when the majority is. So `new` must imply the old majority; its quorum, or the presence its majority itself
    implies, must reach the old one; and it may not use a second meeting where the old rule has none.
    """
    implied = new.majority if new.base is Base.ALL else NOTHING
    reaches = _at_most(old.quorum, implied)
    return (
        _majority(new, old)
        and (reaches or _at_most(old.quorum, new.quorum))
        and (old.second_meeting or not new.second_meeting or reaches)
    )


def _majority(new: Requirement, old: Requirement) -> bool:
    if old.majority.numerator == 0:
        return True  # one vote in favour is enough, and every vote needs that
    if old.base is Base.ALL and new.base is Base.CAST:
        return False
    if _at_most(new.majority, old.majority) and _at_most(old.majority, new.majority):
        return new.strict or not old.strict
    return _at_most(old.majority, new.majority)


def _at_most(low: Share, high: Share) -> bool:
    return low.numerator * high.denominator <= high.numerator * low.denominator


_EVERYONE = frozenset(Standing) - {Standing.CLOCKWORK}
_SIGNED_IN = _EVERYONE - {Standing.ANYONE}


def reach(standings: frozenset[Standing]) -> frozenset[Standing]:
    """The standings that a power reaches: “anyone” and “signed in” hold for every person as well."""
    if Standing.ANYONE in standings:
        return standings | _EVERYONE
    return standings | _SIGNED_IN if Standing.PERSON in standings else standings


def _powers_ask_at_least(new: Sequence[frozenset[Standing]], old: Sequence[frozenset[Standing]]) -> bool:
    return all(any(reach(mine) <= reach(theirs) for mine in new) for theirs in old)


def limit_asks_at_least(new: Limit, old: Limit) -> bool:
    """Whether whatever stays under the new bound stays under the old one, whatever the facts."""
    if new.measure != old.measure:
        return False
    if old.at_most is not None:
        return new.at_most is not None and new.at_most <= old.at_most
    if new.share is None or old.share is None:
        return False
    return new.of == old.of and new.grace <= old.grace and _at_most(new.share, old.share)
