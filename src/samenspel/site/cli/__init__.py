"""The command line: `./samenspel VERB …`, or `python -m samenspel.site.cli VERB …`.

One module per verb; each has a `VERB`. To add one: write the module and name it in `_verbs`. Modules import
Django and other libraries only when the verb runs, so that help costs nothing and needs nothing.
"""

import argparse
import sys
from collections.abc import Sequence

from samenspel.site.cli.verb import CommandError, Verb


def _verbs() -> tuple[Verb, ...]:
    """All verbs, in the order in which help lists them."""
    from samenspel.site.cli import (  # noqa: PLC0415 - the modules import this package
        analyse,
        check,
        demo,
        export,
        import_,
        lock,
        manage,
        messages,
        migrate,
        recount,
        serve,
        test,
        verify,
        worker,
    )

    modules = (
        demo,
        test,
        serve,
        worker,
        migrate,
        verify,
        recount,
        analyse,
        export,
        import_,
        messages,
        manage,
        check,
        lock,
    )
    return tuple(module.VERB for module in modules)


def _parser(verbs: Sequence[Verb]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="samenspel", description="The platform on which a social cooperative runs itself."
    )
    subparsers = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    for verb in verbs:
        subparser = subparsers.add_parser(
            verb.name, help=verb.help, description=verb.help, allow_abbrev=False
        )
        verb.arguments(subparser)
        subparser.set_defaults(verb=verb)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb. Returns the exit status: 0 done, 1 a clear failure (its line is on stderr), 2 wrong use."""
    parser = _parser(_verbs())
    options, rest = parser.parse_known_args(argv)
    verb: Verb = options.verb
    if rest and not verb.takes_rest:
        parser.error(f"{verb.name} does not know: {' '.join(rest)}")
    options.rest = rest
    try:
        return verb.run(options)
    except CommandError as error:
        print(error, file=sys.stderr)  # noqa: T201 - the command line speaks on its terminal
        return 1
    except KeyboardInterrupt:
        return 130
