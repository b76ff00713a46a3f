"""Every write of membership, one act per function, in the order of a life: joining, taking part, leaving."""

from samenspel.rooms.membership.acts import (
    desk,
    invitations,
    joining,
    leaving,
    measures,
    offices,
    resources,
    standings,
)
from samenspel.rooms.membership.acts.measures import due

__all__ = [
    "desk",
    "due",
    "invitations",
    "joining",
    "leaving",
    "measures",
    "offices",
    "resources",
    "standings",
]
