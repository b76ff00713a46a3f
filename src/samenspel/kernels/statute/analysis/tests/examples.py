"""The examples S1 to S6 that the analysis is checked against, written as provisions, with the numbers they must give."""

from collections.abc import Iterable, Mapping

from samenspel.kernels.statute.analysis.people import Group, People
from samenspel.kernels.statute.model import (
    HALF,
    NOTHING,

    Provision,
    Requirement,
    Rule,
    Settings,
    Share,
    Source,
    Origin,

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


def asks(body: Body, majority: Share = HALF, days: int = 7, quorum: Share = NOTHING, **rest: object) -> Requirement:
    return Requirement(
        body, majority, strict=majority == HALF, notice_days=days, quorum=quorum, **rest  # type: ignore[arg-type]
    )


def provision(name: str, acts: Iterable[str], *requirements: Requirement, own: bool = False) -> Provision:
    return Provision(name, frozenset(acts), requirements, Source(Origin.CLAUSE, sentence=name), self_protecting=own)


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
        provision("asset_lock", ["surplus", "distribute"], asks(GUARDIAN, days=30), asks(FEDERATION, days=30)),
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
