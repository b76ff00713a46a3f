"""How strong the rules are: asked once, worked out once, for one text and these people, without a name."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from django.db import connection

from samenspel.kernels.statute.analysis.blind import BLIND_SPOTS
from samenspel.kernels.statute.analysis.forms import COMPARED
from samenspel.kernels.statute.analysis.people import Group, People
from samenspel.kernels.statute.analysis.scenario import Aim
from samenspel.kernels.statute.analysis.standard import BAR_AIMS, BAR_SCENARIO
from samenspel.kernels.statute.analysis.takeover import takeover
from samenspel.kernels.statute.charter import Change, apply_changes, charter, check_law
from samenspel.kernels.statute.presets import BUURTCOLLECTIEF
from samenspel.kernels.statute.vocabulary import Body, Standing
from samenspel.rooms.membership import queries as membership
from samenspel.rooms.membership.acts.joining import Admit
from samenspel.rooms.membership.acts.measures import Suspend
from samenspel.rooms.membership.acts.offices import Appoint
from samenspel.rooms.statute import queries, strength
from samenspel.rooms.statute.acts import Amend, RecordDeed
from samenspel.rooms.statute.models import StrengthReport
from samenspel.rooms.statute.queries import Strength, Version
from samenspel.rooms.statute.tests.conftest import AT, work_out
from samenspel.site.worker import run_once
from support.cast import NAMES, Cast, apply, build_cast

GM, BOARD, FEDERATION = Body.GENERAL_MEETING, Body.BOARD, Body.FEDERATION
UNWANTED = re.compile("veilig|geldig|kaapvrij|safe|valid|score", re.IGNORECASE)
"""Words that would say more than a model can."""
PARTS = {
    *("schema", "law", "library", "form", "people", "members", "friends", "answers", "trusting", "slowed"),
    *("curves", "slowed_words"),
    *(
        "by_friends",
        "dead",
        "circles",
        "sleeping",
        "holds",
        "breaches",
        "power",
        "forms",
        "remedies",
        "blind",
    ),
    *("dead_words", "circles_words", "sleeping_words", "holds_words", "people_words", "person_words"),
}


def version_of(cast: Cast, at: datetime = AT) -> Version:
    version = queries.in_force(cast.collective_id, at)
    assert version is not None
    return version


def ask(cast: Cast, at: datetime = AT) -> Strength:
    """Ask as the page does."""
    version = version_of(cast, at)
    return strength.ask(
        cast.collective_id, version.hash, strength.people_of(cast.collective_id, version.charter, at), at
    )


def rows(cast: Cast) -> list[StrengthReport]:
    return list(StrengthReport.objects.filter(collective_id=cast.collective_id).order_by("asked_at"))


def among(cast: Cast, **changed: object) -> None:
    """Write something on every report of the collective."""
    StrengthReport.objects.filter(collective_id=cast.collective_id).update(**changed)


# ------------------------------------------------------------------ asking


def test_asking_twice_makes_one_row(cast: Cast) -> None:
    first, second = ask(cast), ask(cast, AT + timedelta(hours=1))
    assert first == second
    assert first.result is None
    [row] = rows(cast)
    assert (row.id, row.charter, row.asked_at) == (first.id, version_of(cast).hash, AT)
    assert (row.done, row.total, row.claimed_at) == (0, 0, None)


def test_new_rules_ask_anew_once_they_are_in_force(cast: Cast) -> None:
    first = ask(cast)
    base = version_of(cast)
    change = Change("decisions", "voting_days", 7, 21)
    cast.decide("statute.amend", Amend(base.hash, (change,)), at=AT - timedelta(days=5))
    assert ask(cast).id == first.id
    cast.do("statute.record_deed", "anna", RecordDeed(2, AT.date(), "mr. Visser"))
    second = ask(cast)
    assert second.id != first.id
    assert second.charter == version_of(cast).hash != base.hash


def test_one_more_member_asks_anew_once_they_vote(cast: Cast) -> None:
    first = ask(cast)
    cast.decide("membership.admit", Admit(apply(cast, "farid", Standing.MEMBER)))
    assert ask(cast).id == first.id
    cast.decide("membership.appoint", Appoint(cast.chadia, Body.PARTICIPANTS_COUNCIL))
    assert ask(cast).id != first.id


def test_two_collectives_with_the_same_rules_each_have_a_report(cast: Cast) -> None:
    version = version_of(cast)
    people = strength.people_of(cast.collective_id, version.charter, AT)
    own = strength.ask(cast.collective_id, version.hash, people, AT)
    assert strength.ask(cast.other_id, version.hash, people, AT).id != own.id
    assert len(rows(cast)) == 1


def test_only_the_last_reports_are_kept(cast: Cast) -> None:
    version = version_of(cast)
    asked = [
        strength.ask(
            cast.collective_id,
            version.hash,
            People((Group("general_meeting", number, {GM: 1}),)),
            AT + timedelta(minutes=number),
        ).id
        for number in range(1, strength.KEPT + 3)
    ]
    assert {row.id for row in rows(cast)} == set(asked[-strength.KEPT :])


def test_a_question_about_an_earlier_day_is_kept_as_well(cast: Cast) -> None:
    """Whoever reads an earlier day must not wait forever because five later questions were asked before."""
    version = version_of(cast)
    for number in range(1, strength.KEPT + 1):
        people = People((Group("general_meeting", number, {GM: 1}),))
        strength.ask(cast.collective_id, version.hash, people, AT + timedelta(minutes=number))
    earlier = ask(cast, AT - timedelta(days=3))
    assert earlier.id in {row.id for row in rows(cast)}
    assert ask(cast, AT - timedelta(days=3)).id == earlier.id


# ------------------------------------------------------------------ the worker


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What is worked out is not the question here: count how often it happens, and answer at once."""
    counted: list[int] = []

    def answer(_charter: object, people: People, progress: Callable[[int, int], None]) -> dict[str, object]:
        counted.append(people.members)
        progress(8, 16)
        return {"members": people.members}

    monkeypatch.setattr(strength, "work_out", answer)
    return counted


