"""A private PostgreSQL server in a temporary folder, for tests, benchmarks and rehearsals. It leaves no trace."""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from samenspel.site.cli.verb import CommandError

_PROGRAMS = ("initdb", "pg_ctl", "postgres")
_USUAL_PLACES = (
    "/usr/lib/postgresql/*/bin",  # Debian, Ubuntu
    "/opt/homebrew/opt/postgresql@*/bin",  # macOS on Apple silicon
    "/usr/local/opt/postgresql@*/bin",  # macOS on Intel
)
_STARTS = 3  # a port that was free a moment ago may be taken: then another one is tried


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[str]:
    """Run a PostgreSQL server for as long as the block lasts; yields its `SAMENSPEL_DATABASE_URL`.

    The server listens on a free port of 127.0.0.1 and on a socket in its own folder, and asks for a password
    made for the occasion. Without `durable` it does not wait for the disk (fsync off): right for tests, wrong
    for measuring. PostgreSQL refuses to run as root, so root lends it an unprivileged user.
    Raises `CommandError` where PostgreSQL is not installed or does not start.
    """
    programs = _programs()
    user = _user()
    folder = Path(tempfile.mkdtemp(prefix="samenspel-postgresql-"))
    try:
        if user is not None:
            os.chown(folder, user.uid, user.gid)
        server = _Server(programs, folder, user)
        password = secrets.token_urlsafe(18)
        server.initialise(password)
        port = server.start(durable=durable)
        try:
            yield f"postgresql://samenspel:{password}@127.0.0.1:{port}/postgres"
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True)
class _User:
    uid: int
    gid: int


def _programs() -> Path:
    """The folder with PostgreSQL's server programs: the one on the PATH, or else the newest installed."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    for place in _USUAL_PLACES:
        folders += sorted(Path("/").glob(place.lstrip("/")), key=_version, reverse=True)
    for folder in folders:
        if all((folder / program).exists() for program in _PROGRAMS):
            return folder
    raise CommandError(
        "PostgreSQL is not installed. Install it first "
        "(Debian, Ubuntu: sudo apt install postgresql; macOS: brew install postgresql)."
    )


def _version(programs: Path) -> int:
    """16 for `/usr/lib/postgresql/16/bin` and for `…/postgresql@16/bin`."""
    digits = "".join(character for character in programs.parent.name if character.isdigit())
    return int(digits or 0)


def _user() -> _User | None:
    """The user to run the server as: nobody else, or an unprivileged one where we are root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return _User(entry.pw_uid, entry.pw_gid)
    raise CommandError(
        "PostgreSQL does not run as root, and there is no user 'postgres' or 'nobody' to lend it."
    )


@dataclass(frozen=True)
class _Server:
    programs: Path
    folder: Path
    user: _User | None

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    @property
    def _log(self) -> Path:
        return self.folder / "log"

    def initialise(self, password: str) -> None:
        secret = self.folder / "password"
        secret.write_text(password, encoding="ascii")
        secret.chmod(0o600)
        if self.user is not None:
            os.chown(secret, self.user.uid, self.user.gid)
        command = ["initdb", "--pgdata", str(self._data), "--username", "samenspel", "--encoding", "UTF8"]
        command += ["--locale", "C", "--auth", "scram-sha-256", "--pwfile", str(secret), "--no-sync"]
        result = self._run(command)
        secret.unlink()
        if result.returncode != 0:
            raise CommandError(f"PostgreSQL could not make a database:\n{result.stdout}")

    def start(self, *, durable: bool) -> int:
        """Start the server and wait until it answers; returns its port."""
        for _ in range(_STARTS):
            port = _free_port()
            settings = {
                "listen_addresses": "127.0.0.1",
                "port": str(port),
                "unix_socket_directories": str(self.folder),
                "timezone": "UTC",
            }
            if not durable:
                settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
            words = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
            if self._control("start", "--wait", "--log", str(self._log), "--options", words) == 0:
                return port
        raise CommandError(
            f"PostgreSQL did not start:\n{self._log.read_text(encoding='utf-8', errors='replace')}"
        )

    def stop(self) -> None:
        """Stop the server, with or without its clients' consent."""
        if self._control("stop", "--wait", "--mode", "fast") != 0:
            self._control("stop", "--wait", "--mode", "immediate")

    def _control(self, action: str, *words: str) -> int:
        return self._run(["pg_ctl", action, "--silent", "--pgdata", str(self._data), *words]).returncode

    def _run(self, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        """Run one of PostgreSQL's programs, as its own user where we are root.

        The output goes through a file: a server that stays behind would hold a pipe open for ever.
        """
        program = str(self.programs / command[0])
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
            result = subprocess.run(  # noqa: S603 - fixed programs with words made here
                [program, *command[1:]],
                cwd=self.folder,
                env={**os.environ, "LC_ALL": "C"},
                user=None if self.user is None else self.user.uid,
                group=None if self.user is None else self.user.gid,
                extra_groups=None if self.user is None else [],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
            )
            output.seek(0)
            return subprocess.CompletedProcess(result.args, result.returncode, output.read())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
