"""Contributions and shares, for who keeps the records."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenspel.rooms.membership import queries
from samenspel.rooms.membership.acts.resources import IssueShare, RecordContribution, StrikeContribution
from samenspel.rooms.membership.forms import ContributionForm, ShareForm
from samenspel.rooms.membership.frame import (
    Doing,
    PageRequest,
    Reader,
    Step,
    attempt,
    attempted,
    carry_out,
    number_of,
    personal_page,
    refuse_unless_allowed,
    told,
)
from samenspel.rooms.statute.gate import civil_day

MONTHS_BACK = 24


@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def contributions(request: PageRequest, reader: Reader) -> HttpResponse:
    """Record what people contributed, and see what was recorded."""
    person, today = reader.person_id, civil_day(reader.at)
    assert person is not None
    refuse_unless_allowed(
        reader, "membership.record_contribution", RecordContribution(person, today, cents=1)
    )
    people = queries.person_choices(reader.id, reader.at)
    initial = {"person_id": request.GET.get("mens", ""), "month": today.replace(day=1).isoformat()}
    form = ContributionForm(people, _months(today), request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        params = {
            "person_id": given["person_id"],
            "month": given["month"],
            "cents": given["cents"],
            "minutes": (given["hours"] or 0) * 60 + (given["minutes"] or 0),
        }
        if (
            attempted(form, lambda: attempt(request, reader, "membership.record_contribution", params))
            is not None
        ):
            return told(request, _("Written down."), reader.address("contributions"))
    context = {
        "form": form,
        "page": queries.contributions(reader.id, number_of(request)),
        "may_issue": reader.may("membership.issue_share", IssueShare(person)) and _has_shares(reader),
        "reader": reader,
    }
    return render(request, "membership/contributions.html", context)


def _months(today: date) -> list[tuple[str, str]]:
    """The months one can write something down for, this month first."""
    first = today.replace(day=1)
    found = [queries.months_later(first, -back) for back in range(MONTHS_BACK)]
    return [(month.isoformat(), date_format(month, "F Y")) for month in found]


def _has_shares(reader: Reader) -> bool:
    return bool(reader.settings.share_cents)


@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def strike(request: PageRequest, reader: Reader, contribution_id: UUID) -> HttpResponse:
    """Strike what was written down by mistake."""
    params = StrikeContribution(contribution_id)
    refuse_unless_allowed(reader, "membership.strike_contribution", params)
    step = Step(
        act="membership.strike_contribution",
        title=_("Was this written down by mistake?"),
        submit_label=_("Strike it"),
        consequences=[_("It no longer counts."), _("That it was written down and struck stays in the book.")],
        back_url=reader.address("contributions"),
        danger=True,
    )
    return carry_out(
        request,
        reader,
        step,
        Doing(
            lambda _given: params, lambda _done: told(request, _("Struck."), reader.address("contributions"))
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def issue_share(request: PageRequest, reader: Reader) -> HttpResponse:
    """Issue shares to a member."""
    person = reader.person_id
    assert person is not None
    refuse_unless_allowed(reader, "membership.issue_share", IssueShare(person))
    step = Step(
        act="membership.issue_share",
        title=_("Issue shares"),
        submit_label=_("Issue"),
        intro=_("The price is in the house rules. Only members get shares."),
        back_url=reader.address("contributions"),
    )
    return carry_out(
        request,
        reader,
        step,
        Doing(
            lambda given: given,
            lambda _done: told(request, _("The shares have been issued."), reader.address("contributions")),
        ),
        ShareForm(queries.person_choices(reader.id, reader.at), request.POST or None, initial={"count": 1}),
    )
