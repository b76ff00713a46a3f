"""How strong the rules are, in a browser: who sees it, waiting without a script, the answer, and what follows from it."""

import html
import json
import re
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.test import Client

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.journal import queries as journal
from samenspel.kernels.statute.analysis.forms import COMPARED
from samenspel.kernels.statute.charter import Change
from samenspel.kernels.statute.clause import Language
from samenspel.kernels.statute.judge import Outcome
from samenspel.kernels.statute.library import CLAUSES
from samenspel.kernels.statute.presets import BUURTCOLLECTIEF
from samenspel.kernels.statute.vocabulary import Body, Form, Standing
from samenspel.kernels.statute.words import FORMS, day
from samenspel.rooms.membership.acts.joining import Admit
from samenspel.rooms.membership.acts.measures import Suspend
from samenspel.rooms.membership.acts.offices import Appoint
from samenspel.rooms.membership.acts.standings import EndGrant
from samenspel.rooms.statute import gate, queries, strength
from samenspel.rooms.statute.acts import Adopt, Amend, ClauseValues, Found, ShowStrength
from samenspel.rooms.statute.gate import Actor, ImpossibleError, NeedsDecisionError
from samenspel.rooms.statute.models import StrengthReport
from samenspel.rooms.statute.tests.conftest import AT, Browse, work_out
from support.cast import AGE, NAMES, Cast, apply

INSIDE = {"anna", "bram", "chadia", "dirk", "els", "greet"}
UNWANTED = re.compile("veilig|geldig|kaapvrij|safe|valid|score", re.IGNORECASE)
NAMED = re.compile(r"\b(" + "|".join(name.capitalize() for name in NAMES) + r")\b")


def text(response: object) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split()).replace("\xa0", " ")


def main_text(response: object) -> str:
    """What is said on the page itself, without the frame around it."""
    source = response.content.decode()
    inner = source[source.index("<main") : source.index("</main>")]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", inner)).split()).replace("\xa0", " ")


def here(cast: Cast, page: str = "hoe-sterk/") -> str:
    return f"/{cast.slug}/spelregels/{page}"


@pytest.fixture
def ready(council: Cast, browse: Browse) -> Cast:
    """The cast, with the answer there."""
    assert browse(council.anna).get(here(council)).status_code == 200
    work_out(council)
    return council


def show(cast: Cast, *, public: bool, days: int = 0) -> None:
    cast.decide("statute.show_strength", ShowStrength(public=public), at=cast.at - timedelta(days=days))


def told(cast: Cast) -> list[str]:
    """What the book tells of who sees it, newest first."""
    types = ("statute.strength_opened", "statute.strength_closed")
    return [deed.type for deed in journal.deeds(cast.collective_id, journal.Filter(types=types))]


# ------------------------------------------------------------------ who sees it


@pytest.mark.parametrize("page", ["hoe-sterk/", "rechtsvormen/"])
def test_who_takes_part_sees_it_and_others_do_not(cast: Cast, browse: Browse, page: str) -> None:
    seen = {name: browse(cast.people[name]).get(here(cast, page)).status_code for name in NAMES}
    assert seen == {name: 200 if name in INSIDE else 403 for name in NAMES}
    visitor = browse().get(here(cast, page))
    assert visitor.status_code == 403
    assert "Dit is voor wie meedoet." in text(visitor)
    assert "/inloggen/?next=" in visitor.content.decode()


def test_everyone_sees_it_once_that_is_decided_and_not_when_that_is_taken_back(
    cast: Cast, browse: Browse
) -> None:
    show(cast, public=True, days=2)
    assert told(cast) == ["statute.strength_opened"]
    readers = [None, *cast.people.values()]
    assert {browse(person).get(here(cast)).status_code for person in readers} == {200}
    assert browse().get("/de-kring/spelregels/hoe-sterk/").status_code == 403
    show(cast, public=False, days=1)
    assert [browse(person).get(here(cast)).status_code for person in (None, cast.farid, cast.anna)] == [
        403,
        403,
        200,
    ]
    assert told(cast) == ["statute.strength_closed", "statute.strength_opened"]


