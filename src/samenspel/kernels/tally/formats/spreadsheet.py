"""CSV from a spreadsheet: a column for each option, a row for each ballot.

A cell holds a mark (`1`, `x`, `ja`, `yes`; nothing, `0`, `nee`, `no` for none), a grade, or a rank (1 is first, equal
ranks share a place, nothing is not ranked). A column `aantal` or `count` says how often a ballot was cast. Semicolons
and commas both separate cells.
"""

from collections.abc import Sequence

from samenspel.kernels.tally.ballots import Kind, Written
from samenspel.kernels.tally.formats.election import BadFileError, Election, merged, numbered, table, whole
from samenspel.kernels.tally.rules import Rules

_COUNT = {"aantal", "count"}
_YES = {"1", "x", "ja", "yes", "v", "true"}
_NO = {"", "0", "nee", "no", "false"}


def read_csv(text: str, kind: Kind) -> Election:
    """Read a table of ballots of a kind. Raises BadFileError."""
    lines = text.lstrip("\ufeff").splitlines()
    separator = ";" if lines and lines[0].count(";") >= lines[0].count(",") else ","
    rows = list(table(text, separator))
    if not rows:
        raise BadFileError(0, "het bestand is leeg.", "the file is empty.")
    _, head = rows[0]
    counted = next((place for place, name in enumerate(head) if name.lower() in _COUNT), None)
    places = [place for place in range(len(head)) if place != counted]
    options = numbered([head[place] for place in places])
    cast = []
    for number, cells in rows[1:]:
        if len(cells) != len(head):
            raise BadFileError(
                number,
                f"deze rij heeft {len(cells)} cellen, de kop {len(head)}.",
                f"this row has {len(cells)} cells, the head {len(head)}.",
            )
        times = whole(cells[counted], number, 1) if counted is not None else 1
        cast.append((_ballot([cells[place] for place in places], kind, number), times))
    top = (
        max((int(each.rpartition(":")[2]) for written, _ in cast for each in written), default=1)
        if kind is Kind.GRADES
        else 5
    )
    return Election("", kind, options, merged(cast), Rules(top=max(top, 1)))


def _ballot(cells: Sequence[str], kind: Kind, number: int) -> Written:
    named = [(str(place), cell) for place, cell in enumerate(cells, start=1)]
    if kind is Kind.MARKS:
        strange = [cell for _, cell in named if cell.lower() not in _YES | _NO]
        if strange:
            raise BadFileError(
                number,
                f"zet een 1 of laat de cel leeg, niet “{strange[0]}”.",
                f"write 1 or leave the cell empty, not “{strange[0]}”.",
            )
        return tuple(name for name, cell in named if cell.lower() in _YES)
    figures = [(name, whole(cell, number, int(kind is Kind.RANKING))) for name, cell in named if cell]
    if kind is Kind.GRADES:
        return tuple(f"{name}:{figure}" for name, figure in figures)
    ranks = sorted({figure for _, figure in figures})
    return tuple("=".join(name for name, figure in figures if figure == rank) for rank in ranks)
