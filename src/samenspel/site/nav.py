"""What stands in the navigation. An entry whose address does not exist in this installation is left out."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry. `exact` entries are current on their own page only, others also on the pages below it."""

    label: Promise
    url_name: str
    exact: bool = False
    signed_in: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """An entry with its address, ready to show."""

    label: Promise
    href: str
    exact: bool


OUTSIDE = (
    NavItem(pgettext_lazy("navigation", "Your turn"), "front:turns", signed_in=True),
    NavItem(pgettext_lazy("navigation", "Collectives"), "site:collectives"),
)

NAV = (
    NavItem(pgettext_lazy("navigation", "Start"), "front:collective", exact=True),
    NavItem(pgettext_lazy("navigation", "House rules"), "statute:read"),
    NavItem(pgettext_lazy("navigation", "Deciding together"), "deciding:proposals"),
    NavItem(pgettext_lazy("navigation", "People"), "membership:people"),
    NavItem(pgettext_lazy("navigation", "Working together"), "work:tasks"),
    NavItem(pgettext_lazy("navigation", "Money and hours"), "ledger:purse"),
    NavItem(pgettext_lazy("navigation", "The book"), "front:book"),
)
"""Inside a collective. Every address takes the collective's slug as its only part."""

PERSON = (
    NavItem(pgettext_lazy("navigation", "Your turn"), "front:turns"),
    NavItem(pgettext_lazy("navigation", "My details"), "people:me"),
    NavItem(pgettext_lazy("navigation", "Where I am signed in"), "people:sessions"),
)


def links(items: tuple[NavItem, ...], *, slug: str = "", signed_in: bool = True) -> list[Link]:
    """Return the entries that exist here, in order; `slug` is the collective's, for entries inside one."""
    found = []
    for item in items:
        if item.signed_in and not signed_in:
            continue
        try:
            href = reverse(item.url_name, args=[slug] if slug else [])
        except NoReverseMatch:
            continue
        found.append(Link(item.label, href, item.exact))
    return found
