"""What deadlines do: open and close votes, conclude, carry out once, warn, let lapse. Acts like any other.

`advance` looks what is due and attempts it as the clockwork; each step is one act, one transaction, one deed. Running
it twice, or in two places at once, does nothing twice: every step checks under the collective's lock that it
is still due.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samenspel.ground.foundation.canonical import digest
from samenspel.ground.foundation.ids import new_id
from samenspel.ground.foundation.scope import across_collectives
from samenspel.ground.journal.book import Entry
from samenspel.kernels.statute.charter import Charter
from samenspel.kernels.statute.judge import Evidence
from samenspel.kernels.statute.vocabulary import Body, Standing
from samenspel.rooms.deciding import deeds, outcomes, procedure, records
from samenspel.rooms.deciding.models import Decision, Objection, Proposal, RegisterEntry, Round, State
from samenspel.rooms.deciding.procedure import Held, Next, RoundWay
from samenspel.rooms.statute import gate
from samenspel.rooms.statute import queries as statute
from samenspel.rooms.statute.gate import (
    Act,
    Actor,
    Attempt,
    Free,
    GateError,
    ImpossibleError,
    Learned,
    Performed,
    Permitted,
    register,
)
from samenspel.rooms.statute.params import to_json

LONGEST_WARNING = timedelta(days=60)
"""The longest time before a provisional decision lapses that a charter can ask people to be warned."""
DEFAULT_WARNING_DAYS = 14

CLOCK = Free(frozenset({Standing.CLOCKWORK}), "", "A deadline that the statute set has come.")


@dataclass(frozen=True, slots=True)
class Due:
    """A proposal or decision that the clock may have something to do for."""

    subject_id: UUID


def advance(collective_id: UUID, at: datetime) -> int:
    """Do everything in a collective that is due at a moment; returns how many acts were done."""
    done = 0
    for act, subject_id in _due(collective_id, at):
        try:
            gate.attempt(act, Actor(collective_id, None), Due(subject_id), at=at)
        except ImpossibleError:
            continue  # another worker was first, or it is not due after all
        done += 1
    return done + advance(collective_id, at) if done else 0


def advance_all(at: datetime) -> int:
    """Do everything that is due in every collective."""
    with across_collectives("the clock serves every collective"):
        moving = set(
            Proposal.objects.filter(state__in=("announced", "voting", "decided")).values_list(
                "collective_id", flat=True
            )
        )
        moving |= set(
            Decision.objects.filter(ended_at=None, review_on__isnull=False).values_list(
                "collective_id", flat=True
            )
        )
    return sum(advance(collective_id, at) for collective_id in sorted(moving))


def _due(collective_id: UUID, at: datetime) -> Iterator[tuple[str, UUID]]:
    mine = Proposal.objects.filter(collective_id=collective_id)
    votes = Round.objects.filter(collective_id=collective_id, closed_at=None, void=False)
    for proposal_id in mine.filter(
        state=State.ANNOUNCED, id__in=votes.filter(opens_at__lte=at).values("proposal_id")
    ).values_list("id", flat=True):
        yield "deciding.open_vote", proposal_id
    for vote in votes.filter(opens_at__lte=at, proposal__state=State.VOTING):
        if vote.closes_at <= at or _all_voted(vote):
            yield "deciding.close_vote", vote.id
    for row in mine.filter(state__in=(State.ANNOUNCED, State.VOTING)):
        if not votes.filter(proposal=row).exists():
            yield "deciding.conclude", row.id
    for proposal_id in mine.filter(state=State.DECIDED, effect_at__lte=at).values_list("id", flat=True):
        yield "deciding.carry_out", proposal_id
    today = gate.civil_day(at)
    running = Decision.objects.filter(collective_id=collective_id, ended_at=None, review_on__isnull=False)
    for decision_id in running.filter(warned_at=None, review_on__lte=today + LONGEST_WARNING).values_list(
        "id", flat=True
    ):
        yield "deciding.warn", decision_id
    for decision_id in running.filter(review_on__lte=today).values_list("id", flat=True):
        yield "deciding.lapse", decision_id


def _all_voted(vote: Round) -> bool:
    """Whether everyone on the register has voted, so that waiting longer serves nobody. Not with open objections."""
    entries = RegisterEntry.objects.filter(collective_id=vote.collective_id, round=vote)
    if not entries.exists() or entries.filter(voted=False).exists():
        return False
    return not Objection.objects.filter(
        collective_id=vote.collective_id, round=vote, end=Objection.End.OPEN
    ).exists()


# Opening and closing a vote


def _open_vote(case: Permitted[Due]) -> Performed:
    row = _proposal(case, State.ANNOUNCED)
    waiting = (r for r in records.rounds(case.collective_id, row.id) if r.closed_at is None)
    vote = next((r for r in waiting if r.opens_at <= case.at), None)
    if vote is None:
        raise ImpossibleError(_("This vote has not opened yet."))
    _move(row, state=State.VOTING)
    return Performed(Entry(deeds.ROUND_OPENED.name, {"round": str(vote.id)}, subject_id=row.id))


def _close_vote(case: Permitted[Due]) -> Performed:
    """Count a vote that is due, and call the one that follows if its body needs another."""
    vote = records.round_of(case.collective_id, case.params.subject_id)
    over = vote.closes_at <= case.at or _all_voted(vote)
    if vote.closed_at is not None or vote.void or not over or vote.proposal.state != State.VOTING:
        raise ImpossibleError(_("This vote is closed."))
    charter = records.charter_of(vote.proposal)
    cast = records.ballots(vote)
    counted = records.count_round(vote, charter, cast, records.seed(vote))
    result = outcomes.to_json(counted, cast, *_people_and_objections(vote))
    Round.objects.filter(collective_id=case.collective_id, id=vote.id).update(
        closed_at=case.at, result=result
    )
    following_step, following = _follow(vote.proposal, Body(vote.body), charter, case.at)
    entry = Entry(
        deeds.ROUND_CLOSED.name,
        {
            "round": str(vote.id),
            "body": vote.body,
            "result": digest(result),
            "next": following_step.value,
            "following": str(following.id) if following is not None else None,
        },
        subject_id=vote.proposal_id,
    )
    return Performed(entry, following_step)


def _people_and_objections(vote: Round) -> tuple[int, int]:
    """How many people are on the register of a vote, and how many objections to it are open."""
    entitled = RegisterEntry.objects.filter(collective_id=vote.collective_id, round=vote).count()
    objections = Objection.objects.filter(
        collective_id=vote.collective_id, round=vote, end=Objection.End.OPEN
    ).count()
    return entitled, objections


def _follow(row: Proposal, body: Body, charter: Charter, at: datetime) -> tuple[Next, Round | None]:
    """What follows for a body, and the vote called for it."""
    votes = [
        records.held(r) for r in records.rounds(row.collective_id, row.id) if r.body == body and r.closed_at
    ]
    requirements = procedure.bodies(charter, row.kinds)[body]
    step = procedure.after(requirements, votes)
    if step in {Next.AGREED, Next.REFUSED}:
        return step, None
    gap = timedelta(days=procedure.gap_days(requirements)) if step is Next.READING else timedelta()
    call = records.Call(
        proposal=row,
        charter=charter,
        body=body,
        requirements=requirements,
        way=RoundWay.CHOICE if row.options else RoundWay.YES_NO,
        at=at,
        not_before=at + gap,
        second_meeting=step is Next.SECOND_MEETING,
    )
    try:
        called = records.call_round(call)
    except records.EmptyBodyError:
        return Next.REFUSED, None  # everyone left the body meanwhile: nobody can agree for it any more
    if not Round.objects.filter(
        collective_id=row.collective_id, proposal=row, closed_at=None, opens_at__lte=at
    ).exists():
        _move(row, state=State.ANNOUNCED)
    return step, called


# Concluding and carrying out


def _conclude(case: Permitted[Due]) -> Performed:
    """All votes are closed: the proposal is carried, with a day from which it has effect, or it is not."""
    row = _proposal(case, State.VOTING, State.ANNOUNCED)
    votes = records.rounds(case.collective_id, row.id)
    if not votes or any(vote.closed_at is None for vote in votes):
        raise ImpossibleError(_("This vote is still running."))
    charter = records.charter_of(row)
    held = [records.held(vote) for vote in votes]
    against = opponents(case.collective_id, row.id)
    effect_on = procedure.effective_from(charter, row.kinds, _evidence_of(held), against)
    if effect_on is None or (row.options and not _winner(votes)):
        _move(row, state=State.REJECTED, concluded_at=case.at)
        Decision.objects.filter(collective_id=case.collective_id, proposal=row).update(
            ended_at=case.at, end="overturned"
        )
        _end_open_objections(row, Objection.End.UPHELD, case.at)
        return Performed(Entry(deeds.REJECTED.name, {}, {"title": row.title}, subject_id=row.id))
    _end_open_objections(row, Objection.End.OVERRULED, case.at)
    effect_at = _effect_at(charter, held, effect_on, case.at)
    _move(row, state=State.DECIDED, concluded_at=case.at, effect_at=effect_at, opponents=against)
    decision = _decide(row, case.at)
    entry = Entry(
        deeds.CARRIED.name,
        {
            "decision": str(decision.id),
            "number": decision.number,
            "effect_on": gate.civil_day(effect_at).isoformat(),
        },
        {"title": row.title},
        subject_id=row.id,
    )
    return Performed(entry, decision.id)


def _effect_at(charter: Charter, held: list[Held], effect_on: date, at: datetime) -> datetime:
    """After the challenge window, unless everyone agreed; and not before the cooling time has passed."""
    window = 0 if procedure.unanimous(held) else charter.statute.settings.challenge_days or 0
    cooled = datetime.combine(effect_on, time(), gate.CIVIL_TIME)
    return max(at + timedelta(days=window), cooled)


def _decide(row: Proposal, at: datetime) -> Decision:
    """The decision, numbered within the collective. A challenge that is lost concludes the same decision again."""
    known = Decision.objects.filter(collective_id=row.collective_id, proposal=row).first()
    if known is not None:
        return known
    number = Decision.objects.filter(collective_id=row.collective_id).count() + 1
    return Decision.objects.create(
        id=new_id(),
        collective_id=row.collective_id,
        proposal=row,
        number=number,
        decided_at=at,
        in_force_from=at,
    )


def _end_open_objections(row: Proposal, end: str, at: datetime) -> None:
    """An objection that nobody settled ends with the proposal: overruled by the majority, or upheld by it."""
    Objection.objects.filter(collective_id=row.collective_id, proposal=row, end=Objection.End.OPEN).update(
        end=end, ended_at=at
    )


def _carry_out(case: Permitted[Due]) -> Performed:
    """Attempt the act of a carried proposal with the decision as authority, once."""
    row = _proposal(case, State.DECIDED)
    if row.effect_at is None or row.effect_at > case.at:
        raise ImpossibleError(_("The time to challenge this outcome still runs."))
    decision = Decision.objects.get(collective_id=case.collective_id, proposal=row)
    why = _out_of_date(row, case.at)
    if why is None:
        try:
            done = gate.attempt(
                row.act, Actor(case.collective_id, None), row.params, at=case.at, authority_id=row.id
            )
        except (GateError, ValueError) as error:
            why = str(getattr(error, "message", error))
    if why is not None:
        return _went_stale(row, decision, why, case.at)
    _move(row, state=State.DONE)
    Decision.objects.filter(collective_id=case.collective_id, id=decision.id).update(
        in_force_from=case.at,
        review_on=_review_on(case, row),
        deed_sequence=done.deed.sequence,
        **({} if row.act == "deciding.resolve" else {"ended_at": case.at, "end": "carried_out"}),
    )
    entry = Entry(
        deeds.TOOK_EFFECT.name,
        {"decision": str(decision.id), "number": decision.number, "act": row.act, "deed": done.deed.sequence},
        subject_id=row.id,
    )
    return Performed(entry)


def _went_stale(row: Proposal, decision: Decision, why: str, at: datetime) -> Performed:
    _move(row, state=State.STALE, failure=why[:300])
    Decision.objects.filter(collective_id=row.collective_id, id=decision.id).update(ended_at=at, end="stale")
    return Performed(Entry(deeds.STALE.name, {}, {"why": why}, subject_id=row.id))


def _out_of_date(row: Proposal, at: datetime) -> str | None:
    """Why the rules no longer fit the vote that was held; None when they ask for the same as at the announcement."""
    now = statute.in_force(row.collective_id, at)
    if now is None or now.id == row.statute_version_id:
        return None
    try:
        kinds = records.kinds_of(row.act, row.params, row.collective_id, at)
    except (GateError, ValueError) as error:
        return str(getattr(error, "message", error))
    if procedure.bodies(now.charter, kinds) != procedure.bodies(records.charter_of(row), row.kinds):
        return str(_("The rules for this decision changed while it ran."))
    return None


def _review_on(case: Permitted[Due], row: Proposal) -> date | None:
    """When an ordinary decision lapses unless it is renewed, as the statute says."""
    months = records.charter_of(row).statute.settings.provisional_months
    if row.act != "deciding.resolve" or not months:
        return None
    return add_months(gate.civil_day(case.at), months)


def add_months(day: date, months: int) -> date:
    """The same day some months on, or the last day of that month (art. 3 Algemene termijnenwet reading)."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def _winner(votes: list[Round]) -> str:
    last = max((vote for vote in votes if vote.result), key=lambda vote: vote.number)
    return str(last.result["winner"]) if last.result else ""


