"""Looking the books of a year through, for members who are not on the board."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenspel.rooms.ledger import auditing, bank
from samenspel.rooms.ledger.acts.auditing import LEAST, AuditYear, Finding
from samenspel.rooms.ledger.forms import AuditForm
from samenspel.rooms.ledger.names import side_name
from samenspel.rooms.ledger.pages.frame import address
from samenspel.rooms.ledger.pages.year import known_year
from samenspel.rooms.membership.frame import (
    PageRequest,
    Reader,
    attempt,
    attempted,
    insider_page,
    told,
)


@require_http_methods(["GET", "HEAD", "POST"])
@insider_page
def look(request: PageRequest, reader: Reader, number: int) -> HttpResponse:
    """What adds up, some payments to hold against the papers, and saying what one found."""
    known_year(reader, number)
    assert reader.person_id is not None
    here = address(reader, "audit", number)
    form = AuditForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        params = AuditYear(number, Finding(form.cleaned_data["finding"]), form.cleaned_data["remarks"])
        if attempted(form, lambda: attempt(request, reader, "ledger.audit_year", params)) is not None:
            return told(request, _("Thank you. The members can read what you found."), here)
    found = auditing.audits(reader.id, number)
    context = {
        "reader": reader,
        "year": number,
        "trouble": auditing.trouble(reader.id),
        "standings": bank.standings(reader.id),
        "sample": [
            (view, [(side_name(line.giver), side_name(line.taker), line) for line in view.lines])
            for view in auditing.sample(reader.id, number, reader.person_id)
        ],
        "audits": found,
        "missing": max(0, LEAST - len(found)),
        "may": reader.may("ledger.audit_year", AuditYear(number, Finding.GOOD))
        and all(each.person_id != reader.person_id for each in found),
        "form": form,
        "back_url": address(reader, "year", number),
    }
    return render(request, "ledger/audit.html", context, status=400 if form.errors else 200)
