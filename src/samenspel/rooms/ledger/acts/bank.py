"""What the bank says: reading a statement, and saying which transfer stands for a line of it."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field as Bound
from pydantic import StringConstraints

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.journal.book import Entry
from samenspel.kernels.quantity import UnitKind
from samenspel.rooms.ledger import deeds, posting
from samenspel.rooms.ledger.acts.common import OLDEST, P, common_account, one_unit, past_day
from samenspel.rooms.ledger.models import Account, BankLine, BankStatement, Line, Transfer
from samenspel.rooms.ledger.params import MOST, as_code
from samenspel.rooms.ledger.posting import Move, Posting, ground_of
from samenspel.rooms.statute import gate
from samenspel.rooms.statute.gate import Act, ImpossibleError, Performed, Permitted, civil_day, of_kind
from samenspel.rooms.statute.params import Remark

MOST_LINES = 5_000
_OWN = frozenset({Account.Kind.BANK, Account.Kind.CASH})

Iban = Annotated[str, StringConstraints(strip_whitespace=True, max_length=34, pattern=r"^[A-Z0-9]*$")]
Day = date
Cents = Annotated[int, Bound(ge=-MOST, le=MOST)]


# Reading


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One movement in cents: above nought came in, below nought went out."""

    day: Day
    cents: Cents
    name: Annotated[Remark, Bound(max_length=140)] = ""
    iban: Iban = ""
    about: Annotated[Remark, Bound(max_length=500)] = ""


@dataclass(frozen=True, slots=True)
class ReadStatement:
    """Keep the lines of a file of the bank, to look at one by one. Lines that were read before are left out."""

    account: UUID
    digest: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    lines: Annotated[tuple[StatementLine, ...], Bound(min_length=1, max_length=MOST_LINES)]
    iban: Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)] = ""
    closing: Cents | None = None
    closing_day: Day | None = None


def _read(case: Permitted[ReadStatement]) -> Performed:
    given = case.params
    account = common_account(case, given.account)
    if account.kind != Account.Kind.BANK or account.unit.kind != UnitKind.EURO:
        raise ImpossibleError(_("Choose the account at the bank that this file is of."))
    _same_account(case, account)
    if BankStatement.objects.filter(collective_id=case.collective_id, digest=given.digest).exists():
        raise ImpossibleError(_("You have read this file before. Nothing has changed."))
    today = civil_day(case.at)
    if any(not today - OLDEST <= line.day <= today + timedelta(days=1) for line in given.lines):
        raise ImpossibleError(_("A day in this file cannot be right: it is too long ago, or still to come."))
    statement = BankStatement.objects.create(
        id=new_id(),
        collective_id=case.collective_id,
        account=account,
        iban=given.iban,
        digest=given.digest,
        closing=given.closing if given.closing_day is not None else None,
        closing_day=given.closing_day if given.closing is not None else None,
        read_at=case.at,
    )
    fresh = _fresh(case, account.id)
    before = BankLine.objects.filter(collective_id=case.collective_id).count()
    BankLine.objects.bulk_create(
        BankLine(
            id=new_id(),
            collective_id=case.collective_id,
            statement=statement,
            account=account,
            reference=reference,
            place=place,
            day=line.day,
            cents=line.cents,
            name=line.name,
            iban=line.iban,
            about=line.about,
        )
        for place, (reference, line) in enumerate(fresh, start=before)
    )
    entry = Entry(
        deeds.STATEMENT_READ.name,
        {"account": str(account.id), "file": given.digest, "lines": len(fresh)},
        subject_id=statement.id,
    )
    return Performed(entry, len(fresh))


def _same_account(case: Permitted[ReadStatement], account: Account) -> None:
    """Refuse a file of another account at the bank than the one that was read into this one before."""
    iban = case.params.iban
    known = BankStatement.objects.filter(collective_id=case.collective_id).exclude(iban="")
    if iban and known.filter(account=account).exclude(iban=iban).exists():
        raise ImpossibleError(_("This file is of another account at the bank. Choose the right one."))
    if iban and known.filter(iban=iban).exclude(account=account).exists():
        raise ImpossibleError(_("This file is of another account at the bank. Choose the right one."))


def _fresh(case: Permitted[ReadStatement], account_id: UUID) -> list[tuple[str, StatementLine]]:
    """The lines that were not read before, each with what names it.

    Banks give no number that is the same in every file, so what a line says names it. The same payment twice on a day is
    told apart by its place among its equals; files hold whole days.
    """
    equals: Counter[str] = Counter()
    named: list[tuple[str, StatementLine]] = []
    for line in case.params.lines:
        said = json.dumps(
            [str(account_id), line.day.isoformat(), line.cents, line.iban, line.name, line.about]
        )
        equals[said] += 1
        named.append((hashlib.sha256(f"{said}#{equals[said]}".encode()).hexdigest(), line))
    first = min(line.day for line in case.params.lines)
    rows = BankLine.objects.filter(collective_id=case.collective_id, day__gte=first)
    known = set(rows.values_list("reference", flat=True))
    return [(reference, line) for reference, line in named if reference not in known]


