"""The files: every figure has its source and its days, none collide, all words are there; and bad files are refused."""

import re
from datetime import date
from fractions import Fraction

import pytest

from samenspel.kernels.benefits import (
    BadFigureError,
    Benefit,
    Light,
    Read,
    Unit,
    read_figures,
    read_municipality,
)
from samenspel.kernels.benefits.figures import CHECK_AFTER, Known
from samenspel.kernels.benefits.municipality import Policy

from .asking import FIGURES, FILES, LEEUWARDEN, PLACES, TODAY, VOORBEELDSTAD

EVERY = [*FIGURES.figures, *VOORBEELDSTAD.policies.figures, *LEEUWARDEN.policies.figures]
every_figure = pytest.mark.parametrize("figure", EVERY, ids=lambda each: f"{each.name}-{each.since}")


@every_figure
def test_a_figure_has_words_a_source_and_days(figure) -> None:
    assert figure.what.nl
    assert figure.what.en
    assert bool(figure.note.nl) is bool(figure.note.en)
    assert figure.source.title
    assert re.match(r"https?://|docs/", figure.source.url)
    assert figure.until is None or figure.since <= figure.until
    assert figure.source.text_date is None or figure.source.text_date <= figure.source.checked_on
    assert "%" not in figure.what.nl + figure.what.en + figure.note.nl


@every_figure
def test_what_is_undated_unverified_or_not_found_says_that_it_is_uncertain(figure) -> None:
    if figure.value is None or figure.source.text_date is None or figure.read is Read.UNVERIFIED:
        assert figure.uncertain


def test_amounts_are_whole_cents_and_parts_are_parts() -> None:
    for figure in EVERY:
        if figure.unit in {Unit.EURO, Unit.EURO_HOUR, Unit.EURO_MONTH, Unit.EURO_YEAR}:
            assert figure.value is None or type(figure.value) is int
        if figure.unit is Unit.PART:
            assert isinstance(figure.value, Fraction)


def test_no_amount_stands_in_the_code() -> None:
    for path in (FILES[0].parents[1]).glob("*.py"):
        assert not re.search(
            r"\b(220|2200|1200|285|3398|8000|16000)(_?00)?\b(?!.*`)", path.read_text(encoding="utf-8")
        ), path


def test_each_benefit_has_a_light_or_is_unknown() -> None:
    for benefit in Benefit:
        known = FIGURES.known(f"light_{benefit}", TODAY, TODAY)
        assert (known.figure is None) is (benefit in {Benefit.OTHER, Benefit.UNKNOWN})
        assert known.figure is None or Light(known.word)


def test_the_example_municipality_shows_every_choice() -> None:
    assert {each.name for each in VOORBEELDSTAD.policies.figures} == set(Policy)
    assert {path.stem for path in PLACES} == {"leeuwarden", "voorbeeldstad"}


def test_the_history_is_there() -> None:
    def month(year: int) -> int | None:
        return FIGURES.known("volunteer_month", date(year, 6, 1), date(year, 6, 1)).number

    assert [month(year) for year in (2017, 2019, 2020, 2022, 2023, 2024, 2025, 2026)] == [
        150_00, 170_00, 170_00, 180_00, 190_00, 210_00, 210_00, 220_00,
    ]  # fmt: skip
    for figure in FIGURES.by_name["volunteer_year"]:
        month_of = FIGURES.known("volunteer_month", figure.since, figure.since)
        assert figure.value == 10 * month_of.number


def test_two_generations_stand_side_by_side() -> None:
    one = FIGURES.known("earnings_part", TODAY, TODAY, "31")
    other = FIGURES.known("earnings_part", TODAY, TODAY, "34a")
    assert (one.part, other.part) == (Fraction(1, 4), Fraction(3, 20))
    assert one.sure
    assert not other.sure


GOOD = """
[[figure]]
name = "a"
what_nl = "iets"
what_en = "something"
cents = 1_00
unit = "euro"
from = 2026-01-01
source = "wet"
url = "https://example.org"
text_date = 2026-01-01
checked_on = 2026-01-01
read = "law"
uncertain = false
note_nl = ""
note_en = ""
"""


def test_a_file_is_read() -> None:
    [figure] = read_figures([GOOD]).figures
    assert (figure.value, figure.unit, figure.until, figure.generation) == (100, Unit.EURO, None, "")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[[figure]]", "[[figure"),
        ('url = "https://example.org"\n', ""),
        ("note_nl", "nota_nl"),
        ("cents = 1_00", ""),
        ("cents = 1_00", "cents = 1.5"),
        ("cents = 1_00", "cents = -1"),
        ("cents = 1_00", "cents = true"),
        ("cents = 1_00", "cents = 1\ncount = 1"),
        ("cents = 1_00", 'part = "3/2"'),
        ("cents = 1_00", 'part = "1/0"'),
        ("cents = 1_00", 'part = "half"'),
        ("cents = 1_00", 'yes = "ja"'),
        ("cents = 1_00", 'light = "blue"'),
        ("cents = 1_00", "unknown = true"),
        ("cents = 1_00", "cents = 1\nextra = 1"),
        ('unit = "euro"', 'unit = "guilder"'),
        ('read = "law"', 'read = "heard"'),
        ('read = "law"', 'read = "unverified"'),
        ("text_date = 2026-01-01", 'text_date = "unknown"'),
        ("from = 2026-01-01", 'from = "yesterday"'),
        ("from = 2026-01-01", "from = 2026-01-01T10:00:00"),
    ],
)
def test_a_bad_file_is_refused_in_words(old, new) -> None:
    assert old in GOOD
    with pytest.raises(BadFigureError) as caught:
        read_figures([GOOD.replace(old, new, 1)])
    assert all(caught.value.words)


@pytest.mark.parametrize("until", ["", "until = 2026-06-30\n"])
def test_two_figures_on_one_day_are_refused(until) -> None:
    with pytest.raises(BadFigureError):
        read_figures([GOOD, GOOD.replace("source =", f"{until}source =", 1)])
    later = GOOD.replace("from = 2026-01-01", "from = 2026-07-01")
    earlier = GOOD.replace("source =", "until = 2026-06-30\nsource =", 1)
    assert len(read_figures([earlier, later]).figures) == 2
    assert len(read_figures([GOOD, GOOD.replace("source =", 'generation = "x"\nsource =', 1)]).figures) == 2


def test_a_municipality_has_a_name_a_code_and_known_choices() -> None:
    head = 'name = "A"\ncode = "1"\n'
    with pytest.raises(BadFigureError):
        read_municipality('name = "A"')
    with pytest.raises(BadFigureError):
        read_municipality(head + GOOD.replace("figure", "policy"))
    good = head + GOOD.replace("figure", "policy").replace('"a"', '"pot_threshold"')
    assert read_municipality(good).known(Policy.POT_THRESHOLD, TODAY, TODAY, 12).number == 100


def test_a_value_of_another_kind_is_refused() -> None:
    [figure] = read_figures([GOOD]).figures
    known = Known(figure)
    assert (known.number, known.word) == (100, "")
    for kind in ("part", "flag"):
        with pytest.raises(BadFigureError):
            getattr(known, kind)
    with pytest.raises(BadFigureError):
        _ = FIGURES.known("generation_default", TODAY, TODAY).number
    with pytest.raises(BadFigureError):
        FIGURES.source("nothing")
    assert (Known().number, Known().part, Known().flag) == (None, None, None)
    assert FIGURES.known(CHECK_AFTER, TODAY, TODAY).number == 6
