"""What goes through the purse and the accounts of De Losse Schakel in half a year. Amounts are made up."""

from base64 import b64encode
from datetime import date, timedelta
from hashlib import sha256
from uuid import UUID

from samenspel.rooms.ledger import queries as ledger
from samenspel.rooms.ledger.queries import Kind
from samenspel.site.demo.story import Story

_MARKET = (18_450, 21_320, 9_980, 24_600, 26_150, 19_875)
"""What the stall on the market brought in, month by month, in cents."""
_SPENT = (
    (4_250, "koffie, thee en koekjes"),
    (8_900, "onderdelen voor fietsen"),
    (3_675, "stof en garen"),
    (7_420, "verf voor het hek"),
    (2_980, "papier en inkt"),
    (6_150, "olie en gereedschap"),
)
_HOURS = (
    ("petra", "bram", 90, "band geplakt"),
    ("ilse", "petra", 60, "gordijn korter gemaakt"),
    ("jamal", "loubna", 120, "samen de administratie gedaan"),
    ("bram", "ilse", 45, "tas gerepareerd"),
    ("loubna", "nourdin", 75, "taalles"),
    ("nourdin", "jamal", 60, "boodschappen gedaan"),
    ("marijke", "chadia", 90, "gekookt voor het feest"),
    ("okke", "marijke", 30, "fiets nagekeken"),
    ("chadia", "okke", 60, "geholpen met verhuizen"),
)
"""Who gave whom how many minutes, and for what."""


_LINES = (
    (5, 500, "P. Jansen", "Bijdrage november"),
    (4, 3_250, "Buurthuis De Hoek", "Fietsen nagekeken"),
    (2, -1_299, "Bouwmarkt", "Schroeven en lijm"),
    (1, -995, "", "Kosten rekening"),
)
"""What the bank tells that is not in the cash book yet: how many days ago, cents, with whom, and what for."""


def tell(story: Story, people: dict[str, UUID], months: int) -> None:
    """Open the books, and let the given number of months go by as far as the story still has them."""
    anna, loubna = people["anna"], people["loubna"]
    story.do(anna, "ledger.open")
    accounts = {(a.unit.code, a.kind): a.id for a in ledger.common_accounts(story.collective_id)}
    bank, purse = accounts["eur", Kind.BANK], accounts["eur", Kind.PURSE]
    garden = story.do(
        anna,
        "ledger.open_account",
        kind="partner",
        unit="eur",
        name="Subsidie voor de buurtkeuken",
        purpose="kitchen",
    ).result
    _receive(story, anna, bank, garden, 250_000, "subsidie van de gemeente, alleen voor de keuken")
    for month in range(months):
        _receive(story, loubna, bank, purse, 5_500, "bijdragen van leden")
        _receive(story, loubna, bank, purse, _MARKET[month % len(_MARKET)], "verkoop op de markt")
        amount, about = _SPENT[month % len(_SPENT)]
        story.do(anna, "ledger.spend", giver=str(purse), taker=str(bank), amount=amount, about=about)
        for giver, taker, minutes, what in _HOURS[month % 3 :: 3]:
            amounts = [{"unit": "min", "amount": minutes}]
            story.do(people[giver], "ledger.pay", to=str(people[taker]), amounts=amounts, about=what)
        story.wait(days=9)
    until: date = (story.now + timedelta(days=60)).date()
    story.do(
        people["petra"], "ledger.promise", to=str(people["ilse"]), amounts=[{"unit": "min", "amount": 120}],
        until=until.isoformat(), about="helpen met de nieuwe keuken",
    )  # fmt: skip


