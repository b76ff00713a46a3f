"""What people do in deciding: propose, discuss, object, vote, challenge. The clockwork's acts are beside this."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Literal, TypeVar
from uuid import UUID

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from pydantic import Field as Bound

from samenspel.ground.foundation import statements
from samenspel.ground.foundation.canonical import digest
from samenspel.ground.foundation.ids import new_id
from samenspel.ground.journal.book import Entry
from samenspel.kernels.statute.vocabulary import Body, Standing
from samenspel.kernels.tally import BadBallotError, normal
from samenspel.rooms.deciding import clockwork, counting, deeds, procedure, records
from samenspel.rooms.deciding.models import Ballot, Comment, Objection, Proposal, RegisterEntry, Round, State
from samenspel.rooms.deciding.procedure import RoundWay
from samenspel.rooms.membership import queries as membership
from samenspel.rooms.statute.gate import (
    ACTS,
    Act,
    Attempt,
    Free,
    ImpossibleError,
    Learned,
    Performed,
    Permitted,
    of_kind,
    register,
)
from samenspel.rooms.statute.params import Reason, Remark, Title, read, to_json

P = TypeVar("P")

advance = clockwork.advance
advance_all = clockwork.advance_all
oppose = clockwork.oppose
provide_opponents = clockwork.provide_opponents
CLOCK = clockwork.CLOCK

Line = Annotated[Remark, Bound(max_length=300)]


@dataclass(frozen=True, slots=True)
class OptionText:
    """One option of a choice among several. `cost` is in euro cents, zero when it has none."""

    title: Title
    text: Remark = ""
    cost: Annotated[int, Bound(ge=0)] = 0


@dataclass(frozen=True, slots=True)
class Propose:
    """Write a proposal. The statute gives the procedure; there is nothing to fill in about majorities."""

    title: Title
    reason: Reason
    act: str = "deciding.resolve"
    params: dict[str, object] | None = None
    purpose_line: Line = ""
    touches: Line = ""
    options: Annotated[tuple[OptionText, ...], Bound(max_length=60)] = ()
    counting: Annotated[str, Bound(max_length=40)] = ""
    """How a choice among options is counted; empty takes the first way that the rules allow."""
    seats: Annotated[int, Bound(ge=1, le=60)] = 1
    budget: Annotated[int, Bound(ge=0, le=10**12)] = 0
    """How much there is to divide, in euro cents."""


def _propose(case: Permitted[Propose]) -> Performed:
    given = case.params
    if len(given.options) == 1:
        raise ImpossibleError(_("A choice needs at least two options."))
    if given.options and given.act != "deciding.resolve":
        raise ImpossibleError(_("Options go with an ordinary decision only."))
    kinds = records.kinds_of(given.act, given.params or {}, case.collective_id, case.at)
    procedure.bodies(case.charter, kinds)
    params = to_json(read(ACTS[given.act].params, given.params or {}))
    way, count_rules = _way_of_counting(case)
    row = Proposal.objects.create(
        id=new_id(),
        collective_id=case.collective_id,
        opener_id=case.person_id,
        title=given.title,
        reason=given.reason,
        purpose_line=given.purpose_line,
        touches=given.touches,
        act=given.act,
        params=params,
        kinds=kinds,
        options=_options(given.options, with_zero=way == "resistance"),
        counting=way,
        count_rules=count_rules,
        made_at=case.at,
    )
    entry = Entry(
        deeds.PROPOSED.name,
        {"act": given.act, "params": digest(params)},
        {"title": given.title, "reason": given.reason},
        subject_id=row.id,
    )
    return Performed(entry, row.id)


def _way_of_counting(case: Permitted[Propose]) -> tuple[str, dict[str, int]]:
    given = case.params
    if not given.options:
        return "", {}
    allowed = procedure.ways_of_counting(case.charter)
    costs = [option.cost for option in given.options]
    return counting.chosen(given.counting, allowed, costs, given.seats, given.budget)


def _options(given: Sequence[OptionText], *, with_zero: bool) -> list[dict[str, str | int]]:
    """Options as they are stored; a choice by resistance ends with “leave it as it is now”."""
    found: list[dict[str, str | int]] = [
        {"id": str(number), "title": option.title, "text": option.text, "cost": option.cost}
        for number, option in enumerate(given, start=1)
    ]
    if with_zero:
        found.append({"id": counting.ZERO, "title": gettext("Leave it as it is now"), "text": "", "cost": 0})
    return found


@dataclass(frozen=True, slots=True)
class Reword:
    """Change the text of one's own proposal: while it is a draft, or to take in an objection."""

    proposal_id: UUID
    title: Title
    reason: Reason


