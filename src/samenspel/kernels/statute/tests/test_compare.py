"""Comparing charters: the order on rules is sound, and the words say what moved."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel.kernels.statute.charter import Change, Charter, apply_changes, charter
from samenspel.kernels.statute.clause import Language
from samenspel.kernels.statute.compare import Mark, bar_reasons, compare, sentence_change, word_difference
from samenspel.kernels.statute.judge import Evidence, effective
from samenspel.kernels.statute.library import CLAUSES, LIBRARY
from samenspel.kernels.statute.model import HALF, Base, Delay, Limit, Requirement, Share, in_clause
from samenspel.kernels.statute.ordering import (
    Bar,
    Shift,
    asks_at_least,
    bar_shift,
    governing,
    limit_asks_at_least,
    needs_ask_at_least,
    reach,
)
from samenspel.kernels.statute.statute import Need
from samenspel.kernels.statute.vocabulary import Body, Form, Standing

SHARES = [
    Share(0, 1),
    Share(1, 4),
    Share(1, 2),
    Share(2, 3),
    Share(2, 4),
    Share(3, 4),
    Share(9, 10),
    Share(1, 1),
]
FLIPPED = {
    Shift.EQUAL: Shift.EQUAL,
    Shift.DIFFERENT: Shift.DIFFERENT,
    Shift.STRICTER: Shift.LOOSER,
    Shift.LOOSER: Shift.STRICTER,
}
START = date(2026, 1, 1)

PARTS: dict[str, st.SearchStrategy[object]] = {
    "majority": st.sampled_from(SHARES),
    "strict": st.booleans(),
    "base": st.sampled_from(Base),
    "quorum": st.sampled_from(SHARES),
    "second_meeting": st.booleans(),
    "notice_days": st.sampled_from([0, 7, 14]),
    "cooling_days": st.sampled_from([0, 10]),
    "readings": st.integers(1, 3),
    "gap_days": st.sampled_from([0, 5, 30]),
    "silence_consents": st.booleans(),
    "delay": st.builds(Delay, st.integers(1, 4), st.integers(0, 9), st.integers(0, 30)),
}
requirements = st.builds(Requirement, body=st.sampled_from([Body.GENERAL_MEETING, Body.BOARD]), **PARTS)


def near(requirement: Requirement) -> st.SearchStrategy[Requirement]:
    """The same requirement with up to three parts drawn again, so that many pairs can be put in order."""
    some = st.lists(st.sampled_from(sorted(PARTS)), max_size=3, unique=True)
    changes = some.flatmap(lambda names: st.fixed_dictionaries({name: PARTS[name] for name in names}))
    return changes.map(lambda changed: replace(requirement, **changed))


pairs = requirements.flatmap(lambda one: st.tuples(st.just(one), near(one)))
triples = pairs.flatmap(lambda two: st.tuples(st.just(two[0]), st.just(two[1]), near(two[1])))


@st.composite
def votes(draw: st.DrawFn) -> Evidence:
    entitled = draw(st.integers(1, 12))
    in_favour = draw(st.integers(0, entitled))
    against = draw(st.integers(0, entitled - in_favour))
    return Evidence(
        body=draw(st.sampled_from([Body.GENERAL_MEETING, Body.BOARD])),
        in_favour=in_favour,
        against=against,
        entitled=entitled,
        held_on=START + timedelta(days=draw(st.integers(0, 80))),
        notice_days=draw(st.sampled_from([0, 7, 14])),
        abstaining=draw(st.integers(0, entitled - in_favour - against)),
        second_meeting=draw(st.booleans()),
        silent=draw(st.booleans()),
    )


def standings() -> st.SearchStrategy[frozenset[Standing]]:
    few = [Standing.ANYONE, Standing.PERSON, Standing.MEMBER, Standing.BOARD, Standing.CLOCKWORK]
    return st.frozensets(st.sampled_from(few), min_size=1)


limits = st.one_of(
    st.builds(
        lambda measure, most: Limit(
            "limit", frozenset({"admit"}), measure, in_clause("admission", "cap"), at_most=most
        ),
        st.sampled_from(["this", "that"]),
        st.integers(0, 3),
    ),
    st.builds(
        lambda measure, share, grace: Limit(
            "limit",
            frozenset({"admit"}),
            measure,
            in_clause("admission", "cap"),
            share=share,
            of="all",
            grace=grace,
        ),
        st.sampled_from(["this", "that"]),
        st.sampled_from(SHARES),
        st.integers(0, 3),
    ),
)

bars = st.builds(
    Bar,
    barred=st.booleans(),
    requirements=st.lists(requirements, max_size=3).map(tuple),
    powers=st.lists(standings(), max_size=2).map(tuple),
    limits=st.lists(limits, max_size=2).map(tuple),
)


@given(bars)
def test_a_rule_is_equal_to_itself(rule: Bar) -> None:
    assert bar_shift(rule, rule) is Shift.EQUAL


@given(bars, bars)
def test_swapping_the_sides_turns_the_word_around(one: Bar, other: Bar) -> None:
    assert bar_shift(other, one) is FLIPPED[bar_shift(one, other)]


@given(triples)
def test_the_order_is_transitive(three: tuple[Requirement, Requirement, Requirement]) -> None:
    for one, two, other in permutations(three):
        if asks_at_least(one, two) and asks_at_least(two, other):
            assert asks_at_least(one, other)


def held(evidence: list[Evidence], *needs: Requirement, opponents: int = 0) -> date | None:
    return effective([Need(need, (), ()) for need in needs], evidence, opponents)


@given(pairs, st.lists(votes(), max_size=6), st.integers(0, 40))
def test_what_meets_the_stricter_rule_meets_the_looser_as_soon(
    pair: tuple[Requirement, Requirement], evidence: list[Evidence], opponents: int
) -> None:
    for new, old in permutations(pair):
        if asks_at_least(new, old):
            late, soon = (held(evidence, each, opponents=opponents) for each in (new, old))
            assert late is None or (soon is not None and soon <= late)
            if asks_at_least(old, new):
                assert late == soon


@given(st.lists(pairs, min_size=1, max_size=3), st.lists(votes(), max_size=6))
def test_the_order_on_sets_of_needs_is_sound(
    several: list[tuple[Requirement, Requirement]], evidence: list[Evidence]
) -> None:
    for new, old in permutations(tuple(zip(*several, strict=True))):
        if needs_ask_at_least(new, old):
            late, soon = held(evidence, *new), held(evidence, *old)
            assert late is None or (soon is not None and soon <= late)


@given(st.lists(requirements, max_size=3), requirements)
def test_one_need_more_is_never_looser(needs: list[Requirement], extra: Requirement) -> None:
    assert needs_ask_at_least([*needs, extra], needs)


@given(limits, limits, st.integers(0, 9))
def test_a_lower_bound_lets_less_through(one: Limit, other: Limit, whole: int) -> None:
    for new, old in permutations((one, other)):
        if limit_asks_at_least(new, old):
            assert new.bound({"all": whole}) <= old.bound({"all": whole})


BASIC = Requirement(Body.GENERAL_MEETING, notice_days=7)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"majority": Share(2, 3), "strict": False}, Shift.STRICTER),
        ({"strict": False}, Shift.LOOSER),
        ({"majority": Share(2, 4)}, Shift.EQUAL),
        ({"base": Base.ALL}, Shift.STRICTER),
        ({"quorum": HALF}, Shift.STRICTER),
        ({"second_meeting": True}, Shift.EQUAL),
        ({"notice_days": 14}, Shift.STRICTER),
        ({"notice_days": 0}, Shift.LOOSER),
        ({"cooling_days": 1}, Shift.STRICTER),
        ({"readings": 2, "gap_days": 5}, Shift.STRICTER),
        ({"gap_days": 5}, Shift.EQUAL),
        ({"silence_consents": True}, Shift.LOOSER),
        ({"delay": Delay(5, 7, 42)}, Shift.STRICTER),
        ({"delay": Delay(5, 0, 42)}, Shift.EQUAL),
        ({"quorum": HALF, "notice_days": 0}, Shift.DIFFERENT),
        ({"body": Body.BOARD}, Shift.DIFFERENT),
    ],
)
def test_each_part_of_a_requirement_moves_the_word(change: dict[str, object], expected: Shift) -> None:
    old = Bar(barred=False, requirements=(BASIC,), powers=(), limits=())
    new = replace(old, requirements=(replace(BASIC, **change),))
    assert bar_shift(old, new) is expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (Delay(5, 7, 42), Delay(5, 7, 43), Shift.STRICTER),
        (Delay(5, 7, 42), Delay(10, 14, 42), Shift.LOOSER),
        (Delay(5, 7, 42), Delay(10, 21, 42), Shift.DIFFERENT),
        (Delay(2, 7, 7), Delay(2, 9, 7), Shift.EQUAL),
    ],
)
def test_a_delay_is_compared_for_every_number_of_opponents(old: Delay, new: Delay, expected: Shift) -> None:
    before, after = (
        Bar(barred=False, requirements=(replace(BASIC, delay=each),), powers=(), limits=())
        for each in (old, new)
    )
    assert bar_shift(before, after) is expected
    for one, other in permutations((new, old)):
        waits = [one.longer(n) >= other.longer(n) for n in range(200)]
        rules = (replace(BASIC, delay=one), replace(BASIC, delay=other))
        assert asks_at_least(*rules) == all(waits)


def test_a_second_meeting_softens_a_quorum() -> None:
    quorum = Bar(barred=False, requirements=(replace(BASIC, quorum=HALF),), powers=(), limits=())
    second = replace(quorum, requirements=(replace(BASIC, quorum=HALF, second_meeting=True),))
    none = replace(quorum, requirements=(BASIC,))
    assert bar_shift(quorum, second) is Shift.LOOSER
    assert bar_shift(none, second) is Shift.STRICTER


def test_a_majority_of_all_votes_holds_a_quorum_in_itself() -> None:
    of_all = replace(BASIC, base=Base.ALL)
    assert asks_at_least(of_all, replace(BASIC, quorum=HALF))
    assert not asks_at_least(of_all, replace(BASIC, quorum=Share(3, 4)))


def test_fewer_people_who_may_is_stricter() -> None:
    few = Bar(barred=False, requirements=(), powers=(frozenset({Standing.BOARD}),), limits=())
    many = replace(few, powers=(frozenset({Standing.BOARD, Standing.MEMBER}),))
    everyone = replace(few, powers=(frozenset({Standing.PERSON}),))
    nobody = replace(few, barred=True)
    assert bar_shift(many, few) is Shift.STRICTER
    assert bar_shift(many, everyone) is Shift.LOOSER
    assert bar_shift(few, nobody) is Shift.STRICTER
    assert bar_shift(nobody, few) is Shift.LOOSER


def test_anyone_is_more_than_the_signed_in_and_never_the_platform() -> None:
    assert reach(frozenset({Standing.PERSON})) < reach(frozenset({Standing.ANYONE}))
    assert Standing.CLOCKWORK not in reach(frozenset({Standing.ANYONE}))


texts = st.text(st.sampled_from("ab ., éß"), max_size=40)


@given(texts, texts)
def test_the_pieces_give_both_texts_back(before: str, after: str) -> None:
    pieces = word_difference(before, after)
    assert "".join(p.text for p in pieces if p.mark is not Mark.ADDED) == before
    assert "".join(p.text for p in pieces if p.mark is not Mark.REMOVED) == after


def test_a_changed_phrase_is_struck_as_a_phrase() -> None:
    found = sentence_change("majority", "met drie vierde van de stemmen", "met twee derde van de stemmen")
    assert [(p.mark, p.text) for p in found.pieces] == [
        (Mark.SAME, "met "),
        (Mark.REMOVED, "drie vierde"),
        (Mark.ADDED, "twee derde"),
        (Mark.SAME, " van de stemmen"),
    ]
    assert not found.same
    assert sentence_change("a", "x", "x").same


def whole(form: Form = Form.COOPERATIVE_UA) -> Charter:
    return charter(form, [(clause.id, {}) for clause in LIBRARY])


def without(old: Charter, clause: str) -> Charter:
    adopted = old.by_id[clause]
    return apply_changes(old, [Change(clause, "", adopted.clause.to_json(adopted.values), None)])


def test_a_charter_does_not_differ_from_itself() -> None:
    found = compare(whole(), whole())
    assert found.clauses == ()
    assert found.moved == ()
    assert len(found.acts) > 40


def test_a_lower_majority_is_named_with_its_reason() -> None:
    old = whole()
    new = apply_changes(old, [Change("purpose_change", "majority", [3, 4], [2, 3])])
    moved = {change.act: change for change in compare(old, new).moved}
    assert moved["dissolve"].shift is Shift.LOOSER
    assert [reason.nl for reason in moved["dissolve"].reasons] == [
        "De ledenvergadering beslist met ten minste twee derde van de stemmen. Dat was ten minste drie vierde van de stemmen."
    ]
    assert [reason.en for reason in moved["dissolve"].reasons] == [
        "The general meeting decides with at least two thirds of the votes cast. It was at least three quarters of the votes cast."
    ]
    back = {change.act: change.shift for change in compare(new, old).moved}
    assert back == {act: FLIPPED[change.shift] for act, change in moved.items()}


def reasons(old: Bar, new: Bar) -> list[str]:
    return [words.nl for words in bar_reasons(old, new)]


def test_every_kind_of_move_is_said_plainly() -> None:
    empty = Bar(barred=False, requirements=(BASIC,), powers=(), limits=())
    quorum = replace(empty, requirements=(replace(BASIC, quorum=HALF),))
    second = replace(empty, requirements=(replace(BASIC, quorum=HALF, second_meeting=True),))
    board = replace(empty, powers=(frozenset({Standing.BOARD}),))
    capped = replace(empty, limits=(Limit("a", frozenset(), "m", in_clause("c", "s"), at_most=3),))
    lower = replace(empty, limits=(Limit("a", frozenset(), "m", in_clause("c", "s"), at_most=2),))
    shared = replace(empty, limits=(Limit("a", frozenset(), "m", in_clause("c", "s"), share=HALF, of="n"),))
    assert reasons(empty, quorum) == ["Ten minste 1 op de 2 van de stemmen moet meedoen. Dat was niets."]
    assert reasons(quorum, empty) == ["Er hoeft geen vast deel meer mee te doen. Dat was 1 op de 2."]
    assert reasons(quorum, second) == [
        "Doen er te weinig mensen mee? Dan kan het nu in een tweede vergadering."
    ]
    assert reasons(second, quorum) == [
        "Doen er te weinig mensen mee? Dan helpt een tweede vergadering niet meer."
    ]
    assert reasons(empty, board) == ["Dit kan nu alleen door: bestuurslid."]
    assert reasons(board, empty) == ["Het maakt niet meer uit wie het doet."]
    assert reasons(empty, capped) == ["Er komt een grens bij."]
    assert reasons(capped, empty) == ["Een grens vervalt."]
    assert reasons(capped, lower) == ["De grens wordt lager."]
    assert reasons(lower, capped) == ["De grens wordt hoger."]
    assert reasons(capped, shared) == ["De grens wordt anders berekend."]
    assert reasons(empty, replace(empty, barred=True)) == ["Dit kan niet meer."]
    assert reasons(replace(empty, barred=True), empty) == ["Dit kon eerst niet. Nu wel."]


def test_only_what_no_other_need_covers_governs() -> None:
    strong = replace(BASIC, majority=Share(3, 4), strict=False, notice_days=14)
    board = Requirement(Body.BOARD)
    assert governing([BASIC, strong, board, strong]) == (strong, board)
    assert governing([strong, BASIC]) == (strong,)
    assert governing([]) == ()


def test_a_clause_that_goes_takes_its_needs_along() -> None:
    old = whole()
    new = without(old, "disposal")
    found = compare(old, new)
    [clause] = found.clauses
    assert clause.after is None
    assert clause.guarded
    assert clause.parameters == ()
    assert all(sentence.after == "" for sentence in clause.sentences(Language.LEGAL))
    moved = {change.act: change for change in found.moved}
    assert moved["sell"].shift is Shift.LOOSER
    assert "De bewaarder hoeft geen ja meer te zeggen." in [reason.nl for reason in moved["sell"].reasons]
    assert moved["amend:disposal"].shift is Shift.LOOSER


def test_parameters_are_named_by_their_question() -> None:
    old = whole()
    new = apply_changes(old, [Change("contributions", "minutes", 240, 480)])
    [clause] = compare(old, new).clauses
    [parameter] = clause.parameters
    assert (parameter.name, parameter.before, parameter.after) == ("minutes", 240, 480)
    assert parameter.question.nl.endswith("?")


@pytest.mark.parametrize("clause", CLAUSES)
def test_taking_a_clause_out_and_putting_it_back_are_opposite(clause: str) -> None:
    old = whole(Form.NONE_YET)
    new = without(old, clause)
    there = {change.act: change.shift for change in compare(old, new).acts}
    back = {change.act: change.shift for change in compare(new, old).acts}
    assert back == {act: FLIPPED[shift] for act, shift in there.items()}


@pytest.mark.parametrize(
    ("clause", "parameter"),
    [(clause.id, parameter.name) for clause in LIBRARY for parameter in clause.parameters],
)
def test_every_move_has_a_reason_in_both_languages(clause: str, parameter: str) -> None:
    old = whole(Form.NONE_YET)
    domain = next(p for p in CLAUSES[clause].parameters if p.name == parameter)
    before, after = domain.domain.to_json(domain.default), domain.domain.to_json(domain.other)
    found = compare(old, apply_changes(old, [Change(clause, parameter, before, after)]))
    assert [change.clause.id for change in found.clauses] == [clause]
    for change in found.moved:
        assert change.reasons, change
        assert all(reason.nl and reason.en for reason in change.reasons)
