"""The desk: for who has no e-mail or would rather do it on paper. And how one wants to be called to a meeting."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.journal.book import Entry
from samenspel.ground.people import accounts, cards
from samenspel.ground.people.models import SignInCard
from samenspel.kernels.statute.vocabulary import Standing
from samenspel.rooms.membership import deeds, queries
from samenspel.rooms.membership.acts.common import SELF, actor_id, rules, someone_here, takes_part
from samenspel.rooms.membership.acts.joining import new_application
from samenspel.rooms.membership.models import CallConsent
from samenspel.rooms.statute import gate
from samenspel.rooms.statute.gate import Act, Free, ImpossibleError, Performed, Permitted
from samenspel.rooms.statute.params import BadParamsError, Name, Remark


@dataclass(frozen=True, slots=True)
class EnterPerson:
    """Enter someone who asked on paper to take part, with the day on which they signed."""

    name: Name
    wanted: Standing
    signed_on: date
    language: Literal["nl", "en"] = "nl"
    motivation: Remark = ""


@dataclass(frozen=True, slots=True)
class Entered:
    """Who was entered, and their application."""

    person_id: UUID
    application_id: UUID


def _enter_person(case: Permitted[EnterPerson]) -> Performed:
    given, version = case.params, rules(case)
    if given.signed_on > gate.civil_day(case.at):
        raise ImpossibleError(_("This day is in the future. Write the day on the paper."))
    try:
        person = accounts.create_person(given.name, given.language, case.at)
    except accounts.BadAccountError as error:
        raise BadParamsError({error.field: _("Write the name that people use.")}) from error
    row = new_application(case, person.id, given.wanted, signed_on=given.signed_on)
    entry = Entry(
        deeds.PERSON_ENTERED.name,
        {
            "person": str(person.id),
            "application": str(row.id),
            "standing": given.wanted,
            "version": version.number,
            "signed_on": given.signed_on.isoformat(),
        },
        {"motivation": given.motivation},
        subject_id=row.id,
    )
    return Performed(entry, Entered(person.id, row.id))


@dataclass(frozen=True, slots=True)
class IssueCard:
    """Print a sign-in card for someone without e-mail."""

    person_id: UUID


@dataclass(frozen=True, slots=True)
class NewCard:
    """The card just made. The codes are told this once; `cards.sheet` lays them out."""

    card: SignInCard
    codes: list[str]


def _issue_card(case: Permitted[IssueCard]) -> Performed:
    """A card opens someone's account, so a desk makes one only for who has no other way in and no other desk."""
    person = case.params.person_id
    someone_here(case, person)
    obstacle = queries.card_obstacle(case.collective_id, person)
    if obstacle:
        raise ImpossibleError(obstacle)
    card, codes = cards.issue_card(person, case.collective_id, actor_id(case), case.at)
    entry = Entry(deeds.CARD_ISSUED.name, {"person": str(person), "card": str(card.id)}, subject_id=person)
    return Performed(entry, NewCard(card, codes))


@dataclass(frozen=True, slots=True)
class SetCallByEmail:
    """Say whether a call to a meeting may come by e-mail (2:41 lid 5 BW). Otherwise it comes on paper."""

    agreed: bool


def _set_call_by_email(case: Permitted[SetCallByEmail]) -> Performed:
    person = actor_id(case)
    mine = CallConsent.objects.filter(collective_id=case.collective_id, person_id=person, withdrawn_at=None)
    if not case.params.agreed:
        mine.update(withdrawn_at=case.at)
    elif not mine.exists():
        CallConsent.objects.create(
            id=new_id(), collective_id=case.collective_id, person_id=person, given_at=case.at
        )
    entry = Entry(
        deeds.CALL_BY_EMAIL_SET.name,
        {"person": str(person), "agreed": int(case.params.agreed)},
        subject_id=person,
    )
    return Performed(entry)


gate.register(
    Act(
        "membership.enter_person",
        EnterPerson,
        _("enter someone who asked on paper"),
        gate.of_kind("register"),
        _enter_person,
    )
)
gate.register(
    Act("membership.issue_card", IssueCard, _("print a sign-in card"), gate.of_kind("register"), _issue_card)
)
gate.register(
    Act(
        name="membership.set_call_by_email",
        params=SetCallByEmail,
        sentence=_("say how you want to be called to a meeting"),
        governed=Free(SELF, "2:41 lid 5 BW", "A call by e-mail takes one's own consent."),
        perform=_set_call_by_email,
        facts=(takes_part,),
    )
)
