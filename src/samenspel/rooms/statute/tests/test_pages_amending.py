"""Changing a rule in a browser: what it would do, who must agree, and recording the notary's deed."""

import html
import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest

from samenspel.kernels.statute.charter import Change
from samenspel.kernels.statute.library import LIBRARY
from samenspel.rooms.statute import queries
from samenspel.rooms.statute.acts import Amend
from samenspel.rooms.statute.tests.conftest import AT, Browse
from support.cast import Cast


def text(response: object) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split()).replace("\xa0", " ")


def sent(form: object) -> dict[str, object]:
    """What a browser would send of a form as it stands."""
    found: dict[str, object] = {}
    for field in form:
        value = field.value()
        if hasattr(field.field.widget, "decompress"):
            boxes = field.field.widget.decompress(value)
            found |= {f"{field.name}_{place}": box for place, box in enumerate(boxes)}
        else:
            found[field.name] = value
    return found


@pytest.mark.parametrize("clause", [clause.id for clause in LIBRARY])
def test_a_form_as_it_stands_changes_nothing(cast: Cast, browse: Browse, clause: str) -> None:
    browser = browse()
    url = f"/{cast.slug}/spelregels/{clause}/wijzigen/"
    page = browser.get(url)
    assert page.status_code == 200
    again = browser.get(url, {**sent(page.context["form"]), "stap": "bekijk"})
    version = queries.latest(cast.collective_id)
    assert version is not None
    if clause in version.charter.by_id:
        assert again.status_code == 400
        assert "Je hebt nog niets veranderd." in text(again)
    else:
        assert again.status_code == 200
        assert "nieuw" in text(again)


def change(cast: Cast, browse: Browse, clause: str, **typed: object) -> object:
    browser = browse(cast.anna)
    url = f"/{cast.slug}/spelregels/{clause}/wijzigen/"
    form = browser.get(url).context["form"]
    return browser.get(url, {**sent(form), **typed, "stap": "bekijk"})


def test_a_change_shows_text_meaning_needs_and_days(cast: Cast, browse: Browse) -> None:
    page = change(cast, browse, "purpose_change", majority="2/3")
    assert page.status_code == 200
    source, shown = page.content.decode(), text(page)
    assert "<del>drie vierde</del>" in source
    assert "soepeler" in shown
    assert "Wie moet het goedvinden" in shown
    assert "De ledenvergadering moet ja zeggen, met ten minste drie vierde van de stemmen." in shown
    assert "op zijn vroegst" in shown
    assert "na de akte van de notaris" in shown
    handed = re.search(r'name="params" value="([^"]*)"', source)
    assert handed is not None
    params = json.loads(html.unescape(handed.group(1)))
    base = queries.latest(cast.collective_id)
    assert base is not None
    assert params == {
        "against": base.hash,
        "changes": [{"clause": "purpose_change", "parameter": "majority", "before": [3, 4], "after": [2, 3]}],
    }
    changes = tuple(Change(**each) for each in params["changes"])
    done = cast.decide("statute.amend", Amend(params["against"], changes))
    assert done.deed.type == "statute.amended"


def test_the_way_back_keeps_what_was_typed(cast: Cast, browse: Browse) -> None:
    page = change(cast, browse, "decisions", voting_days="21")
    back = html.unescape(re.search(r'class="back" href="([^"]*)"', page.content.decode()).group(1))
    assert 'value="21"' in browse(cast.anna).get(back).content.decode()


def test_a_rule_can_be_taken_out_or_taken_up(cast: Cast, browse: Browse) -> None:
    browser = browse(cast.anna)
    page = browser.get(f"/{cast.slug}/spelregels/disposal/wijzigen/?stap=weg")
    assert "vervalt" in text(page)
    assert "De bewaarder hoeft geen ja meer te zeggen." in text(page)
    params = json.loads(
        html.unescape(re.search(r'name="params" value="([^"]*)"', page.content.decode()).group(1))
    )
    assert params["changes"][0]["after"] is None
    missing = browser.get(f"/{cast.slug}/spelregels/toevoegen/")
    assert "/spelregels/volunteers/wijzigen/" in missing.content.decode()
    assert "/spelregels/purpose/wijzigen/" not in missing.content.decode()
    added = change(cast, browse, "volunteers")
    assert "De vrijwilligers moeten ja zeggen" in text(added)
    assert "Nieuw:" in text(added)


