"""The JSON API: the same acts and the same reading as the pages, for other programs.

One address per act, made from the registry, so that no act can be forgotten or get rules of its own. Errors are
problem details (RFC 9457); a refusal quotes the rule it rests on, as the page does. Signing in is the site's own:
the session cookie, with its token against forged requests.
"""

import json
from collections.abc import Callable
from typing import Any, Literal
from uuid import UUID

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language, gettext
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.security import django_auth

from samenspel.ground.foundation import collectives
from samenspel.ground.journal import queries as journal
from samenspel.ground.journal.deeds import Audience
from samenspel.ground.people import helping
from samenspel.kernels.statute.clause import Language
from samenspel.kernels.statute.words import outcome_words
from samenspel.rooms.deciding import acts as deciding
from samenspel.rooms.deciding import queries as decisions
from samenspel.rooms.membership import api as members
from samenspel.rooms.membership import queries as membership
from samenspel.rooms.statute import api as rules
from samenspel.rooms.statute import gate, refusals
from samenspel.rooms.statute import queries as statute
from samenspel.rooms.statute.gate import ACTS, Actor, Free
from samenspel.rooms.statute.params import BadParamsError, adapter, to_json

PROBLEM = "application/problem+json"
PAGE = 50


class _Api(NinjaAPI):
    """Adds the shapes of all acts' parameters to the description of the API."""

    def get_openapi_schema(self, **rest: Any) -> Any:
        schema = super().get_openapi_schema(**rest)
        schema.setdefault("components", {}).setdefault("schemas", {}).update(_shapes())
        return schema


api = _Api(
    title="Samenspel",
    version="1",
    description="Everything a collective does is an act. Every act is allowed or refused by its own rules.",
    auth=django_auth,
    urls_namespace="api",
    docs_url=None,  # its page would load scripts from elsewhere; the description itself is at openapi.json
)


def _shapes() -> dict[str, Any]:
    """JSON schemas of the parameters of every act, with those they are made of."""
    shapes: dict[str, Any] = {}
    for act in ACTS.values():
        shape = adapter(act.params).json_schema(ref_template="#/components/schemas/{model}")
        shapes |= shape.pop("$defs", {})
        shapes[_shape_name(act.name)] = shape
    return shapes


def _shape_name(act: str) -> str:
    return "Params." + act


# What went wrong, in words


def _problem(status: int, kind: str, title: str, **rest: object) -> JsonResponse:
    body = {"type": f"urn:samenspel:problem:{kind}", "title": title, "status": status, **rest}
    return JsonResponse(body, status=status, content_type=PROBLEM)


def _language() -> Language:
    return Language.EN if get_language() == "en" else Language.NL


