"""What a proposal's page shows of votes and objections, and which buttons: each only if the gate lets it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samenspel.kernels.statute.charter import Charter
from samenspel.kernels.statute.words import Sum, day
from samenspel.kernels.tally import METHODS, Kind, Shape
from samenspel.rooms.deciding import pictures
from samenspel.rooms.deciding.drawings import Sheet, Telling, sheet
from samenspel.rooms.deciding.outlook import Consent, Quote, place
from samenspel.rooms.deciding.pages.frame import Reader, money
from samenspel.rooms.deciding.pictures import Bar, Length
from samenspel.rooms.deciding.procedure import RoundWay
from samenspel.rooms.deciding.queries import ObjectionView, OptionScore, ProposalView, VoteView
from samenspel.rooms.statute.gate import civil_day

ENDS: dict[str, Promise] = {
    "open": gettext_lazy("open"),
    "integrated": gettext_lazy("taken in"),
    "withdrawn": gettext_lazy("let go"),
    "overruled": gettext_lazy("overruled by a vote"),
    "upheld": gettext_lazy("upheld: the proposal was not carried"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """A button that leads somewhere."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that the reader can do now in a vote: what, until when, and the way to it."""

    text: str
    link: Link
    urgent: bool


@dataclass(frozen=True, slots=True)
class OptionCard:
    """One option with its votes and the bar for it; `bar` is None while there is no count to show."""

    option: OptionScore
    cost: str
    bar: Length | None


@dataclass(frozen=True, slots=True)
class Heap:
    """Who voted alike in an open vote."""

    label: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VoteCard:
    """One vote as the page shows it."""

    vote: VoteView
    title: str
    status: str
    bar: Bar | None
    sums: tuple[tuple[Sum, tuple[Quote, ...]], ...]
    options: tuple[OptionCard, ...]
    heaps: tuple[Heap, ...]
    sheets: tuple[Sheet, ...]
    recount: str
    eligible: Quote | None
    challenge: str
    record: str


@dataclass(frozen=True, slots=True)
class BodyCard:
    """A body that must agree, with its rules and its votes."""

    consent: Consent
    votes: tuple[VoteCard, ...]

    @property
    def counted(self) -> bool:
        """Whether a sum stands here, with the rules it rests on beside it."""
        return any(card.sums and card.vote.way is not RoundWay.CONSENT for card in self.votes)


@dataclass(frozen=True, slots=True)
class ObjectionCard:
    """An objection with the names in it and what the reader can do with it."""

    objection: ObjectionView
    person: str
    owner: str
    end: Promise
    answer: str
    settle: str


