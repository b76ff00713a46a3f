"""What an act would do, in words: a sentence, what was filled in, and for new rules the old text beside the new."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from samenspel.ground.people import queries as people
from samenspel.kernels.statute.catalogue import acts_phrase
from samenspel.kernels.statute.compare import SHIFTS, ClauseChange, Comparison, SentenceChange, compare
from samenspel.kernels.statute.vocabulary import Body, Standing
from samenspel.kernels.statute.words import BODIES, STANDINGS, day
from samenspel.rooms.deciding import queries
from samenspel.rooms.deciding.pages.frame import Reader, Titled, clause_address
from samenspel.rooms.membership import queries as membership
from samenspel.rooms.statute import acts as statute_acts
from samenspel.rooms.statute import queries as statute
from samenspel.rooms.statute.gate import ACTS, ImpossibleError, sees_strength
from samenspel.rooms.statute.params import BadParamsError, read


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that was filled in, as people read it."""

    label: str
    value: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class ClauseText:
    """A clause that changes: the sentences that change, before and after."""

    title: str
    address: str
    sentences: tuple[SentenceChange, ...]


@dataclass(frozen=True, slots=True)
class Doing:
    """What an act would do. `shifts` says per act in which way its rule moves."""

    sentence: str
    facts: tuple[Fact, ...] = ()
    clauses: tuple[ClauseText, ...] = ()
    shifts: tuple[str, ...] = ()
    strength: statute.Moves | None = None

    @property
    def ordinary(self) -> bool:
        """Whether nothing is to be done but what the proposal itself says."""
        return not self.facts and not self.clauses


def title_of(reader: Reader, what: Titled) -> str:
    """The title a reader sees: about a person, someone from outside sees only what kind of decision it was."""
    return sentence_of(what.act) if reader.withheld(what) else what.title


def sentence_of(act: str) -> str:
    """An act as a sentence: “Change the rules”."""
    text = str(ACTS[act].sentence) if act in ACTS else act
    return text[:1].upper() + text[1:]


def doing(reader: Reader, act: str, params: Mapping[str, object]) -> Doing:
    """Say what an act with these parameters would do."""
    if act == "statute.amend":
        return _amending(reader, params)
    return Doing(sentence_of(act), (*_facts(reader, params), *_told_elsewhere(reader, act, params)))


def _told_elsewhere(reader: Reader, act: str, params: Mapping[str, object]) -> Iterator[Fact]:
    """What a higher room says of its own act."""
    tell = queries.TELLERS.get(act)
    for label, value in tell(reader.id, params, reader.language) if tell is not None else ():
        yield Fact(label, value)


def _facts(reader: Reader, params: Mapping[str, object]) -> Iterator[Fact]:
    for name, value in params.items():
        if name in _SAID and value not in (None, ""):
            yield from _SAID[name](reader, str(value))


def _person(_reader: Reader, value: str) -> Iterator[Fact]:
    yield Fact(_("Who"), _name(UUID(value)))


def _application(reader: Reader, value: str) -> Iterator[Fact]:
    asked = membership.application(reader.id, UUID(value))
    if asked is not None:
        yield Fact(_("Who"), asked.name)
        yield Fact(_("As what"), STANDINGS[asked.wanted].say(reader.language))


def _body(reader: Reader, value: str) -> Iterator[Fact]:
    yield Fact(_("In which body"), BODIES[Body(value)].say(reader.language))


def _standing(reader: Reader, value: str) -> Iterator[Fact]:
    yield Fact(_("As what"), STANDINGS[Standing(value)].say(reader.language))


def _last_day(reader: Reader, value: str) -> Iterator[Fact]:
    yield Fact(_("Until and including"), day(date.fromisoformat(value), reader.language))


def _grounds(_reader: Reader, value: str) -> Iterator[Fact]:
    yield Fact(_("The reason given"), value)


def _count(_reader: Reader, value: str) -> Iterator[Fact]:
    yield Fact(_("How many"), value)


def _decision(reader: Reader, value: str) -> Iterator[Fact]:
    known = queries.decision(reader.id, UUID(value))
    if known is not None:
        yield Fact(_("Which decision"), title_of(reader, known), reader.address("decision", known.id))


def _public(_reader: Reader, value: str) -> Iterator[Fact]:
    yield Fact(
        _("Who sees how strong our rules are"),
        _("everyone") if value.casefold() == "true" else _("only those who take part"),
    )


_SAID: dict[str, Callable[[Reader, str], Iterator[Fact]]] = {
    "person_id": _person,
    "application_id": _application,
    "decision_id": _decision,
    "body": _body,
    "standing": _standing,
    "until": _last_day,
    "reason": _grounds,
    "count": _count,
    "public": _public,
}
"""How each parameter of an act that a proposal can carry is said. What is not here is nothing a person would read."""


def _name(person_id: UUID) -> str:
    return people.names([person_id]).get(person_id, _("someone we do not know"))


# New rules


def _amending(reader: Reader, params: Mapping[str, object]) -> Doing:
    """The old text beside the new. Without them when the rules moved on and the change no longer fits."""
    sentence = sentence_of("statute.amend")
    try:
        given = read(statute_acts.Amend, params)
        base = next((v for v in statute.versions(reader.id) if v.hash == given.against), None)
        if base is None:
            return Doing(sentence)
        new = statute_acts.amended(base, given.changes)
    except (ImpossibleError, BadParamsError):
        return Doing(sentence)
    comparison = compare(base.charter, new)
    seen = sees_strength(reader.id, reader.actor, reader.at)
    return Doing(
        sentence,
        clauses=tuple(_clauses(reader, comparison.clauses)),
        shifts=tuple(_shifts(reader, comparison)),
        strength=statute.moves(reader.id, base.charter, new, reader.at, reader.language) if seen else None,
    )


def _clauses(reader: Reader, changes: Iterable[ClauseChange]) -> Iterator[ClauseText]:
    for change in changes:
        moved = tuple(each for each in change.sentences(reader.language) if not each.same)
        address = clause_address(reader.slug, change.clause.id) if change.before is not None else ""
        yield ClauseText(change.clause.title.say(reader.language), address, moved)


def _shifts(reader: Reader, comparison: Comparison) -> Iterator[str]:
    for moved in comparison.moved:
        yield _("%(act)s: %(how)s. %(why)s") % {
            "act": acts_phrase(moved.acts, reader.language),
            "how": SHIFTS[moved.shift].say(reader.language),
            "why": " ".join(reason.say(reader.language) for reason in moved.reasons),
        }
