"""A refusal, so that one can read it: the rule it rests on, and what one can do instead. For pages and the API."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samenspel.ground.foundation import collectives
from samenspel.ground.foundation.canonical import Json
from samenspel.ground.foundation.collectives import CollectiveCard
from samenspel.kernels.statute.articles import Citation, cited
from samenspel.kernels.statute.catalogue import act_phrase, standings_phrase
from samenspel.kernels.statute.charter import Charter
from samenspel.kernels.statute.clause import Language
from samenspel.kernels.statute.judge import Ground, Outcome, Verdict, Why
from samenspel.kernels.statute.library import CLAUSES
from samenspel.kernels.statute.model import Requirement
from samenspel.kernels.statute.vocabulary import Standing
from samenspel.kernels.statute.words import Explained, explain, outcome_words
from samenspel.rooms.statute import params as reading
from samenspel.rooms.statute.gate import (
    ACTS,
    GateError,
    ImpossibleError,
    KeyReusedError,
    NeedsDecisionError,
    NoCharterError,
    RefusedError,
)
from samenspel.rooms.statute.params import BadParamsError

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of an adopted rule in its context: what stands before, the sentence itself, what stands after."""

    clause: str
    title: str
    sentence: str
    before: str
    marked: str
    after: str
    url: str


@dataclass(frozen=True, slots=True)
class Reason:
    """A ground of a verdict: met or not, what it says, and the places it rests on."""

    met: bool
    text: str
    quotes: tuple[Quote, ...]
    law: tuple[tuple[Citation, ...], ...]
    requirement: Requirement | None = None


@dataclass(frozen=True, slots=True)
class Instead:
    """Something one can do instead. With `act` it is a form that hands an act on to deciding together."""

    text: str
    url: str = ""
    act: str = ""
    params: str = ""


def reasons(
    verdict: Verdict, charter: Charter | None, card: CollectiveCard, language: Language
) -> tuple[Reason, ...]:
    """The grounds of a verdict in words, those that are not met first; the same ground is said once."""
    found = [_reason(ground, charter, card, language) for ground in verdict.grounds]
    return tuple(sorted(dict.fromkeys(found), key=lambda reason: reason.met))


def _reason(ground: Ground, charter: Charter | None, card: CollectiveCard, language: Language) -> Reason:
    if ground.why is Why.FORBIDDEN and not any(part.url for s in ground.sources for part in cited(s.article)):
        return Reason(
            ground.met, _("A secret vote is cast by the voter alone. A helper cannot do it."), (), ()
        )
    if charter is None:
        return Reason(
            ground.met, _without_charter(ground), (), tuple(cited(s.article) for s in ground.sources)
        )
    told = explain(Verdict(Outcome.REFUSED, (), (ground,)), charter, language)
    quotes = tuple(
        quoted(each, source.sentence, card, language)
        for each, source in zip(told, ground.sources, strict=False)
        if each.clause
    )
    law = tuple(cited(each.article) for each in told if each.article)
    return Reason(ground.met, told[0].text, quotes, law, ground.requirement)


def _without_charter(ground: Ground) -> str:
    if ground.power is not None:
        return _("This can be done by: %(who)s.") % {
            "who": standings_phrase(ground.power.standings, _language())
        }
    return _("There are no rules yet. So nothing can be allowed by them.")


def quoted(told: Explained, sentence: str, card: CollectiveCard, language: Language) -> Quote:
    """A quotation with its own address."""
    return Quote(
        clause=told.clause,
        title=CLAUSES[told.clause].title.say(language),
        sentence=sentence,
        before=told.quote[: told.start].strip(),
        marked=told.quote[told.start : told.end],
        after=told.quote[told.end :].strip(),
        url=f"{reverse('statute:clause', args=[card.slug, told.clause])}#{sentence}",
    )


def instead(
    verdict: Verdict, charter: Charter | None, card: CollectiveCard, language: Language
) -> list[Instead]:
    """What one can do instead, the most helpful thing first."""
    unmet = [ground for ground in verdict.grounds if not ground.met]
    able = [ground.power.standings for ground in unmet if ground.power is not None]
    found = [_ask_someone(frozenset().union(*able), card, language)] if able else []
    for ground in unmet:
        found += _instead_of(ground, card)
    if charter is not None:
        found.append(Instead(_("Read all the rules."), reverse("statute:read", args=[card.slug])))
    return list(dict.fromkeys(found))


def _instead_of(ground: Ground, card: CollectiveCard) -> list[Instead]:
    if ground.why is Why.LIMIT:
        clause = ground.sources[0].clause if ground.sources else ""
        if clause:
            change = reverse("statute:amend", args=[card.slug, clause])
            return [
                Instead(_("Wait until there is room again.")),
                Instead(_("Propose to change the limit."), change),
            ]
    if ground.why is Why.SILENCE:
        return [Instead(_("Propose a rule about it."), reverse("statute:additions", args=[card.slug]))]
    return []


def _ask_someone(standings: frozenset[Standing], card: CollectiveCard, language: Language) -> Instead:
    people = _address("membership:people", card.slug)
    if standings == {Standing.PERSON}:
        return Instead(_("Sign in first."), _address("people:sign_in"))
    if standings == {Standing.CLOCKWORK}:
        return Instead(_("Wait. The platform does this by itself, on the right day."))
    return Instead(
        _("Ask someone who may do this: %(who)s.") % {"who": standings_phrase(standings, language)}, people
    )


