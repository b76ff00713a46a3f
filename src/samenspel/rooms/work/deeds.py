"""What own work writes in the book."""

from django.utils.translation import gettext_lazy as _

from samenspel.ground.journal.deeds import DEEDS, Audience, DeedType, Field
from samenspel.rooms.ledger.deeds import BOOKED

_MEMBERS = Audience.MEMBERS
_TASK = {"task": Field.REFERENCE}

PLANNED = DeedType(
    "work.planned",
    _("%(actor)s put a task on the list."),
    _MEMBERS,
    {**_TASK, "title": Field.TEXT, "times": Field.NUMBER, "paid_before": Field.CODE},
)
CANCELLED = DeedType(
    "work.cancelled", _("%(actor)s took a task off the list."), _MEMBERS, {**_TASK, "reason": Field.TEXT}
)
SIGNED_UP = DeedType(
    "work.signed_up",
    _("%(person)s took on a task."),
    _MEMBERS,
    {**_TASK, "person": Field.PERSON, "standby": Field.NUMBER},
)
WITHDRAWN = DeedType(
    "work.withdrawn",
    _("%(person)s can not do a task after all."),
    _MEMBERS,
    {**_TASK, "person": Field.PERSON},
)
REPORTED = DeedType(
    "work.reported",
    _("%(person)s wrote down what they did."),
    Audience.PARTIES,
    {"person": Field.PERSON, "minutes": Field.NUMBER, "day": Field.DAY, "what": Field.TEXT},
)
CONFIRMED = DeedType(
    "work.confirmed",
    _("%(actor)s confirmed what %(person)s did."),
    Audience.PARTIES,
    {"person": Field.PERSON, "minutes": Field.NUMBER, "booked": Field.NUMBER, BOOKED: Field.REFERENCE},
)
DECLINED = DeedType(
    "work.declined",
    _("%(actor)s did not confirm what %(person)s wrote down, and said why."),
    Audience.PARTIES,
    {"person": Field.PERSON, "reason": Field.TEXT},
)

OFFERED = DeedType(
    "work.offered",
    _("%(person)s asks others to take a task over."),
    _MEMBERS,
    {**_TASK, "person": Field.PERSON},
)
TAKEN_OVER = DeedType(
    "work.taken_over",
    _("%(person)s took a task over from %(other)s."),
    _MEMBERS,
    {**_TASK, "person": Field.PERSON, "other": Field.PERSON},
)
KIND_NAMED = DeedType(
    "work.kind_named",
    _("%(actor)s named a kind of work: %(name)s."),
    _MEMBERS,
    {"kind": Field.REFERENCE, "name": Field.TEXT},
)
KIND_CLOSED = DeedType(
    "work.kind_closed", _("%(actor)s stopped the use of a kind of work."), _MEMBERS, {"kind": Field.REFERENCE}
)

DEEDS.add(
    *(PLANNED, CANCELLED, SIGNED_UP, WITHDRAWN, REPORTED, CONFIRMED, DECLINED),
    *(OFFERED, TAKEN_OVER, KIND_NAMED, KIND_CLOSED),
)
