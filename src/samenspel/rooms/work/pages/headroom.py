"""May this be paid to me? Asked on this page, and worked out on the spot. And a statement to hand in."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from samenspel.ground.people import drawer
from samenspel.ground.people.throttle import TooOftenError
from samenspel.kernels.benefits import (
    OLDER,
    BadQuestionError,
    Benefit,
    Form,
    Headroom,
    Kind,
    Payer,
    Payment,
    Person,
    PotShares,
    headroom,
    monthly_statement,
    thermometer,
)
from samenspel.kernels.quantity import EURO
from samenspel.rooms.ledger import queries as ledger
from samenspel.rooms.ledger.params import in_words, say
from samenspel.rooms.membership.frame import PageRequest, Reader, insider_page
from samenspel.rooms.statute.gate import civil_day
from samenspel.rooms.work import queries
from samenspel.rooms.work.asking import DrawerForm, HeadroomForm, PlaceForm
from samenspel.rooms.work.figures import figures, municipalities
from samenspel.rooms.work.pages.months import address_before, month_asked
from samenspel.rooms.work.pages.tasks import address


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@insider_page
def ask(request: PageRequest, reader: Reader) -> HttpResponse:
    """The question and its answer on one page. It is sent, not part of the address, and nothing of it is written down.

    Who wants can keep what they live on in a drawer that opens only with their own words.
    """
    form = HeadroomForm(_asked(request), places=municipalities())
    at_the_drawer = bool(_DRAWER & request.POST.keys())
    own = DrawerForm(request.POST if at_the_drawer else None)
    if at_the_drawer:
        form = _at_the_drawer(request, reader, form, own)
    context: dict[str, object] = {
        "form": form,
        "drawer": own,
        "has_drawer": reader.person_id is not None and drawer.exists(reader.person_id),
        "own": reader.actor is not None and reader.actor.helper_id is None,
        "reader": reader,
        "back_url": address(reader, "tasks"),
    }
    if request.method == "POST" and not at_the_drawer and form.is_valid():
        try:
            context["answer"] = _answer(reader, form.cleaned_data)
        except BadQuestionError as error:
            form.add_error(None, in_words(error.words))
    wrong = form.errors or own.errors
    return render(request, "work/headroom.html", context, status=400 if wrong else 200)


_DRAWER = frozenset({"keep", "open", "empty"})
"""Buttons of the drawer."""
_KEPT = ("benefit", "age", "place", "month", "year", "anbi")
"""What is kept in it: what one lives on, and what one got elsewhere. Not what is offered now."""


def _asked(request: PageRequest) -> Mapping[str, str] | None:
    """What was filled in, but for who only opens or empties the drawer."""
    return request.POST if request.method == "POST" and not {"open", "empty"} & request.POST.keys() else None


def _at_the_drawer(request: PageRequest, reader: Reader, form: HeadroomForm, own: DrawerForm) -> HeadroomForm:
    """Keep, fetch or throw away; only by one's own hand. Returns the form to show."""
    if reader.person_id is None or reader.actor is None or reader.actor.helper_id is not None:
        raise PermissionDenied
    if "empty" in request.POST:
        drawer.empty(reader.person_id)
        messages.success(request, _("Your drawer is empty."))
        return HeadroomForm(None, places=municipalities())
    if not own.is_valid():
        return form
    words = own.cleaned_data["words"]
    if "keep" in request.POST:
        if form.errors.keys() & set(_KEPT):
            return form
        kept = {name: request.POST.get(name, "") for name in _KEPT}
        drawer.keep(reader.person_id, words, json.dumps(kept).encode(), reader.at)
        messages.success(request, _("It is in your drawer. Only with these words it opens."))
        return form
    try:
        known = json.loads(drawer.opened(reader.person_id, words, reader.at))
    except drawer.WrongWordsError:
        own.add_error("words", _("These are not the words of your drawer."))
    except TooOftenError:
        own.add_error("words", _("You tried too often. Try again in an hour."))
    else:
        messages.success(request, _("This was in your drawer."))
        return HeadroomForm(None, places=municipalities(), initial=known)
    return HeadroomForm(None, places=municipalities())


def _answer(reader: Reader, given: Mapping[str, object]) -> dict[str, object]:
    today = civil_day(reader.at)
    place = municipalities().get(str(given["place"]))
    found = headroom(
        Payment(
            Kind(str(given["kind"])), _cents(given["amount"]), today, once_paid=_yes_no(given["once_paid"])
        ),
        _person(given, today),
        _payer(reader, given),
        _history(given, today),
        figures(),
        municipality=place,
        today=today,
    )
    return _shown(found)