def _evidence_of(held: list[Held]) -> tuple[Evidence, ...]:
    return tuple(e for vote in held if (e := vote.evidence()) is not None)


def evidence(trying: Attempt[object], act: str) -> Learned:
    """Give the judge the votes of a carried proposal, if it carries exactly this act with these parameters."""
    if trying.authority_id is None:
        return Learned()
    row = Proposal.objects.filter(
        collective_id=trying.collective_id, id=trying.authority_id, state=State.DECIDED, act=act
    ).first()
    if row is None or to_json(trying.params) != row.params:
        return Learned()
    held = [records.held(vote) for vote in records.rounds(trying.collective_id, row.id)]
    return Learned(evidence=_evidence_of(held), opponents=row.opponents)


# Opposition from outside the vote

_opponent_providers: list[Callable[[UUID, UUID], Collection[UUID]]] = []


def provide_opponents(provider: Callable[[UUID, UUID], Collection[UUID]]) -> None:
    """Let a higher room say who speaks against a decision, from a collective and a proposal."""
    _opponent_providers.append(provider)


def opponents(collective_id: UUID, proposal_id: UUID) -> int:
    """How many people who had no vote in it speak against a decision."""
    speaking = {person for provide in _opponent_providers for person in provide(collective_id, proposal_id)}
    return len(speaking - records.entitled(collective_id, proposal_id))