def _reword(case: Permitted[Reword]) -> Performed:
    """A new wording asks everyone again: reactions given to the old one are set aside, objections stay."""
    row = records.proposal(case.collective_id, case.params.proposal_id)
    if row.state != State.DRAFT:
        _reopen_consent(row, case)
    Proposal.objects.filter(collective_id=case.collective_id, id=row.id).update(
        title=case.params.title, reason=case.params.reason, wording=row.wording + 1
    )
    entry = Entry(
        deeds.REWORDED.name,
        {"wording": row.wording + 1},
        {"title": case.params.title, "reason": case.params.reason},
        subject_id=row.id,
    )
    return Performed(entry)


def _reopen_consent(row: Proposal, case: Permitted[Reword]) -> None:
    open_rounds = [r for r in records.rounds(case.collective_id, row.id) if r.closed_at is None]
    if row.state not in {State.ANNOUNCED, State.VOTING} or any(
        r.way != RoundWay.CONSENT for r in open_rounds
    ):
        raise ImpossibleError(
            _("The text can no longer be changed. Withdraw the proposal and make a new one.")
        )
    days = procedure.voting_days(records.charter_of(row))
    for vote in open_rounds:
        Ballot.objects.filter(collective_id=case.collective_id, round=vote).exclude(marks=["object"]).delete()
        kept = Ballot.objects.filter(collective_id=case.collective_id, round=vote).values_list(
            "person_id", flat=True
        )
        RegisterEntry.objects.filter(collective_id=case.collective_id, round=vote).exclude(
            person_id__in=list(kept)
        ).update(voted=False)
        closes = max(vote.closes_at, case.at + timedelta(days=days))
        Round.objects.filter(collective_id=case.collective_id, id=vote.id).update(closes_at=closes)


@dataclass(frozen=True, slots=True)
class Announce:
    """Put one's draft before the bodies the statute names."""

    proposal_id: UUID


def _announce(case: Permitted[Announce]) -> Performed:
    row = records.proposal(case.collective_id, case.params.proposal_id)
    if row.state != State.DRAFT:
        raise ImpossibleError(_("This proposal has been announced before."))
    if row.opener_id != case.actor.person_id:
        raise ImpossibleError(_("This is someone else's draft. Only they can announce it."))
    kinds = records.kinds_of(row.act, row.params, case.collective_id, case.at)
    assert case.version is not None
    Proposal.objects.filter(collective_id=case.collective_id, id=row.id).update(
        kinds=kinds, statute_version_id=case.version.id, state=State.ANNOUNCED, announced_at=case.at
    )
    row = records.proposal(case.collective_id, row.id)
    called = _call_all(row, case)
    if not called:
        raise ImpossibleError(_("The rules ask no vote for this. A proposal cannot bring it about."))
    entry = Entry(
        deeds.ANNOUNCED.name,
        {
            "rounds": len(called),
            "called": RegisterEntry.objects.filter(
                collective_id=case.collective_id, round__in=called
            ).count(),
            "version": case.version.number,
        },
        {"title": row.title},
        subject_id=row.id,
    )
    return Performed(entry, row.id)


