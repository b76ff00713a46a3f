"""Where a proposal stands, in steps and in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from samenspel.kernels.statute.clause import Language
from samenspel.kernels.statute.words import day
from samenspel.rooms.deciding.procedure import RoundWay
from samenspel.rooms.deciding.queries import DecisionView, ProposalView, VoteView
from samenspel.rooms.statute.gate import civil_day

STATES: dict[str, Promise] = {
    "draft": pgettext_lazy("state of a proposal", "draft"),
    "announced": gettext_lazy("announced"),
    "voting": gettext_lazy("vote is open"),
    "decided": gettext_lazy("carried, not final yet"),
    "done": gettext_lazy("carried"),
    "rejected": gettext_lazy("not carried"),
    "withdrawn": gettext_lazy("withdrawn"),
    "stale": gettext_lazy("no longer fits"),
}
TAGS = {
    "voting": "tag-wait",
    "decided": "tag-good",
    "done": "tag-good",
    "rejected": "tag-stop",
    "stale": "tag-stop",
}
"""The colour of a state's tag; the word says it too."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `done`, `now` or `ahead`."""

    label: str
    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Course:
    """A proposal, its votes that count, and its decision if there is one."""

    proposal: ProposalView
    votes: Sequence[VoteView]
    decision: DecisionView | None
    language: Language

    @property
    def opens_at(self) -> datetime | None:
        """When the next vote opens, or the first one opened."""
        waiting = [vote.opens_at for vote in self.votes if vote.closed_at is None]
        return min(waiting or [vote.opens_at for vote in self.votes], default=None)

    @property
    def closes_at(self) -> datetime | None:
        """When the last vote that was called closes or closed."""
        return max((vote.closed_at or vote.closes_at for vote in self.votes), default=None)

    @property
    def carried(self) -> str:
        """That it was carried; of a choice, what was chosen."""
        last = [vote for vote in self.votes if any(option.won for option in vote.options)][-1:]
        chosen = [option.title for vote in last for option in vote.options if option.won]
        return _("Chosen: %(option)s") % {"option": ", ".join(chosen)} if chosen else _("Carried")

    def day(self, at: datetime | None) -> str:
        return day(civil_day(at), self.language) if at is not None else ""


def steps(course: Course) -> list[Step]:
    """The five steps of a proposal, with days; fewer when it stopped on the way."""
    state = course.proposal.state
    if state == "draft":
        return []
    found = [
        Step(_("Announced"), course.day(course.proposal.announced_at), "done"),
        _talking(course),
        _voting(course),
    ]
    if state in {"rejected", "withdrawn", "stale"}:
        return [
            *(Step(s.label, s.text, "done") for s in found[: 1 if state == "withdrawn" else 3]),
            _stopped(course),
        ]
    return [*found, _challenging(course), _holding(course)]


@dataclass(frozen=True, slots=True)
class Now:
    """The step that a proposal is in, and which of how many that is."""

    step: Step
    place: int
    whole: int


def now(found: Sequence[Step]) -> Now | None:
    """The step that is going on; None when all is done."""
    going = (Now(step, place, len(found)) for place, step in enumerate(found, 1) if step.place == "now")
    return next(going, None)


def _talking(course: Course) -> Step:
    state, opens = course.proposal.state, course.day(course.opens_at)
    if state == "announced":
        return Step(_("We talk about it"), _("Until %(day)s.") % {"day": opens} if opens else "", "now")
    return Step(_("We talk about it"), "", "done")


def _voting(course: Course) -> Step:
    label = _("We react") if any(vote.way is RoundWay.CONSENT for vote in course.votes[-1:]) else _("We vote")
    state, closes = course.proposal.state, course.day(course.closes_at)
    if state == "announced":
        return Step(
            label,
            _("From %(day)s.") % {"day": course.day(course.opens_at)} if course.opens_at else "",
            "ahead",
        )
    if state == "voting":
        return Step(label, _("Until %(day)s.") % {"day": closes}, "now")
    return Step(label, closes, "done")


def _challenging(course: Course) -> Step:
    label, proposal = _("The outcome becomes final"), course.proposal
    if proposal.state == "decided":
        return Step(label, _("On %(day)s.") % {"day": course.day(proposal.effect_at)}, "now")
    return Step(label, "", "done" if proposal.state == "done" else "ahead")


def _holding(course: Course) -> Step:
    decision, proposal = course.decision, course.proposal
    label = _("In force") if proposal.act == "deciding.resolve" else _("Carried out")
    if decision is None or proposal.state != "done":
        return Step(label, "", "ahead")
    text = course.day(decision.in_force_from)
    if decision.review_on is not None and decision.ended_at is None:
        text = _("Until %(day)s, unless we renew it.") % {"day": day(decision.review_on, course.language)}
    return Step(label, text, "done")


def _stopped(course: Course) -> Step:
    label = {
        "rejected": _("Not carried"),
        "withdrawn": _("Withdrawn"),
        "stale": _("No longer fits"),
    }[course.proposal.state]
    return Step(label, course.day(course.proposal.concluded_at), "now")


@dataclass(frozen=True, slots=True)
class Headline:
    """How a proposal ended, or stands after the vote: `kind` is good, warn or plain."""

    kind: str
    title: str
    text: str = ""


def headline(course: Course) -> Headline | None:
    """What one should know first of a proposal on which the votes are over; None before that."""
    proposal = course.proposal
    on = {"day": course.day(proposal.concluded_at)}
    if proposal.state == "decided":
        final = {"day": course.day(proposal.effect_at)}
        return Headline(
            "good",
            course.carried,
            _("The outcome becomes final on %(day)s. Until then you can say that it is wrong.") % final,
        )
    if proposal.state == "rejected":
        return Headline(
            "plain", _("Not carried"), _("We decided this on %(day)s. Everything stays as it was.") % on
        )
    if proposal.state == "withdrawn":
        return Headline(
            "plain", _("Taken back"), _("Whoever made this proposal took it back on %(day)s.") % on
        )
    if proposal.state == "stale":
        return Headline(
            "warn",
            _("No longer fits"),
            _("It was carried, but it could not be carried out. %(why)s") % {"why": proposal.failure},
        )
    if proposal.state == "done":
        return _in_force(course)
    return None


def _in_force(course: Course) -> Headline:
    decision = course.decision
    if decision is None or course.proposal.act != "deciding.resolve":
        on = course.day(decision.in_force_from) if decision is not None else ""
        return Headline("good", _("Carried, and carried out"), on)
    since = {"day": course.day(decision.in_force_from)}
    if decision.ended_at is not None:
        ended = {"day": course.day(decision.ended_at)}
        return Headline(
            "plain", _("No longer in force"), _("Nobody renewed it, so it ended on %(day)s.") % ended
        )
    if decision.review_on is None:
        return Headline("good", course.carried, _("In force since %(day)s.") % since)
    until = {**since, "until": day(decision.review_on, course.language)}
    return Headline(
        "good",
        course.carried,
        _("In force since %(day)s. It holds until %(until)s, unless we renew it.") % until,
    )