def test_the_worker_answers_and_has_nothing_to_do_afterwards(cast: Cast, quick: list[int]) -> None:
    assert strength.work(AT) == 0
    ask(cast)
    assert strength.work(AT) == 1
    assert ask(cast).result == {"members": 2}
    assert strength.work(AT) == 0
    assert quick == [2]


def test_the_round_of_the_worker_answers_too(cast: Cast, quick: list[int]) -> None:
    run_once(AT)
    ask(cast)
    assert run_once(AT) == 1
    assert quick == [2]


def test_the_oldest_question_is_answered_first(cast: Cast, quick: list[int]) -> None:
    version = version_of(cast)
    for number, hours in ((3, 2), (4, 1), (5, 3)):
        people = People((Group("general_meeting", number, {GM: 1}),))
        strength.ask(cast.collective_id, version.hash, people, AT + timedelta(hours=hours))
    while strength.work(AT + timedelta(hours=4)):
        pass
    assert quick == [4, 3, 5]


def test_what_another_took_up_is_left_alone_until_it_is_stale(cast: Cast, quick: list[int]) -> None:
    ask(cast)
    among(cast, claimed_at=AT)
    assert strength.work(AT + strength.CLAIM) == 0
    assert quick == []
    assert strength.work(AT + strength.CLAIM + timedelta(seconds=1)) == 1
    [row] = rows(cast)
    assert row.claimed_at == AT + strength.CLAIM + timedelta(seconds=1)
    assert row.result is not None


