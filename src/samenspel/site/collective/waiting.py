"""What waits for a person, over all their collectives, in plain words and with a date, most urgent first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samenspel.ground.foundation import collectives
from samenspel.ground.foundation.collectives import CollectiveCard
from samenspel.ground.people import queries as people
from samenspel.kernels.statute.judge import Outcome
from samenspel.kernels.statute.vocabulary import Standing
from samenspel.rooms.deciding import queries as deciding
from samenspel.rooms.membership.queries.places import Waiting, longest_waiting
from samenspel.rooms.statute import gate
from samenspel.rooms.statute import queries as statute
from samenspel.rooms.statute.gate import Actor, GateError
from samenspel.rooms.statute.params import BadParamsError
from samenspel.site import clock
from samenspel.site.collective.addresses import address
from samenspel.site.collective.naming import standing_word
from samenspel.site.collective.reader import Reader
from samenspel.site.templatetags.samenspel import day, moment

_A_MOMENT = timedelta(microseconds=1)

_DECIDERS = frozenset({Standing.MEMBER, Standing.BOARD})
"""Who may have to decide on requests, or keeps the records."""

_SOON = 2
"""With this many days left, or fewer, something is urgent."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits for someone. `left` and `until` say in words how long there is; empty without a date."""

    title: str
    ask: str
    button: str
    url: str
    collective: CollectiveCard
    due: datetime | None
    left: str
    until: str
    urgent: bool


_ASK = {
    "vote_consent": (gettext_lazy("Say what you think of it."), gettext_lazy("Give your reaction")),
    "vote_yes_no": (gettext_lazy("Vote for or against."), gettext_lazy("Go and vote")),
    "vote_choice": (gettext_lazy("Choose what is good for you."), gettext_lazy("Go and choose")),
    "answer": (
        gettext_lazy("Someone has an objection. They are waiting for your answer."),
        gettext_lazy("Answer the objection"),
    ),
    "renew": (
        gettext_lazy("This decision ends soon. Do you want to keep it?"),
        gettext_lazy("Look at the decision"),
    ),
    "announce": (
        gettext_lazy("You wrote this, but the others cannot see it yet."),
        gettext_lazy("Go on with your proposal"),
    ),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A collective someone takes part in, and as what."""

    collective: CollectiveCard
    standings: frozenset[Standing]


def of_person(person_id: UUID, mine: Mapping[UUID, Place], at: datetime) -> list[Item]:
    """Everything that waits for someone in these collectives, most urgent first."""
    found = list(_turns(person_id, mine, at))
    for place in mine.values():
        if _DECIDERS.isdisjoint(place.standings):
            continue
        actor = Actor(place.collective.id, person_id)
        found += [*_applications(actor, place, at), *_notary(actor, place.collective, at)]
    return sorted(found, key=lambda item: (item.due is None, item.due or at))


def in_collective(reader: Reader, at: datetime) -> list[Item]:
    """What waits for the reader in one collective; nothing for anyone from outside."""
    if reader.person_id is None or not reader.is_inside:
        return []
    return of_person(reader.person_id, {reader.collective.id: Place(reader.collective, reader.standings)}, at)


def cards_of(ids: Iterable[UUID]) -> dict[UUID, CollectiveCard]:
    """These collectives, by name."""
    cards = collectives.cards(list(ids))
    return dict(sorted(cards.items(), key=lambda pair: pair[1].name.casefold()))


def _turns(person_id: UUID, mine: Mapping[UUID, Place], at: datetime) -> Iterator[Item]:
    for turn in deciding.turns(person_id, list(mine), at):
        ask, button = _ASK[turn.what]
        card = mine[turn.collective_id].collective
        yield _item(
            turn.title,
            str(ask),
            str(button),
            address("deciding:proposal", card.slug, turn.proposal_id),
            card,
            turn.due,
            at,
        )


def _applications(actor: Actor, place: Place, at: datetime) -> Iterator[Item]:
    """Whoever wants to join, when this person may decide on it."""
    card, found = place.collective, longest_waiting(place.collective.id)
    if found is None or not _decides(actor, place, found[0], at):
        return
    first, count = found
    name = people.names([first.person_id])[first.person_id]
    if count == 1:
        title = _("%(name)s wants to join in") % {"name": name}
        ask = _("As what: %(standing)s.") % {"standing": standing_word(first.wanted)}
    else:
        title = ngettext("%(count)s person wants to join in", "%(count)s people want to join in", count) % {
            "count": count
        }
        ask = _("%(name)s has been waiting longest.") % {"name": name}
    yield _item(title, ask, _("Look at it"), address("membership:applications", card.slug), card, None, at)


def _decides(actor: Actor, place: Place, application: Waiting, at: datetime) -> bool:
    """Whether this person decides on an application: alone, or as the board that brings it before the others."""
    outcome = _outcome(actor, _admission(application), at)
    if outcome is Outcome.NEEDS_DECISION:
        return Standing.BOARD in place.standings
    return outcome is Outcome.ALLOWED


def _admission(application: Waiting) -> tuple[str, dict[str, object]]:
    if application.wanted is Standing.MEMBER:
        return "membership.admit", {"application_id": str(application.id)}
    return "membership.grant", {"standing": application.wanted.value, "application_id": str(application.id)}


def _notary(actor: Actor, card: CollectiveCard, at: datetime) -> Iterator[Item]:
    """New rules that wait for a notary, when this person may write down that the deed was signed."""
    version = statute.latest(card.id)
    if version is None or not version.awaits_deed:
        return
    params = {"version": version.number, "signed_on": clock.local_day(at).isoformat(), "notary": "?"}
    if _outcome(actor, ("statute.record_deed", params), at) is Outcome.ALLOWED:
        title = _("New rules are waiting for the notary")
        ask = _("Has the notary signed? Then write down the date.")
        url = address("statute:record_deed", card.slug, version.number)
        yield _item(title, ask, _("Write down the date"), url, card, None, at)


def _outcome(actor: Actor, act: tuple[str, dict[str, object]], at: datetime) -> Outcome | None:
    try:
        return gate.ask(act[0], actor, act[1], at=at).outcome
    except (GateError, BadParamsError):
        return None


def _item(  # noqa: PLR0917 - the parts of one card
    title: str, ask: str, button: str, url: str, card: CollectiveCard, due: datetime | None, at: datetime
) -> Item:
    days = days_left(due, at) if due is not None else None
    return Item(
        title=title,
        ask=ask,
        button=button,
        url=url,
        collective=card,
        due=due,
        left=left_words(days),
        until=_until(due) if due is not None else "",
        urgent=days is not None and days <= _SOON,
    )


def _until(due: datetime) -> str:
    """A moment in words. Midnight is the whole day before, so then the day is enough."""
    return day(due) if timezone.localtime(due).time() == time() else moment(due)


def days_left(due: datetime, at: datetime) -> int:
    """Days of the calendar between now and the last day that something is possible; zero is today."""
    return (clock.local_day(due - _A_MOMENT) - clock.local_day(at)).days


def left_words(days: int | None) -> str:
    if days is None:
        return ""
    if days <= 0:
        return _("Today is the last day")
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}