def _call_all(row: Proposal, case: Permitted[Announce]) -> list[Round]:
    """Call one vote for each body that must agree; they run side by side."""
    way = procedure.first_way(case.charter, row.kinds, has_options=bool(row.options))
    return [
        records.call_round(records.Call(row, case.charter, body, requirements, way, case.at))
        for body, requirements in procedure.bodies(case.charter, row.kinds).items()
    ]


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take back one's own proposal, as long as nothing was decided."""

    proposal_id: UUID


def _withdraw(case: Permitted[Withdraw]) -> Performed:
    row = records.proposal(case.collective_id, case.params.proposal_id)
    if row.state not in {State.DRAFT, State.ANNOUNCED, State.VOTING}:
        raise ImpossibleError(_("This proposal has ended. It cannot be withdrawn any more."))
    Proposal.objects.filter(collective_id=case.collective_id, id=row.id).update(
        state=State.WITHDRAWN, concluded_at=case.at
    )
    Round.objects.filter(collective_id=case.collective_id, proposal=row, closed_at=None).update(
        closed_at=case.at, void=True
    )
    return Performed(Entry(deeds.WITHDRAWN.name, subject_id=row.id))


@dataclass(frozen=True, slots=True)
class Speak:
    """Say something about a proposal."""

    proposal_id: UUID
    text: Reason


def _speak(case: Permitted[Speak]) -> Performed:
    row = records.proposal(case.collective_id, case.params.proposal_id)
    if row.state not in {State.ANNOUNCED, State.VOTING}:
        raise ImpossibleError(_("The discussion of this proposal is closed."))
    comment = Comment(
        id=new_id(),
        collective_id=case.collective_id,
        proposal=row,
        person_id=case.person_id,
        text=case.params.text,
        made_at=case.at,
    )
    statements.insert(comment)
    return Performed(
        Entry(deeds.COMMENTED.name, {}, {"text": case.params.text}, subject_id=row.id), comment.id
    )


@dataclass(frozen=True, slots=True)
class Vote:
    """Cast a vote: `for`, `against` or `abstain`, or a ballot on the options as the way of counting writes it.

    Marks are identifiers of options; grades are `option:grade`; a ranking is options in order, `=` between equals.
    Nothing at all abstains.
    """

    round_id: UUID
    marks: Annotated[tuple[str, ...], Bound(max_length=61)]


def _vote(case: Permitted[Vote]) -> Performed:
    vote = _open_round(case, case.params.round_id)
    if vote.way == RoundWay.CONSENT:
        raise ImpossibleError(_("Here you react: agree, worried, or an objection."))
    marks = _ballot(vote, case.params.marks)
    if vote.secret:
        _cast_in_secret(case, vote, marks)
    else:
        _cast_openly(case, vote, marks)
    return Performed(Entry(deeds.VOTE_CAST.name, {"round": str(vote.id)}, subject_id=vote.proposal_id))


def _ballot(vote: Round, marks: tuple[str, ...]) -> tuple[str, ...]:
    """The ballot in the one way it is stored. Raises ImpossibleError for what is not on it."""
    if vote.way == RoundWay.YES_NO:
        if len(marks) != 1 or marks[0] not in {"for", "against", "abstain"}:
            raise ImpossibleError(_("Choose from what is on the ballot."))
        return marks
    row = records.proposal(vote.collective_id, vote.proposal_id)
    try:
        return normal(row.counting, marks, records.options_of(row), records.rules_of(row))
    except BadBallotError as error:
        raise ImpossibleError(error.words.en if get_language() == "en" else error.words.nl) from error


def _cast_in_secret(case: Permitted[Vote], vote: Round, marks: tuple[str, ...]) -> None:
    """Strike the name off the register and drop the ballot in the box, which keeps no name, time or order."""
    if case.actor.helper_id is not None:
        raise ImpossibleError(_("This vote is secret. You cast it yourself, without a helper."))
    entry = _entry(case, vote)
    if entry.voted:
        raise ImpossibleError(
            _("You have voted. A secret vote cannot be changed, since nobody knows which one is yours.")
        )
    box = {tuple(ballot): times for ballot, times in vote.box}
    box[marks] = box.get(marks, 0) + 1
    sorted_box = [[list(ballot), times] for ballot, times in sorted(box.items())]
    statements.update(Round, {"box": sorted_box}, collective_id=case.collective_id, id=vote.id)
    _strike_off(entry)


