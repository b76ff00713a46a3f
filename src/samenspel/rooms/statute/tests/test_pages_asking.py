"""“May I?” in a browser, and the page of a refusal: which sentence, which article, and what to do instead."""

import json
import re
from uuid import uuid4

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils import translation

from samenspel.ground.foundation import collectives
from samenspel.kernels.statute.catalogue import known_acts
from samenspel.kernels.statute.clause import Language
from samenspel.kernels.statute.judge import Ground, Outcome, Verdict, Why
from samenspel.kernels.statute.model import Power, in_law
from samenspel.kernels.statute.vocabulary import Standing
from samenspel.rooms.statute import gate, queries, refusals
from samenspel.rooms.statute.acts import Amend, RecordDeed
from samenspel.rooms.statute.gate import (
    GateError,
    ImpossibleError,
    KeyReusedError,
    NoCharterError,
    RefusedError,
)
from samenspel.rooms.statute.params import BadParamsError
from samenspel.rooms.statute.tests.conftest import AT, Browse
from support.cast import Cast


def text(response: object) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split()).replace("\xa0", " ")


def ask(browser: Client, cast: Cast, **query: object) -> object:
    return browser.get(f"/{cast.slug}/mag-ik/", query)


def test_every_act_can_be_asked_about_in_both_languages(cast: Cast, browse: Browse) -> None:
    version = queries.in_force(cast.collective_id, AT)
    assert version is not None
    for language in ("nl", "en"):
        browser = browse(language=language)
        for acts in known_acts(version.charter):
            page = ask(browser, cast, wat=acts[0], als="member", op="2026-11-02")
            assert page.status_code == 200, acts
            assert "verdict-" in page.content.decode()


def test_a_member_may_propose_and_the_sentence_is_marked(cast: Cast, browse: Browse) -> None:
    page = ask(browse(), cast, wat="propose", als="member", op="2026-11-02")
    assert "Dit mag." in text(page)
    assert "<mark>Een voorstel mag komen van leden en deelnemers.</mark>" in page.content.decode()
    assert "Versie 1" in text(page) or "versie 1" in text(page)


def test_a_funder_may_not_and_reads_whom_to_ask(cast: Cast, browse: Browse) -> None:
    shown = text(ask(browse(), cast, wat="propose", als="funder", op="2026-11-02"))
    assert "Dit mag niet." in shown
    assert "Vraag het aan iemand die dit wel mag: lid, deelnemer of bestuurslid." in shown


def test_what_takes_a_decision_names_the_day_and_the_way(cast: Cast, browse: Browse) -> None:
    page = ask(browse(cast.anna), cast, wat="purpose", als="member", op="2026-11-02")
    shown = text(page)
    assert "Dit kan alleen samen: er is een besluit nodig." in shown
    assert "op zijn vroegst" in shown
    assert "De deelnemersraad moet ja zeggen" in shown
    assert "2:42 lid 1" in shown
    assert "Doe een voorstel" in shown


def test_what_the_law_forbids(cast: Cast, browse: Browse) -> None:
    shown = text(ask(browse(), cast, wat="course", op="2026-11-02"))
    assert "Dit mag niet." in shown
    assert "2:7 BW" in shown


def test_a_limit_without_numbers_is_quoted_as_unknown(cast: Cast, browse: Browse) -> None:
    page = ask(browse(), cast, wat="admit", als="board", op="2026-11-02")
    assert "Dat weten we nog niet." in text(page)
    assert "<mark>In een jaar groeien we met hooguit een vijfde.</mark>" in page.content.decode()


