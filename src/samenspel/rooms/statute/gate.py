"""The gate: the one way every act goes.

`attempt` locks the collective, gathers facts, asks the judge under the version in force, lets the room's
function write, and appends the deed, in one transaction. There is no other way to write, for anyone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samenspel.ground.foundation import collectives
from samenspel.ground.foundation.canonical import Json, digest
from samenspel.ground.journal import book
from samenspel.ground.journal import queries as journal
from samenspel.ground.journal.book import Entry, Provenance
from samenspel.ground.journal.queries import DeedView
from samenspel.kernels.statute.charter import Charter
from samenspel.kernels.statute.judge import Evidence, Facts, Ground, Outcome, Verdict, Why, judge
from samenspel.kernels.statute.model import Origin, Power, Source, in_law
from samenspel.kernels.statute.vocabulary import Standing
from samenspel.rooms.statute import params as reading
from samenspel.rooms.statute import queries
from samenspel.rooms.statute.queries import Version

P = TypeVar("P")
P_co = TypeVar("P_co", covariant=True)
T = TypeVar("T")

CIVIL_TIME = ZoneInfo("Europe/Amsterdam")
"""Terms of law run in days of the Dutch calendar."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who attempts: a person in a collective, possibly helped by another. No person means the clockwork."""

    collective_id: UUID
    person_id: UUID | None
    helper_id: UUID | None = None

    @property
    def hands(self) -> frozenset[UUID]:
        """Whoever has a hand in it: the person, and who helps them."""
        return frozenset({self.person_id, self.helper_id} - {None})  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Learned:
    """What one provider of facts found out."""

    standings: frozenset[Standing] = frozenset()
    evidence: tuple[Evidence, ...] = ()
    amounts: Mapping[str, int] = field(default_factory=dict)
    opponents: int = 0
    """With the evidence of a decision: how many people who had no vote in it speak against it."""


@dataclass(frozen=True, slots=True)
class Attempt(Generic[P_co]):
    """An act about to be judged."""

    actor: Actor
    params: P_co
    at: datetime
    version: Version | None
    authority_id: UUID | None = None
    seen: dict[object, object] = field(default_factory=dict, compare=False, repr=False)

    def once(self, key: object, load: Callable[[], T]) -> T:
        """Look something up once: the collective is locked, so what the facts rest on is what is written on."""
        if key not in self.seen:
            self.seen[key] = load()
        return self.seen[key]  # type: ignore[return-value]

    @property
    def collective_id(self) -> UUID:
        return self.actor.collective_id

    @property
    def person_id(self) -> UUID:
        """Who acts. Only for acts of people; raises AssertionError for the clockwork."""
        assert self.actor.person_id is not None, "this is an act of people"
        return self.actor.person_id

    @property
    def charter(self) -> Charter:
        """The charter in force. Only for acts that a clause governs; raises NoCharterError before the first."""
        if self.version is None:
            raise NoCharterError
        return self.version.charter


@dataclass(frozen=True, slots=True)
class Permitted(Attempt[P_co]):
    """An attempt that the judge allowed. Only the gate makes these, so a room's function cannot be called without."""

    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Performed:
    """What a room's function did: the entry for the book, and what the caller wants to know."""

    entry: Entry
    result: object = None


@dataclass(frozen=True, slots=True)
class Done:
    """The deed. `repeated` is true when this request had been done before, and nothing was done now."""

    deed: DeedView
    result: object = None
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Free:
    """Declares that no clause governs an act: who may do it, by which article or for which reason."""

    standings: frozenset[Standing]
    article: str
    reason: str


FactProvider = Callable[[Attempt[P]], Learned]


@dataclass(frozen=True)
class Act(Generic[P]):
    """One thing that can be done.

    `governed` gives the kinds of act (vocabulary of the statute) that this is, from its parameters, or declares
    it free. `sentence` is a lazy text that says what one is about to do.
    """

    name: str
    params: type[P]
    sentence: object
    governed: Free | Callable[[Attempt[P]], tuple[str, ...]]
    perform: Callable[[Permitted[P]], Performed]
    facts: tuple[FactProvider[P], ...] = ()
    by_decision: bool = False
    """Whether a proposal can carry this act."""
    helper_allowed: bool = True
    before_founding: bool = False


class GateError(Exception):
    """The act was not done."""


class NoCharterError(GateError):
    """There is no charter yet, so nothing can be allowed by it."""


