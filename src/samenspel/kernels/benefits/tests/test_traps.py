"""The traps in the law, one by one: each is a sentence, and the name of its test."""

from datetime import date

import pytest

from samenspel.kernels.benefits import Benefit, Form, Household, Kind, Light, Other, Payer

from .asking import (
    COOPERATIVE,
    LEEUWARDEN,
    TODAY,
    allowance,
    ask,
    offered,
    pay,
    person,
    said,
)

UWV = [Benefit.WW, Benefit.ZW, Benefit.WIA, Benefit.WAO, Benefit.WAJONG]
YOUNG = person(under_27_until=date(2030, 1, 1))


def test_an_allowance_within_the_limits_is_a_plain_yes_where_the_municipality_asks_no_report() -> None:
    answer = ask(allowance(220))
    assert (answer.allowed, answer.fits_cents, answer.uncertain) == (Light.YES, 220_00, False)
    assert (answer.remaining_month_cents, answer.remaining_year_cents) == (220_00, 2200_00)
    assert answer.instead == ()
    assert answer.words.nl == "Dit mag."


def test_elsewhere_it_is_to_be_reported_because_the_duty_is_the_persons_own() -> None:
    assert ask(allowance(220), municipality=None).allowed is Light.REPORT_FIRST
    assert ask(allowance(220), municipality=LEEUWARDEN).allowed is Light.REPORT_FIRST


# 1
def test_under_27_on_social_assistance_a_fixed_allowance_is_income() -> None:
    answer = ask(allowance(50), YOUNG)
    assert (answer.allowed, answer.fits_cents) == (Light.NO, 0)
    assert (answer.remaining_month_cents, answer.remaining_year_cents) == (0, 0)
    assert "jonger dan 27" in said(answer)


def test_under_27_real_costs_may_still_be_paid_back_with_receipts() -> None:
    assert ask(pay(Kind.EXPENSES, 50), YOUNG).allowed is Light.YES
    assert Other.EXPENSES in offered(ask(allowance(50), YOUNG))


def test_under_27_with_another_benefit_or_none_an_allowance_is_no_problem() -> None:
    young = person(Benefit.NONE, under_27_until=date(2030, 1, 1))
    assert ask(allowance(50), young).allowed is Light.YES


def test_without_a_benefit_nobody_asks_for_permission_from_anyone() -> None:
    assert "toestemming" not in said(ask(allowance(50), person(Benefit.NONE)))


def test_an_age_that_is_not_told_is_asked_for() -> None:
    answer = ask(allowance(50), person(under_27_until=None))
    assert (answer.allowed, answer.fits_cents, answer.uncertain) == (Light.UNKNOWN, 0, True)
    assert answer.remaining_month_cents is None


# 2
@pytest.mark.parametrize(
    ("payer", "light"),
    [
        (Payer(Form.COOPERATIVE_UA), Light.NO),
        (Payer(Form.COOPERATIVE_WA, subject_to_vpb=True), Light.NO),
        (Payer(Form.BV), Light.NO),
        (Payer(Form.COOPERATIVE_BA, anbi=True), Light.YES),
        (Payer(Form.COOPERATIVE_UA, sports=True), Light.YES),
        (Payer(Form.COOPERATIVE_UA, subject_to_vpb=False), Light.ASK_FIRST),
        (Payer(Form.ASSOCIATION), Light.UNKNOWN),
        (Payer(Form.FOUNDATION), Light.UNKNOWN),
        (Payer(Form.NONE_YET), Light.UNKNOWN),
        (Payer(Form.FOUNDATION, subject_to_vpb=True), Light.NO),
        (Payer(Form.FOUNDATION, subject_to_vpb=True, anbi=True), Light.YES),
        (Payer(Form.FOUNDATION, subject_to_vpb=False), Light.YES),
    ],
)
def test_a_cooperative_has_no_facility_for_volunteers_but_an_anbi_or_a_sports_body_has(payer, light) -> None:
    answer = ask(allowance(50), person(Benefit.NONE), payer=payer)
    assert answer.allowed is light
    assert answer.fits_cents == (0 if light in {Light.NO, Light.UNKNOWN} else 50_00)


