"""My own place: what I may do and why, what I owe and hold, how I am called to a meeting, a printable statement."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samenspel.kernels.statute.vocabulary import Standing
from samenspel.rooms.membership import queries
from samenspel.rooms.membership.acts.desk import SetCallByEmail
from samenspel.rooms.membership.acts.leaving import Leave
from samenspel.rooms.membership.acts.measures import Appeal
from samenspel.rooms.membership.acts.resources import ChooseContribution, Way
from samenspel.rooms.membership.forms import CallForm, WayForm
from samenspel.rooms.membership.frame import (
    Doing,
    PageRequest,
    Reader,
    Step,
    carry_out,
    or_404,
    personal_page,
    refuse_unless_allowed,
    told,
)
from samenspel.rooms.statute.gate import civil_day


@require_safe
@personal_page
def mine(request: PageRequest, reader: Reader) -> HttpResponse:
    """Everything this collective knows me by, and what I can do with it."""
    context = {**_about_me(reader), "reader": reader}
    person = reader.person_id
    assert person is not None
    charter = reader.version.charter if reader.version is not None else None
    held = [
        s for s in Standing if s in reader.standings & queries.IN_REGISTER and s is not Standing.SUSPENDED
    ]
    context |= {
        "voices": [queries.voice(charter, standing) for standing in held] if charter is not None else [],
        "waiting": queries.application_of(reader.id, person),
        "declined": queries.last_words(reader.id, person) if not held else "",
        "may_appeal": reader.may("membership.appeal", Appeal("...")),
        "may_choose": reader.may("membership.choose_contribution", ChooseContribution(Way.MONEY)),
        "may_set_call": reader.may("membership.set_call_by_email", SetCallByEmail(agreed=True)),
        "by_email": person in queries.called_by_email(reader.id, [person]),
        "may_leave": reader.may("membership.leave", Leave()),
    }
    return render(request, "membership/mine.html", context)


def _about_me(reader: Reader) -> dict[str, object]:
    person = reader.person_id
    assert person is not None
    return {
        "card": queries.person_card(reader.id, person, reader.at),
        "dues": queries.dues(reader.id, person, civil_day(reader.at)),
        "shares": queries.shares_of(reader.id, person),
        "measure": queries.appealable(reader.id, person, reader.at),
        "today": civil_day(reader.at),
    }


@require_safe
@personal_page
def statement(request: PageRequest, reader: Reader) -> HttpResponse:
    """A statement to print: since when I take part, as what, what I gave and hold."""
    about = _about_me(reader)
    or_404(about["card"])
    return render(request, "membership/statement.html", {**about, "reader": reader})


@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def choose_contribution(request: PageRequest, reader: Reader) -> HttpResponse:
    """Choose between money and work."""
    refuse_unless_allowed(reader, "membership.choose_contribution", ChooseContribution(Way.MONEY))
    person = reader.person_id
    assert person is not None
    chosen = queries.dues(reader.id, person, civil_day(reader.at)).way
    step = Step(
        act="membership.choose_contribution",
        title=_("Money or work?"),
        submit_label=_("Keep my choice"),
        consequences=[_("It holds from this month on. You can change it later.")],
        back_url=reader.address("mine"),
    )
    return carry_out(
        request,
        reader,
        step,
        Doing(
            lambda given: given,
            lambda _done: told(request, _("Your choice has been kept."), reader.address("mine")),
        ),
        WayForm(request.POST or None, initial={"way": chosen}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def call_by_email(request: PageRequest, reader: Reader) -> HttpResponse:
    """How I hear of a meeting."""
    refuse_unless_allowed(reader, "membership.set_call_by_email", SetCallByEmail(agreed=True))
    person = reader.person_id
    assert person is not None
    agreed = person in queries.called_by_email(reader.id, [person])
    step = Step(
        act="membership.set_call_by_email",
        title=_("How do you hear of a meeting?"),
        submit_label=_("Keep my choice"),
        intro=_("By law a call to a meeting comes on paper, unless you agree to e-mail."),
        back_url=reader.address("mine"),
    )
    return carry_out(
        request,
        reader,
        step,
        Doing(
            lambda given: given,
            lambda _done: told(request, _("Your choice has been kept."), reader.address("mine")),
        ),
        CallForm(request.POST or None, initial={"agreed": "yes" if agreed else "no"}),
    )
