"""Every step and every answer has words, in Dutch and in English, without a percent sign and without a promise."""

import re
from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from samenspel.kernels.statute.analysis.ballots import Ballot
from samenspel.kernels.statute.analysis.blind import BLIND_SPOTS
from samenspel.kernels.statute.analysis.path import Consent, How, Step
from samenspel.kernels.statute.analysis.people import Group, People
from samenspel.kernels.statute.analysis.scenario import Aim, Anchor, Scenario, removal
from samenspel.kernels.statute.analysis.smallest import Finding
from samenspel.kernels.statute.analysis.system import Action, Move
from samenspel.kernels.statute.analysis.takeover import Takeover
from samenspel.kernels.statute.analysis.telling import (
    _te,
    aim_words,
    assumptions,
    group_words,
    outcome,
    slower,
    tell,
    unit_words,
    who,
)
from samenspel.kernels.statute.clause import Language
from samenspel.kernels.statute.library import CLAUSES
from samenspel.kernels.statute.model import Requirement, Share
from samenspel.kernels.statute.vocabulary import Body

NL, EN = Language.NL, Language.EN
UNWANTED = re.compile("veilig|geldig|kaapvrij|safe|valid|score|%|{|}", re.IGNORECASE)
ENDS = (
    "purpose",
    "course",
    "merge",
    "split",
    "dissolve",
    "surplus",
    "convert",
    "distribute",
    "exceed_earnings",
)
ACTS: dict[Move, tuple[str, ...]] = {
    Move.ACT: ENDS,
    Move.AMEND: ("amend:purpose", "amend:law.votes", "amend:law.appointment.board"),
    Move.APPOINT: tuple(f"appoint:{body}" for body in (Body.BOARD, Body.GUARDIAN)),
    Move.ADMIT: ("admit",),
    Move.ADMIT_FREELY: ("admit",),
    Move.JOIN: ("grant:volunteer", "grant:social_shareholder"),
    Move.SUSPEND: ("suspend",),
    Move.PRESS: (),
    Move.SELL: ("sell",),
    Move.SELL_SLOWLY: ("sell",),
    Move.DISTRIBUTE_AFTER: ("distribute",),
    Move.OPEN: ("amend:purpose",),
    Move.ISSUE: ("admit",),
}
MEETING = Requirement(Body.GENERAL_MEETING, Share(3, 4), strict=False, notice_days=7)


def steps() -> list[Step]:
    """A step of every kind, with every act that it can be about."""
    return [
        Step(Action(move, (act,) if act else (), (), 1, amount=amount, article="2:42 BW"), 0, 7, ())
        for move, acts in ACTS.items()
        for act in acts or ("",)
        for amount in (1, 40)
    ]


def test_every_kind_of_step_is_tried() -> None:
    assert set(ACTS) == set(Move)


def test_every_step_has_its_own_words_in_both_languages() -> None:
    dutch, english = tell(steps(), NL), tell(steps(), EN)
    for step, nl, en in zip(steps(), dutch, english, strict=True):
        name = f"{step.action.move} {step.action.acts}"
        assert nl.what.endswith("."), name
        assert en.what.endswith("."), name
        assert nl.what != en.what, name
        assert "groep" in nl.what, name
        assert "group" in en.what, name
        assert (nl.when, en.when) == ("Dag 7", "Day 7")
        assert nl.article == "art. 2:42 BW"
        for told in (nl, en):
            for text in (told.what, *told.how, told.remark):
                assert not UNWANTED.search(text), text


def test_a_number_of_friends_is_said() -> None:
    for move in (Move.ADMIT, Move.ADMIT_FREELY, Move.JOIN):
        for language in (NL, EN):
            act = ACTS[move][0]
            [told] = tell([Step(Action(move, (act,), (), 1, amount=12), 0, 7, ())], language)
            assert "12" in told.what


def test_with_a_first_day_every_day_is_a_date() -> None:
    [told] = tell([Step(Action(Move.ACT, ("purpose",), (), 1), 0, 7, ())], NL, date(2027, 1, 28))
    assert told.when.replace("\xa0", " ") == "Dag 7 (4 februari 2027)"
    [told] = tell([Step(Action(Move.ACT, ("purpose",), (), 1), 0, 7, ())], EN, date(2027, 1, 28))
    assert told.when.startswith("Day 7 (")
    assert "2027" in told.when


@pytest.mark.parametrize("how", list(How))
def test_every_yes_is_told_in_both_languages(how: How) -> None:
    consent = Consent(MEETING, how, Ballot(in_favour=9, entitled=60, against=3))
    said = [
        tell([Step(Action(Move.ACT, ("purpose",), (), 1), 0, 7, (consent,))], language)[0].how
        for language in (NL, EN)
    ]
    assert [len(lines) for lines in said] == [1, 1]
    assert said[0][0].startswith("De ledenvergadering: ")
    assert said[1][0].startswith("The general meeting: ")
    if how in {How.VOTES, How.SECOND_MEETING}:
        assert "9 van de 12 stemmen voor" in said[0][0]
        assert "9 of 12 votes in favour" in said[1][0]
    assert not any(UNWANTED.search(line) for lines in said for line in lines)


def test_a_step_that_asks_nobody_says_so() -> None:
    [told] = tell([Step(Action(Move.ACT, ("sell",), (), 1), 0, 0, ())], NL)
    assert told.how == ("Daar is niemands stem voor nodig.",)
    [press] = tell([Step(Action(Move.PRESS, (), (), 1), 0, 0, ())], NL)
    assert press.how == ()
    assert press.remark == "Dit is druk, en geen recht."


