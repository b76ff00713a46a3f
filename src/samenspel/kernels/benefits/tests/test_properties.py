"""Whatever is asked: more received is never more room, splitting fits no more, and every word is plain."""

import re
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from samenspel.kernels.benefits import (
    OLDER,
    Benefit,
    Form,
    Headroom,
    Household,
    Kind,
    Language,
    Light,
    Other,
    Payer,
    Payment,
    Person,
    headroom,
)

from .asking import FIGURES, LEEUWARDEN, VOORBEELDSTAD

days = st.one_of(
    st.dates(date(2026, 10, 20), date(2027, 1, 15)), st.dates(date(2024, 1, 1), date(2028, 12, 31))
)
maybe = st.sampled_from([True, False, None])


@st.composite
def payments(draw, on=days) -> Payment:
    kind = draw(st.sampled_from(Kind))
    cents = 0 if kind is Kind.HOURS else draw(st.one_of(st.integers(0, 50_00), st.integers(0, 4000_00)))
    return Payment(
        kind,
        cents,
        draw(on),
        minutes=draw(st.one_of(st.none(), st.integers(0, 3000))),
        elsewhere=draw(st.booleans()),
        for_work=draw(st.booleans()),
        once_paid=draw(maybe),
    )


people = st.builds(
    Person,
    st.one_of(st.just(Benefit.PARTICIPATIEWET), st.sampled_from(Benefit)),
    under_27_until=st.one_of(st.just(OLDER), st.none(), days),
    under_21_until=st.one_of(st.just(OLDER), st.none(), days),
    household=st.sampled_from(Household),
    young_child=st.booleans(),
    medically_limited=st.booleans(),
    wage_subsidy=st.booleans(),
    pension_age=st.booleans(),
    exemption_months=st.one_of(st.none(), st.integers(0, 40)),
    wealth_cents=st.one_of(st.none(), st.integers(0, 20_000_00)),
)
payers = st.builds(
    Payer,
    st.one_of(st.just(Form.ASSOCIATION), st.sampled_from(Form)),
    anbi=st.booleans(),
    sports=st.booleans(),
    subject_to_vpb=maybe,
    pot_apart=maybe,
    coin_for_euro=st.booleans(),
)
places = st.sampled_from([VOORBEELDSTAD, VOORBEELDSTAD, LEEUWARDEN, None])


@st.composite
def cases(draw):
    asked = draw(payments())
    near = st.dates(asked.on - timedelta(days=20), asked.on + timedelta(days=20))
    history = draw(st.lists(payments(near), max_size=4))
    return asked, draw(people), draw(payers), history, draw(places), draw(days)


def answer(case, asked=None, history=None, place=...) -> Headroom:
    first, who, payer, before, municipality, today = case
    return headroom(
        first if asked is None else asked,
        who,
        payer,
        before if history is None else history,
        FIGURES,
        municipality=municipality if place is ... else place,
        today=today,
    )


def no_more(after: int | None, before: int | None) -> bool:
    return before is None or after is None or after <= before


@given(cases(), st.data())
@settings(max_examples=80)
def test_another_payment_never_gives_more_room(case, data) -> None:
    asked, *_, before = case[0], case[3]
    near = st.dates(asked.on - timedelta(days=20), asked.on + timedelta(days=20))
    less, more = answer(case), answer(case, history=[*before, data.draw(payments(near))])
    assert more.fits_cents <= less.fits_cents
    assert more.allowed.rank >= less.allowed.rank
    assert no_more(more.remaining_month_cents, less.remaining_month_cents)
    assert no_more(more.remaining_year_cents, less.remaining_year_cents)
    assert more.uncertain or not less.uncertain


@given(cases())
@settings(max_examples=80)
def test_never_more_fits_than_is_asked_and_the_same_question_has_the_same_answer(case) -> None:
    found = answer(case)
    assert 0 <= found.fits_cents <= case[0].cents
    assert found == answer(case)
    assert found.reasons
    for left in (found.remaining_month_cents, found.remaining_year_cents):
        assert left is None or left >= 0
    if case[0].kind is not Kind.EARNINGS:
        for left in (found.remaining_month_cents, found.remaining_year_cents):
            assert left is None or found.fits_cents <= left


@given(cases(), st.data())
@settings(max_examples=80)
def test_in_two_parts_no_more_fits_than_at_once(case, data) -> None:
    asked, before = case[0], case[3]
    cents = data.draw(st.integers(0, asked.cents))
    minutes = None if asked.minutes is None else data.draw(st.integers(0, asked.minutes))
    one = replace(asked, cents=cents, minutes=minutes)
    other = replace(
        asked, cents=asked.cents - cents, minutes=None if minutes is None else asked.minutes - minutes
    )
    first, second = answer(case, one), answer(case, other, [*before, one])
    assert first.fits_cents + second.fits_cents <= answer(case).fits_cents


@given(cases())
@settings(max_examples=80)
def test_what_is_uncertain_is_never_a_plain_yes_and_what_is_unknown_fits_nothing(case) -> None:
    found = answer(case)
    assert not (found.uncertain and found.allowed is Light.YES)
    if found.allowed is Light.UNKNOWN:
        assert found.fits_cents == 0
        assert found.uncertain
    if found.allowed is Light.YES:
        assert found.fits_cents == case[0].cents


@given(cases())
@settings(max_examples=60)
def test_moving_from_where_more_was_agreed_gives_no_more_room(case) -> None:
    if case[0].kind is not Kind.EARNINGS:
        here, there = answer(case, place=VOORBEELDSTAD), answer(case, place=None)
        assert there.fits_cents <= here.fits_cents
        assert there.allowed.rank >= here.allowed.rank


@given(cases())
@settings(max_examples=80)
def test_words_are_there_in_two_languages_short_and_without_percentages(case) -> None:
    found = answer(case)
    for words in [each.words for each in (*found.reasons, *found.instead)]:
        assert words.nl.strip()
        assert words.en.strip()
        assert words.say(Language.NL) != words.say(Language.EN)
        assert "%" not in words.nl + words.en
        for sentence in re.split(r"(?<=[.?!]) ", words.nl):
            assert len(sentence.split()) <= 18, sentence
    for reason in found.reasons:
        assert reason.source.url
        assert reason.source.title


@given(cases())
@settings(max_examples=80)
def test_what_is_offered_instead_keeps_its_order_and_fits_later(case) -> None:
    asked, _, _, before, *_ = case
    found = answer(case)
    order = list(Other)
    places_in_order = [order.index(each.other) for each in found.instead]
    assert places_in_order == sorted(set(places_in_order))
    assert all(each.allowed is not Light.NO for each in found.instead[1:])
    for each in found.instead:
        if each.other is Other.LATER:
            assert each.on > asked.on
            paid = [*before, replace(asked, cents=found.fits_cents)]
            rest = replace(asked, on=each.on, cents=asked.cents - found.fits_cents)
            later = answer(case, rest, paid).fits_cents
            assert 0 < each.cents <= later
            assert asked.minutes is not None or each.cents == later
