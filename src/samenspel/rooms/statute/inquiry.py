"""Asking the rules a question without doing anything: on which day, and what the judge would say."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from samenspel.kernels.statute.catalogue import known_acts
from samenspel.kernels.statute.judge import Facts, Verdict, judge
from samenspel.kernels.statute.vocabulary import Standing
from samenspel.rooms.statute.gate import CIVIL_TIME
from samenspel.rooms.statute.queries import Version


def end_of(day: date) -> datetime:
    """The last moment of a day of the Dutch calendar."""
    return datetime.combine(day + timedelta(days=1), time(), CIVIL_TIME) - timedelta(microseconds=1)


def verdict_on(version: Version, act: str, standings: Iterable[str], day: date) -> Verdict:
    """Judge an act, with all its parts, for someone in these standings; no votes held, no numbers known."""
    acts = next((acts for acts in known_acts(version.charter) if acts[0] == act), (act,))
    chosen = frozenset(Standing(each) for each in standings) | {Standing.ANYONE}
    return judge(version.charter, acts, Facts(day, chosen))