def test_before_it_was_decided_nobody_else_saw_it(cast: Cast, browse: Browse) -> None:
    show(cast, public=True, days=2)
    browser = browse()
    assert browser.get(here(cast)).status_code == 200
    browser.post(f"/{cast.slug}/eerder/", {"day": (AT - timedelta(days=5)).date().isoformat()})
    assert browser.get(here(cast)).status_code == 403


def test_nobody_decides_that_alone_and_not_twice(cast: Cast) -> None:
    for name in ("anna", "bram"):
        with pytest.raises(NeedsDecisionError):
            cast.do("statute.show_strength", name, ShowStrength(public=True))
    with pytest.raises(ImpossibleError):
        show(cast, public=False)
    show(cast, public=True)
    with pytest.raises(ImpossibleError):
        show(cast, public=True)


def test_who_no_longer_takes_part_no_longer_sees_it(cast: Cast, browse: Browse) -> None:
    assert browse(cast.dirk).get(here(cast)).status_code == 200
    cast.decide("membership.end_grant", EndGrant(Standing.VOLUNTEER, cast.dirk))
    assert browse(cast.dirk).get(here(cast)).status_code == 403


def test_who_is_suspended_still_takes_part(cast: Cast, browse: Browse) -> None:
    cast.decide("membership.suspend", Suspend(cast.bram, "Er is iets gebeurd."))
    assert browse(cast.bram).get(here(cast)).status_code == 200


def test_a_collective_without_rules(cast: Cast, browse: Browse) -> None:
    collective_id = new_id()
    founding = Found(name="De Nieuwe", form=Form.NONE_YET, since=date(2026, 1, 1), place="Breda")
    gate.attempt("statute.found", Actor(collective_id, cast.anna), founding, at=AT)
    for page in ("hoe-sterk/", "rechtsvormen/"):
        answer = browse(cast.anna).get(f"/de-nieuwe/spelregels/{page}")
        assert answer.status_code == 200
        assert "Dit collectief heeft nog geen spelregels." in text(answer)
    assert not StrengthReport.objects.filter(collective_id=collective_id).exists()
    assert browse(cast.anna).get("/nergens/spelregels/hoe-sterk/").status_code == 404


def test_the_pages_are_only_read(cast: Cast, browse: Browse) -> None:
    for page in ("hoe-sterk/", "rechtsvormen/"):
        assert browse(cast.anna).post(here(cast, page)).status_code == 405
        assert browse(cast.anna).head(here(cast, page)).status_code == 200


# ------------------------------------------------------------------ waiting


@pytest.mark.parametrize("page", ["hoe-sterk/", "rechtsvormen/"])
def test_the_page_waits_without_a_script(cast: Cast, browse: Browse, page: str) -> None:
    answer = browse(cast.anna).get(here(cast, page))
    assert answer.status_code == 200
    assert answer.headers["Refresh"] == "4"
    source = answer.content.decode()
    assert re.search(r'<progress[^>]* max="100" value="0" aria-label="[^"]+"', source)
    assert 'role="status"' in source
    inner = source[source.index("<main") : source.index("</main>")]
    assert "<script" not in inner
    assert "hx-" not in inner
    assert f'href="{here(cast, page)}"' in inner
    StrengthReport.objects.filter(collective_id=cast.collective_id).update(done=56, total=200)
    assert 'max="200" value="56"' in browse(cast.bram).get(here(cast, page)).content.decode()
    assert StrengthReport.objects.filter(collective_id=cast.collective_id).count() == 1


def test_who_may_not_see_it_asks_nothing(cast: Cast, browse: Browse) -> None:
    browse(cast.farid).get(here(cast))
    browse().get(here(cast))
    assert not StrengthReport.objects.filter(collective_id=cast.collective_id).exists()


# ------------------------------------------------------------------ the answer