def oppose(collective_id: UUID, proposal_id: UUID) -> None:
    """Count anew who speaks against a decision that still waits, and move the moment of its effect as its rules say.

    For acts of a higher room, in their transaction.
    """
    row = records.proposal(collective_id, proposal_id)
    if row.state == State.DECIDED:
        now = opponents(collective_id, proposal_id)
        _move(row, opponents=now, effect_at=_waits_until(row, now))


def waits_until(collective_id: UUID, proposal_id: UUID, against: int) -> datetime | None:
    """Until when a decision would wait with so many opponents; None when it does not wait any more."""
    row = records.proposal(collective_id, proposal_id)
    return _waits_until(row, against) if row.state == State.DECIDED else None


def _waits_until(row: Proposal, against: int) -> datetime:
    charter = records.charter_of(row)
    held = [records.held(vote) for vote in records.rounds(row.collective_id, row.id)]
    effect_on = procedure.effective_from(charter, row.kinds, _evidence_of(held), against)
    assert effect_on is not None, "a decision that was carried has the consent of every body"
    assert row.concluded_at is not None
    return _effect_at(charter, held, effect_on, row.concluded_at)


# Provisional decisions


def _warn(case: Permitted[Due]) -> Performed:
    decision = _decision(case)
    notice = _warning(case.collective_id, case.at)
    if (
        decision.warned_at is not None
        or decision.review_on is None
        or decision.review_on - notice > gate.civil_day(case.at)
    ):
        raise ImpossibleError(_("There is nothing to warn about."))
    Decision.objects.filter(collective_id=case.collective_id, id=decision.id).update(warned_at=case.at)
    entry = Entry(
        deeds.WARNED.name,
        {
            "decision": str(decision.id),
            "number": decision.number,
            "review_on": decision.review_on.isoformat(),
        },
        subject_id=decision.proposal_id,
    )
    return Performed(entry)


