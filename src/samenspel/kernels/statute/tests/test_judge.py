"""The judge: silence, powers, limits, consent with notice, readings, gaps, cooling, and grounds in the text."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel.kernels.statute.charter import Change, CharterError, acts_of, apply_changes, charter, from_json
from samenspel.kernels.statute.clause import Language
from samenspel.kernels.statute.judge import Evidence, Facts, Outcome, Why, judge, needs_of
from samenspel.kernels.statute.library import CLAUSES, LIBRARY
from samenspel.kernels.statute.statute import inert_scopes
from samenspel.kernels.statute.vocabulary import KINDS, Body, Form, Standing, Target, UnknownWordError
from samenspel.kernels.statute.words import explain

TODAY = date(2026, 6, 1)
WHOLE = charter(Form.COOPERATIVE_UA, [(clause.id, {}) for clause in LIBRARY])
MEETING = Body.GENERAL_MEETING


def vote(body=MEETING, in_favour=60, against=2, entitled=80, on=TODAY, notice=60, **rest):
    return Evidence(body, in_favour, against, entitled, on, notice, **rest)


def facts(*evidence, on=TODAY, standings=(), **amounts):
    return Facts(on, frozenset(standings), tuple(evidence), amounts)


def test_a_verdict_has_no_truth_value():
    with pytest.raises(TypeError):
        bool(judge(WHOLE, "resolve", facts()))


def test_silence_is_refusal():
    bare = charter(Form.NONE_YET, [("purpose", {})])
    verdict = judge(bare, "resolve", facts(vote()))
    assert verdict.outcome is Outcome.REFUSED
    assert [ground.why for ground in verdict.grounds] == [Why.SILENCE]


def test_what_the_law_forbids_no_vote_allows():
    association = charter(Form.ASSOCIATION, [(clause.id, {}) for clause in LIBRARY])
    verdict = judge(association, "distribute", facts(vote(in_favour=80, against=0)))
    assert verdict.outcome is Outcome.REFUSED
    assert verdict.grounds[0].sources[0].article == "2:26 lid 3 BW"


def test_a_power_asks_for_a_standing_and_quotes_its_sentence():
    allowed = judge(WHOLE, "propose", facts(standings=[Standing.MEMBER]))
    refused = judge(WHOLE, "propose", facts(standings=[Standing.FUNDER]))
    assert (allowed.outcome, refused.outcome) == (Outcome.ALLOWED, Outcome.REFUSED)
    for language in Language:
        for item in explain(refused, WHOLE, language):
            assert item.quote[item.start : item.end].strip()


@pytest.mark.parametrize(("admitted", "outcome"), [(16, Outcome.NEEDS_DECISION), (17, Outcome.REFUSED)])
def test_a_limit_holds_whoever_decides(admitted, outcome):
    verdict = judge(WHOLE, "admit", facts(admitted_this_year=admitted, members_a_year_ago=80))
    assert verdict.outcome is outcome


def test_a_missing_fact_is_unknown_not_allowed():
    board = vote(Body.BOARD, 3, 0, 3)
    verdict = judge(WHOLE, "admit", facts(board))
    assert verdict.outcome is Outcome.UNKNOWN
    assert set(verdict.unknown) == {"admitted_this_year", "members_a_year_ago"}


def test_consent_needs_every_body():
    lone = judge(WHOLE, "amend:admission.inflow", facts(vote()))
    assert lone.outcome is Outcome.NEEDS_DECISION
    assert [need.requirement.body for need in lone.missing] == [Body.PARTICIPANTS_COUNCIL]
    both = judge(WHOLE, "amend:admission.inflow", facts(vote(), vote(Body.PARTICIPANTS_COUNCIL, 5, 2, 7)))
    assert both.outcome is Outcome.ALLOWED


def test_a_vote_without_enough_notice_is_no_vote():
    assert judge(WHOLE, "amend:openness", facts(vote(notice=13))).outcome is Outcome.NEEDS_DECISION
    assert judge(WHOLE, "amend:openness", facts(vote(notice=14))).outcome is Outcome.ALLOWED


PURPOSE_CONSENTS = (
    vote(Body.PARTICIPANTS_COUNCIL, 7, 0, 7),
    vote(Body.PARTNERS, 3, 0, 3),
)


@pytest.mark.parametrize(
    ("gap", "outcome"), [(None, Outcome.NEEDS_DECISION), (89, Outcome.NEEDS_DECISION), (90, Outcome.ALLOWED)]
)
def test_two_readings_with_the_gap_between(gap, outcome):
    first = vote(on=TODAY)
    second = () if gap is None else (vote(on=TODAY + timedelta(days=gap)),)
    later = TODAY + timedelta(days=400)
    assert judge(WHOLE, "purpose", facts(*PURPOSE_CONSENTS, first, *second, on=later)).outcome is outcome


def test_cooling_time_must_pass_and_the_ground_says_until_when():
    second = TODAY + timedelta(days=90)
    evidence = (*PURPOSE_CONSENTS, vote(on=TODAY), vote(on=second))
    early = judge(WHOLE, "purpose", facts(*evidence, on=second + timedelta(days=1)))
    assert early.outcome is Outcome.NEEDS_DECISION
    waits = {ground.wait_until for ground in early.grounds if ground.wait_until}
    assert waits == {min(waits)}
    assert judge(WHOLE, "purpose", facts(*evidence, on=min(waits))).outcome is Outcome.ALLOWED


@pytest.mark.parametrize(("opponents", "longer"), [(0, 0), (4, 0), (5, 7), (14, 14), (30, 42), (500, 42)])
def test_people_without_a_vote_lengthen_the_waiting_and_never_stop_it(opponents, longer):
    """Per 5 people 7 days, at most 42: the clause on counter-voice as it comes."""
    second = TODAY + timedelta(days=90)
    evidence = (*PURPOSE_CONSENTS, vote(on=TODAY), vote(on=second))
    least = min(
        g.wait_until for g in judge(WHOLE, "purpose", facts(*evidence, on=second)).grounds if g.wait_until
    )
    plain = max(28, (least - second).days)
    effect = second + timedelta(days=max(plain, 28 + longer))
    early = judge(WHOLE, "purpose", Facts(effect - timedelta(days=1), evidence=evidence, opponents=opponents))
    late = judge(WHOLE, "purpose", Facts(effect, evidence=evidence, opponents=opponents))
    assert (early.outcome, late.outcome) == (Outcome.NEEDS_DECISION, Outcome.ALLOWED)
    assert {ground.wait_until for ground in early.grounds if ground.wait_until} == {effect}


def test_silence_of_partners_counts_as_the_clause_says():
    silent = Evidence(Body.PARTNERS, 0, 0, 3, TODAY, 42, silent=True)
    second = vote(on=TODAY + timedelta(days=90))
    evidence = (vote(Body.PARTICIPANTS_COUNCIL, 7, 0, 7), silent, vote(on=TODAY), second)
    on = TODAY + timedelta(days=400)
    assert judge(WHOLE, "purpose", facts(*evidence, on=on)).outcome is Outcome.ALLOWED
    strict = charter(
        Form.COOPERATIVE_UA,
        [(c.id, {"silence": False} if c.id == "partners" else {}) for c in LIBRARY],
    )  # fmt: skip
    assert judge(strict, "purpose", facts(*evidence, on=on)).outcome is Outcome.NEEDS_DECISION


def test_a_change_of_text_without_provisions_still_needs_a_vote():
    new = apply_changes(WHOLE, [Change("openness", "days", 14, 30)])
    assert acts_of(WHOLE, new) == ("amend:openness",)
    verdict = judge(WHOLE, acts_of(WHOLE, new), facts())
    assert verdict.outcome is Outcome.NEEDS_DECISION
    assert verdict.missing


def test_acts_of_an_amendment_come_from_old_and_new_values():
    new = apply_changes(WHOLE, [Change("admission", "waiting", 180, 90)])
    acts = acts_of(WHOLE, new)
    assert {
        "amend:admission",
        "amend:admission.inflow",
        "amend:admission.suspension",
        "amend:admission.lock",
    } <= set(acts)
    bodies = {need.requirement.body for need in needs_of(WHOLE, acts)}
    assert bodies == {MEETING, Body.PARTICIPANTS_COUNCIL}


def test_a_changed_purpose_is_the_act_purpose():
    new = apply_changes(
        WHOLE, [Change("purpose", "purpose", WHOLE.by_id["purpose"].values["purpose"], "iets heel anders")]
    )
    assert "purpose" in acts_of(WHOLE, new)


def test_a_stale_change_is_refused():
    with pytest.raises(CharterError):
        apply_changes(WHOLE, [Change("admission", "waiting", 30, 90)])


def test_removing_a_clause_takes_its_own_lock():
    adopted = WHOLE.by_id["asset_lock"]
    new = apply_changes(WHOLE, [Change("asset_lock", "", adopted.clause.to_json(adopted.values), None)])
    acts = acts_of(WHOLE, new)
    assert "amend:asset_lock.lock" in acts
    assert Body.GUARDIAN in {need.requirement.body for need in needs_of(WHOLE, acts)}


def test_stored_form_is_read_back_the_same():
    again = from_json(WHOLE.to_json())
    assert again.to_json() == WHOLE.to_json()


@pytest.mark.parametrize(
    "raw",
    [
        None,
        [],
        {},
        {"schema": "charter/1"},
        {"schema": "charter/9", "library": "2026.1", "form": "bv", "clauses": []},
        {"schema": "charter/1", "library": "2026.1", "form": "kingdom", "clauses": []},
        {
            "schema": "charter/1",
            "library": "2026.1",
            "form": "bv",
            "clauses": [{"id": "nothing", "values": {}}],
        },
        {"schema": "charter/1", "library": "2026.1", "form": "bv", "clauses": [3]},
        {
            "schema": "charter/1",
            "library": "2026.1",
            "form": "bv",
            "clauses": [{"id": "purpose", "values": {"x": 1}}],
        },
        {
            "schema": "charter/1",
            "library": "2026.1",
            "form": "bv",
            "clauses": [{"id": "amendment", "values": {"notice": "7"}}],
        },
    ],
)
def test_rubbish_is_refused_with_words(raw):
    with pytest.raises(ValueError, match=r".+") as caught:
        from_json(raw)
    assert caught.value.words.nl
    assert caught.value.words.en


def test_no_scope_of_the_whole_library_is_inert():
    assert inert_scopes(WHOLE.statute) == ()


def every_act():
    for kind in KINDS.values():
        if kind.target is Target.NONE:
            yield kind.id
        elif kind.target is Target.BODY:
            yield from (
                f"{kind.id}:{body}" for body in (Body.BOARD, Body.GUARDIAN, Body.PARTICIPANTS_COUNCIL)
            )
        elif kind.target is Target.STANDING:
            yield from (f"{kind.id}:{s}" for s in (Standing.PARTICIPANT, Standing.SOCIAL_SHAREHOLDER))
        else:
            yield from (f"{kind.id}:{clause}" for clause in CLAUSES)


@pytest.mark.parametrize("form", list(Form))
@pytest.mark.parametrize("act", list(every_act()))
def test_every_act_has_grounds_in_words(form, act):
    whole = charter(form, [(clause.id, {}) for clause in LIBRARY])
    verdict = judge(whole, act, facts(admitted_this_year=1, members_a_year_ago=10))
    assert verdict.grounds
    for language in (Language.NL, Language.EN):
        assert all(item.text for item in explain(verdict, whole, language))


evidence = st.builds(
    Evidence,
    body=st.sampled_from([MEETING, Body.PARTICIPANTS_COUNCIL, Body.PARTNERS, Body.BOARD]),
    in_favour=st.integers(0, 10),
    against=st.integers(0, 10),
    entitled=st.integers(20, 30),
    held_on=st.dates(TODAY, TODAY + timedelta(days=200)),
    notice_days=st.integers(0, 60),
    abstaining=st.integers(0, 5),
)
acts = st.sampled_from(sorted(every_act()))


@given(acts, st.lists(evidence, max_size=5), evidence)
def test_another_vote_never_takes_consent_away(act, held, extra):
    """More evidence can only help: a consent once met stays met."""
    on = TODAY + timedelta(days=400)
    standings = list(Standing)
    before = judge(
        WHOLE, act, facts(*held, on=on, standings=standings, admitted_this_year=1, members_a_year_ago=10)
    )
    after = judge(
        WHOLE,
        act,
        facts(*held, extra, on=on, standings=standings, admitted_this_year=1, members_a_year_ago=10),
    )
    if before.outcome is Outcome.ALLOWED:
        assert after.outcome is Outcome.ALLOWED


def test_an_unknown_act_is_an_error():
    with pytest.raises(UnknownWordError):
        judge(WHOLE, "purpse", facts())
