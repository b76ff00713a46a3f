"""From a charter, its people and a scenario to a system of actions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from samenspel.kernels.statute.analysis.ballots import (
    ALL_SUSPENDED,
    HALF_SUSPENDED,
    NO_SUSPENSION,
    Level,
    need,
)
from samenspel.kernels.statute.analysis.lawful import (
    ADMISSION_BY_LAW,
    LAW_ONE_VOTE,
    ONE_VOTE,
    ground,
    with_defaults,
)
from samenspel.kernels.statute.analysis.people import SEAT_OF, People
from samenspel.kernels.statute.analysis.scenario import Aim, Anchor, Scenario, Term
from samenspel.kernels.statute.analysis.system import (
    ALWAYS,
    Action,
    Alternative,
    Leaf,
    Move,
    Part,
    System,
    cone,
)
from samenspel.kernels.statute.floors import ASSOCIATIONS, DEED_DAYS, NOTARIAL_FORMS, floor
from samenspel.kernels.statute.model import (
    Origin,
    Power,
    Provision,
    Requirement,
    Settings,
    Share,
)
from samenspel.kernels.statute.statute import Statute, compile_statute, touches
from samenspel.kernels.statute.vocabulary import COOPERATIVES, MEMBER_FORMS, Body, Form, Standing

INFLOW = "admission.inflow"
"""The provision that limits how fast the group grows."""
ASSET_LOCK = "asset_lock"
"""The provision that gives what is left after dissolution to others."""
SAY = ("participants", "volunteers")
"""The clauses that give people without a vote their say."""
YEAR_DAYS = 365
SETTLING_DAYS = 60
"""Assumed time to settle debts before what is left can be divided (2:23b lid 1 and 5 BW: two months for objections)."""
APPOINTED = (
    Body.BOARD,
    Body.SUPERVISORY_BOARD,
    Body.PARTICIPANTS_COUNCIL,
    Body.GUARDIAN,
    Body.COMPLAINTS_COMMITTEE,
)
GRANTED = {Body.VOLUNTEERS: Standing.VOLUNTEER, Body.PARTNERS: Standing.SOCIAL_SHAREHOLDER}
"""Bodies that friends can be let into by giving them a standing."""


def compile_system(
    statute: Statute, people: People, scenario: Scenario, aim: str, *, probes: Sequence[Sequence[str]] = ()
) -> System:
    """Make the system for one aim: only the actions that can matter for it.

    With `probes`, everything is kept, and each probe (acts done as one) is an action that sets an atom of its own,
    `probe:0` and so on, to ask whether it can be done.
    """
    compiler = _Compiler(people, scenario, aim)
    compiler.probes = tuple(tuple(acts) for acts in probes)
    layers = _layers(statute, scenario.terms)
    actions: list[Action] = []
    for (first, until), layer in layers:
        made = _Layer(compiler, layer).actions()
        actions += [replace(action, first=first, until=until) for action in made]
    kept = tuple(actions) if probes else cone(tuple(actions), compiler.bad)
    return System(
        kept,
        tuple(compiler.leaves),
        compiler.bad,
        compiler.columns(),
        layered=len(layers) > 1,
        names=compiler.atoms,
    )


Days = tuple[int, int | None]


def _layers(statute: Statute, terms: Sequence[Term]) -> list[tuple[Days, Statute]]:
    """The charter as it stands in each stretch of days between two dates on which a provision begins or ends."""
    if not terms:
        return [((0, None), statute)]
    dates = sorted({day for term in terms for day in (term.first, term.until) if day})
    by_id = {term.provision: term for term in terms}
    starts = [0, *dates]
    return [
        ((start, end), _on_day(statute, by_id, start))
        for start, end in [*pairwise(starts), (starts[-1], None)]
    ]


def _on_day(statute: Statute, terms: dict[str, Term], day: int) -> Statute:
    def stands(provision: Provision) -> bool:
        term = terms.get(provision.id)
        return term is None or (term.first <= day and (term.until is None or day < term.until))

    rules = [replace(rule, provisions=tuple(filter(stands, rule.provisions))) for rule in statute.rules]
    return compile_statute(statute.form, rules, statute.settings)


class _Compiler:
    """What all layers share: atoms and leaves, with a number each, and the friends who can come."""

    def __init__(self, people: People, scenario: Scenario, aim: str) -> None:
        self.people = people
        self.scenario = scenario
        self.aim = aim
        self.atoms: dict[str, int] = {}
        self.leaves: list[Leaf] = []
        self._leaf_numbers: dict[Leaf, int] = {}
        self.probes: tuple[tuple[str, ...], ...] = ()
        self.bad = self.atom("bad")

    def atom(self, name: str) -> int:
        return 1 << self.atoms.setdefault(name, len(self.atoms))

    def leaf(self, column: str, votes: int) -> int:
        if votes <= 0:
            return ALWAYS
        leaf = Leaf(column, votes)
        number = self._leaf_numbers.get(leaf)
        if number is None:
            number = self._leaf_numbers[leaf] = len(self.leaves)
            self.leaves.append(leaf)
        return number

    def columns(self) -> dict[str, tuple[int, ...]]:
        groups = self.people.groups
        barred = self.scenario.without
        found: dict[str, tuple[int, ...]] = {}
        for column in dict.fromkeys(leaf.column for leaf in self.leaves):
            if column.startswith("group:"):
                found[column] = tuple(int(column == f"group:{g.id}") for g in groups)
            else:
                body = Body(column)
                found[column] = tuple(0 if g.id in barred else g.weight(body) for g in groups)
        return found


class _Layer:
    """The actions under one text of the charter."""

    def __init__(self, shared: _Compiler, statute: Statute) -> None:
        self.shared = shared
        self.scenario = shared.scenario
        self.form = statute.form
        self.statute = with_defaults(_anchored(statute, self.scenario.anchor))
        self.law = self.statute if self.scenario.anchor is Anchor.STATUTES else _bare(statute)
        self.breakable = (
            frozenset(p.id for p in statute.written)
            if self.scenario.anchor is not Anchor.STATUTES
            else frozenset()
        )
        self.friends, self.waits = _growth(statute, shared.people, self.scenario)
        self.levels = tuple(self._levels())
        self.appointed = tuple(b for b in APPOINTED if b in self._appointable())

    # -- atoms

    def gone(self, provision: str) -> int:
        return self.shared.atom(f"gone:{provision}")

    def _held(self, body: Body) -> int:
        return self.shared.atom(f"held:{body}")

    def _opened(self) -> int:
        return self.shared.atom("opened")

    def _friends(self, level: int) -> int:
        return self.shared.atom(f"friends:{self.friends[level]}") if level else 0

    def _suspended(self, halves: int) -> int:
        return self.shared.atom(f"suspended:{halves}") if halves else 0

    def _joined(self, body: Body) -> int:
        return self.shared.atom(f"joined:{body}")

    # -- what one act needs

    def parts(self, acts: Iterable[str]) -> tuple[tuple[Part, ...], str, int] | None:
        """All that acts done as one need, the article of the law, and the fewest days. None when forbidden."""
        named = tuple(acts)
        parts: dict[Part, None] = {}
        article, least_days = "", 1
        for act in named:
            lawful = ground(self.law, act)
            if lawful is None:
                return None
            article = article or lawful.article
            if lawful.requirements:
                least_days = 0
            parts.update(dict.fromkeys(self._ground_parts(lawful.requirements, opens=lawful.opens)))
        for provision in self.statute.provisions:
            if any(touches(provision, act) for act in named):
                parts.update(dict.fromkeys(self._provision_parts(provision)))
        for powers in {tuple(p for p in self.statute.powers if act in p.acts) for act in named}:
            if powers:
                parts[self._power_part(powers)] = None
        return tuple(parts), article, least_days

    def _ground_parts(self, requirements: Sequence[Requirement], *, opens: bool) -> Iterator[Part]:
        opened = (Alternative(self._opened()),) if opens else ()
        if opens and not requirements:
            yield Part(opened)
        for requirement in requirements:
            yield Part((*self._ways(requirement), *opened), requirement)

    def _provision_parts(self, provision: Provision) -> Iterator[Part]:
        loose: tuple[Alternative, ...] = (Alternative(self.gone(provision.id)),)
        if provision.id in self.breakable:
            loose += (Alternative(0, breach=True),)
        for requirement in provision.requirements:
            yield Part((*self._ways(requirement), *loose), requirement, provision.id)

    def _power_part(self, powers: Sequence[Power]) -> Part:
        """Someone of the group in one of the standings; who has a standing without a seat is not counted."""
        ways: dict[Alternative, None] = {}
        for power in powers:
            for standing in sorted(power.standings):
                body = SEAT_OF.get(standing)
                ways[Alternative(0, self.shared.leaf(body, 1) if body is not None else ALWAYS)] = None
                if body in self.appointed:
                    ways[Alternative(self._held(body))] = None
            ways[Alternative(self.gone(power.source.clause or power.id))] = None
        return Part(tuple(ways))

    def _ways(self, requirement: Requirement) -> tuple[Alternative, ...]:
        """Every way to get the consent of a body: by votes, with friends or without opponents, or by its seats."""
        days, waits = requirement.voting_days, requirement.waiting_days(self.scenario.opponents)
        ways: list[Alternative] = []
        if requirement.silence_consents and self._silent(requirement.body):
            ways.append(Alternative(0, ALWAYS, days, waits))
        for level, atoms in self._levels_of(requirement.body):
            votes = need(requirement, self.shared.people, level, self.scenario.turnout)
            if votes is not None and not self._dominated(ways, atoms, votes):
                ways.append(Alternative(atoms, self.shared.leaf(requirement.body, votes), days, waits))
        if requirement.body in self.appointed:
            ways.append(Alternative(self._held(requirement.body), ALWAYS, days, waits))
        if requirement.body is Body.GENERAL_MEETING:
            ways += [way._replace(days=days, waits=waits) for way in self._plural(requirement)]
        return tuple(ways)

    def _dominated(self, ways: Sequence[Alternative], atoms: int, votes: int) -> bool:
        """Whether a way with fewer conditions asks no more votes."""
        return any(
            not way.atoms & ~atoms and (way.leaf == ALWAYS or self.shared.leaves[way.leaf].need <= votes)
            for way in ways
        )

    def _silent(self, body: Body) -> bool:
        """Whether a letter stays unanswered: when nobody but the group turns out, or there is nobody to answer it."""
        if not self.shared.people.total(body):
            return True
        return self.scenario.turnout is None or not self.scenario.turnout.numerator

    def _plural(self, requirement: Requirement) -> Iterator[Alternative]:
        """The group has as many votes in the meeting as it likes (2:38 lid 1, 2:39 and 2:206 BW), but others keep theirs.

        Friends who are members can be given them too.
        """
        if self.form is Form.BV:
            mask = self.shared.atom("issued")
        elif self.form in MEMBER_FORMS:
            known = {p.id for p in self.statute.provisions}
            mask = self.gone(LAW_ONE_VOTE if LAW_ONE_VOTE in known else ONE_VOTE)
        else:
            return
        people, turnout = self.shared.people, self.scenario.turnout
        for level, atoms in self.levels:
            votes = need(requirement, people, level, turnout, plural=True)
            if votes is not None:
                yield Alternative(mask | atoms, self.shared.leaf(Body.GENERAL_MEETING, votes))

    # -- who can vote besides

    def _levels(self) -> Iterator[tuple[Level, int]]:
        halves: tuple[int, ...] = (NO_SUSPENSION,)
        if self.scenario.suspension and self.form in MEMBER_FORMS:
            halves = (NO_SUSPENSION, HALF_SUSPENDED, ALL_SUSPENDED)
        for half in halves:
            for index, friends in enumerate(self.friends):
                yield Level(friends, half), self._friends(index) | self._suspended(half)

    def _levels_of(self, body: Body) -> Sequence[tuple[Level, int]]:
        if body is Body.GENERAL_MEETING:
            return self.levels
        if body in GRANTED and self.scenario.friends and self._grantable(body):
            return ((Level(), 0), (Level(self.scenario.friends), self._joined(body)))
        return ((Level(), 0),)

    def _grantable(self, body: Body) -> bool:
        return ground(self.law, f"grant:{GRANTED[body]}") is not None

    def _appointable(self) -> frozenset[Body]:
        known = {act for provision in self.statute.provisions for act in provision.acts}
        named = {r.body for provision in self.statute.provisions for r in provision.requirements}
        if self.form is not Form.NONE_YET:
            named.add(Body.BOARD)  # the law gives every legal form a board
        return frozenset(b for b in APPOINTED if f"appoint:{b}" in known or b in named)

    # -- actions

    def actions(self) -> Iterator[Action]:
        yield from self._ends()
        yield from self._sales()
        yield from self._amendments()
        yield from self._appointments()
        yield from self._newcomers()
        yield from self._suspensions()
        yield from self._pressure()
        for index, acts in enumerate(self.shared.probes):
            yield from self._act(Move.ACT, acts, self.shared.atom(f"probe:{index}"))

    def _bad_if(self, *aims: str) -> int:
        return self.shared.bad if self.shared.aim in aims else 0

    def _act(
        self,
        move: Move,
        acts: Sequence[str],
        sets: int,
        *,
        after: int = 0,
        least: int = 0,
        more: int = 0,
        amount: int = 0,
    ) -> Iterator[Action]:
        if not sets or any(act.partition(":")[0] in self.scenario.left_out for act in acts):
            return
        needed = self.parts(acts)
        if needed is None:
            return
        parts, article, least_days = needed
        yield Action(move, tuple(acts), parts, sets, after, max(least, least_days), more, article, amount)

    def _ends(self) -> Iterator[Action]:
        purpose = ["purpose"] + (["amend:purpose"] if self._clause_of("purpose") else [])
        both = self._bad_if(Aim.PURPOSE, Aim.ASSETS)
        assets = self._bad_if(Aim.ASSETS)
        dissolved = self.shared.atom("dissolved")
        lock = self.gone(ASSET_LOCK) if self.statute.settings.entailed else 0
        yield from self._act(Move.ACT, purpose, self._bad_if(Aim.PURPOSE))
        yield from self._act(Move.ACT, ["course"], self._bad_if(Aim.PURPOSE))
        yield from self._act(Move.ACT, ["merge"], both)
        yield from self._act(Move.ACT, ["split"], both)
        yield from self._act(Move.ACT, ["dissolve"], dissolved)
        yield from self._act(Move.ACT, ["surplus"], assets, after=dissolved | lock, least=SETTLING_DAYS)
        yield from self._act(Move.ACT, ["distribute"], assets)
        yield from self._act(Move.ACT, ["exceed_earnings"], assets)
        yield from self._conversion(assets)
        if self.form is Form.BV:
            yield from self._act(Move.ISSUE, ["issue_share"], self.shared.atom("issued"))

    def _clause_of(self, clause: str) -> bool:
        return clause == "purpose" and self.statute.settings.purpose is not None

    def _conversion(self, assets: int) -> Iterator[Action]:
        """An association becomes a cooperative, and then may share out profit (2:18, 2:53a BW)."""
        if self.form not in ASSOCIATIONS - COOPERATIVES or not assets:
            return
        if {"convert", "distribute"} & self.scenario.left_out:
            return
        converted = self.shared.atom("converted")
        yield from self._act(Move.ACT, ["convert"], converted)
        least = floor(Form.COOPERATIVE_UA, "distribute")
        assert least is not None
        parts = list(self._ground_parts(least.requirements, opens=False))
        for provision in self.statute.provisions:
            if "distribute" in provision.acts:
                parts += self._provision_parts(provision)
        powers = tuple(power for power in self.statute.powers if "distribute" in power.acts)
        parts += [self._power_part(powers)] if powers else []
        yield Action(
            Move.DISTRIBUTE_AFTER, ("distribute",), tuple(parts), assets, converted, article=least.article
        )

    def _sales(self) -> Iterator[Action]:
        if not self._bad_if(Aim.ASSETS):
            return
        number = self.scenario.sales
        for index in range(1, number + 1):
            sets = self.shared.bad if index == number else self.shared.atom(f"sold:{index}")
            before = self.shared.atom(f"sold:{index - 1}") if index > 1 else 0
            yield from self._act(Move.SELL, ["sell"], sets, after=before, amount=index)
        yield from self._slow_sales()

    def _slow_sales(self) -> Iterator[Action]:
        """Sales below the yearly limit of the charter, by ordinary decisions, one each year."""
        limits = [limit for limit in self.statute.limits if limit.measure == "sold_this_calendar_year_cents"]
        if not limits or not limits[0].at_most or not self.scenario.assets_cents:
            return
        years = -(-self.scenario.assets_cents // limits[0].at_most)
        if years > self.scenario.years:
            return
        for index in range(1, years + 1):
            sets = self.shared.bad if index == years else self.shared.atom(f"slowly:{index}")
            before = self.shared.atom(f"slowly:{index - 1}") if index > 1 else 0
            least = YEAR_DAYS if index > 1 else 0
            yield from self._act(Move.SELL_SLOWLY, ["resolve"], sets, after=before, least=least, amount=index)

    def _amendments(self) -> Iterator[Action]:
        deed = DEED_DAYS if self.form in NOTARIAL_FORMS else 0
        say = {unit for unit in SAY if self.shared.aim == Aim.SAY}
        for unit, provisions in self.units().items():
            sets = self.gone(unit)
            for provision in provisions:
                sets |= self.gone(provision)
            if self.shared.aim == f"remove:{unit}" or unit in say:
                sets |= self.shared.bad
            yield from self._act(Move.AMEND, self.amendment(unit), sets, more=deed)
        yield from self._act(Move.OPEN, ["amend:new"], self._opened(), more=deed)

    def amendment(self, unit: str) -> tuple[str, ...]:
        """The acts of changing one unit."""
        parts = {f"amend:{each}" for each in self.units()[unit]} - {f"amend:{unit}"}
        return (f"amend:{unit}", *sorted(parts))

    def units(self) -> dict[str, list[str]]:
        """What is changed as one: a clause with all its provisions, or a rule of the law by itself."""
        units: dict[str, list[str]] = {}
        for provision in self.statute.provisions:
            own = provision.source.origin is Origin.CLAUSE and provision.source.clause
            units.setdefault(provision.source.clause if own else provision.id, []).append(provision.id)
        for power in self.statute.powers:
            if power.source.clause:
                units.setdefault(power.source.clause, [])
        return units

    def _appointments(self) -> Iterator[Action]:
        for body in self.appointed:
            sets = self._held(body)
            if (body is Body.BOARD and self.shared.aim == Aim.BOARD) or (
                body is Body.PARTICIPANTS_COUNCIL and self.shared.aim == Aim.SAY
            ):
                sets |= self.shared.bad
            yield from self._act(Move.APPOINT, [f"appoint:{body}"], sets)

    def _newcomers(self) -> Iterator[Action]:
        free = len(self.friends) > len(self.waits) + 1
        for index, days in enumerate(self.waits, start=1):
            grown = self.friends[index] - self.friends[index - 1]
            yield from self._admission(self._friends(index), self._friends(index - 1), days, grown)
        if free or (self.friends[-1] and self.statute.settings.inflow_cap is not None):
            everyone = 0
            for index in range(1, len(self.friends)):
                everyone |= self._friends(index)
            yield from self._admission(everyone, self.gone(INFLOW), 1, self.friends[-1], Move.ADMIT_FREELY)
        for body, standing in GRANTED.items():
            if self.scenario.friends:
                yield from self._act(
                    Move.JOIN, [f"grant:{standing}"], self._joined(body), amount=self.scenario.friends
                )

    def _admission(
        self, sets: int, after: int, days: int, grown: int, move: Move = Move.ADMIT
    ) -> Iterator[Action]:
        yield from self._act(move, ["admit"], sets, after=after, least=days, amount=grown)
        if "admit" not in self.scenario.left_out and any(
            p.id == ADMISSION_BY_LAW for p in self.statute.provisions
        ):
            # 2:33 BW: where the board refuses, the meeting can still admit
            parts = (Part(self._ways(Requirement(Body.GENERAL_MEETING)), Requirement(Body.GENERAL_MEETING)),)
            yield Action(move, ("admit",), parts, sets, after, days, article="2:33 BW", amount=grown)

    def _suspensions(self) -> Iterator[Action]:
        if self.scenario.suspension and self.form in MEMBER_FORMS:
            for half in (HALF_SUSPENDED, ALL_SUSPENDED):
                before = self._suspended(half - 1)
                yield from self._act(
                    Move.SUSPEND, ["suspend"], self._suspended(half), after=before, least=1, amount=half
                )

    def _pressure(self) -> Iterator[Action]:
        for group in sorted(self.scenario.pressing - self.scenario.without):
            leaf = self.shared.leaf(f"group:{group}", 1)
            part = Part((Alternative(0, leaf),))
            yield Action(Move.PRESS, (), (part,), self._held(Body.BOARD))


def direct_needs(
    statute: Statute, people: People, scenario: Scenario, acts: Sequence[str]
) -> dict[str, int] | None:
    """The own votes per column with which a group can do acts (done as one) at once, without any step before.

    None where no votes would do. Friends play no part: they would first have to join.
    """
    compiler = _Compiler(people, scenario, "")
    needed = _Layer(compiler, statute).parts(acts)
    if needed is None:
        return None
    found: dict[str, int] = {}
    for part in needed[0]:
        ways = [each.leaf for each in part.alternatives if not each.atoms]
        if not ways:
            return None
        if ALWAYS in ways:
            continue
        # every way of one part asks votes in the same column, but for powers of several standings: the first counts
        leaf = min((compiler.leaves[way] for way in ways), key=lambda each: each.need)
        found[leaf.column] = max(found.get(leaf.column, 0), leaf.need)
    return found


def units(statute: Statute) -> tuple[tuple[str, ...], ...]:
    """Every amendment as the acts it is: a clause with all its provisions, or one rule of the law."""
    layer = _Layer(_Compiler(People(()), Scenario(), ""), statute)
    return tuple(layer.amendment(unit) for unit in layer.units())


def appointed_bodies(statute: Statute) -> tuple[Body, ...]:
    """The bodies whose members are chosen under this charter."""
    return _Layer(_Compiler(People(()), Scenario(), ""), statute).appointed


def _anchored(statute: Statute, anchor: Anchor) -> Statute:
    """A charter outside the statutes changes nothing in what the statutes are: there the law alone speaks."""
    if anchor is Anchor.STATUTES:
        return statute
    return replace(statute, provisions=(*_bare(statute).provisions, *statute.written), _plans={})


def _bare(statute: Statute) -> Statute:
    """The statutes of a collective whose charter is not in them: what the law says of itself."""
    settings = Settings(broad_purpose=statute.settings.broad_purpose)
    return with_defaults(compile_statute(statute.form, (), settings))


def _growth(statute: Statute, people: People, scenario: Scenario) -> tuple[list[int], list[int]]:
    """How many friends have a vote after each admission, and how long each takes.

    The list of friends is one longer than that of days, and one more where the last only come when the limit is gone.
    """
    friends, settings = scenario.friends, statute.settings
    if not friends or statute.form not in MEMBER_FORMS:
        return [0], []
    waiting = max(settings.waiting_days or 0, settings.trial_days or 0)
    if settings.inflow_cap is None:
        return [0, friends], [waiting + 1]
    grace = max([limit.grace for limit in statute.limits if limit.measure == "admitted_this_year"], default=0)
    levels, days = [0], []
    for year in range(scenario.years):
        grown = _at_most(settings.inflow_cap, people.members + levels[-1])
        level = min(friends, levels[-1] + max(grace, grown))
        if level == levels[-1]:
            break
        levels.append(level)
        days.append(YEAR_DAYS if year else waiting + 1)
        if level == friends:
            break
    if levels[-1] < friends:
        levels.append(friends)
    return levels, days


def _at_most(share: Share, whole: int) -> int:
    return whole * share.numerator // share.denominator
