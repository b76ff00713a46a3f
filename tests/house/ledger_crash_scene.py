"""Run in a process of its own: makes a cast with open books and prints what clients need to pay each other."""

import json

import django

django.setup()

from django.conf import settings  # noqa: E402 - after the apps are loaded
from django.test import Client  # noqa: E402
from django.utils.crypto import get_random_string  # noqa: E402

from samenspel.ground.people.models import Person  # noqa: E402
from samenspel.rooms.ledger.acts.accounts import Open  # noqa: E402
from samenspel.site import clock  # noqa: E402
from support.cast import build_cast  # noqa: E402

PAYERS = ("anna", "bram", "chadia", "dirk")


def main() -> None:
    at = clock.now()
    cast = build_cast(at, overrides={"purse": {"credit": 60_000, "most": 600_000}})
    cast.do("ledger.open", "anna", Open())
    cookies = {}
    for name in PAYERS:
        client = Client(SERVER_NAME="localhost")
        client.force_login(
            Person.objects.get(id=cast.people[name]), backend=settings.AUTHENTICATION_BACKENDS[0]
        )
        client.cookies["csrftoken"] = get_random_string(32)
        cookies[name] = {name: morsel.value for name, morsel in client.cookies.items()}
    people = {name: str(cast.people[name]) for name in PAYERS}
    print(json.dumps({"slug": cast.slug, "cookies": cookies, "people": people}))  # noqa: T201


main()
