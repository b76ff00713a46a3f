from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.foundation.models import Collective
from samenspel.ground.people import cards, throttle
from samenspel.ground.people.cards import CardExistsError, CardRefusedError
from samenspel.ground.people.models import CardCode, Person, SignInCard, Throttle

pytestmark = pytest.mark.django_db


def why(number: str, code: str, at: datetime) -> str:
    with pytest.raises(CardRefusedError) as error:
        cards.redeem(number, code, at)
    return error.value.why


def test_every_code_signs_in_once(anna: Person, at: datetime) -> None:
    card, codes = cards.issue_card(anna.id, None, anna.id, at)
    assert len(set(codes)) == 10
    for left, code in zip(range(9, -1, -1), codes, strict=True):
        assert cards.redeem(card.number, code, at) == anna
        assert cards.codes_left(card.number) == left
        assert why(card.number, code, at) == "used"


def test_a_code_reads_well_on_paper(anna: Person, at: datetime) -> None:
    _card, codes = cards.issue_card(anna.id, None, anna.id, at)
    assert set("".join(codes)) <= {*cards.ALPHABET, "-"}
    assert all(len(code) == 9 and code[4] == "-" for code in codes)
    assert not set("01258ILOSZBAEU") & set(cards.ALPHABET)


def test_people_type_it_their_own_way(anna: Person, at: datetime) -> None:
    card, codes = cards.issue_card(anna.id, None, anna.id, at)
    number = cards.grouped(card.number)
    assert cards.redeem(f" {number} ", codes[0].lower().replace("-", " "), at) == anna
    assert cards.redeem(card.number, codes[1].replace("-", ""), at) == anna
    assert cards.redeem(number.replace(" ", "-"), f"{codes[2]}\n", at) == anna


def test_a_code_of_another_card_is_wrong(anna: Person, bram: Person, at: datetime) -> None:
    first, codes = cards.issue_card(anna.id, None, anna.id, at)
    second, _ = cards.issue_card(bram.id, None, bram.id, at)
    assert why(second.number, codes[0], at) == "wrong"
    assert cards.redeem(first.number, codes[0], at) == anna


@pytest.mark.parametrize(
    ("number", "code"), [("", ""), ("12345678", "CCCC-CCCC"), ("x", "\x00"), ("9" * 500, "C" * 500)]
)
def test_an_unknown_card_is_answered_like_a_wrong_code(
    number: str, code: str, anna: Person, at: datetime
) -> None:
    card, _codes = cards.issue_card(anna.id, None, anna.id, at)

    def work(number: str, code: str) -> list[str]:
        why(number, code, at)  # the first try also opens a counter
        with CaptureQueriesContext(connection) as queries:
            assert why(number, code, at) == "wrong"
        return [query["sql"].split(" WHERE ")[0] for query in queries.captured_queries]

    assert work(number, code) == work(card.number, "CCCC-CCCC")


def test_a_revoked_card_says_so_only_to_its_owner(anna: Person, bram: Person, at: datetime) -> None:
    card, codes = cards.issue_card(anna.id, None, anna.id, at)
    assert not cards.revoke_card(card.id, at, person_id=bram.id)
    assert cards.revoke_card(card.id, at, person_id=anna.id)
    assert not cards.revoke_card(card.id, at, person_id=anna.id)
    assert why(card.number, codes[0], at) == "revoked"
    assert why(card.number, "CCCC-CCCC", at) == "wrong"
    assert cards.cards_of(anna.id) == []


def test_one_card_can_be_guessed_at_only_so_often(anna: Person, at: datetime) -> None:
    card, codes = cards.issue_card(anna.id, None, anna.id, at)
    limit = throttle.LIMITS["card"]
    for _ in range(limit.times):
        assert why(card.number, "CCCC-CCCC", at) == "wrong"
    with pytest.raises(throttle.TooOftenError):
        cards.redeem(card.number, codes[0], at)
    assert cards.redeem(card.number, codes[0], at + limit.within) == anna


