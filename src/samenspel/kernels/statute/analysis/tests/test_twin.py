"""The analysis against its concrete twin, on charters by chance, and against mutants of itself."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from random import Random
from typing import Any

import pytest

from samenspel.kernels.statute.analysis import ballots, compiling, covering, reach, smallest
from samenspel.kernels.statute.analysis.compiling import compile_system
from samenspel.kernels.statute.analysis.lawful import Ground
from samenspel.kernels.statute.analysis.reach import can
from samenspel.kernels.statute.analysis.scenario import Aim, Scenario, Term
from samenspel.kernels.statute.analysis.smallest import Finding
from samenspel.kernels.statute.analysis.system import ALWAYS, Alternative, Part
from samenspel.kernels.statute.analysis.takeover import could, takeover
from samenspel.kernels.statute.analysis.tests.examples import asks, people, provision, statute
from samenspel.kernels.statute.analysis.tests.twin import (
    BOARD,
    GM,
    Case,
    Counts,
    Twin,
    chance_case,
)
from samenspel.kernels.statute.model import NOTHING, Base, Settings, Share
from samenspel.kernels.statute.statute import Statute
from samenspel.kernels.statute.vocabulary import Body, Form

pytestmark = pytest.mark.no_cover  # much of the same: smaller tests measure what is reached

NIGHTLY = os.environ.get("NIGHTLY") == "1"
CHARTERS = 5_000 if NIGHTLY else 360
ORDERS = 300 if NIGHTLY else 40
"""After so many states of the twin no other orders are tried; in most cases these are all there are."""
FOR_MUTANTS = 400
FEDERATION = Body.FEDERATION


def charters(number: int, seed: int) -> Iterator[Case]:
    random = Random(seed)
    for _ in range(number):
        yield chance_case(random)


def twin_of(case: Case) -> Twin:
    return Twin(case.statute, case.people, case.scenario, case.aim)


def test_the_analysis_and_the_twin_agree_on_every_group() -> None:
    total = captured = walked = 0
    for number, case in enumerate(charters(CHARTERS, seed=1)):
        twin = twin_of(case)
        system = compile_system(case.statute, case.people, case.scenario, case.aim)
        for counts in case.vectors():
            found, every_order = twin.reaches(counts, ORDERS)
            assert can(system, counts) == found, (number, counts, case)
            total, captured, walked = total + 1, captured + found, walked + every_order
    assert total >= (50_000 if NIGHTLY else 5_000)
    assert total // 4 < captured < total * 3 // 4
    assert walked > total * 9 // 10


def test_one_more_person_keeps_what_a_group_can() -> None:
    checked = 0
    for case in charters(60, seed=2):
        system = compile_system(case.statute, case.people, case.scenario, case.aim)
        able = {counts for counts in case.vectors() if can(system, counts)}
        for counts in able:
            for index, group in enumerate(case.people.groups):
                if counts[index] < group.size:
                    assert (*counts[:index], counts[index] + 1, *counts[index + 1 :]) in able
                    checked += 1
    assert checked > 300


def fewest_by_twin(case: Case) -> int | None:
    twin = twin_of(case)
    able = [sum(counts) for counts in case.vectors() if twin.reaches(counts, 1)[0]]
    return min(able, default=None)


def test_the_smallest_group_is_the_smallest_of_the_twin() -> None:
    none = 0
    for case in charters(150, seed=3):
        found = takeover(case.statute, case.people, case.scenario, case.aim)
        fewest = fewest_by_twin(case)
        assert (found.finding is Finding.NO_WAY) == (fewest is None), case
        assert found.people == (fewest or 0), case
        none += fewest is None
    assert 10 < none < 140


# --- what the twin found: the group can do more, or less, than it seems ---


def test_a_board_that_no_rule_names_can_still_be_chosen_by_the_meeting() -> None:
    charter = statute(Form.BV, [provision("far", ["merge", "split"], asks(GM, Share(3, 4)))])
    folk = people(holders=(3, {GM: 2}), directors=(2, {GM: 1, BOARD: 1}))
    assert could(charter, folk, Scenario(turnout=Share(1, 1)), Aim.ASSETS, (3, 0))
    pressed = Scenario(turnout=Share(1, 1), pressing=frozenset({"lender"}))
    folk = people(holders=(3, {GM: 2}), directors=(2, {GM: 1, BOARD: 1}), lender=(1, {}))
    assert could(charter, folk, pressed, Aim.ASSETS, (0, 0, 1))


def test_plural_votes_are_not_all_votes() -> None:
    together = provision("together", ["purpose", "merge", "split"], asks(GM, Share(1, 1)), own=True)
    charter = statute(Form.ASSOCIATION, [together])
    folk = people(many=(3, {GM: 1}), one=(1, {GM: 1}))
    assert not could(charter, folk, Scenario(turnout=Share(1, 1)), Aim.PURPOSE, (3, 0))
    assert could(charter, folk, Scenario(turnout=Share(1, 1)), Aim.PURPOSE, (3, 1))


def test_friends_who_are_members_can_be_given_more_votes() -> None:
    chosen = provision("chosen", ["appoint:board"], asks(GM, Share(2, 3), quorum=Share(3, 4)), own=True)
    charter = statute(Form.COOPERATIVE_UA, [chosen], Settings(inflow_cap=Share(1, 5)))
    folk = people(board=(2, {BOARD: 1}), members=(6, {GM: 2}))
    scenario = Scenario(turnout=NOTHING, friends=4)
    assert could(charter, folk, scenario, Aim.BOARD, (2, 0))
    assert not could(charter, folk, replace(scenario, friends=0), Aim.BOARD, (2, 0))


def test_a_meeting_admits_freely_where_the_limit_is_gone_and_the_board_refuses() -> None:
    rules = [
        provision("admission.inflow", []),
        provision("amendment", ["amend:*"], asks(GM)),
        provision(
            "guard", ["amend:law.admission", "appoint:board", "amend:law.votes"], asks(FEDERATION), own=True
        ),
        provision("strong", ["amend:strong"], asks(GM, Share(9, 10))),
    ]
    charter = statute(Form.ASSOCIATION, rules, Settings(inflow_cap=Share(1, 5)))
    folk = people(members=(10, {GM: 1}), board=(3, {BOARD: 1}))
    scenario = Scenario(turnout=Share(1, 1), friends=100, years=2)
    assert could(charter, folk, scenario, "remove:strong", (6, 0))
    assert not could(charter, folk, scenario, "remove:strong", (5, 0))


def test_what_is_left_out_is_left_out_in_every_way() -> None:
    charter = statute(Form.ASSOCIATION, [provision("suspension", ["suspend"], asks(FEDERATION))])
    folk = people(members=(5, {GM: 1}), board=(2, {BOARD: 1}))
    scenario = Scenario(turnout=Share(1, 1), friends=60, left_out=frozenset({"amend", "appoint"}))
    assert could(charter, folk, scenario, Aim.PURPOSE, (3, 0))
    assert not could(
        charter, folk, replace(scenario, left_out=scenario.left_out | {"admit"}), Aim.PURPOSE, (3, 0)
    )
    rest = ["sell", "exceed_earnings", "merge", "split", "dissolve"]
    locked = statute(Form.ASSOCIATION, [provision("rest", rest, asks(FEDERATION))])
    scenario = replace(scenario, friends=0)
    assert could(locked, folk, scenario, Aim.ASSETS, (5, 0))
    for kind in ("convert", "distribute"):
        without = replace(scenario, left_out=scenario.left_out | {kind})
        assert not could(locked, folk, without, Aim.ASSETS, (5, 0))


# --- rules that begin and end on a day ---

TEN = people(members=(10, {GM: 1}), board=(3, {BOARD: 1}))
LOCK = provision("lock", ["purpose", "merge", "split"], asks(FEDERATION), own=True)
ALL_COME = Share(1, 1)


def test_a_group_waits_for_a_rule_to_lapse() -> None:
    charter = statute(Form.COOPERATIVE_UA, [LOCK])
    assert not could(charter, TEN, Scenario(ALL_COME), Aim.PURPOSE, (7, 0))
    scenario = Scenario(ALL_COME, terms=(Term("lock", until=100),))
    assert could(charter, TEN, scenario, Aim.PURPOSE, (7, 0))
    assert takeover(charter, TEN, scenario, Aim.PURPOSE).earliest_day >= 100


def test_a_group_acts_before_a_rule_begins_or_not_at_all() -> None:
    scenario = Scenario(ALL_COME, terms=(Term("lock", first=50),))
    charter = statute(Form.COOPERATIVE_UA, [LOCK])
    assert takeover(charter, TEN, scenario, Aim.PURPOSE).earliest_day < 50
    slow = provision("slow", ["purpose", "merge", "split"], asks(GM, days=60))
    assert not could(statute(Form.COOPERATIVE_UA, [LOCK, slow]), TEN, scenario, Aim.PURPOSE, (10, 3))
    assert could(statute(Form.COOPERATIVE_UA, [slow]), TEN, Scenario(ALL_COME), Aim.PURPOSE, (10, 3))


def test_what_can_only_be_done_for_some_days_is_impossible_when_it_takes_longer() -> None:
    rest = ["exceed_earnings", "merge", "split", "dissolve"]
    rules = [provision("sale", ["sell"], asks(BOARD, days=30)), provision("rest", rest, asks(FEDERATION))]
    charter = statute(Form.FOUNDATION, rules)
    assert could(charter, TEN, Scenario(), Aim.ASSETS, (0, 3))
    for until, possible in ((10, False), (30, False), (31, True)):
        scenario = Scenario(terms=(Term("sale", until=until),))
        assert could(charter, TEN, scenario, Aim.ASSETS, (0, 3)) is possible


# --- mutants ---


@cache
def answered() -> tuple[tuple[Case, tuple[tuple[Counts, bool], ...]], ...]:
    """Charters by chance with the answers of the twin."""
    return tuple((case, tuple(_answers(case))) for case in charters(FOR_MUTANTS, seed=7))


def _answers(case: Case) -> Iterator[tuple[Counts, bool]]:
    twin = twin_of(case)
    return ((counts, twin.reaches(counts, 1)[0]) for counts in case.vectors())


def differs() -> bool:
    """Whether the analysis, as it is now, gives one answer that is not the twin's."""
    for case, answers in answered():
        system = compile_system(case.statute, case.people, case.scenario, case.aim)
        if any(can(system, counts) != found for counts, found in answers):
            return True
    return False