class Ask:
    """Asks the gate what the reader may do with one proposal; the same question once.

    What is only for whoever made the proposal, or the objection, is not asked for others: each question reads the
    rules and the register again.
    """

    def __init__(self, reader: Reader, proposal: ProposalView) -> None:
        self.reader = reader
        self.proposal = proposal
        self._known: dict[tuple[object, ...], bool] = {}
        self._of = {"proposal_id": str(proposal.id)}
        self.own = proposal.opener_id == reader.person_id

    def announce(self) -> bool:
        return self.own and self.proposal.state == "draft" and self.reader.may("deciding.announce", self._of)

    def withdraw(self) -> bool:
        running = self.proposal.state in {"draft", "announced", "voting"}
        return self.own and running and self.reader.may("deciding.withdraw", self._of)

    def reword(self, votes: Iterable[VoteView]) -> bool:
        """In a round of consent the text may still take in an objection; in a vote it stands."""
        state = self.proposal.state
        consenting = all(vote.way is RoundWay.CONSENT for vote in votes if vote.closed_at is None)
        fits = state == "draft" or (state in {"announced", "voting"} and consenting)
        return (
            self.own
            and fits
            and self.reader.may("deciding.reword", {**self._of, "title": "---", "reason": "---"})
        )

    def speak(self) -> bool:
        open_ = self.proposal.state in {"announced", "voting"}
        return open_ and self.reader.may("deciding.speak", {**self._of, "text": "---"})

    def vote(self, vote: VoteView) -> bool:
        if not vote.on_register or vote.closed_at is not None or vote.void:
            return False
        if not vote.opens_at <= self.reader.at < vote.closes_at:
            return False
        round_id = str(vote.id)
        if vote.way is RoundWay.CONSENT:
            return self.reader.may("deciding.react", {"round_id": round_id, "reaction": "agree"})
        return self.reader.may("deciding.vote", {"round_id": round_id, "marks": []})

    def challenge(self, vote: VoteView, votes: Sequence[VoteView]) -> bool:
        """Once, in the days after the outcome."""
        if self.proposal.state != "decided" or not vote.on_register or any(each.void for each in votes):
            return False
        return self.reader.may("deciding.challenge", {"round_id": str(vote.id), "reason": "---"})

    def record(self, vote: VoteView) -> bool:
        if vote.entitled or vote.closed_at is not None or vote.void:
            return False
        return self.reader.may(
            "deciding.record_outside_consent", {"round_id": str(vote.id), "agreed": True, "letter": "---"}
        )

    def answer(self, objection: ObjectionView) -> bool:
        return self._once("deciding.answer", objection, {"answer": "---"})

    def settle(self, objection: ObjectionView) -> bool:
        mine = objection.person_id == self.reader.person_id
        return mine and self._once("deciding.settle", objection, {"end": "withdrawn"})

    def _once(self, act: str, objection: ObjectionView, params: dict[str, str]) -> bool:
        """The answer depends on whose the objection is and who owns the answer, so many objections ask little."""
        key = (act, objection.owner_id, objection.person_id == self.reader.person_id)
        if key not in self._known:
            self._known[key] = self.reader.may(act, {"objection_id": str(objection.id), **params})
        return self._known[key]


def turns(ask: Ask, votes: Sequence[VoteView]) -> list[Turn]:
    """What the reader can do now in votes: first what still waits, then what can be changed."""
    found = []
    for vote in votes:
        if vote.has_voted and vote.secret:
            continue
        if ask.vote(vote):
            found.append(_turn(ask.reader, ask.proposal, vote))
    return sorted(found, key=lambda turn: not turn.urgent)


def _turn(reader: Reader, proposal: ProposalView, vote: VoteView) -> Turn:
    closes = {"day": day(civil_day(vote.closes_at), reader.language), "body": vote.body_name}
    address = reader.address("vote", proposal.id, vote.number)
    if vote.has_voted:
        return Turn(
            _("You have answered. You can change it until %(day)s.") % closes,
            Link(_("Change my answer"), address),
            urgent=False,
        )
    if vote.way is RoundWay.CONSENT:
        return Turn(
            _("It is your turn: react before %(day)s.") % closes,
            Link(_("Give your answer"), address),
            urgent=True,
        )
    return Turn(_("It is your turn: vote before %(day)s.") % closes, Link(_("Vote"), address), urgent=True)


@dataclass(frozen=True, slots=True)
class Setting:
    """What cards are made with: who asks, the charter of the proposal, the names one may see, and every vote."""

    ask: Ask
    charter: Charter
    names: Mapping[UUID, str]
    votes: Sequence[VoteView]


def cards(setting: Setting, asked: Iterable[Consent]) -> list[BodyCard]:
    """The bodies that must agree, each with its votes in order."""
    found = []
    for consent in asked:
        held = [vote for vote in setting.votes if vote.body is consent.body]
        found.append(BodyCard(consent, tuple(_vote_card(setting, consent, vote, held) for vote in held)))
    return found


