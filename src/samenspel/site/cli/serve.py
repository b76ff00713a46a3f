"""`serve`: bring everything up to date and answer visitors."""

import argparse
import os
import socket
from contextlib import nullcontext

from samenspel.site.cli.messages import compile_stale
from samenspel.site.cli.migrate import migrate
from samenspel.site.cli.static import collect_static
from samenspel.site.cli.terminal import set_up_django
from samenspel.site.cli.verb import CommandError, Verb
from samenspel.site.cli.worker import worker_beside

PORT = 8000
_HOST = "127.0.0.1"
_THREADS = 2 * (os.cpu_count() or 1) + 1  # requests at a time in one process: some wait for the database


def require_free(host: str, port: int) -> None:
    """Raise `CommandError` where another program already answers on this address."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} on {host} cannot be used ({error.strerror}). Try --port."
            ) from error


def answer(host: str, port: int, processes: int = 1, threads: int = _THREADS, *, worker: bool = True) -> None:
    """Serve the site until stopped (SIGTERM, SIGINT), with a worker for reactions beside it unless told not to."""
    from granian.constants import Interfaces  # noqa: PLC0415 - help does without
    from granian.log import LogLevels  # noqa: PLC0415
    from granian.server import Server  # noqa: PLC0415

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samenspel.config.settings")
    server = Server(
        "samenspel.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=threads,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    )
    with worker_beside() if worker else nullcontext():
        server.serve()


def prepare() -> None:
    """Compile translations, bring the database up to date, and collect the static files."""
    compile_stale()
    set_up_django()
    migrate(verbosity=0)
    collect_static()


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default=_HOST, help="address to answer on (%(default)s)")
    parser.add_argument("--port", type=int, default=PORT, help="port to answer on (%(default)s)")
    parser.add_argument("--processes", type=int, default=1, help="server processes (%(default)s)")
    parser.add_argument("--threads", type=int, default=_THREADS, help="threads in each (%(default)s)")
    parser.add_argument(
        "--no-prepare", action="store_true", help="do not migrate or collect static files first"
    )
    parser.add_argument("--no-worker", action="store_true", help="the reactions are run elsewhere (`worker`)")


def _run(options: argparse.Namespace) -> int:
    require_free(options.host, options.port)
    if not options.no_prepare:
        prepare()
    answer(options.host, options.port, options.processes, options.threads, worker=not options.no_worker)
    return 0


VERB = Verb("serve", "bring everything up to date and answer visitors", _run, _arguments)
