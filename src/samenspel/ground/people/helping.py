"""Helping: one person acts for another who consented. Both names stand in the deed; the vote stays one's own."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext

from samenspel.ground.people.models import HelperConsent, Person

Way = HelperConsent.Way

LASTS = timedelta(minutes=30)
SESSION = "helping"
"""In the session while someone is helped: `{"consent": number, "name": whom}`. The page frame shows the name."""


class CannotHelpError(Exception):
    """One does not help oneself, and an erased account cannot be helped."""


@dataclass(frozen=True, slots=True)
class Helping:
    """Who acts (`helper`) for whom (`acting_for`), until when."""

    acting_for: UUID
    acting_for_name: str
    helper: UUID
    helper_name: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Acting:
    """In whose name something is done, and by whose hand when that is another's."""

    person_id: UUID
    helper_id: UUID | None


@dataclass(frozen=True, slots=True)
class ConsentView:
    """A consent as either side sees it. `open` while it counts."""

    id: UUID
    other: str
    given_at: datetime
    ends_at: datetime
    withdrawn_at: datetime | None
    open: bool


def give_consent(person_id: UUID, helper_id: UUID, way: Way, at: datetime) -> UUID:
    """Write down that a person lets a helper act for them, from now for half an hour. Raises CannotHelpError.

    The caller has just seen a sign-in code of the person who is helped.
    """
    if (
        person_id == helper_id
        or Person.objects.filter(id__in=(person_id, helper_id), is_active=True).count() != 2
    ):
        raise CannotHelpError
    return HelperConsent.objects.create(
        person_id=person_id, helper_id=helper_id, way=way, given_at=at, ends_at=at + LASTS
    ).id


def begin(request: HttpRequest, consent_id: UUID) -> None:
    """Act for someone in this browser from now on."""
    consent = HelperConsent.objects.select_related("person").get(id=consent_id)
    request.session[SESSION] = {"consent": str(consent.id), "name": consent.person.name}
    _forget(request)


def stop(request: HttpRequest, at: datetime) -> None:
    """Act for oneself again, and end the consent. Nothing happens when nobody was being helped."""
    entry = request.session.pop(SESSION, None)
    _forget(request)
    if entry:
        HelperConsent.objects.filter(id=entry["consent"], helper_id=request.user.pk, ends_at__gt=at).update(
            ends_at=at
        )


def current(request: HttpRequest, at: datetime) -> Helping | None:
    """Tell for whom the person of this request acts, or None. One query a request, and none for who helps nobody."""
    entry = request.session.get(SESSION)
    if entry is None or not request.user.is_authenticated:
        return None
    if not hasattr(request, "_helping"):
        request._helping = _load(UUID(entry["consent"]), request.user.pk)  # type: ignore[attr-defined]  # noqa: SLF001
    known: Helping | None = request._helping  # type: ignore[attr-defined]  # noqa: SLF001
    return known if known and known.until > at else None


def actor(request: HttpRequest, at: datetime) -> Acting | None:
    """Tell in whose name this request acts, and who helps; None for who is not signed in."""
    if not request.user.is_authenticated:
        return None
    helped = current(request, at)
    return Acting(helped.acting_for, helped.helper) if helped else Acting(request.user.pk, None)


def withdraw(consent_id: UUID, at: datetime, *, person_id: UUID) -> bool:
    """Take back a consent one gave. Returns whether there was one that still counted."""
    return bool(
        HelperConsent.objects.filter(
            id=consent_id, person_id=person_id, withdrawn_at=None, ends_at__gt=at
        ).update(withdrawn_at=at)
    )


def consents(person_id: UUID, at: datetime) -> tuple[list[ConsentView], list[ConsentView]]:
    """List the consents a person gave, and those given to this person, the newest first."""
    rows = HelperConsent.objects.filter(Q(person_id=person_id) | Q(helper_id=person_id))
    given: list[ConsentView] = []
    received: list[ConsentView] = []
    for row in rows.select_related("person", "helper").order_by("-given_at")[:100]:
        mine = row.person_id == person_id
        other = (row.helper if mine else row.person).name or gettext("someone (erased)")
        is_open = row.withdrawn_at is None and row.ends_at > at
        view = ConsentView(row.id, other, row.given_at, row.ends_at, row.withdrawn_at, is_open)
        (given if mine else received).append(view)
    return given, received


def _load(consent_id: UUID, helper_id: UUID) -> Helping | None:
    row = (
        HelperConsent.objects.select_related("person", "helper")
        .filter(id=consent_id, helper_id=helper_id, withdrawn_at=None, person__is_active=True)
        .first()
    )
    if row is None:
        return None
    return Helping(row.person_id, row.person.name, row.helper_id, row.helper.name, row.ends_at)


def _forget(request: HttpRequest) -> None:
    if hasattr(request, "_helping"):
        del request._helping  # noqa: SLF001 - our own mark on the request
