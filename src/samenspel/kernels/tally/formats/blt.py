"""BLT: the format of OpenSTV, OpaVote and Loomio for ranked ballots with a number of seats.

4 2            4 options, 2 seats
-2             option 2 has withdrawn (may be left out)
3 1 3 4 0      3 ballots: first 1, then 3, then 4
4 2=3 1 0      2 and 3 share a place
0              end of the ballots
"Anna" … "De tuin"   a name for each option, then a title
"""

import re
from collections.abc import Iterator

from samenspel.kernels.tally.ballots import Kind, Written
from samenspel.kernels.tally.formats.election import BadFileError, Election, merged, numbered, whole
from samenspel.kernels.tally.rules import Rules

_COMMENTED = re.compile(r'((?:"[^"]*"|[^"#])*)#.*', re.DOTALL)
"""A comment begins with # outside quotation marks."""
_NAME = re.compile(r'"([^"]*)"')


def read_blt(text: str) -> Election:
    """Read a BLT file. Raises BadFileError."""
    lines = _lines(text)
    number, first = _next(lines)
    figures = first.split()
    if len(figures) != 2:
        raise BadFileError(
            number,
            "een BLT-bestand begint met twee getallen: hoeveel keuzes en hoeveel plaatsen.",
            "a BLT file begins with two numbers: how many options and how many seats.",
        )
    options, seats = whole(figures[0], number, 1), whole(figures[1], number, 1)
    withdrawn: set[str] = set()
    ballots: list[tuple[Written, int]] = []
    for number, line in lines:
        if line.startswith("-"):
            withdrawn |= {_option(each.removeprefix("-"), number, options) for each in line.split()}
        elif line == "0":
            break
        else:
            ballots.append(_ballot(line, number, options))
    else:
        raise BadFileError(
            0, "na de stembriefjes hoort een regel met 0.", "a line with 0 belongs after the ballots."
        )
    names = [name for number, line in lines for name in _names(line, number)]
    if len(names) < options:
        raise BadFileError(
            0,
            f"er zijn {options} keuzes, maar {len(names)} namen.",
            f"there are {options} options, but {len(names)} names.",
        )
    kept = tuple(option for option in numbered(names[:options]) if option.id not in withdrawn)
    return Election(
        title=" ".join(names[options:]),
        kind=Kind.RANKING,
        options=kept,
        ballots=merged((_without(written, withdrawn), times) for written, times in ballots),
        rules=Rules(seats=seats),
    )


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        commented = _COMMENTED.fullmatch(line)
        stripped = (commented[1] if commented else line).strip()
        if stripped:
            yield number, stripped


def _next(lines: Iterator[tuple[int, str]]) -> tuple[int, str]:
    try:
        return next(lines)
    except StopIteration:
        raise BadFileError(0, "het bestand is leeg.", "the file is empty.") from None


def _ballot(line: str, number: int, options: int) -> tuple[Written, int]:
    weight, *marks = line.split()
    if not marks or marks[-1] != "0":
        raise BadFileError(number, "een stembriefje eindigt met 0.", "a ballot ends with 0.")
    tiers = [mark for mark in marks[:-1] if mark != "-"]  # a dash is a place that was left open
    ranked = [[_option(each, number, options) for each in tier.split("=")] for tier in tiers]
    named = [each for tier in ranked for each in tier]
    if len(set(named)) != len(named):
        raise BadFileError(number, "een keuze staat er twee keer.", "an option stands here twice.")
    return tuple("=".join(tier) for tier in ranked), whole(weight, number, 1)


def _option(text: str, number: int, options: int) -> str:
    found = whole(text, number, 1)
    if found > options:
        raise BadFileError(number, f"er is geen keuze {found}.", f"there is no option {found}.")
    return str(found)


def _names(line: str, number: int) -> list[str]:
    found = _NAME.findall(line)
    if not found:
        raise BadFileError(
            number, "een naam staat tussen aanhalingstekens.", "a name stands between quotation marks."
        )
    return found


def _without(written: Written, withdrawn: set[str]) -> Written:
    tiers = ([each for each in tier.split("=") if each not in withdrawn] for tier in written)
    return tuple("=".join(tier) for tier in tiers if tier)
