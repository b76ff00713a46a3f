"""Boundaries: the cent, the month, the year, 29 February, birthdays, moving, and the change of generation."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from samenspel.kernels.benefits import BadQuestionError, Benefit, Form, Kind, Light, Payer, Payment, turns
from samenspel.kernels.benefits.days import months_later, next_month

from .asking import FIGURES, LEEUWARDEN, TODAY, VOORBEELDSTAD, allowance, ask, pay, person, said


def test_one_cent_above_the_month_is_too_much() -> None:
    exact = Payment(Kind.VOLUNTEER_ALLOWANCE, 220_00, TODAY)
    assert ask(exact).allowed is Light.YES
    over = ask(replace(exact, cents=220_01))
    assert (over.allowed, over.fits_cents) == (Light.NO, 220_00)


def test_one_cent_above_the_year_is_too_much() -> None:
    before = [allowance(220, date(2026, month, 1)) for month in range(1, 10)]
    assert ask(Payment(Kind.VOLUNTEER_ALLOWANCE, 220_00, TODAY), history=before).allowed is Light.YES
    before.append(Payment(Kind.VOLUNTEER_ALLOWANCE, 1, date(2026, 10, 31)))
    answer = ask(Payment(Kind.VOLUNTEER_ALLOWANCE, 220_00, TODAY), history=before)
    assert (answer.allowed, answer.fits_cents) == (Light.NO, 219_99)


def test_one_cent_above_the_gifts_is_asked_about() -> None:
    assert ask(Payment(Kind.GIFT_OR_GOODS, 1200_00, TODAY)).allowed is Light.YES
    assert ask(Payment(Kind.GIFT_OR_GOODS, 1200_01, TODAY)).allowed is Light.ASK_FIRST


def test_a_new_month_starts_again_and_a_new_year_too() -> None:
    december = [allowance(220, date(2025, 12, 31))]
    assert ask(allowance(220, date(2026, 1, 1)), history=december).remaining_month_cents == 220_00
    assert ask(allowance(220, date(2026, 1, 1)), history=december).remaining_year_cents == 2200_00
    assert (
        ask(allowance(10, date(2026, 2, 1)), history=[allowance(220, date(2026, 1, 31))]).fits_cents == 10_00
    )


def test_29_february_is_in_february() -> None:
    leap = date(2024, 2, 29)
    answer = ask(allowance(210, date(2024, 2, 1)), history=[allowance(200, leap)], today=leap)
    assert answer.remaining_month_cents == 10_00
    assert (
        ask(allowance(210, date(2024, 3, 1)), history=[allowance(200, leap)], today=leap).fits_cents == 210_00
    )


def test_months_end_where_the_shorter_month_ends() -> None:
    assert months_later(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert months_later(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_later(date(2023, 11, 30), 3) == date(2024, 2, 29)
    assert next_month(date(2026, 12, 31)) == date(2027, 1, 1)


def test_a_birthday_on_29_february_is_on_1_march_in_other_years() -> None:
    assert turns(date(2000, 2, 29), 27) == date(2027, 3, 1)
    assert turns(date(2000, 2, 29), 28) == date(2028, 2, 29)
    assert turns(date(1999, 11, 25), 27) == date(2026, 11, 25)


def test_on_the_27th_birthday_itself_someone_is_27() -> None:
    who = person(under_27_until=TODAY)
    assert ask(allowance(50, TODAY), who).allowed is Light.YES
    assert ask(allowance(50, TODAY - timedelta(days=1)), who).allowed is Light.NO


def test_moving_to_another_municipality_changes_its_choices_and_not_the_year() -> None:
    received = [pay(Kind.GIFT_OR_GOODS, 1000, date(2026, 3, 1)), pay(Kind.OWN_COIN, 100, date(2026, 3, 1))]
    here = ask(pay(Kind.GIFT_OR_GOODS, 50), history=received)
    there = ask(pay(Kind.GIFT_OR_GOODS, 50), history=received, municipality=LEEUWARDEN)
    assert (here.allowed, here.remaining_year_cents) == (Light.YES, 200_00)
    assert (there.allowed, there.remaining_year_cents) == (Light.REPORT_FIRST, 100_00)


def test_the_rules_of_another_municipality_are_refused() -> None:
    with pytest.raises(BadQuestionError):
        ask(allowance(10), person(municipality="0080"), municipality=VOORBEELDSTAD)
    assert ask(allowance(10), person(municipality="0080"), municipality=LEEUWARDEN).fits_cents == 10_00


def test_the_generation_changes_on_1_january_2027() -> None:
    who = person(exemption_months=0)
    old = ask(pay(Kind.EARNINGS, 1000, date(2026, 12, 31)), who)
    new = ask(pay(Kind.EARNINGS, 1000, date(2027, 1, 1)), who)
    assert (old.fits_cents, old.remaining_month_cents) == (250_00, 285_00)
    assert (new.fits_cents, new.remaining_month_cents) == (150_00, None)


def test_figures_of_last_year_are_never_a_plain_yes() -> None:
    answer = ask(allowance(10, date(2027, 1, 1)), person(Benefit.NONE), today=date(2027, 1, 1))
    assert (answer.allowed, answer.uncertain) == (Light.ASK_FIRST, True)
    assert "oud cijfer" in said(answer)


def test_a_figure_past_its_last_day_is_old_also_for_a_payment_of_that_time() -> None:
    last = date(2026, 12, 31)
    assert ask(allowance(10, last), person(Benefit.NONE), today=last).allowed is Light.YES
    assert ask(allowance(10, last), person(Benefit.NONE), today=date(2027, 1, 1)).allowed is Light.ASK_FIRST


def test_a_check_lasts_six_months() -> None:
    who, hour = person(Benefit.NONE), pay(Kind.HOURS, 0, date(2027, 5, 23))
    assert ask(hour, who, today=date(2027, 5, 23)).allowed is Light.YES
    assert ask(hour, who, today=date(2027, 5, 24)).allowed is Light.ASK_FIRST


def test_without_a_figure_that_says_how_long_a_check_lasts_every_check_is_old() -> None:
    bare = replace(
        FIGURES, figures=tuple(each for each in FIGURES.figures if each.name != "check_again_after")
    )
    assert ask(allowance(10), figures=bare).allowed is Light.ASK_FIRST


def test_without_a_light_for_a_benefit_nothing_is_known() -> None:
    bare = replace(FIGURES, figures=tuple(each for each in FIGURES.figures if each.name != "light_wia"))
    answer = ask(allowance(10, once_paid=False), person(Benefit.WIA), figures=bare)
    assert (answer.allowed, answer.fits_cents) == (Light.UNKNOWN, 0)


def test_before_the_first_figure_nothing_is_known() -> None:
    answer = ask(allowance(10, date(2016, 1, 1)), person(Benefit.NONE))
    assert (answer.allowed, answer.fits_cents) == (Light.UNKNOWN, 0)
    early = date(2025, 5, 5)
    assert ask(pay(Kind.GIFT_OR_GOODS, 10, early), today=early).allowed is Light.UNKNOWN


def test_amounts_below_zero_and_hours_with_a_price_are_refused() -> None:
    with pytest.raises(BadQuestionError):
        Payment(Kind.EXPENSES, -1, TODAY)
    with pytest.raises(BadQuestionError):
        Payment(Kind.HOURS, 0, TODAY, minutes=-1)
    with pytest.raises(BadQuestionError) as caught:
        Payment(Kind.HOURS, 100, TODAY)
    assert "prijs" in caught.value.words.nl
    assert Payer(Form.BV).subject_to_vpb is None
