"""Reading deciding: proposals, votes, decisions, and what needs whom."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Case, Count, Q, QuerySet, When

from samenspel.kernels.statute.charter import Charter
from samenspel.kernels.statute.clause import Language
from samenspel.kernels.statute.majority import votes_needed
from samenspel.kernels.statute.model import NOTHING, Requirement
from samenspel.kernels.statute.vocabulary import Body
from samenspel.kernels.statute.words import BODIES, Sum, sum_in_words
from samenspel.kernels.tally import METHODS, Kind, Table, Tie, published
from samenspel.rooms.deciding import clockwork, outcomes, procedure, records
from samenspel.rooms.deciding.models import (
    RUNNING,
    Ballot,
    Comment,
    Decision,
    Notice,
    Objection,
    Proposal,
    RegisterEntry,
    Round,
    State,
)
from samenspel.rooms.deciding.procedure import RoundWay
from samenspel.rooms.statute import gate

SMALLEST_SPLIT = outcomes.SMALLEST_SPLIT

PUBLIC_STATES = (State.DECIDED, State.DONE, State.REJECTED)
"""Proposals on which a body said yes or no: what anyone may read about, where the statute opens the book."""


Teller = Callable[[UUID, Mapping[str, object], Language], list[tuple[str, str]]]
"""From a collective and the parameters of an act to what it would do, as labels with values."""
TELLERS: dict[str, Teller] = {}
"""How higher rooms say on a proposal what their acts would do, by act."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What another room puts beside a decision: a template of its own, with what it shows."""

    template: str
    shown: object


class Onlooker(Protocol):
    """Who reads the page of a proposal."""

    @property
    def id(self) -> UUID: ...
    @property
    def slug(self) -> str: ...
    @property
    def person_id(self) -> UUID | None: ...
    @property
    def at(self) -> datetime: ...
    @property
    def earlier(self) -> bool: ...
    @property
    def inside(self) -> bool: ...
    @property
    def sees_names(self) -> bool: ...


BESIDE: list[Callable[[Onlooker, "ProposalView"], Beside | None]] = []
"""How higher rooms put something beside a decision on its page."""


def beside(reader: Onlooker, proposal: "ProposalView") -> list[Beside]:
    """All that higher rooms put beside a decision."""
    return [found for put in BESIDE if (found := put(reader, proposal)) is not None]


@dataclass(frozen=True, slots=True)
class Line:
    """A proposal in a list. `closes_at` is when the first of its running votes closes."""

    id: UUID
    collective_id: UUID
    title: str
    kinds: tuple[str, ...]
    act: str
    state: str
    opener_id: UUID
    made_at: datetime
    closes_at: datetime | None


@dataclass(frozen=True, slots=True)
class OptionScore:
    """An option with its votes; votes are None where showing them would break secrecy."""

    id: str
    title: str
    text: str
    cost: int
    votes: int | None
    won: bool


@dataclass(frozen=True, slots=True)
class VoteView:
    """One vote of one body, for a page. `sums` is the outcome in words, one per requirement.

    `voted` is None where it is not known any more: for an earlier day, in a vote that closed later. `own_place` is
    the place in the rules that put the reader on the register. `needed` is how many votes in favour it took, zero
    when no number would have done. `objections` are those that were open at the close. `tables` and `steps` show how a choice was counted, way `counting`;
    `can_recount` says that its ballots may be given to who could vote, for a recount.
    """

    id: UUID
    number: int
    body: Body
    body_name: str
    way: RoundWay
    secret: bool
    second_meeting: bool
    called_at: datetime
    opens_at: datetime
    closes_at: datetime
    closed_at: datetime | None
    void: bool
    entitled: int
    voted: int | None
    on_register: bool
    own_place: str
    has_voted: bool
    own_marks: tuple[str, ...]
    split_hidden: bool
    carried: bool
    in_favour: int
    against: int
    abstaining: int
    objections: int
    needed: int
    sums: tuple[Sum, ...]
    options: tuple[OptionScore, ...]
    explanation: str
    counting: str
    tables: tuple[Table, ...]
    steps: tuple[str, ...]
    can_recount: bool
    named: tuple[tuple[UUID, tuple[str, ...]], ...]

    @property
    def counts_people(self) -> bool:
        """Whether the votes of an option are people who marked it, and not points or duels."""
        return bool(self.counting) and METHODS[self.counting].kind is Kind.MARKS

    @property
    def has_costs(self) -> bool:
        return any(option.cost for option in self.options)


