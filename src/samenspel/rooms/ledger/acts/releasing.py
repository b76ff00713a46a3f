"""Payments for the bank: what was booked, released by two people, and put in one file that the bank reads."""

import hashlib
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field as Bound
from sepaxml.validation import ValidationError

from samenspel.ground.foundation import collectives
from samenspel.ground.foundation.ids import new_id
from samenspel.ground.journal.book import Entry
from samenspel.rooms.ledger import deeds, pain
from samenspel.rooms.ledger.acts.common import P
from samenspel.rooms.ledger.models import Account, Payment, PaymentFile
from samenspel.rooms.ledger.params import Iban
from samenspel.rooms.ledger.queries import open_payments
from samenspel.rooms.statute import gate
from samenspel.rooms.statute.gate import Act, ImpossibleError, Performed, Permitted, civil_day, of_kind
from samenspel.rooms.statute.params import Reason


@dataclass(frozen=True, slots=True)
class Payee:
    """To whom a payment goes, as the bank knows them, and what stands with it."""

    name: str
    iban: str
    about: str


def order(case: Permitted[P], account: Account, transfer: UUID, cents: int, payee: Payee) -> None:
    """Let what was booked wait to be paid at the bank; part of an act of this room. Nothing without a bank account."""
    if not payee.iban:
        return
    if account.kind != Account.Kind.BANK:
        raise ImpossibleError(_("Only what goes by the bank can be paid to a bank account."))
    if not payee.name.strip():
        raise ImpossibleError(_("Write the name that goes with the bank account."))
    Payment.objects.create(
        id=new_id(),
        collective_id=case.collective_id,
        transfer_id=transfer,
        account=account,
        cents=cents,
        name=payee.name.strip()[:70],
        iban=payee.iban,
        about=payee.about.strip()[:140] or str(_("Payment")),
        made_at=case.at,
    )


@dataclass(frozen=True, slots=True)
class Release:
    """Say of payments that they may go to the bank. It takes two people for each, and nobody does so for another."""

    payments: Annotated[tuple[UUID, ...], Bound(min_length=1, max_length=200)]


def _release(case: Permitted[Release]) -> Performed:
    wanted = set(case.params.payments)
    rows = list(open_payments(case.collective_id).filter(id__in=wanted, file=None).order_by("id"))
    if len(rows) < len(wanted):
        raise ImpossibleError(_("One of these payments does not wait any more. Look at the list again."))
    for row in rows:
        if row.second_by_id is not None:
            raise ImpossibleError(_("One of these payments was released by two people already."))
        if row.first_by_id == case.actor.person_id:
            raise ImpossibleError(_("You released this before. Someone else has to do so as well."))
    ours = Payment.objects.filter(collective_id=case.collective_id)
    for hand, ids in (
        ("second_by", [row.id for row in rows if row.first_by_id is not None]),
        ("first_by", [row.id for row in rows if row.first_by_id is None]),
    ):
        ours.filter(id__in=ids).update(**{hand: case.person_id})
    entry = Entry(
        deeds.RELEASED_PAYMENTS.name,
        {"payments": len(rows), "cents": sum(row.cents for row in rows)},
    )
    return Performed(entry, len(rows))


@dataclass(frozen=True, slots=True)
class MakePaymentFile:
    """Put everything that two people released in one file for the bank. `iban` is our own account there."""

    account: UUID
    iban: Iban


def _make(case: Permitted[MakePaymentFile]) -> Performed:
    given = case.params
    if not given.iban:
        raise ImpossibleError(_("Write the number of our own account at the bank."))
    rows = list(
        open_payments(case.collective_id)
        .filter(account_id=given.account, second_by__isnull=False, file=None)
        .order_by("made_at", "id")
    )
    if not rows:
        raise ImpossibleError(_("There is nothing that two people released."))
    file_id = new_id()
    name = collectives.by_id(case.collective_id).name
    try:
        data = pain.written(
            pain.Debtor(name, given.iban), [_order_of(row) for row in rows], civil_day(case.at)
        )
    except ValidationError as error:
        raise ImpossibleError(
            _("The bank would not take one of these payments. Look at each again.")
        ) from error
    digest = hashlib.sha256(data).hexdigest()
    PaymentFile.objects.create(
        id=file_id, collective_id=case.collective_id, digest=digest, data=data, made_at=case.at
    )
    ids = [row.id for row in rows]
    Payment.objects.filter(collective_id=case.collective_id, id__in=ids).update(file_id=file_id)
    entry = Entry(
        deeds.PAYMENT_FILE_MADE.name,
        {"file": digest, "payments": len(rows), "cents": sum(row.cents for row in rows)},
        subject_id=file_id,
    )
    return Performed(entry, file_id)


def _order_of(row: Payment) -> pain.Order:
    return pain.Order(row.id.hex, row.name, row.iban, row.cents, row.about)


@dataclass(frozen=True, slots=True)
class StopPayment:
    """Take a payment off the list, for instance since it was paid in another way. The cash book stays as it is."""

    payment_id: UUID
    reason: Reason


def _stop(case: Permitted[StopPayment]) -> Performed:
    rows = open_payments(case.collective_id).filter(id=case.params.payment_id, file=None)
    if not rows.update(stopped_at=case.at):
        raise ImpossibleError(_("This payment does not wait any more."))
    entry = Entry(
        deeds.PAYMENT_STOPPED.name, {}, {"reason": case.params.reason}, subject_id=case.params.payment_id
    )
    return Performed(entry)


gate.register(
    Act(
        "ledger.release_payments",
        Release,
        _("release payments"),
        of_kind("register"),
        _release,
        helper_allowed=False,
    )
)
gate.register(
    Act(
        "ledger.make_payment_file",
        MakePaymentFile,
        _("make a file for the bank"),
        of_kind("register"),
        _make,
        helper_allowed=False,
    )
)
gate.register(
    Act("ledger.stop_payment", StopPayment, _("take a payment off the list"), of_kind("register"), _stop)
)