def counts_wrong() -> bool:
    """Whether the search gives one number of people that is not the twin's."""
    for case, answers in answered():
        least = smallest.smallest(
            compile_system(case.statute, case.people, case.scenario, case.aim), case.people
        )
        fewest = min([sum(counts) for counts, found in answers if found], default=None)
        if (least.people if least.finding is Finding.FOUND else None) != fewest:
            return True
    return False


Patch = pytest.MonkeyPatch
_Layer = compiling._Layer


def changes(where: object, name: str, change: Callable[..., Any]) -> Callable[[Patch], None]:
    """A mutant that puts something else in the place of a function; `change` gets the original first."""
    original = getattr(where, name)

    def put(patch: Patch) -> None:
        patch.setattr(where, name, lambda *args, **named: change(original, *args, **named))

    return put


def asked_otherwise(**changed: Any) -> Callable[[Patch], None]:
    """Votes are counted by another rule than what is asked."""
    return changes(ballots, "passes", lambda old, asked, *votes: old(replace(asked, **changed), *votes))


def _unprotected(old: Callable[[Statute], Statute], charter: Statute) -> Statute:
    bare = [replace(p, acts=p.acts - {f"amend:{p.id}"}) for p in charter.provisions]
    return old(replace(charter, provisions=tuple(bare), _plans={}))


