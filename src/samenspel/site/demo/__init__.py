"""The living example: three collectives and the real budget vote of Assen, made by acts through the gate.

No row is inserted here: everything that happened was attempted by someone, on a day, and allowed by the rules.
"""

from collections.abc import Callable
from datetime import timedelta

from samenspel.site import clock
from samenspel.site.demo import anchor, assen, cast, workshop

YEAR = timedelta(days=400)
"""How long ago the stories begin."""


def build(report: Callable[[str], None]) -> None:
    """Make the example in an empty database, telling what is being made."""
    today = clock.now().replace(hour=9, minute=0, second=0, microsecond=0)
    people = cast.make(today - YEAR)
    report("De Losse Schakel, Breda")
    workshop.tell(people, today - YEAR, today)
    report("Buurthuis Het Anker, Amersfoort")
    anchor.tell(people, today - YEAR / 2, today)
    report("Assen Top Idee, Assen")
    assen.tell(people, today - timedelta(days=120), today)


def sign_in_lines() -> list[str]:
    """How to sign in as each of the cast, for the terminal."""
    return cast.sign_in_lines(clock.now())