def _vote_card(setting: Setting, consent: Consent, vote: VoteView, held: Sequence[VoteView]) -> VoteCard:
    ask, reader, proposal = setting.ask, setting.ask.reader, setting.ask.proposal
    may_challenge = ask.challenge(vote, setting.votes)
    return VoteCard(
        vote=vote,
        title=_title(vote, held),
        status=_status(reader, vote),
        bar=_bar(vote),
        sums=tuple((each, rule.quotes) for each, rule in zip(vote.sums, consent.rules, strict=False)),
        options=tuple(_options(reader, vote)),
        heaps=tuple(_heaps(vote, setting.names)),
        sheets=_sheets(reader, vote),
        recount=reader.address("ballots", proposal.id, vote.number)
        if vote.can_recount and reader.inside
        else "",
        eligible=place(vote.own_place, setting.charter, reader.language) if vote.own_place else None,
        challenge=reader.address("challenge", proposal.id, vote.number) if may_challenge else "",
        record=reader.address("record", proposal.id, vote.number) if ask.record(vote) else "",
    )


def _title(vote: VoteView, held: Sequence[VoteView]) -> str:
    """What kind of vote this is, and why again when it is not the first."""
    if vote.way is RoundWay.CONSENT:
        return _("Does anyone object?")
    before = [each for each in held if each.number < vote.number]
    if vote.second_meeting:
        return _("Second vote: now it counts with fewer people too")
    if any(each.void for each in before):
        return _("New vote, because the first outcome was challenged")
    if any(each.way is RoundWay.CONSENT for each in before):
        return _("Vote, because an objection remained")
    if before:
        return _("Vote number %(number)d") % {"number": len(before) + 1}
    return _("The vote") if vote.way is RoundWay.YES_NO else _("The choice")


def _status(reader: Reader, vote: VoteView) -> str:
    """Where a vote stands: when it opens, how many have answered, or how it ended. Never how it is going."""
    days = {
        "opens": day(civil_day(vote.opens_at), reader.language),
        "closes": day(civil_day(vote.closes_at), reader.language),
    }
    if vote.void:
        return _("This vote was challenged. It does not count any more.")
    if not vote.entitled:
        return _("This body decides outside the platform.") if vote.closed_at is None else ""
    if vote.closed_at is None and reader.at < vote.opens_at:
        return _("From %(opens)s until %(closes)s.") % days
    if vote.closed_at is None:
        closes = _("You can until %(closes)s.") % days
        return f"{_turnout(vote)} {closes}".strip()
    if vote.way is RoundWay.CONSENT:
        return f"{_turnout(vote)} {_objected(vote)}"
    return _turnout(vote) if vote.split_hidden or not vote.sums else ""


def _turnout(vote: VoteView) -> str:
    if vote.voted is None:
        return ""
    said = (
        ngettext(
            "%(voted)d of the %(entitled)d people has answered.",
            "%(voted)d of the %(entitled)d people have answered.",
            vote.voted,
        )
        if vote.way is RoundWay.CONSENT
        else ngettext(
            "%(voted)d of the %(entitled)d people has voted.",
            "%(voted)d of the %(entitled)d people have voted.",
            vote.voted,
        )
    )
    return said % {"voted": vote.voted, "entitled": vote.entitled}


def _objected(vote: VoteView) -> str:
    if vote.carried:
        return _("No objection remained. So it was agreed.")
    if vote.objections:
        return ngettext(
            "%(count)d objection remained. So we vote.",
            "%(count)d objections remained. So we vote.",
            vote.objections,
        ) % {"count": vote.objections}
    return _("Too few people answered. So we vote.")


def _bar(vote: VoteView) -> Bar | None:
    """The bar of a closed round of consent; a vote for or against has the site's own bar, with what was needed."""
    if vote.way is not RoundWay.CONSENT or vote.closed_at is None or not vote.entitled:
        return None
    worried = sum(1 for _person, marks in vote.named if marks == ("worried",))
    return pictures.bar(
        (
            ("for", _("agree"), vote.in_favour - worried),
            ("blank", _("worry, but it may go ahead"), worried),
            ("against", _("object"), vote.against),
            ("waiting", _("did not answer"), vote.entitled - vote.in_favour - vote.against - vote.abstaining),
        )
    )