def test_what_the_law_forbids_cannot_be_proposed(cast: Cast, browse: Browse) -> None:
    page = change(cast, browse, "amendment", body="board")
    shown = text(page)
    assert "Dit mag niet van de wet" in shown
    assert "2:42 lid 1" in shown
    assert "Maak hier een voorstel van" not in shown


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"voting_days": "0"}, "Vul een getal in van 1 tot en met 60."),
        ({"voting_days": "zeven"}, "Schrijf een heel getal, in cijfers."),
        ({"majority": "5/1"}, "Kies een van de mogelijkheden."),
        ({"majority": ""}, "Vul dit in."),
    ],
)
def test_bad_answers(cast: Cast, browse: Browse, typed: dict[str, str], told: str) -> None:
    page = change(cast, browse, "decisions", **typed)
    assert page.status_code == 400
    assert told in text(page)


def test_the_text_beside_the_form(cast: Cast, browse: Browse) -> None:
    url = f"/{cast.slug}/spelregels/decisions/wijzigen/tekst/"
    live = browse().get(url, {"voting_days": "21"})
    assert "Je hebt 21 dagen" in text(live)
    assert browse().get(url, {"voting_days": "x"}).status_code == 200
    assert browse().get(f"/{cast.slug}/spelregels/niets/wijzigen/tekst/").status_code == 404


def test_a_collective_without_a_notary(cast: Cast, browse: Browse) -> None:
    browser = browse(cast.huub)
    url = "/de-kring/spelregels/decisions/wijzigen/"
    form = browser.get(url).context["form"]
    shown = text(browser.get(url, {**sent(form), "voting_days": "21", "stap": "bekijk"}))
    assert "meteen na het besluit" in shown


@pytest.fixture
def waiting(cast: Cast) -> int:
    base = queries.latest(cast.collective_id)
    assert base is not None
    params = Amend(base.hash, (Change("decisions", "voting_days", 7, 21),))
    cast.decide("statute.amend", params, at=cast.at - timedelta(days=5))
    return 2


def deed(cast: Cast, number: int) -> str:
    return f"/{cast.slug}/spelregels/versies/{number}/akte/"


def test_the_board_records_the_deed_once(cast: Cast, browse: Browse, waiting: int) -> None:
    browser = browse(cast.anna)
    assert "28 oktober 2026" in text(browser.get(deed(cast, waiting)))
    data = {"signed_on": "2026-10-30", "notary": "mr. Visser, Breda", "request_key": str(uuid4())}
    first = browser.post(deed(cast, waiting), data)
    second = browser.post(deed(cast, waiting), data)
    assert first.headers["Location"] == second.headers["Location"]
    version = queries.version(cast.collective_id, waiting)
    assert version is not None
    assert version.notarial_deed_name == "mr. Visser, Breda"
    assert version.valid_from is not None
    late = browser.post(deed(cast, waiting), {**data, "request_key": str(uuid4())})
    assert late.status_code == 400
    assert "wacht op een notaris" in text(late)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"signed_on": "2026-10-01", "notary": "mr. Visser"}, "Kies een dag vanaf 28-10-2026."),
        ({"signed_on": "2027-01-01", "notary": "mr. Visser"}, "Deze dag moet nog komen."),
        ({"signed_on": "gisteren", "notary": "mr. Visser"}, "Dit is geen dag."),
        ({"signed_on": "2026-10-30", "notary": ""}, "Schrijf de naam van de notaris."),
        ({"signed_on": "2026-10-30", "notary": "n" * 300}, "hooguit 120 tekens"),
    ],
)
def test_a_deed_that_cannot_be(
    cast: Cast, browse: Browse, waiting: int, data: dict[str, str], told: str
) -> None:
    response = browse(cast.anna).post(deed(cast, waiting), data)
    assert response.status_code == 400
    assert told in text(response)
    assert data["notary"] in response.content.decode()
    version = queries.version(cast.collective_id, waiting)
    assert version is not None
    assert version.awaits_deed


def test_others_may_not_record_a_deed(cast: Cast, browse: Browse, waiting: int) -> None:
    data = {"signed_on": "2026-10-30", "notary": "mr. Visser", "request_key": str(uuid4())}
    refused = browse(cast.bram).post(deed(cast, waiting), data)
    assert refused.status_code == 403
    assert "Het bestuur houdt de administratie bij." in text(refused)
    visitor = browse().get(deed(cast, waiting))
    assert visitor.status_code == 302
    assert "/inloggen/" in visitor.headers["Location"]
    assert AT.year == 2026