def test_the_answer_is_shown_with_dated_steps_and_a_table_beside_every_picture(
    ready: Cast, browse: Browse
) -> None:
    page = browse(ready.anna).get(here(ready))
    assert page.status_code == 200
    assert "Refresh" not in page.headers
    source, shown = page.content.decode(), main_text(page)
    assert "1 mens is genoeg om het doel te veranderen" in shown
    assert "1 mens is genoeg om het bezit weg te halen" in shown
    result = StrengthReport.objects.get(collective_id=ready.collective_id).result
    first = next(
        each
        for each in result["answers"]
        if (each["aim"], each["turnout"], each["friends"]) == ("purpose", [1, 5], 60)
    )
    for step, told in zip(first["steps"], first["words"]["nl"]["steps"], strict=True):
        assert day(AT.date() + timedelta(days=step["day"]), Language.NL).replace("\xa0", " ") in shown
        assert told["what"] in shown
    pictures = re.findall(r"<figure.*?</figure>", source, re.DOTALL)
    assert len(pictures) == 3
    for picture in pictures:
        assert re.search(r'<svg[^>]* role="img" aria-label="[^"]+"', picture)
        assert picture.count("<tr>") == 12
        assert len(re.findall(r"<polyline", picture)) == 2
    for part in ("Zo zou dat gaan", "Wat vastloopt", "Wat zou helpen", "Wat dit niet ziet"):
        assert part in shown, part
    assert " style=" not in source
    assert "onclick" not in source


def test_the_answer_is_there_in_english_too(ready: Cast, browse: Browse) -> None:
    shown = main_text(browse(ready.bram, "en").get(here(ready)))
    assert "1 person is enough to change the purpose" in shown
    assert "How strong are our rules?" in shown
    for dutch in ("Een groep", "genoeg om", "ledenvergadering", "geen weg"):
        assert dutch not in shown, dutch


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("page", ["hoe-sterk/", "rechtsvormen/"])
def test_nobody_is_named_and_nothing_is_promised(
    ready: Cast, browse: Browse, page: str, language: str
) -> None:
    show(ready, public=True)
    for reader in (ready.anna, None):
        answer = browse(reader, language).get(here(ready, page))
        shown = main_text(answer)
        assert not NAMED.search(shown)
        assert not UNWANTED.search(shown)
        assert "%" not in shown
        assert "None " not in shown.replace("None of ", "")
        assert not any(str(person) in answer.content.decode() for person in ready.people.values())


def test_what_would_help_becomes_a_proposal(ready: Cast, browse: Browse) -> None:
    browser = browse(ready.anna)
    source = browser.get(here(ready)).content.decode()
    forms = re.findall(r"<form.*?</form>", source[source.index('id="helpt"') :], re.DOTALL)
    action = f'action="/{ready.slug}/voorstellen/nieuw/handeling/"'
    offered = [form for form in forms if "statute.amend" in form]
    assert offered
    for form in offered:
        assert action in form
        sent = {
            name: html.unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', form)
        }
        params = json.loads(sent["params"])
        base = queries.in_force(ready.collective_id, AT)
        assert base is not None
        assert params["against"] == base.hash
        page = propose(ready, browser, sent)
        assert "De spelregels veranderen" in text(page)
        assert re.search(r"<(ins|del)", page.content.decode())
        assert "Heeft nu nodig" in text(page)
        assert "tag stronger" in page.content.decode()
        changes = tuple(Change(**each) for each in params["changes"])
        verdict = gate.ask("statute.amend", ready.actor("anna"), Amend(params["against"], changes), at=AT)
        assert verdict.outcome is Outcome.NEEDS_DECISION


def propose(cast: Cast, browser: Client, sent: dict[str, str]) -> object:
    """Follow a form that starts a proposal to the page of a draft."""
    address = f"/{cast.slug}/voorstellen/nieuw/handeling/"
    assert browser.post(address, sent).status_code == 200
    words = {"title": "Een voorstel", "reason": "Daarom.", "step": "check"}
    assert browser.post(address, {**sent, **words}).status_code == 200
    page = browser.post(address, {**sent, **words, "do": "keep"}, follow=True)
    assert page.status_code == 200
    assert page.request["PATH_INFO"].startswith(f"/{cast.slug}/voorstellen/")
    assert "nieuw" not in page.request["PATH_INFO"]
    return page


