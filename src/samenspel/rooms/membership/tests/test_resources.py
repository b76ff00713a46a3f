"""Contributions, shares and the call to a meeting."""

from datetime import UTC, date, datetime, timedelta

import pytest

from samenspel.ground.foundation.ids import new_id
from samenspel.kernels.statute.vocabulary import Standing
from samenspel.rooms.membership import queries
from samenspel.rooms.membership.acts.desk import SetCallByEmail
from samenspel.rooms.membership.acts.leaving import Leave
from samenspel.rooms.membership.acts.resources import (
    ChooseContribution,
    IssueShare,
    RecordContribution,
    StrikeContribution,
    Way,
)
from samenspel.rooms.statute import gate
from samenspel.rooms.statute import queries as statute
from samenspel.rooms.statute.gate import Actor, ImpossibleError, RefusedError
from samenspel.rooms.statute.params import BadParamsError
from support.cast import NAMES, Cast, build_cast

from .conftest import AT

DAY = timedelta(days=1)
OCTOBER = date(2026, 10, 1)


def record(cast: Cast, month: date, *, cents: int = 0, minutes: int = 0) -> object:
    params = RecordContribution(cast.bram, month, cents, minutes)
    return cast.do("membership.record_contribution", "anna", params).result


def test_every_month_that_begins_in_membership_is_due(cast: Cast) -> None:
    """Bram was admitted on 6 January 2026: February up to November are due, ten months of € 5."""
    dues = queries.dues(cast.collective_id, cast.bram, AT.date())
    assert (len(dues.months), dues.months[0].month) == (10, date(2026, 2, 1))
    assert (dues.due_cents, dues.due_minutes, dues.open_cents) == (10 * 500, 0, 10 * 500)
    assert queries.dues(cast.collective_id, cast.dirk, AT.date()).months == ()


def test_what_was_given_counts_in_its_own_unit(cast: Cast) -> None:
    record(cast, date(2026, 10, 17), cents=500)
    record(cast, date(2026, 9, 1), minutes=240)
    dues = queries.dues(cast.collective_id, cast.bram, AT.date())
    assert (dues.due_cents, dues.given_cents, dues.open_cents) == (9 * 500, 500, 8 * 500)
    assert (dues.due_minutes, dues.given_minutes, dues.open_minutes) == (240, 240, 0)


def test_a_choice_holds_from_this_month_on(cast: Cast) -> None:
    cast.do("membership.choose_contribution", "bram", ChooseContribution(Way.HOURS))
    dues = queries.dues(cast.collective_id, cast.bram, AT.date())
    assert (dues.due_cents, dues.due_minutes, dues.way) == (9 * 500, 240, "hours")
    cast.do("membership.choose_contribution", "bram", ChooseContribution(Way.MONEY), at=AT + DAY)
    assert queries.dues(cast.collective_id, cast.bram, AT.date()).due_cents == 10 * 500


def test_only_members_choose_and_only_where_the_rules_leave_a_choice(db: None) -> None:
    cast = build_cast(AT, overrides={"contributions": {"exchangeable": False}})
    with pytest.raises(ImpossibleError):
        cast.do("membership.choose_contribution", "bram", ChooseContribution(Way.HOURS))
    for name in set(NAMES) - {"anna", "bram"}:
        with pytest.raises(RefusedError):
            cast.do("membership.choose_contribution", name, ChooseContribution(Way.HOURS))
    dues = queries.dues(cast.collective_id, cast.bram, AT.date())
    assert (dues.due_cents, dues.due_minutes) == (10 * 500, 10 * 240)
    assert not dues.may_choose


def test_nothing_is_due_after_leaving(cast: Cast) -> None:
    cast.do("membership.leave", "bram", Leave(), at=datetime(2026, 11, 30, 12, tzinfo=UTC))
    assert len(queries.dues(cast.collective_id, cast.bram, date(2027, 6, 1)).months) == 10


@pytest.mark.parametrize("name", NAMES)
def test_who_keeps_the_records(cast: Cast, name: str) -> None:
    params = RecordContribution(cast.bram, OCTOBER, cents=500)
    if name == "anna":
        assert cast.do("membership.record_contribution", name, params).result
    else:
        with pytest.raises(RefusedError):
            cast.do("membership.record_contribution", name, params)


