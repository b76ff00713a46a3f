"""The statute at work: clauses compiled together with what the law adds, and a plan per act."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from samenspel.kernels.statute.floors import ASSOCIATIONS, Floor, floor
from samenspel.kernels.statute.model import (
    Limit,
    Power,
    Provision,
    Requirement,
    Rule,
    Settings,
    Share,
    Source,
    in_law,
)
from samenspel.kernels.statute.vocabulary import (
    AMEND_ANYTHING,
    OUTSIDE_BODIES,
    SEATS,
    Body,
    Form,
    Standing,
    split_act,
)

_TWO_THIRDS = Requirement(Body.GENERAL_MEETING, Share(2, 3), strict=False)


@dataclass(frozen=True, slots=True)
class Need:
    """A requirement with every place it comes from. Equal requirements are one need."""

    requirement: Requirement
    sources: tuple[Source, ...]
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """All that bears on one act: whether the law forbids it, who must agree, who may attempt it, what limits it."""

    act: str
    forbidden_by: str
    needs: tuple[Need, ...]
    powers: tuple[Power, ...]
    standings: frozenset[Standing]
    limits: tuple[Limit, ...]


@dataclass(frozen=True)
class Statute:
    """Compiled rules. `written` are the clauses' own provisions, `provisions` also hold what the law adds."""

    form: Form
    written: tuple[Provision, ...]
    provisions: tuple[Provision, ...]
    powers: tuple[Power, ...]
    limits: tuple[Limit, ...]
    rules: tuple[Rule, ...]
    settings: Settings
    _plans: dict[str, Plan] = field(default_factory=dict, compare=False, repr=False)

    def plan(self, act: str) -> Plan:
        """The plan for an act, made once. Raises UnknownWordError."""
        plan = self._plans.get(act)
        if plan is None:
            plan = self._plans[act] = self._make_plan(act)
        return plan

    def bodies(self) -> tuple[Body, ...]:
        """The bodies that the charter gives a say and that vote here, in a fixed order."""
        named = {r.body for p in self.provisions for r in p.requirements}
        named |= {
            Body(act.partition(":")[2])
            for p in self.provisions
            for act in p.acts
            if act.startswith("appoint:")
        }
        return tuple(body for body in Body if body in named - OUTSIDE_BODIES)

    def offices(self) -> tuple[Standing, ...]:
        """The standings one can be appointed to under this charter."""
        return tuple(
            SEATS[body]
            for body in Body
            if body in SEATS and any(f"appoint:{body}" in p.acts for p in self.provisions)
        )

    def _make_plan(self, act: str) -> Plan:
        least = floor(self.form, act, broad_purpose=bool(self.settings.broad_purpose))
        powers = tuple(power for power in self.powers if act in power.acts)
        return Plan(
            act=act,
            forbidden_by=least.article if least is not None and least.forbidden else "",
            needs=self._needs(act, least),
            powers=powers,
            standings=frozenset().union(*(power.standings for power in powers)),
            limits=tuple(limit for limit in self.limits if act in limit.acts),
        )

    def _needs(self, act: str, least: Floor | None) -> tuple[Need, ...]:
        found: dict[Requirement, list[Source]] = {}
        for requirement in least.requirements if least is not None else ():
            found.setdefault(requirement, []).append(in_law(least.article if least is not None else ""))
        for provision in self.provisions:
            if touches(provision, act):
                for requirement in provision.requirements:
                    found.setdefault(requirement, []).append(provision.source)
        return tuple(Need(r, tuple(dict.fromkeys(sources)), (act,)) for r, sources in found.items())


def touches(provision: Provision, act: str) -> bool:
    """Whether a provision bears on an act."""
    if act in provision.acts:
        return True
    return act.startswith("amend:") and AMEND_ANYTHING in provision.acts


