"""The bank: reading a file of it, and saying of every line what it is."""

import hashlib
import re
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from samenspel.kernels.quantity import EURO
from samenspel.kernels.statute.judge import Outcome
from samenspel.rooms.ledger import bank, invoices, queries
from samenspel.rooms.ledger.acts.bank import Carry, MatchLine, ReadStatement, StatementLine
from samenspel.rooms.ledger.acts.receiving import Receive
from samenspel.rooms.ledger.acts.spending import Spend
from samenspel.rooms.ledger.bank import BankLineView, Guess
from samenspel.rooms.ledger.bankfiles import (
    BadFileError,
    BankFile,
    Trouble,
    read_bank_file,
    read_columns,
    sample,
)
from samenspel.rooms.ledger.forms import CONTRIBUTION, BankFileForm, BankLineForm, ColumnsForm
from samenspel.rooms.ledger.names import account_name
from samenspel.rooms.ledger.pages.frame import address, purse_url
from samenspel.rooms.ledger.queries import OUTSIDE, AccountView, Kind
from samenspel.rooms.ledger.templatetags.amounts import amount
from samenspel.rooms.membership import queries as membership
from samenspel.rooms.membership.frame import (
    Answer,
    PageRequest,
    Reader,
    Step,
    attempt,
    attempted,
    insider_page,
    number_of,
    or_404,
    request_key,
    told,
)
from samenspel.rooms.statute import gate
from samenspel.rooms.statute.gate import Done

MONTHS_BACK = 24
"""How far back a month can still be that a contribution is for."""
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Shown:
    """A line that waits, with what it seems to be in words."""

    line: BankLineView
    guess: Guess
    seems: str


def _bank_url(reader: Reader) -> str:
    return address(reader, "bank")


def _keeps_it(reader: Reader) -> list[AccountView]:
    """The accounts at a bank, for who may read its statements. Others are not told what is there."""
    banks = [each for each in queries.common_accounts(reader.id) if each.kind == Kind.BANK]
    if not banks:
        raise Http404
    probe = ReadStatement(banks[0].id, "0" * 64, (StatementLine(reader.at.date(), 1),))
    if reader.ask("ledger.read_statement", probe) is not Outcome.ALLOWED:
        raise PermissionDenied
    return banks


@require_http_methods(["GET", "HEAD", "POST"])
@insider_page
def overview(request: PageRequest, reader: Reader) -> HttpResponse:
    """Read a file of the bank, and see what waits."""
    banks = _keeps_it(reader)
    names = {each.id: account_name(each) for each in queries.common_accounts(reader.id)}
    form = BankFileForm(
        request.POST or None,
        request.FILES or None,
        banks=[(str(each.id), names[each.id]) for each in banks],
    )
    if request.method == "POST" and form.is_valid():
        answer = _read(request, reader, form)
        if answer is not None:
            return answer
    lines, listed = bank.waiting(reader.id, number_of(request))
    guesses = bank.guesses(reader.id, lines)
    context = {
        "reader": reader,
        "form": form,
        "back_url": purse_url(reader),
        "lines": [Shown(each, guesses[each.id], _seems(guesses[each.id], names)) for each in lines],
        "total": listed.paginator.count,
        "euro": EURO,
        "standings": [
            (each, names[each.account_id] if len(banks) > 1 else _("What the bank says"))
            for each in bank.standings(reader.id)
        ],
        "ever": bank.ever_read(reader.id),
        "page": listed,
    }
    return render(request, "ledger/bank.html", context, status=400 if form.errors else 200)


def _read(request: PageRequest, reader: Reader, form: BankFileForm) -> HttpResponse | None:
    """Read the file into lines that wait; None with the error on the form. Of a table that we do not know one says more."""
    content = form.cleaned_data["file"].read()
    account = UUID(form.cleaned_data["account"])
    try:
        found = read_bank_file(content)
    except BadFileError as error:
        rows = sample(content) if error.trouble is Trouble.UNKNOWN else []
        if rows:
            return _which_columns(
                request, reader, ColumnsForm(None, rows=rows, content=content, account=account)
            )
        form.add_error("file", _trouble(error))
        return None
    return _keep(request, reader, form, _params(account, content, found))


def _keep(request: PageRequest, reader: Reader, form: Form, statement: ReadStatement) -> HttpResponse | None:
    done = attempted(form, lambda: attempt(request, reader, "ledger.read_statement", statement))
    return (
        told(request, _said_of(int(str(done.deed.payload["lines"]))), _bank_url(reader))
        if done is not None
        else None
    )


def _which_columns(request: PageRequest, reader: Reader, form: ColumnsForm) -> HttpResponse:
    context = {"reader": reader, "form": form, "rows": form.rows, "back_url": _bank_url(reader)}
    return render(request, "ledger/columns.html", context, status=400 if form.errors else 200)


