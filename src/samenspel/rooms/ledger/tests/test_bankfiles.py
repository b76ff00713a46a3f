"""Statements of a bank: the same week in three forms gives the same lines, and rubbish gives a clear error."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspel.rooms.ledger.bankfiles import (
    BadFileError,
    BankFile,
    Columns,
    FileLine,
    Trouble,
    guessed,
    read_bank_file,
    read_columns,
    sample,
)
from samenspel.rooms.ledger.bankfiles.lines import cents_of

OURS, HERS = "NL91ABNA0417164300", "NL20INGB0001234567"
WEEK = (
    FileLine(date(2026, 3, 2), 2_500, "J. de Vries", HERS, "Bijdrage maart"),
    FileLine(date(2026, 3, 3), -12_345, "Bouwmarkt & Zn", "NL02RABO0123456789", "Factuur 2026-17 verf"),
    FileLine(date(2026, 3, 5), -995, "", "", "Kosten rekening"),
)


def camt(*entries: str, before: str = "100.00", after: str = "16.60", version: str = "02") -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"><BkToCstmrStmt>
<GrpHdr><MsgId>1</MsgId><CreDtTm>2026-03-06T08:00:00</CreDtTm></GrpHdr>
<Stmt><Id>1</Id><Acct><Id><IBAN>{OURS}</IBAN></Id><Ccy>EUR</Ccy></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">{before}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-01</Dt></Dt></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">{after}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-05</Dt></Dt></Bal>
{"".join(entries)}</Stmt></BkToCstmrStmt></Document>""".encode()


def entry(
    amount: str, way: str, day: str, inside: str = "", *, currency: str = "EUR", status: str = "BOOK"
) -> str:
    return f"""<Ntry><Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>{way}</CdtDbtInd><Sts>{status}</Sts>
<BookgDt><Dt>{day}</Dt></BookgDt><ValDt><Dt>{day}</Dt></ValDt>{inside}</Ntry>"""


def payment(side: str, name: str, iban: str, about: str, *, deep: bool = False) -> str:
    party = f"<Pty><Nm>{name}</Nm></Pty>" if deep else f"<Nm>{name}</Nm>"
    return f"""<TxDtls><RltdPties><{side}>{party}</{side}><{side}Acct><Id><IBAN>{iban}</IBAN></Id></{side}Acct></RltdPties>
<RmtInf><Ustrd>{about}</Ustrd></RmtInf></TxDtls>"""


def the_week(*, deep: bool = False) -> tuple[str, ...]:
    first = payment("Dbtr", "J. de Vries", HERS, "Bijdrage maart", deep=deep)
    second = payment("Cdtr", "Bouwmarkt &amp; Zn", "NL02RABO0123456789", "Factuur 2026-17 verf", deep=deep)
    return (
        entry("25.00", "CRDT", "2026-03-02", f"<NtryDtls>{first}</NtryDtls>"),
        entry("123.45", "DBIT", "2026-03-03", f"<NtryDtls>{second}</NtryDtls>"),
        entry("9.95", "DBIT", "2026-03-05", "<AddtlNtryInf>Kosten rekening</AddtlNtryInf>"),
    )


MT940 = f"""{{1:F01ABNANL2AXXXX0000000000}}{{2:I940ABNANL2AXXXXN}}{{4:
:20:ABN AMRO BANK NV
:25:{OURS}EUR
:28C:06301/1
:60F:C260301EUR150,00
:61:2603020302C25,00N247NONREF
:86:/TRTP/SEPA OVERBOEKING/IBAN/{HERS}/BIC/INGBNL2A/NAME/J. de Vries
/REMI/Bijdrage maart/EREF/NOTPROVIDED
:61:2603030303D123,45N247NONREF
:86:/TRTP/SEPA OVERBOEKING/IBAN/NL02RABO0123456789/BIC/RABONL2U/NAME/Bou
wmarkt & Zn/REMI/Factuur 2026-17 verf/EREF/NOTPROVIDED
:61:2603050305D9,95N026NONREF
:86:Kosten rekening
:62F:C260305EUR41,60
-}}
"""

