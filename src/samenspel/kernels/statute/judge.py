"""The judge: may this act be done, on these facts, under this charter, and on what grounds?

Silence is refusal. A verdict has no truth value, since "needs a decision" and "unknown" exist.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple, NoReturn

from samenspel.kernels.statute.charter import Charter
from samenspel.kernels.statute.majority import passes
from samenspel.kernels.statute.model import Limit, Power, Requirement, Source, in_law
from samenspel.kernels.statute.statute import Need, Plan, merge_needs
from samenspel.kernels.statute.vocabulary import Body, Standing


class Outcome(StrEnum):
    ALLOWED = "allowed"
    NEEDS_DECISION = "needs_decision"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One vote of one body, as it was held. All numbers are votes; `silent` is a term that passed without one."""

    body: Body
    in_favour: int
    against: int
    entitled: int
    held_on: date
    notice_days: int
    abstaining: int = 0
    second_meeting: bool = False
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What is the case. `on` is the day of the act; amounts are integers in the smallest unit.

    `opponents` are the people without a vote in the decision that the evidence is of, who speak against it.
    """

    on: date
    standings: frozenset[Standing] = frozenset()
    evidence: tuple[Evidence, ...] = ()
    amounts: Mapping[str, int] = field(default_factory=dict)
    opponents: int = 0


class Why(StrEnum):
    """What a ground says."""

    FORBIDDEN = "forbidden"
    """The law forbids this act for this legal form."""
    CONSENT = "consent"
    """A body must agree, by a rule."""
    POWER = "power"
    """Someone in a certain standing may do this alone."""
    LIMIT = "limit"
    """A number has a bound."""
    SILENCE = "silence"
    """Nothing in the charter allows this."""


class Ground(NamedTuple):
    """One reason of a verdict: what it says, where that stands, and whether it is met.

    A named tuple, since a verdict makes one per requirement and this is four times as quick as a dataclass.
    """

    why: Why
    met: bool
    sources: tuple[Source, ...] = ()
    requirement: Requirement | None = None
    power: Power | None = None
    limit: Limit | None = None
    measured: int = 0
    bound: int = 0
    wait_until: date | None = None


class Verdict(NamedTuple):
    """The answer of the judge, with its grounds, and the needs that no vote has met yet."""

    outcome: Outcome
    acts: tuple[str, ...]
    grounds: tuple[Ground, ...]
    missing: tuple[Need, ...] = ()
    unknown: tuple[str, ...] = ()

    def __bool__(self) -> NoReturn:
        raise TypeError("A verdict is not a yes or a no: look at its outcome.")

    @property
    def allowed(self) -> bool:
        return self.outcome is Outcome.ALLOWED


def judge(charter: Charter, act: str | Sequence[str], facts: Facts) -> Verdict:
    """Judge one act, or several that are done together as one. Raises UnknownWordError for an unknown act."""
    plans = _plans(charter, act)
    acts = tuple([plan.act for plan in plans])
    barred = _barred(plans)
    if barred:
        return Verdict(Outcome.REFUSED, acts, barred)
    grounds = _power_grounds(plans, facts)
    if not _all_met(grounds):
        return Verdict(Outcome.REFUSED, acts, grounds)
    limits, unknown = _limit_grounds(plans, facts)
    grounds += limits
    if not _all_met(limits):
        return Verdict(Outcome.REFUSED, acts, grounds)
    consents, missing = _consent_grounds(plans[0].needs if len(plans) == 1 else merge_needs(plans), facts)
    grounds += consents
    if unknown:
        return Verdict(Outcome.UNKNOWN, acts, grounds, missing, unknown)
    return Verdict(Outcome.NEEDS_DECISION if missing else Outcome.ALLOWED, acts, grounds, missing)


def needs_of(charter: Charter, act: str | Sequence[str]) -> tuple[Need, ...]:
    """Who must agree to an act, whatever the facts."""
    return merge_needs(_plans(charter, act))


def reached(requirement: Requirement, evidence: Sequence[Evidence]) -> date | None:
    """On which day the votes held first met a requirement, cooling time left out; None when they do not.

    Counts readings in order of date, each with enough notice and the gap after the one before.
    """
    return _reached(requirement, _by_body(evidence).get(requirement.body, ()))


def effective(needs: Sequence[Need], evidence: Sequence[Evidence], opponents: int = 0) -> date | None:
    """From which day a decision has effect: when the last consent was reached, plus the longest waiting time.

    None while some consent is lacking. Waiting runs from the decision as a whole, not from the first of its votes;
    `opponents` are the people without a vote in it who speak against it.
    """
    return _effect(needs, [reached(need.requirement, evidence) for need in needs], opponents)


def _effect(needs: Sequence[Need], days: Sequence[date | None], opponents: int) -> date | None:
    decided = [day for day in days if day is not None]
    if not decided or len(decided) < len(needs):
        return None
    cooling = max([need.requirement.waiting_days(opponents) for need in needs])
    last = max(decided)
    return last + timedelta(days=cooling) if cooling else last


def _consent_grounds(needs: tuple[Need, ...], facts: Facts) -> tuple[tuple[Ground, ...], tuple[Need, ...]]:
    """A ground per need, and the needs not met yet; one that only waits for its cooling time says until when."""
    if not facts.evidence:
        return _uniform(needs, met=False), needs
    votes = _by_body(facts.evidence)
    days = [_reached(need.requirement, votes.get(need.requirement.body, ())) for need in needs]
    effect = _effect(needs, days, facts.opponents)
    if effect is not None and effect <= facts.on:
        return _uniform(needs, met=True), ()
    grounds: list[Ground] = []
    missing: list[Need] = []
    for need, day in zip(needs, days, strict=True):
        wait_until = effect if need.requirement.waiting_days(facts.opponents) else None
        met = day is not None and wait_until is None
        grounds.append(Ground(Why.CONSENT, met, need.sources, need.requirement, wait_until=wait_until))
        if not met:
            missing.append(need)
    return tuple(grounds), tuple(missing)


def _uniform(needs: tuple[Need, ...], *, met: bool) -> tuple[Ground, ...]:
    """A ground per need, where all are met or none is."""
    return tuple([Ground(Why.CONSENT, met, need.sources, need.requirement) for need in needs])


_HELD_ON = attrgetter("held_on")


def _by_body(evidence: Sequence[Evidence]) -> dict[Body, list[Evidence]]:
    """The votes of each body in order of date: put in order once, then asked for every requirement."""
    found: dict[Body, list[Evidence]] = {}
    for vote in sorted(evidence, key=_HELD_ON):
        found.setdefault(vote.body, []).append(vote)
    return found


def _reached(requirement: Requirement, votes: Sequence[Evidence]) -> date | None:
    """`reached`, for the votes of the requirement's own body in order of date."""
    readings = 0
    last: date | None = None
    for vote in votes:
        if vote.notice_days < requirement.notice_days or not _carried(requirement, vote):
            continue
        if last is not None and (vote.held_on - last).days < requirement.gap_days:
            continue
        readings, last = readings + 1, vote.held_on
        if readings == requirement.readings:
            return last
    return None