def _cast_openly(case: Permitted[P], vote: Round, marks: tuple[str, ...]) -> None:
    """An open vote may be changed until the vote closes."""
    entry = _entry(case, vote)
    if entry.voted:
        mine = Ballot.objects.filter(collective_id=case.collective_id, round=vote, person_id=entry.person_id)
        mine.update(marks=list(marks))
        return
    statements.insert(
        Ballot(
            id=new_id(),
            collective_id=case.collective_id,
            round=vote,
            person_id=entry.person_id,
            marks=list(marks),
        )
    )
    _strike_off(entry)


def _strike_off(entry: RegisterEntry) -> None:
    statements.update(RegisterEntry, {"voted": True}, collective_id=entry.collective_id, id=entry.id)


@dataclass(frozen=True, slots=True)
class React:
    """React in a consent round: agree, or agree with a worry. An objection is `deciding.object`."""

    round_id: UUID
    reaction: Literal["agree", "worried"]


def _react(case: Permitted[React]) -> Performed:
    vote = _open_consent(case, case.params.round_id)
    _end_own_objection(case, vote)
    _cast_openly(case, vote, (case.params.reaction,))
    return Performed(Entry(deeds.VOTE_CAST.name, {"round": str(vote.id)}, subject_id=vote.proposal_id))


@dataclass(frozen=True, slots=True)
class Object:
    """Object in a consent round, with a reason. The objection becomes a case with an owner and an answer."""

    round_id: UUID
    reason: Reason


def _object(case: Permitted[Object]) -> Performed:
    vote = _open_consent(case, case.params.round_id)
    _cast_openly(case, vote, ("object",))
    _end_own_objection(case, vote)
    proposal = records.proposal(case.collective_id, vote.proposal_id)
    row = Objection.objects.create(
        id=new_id(),
        collective_id=case.collective_id,
        proposal=proposal,
        round=vote,
        person_id=case.person_id,
        owner_id=proposal.opener_id,
        reason=case.params.reason,
        raised_at=case.at,
        answer_by=min(vote.closes_at, case.at + timedelta(days=procedure.answer_days(case.charter))),
    )
    entry = Entry(
        deeds.OBJECTED.name,
        {"objection": str(row.id), "round": str(vote.id)},
        {"reason": case.params.reason},
        subject_id=vote.proposal_id,
    )
    return Performed(entry, row.id)


def _end_own_objection(case: Permitted[P], vote: Round) -> None:
    """Whoever objected has voted, so there is nothing to end for others."""
    if not _entry(case, vote).voted:
        return
    Objection.objects.filter(
        collective_id=case.collective_id, round=vote, person_id=case.person_id, end=Objection.End.OPEN
    ).update(end=Objection.End.WITHDRAWN, ended_at=case.at)


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer an objection."""

    objection_id: UUID
    answer: Reason


def _answer(case: Permitted[Answer]) -> Performed:
    row = _open_objection(case, case.params.objection_id)
    Objection.objects.filter(collective_id=case.collective_id, id=row.id).update(
        answer=case.params.answer, answered_at=case.at
    )
    entry = Entry(
        deeds.ANSWERED.name,
        {"objection": str(row.id)},
        {"answer": case.params.answer},
        subject_id=row.proposal_id,
    )
    return Performed(entry)


@dataclass(frozen=True, slots=True)
class Settle:
    """End one's own objection: the proposal took it in, or one lets it go."""

    objection_id: UUID
    end: Literal["integrated", "withdrawn"]


