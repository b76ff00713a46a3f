"""What people ask for and someone else looks at: costs with a receipt, an allowance, something from their pot.

Asking is no claim: nothing is booked until it is granted, by someone else, under the mandate or by a decision. What is
asked from a pot is set aside there meanwhile.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field as Bound
from pydantic import StringConstraints

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.journal import queries as journal
from samenspel.ground.journal.book import Entry
from samenspel.ground.people import queries as people
from samenspel.kernels.quantity import EURO
from samenspel.kernels.statute.vocabulary import Standing
from samenspel.rooms.ledger import deeds, posting
from samenspel.rooms.ledger.acts.common import P, end_of, our_euros, pot_of, room_to_give, unit_of, units
from samenspel.rooms.ledger.acts.releasing import Payee, order
from samenspel.rooms.ledger.acts.spending import by_mandate, mandate_kinds
from samenspel.rooms.ledger.models import Account, Hold, Receipt, Request, Transfer
from samenspel.rooms.ledger.params import MOST, Iban, as_code
from samenspel.rooms.ledger.posting import Move, Posting, ground_of
from samenspel.rooms.ledger.queries import POT_PURPOSE
from samenspel.rooms.statute import gate
from samenspel.rooms.statute.gate import (
    Act,
    Actor,
    Attempt,
    Free,
    ImpossibleError,
    Learned,
    Performed,
    Permitted,
    civil_day,
    of_kind,
)
from samenspel.rooms.statute.params import Name, Reason, Remark

Kind = Request.Kind
State = Request.State

FROM_POT = "pot"
"""The kind of a payment from a pot, and of what is set aside for one."""
LONGEST_DAYS = 120
"""How long what is asked from a pot stays set aside."""
OLDEST_DAYS = 366
"""Costs of longer ago are not asked back any more."""
LARGEST_RECEIPT = 2_000_000
"""Bytes of a receipt."""
_SIGNS = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png", b"%PDF-": "application/pdf"}
"""How files that can be a receipt begin."""


@dataclass(frozen=True, slots=True)
class AskExpenses:
    """Ask back what one paid for the collective. `receipt` is a photo or a PDF, in base64."""

    cents: Annotated[int, Bound(gt=0, le=MOST)]
    day: date
    about: Reason
    receipt: Annotated[str, StringConstraints(max_length=LARGEST_RECEIPT * 4 // 3 + 4)]
    receipt_name: Name = "bon"
    iban: Iban = ""


@dataclass(frozen=True, slots=True)
class AskPot:
    """Ask to pay something from one's own pot."""

    cents: Annotated[int, Bound(gt=0, le=MOST)]
    about: Reason
    iban: Iban = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request is about, of whichever kind."""

    kind: Kind
    cents: int
    day: date
    about: str
    iban: str
    minutes: int | None = None
    hold_id: UUID | None = None
    digest: str = ""


def ask(case: Permitted[P], asked: Asked) -> tuple[Entry, UUID]:
    """Write a request down; part of an act of this room or of one above. Returns the entry for the book, and the request."""
    row = Request.objects.create(
        id=new_id(),
        collective_id=case.collective_id,
        kind=asked.kind,
        person_id=case.person_id,
        helper_id=case.actor.helper_id,
        cents=asked.cents,
        minutes=asked.minutes,
        day=asked.day,
        iban=asked.iban,
        hold_id=asked.hold_id,
        asked_at=case.at,
    )
    entry = Entry(
        deeds.ASKED.name,
        {
            "person": str(case.person_id),
            "kind": asked.kind.value,
            "amounts": [as_code(EURO.code, asked.cents)],
            "receipt": asked.digest,
        },
        {"about": asked.about},
        subject_id=row.id,
    )
    return entry, row.id


def _ask_expenses(case: Permitted[AskExpenses]) -> Performed:
    given = case.params
    if not case.charter.statute.settings.pays_expenses:
        raise ImpossibleError(_("By our rules, costs are not paid back."))
    units(case)
    today = civil_day(case.at)
    if not today - timedelta(days=OLDEST_DAYS) <= given.day <= today:
        raise ImpossibleError(_("Choose the day on the receipt. It can be at most a year ago."))
    data, kind = _receipt(given.receipt)
    digest = hashlib.sha256(data).hexdigest()
    if Receipt.objects.filter(collective_id=case.collective_id, digest=digest, stands=True).exists():
        raise ImpossibleError(_("This receipt was handed in before."))
    asked = Asked(Kind.EXPENSES, given.cents, given.day, given.about, given.iban, digest=digest)
    entry, request_id = ask(case, asked)
    Receipt.objects.create(
        id=new_id(),
        collective_id=case.collective_id,
        request_id=request_id,
        name=given.receipt_name,
        kind=kind,
        digest=digest,
        data=data,
    )
    return Performed(entry, request_id)


def _receipt(text: str) -> tuple[bytes, str]:
    """The bytes of a receipt and what kind of file they are, by how they begin: what a sender calls it is not trusted."""
    try:
        data = base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error) as error:
        raise ImpossibleError(
            _("We cannot read this file. Take a photo of the receipt, or choose a PDF.")
        ) from error
    if len(data) > LARGEST_RECEIPT:
        raise ImpossibleError(_("This file is too large. Choose one of at most 2 MB."))
    kind = next((kind for sign, kind in _SIGNS.items() if data.startswith(sign)), None)
    if kind is None:
        raise ImpossibleError(_("We cannot read this file. Take a photo of the receipt, or choose a PDF."))
    return data, kind


def _ask_pot(case: Permitted[AskPot]) -> Performed:
    given, unit = case.params, unit_of(units(case), EURO.code)
    pot = pot_of(case.collective_id, case.person_id)
    if pot is None or not pot.balance:
        raise ImpossibleError(_("There is nothing in your pot yet."))
    room_to_give(pot, given.cents, unit)
    bank = outside_of(case.collective_id)
    today = civil_day(case.at)
    made = Posting(
        case.collective_id,
        FROM_POT,
        [Move(pot.id, bank.id, given.cents)],
        ground_of(case),
        case.at,
        purpose=POT_PURPOSE,
    )
    posting.hold(made, end_of(today + timedelta(days=LONGEST_DAYS)))
    asked = Asked(Kind.POT, given.cents, today, given.about, given.iban, hold_id=made.id)
    entry, request_id = ask(case, asked)
    return Performed(entry, request_id)


def outside_of(collective_id: UUID) -> Account:
    """The account that stands for the bank."""
    found = our_euros(collective_id, Account.Kind.BANK).first()
    if found is None:
        raise ImpossibleError(_("There is no account for the bank."))
    return found


# ------------------------------------------------------------------ looked at by someone else


@dataclass(frozen=True, slots=True)
class OfRequest:
    """A request that waits."""

    request_id: UUID


@dataclass(frozen=True, slots=True)
class Grant:
    """Say yes to a request: it is booked, and can be paid.

    `giver` is the account it comes from; the purse by itself. `about` is what stands in the cash book.
    """

    request_id: UUID
    giver: UUID | None = None
    about: Remark = ""


@dataclass(frozen=True, slots=True)
class DeclineRequest:
    """Say no to a request, and why."""

    request_id: UUID
    reason: Reason


def _waiting(trying: Attempt[P], request_id: UUID) -> Request:
    def find() -> Request:
        row = Request.objects.filter(
            collective_id=trying.collective_id, id=request_id, state=State.ASKED
        ).first()
        if row is None:
            raise ImpossibleError(_("This request does not wait any more."))
        return row

    return trying.once(("request", request_id), find)


def _grant_kinds(trying: Attempt[Grant]) -> tuple[str, ...]:
    """From a pot by who may say so; other money as any spending: within the mandate, or by a decision.

    What one asked oneself, and what one put in a pot, takes a decision of all; and so does whatever a proposal asks.
    """
    row = _waiting(trying, trying.params.request_id)
    if trying.actor.person_id is None or trying.authority_id is not None or _concerned(trying, row):
        return ("resolve",)
    return (
        ("approve_pot",) if row.kind == Kind.POT else mandate_kinds(trying, row.cents, civil_day(trying.at))
    )


def _granted_cents(trying: Attempt[Grant]) -> Learned:
    row = _waiting(trying, trying.params.request_id)
    if row.kind == Kind.POT:
        return Learned()
    return by_mandate(trying, row.cents, civil_day(trying.at))


def _decline_kinds(trying: Attempt[DeclineRequest]) -> tuple[str, ...]:
    row = _waiting(trying, trying.params.request_id)
    return ("approve_pot",) if row.kind == Kind.POT else ("register",)


def _asked_by(row: Request) -> frozenset[UUID]:
    return Actor(row.collective_id, row.person_id, row.helper_id).hands


def _concerned(trying: Attempt[Grant], row: Request) -> bool:
    """Whether someone here asked it, or filled the pot that it comes from: nobody carries money out alone."""
    hands = trying.actor.hands
    if hands & _asked_by(row):
        return True
    if row.kind != Kind.POT:
        return False
    fills = Transfer.objects.filter(
        collective_id=trying.collective_id,
        kind="fill",
        lines__taker__kind=Account.Kind.POT,
        lines__taker__person_id=row.person_id,
    )
    filled = trying.once(
        ("filled by", row.person_id),
        lambda: journal.hands(trying.collective_id, list(fills.values_list("id", flat=True))),
    )
    return bool(hands & filled)


def _by_another(case: Permitted[P], row: Request) -> None:
    """Refuse who asked, also by the hand of someone who helps or is helped."""
    if case.actor.hands & _asked_by(row):
        raise ImpossibleError(_("Someone else looks at what you ask."))


def _grant(case: Permitted[Grant]) -> Performed:
    row = _waiting(case, case.params.request_id)
    _by_another(case, row)
    bank = outside_of(case.collective_id)
    transfer = _pay_from_pot(case, row) if row.hold_id is not None else _pay_from_purse(case, row, bank)
    payee = Payee(people.names([row.person_id]).get(row.person_id, ""), row.iban, case.params.about)
    order(case, bank, transfer, row.cents, payee)
    Request.objects.filter(collective_id=case.collective_id, id=row.id).update(
        state=State.GRANTED, ended_at=case.at, ended_by=case.actor.person_id, transfer_id=transfer
    )
    entry = Entry(
        deeds.GRANTED.name,
        {
            "person": str(row.person_id),
            "request": str(row.id),
            "amounts": [as_code(EURO.code, row.cents)],
        },
        {"about": case.params.about},
        subject_id=transfer,
    )
    return Performed(entry, transfer)


def _pay_from_pot(case: Permitted[Grant], row: Request) -> UUID:
    assert row.hold_id is not None
    hold = Hold.objects.get(collective_id=case.collective_id, id=row.hold_id)
    if hold.state != Hold.State.OPEN or hold.expires_at <= case.at:
        raise ImpossibleError(_("This request does not wait any more."))
    [line] = hold.lines.filter(collective_id=case.collective_id)
    posting.end_hold(case.collective_id, hold.id, Hold.State.COMPLETED, case.at)
    return posting.post(
        Posting(
            case.collective_id,
            FROM_POT,
            [Move(line.giver_id, line.taker_id, line.amount)],
            ground_of(case),
            case.at,
            purpose=POT_PURPOSE,
            hold_id=hold.id,
        )
    )


def _pay_from_purse(case: Permitted[Grant], row: Request, bank: Account) -> UUID:
    giver = _giver(case)
    room_to_give(giver, row.cents, giver.unit)
    return posting.post(
        Posting(case.collective_id, "spend", [Move(giver.id, bank.id, row.cents)], ground_of(case), case.at)
    )


def _giver(case: Permitted[Grant]) -> Account:
    """Where the money comes from: an account of euros that is not set apart, the purse by itself."""
    kinds = Account.Kind
    wanted = case.params.giver
    found = (
        our_euros(case.collective_id, kinds.PURSE, kinds.RESERVE, kinds.TRAINING).filter(id=wanted).first()
        if wanted is not None
        else our_euros(case.collective_id, kinds.PURSE).first()
    )
    if found is None:
        raise ImpossibleError(_("Choose which of our own accounts it comes from."))
    return found


def _end(case: Permitted[P], row: Request, state: State, deed: str, **texts: str) -> Performed:
    """End a request without a payment, and let go of what was set aside for it."""
    if row.hold_id is not None:
        ended = Hold.State.EXPIRED if state is State.LAPSED else Hold.State.CANCELLED
        posting.end_hold(case.collective_id, row.hold_id, ended, case.at)
    Request.objects.filter(collective_id=case.collective_id, id=row.id).update(
        state=state, ended_at=case.at, ended_by=case.actor.person_id
    )
    Receipt.objects.filter(collective_id=case.collective_id, request_id=row.id).update(stands=False)
    return Performed(Entry(deed, {"person": str(row.person_id)}, texts, subject_id=row.id))


def _decline(case: Permitted[DeclineRequest]) -> Performed:
    row = _waiting(case, case.params.request_id)
    _by_another(case, row)
    return _end(case, row, State.DECLINED, deeds.DECLINED.name, reason=case.params.reason)


def _take_back(case: Permitted[OfRequest]) -> Performed:
    row = _waiting(case, case.params.request_id)
    return _end(case, row, State.WITHDRAWN, deeds.ASK_WITHDRAWN.name)


def _lapse(case: Permitted[OfRequest]) -> Performed:
    row = _waiting(case, case.params.request_id)
    held = Hold.objects.filter(collective_id=case.collective_id, id__in=[row.hold_id])
    if not held.filter(expires_at__lte=case.at).exists():
        raise ImpossibleError(_("The time of this request is not over."))
    return _end(case, row, State.LAPSED, deeds.ASK_LAPSED.name)


def lapse(collective_id: UUID, hold_id: UUID, at: datetime) -> None:
    """End the request for which something was set aside too long. Raises ImpossibleError when it ended meanwhile."""
    row = Request.objects.filter(collective_id=collective_id, hold_id=hold_id).first()
    if row is None:
        raise ImpossibleError(_("This request does not wait any more."))
    gate.attempt("ledger.lapse_request", Actor(collective_id, None), OfRequest(row.id), at=at)


def _asker(trying: Attempt[OfRequest]) -> Learned:
    mine = _waiting(trying, trying.params.request_id).person_id == trying.actor.person_id
    return Learned(standings=frozenset({Standing.SELF} if mine else ()))


_MINE = Free(frozenset({Standing.SELF}), "3:33 BW", "A request belongs to whoever makes it.")
_CLOCK = Free(frozenset({Standing.CLOCKWORK}), "3:38 BW", "What is set aside is so until a last day.")

gate.register(
    Act(
        "ledger.ask_expenses",
        AskExpenses,
        _("ask back what you paid for us"),
        of_kind("ask_payment"),
        _ask_expenses,
    )
)
gate.register(
    Act("ledger.ask_pot", AskPot, _("ask for something from your pot"), of_kind("ask_pot"), _ask_pot)
)
gate.register(
    Act(
        "ledger.grant",
        Grant,
        _("say yes to a request"),
        _grant_kinds,
        _grant,
        (_granted_cents,),
        by_decision=True,
    )
)
gate.register(Act("ledger.decline", DeclineRequest, _("say no to a request"), _decline_kinds, _decline))
gate.register(Act("ledger.take_back", OfRequest, _("take back what you asked"), _MINE, _take_back, (_asker,)))
gate.register(Act("ledger.lapse_request", OfRequest, _("end a request whose time is over"), _CLOCK, _lapse))
