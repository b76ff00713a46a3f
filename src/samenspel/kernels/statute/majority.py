"""The one place where votes meet a threshold. Enforcement and analysis both call `passes`."""

from typing import NamedTuple

from samenspel.kernels.statute.model import Base, Requirement


class Passing(NamedTuple):
    """Whether a vote is carried, and whether only in a second meeting, which needs no quorum."""

    adopted: bool
    in_second_meeting: bool


_NO = Passing(adopted=False, in_second_meeting=False)
_AT_ONCE = Passing(adopted=True, in_second_meeting=False)
_LATER = Passing(adopted=True, in_second_meeting=True)


def passes(
    requirement: Requirement, in_favour: int, entitled: int, against: int, abstaining: int = 0
) -> Passing:
    """Decide whether a vote meets a requirement, in integers only.

    `in_favour`, `against` and `abstaining` are votes; `entitled` is all votes the body could cast. Abstentions
    help to reach the quorum but are not votes cast. A second meeting drops the quorum and keeps the majority.

    Monotone: with the others' votes fixed, one more vote in favour never turns a yes into a no. Proof: when V
    rises by one, V·b rises by b while a·D rises by at most a ≤ b, so the majority stays met; V + P + A does not
    fall, so the quorum stays met; V > 0 stays true.
    """
    if in_favour <= 0:
        return _NO
    part, whole = requirement.majority
    denominator = in_favour + against if requirement.base is Base.CAST else entitled
    weight, bar = in_favour * whole, part * denominator
    if not (weight > bar if requirement.strict else weight >= bar):
        return _NO
    present = in_favour + against + abstaining
    if present * requirement.quorum.denominator >= requirement.quorum.numerator * entitled:
        return _AT_ONCE
    return _LATER if requirement.second_meeting else _NO


def votes_needed(requirement: Requirement, entitled: int, cast: int) -> int | None:
    """How many of `cast` votes for and against must be in favour; None when even all would not do.

    By bisection, which is sound because `passes` is monotone.
    """
    if not passes(requirement, cast, entitled, 0).adopted:
        return None
    low, high = 0, cast
    while high - low > 1:
        middle = (low + high) // 2
        if passes(requirement, middle, entitled, cast - middle).adopted:
            high = middle
        else:
            low = middle
    return high


def quorum_needed(requirement: Requirement, entitled: int) -> int:
    """How many votes must be present for the quorum, rounded up."""
    part, whole = requirement.quorum
    return -(-part * entitled // whole)
