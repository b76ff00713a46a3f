"""Asking the fixed allowance for the work of a month, where the rules have one."""

from collections.abc import Mapping

from django.http import Http404, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenspel.kernels.quantity import EURO, MINUTES
from samenspel.rooms.ledger.params import in_words, say
from samenspel.rooms.membership.frame import (
    Answer,
    Doing,
    PageRequest,
    Reader,
    Step,
    carry_out,
    insider_page,
    refuse_unless_allowed,
    told,
)
from samenspel.rooms.statute.gate import civil_day
from samenspel.rooms.work.allowance import AskAllowance, earned
from samenspel.rooms.work.asking import IbanForm
from samenspel.rooms.work.pages.months import address_before, month_asked, month_before


@require_http_methods(["GET", "HEAD", "POST"])
@insider_page
def ask(request: PageRequest, reader: Reader) -> HttpResponse:
    """What the work of a month comes to, whether that fits, and asking it. `?maand=2026-11` is another month."""
    assert reader.person_id is not None
    rate = reader.settings.allowance_hour_cents
    if reader.version is None or not rate:
        raise Http404
    today = civil_day(reader.at)
    month = month_asked(request.GET.get("maand", ""), today, month_before(today.replace(day=1)))
    refuse_unless_allowed(reader, "work.ask_allowance", AskAllowance(month))
    found = earned(reader.id, reader.person_id, reader.version.charter.form.value, rate, month, today)
    back = reader.elsewhere("ledger:requests")

    def params(given: Mapping[str, object]) -> object:
        return AskAllowance(month, str(given["iban"]))

    def then(_done: object) -> HttpResponse:
        return told(request, _("You asked it. Someone else looks at it."), back)

    step = Step(
        "work.ask_allowance",
        _("The allowance for your work"),
        _("Ask it"),
        intro=_(
            "Do you live on a benefit? First look whether this may be paid to you, on the page “May this be paid to me?”."
        ),
        answers=[
            Answer(_("Month"), date_format(month, "F Y"), change_url=address_before(month, today)),
            Answer(_("Confirmed work"), say(found.minutes, MINUTES)),
            Answer(_("That is"), say(found.cents, EURO)),
        ],
        consequences=[
            *map(in_words, found.doubts),
            *(in_words(reason.words) for reason in found.room.reasons),
        ],
        back_url=back,
    )
    return carry_out(request, reader, step, Doing(params, then), IbanForm(request.POST or None))