@require_POST
@insider_page
def columns(request: PageRequest, reader: Reader) -> HttpResponse:
    """Read a table of which someone said what the columns are. The table itself comes along: nothing of it was kept."""
    banks = {each.id for each in _keeps_it(reader)}
    try:
        content = b64decode(request.POST.get("content", ""), validate=True)
        account = UUID(request.POST.get("account", ""))
    except ValueError as error:
        raise Http404 from error
    rows = sample(content)
    if account not in banks or not rows:
        raise Http404
    form = ColumnsForm(request.POST, rows=rows, content=content, account=account)
    if form.is_valid():
        try:
            found = read_columns(content, form.columns())
        except BadFileError as error:
            form.add_error(None, _wrong_columns(error))
        else:
            answer = _keep(request, reader, form, _params(account, content, found))
            if answer is not None:
                return answer
    return _which_columns(request, reader, form)


def _wrong_columns(error: BadFileError) -> str:
    if error.trouble is not Trouble.BROKEN:
        return _trouble(error)
    return _("Line %(line)s does not fit what you chose. Look at the columns again.") % {"line": error.line}


def _params(account: UUID, content: bytes, found: BankFile) -> ReadStatement:
    return ReadStatement(
        account,
        hashlib.sha256(content).hexdigest(),
        tuple(StatementLine(each.day, each.cents, each.name, each.iban, each.about) for each in found.lines),
        found.iban,
        found.closing,
        found.closing_day,
    )


def _said_of(fresh: int) -> str:
    if not fresh:
        return _("Read. There is nothing new in it.")
    return ngettext(
        "Read. There is %(count)s new line to look at.",
        "Read. There are %(count)s new lines to look at.",
        fresh,
    ) % {"count": fresh}


def _trouble(error: BadFileError) -> str:
    where = _(" Look at line %(line)s of the file.") % {"line": error.line} if error.line else ""
    return {
        Trouble.TOO_LARGE: _("This file is too large. Download a shorter time from the bank."),
        Trouble.UNKNOWN: _(
            "We cannot read this kind of file. Download it from the bank as CAMT.053 or MT940."
        ),
        Trouble.BROKEN: _("Something is wrong in this file. Download it from the bank again."),
        Trouble.NOT_EUROS: _("There is other money than euros in this file. We only read euros."),
        Trouble.SEVERAL_ACCOUNTS: _("There is more than one account in this file. Download one at a time."),
        Trouble.DOES_NOT_ADD_UP: _(
            "The lines in this file do not add up to what it says was on the account. Download it again."
        ),
        Trouble.EMPTY: _("There is nothing in this file."),
    }[error.trouble] + where


def _seems(guess: Guess, names: Mapping[UUID, str]) -> str:
    if guess.written:
        first = guess.written[0]
        words = {"day": date_format(first.day, "j F"), "about": first.about}
        if first.about:
            return _("This looks like what you wrote down on %(day)s: %(about)s") % words
        return _("This looks like what you wrote down on %(day)s.") % words
    if guess.account_id is not None and guess.account_id in names:
        words = {"account": names[guess.account_id], "about": guess.about}
        return _("Last time: %(account)s, %(about)s") % words
    return ""


@require_http_methods(["GET", "HEAD", "POST"])
@insider_page
def one(request: PageRequest, reader: Reader, line_id: UUID) -> HttpResponse:
    """Say of one line what it is."""
    _keeps_it(reader)
    line = or_404(bank.line(reader.id, line_id))
    if line.transfer_id is not None:
        return told(request, _("This line of the bank is in the cash book already."), _bank_url(reader))
    guess = bank.guesses(reader.id, [line])[line.id]
    members = _contributors(reader, line)
    form = BankLineForm(
        request.POST or None,
        options=_options(reader, line, guess),
        guess=guess,
        members=members,
        seems=_seems_of(line, members),
    )
    if request.method == "POST" and form.is_valid() and form.cleaned_data["what"] == CONTRIBUTION:
        if attempted(form, lambda: _contribute(request, reader, line, UUID(form.cleaned_data["member"]))):
            return told(
                request, _("It is in the cash book, and counts as a contribution."), _bank_url(reader)
            )
    elif request.method == "POST" and form.is_valid():
        act, params = _meant(reader, line, form.cleaned_data["what"], form.cleaned_data["about"])
        done = attempted(form, lambda: attempt(request, reader, act, params))
        if done is not None:
            return told(request, _("It is in the cash book."), _bank_url(reader))
    step = Step(
        "ledger.match_line",
        _("What is this?"),
        _("Write it down"),
        answers=_answers(line),
        back_url=_bank_url(reader),
    )
    return render(request, "site/confirm.html", step.context(form), status=400 if form.errors else 200)


def _contributors(reader: Reader, line: BankLineView) -> list[tuple[str, str]]:
    """Who can have paid a contribution by a line: nobody where the rules ask none, or money went out."""
    if line.cents <= 0 or not reader.settings.contribution_cents:
        return []
    return [(str(person), name) for person, name in membership.person_choices(reader.id, reader.at)]


def _seems_of(line: BankLineView, members: list[tuple[str, str]]) -> str:
    """The one member whose whole name the bank tells; nobody when there are none or more."""
    words = _WORD.findall(f"{line.name} {line.about}".casefold())
    told_of = f" {' '.join(words)} "
    found = [person for person, name in members if f" {name.casefold()} " in told_of]
    return found[0] if len(found) == 1 else ""


