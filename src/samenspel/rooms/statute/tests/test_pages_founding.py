"""Founding in a browser: one question a page, nothing lost, and one collective however often one presses."""

import re
from datetime import date
from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client

from samenspel.ground.foundation import collectives
from samenspel.ground.foundation.models import Collective
from samenspel.ground.people.models import Person
from samenspel.kernels.statute.library import CLAUSES, LIBRARY
from samenspel.kernels.statute.presets import PRESETS
from samenspel.kernels.statute.vocabulary import Form
from samenspel.rooms.statute import drafts, founding, queries
from samenspel.rooms.statute.drafts import Answers
from samenspel.rooms.statute.tests.conftest import AT, Browse
from support.cast import make_people

START = "/beginnen/"
CHECK = "/beginnen/controle/"
GENERAL = {
    "naam": {"name": "De Nieuwe Kring"},
    "plaats": {"place": "Deventer"},
    "sinds": {"since": "2024-03-01"},
    "rechtsvorm": {"form": "none_yet"},
    "voorbeeld": {"preset": "buurtcollectief"},
}


@pytest.fixture
def farid(db: None) -> UUID:
    return make_people(AT)["farid"]


def text(response: object) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def answer_general(browser: Client, **instead: dict[str, str]) -> None:
    for step, data in {**GENERAL, **instead}.items():
        response = browser.post(f"{START}{step}/", {**data, "doe": "verder"})
        assert response.status_code == 302, text(response)


def confirm(browser: Client, person: UUID, key: str = "") -> object:
    draft = drafts.of(person)
    wanted = str(draft.id) if draft is not None else str(uuid4())
    return browser.post(CHECK, {"draft": wanted, "request_key": key or str(uuid4())})


def test_a_visitor_reads_what_it_is_and_signs_in_first(browse: Browse) -> None:
    visitor = browse()
    assert "Log in en begin" in text(visitor.get(START))
    response = visitor.get(f"{START}naam/")
    assert response.status_code == 302
    assert response.headers["Location"] == "/inloggen/?next=%2Fbeginnen%2Fnaam%2F"


def test_every_answer_leads_to_the_next_question_and_to_a_collective(browse: Browse, farid: UUID) -> None:
    browser = browse(farid)
    answer_general(browser)
    page = browser.get(f"{START}voorbeeld/")
    url = "/beginnen/vraag/purpose/purpose/"
    seen = 0
    while url != CHECK:
        page = browser.get(url)
        assert page.status_code == 200
        assert f"Stap {seen + 6} van 15" in text(page)
        assert "Zo komt het er te staan" in text(page)
        own_words = "gewoon" not in page.content.decode()
        sent = {"doe": "verder", "purpose": "samen koken"} if own_words else {"doe": "gewoon"}
        if "destination" in url:
            sent = {"doe": "verder", "destination": "een andere buurt"}
        response = browser.post(url, sent)
        assert response.status_code == 302, text(response)
        url = response.headers["Location"]
        seen += 1
    assert seen == 9
    checked = text(browser.get(CHECK))
    assert "Ons doel is: samen koken." in checked
    assert "De Nieuwe Kring" in checked
    assert "1 maart 2024" in checked
    response = confirm(browser, farid)
    assert response.status_code == 302, text(response)
    card = collectives.by_slug("de-nieuwe-kring")
    assert card.since == date(2024, 3, 1)
    version = queries.in_force(card.id, AT)
    assert version is not None
    assert version.charter.by_id["purpose"].values["purpose"] == "samen koken"
    assert queries.founder_of(card.id) == farid
    assert drafts.of(farid) is None


def ready(browser: Client) -> None:
    answer_general(browser)
    browser.post("/beginnen/vraag/purpose/purpose/", {"purpose": "samen koken", "doe": "verder"})


