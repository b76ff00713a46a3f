"""The examples S1 to S6 that the analysis is checked against, written as provisions, with the numbers they must give."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import reduce

from samenspel.kernels.statute.analysis.people import Group, People
from samenspel.kernels.statute.analysis.repair import Patch, Ruled
from samenspel.kernels.statute.analysis.scenario import Scenario
from samenspel.kernels.statute.model import (
    HALF,
    NOTHING,
    Origin,
    Provision,
    Requirement,
    Rule,
    Settings,
    Share,
    Source,
)
from samenspel.kernels.statute.statute import Statute, compile_statute
from samenspel.kernels.statute.vocabulary import Body, Form

GM, BOARD, SUPERVISORS, COUNCIL = (
    Body.GENERAL_MEETING,
    Body.BOARD,
    Body.SUPERVISORY_BOARD,
    Body.PARTICIPANTS_COUNCIL,
)
PARTNERS, GUARDIAN, FEDERATION = Body.PARTNERS, Body.GUARDIAN, Body.FEDERATION
TWO_THIRDS, THREE_QUARTERS = Share(2, 3), Share(3, 4)


def asks(
    body: Body, majority: Share = HALF, days: int = 7, quorum: Share = NOTHING, **rest: object
) -> Requirement:
    return Requirement(
        body,
        majority,
        strict=majority == HALF,
        notice_days=days,
        quorum=quorum,
        **rest,  # type: ignore[arg-type]
    )


def provision(name: str, acts: Iterable[str], *requirements: Requirement, own: bool = False) -> Provision:
    return Provision(
        name, frozenset(acts), requirements, Source(Origin.CLAUSE, sentence=name), self_protecting=own
    )


def statute(form: Form, provisions: Iterable[Provision], settings: Settings | None = None) -> Statute:
    return compile_statute(form, [Rule(provisions=tuple(provisions))], settings or Settings())


def people(**groups: tuple[int, Mapping[Body, int]]) -> People:
    return People(tuple(Group(name, size, votes) for name, (size, votes) in groups.items()))


ADMISSION = provision("admission", ["admit"], asks(BOARD, days=0))
SUSPENSION = provision("suspension", ["suspend"], asks(BOARD, days=0))

S1_PEOPLE = people(board=(5, {BOARD: 1, GM: 1}), members=(55, {GM: 1}))
S1 = statute(Form.ASSOCIATION, [ADMISSION, SUSPENSION], Settings(broad_purpose=True))
S1B = statute(Form.ASSOCIATION, [ADMISSION, SUSPENSION])

S2_PEOPLE = people(
    board=(5, {BOARD: 1, GM: 1}),
    workers=(35, {GM: 1}),
    volunteers=(20, {GM: 1}),
    investors=(4, {GM: 10}),
    supervisors=(3, {SUPERVISORS: 1}),
)
S2 = statute(
    Form.COOPERATIVE_UA,
    [
        provision("amendment", ["amend:*", "purpose"], asks(GM, TWO_THIRDS, 14, HALF, second_meeting=True)),
        provision("dissolution", ["dissolve"], asks(GM, TWO_THIRDS, 14)),
        ADMISSION,
        SUSPENSION,
        provision("surplus", ["distribute"], asks(SUPERVISORS, days=0)),
        provision("supervisors", ["appoint:supervisory_board"], asks(GM)),
    ],
)

S3_PEOPLE = people(board=(5, {BOARD: 1}), supervisors=(3, {SUPERVISORS: 1}), participants=(45, {}))


def _s3(*, own: bool) -> Statute:
    return statute(
        Form.FOUNDATION,
        [
            provision("amendment", ["amend:*", "purpose"], asks(BOARD, TWO_THIRDS, 0)),
            provision("approval", ["purpose"], asks(SUPERVISORS, days=0), own=own),
            provision("dissolution", ["dissolve"], asks(SUPERVISORS, days=0), own=own),
            provision("cooptation", ["appoint:board"], asks(BOARD, days=0)),
            provision("supervisors", ["appoint:supervisory_board"], asks(SUPERVISORS, days=0)),
        ],
    )


S3, S3B = _s3(own=False), _s3(own=True)

S4_PEOPLE = people(
    board=(5, {BOARD: 1, GM: 1}),
    members=(55, {GM: 1}),
    participants=(7, {COUNCIL: 1, GM: 1}),
    partners=(3, {PARTNERS: 1}),
    guardian=(1, {GUARDIAN: 1}),
    federation=(1, {FEDERATION: 1}),
)
CORE = frozenset(
    {"purpose", "convert", "dissolve", "merge"}
    | {
        f"amend:{each}"
        for each in ("admission.inflow", "guardian", "council", "surplus", "sale", "asset_lock", "law.votes")
    }
)


def s4_provisions(forgotten: Iterable[str] = ()) -> dict[str, Provision]:
    listed = [
        provision(
            "core",
            CORE - frozenset(forgotten),
            asks(GM, THREE_QUARTERS, 14, Share(1, 4), readings=2, gap_days=90),
            asks(COUNCIL, days=14),
            asks(PARTNERS, days=30),
            asks(GUARDIAN, days=30),
            own=True,
        ),
        provision("amendment", ["amend:*"], asks(GM, TWO_THIRDS, 14)),
        provision(
            "asset_lock", ["surplus", "distribute"], asks(GUARDIAN, days=30), asks(FEDERATION, days=30)
        ),
        provision("admission.inflow", []),
        ADMISSION,
        provision("suspension", ["suspend"], asks(BOARD, days=0), asks(COUNCIL, days=14)),
        provision("sale", ["sell"], asks(GM, THREE_QUARTERS, 14), asks(GUARDIAN, days=30)),
        provision("surplus", ["distribute"], asks(COUNCIL, days=14)),
        provision("guardian", ["appoint:guardian"], asks(FEDERATION, days=30)),
        provision("council", ["appoint:participants_council"], asks(COUNCIL, days=30)),
    ]
    return {each.id: each for each in listed}


S4_SETTINGS = Settings(inflow_cap=Share(1, 5), waiting_days=180, entailed=True)


def s4(forgotten: Iterable[str] = ()) -> Statute:
    return statute(Form.COOPERATIVE_UA, s4_provisions(forgotten).values(), S4_SETTINGS)


S4 = s4()
S4B = s4(["dissolve", "amend:asset_lock"])
S4C = s4(["amend:law.votes"])


# -- the questions

LEFT_OUT = frozenset({"exceed_earnings", "grant", "split"})
"""Kinds of act that the numbers of the reference do not know."""
FIFTH, ALL_COME = Share(1, 5), Share(1, 1)


def asked(turnout: Share | None = FIFTH, friends: int = 0, **rest: object) -> Scenario:
    """A scenario with only the acts that the reference knows."""
    return Scenario(turnout, friends, left_out=LEFT_OUT, **rest)  # type: ignore[arg-type]


EXAMPLES: Mapping[str, Ruled] = {
    "S1": Ruled(S1, S1_PEOPLE),
    "S1b": Ruled(S1B, S1_PEOPLE),
    "S2": Ruled(S2, S2_PEOPLE),
    "S3": Ruled(S3, S3_PEOPLE),
    "S3b": Ruled(S3B, S3_PEOPLE),
    "S4": Ruled(S4, S4_PEOPLE),
    "S4b": Ruled(S4B, S4_PEOPLE),
    "S4c": Ruled(S4C, S4_PEOPLE),
}
SALES = {"S2": 4}
"""In how many sales the assets fit, where that is not one."""


def one_of_three(form: Form) -> Ruled:
    """The same charter under one of three forms: only what the law itself adds differs."""
    members = form is not Form.FOUNDATION
    meeting = {GM: 1} if members else {}
    rules = [
        provision(
            "amendment",
            ["amend:*", "purpose"],
            asks(GM if members else BOARD, TWO_THIRDS, 7 if members else 0),
        ),
        provision("approval", ["purpose"], asks(SUPERVISORS, days=0)),
        provision("dissolution", ["dissolve"], asks(SUPERVISORS, days=0)),
        provision("supervisors", ["appoint:supervisory_board"], asks(SUPERVISORS, days=0)),
        ADMISSION,
    ]
    if not members:
        rules.append(provision("cooptation", ["appoint:board"], asks(BOARD, days=0)))
    return Ruled(
        statute(form, rules),
        people(board=(5, {BOARD: 1, **meeting}), supervisors=(3, {SUPERVISORS: 1}), members=(45, meeting)),
    )


# -- changes to a charter, for repairs and differences

Requirements = tuple[Requirement, ...]


def with_provision(
    old: Statute,
    name: str,
    *,
    acts: Iterable[str] = (),
    requirements: Callable[[Requirements], Requirements] = lambda these: these,
    own: bool = False,
) -> Statute:
    """The same statute in which one provision also bears on `acts` and has other requirements."""
    assert any(each.id == name for each in old.written)
    changed = [
        replace(
            each,
            acts=each.acts | set(acts),
            requirements=requirements(each.requirements),
            self_protecting=own or each.self_protecting,
        )
        if each.id == name
        else each
        for each in old.written
    ]
    return statute(old.form, changed, old.settings)


def added(old: Statute, *further: Provision) -> Statute:
    return statute(old.form, [*old.written, *further], old.settings)


def _also(name: str, *acts: str) -> Callable[[Ruled], Ruled]:
    return lambda text: replace(text, statute=with_provision(text.statute, name, acts=acts))


def _asks_also(name: str, requirement: Requirement) -> Callable[[Ruled], Ruled]:
    def change(text: Ruled) -> Ruled:
        more = with_provision(text.statute, name, requirements=lambda these: (*these, requirement))
        return replace(text, statute=more)

    return change


def _asks_only(name: str, requirement: Requirement) -> Callable[[Ruled], Ruled]:
    return lambda text: replace(
        text, statute=with_provision(text.statute, name, requirements=lambda _: (requirement,))
    )


def _slower(text: Ruled) -> Ruled:
    settings = replace(text.statute.settings, inflow_cap=Share(1, 10))
    return replace(text, statute=statute(text.statute.form, text.statute.written, settings))


SECOND_GUARDIAN = Body.COMPLAINTS_COMMITTEE
"""The vocabulary has one guardian; this body stands in for a second one."""
SECOND_FEDERATION = Body.COURT
"""A body in which nobody of these people has a vote."""


def _second_guardian(text: Ruled) -> Ruled:
    for name in ("sale", "asset_lock", "core"):
        text = _asks_also(name, asks(SECOND_GUARDIAN, days=30))(text)
    chosen = provision("second", [f"appoint:{SECOND_GUARDIAN}"], asks(SECOND_FEDERATION))
    group = Group("second", 1, {SECOND_GUARDIAN: 1})
    return Ruled(added(text.statute, chosen), People((*text.people.groups, group)))


def _council(text: Ruled) -> Ruled:
    consent = provision("council", ["purpose", "amend:*", "merge", "dissolve"], asks(COUNCIL), own=True)
    groups = [
        replace(group, votes={COUNCIL: 1}) if group.id == "participants" else group
        for group in text.people.groups
    ]
    return Ruled(added(text.statute, consent), People(tuple(groups)))


S3_PATCHES: tuple[Patch[Ruled], ...] = (
    Patch(
        "approval protects itself",
        lambda text: replace(text, statute=with_provision(text.statute, "approval", own=True)),
    ),
    Patch("approval of every amendment", _also("approval", "amend:*")),
    Patch("approval of merger and dissolution", _also("approval", "merge", "dissolve")),
    Patch("participants consent", _council),
    Patch("a unanimous board", _asks_only("amendment", asks(BOARD, Share(1, 1), 0))),
)
S4B_PATCHES: tuple[Patch[Ruled], ...] = (
    Patch("core holds dissolution", _also("core", "dissolve")),
    Patch("core holds the asset lock", _also("core", "amend:asset_lock")),
    Patch("core holds admission", _also("core", "amend:admission")),
    Patch("council on sales", _asks_also("sale", asks(COUNCIL, days=14))),
    Patch("partners on sales", _asks_also("sale", asks(PARTNERS, days=30))),
    Patch("a tenth each year", _slower),
    Patch("the meeting admits", _asks_only("admission", asks(GM))),
    Patch("a second guardian", _second_guardian),
)
S5 = reduce(lambda text, patch: patch.change(text), S4B_PATCHES, EXAMPLES["S4b"])
S6 = _also("core", "amend:second", "amend:sale")(S5)
