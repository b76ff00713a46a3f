"""Tables of the ledger. What keeps the sums right is in the triggers of the migration `0002_invariants`.

A line moves an amount of one unit from one account to another, so a transfer can only be in balance. A line is written by
the room; its two entries, and the balances of the two accounts, are written by the database.
"""

from django.db import models
from django.db.models import F, Q

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.foundation.models import Collective
from samenspel.ground.people.models import Person
from samenspel.kernels.quantity import UnitKind
from samenspel.rooms.ledger.ubl import Regime


class Unit(models.Model):
    """What a collective counts in. Its kind and scale are fixed when it is made."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in UnitKind])
    decimals = models.PositiveSmallIntegerField(default=0)
    one = models.CharField(max_length=40, blank=True)
    many = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("collective", "code"), name="ledger_unit_code"),
            models.CheckConstraint(condition=Q(decimals__lte=4), name="ledger_unit_decimals"),
        )


class Account(models.Model):
    """Where amounts of one unit are. `held` is promised away and `coming` is promised to it, by holds that are open.

    `purpose` sets an account apart: amounts leave it only in transfers with that purpose.
    """

    class Kind(models.TextChoices):
        MEMBER = "member"
        PURSE = "purse"
        RESERVE = "reserve"
        TRAINING = "training"
        POT = "pot"
        PARTNER = "partner"
        LOCKED = "locked"
        OTHER = "other"
        BANK = "bank"
        CASH = "cash"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    purpose = models.CharField(max_length=40, blank=True)
    lowest = models.BigIntegerField(null=True)
    highest = models.BigIntegerField(null=True)
    balance = models.BigIntegerField(default=0)
    held = models.BigIntegerField(default=0)
    coming = models.BigIntegerField(default=0)
    sequence = models.PositiveBigIntegerField(default=0)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("collective", "unit", "kind", "person"),
                condition=Q(person__isnull=False, closed_at__isnull=True),
                name="ledger_account_one_a_person",
            ),
            models.UniqueConstraint(
                fields=("collective", "unit", "kind", "name"),
                condition=Q(person__isnull=True),
                name="ledger_account_name",
            ),
            models.CheckConstraint(
                condition=Q(lowest__isnull=True) | Q(lowest__lte=F("balance") - F("held")),
                name="ledger_not_below_lowest",
            ),
            models.CheckConstraint(
                condition=Q(highest__isnull=True) | Q(highest__gte=F("balance") + F("coming")),
                name="ledger_not_above_highest",
            ),
            models.CheckConstraint(condition=Q(held__gte=0) & Q(coming__gte=0), name="ledger_holds_positive"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(balance=0, held=0, coming=0),
                name="ledger_closed_at_nought",
            ),
        )
        indexes = (models.Index(fields=("collective", "person"), name="ledger_account_by_person"),)


class Hold(models.Model):
    """Amounts set aside for a transfer that may come. It ends once: completed, cancelled or expired."""

    class State(models.TextChoices):
        OPEN = "open"
        COMPLETED = "completed"
        CANCELLED = "cancelled"
        EXPIRED = "expired"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    purpose = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=120)
    version = models.PositiveIntegerField()
    decision_id = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(place=""), name="ledger_hold_names_a_rule"),
            models.CheckConstraint(
                condition=Q(state="open", ended_at__isnull=True)
                | (~Q(state="open") & Q(ended_at__isnull=False)),
                name="ledger_hold_ends_with_a_day",
            ),
        )
        indexes = (models.Index(fields=("collective", "state", "expires_at"), name="ledger_hold_by_end"),)


class HoldLine(models.Model):
    """One amount that is set aside, from one account for another."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    hold = models.ForeignKey(Hold, models.PROTECT, related_name="lines")
    giver = models.ForeignKey(Account, models.PROTECT, related_name="+")
    taker = models.ForeignKey(Account, models.PROTECT, related_name="+")
    amount = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("collective", "hold", "giver", "taker"), name="ledger_hold_line_once"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="ledger_hold_line_moves_something"),
            models.CheckConstraint(condition=~Q(giver=F("taker")), name="ledger_hold_line_between_two"),
        )


