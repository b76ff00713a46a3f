"""What is laid down before a count: ties, seats, money, grades. And how a tie is broken, never silently."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from samenspel.kernels.tally.ballots import Option, places
from samenspel.kernels.tally.words import BadRulesError, Words, join


class Tie(StrEnum):
    """What the statute says of options that end level."""

    NO_DECISION = "no_decision"
    LOT = "lot"


class Broken(StrEnum):
    """What broke a tie."""

    METHOD = "method"
    """A second criterion that the method itself prescribes."""
    ORDER = "order"
    """An order that was laid down, or drawn elsewhere, and given to the count."""
    LOT = "lot"
    """A lot from the public seed."""
    NOT = "not"
    """Nothing: by the rules there is no decision."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a count goes by, apart from the ballots.

    `seed` is a public text that lots are drawn from; `order` is a tie order given as identifiers, first is best, and
    goes before the seed. `seats` is how many are chosen. `budget` is in the unit of the costs. `top` is the highest
    grade. `zero` is the option "as it is now", which resistance needs. `strong` is the resistance from which on it
    counts as strong.
    """

    tie: Tie = Tie.NO_DECISION
    seed: str = ""
    order: tuple[str, ...] = ()
    seats: int = 1
    budget: int | None = None
    top: int = 5
    zero: str = ""
    strong: int | None = None


@dataclass(frozen=True, slots=True)
class TieMet:
    """A tie: over what, between which options, and what broke it in whose favour (empty when nothing did)."""

    over: Words
    between: tuple[str, ...]
    broken: Broken
    preferred: tuple[str, ...] = ()


def drawn_order(ids: Sequence[str], seed: str) -> tuple[str, ...]:
    """Identifiers in the order of a lot: by the SHA-256 of seed and identifier, smallest first."""
    return tuple(sorted(ids, key=lambda name: hashlib.sha256(f"{seed}{name}".encode()).hexdigest()))


class UndecidedError(Exception):
    """A tie that the rules leave as it is, in the middle of a count. The count ends without a decision."""

    def __init__(self, level: tuple[int, ...]) -> None:
        super().__init__("By the rules this tie is not broken.")
        self.level = level


@dataclass
class Ties:
    """Breaks the ties of one count and remembers each. Options are places in the list of options."""

    options: Sequence[Option]
    rules: Rules
    met: list[TieMet] = field(default_factory=list)
    _rank: dict[int, int] = field(init=False)
    _by: Broken = field(init=False)

    def __post_init__(self) -> None:
        known = places(self.options)
        if self.rules.order:
            if sorted(self.rules.order) != sorted(known):
                raise BadRulesError(
                    "De volgorde voor gelijke uitslagen moet elke keuze één keer noemen.",
                    "The order for ties must name every option once.",
                )
            order, self._by = self.rules.order, Broken.ORDER
        elif self.rules.tie is Tie.LOT:
            order, self._by = drawn_order(list(known), self.rules.seed), Broken.LOT
        else:
            order, self._by = (), Broken.NOT
        self._rank = {known[name]: rank for rank, name in enumerate(order)}

    @property
    def decides(self) -> bool:
        """Whether ties are broken at all."""
        return self._by is not Broken.NOT

    def rank(self, place: int) -> int:
        """Where an option stands in the tie order, 0 is best. Raises KeyError where there is no order."""
        return self._rank[place]

    def place(self, option: int) -> int:
        """Where an option stands in the tie order, or on the ballot where there is none: for an order that decides nothing."""
        return self._rank.get(option, option)

    def best(self, level: Sequence[int], over: Words) -> int:
        """The one of level options that goes first. Raises UndecidedError where the rules break no ties."""
        return self._pick(level, over, min)

    def best_by(self, level: Sequence[int], over: Words, key: Callable[[int], tuple[int, ...]]) -> int:
        """The one that goes first; where the rules break no ties, the least by the method's own key. Raises UndecidedError."""
        if self.decides or len(level) == 1:
            return self.best(level, over)
        least = min(key(place) for place in level)
        first = tuple(place for place in level if key(place) == least)
        if len(first) < len(level):
            self.by_method(level, over, first)
        return self.best(first, over)

    def goes_first(self, one: int, other: int, key: Callable[[int], tuple[int, ...]]) -> bool:
        """Whether one option goes before another when they are level, in the sense of `best_by`."""
        return self.rank(one) < self.rank(other) if self.decides else key(one) < key(other)

    def worst(self, level: Sequence[int], over: Words) -> int:
        """The one of level options that goes last, such as who leaves. Raises UndecidedError."""
        return self._pick(level, over, max)

    def _pick(self, level: Sequence[int], over: Words, choose: Callable[..., int]) -> int:
        if len(level) == 1:
            return level[0]
        if not self.decides:
            self._note(level, over, Broken.NOT, ())
            raise UndecidedError(tuple(level))
        picked: int = choose(level, key=self._rank.__getitem__)
        self._note(level, over, self._by, (min(level, key=self._rank.__getitem__),))
        return picked

    def cut(self, level: Sequence[int], seats: int, over: Words) -> tuple[int, ...]:
        """The first `seats` of level options, in their order. Raises UndecidedError."""
        if len(level) <= seats:
            return tuple(level)
        if not self.decides:
            self._note(level, over, Broken.NOT, ())
            raise UndecidedError(tuple(level))
        chosen = set(sorted(level, key=self._rank.__getitem__)[:seats])
        kept = tuple(place for place in level if place in chosen)
        self._note(level, over, self._by, kept)
        return kept

    def settled(self, level: Sequence[int], over: Words, preferred: Sequence[int]) -> None:
        """Note that the tie order decided between options inside the method, as in which of equal victories goes first."""
        self._note(level, over, self._by, preferred)

    def by_method(self, level: Sequence[int], over: Words, preferred: Sequence[int]) -> None:
        """Note that the method's own second criterion broke a tie."""
        self._note(level, over, Broken.METHOD, preferred)

    def _note(self, level: Sequence[int], over: Words, broken: Broken, preferred: Sequence[int]) -> None:
        tie = TieMet(over, self._ids(level), broken, self._ids(preferred))
        if tie not in self.met:
            self.met.append(tie)

    def _ids(self, level: Sequence[int]) -> tuple[str, ...]:
        return tuple(self.options[place].id for place in level)