def test_what_cannot_be_recorded(cast: Cast) -> None:
    for params in (
        RecordContribution(cast.bram, OCTOBER),
        RecordContribution(cast.bram, OCTOBER, 500, 60),
        RecordContribution(cast.bram, date(2026, 12, 1), 500),
        RecordContribution(cast.bram, date(1, 1, 1), 500),
        RecordContribution(cast.huub, OCTOBER, 500),
        RecordContribution(new_id(), OCTOBER, 500),
    ):
        with pytest.raises(ImpossibleError):
            cast.do("membership.record_contribution", "anna", params)
    for raw in ({"cents": -1}, {"cents": 1.5}, {"cents": "veel"}, {"minutes": 10**9}, {"month": "ooit"}):
        with pytest.raises(BadParamsError):
            cast.do(
                "membership.record_contribution",
                "anna",
                {"person_id": cast.bram, "month": "2026-10-01", **raw},
            )
    assert queries.contributions_of(cast.collective_id, cast.bram) == []


def test_a_mistake_is_struck_and_no_longer_counts(cast: Cast) -> None:
    mistake = record(cast, OCTOBER, cents=50_000)
    record(cast, OCTOBER, cents=500)
    with pytest.raises(RefusedError):
        cast.do("membership.strike_contribution", "bram", StrikeContribution(mistake))
    cast.do("membership.strike_contribution", "anna", StrikeContribution(mistake))
    with pytest.raises(ImpossibleError):
        cast.do("membership.strike_contribution", "anna", StrikeContribution(mistake))
    with pytest.raises(ImpossibleError):
        gate.attempt(
            "membership.strike_contribution",
            Actor(cast.other_id, cast.huub),
            StrikeContribution(mistake),
            at=AT,
        )
    assert queries.dues(cast.collective_id, cast.bram, AT.date()).given_cents == 500


def test_shares_are_issued_to_members_at_the_price_in_the_rules(cast: Cast) -> None:
    with pytest.raises(RefusedError):
        cast.do("membership.issue_share", "bram", IssueShare(cast.bram))
    cast.do("membership.issue_share", "anna", IssueShare(cast.bram, 3))
    held = queries.shares_of(cast.collective_id, cast.bram)
    assert [(share.count, share.cents, share.claim_cents) for share in held] == [(3, 30_000, 0)]
    for person in (cast.dirk, cast.farid, cast.huub):
        with pytest.raises(ImpossibleError):
            cast.do("membership.issue_share", "anna", IssueShare(person))
    with pytest.raises(BadParamsError):
        cast.do("membership.issue_share", "anna", {"person_id": cast.bram, "count": 0})
    with pytest.raises(ImpossibleError):
        gate.attempt("membership.issue_share", Actor(cast.other_id, cast.huub), IssueShare(cast.huub), at=AT)


def test_a_call_by_email_takes_consent(cast: Cast) -> None:
    everyone = list(cast.people.values())
    assert queries.called_by_email(cast.collective_id, everyone) == frozenset()
    for _ in range(2):
        cast.do("membership.set_call_by_email", "bram", SetCallByEmail(agreed=True))
    assert queries.called_by_email(cast.collective_id, everyone) == {cast.bram}
    cast.do("membership.set_call_by_email", "bram", SetCallByEmail(agreed=False))
    assert queries.called_by_email(cast.collective_id, everyone) == frozenset()
    with pytest.raises(RefusedError):
        cast.do("membership.set_call_by_email", "farid", SetCallByEmail(agreed=True))


def test_what_a_place_brings_is_read_from_the_rules(cast: Cast) -> None:
    version = statute.in_force(cast.collective_id, AT)
    assert version is not None
    member = queries.voice(version.charter, Standing.MEMBER)
    assert any(may.clause == "voices" and may.quote for may in member.may)
    assert member.decides
    assert not queries.voice(version.charter, Standing.FUNDER).decides
    rules = queries.plain_rules(version.charter)
    assert [rule.clause for rule in rules] == [
        "purpose",
        "decisions",
        "admission",
        "contributions",
        "asset_lock",
    ]
    assert all(rule.text.endswith(".") for rule in rules)
