"""The rules as data: versions, comparison and “may I?”, and problems instead of crashes."""

from datetime import timedelta

import pytest

from samenspel.kernels.statute.charter import Change
from samenspel.rooms.statute import queries
from samenspel.rooms.statute.acts import Amend
from samenspel.rooms.statute.tests.conftest import Browse
from support.cast import Cast


@pytest.fixture
def changed(cast: Cast) -> Cast:
    base = queries.latest(cast.collective_id)
    assert base is not None
    change = Change("purpose_change", "majority", [3, 4], [2, 3])
    cast.decide("statute.amend", Amend(base.hash, (change,)), at=cast.at - timedelta(days=5))
    return cast


def test_versions(changed: Cast, browse: Browse) -> None:
    found = browse().get(f"/api/collectives/{changed.slug}/statute/versions").json()
    assert [version["number"] for version in found] == [2, 1]
    assert found[0]["in_force_from"] is None
    assert found[0]["previous"] == found[1]["hash"]
    one = browse().get(f"/api/collectives/{changed.slug}/statute/versions/1").json()
    assert one["charter"]["schema"] == "charter/1"
    assert set(one["text"]["purpose"]) == {"nl", "en", "legal"}


def test_comparison(changed: Cast, browse: Browse) -> None:
    url = f"/api/collectives/{changed.slug}/statute/comparison?old=1&new=2"
    found = browse().get(url).json()
    assert list(found["sentences"]) == ["purpose_change"]
    assert {act["shift"] for act in found["acts"]} == {"looser"}
    assert found["acts"][0]["word"] == "soepeler"
    assert browse(language="en").get(url).json()["acts"][0]["word"] == "looser"


def test_may(cast: Cast, browse: Browse) -> None:
    url = f"/api/collectives/{cast.slug}/statute/may"
    yes = browse().get(url, {"act": "propose", "standing": ["member", "board"]}).json()
    assert (yes["outcome"], yes["words"]) == ("allowed", "Dit mag.")
    no = browse().get(url, {"act": "propose"}).json()
    assert no["outcome"] == "refused"
    assert no["grounds"][0]["clauses"][0]["text"] == "Een voorstel mag komen van leden en deelnemers."
    assert no["instead"][0]["text"].startswith("Vraag het aan iemand")
    together = browse().get(url, {"act": "amend:purpose", "standing": "member"}).json()
    assert together["outcome"] == "needs_decision"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("versions/9", 404),
        ("versions/0", 422),
        ("versions/x", 422),
        ("versions/99999999999999999999", 422),
        ("comparison?old=1&new=9", 404),
        ("comparison?old=1", 422),
        ("may", 422),
        ("may?act=vliegen", 422),
        ("may?act=vote&standing=keizer", 422),
        ("may?act=vote&on=0001-01-01", 422),
        ("may?act=vote&on=9999-12-31", 422),
        ("may?act=vote&on=1900-01-01", 404),
        ("may?act=%00", 422),
    ],
)
def test_bad_input_is_a_problem_and_no_crash(cast: Cast, browse: Browse, path: str, status: int) -> None:
    response = browse().get(f"/api/collectives/{cast.slug}/statute/{path}")
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"


def test_an_unknown_collective(cast: Cast, browse: Browse) -> None:
    for path in ("versions", "versions/1", "comparison?old=1&new=1", "may?act=vote"):
        assert browse().get(f"/api/collectives/nergens/statute/{path}").status_code == 404
