"""A concrete twin of the analysis: real persons, one state after another, every order. Written apart from the analysis.

The analysis compiles a charter to requirements that fall away and then asks for a least fixpoint. The twin knows nothing of
that. It seats persons, counts the votes of each vote with `passes`, lets friends in by any number, and walks through the
states that the group can bring about. What the law adds it works out by itself. It takes from the analysis only the words
of the question.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from random import Random
from typing import NamedTuple

from samenspel.kernels.statute.analysis.people import Group, People
from samenspel.kernels.statute.analysis.scenario import Aim, Scenario
from samenspel.kernels.statute.floors import ASSOCIATIONS, COOPERATIVES, floor
from samenspel.kernels.statute.majority import passes
from samenspel.kernels.statute.model import (
    HALF,
    NOTHING,
    Base,
    Origin,
    Power,
    Provision,
    Requirement,
    Rule,
    Settings,
    Share,
    Source,
)
from samenspel.kernels.statute.statute import Statute, compile_statute
from samenspel.kernels.statute.vocabulary import SEATS, Body, Form, Standing

Counts = tuple[int, ...]

GM, BOARD, COUNCIL = Body.GENERAL_MEETING, Body.BOARD, Body.PARTICIPANTS_COUNCIL
VOLUNTEERS, PARTNERS = Body.VOLUNTEERS, Body.PARTNERS

# --- the charter as it stands, with what the law adds ---

_CHOSEN = (BOARD, Body.SUPERVISORY_BOARD, COUNCIL, Body.GUARDIAN, Body.COMPLAINTS_COMMITTEE)
_WITH_MEMBERS = ASSOCIATIONS | {Form.NONE_YET}
_AFTER = {"divide": "dissolved", "as_cooperative": "converted"}
"""What must have been done before."""
_MEETING = Requirement(GM)
_PLENTY = 10**9
"""Votes of a group that may give its own people as many as it likes."""

Asked = tuple[Requirement, ...]


@dataclass(frozen=True)
class Text:
    """A rule in force: what it bears on, what it asks, and with what it is changed as one."""

    id: str
    acts: frozenset[str]
    asks: Asked
    unit: str

    def bears_on(self, act: str) -> bool:
        return act in self.acts or (act.startswith("amend:") and "amend:*" in self.acts)


def in_force(statute: Statute) -> list[Text]:
    """The clauses as written with what the law adds to them, and then the rules the law itself brings."""
    clauses = [_written(each, statute.form) for each in statute.written]
    return [*clauses, *_by_law(statute, clauses)]


def _written(provision: Provision, form: Form) -> Text:
    guards_text = any(act == "purpose" or act.startswith("amend:") for act in provision.acts)
    more: set[str] = set()
    if provision.self_protecting or (guards_text and form in ASSOCIATIONS):
        more.add(f"amend:{provision.id}")
    if guards_text:
        more |= {"merge", "split", "convert"}
    if "amend:*" in provision.acts:
        more.add("purpose")
    unit = provision.source.clause if provision.source.origin is Origin.CLAUSE else ""
    return Text(provision.id, provision.acts | more, provision.requirements, unit or provision.id)


def _law(name: str, asks: Asked, *scope: str) -> Text:
    return Text(f"law.{name}", frozenset(scope), asks, f"law.{name}")


def _by_law(statute: Statute, clauses: list[Text]) -> Iterator[Text]:
    form = statute.form
    acts = {act for each in clauses for act in each.acts}
    meeting, board = (Requirement(GM),), (Requirement(BOARD, notice_days=0),)
    if form in ASSOCIATIONS:
        yield from _for_members(clauses, acts)
    if form in ASSOCIATIONS and "admit" not in acts:
        yield _law("admission", board, "admit")
    if form in ASSOCIATIONS and "suspend" not in acts:
        yield _law("suspension", board, "suspend")
    if form is not Form.NONE_YET and "exceed_earnings" not in acts:
        yield _law("pay", meeting if form is Form.BV else board, "exceed_earnings")
    if form in _WITH_MEMBERS and "entrenchment.votes" not in {each.id for each in clauses}:
        yield _law("votes", ())


def _for_members(clauses: list[Text], acts: set[str]) -> Iterator[Text]:
    """Articles 2:40 to 2:43 BW, where the charter is silent."""
    two_thirds = (Requirement(GM, Share(2, 3), strict=False),)
    if "amend:*" not in acts:
        yield _law("amendment", two_thirds, "amend:*", "purpose", "merge", "split", "convert")
    if "dissolve" not in acts:
        yield _law("dissolution", two_thirds, "dissolve")
    named = {requirement.body for each in clauses for requirement in each.asks}
    for body in _CHOSEN:
        if body in named and f"appoint:{body}" not in acts:
            yield _law(f"appointment.{body}", (Requirement(GM),), f"appoint:{body}", f"dismiss:{body}")


# --- the world in which the group acts ---


class State(NamedTuple):
    """How things are now. Nothing here is ever taken back, but who is suspended may be let in for a vote."""

    struck: frozenset[str] = frozenset()
    held: frozenset[Body] = frozenset()
    facts: frozenset[str] = frozenset()
    members: int = 0
    """Friends who are members."""
    volunteers: int = 0
    partners: int = 0
    year: int = 0
    room: int = 0
    """How many friends can still come in this year."""
    halves: int = 0
    sold: int = 0


def _inside(state: State, body: str) -> int:
    """How many friends have a place in a body that people are let into one by one."""
    return state.volunteers if body == VOLUNTEERS else state.partners


class Deed(NamedTuple):
    """Acts decided as one, and what they bring about."""

    acts: tuple[str, ...]
    does: str
    what: tuple[str, ...] = ()
    aim: bool = False


class Law(NamedTuple):
    """What the law asks for an act, or, with `opens`, an amendment that lets the charter speak of it."""

    asks: Asked
    opens: bool = False


class Twin:
    """One question about one charter, for any group of people."""

    def __init__(self, statute: Statute, people: People, scenario: Scenario, aim: str) -> None:
        self.statute, self.people, self.scenario, self.aim = statute, people, scenario, aim
        self.form = statute.form
        self.texts = in_force(statute)
        self.votes_rule = "entrenchment.votes" if self._has("entrenchment.votes") else "law.votes"
        self.meeting_admits = self._has("law.admission")
        self.persons = [(i, g.votes) for i, g in enumerate(people.groups) for _ in range(g.size)]
        self.chosen = [body for body in _CHOSEN if self._is_chosen(body)]
        self.deeds = [deed for deed in self._deeds() if not self._left_out(deed)]
        self._laws = {act: self._law(act) for deed in self.deeds for act in deed.acts}
        self._bearing = {
            deed.acts: [text for text in self.texts if any(text.bears_on(act) for act in deed.acts)]
            for deed in self.deeds
        }

    def _has(self, name: str) -> bool:
        return any(text.id == name for text in self.texts)

    def _is_chosen(self, body: Body) -> bool:
        """A board there is in every legal form; another body where the charter speaks of it."""
        named = any(f"appoint:{body}" in t.acts or any(r.body is body for r in t.asks) for t in self.texts)
        return named or (body is BOARD and self.form is not Form.NONE_YET)

    def _left_out(self, deed: Deed) -> bool:
        return any(act.partition(":")[0] in self.scenario.left_out for act in deed.acts)

    # -- what there is to do

    def _deeds(self) -> Iterator[Deed]:
        purpose, assets = self.aim == Aim.PURPOSE, self.aim == Aim.ASSETS
        named = ("amend:purpose",) if self.statute.settings.purpose is not None else ()
        yield Deed(("purpose", *named), "nothing", aim=purpose)
        yield Deed(("course",), "nothing", aim=purpose)
        yield Deed(("merge",), "nothing", aim=purpose or assets)
        yield Deed(("split",), "nothing", aim=purpose or assets)
        yield Deed(("distribute",), "nothing", aim=assets)
        yield Deed(("exceed_earnings",), "nothing", aim=assets)
        yield Deed(("dissolve",), "fact", ("dissolved",))
        yield Deed(("surplus",), "divide", aim=assets)
        yield Deed(("sell",), "sell")
        if self.form in ASSOCIATIONS - COOPERATIVES:
            yield Deed(("convert",), "fact", ("converted",))
            yield Deed(("distribute",), "as_cooperative", aim=assets)
        if self.form is Form.BV:
            yield Deed(("issue_share",), "fact", ("issued",))
        for unit, names in self._units().items():
            acts = dict.fromkeys([f"amend:{unit}", *(f"amend:{name}" for name in names)])
            hit = self.aim == f"remove:{unit}" or (
                self.aim == Aim.SAY and unit in {"participants", "volunteers"}
            )
            yield Deed(tuple(acts), "strike", (unit, *names), hit)
        yield Deed(("amend:new",), "fact", ("opened",))
        for body in self.chosen:
            hit = (self.aim, body) in {(Aim.BOARD, BOARD), (Aim.SAY, COUNCIL)}
            yield Deed((f"appoint:{body}",), "hold", (body,), hit)
        if self.scenario.friends:
            yield Deed(("grant:volunteer",), "volunteers")
            yield Deed(("grant:social_shareholder",), "partners")
        if self.form in _WITH_MEMBERS:
            yield Deed(("suspend",), "suspend")
            yield Deed(("admit",), "admit")

    def _units(self) -> dict[str, list[str]]:
        units: dict[str, list[str]] = {}
        for text in self.texts:
            units.setdefault(text.unit, []).append(text.id)
        for power in self.statute.powers:
            if power.source.clause:
                units.setdefault(power.source.clause, [])
        return units

    def _law(self, act: str) -> Law | None:
        amendable = any("amend:*" in provision.acts for provision in self.statute.written)
        broad = bool(self.statute.settings.broad_purpose)
        least = floor(self.form, act, broad_purpose=broad, amendable=amendable)
        spoken = any(text.bears_on(act) for text in self.texts)
        if least is not None and least.forbidden:
            return None
        if least is not None:
            silent_sale = self.form is Form.FOUNDATION and act == "sell" and not spoken
            return Law((), opens=True) if silent_sale else Law(least.requirements)
        if act == "surplus" or spoken or any(act in power.acts for power in self.statute.powers):
            return Law(())
        if self.form is Form.NONE_YET:
            return Law((Requirement(GM, Share(1, 1), strict=False, base=Base.ALL),), opens=True)
        return Law(()) if act in {"admit", "suspend", "exceed_earnings"} else Law((), opens=True)

    # -- the search

    def reaches(self, counts: Counts, states: int) -> tuple[bool, bool]:
        """Whether the group can bring about the aim, and whether every order was walked to know it.

        The first way is always walked to its end; after so many states no other orders are tried.
        """
        walk = Walk(self, counts)
        start = walk.start()
        seen = {start}
        ways = [walk.onward(start)]
        turned = False
        while ways:
            if turned and len(seen) >= states:
                return False, False
            state = next(ways[-1], None)
            if state is None:
                ways.pop()
                turned = True
            elif "aim" in state.facts:
                return True, True
            elif state not in seen:
                seen.add(state)
                ways.append(walk.onward(state))
        return False, True


class Walk:
    """What one group can do in the world."""

    def __init__(self, world: Twin, counts: Counts) -> None:
        self.world, self.scenario = world, world.scenario
        left = list(counts)
        self.ours: list[Mapping[Body, int]] = []
        self.others: list[Mapping[Body, int]] = []
        barred = self.scenario.without
        self.pressing = False
        for group, votes in world.persons:
            name = world.people.groups[group].id
            if left[group] > 0 and name not in barred:
                self.ours.append(votes)
                self.pressing |= name in self.scenario.pressing
            else:
                self.others.append(votes)
            left[group] -= 1
        self._said: dict[tuple[int, int, int, int], bool] = {}
        self._votes = {body: self._count(body) for body in Body}

    def _count(self, body: Body) -> tuple[int, int]:
        return sum(v.get(body, 0) for v in self.ours), sum(v.get(body, 0) for v in self.others)

    def start(self) -> State:
        held = frozenset({BOARD}) if self.pressing else frozenset[Body]()
        return State(held=held, room=self._room(0))

    def _room(self, members: int) -> int:
        """How many friends can come in within a year that begins with so many of them inside."""
        cap = self.world.statute.settings.inflow_cap
        if cap is None:
            return self.scenario.friends
        people = sum(GM in votes and votes[GM] > 0 for _, votes in self.world.persons) + members
        return people * cap.numerator // cap.denominator

    def onward(self, state: State) -> Iterator[State]:
        """Every state one step further. The last step is to wait for the next year."""
        for deed in self.world.deeds:
            if not self._pending(deed, state):
                continue
            if deed.does == "admit":
                yield from self._admissions(deed, state)
            elif self._may(deed, state):
                yield from self._after(deed, state)
        absent = self.world.form in _WITH_MEMBERS and state.members < self.scenario.friends
        if absent and state.year + 1 < self.scenario.years:
            yield state._replace(year=state.year + 1, room=self._room(state.members))

    def _pending(self, deed: Deed, state: State) -> bool:
        """Whether the deed would change anything, and may come now."""
        if (
            deed.does == "divide"
            and self.world.statute.settings.entailed
            and "asset_lock" not in state.struck
        ):
            return False
        if deed.does in _AFTER and _AFTER[deed.does] not in state.facts:
            return False
        return deed.aim or self._changes(deed, state)

    def _changes(self, deed: Deed, state: State) -> bool:
        friends = self.scenario.friends
        match deed.does:
            case "fact":
                return not state.facts.issuperset(deed.what)
            case "strike":
                return not state.struck.issuperset(deed.what)
            case "hold":
                return not state.held.issuperset(deed.what)
            case "suspend":
                return self.scenario.suspension and state.halves < 2
            case "admit":
                return state.members < friends
            case "volunteers" | "partners":
                return _inside(state, deed.does) < friends
            case _:
                return deed.does == "sell" and self.world.aim == Aim.ASSETS

    def _after(self, deed: Deed, state: State) -> Iterator[State]:
        if deed.aim:
            state = state._replace(facts=state.facts | {"aim"})
        if deed.does == "fact":
            yield state._replace(facts=state.facts | set(deed.what))
        elif deed.does == "strike":
            yield state._replace(struck=state.struck | set(deed.what))
        elif deed.does == "hold":
            yield state._replace(held=state.held | set(map(Body, deed.what)))
        elif deed.does == "suspend":
            yield state._replace(halves=state.halves + 1)
        elif deed.does == "sell":
            gone = state.sold + 1 == self.scenario.sales
            yield state._replace(sold=state.sold + 1, facts=state.facts | ({"aim"} if gone else set()))
        elif deed.does in {"volunteers", "partners"}:
            for number in range(self.scenario.friends, _inside(state, deed.does), -1):
                yield state._replace(**{deed.does: number})
        else:
            yield state

    def _admissions(self, deed: Deed, state: State) -> Iterator[State]:
        """Friends come in, by any number that there is room for; where the board refuses, the meeting can admit (2:33 BW)."""
        by_meeting = self.world.meeting_admits and self._agrees(_MEETING, state)
        if not (by_meeting or self._may(deed, state)):
            return
        absent = self.scenario.friends - state.members
        free = "admission.inflow" in state.struck
        for number in range(absent if free else min(absent, state.room), 0, -1):
            yield state._replace(members=state.members + number, room=max(0, state.room - number))

    # -- whether a decision is taken

    def _may(self, deed: Deed, state: State) -> bool:
        if deed.does == "as_cooperative":
            least = floor(Form.COOPERATIVE_UA, "distribute")
            assert least is not None
            if not self._all_agree(least.requirements, state):
                return False
        else:
            for act in deed.acts:
                law = self.world._laws[act]
                if law is None or not self._lawful(law, state):
                    return False
        for text in self.world._bearing[deed.acts]:
            if text.id not in state.struck and not self._all_agree(text.asks, state):
                return False
        return all(self._in_power(act, state) for act in deed.acts)

    def _lawful(self, law: Law, state: State) -> bool:
        if law.opens and "opened" in state.facts:
            return True
        return bool(law.asks or not law.opens) and self._all_agree(law.asks, state)

    def _in_power(self, act: str, state: State) -> bool:
        """Whether one of the group may attempt an act that the charter gives to some."""
        powers = [power for power in self.world.statute.powers if act in power.acts]
        return not powers or any(self._may_use(power, state) for power in powers)

    def _may_use(self, power: Power, state: State) -> bool:
        if (power.source.clause or power.id) in state.struck:
            return True
        bodies = {standing: body for body, standing in SEATS.items()}
        for standing in power.standings:
            body = bodies.get(standing)
            if body is None or body in state.held or self._votes[body][0]:
                return True
        return False

    def _all_agree(self, asks: Asked, state: State) -> bool:
        return all(self._agrees(requirement, state) for requirement in asks)

    def _agrees(self, requirement: Requirement, state: State) -> bool:
        """Whether a body says yes: the group holds it, or wins the vote, or nobody answers."""
        body = requirement.body
        if body in state.held:
            return True
        turnout = self.scenario.turnout
        nobody = not sum(self._votes[body])
        if requirement.silence_consents and (nobody or turnout is None or turnout.numerator == 0):
            return True
        friends = {GM: state.members, VOLUNTEERS: state.volunteers, PARTNERS: state.partners}.get(body, 0)
        halves = state.halves if body is GM else 0
        plenty = body is GM and self._plural(state)
        key = (id(requirement), friends, halves, plenty)
        said = self._said.get(key)
        if said is None:
            said = self._said[key] = any(
                self._wins(requirement, friends, half, plenty=plenty) for half in range(halves + 1)
            )
        return said

    def _plural(self, state: State) -> bool:
        """Whether the group gives its own people in the meeting more votes."""
        if self.world.form is Form.BV:
            return "issued" in state.facts
        return self.world.form in _WITH_MEMBERS and self.world.votes_rule in state.struck

    def _wins(self, requirement: Requirement, friends: int, half: int, *, plenty: bool) -> bool:
        own, against = self._votes[requirement.body]
        ours = own + friends
        if plenty and ours:
            ours = _PLENTY
        against -= against * half // 2
        entitled = ours + against
        turnout = self.scenario.turnout
        if requirement.body not in {GM, VOLUNTEERS}:
            crowds = range(against, against + 1)
        elif turnout is None:
            crowds = range(against + 1)
        else:
            came = against * turnout.numerator // turnout.denominator
            crowds = range(came, came + 1)
        return any(passes(requirement, ours, entitled, crowd).adopted for crowd in crowds)


# --- charters by chance ---


@dataclass(frozen=True)
class Case:
    """A question about a charter made by chance."""

    statute: Statute
    people: People
    scenario: Scenario
    aim: str

    def vectors(self) -> Iterator[Counts]:
        """Every group of people there can be."""
        return product(*(range(group.size + 1) for group in self.people.groups))


_FORMS = (Form.ASSOCIATION, Form.COOPERATIVE_UA, Form.FOUNDATION, Form.NONE_YET, Form.BV)
_NAMES = ("alpha", "beta", "participants", "gamma")
_ACTS = (
    *("purpose", "course", "dissolve", "surplus", "merge", "split", "convert", "distribute", "sell"),
    *("admit", "suspend", "exceed_earnings", "issue_share", "amend:*", "amend:*", "amend:new"),
    *("appoint:board", "appoint:participants_council", "grant:volunteer", "grant:social_shareholder"),
    *("amend:law.votes", "amend:law.admission", "amend:entrenchment.votes", "amend:shared"),
)
_BODIES = (GM, GM, GM, BOARD, BOARD, COUNCIL, VOLUNTEERS, PARTNERS)
_MAJORITIES = (HALF, HALF, Share(2, 3), Share(3, 4), Share(1, 1))
_STANDINGS = (Standing.BOARD, Standing.MEMBER, Standing.VOLUNTEER, Standing.PARTICIPANT)


def chance_case(random: Random) -> Case:
    """A small charter, its people and a question, all by chance."""
    aim = random.choice(list(Aim))
    return Case(_statute(random), _people(random), _scenario(random), aim)


def _people(random: Random) -> People:
    groups = [
        Group(
            f"g{index}",
            random.randint(1, 3),
            {
                GM: random.choice((0, 1, 1, 2)),
                BOARD: random.choice((0, 0, 1)),
                COUNCIL: random.choice((0, 0, 1)),
                VOLUNTEERS: random.choice((0, 0, 1)),
                PARTNERS: random.choice((0, 0, 1)),
            },
        )
        for index in range(random.choice((2, 2, 3)))
    ]
    return People(tuple(groups))


def _scenario(random: Random) -> Scenario:
    return Scenario(
        turnout=random.choice((None, Share(0, 1), Share(1, 3), HALF, Share(1, 1))),
        friends=random.choice((0, 2, 4)),
        suspension=random.random() < 0.3,
        pressing=frozenset({"g1"}) if random.random() < 0.1 else frozenset(),
        sales=random.randint(1, 2),
        years=2,
        left_out=frozenset({random.choice(("admit", "distribute", "sell", "amend"))})
        if random.random() < 0.1
        else frozenset(),
    )


def _statute(random: Random) -> Statute:
    form = random.choice(_FORMS)
    settings = Settings(
        broad_purpose=random.random() < 0.3,
        purpose="bread" if random.random() < 0.25 else None,
        inflow_cap=random.choice((None, Share(1, 5), HALF, Share(1, 1))),
        entailed=random.random() < 0.3,
    )
    names = list(_NAMES[: random.randint(1, 4)])
    if settings.inflow_cap is not None:
        names[-1] = "admission.inflow"
    if settings.entailed:
        names[0] = "asset_lock"
    if random.random() < 0.15:
        names.append("entrenchment.votes")
    provisions = tuple(_provision(random, name, names) for name in names)
    powers = (_power(random),) if random.random() < 0.2 else ()
    return compile_statute(form, [Rule(provisions=provisions, powers=powers)], settings)


def _provision(random: Random, name: str, names: list[str]) -> Provision:
    words = [*_ACTS, *(f"amend:{each}" for each in names)]
    few = 0 if name == "admission.inflow" else 1
    clause = random.choice(("", "", "", "shared"))
    return Provision(
        name,
        frozenset(random.sample(words, random.randint(few, 5))),
        tuple(_requirement(random) for _ in range(random.choice((1, 1, 1, 2)))),
        Source(Origin.CLAUSE, clause=clause),
        self_protecting=random.random() < 0.3,
    )


def _requirement(random: Random) -> Requirement:
    majority = random.choice(_MAJORITIES)
    return Requirement(
        random.choice(_BODIES),
        majority,
        strict=majority == HALF,
        base=random.choice((Base.CAST, Base.CAST, Base.CAST, Base.ALL)),
        quorum=random.choice((NOTHING, HALF, Share(3, 4))),
        second_meeting=random.random() < 0.3,
        silence_consents=random.random() < 0.15,
    )


def _power(random: Random) -> Power:
    acts = frozenset(random.sample([act for act in _ACTS if act != "amend:*"], 3))
    return Power(
        "power", acts, frozenset(random.sample(_STANDINGS, 1)), Source(Origin.CLAUSE, clause="powers")
    )
