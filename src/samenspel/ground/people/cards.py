"""Printed cards: ten codes on paper for who has no e-mail, or would rather not use it.

A card has a number (no secret; it finds the card) and codes that each work once. Of a code only a digest is
kept, so a card can be shown or printed only at the moment it is made.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

import segno
from django.db import IntegrityError, transaction
from django.utils.safestring import SafeString

from samenspel.ground.foundation import collectives
from samenspel.ground.foundation.ids import new_id
from samenspel.ground.people import throttle
from samenspel.ground.people.models import CardCode, Person, SignInCard
from samenspel.ground.people.sealing import opens, seal
from samenspel.ground.people.typed import plain

CODES = 10
CODE_LENGTH = 8
# No letter that looks like a digit or another letter on paper, and no vowels, so that no code is a word.
ALPHABET = "CDFGHJKMNPQRTVWXY34679"

Why = Literal["wrong", "used", "revoked"]


class CardRefusedError(Exception):
    """The code on the card does not count. `why`: wrong, used, or revoked."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


class CardExistsError(Exception):
    """This card was made before; its codes cannot be shown again."""


@dataclass(frozen=True, slots=True)
class CardView:
    """A card as its owner sees it. `issuer` is the collective's name, empty for a card one made oneself."""

    id: UUID
    number: str
    issuer: str
    issued_at: datetime
    codes_left: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A card as it is shown or printed, once. Rendered with `people/card.html`; `qr` is SVG."""

    number: str
    codes: list[str]
    owner: str
    issued_at: datetime
    address: str
    qr: SafeString


def issue_card(
    person_id: UUID, collective_id: UUID | None, issued_by: UUID, at: datetime, *, card_id: UUID | None = None
) -> tuple[SignInCard, list[str]]:
    """Make a card and its ten codes, written as they are printed (`K7QM-4DXT`).

    The codes are returned this once. With a `card_id` made beforehand a repeated request raises
    CardExistsError and makes nothing.
    """
    card_id = card_id or new_id()
    codes = ["".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)) for _ in range(CODES)]
    with transaction.atomic():
        try:
            with transaction.atomic():
                card = SignInCard.objects.create(
                    id=card_id,
                    number=_free_number(),
                    person_id=person_id,
                    issuer_id=collective_id,
                    issued_by_id=issued_by,
                    issued_at=at,
                )
        except IntegrityError as error:
            raise CardExistsError from error
        CardCode.objects.bulk_create(
            CardCode(card=card, place=place, digest=seal("card", card.id, code))
            for place, code in enumerate(codes, start=1)
        )
    return card, [grouped(code) for code in codes]


def issue_own_card(person_id: UUID, card_id: UUID, at: datetime) -> tuple[SignInCard, list[str]]:
    """Make a card for oneself; it takes the place of the card one made before. Raises CardExistsError."""
    with transaction.atomic():
        card, codes = issue_card(person_id, None, person_id, at, card_id=card_id)
        older = SignInCard.objects.filter(person_id=person_id, issuer=None, revoked_at=None)
        older.exclude(id=card.id).update(revoked_at=at)
    return card, codes


def redeem(card_number: str, code: str, at: datetime) -> Person:
    """Spend one code and return whose card it is. Raises CardRefusedError and throttle.TooOftenError.

    An unknown number costs the same work as a wrong code, and is answered the same. Of two requests with
    the same code exactly one wins.
    """
    number, typed = clean_number(card_number), clean_code(code)
    throttle.take("card", number, at)
    card = SignInCard.objects.select_related("person").filter(number=number).first()
    card_id = card.id if card else new_id()
    hit = _match(card_id, typed)
    if card is None or hit is None or not card.person.is_active:
        raise CardRefusedError("wrong")
    if card.revoked_at:
        raise CardRefusedError("revoked")
    # The condition stands on the row itself: PostgreSQL looks at it again after waiting for another request,
    # which it does not do for a condition on a joined table.
    if not CardCode.objects.filter(id=hit.id, used_at=None).update(used_at=at):
        raise CardRefusedError("used")
    throttle.give_back("card", number)
    return card.person


def revoke_card(card_id: UUID, at: datetime, *, person_id: UUID) -> bool:
    """Make a person's card worthless. Returns whether there was such a card, still valid."""
    return bool(
        SignInCard.objects.filter(id=card_id, person_id=person_id, revoked_at=None).update(revoked_at=at)
    )


def cards_of(person_id: UUID) -> list[CardView]:
    """List the valid cards of a person, the newest first."""
    rows = list(SignInCard.objects.filter(person_id=person_id, revoked_at=None).order_by("-issued_at"))
    free = list(CardCode.objects.filter(card__in=rows, used_at=None).values_list("card_id", flat=True))
    issuers = collectives.cards([row.issuer_id for row in rows if row.issuer_id])
    return [
        CardView(
            id=row.id,
            number=row.number,
            issuer=issuers[row.issuer_id].name if row.issuer_id else "",
            issued_at=row.issued_at,
            codes_left=free.count(row.id),
        )
        for row in rows
    ]


def codes_left(card_number: str) -> int:
    """Count the codes on a card that still work."""
    number = clean_number(card_number)
    return CardCode.objects.filter(card__number=number, card__revoked_at=None, used_at=None).count()


def sheet(card: SignInCard, codes: list[str], address: str) -> Sheet:
    """Lay out a card just made. `address`: the full address of the page where one signs in with a card.

    The QR code leads to that page and carries the card's number, never a code: it opens nothing by itself.
    """
    drawing = segno.make(f"{address}?k={card.number}", error="m").svg_inline(
        scale=4, border=2, svgclass="qr", lineclass=None, omitsize=True
    )
    return Sheet(
        number=grouped(card.number),
        codes=codes,
        owner=card.person.name,
        issued_at=card.issued_at,
        address=address.partition("://")[2],
        qr=SafeString(drawing),
    )


def grouped(text: str) -> str:
    """Write a number or a code in groups of four: `1234 5678`, `K7QM-4DXT`."""
    return (" " if text.isdigit() else "-").join(text[start : start + 4] for start in range(0, len(text), 4))


def clean_number(typed: str) -> str:
    return re.sub(r"[^0-9]", "", plain(typed))[:8]


def clean_code(typed: str) -> str:
    return plain(typed)[:CODE_LENGTH]


def _free_number() -> str:
    """Draw numbers until one is free. They are drawn, not counted, so that they tell nothing."""
    while True:
        number = f"{secrets.randbelow(90_000_000) + 10_000_000}"
        if not SignInCard.objects.filter(number=number).exists():
            return number


def _match(card_id: UUID, typed: str) -> CardCode | None:
    """Hold the typed code against every place of the card, also after a hit and for a card that is not there."""
    rows: dict[int, CardCode] = {row.place: row for row in CardCode.objects.filter(card_id=card_id)}
    hit = None
    for place in range(1, CODES + 1):
        row = rows.get(place)
        if opens("card", card_id, typed, row.digest if row else "") and row:
            hit = row
    return hit
