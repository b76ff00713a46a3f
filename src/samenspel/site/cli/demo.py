"""`demo`: a living example, with people, collectives and a year of their life, on this machine."""

import argparse
import os
import shutil
from pathlib import Path

from samenspel.site.cli.serve import PORT, answer, prepare, require_free
from samenspel.site.cli.terminal import ROOT, say
from samenspel.site.cli.verb import Verb

_HOST = "127.0.0.1"
_FOLDER = ROOT / "var" / "demo"
_FINISHED = "finished"  # a file in the folder: the example was built to the end


def use_demo(folder: Path = _FOLDER, port: int = PORT) -> None:
    """Point the settings at the demo alone: an installation on the same machine is never touched."""
    for name in [name for name in os.environ if name.startswith("SAMENSPEL_")]:
        del os.environ[name]
    os.environ |= {
        "SAMENSPEL_ENV_FILE": os.devnull,
        "SAMENSPEL_DEMO": "yes",
        "SAMENSPEL_DATA_DIR": str(folder),
        "SAMENSPEL_BASE_URL": f"http://localhost:{port}",
    }


def _build(folder: Path) -> None:
    """Build the example, unless it is there. One that was interrupted half way is thrown away and built anew."""
    finished = folder / _FINISHED
    if not finished.exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    prepare()
    if not finished.exists():
        from samenspel.site.demo import build  # noqa: PLC0415 - needs the settings

        say("Building the example. / Het voorbeeld maken.")
        build(say)
        finished.touch()


def _welcome(port: int) -> None:
    from samenspel.site.demo import sign_in_lines  # noqa: PLC0415 - needs the settings

    say()
    say(f"Samenspel: http://localhost:{port}")
    for line in sign_in_lines():
        say(line)
    say("Stop: Ctrl+C")


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=PORT, help="port to answer on (%(default)s)")
    parser.add_argument("--fresh", action="store_true", help="throw the example away and build it anew")
    parser.add_argument("--build-only", action="store_true", help="build the example and stop")


def _run(options: argparse.Namespace) -> int:
    require_free(_HOST, options.port)
    use_demo(_FOLDER, options.port)
    if options.fresh:
        shutil.rmtree(_FOLDER, ignore_errors=True)
    _build(_FOLDER)
    if not options.build_only:
        _welcome(options.port)
        answer(_HOST, options.port)
    return 0


VERB = Verb("demo", "build a living example and show it on this machine", _run, _arguments)
