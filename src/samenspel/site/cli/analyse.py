"""`analyse CHARTER.json`: who could lawfully take a cooperative with this charter, as text or as JSON.

Needs no database and no settings. Without `--people` the charter is tried on a reference population.
"""

import argparse
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from samenspel.site.cli.terminal import say
from samenspel.site.cli.verb import CommandError, Verb

if TYPE_CHECKING:
    from samenspel.kernels.statute.analysis.people import People
    from samenspel.kernels.statute.analysis.report import Report
    from samenspel.kernels.statute.charter import Charter
    from samenspel.kernels.statute.clause import Language


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a charter as JSON, as the export of the rules gives it")
    parser.add_argument(
        "--people",
        type=Path,
        help='who there are, as JSON: [{"id": "board", "size": 5, "votes": {"board": 1, "general_meeting": 1}}, …]',
    )
    parser.add_argument(
        "--members", type=int, default=60, help="without --people: how many members (%(default)s)"
    )
    parser.add_argument(
        "--friends", type=int, default=60, help="how many friends a group could bring (%(default)s)"
    )
    parser.add_argument(
        "--start", type=date.fromisoformat, help="the day to count from, as 2027-01-31; then days are dates"
    )
    parser.add_argument(
        "--language", choices=["nl", "en"], default="nl", help="the language of the answers (%(default)s)"
    )
    parser.add_argument("--json", action="store_true", help="print everything as JSON")


def _run(options: argparse.Namespace) -> int:
    from samenspel.kernels.statute.analysis.report import report  # noqa: PLC0415 - help costs nothing
    from samenspel.kernels.statute.analysis.written import written  # noqa: PLC0415

    charter = _charter(options.file)
    people = _people(options, charter)
    if options.friends < 0:
        raise CommandError("--friends is not a negative number.")
    made = report(charter, people, friends=options.friends)
    if options.json:
        say(json.dumps(written(made), ensure_ascii=False, indent=1))
    else:
        _tell(made, options)
    return 0


def _read(path: Path) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}.") from error
    except ValueError as error:
        raise CommandError(f"{path} is not JSON: {error}") from error


def _charter(path: Path) -> "Charter":
    from samenspel.kernels.statute.charter import CharterError, from_json  # noqa: PLC0415
    from samenspel.kernels.statute.clause import BadValueError  # noqa: PLC0415

    try:
        return from_json(_read(path))
    except (CharterError, BadValueError) as error:
        raise CommandError(f"{path}: {error.words.nl}\n{path}: {error.words.en}") from error


def _people(options: argparse.Namespace, charter: "Charter") -> "People":
    from samenspel.kernels.statute.analysis.people import People, read_groups  # noqa: PLC0415
    from samenspel.kernels.statute.analysis.standard import reference_people  # noqa: PLC0415

    if options.people is None:
        if options.members < 1:
            raise CommandError("--members is at least one.")
        return reference_people(charter.statute, options.members)
    try:
        return People(read_groups(_read(options.people)))
    except ValueError as error:
        raise CommandError(f"{options.people}: {error}") from error


def _tell(made: "Report", options: argparse.Namespace) -> None:
    from samenspel.kernels.statute.analysis.blind import BLIND_SPOTS  # noqa: PLC0415
    from samenspel.kernels.statute.analysis.standard import ORDINARY  # noqa: PLC0415
    from samenspel.kernels.statute.analysis.telling import (  # noqa: PLC0415
        assumptions,
        outcome,
        tell,
        who,
    )
    from samenspel.kernels.statute.clause import Language  # noqa: PLC0415

    language = Language.EN if options.language == "en" else Language.NL
    for answer in made.answers:
        if answer.scenario.turnout != ORDINARY:
            continue
        say(outcome(answer.found, language))
        for sentence in assumptions(answer.scenario, language):
            say(f"  {sentence}")
        if answer.found.counts:
            say(f"  → {who(made.people, answer.found.counts, language)}")
        for step in tell(answer.found.steps, language, options.start):
            say(f"  {step.when}: {step.what}")
            for line in (*step.how, step.article, step.remark):
                if line:
                    say(f"      {line}")
        say("")
    _tell_faults(made, language)
    say("Wat het model niet ziet:" if language is Language.NL else "What the model does not see:")
    for spot in BLIND_SPOTS:
        say(f"  - {spot.say(language)}")


def _tell_faults(made: "Report", language: "Language") -> None:
    from samenspel.kernels.statute.analysis.written import act_text  # noqa: PLC0415
    from samenspel.kernels.statute.clause import Language, Words  # noqa: PLC0415
    from samenspel.kernels.statute.words import BODIES  # noqa: PLC0415

    nobody = Words(
        "Dit kan niemand ooit, ook niet als iedereen het wil", "Nobody can ever do this, even if all want it"
    )
    empty = Words("Valt dit leeg, dan kan niemand het nog vullen", "If this falls empty, nobody can fill it")
    asleep = Words(
        "Hier moeten meer dan de helft van de mensen voor komen",
        "More than half of the people must come for this",
    )
    for dead in made.dead:
        say(f"{nobody.say(language)}: {act_text(dead.acts, language)} ({dead.way_out})")
    for body in made.circles:
        say(f"{empty.say(language)}: {BODIES[body].say(language)}")
    for sleeping in made.wakes:
        if sleeping.sleeps:
            say(f"{asleep.say(language)}: {act_text(sleeping.acts, language)}")
    for breach in made.breaches:
        say(f"{breach.en if language is Language.EN else breach.nl} ({breach.article})")


VERB = Verb("analyse", "who could lawfully take a cooperative with this charter", _run, _arguments)
