"""Every page of own work, for everyone of the cast; and from putting a task on the list to hours for it."""

import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.people.models import Person
from samenspel.kernels.quantity import MINUTES
from samenspel.kernels.statute.vocabulary import Standing
from samenspel.rooms.ledger.params import say
from samenspel.rooms.membership.acts.measures import Suspend
from samenspel.rooms.membership.acts.standings import Grant
from samenspel.rooms.statute.gate import CIVIL_TIME
from samenspel.rooms.work import queries
from samenspel.rooms.work.acts import Cancel, Decline, OfWork
from samenspel.site import clock
from support.cast import NAMES, Cast, apply, build_cast

from .conftest import AT
from .doing import DAY, TOMORROW, balance, doers, plan, report, series_of, sign_up, task_of, work_of

Browse = Callable[[str], Client]

INSIDERS = {"anna", "bram", "chadia", "dirk"}
PAGES = (
    "",
    "nieuw/",
    "op-papier/",
    "agenda.ics",
    "gedaan/",
    "gedaan/opschrijven/",
    "ruimte/",
    "ruimte/verklaring/",
)


def url(cast: Cast, path: str = "") -> str:
    return f"/{cast.slug}/inzet/{path}"


def text(response: object) -> str:
    """What stands on a page, without tags."""
    html = response.content.decode()  # type: ignore[attr-defined]
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("&nbsp;", " ").replace("\xa0", " ").split())


def key() -> dict[str, str]:
    return {"request_key": str(new_id())}


def told(response: object) -> str:
    """What the page says after something was done."""
    [message] = response.context["messages"]  # type: ignore[attr-defined]
    return str(message)


@pytest.mark.parametrize("name", ["", *NAMES])
def test_the_pages_are_for_who_takes_part(cast: Cast, browse: Browse, name: str) -> None:
    task, work = plan(cast), report(cast, "dirk")
    client = browse(name)
    for path in (*PAGES, f"{task}/", f"{task}/toch-niet/", f"{task}/weg/", f"gedaan/{work}/nee/"):
        answer = client.get(url(cast, path))
        assert answer.status_code == (200 if name in INSIDERS else 403 if name else 302), path
        if not name:
            assert unquote(answer["Location"]).endswith(url(cast, path))


@pytest.mark.parametrize("name", ["", "els", "farid", "greet", "huub"])
def test_outsiders_change_nothing_by_sending_forms(cast: Cast, browse: Browse, name: str) -> None:
    task, work = plan(cast), report(cast, "dirk")
    client = browse(name)
    for path in (f"{task}/meedoen/", f"{task}/weg/", f"gedaan/{work}/ja/", f"gedaan/{work}/nee/"):
        assert client.post(url(cast, path), {"reason": "Daarom", **key()}).status_code in {302, 403}
    assert doers(cast, task) == ([], [])
    assert [each.state for each in work_of(cast, "dirk")] == ["reported"]


def test_what_is_not_there_is_not_found(cast: Cast, browse: Browse) -> None:
    client, gone = browse("anna"), plan(cast)
    cast.do("work.cancel", "anna", Cancel(gone, "Vakantie"))
    for task in (gone, new_id()):
        for path in ("", "toch-niet/", "weg/"):
            assert client.get(url(cast, f"{task}/{path}")).status_code == 404
    assert client.get(url(cast, "gedaan/opschrijven/?taak=soep")).status_code == 404
    assert client.get("/geen-collectief/inzet/").status_code == 404
    assert client.get(url(cast, f"{gone}/meedoen/")).status_code == 405
    assert client.get(url(cast, f"gedaan/{new_id()}/ja/")).status_code == 405


def test_an_empty_list_says_what_one_can_do(cast: Cast, browse: Browse) -> None:
    seen = text(browse("dirk").get(url(cast)))
    assert "Er staat niets op de lijst. Is er iets te doen? Zet het op de lijst." in seen
    assert "Hoe het werk is verdeeld" not in seen
    assert "Je hebt nog niets opgeschreven." in text(browse("dirk").get(url(cast, "gedaan/")))
    assert browse("dirk").get(url(cast, "op-papier/")).status_code == 200
    assert not Calendar.from_ical(browse("dirk").get(url(cast, "agenda.ics")).content).walk("VEVENT")


# The list


