from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.people import mailcodes
from samenspel.ground.people.mailcodes import CodeRefusedError, Reason
from samenspel.ground.people.models import MailCode
from samenspel.ground.people.tidy import tidy

pytestmark = pytest.mark.django_db


def why(code_id: UUID, typed: str, at: datetime, reason: Reason = Reason.SIGN_IN) -> str:
    with pytest.raises(CodeRefusedError) as error:
        mailcodes.use(code_id, reason, typed, at)
    return error.value.why


def other(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_the_right_code_works_once(at: datetime) -> None:
    code_id, code = mailcodes.make("anna@example.org", Reason.SIGN_IN, at)
    assert len(code) == 6
    assert mailcodes.use(code_id, Reason.SIGN_IN, code, at) == "anna@example.org"
    assert why(code_id, code, at) == "used"
    assert why(code_id, other(code), at) == "expired"


@pytest.mark.parametrize("spell", ["{0} {1}", "{0}-{1}", " {0}{1}\n", "{0}.{1}", "{0}–{1}", "{0}\u00a0{1}"])
def test_people_type_blanks_and_dashes(spell: str, at: datetime) -> None:
    code_id, code = mailcodes.make("anna@example.org", Reason.SIGN_IN, at)
    assert mailcodes.use(code_id, Reason.SIGN_IN, spell.format(code[:3], code[3:]), at)


def test_people_type_digits_of_their_own_script(at: datetime) -> None:
    code_id, code = mailcodes.make("anna@example.org", Reason.SIGN_IN, at)
    arabic = code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert mailcodes.use(code_id, Reason.SIGN_IN, arabic, at)


def test_the_fifth_wrong_try_ends_it(at: datetime) -> None:
    code_id, code = mailcodes.make("anna@example.org", Reason.SIGN_IN, at)
    assert [why(code_id, other(code), at) for _ in range(5)] == ["wrong"] * 4 + ["expired"]
    assert why(code_id, code, at) == "expired"


def test_a_code_gets_too_old(at: datetime) -> None:
    code_id, code = mailcodes.make("anna@example.org", Reason.SIGN_IN, at)
    assert why(code_id, code, at + mailcodes.LIFETIME) == "expired"
    assert mailcodes.use(code_id, Reason.SIGN_IN, code, at + mailcodes.LIFETIME - timedelta(seconds=1))


def test_a_code_is_for_one_question(at: datetime) -> None:
    first, code = mailcodes.make("anna@example.org", Reason.SIGN_IN, at)
    second, second_code = mailcodes.make("bram@example.org", Reason.SIGN_IN, at)
    if code != second_code:
        assert why(second, code, at) == "wrong"
    assert why(first, code, at, Reason.NEW_ADDRESS) == "expired"
    assert why(new_id(), code, at) == "expired"
    assert mailcodes.use(first, Reason.SIGN_IN, code, at) == "anna@example.org"


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "²³½٪", "0" * 4000])
def test_what_is_no_code_is_wrong(typed: str, at: datetime) -> None:
    code_id, _code = mailcodes.make("anna@example.org", Reason.SIGN_IN, at)
    assert why(code_id, typed, at) == "wrong"


def test_the_code_itself_is_not_kept(at: datetime) -> None:
    code_id, code = mailcodes.make("anna@example.org", Reason.SIGN_IN, at)
    row = MailCode.objects.get(id=code_id)
    assert code not in row.digest
    assert len(row.digest) == 64


def test_a_code_outlives_a_change_of_the_servers_key(at: datetime, settings: object) -> None:
    code_id, code = mailcodes.make("anna@example.org", Reason.SIGN_IN, at)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key, that is long enough for this"
    assert mailcodes.use(code_id, Reason.SIGN_IN, code, at)


@pytest.mark.django_db(transaction=True)
def test_guesses_sent_all_at_once_buy_no_more_tries(all_at_once: Callable, at: datetime) -> None:
    code_id, code = mailcodes.make("anna@example.org", Reason.SIGN_IN, at)
    wrong = [f"{guess:06d}" for guess in range(12) if f"{guess:06d}" != code]

    def guess(number: int) -> str:
        return mailcodes.use(code_id, Reason.SIGN_IN, wrong[number % len(wrong)], at)

    results = all_at_once(guess, 12)
    assert all(isinstance(result, CodeRefusedError) for result in results), results
    assert MailCode.objects.get(id=code_id).tries == mailcodes.TRIES
    assert why(code_id, code, at) == "expired"


@pytest.mark.django_db(transaction=True)
def test_the_right_code_sent_twice_at_once_works_once(all_at_once: Callable, at: datetime) -> None:
    code_id, code = mailcodes.make("anna@example.org", Reason.SIGN_IN, at)
    results = all_at_once(lambda _: mailcodes.use(code_id, Reason.SIGN_IN, code, at), 4)
    assert results.count("anna@example.org") == 1
    assert sum(isinstance(result, CodeRefusedError) and result.why == "used" for result in results) == 3


def test_old_codes_are_thrown_away(at: datetime) -> None:
    mailcodes.make("anna@example.org", Reason.SIGN_IN, at)
    young, _code = mailcodes.make("bram@example.org", Reason.SIGN_IN, at + timedelta(days=2))
    assert tidy(at + timedelta(days=3)) == 1
    assert list(MailCode.objects.values_list("id", flat=True)) == [young]