def _warning(collective_id: UUID, at: datetime) -> timedelta:
    """How long before a provisional decision lapses people are warned, as the rules in force say."""
    version = statute.in_force(collective_id, at)
    rules = version.charter.statute.rules if version is not None else ()
    days = [duty.days for rule in rules for duty in rule.duties if duty.id == "provisional.warn"]
    return timedelta(days=days[0] if days else DEFAULT_WARNING_DAYS)


def _lapse(case: Permitted[Due]) -> Performed:
    decision = _decision(case)
    if decision.review_on is None or decision.review_on > gate.civil_day(case.at):
        raise ImpossibleError(_("This decision is still in force."))
    Decision.objects.filter(collective_id=case.collective_id, id=decision.id).update(
        ended_at=case.at, end="lapsed"
    )
    entry = Entry(
        deeds.LAPSED.name,
        {"decision": str(decision.id), "number": decision.number},
        subject_id=decision.proposal_id,
    )
    return Performed(entry)


@dataclass(frozen=True, slots=True)
class Resolve:
    """An ordinary decision: what the proposal says, and nothing that the platform must do."""


def _resolve(case: Permitted[Resolve]) -> Performed:
    return Performed(Entry(deeds.RESOLVED.name, subject_id=case.authority_id))


@dataclass(frozen=True, slots=True)
class Renew:
    """Renew a provisional decision for another term."""

    decision_id: UUID


