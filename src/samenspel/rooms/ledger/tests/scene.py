"""The cast with their cash book open: euros, hours and a coin of their own, and something in the purse."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from samenspel.ground.foundation.ids import new_id
from samenspel.kernels.quantity import UnitKind
from samenspel.rooms.ledger.acts.accounts import Kind, Open, OpenCoin
from samenspel.rooms.ledger.acts.asking import AskExpenses
from samenspel.rooms.ledger.acts.invoicing import InvoiceLine, SendInvoice, SetSender
from samenspel.rooms.ledger.acts.paying import Pay, Promise
from samenspel.rooms.ledger.acts.pots import FillPot
from samenspel.rooms.ledger.acts.receiving import Receive
from samenspel.rooms.ledger.acts.spending import Spend
from samenspel.rooms.ledger.models import Account, Payment, Unit
from samenspel.rooms.ledger.params import Amount
from samenspel.rooms.ledger.ubl import Regime
from samenspel.rooms.statute import gate
from samenspel.rooms.statute.gate import Actor, Done, ImpossibleError
from support.cast import Cast, build_cast, decided

AT = datetime(2026, 6, 10, 12, tzinfo=UTC)
IBAN = "NL91ABNA0417164300"
PURSE = {"each": 10_000, "month": 25_000, "credit": 600, "most": 6_000, "credit_coins": 25, "most_coins": 250}
RULES: dict[str, dict[str, object]] = {"units": {"units": ["euro", "hours", "own_coin"]}, "purse": PURSE}
NO_COIN: dict[str, dict[str, object]] = {"units": {"units": ["euro", "hours"]}, "purse": PURSE}


SENDER = SetSender("De Wending", "Dorpsstraat 1", "3511 AB", "Utrecht", IBAN, Regime.NONE, "12345678")


def to_send(**rest: object) -> SendInvoice:
    """An invoice of 3 times 25 euros to a municipality."""
    day = gate.civil_day(AT)
    lines = (InvoiceLine("Soep voor dertig mensen", 2_500, 3_000),)
    plain = SendInvoice(
        "Gemeente", "Marktplein 2", "3811 AA", "Amersfoort", lines, day, number="00000001234567890000"
    )
    return replace(plain, **rest)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Scene:
    """A cast, and short words for what they do with their money and hours."""

    cast: Cast

    @property
    def id(self) -> UUID:
        return self.cast.collective_id

    def do(self, act: str, name: str, params: object, *, at: datetime = AT, key: UUID | None = None) -> Done:
        return self.cast.do(act, name, params, at=at, key=key)

    def pay(
        self, giver: str, taker: str, *amounts: Amount, at: datetime = AT, key: UUID | None = None
    ) -> UUID:
        """Pay; returns the transfer."""
        return made(self.do("ledger.pay", giver, Pay(self.cast.people[taker], amounts), at=at, key=key))

    def promise(self, giver: str, taker: str, *amounts: Amount, days: int = 7, at: datetime = AT) -> UUID:
        """Promise; returns the hold."""
        params = Promise(self.cast.people[taker], amounts, gate.civil_day(at) + timedelta(days=days))
        return made(self.do("ledger.promise", giver, params, at=at))

    def receive(self, cents: int, *, into: UUID | None = None) -> UUID:
        """Let Anna write down what came in from the bank."""
        taker = into or self.common("eur", Kind.PURSE).id
        params = Receive(self.common("eur", Kind.BANK).id, taker, cents, gate.civil_day(AT), "Subsidie")
        return made(self.do("ledger.receive", "anna", params))

    def spend(self, cents: int, *, at: datetime = AT) -> UUID:
        """Let Anna spend from the purse, through the bank."""
        return made(self.do("ledger.spend", "anna", self.spending(cents), at=at))

    def spending(self, cents: int) -> Spend:
        return Spend(
            self.common("eur", Kind.PURSE).id, cents, taker=self.common("eur", Kind.BANK).id, about="Verf"
        )

    def by_clock(self, act: str, params: object, *, at: datetime = AT, decided_at: datetime = AT) -> Done:
        """Carry out what was decided, as the clockwork does."""
        authority = decided(act, self.cast.actor("anna"), params, decided_at)
        return gate.attempt(act, Actor(self.id, None), params, at=at, authority_id=authority)

    def expenses(self, name: str, cents: int, *, at: datetime = AT) -> UUID:
        """Ask back what someone paid; returns the request."""
        return made(self.do("ledger.ask_expenses", name, expenses(cents), at=at))

    def filled(self, name: str, turnover: int, costs: int = 0, *, at: datetime = AT) -> UUID:
        """Let Anna divide what someone's work brought in; returns the transfer."""
        person, day = self.cast.people[name], gate.civil_day(at)
        return made(self.do("ledger.fill_pot", "anna", FillPot(person, turnover, costs, day, "Markt"), at=at))

    def bill(self, cents: int, *, payee: str = "De Drukker", at: datetime = AT) -> UUID:
        """Let Anna spend what is still to be paid at the bank; returns the payment that waits."""
        transfer = made(
            self.do("ledger.spend", "anna", replace(self.spending(cents), payee=payee, iban=IBAN), at=at)
        )
        return Payment.objects.get(collective_id=self.id, transfer_id=transfer).id

    def sent(self, *, sender: SetSender | None = None, **rest: object) -> UUID:
        """Let Anna send an invoice; returns it."""
        self.do("ledger.set_sender", "anna", sender or SENDER)
        return made(self.do("ledger.send_invoice", "anna", to_send(**rest)))

    def pot(self, name: str) -> Account:
        return Account.objects.get(collective_id=self.id, kind=Kind.POT, person_id=self.cast.people[name])

    def coin(self) -> None:
        """Decide on a coin of one's own."""
        self.by_clock("ledger.open_coin", OpenCoin("kiezel", "kiezels"))

    def common(self, unit: str, kind: str, name: str = "") -> Account:
        rows = Account.objects.filter(collective_id=self.id, unit__code=unit, kind=kind, person=None)
        return rows.select_related("unit").get(name=name)

    def own(self, name: str, unit: str = "min") -> Account:
        """Someone's account as it stands."""
        rows = Account.objects.filter(collective_id=self.id, unit__code=unit, kind="member")
        return rows.get(person_id=self.cast.people[name])

    def balance(self, name: str, unit: str = "min") -> int:
        return self.own(name, unit).balance


