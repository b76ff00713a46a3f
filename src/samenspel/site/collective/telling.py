"""What a notice says, in one sentence. Never who voted, nor what anyone voted."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenspel.rooms.deciding.notices import Told

SENTENCES: dict[Told, Promise] = {
    Told.CALLED: _("There is a vote. You can take part."),
    Told.CARRIED: _("This proposal was carried."),
    Told.REJECTED: _("This proposal was not carried."),
    Told.OBJECTION: _("Someone raised an objection."),
    Told.ANSWERED: _("An objection was answered."),
    Told.CHALLENGED: _("The outcome was challenged. There will be a new vote."),
    Told.LAPSES: _("This decision ends soon, unless we keep it."),
    Told.LAPSED: _("This decision has ended: nobody renewed it."),
    Told.REMINDER: _("You have not voted yet."),
}
