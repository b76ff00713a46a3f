"""The drawer on the page “may this be paid to me”: kept by one's own hand, opened with one's own words, seen by nobody."""

from collections.abc import Callable

import pytest
from django.test import Client

from samenspel.ground.journal import queries as journal
from samenspel.ground.people import drawer, helping
from samenspel.ground.people.models import Drawer
from support.cast import Cast

from .conftest import AT

Browse = Callable[[str], Client]
FILLED = {
    "benefit": "wia", "age": "older", "place": "", "kind": "hours", "amount": "", "month": "12,50", "year": "",
    "once_paid": "no", "anbi": "no",
}  # fmt: skip
WORDS = {"words": "drie blauwe stoelen"}


def url(cast: Cast) -> str:
    return f"/{cast.slug}/inzet/ruimte/"


def test_what_is_kept_fills_the_form_again(cast: Cast, browse: Browse) -> None:
    me, before = browse("chadia"), len(list(journal.everything(cast.collective_id)))
    assert "Open mijn la" not in me.get(url(cast)).content.decode()
    kept = me.post(url(cast), {**FILLED, **WORDS, "keep": "1"}).content.decode()
    assert "Het ligt in je la." in kept
    seen = me.get(url(cast)).content.decode()
    assert "Open mijn la" in seen
    assert "12,50" not in seen
    opened = me.post(url(cast), {**WORDS, "open": "1"}).content.decode()
    assert 'value="wia" selected' in opened
    assert 'value="12,50"' in opened
    assert "drie blauwe stoelen" not in opened
    assert len(list(journal.everything(cast.collective_id))) == before, "it is no part of the book"


def test_wrong_and_short_words_say_so_and_open_nothing(cast: Cast, browse: Browse) -> None:
    me = browse("chadia")
    me.post(url(cast), {**FILLED, **WORDS, "keep": "1"})
    wrong = me.post(url(cast), {"words": "drie groene stoelen", "open": "1"})
    assert wrong.status_code == 400
    assert "Dit zijn niet de woorden van je la." in wrong.content.decode()
    short = me.post(url(cast), {**FILLED, "words": "kort", "keep": "1"}).content.decode()
    assert "Gebruik ten minste 8 tekens." in short
    assert 'value="12,50"' in short, "what was typed stays"
    assert drawer.opened(cast.chadia, WORDS["words"], AT)


@pytest.mark.parametrize("wrong", [{"month": "veel"}, {"benefit": "x" * 5_000}])
def test_what_is_wrong_is_not_kept(cast: Cast, browse: Browse, wrong: dict[str, str]) -> None:
    page = browse("chadia").post(url(cast), {**FILLED, **WORDS, "keep": "1", **wrong})
    assert page.status_code == 400
    assert not drawer.exists(cast.chadia)


def test_a_drawer_is_emptied_without_words(cast: Cast, browse: Browse) -> None:
    me = browse("chadia")
    me.post(url(cast), {**FILLED, **WORDS, "keep": "1"})
    assert "Je la is leeg." in me.post(url(cast), {"empty": "1"}).content.decode()
    assert not Drawer.objects.exists()


def test_a_helper_never_comes_near_it(cast: Cast, browse: Browse) -> None:
    drawer.keep(cast.chadia, WORDS["words"], b"{}", AT)
    consent = helping.give_consent(cast.chadia, cast.bram, helping.Way.CARD, AT)
    helper = browse("bram")
    session = helper.session
    session[helping.SESSION] = {"consent": str(consent), "name": "Chadia"}
    session.save()
    assert "Mijn eigen la" not in helper.get(url(cast)).content.decode()
    for button in ("open", "keep", "empty"):
        assert helper.post(url(cast), {**FILLED, **WORDS, button: "1"}).status_code == 403
    assert drawer.opened(cast.chadia, WORDS["words"], AT) == b"{}"
