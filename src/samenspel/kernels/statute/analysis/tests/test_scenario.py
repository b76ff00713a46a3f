"""What the circumstances of a question change: where the charter stands, growth, slow sales, who is left out."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from samenspel.kernels.statute.analysis.compiling import compile_system
from samenspel.kernels.statute.analysis.path import How, story
from samenspel.kernels.statute.analysis.scenario import Anchor, Scenario, removal
from samenspel.kernels.statute.analysis.smallest import Finding, smallest
from samenspel.kernels.statute.analysis.standard import reference_people
from samenspel.kernels.statute.analysis.system import Move
from samenspel.kernels.statute.analysis.takeover import could, takeover
from samenspel.kernels.statute.analysis.tests.drawn import crowd as crowd_by_chance
from samenspel.kernels.statute.analysis.tests.drawn import provisions
from samenspel.kernels.statute.analysis.tests.examples import (
    ALL_COME,
    BOARD,
    COUNCIL,
    FIFTH,
    GM,
    LEFT_OUT,
    PARTNERS,
    S4,
    S4_PEOPLE,
    added,
    asked,
    asks,
    people,
    provision,
    statute,
)
from samenspel.kernels.statute.charter import charter
from samenspel.kernels.statute.judge import Evidence, effective, needs_of
from samenspel.kernels.statute.model import NOTHING, Delay, Provision, Requirement, Share
from samenspel.kernels.statute.presets import PRESETS, Preset
from samenspel.kernels.statute.vocabulary import Form

START = date(2027, 1, 1)
SIXTY = people(board=(5, {BOARD: 1, GM: 1}), members=(55, {GM: 1}), bank=(1, {}))
BARE: list[tuple[str, dict[str, object]]] = [("purpose", {}), ("amendment", {})]


# -- where the charter stands


def test_a_charter_in_the_statutes_holds_what_by_laws_and_contracts_do_not() -> None:
    twenty = (5, 15, 0, 0, 0, 0)
    assert not could(S4, S4_PEOPLE, asked(), "purpose", twenty)
    for anchor in (Anchor.BY_LAWS, Anchor.CONTRACT):
        outside = asked(anchor=anchor)
        assert could(S4, S4_PEOPLE, outside, "purpose", twenty)
        system = compile_system(S4, S4_PEOPLE, outside, "purpose")
        (step,) = story(system, S4_PEOPLE, outside, twenty)
        assert step.action.acts == ("purpose",)
        assert step.broken == ("core",)  # 20 of 29 votes: the amendment rule of two thirds is kept


def test_outside_the_statutes_the_law_itself_still_holds() -> None:
    outside = asked(ALL_COME, anchor=Anchor.CONTRACT)
    found = takeover(S4, S4_PEOPLE, outside, "purpose")
    assert found.people == 45  # two thirds of 67 votes cast (2:43 lid 1 BW)


def test_without_a_form_what_nobody_wrote_down_takes_the_yes_of_all() -> None:
    text = statute(Form.NONE_YET, [provision("amendment", ["amend:*", "purpose"], asks(GM, Share(2, 3), 14))])
    rule = asked(ALL_COME)
    assert takeover(text, SIXTY, rule, "purpose").people == 40
    silent = statute(Form.NONE_YET, [])
    assert takeover(silent, SIXTY, rule, "purpose").people == 60


# -- friends


@pytest.mark.parametrize(
    ("values", "days"), [({"trial": 300}, 301), ({"trial": 90}, 181), ({"waiting": 0}, 1)]
)
def test_friends_wait_for_their_vote_as_long_as_waiting_or_trial_asks(
    values: dict[str, object], days: int
) -> None:
    text = charter(Form.ASSOCIATION, [*BARE, ("admission", values)]).statute
    system = compile_system(text, SIXTY, asked(friends=40), "purpose")
    assert next(action.least_days for action in system.actions if action.move is Move.ADMIT) == days


def test_a_small_group_may_always_admit_a_few() -> None:
    text = charter(Form.ASSOCIATION, [*BARE, ("admission", {"cap": [1, 20], "always": 10})]).statute
    system = compile_system(text, SIXTY, asked(friends=25), "purpose")
    assert [action.amount for action in system.actions if action.move is Move.ADMIT] == [10, 10, 5]


def test_friends_can_be_made_partners_where_the_charter_lets_them() -> None:
    text = statute(
        Form.ASSOCIATION,
        [
            provision("say", ["purpose"], asks(PARTNERS, days=30)),
            provision("partners", ["grant:social_shareholder"], asks(BOARD, days=0), own=True),
        ],
    )
    crowd = people(board=(5, {BOARD: 1, GM: 1}), members=(55, {GM: 1}), partners=(3, {PARTNERS: 1}))
    sixteen = (5, 11, 0)
    turned = Scenario(FIFTH, friends=40, left_out=frozenset({"admit", "merge", "split", "amend"}))
    told = story(compile_system(text, crowd, turned, "purpose"), crowd, turned, sixteen)
    assert [step.action.move for step in told] == [Move.JOIN, Move.ACT]
    kept = Scenario(FIFTH, friends=40, left_out=turned.left_out | {"grant"})
    assert not could(text, crowd, kept, "purpose", sixteen)


# -- sales below the limit, year after year


def test_below_the_yearly_limit_the_assets_go_by_ordinary_decisions() -> None:
    text = charter(
        Form.COOPERATIVE_UA, [*BARE, ("decisions", {}), ("disposal", {"amount": 1_000_000})]
    ).statute
    slowly = Scenario(
        FIFTH,
        assets_cents=3_000_000,
        left_out=frozenset({"merge", "split", "dissolve", "sell", "distribute", "exceed_earnings", "amend"}),
    )
    found = takeover(text, SIXTY, slowly, "assets")
    assert [step.action.move for step in found.steps] == [Move.SELL_SLOWLY] * 3
    first, _, last = found.steps
    assert last.day - first.day == 2 * 365
    too_much = Scenario(FIFTH, assets_cents=6_000_000, left_out=slowly.left_out)
    assert takeover(text, SIXTY, too_much, "assets").finding is Finding.NO_WAY
    longer = Scenario(FIFTH, assets_cents=6_000_000, years=6, left_out=slowly.left_out)
    assert takeover(text, SIXTY, longer, "assets").finding is Finding.FOUND


# -- which way is told


def test_of_two_ways_the_one_that_is_not_contestable_is_told() -> None:
    text = charter(Form.COOPERATIVE_UA, BARE).statute
    group = (0, 31, 1)
    ways = Scenario(ALL_COME, pressing=frozenset({"bank"}), left_out=LEFT_OUT | {"distribute"})
    assert could(text, SIXTY, ways, "assets", (0, 0, 1))
    told = story(compile_system(text, SIXTY, ways, "assets"), SIXTY, ways, group)
    assert {step.action.move for step in told} == {Move.APPOINT, Move.SELL}


def test_partners_who_do_not_answer_have_agreed_when_nobody_comes() -> None:
    quiet = asks(PARTNERS, days=42, silence_consents=True)
    text = added(statute(Form.ASSOCIATION, []), provision("say", ["purpose", "amend:say"], quiet))
    crowd = people(members=(20, {GM: 1}), partners=(3, {PARTNERS: 1}))
    system = compile_system(text, crowd, asked(NOTHING), "purpose")
    told = story(system, crowd, asked(NOTHING), (1, 0))
    assert told[-1].day == 42
    assert {consent.how for consent in told[-1].consents} == {How.VOTES, How.SILENCE}
    assert not could(text, crowd, asked(FIFTH), "purpose", (20, 0))


def test_a_letter_to_nobody_is_not_answered_and_so_agreed_to() -> None:
    quiet, spoken = (asks(PARTNERS, days=42, silence_consents=silent) for silent in (True, False))
    crowd = people(members=(20, {GM: 1}))
    for rule, finding in ((quiet, Finding.FOUND), (spoken, Finding.NO_WAY)):
        text = added(statute(Form.ASSOCIATION, []), provision("say", ["purpose", "amend:say"], rule))
        assert takeover(text, crowd, asked(ALL_COME), "purpose").finding is finding


# -- people without a vote who speak against it


def test_opposition_adds_the_longest_waiting_to_each_decision_it_is_about_and_no_more() -> None:
    """A change of purpose waits at most 42 days longer, however many speak against it."""
    text = charter(Form.ASSOCIATION, [*BARE, ("counter_voice", {})]).statute
    plain = takeover(text, SIXTY, asked(ALL_COME), "purpose")
    days = [
        takeover(text, SIXTY, asked(ALL_COME, opponents=n), "purpose").last_day for n in (4, 5, 29, 30, 999)
    ]
    assert [day - plain.last_day for day in days] == [0, 7, 35, 42, 42]


def test_a_group_that_strikes_the_clause_first_waits_no_longer() -> None:
    """In a foundation whose charter does not protect the clause itself, striking it takes 28 days and the wait is gone."""
    by_board: dict[str, object] = {"body": "board"}
    text = charter(
        Form.FOUNDATION, [("purpose", {}), ("amendment", by_board), ("counter_voice", by_board)]
    ).statute
    board = people(board=(5, {BOARD: 1}))
    plain, slowed = (takeover(text, board, asked(opponents=n), "purpose") for n in (0, 30))
    assert (plain.last_day, slowed.last_day) == (42, 84)
    assert (plain.earliest_day, slowed.earliest_day) == (28, 28)


@pytest.mark.parametrize("number", range(40))
def test_opposition_never_changes_whether_or_by_how_few(number: int) -> None:
    """Support lengthens the delay and is never a veto, on statutes by chance."""
    chance = Random(number)
    text = statute(Form.ASSOCIATION, [_delayed(each, chance) for each in provisions(chance)])
    persons = crowd_by_chance(chance)
    for aim in ("purpose", "assets"):
        plain = takeover(text, persons, asked(ALL_COME), aim)
        slowed = takeover(text, persons, asked(ALL_COME, opponents=12), aim)
        assert (slowed.finding, slowed.people) == (plain.finding, plain.people)
        assert slowed.earliest_day >= plain.earliest_day
        most = sum(r.delay.most for p in text.provisions for r in p.requirements)
        assert slowed.earliest_day <= plain.earliest_day + most * max(1, len(text.provisions))


@pytest.mark.parametrize("opponents", [0, 7, 1000])
@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.id)
def test_a_step_is_told_for_the_day_on_which_the_judge_would_let_it(preset: Preset, opponents: int) -> None:
    """The votes of the story held one by one, and given to the judge of real decisions."""
    text = charter(preset.form, preset.clauses)
    found = takeover(
        text.statute, reference_people(text.statute, 60), Scenario(opponents=opponents), "purpose"
    )
    [last] = [step for step in found.steps if "purpose" in step.action.acts]
    needs = needs_of(text, last.action.acts)
    evidence = [
        vote for need in needs for vote in _votes(need.requirement, START + timedelta(days=last.begins))
    ]
    effect = effective(needs, evidence, opponents)
    assert effect == START + timedelta(days=last.day - last.action.after_days)


def _votes(requirement: Requirement, call: date) -> list[Evidence]:
    """Every reading of one body, carried by all, as soon as its notice and gap allow."""
    days = [
        requirement.notice_days + reading * (requirement.gap_days + requirement.notice_days)
        for reading in range(requirement.readings)
    ]
    notice = requirement.notice_days
    return [Evidence(requirement.body, 9, 0, 9, call + timedelta(days=day), notice) for day in days]


def _delayed(rule: Provision, chance: Random) -> Provision:
    delays = [
        Delay(chance.randint(1, 5), chance.randint(0, 9), chance.randint(0, 30)) for _ in rule.requirements
    ]
    return replace(
        rule,
        requirements=tuple(replace(r, delay=d) for r, d in zip(rule.requirements, delays, strict=True)),
    )


# -- what can be asked


def test_it_can_be_asked_who_could_strike_one_clause_and_who_could_end_the_say() -> None:
    text = charter(
        Form.ASSOCIATION, [*BARE, ("participants", {}), ("offices", {"council": "general_meeting"})]
    ).statute
    crowd = people(members=(60, {GM: 1}), participants=(7, {COUNCIL: 1}))
    assert takeover(text, crowd, asked(ALL_COME), removal("offices")).people == 40
    # seats in the council are won by more than half of the meeting; its clause cannot be struck without it
    assert takeover(text, crowd, asked(ALL_COME), "say").people == 31
    assert takeover(text, crowd, asked(ALL_COME), removal("participants")).people == 40


def test_the_search_says_when_it_gives_up() -> None:
    system = compile_system(S4, S4_PEOPLE, asked(friends=60), "purpose")
    assert smallest(system, S4_PEOPLE, questions=3).finding is Finding.UNKNOWN


@pytest.mark.parametrize(
    "wrong",
    [
        {"friends": -1},
        {"sales": 0},
        {"years": -1},
        {"opponents": -1},
        {"turnout": Share(3, 2)},
        {"turnout": Share(-1, 2)},
    ],
)
def test_circumstances_that_cannot_be_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"not negative|between nobody and everybody"):
        Scenario(**wrong)  # type: ignore[arg-type]
