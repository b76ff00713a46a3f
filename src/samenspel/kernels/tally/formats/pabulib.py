"""Pabulib `.pb`: participatory budgets. pabulib.org; Faliszewski et al. 2023 (arXiv 2305.11035).

Three sections of lines with semicolons: META (key;value), PROJECTS and VOTES, each with a line of column names. Votes
are approvals, orders (`ordinal`) or points (`cumulative`, `scoring`). Where an amount has decimals, all amounts are read
in hundredths.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from samenspel.kernels.tally.ballots import Kind, Option, Written
from samenspel.kernels.tally.formats.election import BadFileError, Election, merged, table, whole
from samenspel.kernels.tally.rules import Rules

_KINDS = {
    "approval": Kind.MARKS,
    "choose-1": Kind.MARKS,
    "ordinal": Kind.RANKING,
    "cumulative": Kind.GRADES,
    "scoring": Kind.GRADES,
}

_MOST_DIGITS = 18
"""Larger amounts are a mistake in the file, and take for ever to count."""

_Line = tuple[int, Mapping[str, str]]


def read_pabulib(text: str) -> Election:
    """Read a Pabulib file. Raises BadFileError."""
    meta, projects, votes = _sections(text)
    kind = _KINDS.get(meta.get("vote_type", "approval"))
    if kind is None:
        raise BadFileError(
            0,
            f"stemmen van soort “{meta['vote_type']}” kennen we niet.",
            f"we do not know votes of type “{meta['vote_type']}”.",
        )
    amounts = {str(number): row.get("cost", "") for number, row in projects} | {"0": meta.get("budget", "")}
    scale = 100 if any("." in each or "," in each for each in amounts.values()) else 1
    options = tuple(
        Option(
            _id(row, number), row.get("name") or _id(row, number), _amount(row.get("cost", ""), scale, number)
        )
        for number, row in projects
    )
    known: set[str] = set()
    for option, (number, _) in zip(options, projects, strict=True):
        if option.id in known:
            raise BadFileError(
                number, f"plan {option.id} staat er twee keer.", f"project {option.id} stands here twice."
            )
        known.add(option.id)
    cast = [(_ballot(row, number, kind, known), 1) for number, row in votes]
    top = (
        max((int(each.rpartition(":")[2]) for written, _ in cast for each in written), default=1)
        if kind is Kind.GRADES
        else 5
    )
    return Election(
        title=meta.get("description", ""),
        kind=kind,
        options=options,
        ballots=merged(cast),
        rules=Rules(budget=_amount(meta.get("budget", ""), scale, 0), top=max(top, 1)),
    )


def _sections(text: str) -> tuple[dict[str, str], list[_Line], list[_Line]]:
    found: dict[str, list[_Line]] = {"META": [], "PROJECTS": [], "VOTES": []}
    section, columns = "", None
    for number, cells in table(text, ";"):
        if cells[0].upper() in found and len(cells) == 1:
            section, columns = cells[0].upper(), None
        elif columns is None:
            columns = [cell.lower() for cell in cells]
        elif not section:
            break
        else:
            found[section].append((number, dict(zip(columns, cells, strict=False))))
    for name in ("META", "PROJECTS", "VOTES"):
        if name not in text.upper():
            raise BadFileError(0, f"het deel {name} ontbreekt.", f"the section {name} is missing.")
    meta = {row.get("key", ""): row.get("value", "") for _, row in found["META"]}
    return meta, found["PROJECTS"], found["VOTES"]


def _id(row: Mapping[str, str], number: int) -> str:
    if not row.get("project_id"):
        raise BadFileError(number, "dit plan heeft geen project_id.", "this project has no project_id.")
    return row["project_id"]


def _amount(text: str, scale: int, line: int) -> int:
    try:
        amount = Decimal(text.replace(",", ".")) * scale
    except ArithmeticError:  # no number, or one beyond all bounds
        amount = Decimal(-1)
    if not amount.is_finite() or amount < 0 or amount.adjusted() > _MOST_DIGITS or amount != int(amount):
        raise BadFileError(line, f"“{text}” is geen bedrag.", f"“{text}” is not an amount.")
    return int(amount)


def _ballot(row: Mapping[str, str], number: int, kind: Kind, known: set[str]) -> Written:
    ids = [each.strip() for each in row.get("vote", "").split(",") if each.strip()]
    unknown = [each for each in ids if each not in known]
    if unknown:
        raise BadFileError(number, f"er is geen plan {unknown[0]}.", f"there is no project {unknown[0]}.")
    if len(set(ids)) != len(ids):
        raise BadFileError(number, "een plan staat er twee keer.", "a project stands here twice.")
    if kind is Kind.GRADES:
        return _graded(ids, row.get("points", "").split(","), number)
    return tuple(ids) if kind is Kind.RANKING else tuple(sorted(ids))


def _graded(ids: Sequence[str], points: Sequence[str], number: int) -> Written:
    given = [each for each in points if each.strip()]
    if len(given) != len(ids):
        raise BadFileError(
            number, "er zijn niet evenveel punten als plannen.", "there are not as many points as projects."
        )
    return tuple(f"{name}:{whole(each, number)}" for name, each in zip(ids, given, strict=True))
