"""Recomputing the register from the book: what the deeds tell must be what the register holds."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from samenspel.ground.journal import queries as journal
from samenspel.ground.journal.book import Finding
from samenspel.kernels.statute.vocabulary import SEATS, Body, Standing
from samenspel.rooms.membership import deeds, register
from samenspel.rooms.membership.models import Standing as Row

Line = tuple[UUID, str, datetime, datetime | None]
"""A person, a standing, from when, until when."""


@dataclass
class _Replay:
    """The register as it grows while the book is read."""

    open: dict[tuple[UUID, str], tuple[datetime, datetime | None]] = field(default_factory=dict)
    closed: list[Line] = field(default_factory=list)

    def begin(self, person: UUID, standing: str, at: datetime, until: datetime | None = None) -> None:
        earlier = self.open.pop((person, standing), None)
        if earlier is not None:  # a term that ran out by itself
            self.closed.append((person, standing, *earlier))
        self.open[person, standing] = (at, until)

    def end(self, person: UUID, standings: Iterator[str] | list[str], at: datetime) -> None:
        for standing in standings:
            begun = self.open.get((person, standing))
            if begun is None or (begun[1] is not None and begun[1] <= at):
                continue
            del self.open[person, standing]
            self.closed.append((person, standing, begun[0], max(at, begun[0])))

    def lines(self) -> Counter[Line]:
        return Counter(self.closed + [(*key, *value) for key, value in self.open.items()])


def findings(collective_id: UUID) -> Iterator[Finding]:
    """Every difference between the register and what the book says it should be. For `samenspel verify`."""
    told = replayed(collective_id)
    held = Counter(
        Row.objects.filter(collective_id=collective_id, superseded_at=None).values_list(
            "person_id", "standing", "valid_from", "valid_to"
        )
    )
    for line in (told - held).elements():
        yield Finding(
            collective_id, f"the book tells of a {line[1]} that the register does not hold: {line[0]}"
        )
    for line in (held - told).elements():
        yield Finding(
            collective_id, f"the register holds a {line[1]} that the book does not tell of: {line[0]}"
        )


def replayed(collective_id: UUID) -> Counter[Line]:
    """The register as the book tells it: every period of every standing."""
    replay = _Replay()
    names = tuple(sorted(_TELLS))
    rows = journal.deeds(collective_id, journal.Filter(types=names)).order_by("sequence")
    for deed_type, at, payload in rows.values_list("type", "at", "payload").iterator(chunk_size=2000):
        _TELLS[deed_type](replay, UUID(payload["person"]), at, payload)
    return replay.lines()


Told = Mapping[str, str]


def _begun(replay: _Replay, person: UUID, at: datetime, told: Told) -> None:
    for standing in told["standings"]:
        replay.begin(person, standing, at)


def _entered(replay: _Replay, person: UUID, at: datetime, told: Told) -> None:
    replay.begin(person, told["standing"], at, _until(told))


def _confirmed(replay: _Replay, person: UUID, at: datetime, told: Told) -> None:
    del told
    replay.end(person, [Standing.TRIAL_MEMBER], at)
    replay.begin(person, Standing.MEMBER, at)


def _grant_ended(replay: _Replay, person: UUID, at: datetime, told: Told) -> None:
    replay.end(person, [told["standing"]], at)


def _left(replay: _Replay, person: UUID, at: datetime, told: Told) -> None:
    replay.end(person, list(told["standings"]), at)


def _ended(replay: _Replay, person: UUID, at: datetime, told: Told) -> None:
    del at
    moment = register.end_of_day(date.fromisoformat(told["ended_on"]))
    replay.end(person, list(told["standings"]), moment)


def _suspended(replay: _Replay, person: UUID, at: datetime, told: Told) -> None:
    replay.begin(person, Standing.SUSPENDED, at, _until(told))


def _expelled(replay: _Replay, person: UUID, at: datetime, told: Told) -> None:
    del told
    replay.end(person, [Standing.SUSPENDED], at)
    replay.begin(person, Standing.SUSPENDED, at)


def _released(replay: _Replay, person: UUID, at: datetime, told: Told) -> None:
    del told
    replay.end(person, [Standing.SUSPENDED], at)


def _appointed(replay: _Replay, person: UUID, at: datetime, told: Told) -> None:
    office = SEATS[Body(told["body"])]
    replay.end(person, [office], at)
    replay.begin(person, office, at, _until(told))


def _stepped_down(replay: _Replay, person: UUID, at: datetime, told: Told) -> None:
    replay.end(person, [SEATS[Body(told["body"])]], at)


def _until(told: Told) -> datetime | None:
    until = told.get("until")
    return register.end_of_day(date.fromisoformat(until)) if until else None


_TELLS = {
    deeds.BEGUN.name: _begun,
    deeds.ADMITTED.name: _entered,
    deeds.CONFIRMED.name: _confirmed,
    deeds.GRANTED.name: _entered,
    deeds.GRANT_ENDED.name: _grant_ended,
    deeds.LEFT.name: _left,
    deeds.SUSPENDED.name: _suspended,
    deeds.EXPELLED.name: _expelled,
    deeds.SUSPENSION_LIFTED.name: _released,
    deeds.REINSTATED.name: _released,
    deeds.EXPULSION_UPHELD.name: _left,
    deeds.ENDED.name: _ended,
    deeds.APPOINTED.name: _appointed,
    deeds.DISMISSED.name: _stepped_down,
    deeds.RESIGNED.name: _stepped_down,
}
