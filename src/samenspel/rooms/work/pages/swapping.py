"""Asking others to take over what one took on, and taking it over."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samenspel.rooms.membership.frame import PageRequest, Reader, insider_page, pressed
from samenspel.rooms.work.acts import Offer, TakeOver
from samenspel.rooms.work.pages.tasks import address


@require_POST
@insider_page
def offer(request: PageRequest, reader: Reader, task_id: UUID) -> HttpResponse:
    """Ask who takes my place."""
    words = _("The others see that you look for someone. Until then you are still on the list.")
    back = address(reader, "task", task_id)
    return pressed(request, reader, "work.offer", Offer(task_id), words, back)


@require_POST
@insider_page
def take_over(request: PageRequest, reader: Reader, task_id: UUID, person_id: UUID) -> HttpResponse:
    """Take someone's place."""
    words, back = _("You took it over. Thank you."), address(reader, "task", task_id)
    return pressed(request, reader, "work.take_over", TakeOver(task_id, person_id), words, back)