def test_from_a_cooperative_costs_with_receipts_are_what_remains() -> None:
    answer = ask(allowance(50), person(Benefit.NONE), payer=COOPERATIVE)
    assert offered(answer)[0] is Other.EXPENSES
    assert "een coöperatie" in said(answer)
    assert "een bv" in said(ask(allowance(50), payer=Payer(Form.BV)))


# 3
def test_what_others_pay_counts_too() -> None:
    answer = ask(allowance(100), history=[allowance(200, elsewhere=True)])
    assert (answer.allowed, answer.remaining_month_cents, answer.fits_cents) == (Light.NO, 20_00, 20_00)


def test_goods_and_coin_in_return_for_work_count_as_an_allowance() -> None:
    thanks = pay(Kind.GIFT_OR_GOODS, 150, for_work=True)
    assert ask(allowance(100), history=[thanks]).remaining_month_cents == 70_00
    assert (
        ask(allowance(100), history=[pay(Kind.OWN_COIN, 20, for_work=True)]).remaining_month_cents == 200_00
    )
    assert ask(allowance(100), history=[pay(Kind.GIFT_OR_GOODS, 150)]).remaining_month_cents == 220_00


def test_goods_in_return_for_work_count_in_both_meters() -> None:
    answer = ask(pay(Kind.GIFT_OR_GOODS, 300, for_work=True))
    assert (answer.allowed, answer.fits_cents) == (Light.NO, 220_00)
    assert answer.remaining_year_cents == 1200_00
    assert ask(pay(Kind.GIFT_OR_GOODS, 20, for_work=True), YOUNG).allowed is Light.NO


# 4
def test_twelve_full_months_break_the_year() -> None:
    full = [allowance(220, date(2026, month, 1)) for month in range(1, 11)]
    answer = ask(allowance(220), history=full)
    assert (answer.allowed, answer.remaining_month_cents, answer.remaining_year_cents) == (Light.NO, 0, 0)
    assert [each.on for each in answer.instead if each.other is Other.LATER] == [date(2027, 1, 1)]


def test_who_gets_the_full_month_is_told_when_the_year_is_full() -> None:
    assert "Dan is het jaar vol na 10 maanden." in said(ask(allowance(220)))
    assert "Dan is het jaar vol" not in said(ask(allowance(183)))
    assert "Dan is het jaar vol na 11 maanden." in said(ask(allowance(184)))


def test_above_the_limit_the_whole_month_counts_not_only_the_rest() -> None:
    wia = person(Benefit.WIA)
    assert "het hele bedrag" in said(ask(allowance(221, once_paid=False), wia))
    assert "het hele bedrag" in said(ask(allowance(221), person(Benefit.NONE)))
    assert "inkomen" in said(ask(allowance(221)))
    assert "het hele bedrag" not in said(ask(allowance(220)))


def test_who_is_over_the_limit_already_can_get_nothing_more() -> None:
    answer = ask(allowance(1), history=[allowance(300, elsewhere=True)])
    assert (answer.allowed, answer.remaining_month_cents, answer.fits_cents) == (Light.NO, 0, 0)


def test_a_sum_per_hour_has_a_limit_by_age() -> None:
    on = date(2025, 3, 3)
    assert ask(allowance(12, on, minutes=120), person(Benefit.NONE), today=on).fits_cents == 11_20
    young = person(Benefit.NONE, under_21_until=date(2025, 3, 4))
    assert ask(allowance(12, on, minutes=120), young, today=on).fits_cents == 6_60
    assert ask(allowance(12, date(2025, 3, 4), minutes=120), young, today=on).fits_cents == 11_20
    assert "Is het meer, dan kan het loon zijn" in said(
        ask(allowance(12, on, minutes=120), person(Benefit.NONE), today=on)
    )
    assert ask(allowance(12, on), person(Benefit.NONE), today=on).fits_cents == 12_00


