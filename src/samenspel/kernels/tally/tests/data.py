"""Real votes with reference results, for the tests that compare with what others computed.

They lie beside the project, not in it: in `shared/data` next to the project's folder, or where `SAMENSPEL_DATA` says.
Its README tells where each file comes from and who confirmed what. Tests take whatever files are there, so that a new
file of a known kind is picked up by itself; without the folder they are skipped, and say where they looked.
"""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar

import pytest

from samenspel.kernels.tally import Ballots, Option, Rules
from samenspel.kernels.tally.ballots import Marks, Profile, Ranking, merge, write_ranking
from samenspel.kernels.tally.budgets.spending import Electorate, electorate
from samenspel.kernels.tally.pairwise import Matrix, ranks_of, table
from samenspel.kernels.tally.papers import Orders, orders_of
from samenspel.kernels.tally.rules import Ties

REPOSITORY = Path(__file__).resolve().parents[5]
FOLDER = Path(os.environ.get("SAMENSPEL_DATA") or REPOSITORY.parent / "shared" / "data")


@dataclass(frozen=True, eq=False)
class Case:
    """A file: what was voted on and how, and what others found. Options go by their place, as in the file."""

    name: str
    read: dict[str, Any]

    def expects(self, *path: str) -> Any:
        """What the file expects under a path of keys; None where it says nothing."""
        found: Any = self.read[self.expected_under]
        for key in path:
            found = found.get(key) if isinstance(found, dict) else None
        return found

    @property
    def expected_under(self) -> str:
        return "expected"

    @property
    def titles(self) -> list[str]:
        return list(self.read["candidates"])

    @property
    def options(self) -> list[Option]:
        return [Option(str(place), title) for place, title in enumerate(self.titles)]

    @property
    def in_order(self) -> Rules:
        """Rules by which ties go to the option that comes first in the file, as in the reference results."""
        return Rules(order=tuple(option.id for option in self.options))

    def ties(self) -> Ties:
        return Ties(self.options, self.in_order)


class Ranked(Case):
    """Rankings, some with options that share a place."""

    @property
    def seats(self) -> int:
        return int(self.read["seats"])

    @cached_property
    def profile(self) -> Profile[Ranking]:
        cast = [
            (tuple(tuple(sorted(tier)) for tier in tiers), times) for times, tiers in self.read["ballots"]
        ]
        return merge(len(self.titles), cast)

    @cached_property
    def written(self) -> Ballots:
        options = self.options
        return [(write_ranking(tiers, options), times) for tiers, times in self.profile.cast]

    @cached_property
    def pairs(self) -> Matrix:
        return table(ranks_of(self.profile))

    @cached_property
    def orders(self) -> Orders:
        return orders_of(self.profile)


class Budget(Case):
    """Marks on projects with a cost, and a budget."""

    @property
    def titles(self) -> list[str]:
        return [name for name, _ in self.read["projects"]]

    @property
    def budget(self) -> int:
        return int(self.read["budget"])

    @property
    def costs(self) -> list[int]:
        return [cost for _, cost in self.read["projects"]]

    @property
    def options(self) -> list[Option]:
        return [Option(name, name, cost) for name, cost in self.read["projects"]]

    @cached_property
    def written(self) -> Ballots:
        names = self.titles
        return [(tuple(names[place] for place in marks), 1) for marks in self.read["votes"]]

    @cached_property
    def electorate(self) -> Electorate:
        cast: list[tuple[Marks, int]] = [(tuple(sorted(marks)), 1) for marks in self.read["votes"]]
        return electorate(merge(len(self.titles), cast).filled(), self.costs, self.budget)


class Committee(Case):
    """The same marks, read as votes for a number of seats."""

    @property
    def titles(self) -> list[str]:
        return [str(place) for place in range(self.read["num_cand"])]

    @property
    def expected_under(self) -> str:
        return "expected_all_tied_committees"

    @property
    def seats(self) -> int:
        return int(self.read["committee_size"])

    @cached_property
    def profile(self) -> Profile[Marks]:
        return merge(len(self.titles), [(tuple(sorted(marks)), 1) for marks in self.read["votes"]])

    @cached_property
    def written(self) -> Ballots:
        return [(tuple(map(str, marks)), times) for marks, times in self.profile.cast]


class Graded(Case):
    """A grade for every option on every ballot."""

    @property
    def top(self) -> int:
        return int(self.read["max_score"])

    @cached_property
    def written(self) -> Ballots:
        return [
            (tuple(f"{place}:{grade}" for place, grade in enumerate(grades)), times)
            for times, grades in self.read["ballots"]
        ]


C = TypeVar("C", bound=Case)


def ranked(*path: str) -> list[Any]:
    """Files with rankings that expect something under a path of keys, each as a parameter of a test."""
    return _parameters("ranked", Ranked, path)


def budgets(*path: str) -> list[Any]:
    """Files with budgets."""
    return _parameters("pb", Budget, path)


def committees(*path: str) -> list[Any]:
    """Files with committees."""
    return _parameters("abc", Committee, path)


def grades(*path: str) -> list[Any]:
    """Files with grades."""
    return _parameters("score", Graded, path)


def _parameters(folder: str, kind: Callable[[str, dict[str, Any]], C], path: tuple[str, ...]) -> list[Any]:
    if not FOLDER.is_dir():
        reason = f"no real votes in {FOLDER}; name another place in SAMENSPEL_DATA"
        return [pytest.param(None, marks=pytest.mark.skip(reason=reason), id="absent")]
    cases = [case for case in _load(folder, kind) if case.expects(*path) is not None]
    return [pytest.param(case, id=case.name) for case in cases]


@cache
def _load(folder: str, kind: Callable[[str, dict[str, Any]], C]) -> list[C]:
    """Every file of a kind, read once, so that tests share what is made of it."""
    files = sorted((FOLDER / folder).glob("*.json"))
    return [kind(file.stem, json.loads(file.read_text(encoding="utf-8"))) for file in files]
