"""The page of one proposal: what it is, where it stands, what one can do, and how it was decided."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenspel.ground.people import queries as people
from samenspel.rooms.deciding import outlook, queries
from samenspel.rooms.deciding.forms import TextForm
from samenspel.rooms.deciding.pages import history, stages
from samenspel.rooms.deciding.pages.cards import Ask, Setting, cards, objections, turns
from samenspel.rooms.deciding.pages.frame import (
    PageRequest,
    Reader,
    attempt,
    attempted,
    done,
    may_propose,
    not_for,
    number_of,
    page,
)
from samenspel.rooms.deciding.pages.listing import numbered
from samenspel.rooms.deciding.pages.stages import Course
from samenspel.rooms.deciding.pages.wording import doing, title_of
from samenspel.rooms.deciding.queries import PUBLIC_STATES, CommentView, ObjectionView, ProposalView, VoteView
from samenspel.rooms.membership import queries as membership
from samenspel.rooms.statute import queries as statute

COMMENTS = 20


@require_http_methods(["GET", "HEAD", "POST"])
@page
def proposal(request: PageRequest, reader: Reader, proposal_id: UUID) -> HttpResponse:
    """Show a proposal; a POST adds to its discussion."""
    seen = queries.proposal(reader.id, proposal_id, reader.as_of)
    if seen is None or not _visible(reader, seen):
        if reader.inside:
            raise Http404
        return not_for(request, reader)
    form = TextForm(
        request.POST or None,
        label=_("What do you want to say?"),
        missing=_("Write something first."),
    )
    if request.method == "POST":
        if not reader.inside:
            return not_for(request, reader)
        params = {"proposal_id": str(seen.id), "text": form.data.get("text", "")}
        if form.is_valid() and attempted(form, lambda: attempt(request, reader, "deciding.speak", params)):
            return done(request, reader, _("Your words are in the discussion."), _last_words(reader, seen))
    return render(request, "deciding/proposal.html", _context(request, reader, seen, form))


def _visible(reader: Reader, seen: ProposalView) -> bool:
    """A draft is its writer's; what runs is for who takes part; what was decided is for whom the statute says."""
    if seen.announced_at is None or seen.state == "draft":
        return seen.opener_id == reader.person_id
    return reader.inside or (reader.opened and seen.state in PUBLIC_STATES)


def _last_words(reader: Reader, seen: ProposalView) -> str:
    """The place of what was just said: the end of the last page of the discussion."""
    _said, _here, last, _count = queries.comments(reader.id, seen.id, 1, COMMENTS)
    return f"{reader.address('proposal', seen.id)}?page={last}#gesprek"


def _context(request: PageRequest, reader: Reader, seen: ProposalView, form: TextForm) -> dict[str, object]:
    votes = queries.votes(reader.id, seen.id, reader.person_id, reader.language, reader.as_of)
    decision = queries.decision_of(reader.id, seen.id)
    course = Course(seen, [vote for vote in votes if not vote.void], decision, reader.language)
    on_register = any(vote.on_register for vote in votes)
    withheld = reader.withheld(seen) and not on_register
    steps = stages.steps(course)
    context: dict[str, object] = {
        "reader": reader,
        "proposal": seen,
        "withheld": withheld,
        "title": title_of(reader, seen) if withheld else seen.title,
        "state": stages.STATES[seen.state],
        "tag": stages.TAGS.get(seen.state, ""),
        "headline": stages.headline(course),
        "steps": steps,
        "now": stages.now(steps) if seen.concluded_at is None else None,
        "doing": doing(reader, seen.act, seen.params) if not withheld else None,
        "cards": _cards(reader, seen, votes),
        "decision": decision if seen.state == "done" else None,
        "renews": _renews(reader, seen, decision),
        "beside": queries.beside(reader, seen) if not withheld else [],
        "back_url": reader.address("proposals"),
        "form": form,
    }
    if reader.inside:
        context |= _inside(request, reader, seen, votes)
    return context


def _cards(reader: Reader, seen: ProposalView, votes: list[VoteView]) -> object:
    version = statute.version_by_id(reader.id, seen.version_id) if seen.version_id else None
    if version is None:
        return ()
    voters = {id_ for vote in votes if vote.closed_at is not None for id_, _marks in vote.named}
    knows = bool(voters) and membership.is_insider(reader.id, reader.person_id, reader.at)
    names = people.names(voters) if knows else {}
    asked = outlook.consents(version.charter, seen.kinds, reader.language)
    return cards(Setting(Ask(reader, seen), version.charter, names, votes), asked)


def _inside(
    request: PageRequest, reader: Reader, seen: ProposalView, votes: list[VoteView]
) -> dict[str, object]:
    """What only people who take part see: the discussion, the objections, what happened, and what one can do."""
    raised = queries.objections(reader.id, seen.id, reader.as_of)
    said, number, last, count = queries.comments(
        reader.id, seen.id, number_of(request), COMMENTS, reader.as_of
    )
    names = people.names(_mentioned(seen, raised, said))
    ask = Ask(reader, seen)
    return {
        "opener": names.get(seen.opener_id, ""),
        "turns": turns(ask, votes),
        "own": ask.own,
        "can_announce": ask.announce(),
        "can_reword": ask.reword(votes),
        "can_withdraw": ask.withdraw(),
        "can_speak": ask.speak(),
        "objections": objections(ask, raised, names),
        "comments": [(names.get(each.person_id, ""), each) for each in said],
        "comment_count": count,
        "page": numbered(number, last),
        "history": history.lines(reader, seen.id) if seen.state != "draft" else [],
    }


def _mentioned(seen: ProposalView, raised: list[ObjectionView], said: list[CommentView]) -> set[UUID]:
    found = {seen.opener_id} | {each.person_id for each in said}
    return found | {each.person_id for each in raised} | {each.owner_id for each in raised}


def _renews(reader: Reader, seen: ProposalView, decision: queries.DecisionView | None) -> str:
    """The address to renew a provisional decision, for who may propose that; else empty."""
    if (
        decision is None
        or seen.state != "done"
        or decision.review_on is None
        or decision.ended_at is not None
    ):
        return ""
    if not reader.inside or not may_propose(reader):
        return ""
    return f"{reader.address('new_for_act')}?act=deciding.renew&decision_id={decision.id}"
