"""Counting beside the best library there is for it, in the same run: pairs, transferable votes and equal shares.

PYTHONPATH=src .venv/bin/python bench/tally.py

The libraries are no part of this project: install pref_voting and pabutools in an environment of their own, and run
with that Python. What is not there is said. Real budgets are read from $SAMENSPEL_DATA, or from ../shared/data.
"""

import json
import os
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from figures import machine, rows, seconds

from samenspel.kernels.tally import Option, Rules
from samenspel.kernels.tally.ballots import Profile, merge, read_rankings
from samenspel.kernels.tally.budgets.shares import Completion, equal_shares
from samenspel.kernels.tally.budgets.spending import Utility, electorate
from samenspel.kernels.tally.condorcet import Strength, path_strengths, ranked_pairs, tiers
from samenspel.kernels.tally.pairwise import Ranks, ranks_of, table
from samenspel.kernels.tally.papers import Orders, orders_from, orders_of
from samenspel.kernels.tally.rules import Ties
from samenspel.kernels.tally.stv import scottish

DATA = Path(os.environ.get("SAMENSPEL_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")
OPTIONS = (10, 50, 200)
FEW, MANY = 10_000, 100_000
PAPERS, CANDIDATES, SEATS = 1_000_000, 20, 5
RUNS = 3
SMALL = 6_000
"""Votes times projects up to which pabutools completes equal shares in seconds."""


@dataclass(frozen=True, slots=True)
class Case:
    """One count: what it is, ours, and the same by a library (None where there is none), which is run once."""

    what: str
    ours: Callable[[], object]
    library: str = ""
    theirs: Callable[[], object] | None = None


def main() -> None:
    print(machine())
    head = ("", "ours", "library", "seconds", "ratio")
    rows("Reading ballots (seconds, least of 3 runs)", [head, *map(_measured, _reading())])
    rows("Pairs (seconds, least of 3 runs)", [head, *map(_measured, _rankings())])
    rows("Transferable votes (seconds, least of 3 runs)", [head, *map(_measured, _transferable())])
    budgets = list(map(_measured, _budgets()))
    rows(
        "Equal shares by cost, add-1 (seconds, least of 3 runs)",
        [head, *(budgets or [(f"no files in {DATA / 'pb'}", "", "", "", "")])],
    )
    rows(
        "Memory of the table of pairs (peak, over that of the ballots)",
        [("", "ballots MB", "peak MB", "ratio"), *(_memory(options) for options in OPTIONS)],
    )
    rows(
        "Memory of transferable votes (peak, over that of the ballots)",
        [("", "ballots MB", "peak MB", "ratio"), _memory_of_papers()],
    )


def _measured(case: Case) -> tuple[str, ...]:
    ours = min(seconds(case.ours) for _ in range(RUNS))
    if case.theirs is None:
        return case.what, f"{ours:.3f}", case.library, "", ""
    theirs = seconds(case.theirs)
    return case.what, f"{ours:.3f}", case.library, f"{theirs:.3f}", f"{theirs / ours:,.0f}x"


# Reading


def _reading() -> list[Case]:
    """Ballots as they are written down, checked, added up and laid out in arrays; and an array of orders, checked."""
    places, ballots = 10, 100_000
    options = [Option(str(place), str(place)) for place in range(places)]
    random = np.random.default_rng(3)
    orders = np.argsort(random.random((ballots, places)), axis=1)
    written = [(tuple(map(str, order)), 1) for order in orders.tolist()]
    papers = _papers(PAPERS)
    return [
        Case(
            f"{ballots:,} written rankings x {places}, to ranks",
            lambda: ranks_of(read_rankings(written, options, strict=False)),
        ),
        Case(
            f"{ballots:,} written rankings x {places}, to papers",
            lambda: orders_of(read_rankings(written, options, strict=True)),
        ),
        Case(f"{PAPERS:,} orders x {CANDIDATES} in an array", lambda: orders_from(papers.orders, CANDIDATES)),
    ]


# Pairs


def _rankings() -> list[Case]:
    """Schulze and Ranked Pairs from rank arrays, table of pairs and all; the library only on few ballots."""
    found = []
    for ballots in (FEW, MANY):
        for options in OPTIONS:
            cast = _ranks(ballots, options)
            for name, ours, theirs in (
                ("Schulze", _schulze, "paths"),
                ("Ranked Pairs", _ranked_pairs, "locking"),
            ):
                what = f"{name}, {ballots:,} ballots x {options}"
                library, work = _pref_voting(cast, theirs) if ballots == FEW else ("", None)
                found.append(Case(what, _on(ours, cast), library, work))
    return found


def _on(work: Callable[[Ranks], object], cast: Ranks) -> Callable[[], object]:
    return lambda: work(cast)


def _ranks(ballots: int, options: int) -> Ranks:
    """Whole rankings, in which earlier options are a little better liked."""
    random = np.random.default_rng(options)
    liked = random.random((options, ballots)) + 0.3 * np.arange(options)[:, None] / options
    return Ranks(np.argsort(np.argsort(liked, axis=0), axis=0).astype(np.uint8), np.ones(ballots, np.int64))


def _schulze(cast: Ranks) -> object:
    strongest = path_strengths(table(cast), Strength.MARGINS)
    return tiers(strongest > strongest.T)[0]


def _ranked_pairs(cast: Ranks) -> object:
    return ranked_pairs(table(cast), Strength.MARGINS, range(cast.options))[0]


def _pref_voting(cast: Ranks, which: str) -> tuple[str, Callable[[], object] | None]:
    """The same by pref_voting, from its own profile; making that profile is part of it, as the table is of ours."""
    methods, profiles = _margins()
    if methods is None or profiles is None:
        return "pref_voting is missing", None
    orders = np.argsort(cast.ranks, axis=0).T

    def work() -> object:
        profile = profiles.Profile(orders)
        if which == "locking":
            return methods.ranked_pairs_tb(profile)
        return methods.beat_path(profile)

    return "pref_voting", work


@cache
def _margins() -> tuple[ModuleType | None, ModuleType | None]:
    try:
        from pref_voting import margin_based_methods, profiles  # noqa: PLC0415 - only where it is installed
    except ImportError:
        return None, None
    first = profiles.Profile([[0, 1, 2], [1, 2, 0]])  # compiles what it compiles, outside the measurement
    margin_based_methods.beat_path(first)
    margin_based_methods.ranked_pairs_tb(first)
    return margin_based_methods, profiles


# Transferable votes


def _transferable() -> list[Case]:
    """Scottish STV; the library on a tenth of the ballots, as it makes a profile of them slowly."""
    return [_scottish(PAPERS // 10, *_stv_of_pref_voting(PAPERS // 10)), _scottish(PAPERS)]


def _scottish(ballots: int, library: str = "", theirs: Callable[[], object] | None = None) -> Case:
    papers = _papers(ballots)
    return Case(
        f"Scottish STV, {ballots:,} ballots x {CANDIDATES}, {SEATS} seats",
        lambda: scottish(orders_from(papers.orders, CANDIDATES), SEATS, _ties(CANDIDATES)),
        library,
        theirs,
    )


def _stv_of_pref_voting(ballots: int) -> tuple[str, Callable[[], object] | None]:
    try:
        from pref_voting import (  # noqa: PLC0415 - only where it is installed
            profiles_with_ties,
            proportional_methods,
        )
    except ImportError:
        return "pref_voting is missing", None
    orders = _papers(ballots).orders.tolist()

    def work() -> object:
        ranks = [{option: rank for rank, option in enumerate(order)} for order in orders]
        profile = profiles_with_ties.ProfileWithTies(ranks, [1] * ballots, list(range(CANDIDATES)))
        return proportional_methods.stv_scottish(profile, num_seats=SEATS)

    return "pref_voting", work


def _papers(ballots: int) -> Orders:
    random = np.random.default_rng(1)
    liked = random.random((ballots, CANDIDATES)) + np.arange(CANDIDATES) * 0.02
    return orders_from(np.argsort(liked, axis=1).astype(np.int16), CANDIDATES)


def _ties(options: int) -> Ties:
    names = tuple(str(option) for option in range(options))
    return Ties([Option(name, name) for name in names], Rules(order=names))


# Equal shares


def _budgets() -> list[Case]:
    return [_budget(path) for path in sorted((DATA / "pb").glob("*.json"))]


def _budget(path: Path) -> Case:
    read = json.loads(path.read_text(encoding="utf-8"))
    costs = [cost for _, cost in read["projects"]]
    cast: Profile[Any] = merge(len(costs), [(tuple(sorted(marks)), 1) for marks in read["votes"]])
    voters = electorate(cast, costs, read["budget"])

    def ours() -> object:
        return equal_shares(voters, Utility.COST, _ties(len(costs)), Completion.ADD_ONE)

    what = f"{path.stem[:34]}, {len(read['votes']):,} votes x {len(costs)}"
    small = len(read["votes"]) * len(costs) < SMALL
    library, theirs = _pabutools(read) if small else ("", None)
    return Case(what, ours, library, theirs)


def _pabutools(read: dict[str, Any]) -> tuple[str, Callable[[], object] | None]:
    try:
        from pabutools import election, rules  # noqa: PLC0415 - only where it is installed
    except ImportError:
        return "pabutools is missing", None
    projects = [election.Project(str(number), cost) for number, (_, cost) in enumerate(read["projects"])]
    instance = election.Instance(projects, budget_limit=read["budget"])
    ballots = [election.ApprovalBallot([projects[number] for number in marks]) for marks in read["votes"]]
    profile = election.ApprovalProfile(ballots, instance=instance).as_multiprofile()
    return "pabutools", lambda: rules.method_of_equal_shares(
        instance, profile, sat_class=election.Cost_Sat, voter_budget_increment=1
    )


# Memory


def _memory(options: int) -> tuple[str, ...]:
    """The most that counting the table of pairs takes besides the ballots, and what the ballots take."""
    cast = _ranks(MANY, options)
    held = cast.ranks.nbytes + cast.times.nbytes
    tracemalloc.start()
    table(cast)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return f"{MANY:,} ballots x {options}", f"{held / 1e6:.1f}", f"{peak / 1e6:.1f}", f"{peak / held:.2f}"


def _memory_of_papers() -> tuple[str, ...]:
    """The most that a Scottish count takes besides the papers, and what those take."""
    papers = _papers(PAPERS)
    held = papers.orders.nbytes + papers.times.nbytes
    tracemalloc.start()
    scottish(papers, SEATS, _ties(CANDIDATES))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return (
        f"{PAPERS:,} ballots x {CANDIDATES}",
        f"{held / 1e6:.1f}",
        f"{peak / 1e6:.1f}",
        f"{peak / held:.2f}",
    )


if __name__ == "__main__":
    main()
