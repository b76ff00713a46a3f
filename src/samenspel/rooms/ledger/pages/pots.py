"""Pots: mine with a picture, and all of them for who keeps the purse."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samenspel.kernels.quantity import EURO
from samenspel.kernels.statute.judge import Outcome
from samenspel.kernels.statute.model import NOTHING
from samenspel.rooms.ledger import queries, requests
from samenspel.rooms.ledger.acts.asking import AskPot
from samenspel.rooms.ledger.acts.pots import FillPot, FoldPot
from samenspel.rooms.ledger.forms import FillForm
from samenspel.rooms.ledger.pages.frame import address, purse_url
from samenspel.rooms.ledger.queries import EntryView
from samenspel.rooms.membership import queries as membership
from samenspel.rooms.membership.frame import (
    Answer,
    Doing,
    PageRequest,
    Reader,
    Step,
    carry_out,
    insider_page,
    or_404,
    refuse_unless_allowed,
    told,
)
from samenspel.rooms.statute.gate import civil_day

_TUBE = 200
"""How high the tube of the picture is, in drawing units."""
_STEPS = (50_00, 100_00, 250_00, 500_00, 1_000_00, 2_500_00, 5_000_00, 10_000_00)
"""What the top of the tube can stand for, in cents."""


@dataclass(frozen=True, slots=True)
class Thermometer:
    """The picture of a pot: how full the tube is, and what its top stands for."""

    level: int
    top: int
    height: int = _TUBE

    @property
    def empty(self) -> int:
        return self.height - self.level


def thermometer(cents: int) -> Thermometer:
    """Draw a pot so that what is in it fills at most nine tenths of the tube."""
    top = next((step for step in _STEPS if cents * 10 <= step * 9), max(cents * 2, 1))
    return Thermometer(_TUBE * cents // top, top)


@never_cache
@require_safe
@insider_page
def mine(request: PageRequest, reader: Reader) -> HttpResponse:
    """My pot: a picture, what happened, and asking for something. `?voor=` reads on."""
    assert reader.person_id is not None
    if not requests.has_pots(reader.settings):
        return render(
            request, "ledger/pot.html", {"reader": reader, "none": True, "back_url": purse_url(reader)}
        )
    pot = queries.pot_of(reader.id, reader.person_id)
    entries: list[EntryView] = []
    older = None
    if pot is not None:
        entries, older = queries.read_on(reader.id, pot, request.GET.get("voor", ""))
    settings = reader.settings
    context = {
        "reader": reader,
        "pot": pot,
        "free": pot.room if pot is not None else 0,
        "picture": thermometer(pot.balance if pot is not None else 0),
        "entries": entries,
        "older": older,
        "unit": EURO,
        "training": settings.pot_training or NOTHING,
        "reserve": settings.pot_reserve or NOTHING,
        "may_ask": pot is not None and bool(pot.room) and reader.may("ledger.ask_pot", AskPot(1, "...")),
        "municipality_url": reader.elsewhere("work:pot"),
        "back_url": purse_url(reader),
    }
    return render(request, "ledger/pot.html", context)


@require_safe
@insider_page
def every(request: PageRequest, reader: Reader) -> HttpResponse:
    """All pots, for who fills them."""
    people = _may_hold(reader)
    _refuse_unless_keeps(reader, people)
    pots = requests.pots(reader.id)
    here = {person for person, _name in people}
    context = {
        "reader": reader,
        "pots": [(pot, pot.person_id not in here and pot.account.balance > 0) for pot in pots],
        "total": sum(pot.account.balance for pot in pots),
        "unit": EURO,
        "back_url": purse_url(reader),
    }
    return render(request, "ledger/pots.html", context)


def _may_hold(reader: Reader) -> list[tuple[UUID, str]]:
    """For whom there can be a pot, by name."""
    if reader.version is None:
        return []
    holders = reader.version.charter.statute.plan("ask_pot").standings
    people = membership.person_choices(reader.id, reader.at)
    return [
        (person, name)
        for person, name in people
        if not holders.isdisjoint(membership.standings_of(reader.id, person, reader.at))
    ]


def _refuse_unless_keeps(reader: Reader, people: list[tuple[UUID, str]]) -> None:
    assert reader.person_id is not None
    someone = people[0][0] if people else reader.person_id
    if (
        reader.ask("ledger.fill_pot", FillPot(someone, 1, 0, civil_day(reader.at), "..."))
        is not Outcome.ALLOWED
    ):
        raise PermissionDenied


@require_http_methods(["GET", "HEAD", "POST"])
@insider_page
def fill(request: PageRequest, reader: Reader) -> HttpResponse:
    """Divide what someone's work brought in."""
    people = [each for each in _may_hold(reader) if each[0] != reader.person_id]
    _refuse_unless_keeps(reader, people)
    form = FillForm(
        request.POST or None,
        people=[(str(person), name) for person, name in people],
        today=civil_day(reader.at),
    )

    def params(given: Mapping[str, object]) -> object:
        return FillPot(
            person_id=UUID(str(given["person_id"])),
            turnover=int(str(given["turnover"])),
            costs=int(str(given["costs"] or 0)),
            day=given["day"],  # type: ignore[arg-type]
            about=str(given["about"]),
        )

    def then(_done: object) -> HttpResponse:
        return told(request, _("It has been divided."), address(reader, "pots"))

    step = Step(
        "ledger.fill_pot",
        _("Fill a pot"),
        _("Divide it"),
        intro=_(
            "The money is in the purse already. It is divided by the rules: training, the reserve, and the rest into the pot."
        ),
        back_url=address(reader, "pots"),
    )
    return carry_out(request, reader, step, Doing(params, then), form)


@require_http_methods(["GET", "HEAD", "POST"])
@insider_page
def fold(request: PageRequest, reader: Reader, person_id: UUID) -> HttpResponse:
    """Let the pot of someone who left go to training."""
    refuse_unless_allowed(reader, "ledger.fold_pot", FoldPot(person_id))
    pot = or_404(next((each for each in requests.pots(reader.id) if each.person_id == person_id), None))

    def then(_done: object) -> HttpResponse:
        return told(request, _("It has gone to training."), address(reader, "pots"))

    step = Step(
        "ledger.fold_pot",
        _("Let this pot go to training?"),
        _("Yes, to training"),
        answers=[Answer(_("Whose pot"), pot.name)],
        back_url=address(reader, "pots"),
    )
    return carry_out(request, reader, step, Doing(lambda _given: FoldPot(person_id), then))