def read_bank(story: Story, loubna: UUID) -> None:
    """Read a file of the bank of the last days: one line was written down already, and four wait."""
    bank = next(a for a in ledger.common_accounts(story.collective_id) if a.kind == Kind.BANK)
    today = story.now.date()
    last = next(each for each in ledger.statement(story.collective_id, bank.id) if each.kind == "spend")
    lines = [
        {"day": last.day.isoformat(), "cents": -last.amount, "name": "Gereedschap & Co", "about": "Bon 4471"},
        *(
            {"day": (today - timedelta(days=ago)).isoformat(), "cents": cents, "name": name, "about": about}
            for ago, cents, name, about in _LINES
        ),
    ]
    # The bank has what the cash book has, and what is not in there yet.
    closing = -bank.balance + sum(cents for _ago, cents, _name, _about in _LINES)
    story.do(
        loubna, "ledger.read_statement", account=str(bank.id), digest=sha256(repr(lines).encode()).hexdigest(),
        lines=lines, iban="NL91ABNA0417164300", closing=closing, closing_day=today.isoformat(),
    )  # fmt: skip


_POTS = (
    ("chadia", 9_500, 1_500, "naaiwerk voor de markt"),
    ("bram", 18_000, 4_200, "fietsen gemaakt"),
    ("petra", 6_400, 900, "tassen"),
)
"""Whose work brought in how much, what it cost, and what it was."""


def send_invoices(story: Story, anna: UUID) -> None:
    """Two invoices: one that the market association paid, and one to the municipality that is still open."""
    place = {"street": "Haagdijk 12", "postcode": "4811 TT", "city": "Breda"}
    story.do(
        anna, "ledger.set_sender", name="De Losse Schakel U.A.", **place, iban="NL91ABNA0417164300",
        number="12345678", regime="small", vat_id="NL004495445B01",
    )  # fmt: skip
    today = story.now.date()
    market = story.do(
        anna, "ledger.send_invoice", name="Vereniging Weekmarkt", street="Grote Markt 1", postcode="4811 XR",
        city="Breda", number="87654321", delivered=(today - timedelta(days=20)).isoformat(),
        lines=[{"text": "Twaalf tassen genaaid", "price": 1_250, "quantity": 12_000}],
    ).result  # fmt: skip
    accounts = {(a.unit.code, a.kind): a.id for a in ledger.common_accounts(story.collective_id)}
    story.do(
        anna, "ledger.receive", giver=str(accounts["eur", Kind.BANK]), taker=str(accounts["eur", Kind.PURSE]),
        amount=15_000, day=today.isoformat(), about="tassen voor de markt", invoice=str(market),
    )  # fmt: skip
    story.do(
        anna, "ledger.send_invoice", name="Gemeente Breda", street="Claudius Prinsenlaan 10", postcode="4811 DJ",
        city="Breda", number="00000001002564440000", reference="PO-2291", delivered=(today - timedelta(days=4)).isoformat(),
        lines=[
            {"text": "Fietsen nagekeken in de wijk", "price": 3_500, "quantity": 8_500},
            {"text": "Onderdelen", "price": 6_240},
        ],
    )  # fmt: skip


def ask_for_money(story: Story, people: dict[str, UUID]) -> None:
    """Pots are filled from what the market brought in; some ask for something, and get a yes or wait for one."""
    loubna, today = people["loubna"], story.now.date().isoformat()
    for name, turnover, costs, about in _POTS:
        story.do(
            people["anna"], "ledger.fill_pot", person_id=str(people[name]), turnover=turnover, costs=costs, day=today, about=about
        )  # fmt: skip
    paint = story.do(
        people["bram"], "ledger.ask_expenses", cents=1_865, day=today, about="verf en kwasten voor het hek",
        receipt=_receipt("Verf"), receipt_name="bon verf.pdf",
    ).result  # fmt: skip
    story.do(loubna, "ledger.grant", request_id=str(paint), about="verf en kwasten")
    story.do(
        people["petra"], "ledger.ask_expenses", cents=1_240, day=today, about="ritsen en garen", receipt=_receipt("Garen")
    )  # fmt: skip
    story.do(people["chadia"], "ledger.ask_pot", cents=3_500, about="een goede stofschaar, de oude is bot")


def _receipt(shop: str) -> str:
    """A file that looks like a receipt."""
    return b64encode(f"%PDF-1.4 Bon van {shop}".encode()).decode()


def _receive(story: Story, who: UUID, giver: object, taker: object, amount: int, about: str) -> None:
    story.do(
        who, "ledger.receive", giver=str(giver), taker=str(taker), amount=amount,
        day=story.now.date().isoformat(), about=about,
    )  # fmt: skip