FORM = {
    "title": "Soep koken",
    "day": "2026-10-11",
    "time": "10:00",
    "minutes": "1:30",
    "wanted": "2",
    "weeks": "3",
    "place": "De keuken",
    "step_free": "on",
    "needs": "Een schort",
    "text": "Met prei.",
    "paid_before": "unknown",
}


def test_a_series_is_put_on_the_list_from_the_page(cast: Cast, browse: Browse) -> None:
    sent, client = {**FORM, **key()}, browse("dirk")
    for _ in range(2):
        assert client.post(url(cast, "nieuw/"), sent)["Location"] == url(cast)
    page = client.get(url(cast))
    assert {str(message) for message in page.context["messages"]} == {"Het staat op de lijst."}
    listed = [each for each, _ in page.context["tasks"]]
    begins = [each.starts_at.astimezone(CIVIL_TIME) for each in listed]
    assert [f"{each:%d-%m %H:%M}" for each in begins] == ["11-10 10:00", "18-10 10:00", "25-10 10:00"]
    seen = text(client.get(url(cast, f"{listed[2].id}/")))
    for words in (
        "25 oktober 2026, 10:00–11:30 elke week",
        "De keuken zonder trap",
        "Een schort",
        "Met prei.",
        "nog niemand · nog 2 mensen gezocht",
        "Dat weet niemand. Heb je een uitkering? Vraag eerst of je dit mag doen.",
    ):
        assert words in seen


def test_a_task_without_a_day_can_be_done_at_any_time(cast: Cast, browse: Browse) -> None:
    client = browse("dirk")
    form = {"title": "Ramen lappen", "minutes": "45 min", "wanted": "1", "weeks": "1", "paid_before": "never"}
    client.post(url(cast, "nieuw/"), {**form, "day": "", "time": "", **key()})
    assert "wanneer je wilt, 45 minuten" in text(client.get(url(cast)))


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"title": ""}, "title", "Vul dit in."),
        ({"minutes": "lang"}, "minutes", "Vul een tijd in, zoals 1:30 of 1 uur 30."),
        ({"minutes": "24:01"}, "minutes", "Hooguit een hele dag per keer."),
        ({"time": ""}, "time", "Vul de dag en de tijd allebei in, of geen van beide."),
        ({"day": ""}, "day", "Vul de dag en de tijd allebei in, of geen van beide."),
        ({"day": "31-31-2026"}, "day", "Schrijf een dag als 31-12-2026."),
        ({"time": "kwart over"}, "time", "Schrijf een tijd als 14:30."),
        ({"wanted": "veel"}, "wanted", "Schrijf een heel getal."),
        ({"paid_before": ""}, "paid_before", "Kies een van deze."),
        ({"day": "2026-10-01"}, "__all__", "Dit moment is voorbij. Kies een later moment."),
        (
            {"day": "", "time": ""},
            "__all__",
            "Kies een dag en een tijd voor iets dat elke week terugkomt.",
        ),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    cast: Cast, browse: Browse, changed: dict[str, str], field: str, words: str
) -> None:
    page = browse("anna").post(url(cast, "nieuw/"), {**FORM, **changed, **key()})
    assert page.context["form"].errors == {field: [words]}
    assert 'class="error-summary"' in page.content.decode()
    assert "Met prei." in page.content.decode()
    assert queries.tasks(cast.collective_id, AT) == []


def test_taking_a_task_on_and_not_coming_after_all(cast: Cast, browse: Browse) -> None:
    task = plan(cast)
    first, second = browse("bram"), browse("dirk")
    sent = key()
    for _ in range(2):
        done = first.post(url(cast, f"{task}/meedoen/"), sent)
        assert done["Location"] == url(cast)
    assert doers(cast, task) == (["bram"], [])
    assert "Ik sta reserve" in text(second.get(url(cast)))
    assert (
        told(second.post(url(cast, f"{task}/meedoen/"), key(), follow=True))
        == "Het is vol. Je staat reserve."
    )
    again = second.post(url(cast, f"{task}/meedoen/"), key(), follow=True)
    assert told(again) == "Je staat hier al voor op de lijst."
    assert "Reserve: Dirk" in text(browse("anna").get(url(cast, f"{task}/")))
    assert "Toch niet komen?" in text(first.get(url(cast, f"{task}/toch-niet/")))
    first.post(url(cast, f"{task}/toch-niet/"), key())
    assert doers(cast, task) == (["dirk"], [])
    twice = first.post(url(cast, f"{task}/toch-niet/"), key())
    assert twice.context["form"].errors == {"__all__": ["Je staat hier niet voor op de lijst."]}


