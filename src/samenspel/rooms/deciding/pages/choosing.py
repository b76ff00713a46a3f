"""The first question of a proposal: what is it about?"""

from dataclasses import dataclass, fields
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samenspel.rooms.deciding import queries
from samenspel.rooms.deciding.pages.frame import PageRequest, Reader, inside_page, refuse_unless_may_propose
from samenspel.rooms.deciding.pages.wording import sentence_of
from samenspel.rooms.statute.gate import ACTS


@dataclass(frozen=True, slots=True)
class Way:
    """One thing a proposal can be about, and where that begins."""

    title: str
    text: str
    address: str


@require_safe
@inside_page
def new(request: PageRequest, reader: Reader) -> HttpResponse:
    """Choose what the proposal is about, in plain words."""
    refuse_unless_may_propose(reader)
    return render(
        request, "deciding/new.html", {"ways": _ways(reader), "back_url": reader.address("proposals")}
    )


def _ways(reader: Reader) -> list[Way]:
    start = reader.address("new_for_act")
    ways = [
        Way(
            _("Something we are going to do, or stop doing"),
            _("For example: we buy a cargo bike, or we eat together on Fridays."),
            start,
        ),
        Way(
            _("A choice among several options"),
            _("For example: which of these four ideas gets the money?"),
            f"{start}?{urlencode({'choice': 1})}",
        ),
        Way(
            _("A person"),
            _("For example: Bram joins the board, or the town becomes a partner."),
            reader.address("new_about_person"),
        ),
    ]
    rules = _address("statute:read", reader.slug)
    if rules:
        ways.append(
            Way(
                _("The house rules"),
                _(
                    "Choose the rule that you want to change. For example: we vote for two weeks instead of one."
                ),
                rules,
            )
        )
    *_rest, provisional = queries.decision_page(
        reader.id, in_force=True, at=reader.at, provisional=True, size=1
    )
    if provisional:
        renewing = f"{reader.address('decisions')}?{urlencode({'renew': 1})}"
        ways.append(
            Way(
                _("Renew a decision"),
                _("For a decision that holds for a while, and that you want to keep."),
                renewing,
            )
        )
    return ways


def _address(name: str, slug: str) -> str:
    try:
        return reverse(name, args=(slug,))
    except NoReverseMatch:
        return ""


@require_safe
@inside_page
def about_person(request: PageRequest, reader: Reader) -> HttpResponse:
    """Choose what happens with a person."""
    refuse_unless_may_propose(reader)
    start = reader.address("new_for_act")
    ways = [
        Way(sentence_of(name), "", f"{start}?{urlencode({'act': name})}")
        for name in _ABOUT_PERSON
        if _startable(name)
    ]
    return render(
        request,
        "deciding/new_person.html",
        {"ways": ways, "back_url": reader.address("new"), "title": _("A person")},
    )


_ABOUT_PERSON = (
    "membership.appoint",
    "membership.dismiss",
    "membership.grant",
    "membership.end_grant",
    "membership.suspend",
    "membership.lift_suspension",
    "membership.expel",
)
"""In the order in which people look for them. Who asked to join is admitted from their own request."""


def _startable(act: str) -> bool:
    """Whether an act can be begun here, by choosing a person."""
    spec = ACTS.get(act)
    return spec is not None and spec.by_decision and any(f.name == "person_id" for f in fields(spec.params))  # type: ignore[arg-type]