def test_a_broken_rule_is_named() -> None:
    step = Step(Action(Move.ACT, ("sell",), (), 1), 0, 0, (), broken=("disposal.sale", "disposal.limit"))
    [dutch], [english] = tell([step], NL), tell([step], EN)
    assert dutch.remark.count("de regel ‘") == 1
    assert CLAUSES["disposal"].title.nl in dutch.remark
    assert CLAUSES["disposal"].title.en in english.remark


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        ("het doel veranderen", "het doel te veranderen"),
        ("het bezit weghalen", "het bezit weg te halen"),
        ("anderen hun stem afnemen", "anderen hun stem af te nemen"),
        ("zelf het bestuur kiezen", "zelf het bestuur te kiezen"),
        ("de regel ‘Doel’ schrappen", "de regel ‘Doel’ te schrappen"),
    ],
)
def test_te_stands_where_it_belongs(phrase: str, told: str) -> None:
    assert _te(phrase) == told


@pytest.mark.parametrize("aim", [*Aim, *[removal(clause) for clause in sorted(CLAUSES)]])
def test_every_aim_and_finding_has_an_outcome(aim: str) -> None:
    for finding, number in (
        (Finding.FOUND, 1),
        (Finding.FOUND, 5),
        (Finding.NO_WAY, 0),
        (Finding.UNKNOWN, 0),
    ):
        acts = tuple(Step(Action(Move.ACT, ("purpose",), (), 1), 0, 7, ()) for _ in range(number))
        found = Takeover(aim, finding, number, (number,), acts)
        nl, en = outcome(found, NL), outcome(found, EN)
        assert nl != en
        assert not UNWANTED.search(nl.replace("‘", "")), nl
        assert not UNWANTED.search(en), en
        if finding is Finding.FOUND:
            assert nl.startswith("1 mens is genoeg om " if number == 1 else "5 mensen zijn genoeg om ")
            assert en.startswith("1 person is enough to " if number == 1 else "5 people are enough to ")
            assert nl.endswith(f"in {number} handeling{'en' if number > 1 else ''}, vanaf dag 7.")
        if finding is Finding.NO_WAY:
            assert nl.startswith("Binnen dit model, ")
            assert en.startswith("Within this model, ")
    assert aim_words(aim, NL) != aim_words(aim, EN)


@pytest.mark.parametrize("clause", sorted(CLAUSES))
def test_every_clause_can_be_named_as_a_rule(clause: str) -> None:
    assert unit_words(clause, NL) == f"de regel ‘{CLAUSES[clause].title.nl}’"
    assert unit_words(clause, EN) == f"the rule “{CLAUSES[clause].title.en}”"


def test_people_are_counted_in_words() -> None:
    people = People(
        (
            Group("board", 5, {Body.BOARD: 1, Body.GENERAL_MEETING: 1}),
            Group("members", 9, {Body.GENERAL_MEETING: 1}),
            Group("both", 2, {Body.BOARD: 1, Body.VOLUNTEERS: 1}),
            Group("nothing", 3, {}),
        )
    )
    assert who(people, (5, 9, 0, 0), NL) == "5 bestuursleden en 9 leden"
    assert who(people, (1, 1, 1, 1), NL) == "1 bestuurslid, 1 lid, 1 bestuurslid en vrijwilliger en 1 mens"
    assert who(people, (1, 0, 0, 0), EN) == "1 board member"
    assert who(people, (0, 0, 0, 0), EN) == ""
    for body, language in product(Body, (NL, EN)):
        assert group_words(Group("x", 2, {body: 1}), 2, language).startswith("2 ")


def test_what_is_taken_for_granted_is_said() -> None:
    for turnout in (None, Share(0, 1), Share(1, 5), Share(1, 1)):
        for friends in (0, 60):
            scenario = Scenario(turnout, friends)
            nl, en = assumptions(scenario, NL), assumptions(scenario, EN)
            assert len(nl) == len(en) == 2
            assert ("60" in nl[1]) == ("60" in en[1]) == bool(friends)
    everything = Scenario(
        friends=3,
        suspension=True,
        pressing=frozenset({"x"}),
        without=frozenset({"y"}),
        anchor=Anchor.BY_LAWS,
    )
    assert len(assumptions(everything, NL)) == len(assumptions(everything, EN)) == 6
    assert not any(
        UNWANTED.search(text) for language in (NL, EN) for text in assumptions(everything, language)
    )


def test_what_the_model_does_not_see_is_said_in_both_languages() -> None:
    assert len(BLIND_SPOTS) == 10
    for spot in BLIND_SPOTS:
        assert spot.nl != spot.en
        assert not UNWANTED.search(spot.nl)
        assert not UNWANTED.search(spot.en)


def test_what_opposition_does_is_a_later_day_or_nothing_and_never_a_veto() -> None:
    def found(day: int) -> Takeover:
        step = Step(Action(Move.ACT, ("purpose",), (), 1), 0, day, ())
        return Takeover("purpose", Finding.FOUND, 3, (3,), (step,), day)

    many = Scenario(opponents=30)
    assert slower(found(20), found(62), many, NL) == (
        "Laten 30 mensen zonder stem een tegengeluid horen? Dan kan het vanaf dag 62, niet al vanaf dag 20."
    )
    assert "from day 62, not from day 20" in slower(found(20), found(62), many, EN)
    detour = replace(found(77), earliest_day=28)
    assert slower(found(35), detour, many, NL).endswith("In meer stappen kan het toch vanaf dag 28.")
    assert slower(found(35), detour, many, EN).endswith("With more acts it is from day 28 all the same.")
    assert "niet later" in slower(found(20), found(20), many, NL)
    assert slower(Takeover("purpose", Finding.NO_WAY), Takeover("purpose", Finding.NO_WAY), many, NL) == ""
    assert any("30" in each for each in assumptions(many, NL))
