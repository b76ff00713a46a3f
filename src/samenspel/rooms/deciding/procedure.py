"""What the statute prescribes for a proposal: which bodies, which ways, which terms, and what follows a vote.

Pure functions over the charter and the votes held; the acts write down what they say.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from samenspel.kernels.statute.charter import Charter
from samenspel.kernels.statute.judge import Evidence, effective, needs_of, reached
from samenspel.kernels.statute.majority import passes
from samenspel.kernels.statute.model import COUNTING_WITHOUT_CLAUSE, Requirement, Secrecy, TieRule, Way
from samenspel.kernels.statute.statute import Need
from samenspel.kernels.statute.vocabulary import OUTSIDE_BODIES, Body, split_act

DEFAULT_VOTING_DAYS = 7
DEFAULT_ANSWER_DAYS = 7
ABOUT_PERSONS = frozenset({"admit", "suspend", "reinstate", "appoint", "dismiss", "grant"})
BY_CONSENT = frozenset({"resolve", "renew"})


class RoundWay(StrEnum):
    """How one round is held."""

    CONSENT = "consent"
    YES_NO = "yes_no"
    CHOICE = "choice"
    """A choice among options, counted as the proposal says."""


class Next(StrEnum):
    """What follows for a body after its last vote."""

    AGREED = "agreed"
    REFUSED = "refused"
    FALLBACK = "fallback"
    """Consent was not reached: the majority vote the statute names."""
    READING = "reading"
    SECOND_MEETING = "second_meeting"


@dataclass(frozen=True, slots=True)
class Held:
    """A closed vote, as the procedure sees it. `objections` are those still open when it closed."""

    body: Body
    way: RoundWay
    called_at: datetime
    opens_at: datetime
    in_favour: int
    against: int
    abstaining: int
    entitled: int
    held_on: date
    second_meeting: bool
    objections: int = 0

    def evidence(self) -> Evidence | None:
        """This vote as evidence for the judge; a consent round with open objections is none."""
        if self.way is RoundWay.CONSENT and self.objections:
            return None
        voters = self.in_favour + self.against + self.abstaining
        return Evidence(
            body=self.body,
            in_favour=self.in_favour,
            against=self.against,
            abstaining=self.abstaining,
            entitled=self.entitled,
            held_on=self.held_on,
            notice_days=(self.opens_at - self.called_at).days,
            second_meeting=self.second_meeting,
            silent=voters == 0,
        )


def bodies(charter: Charter, kinds: Sequence[str]) -> dict[Body, tuple[Requirement, ...]]:
    """Which bodies must agree, each with all its requirements, in a fixed order."""
    found: dict[Body, list[Requirement]] = {}
    for need in needs_of(charter, tuple(kinds)):
        found.setdefault(need.requirement.body, []).append(need.requirement)
    return {body: tuple(found[body]) for body in Body if body in found}


def outside(needs: Sequence[Need]) -> tuple[Body, ...]:
    """Bodies whose consent is given outside the platform."""
    return tuple(body for body in OUTSIDE_BODIES if any(need.requirement.body is body for need in needs))


def first_way(charter: Charter, kinds: Sequence[str], *, has_options: bool) -> RoundWay:
    """How the first vote is held: a choice where there are options, consent for everyday matters if so agreed."""
    if has_options:
        return RoundWay.CHOICE
    everyday = all(split_act(kind)[0].id in BY_CONSENT for kind in kinds)
    if everyday and charter.statute.settings.way is Way.CONSENT:
        return RoundWay.CONSENT
    return RoundWay.YES_NO


def is_secret(charter: Charter, kinds: Sequence[str], way: RoundWay) -> bool:
    """Votes about a person are secret, others as the statute says; consent is given in the open, with reasons."""
    if way is RoundWay.CONSENT:
        return False
    if is_about_person(kinds):
        return True
    return charter.statute.settings.secrecy is Secrecy.SECRET


def is_about_person(kinds: Sequence[str]) -> bool:
    """Whether a decision of these kinds is about a person: admitted, appointed, suspended, given a place."""
    return any(split_act(kind)[0].id in ABOUT_PERSONS for kind in kinds)


def ways_of_counting(charter: Charter) -> tuple[str, ...]:
    """How a choice among options may be counted under a charter, by identifiers of the counting kernel."""
    return charter.statute.settings.counting or COUNTING_WITHOUT_CLAUSE


def tie_rule(charter: Charter) -> TieRule:
    return charter.statute.settings.tie or TieRule.NO_DECISION


def notice_days(requirements: Sequence[Requirement]) -> int:
    return max((requirement.notice_days for requirement in requirements), default=0)


def voting_days(charter: Charter) -> int:
    return charter.statute.settings.voting_days or DEFAULT_VOTING_DAYS


def answer_days(charter: Charter) -> int:
    return charter.statute.settings.answer_days or DEFAULT_ANSWER_DAYS


def terms(
    charter: Charter,
    requirements: Sequence[Requirement],
    *,
    called_at: datetime,
    not_before: datetime | None = None,
) -> tuple[datetime, datetime]:
    """When a vote opens and closes: after the notice, and not before the gap since the reading before."""
    opens_at = called_at + timedelta(days=notice_days(requirements))
    if not_before is not None:
        opens_at = max(opens_at, not_before)
    return opens_at, opens_at + timedelta(days=voting_days(charter))


def after(requirements: Sequence[Requirement], held: Sequence[Held]) -> Next:
    """What follows for a body after the votes it has held, the last one just closed."""
    last = held[-1]
    evidence = tuple(e for vote in held if (e := vote.evidence()) is not None)
    if all(reached(requirement, evidence) is not None for requirement in requirements):
        return Next.AGREED
    if last.way is RoundWay.CONSENT:
        return Next.FALLBACK
    if not all(_majority_met(requirement, last) for requirement in requirements):
        return Next.REFUSED
    if not last.second_meeting and not all(_quorum_met(requirement, last) for requirement in requirements):
        can = all(r.second_meeting or _quorum_met(r, last) for r in requirements)
        return Next.SECOND_MEETING if can else Next.REFUSED
    readings = sum(1 for vote in held if vote.evidence() is not None)
    return Next.READING if readings < max(r.readings for r in requirements) else Next.REFUSED


def gap_days(requirements: Sequence[Requirement]) -> int:
    return max((requirement.gap_days for requirement in requirements), default=0)


def effective_from(
    charter: Charter, kinds: Sequence[str], evidence: Sequence[Evidence], opponents: int = 0
) -> date | None:
    """From which day the consent of all bodies has effect; None while some consent is lacking."""
    return effective(needs_of(charter, tuple(kinds)), evidence, opponents)


def vote_passes(requirement: Requirement, vote: Held) -> bool:
    """Whether one vote meets a requirement, its second meeting taken into account."""
    if vote.in_favour + vote.against + vote.abstaining == 0:
        return requirement.silence_consents
    result = passes(requirement, *_as_votes(vote))
    return result.adopted and (vote.second_meeting or not result.in_second_meeting)


def _as_votes(vote: Held) -> tuple[int, int, int, int]:
    return vote.in_favour, vote.entitled, vote.against, vote.abstaining


def _majority_met(requirement: Requirement, vote: Held) -> bool:
    """Whether the majority holds, whatever the quorum: as in a second meeting."""
    if vote.in_favour + vote.against + vote.abstaining == 0:
        return requirement.silence_consents
    return passes(replace(requirement, second_meeting=True), *_as_votes(vote)).adopted


def _quorum_met(requirement: Requirement, vote: Held) -> bool:
    present = vote.in_favour + vote.against + vote.abstaining
    return present * requirement.quorum.denominator >= requirement.quorum.numerator * vote.entitled


def unanimous(held: Sequence[Held]) -> bool:
    """Whether in the last vote of each body its whole register was in favour: nobody is left to challenge it."""
    last = {vote.body: vote for vote in held}
    return all(vote.in_favour == vote.entitled and not vote.objections for vote in last.values())
