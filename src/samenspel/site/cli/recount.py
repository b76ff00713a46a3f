"""`recount FILE`: count a published ballot file again, and say whether the outcome is what was published.

Also counts ballot files that others use: BLT, PrefLib, Pabulib, CSV. Needs no database and no settings.
"""

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from samenspel.site.cli.terminal import say
from samenspel.site.cli.verb import CommandError, Verb

if TYPE_CHECKING:
    from samenspel.kernels.tally.formats import Election
    from samenspel.kernels.tally.published import Recount

_PREFLIB = {".soc", ".soi", ".toc", ".toi"}


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        type=Path,
        help="a ballot file: .json as published here, .blt, .soi, .toi, .soc, .toc, .pb or .csv",
    )
    parser.add_argument("--method", help="the way of counting, for files that do not say; see docs/methods")
    parser.add_argument("--seats", type=int, help="how many are chosen")
    parser.add_argument("--budget", type=int, help="how much there is to divide, in the unit of the costs")
    parser.add_argument(
        "--seed", default="", help="the public text that lots are drawn from; without it no tie is broken"
    )
    parser.add_argument(
        "--language", choices=["nl", "en"], default="nl", help="the language of the outcome (%(default)s)"
    )
    parser.add_argument("--json", action="store_true", help="print the whole result as JSON")


def _run(options: argparse.Namespace) -> int:
    from samenspel.kernels.tally import TallyError, UnknownMethodError  # noqa: PLC0415 - help costs nothing

    try:
        text = options.file.read_text(encoding="utf-8-sig")
        counted = _recount(options, text)
    except OSError as error:
        raise CommandError(f"{options.file}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{options.file} is not text in UTF-8.") from error
    except UnknownMethodError as error:
        raise CommandError(f"There is no way of counting called {error}. docs/methods lists them.") from error
    except TallyError as error:
        raise CommandError(f"{options.file}: {error.words.nl}\n{options.file}: {error.words.en}") from error
    if options.json:
        say(json.dumps(counted.result.as_json(), ensure_ascii=False, indent=1))
    else:
        _tell(counted, options.language)
    return 1 if False in {counted.ballots_match, counted.result_matches} else 0


def _recount(options: argparse.Namespace, text: str) -> "Recount":
    from samenspel.kernels.tally import published  # noqa: PLC0415

    if options.file.suffix.lower() == ".json":
        return published.recount(text)
    return _count(options, _election(options, text))


def _election(options: argparse.Namespace, text: str) -> "Election":
    """Read a file of another format. Raises BadFileError, CommandError and UnknownMethodError."""
    from samenspel.kernels.tally import METHODS, UnknownMethodError, formats  # noqa: PLC0415

    suffix = options.file.suffix.lower()
    if suffix == ".blt":
        return formats.read_blt(text)
    if suffix in _PREFLIB:
        return formats.read_preflib(text)
    if suffix == ".pb":
        return formats.read_pabulib(text)
    if suffix == ".csv":
        if options.method is None:
            raise CommandError("A CSV file does not say how it is counted: give --method.")
        if options.method not in METHODS:
            raise UnknownMethodError(options.method)
        return formats.read_csv(text, METHODS[options.method].kind)
    raise CommandError(
        f"{options.file}: the name must end in .json, .blt, .soi, .toi, .soc, .toc, .pb or .csv."
    )


_USUAL = {".blt": "stv_scottish", ".pb": "equal_shares"}
"""The way of counting that the files of a format are made for."""


def _count(options: argparse.Namespace, election: "Election") -> "Recount":
    from samenspel.kernels.tally import METHODS, Tie, UnknownMethodError, count  # noqa: PLC0415
    from samenspel.kernels.tally.published import Recount  # noqa: PLC0415

    method = options.method or _USUAL.get(options.file.suffix.lower(), "schulze")
    if method not in METHODS:
        raise UnknownMethodError(method)
    if METHODS[method].kind is not election.kind:
        raise CommandError(f"{method} counts {METHODS[method].kind}, but this file holds {election.kind}.")
    given = {
        name: getattr(options, name) for name in ("seats", "budget") if getattr(options, name) is not None
    }
    rules = replace(
        election.rules, tie=Tie.LOT if options.seed else Tie.NO_DECISION, seed=options.seed, **given
    )
    result = count(method, election.ballots, election.options, rules)
    return Recount(election.title, election.options, result, None, None)


def _tell(counted: "Recount", language: str) -> None:
    result = counted.result
    titles = {option.id: option.title for option in counted.options}
    if counted.title:
        say(counted.title)
    say(str(getattr(result.explanation, language)))
    for step in result.steps:
        say(f"  {getattr(step, language)}")
    for option, score in result.scores:
        say(f"  {titles.get(option, option)}: {score}")
    for matches, (same, other) in (
        (counted.ballots_match, _BALLOTS[language]),
        (counted.result_matches, _OUTCOME[language]),
    ):
        if matches is not None:
            say(same if matches else other)


_BALLOTS = {
    "nl": (
        "De stembriefjes zijn zoals ze zijn gepubliceerd.",
        "De stembriefjes zijn NIET zoals ze zijn gepubliceerd.",
    ),
    "en": ("The ballots are as published.", "The ballots are NOT as published."),
}
_OUTCOME = {
    "nl": ("De uitslag is zoals die is gepubliceerd.", "De uitslag is NIET zoals die is gepubliceerd."),
    "en": ("The outcome is as published.", "The outcome is NOT as published."),
}


VERB = Verb("recount", "count a ballot file again and compare with what was published", _run, _arguments)
