"""A state machine moves amounts by `posting`, sense and nonsense alike, beside a model of a few lines.

After every step the database says what the model says, nothing was made or lost, and no bound is broken. What the
model foresees as refused is refused, and changes nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from samenspel.ground.foundation.ids import new_id
from samenspel.rooms.ledger import posting, verification
from samenspel.rooms.ledger.models import Account, Entry, Hold, Transfer
from samenspel.rooms.ledger.posting import Move, Posting

from .test_invariants import AT, RULE, Books

Triple = tuple[str, str, int]


@dataclass
class Twin:
    """What the model knows of an account."""

    unit: str
    lowest: int | None = None
    highest: int | None = None
    purpose: str = ""
    balance: int = 0
    held: int = 0
    coming: int = 0
    entries: int = 0
    closed: bool = False

    @property
    def fits(self) -> bool:
        low = self.lowest is None or self.lowest <= self.balance - self.held
        return low and (self.highest is None or self.balance + self.coming <= self.highest)


@dataclass
class Promised:
    """What the model knows of a hold."""

    id: UUID
    moves: Sequence[Triple]
    purpose: str
    open: bool = True


@dataclass
class Booked:
    """What the model knows of a transfer."""

    posting: Posting
    moves: Sequence[Triple]
    corrected: bool = False


@dataclass
class Model:
    """The whole ledger in plain Python: accounts change in place, and are put back when a step is refused."""

    accounts: dict[str, Twin] = field(default_factory=dict)

    def moves(self, moves: Sequence[Triple], purpose: str, change: Callable[[Twin, Twin, int], None]) -> bool:
        """Try some moves one after the other; all of them happen or none."""
        before = {name: Twin(**vars(twin)) for name, twin in self.accounts.items()}
        for giver, taker, amount in moves:
            mine, theirs = self.accounts[giver], self.accounts[taker]
            sound = giver != taker and amount > 0 and mine.unit == theirs.unit
            sound = sound and not mine.closed and not theirs.closed and mine.purpose in {"", purpose}
            if sound:
                change(mine, theirs, amount)
            if not (sound and mine.fits and theirs.fits):
                self.accounts = before
                return False
        return True


def _book(mine: Twin, theirs: Twin, amount: int) -> None:
    mine.balance -= amount
    theirs.balance += amount
    mine.entries += 1
    theirs.entries += 1


def _set_aside(mine: Twin, theirs: Twin, amount: int) -> None:
    mine.held += amount
    theirs.coming += amount


HOURS, EUROS = ("anna", "bram", "chadia", "dirk"), ("bank", "purse", "shop", "garden")
NAMES = (*HOURS, *EUROS)
PURPOSES = ("", "", "garden", "party")
amounts = st.integers(0, 25)
triples = st.one_of(
    st.tuples(st.sampled_from(HOURS), st.sampled_from(HOURS), amounts),
    st.tuples(st.sampled_from(EUROS), st.sampled_from(EUROS), amounts),
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), amounts),
)
several = st.lists(triples, min_size=1, max_size=3)
bounds = st.one_of(st.none(), st.integers(-60, 60))


class Ledger(RuleBasedStateMachine):
    """One collective with eight accounts in two units."""

    @initialize()
    def begin(self) -> None:
        self.books = Books()
        self.rows = {"anna": self.books.anna, "bram": self.books.bram, "bank": self.books.bank}
        self.model = Model()
        for name in NAMES:
            unit = self.books.hours if name in HOURS else self.books.euro
            low = None if name == "bank" else -30 if name in HOURS else 0
            high = 40 if name in HOURS else None
            purpose = "garden" if name == "garden" else ""
            self.rows[name] = self.books.account(
                unit, f"the {name}", lowest=low, highest=high, purpose=purpose
            )
            self.model.accounts[name] = Twin(unit.code, low, high, purpose)
        self.holds: list[Promised] = []
        self.booked: list[Booked] = []
        self.attempt(self.posting([("bank", "purse", 50), ("bank", "garden", 50)], ""), accepted=True)
        self.model.moves([("bank", "purse", 50), ("bank", "garden", 50)], "", _book)

    def posting(self, moves: Sequence[Triple], purpose: str, **given: object) -> Posting:
        lines = [Move(self.rows[giver].id, self.rows[taker].id, amount) for giver, taker, amount in moves]
        return Posting(self.books.id, "pay", lines, RULE, AT, purpose=purpose, **given)  # type: ignore[arg-type]

    def attempt(self, made: Posting, *, accepted: bool) -> None:
        self.do(lambda: posting.post(made), accepted=accepted)

    def do(self, step: Callable[[], object], *, accepted: bool) -> None:
        """Take a step that the database must accept or refuse, as the model foresees."""
        try:
            with transaction.atomic():
                step()
        except DatabaseError:
            assert not accepted
        else:
            assert accepted

    @rule(moves=several, purpose=st.sampled_from(PURPOSES))
    def pay(self, moves: list[Triple], purpose: str) -> None:
        made = self.posting(moves, purpose, reference=f"pay {len(self.booked)} {new_id()}")
        accepted = self.model.moves(moves, purpose, _book)
        self.attempt(made, accepted=accepted)
        if accepted:
            self.booked.append(Booked(made, moves))

    @precondition(lambda self: self.booked)
    @rule(data=st.data(), anew=st.booleans())
    def send_again(self, data: st.DataObject, anew: bool) -> None:
        """The same transfer once more, or another with the same reference or for the same hold."""
        made = data.draw(st.sampled_from(self.booked)).posting
        if anew:
            made = replace(made, id=new_id())
        self.attempt(made, accepted=False)

    @rule(moves=several, purpose=st.sampled_from(PURPOSES))
    def hold(self, moves: list[Triple], purpose: str) -> None:
        made = self.posting(moves, purpose)
        once = len({(giver, taker) for giver, taker, _ in moves}) == len(moves)
        accepted = once and self.model.moves(moves, purpose, _set_aside)
        self.do(lambda: posting.hold(made, AT + timedelta(days=7)), accepted=accepted)
        if accepted:
            self.holds.append(Promised(made.id, moves, purpose))

    @precondition(lambda self: self.holds)
    @rule(data=st.data(), state=st.sampled_from([Hold.State.CANCELLED, Hold.State.EXPIRED]))
    def let_go(self, data: st.DataObject, state: Hold.State) -> None:
        found = data.draw(st.sampled_from(self.holds))
        self.do(lambda: posting.end_hold(self.books.id, found.id, state, AT), accepted=found.open)
        self.release(found)

    @precondition(lambda self: self.holds)
    @rule(data=st.data())
    def complete(self, data: st.DataObject) -> None:
        """What was set aside can always be given; and only once."""
        found = data.draw(st.sampled_from(self.holds))
        made = self.posting(found.moves, found.purpose, hold_id=found.id)

        def both() -> None:
            posting.end_hold(self.books.id, found.id, Hold.State.COMPLETED, AT)
            posting.post(made)

        self.do(both, accepted=found.open)
        if found.open:
            self.release(found)
            assert self.model.moves(found.moves, found.purpose, _book), "a hold that is completed fits"
            self.booked.append(Booked(made, found.moves))

    def release(self, found: Promised) -> None:
        for giver, taker, amount in found.moves if found.open else ():
            self.model.accounts[giver].held -= amount
            self.model.accounts[taker].coming -= amount
        found.open = False

    @precondition(lambda self: self.booked)
    @rule(data=st.data())
    def correct(self, data: st.DataObject) -> None:
        wrong = data.draw(st.sampled_from(self.booked))
        back = [(taker, giver, amount) for giver, taker, amount in wrong.moves]
        made = self.posting(back, "garden", corrects_id=wrong.posting.id)
        accepted = not wrong.corrected and self.model.moves(back, "garden", _book)
        self.attempt(made, accepted=accepted)
        wrong.corrected |= accepted

    @rule(name=st.sampled_from(NAMES), lowest=bounds, highest=bounds)
    def set_bounds(self, name: str, lowest: int | None, highest: int | None) -> None:
        twin = self.model.accounts[name]
        wanted = Twin(**{**vars(twin), "lowest": lowest, "highest": highest})
        self.do(lambda: self.change(name, lowest=lowest, highest=highest), accepted=wanted.fits)
        if wanted.fits:
            self.model.accounts[name] = wanted

    @rule(name=st.sampled_from(NAMES))
    def close(self, name: str) -> None:
        twin = self.model.accounts[name]
        accepted = (twin.balance, twin.held, twin.coming) == (0, 0, 0)
        self.do(lambda: self.change(name, closed_at=AT), accepted=accepted)
        twin.closed |= accepted

    def change(self, name: str, **values: object) -> None:
        assert (
            Account.objects.filter(collective_id=self.books.id, id=self.rows[name].id).update(**values) == 1
        )

    @invariant()
    def the_database_says_what_the_model_says(self) -> None:
        if not hasattr(self, "model"):
            return
        fields = ("balance", "held", "coming", "sequence", "lowest", "highest")
        rows = Account.objects.filter(collective_id=self.books.id)
        found = {row["id"]: row for row in rows.values("id", *fields)}
        for name, twin in self.model.accounts.items():
            row = found[self.rows[name].id]
            assert (row["balance"], row["held"], row["coming"]) == (twin.balance, twin.held, twin.coming)
            assert (row["sequence"], row["lowest"], row["highest"]) == (
                twin.entries,
                twin.lowest,
                twin.highest,
            )
            assert twin.fits
        for unit in ("min", "eur"):
            assert sum(twin.balance for twin in self.model.accounts.values() if twin.unit == unit) == 0
        assert list(verification.findings(self.books.id)) == []

    def teardown(self) -> None:
        if hasattr(self, "model"):
            entries = sum(twin.entries for twin in self.model.accounts.values())
            assert Entry.objects.filter(collective_id=self.books.id).count() == entries
            corrected = sum(each.corrected for each in self.booked)
            booked = Transfer.objects.filter(collective_id=self.books.id).count()
            assert booked == 1 + len(self.booked) + corrected


@pytest.mark.django_db
@pytest.mark.slow
def test_the_ledger_does_what_its_model_does() -> None:
    """Each example in a transaction of its own, so that the examples share nothing."""

    class UndoError(Exception):
        pass

    class Isolated(Ledger):
        def __init__(self) -> None:
            super().__init__()
            self.atomic = transaction.atomic()
            self.atomic.__enter__()

        def teardown(self) -> None:
            try:
                super().teardown()
            finally:
                self.atomic.__exit__(UndoError, UndoError(), None)

    run_state_machine_as_test(
        Isolated,
        settings=settings(
            max_examples=40,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
