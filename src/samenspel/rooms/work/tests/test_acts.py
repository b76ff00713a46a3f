"""Every act of own work through the gate: who may, what is possible, and what the person reads when it is not."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.journal.deeds import DEEDS, Audience
from samenspel.kernels.statute.judge import Outcome
from samenspel.kernels.statute.vocabulary import Standing
from samenspel.rooms.ledger.acts.accounts import Open
from samenspel.rooms.ledger.acts.paying import Promise
from samenspel.rooms.ledger.models import Transfer
from samenspel.rooms.ledger.params import Amount
from samenspel.rooms.membership.acts.leaving import Leave
from samenspel.rooms.membership.acts.measures import Suspend
from samenspel.rooms.membership.acts.standings import Grant
from samenspel.rooms.statute import gate
from samenspel.rooms.statute.gate import CIVIL_TIME, Actor, ImpossibleError, RefusedError
from samenspel.rooms.statute.params import BadParamsError
from samenspel.rooms.work import acts, queries
from samenspel.rooms.work.acts import (
    MOST_WEEKS,
    OLDEST_DAYS,
    Cancel,
    Decline,
    Offer,
    OfTask,
    OfWork,
    Plan,
    Report,
    TakeOver,
)
from samenspel.rooms.work.allowance import AskAllowance
from samenspel.rooms.work.kinds import MOST, CloseKind, NameKind
from samenspel.rooms.work.models import SignUp, Task, Work
from samenspel.rooms.work.queries import PaidBefore
from samenspel.site import verification
from support.cast import NAMES, Cast, apply, build_cast

from .conftest import AT
from .doing import (
    DAY,
    TOMORROW,
    balance,
    doers,
    plan,
    purse,
    refusal,
    report,
    series_of,
    sign_up,
    task_of,
    work_of,
)


def kind(cast: Cast, name: str = "Zorgen") -> UUID:
    """A kind of work that Anna named."""
    made = cast.do("work.name_kind", "anna", NameKind(name)).result
    assert isinstance(made, UUID)
    return made


WORKERS = frozenset({"anna", "bram", "chadia", "dirk"})


@pytest.fixture(autouse=True)
def _in_dutch() -> Iterator[None]:
    with translation.override("nl"):
        yield


# ------------------------------------------------------------------ who may

Params = Callable[[Cast], object]

WHO: dict[str, tuple[Params, frozenset[str]]] = {
    "work.plan": (lambda _: Plan("Soep", 60, PaidBefore.NEVER), WORKERS),
    "work.cancel": (lambda c: Cancel(plan(c, "chadia"), "Is al klaar"), frozenset({"anna", "chadia"})),
    "work.sign_up": (lambda c: OfTask(plan(c)), WORKERS),
    "work.withdraw": (lambda c: OfTask(plan(c)), WORKERS),
    "work.offer": (lambda c: Offer(plan(c)), WORKERS),
    "work.take_over": (lambda c: TakeOver(plan(c), c.chadia), WORKERS),
    "work.name_kind": (lambda _: NameKind("Zorgen"), frozenset({"anna"})),
    "work.close_kind": (lambda c: CloseKind(kind(c)), frozenset({"anna"})),
    "work.report": (lambda _: Report("Soep", DAY, 60), WORKERS),
    "work.confirm": (lambda c: OfWork(report(c, "dirk")), WORKERS),
    "work.decline": (lambda c: Decline(report(c, "dirk"), "Niet gezien"), WORKERS),
    "work.ask_allowance": (lambda _: AskAllowance(DAY.replace(day=1)), WORKERS),
}
"""By act: what is attempted, and who may. Nobody does any of it by decision."""


def who_may(cast: Cast, act: str, params: object) -> set[str]:
    found = {name: gate.ask(act, cast.actor(name), params, at=AT).outcome for name in NAMES}
    found["clock"] = gate.ask(act, Actor(cast.collective_id, None), params, at=AT).outcome
    assert set(found.values()) <= {Outcome.ALLOWED, Outcome.REFUSED}
    return {name for name, outcome in found.items() if outcome is Outcome.ALLOWED}


@pytest.mark.parametrize("act", WHO)
def test_who_may_is_as_the_table_says(cast: Cast, act: str) -> None:
    params, allowed = WHO[act]
    assert who_may(cast, act, params(cast)) == allowed


def test_the_table_holds_every_act() -> None:
    assert set(WHO) == {name for name in gate.ACTS if name.startswith("work.")}


def test_whoever_may_not_changes_nothing(cast: Cast) -> None:
    task = plan(cast)
    for name in ("els", "farid", "greet", "huub"):
        for act, params in (
            ("work.plan", Plan("Soep", 60, PaidBefore.NEVER)),
            ("work.sign_up", OfTask(task)),
            ("work.report", Report("Soep", DAY, 60)),
            ("work.cancel", Cancel(task, "Daarom")),
        ):
            with pytest.raises(RefusedError):
                cast.do(act, name, params)
    assert Task.objects.filter(collective_id=cast.collective_id, cancelled_at=None).count() == 1
    assert not SignUp.objects.filter(collective_id=cast.collective_id).exists()
    assert not Work.objects.filter(collective_id=cast.collective_id).exists()


def test_the_rules_choose_who_works_who_plans_and_who_confirms(db: None) -> None:
    rules = {"work": {"workers": ["member"], "plans": "board", "confirms": "board"}}
    cast = build_cast(AT, overrides=rules)
    assert who_may(cast, "work.plan", Plan("Soep", 60, PaidBefore.NEVER)) == {"anna"}
    assert who_may(cast, "work.sign_up", OfTask(plan(cast))) == {"anna", "bram"}
    assert who_may(cast, "work.confirm", OfWork(report(cast, "bram"))) == {"anna"}
    assert who_may(cast, "work.decline", Decline(report(cast, "bram"), "Nee hoor")) == {"anna"}


def test_someone_who_is_suspended_takes_nothing_on(cast: Cast) -> None:
    task = plan(cast)
    cast.decide("membership.suspend", Suspend(cast.bram, "Er was ruzie."))
    with pytest.raises(RefusedError):
        sign_up(cast, "bram", task)


# ------------------------------------------------------------------ the list


def test_a_task_stands_on_the_list_as_it_was_written(cast: Cast) -> None:
    task = plan(
        cast,
        "dirk",
        title="  Soep koken ",
        text="Met prei.",
        place="De keuken",
        needs="Een schort",
        step_free=True,
        wanted=3,
        paid_before=PaidBefore.YES,
    )
    found = task_of(cast, task)
    assert (found.title, found.text, found.place, found.needs) == (
        "Soep koken",
        "Met prei.",
        "De keuken",
        "Een schort",
    )
    assert (found.step_free, found.wanted, found.free, found.paid_before) == (True, 3, 3, "yes")
    assert (found.starts_at, found.ends_at) == (TOMORROW, TOMORROW + timedelta(hours=2))
    assert (found.series, found.made_by) == (False, cast.dirk)


def test_a_task_without_a_moment_comes_after_those_with_one(cast: Cast) -> None:
    loose = plan(cast, starts_at=None)
    later = plan(cast, starts_at=AT + timedelta(days=3))
    sooner = plan(cast)
    assert [each.id for each in queries.tasks(cast.collective_id, AT)] == [sooner, later, loose]


def test_whether_it_was_ever_paid_work_is_asked_and_written_in_the_book(cast: Cast) -> None:
    with pytest.raises(BadParamsError) as refused:
        cast.do("work.plan", "anna", {"title": "Soep", "minutes": 60})
    assert "paid_before" in refused.value.errors
    done = cast.do("work.plan", "anna", Plan("Soep", 60, PaidBefore.UNKNOWN))
    assert done.deed.payload["paid_before"] == "unknown"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"minutes": 0}, "minutes"),
        ({"minutes": 1441}, "minutes"),
        ({"wanted": 0}, "wanted"),
        ({"wanted": 101}, "wanted"),
        ({"weeks": 0}, "weeks"),
        ({"weeks": MOST_WEEKS + 1}, "weeks"),
        ({"title": " "}, "title"),
        ({"place": "x" * 121}, "place"),
        ({"place": "\x00"}, "place"),
        ({"needs": "\ud800"}, "needs"),
        ({"starts_at": "2026-10-20T10:00:00"}, "starts_at"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_cannot_be_read_is_said_at_its_field(cast: Cast, given: dict[str, object], field: str) -> None:
    with pytest.raises(BadParamsError) as refused:
        cast.do("work.plan", "anna", {"title": "Soep", "minutes": 60, "paid_before": "never", **given})
    assert set(refused.value.errors) == {field}


def test_what_was_done_is_text_that_can_be_kept(cast: Cast) -> None:
    for what in ("", " ", "x" * 201, "soep\x00", "\ud800"):
        with pytest.raises(BadParamsError) as refused:
            cast.do("work.report", "anna", {"what": what, "day": DAY.isoformat(), "minutes": 5})
        assert set(refused.value.errors) == {"what"}


def test_a_task_is_not_planned_for_a_day_that_has_passed(cast: Cast) -> None:
    plan(cast, starts_at=AT - timedelta(days=1))
    told = refusal(lambda: plan(cast, starts_at=AT - timedelta(days=1, minutes=1)))
    assert told == "Dit moment is voorbij. Kies een later moment."


# ------------------------------------------------------------------ series


def hours_on_the_clock(cast: Cast, task: UUID) -> list[str]:
    return [
        f"{each.starts_at.astimezone(CIVIL_TIME):%d-%m %H:%M}"
        for each in series_of(cast, task)
        if each.starts_at is not None
    ]


def test_a_series_keeps_its_hour_when_the_clock_is_put_back(cast: Cast) -> None:
    task = plan(cast, starts_at=datetime(2026, 10, 18, 10, tzinfo=CIVIL_TIME), weeks=3)
    assert hours_on_the_clock(cast, task) == ["18-10 10:00", "25-10 10:00", "01-11 10:00"]
    moments = [each.starts_at for each in series_of(cast, task)]
    assert moments == [datetime(2026, 10, 18, 8, tzinfo=UTC), datetime(2026, 10, 25, 9, tzinfo=UTC), datetime(2026, 11, 1, 9, tzinfo=UTC)]  # fmt: skip


def test_a_series_keeps_its_hour_when_the_clock_is_put_forward(cast: Cast) -> None:
    task = plan(cast, starts_at=datetime(2027, 3, 21, 14, 30, tzinfo=CIVIL_TIME), weeks=2)
    assert hours_on_the_clock(cast, task) == ["21-03 14:30", "28-03 14:30"]
    moments = [each.starts_at for each in series_of(cast, task)]
    assert moments == [datetime(2027, 3, 21, 13, 30, tzinfo=UTC), datetime(2027, 3, 28, 12, 30, tzinfo=UTC)]


def test_an_hour_that_the_clock_skips_moves_only_that_night(cast: Cast) -> None:
    """On the night that the clock goes from two to three there is no half past two."""
    task = plan(cast, starts_at=datetime(2027, 3, 21, 2, 30, tzinfo=CIVIL_TIME), weeks=3)
    assert hours_on_the_clock(cast, task) == ["21-03 02:30", "28-03 03:30", "04-04 02:30"]


def test_an_hour_that_comes_twice_is_the_first_of_the_two(cast: Cast) -> None:
    task = plan(cast, starts_at=datetime(2026, 10, 18, 2, 30, tzinfo=CIVIL_TIME), weeks=3)
    assert hours_on_the_clock(cast, task) == ["18-10 02:30", "25-10 02:30", "01-11 02:30"]
    assert series_of(cast, task)[1].starts_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_series_is_at_most_half_a_year_and_has_a_day_and_a_time(cast: Cast) -> None:
    task = plan(cast, weeks=MOST_WEEKS)
    assert len(series_of(cast, task)) == 26
    told = refusal(lambda: plan(cast, starts_at=None, weeks=2))
    assert told == "Kies een dag en een tijd voor iets dat elke week terugkomt."


def test_one_time_of_a_series_goes_and_the_others_stay(cast: Cast) -> None:
    first, second, third = series_of(cast, plan(cast, weeks=3))
    cast.do("work.cancel", "anna", Cancel(second.id, "Vakantie"))
    left = [each.id for each in queries.tasks(cast.collective_id, AT)]
    assert left == [first.id, third.id]


def test_the_rest_of_a_series_goes_and_what_came_before_stays(cast: Cast) -> None:
    first, second, third = series_of(cast, plan(cast, weeks=3))
    other = plan(cast, starts_at=third.starts_at)
    cast.do("work.cancel", "anna", Cancel(second.id, "Vakantie", series=True))
    left = {each.id for each in queries.tasks(cast.collective_id, AT)}
    assert left == {first.id, other}
    told = refusal(lambda: cast.do("work.cancel", "anna", Cancel(third.id, "Vakantie")))
    assert told == "Deze taak staat niet meer op de lijst."


def test_a_task_that_is_no_series_goes_alone(cast: Cast) -> None:
    task, other = plan(cast), plan(cast)
    cast.do("work.cancel", "anna", Cancel(task, "Vakantie", series=True))
    assert [each.id for each in queries.tasks(cast.collective_id, AT)] == [other]


def test_why_a_task_went_is_written_in_the_book(cast: Cast) -> None:
    task = plan(cast)
    with pytest.raises(BadParamsError):
        cast.do("work.cancel", "anna", Cancel(task, " "))
    done = cast.do("work.cancel", "anna", Cancel(task, "De keuken is dicht."))
    assert done.deed.texts["reason"] == "De keuken is dicht."
    assert done.deed.subject_id == task


# ------------------------------------------------------------------ taking on


def test_who_comes_when_it_is_full_stands_by(cast: Cast) -> None:
    task = plan(cast, wanted=2)
    assert [sign_up(cast, name, task) for name in ("bram", "dirk", "anna", "chadia")] == [
        False,
        False,
        True,
        True,
    ]
    assert doers(cast, task) == (["bram", "dirk"], ["anna", "chadia"])
    assert task_of(cast, task).free == 0


def test_the_first_who_stands_by_takes_the_place_of_who_goes(cast: Cast) -> None:
    task = plan(cast)
    for name in ("bram", "dirk", "anna"):
        sign_up(cast, name, task)
    cast.do("work.withdraw", "bram", OfTask(task))
    assert doers(cast, task) == (["dirk"], ["anna"])
    sign_up(cast, "bram", task)
    assert doers(cast, task) == (["dirk"], ["anna", "bram"])
    cast.do("work.withdraw", "dirk", OfTask(task))
    assert doers(cast, task) == (["anna"], ["bram"])


def test_when_who_stands_by_goes_nobody_moves(cast: Cast) -> None:
    task = plan(cast)
    for name in ("bram", "dirk", "anna"):
        sign_up(cast, name, task)
    cast.do("work.withdraw", "dirk", OfTask(task))
    assert doers(cast, task) == (["bram"], ["anna"])


def test_one_signs_up_once_and_can_come_back(cast: Cast) -> None:
    task = plan(cast)
    sign_up(cast, "dirk", task)
    assert refusal(lambda: sign_up(cast, "dirk", task)) == "Je staat hier al voor op de lijst."
    cast.do("work.withdraw", "dirk", OfTask(task))
    told = refusal(lambda: cast.do("work.withdraw", "dirk", OfTask(task)))
    assert told == "Je staat hier niet voor op de lijst."
    assert sign_up(cast, "dirk", task) is False


def test_the_same_form_sent_twice_signs_up_once(cast: Cast) -> None:
    task, key = plan(cast), new_id()
    first = cast.do("work.sign_up", "dirk", OfTask(task), key=key)
    again = cast.do("work.sign_up", "dirk", OfTask(task), key=key)
    assert (first.repeated, again.repeated) == (False, True)
    assert doers(cast, task) == (["dirk"], [])


def test_a_task_is_taken_on_until_it_is_over(cast: Cast) -> None:
    task = plan(cast)
    over = TOMORROW + timedelta(hours=2)
    sign_up(cast, "dirk", task, over)
    told = refusal(lambda: sign_up(cast, "bram", task, over + timedelta(seconds=1)))
    assert told == "Deze taak is voorbij."
    assert sign_up(cast, "bram", plan(cast, starts_at=None), over + timedelta(days=300)) is False


def test_nothing_happens_any_more_with_a_task_that_was_cancelled(cast: Cast) -> None:
    task = plan(cast)
    sign_up(cast, "dirk", task)
    cast.do("work.cancel", "anna", Cancel(task, "Vakantie"))
    for doing in (
        lambda: sign_up(cast, "bram", task),
        lambda: cast.do("work.withdraw", "dirk", OfTask(task)),
        lambda: report(cast, "dirk", task=task),
        lambda: cast.do("work.cancel", "anna", Cancel(task, "Nog eens")),
    ):
        assert refusal(doing) == "Deze taak staat niet meer op de lijst."
    assert queries.task(cast.collective_id, task) is None


# ------------------------------------------------------------------ writing down


def test_what_was_done_waits_for_a_yes(cast: Cast) -> None:
    task = plan(cast)
    row = report(cast, "dirk", 45, task=task)
    [mine] = work_of(cast, "dirk")
    assert (mine.id, mine.what, mine.day, mine.minutes, mine.state) == (row, "Gekookt", DAY, 45, "reported")
    assert [each.id for each in queries.waiting(cast.collective_id)] == [row]
    assert balance(cast, "dirk") is None


def test_a_day_is_at_most_three_months_ago_and_never_ahead(cast: Cast) -> None:
    report(cast, "dirk", day=DAY - timedelta(days=OLDEST_DAYS))
    for day in (DAY - timedelta(days=OLDEST_DAYS + 1), DAY + timedelta(days=1)):
        told = refusal(lambda day=day: report(cast, "dirk", day=day))
        assert told == "Kies een dag in de laatste drie maanden."


def test_a_day_begins_at_midnight_on_the_dutch_clock(cast: Cast) -> None:
    before, after = datetime(2026, 10, 5, 21, 59, tzinfo=UTC), datetime(2026, 10, 5, 22, 0, tzinfo=UTC)
    tomorrow = DAY + timedelta(days=1)
    refusal(lambda: report(cast, "dirk", day=tomorrow, at=before))
    report(cast, "dirk", day=tomorrow, at=after)


def test_what_has_not_begun_is_not_written_down_as_done(cast: Cast) -> None:
    task = plan(cast)
    sign_up(cast, "dirk", task)
    early = refusal(lambda: report(cast, "dirk", task=task, at=AT))
    assert early == "Dit is nog niet begonnen. Schrijf het op als het klaar is."
    report(cast, "dirk", task=task, at=TOMORROW)


def test_a_task_is_written_down_once_by_each_who_did_it(cast: Cast) -> None:
    task = plan(cast, wanted=2)
    row = report(cast, "dirk", task=task)
    report(cast, "bram", task=task)
    assert refusal(lambda: report(cast, "dirk", task=task)) == "Dit heb je al opgeschreven."
    cast.do("work.confirm", "anna", OfWork(row))
    assert refusal(lambda: report(cast, "dirk", task=task)) == "Dit heb je al opgeschreven."


def test_what_one_began_by_oneself_can_be_written_down_every_day(cast: Cast) -> None:
    for _ in range(2):
        report(cast, "dirk")
    assert len(work_of(cast, "dirk")) == 2


# ------------------------------------------------------------------ a yes and a no


def test_a_yes_books_the_hours_from_the_purse_in_the_same_moment(cast: Cast) -> None:
    row = report(cast, "dirk", 90)
    done = cast.do("work.confirm", "bram", OfWork(row), at=TOMORROW)
    assert (balance(cast, "dirk"), purse(cast)) == (90, -90)
    assert done.deed.payload["booked"] == 90
    kept = Work.objects.get(collective_id=cast.collective_id, id=row)
    booked = Transfer.objects.get(collective_id=cast.collective_id, id=kept.transfer_id)
    assert (booked.kind, booked.at, booked.place) == ("work", TOMORROW, "work:confirms")
    assert (kept.state, kept.ended_by_id, kept.ended_at) == ("confirmed", cast.bram, TOMORROW)
    assert [each.booked for each in work_of(cast, "dirk")] == [True]


def test_when_the_booking_fails_there_is_no_yes_either(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    row = report(cast, "dirk", 90)

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the power went out")

    monkeypatch.setattr(acts, "_end", broken)
    with pytest.raises(RuntimeError):
        cast.do("work.confirm", "bram", OfWork(row))
    assert (balance(cast, "dirk"), purse(cast)) == (None, 0)
    assert [each.state for each in work_of(cast, "dirk")] == ["reported"]


def test_a_yes_is_said_once(cast: Cast) -> None:
    row, key = report(cast, "dirk", 90), new_id()
    cast.do("work.confirm", "bram", OfWork(row), key=key)
    assert cast.do("work.confirm", "bram", OfWork(row), key=key).repeated
    for doing in (
        lambda: cast.do("work.confirm", "anna", OfWork(row)),
        lambda: cast.do("work.decline", "anna", Decline(row, "Toch niet")),
    ):
        assert refusal(doing) == "Hier is al naar gekeken."
    assert (balance(cast, "dirk"), purse(cast)) == (90, -90)


def test_nobody_says_yes_or_no_to_their_own_work(cast: Cast) -> None:
    row = report(cast, "anna")
    for doing in (
        lambda: cast.do("work.confirm", "anna", OfWork(row)),
        lambda: cast.do("work.decline", "anna", Decline(row, "Was niets")),
    ):
        assert refusal(doing) == "Iemand anders bevestigt wat jij deed."
    assert balance(cast, "anna") is None


def test_nobody_says_yes_to_their_own_work_by_the_hand_of_someone_they_help(cast: Cast) -> None:
    row = report(cast, "bram")
    helped = Actor(cast.collective_id, cast.anna, helper_id=cast.bram)
    for act, params in (("work.confirm", OfWork(row)), ("work.decline", Decline(row, "Was niets"))):
        with pytest.raises(ImpossibleError):
            gate.attempt(act, helped, params, at=AT)
    assert balance(cast, "bram") is None


def test_where_the_rules_give_thanks_only_nothing_is_booked(db: None) -> None:
    cast = build_cast(AT, overrides={"work": {"reward": "nothing"}})
    cast.do("ledger.open", "anna", Open())
    done = cast.do("work.confirm", "bram", OfWork(report(cast, "dirk", 90)))
    assert done.deed.payload["booked"] == 0
    assert (balance(cast, "dirk"), purse(cast)) == (None, 0)
    assert [(each.state, each.booked) for each in work_of(cast, "dirk")] == [("confirmed", False)]


def test_while_the_books_are_closed_nothing_is_booked_and_nothing_is_owed_later(db: None) -> None:
    cast = build_cast(AT)
    row = report(cast, "dirk", 90)
    assert cast.do("work.confirm", "bram", OfWork(row)).deed.payload["booked"] == 0
    cast.do("ledger.open", "anna", Open())
    assert balance(cast, "dirk") is None
    assert refusal(lambda: cast.do("work.confirm", "bram", OfWork(row))) == "Hier is al naar gekeken."


def test_what_does_not_fit_is_not_booked_and_the_book_says_how_much_was(db: None) -> None:
    cast = build_cast(AT, overrides={"purse": {"most": 100, "credit": 60}})
    cast.do("ledger.open", "anna", Open())
    booked = []
    for _ in range(3):
        done = cast.do("work.confirm", "bram", OfWork(report(cast, "dirk", 60)))
        booked.append((done.result, done.deed.payload["booked"], done.deed.payload["minutes"]))
    assert booked == [(60, 60, 60), (40, 40, 60), (0, 0, 60)]
    assert (balance(cast, "dirk"), purse(cast)) == (100, -100)
    assert sorted(each.booked for each in work_of(cast, "dirk")) == [False, True, True]
    assert list(verification.check(cast.collective_id)) == []


def test_hours_that_are_set_aside_for_someone_take_up_room(db: None) -> None:
    cast = build_cast(AT, overrides={"purse": {"most": 100, "credit": 60}})
    cast.do("ledger.open", "anna", Open())
    cast.do("ledger.promise", "anna", Promise(cast.dirk, (Amount("min", 60),), DAY + timedelta(days=7)))
    done = cast.do("work.confirm", "bram", OfWork(report(cast, "dirk", 90)))
    assert done.result == 40


def test_a_no_says_why_and_then_it_can_be_written_down_again(cast: Cast) -> None:
    task = plan(cast)
    row = report(cast, "dirk", 600, task=task)
    with pytest.raises(BadParamsError):
        cast.do("work.decline", "bram", Decline(row, " "))
    done = cast.do("work.decline", "bram", Decline(row, "Het duurde een uur."))
    assert done.deed.texts["reason"] == "Het duurde een uur."
    assert (balance(cast, "dirk"), purse(cast)) == (None, 0)
    told = refusal(lambda: cast.do("work.confirm", "bram", OfWork(row)))
    assert told == "Hier is al naar gekeken."
    again = report(cast, "dirk", 60, task=task)
    cast.do("work.confirm", "bram", OfWork(again))
    assert balance(cast, "dirk") == 60
    assert sorted(each.state for each in work_of(cast, "dirk")) == ["confirmed", "declined"]


def test_only_those_it_is_about_read_in_the_book_what_someone_did(cast: Cast) -> None:
    row = report(cast, "dirk")
    done = cast.do("work.decline", "bram", Decline(row, "Niet gezien"))
    for name in ("work.reported", "work.confirmed", "work.declined"):
        assert DEEDS[name].audience is Audience.PARTIES
    assert done.deed.payload["person"] == str(cast.dirk)


# ------------------------------------------------------------------ the database itself refuses

CONFIRMED = """
UPDATE "work_work" SET "state" = 'confirmed', "ended_by_id" = {by} WHERE "collective_id" = %s AND "id" = %s
"""


def as_stored(number: UUID) -> object:
    return number if connection.vendor == "postgresql" else number.hex


def bare(sql: str, *numbers: UUID) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, [as_stored(number) for number in numbers])


@pytest.mark.parametrize(
    ("by", "rule"),
    [('"person_id"', "work_not_confirmed_by_oneself"), ("NULL", "work_ended_by_someone")],
    ids=["oneself", "nobody"],
)
def test_a_yes_of_oneself_or_of_nobody_cannot_even_be_written_in_the_table(
    cast: Cast, by: str, rule: str
) -> None:
    row = report(cast, "dirk")
    with pytest.raises(IntegrityError, match=rule):
        bare(CONFIRMED.format(by=by), cast.collective_id, row)
    assert [each.state for each in work_of(cast, "dirk")] == ["reported"]


def test_nobody_stands_twice_on_a_list_in_the_table(cast: Cast) -> None:
    task = plan(cast)
    sign_up(cast, "dirk", task)
    sign_up(cast, "bram", task)
    sql = 'UPDATE "work_signup" SET "person_id" = %s WHERE "collective_id" = %s AND "person_id" = %s'
    with pytest.raises(IntegrityError):
        bare(sql, cast.dirk, cast.collective_id, cast.bram)


@pytest.mark.parametrize("minutes", [0, 1441])
def test_no_work_in_the_table_is_shorter_than_a_minute_or_longer_than_a_day(cast: Cast, minutes: int) -> None:
    row = report(cast, "dirk")
    sql = f'UPDATE "work_work" SET "minutes" = {minutes} WHERE "collective_id" = %s AND "id" = %s'
    with pytest.raises(IntegrityError):
        bare(sql, cast.collective_id, row)


# ------------------------------------------------------------------ another collective


def test_what_belongs_to_another_collective_is_unknown_here(cast: Cast) -> None:
    huub = Actor(cast.other_id, cast.huub)
    task = gate.attempt("work.plan", huub, Plan("Soep", 60, PaidBefore.NEVER), at=AT).result
    work = gate.attempt("work.report", huub, Report("Soep", DAY, 60), at=AT).result
    for act, params in (
        ("work.sign_up", OfTask(task)),
        ("work.withdraw", OfTask(task)),
        ("work.cancel", Cancel(task, "Weg ermee")),
        ("work.report", Report("Soep", DAY, 60, task)),
        ("work.confirm", OfWork(work)),
        ("work.decline", Decline(work, "Niet gezien")),
        ("work.sign_up", OfTask(new_id())),
        ("work.confirm", OfWork(new_id())),
    ):
        with pytest.raises(ImpossibleError):
            cast.do(act, "anna", params)
    assert queries.task(cast.collective_id, task) is None
    assert queries.tasks(cast.collective_id, AT) == queries.waiting(cast.collective_id) == []
    assert len(queries.waiting(cast.other_id)) == 1


def test_the_list_of_one_collective_says_nothing_of_what_someone_does_in_another(cast: Cast) -> None:
    plan(cast)
    assert queries.tasks(cast.other_id, AT) == []
    assert queries.tasks_of(cast.other_id, cast.anna, AT) == []


# ------------------------------------------------------------------ leaving, and the load


def test_who_left_can_still_take_back_what_they_put_on_the_list(cast: Cast) -> None:
    task = plan(cast, "chadia")
    cast.do("membership.leave", "chadia", Leave())
    cast.do("work.cancel", "chadia", Cancel(task, "Ik ben weg."))
    with pytest.raises(RefusedError):
        report(cast, "chadia")


def test_the_load_is_told_only_of_five_or_more_who_worked(cast: Cast) -> None:
    def did(name: str, minutes: int, days: int = 0) -> None:
        row = report(cast, name, minutes, day=DAY - timedelta(days=days))
        cast.do("work.confirm", "bram" if name == "anna" else "anna", OfWork(row))

    for name in ("anna", "bram", "chadia", "dirk"):
        did(name, 60)
    since = DAY - timedelta(days=30)
    assert queries.load(cast.collective_id, since) is None
    for name in ("farid", "els"):
        application = apply(cast, name, Standing.VOLUNTEER)
        cast.do("membership.grant", "anna", Grant(Standing.VOLUNTEER, application_id=application))
    report(cast, "els", 60)  # nobody said yes to this
    did("farid", 60, days=31)
    assert queries.load(cast.collective_id, since) is None
    did("farid", 240)
    found = queries.load(cast.collective_id, since)
    assert found is not None
    assert (found.people, found.minutes, found.half_by) == (5, 480, 1)


# ------------------------------------------------------------------ swapping


def test_a_task_is_taken_over_from_who_asked_for_it(cast: Cast) -> None:
    task = plan(cast, wanted=1)
    sign_up(cast, "chadia", task)
    sign_up(cast, "dirk", task)
    refusal(lambda: cast.do("work.take_over", "bram", TakeOver(task, cast.chadia)))
    cast.do("work.offer", "chadia", Offer(task))
    assert [name for _, name in task_of(cast, task).offered] == ["Chadia"]
    assert not task_of(cast, task).free
    cast.do("work.take_over", "dirk", TakeOver(task, cast.chadia))
    found = task_of(cast, task)
    assert ([name for _, name in found.doers], found.standbys, found.offered) == (["Dirk"], (), ())
    refusal(lambda: cast.do("work.take_over", "bram", TakeOver(task, cast.chadia)))


def test_only_who_does_it_offers_and_once(cast: Cast) -> None:
    task = plan(cast, wanted=1)
    sign_up(cast, "chadia", task)
    sign_up(cast, "dirk", task)
    for name in ("bram", "dirk"):
        assert "op de lijst" in refusal(lambda name=name: cast.do("work.offer", name, Offer(task)))
    cast.do("work.offer", "chadia", Offer(task))
    assert "al gevraagd" in refusal(lambda: cast.do("work.offer", "chadia", Offer(task)))
    assert "op de lijst" in refusal(lambda: cast.do("work.take_over", "chadia", TakeOver(task, cast.chadia)))


def test_taking_over_twice_gives_one_place_once(cast: Cast) -> None:
    task, key = plan(cast, wanted=1), new_id()
    sign_up(cast, "chadia", task)
    cast.do("work.offer", "chadia", Offer(task))
    for _ in range(2):
        cast.do("work.take_over", "bram", TakeOver(task, cast.chadia), key=key)
    refusal(lambda: cast.do("work.take_over", "dirk", TakeOver(task, cast.chadia)))
    assert [name for _, name in task_of(cast, task).doers] == ["Bram"]


# ------------------------------------------------------------------ kinds of work


def test_work_is_counted_by_kind_where_enough_people_did_it(cast: Cast) -> None:
    care, garden = kind(cast), kind(cast, "De tuin")
    for name, by in (("anna", "bram"), ("bram", "anna"), ("chadia", "anna"), ("dirk", "anna")):
        work = cast.do("work.report", name, Report("Op bezoek", DAY, 30, kind=care)).result
        cast.do("work.confirm", by, {"work_id": work})
    found = {each.id: each.minutes for each in queries.by_kind(cast.collective_id, DAY)}
    assert found == {care: None, garden: None}
    application = apply(cast, "farid", Standing.VOLUNTEER)
    cast.do("membership.grant", "anna", Grant(Standing.VOLUNTEER, application_id=application))
    work = cast.do("work.report", "farid", Report("Op bezoek", DAY, 15, kind=care)).result
    cast.do("work.confirm", "anna", {"work_id": work})
    found = {each.id: each.minutes for each in queries.by_kind(cast.collective_id, DAY)}
    assert found == {care: 135, garden: None}
    for each in (care, garden):
        cast.do("work.close_kind", "anna", CloseKind(each))
    [left] = queries.by_kind(cast.collective_id, DAY)
    assert (left.id, left.minutes, left.is_open) == (care, 135, False)


def test_work_for_a_task_is_of_its_kind(cast: Cast) -> None:
    care = kind(cast)
    task = plan(cast, kind=care, starts_at=None)
    assert task_of(cast, task).kind == "Zorgen"
    work = cast.do("work.report", "dirk", Report("Op bezoek", DAY, 30, task_id=task)).result
    assert Work.objects.get(collective_id=cast.collective_id, id=work).kind_id == care


def test_a_kind_has_a_name_of_its_own_and_is_chosen_while_it_is_used(cast: Cast) -> None:
    care = kind(cast)
    assert "er al" in refusal(lambda: cast.do("work.name_kind", "anna", NameKind(" zorgen ")))
    cast.do("work.close_kind", "anna", CloseKind(care))
    for act, params in (
        ("work.close_kind", CloseKind(care)),
        ("work.report", Report("Op bezoek", DAY, 30, kind=care)),
        ("work.plan", Plan("Soep", 60, PaidBefore.NEVER, kind=care)),
        ("work.report", Report("Op bezoek", DAY, 30, kind=new_id())),
    ):
        assert "niet meer gebruikt" in refusal(lambda act=act, params=params: cast.do(act, "anna", params))
    kind(cast)
    for number in range(MOST - 1):
        kind(cast, f"Soort {number}")
    assert "Stop eerst" in refusal(lambda: kind(cast, "Nog een"))
