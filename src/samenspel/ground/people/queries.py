"""Reading persons."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext

from samenspel.ground.people.models import CardCode, HelperConsent, Passkey, Person, SignIn, SignInCard


class UnknownPersonError(LookupError):
    """There is no person by that number."""


@dataclass(frozen=True, slots=True)
class PersonView:
    """What a page needs to know of a person. `name` is fit for display, also when the account was erased."""

    id: UUID
    name: str
    email: str | None
    language: str
    created_at: datetime
    erased: bool


@dataclass(frozen=True, slots=True)
class Contact:
    """Where and in which language a person can be written to."""

    name: str
    email: str
    language: str


def person(person_id: UUID) -> PersonView:
    """Raises UnknownPersonError."""
    row = Person.objects.filter(id=person_id).first()
    if row is None:
        raise UnknownPersonError(str(person_id))
    return PersonView(
        row.id, _shown(row.name), row.email, row.language, row.created_at, row.erased_at is not None
    )


def names(ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the names to show for these persons; unknown numbers are left out."""
    return {
        id_: _shown(name) for id_, name in Person.objects.filter(id__in=set(ids)).values_list("id", "name")
    }


def contacts(ids: Iterable[UUID]) -> dict[UUID, Contact]:
    """Return how to write to these persons; who has no e-mail address is left out."""
    rows = Person.objects.filter(id__in=set(ids), is_active=True).exclude(email=None)
    return {row.id: Contact(row.name, row.email, row.language) for row in rows if row.email}


def by_email(email: str) -> UUID | None:
    """Find who has this address. Only for who has shown that they read that mailbox."""
    return (
        Person.objects.filter(email=email.strip().lower(), is_active=True)
        .values_list("id", flat=True)
        .first()
    )


def own_data(person_id: UUID) -> dict[str, object]:
    """Everything kept here about a person, for the person, as plain JSON values (times in ISO 8601, UTC)."""
    row = Person.objects.get(id=person_id)
    return {
        "person": {
            "id": str(row.id),
            "name": row.name,
            "email": row.email,
            "language": row.language,
            "created_at": _iso(row.created_at),
            "changed_at": _iso(row.changed_at),
        },
        "signed_in": [
            {
                "device": entry.device,
                "way": entry.way,
                "began_at": _iso(entry.began_at),
                "seen_at": _iso(entry.seen_at),
            }
            for entry in SignIn.objects.filter(person_id=person_id).order_by("began_at")
        ],
        "cards": [
            _card(card) for card in SignInCard.objects.filter(person_id=person_id).order_by("issued_at")
        ],
        "passkeys": [
            {"name": key.name, "made_at": _iso(key.made_at), "used_at": _iso(key.used_at)}
            for key in Passkey.objects.filter(person_id=person_id).order_by("made_at")
        ],
        "helped_by": _consents(HelperConsent.objects.filter(person_id=person_id), "helper_id"),
        "helped": _consents(HelperConsent.objects.filter(helper_id=person_id), "person_id"),
    }


def _shown(name: str) -> str:
    return name or gettext("someone (erased)")


def _card(card: SignInCard) -> dict[str, object]:
    return {
        "number": card.number,
        "issued_at": _iso(card.issued_at),
        "revoked_at": _iso(card.revoked_at),
        "codes_left": CardCode.objects.filter(card=card, used_at=None).count(),
    }


def _consents(rows: QuerySet[HelperConsent], other: str) -> list[dict[str, object]]:
    return [
        {
            "who": str(getattr(row, other)),
            "given_at": _iso(row.given_at),
            "ends_at": _iso(row.ends_at),
            "withdrawn_at": _iso(row.withdrawn_at),
        }
        for row in rows.order_by("given_at")
    ]


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