class Transfer(models.Model):
    """One movement, possibly of several units at once, as one whole. It names the rule and the decision it rests on."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    purpose = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=120)
    version = models.PositiveIntegerField()
    decision_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    day = models.DateField()
    hold = models.ForeignKey(Hold, models.PROTECT, null=True, related_name="+")
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    reference = models.CharField(max_length=80, null=True)  # noqa: DJ001 - empty is not a name, and not unique
    """What it is called elsewhere, such as a line of a bank statement; the same one is booked once."""

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(place=""), name="ledger_transfer_names_a_rule"),
            models.UniqueConstraint(fields=("collective", "reference"), name="ledger_transfer_reference"),
            models.UniqueConstraint(fields=("collective", "hold"), name="ledger_hold_completed_once"),
            models.UniqueConstraint(fields=("collective", "corrects"), name="ledger_corrected_once"),
        )
        indexes = (models.Index(fields=("collective", "day"), name="ledger_transfer_by_day"),)


class Line(models.Model):
    """An amount of one unit from one account to another. Writing it moves the balances."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="lines")
    giver = models.ForeignKey(Account, models.PROTECT, related_name="+")
    taker = models.ForeignKey(Account, models.PROTECT, related_name="+")
    amount = models.BigIntegerField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(amount__gt=0), name="ledger_line_moves_something"),
            models.CheckConstraint(condition=~Q(giver=F("taker")), name="ledger_line_between_two"),
        )
        indexes = (models.Index(fields=("collective", "transfer"), name="ledger_line_by_transfer"),)


class Entry(models.Model):
    """What a line did to one account: the amount, and the balance after it. Written by the database alone."""

    pk = models.CompositePrimaryKey("account_id", "sequence")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    sequence = models.PositiveBigIntegerField()
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+", db_index=False)
    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="+")
    line = models.ForeignKey(Line, models.PROTECT, related_name="+", db_index=False)
    amount = models.BigIntegerField()
    after = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("collective", "line", "account"), name="ledger_entry_once"),
        )


class BankStatement(models.Model):
    """A file of a bank that was read: of which account, and what it says was on it at the end, in cents."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    iban = models.CharField(max_length=40, blank=True)
    digest = models.CharField(max_length=64)
    closing = models.BigIntegerField(null=True)
    closing_day = models.DateField(null=True)
    read_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("collective", "digest"), name="ledger_statement_read_once"),
            models.CheckConstraint(
                condition=Q(closing__isnull=True, closing_day__isnull=True)
                | Q(closing__isnull=False, closing_day__isnull=False),
                name="ledger_statement_closes_on_a_day",
            ),
        )


class BankLine(models.Model):
    """One movement that a bank told of, above nought in and below nought out. It waits until a transfer stands for it.

    Whom it was with is kept here alone, for who keeps the purse. It is not in the book of deeds, and can be erased.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    statement = models.ForeignKey(BankStatement, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    reference = models.CharField(max_length=64)
    place = models.PositiveIntegerField()
    """The order in which lines were read."""
    day = models.DateField()
    cents = models.BigIntegerField()
    name = models.CharField(max_length=140, blank=True)
    iban = models.CharField(max_length=34, blank=True)
    about = models.CharField(max_length=500, blank=True)
    transfer = models.ForeignKey(Transfer, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("collective", "reference"), name="ledger_bank_line_once"),
            models.UniqueConstraint(
                fields=("collective", "transfer"), name="ledger_bank_line_of_one_transfer"
            ),
            models.CheckConstraint(condition=~Q(cents=0), name="ledger_bank_line_moves_something"),
        )
        indexes = (
            models.Index(fields=("collective", "transfer", "day", "place"), name="ledger_bank_line_waiting"),
            models.Index(fields=("collective", "iban"), name="ledger_bank_line_by_iban"),
        )


class Request(models.Model):
    """What someone asks for: costs with a receipt, an allowance, or something from their pot. It ends once."""

    class Kind(models.TextChoices):
        EXPENSES = "expenses"
        ALLOWANCE = "allowance"
        POT = "pot"

    class State(models.TextChoices):
        ASKED = "asked"
        GRANTED = "granted"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"
        LAPSED = "lapsed"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    helper = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    """Who helped to ask: they say no yes to it either."""
    cents = models.BigIntegerField()
    minutes = models.PositiveIntegerField(null=True)
    day = models.DateField()
    iban = models.CharField(max_length=34, blank=True)
    hold = models.ForeignKey(Hold, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    """Who looked at it; nobody where a decision carried it, or its time ran out."""
    transfer = models.ForeignKey(Transfer, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(cents__gt=0), name="ledger_request_asks_something"),
            models.CheckConstraint(
                condition=Q(state="asked", ended_at__isnull=True)
                | (~Q(state="asked") & Q(ended_at__isnull=False)),
                name="ledger_request_ends_with_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state="granted", transfer__isnull=False)
                | (~Q(state="granted") & Q(transfer__isnull=True)),
                name="ledger_request_granted_is_booked",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("granted", "declined"), ended_by=F("person")),
                name="ledger_request_looked_at_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("granted", "declined"), ended_by=F("helper")),
                name="ledger_request_not_looked_at_by_helper",
            ),
            models.CheckConstraint(
                condition=Q(kind="pot", hold__isnull=False) | (~Q(kind="pot") & Q(hold__isnull=True)),
                name="ledger_request_of_a_pot_is_set_aside",
            ),
            models.UniqueConstraint(fields=("collective", "transfer"), name="ledger_request_booked_once"),
        )
        indexes = (
            models.Index(fields=("collective", "state", "asked_at"), name="ledger_request_waiting"),
            models.Index(fields=("collective", "person", "asked_at"), name="ledger_request_by_person"),
        )