def test_what_is_too_much_for_the_hours_is_not_offered_for_later() -> None:
    on = date(2025, 3, 3)
    assert Other.LATER not in offered(ask(allowance(12, on, minutes=120), person(Benefit.NONE), today=on))
    later = ask(allowance(250, on, minutes=2700), person(Benefit.NONE), today=on).instead[0]
    assert (later.on, later.cents) == (date(2025, 4, 1), 40_00)


def test_without_an_age_the_lower_sum_per_hour_holds_and_is_uncertain() -> None:
    on = date(2025, 3, 3)
    answer = ask(allowance(12, on, minutes=120), person(Benefit.NONE, under_21_until=None), today=on)
    assert (answer.fits_cents, answer.uncertain) == (6_60, True)


def test_the_sum_per_hour_of_2026_was_not_found_so_ask() -> None:
    answer = ask(allowance(10, minutes=120))
    assert (answer.allowed, answer.uncertain) == (Light.ASK_FIRST, True)
    assert "niet gevonden" in said(answer)


# 5
def test_gifts_and_goods_count_together_up_to_1200_euros_a_year() -> None:
    before = [pay(Kind.GIFT_OR_GOODS, 1100, date(2026, 1, 5), elsewhere=True)]
    answer = ask(pay(Kind.GIFT_OR_GOODS, 100), history=before)
    assert (answer.allowed, answer.remaining_year_cents, answer.fits_cents) == (Light.YES, 100_00, 100_00)
    assert answer.remaining_month_cents is None
    more = ask(pay(Kind.GIFT_OR_GOODS, 101), history=before)
    assert (more.allowed, more.fits_cents) == (Light.ASK_FIRST, 100_00)
    assert "de gemeente" in said(more)
    assert more.instead[0].on == date(2027, 1, 1)
    assert more.instead[0].cents == 1_00


def test_the_food_bank_does_not_count() -> None:
    parcels = [pay(Kind.FOOD_BANK, 60, date(2026, month, 1)) for month in range(1, 12)]
    assert ask(pay(Kind.GIFT_OR_GOODS, 10), history=parcels).remaining_year_cents == 1200_00
    assert ask(pay(Kind.FOOD_BANK, 60)).allowed is Light.YES
    assert ask(pay(Kind.FOOD_BANK, 60), person(Benefit.NONE)).allowed is Light.YES
    assert ask(pay(Kind.FOOD_BANK, 60), person(Benefit.WW)).allowed is Light.UNKNOWN


def test_how_goods_are_valued_is_the_municipalitys_choice() -> None:
    assert "de prijs in de winkel" in said(ask(pay(Kind.GIFT_OR_GOODS, 10)))
    unknown = ask(pay(Kind.GIFT_OR_GOODS, 10), municipality=LEEUWARDEN)
    assert (unknown.allowed, unknown.uncertain) == (Light.REPORT_FIRST, True)


def test_some_municipalities_want_every_gift_reported_below_the_limit_too() -> None:
    answer = ask(pay(Kind.GIFT_OR_GOODS, 10), municipality=LEEUWARDEN)
    assert answer.allowed is Light.REPORT_FIRST
    assert "wil dat je dit meldt" in said(answer)
    assert "Meld het dus" in said(ask(pay(Kind.GIFT_OR_GOODS, 10), municipality=None))


def test_whether_a_couple_shares_the_limit_is_not_known() -> None:
    answer = ask(pay(Kind.GIFT_OR_GOODS, 10), person(household=Household.COUPLE))
    assert (answer.allowed, answer.uncertain) == (Light.ASK_FIRST, True)


# 6
def test_unpaid_care_and_work_without_pay_are_explained() -> None:
    answer = ask(allowance(10))
    assert "Dat telt niet als werk" in said(answer)
    assert "geen baan kosten" in said(answer)


# 7
def test_the_member_reports_and_nobody_else() -> None:
    assert "Meld je loon meteen" in said(ask(pay(Kind.EARNINGS, 100), person(exemption_months=0)))


# 8
def test_a_pot_at_the_members_own_disposal_is_the_members_money() -> None:
    loose = Payer(Form.ASSOCIATION, subject_to_vpb=False, pot_apart=False)
    answer = ask(pay(Kind.POT, 100), payer=loose)
    assert (answer.allowed, answer.fits_cents) == (Light.NO, 0)
    assert Other.POT not in offered(ask(allowance(300), payer=loose))