def test_a_reader_starts_with_their_own_standings(cast: Cast, browse: Browse) -> None:
    page = browse(cast.anna).get(f"/{cast.slug}/mag-ik/").content.decode()
    assert re.search(r'value="board"[^>]*checked', page)
    assert not re.search(r'value="funder"[^>]*checked', page)
    assert "checked" not in browse().get(f"/{cast.slug}/mag-ik/").content.decode()


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"wat": "vliegen"}, "Kies een van de mogelijkheden."),
        ({"wat": ""}, "Kies een van de mogelijkheden."),
        ({"wat": "appoint:court"}, "Kies een van de mogelijkheden."),
        ({"wat": "vote", "als": "keizer"}, "Kies een van de mogelijkheden."),
        ({"wat": "vote", "op": "9999-12-31"}, "Kies een dag vóór 2036."),
        ({"wat": "vote", "op": "1066-01-01"}, "Kies een dag vanaf 1-1-1800."),
        ({"wat": "vote", "op": "morgen"}, "Dit is geen dag."),
    ],
)
def test_absurd_questions(cast: Cast, browse: Browse, query: dict[str, str], told: str) -> None:
    response = ask(browse(), cast, **query)
    assert response.status_code == 400
    assert told in text(response)


def test_before_there_were_rules(cast: Cast, browse: Browse) -> None:
    shown = text(ask(browse(), cast, wat="vote", als="member", op="1990-05-01"))
    assert "Op 1 mei 1990 waren er nog geen regels." in shown


def refused(cast: Cast, who: str) -> RefusedError:
    params = RecordDeed(1, AT.date(), "mr. Visser")
    with pytest.raises(RefusedError) as caught:
        cast.do("statute.record_deed", who, params)
    return caught.value


def amended(cast: Cast) -> RefusedError:
    base = queries.latest(cast.collective_id)
    assert base is not None
    change = {"clause": "decisions", "parameter": "voting_days", "before": 7, "after": 14}
    with pytest.raises(RefusedError) as caught:
        cast.do("statute.amend", "anna", {"against": base.hash, "changes": [change]})
    return caught.value


def request_of(cast: Cast) -> HttpRequest:
    request = RequestFactory().get("/")
    request.at = AT
    request.session = {}
    request.collective = collectives.by_id(cast.collective_id)
    return request


@pytest.mark.parametrize(("language", "said"), [("nl", "Dit mag niet."), ("en", "This is not allowed.")])
def test_a_refusal_quotes_the_rule_and_says_what_to_do(cast: Cast, language: str, said: str) -> None:
    with translation.override(language):
        response = refusals.refusal_view(request_of(cast), refused(cast, "farid"))
    assert response.status_code == 403
    shown = text(response)
    assert said in shown
    assert "<mark>" in response.content.decode()
    assert (
        "Het bestuur houdt de administratie bij." if language == "nl" else "The board keeps the records."
    ) in shown
    assert f"/{cast.slug}/spelregels/board/#" in response.content.decode()


def test_a_refusal_outside_a_page_of_the_collective_still_finds_its_rules(cast: Cast) -> None:
    request = request_of(cast)
    del request.collective
    assert "/spelregels/board/#" in refusals.refusal_view(request, refused(cast, "farid")).content.decode()


def test_what_takes_a_decision_can_be_put_to_the_others_at_once(cast: Cast) -> None:
    response = refusals.refusal_view(request_of(cast), amended(cast))
    source = response.content.decode()
    assert 'name="act" value="statute.amend"' in source
    handed = re.search(r'name="params" value="([^"]*)"', source)
    assert handed is not None
    params = json.loads(handed.group(1).replace("&quot;", '"'))
    assert params["changes"][0]["clause"] == "decisions"
    assert "er is een besluit nodig" in text(response)


def test_other_errors_of_the_gate_have_a_page_too(cast: Cast) -> None:
    request = request_of(cast)
    for error, status in (
        (ImpossibleError("Dit is al gebeurd."), 409),
        (KeyReusedError("Dit formulier is al verstuurd."), 409),
        (NoCharterError(), 409),
        (BadParamsError({"name": "Vul dit in."}), 422),
    ):
        response = refusals.refusal_view(request, error)
        assert response.status_code == status
        assert refusals.told(error)[0] in text(response)


def test_problem_details_say_the_same(cast: Cast) -> None:
    found = refusals.problem(refused(cast, "farid"))
    assert found["status"] == 403
    assert found["type"] == "urn:samenspel:problem:refused"
    assert found["outcome"] == "refused"
    grounds = found["grounds"]
    assert grounds[0]["clauses"][0]["clause"] == "board"
    assert grounds[0]["clauses"][0]["text"] == "Het bestuur houdt de administratie bij."
    assert found["instead"]
    json.dumps(found)
    assert refusals.problem(amended(cast))["type"].endswith("needs-decision")


