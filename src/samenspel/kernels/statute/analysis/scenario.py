"""What is asked, and under which circumstances. Every answer holds for its scenario alone and says so."""

from dataclasses import dataclass, field
from enum import StrEnum

from samenspel.kernels.statute.model import Share


class Aim(StrEnum):
    """A state that a collective wants to stay out of."""

    PURPOSE = "purpose"
    """The purpose is changed or left."""
    ASSETS = "assets"
    """What is owned in common is gone."""
    SAY = "say"
    """Participants or volunteers have lost their say."""
    BOARD = "board"
    """The group has chosen the board by itself."""


class Anchor(StrEnum):
    """Where the charter stands, and so what happens to a decision against it."""

    STATUTES = "statutes"
    """In the statutes: a decision against them is void (2:14 BW)."""
    BY_LAWS = "by_laws"
    """In by-laws (reglement): a decision against them stands until a court annuls it (2:15 lid 1 onder c BW)."""
    CONTRACT = "contract"
    """In an agreement: a decision against it stands, and is a breach (6:74 BW)."""


@dataclass(frozen=True, slots=True)
class Term:
    """The days on which a provision stands, from day `first` up to, not with, day `until`."""

    provision: str
    first: int = 0
    until: int | None = None


@dataclass(frozen=True)
class Scenario:
    """The circumstances of a question.

    `turnout` is the part of the others who come to a meeting, all of them against; None is the turnout that suits
    the group best (exactly enough come to reach the quorum) and then partners leave letters unanswered. `friends`
    could join as members or volunteers as fast as the charter lets them. `suspension` lets the group take the
    contestable step of suspending opponents. `pressing` names groups on whose money or lease the collective
    depends, so that the board gives in. `without` names groups that never take part. `sales` is in how many sales the
    assets fit; `assets_cents`, when known, lets them also go in yearly sales below the limit of the charter, over
    at most `years`, which is also how long friends may take to come in. `left_out` names kinds of act that the question
    leaves aside. `opponents` are people without a vote who speak against every decision of the group: they cannot
    stop it, but where the charter says so it waits longer for them.
    """

    turnout: Share | None = Share(1, 5)
    friends: int = 0
    suspension: bool = False
    pressing: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    anchor: Anchor = Anchor.STATUTES
    sales: int = 1
    assets_cents: int | None = None
    years: int = 5
    left_out: frozenset[str] = frozenset()
    opponents: int = 0
    terms: tuple[Term, ...] = field(default=())

    def __post_init__(self) -> None:
        if min(self.friends, self.years, self.opponents) < 0 or self.sales < 1:
            raise ValueError("Friends, years and opponents are not negative, and there is a sale.")
        if self.turnout is not None and not 0 <= self.turnout.numerator <= self.turnout.denominator:
            raise ValueError("A turnout is between nobody and everybody.")


def removal(clause: str) -> str:
    """The aim of having one clause removed or changed at will."""
    return f"remove:{clause}"
