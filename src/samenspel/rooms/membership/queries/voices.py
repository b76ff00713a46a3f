"""What a place brings and what someone should know before joining, read from the rules themselves."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import get_language

from samenspel.ground.journal import queries as journal
from samenspel.kernels.statute.charter import Adopted, Charter
from samenspel.kernels.statute.clause import Language
from samenspel.kernels.statute.model import Origin, Source
from samenspel.kernels.statute.vocabulary import AMEND_ANYTHING, OFFICES, SEATS, Body, Standing
from samenspel.kernels.statute.words import BODIES, STANDINGS, act_words
from samenspel.rooms.membership import deeds
from samenspel.rooms.membership.models import Application, Measure

PLAIN = 5
"""How many sentences someone reads before joining; more than that nobody remembers."""

_FIRST = {
    "purpose": "purpose",
    "decisions": "majority",
    "admission": "decides",
    "contributions": "",
    "asset_lock": "",
    "openness": "",
    "complaints": "",
    "voices": "speak",
}
"""The clauses one reads first, each with its sentence; empty is the first one that stands."""


@dataclass(frozen=True, slots=True)
class May:
    """Something one may do, with the sentence of the rules or the article of law that says so."""

    text: str
    clause: str = ""
    title: str = ""
    quote: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """A standing in words: what one may do oneself, and in which body one decides about what."""

    standing: Standing
    name: str
    may: tuple[May, ...]
    body: Body | None
    body_name: str
    decides: tuple[str, ...]

    @property
    def is_office(self) -> bool:
        return self.standing in OFFICES


@dataclass(frozen=True, slots=True)
class PlainRule:
    """A sentence of the rules in plain words, with its clause."""

    clause: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Appealable:
    """A measure against someone: what it is, why, and until when they can appeal."""

    kind: str
    reason: str
    imposed_at: datetime
    until: datetime | None
    appeal_until: datetime
    appealed_at: datetime | None


def language() -> Language:
    """The language of the reader."""
    return Language.EN if get_language() == "en" else Language.NL


def voice(charter: Charter, standing: Standing) -> Voice:
    """What a standing brings under these rules, in the reader's language."""
    body = next((body for body, seat in SEATS.items() if seat is standing), None)
    decides = tuple(_decides(charter, body)) if body else ()
    return Voice(
        standing=standing,
        name=STANDINGS[standing].say(language()),
        may=tuple(_powers(charter, standing)),
        body=body if decides else None,
        body_name=BODIES[body].say(language()) if body and decides else "",
        decides=decides,
    )


def _powers(charter: Charter, standing: Standing) -> Iterator[May]:
    for power in charter.statute.powers:
        if standing in power.standings and power.acts:
            yield _may(charter, ", ".join(_acts(power.acts)), power.source)


def _may(charter: Charter, text: str, source: Source) -> May:
    if source.origin is Origin.LAW:
        return May(text, article=source.article)
    adopted = charter.by_id.get(source.clause)
    if adopted is None:
        return May(text)
    return May(text, source.clause, adopted.clause.title.say(language()), _sentence(adopted, source.sentence))


def _decides(charter: Charter, body: Body) -> Iterator[str]:
    """What a body has a say in, each thing once."""
    acts: set[str] = set()
    for provision in charter.statute.provisions:
        if any(requirement.body is body for requirement in provision.requirements):
            acts |= provision.acts
    yield from _acts(acts)


def _acts(acts: Iterable[str]) -> list[str]:
    """Acts as verb phrases; changing any one rule is told once, as changing the rules."""
    plain = {AMEND_ANYTHING if act.startswith("amend:") else act for act in acts}
    return list(dict.fromkeys(act_words(act, language()) for act in sorted(plain)))


def plain_rules(charter: Charter) -> tuple[PlainRule, ...]:
    """The five sentences someone reads before joining, in plain words, from the rules in force."""
    first = [charter.by_id[clause] for clause in _FIRST if clause in charter.by_id]
    rest = [adopted for adopted in charter.clauses if adopted.id not in _FIRST]
    return tuple(
        PlainRule(
            adopted.id, adopted.clause.title.say(language()), _sentence(adopted, _FIRST.get(adopted.id, ""))
        )
        for adopted in (first + rest)[:PLAIN]
    )


def _sentence(adopted: Adopted, sentence: str) -> str:
    """One sentence of a clause in the reader's language: the named one if it stands, else the first."""
    written = adopted.write(language())
    start, end = written.span(sentence or written.sentences[0].id)
    if (start, end) == (0, len(written.text)):
        start, end = written.sentences[0].start, written.sentences[0].end
    return written.text[start:end]


def appealable(collective_id: UUID, person_id: UUID, at: datetime) -> Appealable | None:
    """The suspension or expulsion someone is under, with its reason; for that person, and for who decides."""
    row = Measure.objects.filter(collective_id=collective_id, person_id=person_id, ended_at=None).first()
    if row is None or (row.until is not None and row.until <= at):
        return None
    told = journal.about(collective_id, person_id)
    reasons = [deed.texts.get("reason", "") for deed in told if deed.payload.get("measure") == str(row.id)]
    return Appealable(
        row.kind, reasons[0] if reasons else "", row.imposed_at, row.until, row.appeal_until, row.appealed_at
    )


def last_words(collective_id: UUID, person_id: UUID) -> str:
    """The reason with which someone's last application was declined; empty when it was not."""
    last = (
        Application.objects.filter(collective_id=collective_id, person_id=person_id)
        .order_by("-made_at")
        .first()
    )
    if last is None or last.state != Application.State.DECLINED:
        return ""
    told = journal.about(collective_id, last.id)
    return next((deed.texts.get("reason", "") for deed in told if deed.type == deeds.DECLINED.name), "")