class Receipt(models.Model):
    """The receipt that goes with a request. Not in the book of deeds, which has its digest; it can be erased."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    request = models.ForeignKey(Request, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    data = models.BinaryField()
    stands = models.BooleanField(default=True)
    """Not when its request ended without a yes: then it can be handed in again."""

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("collective", "request"), name="ledger_receipt_one_each"),
            models.UniqueConstraint(
                fields=("collective", "digest"),
                condition=Q(stands=True),
                name="ledger_receipt_handed_in_once",
            ),
        )


class PaymentFile(models.Model):
    """A file with payments for the bank (pain.001), kept so that the same one can be fetched again."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    data = models.BinaryField()
    made_at = models.DateTimeField()


class Payment(models.Model):
    """What was booked and is still to be paid at the bank: to whom, and the two people who released it.

    Name and bank account stand here alone, not in the book of deeds, and can be erased.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    cents = models.BigIntegerField()
    name = models.CharField(max_length=70)
    iban = models.CharField(max_length=34)
    about = models.CharField(max_length=140)
    made_at = models.DateTimeField()
    first_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    second_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    file = models.ForeignKey(PaymentFile, models.PROTECT, null=True, related_name="+")
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("collective", "transfer"), name="ledger_payment_one_each"),
            models.CheckConstraint(condition=Q(cents__gt=0), name="ledger_payment_pays_something"),
            models.CheckConstraint(
                condition=Q(second_by__isnull=True)
                | (Q(first_by__isnull=False) & ~Q(first_by=F("second_by"))),
                name="ledger_payment_released_by_two",
            ),
            models.CheckConstraint(
                condition=Q(file__isnull=True) | Q(second_by__isnull=False, stopped_at__isnull=True),
                name="ledger_payment_released_before_it_goes",
            ),
        )
        indexes = (models.Index(fields=("collective", "file", "stopped_at"), name="ledger_payment_waiting"),)


class Sender(models.Model):
    """What stands on our invoices about ourselves: where we are, our numbers, and how we stand to btw."""

    collective = models.OneToOneField(Collective, models.PROTECT, primary_key=True, related_name="+")
    name = models.CharField(max_length=120)
    street = models.CharField(max_length=70)
    postcode = models.CharField(max_length=10)
    city = models.CharField(max_length=50)
    number = models.CharField(max_length=20, blank=True)
    vat_id = models.CharField(max_length=20, blank=True)
    iban = models.CharField(max_length=34)
    regime = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Regime])


class Invoice(models.Model):
    """An invoice that was sent, or a credit note that takes one back. It holds what stood on it then, and is never changed.

    Numbers run on within a year without gaps, invoices and credit notes in one series.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    credits = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    issued_on = models.DateField()
    due_on = models.DateField()
    delivered_on = models.DateField()
    seller = models.JSONField()
    """Name, street, postcode, city and number of ourselves as they were."""
    buyer = models.JSONField()
    reference = models.CharField(max_length=60, blank=True)
    regime = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Regime])
    vat_id = models.CharField(max_length=20, blank=True)
    iban = models.CharField(max_length=34)
    lines = models.JSONField()
    """Text, thousandths of a quantity, cents each, rate of btw."""
    total = models.BigIntegerField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("collective", "year", "sequence"), name="ledger_invoice_number"),
            models.UniqueConstraint(fields=("collective", "credits"), name="ledger_invoice_taken_back_once"),
            models.CheckConstraint(
                condition=Q(sequence__gte=1) & Q(total__gt=0), name="ledger_invoice_asks_something"
            ),
        )
        indexes = (models.Index(fields=("collective", "issued_on"), name="ledger_invoice_by_day"),)


class InvoicePayment(models.Model):
    """What came in for an invoice."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="+")
    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("collective", "transfer"), name="ledger_paid_for_one_invoice"),
        )


class YearAudit(models.Model):
    """What a member who is not on the board found of the books of a year (kascommissie, 2:48 lid 2 BW)."""

    class Finding(models.TextChoices):
        GOOD = "good"
        REMARKS = "remarks"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    finding = models.CharField(max_length=10, choices=Finding.choices)
    made_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("collective", "year", "person"), name="ledger_audited_once_each"),
        )
