"""PrefLib: `.soc`, `.soi` (strict orders), `.toc`, `.toi` (orders with ties), complete or not. preflib.org, format of 2022.

# TITLE: De tuin
# NUMBER ALTERNATIVES: 3
# ALTERNATIVE NAME 1: Appels
5: 1,{2,3}     5 ballots: first 1, then 2 and 3 alike
"""

import re

from samenspel.kernels.tally.ballots import Kind, Option, Written
from samenspel.kernels.tally.formats.election import BadFileError, Election, merged, whole

_HEAD = re.compile(r"#\s*([A-Z ]+?)(?:\s+(\d+))?\s*:\s*(.*)")
_SHARED = re.compile(r"\{[^{}]*\}")
_TIER = re.compile(r"\{([^}]*)\}|([^,{}]+)")


def read_preflib(text: str) -> Election:
    """Read a PrefLib file. Raises BadFileError."""
    title, expected = "", None
    options: list[Option] = []
    ballots: list[tuple[Written, int]] = []
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        head = _HEAD.fullmatch(line)
        if head is not None and head[1] == "ALTERNATIVE NAME" and head[2]:
            if head[2] in {option.id for option in options}:
                raise BadFileError(
                    number, f"keuze {head[2]} staat er twee keer.", f"option {head[2]} stands here twice."
                )
            options.append(Option(head[2], head[3].strip() or head[2]))
        elif head is not None and head[1] == "TITLE":
            title = head[3].strip()
        elif head is not None and head[1] == "NUMBER ALTERNATIVES":
            expected = whole(head[3], number, 1)
        elif line and not line.startswith("#"):
            ballots.append(_ballot(line, number, {option.id for option in options}))
    if not options or (expected is not None and expected != len(options)):
        raise BadFileError(
            0,
            "de namen van de keuzes (ALTERNATIVE NAME) ontbreken of kloppen niet met het aantal.",
            "the names of the options (ALTERNATIVE NAME) are missing, or not as many as the file says.",
        )
    return Election(title, Kind.RANKING, tuple(options), merged(ballots))


def _ballot(line: str, number: int, known: set[str]) -> tuple[Written, int]:
    times, colon, order = line.partition(":")
    if not colon:
        raise BadFileError(
            number,
            "hier hoort “aantal: volgorde”, zoals 5: 1,2,3.",
            "“count: order” belongs here, as in 5: 1,2,3.",
        )
    if set("{}") & set(_SHARED.sub("", order)):
        raise BadFileError(number, "een accolade is niet gesloten.", "a brace is not closed.")
    tiers: list[str] = []
    named: set[str] = set()
    for shared, single in _TIER.findall(order):
        ids = [each.strip() for each in (shared or single).split(",") if each.strip()]
        unknown = [each for each in ids if each not in known]
        if unknown:
            raise BadFileError(number, f"er is geen keuze {unknown[0]}.", f"there is no option {unknown[0]}.")
        if named & set(ids) or len(set(ids)) != len(ids):
            raise BadFileError(number, "een keuze staat er twee keer.", "an option stands here twice.")
        named |= set(ids)
        if ids:
            tiers.append("=".join(ids))
    return tuple(tiers), whole(times, number, 1)
