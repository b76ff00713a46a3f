"""The books looked through: by members who are not on the board, once each, with a sample that nobody can work out before."""

from collections.abc import Iterator

import pytest
from django.test import Client, override_settings

from samenspel.ground.people.models import Person
from samenspel.rooms.ledger import auditing
from samenspel.rooms.ledger.acts.auditing import AuditYear, Finding
from samenspel.rooms.ledger.models import Transfer
from samenspel.rooms.statute.gate import ImpossibleError, RefusedError
from samenspel.site import clock

from .scene import AT, Scene, open_scene

YEAR = AT.year


@pytest.fixture
def scene(db: None) -> Iterator[Scene]:
    with clock.set_to(AT):
        opened = open_scene()
        for cents in range(1, 31):
            opened.spend(cents)
        yield opened


def browser(scene: Scene, name: str) -> Client:
    client = Client(headers={"accept-language": "nl"})
    client.force_login(Person.objects.get(id=scene.cast.people[name]))
    return client


def test_a_member_looks_once_and_the_board_does_not(scene: Scene) -> None:
    scene.do("ledger.audit_year", "bram", AuditYear(YEAR, Finding.REMARKS, "Waar is de bon van de verf?"))
    [found] = auditing.audits(scene.id, YEAR)
    assert (found.name, found.good, found.remarks) == ("Bram", False, "Waar is de bon van de verf?")
    with pytest.raises(ImpossibleError):
        scene.do("ledger.audit_year", "bram", AuditYear(YEAR, Finding.GOOD))
    with pytest.raises(ImpossibleError):
        scene.do("ledger.audit_year", "anna", AuditYear(YEAR, Finding.GOOD))
    with pytest.raises(RefusedError):
        scene.do("ledger.audit_year", "chadia", AuditYear(YEAR, Finding.GOOD))


@pytest.mark.parametrize("wrong", [AuditYear(YEAR + 1, Finding.GOOD), AuditYear(YEAR, Finding.REMARKS)])
def test_only_a_year_that_was_and_remarks_in_words(scene: Scene, wrong: AuditYear) -> None:
    with pytest.raises(ImpossibleError):
        scene.do("ledger.audit_year", "bram", wrong)


def test_who_knows_all_numbers_cannot_work_out_the_sample(scene: Scene) -> None:
    with override_settings(SECRET_KEY="of another installation"):
        elsewhere = auditing.sample(scene.id, YEAR, scene.cast.bram)
    assert auditing.sample(scene.id, YEAR, scene.cast.bram) != elsewhere


def test_the_sample_is_the_same_each_time_and_another_for_another(scene: Scene) -> None:
    mine = auditing.sample(scene.id, YEAR, scene.cast.bram)
    assert len(mine) == auditing.SAMPLE
    assert mine == auditing.sample(scene.id, YEAR, scene.cast.bram)
    assert mine != auditing.sample(scene.id, YEAR, scene.cast.chadia)
    assert auditing.sample(scene.id, YEAR - 1, scene.cast.bram) == []


def test_what_does_not_add_up_is_shown(scene: Scene) -> None:
    assert auditing.trouble(scene.id) == []
    ghost = Transfer.objects.filter(collective_id=scene.id).first()
    assert ghost is not None
    ghost.pk = None
    ghost.id = scene.cast.anna
    ghost.reference = None
    ghost.save(force_insert=True)
    assert auditing.trouble(scene.id)


def test_on_its_page_a_member_reads_and_tells(scene: Scene) -> None:
    address = f"/{scene.cast.slug}/kas/jaar/{YEAR}/nakijken/"
    member = browser(scene, "bram")
    seen = member.get(address).content.decode()
    assert "Ze kloppen." in seen
    assert "2 leden moeten nog kijken." in seen
    wrong = member.post(address, {"finding": "remarks", "remarks": ""})
    assert wrong.status_code == 400
    assert "Schrijf op wat je vond." in wrong.content.decode()
    done = member.post(address, {"finding": "good", "remarks": ""}, follow=True).content.decode()
    assert "geen vragen" in done
    assert 'name="finding"' not in done
    assert 'name="finding"' not in browser(scene, "anna").get(address).content.decode()
    assert browser(scene, "farid").get(address).status_code == 403
