"""What every way of counting starts from and ends with: the options, the rules, the ties met, and the result."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from samenspel.kernels.tally.ballots import B, Option, Profile, is_blank
from samenspel.kernels.tally.result import Result, Table
from samenspel.kernels.tally.rules import Rules, Ties, UndecidedError, tie_in_words
from samenspel.kernels.tally.words import NOTHING, Words, join

Names = Sequence[int]
"""Options by their place."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a method found. `scores` is one figure for each option; `supports` says whether a ballot supports it."""

    winners: tuple[int, ...]
    scores: tuple[int, ...]
    tables: tuple[Table, ...]
    words: Words = NOTHING
    steps: tuple[Words, ...] = ()
    reserve: tuple[int, ...] = ()
    level: tuple[int, ...] = ()


@dataclass
class Question:
    """One count: what is asked, under which rules, and the ties met on the way."""

    method: str
    options: Sequence[Option]
    rules: Rules
    ties: Ties = field(init=False)

    def __post_init__(self) -> None:
        self.ties = Ties(self.options, self.rules)

    def title(self, place: int) -> str:
        return self.options[place].title

    def titles(self, found: Names) -> Words:
        """Titles in a row: `A, B en C`."""
        return join([self.title(place) for place in found])

    def ids(self, found: Names) -> tuple[str, ...]:
        return tuple(self.options[place].id for place in found)

    def first(self, level: Names, over: Words) -> int | None:
        """The one of level options that wins; None where the rules leave it level."""
        try:
            return self.ties.best(level, over)
        except UndecidedError:
            return None

    def result(self, found: Found, profile: Profile[B], supports: Callable[[B], bool]) -> Result:
        """Put a result together; `supports` says whether a ballot that is not blank supports the outcome."""
        favour = against = blank = 0
        for ballot, times in profile.cast:
            if is_blank(ballot):
                blank += times
            elif found.winners and supports(ballot):
                favour += times
            else:
                against += times
        words, steps = found.words, found.steps
        if not found.winners and not words.nl:
            words = self.no_choice(found.level)
        return Result(
            method=self.method,
            winners=self.ids(found.winners),
            in_favour=favour,
            against=against,
            abstaining=blank,
            scores=tuple(
                (option.id, score) for option, score in zip(self.options, found.scores, strict=True)
            ),
            level=self.ids(found.level),
            reserve=self.ids(found.reserve),
            ties=tuple(self.ties.met),
            tables=found.tables,
            explanation=words,
            steps=steps + tuple(tie_in_words(tie, self.options) for tie in self.ties.met),
        )

    def no_choice(self, level: Names) -> Words:
        """That nothing was chosen, and why."""
        if not level:
            return Words("Niemand koos iets.", "Nobody chose anything.")
        names = self.titles(level)
        return Words(
            f"{names.nl} eindigden gelijk. Daarom is er geen keuze.",
            f"{names.en} ended level. So there is no choice.",
        )

    def lot_words(self) -> Words:
        """A last sentence where a lot or an order decided; nothing otherwise."""
        broken = [tie for tie in self.ties.met if tie.broken in {"lot", "order"}]
        if not broken:
            return NOTHING
        by_lot = any(tie.broken == "lot" for tie in broken)
        return (
            Words("Het lot besliste bij gelijke stand.", "A lot decided where it was level.")
            if by_lot
            else Words(
                "De vastgelegde volgorde besliste bij gelijke stand.",
                "The order that was laid down decided where it was level.",
            )
        )


def best_of(scores: Sequence[int], among: Names | None = None) -> tuple[int, ...]:
    """The options with the highest score, in order."""
    pool = range(len(scores)) if among is None else among
    best = max((scores[place] for place in pool), default=0)
    return tuple(place for place in pool if scores[place] == best)