def test_signing_in_does_not_count_as_guessing(anna: Person, at: datetime) -> None:
    card, codes = cards.issue_card(anna.id, None, anna.id, at)
    for code in codes:
        cards.redeem(card.number, code, at)
    assert Throttle.objects.get().count == 0


def test_a_new_card_of_my_own_ends_the_one_before_but_not_the_desks(
    anna: Person, bram: Person, at: datetime
) -> None:
    wending = Collective.objects.create(
        slug="de-wending", name="De Wending", form="none_yet", since=at.date(), founded_at=at
    )
    desk, desk_codes = cards.issue_card(anna.id, wending.id, bram.id, at)
    first, first_codes = cards.issue_own_card(anna.id, new_id(), at)
    second, second_codes = cards.issue_own_card(anna.id, new_id(), at + timedelta(days=1))
    assert why(first.number, first_codes[0], at) == "revoked"
    assert cards.redeem(second.number, second_codes[0], at) == anna
    assert cards.redeem(desk.number, desk_codes[0], at) == anna
    assert [(view.issuer, view.codes_left) for view in cards.cards_of(anna.id)] == [
        ("", 9),
        ("De Wending", 9),
    ]


def test_the_same_request_makes_one_card(anna: Person, at: datetime) -> None:
    number = new_id()
    card, codes = cards.issue_own_card(anna.id, number, at)
    with pytest.raises(CardExistsError):
        cards.issue_own_card(anna.id, number, at)
    assert SignInCard.objects.count() == 1
    assert CardCode.objects.count() == 10
    assert cards.redeem(card.number, codes[0], at) == anna


def test_nothing_kept_shows_a_code(anna: Person, at: datetime) -> None:
    _card, codes = cards.issue_card(anna.id, None, anna.id, at)
    kept = " ".join(CardCode.objects.values_list("digest", flat=True))
    assert not any(code in kept or code.replace("-", "") in kept for code in codes)
    assert len(set(kept.split())) == 10


def test_the_square_carries_the_number_and_no_code(
    anna: Person, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    card, codes = cards.issue_card(anna.id, None, anna.id, at)
    drawn: list[str] = []
    make = cards.segno.make
    monkeypatch.setattr(cards.segno, "make", lambda text, **how: drawn.append(text) or make(text, **how))
    sheet = cards.sheet(card, codes, "https://samen.example/inloggen/kaart/")
    assert drawn == [f"https://samen.example/inloggen/kaart/?k={card.number}"]
    assert sheet.address == "samen.example/inloggen/kaart/"
    assert sheet.qr.startswith("<svg")
    assert "style=" not in sheet.qr


@pytest.mark.django_db(transaction=True)
def test_of_the_same_code_sent_at_once_exactly_one_wins(all_at_once: Callable, at: datetime) -> None:
    anna = Person.objects.create(name="Anna", created_at=at, changed_at=at)
    card, codes = cards.issue_card(anna.id, None, anna.id, at)
    for code in codes[:5]:
        results = all_at_once(lambda _, code=code: cards.redeem(card.number, code, at), 2)
        assert results.count(anna) == 1, results
        assert sum(isinstance(result, CardRefusedError) and result.why == "used" for result in results) == 1
    assert cards.codes_left(card.number) == 5


@pytest.mark.django_db(transaction=True)
def test_without_the_guard_the_same_code_wins_twice(
    all_at_once: Callable, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: look first and write later, and both requests think the code is free."""
    anna = Person.objects.create(name="Anna", created_at=at, changed_at=at)
    card, codes = cards.issue_card(anna.id, None, anna.id, at)
    looked = Barrier(2)

    def naive(_: int) -> Person:
        hit = cards._match(card.id, cards.clean_code(codes[0]))
        assert hit is not None
        free = hit.used_at is None
        looked.wait()
        if not free:
            raise CardRefusedError("used")
        CardCode.objects.filter(id=hit.id).update(used_at=at)
        return anna

    assert all_at_once(naive, 2).count(anna) == 2