@dataclass(frozen=True, slots=True)
class ObjectionView:
    """An objection as a case: who raised it, who owes the answer and by when, and how it ended."""

    id: UUID
    round_id: UUID
    person_id: UUID
    owner_id: UUID
    reason: str
    raised_at: datetime
    answer_by: datetime
    answer: str
    answered_at: datetime | None
    end: str
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class CommentView:
    person_id: UUID
    text: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal with all that its page shows."""

    id: UUID
    collective_id: UUID
    title: str
    reason: str
    purpose_line: str
    touches: str
    act: str
    params: dict[str, object]
    kinds: tuple[str, ...]
    options: tuple[dict[str, object], ...]
    counting: str
    count_rules: dict[str, int]
    state: str
    wording: int
    opener_id: UUID
    version_id: UUID | None
    made_at: datetime
    announced_at: datetime | None
    concluded_at: datetime | None
    effect_at: datetime | None
    failure: str
    opponents: int


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision in a list or on its page."""

    id: UUID
    proposal_id: UUID
    number: int
    title: str
    reason: str
    act: str
    kinds: tuple[str, ...]
    decided_at: datetime
    in_force_from: datetime
    review_on: date | None
    ended_at: datetime | None
    end: str


def proposals(
    collective_id: UUID,
    *,
    states: Sequence[str] = (),
    search: str = "",
    at: datetime | None = None,
    public: bool = False,
) -> QuerySet[Proposal]:
    """Announced proposals, those that run first, then the newest.

    With `at` those announced by then, newest first; with `public` those that were decided on.
    """
    ended = Case(When(state__in=RUNNING, then=0), default=1)
    rows = Proposal.objects.filter(collective_id=collective_id, announced_at__isnull=False)
    rows = rows.order_by("-made_at", "-id") if at is not None else rows.order_by(ended, "-made_at", "-id")
    if states:
        rows = rows.filter(state__in=states)
    if at is not None:
        rows = rows.filter(announced_at__lte=at)
    if public:
        rows = rows.filter(state__in=PUBLIC_STATES)
        rows = rows if at is None else rows.filter(concluded_at__lte=at)
    return rows.filter(Q(title__icontains=search) | Q(reason__icontains=search)) if search else rows


def proposal_page(
    collective_id: UUID,
    *,
    states: Sequence[str] = (),
    search: str = "",
    at: datetime | None = None,
    public: bool = False,
    number: int = 1,
    size: int = 20,
) -> tuple[list[Line], int, int, int]:
    """One page of proposals; its number, how many pages, and how many proposals."""
    pages = Paginator(proposals(collective_id, states=states, search=search, at=at, public=public), size)
    here = pages.get_page(number)
    return _lines(collective_id, list(here.object_list), at), here.number, pages.num_pages, pages.count


def drafts(collective_id: UUID, person_id: UUID) -> list[Line]:
    rows = Proposal.objects.filter(collective_id=collective_id, opener_id=person_id, state=State.DRAFT)
    return _lines(collective_id, list(rows.order_by("-made_at")))


def _lines(collective_id: UUID, rows: list[Proposal], at: datetime | None = None) -> list[Line]:
    closing: dict[UUID, datetime] = {}
    voting: set[UUID] = set()
    votes = Round.objects.filter(collective_id=collective_id, proposal__in=rows, void=False)
    for vote in _open_at(votes, at) if rows else ():
        closing[vote.proposal_id] = min(vote.closes_at, closing.get(vote.proposal_id, vote.closes_at))
        if at is not None and vote.opens_at <= at:
            voting.add(vote.proposal_id)
    return [
        Line(
            id=row.id,
            collective_id=row.collective_id,
            title=row.title,
            kinds=tuple(row.kinds),
            act=row.act,
            state=state_at(row, at, voting=row.id in voting),
            opener_id=row.opener_id,
            made_at=row.made_at,
            closes_at=closing.get(row.id),
        )
        for row in rows
    ]


def _open_at(votes: QuerySet[Round], at: datetime | None) -> QuerySet[Round]:
    """Votes that were called and had not closed, now or at an earlier moment."""
    if at is None:
        return votes.filter(closed_at=None)
    return votes.filter(Q(closed_at=None) | Q(closed_at__gt=at), called_at__lte=at)