def _renew(case: Permitted[Renew]) -> Performed:
    decision = Decision.objects.filter(collective_id=case.collective_id, id=case.params.decision_id).first()
    months = case.charter.statute.settings.provisional_months
    if decision is None or decision.ended_at is not None or not months:
        raise ImpossibleError(_("This decision is not in force any more. Make a new proposal."))
    until = add_months(gate.civil_day(case.at), months)
    Decision.objects.filter(collective_id=case.collective_id, id=decision.id).update(
        review_on=until, warned_at=None
    )
    entry = Entry(
        deeds.RENEWED.name,
        {"decision": str(decision.id), "number": decision.number, "review_on": until.isoformat()},
        subject_id=decision.proposal_id,
    )
    return Performed(entry)


# Looking up


def _proposal(case: Permitted[Due], *states: State) -> Proposal:
    row = records.proposal(case.collective_id, case.params.subject_id)
    if row.state not in states:
        raise ImpossibleError(_("This step was done before."))
    return row


def _decision(case: Permitted[Due]) -> Decision:
    row = Decision.objects.filter(
        collective_id=case.collective_id, id=case.params.subject_id, ended_at=None
    ).first()
    if row is None:
        raise ImpossibleError(_("This decision is not in force any more. Make a new proposal."))
    return row


def _move(row: Proposal, **changes: object) -> None:
    Proposal.objects.filter(collective_id=row.collective_id, id=row.id).update(**changes)


def _clock_act(name: str, sentence: object, perform: Callable[[Permitted[Due]], Performed]) -> None:
    register(Act(name, Due, sentence, CLOCK, perform))


_clock_act("deciding.open_vote", _("open a vote"), _open_vote)
_clock_act("deciding.close_vote", _("close a vote"), _close_vote)
_clock_act("deciding.conclude", _("conclude a proposal"), _conclude)
_clock_act("deciding.carry_out", _("carry out a decision"), _carry_out)
_clock_act("deciding.warn", _("warn that a decision lapses"), _warn)
_clock_act("deciding.lapse", _("let a decision lapse"), _lapse)
register(
    Act(
        "deciding.resolve",
        Resolve,
        _("take an ordinary decision"),
        lambda _t: ("resolve",),
        _resolve,
        by_decision=True,
    )
)
register(
    Act(
        "deciding.renew",
        Renew,
        _("renew a provisional decision"),
        lambda _t: ("renew",),
        _renew,
        by_decision=True,
    )
)
gate.provide_evidence(evidence)