class RefusedError(GateError):
    """The judge did not allow the act. Holds the verdict with its grounds."""

    def __init__(self, act: str, verdict: Verdict, version: Version | None, params: object = None) -> None:
        super().__init__(f"{act}: {verdict.outcome}")
        self.act = act
        self.verdict = verdict
        self.version = version
        self.params = params


class NeedsDecisionError(RefusedError):
    """The act can be done, but only by a decision of one or more bodies."""


class ImpossibleError(GateError):
    """The act does not fit the state of things (closed, done already, unknown). `message` is for the person."""

    def __init__(self, message: object) -> None:
        super().__init__(str(message))
        self.message = message


class KeyReusedError(ImpossibleError):
    """The key of this request was used for something else."""


ACTS: dict[str, Act[object]] = {}
_standing_providers: list[Callable[[Actor, datetime], frozenset[Standing]]] = []
_evidence_providers: list[Callable[[Attempt[object], str], Learned]] = []


def of_kind(kind: str) -> Callable[[object], tuple[str, ...]]:
    """Govern an act by one kind, whatever its parameters."""
    return lambda _: (kind,)


def register(act: Act[P]) -> Act[P]:
    """Add an act at start-up. Raises ValueError for a second one of that name."""
    if act.name in ACTS:
        raise ValueError(f"There are two acts called {act.name}.")
    ACTS[act.name] = act  # type: ignore[assignment]
    return act


def provide_standings(provider: Callable[[Actor, datetime], frozenset[Standing]]) -> None:
    """Let a higher room say in which standings an actor stands."""
    _standing_providers.append(provider)


def provide_evidence(provider: Callable[[Attempt[object], str], Learned]) -> None:
    """Let a higher room give the votes of a decision that an attempt names as its authority, and who speaks against it."""
    _evidence_providers.append(provider)


def attempt(
    act: str,
    actor: Actor,
    params: object,
    *,
    at: datetime,
    key: UUID | None = None,
    authority_id: UUID | None = None,
) -> Done:
    """Do an act, once, or raise why not.

    `params` is the act's parameter class or a mapping. `key` identifies the request: the same key and content
    gives the first result again. `authority_id` names the decision that carries the act. Raises BadParamsError,
    RefusedError, NeedsDecisionError, ImpossibleError, UnknownCollectiveError.
    """
    spec = ACTS[act]
    read = reading.read(spec.params, params)
    fingerprint = _fingerprint(act, actor, read)
    with transaction.atomic():
        if not spec.before_founding:
            collectives.lock(actor.collective_id)
        if key is not None:
            earlier = journal.by_request(actor.collective_id, key)
            if earlier is not None:
                return _repeated(earlier, fingerprint)
        trying = _attempt(spec, actor, read, at, authority_id)
        verdict = _verdict(spec, trying)
        _refuse_unless_allowed(act, verdict, trying)
        done = spec.perform(_permit(trying, verdict))
        deed = book.append(
            actor.collective_id,
            _with_grounds(done.entry, verdict, trying),
            Provenance(at, actor.person_id, actor.helper_id, key, fingerprint),
        )
        return Done(journal.view(deed, done.entry.texts), done.result)


@dataclass(frozen=True, slots=True)
class Known:
    """The rules in force and an actor's standings at one moment, read once for a page with several questions."""

    version: Version | None
    standings: frozenset[Standing]


def known(actor: Actor, at: datetime) -> Known:
    """Read what several questions of one actor at one moment have in common."""
    return Known(queries.in_force(actor.collective_id, at), standings(actor, at))


def ask(act: str, actor: Actor, params: object, *, at: datetime, given: Known | None = None) -> Verdict:
    """What the judge would say, writing nothing; `given` saves reading it again. Raises BadParamsError."""
    spec = ACTS[act]
    read = reading.read(spec.params, params)
    if given is None or spec.before_founding:
        return _verdict(spec, _attempt(spec, actor, read, at, None))
    return _verdict(spec, Attempt(actor, read, at, given.version), given.standings)


def may(act: str, actor: Actor, params: object, *, at: datetime, given: Known | None = None) -> bool:
    """Whether a page should show the way to an act: it is allowed at once, or by a decision one may propose."""
    try:
        return ask(act, actor, params, at=at, given=given).outcome in {
            Outcome.ALLOWED,
            Outcome.NEEDS_DECISION,
        }
    except (GateError, reading.BadParamsError):
        return False


def standings(actor: Actor, at: datetime) -> frozenset[Standing]:
    """Every standing of an actor in the collective at a moment."""
    if actor.person_id is None:
        return frozenset({Standing.CLOCKWORK})
    found = frozenset({Standing.ANYONE, Standing.PERSON})
    for provider in _standing_providers:
        found |= provider(actor, at)
    return found


