"""A published ballot file, and the recount of it.

    {"format": "samenspel-ballots-1", "title": …, "method": …, "options": [[id, title, cost], …], "rules": {…},
     "ballots": [[["1", "3"], 4], …], "ballots_sha256": …, "result_sha256": …}

Ballots are aggregated and in a fixed order: the file tells how often a ballot was cast, not by whom or when. The first
digest is over options, rules, method and ballots, the second over the figures of the result (`Result.digest`).
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from samenspel.kernels.tally.ballots import Ballots, Option
from samenspel.kernels.tally.count import METHODS, count
from samenspel.kernels.tally.formats.election import BadFileError, merged
from samenspel.kernels.tally.result import Json, Result, canonical
from samenspel.kernels.tally.rules import Rules, Tie

FORMAT = "samenspel-ballots-1"


@dataclass(frozen=True, slots=True)
class Recount:
    """A recount: the result, and whether ballots and result are what was published (None where nothing was)."""

    title: str
    options: tuple[Option, ...]
    result: Result
    ballots_match: bool | None
    result_matches: bool | None


def publish(title: str, method: str, ballots: Ballots, options: Sequence[Option], rules: Rules) -> str:
    """Count, and write the file that others recount."""
    counted: dict[str, Json] = {
        "method": method,
        "options": [[option.id, option.title, option.cost] for option in options],
        "rules": {
            name: list(value) if isinstance(value, tuple) else value for name, value in asdict(rules).items()
        },
        "ballots": _in_order(ballots),
    }
    told: dict[str, Json] = {
        "format": FORMAT,
        "title": title,
        **counted,
        "ballots_sha256": _digest(counted),
        "result_sha256": count(method, ballots, options, rules).digest(),
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def recount(text: str) -> Recount:
    """Count a published file again. Raises BadFileError for what is no such file, and what `count` raises."""
    told = _load(text)
    options = tuple(Option(*each) for each in told["options"])
    rules = Rules(
        **{**told["rules"], "tie": Tie(told["rules"]["tie"]), "order": tuple(told["rules"]["order"])}
    )
    ballots = [(tuple(written), times) for written, times in told["ballots"]]
    result = count(told["method"], ballots, options, rules)
    counted: dict[str, Json] = {
        **{name: told[name] for name in ("method", "options", "rules")},
        "ballots": _in_order(ballots),
    }
    return Recount(
        title=told.get("title", ""),
        options=options,
        result=result,
        ballots_match=_matches(told, "ballots_sha256", _digest(counted)),
        result_matches=_matches(told, "result_sha256", result.digest()),
    )


def _in_order(ballots: Ballots) -> list[Json]:
    return [[list(written), times] for written, times in merged(ballots)]


def _digest(counted: dict[str, Json]) -> str:
    return hashlib.sha256(canonical(counted).encode()).hexdigest()


def _matches(told: dict[str, Any], name: str, found: str) -> bool | None:
    return told[name] == found if told.get(name) else None


def _load(text: str) -> dict[str, Any]:
    try:
        told = json.loads(text)
        json.dumps(told, ensure_ascii=False).encode()  # half a character cannot be written
    except (ValueError, RecursionError):
        raise BadFileError(0, "dit is geen JSON-bestand.", "this is not a JSON file.") from None
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise BadFileError(
            0, f"dit is geen bestand van de soort {FORMAT}.", f"this is not a file of the format {FORMAT}."
        )
    if told.get("method") not in list(METHODS):  # a list: what is asked may be anything
        raise BadFileError(0, "de manier van tellen is onbekend.", "the way of counting is unknown.")
    if not _well_formed(told):
        raise BadFileError(
            0,
            "keuzes, regels of stembriefjes ontbreken of zijn stuk.",
            "options, rules or ballots are missing or broken.",
        )
    return told


def _well_formed(told: dict[str, Any]) -> bool:
    def texts(value: object) -> bool:
        return isinstance(value, list) and all(isinstance(each, str) for each in value)

    def whole(value: object) -> bool:
        return type(value) is int

    options, rules, ballots = told.get("options"), told.get("rules"), told.get("ballots")
    return (
        isinstance(told.get("title", ""), str)
        and isinstance(options, list)
        and all(isinstance(o, list) and len(o) == 3 and texts(o[:2]) and whole(o[2]) for o in options)
        and isinstance(ballots, list)
        and all(isinstance(b, list) and len(b) == 2 and texts(b[0]) and whole(b[1]) for b in ballots)
        and isinstance(rules, dict)
        and set(rules) == set(Rules.__dataclass_fields__)
        and rules["tie"] in list(Tie)
        and texts(rules["order"])
        and texts([rules["seed"], rules["zero"]])
        and all(whole(rules[name]) for name in ("seats", "top"))
        and all(rules[name] is None or whole(rules[name]) for name in ("budget", "strong"))
    )
