"""The monthly statement: what the member hands in, no more and no less."""

from datetime import date

from samenspel.kernels.benefits import Kind, Payment, monthly_statement

from .asking import FIGURES, TODAY, VOORBEELDSTAD, allowance, pay

PAYMENTS = [
    allowance(100, date(2026, 10, 3)),
    allowance(60, date(2026, 11, 20), minutes=600),
    allowance(40, date(2026, 11, 2), elsewhere=True),
    pay(Kind.HOURS, 0, date(2026, 11, 4), minutes=135),
    pay(Kind.GIFT_OR_GOODS, 15, date(2026, 11, 4)),
    allowance(210, date(2025, 11, 4)),
]


def test_it_holds_the_month_with_its_totals_and_what_is_left_of_the_year() -> None:
    made = monthly_statement(date(2026, 11, 30), reversed(PAYMENTS), FIGURES, municipality=None, today=TODAY)
    assert made.month == date(2026, 11, 1)
    assert [each.on.day for each in made.payments] == [2, 4, 4, 20]
    first = made.lines[0]
    assert (first.times, first.cents, first.elsewhere_cents, first.minutes, first.year_cents) == (
        2, 60_00, 40_00, 600, 200_00,
    )  # fmt: skip
    assert (made.total_cents, made.total_minutes) == (115_00, 735)
    assert [each.cents for each in made.left] == [2000_00, 1185_00]
    assert not any(each.uncertain for each in made.left)


def test_on_paper_it_is_plain() -> None:
    text = monthly_statement(date(2026, 11, 30), PAYMENTS, FIGURES, municipality=None, today=TODAY).text
    assert text.nl.splitlines() == [
        "Mijn overzicht van november 2026",
        "Gemaakt op 25 november 2026. Ik lever dit zelf in.",
        "- 2 november 2026: Vergoeding voor vrijwilligerswerk, € 40 van een andere groep",
        "- 4 november 2026: Giften en spullen, € 15",
        "- 4 november 2026: Uren, 2 uur en 15 minuten",
        "- 20 november 2026: Vergoeding voor vrijwilligerswerk, € 60 voor 10 uur",
        "Bij elkaar:",
        "- Vergoeding voor vrijwilligerswerk: € 100 voor 10 uur (dit jaar € 200)",
        "- Giften en spullen: € 15 (dit jaar € 15)",
        "- Uren: 2 uur en 15 minuten",
        "Vergoeding voor vrijwilligers, per jaar: € 2.200. Daarvan is nog € 2.000 over.",
        (
            "Dat staat in: Wet op de loonbelasting 1964, artikel 2 lid 6 "
            "(https://wetten.overheid.nl/BWBR0002471/2026-02-21#Artikel2), nagekeken op 23 november 2026."
        ),
        "Giften en spullen samen, per jaar: € 1.200. Daarvan is nog € 1.185 over.",
        (
            "Dat staat in: Participatiewet, artikel 31 lid 2 onder m en artikel 18 lid 8 "
            "(https://wetten.overheid.nl/BWBR0015703/2026-01-01#Artikel31), nagekeken op 23 november 2026."
        ),
        "Dit is geen juridisch advies. Bij twijfel: vraag het de gemeente of UWV.",
    ]
    assert text.en.count("no legal advice") == 1
    assert "from another group" in text.en
    assert "(this year €15)" in text.en


def test_a_month_without_anything_says_so() -> None:
    made = monthly_statement(date(2026, 12, 1), PAYMENTS[3:4], FIGURES, municipality=None, today=TODAY)
    assert "In deze maand kreeg ik niets." in made.text.nl
    assert made.lines == ()
    assert made.left == ()


def test_an_old_or_unknown_limit_is_told() -> None:
    made = monthly_statement(
        date(2027, 1, 1),
        [allowance(10, date(2027, 1, 5))],
        FIGURES,
        municipality=None,
        today=date(2027, 1, 9),
    )
    assert "oud cijfer" in made.text.nl
    assert made.left[0].uncertain
    before = monthly_statement(
        date(2016, 1, 1), [allowance(10, date(2016, 1, 5))], FIGURES, municipality=None, today=TODAY
    )
    assert (before.left[0].cents, before.left[0].source) == (None, None)
    gift = monthly_statement(
        date(2025, 1, 1),
        [Payment(Kind.GIFT_OR_GOODS, 1, date(2025, 1, 5))],
        FIGURES,
        municipality=None,
        today=TODAY,
    )
    assert gift.left[0].cents is None
    assert gift.left[0].source is not None


def test_an_amount_with_cents_and_a_single_minute_are_written_out() -> None:
    made = monthly_statement(
        TODAY,
        [Payment(Kind.EXPENSES, 1234_05, TODAY, minutes=1), Payment(Kind.HOURS, 0, TODAY, minutes=60)],
        FIGURES,
        municipality=None,
        today=TODAY,
    )
    assert "€ 1.234,05 voor 1 minuut" in made.text.nl
    assert "€1,234.05 for 1 minute" in made.text.en
    assert "Hours, 1 hour" in made.text.en
    none = monthly_statement(TODAY, [Payment(Kind.HOURS, 0, TODAY)], FIGURES, municipality=None, today=TODAY)
    assert none.total_minutes == 0


def test_own_coin_counts_to_the_gifts_unless_it_was_agreed_otherwise() -> None:
    coin = [pay(Kind.OWN_COIN, 100), pay(Kind.GIFT_OR_GOODS, 50)]
    for place, left in ((None, 1050_00), (VOORBEELDSTAD, 1150_00)):
        made = monthly_statement(TODAY, coin, FIGURES, municipality=place, today=TODAY)
        assert [each.cents for each in made.left] == [left]