def _settle(case: Permitted[Settle]) -> Performed:
    row = _open_objection(case, case.params.objection_id)
    Objection.objects.filter(collective_id=case.collective_id, id=row.id).update(
        end=case.params.end, ended_at=case.at
    )
    Ballot.objects.filter(
        collective_id=case.collective_id, round_id=row.round_id, person_id=row.person_id
    ).update(marks=["agree" if case.params.end == "integrated" else "worried"])
    entry = Entry(
        deeds.SETTLED.name, {"objection": str(row.id), "end": case.params.end}, subject_id=row.proposal_id
    )
    return Performed(entry)


@dataclass(frozen=True, slots=True)
class Challenge:
    """Challenge an outcome within the window: the vote is held again, and the new vote counts (2:13 lid 4 BW)."""

    round_id: UUID
    reason: Reason


def _challenge(case: Permitted[Challenge]) -> Performed:
    vote = records.round_of(case.collective_id, case.params.round_id)
    row = vote.proposal
    if (
        row.state != State.DECIDED
        or vote.void
        or vote.closed_at is None
        or row.effect_at is None
        or row.effect_at <= case.at
    ):
        raise ImpossibleError(_("The time to challenge this outcome is over."))
    if Round.objects.filter(collective_id=case.collective_id, proposal=row, void=True).exists():
        raise ImpossibleError(_("This outcome was challenged before. The second vote stands."))
    charter = records.charter_of(row)
    requirements = procedure.bodies(charter, row.kinds)[Body(vote.body)]
    Round.objects.filter(collective_id=case.collective_id, id=vote.id).update(void=True)
    again = records.call_round(
        records.Call(row, charter, Body(vote.body), requirements, RoundWay.YES_NO if not row.options else RoundWay.CHOICE,
                     case.at, second_meeting=vote.second_meeting)
    )  # fmt: skip
    Proposal.objects.filter(collective_id=case.collective_id, id=row.id).update(
        state=State.ANNOUNCED, concluded_at=None, effect_at=None
    )
    entry = Entry(
        deeds.CHALLENGED.name,
        {"round": str(vote.id), "following": str(again.id)},
        {"reason": case.params.reason},
        subject_id=row.id,
    )
    return Performed(entry, again.id)


@dataclass(frozen=True, slots=True)
class RecordOutsideConsent:
    """Record what a body outside the platform decided on a proposal (a federation, a court), with its letter."""

    round_id: UUID
    agreed: bool
    letter: Reason


def _record_outside_consent(case: Permitted[RecordOutsideConsent]) -> Performed:
    vote = records.round_of(case.collective_id, case.params.round_id)
    if (
        vote.closed_at is not None
        or RegisterEntry.objects.filter(collective_id=case.collective_id, round=vote).exists()
    ):
        raise ImpossibleError(_("This vote is held here, or it has closed."))
    marks = ["for" if case.params.agreed else "against"]
    Round.objects.filter(collective_id=case.collective_id, id=vote.id).update(
        box=[[marks, 1]], secret=True, closes_at=max(vote.opens_at, case.at)
    )
    entry = Entry(
        deeds.OUTSIDE_CONSENT.name,
        {"round": str(vote.id), "body": vote.body, "agreed": int(case.params.agreed)},
        {"letter": case.params.letter},
        subject_id=vote.proposal_id,
    )
    return Performed(entry)


# What the acts look up


def _open_round(case: Permitted[P], round_id: UUID) -> Round:
    vote = _round(case, round_id)
    if vote.closed_at is not None or case.at >= vote.closes_at:
        raise ImpossibleError(_("This vote is closed."))
    if case.at < vote.opens_at:
        raise ImpossibleError(_("This vote has not opened yet."))
    return vote


def _open_consent(case: Permitted[P], round_id: UUID) -> Round:
    vote = _open_round(case, round_id)
    if vote.way != RoundWay.CONSENT:
        raise ImpossibleError(_("This is a vote for or against."))
    return vote


def _open_objection(case: Permitted[P], objection_id: UUID) -> Objection:
    row = records.objection(case.collective_id, objection_id)
    if row.end != Objection.End.OPEN:
        raise ImpossibleError(_("This objection has ended."))
    return row


