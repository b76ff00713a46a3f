"""The cast of eight, and the neighbours around them. All names are made up."""

from datetime import datetime
from typing import NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.people import accounts, cards


class Role(NamedTuple):
    """One of the cast: name, how to reach them, and who they are, in Dutch and English."""

    key: str
    name: str
    email: str | None
    nl: str
    en: str


CAST = (
    Role("anna", "Anna", "anna@voorbeeld.example", "lid en bestuur van De Losse Schakel", "member and board"),
    Role("bram", "Bram", "bram@voorbeeld.example", "lid van De Losse Schakel", "member"),
    Role("chadia", "Chadia", None, "deelnemer, zonder e-mail", "participant, without e-mail"),
    Role("dirk", "Dirk", "dirk@voorbeeld.example", "vrijwilliger", "volunteer"),
    Role(
        "els",
        "Els",
        "els@gemeente.example",
        "gemeente, sociaal aandeelhouder",
        "municipality, social shareholder",
    ),
    Role("farid", "Farid", "farid@voorbeeld.example", "buurman, nergens lid", "neighbour, member of nothing"),
    Role("greet", "Greet", "greet@fonds.example", "financier", "funder"),
    Role(
        "huub", "Huub", "huub@anker.example", "bestuur van Buurthuis Het Anker", "board of another collective"
    ),
)
NEIGHBOURS = (
    "Ilse", "Jamal", "Kees", "Loubna", "Marijke", "Nourdin", "Okke", "Petra", "Quint", "Rachida", "Sjoerd", "Truus",
    "Umit", "Veerle", "Wim", "Xandra", "Yusuf", "Zita",
)  # fmt: skip


def person_id(key: str) -> UUID:
    """The identifier of someone in the example: always the same, so that it can be found again."""
    return uuid5(NAMESPACE_URL, f"https://samenspel.example/{key}")


def make(at: datetime) -> dict[str, UUID]:
    """Make everyone's account; returns their identifiers by key, neighbours by their name in small letters."""
    everyone = [(role.key, role.name, role.email) for role in CAST]
    everyone += [(name.lower(), name, None) for name in NEIGHBOURS]
    return {
        key: accounts.create_person(name, "nl", at, email=email, person_id=person_id(key)).id
        for key, name, email in everyone
    }


def sign_in_lines(at: datetime) -> list[str]:
    """A line per member of the cast with the number of a fresh sign-in card and one of its codes."""
    lines = ["/inloggen/kaart/ — kaart en code / card and code:"]
    for role in CAST:
        card, codes = cards.issue_own_card(person_id(role.key), new_id(), at)
        lines.append(f"  {role.name:<8} {cards.grouped(card.number)}   {codes[0]}   {role.nl} / {role.en}")
    return lines