def _address(name: str, *parts: object) -> str:
    try:
        return reverse(name, args=parts)
    except NoReverseMatch:
        return ""


def refusal_view(request: HttpRequest, error: GateError | BadParamsError) -> HttpResponse:
    """The page for whatever the gate said no to. Nothing was done, and the page says so."""
    if not isinstance(error, RefusedError):
        return render(
            request, "statute/impossible.html", {"messages_told": told(error)}, status=_status(error)
        )
    language, card = _language(), _card(error, request)
    charter = error.version.charter if error.version is not None else None
    context = {
        "refusal": error,
        "verdict": error.verdict,
        "version": error.version,
        "sentence": sentence_of(error),
        "outcome": outcome_words(error.verdict.outcome, language),
        "needs_decision": isinstance(error, NeedsDecisionError),
        "reasons": reasons(error.verdict, charter, card, language) if card is not None else (),
        "instead": _instead(error, charter, card, language) if card is not None else [],
    }
    return render(request, "statute/refused.html", context, status=_status(error))


def _instead(
    error: RefusedError, charter: Charter | None, card: CollectiveCard, language: Language
) -> list[Instead]:
    rest = instead(error.verdict, charter, card, language)
    url = _address("deciding:new_for_act", card.slug)
    if isinstance(error, NeedsDecisionError) and ACTS[error.act].by_decision and url:
        params = json.dumps(reading.to_json(error.params), ensure_ascii=False)
        return [Instead(_("Put it to the others as a proposal."), url, error.act, params), *rest]
    return rest


def sentence_of(error: RefusedError) -> str:
    """What one was about to do: the act's own sentence, or what the law calls it."""
    spec = ACTS.get(error.act)
    if spec is not None:
        return str(spec.sentence)
    return ", ".join(act_phrase(act, _language()) for act in error.verdict.acts)


def told(error: GateError | BadParamsError) -> list[str]:
    """The messages of an error that is not a verdict."""
    if isinstance(error, ImpossibleError):
        return [str(error.message)]
    if isinstance(error, BadParamsError):
        return [f"{name}: {message}" if name else str(message) for name, message in error.errors.items()]
    return [_("There are no rules yet. So nothing can be allowed by them.")]


def _card(error: RefusedError, request: HttpRequest) -> CollectiveCard | None:
    card: CollectiveCard | None = getattr(request, "collective", None)
    if card is None and error.version is not None:
        return collectives.by_id(error.version.collective_id)
    return card


def _language() -> Language:
    return Language.EN if get_language() == "en" else Language.NL


_FORBIDDEN, _CONFLICT, _UNREADABLE = 403, 409, 422


def _status(error: GateError | BadParamsError) -> int:
    if isinstance(error, RefusedError):
        return _FORBIDDEN
    return _UNREADABLE if isinstance(error, BadParamsError) else _CONFLICT


_KINDS: tuple[tuple[type[Exception], str], ...] = (
    (NeedsDecisionError, "needs-decision"),
    (RefusedError, "refused"),
    (KeyReusedError, "key-reused"),
    (NoCharterError, "no-charter"),
    (ImpossibleError, "impossible"),
    (BadParamsError, "bad-parameters"),
)


def problem(error: GateError | BadParamsError) -> dict[str, Json]:
    """The same as problem details (RFC 9457): `status` is also the status of the answer.

    Beside the fields of the standard: `outcome`, `act`, `version`, `grounds` and `instead` for a verdict, and
    `errors` per field for parameters that cannot be read.
    """
    kind = next(name for class_, name in _KINDS if isinstance(error, class_))
    result: dict[str, Json] = {"type": f"urn:samenspel:problem:{kind}", "status": _status(error)}
    if isinstance(error, RefusedError):
        return result | _problem_of_verdict(error)
    result |= {"title": _("This was not done."), "detail": " ".join(told(error))}
    if isinstance(error, BadParamsError):
        result["errors"] = {name: str(message) for name, message in error.errors.items()}
    return result


def _problem_of_verdict(error: RefusedError) -> dict[str, Json]:
    language, version = _language(), error.version
    charter = version.charter if version is not None else None
    card = collectives.by_id(version.collective_id) if version is not None else None
    found = reasons(error.verdict, charter, card, language) if card is not None else ()
    return {
        "title": outcome_words(error.verdict.outcome, language),
        "detail": " ".join(reason.text for reason in found if not reason.met),
        "outcome": error.verdict.outcome.value,
        "act": error.act,
        "version": version.number if version is not None else None,
        "grounds": [ground_json(reason) for reason in found],
        "instead": [
            {"text": each.text, "url": each.url}
            for each in (_instead(error, charter, card, language) if card else [])
        ],
    }


def ground_json(reason: Reason) -> dict[str, Json]:
    """A ground as JSON: the same text and places as on the page."""
    return {
        "met": reason.met,
        "text": reason.text,
        "clauses": [
            {
                "clause": quote.clause,
                "sentence": quote.sentence,
                "title": quote.title,
                "text": quote.marked,
                "url": quote.url,
            }
            for quote in reason.quotes
        ],
        "articles": ["".join(part.text for part in citation) for citation in reason.law if citation],
    }
