"""Kill the server during 500 transfers: no amount is lost, made or moved twice, and every retry gets its first answer."""

import http.client
import json
import uuid
from concurrent.futures import ThreadPoolExecutor, as_completed
from itertools import cycle

import pytest

from .test_crash import environment, free_port, kill, run, start

__all__ = ["environment"]
TRANSFERS = 500
BEFORE = 150
"""How many have been answered when the server is killed."""
WRITERS = 16

COUNT = """
import sys
import django; django.setup()
from samenspel.ground.foundation.models import Collective
from samenspel.rooms.ledger.models import Account, Entry, Transfer
from samenspel.site import verification
for each in Collective.objects.all():
    for finding in verification.check(each.id):
        sys.exit(finding.what)
rows = Account.objects.filter(person__isnull=False)
print(Transfer.objects.count(), Entry.objects.count(), *sorted(row.balance for row in rows))
"""
"""All that `verify` does, and then how many transfers and entries there are, and every balance."""


def transfers(scene):
    """What each client wants: who pays, to whom and how much; every amount another."""
    pairs = [(giver, taker) for giver in scene["people"] for taker in scene["people"] if giver != taker]
    amounts = range(1, TRANSFERS + 1)
    return [
        (str(uuid.uuid4()), giver, taker, amount)
        for amount, (giver, taker) in zip(amounts, cycle(pairs), strict=False)
    ]


def balances(scene, wanted):
    """What everyone must have when all of it was done once."""
    found = dict.fromkeys(scene["people"], 0)
    for _, giver, taker, amount in wanted:
        found[giver] -= amount
        found[taker] += amount
    return sorted(found.values())


def pay(port, scene, wanted):
    """One payment through the JSON API; returns status and answer, or 0 when the server died under it."""
    key, giver, taker, amount = wanted
    cookies = scene["cookies"][giver]
    body = json.dumps({"to": scene["people"][taker], "amounts": [{"unit": "min", "amount": amount}]})
    headers = {
        "Content-Type": "application/json",
        "Idempotency-Key": key,
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "X-CSRFToken": cookies.get("csrftoken", ""),
    }
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("POST", f"/api/collectives/{scene['slug']}/acts/ledger.pay", body, headers)
        response = connection.getresponse()
        return response.status, json.loads(response.read())
    except (OSError, http.client.HTTPException):
        return 0, {}
    finally:
        connection.close()


def send_until_killed(port, scene, wanted, server):
    """Send everything from many clients, and kill the server in the middle; the answers in the order of `wanted`."""
    with ThreadPoolExecutor(WRITERS) as pool:
        sent = [pool.submit(pay, port, scene, each) for each in wanted]
        for number, _ in enumerate(as_completed(sent), 1):
            if number == BEFORE:
                kill(server)
        return [each.result() for each in sent]


@pytest.mark.slow
def test_every_transfer_is_booked_once_although_the_server_was_killed(environment):
    run(environment, "-m", "samenspel.site.cli", "migrate")
    scene = json.loads(run(environment, "tests/house/ledger_crash_scene.py").splitlines()[-1])
    wanted = transfers(scene)
    port = free_port()
    first = send_until_killed(port, scene, wanted, start(environment, port))
    statuses = [status for status, _ in first]
    assert set(statuses) == {0, 200}, "the server was killed in the middle"
    assert statuses.count(200) >= BEFORE

    booked, entries, *_ = map(int, run(environment, "-c", COUNT).split())
    assert statuses.count(200) <= booked <= statuses.count(200) + WRITERS
    assert entries == 2 * booked

    port = free_port()
    server = start(environment, port)
    try:
        with ThreadPoolExecutor(WRITERS) as pool:
            again = list(pool.map(lambda each: pay(port, scene, each), wanted))
    finally:
        kill(server)
    assert {status for status, _ in again} == {200}
    for (status, before), (_, after) in zip(first, again, strict=True):
        if status == 200:
            assert after["repeated"]
            assert (after["deed"], after["hash"]) == (before["deed"], before["hash"])
    assert sum(after["repeated"] for _, after in again) == booked
    assert len({after["deed"] for _, after in again}) == TRANSFERS

    assert "all adds up" in run(environment, "-m", "samenspel.site.cli", "verify")
    counted = list(map(int, run(environment, "-c", COUNT).split()))
    assert counted == [TRANSFERS, 2 * TRANSFERS, *balances(scene, wanted)]
    assert sum(counted[2:]) == 0