def test_a_worker_that_fails_leaves_the_question_for_later(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> dict[str, object]:
        raise RuntimeError("power cut")

    ask(cast)
    with monkeypatch.context() as broken:
        broken.setattr(strength, "work_out", fail)
        with pytest.raises(RuntimeError):
            strength.work(AT)
    assert strength.work(AT) == 0
    monkeypatch.setattr(strength, "work_out", lambda *_: {"members": 2})
    assert strength.work(AT + 2 * strength.CLAIM) == 1


def test_how_far_it_is_can_be_seen_meanwhile(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[int, int]] = []

    def answer(_charter: object, _people: object, progress: Callable[[int, int], None]) -> dict[str, object]:
        for done in range(21):
            progress(done, 20)
            report = ask(cast)
            assert report.result is None
            seen.append((report.done, report.total))
        return {"members": 2}

    monkeypatch.setattr(strength, "work_out", answer)
    ask(cast)
    strength.work(AT)
    assert set(seen) == {(0, 20), (8, 20), (16, 20)}
    assert seen == sorted(seen)
    [row] = rows(cast)
    assert row.done == row.total == 20


def test_a_report_on_rules_that_are_gone_is_dropped(cast: Cast, quick: list[int]) -> None:
    people = strength.people_of(cast.collective_id, version_of(cast).charter, AT)
    strength.ask(cast.collective_id, "0" * 64, people, AT)
    assert strength.work(AT) == 0
    assert rows(cast) == []
    assert quick == []


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_never_do_the_same(transactional_db: None, quick: list[int]) -> None:
    """All of them have found the question before any of them takes it up."""
    cast = build_cast(AT)
    ask(cast)
    outcomes: list[object] = []
    all_have_read = threading.Barrier(4, timeout=20)

    def run() -> None:
        waited: list[bool] = []

        def wait(execute: Callable[..., object], sql: str, *rest: object) -> object:
            if sql.startswith("UPDATE") and not waited:
                waited.append(True)
                all_have_read.wait()
            return execute(sql, *rest)

        try:
            with connection.execute_wrapper(wait):
                outcomes.append(strength.work(AT))
        except Exception as error:  # noqa: BLE001 - what went wrong is the result
            outcomes.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, outcomes)) == ["0", "0", "0", "1"]
    assert quick == [2]


# ------------------------------------------------------------------ who there are


def by_votes(cast: Cast, at: datetime = AT) -> dict[str, tuple[int, dict[Body, int]]]:
    found = membership.people_by_votes(cast.collective_id, at)
    return {group.id: (group.size, dict(group.votes)) for group in found.groups}


def test_people_are_grouped_by_the_bodies_they_have_a_seat_in(cast: Cast) -> None:
    assert by_votes(cast) == {
        "general_meeting+board": (1, {GM: 1, BOARD: 1}),
        "general_meeting": (1, {GM: 1}),
        "partners": (1, {Body.PARTNERS: 1}),
        "volunteers": (1, {Body.VOLUNTEERS: 1}),
    }
    cast.decide("membership.appoint", Appoint(cast.bram, BOARD))
    assert by_votes(cast)["general_meeting+board"] == (2, {GM: 1, BOARD: 1})
    assert "general_meeting" not in by_votes(cast)


def test_who_waits_does_not_count_yet(cast: Cast) -> None:
    before = by_votes(cast)
    cast.decide("membership.admit", Admit(apply(cast, "farid", Standing.MEMBER)))
    assert by_votes(cast) == before


def test_who_is_suspended_does_not_count_in_the_meeting(cast: Cast) -> None:
    cast.decide("membership.suspend", Suspend(cast.bram, "Er is iets gebeurd."))
    assert "general_meeting" not in by_votes(cast)


def test_people_are_counted_as_they_were_on_the_day(cast: Cast) -> None:
    assert by_votes(cast, AT - timedelta(days=390))["general_meeting+board"] == (1, {GM: 1, BOARD: 1})
    assert "general_meeting" not in by_votes(cast, AT - timedelta(days=390))


def test_the_federation_is_one_voice_where_the_rules_ask_it(cast: Cast) -> None:
    version = version_of(cast)
    found = strength.people_of(cast.collective_id, version.charter, AT)
    assert found.groups[-1] == Group("federation", 1, {FEDERATION: 1})
    alone = charter(BUURTCOLLECTIEF.form, [(name, values) for name, values in BUURTCOLLECTIEF.clauses])
    asked = {r.body for provision in alone.statute.provisions for r in provision.requirements}
    assert FEDERATION not in asked
    groups = strength.people_of(cast.collective_id, alone, AT).groups
    assert [group.id for group in groups] == [*by_votes(cast)]