def test_pressing_twice_founds_one_collective(browse: Browse, farid: UUID) -> None:
    browser = browse(farid)
    ready(browser)
    draft = drafts.of(farid)
    assert draft is not None
    sent = {"draft": str(draft.id), "request_key": str(uuid4())}
    first, second = browser.post(CHECK, sent), browser.post(CHECK, sent)
    again = browser.post(CHECK, {**sent, "request_key": str(uuid4())})
    assert first.headers["Location"] == second.headers["Location"] == again.headers["Location"]
    assert Collective.objects.filter(name="De Nieuwe Kring").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_moment_found_one_collective() -> None:
    person = make_people(AT)["farid"]
    answers = Answers("De Nieuwe Kring", "", "2024-03-01", "none_yet", "buurtcollectief")
    draft = drafts.keep(person, answers.with_values("purpose", {"purpose": "samen koken"}), AT)
    from samenspel.rooms.statute.gate import Actor

    barrier, found, faults = Barrier(4), [], []

    def press() -> None:
        try:
            barrier.wait()
            found.append(founding.found(Actor(draft.id, person), uuid4(), AT).id)
        except Exception as error:  # noqa: BLE001 - told below
            faults.append(error)
        finally:
            connection.close()

    threads = [Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    assert set(found) == {draft.id}
    assert Collective.objects.count() == 1


def test_someone_elses_draft_founds_nothing(browse: Browse, db: None) -> None:
    people = make_people(AT)
    ready(browse(people["farid"]))
    draft = drafts.of(people["farid"])
    assert draft is not None
    response = browse(people["bram"]).post(CHECK, {"draft": str(draft.id), "request_key": str(uuid4())})
    assert response.headers["Location"] == START
    assert not Collective.objects.exists()
    assert drafts.of(people["farid"]) is not None


def test_the_id_of_an_existing_collective_founds_nothing(browse: Browse, farid: UUID) -> None:
    ready(browse(farid))
    confirm(browse(farid), farid)
    other = Person.objects.exclude(id=farid).get(name="Bram").id
    made = Collective.objects.get()
    response = browse(other).post(CHECK, {"draft": str(made.id), "request_key": str(uuid4())})
    assert response.headers["Location"] == START
    assert Collective.objects.count() == 1


@pytest.mark.parametrize(
    ("step", "data", "told"),
    [
        ("naam", {"name": "  "}, "Schrijf de naam van je collectief."),
        ("naam", {"name": "x" * 200}, "hooguit 120 tekens"),
        ("plaats", {"place": "y" * 121}, "hooguit 120 tekens"),
        ("sinds", {"since": "2999-01-01"}, "Deze dag moet nog komen."),
        ("sinds", {"since": "0001-01-01"}, "Kies een dag vanaf 1-1-1800."),
        ("sinds", {"since": "31-02-2024"}, "Dit is geen dag."),
        ("sinds", {"since": ""}, "Kies een dag."),
        ("rechtsvorm", {"form": "keizerrijk"}, "Kies een van de mogelijkheden."),
        ("voorbeeld", {}, "Kies een van de mogelijkheden."),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(
    browse: Browse, farid: UUID, step: str, data: dict[str, str], told: str
) -> None:
    browser = browse(farid)
    browser.post(f"{START}naam/", {"name": "De Kring", "doe": "verder"})
    response = browser.post(f"{START}{step}/", {**data, "doe": "verder"})
    assert response.status_code == 400
    assert told in text(response)
    assert "Er is iets niet goed" in text(response)
    assert "<title>Fout:" in response.content.decode()
    assert all(value.strip() in response.content.decode() for value in data.values() if step != "rechtsvorm")


@pytest.mark.parametrize(
    ("clause", "name", "typed", "told"),
    [
        ("purpose", "purpose", "z" * 500, "hooguit"),
        ("purpose", "purpose", "", "Vul dit in."),
        ("decisions", "voting_days", "veel", "Schrijf een heel getal, in cijfers."),
        ("decisions", "voting_days", "-3", "Schrijf een heel getal, in cijfers."),
        ("decisions", "voting_days", "9999", "Vul een getal in van 1 tot en met 60."),
        ("decisions", "voting_days", "9" * 40, "Schrijf een heel getal, in cijfers."),
        ("decisions", "quorum", "7/3", "Kies een van de mogelijkheden."),
        ("decisions", "way", "munt", "Kies een van de mogelijkheden."),
        ("voices", "propose", "keizer", "Kies een van de mogelijkheden."),
    ],
)
def test_a_question_holds_on_to_what_was_typed(
    browse: Browse, farid: UUID, clause: str, name: str, typed: str, told: str
) -> None:
    browser = browse(farid)
    answer_general(browser)
    response = browser.post(f"/beginnen/vraag/{clause}/{name}/", {name: typed, "doe": "verder"})
    assert response.status_code == 400
    assert told in text(response)
    if CLAUSES[clause].parameters and name in {"purpose", "voting_days"}:
        assert typed in response.content.decode()
    draft = drafts.of(farid)
    assert draft is not None
    assert name not in draft.answers.values.get(clause, {})


def test_save_and_go_on_later(browse: Browse, farid: UUID) -> None:
    browser = browse(farid)
    answer_general(browser)
    response = browser.post("/beginnen/vraag/decisions/voting_days/", {"voting_days": "10", "doe": "later"})
    assert response.headers["Location"] == "/beginnen/?bewaard"
    assert "Je antwoorden zijn bewaard" in text(browser.get(response.headers["Location"]))
    assert "Ga verder waar ik was" in text(browse(farid).get(START))
    draft = drafts.of(farid)
    assert draft is not None
    assert draft.answers.values["decisions"]["voting_days"] == 10
    empty = browser.post("/beginnen/vraag/purpose/purpose/", {"purpose": "", "doe": "later"})
    assert empty.headers["Location"] == "/beginnen/?bewaard"


def test_begin_again(browse: Browse, farid: UUID) -> None:
    browser = browse(farid)
    answer_general(browser)
    browser.post(START, {"weg": "1"})
    assert drafts.of(farid) is None
    assert browser.get(CHECK).headers["Location"] == START
    assert browser.get("/beginnen/plaats/").headers["Location"] == "/beginnen/naam/"


def test_the_usual_choice_of_form_and_example(browse: Browse, farid: UUID) -> None:
    browser = browse(farid)
    browser.post(f"{START}naam/", {"name": "De Kring", "doe": "verder"})
    browser.post(f"{START}rechtsvorm/", {"doe": "gewoon"})
    browser.post(f"{START}voorbeeld/", {"doe": "gewoon"})
    draft = drafts.of(farid)
    assert draft is not None
    assert (draft.answers.form, draft.answers.preset) == ("none_yet", "buurtcollectief")


def test_the_text_follows_the_answer_without_saving(browse: Browse, farid: UUID) -> None:
    browser = browse(farid)
    answer_general(browser)
    url = "/beginnen/vraag/purpose_change/majority/"
    shown = browser.post(url, {"majority": "9/10", "doe": "toon"})
    assert shown.status_code == 200
    assert "ten minste negen tiende van de stemmen" in text(shown)
    assert "<mark>" in shown.content.decode()
    live = browser.post("/beginnen/tekst/purpose_change/", {"majority": "2/3"})
    assert "ten minste twee derde van de stemmen" in text(live)
    assert "<html" not in live.content.decode()
    wrong = browser.post("/beginnen/tekst/decisions/", {"voting_days": "999"})
    assert "Vul een getal in van 1 tot en met 60." in text(wrong)
    draft = drafts.of(farid)
    assert draft is not None
    assert draft.answers.values == {}


def test_hours_and_minutes_have_a_box_each(browse: Browse, farid: UUID) -> None:
    browser = browse(farid)
    answer_general(browser, rechtsvorm={"form": "cooperative_ua"}, voorbeeld={"preset": "werkcooperatie"})
    url = "/beginnen/vraag/contributions/minutes/"
    page = browser.get(url).content.decode()
    assert 'name="minutes_0" value="4"' in page, page[page.find("minutes_0") - 200 :][:600]
    browser.post(url, {"minutes_0": "2", "minutes_1": "30", "doe": "verder"})
    draft = drafts.of(farid)
    assert draft is not None
    assert draft.answers.values["contributions"]["minutes"] == 150
    wrong = browser.post(url, {"minutes_0": "twee", "minutes_1": "", "doe": "verder"})
    assert wrong.status_code == 400
    assert 'value="twee"' in wrong.content.decode()


def test_a_rule_can_be_left_out_and_taken_up_again(browse: Browse, farid: UUID) -> None:
    browser = browse(farid)
    ready(browser)
    browser.post("/beginnen/regel/provisional/", {"doe": "weg"})
    assert "Rules that you do not have" not in text(browser.get(CHECK))
    draft = drafts.of(farid)
    assert draft is not None
    assert "provisional" not in draft.answers.clause_values()
    sent = {"months": "3", "warning": "14", "body": "general_meeting", "doe": "verder"}
    response = browser.post("/beginnen/regel/provisional/", sent)
    assert response.status_code == 302, text(response)
    added = browser.post("/beginnen/regel/contributions/", {"doe": "toon"})
    assert "Deze regel staat nog niet in jullie regels." in text(added)
    draft = drafts.of(farid)
    assert draft is not None
    assert draft.answers.clause_values()["provisional"]["months"] == 3


def test_what_the_law_forbids_is_named_with_its_article_and_where_to_mend_it(
    browse: Browse, farid: UUID
) -> None:
    browser = browse(farid)
    answer_general(browser, rechtsvorm={"form": "foundation"})
    browser.post("/beginnen/vraag/purpose/purpose/", {"purpose": "samen koken", "doe": "verder"})
    page = browser.get(CHECK)
    assert "Dit mag niet van de wet" in text(page)
    assert "2:285 lid 1" in text(page)
    assert "/beginnen/regel/admission/" in page.content.decode()
    refused = confirm(browser, farid)
    assert refused.status_code == 400
    assert not Collective.objects.exists()
    assert drafts.of(farid) is not None
    browser.post("/beginnen/regel/admission/", {"doe": "weg"})
    assert "2:285 lid 1" not in text(browser.get(CHECK))


def test_what_only_the_founder_knows_must_be_filled_in(browse: Browse, farid: UUID) -> None:
    browser = browse(farid)
    browser.post(f"{START}naam/", {"name": "De Kring", "doe": "verder"})
    page = text(browser.get(CHECK))
    assert "Schrijf jullie doel in je eigen woorden." in page
    assert "Kies sinds wanneer jullie een groep zijn." in page
    assert confirm(browser, farid).status_code == 400
    assert not Collective.objects.exists()


def test_changing_from_the_check_leads_back_to_it(browse: Browse, farid: UUID) -> None:
    browser = browse(farid)
    ready(browser)
    response = browser.post(f"{START}naam/?terug=controle", {"name": "Een Andere Naam", "doe": "verder"})
    assert response.headers["Location"] == CHECK
    assert "Een Andere Naam" in text(browser.get(CHECK))


@pytest.mark.parametrize(
    "url",
    [
        "/beginnen/niets/",
        "/beginnen/vraag/niets/purpose/",
        "/beginnen/vraag/purpose/niets/",
        "/beginnen/regel/niets/",
    ],
)
def test_pages_that_do_not_exist(browse: Browse, farid: UUID, url: str) -> None:
    assert browse(farid).get(url).status_code == 404


def test_bent_confirmations_found_nothing(browse: Browse, farid: UUID) -> None:
    browser = browse(farid)
    ready(browser)
    for sent in ({}, {"draft": "x"}, {"draft": str(uuid4())}, {"draft": str(uuid4()), "request_key": "y"}):
        assert browser.post(CHECK, sent).headers["Location"] == START
    assert not Collective.objects.exists()


def test_a_draft_of_an_older_library_is_asked_again(browse: Browse, farid: UUID) -> None:
    answers = Answers("De Kring", "", "2024-03-01", "none_yet", "buurtcollectief")
    stale = answers.with_values("purpose", {"purpose": "koken", "gone": 1}).with_values("vanished", {"x": 1})
    drafts.keep(farid, stale.with_values("decisions", {"voting_days": 100_000}), AT)
    draft = drafts.of(farid)
    assert draft is not None
    assert draft.answers.values == {"purpose": {"purpose": "koken"}, "decisions": {}}
    assert browse(farid).get(CHECK).status_code == 200


def test_in_english(browse: Browse, farid: UUID) -> None:
    browser = browse(farid, "en")
    ready(browser)
    page = text(browser.get(CHECK))
    assert "Our purpose, in our own words, is: samen koken." in page
    assert "What happens then" in page
    assert "no legal form yet" in page


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.id)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_question_of_every_preset_has_its_page(
    browse: Browse, farid: UUID, preset: object, language: str
) -> None:
    browser = browse(farid, language)
    answer_general(browser, rechtsvorm={"form": preset.form.value}, voorbeeld={"preset": preset.id})
    for clause, name in preset.questions:
        response = browser.get(f"/beginnen/vraag/{clause}/{name}/")
        assert response.status_code == 200
        question = next(p for p in CLAUSES[clause].parameters if p.name == name).question
        assert (question.en if language == "en" else question.nl) in text(response).replace("&#x27;", "'")
    assert "Dit mag niet van de wet" not in text(browser.get(CHECK))


def as_sent(form: object) -> dict[str, object]:
    """What a browser would send of a form as it stands."""
    found: dict[str, object] = {}
    for field in form:
        if hasattr(field.field.widget, "decompress"):
            boxes = field.field.widget.decompress(field.value())
            found |= {f"{field.name}_{place}": box for place, box in enumerate(boxes)}
        else:
            found[field.name] = field.value()
    return found


@pytest.mark.parametrize("clause", [clause.id for clause in LIBRARY])
def test_every_rule_has_its_page_and_keeps_what_it_shows(browse: Browse, farid: UUID, clause: str) -> None:
    browser = browse(farid)
    answer_general(browser)
    page = browser.get(f"/beginnen/regel/{clause}/")
    assert page.status_code == 200
    form = page.context["form"]
    sent = as_sent(form)
    before = drafts.of(farid).answers.current(clause)
    response = browser.post(f"/beginnen/regel/{clause}/", {**sent, "doe": "verder"})
    assert response.status_code == 302, text(response)
    assert drafts.of(farid).answers.current(clause) == before


def test_every_form_is_explained(browse: Browse, farid: UUID) -> None:
    browser = browse(farid)
    browser.post(f"{START}naam/", {"name": "De Kring", "doe": "verder"})
    page = browser.get(f"{START}rechtsvorm/").content.decode()
    assert page.count('class="hint"') >= len(Form)
