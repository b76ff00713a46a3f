"""Makes the large collective that the pages and `verify` are measured on: 500 members, 1,000 proposals, 50,000 deeds.

    PYTHONPATH=src .venv/bin/python bench/build_large.py [--fresh]

Everything is done by acts through the gate, and told to the reactions, so this takes some minutes. The database is
kept in `var/bench/large/` and used again.
"""

import argparse
import random
import shutil
import subprocess
import tempfile
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from figures import machine, seconds
from installation import FOLDER, use

from samenspel.site.cli.migrate import migrate
from samenspel.site.cli.terminal import python

if TYPE_CHECKING:
    from village import Village, Vote

LARGE = FOLDER / "large"
DATABASE = "large.sqlite3"
MEMBERS = 500
PROPOSALS = 1000
AT_ONCE = 20
"""So many proposals run side by side."""
VOTERS = (30, 55)
"""Fewest and most people who vote on one proposal."""
SEASON = timedelta(days=11)
FOUNDING = timedelta(days=12)
NAME = "De Grote Schakel"
SUBJECTS = (
    "We eten elke maandag samen",
    "Een tweede naaimachine",
    "De werkplaats ook op zaterdag open",
    "Nieuwe lampen in de hal",
    "Een feest voor de hele straat",
    "De bakfiets mag ook 's avonds mee",
    "Een cursus solderen",
    "We kopen samen verf in",
)
REMARK = "Goed plan. Kan het ook op een dag dat de bus rijdt? Dan komen er meer mensen, denk ik."


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--fresh", action="store_true", help="throw the collective away and make it anew")
    parser.add_argument("--into", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.into:
        _build(options.into)
        return
    print(machine())
    if options.fresh:
        shutil.rmtree(LARGE, ignore_errors=True)
    use_large()


def use_large() -> None:
    """Point the settings at the large collective, and make it if it is not there. Once in a process."""
    if not LARGE.exists():
        _make()
    use(LARGE, f"sqlite:///{LARGE / DATABASE}")
    migrate(verbosity=0)


def _make() -> None:
    """Build in a folder of its own, in another process, and put it in its place when it is whole."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="large-", dir=FOLDER) as name:
        folder = Path(name) / "large"
        print(f"made in {seconds(partial(_run, folder)):.0f} s")
        folder.rename(LARGE)


def _run(folder: Path) -> None:
    subprocess.run(python(__file__, "--into", str(folder)), check=True)


def _build(folder: Path) -> None:
    folder.mkdir()
    use(folder, f"sqlite:///{folder / DATABASE}")
    migrate(verbosity=0)
    from django.db import connection  # noqa: PLC0415 - needs the settings
    from village import Village  # noqa: PLC0415

    from samenspel.site import clock  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")  # nobody waits for this
    seasons = PROPOSALS // AT_ONCE
    village = Village(clock.now() - FOUNDING - seasons * SEASON, NAME)
    village.grow(MEMBERS)
    dice = random.Random(2026)
    for season in range(1, seasons + 1):
        print(f"  season {season} of {seasons}: {village.deeds()} deeds", flush=True)
        ends = village.now + SEASON
        live(village, dice)
        if season < seasons:
            village.wait_until(ends)
        village.tell(seen=season < seasons)
    print(f"  {village.deeds()} deeds", flush=True)


def live(village: "Village", dice: random.Random) -> None:
    """One season: people propose, talk, object and vote."""
    for number in range(AT_ONCE):
        village.put(dice.choice(SUBJECTS), dice.choice(village.members), **_kind(village, dice, number))
    for vote in village.advance():
        voters = dice.sample(village.members, dice.randint(*VOTERS))
        for person in voters[:2]:
            village.do(person, "deciding.speak", proposal_id=vote.proposal_id, text=REMARK)
        if vote.way == "consent" and dice.random() < 0.2:
            _object(village, vote, voters.pop(), settles=dice.random() < 0.5)
        for person in voters:
            village.vote(vote, person, agrees=dice.random() < 0.9)


def _kind(village: "Village", dice: random.Random, number: int) -> dict[str, object]:
    """Most proposals are ordinary decisions; some are choices, and some about an office, which is decided in secret."""
    if number % 10 == 1:
        return {"options": [{"title": title} for title in ("Het plein", "De hal", "De werkplaats")]}
    if number == 2:
        person = str(dice.choice(village.members))
        return {"act": "membership.appoint", "params": {"person_id": person, "body": "board"}}
    return {"touches": "alle leden", "purpose_line": "met eigen werk"}


def _object(village: "Village", vote: "Vote", person: UUID, *, settles: bool) -> None:
    reason = "Dan is er nooit meer een stille dag. Ik werk er juist voor de rust."
    objection = village.do(person, "deciding.object", round_id=vote.id, reason=reason).result
    village.do(
        vote.opener_id, "deciding.answer", objection_id=objection, answer="Goed punt. We doen het om de week."
    )
    if settles:
        village.do(person, "deciding.settle", objection_id=objection, end="integrated")


if __name__ == "__main__":
    main()