def test_a_task_shows_only_what_the_reader_can_do(cast: Cast, browse: Browse) -> None:
    task = plan(cast, "chadia")
    sign_up(cast, "dirk", task)
    ways = {"meedoen": set(), "toch-niet": set(), "weg": set(), "opschrijven/?taak": set()}
    for name in INSIDERS:
        seen = browse(name).get(url(cast, f"{task}/")).content.decode()
        for way, who in ways.items():
            if f"/{way}/" in seen or f"{way}=" in seen:
                who.add(name)
    assert ways == {
        "meedoen": {"anna", "bram", "chadia"},
        "toch-niet": {"dirk"},
        "weg": {"anna", "chadia"},
        "opschrijven/?taak": {"dirk"},
    }


def test_who_is_suspended_reads_along_and_finds_no_buttons(cast: Cast, browse: Browse) -> None:
    task = plan(cast)
    cast.decide("membership.suspend", Suspend(cast.bram, "Er was ruzie."))
    client = browse("bram")
    seen = client.get(url(cast)).content.decode()
    assert "Soep koken" in seen
    for way in ("/meedoen/", "/nieuw/", "/opschrijven/"):
        assert way not in seen
    for answer in (
        client.get(url(cast, "nieuw/")),
        client.post(url(cast, f"{task}/meedoen/"), key()),
        client.post(url(cast, "gedaan/opschrijven/"), {"what": "Soep", "day": "2026-10-05", "minutes": "30"}),
    ):
        assert answer.status_code == 403
        assert f"/{cast.slug}/spelregels/" in answer.content.decode()


def test_one_or_all_later_times_of_a_series_go_from_the_page(cast: Cast, browse: Browse) -> None:
    rows = series_of(cast, plan(cast, weeks=4))
    client = browse("anna")
    page = client.post(url(cast, f"{rows[0].id}/weg/"), {"reason": "", "series": "on", **key()})
    assert page.context["form"].errors == {"reason": ["Schrijf waarom."]}
    assert "checked" in page.content.decode()
    client.post(url(cast, f"{rows[0].id}/weg/"), {"reason": "Vakantie", **key()})
    client.post(url(cast, f"{rows[2].id}/weg/"), {"reason": "Klaar", "series": "on", **key()})
    assert [each.id for each in queries.tasks(cast.collective_id, AT)] == [rows[1].id]
    other = plan(cast)
    assert browse("dirk").post(url(cast, f"{other}/weg/"), {"reason": "Zomaar", **key()}).status_code == 403


# On paper and in a calendar


def test_the_list_on_paper_has_a_line_for_every_free_place(cast: Cast, browse: Browse) -> None:
    task = plan(cast, wanted=3, place="De keuken")
    plan(cast, starts_at=None, title="Ramen lappen")
    sign_up(cast, "dirk", task)
    page = browse("anna").get(url(cast, "op-papier/"))
    assert page.content.decode().count("______________________") == 2 + 1
    seen = text(page)
    for words in ("Soep koken De keuken", "6 oktober 2026, 12:00–14:00", "Dirk", "Ramen lappen"):
        assert words in seen


def test_the_calendar_file_holds_what_i_took_on(cast: Cast, browse: Browse) -> None:
    mine = plan(cast, title="Soep; koken, en eten\u2028", place="De keuken")
    plan(cast)
    loose = plan(cast, starts_at=None)
    for task in (mine, loose):
        sign_up(cast, "dirk", task)
    answer = browse("dirk").get(url(cast, "agenda.ics"))
    assert answer["Content-Type"].startswith("text/calendar")
    assert "inzet.ics" in answer["Content-Disposition"]
    [event] = Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(event["UID"]).startswith(str(mine))
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (TOMORROW, TOMORROW + timedelta(hours=2))
    assert str(event["SUMMARY"]).startswith("Soep; koken, en eten")
    assert str(event["LOCATION"]) == "De keuken"
    assert "Bram" not in answer.content.decode()