def _round(trying: Attempt[object], round_id: UUID) -> Round:
    return trying.once(("round", round_id), lambda: records.vote_of(trying.collective_id, round_id))


def _listed(trying: Attempt[object], vote: Round) -> RegisterEntry | None:
    """The actor's line on the register of a vote."""
    who = {"collective_id": trying.collective_id, "round_id": vote.id, "person_id": trying.person_id}
    return trying.once(("line", vote.id), lambda: statements.find(RegisterEntry, **who))


def _entry(case: Permitted[P], vote: Round) -> RegisterEntry:
    entry = _listed(case, vote)
    assert entry is not None, "the gate lets only people on the register vote"
    return entry


# Facts for the judge


def _standing_if(condition: bool, standing: Standing) -> Learned:  # noqa: FBT001 - a condition, not a mode
    return Learned(standings=frozenset({standing}) if condition else frozenset())


def on_register(trying: Attempt[Vote] | Attempt[React] | Attempt[Object] | Attempt[Challenge]) -> Learned:
    """Learn whether the actor is on the register of the vote, and still has the seat it was based on."""
    vote = _round(trying, trying.params.round_id)
    if trying.actor.person_id is None or _listed(trying, vote) is None:
        return Learned()
    seated = membership.holds_seat(trying.collective_id, Body(vote.body), trying.person_id, trying.at)
    return _standing_if(seated, Standing.ELIGIBLE)


def opener(trying: Attempt[Reword] | Attempt[Announce] | Attempt[Withdraw]) -> Learned:
    """Learn whether the actor made the proposal."""
    row = records.proposal(trying.collective_id, trying.params.proposal_id)
    return _standing_if(row.opener_id == trying.actor.person_id, Standing.OPENER)


def party_to_objection(trying: Attempt[Answer] | Attempt[Settle]) -> Learned:
    """Learn whether the actor raised the objection, or owns its answer."""
    row = records.objection(trying.collective_id, trying.params.objection_id)
    found: set[Standing] = set()
    if row.person_id == trying.actor.person_id:
        found.add(Standing.OBJECTOR)
    if row.owner_id == trying.actor.person_id:
        found.add(Standing.OPENER)
    return Learned(standings=frozenset(found))


_OPENER = Free(
    frozenset({Standing.OPENER}), "3:33 BW", "Whoever makes a proposal can change it or take it back."
)
_OBJECTOR = Free(frozenset({Standing.OBJECTOR}), "3:33 BW", "An objection belongs to whoever raised it.")

register(Act("deciding.propose", Propose, _("make a proposal"), of_kind("propose"), _propose))
register(Act("deciding.reword", Reword, _("change the text of a proposal"), _OPENER, _reword, (opener,)))
register(
    Act("deciding.announce", Announce, _("announce a proposal"), of_kind("propose"), _announce, (opener,))
)
register(Act("deciding.withdraw", Withdraw, _("withdraw a proposal"), _OPENER, _withdraw, (opener,)))
register(Act("deciding.speak", Speak, _("join the discussion"), of_kind("speak"), _speak))
register(Act("deciding.vote", Vote, _("vote"), of_kind("vote"), _vote, (on_register,)))
register(Act("deciding.react", React, _("react to a proposal"), of_kind("vote"), _react, (on_register,)))
register(
    Act("deciding.object", Object, _("object to a proposal"), of_kind("object"), _object, (on_register,))
)
register(
    Act(
        "deciding.answer", Answer, _("answer an objection"), of_kind("answer"), _answer, (party_to_objection,)
    )
)
register(Act("deciding.settle", Settle, _("end your objection"), _OBJECTOR, _settle, (party_to_objection,)))
register(
    Act(
        "deciding.challenge",
        Challenge,
        _("challenge an outcome"),
        of_kind("challenge"),
        _challenge,
        (on_register,),
    )
)
register(
    Act(
        "deciding.record_outside_consent",
        RecordOutsideConsent,
        _("record what a body outside decided"),
        of_kind("register"),
        _record_outside_consent,
    )
)
