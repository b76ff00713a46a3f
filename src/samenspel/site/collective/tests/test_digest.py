"""The daily mail: who gets it, when, and what is never in it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.mail import EmailMultiAlternatives

from samenspel.ground.journal import reactions
from samenspel.ground.people import accounts
from samenspel.rooms.deciding import acts as deciding
from samenspel.rooms.deciding import notices
from samenspel.rooms.deciding.acts import React
from samenspel.rooms.deciding.models import Round
from samenspel.rooms.membership.acts.desk import SetCallByEmail
from samenspel.site.collective import digest
from samenspel.site.collective.tests.conftest import AT, DAY, propose
from support.cast import Cast

HOUR = timedelta(hours=1)


@pytest.fixture
def vote(cast: Cast) -> Round:
    """A vote about a cargo bike is open; Anna and Bram may be written to by e-mail."""
    for name in ("anna", "bram"):
        cast.do("membership.set_call_by_email", name, SetCallByEmail(agreed=True))
    return called(cast, "anna", "Een bakfiets", AT)


def called(cast: Cast, name: str, title: str, at: datetime) -> Round:
    proposal_id = propose(cast, name, title, at)
    vote = Round.objects.get(collective_id=cast.collective_id, proposal_id=proposal_id)
    deciding.advance(cast.collective_id, max(at, vote.opens_at))
    reactions.run_for(cast.collective_id, max(at, vote.opens_at))
    return vote


def test_one_mail_a_day(cast: Cast, vote: Round, mailoutbox: list[EmailMultiAlternatives]) -> None:
    at = vote.opens_at + HOUR
    assert digest.send_due(at) == 1
    called(cast, "anna", "Een kachel", at)
    later = [at + step * HOUR for step in (1, 2, 3)]
    assert [digest.send_due(moment) for moment in later] == [0, 0, 0]
    assert digest.send_due(at + DAY) == 1
    assert [message.to for message in mailoutbox] == [["bram@example.org"]] * 2
    assert "Een kachel" in mailoutbox[1].body
    assert "Een bakfiets" not in mailoutbox[1].body


def test_nobody_is_woken_up(cast: Cast, vote: Round) -> None:
    night = vote.opens_at.astimezone(UTC).replace(hour=2)
    assert digest.send_due(night + DAY) == 0


def test_only_who_agreed_and_has_an_address(
    cast: Cast, vote: Round, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    at = vote.opens_at + HOUR
    cast.do("membership.set_call_by_email", "bram", SetCallByEmail(agreed=False))
    assert digest.compose(cast.bram, at) is None
    cast.do("membership.set_call_by_email", "bram", SetCallByEmail(agreed=True))
    assert digest.compose(cast.bram, at) is not None
    accounts.set_email(cast.bram, None, AT)
    assert digest.compose(cast.bram, at) is None
    assert digest.send_due(at) == 0
    assert mailoutbox == []


def test_what_it_says(cast: Cast, vote: Round, mailoutbox: list[EmailMultiAlternatives]) -> None:
    digest.send_due(vote.opens_at + HOUR)
    [message] = mailoutbox
    assert message.subject == "Jij bent aan zet: 1 voorstel"
    assert message.extra_headers["List-Unsubscribe"] == "<http://localhost:8000/ik/>"
    html = str(message.alternatives[0][0])
    for text in (message.body, html):
        assert "Hallo Bram," in text
        assert "Een bakfiets" in text
        assert "De Wending" in text
        assert "http://localhost:8000/aan-zet/" in text
        assert f"http://localhost:8000/de-wending/voorstellen/{vote.proposal_id}/" in text
    assert "Bakfiets" not in message.subject


def test_it_speaks_the_language_of_who_gets_it(
    cast: Cast, vote: Round, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    accounts.set_language(cast.bram, "en", AT)
    digest.send_due(vote.opens_at + HOUR)
    assert mailoutbox[0].subject == "It is your turn: 1 proposal"
    assert "Hello Bram," in mailoutbox[0].body


def test_one_reminder_for_who_has_not_voted(
    cast: Cast, vote: Round, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    digest.send_due(vote.opens_at + HOUR)
    cast.do("deciding.react", "anna", React(vote.id, "agree"), at=vote.opens_at + HOUR)
    soon = vote.closes_at - 2 * DAY + HOUR
    for moment in (soon, soon + DAY):
        notices.remind(moment)
        digest.send_due(moment)
    assert [message.to for message in mailoutbox] == [["bram@example.org"]] * 2
    assert "Jij hebt nog niet gestemd." in mailoutbox[1].body
    assert mailoutbox[1].body.count("Een bakfiets") == 1, "one proposal is told once"


def test_it_never_tells_a_vote(cast: Cast, vote: Round, mailoutbox: list[EmailMultiAlternatives]) -> None:
    for name in ("anna", "bram"):
        cast.do("deciding.react", name, React(vote.id, "worried"), at=vote.opens_at + HOUR)
    deciding.advance(cast.collective_id, vote.closes_at)
    reactions.run_for(cast.collective_id, vote.closes_at)
    assert digest.send_due(vote.closes_at + DAY) == 2
    for message in mailoutbox:
        said = message.body + str(message.alternatives[0][0]) + message.subject
        assert "Dit voorstel is aangenomen." in said
        assert not [
            word for word in ("worried", "zorgen", "agree", "eens", "Anna en", "Bram en") if word in said
        ]


def test_a_vote_that_closed_is_not_asked_for(cast: Cast, vote: Round) -> None:
    Round.objects.filter(collective_id=cast.collective_id, id=vote.id).update(
        closed_at=vote.closes_at, void=True
    )
    assert digest.compose(cast.bram, vote.closes_at + DAY) is None


def test_a_mail_that_fails_goes_again(
    cast: Cast, vote: Round, mailoutbox: list[EmailMultiAlternatives], settings: object
) -> None:
    at = vote.opens_at + HOUR
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # type: ignore[attr-defined]
    assert digest.send_due(at) == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"  # type: ignore[attr-defined]
    assert digest.send_due(at + timedelta(minutes=1)) == 0, "one try per slot"
    assert digest.send_due(at + timedelta(minutes=11)) == 1
    assert len(mailoutbox) == 1


def test_names_cannot_forge_headers(cast: Cast, vote: Round) -> None:
    accounts.rename(cast.bram, "Bram\nBcc: x@example.org", AT)
    message = digest.compose(cast.bram, vote.opens_at + HOUR)
    assert message is not None
    assert "Bcc" not in message.message()
