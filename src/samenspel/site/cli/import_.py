"""`import statute FILE.json`: read a charter, hold it against the law, and found a collective with it."""

import argparse
import json
from pathlib import Path

from samenspel.site.cli.terminal import say, set_up_django
from samenspel.site.cli.verb import CommandError, Verb


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["statute"], help="what is imported")
    parser.add_argument("file", type=Path, help="a charter as JSON, as the export of the rules gives it")
    parser.add_argument(
        "--name", help="found a collective of this name with it; without, the file is only checked"
    )
    parser.add_argument(
        "--founder", help="the e-mail address of the person who founds it; must have an account"
    )
    parser.add_argument("--place", default="", help="where the collective is")


def _run(options: argparse.Namespace) -> int:
    set_up_django()
    from samenspel.kernels.statute.charter import CharterError, check_law, from_json  # noqa: PLC0415
    from samenspel.kernels.statute.clause import BadValueError, Language  # noqa: PLC0415

    try:
        charter = from_json(json.loads(options.file.read_text(encoding="utf-8")))
        check_law(charter)
    except OSError as error:
        raise CommandError(f"{options.file}: {error.strerror}.") from error
    except (CharterError, BadValueError) as error:
        raise CommandError(f"{options.file}: {error.words.nl} / {error.words.en}") from error
    except ValueError as error:
        raise CommandError(f"{options.file} is not JSON: {error}") from error
    for adopted in charter.clauses:
        say(f"{adopted.clause.title.nl}: {adopted.write(Language.NL).text}")
    say(f"{len(charter.clauses)} clauses; the law of the form {charter.form.value} was held against them.")
    if options.name:
        say(_found(options, charter.to_json()))
    return 0


def _found(options: argparse.Namespace, stored: dict[str, object]) -> str:
    """Found a collective with the charter, as the founder, through the gate."""
    from samenspel.ground.foundation.ids import new_id  # noqa: PLC0415 - needs the settings
    from samenspel.ground.people import queries as people  # noqa: PLC0415
    from samenspel.rooms.statute import gate  # noqa: PLC0415
    from samenspel.site import clock  # noqa: PLC0415

    founder = people.by_email(options.founder or "")
    if founder is None:
        raise CommandError("Give --founder with the e-mail address of someone who has an account here.")
    at, actor = clock.now(), gate.Actor(new_id(), founder)
    facts = {
        "name": options.name,
        "place": options.place,
        "form": stored["form"],
        "since": clock.local_day(at).isoformat(),
    }
    try:
        gate.attempt("statute.found", actor, facts, at=at)
        gate.attempt("statute.adopt", actor, {"clauses": stored["clauses"]}, at=at)
    except gate.GateError as error:
        raise CommandError(str(getattr(error, "message", error))) from error
    return f"{options.name} was founded. {options.founder} takes the first seat after signing in."


VERB = Verb("import", "read a charter from a file, and found a collective with it", _run, _arguments)