ING = """"Datum";"Naam / Omschrijving";"Rekening";"Tegenrekening";"Code";"Af Bij";"Bedrag (EUR)";"Mutatiesoort";"Mededelingen"
"20260302";"J. de Vries";"NL91 ABNA 0417 1643 00";"NL20INGB0001234567";"GT";"Bij";"25,00";"Online bankieren";"Bijdrage maart"
"20260303";"Bouwmarkt & Zn";"NL91ABNA0417164300";"NL02RABO0123456789";"OV";"Af";"123,45";"Overschrijving";"Factuur 2026-17 verf"
"20260305";"";"NL91ABNA0417164300";"";"DV";"Af";"9,95";"Diversen";"Kosten rekening"
"""
RABOBANK = (
    '"IBAN/BBAN","Munt","BIC","Volgnr","Datum","Rentedatum","Bedrag","Saldo na trn",'
    '"Tegenrekening IBAN/BBAN","Naam tegenpartij","Omschrijving-1","Omschrijving-2","Omschrijving-3"\r\n'
    f'"{OURS}","EUR","RABONL2U","1","2026-03-02","2026-03-02","+25,00","+125,00","{HERS}","J. de Vries","Bijdrage","maart",""\r\n'
    f'"{OURS}","EUR","RABONL2U","2","2026-03-03","2026-03-03","-123,45","+1,55","NL02RABO0123456789",'
    '"Bouwmarkt & Zn","Factuur 2026-17 verf","",""\r\n'
    f'"{OURS}","EUR","RABONL2U","3","2026-03-05","2026-03-05","-9,95","-8,40","","","Kosten rekening","",""\r\n'
)
BUNQ = (
    '"Date","Interest Date","Amount","Account","Counterparty","Name","Description"\n'
    f'"2026-03-02","2026-03-02","25.00","{OURS}","{HERS}","J. de Vries","Bijdrage maart"\n'
    f'"2026-03-03","2026-03-03","-123.45","{OURS}","NL02RABO0123456789","Bouwmarkt & Zn","Factuur 2026-17 verf"\n'
    f'"2026-03-05","2026-03-05","-9.95","{OURS}","","","Kosten rekening"\n'
)


@pytest.mark.parametrize(
    ("content", "closing"),
    [
        (camt(*the_week(), before="150.00", after="41.60"), 4_160),
        (camt(*the_week(deep=True), before="150.00", after="41.60", version="08"), 4_160),
        (MT940.encode(), 4_160),
        (MT940.replace("\n", "\r\n").encode(), 4_160),
        (ING.encode(), None),
        (ING.encode("utf-8-sig"), None),
        (RABOBANK.encode("cp1252"), None),
        (BUNQ.encode(), None),
    ],
    ids=["camt.053.001.02", "camt.053.001.08", "MT940", "MT940 crlf", "ING", "ING bom", "Rabobank", "bunq"],
)
def test_the_same_week_gives_the_same_lines_in_every_form(content: bytes, closing: int | None) -> None:
    day = date(2026, 3, 5) if closing is not None else None
    assert read_bank_file(content) == BankFile(OURS, WEEK, closing, day)


def test_a_batch_is_one_line_of_what_moved_on_the_account() -> None:
    three = "".join(payment("Cdtr", f"Lid {n}", HERS, "Terug") for n in range(3))
    found = read_bank_file(
        camt(entry("60.00", "DBIT", "2026-03-02", f"<NtryDtls>{three}</NtryDtls>"), after="40.00")
    )
    assert found.lines == (FileLine(date(2026, 3, 2), -6_000),)


def test_what_is_not_booked_yet_is_left_out() -> None:
    pending = entry("60.00", "DBIT", "2026-03-02", status="PDNG")
    booked = entry("10.00", "DBIT", "2026-03-02", status="<Cd>BOOK</Cd>")
    assert [line.cents for line in read_bank_file(camt(pending, booked, after="90.00")).lines] == [-1_000]


DOCTYPE = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><Document>&b;</Document>'
)


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        (b"", Trouble.EMPTY),
        (b" \n ", Trouble.EMPTY),
        (b"\x00\x01\x02PDF", Trouble.UNKNOWN),
        (b"hello", Trouble.UNKNOWN),
        (b"Datum;Naam\n1;2\n", Trouble.UNKNOWN),
        (b"<html><body>Log in</body></html>", Trouble.UNKNOWN),
        (b"<Document><BkTo", Trouble.BROKEN),
        (DOCTYPE, Trouble.BROKEN),
        (camt(*the_week(), before="150.00", after="41.61"), Trouble.DOES_NOT_ADD_UP),
        (camt(entry("1.00", "CRDT", "2026-03-02", currency="USD"), after="101.00"), Trouble.NOT_EUROS),
        (camt(entry("1.005", "CRDT", "2026-03-02"), after="101.00"), Trouble.BROKEN),
        (camt(entry("1.00", "CRDT", "2026-02-30"), after="101.00"), Trouble.BROKEN),
        (camt(before="1.00", after="1.00"), Trouble.EMPTY),
        (MT940.replace("C260305EUR41,60", "C260305EUR41,00").encode(), Trouble.DOES_NOT_ADD_UP),
        (MT940.replace("EUR150", "USD150").replace("EUR41", "USD41").encode(), Trouble.NOT_EUROS),
        (ING.replace('"Bij"', '"Misschien"').encode(), Trouble.BROKEN),
        (ING.replace("123,45", "123,456").encode(), Trouble.BROKEN),
        (ING.replace("NL91ABNA0417164300", HERS).encode(), Trouble.SEVERAL_ACCOUNTS),
        (RABOBANK.replace('"EUR"', '"USD"').encode(), Trouble.NOT_EUROS),
        (b"x" * 5_000_001, Trouble.TOO_LARGE),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, trouble: Trouble) -> None:
    with pytest.raises(BadFileError) as caught:
        read_bank_file(content)
    assert caught.value.trouble is trouble


