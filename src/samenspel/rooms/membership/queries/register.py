"""The register: who stands where, on any day, as known on any day; and who may vote in a body."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from samenspel.ground.foundation import collectives
from samenspel.ground.people import queries as people
from samenspel.kernels.statute.analysis.people import Group, People
from samenspel.kernels.statute.charter import Charter
from samenspel.kernels.statute.vocabulary import OFFICES, SEATS, VOICE_CLASSES, Body, Standing
from samenspel.rooms.membership import register
from samenspel.rooms.membership.models import Application
from samenspel.rooms.membership.models import Standing as Row
from samenspel.rooms.statute.gate import Actor, civil_day

MEMBERSHIP = frozenset({Standing.MEMBER, Standing.TRIAL_MEMBER})


IN_REGISTER = frozenset({*VOICE_CLASSES, *OFFICES, Standing.SUSPENDED})
"""Standings that are rows of the register; the others follow from what one is to an act."""


_ORDER = {standing: place for place, standing in enumerate(Standing)}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the register: someone in a standing, from when to when, and since when that is known."""

    person_id: UUID
    name: str
    standing: Standing
    valid_from: datetime
    valid_to: datetime | None
    recorded_at: datetime
    votes_from: date | None
    place: str


@dataclass(frozen=True, slots=True)
class Seat:
    """Someone who may vote in a body, with the place in the rules that put them there."""

    person_id: UUID
    name: str
    place: str


def standings_of_actor(actor: Actor, at: datetime) -> frozenset[Standing]:
    """For the gate: every standing of an actor in the collective at a moment."""
    if actor.person_id is None:
        return frozenset()
    return standings_of(actor.collective_id, actor.person_id, at)


def standings_of(collective_id: UUID, person_id: UUID, at: datetime) -> frozenset[Standing]:
    """Every standing of a person at a moment.

    Who is suspended is SUSPENDED instead of MEMBER or TRIAL_MEMBER (2:38 lid 1 BW); other places stay.
    """
    found = frozenset(standing for standing, _ in register.held(collective_id, person_id, at))
    return found - MEMBERSHIP if Standing.SUSPENDED in found else found


def holds_seat(collective_id: UUID, body: Body, person_id: UUID, at: datetime) -> bool:
    """Whether someone may vote in a body at a moment: the question of `seats`, for one person."""
    seat = SEATS.get(body)
    found = register.held(collective_id, person_id, at)
    if seat is Standing.MEMBER:
        today = civil_day(at)
        found = [
            (each, votes_from) for each, votes_from in found if votes_from is None or votes_from <= today
        ]
        found = [] if Standing.SUSPENDED in dict(found) else found
    return any(standing is seat for standing, _ in found)


def seats(collective_id: UUID, body: Body, at: datetime) -> list[Seat]:
    """Who may vote in a body at a moment, by name.

    The general meeting: members who are not suspended and whose waiting time has passed. A body outside the
    platform has nobody.
    """
    rows = list(_seated(collective_id, body, at).values_list("person_id", "place"))
    names = people.names(person_id for person_id, _ in rows)
    found = [Seat(person_id, names[person_id], place) for person_id, place in rows]
    return sorted(found, key=lambda seat: (seat.name.casefold(), seat.person_id))


def _seated(collective_id: UUID, body: Body, at: datetime) -> QuerySet[Row]:
    standing = SEATS.get(body)
    if standing is None:
        return Row.objects.none()
    now = register.current(collective_id, at)
    rows = now.filter(standing=standing)
    if standing is Standing.MEMBER:
        suspended = now.filter(standing=Standing.SUSPENDED).values("person_id")
        rows = rows.filter(Q(votes_from__isnull=True) | Q(votes_from__lte=civil_day(at)))
        rows = rows.exclude(person_id__in=suspended)
    return rows


def people_by_votes(collective_id: UUID, at: datetime) -> People:
    """Everyone who may vote somewhere at a moment, by the bodies they have a seat in: numbers, no names."""
    bodies: dict[UUID, list[Body]] = {}
    for body in SEATS:
        for person_id in _seated(collective_id, body, at).values_list("person_id", flat=True):
            bodies.setdefault(person_id, []).append(body)
    sizes = Counter(tuple(seats) for seats in bodies.values())
    order = sorted(sizes, key=lambda seats: [list(SEATS).index(body) for body in seats])
    return People(tuple(Group("+".join(seats), sizes[seats], dict.fromkeys(seats, 1)) for seats in order))


def register_of(collective_id: UUID, on: datetime, known_at: datetime) -> list[Entry]:
    """The register as it stood at one moment, as it was known at another, by name."""
    rows = list(register.current(collective_id, on, known_at))
    return entries(rows)


def entries(rows: list[Row]) -> list[Entry]:
    """Rows as other parts of the house see them, by name and standing."""
    names = people.names(row.person_id for row in rows)
    found = [
        Entry(
            person_id=row.person_id,
            name=names[row.person_id],
            standing=Standing(row.standing),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            recorded_at=row.recorded_at,
            votes_from=row.votes_from,
            place=row.place,
        )
        for row in rows
    ]
    return sorted(found, key=lambda entry: (entry.name.casefold(), entry.person_id, _ORDER[entry.standing]))


def counts(collective_id: UUID, at: datetime) -> dict[Standing, int]:
    """How many people stand in each standing; standings with nobody are left out."""
    rows = (
        register.current(collective_id, at)
        .values("standing")
        .annotate(people=Count("person_id", distinct=True))
    )
    found = {Standing(row["standing"]): row["people"] for row in rows}
    return {standing: found[standing] for standing in Standing if standing in found}


def has_begun(collective_id: UUID) -> bool:
    """Whether the founder has taken the first place."""
    return Row.objects.filter(collective_id=collective_id).exists()


def members_a_year_ago(collective_id: UUID, at: datetime) -> int:
    """How many members there were a year before, trial members and suspended members included."""
    rows = register.current(collective_id, register.a_year_before(at), at).filter(standing__in=MEMBERSHIP)
    return rows.values("person_id").distinct().count()


def founding_ends(collective_id: UUID, charter: Charter) -> datetime:
    """The moment from which whoever joins is no longer one of the founders."""
    started = collectives.by_id(collective_id).founded_at
    return started + timedelta(days=charter.statute.settings.founding_days or 0)


def admitted_this_year(collective_id: UUID, at: datetime, since: datetime | None = None) -> int:
    """How many people were admitted as members in the year up to a moment, also if they left since.

    With `since`, admissions before that moment are left out.
    """
    return Application.objects.filter(
        collective_id=collective_id,
        state=Application.State.ACCEPTED,
        wanted=Standing.MEMBER,
        closed_at__gte=max(filter(None, (since, register.a_year_before(at)))),
        closed_at__lte=at,
    ).count()
