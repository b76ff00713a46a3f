"""What the statute asks of a proposal, said in words: who must agree, by which rule, when, and for how long it holds.

Read from the charter and the register alone, so it is the same before a proposal is announced and after.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from samenspel.kernels.statute.charter import Charter
from samenspel.kernels.statute.clause import Language
from samenspel.kernels.statute.judge import needs_of
from samenspel.kernels.statute.model import Origin, Source
from samenspel.kernels.statute.statute import Need
from samenspel.kernels.statute.vocabulary import OUTSIDE_BODIES, Body
from samenspel.kernels.statute.words import BODIES, requirement_words
from samenspel.rooms.deciding import clockwork, procedure, records
from samenspel.rooms.deciding.procedure import RoundWay
from samenspel.rooms.membership import queries as membership
from samenspel.rooms.statute import gate
from samenspel.rooms.statute.queries import Version


@dataclass(frozen=True, slots=True)
class Quote:
    """The place a rule stands: a sentence of a clause with the clause's title, or an article of law."""

    clause: str = ""
    title: str = ""
    text: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """What one rule asks of a body, in words, and where that stands."""

    text: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Consent:
    """A body that must agree, with all its rules. `outside` bodies decide elsewhere and send a letter."""

    body: Body
    name: str
    outside: bool
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """What calling a vote of one body today would mean."""

    consent: Consent
    opens_at: datetime
    closes_at: datetime
    seats: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """What lies ahead of a proposal if it is announced now.

    `holds_until` is the last day of an ordinary decision that nobody renews, counted from the earliest day it can
    take effect; None when it holds until something else is decided.
    """

    kinds: tuple[str, ...]
    way: RoundWay
    secret: bool
    calls: tuple[Call, ...]
    challenge_days: int
    holds_until: date | None

    @property
    def nobody(self) -> tuple[Call, ...]:
        """Bodies that must agree but have nobody in them, so that no vote can be called."""
        return tuple(call for call in self.calls if not call.seats and not call.consent.outside)


def outlook(
    version: Version, act: str, params: object, at: datetime, language: Language, *, has_options: bool = False
) -> Outlook:
    """What lies ahead of a proposal announced at a moment. Raises ImpossibleError and BadParamsError."""
    charter, collective_id = version.charter, version.collective_id
    kinds = records.kinds_of(act, params, collective_id, at)
    way = procedure.first_way(charter, kinds, has_options=has_options)
    required = procedure.bodies(charter, kinds)
    calls = tuple(
        Call(
            consent,
            *procedure.terms(charter, required[consent.body], called_at=at),
            _seats(collective_id, consent, at),
        )
        for consent in consents(charter, kinds, language)
    )
    settings = charter.statute.settings
    months = settings.provisional_months if act == "deciding.resolve" else None
    closes = max((call.closes_at for call in calls), default=at)
    return Outlook(
        kinds=kinds,
        way=way,
        secret=procedure.is_secret(charter, kinds, way),
        calls=calls,
        challenge_days=settings.challenge_days or 0,
        holds_until=clockwork.add_months(gate.civil_day(closes), months) if months else None,
    )


def consents(charter: Charter, kinds: Sequence[str], language: Language) -> tuple[Consent, ...]:
    """Which bodies must agree to an act of these kinds, with their rules and where those stand, in a fixed order."""
    needs = needs_of(charter, tuple(kinds))
    asked = [body for body in Body if any(need.requirement.body is body for need in needs)]
    return tuple(
        Consent(
            body=body,
            name=BODIES[body].say(language),
            outside=body in OUTSIDE_BODIES,
            rules=tuple(_rule(need, charter, language) for need in needs if need.requirement.body is body),
        )
        for body in asked
    )


def _rule(need: Need, charter: Charter, language: Language) -> Rule:
    return Rule(requirement_words(need.requirement, language), tuple(quotes(need.sources, charter, language)))


def quotes(sources: Iterable[Source], charter: Charter, language: Language) -> list[Quote]:
    """The sentences of the charter, or the articles, that rules rest on; each once."""
    return list(dict.fromkeys(_quote(source, charter, language) for source in sources))


def place(written: str, charter: Charter, language: Language) -> Quote:
    """The same for a place as it is stored: `clause:sentence`, or `law:` and the article."""
    clause, _, sentence = written.partition(":")
    if clause == "law":
        return Quote(article=sentence)
    return _quote(Source(Origin.CLAUSE, clause=clause, sentence=sentence), charter, language)


def _quote(source: Source, charter: Charter, language: Language) -> Quote:
    if source.origin is Origin.LAW:
        return Quote(article=source.article)
    adopted = charter.by_id.get(source.clause)
    if adopted is None:
        return Quote(clause=source.clause)
    written = adopted.write(language)
    start, end = written.span(source.sentence)
    return Quote(source.clause, adopted.clause.title.say(language), written.text[start:end])


def _seats(collective_id: UUID, consent: Consent, at: datetime) -> int:
    return 0 if consent.outside else len(membership.seats(collective_id, consent.body, at))
