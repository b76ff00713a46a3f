"""Verdicts a second of `judge`, on the work cooperative's charter of 21 clauses.

PYTHONPATH=src .venv/bin/python bench/judge.py
"""

from collections.abc import Callable
from datetime import date, timedelta

from figures import Line, machine, rate, show

from samenspel.kernels.statute.charter import Charter, charter
from samenspel.kernels.statute.judge import Evidence, Facts, Outcome, judge
from samenspel.kernels.statute.presets import WERKCOOPERATIE
from samenspel.kernels.statute.vocabulary import Standing

VERDICTS = 50_000
BAR = ">= 100,000"
DAY = date(2026, 6, 1)
FIRST_VOTE = date(2025, 6, 1)


def main() -> None:
    rules = charter(WERKCOOPERATIE.form, WERKCOOPERATIE.clauses)
    print(machine())
    lines = [Line(what, rate(VERDICTS, work), BAR) for what, work in _cases(rules).items()]
    show(f"judge, {len(rules.clauses)} clauses", "verdicts a second", lines)


def _cases(rules: Charter) -> dict[str, Callable[[], None]]:
    """Every kind of verdict there is, each on facts as the gate gathers them; the votes from light to heavy."""
    member = frozenset({Standing.ANYONE, Standing.PERSON, Standing.MEMBER})
    passer_by = frozenset({Standing.ANYONE, Standing.PERSON})
    cases = {
        "needs a decision": _work(rules, "resolve", Facts(DAY, member), Outcome.NEEDS_DECISION),
        "allowed by a power": _work(rules, "speak", Facts(DAY, member), Outcome.ALLOWED),
        "refused": _work(rules, "speak", Facts(DAY, passer_by), Outcome.REFUSED),
    }
    for act in ("resolve", "amend:admission.inflow", "sell", "purpose"):
        held = _held(rules, act)
        bodies = len({vote.body for vote in held})
        asked = len(rules.statute.plan(act).needs)
        what = f"allowed by {len(held)} votes of {bodies} bodies on {asked} requirements ({act})"
        cases[what] = _work(rules, act, Facts(DAY, member, held), Outcome.ALLOWED)
    return cases


def _held(rules: Charter, act: str) -> tuple[Evidence, ...]:
    """The votes that an act needs, each held as often as the rules ask, all in favour, called in time."""
    needs = [need.requirement for need in rules.statute.plan(act).needs]
    readings = {need.body: max(n.readings for n in needs if n.body is need.body) for need in needs}
    return tuple(
        Evidence(body, 60, 0, 60, FIRST_VOTE + timedelta(days=100 * reading), notice_days=60)
        for body, times in readings.items()
        for reading in range(times)
    )


def _work(rules: Charter, act: str, facts: Facts, outcome: Outcome) -> Callable[[], None]:
    found = judge(rules, act, facts)
    assert found.outcome is outcome, f"{act}: {found.outcome}"

    def work() -> None:
        for _ in range(VERDICTS):
            judge(rules, act, facts)

    return work


if __name__ == "__main__":
    main()
