"""Run in a process of its own: makes a cast with an open proposal and prints what a client needs to act in it."""

import json

import django

django.setup()

from django.conf import settings  # noqa: E402 - after the apps are loaded
from django.test import Client  # noqa: E402
from django.utils.crypto import get_random_string  # noqa: E402

from samenspel.ground.people.models import Person  # noqa: E402
from samenspel.rooms.statute import gate  # noqa: E402
from samenspel.site import clock  # noqa: E402
from support.cast import build_cast  # noqa: E402


def main() -> None:
    at = clock.now()
    cast = build_cast(at)
    proposal = {"title": "Samen eten", "reason": "Elke maandag."}
    proposal_id = gate.attempt("deciding.propose", cast.actor("anna"), proposal, at=at).result
    gate.attempt("deciding.announce", cast.actor("anna"), {"proposal_id": proposal_id}, at=at)
    client = Client(SERVER_NAME="localhost")
    client.force_login(Person.objects.get(id=cast.bram), backend=settings.AUTHENTICATION_BACKENDS[0])
    client.cookies["csrftoken"] = get_random_string(32)
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    print(json.dumps({"slug": cast.slug, "proposal": str(proposal_id), "cookies": cookies}))  # noqa: T201


main()