def test_who_sees_it_becomes_a_proposal(ready: Cast, browse: Browse) -> None:
    browser = browse(ready.anna)
    assert "Doe een voorstel: iedereen mag deze pagina zien" in text(browser.get(here(ready)))
    propose(ready, browser, handed(browser.get(here(ready)), "statute.show_strength"))
    show(ready, public=True)
    assert "Doe een voorstel: alleen wij zien deze pagina" in text(browser.get(here(ready)))
    propose(ready, browser, handed(browser.get(here(ready)), "statute.show_strength"))


def test_a_proposal_says_whether_it_opens_or_closes_the_page(ready: Cast, browse: Browse) -> None:
    browser = browse(ready.anna)
    opens = propose(ready, browser, {"act": "statute.show_strength", "params": '{"public": true}'})
    closes = propose(ready, browser, {"act": "statute.show_strength", "params": '{"public": false}'})
    assert "hoe sterk onze spelregels zijn" in about(opens)
    assert about(opens) != about(closes)


def about(page: object) -> str:
    """What the page of a proposal says that would happen."""
    shown = main_text(page)
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", shown)


def handed(page: object, act: str) -> dict[str, str]:
    """What the form for an act on a page would send."""
    forms = re.findall(r"<form.*?</form>", page.content.decode(), re.DOTALL)
    form = next(form for form in forms if f'value="{act}"' in form)
    return {name: html.unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', form)}


def test_from_outside_there_is_nothing_to_propose(ready: Cast, browse: Browse) -> None:
    show(ready, public=True)
    for person in (None, ready.farid):
        page = browse(person).get(here(ready))
        assert page.status_code == 200
        assert "statute.amend" not in page.content.decode()
        assert "statute.show_strength" not in page.content.decode()


def test_the_forms_side_by_side(ready: Cast, browse: Browse) -> None:
    page = browse(ready.anna).get(here(ready, "rechtsvormen/"))
    source = page.content.decode()
    table = re.search(r"<tbody>(.*?)</tbody>", source, re.DOTALL).group(1)
    rows = re.findall(r"<tr>.*?</tr>", table, re.DOTALL)
    assert len(rows) == len(COMPARED)
    for row, form in zip(rows, COMPARED, strict=True):
        assert FORMS[form].nl.casefold() in html.unescape(row).casefold()
        assert row.count("<td") == 3
        assert ("van jullie" in row) == (form is Form.COOPERATIVE_UA)
    english = main_text(browse(ready.anna, "en").get(here(ready, "rechtsvormen/")))
    assert "Legal form" in english


def test_an_earlier_day_does_not_break_it(ready: Cast, browse: Browse) -> None:
    browser = browse(ready.anna)
    for days in (10, 200, 390, 399):
        browser.post(f"/{ready.slug}/eerder/", {"day": (AT - timedelta(days=days)).date().isoformat()})
        for page in ("hoe-sterk/", "rechtsvormen/"):
            assert browser.get(here(ready, page)).status_code in {200, 403}, days
    browser.post(f"/{ready.slug}/eerder/", {"today": "1"})
    assert "1 mens is genoeg" in text(browser.get(here(ready)))


def test_the_answer_takes_few_queries(
    ready: Cast, browse: Browse, django_assert_max_num_queries: object
) -> None:
    browser = browse(ready.anna)
    for page in ("hoe-sterk/", "rechtsvormen/"):
        browser.get(here(ready, page))
        with django_assert_max_num_queries(29):
            assert browser.get(here(ready, page)).status_code == 200


def test_the_page_is_not_heavy(ready: Cast, browse: Browse) -> None:
    for page in ("hoe-sterk/", "rechtsvormen/"):
        assert len(browse(ready.anna).get(here(ready, page)).content) < 150_000


# ------------------------------------------------------------------ what a change does to it


def preview(
    cast: Cast, browse: Browse, who: UUID | None, clause: str, language: str = "nl", **typed: str
) -> object:
    browser = browse(who, language)
    url = here(cast, f"{clause}/wijzigen/")
    form = browser.get(url).context["form"]
    sent: dict[str, object] = {}
    for field in form:
        value = field.value()
        if hasattr(field.field.widget, "decompress"):
            boxes = field.field.widget.decompress(value)
            sent |= {f"{field.name}_{place}": box for place, box in enumerate(boxes)}
        else:
            sent[field.name] = value
    return browser.get(url, {**sent, **typed, "stap": "bekijk"})


@pytest.fixture
def crowd(cast: Cast) -> Cast:
    """The cast, with seven who vote: in so small a group a rule still makes a difference."""
    since = AT - AGE + timedelta(days=2)
    for name in ("chadia", "dirk", "els", "farid", "greet"):
        admission = Admit(apply(cast, name, Standing.MEMBER, since))
        cast.decide("membership.admit", admission, at=since)
    return cast


def table(response: object) -> list[list[str]]:
    """The rows of the table that says what a group needs."""
    source = response.content.decode()
    found = source[source.index("Heeft nu nodig") :]
    body = found[found.index("<tbody>") : found.index("</tbody>")]
    return [
        [
            html.unescape(re.sub(r"<[^>]+>", "", cell)).strip()
            for cell in re.findall(r"<t[hd].*?</t[hd]>", row)
        ]
        for row in body.split("</tr>")[:-1]
    ]


def test_a_weaker_rule_is_called_weaker_with_the_numbers(crowd: Cast, browse: Browse) -> None:
    page = preview(crowd, browse, crowd.anna, "admission", majority="1/2")
    assert page.status_code == 200
    rows = table(page)
    assert [row[0] for row in rows] == [
        "Het doel veranderen",
        "Het bezit weghalen",
        "Anderen hun stem afnemen",
    ]
    assert rows[0][1].startswith("3 mensen, ")
    assert rows[0][2].startswith("2 mensen, ")
    assert rows[0][2].endswith(" zwakker")
    assert rows[2][1] == rows[2][2]
    assert "tag stronger" not in page.content.decode()


def test_a_stronger_rule_is_called_stronger(crowd: Cast, browse: Browse) -> None:
    base = queries.in_force(crowd.collective_id, AT)
    assert base is not None
    looser = Change("admission", "majority", [3, 4], [1, 2])
    crowd.decide("statute.amend", Amend(base.hash, (looser,)), at=AT - timedelta(days=5))
    page = preview(crowd, browse, crowd.anna, "admission", majority="3/4")
    assert "tag stronger" in page.content.decode()
    assert "tag weaker" not in page.content.decode()
    assert "stronger" in text(preview(crowd, browse, crowd.anna, "admission", "en", majority="3/4"))


def test_the_page_of_the_proposal_tells_it_to_who_takes_part(crowd: Cast, browse: Browse) -> None:
    base = queries.in_force(crowd.collective_id, AT)
    assert base is not None
    change = {"clause": "admission", "parameter": "majority", "before": [3, 4], "after": [1, 2]}
    proposed = crowd.do(
        "deciding.propose",
        "anna",
        {
            "title": "Sneller groeien",
            "reason": "Dat is gezellig.",
            "act": "statute.amend",
            "params": {"against": base.hash, "changes": [change]},
        },
    )
    crowd.decide("membership.appoint", Appoint(crowd.chadia, Body.PARTICIPANTS_COUNCIL))
    crowd.do("deciding.announce", "anna", {"proposal_id": proposed.result})
    address = f"/{crowd.slug}/voorstellen/{proposed.result}/"
    page = browse(crowd.bram).get(address)
    assert page.status_code == 200
    assert "Wordt het makkelijker om het over te nemen?" in text(page)
    assert table(page)[0][1].startswith("3 mensen, ")
    assert table(page)[0][2].endswith(" zwakker")
    assert "Needs now" in text(browse(crowd.bram, "en").get(address))
    for person in (None, crowd.huub):
        outside = browse(person).get(address)
        assert "Heeft nu nodig" not in text(outside)
    show(crowd, public=True)
    for person in (crowd.huub,):
        outside = browse(person).get(address)
        assert ("Heeft nu nodig" in text(outside)) == (outside.status_code == 200)


def test_a_change_shows_it_to_who_takes_part_alone(cast: Cast, browse: Browse) -> None:
    for name in NAMES:
        page = preview(cast, browse, cast.people[name], "decisions", voting_days="21")
        assert page.status_code == 200
        assert ("Heeft nu nodig" in text(page)) == (name in INSIDE), name
    assert "Heeft nu nodig" not in text(preview(cast, browse, None, "decisions", voting_days="21"))
    show(cast, public=True)
    assert "Heeft nu nodig" in text(preview(cast, browse, None, "decisions", voting_days="21"))


def test_on_an_earlier_day_there_is_nothing_to_propose(ready: Cast, browse: Browse) -> None:
    browser = browse(ready.anna)
    browser.post(f"/{ready.slug}/eerder/", {"day": (AT - timedelta(days=10)).date().isoformat()})
    page = browser.get(here(ready))
    assert "1 mens is genoeg" in text(page)
    assert "Doe een voorstel" not in main_text(page)
    assert "statute.amend" not in page.content.decode()


def test_while_new_rules_wait_for_the_notary_no_change_of_the_old_ones_is_offered(
    ready: Cast, browse: Browse
) -> None:
    base = queries.in_force(ready.collective_id, AT)
    assert base is not None
    change = Change("decisions", "voting_days", 7, 21)
    ready.decide("statute.amend", Amend(base.hash, (change,)), at=AT - timedelta(days=5))
    browser = browse(ready.anna)
    page = browser.get(here(ready))
    assert "1 mens is genoeg" in text(page)
    if "statute.amend" in page.content.decode():
        propose(ready, browser, handed(page, "statute.amend"))


def test_a_series_of_changes_becomes_one_proposal(ready: Cast, browse: Browse) -> None:
    """A rule that is taken up, and then made stricter: the page and the proposal show both."""
    row = StrengthReport.objects.get(collective_id=ready.collective_id)
    acts = ["exceed_earnings"]
    taken_up = {"acts": acts, "majority": [1, 2], "notice": 14}
    changes = [
        {"clause": "volunteers", "parameter": "", "before": None, "after": taken_up},
        {"clause": "volunteers", "parameter": "acts", "before": acts, "after": [*acts, "purpose"]},
    ]
    sets = [{"people": [None, 2], "changes": changes}]
    row.result = {**row.result, "remedies": {"target": 2, "before": [1, 1], "sets": sets}}
    StrengthReport.objects.filter(collective_id=ready.collective_id).update(result=row.result)
    browser = browse(ready.anna)
    page = browser.get(here(ready))
    shown = main_text(page)
    assert "2 veranderingen samen" in shown
    assert "nu 1 mens, dan geen weg gevonden" in shown
    draft = propose(ready, browser, handed(page, "statute.amend"))
    assert CLAUSES["volunteers"].title.nl in text(draft)
    assert "Heeft nu nodig" in text(draft)


def test_where_nobody_votes_it_still_answers(cast: Cast, browse: Browse) -> None:
    """Right after the rules were adopted, before the founder took the first place, there is nobody."""
    collective_id = new_id()
    starter = Actor(collective_id, cast.anna)
    founding = Found(name="De Lege", form=BUURTCOLLECTIEF.form, since=date(2026, 1, 1), place="Breda")
    gate.attempt("statute.found", starter, founding, at=AT)
    clauses = tuple(ClauseValues(clause, dict(values)) for clause, values in BUURTCOLLECTIEF.clauses)
    gate.attempt("statute.adopt", starter, Adopt(clauses), at=AT)
    version = queries.in_force(collective_id, AT)
    assert version is not None
    people = queries.people_of(collective_id, version.charter, AT)
    assert people.groups == ()
    strength.ask(collective_id, version.hash, people, AT)
    assert strength.work(AT) == 1
