"""The API under random input: whatever comes in, no answer is a server error, and errors say what is wrong."""

import pytest
import schemathesis
from django.conf import settings as django_settings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from django.utils.crypto import get_random_string
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error

from house.scene import build
from samenspel.ground.people.models import Person
from samenspel.site import clock


@pytest.fixture
def scene(db):
    return build()


@pytest.fixture
def api_schema(scene):
    """The API's own description, served by the real application; requests stay in the test's transaction."""
    for moment in (request_started, request_finished):
        moment.disconnect(close_old_connections)
    with clock.set_to(scene.at):
        yield schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())
    for moment in (request_started, request_finished):
        moment.connect(close_old_connections)


@pytest.fixture
def headers(scene):
    """Anna, signed in: she may do most."""
    client = Client()
    client.force_login(
        Person.objects.get(id=scene.cast.anna), backend=django_settings.AUTHENTICATION_BACKENDS[0]
    )
    token = get_random_string(32)
    cookies = {name: morsel.value for name, morsel in client.cookies.items()} | {"csrftoken": token}
    return {
        "Cookie": "; ".join(f"{n}={v}" for n, v in cookies.items()),
        "X-CSRFToken": token,
        "Host": "localhost",
    }


@pytest.mark.slow
def test_no_input_breaks_the_api(api_schema, headers, scene):
    """Every operation that the API describes, with values drawn from its description and beside it."""
    tried = 0
    for found in api_schema.get_all_operations():
        operation = found.ok()

        @given(case=operation.as_strategy())
        @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
        def fire(case):
            if "slug" in case.path_parameters and len(str(case.path_parameters["slug"])) % 2:
                case.path_parameters["slug"] = scene.cast.slug
            response = case.call(headers=headers)
            case.validate_response(response, checks=[not_a_server_error])

        fire()
        tried += 1
    assert tried > len(scene.params)


@pytest.mark.parametrize(
    "body", ["", "{", "[]", "3", "null", '"x"', "{}" * 3, "\x00", "[" * 5000, '{"a":' * 2000]
)
def test_rubbish_in_the_body_is_a_clear_error(scene, headers, body):
    client = Client()
    client.force_login(
        Person.objects.get(id=scene.cast.anna), backend=django_settings.AUTHENTICATION_BACKENDS[0]
    )
    for address in ("acts/deciding.propose", "may/deciding.propose"):
        answer = client.post(
            f"/api/collectives/{scene.cast.slug}/{address}", body, content_type="application/json"
        )
        assert answer.status_code in {400, 422}, answer.content
        assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("key", ["x", "123", "00000000-0000-0000-0000-00000000000g"])
def test_a_key_that_is_no_uuid_is_a_clear_error(scene, key):
    client = Client(headers={"idempotency-key": key})
    client.force_login(
        Person.objects.get(id=scene.cast.anna), backend=django_settings.AUTHENTICATION_BACKENDS[0]
    )
    answer = client.post(
        f"/api/collectives/{scene.cast.slug}/acts/membership.leave", "{}", content_type="application/json"
    )
    assert answer.status_code == 400


def test_a_refusal_quotes_the_rule(scene):
    client = Client(headers={"accept-language": "en"})
    client.force_login(
        Person.objects.get(id=scene.cast.farid), backend=django_settings.AUTHENTICATION_BACKENDS[0]
    )
    params = {"title": "Hello there", "reason": "Because."}
    answer = client.post(
        f"/api/collectives/{scene.cast.slug}/acts/deciding.propose", params, content_type="application/json"
    )
    assert answer.status_code == 403
    [ground, *_] = answer.json()["grounds"]
    assert ground["clauses"][0]["clause"] == "voices"
    assert ground["clauses"][0]["text"]


def test_the_collectives_of_an_installation_can_be_read_by_anyone(scene):
    client = Client()
    assert client.get("/api/collectives").json()["count"] == 2
    for address in ("", "/statute", "/decisions", "/book"):
        assert client.get(f"/api/collectives/{scene.cast.slug}{address}").status_code == 200
    assert client.get("/api/collectives/nergens").status_code == 404
    assert client.get(f"/api/collectives/{scene.cast.slug}/proposals").status_code == 401


def test_a_forged_request_from_another_site_is_refused(scene):
    client = Client(enforce_csrf_checks=True)
    client.force_login(
        Person.objects.get(id=scene.cast.anna), backend=django_settings.AUTHENTICATION_BACKENDS[0]
    )
    answer = client.post(
        f"/api/collectives/{scene.cast.slug}/acts/membership.leave", "{}", content_type="application/json"
    )
    assert answer.status_code == 403
