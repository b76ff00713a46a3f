"""A year of what we have together, on paper and as a file."""

import csv

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samenspel.rooms.ledger import queries
from samenspel.rooms.ledger.names import account_name
from samenspel.rooms.ledger.pages.purse import purse_url
from samenspel.rooms.membership.frame import PageRequest, Reader, insider_page
from samenspel.rooms.statute.gate import civil_day


@require_safe
@insider_page
def year(request: PageRequest, reader: Reader, number: int) -> HttpResponse:
    """The year on paper: for the members, and for those who audit it."""
    if not 2000 <= number <= civil_day(reader.at).year:
        raise Http404
    rows = queries.year(reader.id, number)
    context = {
        "reader": reader,
        "year": number,
        "rows": [(row, account_name(row.account)) for row in rows if row.opened or row.came or row.went],
        "back_url": purse_url(reader),
    }
    return render(request, "ledger/year.html", context)


@require_safe
@insider_page
def year_file(_request: PageRequest, reader: Reader, number: int) -> HttpResponse:
    """Every line of a year as a table that a computer reads. Amounts are whole, in the smallest part of their unit."""
    if not 2000 <= number <= civil_day(reader.at).year:
        raise Http404
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{reader.slug}-{number}.csv"'
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
