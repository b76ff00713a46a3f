"""An invoice: its sums, and the same as an e-invoice (UBL 2.1, Peppol BIS Billing 3.0) that a municipality can take in.

Sums by the rules of the European standard (EN 16931): a line is rounded to the cent, value added tax is worked out per rate
over the sum of its lines. Whole numbers throughout: cents, and thousandths of a quantity. Nothing is empty in the file, since
an empty element makes it invalid; the order of elements is that of the schema.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lxml import etree

from samenspel.rooms.ledger.xmltext import storable

_INVOICE = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
_CREDIT = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
_CAC = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
_CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
PEPPOL = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
BILLING = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
_TRANSFER = "58"
"""Payment by SEPA credit transfer."""
RATES = (0, 9, 21)


class Regime(StrEnum):
    """How the sender stands to value added tax (btw)."""

    NONE = "none"
    """No entrepreneur for this tax."""
    SMALL = "small"
    """The scheme for small entrepreneurs (KOR, art. 25 Wet OB 1968)."""
    EXEMPT = "exempt"
    """What is done is exempt (art. 11 Wet OB 1968)."""
    STANDARD = "standard"
    """Tax is charged, by the rate of each line."""


REASONS = {
    Regime.NONE: "Geen btw: geen ondernemer voor de omzetbelasting",
    Regime.SMALL: "Factuur vrijgesteld van OB op grond van artikel 25 Wet OB",
    Regime.EXEMPT: "Vrijgesteld van btw op grond van artikel 11 Wet op de omzetbelasting 1968",
}
"""What stands on an invoice without tax."""
_CATEGORIES = {Regime.NONE: "O", Regime.SMALL: "E", Regime.EXEMPT: "E"}


@dataclass(frozen=True, slots=True)
class Party:
    """Who sends or gets an invoice. `number` is a KVK number (8 figures) or an OIN (20 figures); empty for a person."""

    name: str
    street: str
    postcode: str
    city: str
    number: str = ""

    @property
    def scheme(self) -> str:
        """The list that the number is of, as e-invoices name it."""
        return "0190" if len(self.number) == 20 else "0106"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: so many thousandths at so many cents each, with a rate of tax in whole parts of a hundred."""

    text: str
    quantity: int
    price: int
    rate: int = 0

    @property
    def cents(self) -> int:
        return _rounded(self.quantity * self.price, 1000)


