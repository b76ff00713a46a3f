"""What is counted, and in which smallest parts."""

from dataclasses import dataclass
from enum import StrEnum

MOST_DECIMALS = 4


class UnitKind(StrEnum):
    """The kinds of unit. Each is written and read in its own way."""

    EURO = "euro"
    TIME = "time"
    COIN = "coin"
    THING = "thing"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit. One of it is `10 ** decimals` smallest parts; of time the smallest part is a minute.

    `one` and `many` name what is counted, as “munt” and “munten”; euro and time have words of their own.
    """

    code: str
    kind: UnitKind
    decimals: int = 0
    one: str = ""
    many: str = ""

    def __post_init__(self) -> None:
        if not self.code:
            raise ValueError("A unit has a code.")
        if not 0 <= self.decimals <= MOST_DECIMALS:
            raise ValueError(f"A unit has up to {MOST_DECIMALS} decimals.")
        if self.kind is UnitKind.TIME and self.decimals:
            raise ValueError("Time is counted in whole minutes.")

    @property
    def whole(self) -> int:
        """How many smallest parts one of this unit is."""
        return 60 if self.kind is UnitKind.TIME else 10**self.decimals


EURO = Unit("eur", UnitKind.EURO, 2)
MINUTES = Unit("min", UnitKind.TIME)
