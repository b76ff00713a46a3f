"""What people type, and what it stands for; and the parts of a text that a search finds."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from samenspel.ground.foundation.collectives import CollectiveCard
from samenspel.kernels.statute.charter import charter
from samenspel.kernels.statute.clause import Domain, Language, Parameter, Words
from samenspel.kernels.statute.vocabulary import Form
from samenspel.rooms.statute import exports
from samenspel.rooms.statute.fields import cents_of, field_for
from samenspel.rooms.statute.queries import Version
from samenspel.rooms.statute.showing import stretches

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("25", 2500),
        ("2,50", 250),
        ("2.5", 250),
        ("€ 10.000", 1_000_000),
        ("10,000.50", 1_000_050),
        ("1.234.567,89", 123_456_789),
        ("25,-", 2500),
        ("0", 0),
        (" 1 000 ", 100_000),
        ("", None),
        ("tien", None),
        ("-5", None),
        ("1.23.45", None),
        ("1,2,3", None),
        ("9" * 13, None),
    ],
)
def test_amounts_as_people_write_them(typed: str, cents: int | None) -> None:
    assert cents_of(typed) == cents


def test_a_domain_without_a_field_is_an_error_of_the_maker() -> None:
    stranger = Parameter("x", Domain(), 1, 2, Words("?", "?"))
    with pytest.raises(TypeError, match="There is no field"):
        field_for(stranger, Language.NL)


@given(st.text(max_size=40), st.text(max_size=5))
def test_stretches_give_the_text_back(text: str, wanted: str) -> None:
    assert "".join(stretch.text for stretch in stretches(text, wanted)) == text


def test_stretches_find_whatever_the_case() -> None:
    found = [(s.text, s.found) for s in stretches("Kwetsbaar en kwetsbaar.", "KWETS")]
    assert found == [("Kwets", True), ("baar en ", False), ("kwets", True), ("baar.", False)]


def test_a_document_says_how_it_stands() -> None:
    card = CollectiveCard(UUID(int=1), "de-kring", "De Kring", "", "none_yet", date(2024, 1, 1), AT)
    waiting = Version(
        UUID(int=2),
        card.id,
        2,
        charter(Form.ASSOCIATION, [("purpose", {})]),
        "a" * 64,
        "",
        AT,
        None,
        None,
        None,
        "",
    )
    signed = replace(
        waiting, valid_from=AT, notarial_deed_on=date(2026, 3, 1), notarial_deed_name="mr. Visser"
    )
    ended = replace(signed, valid_to=datetime(2026, 5, 1, tzinfo=UTC))
    with translation.override("nl"):
        told = [exports.document(card, version, Language.NL) for version in (waiting, signed, ended)]
        assert [document.status for document in told] == [
            "besloten op 1 maart 2026, wacht op de notaris",
            "geldt sinds 1 maart 2026",
            "gold van 1 maart 2026 tot 1 mei 2026",
        ]
        facts = {fact.label: fact.value for fact in told[1].facts}
    assert facts["Akte van de notaris"] == "1 maart 2026, mr. Visser"
    assert "Plaats" not in facts
