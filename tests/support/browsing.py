"""What tests do with a page in a real browser."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from samenspel.ground.people.models import Person


def sign_in(page: Page, address: str, person_id: object) -> None:
    """Let the visitor of a server at an address be someone from now on."""
    client = Client()
    client.force_login(Person.objects.get(id=person_id))
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])


def fits(page: Page) -> bool:
    """Whether nothing sticks out sideways."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return bool(wide <= 0)
