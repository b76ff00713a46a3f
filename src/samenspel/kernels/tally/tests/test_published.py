"""A published ballot file counts again to what was published, and shows it when something was changed."""

import json
from dataclasses import replace

import pytest

from samenspel.kernels.tally import METHODS, Kind, Option, Rules, TallyError, Tie
from samenspel.kernels.tally.formats import BadFileError
from samenspel.kernels.tally.published import publish, recount

OPTIONS = [Option("1", "Tuin", 30), Option("2", "Keuken", 50), Option("3", "Fietsen “é”", 40)]
RULES = Rules(tie=Tie.LOT, seed="2026", seats=1, budget=100, zero="3")
BALLOTS = {
    Kind.MARKS: [(("1",), 4), (("2",), 3), (("3",), 2)],
    Kind.GRADES: [(("1:5", "2:0", "3:1"), 4), (("1:2", "2:4"), 3), (("3:5",), 2)],
    Kind.RANKING: [(("1", "2", "3"), 4), (("2", "3"), 3), (("3", "1"), 2)],
}
YES_NO = [(("for",), 5), (("against",), 3), (("abstain",), 1)]


def written(method="approval", ballots=None, rules=RULES):
    cast = YES_NO if method == "yes_no" else BALLOTS[METHODS[method].kind]
    return publish("De tuin", method, ballots or cast, OPTIONS, rules)


@pytest.mark.parametrize("method", METHODS)
def test_every_method_counts_again_to_what_was_published(method):
    found = recount(written(method))
    assert (found.ballots_match, found.result_matches) == (True, True)
    assert found.title == "De tuin"
    assert found.options == tuple(OPTIONS)
    assert found.result.voters == 9


@pytest.mark.parametrize("method", METHODS)
def test_the_order_of_ballots_makes_no_difference_to_what_is_published(method):
    cast = YES_NO if method == "yes_no" else BALLOTS[METHODS[method].kind]
    split = [(ballot, 1) for ballot, times in cast for _ in range(times)]
    assert written(method, cast[::-1]) == written(method) == written(method, split)


def test_the_order_of_ballots_in_the_file_makes_no_difference():
    told = json.loads(written())
    told["ballots"].reverse()
    found = recount(json.dumps(told))
    assert (found.ballots_match, found.result_matches) == (True, True)


def test_an_order_for_ties_is_kept():
    rules = replace(RULES, order=("3", "1", "2"), budget=None)
    found = recount(written("approval", [(("1", "3"), 2)], rules))
    assert found.result.winner == "3"
    assert found.result_matches


def changed(change):
    told = json.loads(written())
    change(told)
    return recount(json.dumps(told))


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told["ballots"][0].__setitem__(1, 1),
        lambda told: told["ballots"][0].__setitem__(0, ["2"]),
        lambda told: told["ballots"].pop(),
        lambda told: told["ballots"].append([["1", "2"], 1]),
    ],
)
def test_a_changed_ballot_is_noticed_in_ballots_and_result(change):
    found = changed(change)
    assert (found.ballots_match, found.result_matches) == (False, False)


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told["options"][0].__setitem__(1, "Moestuin"),
        lambda told: told["rules"].update(seed="2027"),
        lambda told: told.update(method="plurality"),
    ],
)
def test_changed_options_rules_or_method_are_noticed(change):
    assert changed(change).ballots_match is False


def test_another_result_than_was_counted_is_noticed():
    found = changed(lambda told: told.update(result_sha256="0" * 64))
    assert (found.ballots_match, found.result_matches) == (True, False)


def test_a_file_without_digests_is_counted_and_not_compared():
    found = changed(lambda told: (told.pop("ballots_sha256"), told.pop("result_sha256")))
    assert (found.ballots_match, found.result_matches) == (None, None)
    assert found.result.winner == "1"


def without(*path):
    def change(told):
        for key in path[:-1]:
            told = told[key]
        del told[path[-1]]

    return change


RULE_NAMES = list(Rules.__dataclass_fields__)
BROKEN = [
    *[without(name) for name in ("format", "method", "options", "rules", "ballots")],
    *[without("rules", name) for name in RULE_NAMES],
    *[lambda told, name=name: told["rules"].update({name: [[]]}) for name in RULE_NAMES],
    lambda told: told["rules"].update(more=1),
    lambda told: told.update(format="samenspel-ballots-2"),
    lambda told: told.update(method="astrology"),
    lambda told: told.update(method=["approval"]),
    lambda told: told.update(title=["x"]),
    lambda told: told.update(title="\ud800"),
    lambda told: told.update(options=[["1", "Tuin"]]),
    lambda told: told.update(options=[["1", "Tuin", 1.5]]),
    lambda told: told.update(options=[["1", "Tuin", True]]),
    lambda told: told.update(options={"1": "Tuin"}),
    lambda told: told.update(ballots=[["1", 1]]),
    lambda told: told.update(ballots=[[["1"], "1"]]),
    lambda told: told.update(ballots=[[[1], 1]]),
    lambda told: told.update(ballots=[[["1"]]]),
    lambda told: told.update(ballots=None),
]


@pytest.mark.parametrize("change", BROKEN)
def test_a_broken_file_is_refused_in_both_languages(change):
    with pytest.raises(BadFileError) as refused:
        changed(change)
    assert refused.value.line == 0
    assert refused.value.words.nl
    assert refused.value.words.en not in {"", refused.value.words.nl}


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "null", "1", "nee", '{"type": "FeatureCollection"}', "[" * 100_000, "9" * 5000]
)
def test_other_json_and_no_json_are_refused(text):
    with pytest.raises(BadFileError):
        recount(text)


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told["ballots"].append([["7"], 1]),
        lambda told: told["ballots"].append([["1"], 0]),
        lambda told: told["ballots"].append([["1"], -1]),
        lambda told: told["options"].append(["1", "Nog een", 0]),
        lambda told: told["rules"].update(order=["1"]),
    ],
)
def test_ballots_and_rules_that_cannot_be_counted_are_refused(change):
    with pytest.raises(TallyError):
        changed(change)