def _rounded(number: int, by: int) -> int:
    """Division to a whole number, halves away from nought."""
    sign = -1 if number < 0 else 1
    return sign * ((2 * abs(number) + by) // (2 * by))


@dataclass(frozen=True, slots=True)
class Document:
    """An invoice, or a credit note when `credits` names what it takes back. Amounts of a credit note are above nought too."""

    number: str
    issued: date
    due: date
    delivered: date
    seller: Party
    buyer: Party
    lines: tuple[Line, ...]
    regime: Regime
    vat_id: str = ""
    iban: str = ""
    reference: str = ""
    credits: str = ""

    @property
    def by_peppol(self) -> bool:
        """Whether it can go by the network for e-invoices: both have a number there."""
        return bool(self.seller.number and self.buyer.number)

    @property
    def net(self) -> int:
        return sum(line.cents for line in self.lines)

    @property
    def taxes(self) -> tuple[tuple[int, int, int], ...]:
        """Per rate: the rate, what it is over, and the tax."""
        rates = sorted({line.rate for line in self.lines}) if self.regime is Regime.STANDARD else [0]
        sums = [(rate, sum(line.cents for line in self._at(rate))) for rate in rates]
        return tuple((rate, net, _rounded(net * rate, 100)) for rate, net in sums)

    def _at(self, rate: int) -> Iterable[Line]:
        taxed = self.regime is Regime.STANDARD
        return [line for line in self.lines if not taxed or line.rate == rate]

    @property
    def tax(self) -> int:
        return sum(tax for _rate, _net, tax in self.taxes)

    @property
    def total(self) -> int:
        return self.net + self.tax


def written(document: Document) -> bytes:
    """The e-invoice. Raises ValueError without lines, or with a total that is not above nought."""
    if not document.lines or document.total <= 0:
        raise ValueError("An invoice asks for something.")
    credit = bool(document.credits)
    root = etree.Element(
        f"{{{_CREDIT if credit else _INVOICE}}}{'CreditNote' if credit else 'Invoice'}",
        nsmap={None: _CREDIT if credit else _INVOICE, "cac": _CAC, "cbc": _CBC},
    )
    _head(root, document, credit=credit)
    _party(root, "AccountingSupplierParty", document.seller, document)
    _party(root, "AccountingCustomerParty", document.buyer, None)
    _basic(_group(root, "Delivery"), "ActualDeliveryDate", document.delivered.isoformat())
    _means(root, document, credit=credit)
    _tax_total(root, document)
    totals = _group(root, "LegalMonetaryTotal")
    for name, cents in (
        *(("LineExtensionAmount", document.net), ("TaxExclusiveAmount", document.net)),
        *(("TaxInclusiveAmount", document.total), ("PayableAmount", document.total)),
    ):
        _money(totals, name, cents)
    for number, line in enumerate(document.lines, 1):
        _line(root, number, line, document, credit=credit)
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return data


def _head(root: etree._Element, document: Document, *, credit: bool) -> None:
    _basic(root, "CustomizationID", PEPPOL)
    _basic(root, "ProfileID", BILLING)
    _basic(root, "ID", document.number)
    _basic(root, "IssueDate", document.issued.isoformat())
    if credit:
        _basic(root, "CreditNoteTypeCode", "381")
    else:
        _basic(root, "DueDate", document.due.isoformat())
        _basic(root, "InvoiceTypeCode", "380")
    _basic(root, "DocumentCurrencyCode", "EUR")
    _basic(root, "BuyerReference", document.reference or document.number)
    if credit:
        taken_back = _group(_group(root, "BillingReference"), "InvoiceDocumentReference")
        _basic(taken_back, "ID", document.credits)


def _party(root: etree._Element, role: str, party: Party, seller_of: Document | None) -> None:
    """Who sends (`seller_of` is then the invoice) or gets it."""
    made = _group(_group(root, role), "Party")
    if party.number:
        _basic(made, "EndpointID", party.number, schemeID=party.scheme)
    address = _group(made, "PostalAddress")
    _basic(address, "StreetName", party.street)
    _basic(address, "CityName", party.city)
    _basic(address, "PostalZone", party.postcode)
    _basic(_group(address, "Country"), "IdentificationCode", "NL")
    if seller_of is not None and seller_of.vat_id and seller_of.regime is not Regime.NONE:
        tax = _group(made, "PartyTaxScheme")
        _basic(tax, "CompanyID", seller_of.vat_id)
        _basic(_group(tax, "TaxScheme"), "ID", "VAT")
    legal = _group(made, "PartyLegalEntity")
    _basic(legal, "RegistrationName", party.name)
    if party.number:
        _basic(legal, "CompanyID", party.number, schemeID=party.scheme)


def _means(root: etree._Element, document: Document, *, credit: bool) -> None:
    means = _group(root, "PaymentMeans")
    _basic(means, "PaymentMeansCode", _TRANSFER)
    if credit:
        _basic(means, "PaymentDueDate", document.due.isoformat())
    _basic(means, "PaymentID", document.number)
    account = _group(means, "PayeeFinancialAccount")
    _basic(account, "ID", document.iban)
    _basic(account, "Name", document.seller.name)


def _tax_total(root: etree._Element, document: Document) -> None:
    total = _group(root, "TaxTotal")
    _money(total, "TaxAmount", document.tax)
    for rate, net, tax in document.taxes:
        part = _group(total, "TaxSubtotal")
        _money(part, "TaxableAmount", net)
        _money(part, "TaxAmount", tax)
        category = _group(part, "TaxCategory")
        _category(category, document.regime, rate, reason=True)


def _category(made: etree._Element, regime: Regime, rate: int, *, reason: bool) -> None:
    code = _CATEGORIES.get(regime, "S" if rate else "Z")
    _basic(made, "ID", code)
    if code != "O":
        _basic(made, "Percent", str(rate if regime is Regime.STANDARD else 0))
    if reason and regime in REASONS:
        _basic(made, "TaxExemptionReason", REASONS[regime])
    _basic(_group(made, "TaxScheme"), "ID", "VAT")


def _line(root: etree._Element, number: int, line: Line, document: Document, *, credit: bool) -> None:
    made = _group(root, "CreditNoteLine" if credit else "InvoiceLine")
    _basic(made, "ID", str(number))
    quantity = f"{line.quantity // 1000}.{line.quantity % 1000:03d}"
    _basic(made, "CreditedQuantity" if credit else "InvoicedQuantity", quantity, unitCode="C62")
    _money(made, "LineExtensionAmount", line.cents)
    item = _group(made, "Item")
    _basic(item, "Name", line.text)
    _category(_group(item, "ClassifiedTaxCategory"), document.regime, line.rate, reason=False)
    _money(_group(made, "Price"), "PriceAmount", line.price)


def _group(parent: etree._Element, name: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{_CAC}}}{name}")


def _basic(parent: etree._Element, name: str, text: str, **attributes: str) -> None:
    made = etree.SubElement(parent, f"{{{_CBC}}}{name}", dict(attributes))
    made.text = storable(text)


def _money(parent: etree._Element, name: str, cents: int) -> None:
    _basic(parent, name, f"{cents // 100}.{cents % 100:02d}", currencyID="EUR")