def sees_strength(collective_id: UUID, actor: Actor | None, at: datetime) -> bool:
    """Whether someone may see how strong the rules are: who takes part, and everyone once it was so decided."""
    inside = actor is not None and bool(standings(actor, at) & queries.INSIDE)
    return inside or queries.strength_is_public(collective_id, at)


def civil_day(at: datetime) -> date:
    """The day of the Dutch calendar on which a moment falls."""
    return at.astimezone(CIVIL_TIME).date()


def _attempt(spec: Act[P], actor: Actor, params: P, at: datetime, authority_id: UUID | None) -> Attempt[P]:
    version = None if spec.before_founding else queries.in_force(actor.collective_id, at)
    return Attempt(actor, params, at, version, authority_id)


def _permit(trying: Attempt[P], verdict: Verdict) -> Permitted[P]:
    return Permitted(
        trying.actor, trying.params, trying.at, trying.version, trying.authority_id, trying.seen, verdict
    )


def _verdict(spec: Act[P], trying: Attempt[P], held: frozenset[Standing] | None = None) -> Verdict:
    if trying.actor.helper_id is not None and not spec.helper_allowed:
        return _refusal("a secret vote is cast by the voter alone")
    if isinstance(spec.governed, Free):
        return _free(spec.governed, _gather(spec, trying, (), held))
    if trying.version is None:
        return Verdict(Outcome.REFUSED, (), (Ground(Why.SILENCE, met=False),))
    kinds = spec.governed(trying)
    return judge(trying.charter, kinds, _gather(spec, trying, kinds, held))


def _gather(
    spec: Act[P], trying: Attempt[P], kinds: tuple[str, ...], held: frozenset[Standing] | None
) -> Facts:
    found = held if held is not None else standings(trying.actor, trying.at)
    evidence: tuple[Evidence, ...] = ()
    amounts: dict[str, int] = {}
    opponents = 0
    for provider in spec.facts:
        learned = provider(trying)
        found |= learned.standings
        evidence += learned.evidence
        amounts.update(learned.amounts)
    if trying.authority_id is not None and kinds:
        for provide in _evidence_providers:
            held_votes = provide(trying, spec.name)
            evidence += held_votes.evidence
            opponents += held_votes.opponents
    return Facts(civil_day(trying.at), found, evidence, amounts, opponents)


def _free(free: Free, facts: Facts) -> Verdict:
    source = in_law(free.article)
    power = Power(free.reason, frozenset(), free.standings, source)
    met = bool(free.standings & facts.standings)
    ground = Ground(Why.POWER, met, (source,), power=power)
    return Verdict(Outcome.ALLOWED if met else Outcome.REFUSED, (), (ground,))


def _refusal(article: str) -> Verdict:
    return Verdict(Outcome.REFUSED, (), (Ground(Why.FORBIDDEN, met=False, sources=(in_law(article),)),))


def _refuse_unless_allowed(act: str, verdict: Verdict, trying: Attempt[P]) -> None:
    if verdict.outcome is Outcome.ALLOWED:
        return
    error = NeedsDecisionError if verdict.outcome is Outcome.NEEDS_DECISION else RefusedError
    raise error(act, verdict, trying.version, trying.params)


def _with_grounds(entry: Entry, verdict: Verdict, trying: Attempt[P]) -> Entry:
    """Write into the deed on what it rests: the version, the places in its text, and the decision."""
    places = [_place(source) for ground in verdict.grounds if ground.met for source in ground.sources]
    grounds: dict[str, Json] = {
        "places": sorted(set(places)),
        "version": trying.version.number if trying.version is not None else 0,
    }
    if trying.authority_id is not None:
        grounds["decision"] = str(trying.authority_id)
    return Entry(entry.type, entry.fields, entry.texts, entry.subject_id, grounds)


def _place(source: Source) -> str:
    if source.origin is Origin.LAW:
        return f"law:{source.article}"
    return f"{source.clause}:{source.sentence}"


def _fingerprint(act: str, actor: Actor, params: object) -> str:
    person = str(actor.person_id) if actor.person_id else None
    return digest({"act": act, "params": reading.to_json(params), "person": person})


def _repeated(earlier: DeedView, fingerprint: str) -> Done:
    if earlier.fingerprint != fingerprint:
        raise KeyReusedError(_("This form was sent before with something else in it. Open the page again."))
    return Done(earlier, None, repeated=True)