def tie_in_words(tie: TieMet, options: Sequence[Option]) -> Words:
    """Tell a tie and how it was broken."""
    titles = {option.id: option.title for option in options}
    names = join([titles[each] for each in tie.between])
    kept = join([titles[each] for each in tie.preferred])
    said = Words(f"Gelijk: {names.nl} ({tie.over.nl}).", f"Level: {names.en} ({tie.over.en}).")
    return (
        said
        + {
            Broken.METHOD: Words(
                f"Bij gelijke stand geeft de telling zelf de voorrang aan {kept.nl}.",
                f"The method itself then gives precedence to {kept.en}.",
            ),
            Broken.ORDER: Words(
                f"De vastgelegde volgorde geeft de voorrang aan {kept.nl}.",
                f"The order that was laid down gives precedence to {kept.en}.",
            ),
            Broken.LOT: Words(
                f"Het lot geeft de voorrang aan {kept.nl}.", f"The lot gives precedence to {kept.en}."
            ),
            Broken.NOT: Words("Daarom is er geen keuze.", "So there is no choice."),
        }[tie.broken]
    )


def refuse_seats(options: Sequence[Option], rules: Rules) -> None:
    """Raises BadRulesError for no seats, or more seats than there are options."""
    if rules.seats < 1:
        raise BadRulesError("Kies ten minste één plaats.", "Choose at least one seat.")
    if rules.seats > len(options):
        raise BadRulesError(
            f"Er zijn {rules.seats} plaatsen, maar er staan {len(options)} keuzes op het stembriefje.",
            f"There are {rules.seats} seats, but {len(options)} options on the ballot.",
        )