def merge_needs(plans: Sequence[Plan]) -> tuple[Need, ...]:
    """The needs of several acts that are one decision: equal requirements once, with all their places."""
    sources: dict[Requirement, dict[Source, None]] = {}
    acts: dict[Requirement, dict[str, None]] = {}
    for plan in plans:
        for need in plan.needs:
            sources.setdefault(need.requirement, {}).update(dict.fromkeys(need.sources))
            acts.setdefault(need.requirement, {})[plan.act] = None
    return tuple(Need(r, tuple(sources[r]), tuple(acts[r])) for r in sources)


def compile_statute(form: Form, rules: Sequence[Rule], settings: Settings) -> Statute:
    """Put the clauses' rules and the law's own provisions together."""
    written = tuple(provision for rule in rules for provision in rule.provisions)
    return Statute(
        form=form,
        written=written,
        provisions=_with_law(form, written),
        powers=tuple(power for rule in rules for power in rule.powers),
        limits=tuple(limit for rule in rules for limit in rule.limits),
        rules=tuple(rules),
        settings=settings,
    )


def _with_law(form: Form, written: tuple[Provision, ...]) -> tuple[Provision, ...]:
    """Add what the law adds: locks that protect themselves, mergers as amendments, the two-thirds defaults."""
    members = form in ASSOCIATIONS
    return tuple(_enriched(p, members=members) for p in written) + (_defaults(written) if members else ())


def _enriched(provision: Provision, *, members: bool) -> Provision:
    limits_amending = any(act == "purpose" or act.startswith("amend:") for act in provision.acts)
    acts = set(provision.acts)
    if provision.self_protecting or (members and limits_amending):
        acts.add(f"amend:{provision.id}")  # 2:43 lid 3; a foundation's charter must say so itself
    if limits_amending:
        acts |= {"merge", "split", "convert"}  # 2:317 lid 3, 2:334m, 2:18 lid 2 onder a
    if AMEND_ANYTHING in acts:
        acts.add("purpose")
    return replace(provision, acts=frozenset(acts))


def _defaults(written: tuple[Provision, ...]) -> tuple[Provision, ...]:
    added: list[Provision] = []
    if not any(AMEND_ANYTHING in provision.acts for provision in written):
        scope = frozenset({AMEND_ANYTHING, "purpose", "merge", "split", "convert"})
        added.append(Provision("law.amendment", scope, (_TWO_THIRDS,), in_law("2:43 lid 1 BW")))
    if not any("dissolve" in provision.acts for provision in written):
        added.append(
            Provision("law.dissolution", frozenset({"dissolve"}), (_TWO_THIRDS,), in_law("2:42 lid 4 BW"))
        )
    for body in sorted(_unappointed(written)):
        scope = frozenset({f"appoint:{body}", f"dismiss:{body}"})
        meeting = (Requirement(Body.GENERAL_MEETING),)
        added.append(Provision(f"law.appointment.{body}", scope, meeting, in_law("2:40 lid 1 BW")))
    return tuple(added)


_APPOINTED = frozenset(
    {Body.BOARD, Body.SUPERVISORY_BOARD, Body.PARTICIPANTS_COUNCIL, Body.GUARDIAN, Body.COMPLAINTS_COMMITTEE}
)


def _unappointed(written: tuple[Provision, ...]) -> frozenset[Body]:
    """Bodies that have a say but no rule on who appoints them: the general meeting has that power (2:40)."""
    named = {requirement.body for provision in written for requirement in provision.requirements} & _APPOINTED
    return frozenset(body for body in named if not any(f"appoint:{body}" in other.acts for other in written))


def known_amendments(statute: Statute) -> frozenset[str]:
    """Every provision that can be amended by name; used to find scope words that no act matches."""
    return frozenset(provision.id for provision in statute.provisions)


def inert_scopes(statute: Statute) -> tuple[str, ...]:
    """Scope words aimed at a provision that the charter does not have: they would do nothing, silently."""
    clauses = {provision.source.clause for provision in statute.written} | {
        p.source.clause for p in statute.powers
    }
    known = known_amendments(statute) | clauses
    inert = {
        act
        for provision in statute.provisions
        for act in provision.acts
        if act.startswith("amend:") and act != AMEND_ANYTHING and split_act(act)[1] not in known
    }
    return tuple(sorted(inert))