def test_a_pot_that_is_apart_and_agreed_is_reported() -> None:
    assert ask(pay(Kind.POT, 100)).allowed is Light.REPORT_FIRST
    assert ask(pay(Kind.POT, 100), municipality=LEEUWARDEN).allowed is Light.ASK_FIRST
    unknown = ask(pay(Kind.POT, 100), payer=Payer(Form.ASSOCIATION))
    assert (unknown.allowed, unknown.uncertain) == (Light.ASK_FIRST, True)
    assert ask(pay(Kind.POT, 100), person(Benefit.NONE)).allowed is Light.YES


@pytest.mark.parametrize(
    ("household", "limit"),
    [(Household.SINGLE, 8000), (Household.SINGLE_PARENT, 16000), (Household.COUPLE, 16000)],
)
def test_a_gift_that_comes_above_the_free_means_is_asked_about(household, limit) -> None:
    below = person(household=household, wealth_cents=limit * 100 - 10_00)
    assert "Hiermee kom je daarboven" not in said(ask(pay(Kind.GIFT_OR_GOODS, 10), below))
    above = ask(pay(Kind.GIFT_OR_GOODS, 11), below)
    assert above.allowed is Light.ASK_FIRST
    assert "Hiermee kom je daarboven" in said(above)


# 9, and the traffic light of UWV
@pytest.mark.parametrize("benefit", UWV)
def test_uwv_asks_whether_the_work_was_ever_paid(benefit) -> None:
    unasked = ask(allowance(50), person(benefit))
    assert unasked.allowed is Light.ASK_FIRST
    assert "ooit betaald" in said(unasked)
    refused = ask(allowance(50, once_paid=True), person(benefit))
    assert (refused.allowed, refused.fits_cents) == (Light.NO, 0)
    assert ask(pay(Kind.EXPENSES, 5, once_paid=True), person(benefit)).allowed is Light.NO
    assert ask(pay(Kind.HOURS, 0, once_paid=True, minutes=60), person(benefit)).allowed is Light.NO


@pytest.mark.parametrize("benefit", UWV)
def test_ww_asks_permission_first_and_the_other_uwv_benefits_a_report(benefit) -> None:
    answer = ask(allowance(50, once_paid=False), person(benefit))
    assert answer.allowed is (Light.ASK_FIRST if benefit is Benefit.WW else Light.REPORT_FIRST)
    assert answer.uncertain
    assert answer.fits_cents == 50_00
    assert "UWV" in said(answer)


@pytest.mark.parametrize("kind", [Kind.GIFT_OR_GOODS, Kind.EARNINGS, Kind.PREMIUM, Kind.OWN_COIN, Kind.POT])
@pytest.mark.parametrize("benefit", [*UWV, Benefit.IOAW, Benefit.IOAZ, Benefit.AOW])
def test_where_no_rule_was_found_it_says_so(benefit, kind) -> None:
    answer = ask(pay(kind, 10), person(benefit))
    assert (answer.allowed, answer.fits_cents, answer.uncertain) == (Light.UNKNOWN, 0, True)


@pytest.mark.parametrize("benefit", [Benefit.IOAW, Benefit.IOAZ, Benefit.AOW])
def test_for_ioaw_ioaz_and_aow_an_allowance_is_asked_about(benefit) -> None:
    answer = ask(allowance(10), person(benefit))
    assert (answer.allowed, answer.uncertain) == (Light.ASK_FIRST, True)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("benefit", [Benefit.UNKNOWN, Benefit.OTHER])
def test_an_unknown_benefit_is_never_a_yes(benefit, kind) -> None:
    answer = ask(pay(kind, 0), person(benefit))
    assert (answer.allowed, answer.fits_cents) == (Light.UNKNOWN, 0)
    assert answer.words.nl == "Dit weten wij niet. Vraag het eerst."


