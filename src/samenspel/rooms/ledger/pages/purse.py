"""What we have together: for everyone as the rules on openness say, and account by account for who takes part."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samenspel.kernels.quantity import EURO, Unit, UnitKind
from samenspel.rooms.ledger import queries, requests
from samenspel.rooms.ledger.acts.accounts import Open
from samenspel.rooms.ledger.acts.correcting import Correct
from samenspel.rooms.ledger.names import account_name, kind_name
from samenspel.rooms.ledger.pages.frame import keeps_records, purse_url
from samenspel.rooms.ledger.queries import AccountView, EntryView, Flow, Kind
from samenspel.rooms.ledger.requests import PotView
from samenspel.rooms.membership.frame import PageRequest, Reader, insider_page, page
from samenspel.rooms.statute.gate import civil_day

_BAR = 1000
SMALLEST_GROUP = 5
"""From this many pots with something in them on, what is in them together tells on nobody."""


@dataclass(frozen=True, slots=True)
class Bars:
    """What came and what went as two bars against the larger of them, in drawing units of a thousand."""

    flow: Flow
    came: int
    went: int


@dataclass(frozen=True, slots=True)
class Shown:
    """An account with its name, or several as one row without an account.

    Of the bank and the cash box what they hold is the other way round.
    """

    account: AccountView | None
    unit: Unit
    name: str
    holds: int
    apart: bool


@require_safe
@page
def purse(request: PageRequest, reader: Reader) -> HttpResponse:
    """What there is, what came in and went out this year, and what is set apart. `?jaar=` is another year."""
    if not _may_read(reader):
        raise PermissionDenied
    today = civil_day(reader.at)
    asked = request.GET.get("jaar", "")
    year = (
        int(asked)
        if asked.isdecimal() and len(asked) == 4 and 2000 <= int(asked) <= today.year
        else today.year
    )
    flows = queries.flows(reader.id, date(year, 1, 1), min(date(year, 12, 31), today))
    accounts = queries.common_accounts(reader.id)
    pots = requests.pots(reader.id)
    keeps = bool(accounts) and keeps_records(reader)
    context = {
        "reader": reader,
        "year": year,
        "years": [other for other in (year - 1, year + 1) if other <= today.year],
        "open": queries.is_open(reader.id),
        "bars": [_bars(flow) for flow in flows if flow.came or flow.went or flow.stands],
        "accounts": _rows(reader, accounts, pots),
        "stopped": _if_we_stopped(reader, flows),
        "has_pots": requests.has_pots(reader.settings),
        "waiting": requests.count_waiting(reader.id) if keeps else 0,
        "may_open": reader.may("ledger.open", Open()),
        "may_keep": keeps,
    }
    return render(request, "ledger/purse.html", context)


def _rows(reader: Reader, accounts: list[AccountView], pots: list[PotView]) -> list[Shown]:
    """The accounts that this reader sees. Pots are one row; where they are few, a passer-by sees them with the reserve."""
    rows = [_shown(account) for account in accounts if reader.is_insider or not account.outside]
    together = sum(pot.account.balance for pot in pots)
    if not together:
        return rows
    if reader.is_insider or sum(pot.account.balance > 0 for pot in pots) >= SMALLEST_GROUP:
        place = next(
            (i for i, row in enumerate(rows) if row.account is not None and row.account.outside), len(rows)
        )
        return [*rows[:place], Shown(None, EURO, _("All pots together"), together, apart=True), *rows[place:]]
    reserve = next(
        i
        for i, row in enumerate(rows)
        if row.account is not None and row.account.kind == Kind.RESERVE and row.unit == EURO
    )
    rows[reserve] = replace(
        rows[reserve], name=_("The reserve and the pots"), holds=rows[reserve].holds + together
    )
    return rows


def _if_we_stopped(reader: Reader, flows: list[Flow]) -> tuple[Flow, str] | None:
    """What would go where if the collective stopped today, as its rules say; None where they do not."""
    settings = reader.settings
    euros = next((flow for flow in flows if flow.unit.kind is UnitKind.EURO), None)
    if not settings.entailed or not settings.destination or euros is None:
        return None
    return euros, settings.destination


def _may_read(reader: Reader) -> bool:
    """Who takes part; and everyone, where the rules say that what we do can be read."""
    return reader.is_insider or (reader.version is not None and "openness" in reader.version.charter.by_id)


def _bars(flow: Flow) -> Bars:
    whole = max(flow.came, flow.went, 1)
    return Bars(flow, flow.came * _BAR // whole, flow.went * _BAR // whole)


def _shown(account: AccountView) -> Shown:
    holds = -account.balance if account.outside else account.balance
    return Shown(account, account.unit, account_name(account), holds, apart=bool(account.purpose))


@require_safe
@insider_page
def account(request: PageRequest, reader: Reader, account_id: UUID) -> HttpResponse:
    """One account of all together, with what happened on it. `?voor=` reads on."""
    found = queries.account(reader.id, account_id)
    if found is None or found.person_id is not None:
        raise Http404
    entries, older = queries.read_on(reader.id, found, request.GET.get("voor", ""))
    context = {
        "reader": reader,
        "shown": _shown(found),
        "entries": [_named(entry, reader) for entry in entries],
        "older": older,
        "may_correct": bool(entries) and reader.may("ledger.correct", Correct(entries[0].transfer_id, "...")),
        "back_url": purse_url(reader),
    }
    return render(request, "ledger/account.html", context)


def _named(entry: EntryView, reader: Reader) -> tuple[EntryView, str]:
    """An entry with the name of the other account."""
    if entry.other_person is not None:
        return entry, entry.other if reader.is_insider else _("someone")
    return entry, kind_name(entry.other) if entry.other in set(Kind) else entry.other
