"""From one's own account to another's: at once, or promised first and kept later. Each is one whole, in several units."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samenspel.ground.foundation.scope import across_collectives
from samenspel.ground.journal.book import Entry
from samenspel.kernels.quantity import UnitKind
from samenspel.kernels.statute.vocabulary import Standing
from samenspel.rooms.ledger import deeds, posting
from samenspel.rooms.ledger.acts import asking
from samenspel.rooms.ledger.acts.common import (
    P,
    as_codes,
    each_once,
    end_of,
    own_account,
    room_to_give,
    room_to_take,
    takes_part,
    unit_of,
    units,
)
from samenspel.rooms.ledger.models import Hold, HoldLine
from samenspel.rooms.ledger.params import Amounts, as_code
from samenspel.rooms.ledger.posting import Ground, Move, Posting, ground_of
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
    of_kind,
)
from samenspel.rooms.statute.params import Remark

LONGEST_PROMISE = 366
"""Days that a promise can stay open."""


@dataclass(frozen=True, slots=True)
class Pay:
    """Give hours or coins from one's own account to someone else's."""

    to: UUID
    amounts: Amounts
    about: Remark = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """Set hours or coins aside for someone, up to and including a day."""

    to: UUID
    amounts: Amounts
    until: date
    about: Remark = ""


@dataclass(frozen=True, slots=True)
class OfPromise:
    """A promise that is open."""

    hold_id: UUID


def _moves(case: Permitted[Pay] | Permitted[Promise]) -> list[Move]:
    giver, taker, amounts = case.person_id, case.params.to, case.params.amounts
    if giver == taker:
        raise ImpossibleError(_("Choose someone else: this is your own account."))
    takes_part(case, taker)
    each_once(amounts)
    known, moves = units(case), []
    for each in amounts:
        unit = unit_of(known, each.unit)
        if unit.kind == UnitKind.EURO:
            raise ImpossibleError(_("Between accounts you give hours and coins. Euros go by the bank."))
        mine, theirs = own_account(case, giver, unit), own_account(case, taker, unit)
        room_to_give(mine, each.amount, unit)
        room_to_take(theirs, each.amount, unit)
        moves.append(Move(mine.id, theirs.id, each.amount))
    return moves


def _pay(case: Permitted[Pay]) -> Performed:
    moves = _moves(case)
    transfer = posting.post(Posting(case.collective_id, "pay", moves, ground_of(case), case.at))
    entry = Entry(
        deeds.PAID.name,
        {
            "person": str(case.person_id),
            "other": str(case.params.to),
            "amounts": as_codes(case.params.amounts),
        },
        {"about": case.params.about},
        subject_id=transfer,
    )
    return Performed(entry, transfer)


def _promise(case: Permitted[Promise]) -> Performed:
    today = gate.civil_day(case.at)
    if not today <= case.params.until <= today + timedelta(days=LONGEST_PROMISE):
        raise ImpossibleError(_("Choose a last day from today, at most a year ahead."))
    moves = _moves(case)
    made = Posting(case.collective_id, "pay", moves, ground_of(case), case.at)
    posting.hold(made, end_of(case.params.until))
    entry = Entry(
        deeds.PROMISED.name,
        {
            "person": str(case.person_id),
            "other": str(case.params.to),
            "amounts": as_codes(case.params.amounts),
            "until": case.params.until.isoformat(),
        },
        {"about": case.params.about},
        subject_id=made.id,
    )
    return Performed(entry, made.id)


@dataclass(frozen=True, slots=True)
class _Open:
    """An open promise: between whom, and its lines."""

    giver: UUID
    taker: UUID
    lines: list[HoldLine]


def _open(collective_id: UUID, hold_id: UUID) -> _Open:
    lines = list(
        HoldLine.objects.filter(
            collective_id=collective_id,
            hold_id=hold_id,
            hold__state=Hold.State.OPEN,
            giver__person__isnull=False,
            taker__person__isnull=False,
        )
        .select_related("giver__unit", "taker")
        .order_by("id")
    )
    if not lines:
        raise ImpossibleError(_("This promise is not open any more."))
    first = lines[0]
    assert first.giver.person_id is not None
    assert first.taker.person_id is not None
    return _Open(first.giver.person_id, first.taker.person_id, lines)


def _is_giver(trying: Attempt[OfPromise]) -> Learned:
    found = _open(trying.collective_id, trying.params.hold_id)
    return Learned(standings=frozenset({Standing.SELF} if trying.actor.person_id == found.giver else ()))


def _is_party(trying: Attempt[OfPromise]) -> Learned:
    found = _open(trying.collective_id, trying.params.hold_id)
    mine = trying.actor.person_id in {found.giver, found.taker}
    return Learned(standings=frozenset({Standing.SELF} if mine else ()))


def _keep(case: Permitted[OfPromise]) -> Performed:
    found = _open(case.collective_id, case.params.hold_id)
    hold = Hold.objects.get(collective_id=case.collective_id, id=case.params.hold_id)
    if hold.expires_at <= case.at:
        raise ImpossibleError(_("This promise is not open any more."))
    posting.end_hold(case.collective_id, hold.id, Hold.State.COMPLETED, case.at)
    moves = [Move(line.giver_id, line.taker_id, line.amount) for line in found.lines]
    rule = Ground(hold.place, hold.version, hold.decision_id)
    transfer = posting.post(Posting(case.collective_id, "pay", moves, rule, case.at, hold_id=hold.id))
    amounts = [as_code(line.giver.unit.code, line.amount) for line in found.lines]
    fields = {"person": str(found.giver), "other": str(found.taker), "amounts": amounts}
    return Performed(Entry(deeds.KEPT.name, fields, subject_id=hold.id), transfer)


def _end(case: Permitted[P], hold_id: UUID, state: Hold.State, deed: str) -> Performed:
    found = _open(case.collective_id, hold_id)
    posting.end_hold(case.collective_id, hold_id, state, case.at)
    fields = {"person": str(found.giver), "other": str(found.taker)}
    return Performed(Entry(deed, fields, subject_id=hold_id))


def _release(case: Permitted[OfPromise]) -> Performed:
    return _end(case, case.params.hold_id, Hold.State.CANCELLED, deeds.RELEASED.name)


def _expire(case: Permitted[OfPromise]) -> Performed:
    hold = Hold.objects.filter(collective_id=case.collective_id, id=case.params.hold_id).first()
    if hold is None or hold.expires_at > case.at:
        raise ImpossibleError(_("The time of this promise is not over."))
    return _end(case, case.params.hold_id, Hold.State.EXPIRED, deeds.EXPIRED.name)


def due(at: datetime) -> int:
    """End every promise and request whose time is over. For the worker, as often as it likes; returns how many ended."""
    with across_collectives("the worker serves every collective"):
        rows = Hold.objects.filter(state=Hold.State.OPEN, expires_at__lte=at).order_by("expires_at", "id")
        found = list(rows.values_list("collective_id", "id", "kind"))
    return sum(_expire_one(collective_id, hold_id, kind, at) for collective_id, hold_id, kind in found)


def _expire_one(collective_id: UUID, hold_id: UUID, kind: str, at: datetime) -> int:
    try:
        if kind == asking.FROM_POT:
            asking.lapse(collective_id, hold_id, at)
        else:
            gate.attempt("ledger.expire", Actor(collective_id, None), OfPromise(hold_id), at=at)
    except ImpossibleError:  # another worker was first, or it was kept meanwhile
        return 0
    return 1


_SELF = frozenset({Standing.SELF})

gate.register(
    Act(
        name="ledger.pay",
        params=Pay,
        sentence=_("give hours or coins to someone"),
        governed=of_kind("pay"),
        perform=_pay,
    )
)
gate.register(
    Act(
        name="ledger.promise",
        params=Promise,
        sentence=_("promise hours or coins to someone"),
        governed=of_kind("pay"),
        perform=_promise,
    )
)
gate.register(
    Act(
        name="ledger.keep",
        params=OfPromise,
        sentence=_("keep a promise"),
        governed=Free(_SELF, "6:27 BW", "Whoever promised may keep the promise."),
        perform=_keep,
        facts=(_is_giver,),
    )
)
gate.register(
    Act(
        name="ledger.release",
        params=OfPromise,
        sentence=_("take a promise back"),
        governed=Free(_SELF, "6:160 BW", "Either of the two may end a promise that was not kept yet."),
        perform=_release,
        facts=(_is_party,),
    )
)
gate.register(
    Act(
        name="ledger.expire",
        params=OfPromise,
        sentence=_("end a promise whose time is over"),
        governed=Free(frozenset({Standing.CLOCKWORK}), "3:38 BW", "A promise with a last day ends after it."),
        perform=_expire,
    )
)
