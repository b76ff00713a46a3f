"""The objects of a statute: requirement, provision, power, limit, duty, right. All frozen, all exact."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from samenspel.kernels.statute.vocabulary import Body, Standing, split_act


class Share(NamedTuple):
    """An exact part of a whole: numerator over denominator. Kept as written, so 2/4 is not 1/2 on paper."""

    numerator: int
    denominator: int


NOTHING = Share(0, 1)
HALF = Share(1, 2)


class Base(StrEnum):
    """Of what a majority is a part."""

    CAST = "cast"
    """Of the votes cast for and against; abstentions and blanks are not votes cast."""
    ALL = "all"
    """Of all votes that the body could cast."""


class Delay(NamedTuple):
    """Waiting that grows with opposition: every `per` people who had no vote and speak against the decision add `days`,
    together no more than `most`. It is never a veto: whoever has the votes gets there, only later.

    After Lido's Dual Governance (2025), where holders without a say in the vote lengthen its timelock.
    """

    per: int = 1
    days: int = 0
    most: int = 0

    def longer(self, opponents: int) -> int:
        """How many days so many opponents add."""
        return min(self.most, opponents // self.per * self.days)

    @property
    def fullest(self) -> int:
        """From how many opponents on more of them add nothing; 0 where opposition adds nothing at all."""
        return self.per * -(-self.most // self.days) if self.days else 0


NO_DELAY = Delay()


@dataclass(frozen=True, slots=True)
class Requirement:
    """Consent of one body by one rule.

    `majority` with `strict` means more than that share, otherwise at least that share. Days are calendar days:
    `notice_days` between the call and the vote, `gap_days` between two readings, `cooling_days` between the
    decision and its effect, and `delay` what opposition from outside the vote adds to that. With
    `silence_consents`, a body that lets the notice pass without a vote agrees.
    """

    body: Body
    majority: Share = HALF
    strict: bool = True
    base: Base = Base.CAST
    quorum: Share = NOTHING
    second_meeting: bool = False
    notice_days: int = 7
    cooling_days: int = 0
    readings: int = 1
    gap_days: int = 0
    silence_consents: bool = False
    delay: Delay = NO_DELAY

    def waiting_days(self, opponents: int) -> int:
        """Days between the decision and its effect, with so many people without a vote speaking against it."""
        return self.cooling_days + self.delay.longer(opponents)

    @property
    def voting_days(self) -> int:
        """Days from the first call to the last vote, when nothing is lost: notice, and readings with their gaps."""
        repeats = (self.readings - 1) * (self.gap_days + self.notice_days)
        return self.notice_days + repeats


def shortest_days(requirements: Iterable[Requirement], opponents: int = 0) -> int:
    """Days from the call to the effect of one decision that needs all these, when nothing is lost.

    The votes run side by side; waiting runs from the decision as a whole, and the longest counts.
    """
    needed = tuple(requirements)
    voting = max([each.voting_days for each in needed], default=0)
    return voting + max([each.waiting_days(opponents) for each in needed], default=0)


def at_least(body: Body, majority: Share, **rest: object) -> Requirement:
    """A requirement in the usual reading: one half means more than half, any other share means at least."""
    return Requirement(body=body, majority=majority, strict=majority == HALF, **rest)  # type: ignore[arg-type]


class Origin(StrEnum):
    """Where a rule stands. The law protects only what is in the statutes themselves (2:43 lid 3 BW)."""

    CLAUSE = "clause"
    LAW = "law"


@dataclass(frozen=True, slots=True)
class Source:
    """The place of a rule: a sentence of an adopted clause, or an article of law."""

    origin: Origin
    clause: str = ""
    sentence: str = ""
    article: str = ""


def in_clause(clause: str, sentence: str) -> Source:
    return Source(Origin.CLAUSE, clause=clause, sentence=sentence)


def in_law(article: str) -> Source:
    return Source(Origin.LAW, article=article)


def _checked(acts: frozenset[str]) -> frozenset[str]:
    for act in acts:
        split_act(act)
    return acts


@dataclass(frozen=True, slots=True)
class Provision:
    """Adds its requirements to every act in its scope, while it stands."""

    id: str
    acts: frozenset[str]
    requirements: tuple[Requirement, ...]
    source: Source
    self_protecting: bool = False

    def __post_init__(self) -> None:
        _checked(self.acts)


@dataclass(frozen=True, slots=True)
class Power:
    """Says in which standings one may attempt the acts without anybody's vote."""

    id: str
    acts: frozenset[str]
    standings: frozenset[Standing]
    source: Source

    def __post_init__(self) -> None:
        _checked(self.acts)


