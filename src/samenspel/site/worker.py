"""The worker: everything that happens without anybody pressing a button. Safe to run in several places at once."""

from datetime import datetime

from django.core.cache import cache
from django.core.management import call_command

from samenspel.ground.journal import reactions
from samenspel.ground.people.tidy import tidy
from samenspel.rooms.deciding import acts as deciding
from samenspel.rooms.deciding import notices
from samenspel.rooms.ledger import acts as ledger
from samenspel.rooms.membership import acts as membership
from samenspel.rooms.statute import strength
from samenspel.site import clock
from samenspel.site.collective import digest


def run_once(at: datetime) -> int:
    """Do all that is due at a moment, and bring reactions up to date; returns how many things were done."""
    done = deciding.advance_all(at) + membership.due(at) + ledger.due(at)
    done += reactions.run_all(at) + notices.remind(at) + strength.work(at)
    _once_a_day(at)
    return done + digest.send_due(at)


def _once_a_day(at: datetime) -> None:
    """Clear away what ended long ago: used codes, counters, closed sessions."""
    if cache.add(f"tidied-{clock.local_day(at)}", at.isoformat(), timeout=26 * 60 * 60):
        tidy(at)
        call_command("clearsessions")
