"""What the law says where a charter is silent, for the questions of the analysis. Text of 1 July 2026."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from samenspel.kernels.statute.floors import ASSOCIATIONS, floor
from samenspel.kernels.statute.model import Base, Provision, Requirement, Share, in_law
from samenspel.kernels.statute.statute import Statute, touches
from samenspel.kernels.statute.vocabulary import AMEND_ANYTHING, MEMBER_FORMS, Body, Form, split_act

ONE_VOTE = "entrenchment.votes"
"""The provision “one member, one vote” where a charter has it."""
LAW_ONE_VOTE = "law.votes"
"""The same where only the law says so (2:38 lid 1 BW)."""
ADMISSION_BY_LAW = "law.admission"

_BOARD = Requirement(Body.BOARD, notice_days=0)
_EVERYONE = Requirement(Body.GENERAL_MEETING, Share(1, 1), strict=False, base=Base.ALL, notice_days=0)


@dataclass(frozen=True, slots=True)
class Ground:
    """What the law itself asks for an act, with its article.

    With `opens`, an amendment that makes the charter speak of the act does as well as the requirements; and where
    there are none, only that.
    """

    article: str
    requirements: tuple[Requirement, ...] = ()
    opens: bool = False


_UNASKED = {
    "surplus": "2:23b lid 1 BW",
    "admit": "2:33 BW",
    "suspend": "2:35 lid 4 BW",
    "exceed_earnings": "2:9 BW",
}
"""Acts for which the law of a legal person asks nobody's vote."""


def ground(statute: Statute, act: str) -> Ground | None:
    """What the law asks for an act under a charter; None when it forbids the act.

    Where the law leaves an act to the charter and the charter does not speak of it, an amendment must open the way.
    A group without a legal form is bound by agreement: what its charter does not speak of takes the yes of all.
    """
    kind, _ = split_act(act)
    amendable = any(AMEND_ANYTHING in provision.acts for provision in statute.written)
    least = floor(statute.form, act, broad_purpose=bool(statute.settings.broad_purpose), amendable=amendable)
    spoken = any(touches(provision, act) for provision in statute.provisions)
    if least is not None:
        # 2:291 lid 2: the board of a foundation sells registered property only where its statutes say so
        opens = statute.form is Form.FOUNDATION and kind.id == "sell" and not spoken
        return None if least.forbidden else Ground(least.article, () if opens else least.requirements, opens)
    if kind.id in _UNASKED and (statute.form is not Form.NONE_YET or kind.id == "surplus"):
        return Ground(_UNASKED[kind.id])
    if spoken or any(act in power.acts for power in statute.powers):
        return Ground("")
    if statute.form is Form.NONE_YET:
        return Ground("6:217 BW", (_EVERYONE,), opens=True)
    return Ground("", opens=True)


def with_defaults(statute: Statute) -> Statute:
    """Add the rules the law has for what a charter does not speak of. Each can be changed by an amendment."""
    return replace(statute, provisions=(*statute.provisions, *_defaults(statute)), _plans={})


def _defaults(statute: Statute) -> Iterator[Provision]:
    spoken = {act for provision in statute.provisions for act in provision.acts}
    form = statute.form
    if form in ASSOCIATIONS and "admit" not in spoken:
        yield Provision(ADMISSION_BY_LAW, frozenset({"admit"}), (_BOARD,), in_law("2:33 BW"))
    if form in ASSOCIATIONS and "suspend" not in spoken:
        yield Provision("law.suspension", frozenset({"suspend"}), (_BOARD,), in_law("2:35 lid 4 BW"))
    if form is not Form.NONE_YET and "exceed_earnings" not in spoken:
        meeting = form is Form.BV
        pays = Requirement(Body.GENERAL_MEETING) if meeting else _BOARD
        article = "2:245 BW" if meeting else "2:291 lid 1 BW" if form is Form.FOUNDATION else "2:44 lid 1 BW"
        yield Provision("law.pay", frozenset({"exceed_earnings"}), (pays,), in_law(article))
    if form in MEMBER_FORMS and not any(p.id in {ONE_VOTE, LAW_ONE_VOTE} for p in statute.provisions):
        yield Provision(LAW_ONE_VOTE, frozenset(), (), in_law("2:38 lid 1 BW"))
