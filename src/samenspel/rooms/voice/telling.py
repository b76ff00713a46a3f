"""What the counter-voice puts on the pages of deciding: what is said against a decision, and what an answer answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from samenspel.ground.people import queries as people
from samenspel.kernels.statute.clause import Language
from samenspel.rooms.deciding.queries import Beside, Onlooker, ProposalView
from samenspel.rooms.voice import queries
from samenspel.rooms.voice.queries import StatementView, Terms


@dataclass(frozen=True, slots=True)
class Said:
    """A counter-statement with the name that the reader may see, and what they can do about it."""

    name: str
    statement: StatementView
    support: bool
    take_back: bool
    answer_due: bool
    answer_url: str


@dataclass(frozen=True, slots=True)
class Voices:
    """Everything that is said against one decision, for one reader."""

    said: list[Said]
    until: datetime
    is_open: bool
    speak_url: str
    waits_until: datetime | None
    opponents: int
    more: int
    """How many more people without a vote it takes to wait longer again; 0 when no more is added."""
    longer: int
    """By how many days then."""


def beside(reader: Onlooker, decided: ProposalView) -> Beside | None:
    """What is said against a decision, and the way to speak; None where the rules have no counter-voice for it."""
    terms = queries.terms(reader.id, decided.id)
    if terms is None:
        return None
    statements = queries.statements(reader.id, decided.id, reader.person_id)
    is_open = reader.at < terms.until and not reader.earlier
    names = people.names([each.person_id for each in statements]) if reader.sees_names else {}
    mine = any(each.mine for each in statements)
    more, longer = _further(terms, decided.opponents)
    shown = Voices(
        said=[
            Said(
                names.get(each.person_id, _("Someone")),
                each,
                support=is_open and not each.mine and not each.supported and reader.person_id is not None,
                take_back=not reader.earlier and (each.mine or each.supported),
                answer_due=each.people >= terms.supporters and not each.answer,
                answer_url=_answer_url(reader, each) if not each.answer and not reader.earlier else "",
            )
            for each in statements
        ],
        until=terms.until,
        is_open=is_open,
        speak_url=reverse("voice:speak", args=(reader.slug, decided.id)) if is_open and not mine else "",
        waits_until=decided.effect_at if decided.state == "decided" else None,
        opponents=decided.opponents,
        more=more if decided.state == "decided" and is_open else 0,
        longer=longer,
    )
    return Beside("voice/beside.html", shown)


def _further(terms: Terms, opponents: int) -> tuple[int, int]:
    """How many more opponents lengthen the waiting again, and by how many days; nothing when it is at its longest."""
    delay = terms.delay
    if not delay.fullest or opponents >= delay.fullest:
        return 0, 0
    more = delay.per - opponents % delay.per
    return more, delay.longer(opponents + more) - delay.longer(opponents)


def _answer_url(reader: Onlooker, statement: StatementView) -> str:
    """Where one proposes an answer; the site shows there who may not, and why."""
    if not reader.inside:
        return ""
    start = reverse("deciding:new_for_act", args=(reader.slug,))
    return f"{start}?act=voice.answer&statement_id={statement.id}"


def answering(collective_id: UUID, params: Mapping[str, object], language: Language) -> list[tuple[str, str]]:
    """What was said, and what the answer would be."""
    del language  # people's own words are the same in every language
    found = queries.statement(collective_id, UUID(str(params["statement_id"])))
    told = [(_("What was said"), found.text)] if found is not None else []
    answer = str(params.get("answer", ""))
    return [*told, (_("Our answer"), answer)] if answer else told
