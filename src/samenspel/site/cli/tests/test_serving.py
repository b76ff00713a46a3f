"""A server as an operator runs it: it prepares itself, answers, and stops when told, with its worker."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress

import pytest

from samenspel.site.cli.terminal import ROOT

PATIENCE = 60  # seconds


@pytest.fixture
def start(tmp_path):
    """Start a verb of the command line with its data in a folder of its own."""
    started = []
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SAMENSPEL_")}
    environment |= {
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "samenspel.config.settings",
        "SAMENSPEL_ENV_FILE": os.devnull,
        "SAMENSPEL_DATA_DIR": str(tmp_path),
        "SAMENSPEL_DEBUG": "yes",
    }

    def run(*words):
        command = [sys.executable, "-m", "samenspel.site.cli", *words]
        process = subprocess.Popen(
            command,
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def status(url):
    """The status of a page, once there is a server."""
    for _ in range(PATIENCE * 5):
        try:
            with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
                return answer.status
        except urllib.error.HTTPError as refused:
            refused.close()
            return refused.code
        except OSError:
            time.sleep(0.2)
    return None


def members_of_group(process):
    """Process ids in the group that a verb started."""
    listed = subprocess.run(
        ["ps", "-A", "-o", "pgid=,pid="], capture_output=True, text=True, check=True
    ).stdout
    return [pid for pgid, pid in (line.split() for line in listed.splitlines()) if int(pgid) == process.pid]


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_server_answers_and_stops_with_all_that_it_started(start, free_port, number):
    server = start("serve", "--port", str(free_port))
    assert status(f"http://127.0.0.1:{free_port}/") == 200, server.communicate(timeout=1)[0]
    assert len(members_of_group(server)) >= 3  # the server, its process for requests, and the worker
    server.send_signal(number)
    said, _ = server.communicate(timeout=PATIENCE)
    assert server.returncode == 0, said
    assert members_of_group(server) == []


@pytest.mark.slow
def test_a_worker_stops_when_the_server_it_belongs_to_is_killed(start, free_port):
    server = start("serve", "--port", str(free_port))
    assert status(f"http://127.0.0.1:{free_port}/") == 200
    worker = subprocess.run(
        ["pgrep", "-g", str(server.pid), "-f", "cli worker"], capture_output=True, text=True, check=True
    ).stdout.split()
    server.kill()
    server.wait()
    for _ in range(PATIENCE):
        if not set(worker) & set(members_of_group(server)):
            return
        time.sleep(1)
    pytest.fail("The worker goes on without its server.")


@pytest.mark.slow
def test_a_worker_alone_stops_when_told(start):
    assert start("migrate").wait(PATIENCE) == 0
    worker = start("worker", "--every", "0.1")
    time.sleep(3)
    worker.terminate()
    said, _ = worker.communicate(timeout=PATIENCE)
    assert worker.returncode == 0, said
    assert "Traceback" not in said