def _turnout(change: Callable[[int, int], int]) -> Callable[..., ballots.Ballot]:
    def ballot(
        old: Any, asked: Any, total: int, own: int, level: ballots.Level, turnout: Any
    ) -> ballots.Ballot:
        votes: ballots.Ballot = old(asked, total, own, level, turnout)
        return votes._replace(against=change(votes.against, votes.entitled - votes.in_favour))

    return ballot


def _rounded_up(
    old: Any, asked: Any, total: int, own: int, level: ballots.Level, turnout: Share | None
) -> ballots.Ballot:
    votes: ballots.Ballot = old(asked, total, own, level, turnout)
    left = votes.entitled - votes.in_favour
    if turnout is None or votes.against == left:
        return votes
    return votes._replace(against=-(-left * turnout.numerator // turnout.denominator))


def _still_counted(
    old: Any, asked: Any, total: int, own: int, level: ballots.Level, turnout: Share | None
) -> ballots.Ballot:
    votes: ballots.Ballot = old(asked, total, own, level, turnout)
    return votes._replace(entitled=total + level.friends)


def _ground(kind: str, **changed: Any) -> Callable[[Patch], None]:
    def ground(old: Any, charter: Statute, act: str) -> Ground | None:
        found: Ground | None = old(charter, act)
        return replace(found, **changed) if found is not None and act.startswith(kind) else found

    return changes(compiling, "ground", ground)


def _all_together(old: Any, actions: Any, held: Any) -> Any:
    return [(0, parts, sets) for _, parts, sets in old(actions, held)]


MUTANTS = {
    "forgets that a rule protects itself": changes(compiling, "with_defaults", _unprotected),
    "forgets what the law brings": changes(compiling, "with_defaults", lambda _, charter: charter),
    "forgets the floor of the law": _ground("", requirements=()),
    "appoints without the floor of the law": _ground("appoint:", requirements=()),
    "forgets that the charter must speak of it": _ground("", opens=False),
    "forgets the quorum": asked_otherwise(quorum=NOTHING),
    "forgets the second meeting": asked_otherwise(second_meeting=False),
    "counts all votes as cast": asked_otherwise(base=Base.CAST),
    "takes more than for at least": asked_otherwise(strict=True),
    "takes at least for more than": asked_otherwise(strict=False),
    "rounds the turnout up": changes(ballots, "ballot", _rounded_up),
    "lets all opponents come": changes(ballots, "ballot", _turnout(lambda _, everyone: everyone)),
    "lets no opponent come": changes(ballots, "ballot", _turnout(lambda _came, _all: 0)),
    "suspends nobody": changes(
        ballots,
        "ballot",
        lambda old, asked, total, own, level, turnout: old(
            asked, total, own, level._replace(suspended=0), turnout
        ),
    ),
    "still counts who is suspended": changes(ballots, "ballot", _still_counted),
    "lets friends in without a limit": changes(
        compiling, "_growth", lambda *given: ([0, given[-1].friends], [1])
    ),
    "lets friends in once only": changes(
        compiling,
        "_growth",
        lambda old, charter, folk, scenario: old(
            charter, folk, replace(scenario, years=min(1, scenario.years))
        ),
    ),
    "forgets plural votes": changes(_Layer, "_plural", lambda *_: iter(())),
    "takes silence for a yes": changes(_Layer, "_silent", lambda *_: True),
    "takes silence for a no": changes(_Layer, "_silent", lambda *_: False),
    "forgets that a body can be chosen": changes(_Layer, "_appointable", lambda *_: frozenset()),
    "forgets who has the power": changes(_Layer, "_power_part", lambda *_: Part((Alternative(0, ALWAYS),))),
    "strikes one rule of a clause": changes(
        _Layer, "units", lambda old, layer: {unit: names[:1] for unit, names in old(layer).items()}
    ),
    "asks nothing for a rule": changes(_Layer, "_provision_parts", lambda *_: iter(())),
    "forgets what must come before": changes(reach, "fixed", _all_together),
    "drops what must come before": changes(
        compiling, "cone", lambda old, actions, bad: tuple(a for a in old(actions, bad) if not a.after)
    ),
}
MISCOUNTS = {
    "forgets the highest threshold": changes(smallest, "_steps", lambda old, *rest: old(*rest)[:-1] or [0]),
    "takes only who votes twice": changes(
        covering.Cover, "_sorted", lambda old, *rest: (old(*rest)[0], dict.fromkeys(old(*rest)[1], ()))
    ),
    "takes nobody who votes twice": changes(covering.Cover, "_tries", lambda *_: (0,)),
    "raises the first column only": changes(smallest, "_raised", lambda old, *rest: old(*rest)[:1]),
}


def test_the_analysis_itself_passes_for_the_charters_of_the_mutants() -> None:
    assert not differs()
    assert not counts_wrong()


@pytest.mark.parametrize("mutant", MUTANTS)
def test_the_twin_catches_an_analysis_that(mutant: str, monkeypatch: Patch) -> None:
    MUTANTS[mutant](monkeypatch)
    assert differs()


@pytest.mark.parametrize("mutant", MISCOUNTS)
def test_the_twin_catches_a_search_that(mutant: str, monkeypatch: Patch) -> None:
    MISCOUNTS[mutant](monkeypatch)
    assert counts_wrong()
