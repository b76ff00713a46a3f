"""Acts a second through gate, room and journal, beside the same rows written by bare SQL in the same run.

    PYTHONPATH=src .venv/bin/python bench/acts.py [--postgresql]

Each act is one transaction that waits for the disk. What it wrote is kept, and written again into copies of the
database as it was before: by the driver alone, in one transaction per act, and in one transaction for all.
"""

import argparse
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from figures import Line, machine, seconds, show
from installation import installation

if TYPE_CHECKING:
    from copies import Copy
    from village import Village

MEMBERS = 100
RUNS = 5
ROUNDS = 2  # votes by everyone in each run
WRITES = ("INSERT", "UPDATE", "DELETE")

Act = Callable[[], object]
Statement = tuple[str, Any]


class Recorder:
    """Keeps every statement that changes a row, per act."""

    def __init__(self) -> None:
        self.acts: list[list[Statement]] = []

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - as Django calls it
        if sql.startswith(WRITES):
            self.acts[-1].append((sql, params))
        return execute(sql, params, many, context)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "--postgresql", action="store_true", help="on a private PostgreSQL that waits for the disk"
    )
    options = parser.parse_args()
    print(machine())
    with installation(postgresql=options.postgresql) as folder:
        measure(folder, "PostgreSQL, fsync on" if options.postgresql else "SQLite, synchronous=FULL")


def measure(folder: Path, database: str) -> None:
    from village import Village  # noqa: PLC0415 - needs the settings

    from samenspel.site import clock  # noqa: PLC0415

    village = Village(clock.now(), "De Meting")
    village.grow(MEMBERS)
    speeds: list[Line] = []
    ratios: list[Line] = []
    for name, prepare in KINDS.items():
        acts, singly, together = _runs(folder, prepare(village))
        speeds += [
            Line(name, acts, ">= 300"),
            Line("  bare SQL, a transaction per act", singly),
            Line("  bare SQL, one transaction for all", together),
        ]
        ratios += [
            Line(
                f"{name}: bare SQL per act / act",
                [bare / act for act, bare in zip(acts, singly, strict=True)],
                "<= 4",
            ),
            Line(
                "  bare SQL all at once / act", [bare / act for act, bare in zip(acts, together, strict=True)]
            ),
        ]
    show(f"acts, {database}, {MEMBERS} members", "acts a second", speeds)
    show("how many times as quick bare SQL is", "ratio in the same run", ratios)


def _runs(folder: Path, batches: Sequence[Sequence[Act]]) -> tuple[list[float], list[float], list[float]]:
    """Acts a second of every batch: through the gate, and written again in two ways."""
    from copies import copies  # noqa: PLC0415 - needs the settings

    through: list[float] = []
    singly: list[float] = []
    together: list[float] = []
    with copies(folder, 2) as (first, second):
        for acts in batches:
            recorder = Recorder()
            through.append(len(acts) / seconds(partial(_do, acts, recorder)))
            singly.append(len(acts) / seconds(partial(_write_singly, first, recorder.acts)))
            together.append(len(acts) / seconds(partial(_write_together, second, recorder.acts)))
    return through, singly, together


def _do(acts: Sequence[Act], recorder: Recorder) -> None:
    from django.db import connection  # noqa: PLC0415 - needs the settings

    with connection.execute_wrapper(recorder):
        for act in acts:
            recorder.acts.append([])
            act()


def _write_singly(copy: "Copy", acts: Sequence[Sequence[Statement]]) -> None:
    for statements in acts:
        with copy.transaction() as write:
            for sql, params in statements:
                write(sql, params)


def _write_together(copy: "Copy", acts: Sequence[Sequence[Statement]]) -> None:
    with copy.transaction() as write:
        for statements in acts:
            for sql, params in statements:
                write(sql, params)


# The acts that are measured: for each run a batch that has not been done yet


def reactions(village: "Village") -> list[Sequence[Act]]:
    """Every member agrees in consent rounds."""
    put = [village.put("Elke maandag eten we samen") for _ in range(RUNS * ROUNDS)]
    return _in_votes(village, put, "deciding.react", {"reaction": "agree"})


def secret_votes(village: "Village") -> list[Sequence[Act]]:
    """Every member votes in secret on people for an office."""
    candidates = village.members[: RUNS * ROUNDS]
    put = [
        village.put(
            "Een plek in het bestuur",
            act="membership.appoint",
            params={"person_id": str(person), "body": "board"},
        )
        for person in candidates
    ]
    village.wait(days=8)  # the notice
    return _in_votes(village, put, "deciding.vote", {"marks": ["for"]})


def _in_votes(
    village: "Village", put: list[UUID], act: str, params: dict[str, object]
) -> list[Sequence[Act]]:
    open_ = [village.open_vote(proposal_id).id for proposal_id in put]
    acts = [
        partial(village.do, person, act, round_id=round_id, **params)
        for round_id in open_
        for person in village.members
    ]
    return _batches(acts)


def contributions(village: "Village") -> list[Sequence[Act]]:
    """Members join the discussion of one proposal."""
    proposal_id = village.put("We zoeken een andere zaal")
    text = "Goed plan. Kan het ook op een dag dat de bus rijdt? Dan komen er meer mensen."
    acts = [
        partial(village.do, person, "deciding.speak", proposal_id=proposal_id, text=text)
        for _ in range(RUNS * ROUNDS)
        for person in village.members
    ]
    return _batches(acts)


def applications(village: "Village") -> list[Sequence[Act]]:
    """People from outside ask to join in."""
    newcomers = [village.newcomer("Nieuwkomer") for _ in range(RUNS * ROUNDS * MEMBERS)]
    params = {"wanted": "member", "version": 1, "motivation": "Ik woon om de hoek en ik naai graag."}
    return _batches([partial(village.do, person, "membership.apply", **params) for person in newcomers])


def _batches(acts: Sequence[Act]) -> list[Sequence[Act]]:
    size = len(acts) // RUNS
    return [acts[first : first + size] for first in range(0, len(acts), size)]


KINDS: dict[str, Callable[["Village"], list[Sequence[Act]]]] = {
    "deciding.react": reactions,
    "deciding.vote, secret": secret_votes,
    "deciding.speak": contributions,
    "membership.apply": applications,
}

if __name__ == "__main__":
    main()
