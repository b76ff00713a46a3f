"""`messages`: compile the translations, `locale/*/LC_MESSAGES/*.po` to `.mo`, where they are stale."""

import argparse
import os
from pathlib import Path

from samenspel.site.cli.terminal import ROOT, say
from samenspel.site.cli.verb import CommandError, Verb


def compile_stale(source: Path = ROOT / "src") -> list[Path]:
    """Compile every catalogue under `source` that has no `.mo`, or one older than its `.po`.

    Returns the `.po` files compiled. Raises `CommandError` with the file and line of a catalogue that cannot
    be read.
    """
    stale = [po for po in sorted(source.glob("**/locale/*/LC_MESSAGES/*.po")) if _is_stale(po)]
    for po in stale:
        _compile(po)
    return stale


def _is_stale(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime


def _compile(po: Path) -> None:
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - not needed when nothing is stale
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415

    language = po.parent.parent.name
    try:
        with po.open("rb") as source:
            catalogue = read_po(source, locale=language, ignore_obsolete=True, abort_invalid=True)
    except PoFileError as error:
        raise CommandError(f"{po}: {error}") from error
    # Written beside and moved into place: two test workers may compile the same catalogue at once.
    unfinished = po.with_suffix(f".{os.getpid()}.mo")
    with unfinished.open("wb") as target:
        write_mo(target, catalogue)
    unfinished.replace(po.with_suffix(".mo"))


def _run(_options: argparse.Namespace) -> int:
    for po in compile_stale():
        say(f"compiled {po.relative_to(ROOT)}")
    return 0


VERB = Verb("messages", "compile the translations that are stale", _run)
