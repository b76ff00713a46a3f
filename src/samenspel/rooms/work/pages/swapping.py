"""Asking others to take over what one took on, and taking it over."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samenspel.rooms.membership.frame import PageRequest, Reader, attempt, insider_page
from samenspel.rooms.statute.gate import ImpossibleError
from samenspel.rooms.work.acts import Offer, TakeOver
from samenspel.rooms.work.pages.tasks import address


@require_POST
@insider_page
def offer(request: PageRequest, reader: Reader, task_id: UUID) -> HttpResponse:
    """Ask who takes my place."""
    try:
        attempt(request, reader, "work.offer", Offer(task_id))
    except ImpossibleError as error:
        messages.warning(request, str(error.message))
    else:
        messages.success(
            request, _("The others see that you look for someone. Until then you are still on the list.")
        )
    return redirect(address(reader, "task", task_id))


@require_POST
@insider_page
def take_over(request: PageRequest, reader: Reader, task_id: UUID, person_id: UUID) -> HttpResponse:
    """Take someone's place."""
    try:
        attempt(request, reader, "work.take_over", TakeOver(task_id, person_id))
    except ImpossibleError as error:
        messages.warning(request, str(error.message))
    else:
        messages.success(request, _("You took it over. Thank you."))
    return redirect(address(reader, "task", task_id))