def test_the_line_that_is_wrong_is_named() -> None:
    with pytest.raises(BadFileError) as caught:
        read_bank_file(ING.replace('"Af";"9,95"', '"Af";"veel"').encode())
    assert caught.value.line == 4


@pytest.mark.parametrize(
    ("written", "cents"),
    [
        ("1.234,56", 123_456),
        ("1234.56", 123_456),
        ("+12,5", 1_250),
        ("-0,01", -1),
        ("7", 700),
        ("1 000,00", 100_000),
    ],
)
def test_amounts_are_read_to_the_cent(written: str, cents: int) -> None:
    assert cents_of(written) == cents


@pytest.mark.parametrize("written", ["", "x", "NaN", "Infinity", "1,2,3", "1e3000", "0,001"])
def test_what_is_no_amount_is_refused(written: str) -> None:
    with pytest.raises(BadFileError):
        cents_of(written)


def _changed(content: bytes, place: int, put: bytes) -> bytes:
    at = place % (len(content) + 1)
    return content[:at] + put + content[at + len(put) // 2 :]


@given(
    st.sampled_from([camt(*the_week()), MT940.encode(), ING.encode(), BUNQ.encode()]),
    st.integers(0),
    st.binary(max_size=8),
)
def test_whatever_is_wrong_it_is_lines_or_a_clear_error(content: bytes, place: int, put: bytes) -> None:
    try:
        found = read_bank_file(_changed(content, place, put))
    except BadFileError:
        return
    assert all(line.cents for line in found.lines)
    assert all("\x00" not in f"{line.name}{line.about}" for line in found.lines)


OTHER = (
    b"Wanneer;Af;Bij;Wie;Hun nummer;Waarvoor\n"
    b"12-03-2026;;1.250,00;Gemeente;NL91ABNA0417164300;Subsidie\n"
    b"13-03-2026;12,50;;Bouwmarkt;;Verf\n"
    b"14-03-2026;0,00;3,00;Ans;;Koffie\n"
)
THERE = Columns(day=0, amount=2, out=1, name=3, iban=4, about=5)


def test_a_table_of_another_bank_is_read_by_its_columns() -> None:
    with pytest.raises(BadFileError):
        read_bank_file(OTHER)
    found = read_columns(OTHER, THERE)
    assert [(line.day.day, line.cents, line.name, line.about) for line in found.lines] == [
        (12, 125_000, "Gemeente", "Subsidie"),
        (13, -1_250, "Bouwmarkt", "Verf"),
        (14, 300, "Ans", "Koffie"),
    ]
    assert found.lines[0].iban == "NL91ABNA0417164300"


def test_a_table_without_headings_is_read_from_its_first_row() -> None:
    rows = b"20260312,-5.00,Bij,Verf\n20260313,7.00,Bij,Soep\n"
    assert [line.cents for line in read_columns(rows, Columns(0, 1, headings=False)).lines] == [-500, 700]
    assert guessed(sample(rows)) == Columns(0, 1, headings=False)


def test_columns_are_guessed_from_what_stands_in_them() -> None:
    rows = b"a;b;c;d\n12-03-2026;Ans;NL91ABNA0417164300;5,00\n"
    assert guessed(sample(rows)) == Columns(day=0, amount=3, iban=2)
    assert guessed(sample(b"a;b;c\nx;y;z\n")) is None


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"a;b\n1;2\n", b"a;b;c\n", b"a;b;c\n1;2\n", b"\x00;a;b\n1;2;3\n"]
)
def test_what_is_no_table_has_no_columns(content: bytes) -> None:
    assert sample(content) == []


@pytest.mark.parametrize(
    ("columns", "line"),
    [
        (Columns(0, 3), 2),
        (Columns(3, 2), 2),
        (Columns(0, 2), 3),
        (Columns(0, 9), 2),
        (Columns(0, 2, out=2), 2),
    ],
)
def test_a_column_that_does_not_fit_names_the_line(columns: Columns, line: int) -> None:
    with pytest.raises(BadFileError) as wrong:
        read_columns(OTHER, columns)
    assert (wrong.value.trouble, wrong.value.line) == (Trouble.BROKEN, line)


def test_what_came_in_and_went_out_on_one_line_is_refused() -> None:
    with pytest.raises(BadFileError):
        read_columns(b"d;a;b\n12-03-2026;1,00;2,00\n", Columns(0, 1, out=2))


@settings(max_examples=200)
@given(st.binary(max_size=200), st.lists(st.integers(0, 6), min_size=2, max_size=2), st.none() | st.just(0))
def test_whatever_a_table_holds_it_is_lines_or_a_clear_error(
    content: bytes, places: list[int], out: int | None
) -> None:
    sample(content)
    try:
        found = read_columns(content, Columns(places[0], places[1], out=out))
    except BadFileError:
        return
    assert all(line.cents for line in found.lines)