@dataclass(frozen=True, slots=True)
class Limit:
    """Refuses the acts when a measured number would pass a bound.

    The fact `measure` may be at most `at_most`, or at most `share` of the fact `of`. Facts are integers in the
    smallest unit; `grace` is allowed whatever the share gives (so that a group of four can still admit one).
    """

    id: str
    acts: frozenset[str]
    measure: str
    source: Source
    at_most: int | None = None
    share: Share | None = None
    of: str = ""
    grace: int = 0

    def __post_init__(self) -> None:
        _checked(self.acts)
        if (self.at_most is None) == (self.share is None):
            raise ValueError(f"Limit {self.id} needs either a number or a share.")

    @property
    def facts(self) -> tuple[str, ...]:
        """The names of the facts it needs."""
        return (self.measure, self.of) if self.share is not None else (self.measure,)

    def bound(self, amounts: Mapping[str, int]) -> int:
        """The highest number allowed, given the facts; a share is rounded down. Raises KeyError."""
        if self.share is None:
            assert self.at_most is not None
            return self.at_most
        return max(self.grace, amounts[self.of] * self.share.numerator // self.share.denominator)


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that must be done within a number of days, or a sum that is due every month."""

    id: str
    source: Source
    days: int = 0
    amounts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Right:
    """A right of people, possibly with a number of supporters, a term, and suspending effect."""

    id: str
    standings: frozenset[Standing]
    source: Source
    supporters: int = 0
    days: int = 0
    suspends: bool = False


class Way(StrEnum):
    """How an ordinary decision is taken first."""

    CONSENT = "consent"
    MAJORITY = "majority"


class Secrecy(StrEnum):
    OPEN = "open"
    SECRET = "secret"  # noqa: S105 - a kind of ballot, not a key


class TieRule(StrEnum):
    NO_DECISION = "no_decision"
    LOT = "lot"


COUNTING_WITHOUT_CLAUSE = ("approval",)
"""How a choice among options is counted where the charter says nothing: every option that is good for you, most ticks win."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What clauses say beyond acts: single values that rooms ask for. `None` means the charter is silent."""

    broad_purpose: bool | None = None
    purpose: str | None = None
    inflow_cap: Share | None = None
    founding_days: int | None = None
    waiting_days: int | None = None
    trial_days: int | None = None
    way: Way | None = None
    secrecy: Secrecy | None = None
    tie: TieRule | None = None
    voting_days: int | None = None
    challenge_days: int | None = None
    provisional_months: int | None = None
    publish_days: int | None = None
    contribution_cents: int | None = None
    contribution_minutes: int | None = None
    contribution_exchangeable: bool | None = None
    share_cents: int | None = None
    answer_days: int | None = None
    appeal_days: int | None = None
    board_seats: int | None = None
    board_term_months: int | None = None
    stand_in: Body | None = None
    """The body that appoints stand-ins when all board members are absent (2:44 lid 5 and 2:291 lid 5 BW)."""
    complaints_members: int | None = None
    complaints_binding: bool | None = None
    units: tuple[str, ...] = ()
    work_reward: str | None = None
    """What confirmed work brings: as much time on one's account ("hours"), own coin ("coins"), or nothing."""
    work_coins_hour: int | None = None
    """How many whole coins an hour of confirmed work brings, where it brings coins."""
    pays_expenses: bool | None = None
    allowance_hour_cents: int | None = None
    pot_training: Share | None = None
    """The parts of what is left after costs that go to training and to the reserve; the rest goes into the pot."""
    pot_reserve: Share | None = None
    credit_minutes: int | None = None
    """How far below nought an account in hours may go; and how far above, `most_minutes`."""
    most_minutes: int | None = None
    credit_coins: int | None = None
    """The same for the own coin, in whole coins."""
    most_coins: int | None = None
    mandate_cents: int | None = None
    """What the board may spend at one time without a decision; and in one month, `mandate_month_cents`."""
    mandate_month_cents: int | None = None
    counting: tuple[str, ...] = ()
    """Ways of counting a choice among options that the charter names, by identifiers of the counting kernel."""
    entailed: bool | None = None
    destination: str | None = None
    names_in_public: bool | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """All that one clause does, for given parameters. A rule that is empty is text only, and says so on screen."""

    provisions: tuple[Provision, ...] = ()
    powers: tuple[Power, ...] = ()
    limits: tuple[Limit, ...] = ()
    duties: tuple[Duty, ...] = ()
    rights: tuple[Right, ...] = ()
    settings: Settings = field(default_factory=Settings)