def _options(reader: Reader, vote: VoteView) -> list[OptionCard]:
    counted = vote.closed_at is not None and all(each.votes is not None for each in vote.options)
    voters = vote.in_favour + vote.against
    bars = pictures.lengths([each.votes or 0 for each in vote.options], voters) if counted else []
    ranked = [
        OptionCard(each, money(reader, each.cost), bars[i] if counted else None)
        for i, each in enumerate(vote.options)
    ]
    return (
        sorted(ranked, key=lambda card: (-(card.option.votes or 0), not card.option.won))
        if counted
        else ranked
    )


def _sheets(reader: Reader, vote: VoteView) -> tuple[Sheet, ...]:
    """How a choice was counted, in tables and pictures; marks have the table of options with their bars already."""
    telling = Telling(
        titles={each.id: each.title for each in vote.options},
        winners=frozenset(each.id for each in vote.options if each.won),
        language=reader.language,
        money=lambda cents: money(reader, cents),
        upside_down=vote.counting == "resistance",
    )
    found = [sheet(table, telling) for table in vote.tables]
    if vote.counts_people:  # the table of options shows these figures with bars already
        found = [
            one for one, table in zip(found, vote.tables, strict=True) if table.shape is not Shape.SCORES
        ]
    return tuple(found)


_MARKS: dict[str, Promise] = {
    "for": gettext_lazy("In favour"),
    "against": gettext_lazy("Against"),
    "abstain": gettext_lazy("Abstained"),
    "agree": gettext_lazy("Agree"),
    "worried": gettext_lazy("Worry, but it may go ahead"),
    "object": gettext_lazy("Object"),
}


def _heaps(vote: VoteView, names: Mapping[UUID, str]) -> list[Heap]:
    """Who voted what in an open vote that has closed, for who knows the others by name."""
    if not names:
        return []
    titles = {each.id: each.title for each in vote.options}
    labels = {mark: str(label) for mark, label in _MARKS.items()} | titles
    if vote.way is RoundWay.CHOICE and METHODS[vote.counting].kind is not Kind.MARKS:
        return _slips(vote, names, titles)
    found: dict[str, list[str]] = {}
    for person, marks in vote.named:
        for mark in marks or ("abstain",):
            found.setdefault(labels[mark], []).append(names.get(person, ""))
    return [
        Heap(label, tuple(sorted(found[label], key=str.casefold)))
        for label in labels.values()
        if label in found
    ]


def _slips(vote: VoteView, names: Mapping[UUID, str], titles: Mapping[str, str]) -> list[Heap]:
    """Everyone's whole ballot in an open vote by grades or ranking: a heap for each person."""
    found = []
    for person, marks in vote.named:
        said = " · ".join(_written(mark, titles) for mark in marks) or str(_MARKS["abstain"])
        found.append(Heap(names.get(person, ""), (said,)))
    return sorted(found, key=lambda heap: heap.label.casefold())


def _written(mark: str, titles: Mapping[str, str]) -> str:
    """A grade or a place in a ranking, as it stands on a ballot, in words."""
    name, colon, grade = mark.rpartition(":")
    if colon:
        return f"{titles.get(name, name)}: {grade}"
    return " = ".join(titles.get(each, each) for each in mark.split("="))


def objections(ask: Ask, raised: Iterable[ObjectionView], names: Mapping[UUID, str]) -> list[ObjectionCard]:
    """Objections as cases: what, by whom, until when someone owes an answer, and how it ended."""
    running = ask.proposal.state in {"announced", "voting"} and not ask.reader.earlier
    found = []
    for each in raised:
        open_ = running and each.end == "open"
        address = ask.reader.address
        answer = address("answer", ask.proposal.id, each.id) if open_ and ask.answer(each) else ""
        settle = address("settle", ask.proposal.id, each.id) if open_ and ask.settle(each) else ""
        found.append(
            ObjectionCard(
                each,
                names.get(each.person_id, ""),
                names.get(each.owner_id, ""),
                ENDS[each.end],
                answer,
                settle,
            )
        )
    return found
