"""Earnings and premiums beside social assistance, in both generations of the rules."""

from dataclasses import replace
from datetime import date

import pytest

from samenspel.kernels.benefits import Benefit, Figures, Household, Kind, Light

from .asking import FIGURES, LEEUWARDEN, TODAY, VOORBEELDSTAD, ask, pay, person, said

NEW = date(2027, 3, 1)
PARENT = {"household": Household.SINGLE_PARENT, "young_child": True}


@pytest.mark.parametrize(
    ("who", "fits", "light"),
    [
        ({"exemption_months": 0}, 250_00, Light.ASK_FIRST),
        ({"exemption_months": 5}, 250_00, Light.ASK_FIRST),
        ({"exemption_months": 6}, 0, Light.REPORT_FIRST),
        ({"exemption_months": 6, **PARENT}, 125_00, Light.ASK_FIRST),
        ({"exemption_months": 35, **PARENT}, 125_00, Light.ASK_FIRST),
        ({"exemption_months": 36, **PARENT}, 0, Light.REPORT_FIRST),
        ({"exemption_months": 6, "household": Household.SINGLE_PARENT}, 0, Light.REPORT_FIRST),
        ({"exemption_months": 6, "medically_limited": True}, 150_00, Light.REPORT_FIRST),
        ({"exemption_months": 99, "medically_limited": True}, 150_00, Light.REPORT_FIRST),
        ({"exemption_months": 6, "wage_subsidy": True}, 150_00, Light.REPORT_FIRST),
        ({"exemption_months": 18, "wage_subsidy": True}, 150_00, Light.ASK_FIRST),
        ({"pension_age": True}, 250_00, Light.REPORT_FIRST),
    ],
)
def test_what_one_keeps_by_article_31(who, fits, light) -> None:
    answer = ask(pay(Kind.EARNINGS, 1000), person(**who))
    assert (answer.fits_cents, answer.allowed, answer.uncertain) == (fits, light, False)


@pytest.mark.parametrize(
    ("who", "fits", "light"),
    [
        ({"exemption_months": 0}, 600_00, Light.ASK_FIRST),
        ({"exemption_months": 11}, 600_00, Light.ASK_FIRST),
        ({"exemption_months": 12}, 0, Light.REPORT_FIRST),
        ({"exemption_months": 99, "medically_limited": True}, 600_00, Light.ASK_FIRST),
        ({"pension_age": True}, 226_00, Light.ASK_FIRST),
    ],
)
def test_what_one_keeps_by_article_34a_has_no_maximum_in_euros(who, fits, light) -> None:
    answer = ask(pay(Kind.EARNINGS, 4000, NEW), person(**who), today=NEW)
    assert (answer.fits_cents, answer.allowed) == (fits, light)
    assert answer.uncertain is bool(fits)


def test_by_article_34a_the_buffer_of_the_municipality_is_told_once_it_is_there() -> None:
    chosen = replace(
        VOORBEELDSTAD,
        policies=Figures(
            tuple(
                replace(each, value="34a")
                for each in VOORBEELDSTAD.policies.figures
                if each.name == "generation" and each.value == "31"
            )
        ),
    )
    early = ask(pay(Kind.EARNINGS, 1000), person(exemption_months=0), municipality=chosen)
    assert early.fits_cents == 150_00
    assert "De gemeente kan dan helpen" not in said(early)
    assert "tot € 1.000 per jaar" in said(
        ask(pay(Kind.EARNINGS, 1000, NEW), person(exemption_months=0), today=NEW)
    )


def test_the_maximum_of_a_month_counts_what_was_kept_before() -> None:
    who = person(exemption_months=0)
    answer = ask(pay(Kind.EARNINGS, 1000), who, [pay(Kind.EARNINGS, 1000)])
    assert (answer.fits_cents, answer.remaining_month_cents) == (35_00, 35_00)
    assert ask(pay(Kind.EARNINGS, 100), who, [pay(Kind.EARNINGS, 1141)]).fits_cents == 0


def test_under_27_nothing_is_kept_by_article_31_but_medically_limited_hours_do_count() -> None:
    young = person(exemption_months=0, under_27_until=date(2030, 1, 1))
    answer = ask(pay(Kind.EARNINGS, 1000), young)
    assert answer.fits_cents == 0
    assert "jonger dan 27" in said(answer)
    assert ask(pay(Kind.EARNINGS, 1000), replace(young, medically_limited=True)).fits_cents == 150_00


def test_what_is_not_told_is_asked_for() -> None:
    assert ask(pay(Kind.EARNINGS, 10), person(under_27_until=None)).allowed is Light.UNKNOWN
    assert ask(pay(Kind.EARNINGS, 10), person(exemption_months=None)).allowed is Light.UNKNOWN


def test_without_a_choice_of_the_municipality_the_generation_is_uncertain() -> None:
    answer = ask(pay(Kind.EARNINGS, 1000), person(exemption_months=0), municipality=LEEUWARDEN)
    assert (answer.fits_cents, answer.uncertain, answer.allowed) == (250_00, True, Light.ASK_FIRST)
    assert "welke regels je gemeente nu gebruikt" in said(answer)
    medical = ask(
        pay(Kind.EARNINGS, 1000), person(medically_limited=True, exemption_months=6), municipality=None
    )
    assert medical.allowed is Light.ASK_FIRST


def test_a_missing_figure_is_unknown() -> None:
    before = date(2018, 1, 1)
    assert ask(pay(Kind.EARNINGS, 10, before), person(exemption_months=0)).allowed is Light.UNKNOWN
    assert ask(pay(Kind.EARNINGS, 10, before), person(pension_age=True)).allowed is Light.UNKNOWN
    bare = replace(FIGURES, figures=tuple(each for each in FIGURES.figures if each.name != "earnings_month"))
    assert ask(pay(Kind.EARNINGS, 10), person(exemption_months=0), figures=bare).allowed is Light.UNKNOWN


def test_a_premium_is_at_most_so_much_and_so_often() -> None:
    answer = ask(pay(Kind.PREMIUM, 3398))
    assert (answer.allowed, answer.fits_cents, answer.remaining_year_cents) == (
        Light.ASK_FIRST,
        3398_00,
        3398_00,
    )
    assert ask(pay(Kind.PREMIUM, 3399)).allowed is Light.NO
    once = [pay(Kind.PREMIUM, 100, date(2026, 2, 1))]
    assert ask(pay(Kind.PREMIUM, 100), history=once).fits_cents == 100_00
    assert ask(pay(Kind.PREMIUM, 100), history=once * 2).fits_cents == 0
    assert ask(pay(Kind.PREMIUM, 100), person(Benefit.NONE)).allowed is Light.YES


def test_a_premium_under_27_counts_but_not_with_wage_subsidy() -> None:
    young = person(under_27_until=date(2030, 1, 1))
    assert ask(pay(Kind.PREMIUM, 100), young).allowed is Light.NO
    assert ask(pay(Kind.PREMIUM, 100), replace(young, wage_subsidy=True)).allowed is Light.ASK_FIRST
    assert ask(pay(Kind.PREMIUM, 100), person(under_27_until=None)).allowed is Light.UNKNOWN
    assert ask(pay(Kind.PREMIUM, 100, date(2024, 1, 1)), today=TODAY).allowed is Light.UNKNOWN