# 10
def test_costs_with_receipts_do_not_count_to_the_limit() -> None:
    costs = [pay(Kind.EXPENSES, 500)]
    assert ask(allowance(220), history=costs).allowed is Light.YES
    answer = ask(pay(Kind.EXPENSES, 100), history=[allowance(200)])
    assert (answer.allowed, answer.remaining_month_cents) == (Light.YES, None)
    assert "Schrijf de kosten apart op" in said(answer)


# Own coin and hours
def test_own_coin_counts_as_a_gift_until_a_written_agreement_says_otherwise() -> None:
    with_letter = ask(pay(Kind.OWN_COIN, 20))
    assert (with_letter.allowed, with_letter.remaining_year_cents) == (Light.YES, None)
    without = ask(pay(Kind.OWN_COIN, 20), municipality=LEEUWARDEN)
    assert (without.allowed, without.remaining_year_cents, without.uncertain) == (
        Light.ASK_FIRST,
        1200_00,
        True,
    )


def test_the_agreement_ends_on_its_last_day() -> None:
    last, after = date(2027, 12, 31), date(2028, 1, 1)
    assert ask(pay(Kind.HOURS, 0, last), today=TODAY).allowed is Light.YES
    assert ask(pay(Kind.HOURS, 0, after), today=TODAY).allowed is Light.ASK_FIRST


def test_a_coin_that_can_be_changed_for_euros_is_money() -> None:
    sold = Payer(Form.ASSOCIATION, subject_to_vpb=False, coin_for_euro=True)
    assert ask(pay(Kind.OWN_COIN, 20), payer=sold).allowed is Light.NO
    assert ask(pay(Kind.OWN_COIN, 20), person(Benefit.NONE), payer=sold).allowed is Light.ASK_FIRST


def test_hours_without_an_agreement_are_asked_about() -> None:
    hour = pay(Kind.HOURS, 0, minutes=60)
    assert ask(hour, municipality=LEEUWARDEN).allowed is Light.ASK_FIRST
    assert ask(hour).allowed is Light.YES
    assert ask(hour, person(Benefit.NONE)).allowed is Light.YES
    assert ask(hour, person(Benefit.WIA)).allowed is Light.ASK_FIRST


# What to do instead
def test_what_does_not_fit_is_offered_in_a_fixed_order_and_is_no_promise() -> None:
    answer = ask(allowance(250))
    assert offered(answer) == [Other.LATER, Other.EXPENSES, Other.HOURS, Other.POT, Other.SOMEONE_ELSE]
    later = answer.instead[0]
    assert (later.on, later.cents, later.allowed) == (date(2026, 12, 1), 30_00, Light.YES)
    assert "Dat is geen belofte" in later.words.nl
    assert answer.instead[-1].allowed is None


def test_under_27_later_is_the_27th_birthday() -> None:
    soon = person(under_27_until=date(2026, 12, 15))
    assert ask(allowance(50), soon).instead[0].on == date(2026, 12, 15)
    assert Other.LATER not in offered(ask(allowance(50), YOUNG))


def test_an_alternative_says_when_it_must_be_asked_too() -> None:
    answer = ask(allowance(250), municipality=LEEUWARDEN)
    hours = next(each for each in answer.instead if each.other is Other.HOURS)
    assert hours.allowed is Light.ASK_FIRST
    assert "Vraag ook dit eerst" in hours.words.nl


def test_wages_are_not_turned_into_something_else() -> None:
    assert ask(pay(Kind.EARNINGS, 1000), person(exemption_months=9)).instead == ()


def test_without_a_benefit_there_is_none_to_cut() -> None:
    for kind in Kind:
        answer = ask(pay(kind, 0), person(Benefit.NONE))
        assert answer.allowed is Light.YES, kind
    assert ask(pay(Kind.EARNINGS, 5000), person(Benefit.NONE)).fits_cents == 5000_00


def test_a_collective_sees_at_most_an_amount_and_never_a_reason() -> None:
    assert ask(allowance(0), history=[allowance(180)]).shared.nl == "Deze maand ten hoogste € 40."
    assert ask(allowance(0), YOUNG).shared.nl == "Deze maand ten hoogste € 0."
    assert ask(allowance(0), person(Benefit.UNKNOWN)).shared == ("", "")