def _contribute(request: PageRequest, reader: Reader, line: BankLineView, person: UUID) -> Done:
    """Book what came in, and let it count as someone's contribution, both or neither."""
    assert reader.actor is not None
    purse = _purse(reader)
    came = Receive(line.account_id, purse.id, line.cents, line.day, _("Contribution"), line=line.id)
    months = membership.dues(reader.id, person, line.day).months
    month = next(
        (each.month for each in months[-MONTHS_BACK:] if each.given_cents < each.due_cents), line.day
    )
    counts = {"person_id": person, "month": month, "cents": line.cents}
    key = request_key(request)
    with transaction.atomic():
        done = attempt(request, reader, "ledger.receive", came)
        gate.attempt(
            "membership.record_contribution",
            reader.actor,
            counts,
            at=reader.at,
            key=uuid5(key, "contribution") if key is not None else None,
        )
    return done


def _purse(reader: Reader) -> AccountView:
    """The purse in euros; every book has one."""
    return next(a for a in queries.common_accounts(reader.id) if a.kind == Kind.PURSE and a.unit == EURO)


def _answers(line: BankLineView) -> list[Answer]:
    came = _("Came in") if line.cents > 0 else _("Went out")
    found = [Answer(_("Day"), date_format(line.day, "j F Y")), Answer(came, amount(abs(line.cents), EURO))]
    found += [Answer(_("With"), f"{line.name} {line.iban}".strip())] if line.name or line.iban else []
    return found + ([Answer(_("What the bank says"), line.about)] if line.about else [])


def _options(reader: Reader, line: BankLineView, guess: Guess) -> list[tuple[str, str]]:
    """What a line can be: a payment that was written down already, one of our accounts, or money to and from the box."""
    written = [
        (
            f"match:{each.transfer_id}",
            _("Written down already, on %(day)s: %(about)s")
            % {"day": date_format(each.day, "j F"), "about": each.about or "–"},
        )
        for each in guess.written
    ]
    sent = [
        (
            f"invoice:{each.id}",
            _("For invoice %(number)s of %(name)s") % {"number": each.number, "name": each.name},
        )
        for each in (invoices.open_ones(reader.id) if line.cents > 0 else ())
        if line.cents <= each.open
    ]
    accounts = [each for each in queries.common_accounts(reader.id) if each.unit.code == EURO.code]
    said = _("It is for: %(account)s") if line.cents > 0 else _("It was paid from: %(account)s")
    ours = [
        (f"account:{each.id}", said % {"account": account_name(each)})
        for each in accounts
        if each.kind not in OUTSIDE
    ]
    own = [
        (f"carry:{each.id}", _("Our own money, to or from: %(account)s") % {"account": account_name(each)})
        for each in accounts
        if each.kind in {Kind.BANK, Kind.CASH} and each.id != line.account_id
    ]
    return [*written, *sent, *ours, *own]


def _meant(reader: Reader, line: BankLineView, what: str, about: str) -> tuple[str, object]:
    """The act that a choice means."""
    kind, _colon, chosen = what.partition(":")
    other, cents = UUID(chosen), abs(line.cents)
    if kind == "invoice":
        paid = or_404(invoices.invoice(reader.id, other))
        purse = _purse(reader)
        words = about or _("Invoice %(number)s") % {"number": paid.number}
        return "ledger.receive", Receive(
            line.account_id, purse.id, cents, line.day, words, line=line.id, invoice=other
        )
    if kind == "match":
        return "ledger.match_line", MatchLine(line.id, other)
    if kind == "carry":
        source, target = (other, line.account_id) if line.cents > 0 else (line.account_id, other)
        return "ledger.carry", Carry(source, target, cents, line.day, line.id)
    if line.cents > 0:
        return "ledger.receive", Receive(line.account_id, other, cents, line.day, about, line=line.id)
    return "ledger.spend", Spend(other, cents, taker=line.account_id, about=about, line=line.id)


@require_POST
@insider_page
def as_guessed(request: PageRequest, reader: Reader, line_id: UUID) -> HttpResponse:
    """Take a line for the one payment it seems to be, or write it down as the last one with the same account."""
    _keeps_it(reader)
    line = or_404(bank.line(reader.id, line_id))
    guess = bank.guesses(reader.id, [line])[line.id] if line.transfer_id is None else Guess()
    if not guess.whole:
        return told(
            request,
            _("Look at this line yourself."),
            address(reader, "bank_line", line.id),
        )
    what = f"match:{guess.written[0].transfer_id}" if guess.written else f"account:{guess.account_id}"
    act, params = _meant(reader, line, what, guess.about)
    form = BankLineForm({}, options=[], guess=guess)
    done = attempted(form, lambda: attempt(request, reader, act, params))
    if done is None:
        return told(
            request,
            " ".join(str(each) for each in form.non_field_errors()),
            address(reader, "bank_line", line.id),
        )
    return told(request, _("It is in the cash book."), _bank_url(reader))
