"""People as a reader sees them: lists, a card per person, offices."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from samenspel.ground.foundation import collectives
from samenspel.ground.foundation.scope import across_collectives
from samenspel.ground.people import queries as people
from samenspel.ground.people.models import Person, SignInCard
from samenspel.kernels.statute.vocabulary import OFFICES, SEATS, Body, Standing
from samenspel.rooms.membership import register
from samenspel.rooms.membership.models import Application
from samenspel.rooms.membership.models import Standing as Row
from samenspel.rooms.membership.queries.paging import turned
from samenspel.rooms.membership.queries.register import Entry, entries, standings_of

INSIDERS = frozenset(
    {
        Standing.MEMBER,
        Standing.TRIAL_MEMBER,
        Standing.SUSPENDED,
        Standing.PARTICIPANT,
        Standing.VOLUNTEER,
        *OFFICES,
    }
)
"""Who knows whom by name. A municipality, a fund or a neighbour has a say, but does not see individual people."""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Someone in a list, with their places. A suspension is not shown in a list."""

    person_id: UUID
    name: str
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class PersonCard:
    """Someone with all they are here now, and what they were before."""

    person_id: UUID
    name: str
    now: tuple[Entry, ...]
    before: tuple[Entry, ...]
    since: datetime


@dataclass(frozen=True, slots=True)
class Office:
    """Who sits in a body, from when to when."""

    body: Body
    seats: tuple[Entry, ...]


def is_insider(collective_id: UUID, person_id: UUID | None, at: datetime) -> bool:
    """Whether a reader belongs to those who know each other by name here."""
    return person_id is not None and not INSIDERS.isdisjoint(standings_of(collective_id, person_id, at))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which people to list: those in a standing, those whose name holds a text. Empty means everyone."""

    standing: Standing | None = None
    search: str = ""


EVERYONE = Wanted()


def people_page(
    collective_id: UUID, at: datetime, wanted: Wanted = EVERYONE, number: int = 1, size: int = 30
) -> Page[PersonLine]:
    """People who take part at a moment, by name, a page at a time."""
    rows = register.current(collective_id, at).exclude(standing=Standing.SUSPENDED)
    if wanted.standing is not None:
        rows = rows.filter(standing=wanted.standing)
    found = Person.objects.filter(id__in=rows.values("person_id")).order_by("name", "id")
    if wanted.search:
        found = found.filter(name__icontains=wanted.search)
    page = Paginator(found, size).get_page(number)
    ids = [person.id for person in page.object_list]
    places = _places(collective_id, ids, at)
    names = people.names(ids)
    lines = [PersonLine(id_, names[id_], tuple(places.get(id_, ()))) for id_ in ids]
    return turned(page, lines)


def _places(collective_id: UUID, ids: list[UUID], at: datetime) -> dict[UUID, list[Standing]]:
    rows = register.current(collective_id, at).filter(person_id__in=ids).exclude(standing=Standing.SUSPENDED)
    held: dict[UUID, set[Standing]] = {}
    for person_id, standing in rows.values_list("person_id", "standing"):
        held.setdefault(person_id, set()).add(Standing(standing))
    return {person_id: [each for each in Standing if each in those] for person_id, those in held.items()}


def person_card(collective_id: UUID, person_id: UUID, at: datetime) -> PersonCard | None:
    """Someone who takes part or took part, as known at a moment; None for anyone else."""
    rows = list(register.known(collective_id, at).filter(person_id=person_id, valid_from__lte=at))
    if not rows:
        return None
    found = entries(rows)
    now = tuple(entry for entry in found if entry.valid_to is None or entry.valid_to > at)
    before = tuple(sorted((e for e in found if e not in now), key=lambda e: e.valid_from))
    return PersonCard(person_id, found[0].name, now, before, min(entry.valid_from for entry in found))


def person_choices(collective_id: UUID, at: datetime) -> list[tuple[UUID, str]]:
    """Everyone who takes part, by name, for a form to choose from."""
    rows = register.current(collective_id, at).exclude(standing=Standing.SUSPENDED)
    names = people.names(rows.values_list("person_id", flat=True).distinct())
    return sorted(names.items(), key=lambda pair: (pair[1].casefold(), pair[0]))


def offices(collective_id: UUID, bodies: tuple[Body, ...], at: datetime) -> list[Office]:
    """Who sits in each of these bodies; a body with nobody in it is listed too."""
    wanted = [body for body in bodies if SEATS.get(body) in OFFICES]
    rows = list(register.current(collective_id, at).filter(standing__in=[SEATS[body] for body in wanted]))
    found = entries(rows)
    return [Office(body, tuple(e for e in found if e.standing is SEATS[body])) for body in wanted]


def card_obstacle(collective_id: UUID, person_id: UUID) -> str:
    """Why this collective's desk cannot make a sign-in card for someone, as a sentence; empty when it can.

    A card opens an account. So a desk makes one only for who has no e-mail address, and whose account no
    other collective's desk looks after.
    """
    person = Person.objects.filter(id=person_id, is_active=True).first()
    if person is None:
        return _("This account no longer exists.")
    if person.email:
        return _(
            "This person has an e-mail address and can sign in with it. They can print a card themselves."
        )
    elsewhere = SignInCard.objects.filter(person_id=person_id, issuer__isnull=False).exclude(
        issuer_id=collective_id
    )
    with across_collectives("a card opens a whole account, in other collectives too"):
        others = Row.objects.filter(person_id=person_id).exclude(collective_id=collective_id).exists()
    own = SignInCard.objects.filter(person_id=person_id, issuer_id=collective_id).exists()
    if elsewhere.exists() or (others and not own):
        return _("Another desk looks after the sign-in of this person.")
    return ""


def what_ties(person_id: UUID) -> str:
    """What stands in the way of erasing an account, as a sentence: places one has, and one asked for."""
    with across_collectives("someone may take part in several collectives"):
        held = Row.objects.filter(person_id=person_id, superseded_at=None, valid_to=None)
        asked = Application.objects.filter(person_id=person_id, state=Application.State.WAITING)
        ids = {*held.values_list("collective_id", flat=True), *asked.values_list("collective_id", flat=True)}
    here = sorted(card.name for card in collectives.cards(list(ids)).values())
    if not here:
        return ""
    return _("You still take part, or asked to join in, here: %(names)s. Stop there first.") % {
        "names": ", ".join(here)
    }