def state_at(row: Proposal, at: datetime | None, *, voting: bool) -> str:
    """The state of a proposal, now or at an earlier moment at which a vote on it was open or not."""
    if at is None or row.state == State.DRAFT:
        return row.state
    if row.announced_at is None or row.announced_at > at:
        return State.DRAFT
    if row.concluded_at is None or row.concluded_at > at:
        running = row.state if row.state in RUNNING and row.concluded_at is None else State.ANNOUNCED
        return State.VOTING if voting else running
    if row.state in {State.DONE, State.STALE} and row.effect_at is not None and row.effect_at > at:
        return State.DECIDED
    return row.state


def proposal(collective_id: UUID, proposal_id: UUID, at: datetime | None = None) -> ProposalView | None:
    """A proposal as it stands, or as it stood at an earlier moment; None when there was none."""
    row = Proposal.objects.filter(collective_id=collective_id, id=proposal_id).first()
    if row is None or (at is not None and row.made_at > at):
        return None
    concluded = row.concluded_at if at is None or (row.concluded_at or at) <= at else None
    voting = False
    if at is not None and concluded is None:
        votes = Round.objects.filter(collective_id=collective_id, proposal=row, opens_at__lte=at, void=False)
        voting = _open_at(votes, at).exists()
    return ProposalView(
        id=row.id,
        collective_id=row.collective_id,
        title=row.title,
        reason=row.reason,
        purpose_line=row.purpose_line,
        touches=row.touches,
        act=row.act,
        params=row.params,
        kinds=tuple(row.kinds),
        options=tuple(row.options),
        counting=row.counting,
        count_rules=row.count_rules,
        state=state_at(row, at, voting=voting),
        wording=row.wording,
        opener_id=row.opener_id,
        version_id=row.statute_version_id,
        made_at=row.made_at,
        announced_at=row.announced_at,
        concluded_at=concluded,
        effect_at=row.effect_at if concluded else None,
        failure=row.failure,
        opponents=row.opponents if concluded else 0,
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    """How someone looks at votes: who, in which language, now or as of an earlier moment."""

    person_id: UUID | None
    language: Language
    at: datetime | None
    charter: Charter | None


def votes(
    collective_id: UUID,
    proposal_id: UUID,
    person_id: UUID | None,
    language: Language,
    at: datetime | None = None,
) -> list[VoteView]:
    """Every vote on a proposal as one person may see it, oldest first; with `at` as it stood then."""
    rows = Round.objects.filter(collective_id=collective_id, proposal_id=proposal_id).select_related(
        "proposal"
    )
    if at is not None:
        rows = rows.filter(called_at__lte=at)
    called = list(rows.order_by("number"))
    registers = RegisterEntry.objects.filter(collective_id=collective_id, round__in=called)
    mine = {entry.round_id: entry for entry in registers.filter(person_id=person_id)} if person_id else {}
    tallies = {
        row["round_id"]: (row["entitled"], row["voted"])
        for row in registers.values("round_id").annotate(
            entitled=Count("id"), voted=Count("id", filter=Q(voted=True))
        )
    }
    counted = any(row.result is not None for row in called)
    seen = _Seen(person_id, language, at, records.charter_of(called[0].proposal) if counted else None)
    return [_vote(row, mine.get(row.id), tallies.get(row.id, (0, 0)), seen) for row in called]


def register(collective_id: UUID, round_id: UUID) -> list[tuple[UUID, str, bool]]:
    """The frozen register of a vote: person, place in the rules, and whether they have voted."""
    rows = RegisterEntry.objects.filter(collective_id=collective_id, round_id=round_id).order_by("person_id")
    return list(rows.values_list("person_id", "place", "voted"))


def _vote(row: Round, entry: RegisterEntry | None, tally: tuple[int, int], seen: _Seen) -> VoteView:
    later = seen.at is not None and row.closed_at is not None and row.closed_at > seen.at
    if later:
        row.closed_at, row.result = None, None
    result = row.result or {}
    requirements = _requirements(row, seen.charter) if row.result and seen.charter else ()
    named = _named(row, seen.person_id) if not row.secret and not later else ()
    hidden = row.secret and outcomes.tells_who(result)
    shown = {} if hidden else result
    return VoteView(
        id=row.id,
        number=row.number,
        body=Body(row.body),
        body_name=BODIES[Body(row.body)].say(seen.language),
        way=RoundWay(row.way),
        secret=row.secret,
        second_meeting=row.second_meeting,
        called_at=row.called_at,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        closed_at=row.closed_at,
        void=row.void,
        entitled=tally[0],
        voted=None if later else tally[1],
        on_register=entry is not None,
        own_place=entry.place if entry is not None else "",
        has_voted=entry is not None and entry.voted and not later,
        own_marks=next((marks for person, marks in named if person == seen.person_id), ()),
        split_hidden=hidden,
        carried=bool(result) and all(_passed(row, requirement) for requirement in requirements),
        in_favour=0 if hidden else result.get("in_favour", 0),
        against=0 if hidden else result.get("against", 0),
        abstaining=0 if hidden else result.get("abstaining", 0),
        objections=result.get("objections", 0),
        needed=0 if hidden or not result else _needed(row, requirements),
        sums=() if hidden or not result else _sums(row, requirements, seen.language),
        options=_options(row, hidden=hidden),
        explanation=str(shown.get("en" if seen.language is Language.EN else "nl", "")),
        counting=row.proposal.counting,
        tables=outcomes.tables(shown),
        steps=tuple(step.en if seen.language is Language.EN else step.nl for step in outcomes.steps(shown)),
        can_recount=row.way == RoundWay.CHOICE and bool(shown) and not row.void,
        named=named if row.closed_at is not None else (),
    )


def ballot_file(collective_id: UUID, round_id: UUID) -> str | None:
    """The ballots of a closed choice without names, with the rules of its count: a file that others can recount.

    None for a vote that is still open or set aside, is no choice, or whose split would tell who voted what.
    """
    row = Round.objects.filter(collective_id=collective_id, id=round_id).select_related("proposal").first()
    if row is None or row.way != RoundWay.CHOICE or row.void or not row.result:
        return None
    if row.secret and outcomes.tells_who(row.result):
        return None
    tie = Tie(procedure.tie_rule(records.charter_of(row.proposal)).value)
    rules = replace(records.rules_of(row.proposal), tie=tie, seed=records.seed(row))
    options, cast = records.options_of(row.proposal), records.ballots(row)
    return published.publish(row.proposal.title, row.proposal.counting, cast, options, rules)


def _requirements(row: Round, charter: Charter) -> tuple[Requirement, ...]:
    """What the rules ask of this vote. A second meeting needs no quorum; the majority stays."""
    asked = procedure.bodies(charter, row.proposal.kinds).get(Body(row.body), ())
    if not row.second_meeting:
        return asked
    return tuple(replace(each, quorum=NOTHING) if each.second_meeting else each for each in asked)


def _named(row: Round, person_id: UUID | None) -> tuple[tuple[UUID, tuple[str, ...]], ...]:
    """Open ballots by name; while the vote runs only one's own."""
    ballots = Ballot.objects.filter(collective_id=row.collective_id, round=row)
    if row.closed_at is None:
        if person_id is None:
            return ()
        ballots = ballots.filter(person_id=person_id)
    return tuple((ballot.person_id, tuple(ballot.marks)) for ballot in ballots.order_by("person_id"))


def _passed(row: Round, requirement: Requirement) -> bool:
    vote = records.held(row)
    if vote.way is RoundWay.CONSENT and vote.objections:
        return False
    return procedure.vote_passes(requirement, vote)


def _needed(row: Round, requirements: Sequence[Requirement]) -> int:
    """The highest number of votes in favour that the requirements ask of the votes cast."""
    vote = records.held(row)
    asked = (
        votes_needed(replace(each, quorum=NOTHING), vote.entitled, vote.in_favour + vote.against)
        for each in requirements
    )
    return max((number for number in asked if number is not None), default=0)


def _sums(row: Round, requirements: Sequence[Requirement], language: Language) -> tuple[Sum, ...]:
    vote = records.held(row)
    return tuple(
        sum_in_words(
            requirement,
            vote.in_favour,
            vote.against,
            vote.abstaining,
            vote.entitled,
            carried=_passed(row, requirement),
            language=language,
        )
        for requirement in requirements
    )


def _options(row: Round, *, hidden: bool) -> tuple[OptionScore, ...]:
    result = row.result or {}
    scores = dict(result.get("scores", []))
    way = row.proposal.counting
    counted = bool(way and result) and not hidden and METHODS[way].kind is Kind.MARKS
    return tuple(
        OptionScore(
            id=str(option["id"]),
            title=str(option["title"]),
            text=str(option.get("text", "")),
            cost=int(option.get("cost", 0)),
            votes=scores.get(option["id"], 0) if counted else None,
            won=bool(result) and option["id"] in result.get("winners", [result.get("winner")]),
        )
        for option in row.proposal.options
    )


def objections(collective_id: UUID, proposal_id: UUID, at: datetime | None = None) -> list[ObjectionView]:
    """The objections to a proposal, oldest first; with `at` those raised by then, as they stood."""
    rows = Objection.objects.filter(collective_id=collective_id, proposal_id=proposal_id).order_by(
        "raised_at", "id"
    )
    if at is not None:
        rows = rows.filter(raised_at__lte=at)
    return [_objection(row, at) for row in rows]


def objection(collective_id: UUID, objection_id: UUID) -> tuple[ObjectionView, UUID] | None:
    """One objection, and the proposal that it is about."""
    row = Objection.objects.filter(collective_id=collective_id, id=objection_id).first()
    return (_objection(row, None), row.proposal_id) if row is not None else None


def _objection(row: Objection, at: datetime | None) -> ObjectionView:
    answered = at is None or (row.answered_at is not None and row.answered_at <= at)
    ended = at is None or (row.ended_at is not None and row.ended_at <= at)
    return ObjectionView(
        id=row.id,
        round_id=row.round_id,
        person_id=row.person_id,
        owner_id=row.owner_id,
        reason=row.reason,
        raised_at=row.raised_at,
        answer_by=row.answer_by,
        answer=row.answer if answered else "",
        answered_at=row.answered_at if answered else None,
        end=row.end if ended else Objection.End.OPEN,
        ended_at=row.ended_at if ended else None,
    )


def is_about_person(proposal: ProposalView) -> bool:
    """Whether a proposal is about a person, so that it is not told by title to who sees no names."""
    return procedure.is_about_person(proposal.kinds)


def waits_until(collective_id: UUID, proposal_id: UUID, against: int) -> datetime | None:
    """Until when a decision would wait with so many opponents; None when it does not wait any more."""
    return clockwork.waits_until(collective_id, proposal_id, against)


def comments(
    collective_id: UUID, proposal_id: UUID, number: int, size: int = 50, at: datetime | None = None
) -> tuple[list[CommentView], int, int, int]:
    """One page of the discussion, oldest first: its number, how many pages, and how many contributions."""
    rows = Comment.objects.filter(collective_id=collective_id, proposal_id=proposal_id).order_by(
        "made_at", "id"
    )
    pages = Paginator(rows if at is None else rows.filter(made_at__lte=at), size)
    here = pages.get_page(number)
    return (
        [CommentView(c.person_id, c.text, c.made_at) for c in here.object_list],
        here.number,
        pages.num_pages,
        pages.count,
    )


def decisions(
    collective_id: UUID, *, in_force: bool, at: datetime, search: str = "", provisional: bool = False
) -> QuerySet[Decision]:
    """Decisions that took effect, newest first.

    With `in_force` only those that hold at the moment; with `provisional` those that end by themselves, soonest first.
    """
    rows = (
        Decision.objects.filter(
            collective_id=collective_id, deed_sequence__isnull=False, in_force_from__lte=at
        )
        .select_related("proposal")
        .order_by("-number")
    )
    if in_force:
        rows = rows.filter(Q(ended_at=None) | Q(ended_at__gt=at), proposal__act="deciding.resolve")
    if search:
        rows = rows.filter(Q(proposal__title__icontains=search) | Q(proposal__reason__icontains=search))
    return rows.filter(review_on__isnull=False).order_by("review_on", "number") if provisional else rows


def decision_page(
    collective_id: UUID,
    *,
    in_force: bool,
    at: datetime,
    search: str = "",
    provisional: bool = False,
    number: int = 1,
    size: int = 20,
) -> tuple[list[DecisionView], int, int, int]:
    """One page of decisions; its number, how many pages, and how many decisions."""
    rows = decisions(collective_id, in_force=in_force, at=at, search=search, provisional=provisional)
    pages = Paginator(rows, size)
    here = pages.get_page(number)
    return [_decision(row) for row in here.object_list], here.number, pages.num_pages, pages.count


def decision_of(collective_id: UUID, proposal_id: UUID) -> DecisionView | None:
    """The decision that a proposal led to."""
    row = (
        Decision.objects.filter(collective_id=collective_id, proposal_id=proposal_id)
        .select_related("proposal")
        .first()
    )
    return _decision(row) if row is not None else None


def decision(collective_id: UUID, decision_id: UUID) -> DecisionView | None:
    row = (
        Decision.objects.filter(collective_id=collective_id, id=decision_id)
        .select_related("proposal")
        .first()
    )
    return _decision(row) if row is not None else None


def _decision(row: Decision) -> DecisionView:
    return DecisionView(
        id=row.id,
        proposal_id=row.proposal_id,
        number=row.number,
        title=row.proposal.title,
        reason=row.proposal.reason,
        act=row.proposal.act,
        kinds=tuple(row.proposal.kinds),
        decided_at=row.decided_at,
        in_force_from=row.in_force_from,
        review_on=row.review_on,
        ended_at=row.ended_at,
        end=row.end,
    )


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that waits for one person: what, where, and by when. `what` names a kind that the page words."""

    what: str
    collective_id: UUID
    proposal_id: UUID
    title: str
    due: datetime | None


def turns(person_id: UUID, collective_ids: Sequence[UUID], at: datetime) -> list[Turn]:
    """What in these collectives waits for this person, most urgent first."""
    found = [
        *_votes_to_cast(person_id, collective_ids, at),
        *_objections_to_answer(person_id, collective_ids),
    ]
    found += _lapsing(collective_ids, at)
    found += [
        Turn("announce", row.collective_id, row.id, row.title, None)
        for row in Proposal.objects.filter(
            collective_id__in=list(collective_ids), opener_id=person_id, state=State.DRAFT
        ).order_by("made_at")
    ]
    return sorted(found, key=lambda turn: (turn.due is None, turn.due or turn.collective_id.int))


def _votes_to_cast(person_id: UUID, collective_ids: Sequence[UUID], at: datetime) -> list[Turn]:
    entries = RegisterEntry.objects.filter(
        collective_id__in=list(collective_ids),
        person_id=person_id,
        voted=False,
        round__closed_at=None,
        round__void=False,
        round__opens_at__lte=at,
        round__closes_at__gt=at,
        round__proposal__state__in=RUNNING,
    ).select_related("round__proposal")
    return [
        Turn(
            f"vote_{e.round.way}",
            e.collective_id,
            e.round.proposal_id,
            e.round.proposal.title,
            e.round.closes_at,
        )
        for e in entries
    ]


def _objections_to_answer(person_id: UUID, collective_ids: Sequence[UUID]) -> list[Turn]:
    rows = Objection.objects.filter(
        collective_id__in=list(collective_ids), end=Objection.End.OPEN, owner_id=person_id, answered_at=None
    ).select_related("proposal")
    return [Turn("answer", o.collective_id, o.proposal_id, o.proposal.title, o.answer_by) for o in rows]


def _lapsing(collective_ids: Sequence[UUID], at: datetime) -> list[Turn]:
    rows = Decision.objects.filter(
        collective_id__in=list(collective_ids),
        ended_at=None,
        warned_at__isnull=False,
        review_on__gt=gate.civil_day(at),
    ).select_related("proposal")
    return [
        Turn(
            "renew",
            d.collective_id,
            d.proposal_id,
            d.proposal.title,
            datetime.combine(d.review_on, datetime.min.time(), gate.CIVIL_TIME) if d.review_on else None,
        )
        for d in rows
    ]


def unseen(person_id: UUID, collective_ids: Sequence[UUID]) -> list[Notice]:
    """Notices in the house that the person has not seen, newest first."""
    rows = Notice.objects.filter(collective_id__in=list(collective_ids), person_id=person_id, seen_at=None)
    return list(rows.select_related("proposal").order_by("-made_at")[:50])


@dataclass(frozen=True, slots=True)
class VoteLine:
    """A vote in a calendar."""

    id: UUID
    collective_id: UUID
    proposal_id: UUID
    title: str
    opens_at: datetime
    closes_at: datetime


def closing_dates(person_id: UUID, collective_ids: Sequence[UUID]) -> list[tuple[VoteLine, bool]]:
    """Votes on whose register the person is, for a calendar: the vote, and whether they have voted."""
    entries = (
        RegisterEntry.objects.filter(
            collective_id__in=list(collective_ids),
            person_id=person_id,
            round__closed_at=None,
            round__void=False,
        )
        .select_related("round__proposal")
        .order_by("round__closes_at")
    )
    return [
        (
            VoteLine(
                e.round_id,
                e.collective_id,
                e.round.proposal_id,
                e.round.proposal.title,
                e.round.opens_at,
                e.round.closes_at,
            ),
            e.voted,
        )
        for e in entries
    ]
