"""On what a deed rests, in words: the sentences of the rules as they were then, articles of law, a decision."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.text import capfirst

from samenspel.ground.journal.queries import DeedView
from samenspel.kernels.statute.articles import cited
from samenspel.rooms.deciding import queries as deciding
from samenspel.rooms.deciding.procedure import is_about_person
from samenspel.rooms.statute import queries as statute
from samenspel.rooms.statute.gate import ACTS
from samenspel.rooms.statute.queries import Version
from samenspel.site.collective.addresses import address, sentence_address, version_address
from samenspel.site.collective.naming import language
from samenspel.site.collective.reader import Reader


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of the rules, the title of its clause, and where it can be read."""

    text: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article of law: its number, where it can be read, and what it says in a sentence. The last two may be empty."""

    name: str
    url: str
    says: str


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision that carried a deed."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Grounds:
    """On what a deed rests. `version` is the number of the rules that held then; zero before there were any."""

    version: int
    version_url: str
    quotes: tuple[Quote, ...]
    articles: tuple[Article, ...]
    decision: Decision | None

    def __bool__(self) -> bool:
        return bool(self.quotes or self.articles or self.decision)


def grounds_of(deed: DeedView, reader: Reader) -> Grounds:
    """Read the grounds that were written into a deed."""
    number = deed.grounds.get("version")
    number = number if isinstance(number, int) else 0
    version = statute.version(deed.collective_id, number) if number else None
    listed = deed.grounds.get("places")
    places = [str(place) for place in listed] if isinstance(listed, (list, tuple)) else []
    slug = reader.collective.slug
    return Grounds(
        version=number,
        version_url=version_address(slug, number) if number else "",
        quotes=tuple(_quotes(places, version, slug)) if version is not None else (),
        articles=tuple(_articles(places)),
        decision=_decision(deed, reader),
    )


def _quotes(places: Iterable[str], version: Version, slug: str) -> Iterable[Quote]:
    for place in places:
        clause, _, sentence = place.partition(":")
        adopted = version.charter.by_id.get(clause)
        if adopted is not None:
            written = adopted.write(language())
            start, end = written.span(sentence)
            title = adopted.clause.title.say(language())
            yield Quote(
                written.text[start:end], title, sentence_address(slug, version.number, clause, sentence)
            )


def _articles(places: Iterable[str]) -> Iterable[Article]:
    for place in places:
        origin, _, reference = place.partition(":")
        if origin != "law" or not reference:
            continue
        stretches = cited(reference)
        url = next((stretch.url for stretch in stretches if stretch.url), "")
        says = " ".join(stretch.says.say(language()) for stretch in stretches).strip()
        yield Article(reference, url, says)


def _decision(deed: DeedView, reader: Reader) -> Decision | None:
    """The decision. About a person, someone who may not know whom sees only what kind of decision it was."""
    given = deed.grounds.get("decision")
    if not isinstance(given, str):
        return None
    proposal = deciding.proposal(deed.collective_id, UUID(given))
    if proposal is None:
        return None
    title = proposal.title
    if is_about_person(proposal.kinds) and not reader.sees_names:
        title = capfirst(str(ACTS[proposal.act].sentence)) if proposal.act in ACTS else ""
    return Decision(title, address("deciding:proposal", reader.collective.slug, proposal.id))