def open_scene(rules: dict[str, dict[str, object]] | None = None) -> Scene:
    """The cast, with the books open and 1,000 euros in the purse."""
    scene = Scene(build_cast(AT, overrides=rules or RULES))
    scene.do("ledger.open", "anna", Open())
    scene.receive(100_000)
    return scene


def made(done: Done) -> UUID:
    assert isinstance(done.result, UUID)
    return done.result


def minutes(amount: int) -> Amount:
    return Amount("min", amount)


def coins(amount: int) -> Amount:
    return Amount("coin", amount)


def refusal(act: Callable[[], object]) -> str:
    """What someone reads when the room says that this cannot be done."""
    try:
        act()
    except ImpossibleError as error:
        return str(error.message)
    raise AssertionError("this should not have been possible")


def euro_account(collective_id: UUID, person_id: UUID) -> Account:
    """A bare account in euros of a person, which no act makes."""
    unit = Unit.objects.get(collective_id=collective_id, kind=UnitKind.EURO.value)
    return Account.objects.create(
        id=new_id(),
        collective_id=collective_id,
        unit=unit,
        kind="member",
        person_id=person_id,
        lowest=0,
        opened_at=AT,
    )


def expenses(cents: int, about: str = "Verf voor het hek") -> AskExpenses:
    """Costs with a receipt of their own."""
    receipt = b"%PDF-1.7 " + new_id().bytes
    return AskExpenses(cents, gate.civil_day(AT), about, b64encode(receipt).decode(), "bon.pdf")
