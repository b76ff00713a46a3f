"""Ready-made sets of clauses to start from. A preset is a first draft: everyone may change every answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from samenspel.kernels.statute.clause import JsonValue, Words
from samenspel.kernels.statute.library import LIBRARY
from samenspel.kernels.statute.vocabulary import Form

Overrides: TypeAlias = Mapping[str, JsonValue]


@dataclass(frozen=True)
class Preset:
    """A start for a charter: a legal form, clauses with the values that differ from the library's defaults.

    `questions` are the few parameters, as (clause, parameter), that every founder should answer in person;
    the others have an answer that suits most groups of this kind.
    """

    id: str
    title: Words
    description: Words
    form: Form
    clauses: tuple[tuple[str, Overrides], ...]
    questions: tuple[tuple[str, str], ...]

    @property
    def left_out(self) -> tuple[str, ...]:
        """The clauses of the library that this preset does not use."""
        used = {clause for clause, _ in self.clauses}
        return tuple(clause.id for clause in LIBRARY if clause.id not in used)


_NOBODY: list[str] = []

BUURTCOLLECTIEF = Preset(
    id="buurtcollectief",
    title=Words("Buurtcollectief", "Neighbourhood collective"),
    description=Words(
        "Voor een kleine groep die net begint en nog geen rechtsvorm heeft. Jullie beslissen alles samen.",
        "For a small group that is just starting and has no legal form yet. You decide everything together.",
    ),
    form=Form.NONE_YET,
    clauses=(
        ("purpose", {}),
        ("purpose_change", {"readings": 1}),
        ("voices", {"speak": ["member", "trial_member", "participant", "volunteer"]}),
        ("earnings", {"guards": _NOBODY}),
        ("decisions", {"quorum": [1, 2]}),
        ("choices", {}),
        ("provisional", {"months": 6}),
        ("board", {"term": 24}),
        (
            "admission",
            {
                "decides": "general_meeting",
                "majority": [3, 4],
                "waiting": 90,
                "expels": "general_meeting",
                "guards": ["general_meeting"],
                "guards_majority": [3, 4],
            },
        ),
        ("work", {}),
        ("openness", {"amount": 50_000}),
        ("counter_voice", {"supporters": 10}),
        ("complaints", {"guards": _NOBODY}),
        ("surplus", {"guards": _NOBODY}),
        ("asset_lock", {"appoints": "general_meeting", "guards": _NOBODY}),
        ("disposal", {"amount": 100_000, "guards": _NOBODY}),
        ("units", {}),
        ("purse", {"each": 5_000, "month": 20_000}),
        ("compensation", {}),
        ("amendment", {"majority": [3, 4]}),
        ("entrenchment", {"guards": _NOBODY}),
    ),
    questions=(
        ("purpose", "purpose"),
        ("purpose_change", "majority"),
        ("voices", "propose"),
        ("decisions", "way"),
        ("decisions", "quorum"),
        ("decisions", "voting_days"),
        ("admission", "waiting"),
        ("openness", "names"),
        ("asset_lock", "destination"),
    ),
)

WERKCOOPERATIE = Preset(
    id="werkcooperatie",
    title=Words("Werkcoöperatie", "Work cooperative"),
    description=Words(
        "Voor mensen die samen ondernemen. Met een deelnemersraad, een bewaarder en partners zoals de gemeente.",
        "For people who run a business together. With a participants' council, a guardian and partners.",
    ),
    form=Form.COOPERATIVE_UA,
    clauses=(
        ("purpose", {}),
        ("purpose_change", {}),
        ("voices", {}),
        ("participants", {"acts": ["purpose", "dissolve", "merge", "convert", "split", "sell"]}),
        ("earnings", {}),
        ("decisions", {}),
        ("choices", {}),
        ("provisional", {}),
        ("board", {}),
        ("offices", {"council": "general_meeting"}),
        (
            "admission",
            {
                "decides": "general_meeting",
                "majority": [3, 4],
                "trial": 90,
                "guards": ["participants_council", "general_meeting"],
                "guards_majority": [3, 4],
            },
        ),
        ("contributions", {"share": 10_000}),
        ("work", {}),
        ("openness", {}),
        ("counter_voice", {}),
        ("complaints", {}),
        ("surplus", {"members": [1, 5]}),
        ("asset_lock", {}),
        ("disposal", {"guards": ["participants_council", "guardian"]}),
        ("units", {}),
        ("purse", {}),
        ("compensation", {}),
        ("pots", {}),
        ("partners", {"acts": ["purpose", "merge", "dissolve"]}),
        ("amendment", {}),
        ("entrenchment", {}),
    ),
    questions=(
        ("purpose", "purpose"),
        ("purpose_change", "majority"),
        ("purpose_change", "quorum"),
        ("participants", "acts"),
        ("earnings", "factor"),
        ("earnings", "part"),
        ("decisions", "way"),
        ("decisions", "quorum"),
        ("admission", "trial"),
        ("admission", "waiting"),
        ("contributions", "euro"),
        ("contributions", "minutes"),
        ("contributions", "share"),
        ("openness", "names"),
        ("surplus", "reserve"),
        ("surplus", "members"),
        ("asset_lock", "destination"),
        ("disposal", "amount"),
        ("partners", "silence"),
    ),
)

VERENIGING = Preset(
    id="vereniging",
    title=Words("Buurtvereniging", "Neighbourhood association"),
    description=Words(
        "Voor een hele buurt, met veel vrijwilligers. Buren zonder lidmaatschap praten mee als certificaathouder.",
        "For a whole neighbourhood, with many volunteers. Neighbours who are not members have a voice as well.",
    ),
    form=Form.ASSOCIATION,
    clauses=(
        ("purpose", {}),
        ("purpose_change", {"quorum": [1, 4], "gap": 30}),
        ("voices", {"propose": ["member", "volunteer", "certificate_holder"]}),
        ("volunteers", {"acts": ["exceed_earnings", "dissolve", "purpose", "merge", "sell"]}),
        ("earnings", {"guards": ["volunteers"]}),
        ("decisions", {"way": "majority", "quorum": [1, 10], "notice": 7}),
        ("choices", {}),
        ("provisional", {}),
        ("board", {"seats": 5}),
        (
            "admission",
            {
                "decides": "general_meeting",
                "majority": [3, 4],
                "expels": "board",
                "guards": ["general_meeting"],
                "guards_majority": [3, 4],
            },
        ),
        ("contributions", {"euro": 200, "minutes": 0}),
        ("work", {}),
        ("openness", {}),
        ("counter_voice", {}),
        ("complaints", {"guards": ["volunteers"]}),
        ("surplus", {"guards": ["volunteers"]}),
        ("asset_lock", {"appoints": "general_meeting", "guards": ["volunteers"]}),
        ("disposal", {"guards": ["volunteers"]}),
        ("units", {}),
        ("purse", {}),
        ("compensation", {}),
        ("amendment", {}),
        ("entrenchment", {"guards": ["volunteers"]}),
    ),
    questions=(
        ("purpose", "purpose"),
        ("purpose_change", "majority"),
        ("purpose_change", "quorum"),
        ("voices", "propose"),
        ("volunteers", "acts"),
        ("decisions", "way"),
        ("decisions", "quorum"),
        ("board", "seats"),
        ("admission", "waiting"),
        ("contributions", "euro"),
        ("openness", "names"),
        ("asset_lock", "destination"),
        ("disposal", "amount"),
    ),
)

_BY_THE_BOARD: Overrides = {"body": "board"}
_WATCHERS: list[str] = ["participants_council", "supervisory_board"]

STICHTING = Preset(
    id="stichting",
    title=Words("Stichting met deelnemers", "Foundation with participants"),
    description=Words(
        "Voor een groep zonder leden. Het bestuur beslist, maar niet zonder de deelnemersraad en de raad van toezicht.",
        "For a group without members. The board decides, but not without the participants and the supervisors.",
    ),
    form=Form.FOUNDATION,
    clauses=(
        ("purpose", {}),
        ("purpose_change", {**_BY_THE_BOARD, "quorum": [3, 4], "gap": 30}),
        (
            "voices",
            {
                "propose": ["participant", "volunteer"],
                "speak": ["participant", "volunteer", "certificate_holder", "funder"],
                "invite": ["participant", "board"],
            },
        ),
        (
            "participants",
            {"acts": ["purpose", "dissolve", "merge", "convert", "split", "sell"], "majority": [2, 3]},
        ),
        ("volunteers", {}),
        ("earnings", {**_BY_THE_BOARD, "guards": _WATCHERS}),
        ("decisions", {**_BY_THE_BOARD, "quorum": [1, 2]}),
        ("choices", {}),
        ("provisional", _BY_THE_BOARD),
        (
            "board",
            {
                "seats": 5,
                "appoints": "supervisory_board",
                "agrees": ["participants_council"],
                "partners": "supervisory_board",
                "stand_in": "supervisory_board",
            },
        ),
        (
            "offices",
            {
                "council": "board",
                "guardian": "nobody",
                "supervisory": "participants_council",
                "majority": [9, 10],
                "agrees": True,
            },
        ),
        ("work", {"workers": ["participant", "volunteer"]}),
        ("openness", {}),
        ("counter_voice", _BY_THE_BOARD),
        ("complaints", _BY_THE_BOARD),
        ("surplus", {**_BY_THE_BOARD, "guards": _WATCHERS}),
        (
            "asset_lock",
            {**_BY_THE_BOARD, "appoints": "supervisory_board"},
        ),
        ("disposal", {**_BY_THE_BOARD, "guards": _WATCHERS}),
        ("units", {"issues": "board"}),
        ("purse", {"payers": ["participant", "volunteer"]}),
        ("compensation", {"askers": ["participant", "volunteer"]}),
        ("pots", {"holders": ["participant"]}),
        ("amendment", _BY_THE_BOARD),
        ("entrenchment", {**_BY_THE_BOARD, "guards": _WATCHERS}),
    ),
    questions=(
        ("purpose", "purpose"),
        ("purpose_change", "majority"),
        ("participants", "acts"),
        ("participants", "majority"),
        ("earnings", "factor"),
        ("earnings", "part"),
        ("decisions", "way"),
        ("board", "seats"),
        ("board", "term"),
        ("openness", "names"),
        ("asset_lock", "destination"),
        ("disposal", "amount"),
    ),
)

PRESETS: tuple[Preset, ...] = (BUURTCOLLECTIEF, WERKCOOPERATIE, VERENIGING, STICHTING)