def test_what_i_took_on_is_in_my_calendar_however_long_the_list_is(cast: Cast, browse: Browse) -> None:
    for _ in range(3):
        plan(cast, weeks=26)
    far = plan(cast, starts_at=AT + timedelta(weeks=27), title="De opening")
    sign_up(cast, "dirk", far)
    [event] = Calendar.from_ical(browse("dirk").get(url(cast, "agenda.ics")).content).walk("VEVENT")
    assert str(event["SUMMARY"]) == "De opening"


# What was done


def test_writing_down_what_i_did_and_getting_hours_for_it(cast: Cast, browse: Browse) -> None:
    task = plan(cast, minutes=90, starts_at=AT - timedelta(hours=1))
    client, other = browse("dirk"), browse("bram")
    sign_up(cast, "dirk", task)
    page = client.get(url(cast, f"gedaan/opschrijven/?taak={task}"))
    assert {name: page.context["form"][name].value() for name in ("what", "minutes", "day")} == {
        "what": "Soep koken",
        "minutes": "1:30",
        "day": DAY,
    }
    form = {"what": "Soep koken", "minutes": "2:00", "day": "5-10-2026"}
    sent = {**form, **key()}
    for _ in range(2):
        done = client.post(url(cast, f"gedaan/opschrijven/?taak={task}"), sent)
        assert done["Location"] == url(cast, "gedaan/")
    [row] = work_of(cast, "dirk")
    assert "wacht op een ja" in text(client.get(url(cast, "gedaan/")))
    assert f"{row.id}/ja/" not in client.get(url(cast, "gedaan/")).content.decode()
    assert "1 mens schreef op wat er is gedaan." in text(other.get(url(cast)))
    assert "schreef op" not in text(client.get(url(cast)))
    assert "Dirk: Soep koken 5 oktober 2026 · 2 uur" in text(other.get(url(cast, "gedaan/")))
    sent = key()
    for _ in range(2):
        assert other.post(url(cast, f"gedaan/{row.id}/ja/"), sent)["Location"] == url(cast, "gedaan/")
    assert balance(cast, "dirk") == 120
    again = browse("anna").post(url(cast, f"gedaan/{row.id}/ja/"), key(), follow=True)
    assert told(again) == "Hier is al naar gekeken."
    assert "op je rekening" in text(client.get(url(cast, "gedaan/")))
    twice = client.post(url(cast, f"gedaan/opschrijven/?taak={task}"), {**form, **key()})
    assert twice.context["form"].errors == {"__all__": ["Dit heb je al opgeschreven."]}
    assert "2:00" in twice.content.decode()


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"what": ""}, "what", "Vul dit in."),
        ({"day": ""}, "day", "Kies een dag."),
        ({"day": "gisteren"}, "day", "Schrijf een dag als 31-12-2026."),
        ({"day": "2026-10-06"}, "__all__", "Kies een dag in de laatste drie maanden."),
        ({"minutes": "0:00"}, "minutes", "Vul meer in dan nul."),
        ({"minutes": ""}, "minutes", "Vul dit in."),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_wrong_with_what_one_wrote_down_is_said(
    cast: Cast, browse: Browse, changed: dict[str, str], field: str, words: str
) -> None:
    form = {"what": "Afwas", "day": "2026-10-05", "minutes": "45 min", **changed, **key()}
    page = browse("dirk").post(url(cast, "gedaan/opschrijven/"), form)
    assert page.context["form"].errors == {field: [words]}
    kept = changed.get("minutes", "45 min") or "Afwas"
    assert kept in page.content.decode()
    assert work_of(cast, "dirk") == []


def test_a_no_says_why_and_it_can_be_written_down_again(cast: Cast, browse: Browse) -> None:
    task = plan(cast, starts_at=None)
    row = report(cast, "dirk", task=task)
    client = browse("bram")
    empty = client.post(url(cast, f"gedaan/{row}/nee/"), {"reason": "", **key()})
    assert empty.context["form"].errors == {"reason": ["Schrijf waarom."]}
    done = client.post(url(cast, f"gedaan/{row}/nee/"), {"reason": "Het was een uur.", **key()}, follow=True)
    assert told(done) == "Je hebt gezegd waarom."
    late = client.post(url(cast, f"gedaan/{row}/nee/"), {"reason": "Nog eens.", **key()})
    assert late.context["form"].errors == {"__all__": ["Hier is al naar gekeken."]}
    assert "Nog eens." in late.content.decode()
    mine = text(browse("dirk").get(url(cast, "gedaan/")))
    assert "niet bevestigd" in mine
    assert "Het was een uur." in mine, "who it is about reads why"
    again = {"what": "Gekookt", "day": "2026-10-05", "minutes": "1:00", **key()}
    assert browse("dirk").post(url(cast, f"gedaan/opschrijven/?taak={task}"), again).status_code == 302


