"""What the ledger writes in the book. Amounts stand in it as unit and number: “min:25”, “eur:250”."""

from django.utils.translation import gettext_lazy as _

from samenspel.ground.journal.deeds import DEEDS, Audience, DeedType, Field

BOOKED = "booked_as"
"""The field in which a deed of another room names the transfer that it booked."""

_ALL, _PARTIES = Audience.PUBLIC, Audience.PARTIES
_AMOUNTS = {"amounts": Field.CODES, "about": Field.TEXT}
_BETWEEN = {"person": Field.PERSON, "other": Field.PERSON}

OPENED = DeedType("ledger.opened", _("The cash book was opened."), _ALL, {"units": Field.CODES})
COIN_OPENED = DeedType(
    "ledger.coin_opened", _("We have a coin of our own now."), _ALL, {"unit": Field.CODE, "coin": Field.TEXT}
)
ACCOUNT_OPENED = DeedType(
    "ledger.account_opened",
    _("%(actor)s opened an account for us together."),
    _ALL,
    {"account": Field.REFERENCE, "kind": Field.CODE, "unit": Field.CODE, "name": Field.TEXT},
)
PAID = DeedType(
    "ledger.paid",
    _("%(person)s gave %(other)s something from their account."),
    _PARTIES,
    {**_BETWEEN, **_AMOUNTS},
)
PROMISED = DeedType(
    "ledger.promised",
    _("%(person)s promised %(other)s something from their account."),
    _PARTIES,
    {**_BETWEEN, **_AMOUNTS, "until": Field.DAY},
)
KEPT = DeedType(
    "ledger.kept",
    _("%(person)s kept a promise to %(other)s."),
    _PARTIES,
    {**_BETWEEN, "amounts": Field.CODES},
)
RELEASED = DeedType(
    "ledger.released", _("A promise of %(person)s to %(other)s was taken back."), _PARTIES, _BETWEEN
)
EXPIRED = DeedType(
    "ledger.expired", _("A promise of %(person)s to %(other)s ran out of time."), _PARTIES, _BETWEEN
)
SPENT = DeedType(
    "ledger.spent",
    _("Something was spent from what we have together."),
    _ALL,
    {**_AMOUNTS, "giver": Field.REFERENCE, "taker": Field.REFERENCE},
)
RECEIVED = DeedType(
    "ledger.received",
    _("Something came in for us together."),
    _ALL,
    {**_AMOUNTS, "giver": Field.REFERENCE, "taker": Field.REFERENCE, "day": Field.DAY},
)
CARRIED = DeedType(
    "ledger.carried",
    _("%(actor)s wrote down money between the bank and the cash box."),
    Audience.MEMBERS,
    {"amounts": Field.CODES, "source": Field.REFERENCE, "target": Field.REFERENCE, "day": Field.DAY},
)
STATEMENT_READ = DeedType(
    "ledger.statement_read",
    _("%(actor)s read a statement of the bank."),
    Audience.MEMBERS,
    {"account": Field.REFERENCE, "file": Field.CODE, "lines": Field.NUMBER},
)
LINE_MATCHED = DeedType(
    "ledger.line_matched",
    _("%(actor)s said which payment a line of the bank is."),
    Audience.MEMBERS,
    {"transfer": Field.REFERENCE},
)
CORRECTED = DeedType(
    "ledger.corrected",
    _("%(actor)s reversed a payment, and said why."),
    _PARTIES,
    {"transfer": Field.REFERENCE, "reason": Field.TEXT, **_BETWEEN},
)
BOUNDS_SET = DeedType(
    "ledger.bounds_set",
    _("It was decided how much %(person)s may owe and save."),
    _PARTIES,
    {"person": Field.PERSON, "unit": Field.CODE, "lowest": Field.NUMBER, "highest": Field.NUMBER},
)

