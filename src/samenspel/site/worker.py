"""The worker: everything that happens without anybody pressing a button. Safe to run in several places at once."""

from datetime import datetime

from samenspel.ground.journal import reactions
from samenspel.rooms.deciding import acts as deciding
from samenspel.rooms.deciding import notices
from samenspel.rooms.membership import acts as membership


def run_once(at: datetime) -> int:
    """Do all that is due at a moment, and bring reactions up to date; returns how many things were done."""
    done = deciding.advance_all(at) + membership.due(at)
    done += reactions.run_all(at)
    return done + notices.remind(at)