# ------------------------------------------------------------------ the answer


def texts(value: object) -> Iterator[str]:
    """Every text in JSON values, names of values aside."""
    if isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)
    elif isinstance(value, str):
        yield value


def test_the_answer_has_everything_that_the_pages_tell(council: Cast) -> None:
    ask(council)
    result = work_out(council)
    assert set(result) == PARTS
    asked = [(each["aim"], each["turnout"], each["friends"]) for each in result["answers"]]
    assert asked == [
        (aim.value, turnout, friends)
        for aim in Aim
        for turnout in (None, [1, 5], [1, 1])
        for friends in (0, 60)
    ]
    assert [(each["aim"], each["friends"]) for each in result["curves"]] == [
        (aim.value, friends) for aim in Aim for friends in (0, 60)
    ]
    assert all(len(each["people"]) == 11 for each in result["curves"])
    assert [each["form"] for each in result["forms"]] == [form.value for form in COMPARED]
    assert all(set(each["answers"]) == {"purpose", "assets", "say"} for each in result["forms"])
    assert result["members"] == 2
    assert len(result["blind"]["nl"]) == len(result["blind"]["en"]) == len(BLIND_SPOTS)


def test_the_answer_speaks_dutch_and_english(council: Cast) -> None:
    ask(council)
    result = work_out(council)
    for each in (*result["answers"], *result["trusting"]):
        dutch, english = each["words"]["nl"], each["words"]["en"]
        assert dutch["outcome"] != english["outcome"]
        assert len(dutch["steps"]) == len(english["steps"]) == len(each["steps"])
        assert all(step["what"] for told in (dutch, english) for step in told["steps"])
        assert dutch["assumptions"]
        assert english["assumptions"]
    for name in [name for name in result if name.endswith("_words")]:
        assert len(result[name]["nl"]) == len(result[name]["en"]), name


def test_the_answer_never_promises_and_names_nobody(council: Cast) -> None:
    ask(council)
    result = work_out(council)
    said = list(texts(result))
    assert [text for text in said if UNWANTED.search(text)] == []
    assert [text for text in said if "%" in text] == []
    names = re.compile(r"\b(" + "|".join(name.capitalize() for name in NAMES) + r")\b")
    assert [text for text in said if names.search(text)] == []
    ids = {str(person) for person in council.people.values()}
    assert not [person for person in ids if person in json.dumps(result)]


def test_what_would_help_is_lawful_and_does_help(council: Cast) -> None:
    ask(council)
    remedies = work_out(council)["remedies"]
    before, target = remedies["before"], remedies["target"]
    assert remedies["sets"]
    charter_now = version_of(council).charter
    people = strength.people_of(council.collective_id, charter_now, AT)
    for each in remedies["sets"]:
        changes = tuple(Change(**change) for change in each["changes"])
        after = apply_changes(charter_now, changes)
        check_law(after)
        counted = [takeover(after.statute, people, BAR_SCENARIO, aim).people for aim in BAR_AIMS]
        assert counted == each["people"]
        assert min(counted) >= target > min(before)


def test_where_no_way_was_found_nothing_is_offered_as_a_help(cast: Cast) -> None:
    """A change that leaves “no way found” as it is, helps nobody."""
    version = version_of(cast)
    nobody_meets = People((Group("board", 3, {BOARD: 1}),))
    remedies = strength._remedies(version.charter, nobody_meets, lambda _done, _total: None)
    assert remedies["before"] == [None, None]
    assert remedies["sets"] == []


def test_progress_of_the_whole_never_goes_back(council: Cast) -> None:
    charter_now = version_of(council).charter
    heard: list[tuple[int, int]] = []
    steps = strength._Progress(lambda done, total: heard.append((done, total)))
    strength._remedies(
        charter_now, strength.people_of(council.collective_id, charter_now, AT), steps.part(1, 2)
    )
    assert heard[-1] == (200, 200)
    assert heard == sorted(heard)
