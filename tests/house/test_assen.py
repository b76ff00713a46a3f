"""The example's vote of Assen is the real one: the same ideas, costs and ballots as the published file."""

import json
from collections import Counter
from pathlib import Path

import pytest

from samenspel.site.demo.assen_ballots import BALLOTS, PROJECTS

FILE = Path(__file__).parents[3] / "shared" / "data" / "pb" / "Netherlands_Assen_2024.json"


def test_the_ballots_are_those_of_the_published_file():
    if not FILE.exists():
        pytest.skip(f"no published file at {FILE}")
    published = json.loads(FILE.read_text(encoding="utf-8"))
    assert [(str(number), cost) for number, cost in PROJECTS] == [tuple(one) for one in published["projects"]]
    assert [list(ballot) for ballot in BALLOTS] == published["votes"]
    votes = Counter(PROJECTS[place][0] for ballot in BALLOTS for place in ballot)
    assert votes == Counter(published["expected"]["greedy_by_votes"]["votes"])


def test_every_ballot_names_ideas_that_exist():
    assert (len(PROJECTS), len(BALLOTS)) == (14, 84)
    assert all(0 <= place < len(PROJECTS) for ballot in BALLOTS for place in ballot)