ASKED = DeedType(
    "ledger.asked",
    _("%(person)s asked for money."),
    _PARTIES,
    {"person": Field.PERSON, "kind": Field.CODE, "receipt": Field.CODE, **_AMOUNTS},
)
GRANTED = DeedType(
    "ledger.granted",
    _("What %(person)s asked for was granted."),
    _PARTIES,
    {"person": Field.PERSON, "request": Field.REFERENCE, **_AMOUNTS},
)
DECLINED = DeedType(
    "ledger.declined",
    _("What %(person)s asked for was not granted, with a reason."),
    _PARTIES,
    {"person": Field.PERSON, "reason": Field.TEXT},
)
ASK_WITHDRAWN = DeedType(
    "ledger.ask_withdrawn", _("%(person)s took back a request."), _PARTIES, {"person": Field.PERSON}
)
ASK_LAPSED = DeedType(
    "ledger.ask_lapsed", _("A request of %(person)s ran out of time."), _PARTIES, {"person": Field.PERSON}
)
POT_FILLED = DeedType(
    "ledger.pot_filled",
    _("The pot of %(person)s was filled."),
    _PARTIES,
    {"person": Field.PERSON, "turnover": Field.NUMBER, "costs": Field.NUMBER, **_AMOUNTS},
)
POT_FOLDED = DeedType(
    "ledger.pot_folded",
    _("The pot of %(person)s, who left, went to training."),
    _PARTIES,
    {"person": Field.PERSON, "amounts": Field.CODES},
)

RELEASED_PAYMENTS = DeedType(
    "ledger.payments_released",
    _("%(actor)s released payments for the bank."),
    Audience.MEMBERS,
    {"payments": Field.NUMBER, "cents": Field.NUMBER},
)
PAYMENT_FILE_MADE = DeedType(
    "ledger.payment_file_made",
    _("%(actor)s made a file of payments for the bank."),
    Audience.MEMBERS,
    {"file": Field.CODE, "payments": Field.NUMBER, "cents": Field.NUMBER},
)
PAYMENT_STOPPED = DeedType(
    "ledger.payment_stopped",
    _("%(actor)s took a payment off the list, and said why."),
    Audience.MEMBERS,
    {"reason": Field.TEXT},
)

SENDER_SET = DeedType(
    "ledger.sender_set",
    _("%(actor)s wrote down who we are on invoices."),
    Audience.MEMBERS,
    {"regime": Field.CODE},
)
INVOICED = DeedType(
    "ledger.invoiced",
    _("%(actor)s sent invoice %(number)s."),
    Audience.MEMBERS,
    {"number": Field.CODE, "cents": Field.NUMBER},
)
CREDITED = DeedType(
    "ledger.credited",
    _("%(actor)s took an invoice back by credit note %(number)s, and said why."),
    Audience.MEMBERS,
    {"number": Field.CODE, "cents": Field.NUMBER, "reason": Field.TEXT},
)

YEAR_AUDITED = DeedType(
    "ledger.year_audited",
    _("%(actor)s looked the books of %(year)s through."),
    Audience.MEMBERS,
    {"year": Field.NUMBER, "finding": Field.CODE, "remarks": Field.TEXT},
)

DEEDS.add(
    OPENED,
    COIN_OPENED,
    ACCOUNT_OPENED,
    PAID,
    PROMISED,
    KEPT,
    RELEASED,
    EXPIRED,
    SPENT,
    RECEIVED,
    CARRIED,
    STATEMENT_READ,
    LINE_MATCHED,
    CORRECTED,
    BOUNDS_SET,
    ASKED,
    GRANTED,
    DECLINED,
    ASK_WITHDRAWN,
    ASK_LAPSED,
    POT_FILLED,
    POT_FOLDED,
    RELEASED_PAYMENTS,
    PAYMENT_FILE_MADE,
    PAYMENT_STOPPED,
    SENDER_SET,
    INVOICED,
    CREDITED,
    YEAR_AUDITED,
)
