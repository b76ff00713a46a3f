"""The files as they are, and short ways to ask. No test reads the clock: `TODAY` is a day like any other."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from samenspel.kernels.benefits import (
    OLDER,
    Benefit,
    Form,
    Headroom,
    Kind,
    Municipality,
    Other,
    Payer,
    Payment,
    Person,
    headroom,
    read_figures,
    read_municipality,
)

FOLDER = Path(__file__).resolve().parents[1] / "figures"
FILES = sorted(FOLDER.glob("*.toml"))
PLACES = sorted((FOLDER / "municipalities").glob("*.toml"))
FIGURES = read_figures(path.read_text(encoding="utf-8") for path in FILES)
VOORBEELDSTAD, LEEUWARDEN = (
    read_municipality((FOLDER / "municipalities" / f"{name}.toml").read_text(encoding="utf-8"))
    for name in ("voorbeeldstad", "leeuwarden")
)

TODAY = date(2026, 11, 25)
CLUB = Payer(Form.ASSOCIATION, subject_to_vpb=False, pot_apart=True)
COOPERATIVE = Payer(Form.COOPERATIVE_UA)


def person(benefit: Benefit = Benefit.PARTICIPATIEWET, **more: object) -> Person:
    """Someone whose 21st and 27th birthdays are past."""
    return Person(benefit, **{"under_27_until": OLDER, "under_21_until": OLDER, **more})


def allowance(euros: int, on: date = TODAY, **more: object) -> Payment:
    return Payment(Kind.VOLUNTEER_ALLOWANCE, euros * 100, on, **more)


def pay(kind: Kind, euros: int, on: date = TODAY, **more: object) -> Payment:
    return Payment(kind, euros * 100, on, **more)


def ask(
    asked: Payment,
    who: Person | None = None,
    history: Iterable[Payment] = (),
    *,
    payer: Payer = CLUB,
    municipality: Municipality | None = VOORBEELDSTAD,
    today: date = TODAY,
    figures: object = FIGURES,
) -> Headroom:
    return headroom(asked, who or person(), payer, history, figures, municipality=municipality, today=today)


def said(answer: Headroom) -> str:
    """All reasons in Dutch, one after another."""
    return " ".join(reason.words.nl for reason in answer.reasons)


def offered(answer: Headroom) -> list[Other]:
    return [each.other for each in answer.instead]