# A line and its transfer


def waiting(case: Permitted[P], line_id: UUID, bank: Account, cents: int) -> BankLine:
    """The line of a statement that a transfer is to stand for. Raises ImpossibleError where it does not fit."""
    line = _waiting(case, line_id)
    if line.account_id != bank.id or line.cents != cents:
        raise ImpossibleError(_("This is not what the line of the bank says."))
    return line


def _waiting(case: Permitted[P], line_id: UUID) -> BankLine:
    line = BankLine.objects.filter(collective_id=case.collective_id, id=line_id).first()
    if line is None or line.transfer_id is not None:
        raise ImpossibleError(_("This line of the bank is in the cash book already."))
    return line


def stand_for(line: BankLine | None, transfer_id: UUID) -> None:
    """Let a transfer stand for a line of the bank."""
    if line is not None:
        BankLine.objects.filter(collective_id=line.collective_id, id=line.id).update(transfer_id=transfer_id)


def let_go(collective_id: UUID, transfer_id: UUID) -> None:
    """Let the line of a reversed transfer wait again."""
    BankLine.objects.filter(collective_id=collective_id, transfer_id=transfer_id).update(transfer_id=None)


@dataclass(frozen=True, slots=True)
class MatchLine:
    """Say that a line of the bank is a payment that was written down already."""

    line_id: UUID
    transfer_id: UUID


def _match(case: Permitted[MatchLine]) -> Performed:
    given = case.params
    line = _waiting(case, given.line_id)
    transfer = Transfer.objects.filter(collective_id=case.collective_id, id=given.transfer_id).first()
    if transfer is None or _other_amount(transfer, line):
        raise ImpossibleError(_("This is not what the line of the bank says."))
    if BankLine.objects.filter(collective_id=case.collective_id, transfer=transfer).exists():
        raise ImpossibleError(_("Another line of the bank is this payment."))
    reversed_by = Transfer.objects.filter(collective_id=case.collective_id, corrects=transfer)
    if transfer.corrects_id is not None or reversed_by.exists():
        raise ImpossibleError(_("This payment was reversed already."))
    stand_for(line, transfer.id)
    return Performed(
        Entry(deeds.LINE_MATCHED.name, {"transfer": str(transfer.id)}, subject_id=line.id), transfer.id
    )


def _other_amount(transfer: Transfer, line: BankLine) -> bool:
    moved = Line.objects.filter(
        collective_id=transfer.collective_id, transfer=transfer, amount=abs(line.cents)
    )
    side = moved.filter(**{"giver_id" if line.cents > 0 else "taker_id": line.account_id})
    return not side.exists()


# Between the bank and the cash box


@dataclass(frozen=True, slots=True)
class Carry:
    """Write down that money went between the bank and the cash box, or between two accounts at banks."""

    source: UUID
    target: UUID
    amount: Annotated[int, Bound(gt=0, le=MOST)]
    day: Day
    line: UUID | None = None


def _carry(case: Permitted[Carry]) -> Performed:
    given = case.params
    source, target = common_account(case, given.source), common_account(case, given.target)
    if source.kind not in _OWN or target.kind not in _OWN or source.id == target.id:
        raise ImpossibleError(_("Choose the bank and the cash box."))
    one_unit(source, target)
    past_day(case, given.day)
    line = _line_of(case, source, target)
    # Both stand for what is outside the books, so they count the other way round: what fills up goes further below nought.
    moves = [Move(target.id, source.id, given.amount)]
    transfer = posting.post(
        Posting(case.collective_id, "carry", moves, ground_of(case), case.at, day=given.day)
    )
    stand_for(line, transfer)
    entry = Entry(
        deeds.CARRIED.name,
        {
            "amounts": [as_code(target.unit.code, given.amount)],
            "source": str(source.id),
            "target": str(target.id),
            "day": given.day.isoformat(),
        },
        subject_id=transfer,
    )
    return Performed(entry, transfer)


def _line_of(case: Permitted[Carry], source: Account, target: Account) -> BankLine | None:
    """The line that tells of it: of the account that it went to, or of the one that it came from."""
    given = case.params
    if given.line is None:
        return None
    told = BankLine.objects.filter(collective_id=case.collective_id, id=given.line, account=target)
    return (
        waiting(case, given.line, target, given.amount)
        if told.exists()
        else waiting(case, given.line, source, -given.amount)
    )


gate.register(
    Act(
        name="ledger.read_statement",
        params=ReadStatement,
        sentence=_("read a statement of the bank"),
        governed=of_kind("register"),
        perform=_read,
    )
)
gate.register(
    Act(
        name="ledger.match_line",
        params=MatchLine,
        sentence=_("say which payment a line of the bank is"),
        governed=of_kind("register"),
        perform=_match,
    )
)
gate.register(
    Act(
        name="ledger.carry",
        params=Carry,
        sentence=_("write down money between the bank and the cash box"),
        governed=of_kind("register"),
        perform=_carry,
    )
)