def _from_gate(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    """What the page of the refusal says, as problem details; the room words both."""
    del request
    assert isinstance(error, (gate.GateError, BadParamsError))
    told = refusals.problem(error)
    return JsonResponse(told, status=int(str(told["status"])), content_type=PROBLEM)


for _kind in (gate.RefusedError, gate.ImpossibleError, BadParamsError):
    api.add_exception_handler(_kind, _from_gate)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    del request
    wrong = {".".join(map(str, each["loc"])): str(each["msg"]) for each in error.errors}
    return _problem(422, "bad-input", gettext("Something is not right here."), errors=wrong)


@api.exception_handler(collectives.UnknownCollectiveError)
def _unknown(request: HttpRequest, error: collectives.UnknownCollectiveError) -> HttpResponse:
    del request, error
    return _problem(404, "unknown", gettext("There is no collective at this address."))


@api.exception_handler(HttpError)
def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    del request
    return _problem(error.status_code, "error", error.message)


# Acting


def _actor(request: HttpRequest, collective_id: UUID) -> Actor:
    acting = helping.actor(request, _at(request))
    if acting is None:
        return Actor(collective_id, None)
    return Actor(collective_id, acting.person_id, acting.helper_id)


def _at(request: HttpRequest) -> Any:
    return request.at  # type: ignore[attr-defined]


def _body(request: HttpRequest) -> dict[str, object]:
    """The parameters in the request. Raises HttpError for anything but a JSON object."""
    try:
        raw = json.loads(request.body or b"{}")
    except (ValueError, RecursionError, RequestDataTooBig) as error:
        raise HttpError(400, gettext("This is not JSON.")) from error
    if not isinstance(raw, dict):
        raise HttpError(400, gettext("Send a JSON object."))
    return raw


def _key(request: HttpRequest) -> UUID | None:
    """The key of the request, from the header `Idempotency-Key`. Raises HttpError for what is not a UUID."""
    raw = request.headers.get("Idempotency-Key")
    try:
        return UUID(raw) if raw else None
    except ValueError as error:
        raise HttpError(400, gettext("Idempotency-Key is a UUID.")) from error


def _act_view(name: str) -> Callable[[HttpRequest, str], Any]:
    def view(request: HttpRequest, slug: str) -> Any:
        collective = collectives.by_slug(slug)
        at = _at(request)
        done = gate.attempt(name, _actor(request, collective.id), _body(request), at=at, key=_key(request))
        if name.startswith("deciding."):
            deciding.advance(collective.id, at)
        return {
            "deed": done.deed.sequence,
            "hash": done.deed.hash,
            "repeated": done.repeated,
            "result": to_json(done.result) if isinstance(done.result, UUID) else None,
        }

    view.__name__ = name.replace(".", "_")
    view.__doc__ = f"{ACTS[name].params.__doc__}"
    return view


def _open_to_people(name: str) -> bool:
    """Whether a program can attempt the act for a person: not the clock's own, and not before there is a collective."""
    governed = ACTS[name].governed
    clock_only = isinstance(governed, Free) and governed.standings == deciding.CLOCK.standings
    return not clock_only and not ACTS[name].before_founding


def _add_acts() -> None:
    for name in sorted(ACTS):
        if _open_to_people(name):
            reference = {"$ref": f"#/components/schemas/{_shape_name(name)}"}
            api.post(
                f"/collectives/{{slug}}/acts/{name}",
                tags=["acts"],
                operation_id=name,
                summary=str(ACTS[name].params.__doc__).split(".")[0],
                openapi_extra={
                    "requestBody": {"required": True, "content": {"application/json": {"schema": reference}}}
                },
            )(_act_view(name))


_add_acts()
api.add_router("/collectives", rules.router)
api.add_router("/collectives", members.router)


@api.post("/collectives/{slug}/may/{act}", tags=["acts"])
def may(request: HttpRequest, slug: str, act: str) -> Any:
    """Ask what the rules say of an act with the parameters in the body, without doing it."""
    collective = collectives.by_slug(slug)
    if act not in ACTS or not _open_to_people(act):
        raise HttpError(404, gettext("There is no such act."))
    at = _at(request)
    verdict = gate.ask(act, _actor(request, collective.id), _body(request), at=at)
    version = statute.in_force(collective.id, at)
    found = refusals.reasons(
        verdict, version.charter if version is not None else None, collective, _language()
    )
    return {
        "outcome": verdict.outcome.value,
        "title": outcome_words(verdict.outcome, _language()),
        "acts": list(verdict.acts),
        "grounds": [refusals.ground_json(reason) for reason in found],
    }


# Reading


@api.get("/collectives", auth=None, tags=["reading"])
def list_collectives(request: HttpRequest, search: str = "", page: int = 1) -> Any:
    """The collectives of this installation, fifty at a time."""
    del request
    rows = collectives.listed(_clean(search))
    start = (max(1, min(page, 10_000)) - 1) * PAGE
    return {
        "count": rows.count(),
        "collectives": [_card(collectives.as_card(row)) for row in rows[start : start + PAGE]],
    }


@api.get("/collectives/{slug}", auth=None, tags=["reading"])
def read_collective(request: HttpRequest, slug: str) -> Any:
    """One collective."""
    del request
    return _card(collectives.by_slug(slug))


@api.get("/collectives/{slug}/statute", auth=None, tags=["reading"])
def read_statute(request: HttpRequest, slug: str) -> Any:
    """The rules in force, as data and as plain sentences."""
    version = statute.in_force(collectives.by_slug(slug).id, _at(request))
    if version is None:
        raise HttpError(404, "There are no rules yet.")
    return {
        "version": version.number,
        "hash": version.hash,
        "charter": version.charter.to_json(),
        "text": {adopted.id: adopted.write(_language()).text for adopted in version.charter.clauses},
    }


@api.get("/collectives/{slug}/decisions", auth=None, tags=["reading"])
def read_decisions(
    request: HttpRequest, slug: str, which: Literal["in_force", "all"] = "in_force", page: int = 1
) -> Any:
    """Decisions in force, or all that ever took effect."""
    collective = collectives.by_slug(slug)
    lines, number, pages, count = decisions.decision_page(
        collective.id, in_force=which == "in_force", at=_at(request), number=page
    )
    return {
        "page": number,
        "pages": pages,
        "count": count,
        "decisions": [
            {
                "number": line.number,
                "title": line.title,
                "reason": line.reason,
                "in_force_from": line.in_force_from,
                "review_on": line.review_on,
                "end": line.end,
            }
            for line in lines
        ],
    }


@api.get("/collectives/{slug}/proposals", tags=["reading"])
def read_proposals(request: HttpRequest, slug: str, page: int = 1) -> Any:
    """Proposals, for those who take part."""
    collective = collectives.by_slug(slug)
    _insiders_only(request, collective.id)
    lines, number, pages, count = decisions.proposal_page(collective.id, number=page)
    return {
        "page": number,
        "pages": pages,
        "count": count,
        "proposals": [
            {"id": line.id, "title": line.title, "state": line.state, "closes_at": line.closes_at}
            for line in lines
        ],
    }


@api.get("/collectives/{slug}/book", auth=None, tags=["reading"])
def read_book(request: HttpRequest, slug: str, page: int = 1) -> Any:
    """The public book: what was done, without names."""
    collective = collectives.by_slug(slug)
    wanted = journal.Filter(audiences=frozenset({Audience.PUBLIC}), until=_at(request))
    deeds, number, pages = journal.page(collective.id, wanted, page)
    return {
        "page": number,
        "pages": pages,
        "deeds": [{"sequence": d.sequence, "type": d.type, "at": d.at, "hash": d.hash} for d in deeds],
    }


def _clean(text: str) -> str:
    """What was searched for, without characters that no database stores."""
    return text.replace("\x00", "")


def _insiders_only(request: HttpRequest, collective_id: UUID) -> None:
    actor = _actor(request, collective_id)
    if not membership.is_insider(collective_id, actor.person_id, _at(request)):
        raise HttpError(403, gettext("This is for those who take part in this collective."))


def _card(card: collectives.CollectiveCard) -> dict[str, object]:
    return {"slug": card.slug, "name": card.name, "place": card.place, "form": card.form, "since": card.since}
