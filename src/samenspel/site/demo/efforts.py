"""What people of De Losse Schakel do for each other: tasks on the list, and what was done. Names are made up."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from samenspel.rooms.statute.gate import CIVIL_TIME
from samenspel.rooms.work.queries import PaidBefore
from samenspel.site.demo.story import Story

_DONE = (
    ("petra", "de vloer van de werkplaats geveegd", 60),
    ("bram", "opengehouden op zaterdag", 240),
    ("ilse", "lunch gemaakt voor iedereen", 90),
    ("jamal", "lamp boven de werkbank gemaakt", 45),
    ("nourdin", "mensen rondgeleid", 120),
    ("bram", "gereedschap opgeruimd", 75),
    ("chadia", "vertaald bij het spreekuur", 60),
    ("marijke", "planten water gegeven", 30),
)
_CONFIRMS = ("loubna", "okke")


def done(story: Story, people: dict[str, UUID]) -> None:
    """Some weeks of work, each written down by who did it and confirmed by another."""
    for number, (name, what, minutes) in enumerate(_DONE):
        day: date = story.now.date()
        work = story.do(people[name], "work.report", what=what, day=day.isoformat(), minutes=minutes).result
        story.wait(hours=20)
        story.do(people[_CONFIRMS[number % 2]], "work.confirm", work_id=str(work))
        story.wait(days=4)


def wanted(story: Story, people: dict[str, UUID]) -> None:
    """What is on the list today, in kinds of work with names of their own; one of them looks for someone."""
    kinds = {
        name: str(story.do(people["anna"], "work.name_kind", name=name).result)
        for name in ("Koken en zorgen", "In de werkplaats")
    }
    saturday = _next(story.now, 5, time(10))
    opening = _task(
        story,
        people["bram"],
        "De werkplaats openhouden",
        saturday,
        240,
        wanted=2,
        weeks=6,
        kind=kinds["In de werkplaats"],
    )
    story.do(people["bram"], "work.sign_up", task_id=str(opening))
    kitchen = _task(
        story, people["loubna"], "Koken voor het buurtfeest", _next(story.now, 4, time(15)), 180, wanted=4,
        place="De keuken van het buurthuis", needs="Een schort meenemen. Snijden kan iedereen.", step_free=True,
        kind=kinds["Koken en zorgen"],
    )  # fmt: skip
    for name in ("ilse", "jamal", "chadia"):
        story.do(people[name], "work.sign_up", task_id=str(kitchen))
    story.do(people["jamal"], "work.offer", task_id=str(kitchen))
    _task(story, people["petra"], "De ramen wassen", None, 90)
    day = story.now.date().isoformat()
    story.do(people["ilse"], "work.report", what="tien tassen genaaid voor de markt", day=day, minutes=150)


def _task(
    story: Story, by: UUID, title: str, begins: datetime | None, minutes: int, **more: object
) -> object:
    params: dict[str, object] = {
        "title": title,
        "minutes": minutes,
        "paid_before": PaidBefore.NEVER.value,
        **more,
    }
    if begins is not None:
        params["starts_at"] = begins.isoformat()
    return story.do(by, "work.plan", **params).result


def _next(now: datetime, weekday: int, hour: time) -> datetime:
    """The next such day of the week, at an hour on the clock."""
    day = now.astimezone(CIVIL_TIME).date()
    ahead = (weekday - day.weekday()) % 7 or 7
    return datetime.combine(day + timedelta(days=ahead), hour, CIVIL_TIME)