def test_where_the_rules_give_thanks_only_the_page_says_confirmed(db: None, now: object) -> None:
    cast = build_cast(AT, overrides={"work": {"reward": "nothing"}})
    cast.do("work.confirm", "anna", OfWork(report(cast, "dirk")))
    client = Client(headers={"accept-language": "nl"})
    client.force_login(Person.objects.get(id=cast.dirk))
    seen = text(client.get(url(cast, "gedaan/")))
    assert "bevestigd" in seen
    assert "op je rekening" not in seen


def test_only_who_may_confirm_is_asked_to(db: None, now: object) -> None:
    cast = build_cast(AT, overrides={"work": {"confirms": "board"}})
    report(cast, "chadia")
    for name, asked in (("anna", True), ("dirk", False)):
        client = Client(headers={"accept-language": "nl"})
        client.force_login(Person.objects.get(id=cast.people[name]))
        assert ("Kun jij het bevestigen?" in text(client.get(url(cast)))) is asked, name
        assert ("Kun jij dit bevestigen?" in text(client.get(url(cast, "gedaan/")))) is asked, name


def test_the_load_is_shown_once_five_people_worked(cast: Cast, browse: Browse) -> None:
    cast.do("membership.grant", "anna", Grant(Standing.VOLUNTEER, application_id=apply(cast, "farid", Standing.VOLUNTEER)))  # fmt: skip
    for name in ("bram", "chadia", "dirk", "farid"):
        cast.do("work.confirm", "anna", OfWork(report(cast, name)))
    assert "Hoe het werk is verdeeld" not in text(browse("anna").get(url(cast)))
    cast.do("work.confirm", "bram", OfWork(report(cast, "anna", 300)))
    seen = text(browse("anna").get(url(cast)))
    assert "In drie maanden deden 5 mensen iets. De helft van het werk deed 1 mens." in seen


# May this be paid to me?

ASKED = {
    "benefit": "participatiewet",
    "age": "older",
    "place": "",
    "kind": "volunteer_allowance",
    "amount": "40",
    "month": "20",
    "year": "200",
    "once_paid": "no",
    "anbi": "no",
}


def test_whether_something_may_be_paid_is_answered_and_kept_nowhere(cast: Cast, browse: Browse) -> None:
    client = browse("dirk")
    options = {
        name: [value for value, _ in client.get(url(cast, "ruimte/")).context["form"].fields[name].choices]
        for name in ("benefit", "kind", "place")
    }
    questions = [{name: value} for name, values in options.items() for value in values]
    no_price = {"amount": "", "month": "", "year": ""}
    written: list[str] = []

    def watch(execute: Callable[..., object], sql: str, *rest: object) -> object:
        written.extend(
            [sql] if not sql.lstrip().upper().startswith(("SELECT", "SAVEPOINT", "RELEASE")) else []
        )
        return execute(sql, *rest)

    with connection.execute_wrapper(watch):
        for question in questions:
            given = {**ASKED, **question, **(no_price if question.get("kind") == "hours" else {})}
            page = client.post(url(cast, "ruimte/"), given)
            assert page.status_code == 200, question
            assert page.context["answer"]["words"], question
            assert page.context["answer"]["reasons"], question
    assert "no-store" in page["Cache-Control"]
    assert written == []


def test_hours_have_no_price(cast: Cast, browse: Browse) -> None:
    page = browse("dirk").post(url(cast, "ruimte/"), {**ASKED, "kind": "hours"})
    assert page.context["form"].errors == {"__all__": ["Uren hebben hier geen prijs in euro's."]}


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"benefit": "x"}, "benefit", "Kies een van deze."),
        ({"place": "atlantis"}, "place", "Kies een van deze."),
        ({"amount": "veel"}, "amount", "Vul een bedrag in, zoals 12,50."),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_question_that_cannot_be_read_says_why_and_keeps_the_rest(
    cast: Cast, browse: Browse, changed: dict[str, str], field: str, words: str
) -> None:
    page = browse("dirk").post(url(cast, "ruimte/"), {**ASKED, **changed})
    assert page.status_code == 400
    assert page.context["form"].errors[field] == [words]
    assert 'value="200"' in page.content.decode()


