"""What one rule says of one question, and how what several rules say is put together."""

from collections.abc import Iterable
from dataclasses import dataclass

from samenspel.kernels.benefits.figures import Source
from samenspel.kernels.benefits.model import Light, worst
from samenspel.kernels.benefits.words import Words


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, in plain words, with the place where it stands."""

    words: Words
    source: Source


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says. `fits`, `month` and `year` are cents; None when the rule sets no limit there.

    A rule that is uncertain never says a plain yes.
    """

    light: Light = Light.YES
    fits: int | None = None
    month: int | None = None
    year: int | None = None
    reasons: tuple[Reason, ...] = ()
    uncertain: bool = False


def together(findings: Iterable[Finding]) -> Finding:
    """The strictest of what rules say: the worst light, the smallest amounts, all reasons in order, once each.

    What is not known fits nothing and has no limits to tell.
    """
    found = tuple(findings)
    uncertain = any(each.uncertain for each in found)
    light = worst(*(each.light for each in found))
    reasons = tuple(dict.fromkeys(reason for each in found for reason in each.reasons))
    if light is Light.UNKNOWN:
        return Finding(light, 0, reasons=reasons, uncertain=True)
    fits, month, year = (
        _smallest(amounts)
        for amounts in (
            [each.fits for each in found],
            [each.month for each in found],
            [each.year for each in found],
        )
    )
    return Finding(light, fits, month, year, reasons, uncertain)


def _smallest(amounts: list[int | None]) -> int | None:
    return min((each for each in amounts if each is not None), default=None)
