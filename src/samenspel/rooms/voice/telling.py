"""What the counter-voice puts on the pages of deciding: what is said against a decision, and what an answer answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenspel.ground.people import queries as people
from samenspel.kernels.statute.clause import Language
from samenspel.rooms.deciding import queries as deciding
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
    last_day: datetime
    is_open: bool
    counts: bool
    speak_url: str
    waits_until: datetime | None
    opponents: int
    more: int
    """How many more people without a vote it takes to wait longer again; 0 when no more is added."""
    longer: str
    """For how long then: “7 days”."""


def beside(reader: Onlooker, decided: ProposalView) -> Beside | None:
    """What is said against a decision, and the way to speak; None where the rules have no counter-voice for it."""
    terms = queries.terms_of(decided)
    if terms is None or decided.concluded_at is None:
        return None
    as_of = reader.at if reader.earlier else None
    statements = queries.statements(reader.id, decided.id, reader.person_id, as_of)
    is_open = reader.at < terms.until and not reader.earlier
    waits = decided.state == "decided" and not reader.earlier
    names = people.names([each.person_id for each in statements]) if reader.sees_names else {}
    mine = any(each.mine for each in statements)
    more, longer = _further(terms, decided) if waits and is_open else (0, "")
    shown = Voices(
        said=[
            Said(
                names.get(each.person_id, _("Someone")),
                each,
                support=is_open
                and bool(each.text)
                and not (each.mine or each.supported)
                and reader.person_id is not None,
                take_back=not reader.earlier and (each.mine or (each.supported and is_open)),
                answer_due=not reader.earlier and each.people >= terms.supporters and not each.answer,
                answer_url=_answer_url(reader, each) if not each.answer and not reader.earlier else "",
            )
            for each in statements
        ],
        last_day=terms.until - timedelta(days=1),
        is_open=is_open,
        counts=not reader.earlier,
        speak_url=reverse("voice:speak", args=(reader.slug, decided.id)) if is_open and not mine else "",
        waits_until=decided.effect_at if waits else None,
        opponents=decided.opponents if waits else 0,
        more=more,
        longer=longer,
    )
    return Beside("voice/beside.html", shown)


def _further(terms: Terms, decided: ProposalView) -> tuple[int, str]:
    """How many more opponents make the decision wait longer, and for how long then; nothing when they do not."""
    delay, now = terms.delay, decided.opponents
    if not delay.fullest or now >= delay.fullest or decided.effect_at is None:
        return 0, ""
    more = delay.per - now % delay.per
    later = deciding.waits_until(decided.collective_id, decided.id, now + more)
    days = (later - decided.effect_at).days if later is not None else 0
    return (more, ngettext("%(days)s day", "%(days)s days", days) % {"days": days}) if days > 0 else (0, "")


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
    told = [(_("What was said"), found.text)] if found is not None and found.text else []
    answer = str(params.get("answer", ""))
    return [*told, (_("Our answer"), answer)] if answer else told
