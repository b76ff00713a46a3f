"""Deeds as sentences that a person reads, with in them only what this reader may know."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from samenspel.ground.journal import queries as journal
from samenspel.ground.journal.deeds import DEEDS, Audience, Field
from samenspel.ground.journal.queries import DeedView
from samenspel.kernels.statute.library import CLAUSES
from samenspel.kernels.statute.vocabulary import Body, Form, Standing
from samenspel.kernels.statute.words import BODIES, FORMS
from samenspel.rooms.deciding import queries as deciding
from samenspel.rooms.deciding.procedure import is_about_person
from samenspel.rooms.statute.gate import ACTS
from samenspel.site.collective.addresses import address, version_address
from samenspel.site.collective.naming import Names, language, standing_word
from samenspel.site.collective.reader import Reader


class Part(StrEnum):
    """A part of the book, by the room that wrote the deed."""

    RULES = "rules"
    PEOPLE = "people"
    DECISIONS = "decisions"


_ROOMS = {
    "statute": Part.RULES,
    "membership": Part.PEOPLE,
    "deciding": Part.DECISIONS,
    "voice": Part.DECISIONS,
}

_FOLD_FROM = 4
"""From this many alike in a row, the others are folded away behind the first."""


def part_of(type_name: str) -> Part | None:
    return _ROOMS.get(type_name.partition(".")[0])


def types_of(part: Part) -> tuple[str, ...]:
    """The names of all deed types in a part of the book."""
    return tuple(type_.name for type_ in DEEDS if part_of(type_.name) is part)


class Subject(NamedTuple):
    """A thing that deeds are about: its title as this reader may know it, and its page. Both may be empty."""

    title: str
    url: str


NOTHING = Subject("", "")


@dataclass(frozen=True, slots=True)
class Told:
    """A deed as a line in the story. `helper`: who did it with them; `hidden`: something is left out here.

    `proposal`: the one it belongs to, also when it only carries it out; `says_title`: the sentence itself names it.
    `url` is the deed's own page, `about_url` the page of what changed.
    """

    sequence: int
    type: str
    at: datetime
    part: Part | None
    audience: Audience
    sentence: str
    proposal: Subject
    about_url: str
    subject_id: UUID | None
    says_title: bool
    helper: str
    hidden: bool
    url: str


@dataclass(frozen=True, slots=True)
class Run:
    """A line, and lines of the same kind that follow it, folded away."""

    first: Told
    more: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Strand:
    """Lines in a row that belong to one proposal. It is empty where there is none, or the one line says it all."""

    proposal: Subject
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """What happened on one day of the calendar here, the latest first."""

    day: date
    strands: tuple[Strand, ...]


@dataclass(frozen=True, slots=True)
class _Topic:
    """A proposal: its title, what it does in a few words, and whether it is about a person."""

    title: str
    doing: str
    personal: bool


class Teller:
    """Tells deeds to one reader. Looks up at once all that these deeds need."""

    def __init__(self, reader: Reader, deeds: Sequence[DeedView]) -> None:
        self.reader = reader
        persons = {person for deed in deeds for person in journal.persons(deed)}
        self.names = Names(reader, persons)
        self._topics = _topics(reader.collective.id, deeds)

    def tell(self, deed: DeedView) -> Told:
        sentence, proposal = self._sentence(deed), self._proposal(deed)
        return Told(
            sequence=deed.sequence,
            type=deed.type,
            at=deed.at,
            part=part_of(deed.type),
            audience=DEEDS[deed.type].audience,
            sentence=sentence,
            proposal=proposal,
            about_url=self._about_url(deed),
            subject_id=deed.subject_id,
            says_title=bool(proposal.title) and proposal.title in sentence,
            helper=self.names.of(deed.helper_id, deed.at) if deed.helper_id is not None else "",
            hidden=self.leaves_out_texts(deed),
            url=address("front:deed", self.reader.collective.slug, deed.sequence),
        )

    def leaves_out_texts(self, deed: DeedView) -> bool:
        """Whether the free text of a deed stays inside: it is about a person, and this reader may not know whom."""
        topic = self._topics.get(deed.subject_id) if deed.subject_id is not None else None
        return topic is not None and self._withholds(topic)

    def _withholds(self, topic: _Topic) -> bool:
        return topic.personal and not self.reader.sees_names

    def _sentence(self, deed: DeedView) -> str:
        type_ = DEEDS[deed.type]
        values = {name: self.value(deed, name, kind) for name, kind in type_.fields.items()}
        values["actor"] = self.names.of(deed.actor_id, deed.at)
        return capfirst(str(type_.sentence) % values)

    def value(self, deed: DeedView, name: str, kind: Field) -> str:
        """One field of a deed in words."""
        if kind is Field.TEXT:
            return self._text(deed, name)
        given = deed.payload.get(name)
        if given is None:
            return ""
        if kind is Field.PERSON:
            return self.names.of(UUID(str(given)), deed.at)
        if kind is Field.DAY:
            return date_format(date.fromisoformat(str(given)), "j F Y")
        if kind is Field.CODES and isinstance(given, (list, tuple)):
            return ", ".join(_word(name, str(code)) for code in given)
        return _word(name, str(given))

    def _text(self, deed: DeedView, name: str) -> str:
        if self.leaves_out_texts(deed):
            return self._proposal(deed).title
        return deed.texts.get(name) or _("text was erased")

    def _proposal(self, deed: DeedView) -> Subject:
        """The proposal that a deed is about or carries out. About a person it is called by what it does."""
        proposal_id = proposal_of(deed)
        topic = self._topics.get(proposal_id) if proposal_id is not None else None
        if topic is None:
            return NOTHING
        title = topic.doing if self._withholds(topic) else topic.title
        return Subject(title, address("deciding:proposal", self.reader.collective.slug, proposal_id))

    def _about_url(self, deed: DeedView) -> str:
        slug, part = self.reader.collective.slug, part_of(deed.type)
        number = deed.payload.get("version")
        if part is Part.RULES and isinstance(number, int):
            return version_address(slug, number)
        if part is Part.PEOPLE and self.reader.is_inside:
            return address("membership:people", slug)
        return ""


def proposal_of(deed: DeedView) -> UUID | None:
    """The proposal that a deed is about, or the one whose decision it rests on."""
    if part_of(deed.type) is Part.DECISIONS:
        return deed.subject_id
    carried_by = deed.grounds.get("decision")
    return UUID(carried_by) if isinstance(carried_by, str) else None


def _topics(collective_id: UUID, deeds: Sequence[DeedView]) -> dict[UUID, _Topic]:
    """The proposals that these deeds are about."""
    ids = {id_ for deed in deeds if (id_ := proposal_of(deed)) is not None}
    if not ids:
        return {}
    rows = deciding.proposals(collective_id).filter(id__in=ids).values_list("id", "title", "act", "kinds")
    return {
        id_: _Topic(title, capfirst(_word("act", act)), personal=is_about_person(kinds))
        for id_, title, act, kinds in rows
    }


def _word(name: str, code: str) -> str:
    """A code in words, where the name of the field says what kind of code it is."""
    if name in {"standing", "standings"} and code in set(Standing):
        return standing_word(Standing(code))
    if name == "body" and code in set(Body):
        return BODIES[Body(code)].say(language())
    if name == "form" and code in set(Form):
        return FORMS[Form(code)].say(language())
    if name == "act" and code in ACTS:
        return str(ACTS[code].sentence)
    if name == "clauses" and code in CLAUSES:
        return CLAUSES[code].title.say(language())
    return code


def by_day(told: Iterable[Told]) -> tuple[Day, ...]:
    """Group a story, newest first, by the day of the calendar here, and within it by what it is about."""
    days = groupby(told, key=lambda line: timezone.localtime(line.at).date())
    return tuple(Day(day, tuple(_strands(lines))) for day, lines in days)


def _strands(lines: Iterable[Told]) -> Iterator[Strand]:
    for proposal, group in groupby(lines, key=lambda line: line.proposal):
        alike = list(group)
        said = len(alike) == 1 and alike[0].says_title
        yield Strand(NOTHING if said else proposal, tuple(_runs(alike)))


def _runs(lines: Iterable[Told]) -> Iterator[Run]:
    for _alike, group in groupby(lines, key=lambda line: (line.type, line.subject_id)):
        alike = list(group)
        if len(alike) >= _FOLD_FROM:
            yield Run(alike[0], tuple(alike[1:]))
        else:
            yield from (Run(line, ()) for line in alike)
