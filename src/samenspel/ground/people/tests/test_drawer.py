"""A drawer opens with its own words alone, and nothing of it can be read where it is stored."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from samenspel.ground.people import accounts, drawer, throttle
from samenspel.ground.people.drawer import LARGEST, WrongWordsError
from samenspel.ground.people.models import Drawer

pytestmark = pytest.mark.django_db

AT = datetime(2026, 6, 1, 10, tzinfo=UTC)
WORDS, CONTENT = "drie blauwe stoelen", b'{"benefit": "wia"}'


@pytest.fixture
def person() -> UUID:
    return accounts.create_person("Chadia", "nl", AT).id


def test_what_is_kept_comes_back_with_the_same_words(person: UUID) -> None:
    drawer.keep(person, WORDS, CONTENT, AT)
    assert drawer.opened(person, WORDS, AT) == CONTENT
    drawer.keep(person, "andere woorden", b"nieuw", AT)
    assert drawer.opened(person, "andere woorden", AT) == b"nieuw"


@pytest.mark.parametrize("words", ["Drie blauwe stoelen", "drie blauwe stoelen ", "", "x" * 200])
def test_other_words_open_nothing(person: UUID, words: str) -> None:
    drawer.keep(person, WORDS, CONTENT, AT)
    with pytest.raises(WrongWordsError):
        drawer.opened(person, words, AT)


def test_nothing_of_it_can_be_read_where_it_is_stored(person: UUID) -> None:
    drawer.keep(person, WORDS, CONTENT, AT)
    first = bytes(Drawer.objects.get(person_id=person).sealed)
    assert b"wia" not in first
    assert WORDS.encode() not in first
    drawer.keep(person, WORDS, CONTENT, AT)
    assert bytes(Drawer.objects.get(person_id=person).sealed) != first, "equal contents look different"


def test_what_was_changed_or_swapped_in_the_database_does_not_open(person: UUID) -> None:
    other = accounts.create_person("Bram", "nl", AT).id
    drawer.keep(person, WORDS, CONTENT, AT)
    row = Drawer.objects.get(person_id=person)
    Drawer.objects.create(person_id=other, salt=row.salt, sealed=row.sealed, kept_at=AT)
    with pytest.raises(WrongWordsError):
        drawer.opened(other, WORDS, AT)
    sealed = bytearray(row.sealed)
    sealed[-1] ^= 1
    Drawer.objects.filter(person_id=person).update(sealed=bytes(sealed))
    with pytest.raises(WrongWordsError):
        drawer.opened(person, WORDS, AT)


def test_an_empty_drawer_does_not_tell_that_it_is_empty(person: UUID) -> None:
    assert not drawer.exists(person)
    with pytest.raises(WrongWordsError):
        drawer.opened(person, WORDS, AT)
    drawer.keep(person, WORDS, CONTENT, AT)
    drawer.empty(person)
    drawer.empty(person)
    assert not drawer.exists(person)


def test_guessing_is_stopped_for_an_hour(person: UUID) -> None:
    drawer.keep(person, WORDS, CONTENT, AT)
    for _ in range(throttle.LIMITS["drawer"].times):
        throttle.take("drawer", str(person), AT)
    with pytest.raises(throttle.TooOftenError):
        drawer.opened(person, WORDS, AT)
    assert drawer.opened(person, WORDS, AT + timedelta(hours=2)) == CONTENT


@pytest.mark.parametrize(("words", "content"), [("kort", b"x"), (WORDS, b"x" * (LARGEST + 1))])
def test_short_words_and_too_much_are_refused(person: UUID, words: str, content: bytes) -> None:
    with pytest.raises(ValueError, match="too"):
        drawer.keep(person, words, content, AT)


def test_erasing_an_account_empties_its_drawer(person: UUID) -> None:
    drawer.keep(person, WORDS, CONTENT, AT)
    accounts.erase(person, AT)
    assert not drawer.exists(person)
