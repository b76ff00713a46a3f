"""Kill the server in the middle of 200 concurrent acts: afterwards nothing is half done, nothing is done twice."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ACTS = 200


@pytest.fixture
def environment(tmp_path):
    """A fresh installation in a folder of its own, on the database that the suite runs on."""
    settings = {
        name: value for name, value in os.environ.items() if not name.startswith(("SAMENSPEL_", "DJANGO_"))
    }
    settings |= {
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT / 'tests'}",
        "DJANGO_SETTINGS_MODULE": "samenspel.config.settings",
        "SAMENSPEL_ENV_FILE": os.devnull,
        "SAMENSPEL_DATA_DIR": str(tmp_path),
        "SAMENSPEL_TLS": "no",
    }
    shared = os.environ.get("SAMENSPEL_TEST_DATABASE_URL")
    if shared:
        settings["SAMENSPEL_DATABASE_URL"] = _own_database(shared)
    return settings


def _own_database(url):
    import psycopg

    parts = urllib.parse.urlsplit(url)
    name = f"crash_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return urllib.parse.urlunsplit(parts._replace(path=f"/{name}"))


def run(environment, *words):
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(environment, port):
    """Start the real server, and wait until it answers."""
    server = subprocess.Popen(
        [sys.executable, "-m", "samenspel.site.cli", "serve", "--port", str(port)],
        cwd=ROOT, env=environment, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    for _ in range(600):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=0.2):
                return server
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server does not answer")


def kill(server):
    """The hardest end: every process of the server at once, without a chance to clean up."""
    os.killpg(server.pid, signal.SIGKILL)
    server.wait()


def speak(port, scene, key):
    """Attempt one act; returns the status, or 0 when the server died under it."""
    body = json.dumps({"proposal_id": scene["proposal"], "text": f"Ik zeg {key}."})
    headers = {
        "Content-Type": "application/json",
        "Idempotency-Key": key,
        "Cookie": "; ".join(f"{name}={value}" for name, value in scene["cookies"].items()),
        "X-CSRFToken": scene["cookies"].get("csrftoken", ""),
    }
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("POST", f"/api/collectives/{scene['slug']}/acts/deciding.speak", body, headers)
        return connection.getresponse().status
    except OSError:
        return 0
    except http.client.HTTPException:
        return 0
    finally:
        connection.close()


@pytest.mark.slow
def test_nothing_is_half_done_or_done_twice_after_a_crash(environment):
    run(environment, "-m", "samenspel.site.cli", "migrate")
    scene = json.loads(run(environment, "tests/house/crash_scene.py").splitlines()[-1])
    keys = [str(uuid.uuid4()) for _ in range(ACTS)]
    port = free_port()
    server = start(environment, port)
    assert speak(port, scene, str(uuid.uuid4())) == 200
    done = []
    with ThreadPoolExecutor(16) as pool:
        answers = [pool.submit(speak, port, scene, key) for key in keys]
        for answer in answers:
            done.append(answer.result())
            if done.count(200) == ACTS // 4:
                kill(server)
                break
        done += [answer.result() for answer in answers[len(done) :]]
    assert 0 in done, "the server was killed in the middle"
    assert set(done) <= {0, 200}

    report = run(environment, "-m", "samenspel.site.cli", "verify")
    assert "all adds up" in report

    port = free_port()
    server = start(environment, port)
    try:
        with ThreadPoolExecutor(8) as pool:
            again = list(pool.map(lambda key: speak(port, scene, key), keys))
    finally:
        kill(server)
    assert set(again) == {200}
    assert "all adds up" in run(environment, "-m", "samenspel.site.cli", "verify")
    counted = run(
        environment, "-c",
        "import django; django.setup()\n"
        "from samenspel.rooms.deciding.models import Comment\n"
        "print(Comment.objects.count(), Comment.objects.values('text').distinct().count())",
    )  # fmt: skip
    assert counted.split() == [str(ACTS + 1), str(ACTS + 1)]