def _cents(amount: object) -> int:
    return int(str(amount)) if amount else 0


def _yes_no(value: object) -> bool | None:
    return {"yes": True, "no": False}.get(str(value))


def _person(given: Mapping[str, object], today: date) -> Person:
    """What the rules need: an age as a band, so that no birth date is asked."""
    age = str(given["age"])
    later = today + timedelta(days=400)
    place = municipalities().get(str(given["place"]))
    return Person(
        benefit=Benefit(str(given["benefit"])),
        under_27_until=None if age == "unknown" else OLDER if age == "older" else later,
        under_21_until=None if age == "unknown" else later if age == "under_21" else OLDER,
        municipality=place.code if place is not None else "",
    )


def _payer(reader: Reader, given: Mapping[str, object]) -> Payer:
    form = reader.version.charter.form.value if reader.version is not None else Form.NONE_YET.value
    return Payer(Form(form), anbi=given["anbi"] == "yes", subject_to_vpb=None, pot_apart=True)


def _history(given: Mapping[str, object], today: date) -> list[Payment]:
    """What was got before, told as sums: this month, and this year with it."""
    kind = Kind(str(given["kind"]))
    month, year = _cents(given["month"]), _cents(given["year"])
    before = [Payment(kind, month, today.replace(day=1), elsewhere=True)] if month else []
    earlier = max(0, year - month)
    if earlier and today.month > 1:
        before.append(Payment(kind, earlier, date(today.year, 1, 1), elsewhere=True))
    return before


def _shown(found: Headroom) -> dict[str, object]:
    return {
        "light": found.allowed.value,
        "words": in_words(found.words),
        "uncertain": found.uncertain,
        "month": _money(found.remaining_month_cents),
        "year": _money(found.remaining_year_cents),
        "fits": _money(found.fits_cents),
        "reasons": [(in_words(reason.words), reason.source) for reason in found.reasons],
        "instead": [in_words(each.words) for each in found.instead],
        "shared": in_words(found.shared),
    }


def _money(cents: int | None) -> str:
    return "" if cents is None else say(cents, EURO)


@never_cache
@require_safe
@insider_page
def statement(request: PageRequest, reader: Reader) -> HttpResponse:
    """What I did here in a month, as a paper that I can hand in myself. `?maand=2026-11`."""
    assert reader.person_id is not None
    today = civil_day(reader.at)
    month = month_asked(request.GET.get("maand", ""), today, today.replace(day=1))
    hours = [
        Payment(Kind.HOURS, 0, day, minutes=minutes)
        for day, minutes in queries.confirmed_work(reader.id, reader.person_id, month)
    ]
    allowed = [
        Payment(Kind.VOLUNTEER_ALLOWANCE, each.cents, each.day, minutes=each.minutes)
        for each in ledger.allowances(reader.id, reader.person_id, month.year)
        if each.granted
    ]
    made = monthly_statement(month, [*allowed, *hours], figures(), municipality=None, today=today)
    context = {
        "reader": reader,
        "lines": in_words(made.text).splitlines(),
        "earlier_url": address_before(month, today),
        "back_url": address(reader, "headroom"),
    }
    return render(request, "work/statement.html", context)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@insider_page
def pot(request: PageRequest, reader: Reader) -> HttpResponse:
    """What a municipality does with my pot, as a paper that I can hand in. Where I live is asked and kept nowhere."""
    assert reader.person_id is not None
    account = ledger.pot_of(reader.id, reader.person_id)
    if account is None:
        raise Http404
    form = PlaceForm(request.POST or None, places=municipalities())
    today = civil_day(reader.at)
    place = None
    if request.method == "POST" and form.is_valid():
        place = municipalities().get(form.cleaned_data["place"])
    found = thermometer(
        0,
        0,
        PotShares(Fraction(0), Fraction(0)),
        account.balance,
        figures(),
        municipality=place,
        days=(today, today),
    )
    context = {
        "reader": reader,
        "form": form,
        "asked": place,
        "balance": account.balance,
        "unit": EURO,
        "settlement": in_words(found.settlement),
        "source": found.source,
        "uncertain": found.uncertain,
        "entries": ledger.statement(reader.id, account.id),
        "today": today,
        "back_url": reader.elsewhere("ledger:pot"),
    }
    return render(request, "work/pot.html", context)
