"""Reactions of deciding: notices to the people whom a deed concerns."""

from samenspel.ground.journal.reactions import Reaction, register
from samenspel.rooms.deciding import notices

register(
    Reaction("deciding.notices", frozenset({*notices.TOLD_BY_DEED, "deciding.round_closed"}), notices.tell)
)
