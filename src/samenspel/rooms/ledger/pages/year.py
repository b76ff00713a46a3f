"""A year of what we have together, on paper and as a file."""

import csv
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samenspel.rooms.ledger import auditfile, queries
from samenspel.rooms.ledger.names import account_name
from samenspel.rooms.ledger.pages.frame import file_answer, paper_answer, purse_url
from samenspel.rooms.ledger.queries import AccountView, YearRow
from samenspel.rooms.membership.frame import PageRequest, Reader, insider_page
from samenspel.rooms.statute.gate import civil_day


@require_safe
@insider_page
def year(request: PageRequest, reader: Reader, number: int) -> HttpResponse:
    """The year on paper: for the members, and for those who audit it."""
    known_year(reader, number)
    context = {
        "reader": reader,
        "year": number,
        "rows": _named(queries.year(reader.id, number)),
        "back_url": purse_url(reader),
    }
    return render(request, "ledger/year.html", context)


@require_safe
@insider_page
def year_paper(request: PageRequest, reader: Reader, number: int) -> HttpResponse:
    """The year as a PDF."""
    known_year(reader, number)
    rows = queries.year(reader.id, number)
    context = {
        "name": reader.collective.name,
        "year": number,
        "made": civil_day(reader.at),
        "flows": [
            flow
            for flow in queries.flows(reader.id, date(number, 1, 1), date(number, 12, 31))
            if flow.came or flow.went
        ],
        "rows": _named(rows),
    }
    name = f"{reader.slug}-{number}.pdf"
    return paper_answer(request, "ledger/paper/year.html", context, name, purse_url(reader))


@require_safe
@insider_page
def year_audit(_request: PageRequest, reader: Reader, number: int) -> HttpResponse:
    """The year in euros for an accountant, as an auditfile."""
    known_year(reader, number)
    accounts, moves = queries.audit(reader.id, number)
    if not accounts:
        raise Http404
    data = auditfile.written(
        reader.collective.name,
        number,
        civil_day(reader.at),
        [auditfile.Ledger(each.number, _name(each.account), each.opening) for each in accounts],
        [auditfile.Move(*each) for each in moves],
    )
    return file_answer(data, "application/xml", f"{reader.slug}-{number}.xaf")


def _name(account: AccountView | None) -> str:
    return account_name(account) if account is not None else _("All pots together")


def known_year(reader: Reader, number: int) -> None:
    """Raises Http404 for a year that lies ahead, or before there were computers in every home."""
    if not 2000 <= number <= civil_day(reader.at).year:
        raise Http404


def _named(rows: list[YearRow]) -> list[tuple[YearRow, str]]:
    """The rows on which something was or happened, each with its name."""
    return [(row, _name(row.account)) for row in rows if row.opened or row.came or row.went]


@require_safe
@insider_page
def year_file(_request: PageRequest, reader: Reader, number: int) -> HttpResponse:
    """Every line of a year as a table that a computer reads. Amounts are whole, in the smallest part of their unit."""
    known_year(reader, number)
    answer = file_answer(b"", "text/csv; charset=utf-8", f"{reader.slug}-{number}.csv")
    table = csv.writer(answer, delimiter=";")
    table.writerow(
        [
            "day",
            "transfer",
            "kind",
            "from",
            "to",
            "amount",
            "unit",
            "decimals",
            "rule",
            "version",
            "decision",
            "about",
        ]
    )
    for line in queries.lines(reader.id, number):
        table.writerow(
            [
                line.day.isoformat(), line.transfer_id, line.kind, _cell(line.giver), _cell(line.taker), line.amount,
                line.unit.code, line.unit.decimals, line.place, line.version, line.decision_id or "", _cell(line.about),
            ]
        )  # fmt: skip
    return answer


def _cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