def test_a_statement_leaves_nothing_out_however_much_there_is(cast: Cast, browse: Browse) -> None:
    for _ in range(queries.SHOWN + 2):
        cast.do("work.confirm", "anna", OfWork(report(cast, "dirk", 10)))
    seen = text(browse("dirk").get(url(cast, "ruimte/verklaring/")))
    assert say((queries.SHOWN + 2) * 10, MINUTES) in seen


def test_a_task_of_a_kind_is_written_down_as_that_kind(cast: Cast, browse: Browse) -> None:
    kind = cast.do("work.name_kind", "anna", {"name": "Zorgen"}).result
    task = plan(cast, kind=kind, starts_at=None)
    page = browse("dirk").get(url(cast, f"gedaan/opschrijven/?taak={task}")).content.decode()
    assert f'<option value="{kind}" selected>' in page


def test_a_statement_holds_what_was_confirmed_in_one_month_and_is_mine_alone(
    cast: Cast, browse: Browse
) -> None:
    cast.do("work.confirm", "anna", OfWork(report(cast, "dirk", 90)))
    cast.do("work.confirm", "anna", OfWork(report(cast, "dirk", 1000, day=DAY - timedelta(days=30))))
    report(cast, "dirk", 700)
    seen, none = (text(browse(name).get(url(cast, "ruimte/verklaring/"))) for name in ("dirk", "bram"))
    assert "1 uur en 30 minuten" in seen
    assert "1 uur en 30 minuten" not in none
    assert "16 uur en 40 minuten" in text(browse("dirk").get(url(cast, "ruimte/verklaring/?maand=2026-09")))
    for month in ("2026-11", "2026-13", "september", "2026", "٢٠٢٦-٠١"):
        assert browse("dirk").get(url(cast, "ruimte/verklaring/"), {"maand": month}).status_code == 404


def test_everything_can_be_read_in_english(cast: Cast) -> None:
    task = plan(cast, wanted=2)
    sign_up(cast, "dirk", task)
    declined = report(cast, "anna")
    cast.do("work.decline", "bram", Decline(declined, "Not seen"))
    report(cast, "dirk")
    Person.objects.filter(id=cast.anna).update(language="en")
    client = Client()
    client.force_login(Person.objects.get(id=cast.anna))
    with clock.set_to(AT):
        pages = {
            path: text(client.get(url(cast, path))) for path in ("", f"{task}/", "gedaan/", "op-papier/")
        }
        wrong = client.post(url(cast, "gedaan/opschrijven/"), {"what": "Soup", "day": "", "minutes": "long"})
    for path, words in (
        ("", "What wants doing. Nobody has to."),
        ("", "1 person still wanted"),
        (f"{task}/", "12:00–14:00"),
        (f"{task}/", "No, never"),
        ("gedaan/", "Dirk: Gekookt 5 October 2026 · 1 hour"),
        ("gedaan/", "not confirmed"),
        ("op-papier/", "Write your name on a line"),
    ):
        assert words in pages[path]
    assert "Something is not right Choose a day. Enter a time, such as 1:30 or 1 hour 30." in text(wrong)


def test_pages_stay_within_their_questions_to_the_database(cast: Cast, browse: Browse) -> None:
    first = plan(cast, weeks=20, wanted=2)
    for row in series_of(cast, first):
        for name in ("bram", "chadia", "dirk"):
            sign_up(cast, name, row.id)
    for name in ("bram", "chadia", "dirk"):
        for _ in range(4):
            report(cast, name)
    client = browse("anna")
    counted = {}
    for path in (*PAGES, f"{first}/", f"{first}/weg/"):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url(cast, path)).status_code == 200
        counted[path] = len(asked)
    assert {page: number for page, number in counted.items() if number >= 30} == {}, counted


def test_a_task_that_began_today_is_still_on_the_list(cast: Cast) -> None:
    task = plan(cast, starts_at=AT - timedelta(hours=11))
    assert task_of(cast, task).title == "Soep koken"
    assert [each.id for each in queries.tasks(cast.collective_id, AT)] == [task]
    assert queries.tasks(cast.collective_id, AT + timedelta(hours=2)) == []