@pytest.mark.parametrize(
    ("error", "kind", "status"),
    [
        (ImpossibleError("Nee."), "impossible", 409),
        (KeyReusedError("Nee."), "key-reused", 409),
        (NoCharterError(), "no-charter", 409),
        (BadParamsError({"name": "Vul dit in."}), "bad-parameters", 422),
    ],
)
def test_problem_details_of_other_errors(error: GateError | BadParamsError, kind: str, status: int) -> None:
    found = refusals.problem(error)
    assert (found["type"], found["status"]) == (f"urn:samenspel:problem:{kind}", status)
    assert found["detail"]


def test_a_free_act_before_there_are_rules_is_refused_readably(cast: Cast) -> None:
    with pytest.raises(RefusedError) as caught:
        gate.attempt(
            "statute.adopt",
            gate.Actor(cast.other_id, cast.farid),
            {"clauses": [{"id": "purpose"}]},
            at=AT,
            key=uuid4(),
        )
    request = request_of(cast)
    request.collective = collectives.by_id(cast.other_id)
    assert "oprichter" in text(refusals.refusal_view(request, caught.value))
    assert json.dumps(refusals.problem(caught.value))


def test_what_one_can_do_instead_fits_the_reason(cast: Cast) -> None:
    card = collectives.by_id(cast.collective_id)
    version = queries.in_force(cast.collective_id, AT)
    assert version is not None

    def ways(ground: Ground) -> list[str]:
        verdict = Verdict(Outcome.REFUSED, (), (ground,))
        return [way.text for way in refusals.instead(verdict, version.charter, card, Language.NL)]

    limit = version.charter.statute.plan("admit").limits[0]
    full = Ground(Why.LIMIT, met=False, sources=(limit.source,), limit=limit, measured=9, bound=3)
    assert ways(full)[:2] == ["Wacht tot er weer ruimte is.", "Stel voor om de grens te veranderen."]
    assert ways(Ground(Why.SILENCE, met=False))[0] == "Stel een regel hierover voor."
    for standing, told in ((Standing.PERSON, "Log eerst in."), (Standing.CLOCKWORK, "Wacht.")):
        power = Power("p", frozenset(), frozenset({standing}), in_law("2:40 BW"))
        assert ways(Ground(Why.POWER, met=False, power=power))[0].startswith(told)
    assert ways(Ground(Why.POWER, met=True, power=power)) == ["Lees alle spelregels."]


def test_an_act_that_nobody_registered_is_called_by_its_kind(cast: Cast) -> None:
    verdict = Verdict(Outcome.REFUSED, ("purpose", "amend:purpose"), (Ground(Why.SILENCE, met=False),))
    error = RefusedError("statute.unheard_of", verdict, queries.in_force(cast.collective_id, AT))
    assert refusals.sentence_of(error) == "het doel veranderen, de regel ‘Doel’ veranderen"


def test_a_helper_does_not_cast_a_secret_vote(cast: Cast) -> None:
    ground = Ground(Why.FORBIDDEN, met=False, sources=(in_law("a secret vote is cast by the voter alone"),))
    version = queries.in_force(cast.collective_id, AT)
    error = RefusedError("deciding.cast_vote", Verdict(Outcome.REFUSED, (), (ground,)), version)
    shown = text(refusals.refusal_view(request_of(cast), error))
    assert "Geheim stemmen doe je zelf. Een helper kan het niet voor je doen." in shown
    assert "rechtsvorm" not in shown


def test_amending_against_an_older_text_is_not_possible(cast: Cast) -> None:
    change = {"clause": "decisions", "parameter": "voting_days", "before": 7, "after": 14}
    with pytest.raises(ImpossibleError) as caught:
        cast.do("statute.amend", "anna", Amend("0" * 64, (gate_change(change),)))
    assert "Maak het voorstel opnieuw" in str(caught.value.message) or "nieuwe regels" in str(
        caught.value.message
    )


def gate_change(raw: dict[str, object]) -> object:
    from samenspel.kernels.statute.charter import Change

    return Change(**raw)