def _carried(requirement: Requirement, vote: Evidence) -> bool:
    if vote.silent:
        return requirement.silence_consents
    result = passes(requirement, vote.in_favour, vote.entitled, vote.against, vote.abstaining)
    return result.adopted and (vote.second_meeting or not result.in_second_meeting)


def _plans(charter: Charter, act: str | Sequence[str]) -> tuple[Plan, ...]:
    statute = charter.statute
    if isinstance(act, str):
        return (statute.plan(act),)
    if not act:
        raise ValueError("Judge at least one act.")
    return tuple(statute.plan(each) for each in act)


def _barred(plans: tuple[Plan, ...]) -> tuple[Ground, ...]:
    """The grounds on which an act is out of reach for everyone: the law forbids it, or nothing allows it."""
    for plan in plans:
        if plan.forbidden_by:
            return (Ground(Why.FORBIDDEN, met=False, sources=(in_law(plan.forbidden_by),)),)
        if not plan.needs and not plan.powers:
            return (Ground(Why.SILENCE, met=False),)
    return ()


def _all_met(grounds: tuple[Ground, ...]) -> bool:
    return not grounds or all(ground.met for ground in grounds)


def _power_grounds(plans: tuple[Plan, ...], facts: Facts) -> tuple[Ground, ...]:
    """For each act that needs a power: the power the actor has, or else all powers the actor lacks."""
    grounds: tuple[Ground, ...] = ()
    for plan in plans:
        if not plan.powers:
            continue
        if facts.standings & plan.standings:
            held = next(power for power in plan.powers if power.standings & facts.standings)
            grounds += (Ground(Why.POWER, met=True, sources=(held.source,), power=held),)
        else:
            grounds += tuple(Ground(Why.POWER, met=False, sources=(p.source,), power=p) for p in plan.powers)
    return grounds


def _limit_grounds(plans: tuple[Plan, ...], facts: Facts) -> tuple[tuple[Ground, ...], tuple[str, ...]]:
    grounds: tuple[Ground, ...] = ()
    unknown: tuple[str, ...] = ()
    for plan in plans:
        for limit in plan.limits:
            absent = tuple(name for name in limit.facts if name not in facts.amounts)
            if absent:
                unknown += absent
                continue
            bound = limit.bound(facts.amounts)
            measured = facts.amounts[limit.measure]
            met = measured <= bound
            grounds += (Ground(Why.LIMIT, met, (limit.source,), limit=limit, measured=measured, bound=bound),)
    return grounds, unknown
