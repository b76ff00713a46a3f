"""Speaking against a decision: beside it, with support, lengthening the wait and never stopping it."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from samenspel.ground.foundation import collectives
from samenspel.ground.foundation.ids import new_id
from samenspel.ground.journal import queries as journal
from samenspel.ground.journal.queries import Filter
from samenspel.rooms.deciding import acts as deciding_acts
from samenspel.rooms.deciding import queries as deciding
from samenspel.rooms.deciding.models import Proposal
from samenspel.rooms.deciding.tests.conftest import World
from samenspel.rooms.statute import gate
from samenspel.rooms.statute import queries as statute
from samenspel.rooms.statute.gate import Actor, ImpossibleError, NeedsDecisionError, RefusedError
from samenspel.rooms.voice import queries
from samenspel.rooms.voice.models import Statement, Support
from samenspel.rooms.voice.tests.conftest import closing, decided, purpose
from samenspel.site import verification
from samenspel.site.collective.reader import reader_for

TEXT = "Wij hebben straks geen plek meer om te koken."


def speak(world: World, person: UUID, proposal_id: UUID, text: str = TEXT) -> UUID:
    done = world.do(person, "voice.counter", proposal_id=proposal_id, text=text)
    assert isinstance(done.result, UUID)
    return done.result


def support(world: World, person: UUID, statement_id: UUID) -> None:
    world.do(person, "voice.support", statement_id=statement_id)


def effect_on(world: World, proposal_id: UUID) -> date:
    found = deciding.proposal(world.collective_id, proposal_id)
    assert found is not None
    assert found.effect_at is not None
    return gate.civil_day(found.effect_at)


def test_a_neighbour_speaks_and_everyone_reads_it_beside_the_decision(
    world: World, neighbours: list[UUID]
) -> None:
    proposal_id = decided(world)
    statement_id = speak(world, neighbours[0], proposal_id)
    [said] = queries.statements(world.collective_id, proposal_id, neighbours[0])
    assert (said.id, said.text, said.people, said.mine) == (statement_id, TEXT, 1, True)
    [seen] = queries.statements(world.collective_id, proposal_id, None)
    assert (seen.mine, seen.supported) == (False, False)


def test_people_without_a_vote_lengthen_the_waiting_step_by_step_up_to_the_most(
    world: World, neighbours: list[UUID]
) -> None:
    """Two people are a week, and three weeks are the most (per 2, step 7, most 21)."""
    proposal_id = decided(world)
    plain = effect_on(world, proposal_id)
    statement_id = speak(world, neighbours[0], proposal_id)
    found = [0]
    for neighbour in neighbours[1:]:
        support(world, neighbour, statement_id)
        found.append((effect_on(world, proposal_id) - plain).days)
    assert found == [0, 7, 7, 14, 14, 21, 21, 21]


def test_it_takes_effect_all_the_same_on_the_later_day_and_not_before(
    world: World, neighbours: list[UUID]
) -> None:
    proposal_id = decided(world)
    statement_id = speak(world, neighbours[0], proposal_id)
    support(world, neighbours[1], statement_id)
    later = effect_on(world, proposal_id)
    world.wait(days=(later - gate.civil_day(world.now)).days - 1)
    assert world.state(proposal_id) == "decided"
    world.wait(days=2)
    assert world.state(proposal_id) == "done"
    charter = statute.in_force(world.collective_id, world.now)
    assert charter is not None
    assert charter.charter.by_id["purpose"].values["purpose"] == "iets heel anders"


def test_who_had_a_vote_speaks_too_and_lengthens_nothing(world: World, neighbours: list[UUID]) -> None:
    proposal_id = decided(world)
    plain = effect_on(world, proposal_id)
    statement_id = speak(world, world.els, proposal_id)
    support(world, world.dirk, statement_id)
    support(world, neighbours[0], statement_id)
    assert effect_on(world, proposal_id) == plain
    [said] = queries.statements(world.collective_id, proposal_id, None)
    assert said.people == 3
    found = deciding.proposal(world.collective_id, proposal_id)
    assert found is not None
    assert found.opponents == 1


def test_one_person_counts_once_however_many_words_they_support(world: World, neighbours: list[UUID]) -> None:
    proposal_id = decided(world)
    plain = effect_on(world, proposal_id)
    speak(world, neighbours[0], proposal_id)
    other = speak(world, neighbours[1], proposal_id)
    support(world, neighbours[0], other)
    assert (effect_on(world, proposal_id) - plain).days == 7
    assert queries.opponents(world.collective_id, proposal_id) == set(neighbours[:2])


def test_taking_support_back_makes_the_waiting_shorter_again(world: World, neighbours: list[UUID]) -> None:
    proposal_id = decided(world)
    plain = effect_on(world, proposal_id)
    statement_id = speak(world, neighbours[0], proposal_id)
    support(world, neighbours[1], statement_id)
    world.do(neighbours[1], "voice.take_back", statement_id=statement_id)
    assert effect_on(world, proposal_id) == plain
    assert not Support.objects.filter(collective_id=world.collective_id).exists()
    world.do(neighbours[0], "voice.take_back", statement_id=statement_id)
    assert queries.statements(world.collective_id, proposal_id, None) == []
    speak(world, neighbours[0], proposal_id, "Toch nog dit.")


def test_words_that_are_taken_back_are_gone_from_the_book_as_well(
    world: World, neighbours: list[UUID]
) -> None:
    proposal_id = decided(world)
    statement_id = speak(world, neighbours[0], proposal_id)
    world.do(neighbours[0], "voice.take_back", statement_id=statement_id)
    assert not Statement.objects.filter(collective_id=world.collective_id, text=TEXT).exists()
    found = journal.stretch(world.collective_id, Filter(words="koken"), size=5).deeds
    assert found == []
    with pytest.raises(ImpossibleError):
        world.do(neighbours[0], "voice.take_back", statement_id=statement_id)
    assert list(verification.check(world.collective_id)) == []


def test_who_supports_words_that_are_taken_back_goes_on_counting_until_they_say_otherwise(
    world: World, neighbours: list[UUID]
) -> None:
    """Else a friend of the group could plant words, gather those who are against, and take them away together."""
    proposal_id = decided(world)
    plain = effect_on(world, proposal_id)
    statement_id = speak(world, neighbours[0], proposal_id)
    for neighbour in neighbours[1:5]:
        support(world, neighbour, statement_id)
    world.do(neighbours[0], "voice.take_back", statement_id=statement_id)
    assert (effect_on(world, proposal_id) - plain).days == 14
    [gone] = queries.statements(world.collective_id, proposal_id, neighbours[1])
    assert (gone.text, gone.people, gone.supported) == ("", 4, True)
    world.do(neighbours[1], "voice.take_back", statement_id=statement_id)
    assert (effect_on(world, proposal_id) - plain).days == 7


def test_after_the_days_to_speak_nothing_moves(world: World, neighbours: list[UUID]) -> None:
    """Whoever takes words back then still counts, and support stays."""
    proposal_id = decided(world)
    plain = effect_on(world, proposal_id)
    statement_id = speak(world, neighbours[0], proposal_id)
    for neighbour in neighbours[1:4]:
        support(world, neighbour, statement_id)
    terms = queries.terms(world.collective_id, proposal_id)
    assert terms is not None
    world.wait_until(terms.until + timedelta(days=1))
    assert world.state(proposal_id) == "decided"
    world.do(neighbours[0], "voice.take_back", statement_id=statement_id)
    with pytest.raises(ImpossibleError):
        world.do(neighbours[1], "voice.take_back", statement_id=statement_id)
    assert (effect_on(world, proposal_id) - plain).days == 14
    assert list(verification.check(world.collective_id)) == []


def test_a_decision_about_a_person_is_not_spoken_against_here(world: World, neighbours: list[UUID]) -> None:
    admitted = next(
        deed.subject_id
        for deed in journal.stretch(world.collective_id, Filter(types=("deciding.carried",)), size=9).deeds
    )
    assert admitted is not None
    for person in (world.els, neighbours[0]):
        with pytest.raises(ImpossibleError):
            speak(world, person, admitted)


def test_where_the_book_is_closed_only_who_takes_part_speaks(world: World, neighbours: list[UUID]) -> None:
    proposal_id = decided(world)
    statement_id = speak(world, world.els, proposal_id)
    world.decide(
        world.anna,
        "Het boek gaat dicht",
        "Liever niet.",
        act="statute.amend",
        params=closing(world),
    )
    with pytest.raises(ImpossibleError):
        speak(world, neighbours[0], proposal_id)
    with pytest.raises(ImpossibleError):
        support(world, neighbours[0], statement_id)
    support(world, world.dirk, statement_id)


def test_who_got_a_vote_in_a_new_round_counts_no_more(world: World, neighbours: list[UUID]) -> None:
    """And who took it back while the vote was held again does not either."""
    proposal_id = challenged(world, neighbours)
    [said] = queries.statements(world.collective_id, proposal_id, None)
    world.do(neighbours[0], "voice.take_back", statement_id=said.id)
    finish(world, proposal_id)
    found = deciding.proposal(world.collective_id, proposal_id)
    assert found is not None
    assert found.opponents == 1
    assert (effect_on(world, proposal_id) - gate.civil_day(world.now)).days == 28
    assert list(verification.check(world.collective_id)) == []


def test_nobody_speaks_twice_or_supports_themselves(world: World, neighbours: list[UUID]) -> None:
    proposal_id = decided(world)
    statement_id = speak(world, neighbours[0], proposal_id)
    with pytest.raises(ImpossibleError):
        speak(world, neighbours[0], proposal_id, "Nog eens.")
    with pytest.raises(ImpossibleError):
        support(world, neighbours[0], statement_id)
    support(world, neighbours[1], statement_id)
    with pytest.raises(ImpossibleError):
        support(world, neighbours[1], statement_id)


def test_only_a_decision_can_be_spoken_against_and_only_in_time(world: World, neighbours: list[UUID]) -> None:
    running = world.propose(world.bram, "Samen eten", "Elke maandag.")
    with pytest.raises(ImpossibleError):
        speak(world, neighbours[0], running)
    with pytest.raises(ImpossibleError):
        speak(world, neighbours[0], uuid4())
    proposal_id = decided(world)
    terms = queries.terms(world.collective_id, proposal_id)
    assert terms is not None
    assert (terms.supporters, terms.delay.most) == (3, 21)
    statement_id = speak(world, neighbours[0], proposal_id)
    world.now = terms.until - timedelta(minutes=14)
    support(world, neighbours[1], statement_id)
    with pytest.raises(ImpossibleError):
        support(world, neighbours[2], statement_id)


def test_a_decision_that_does_not_wait_can_be_spoken_against_and_waits_no_longer(
    world: World, neighbours: list[UUID]
) -> None:
    proposal_id = world.decide(world.bram, "Samen eten", "Elke maandag.")
    assert world.state(proposal_id) == "done"
    speak(world, neighbours[0], proposal_id)
    found = deciding.proposal(world.collective_id, proposal_id)
    assert found is not None
    assert (found.state, found.opponents) == ("done", 0)


def test_an_answer_is_a_decision_of_the_body_that_decided(world: World, neighbours: list[UUID]) -> None:
    proposal_id = decided(world)
    statement_id = speak(world, neighbours[0], proposal_id)
    given = {"statement_id": str(statement_id), "answer": "Er komt een keuken in het nieuwe huis."}
    with pytest.raises(NeedsDecisionError):
        world.do(world.anna, "voice.answer", **given)
    world.decide(world.anna, "Een antwoord", "Wij antwoorden.", act="voice.answer", params=given)
    [said] = queries.statements(world.collective_id, proposal_id, None)
    assert said.answer == given["answer"]
    assert said.answered_at is not None


def test_nobody_takes_back_the_words_of_another(world: World, neighbours: list[UUID]) -> None:
    statement_id = speak(world, neighbours[0], decided(world))
    for person in (world.anna, neighbours[1]):
        with pytest.raises(RefusedError):
            world.do(person, "voice.take_back", statement_id=statement_id)


def test_the_book_tells_who_supports_to_themselves_alone(world: World, neighbours: list[UUID]) -> None:
    """Not to the board either, which reads what is between two people."""
    proposal_id = decided(world)
    support(world, neighbours[1], speak(world, neighbours[0], proposal_id))
    card = collectives.by_id(world.collective_id)
    for person, expected in ((world.anna, 0), (neighbours[0], 0), (neighbours[1], 1)):
        reader = reader_for(card, person, world.now)
        wanted = Filter(audiences=reader.audiences, concerning=person, types=("voice.supported",))
        found = journal.stretch(world.collective_id, wanted, size=10).deeds
        assert len(found) == expected
        assert all(reader.may_read(deed) for deed in found)


def test_a_retried_request_counts_once(world: World, neighbours: list[UUID]) -> None:
    proposal_id, key = decided(world), uuid4()
    actor = Actor(world.collective_id, neighbours[0])
    given = {"proposal_id": proposal_id, "text": TEXT}
    for _ in range(2):
        gate.attempt("voice.counter", actor, given, at=world.now, key=key)
    assert queries.opponents(world.collective_id, proposal_id) == {neighbours[0]}


def test_a_statement_of_another_collective_is_out_of_reach(world: World, neighbours: list[UUID]) -> None:
    statement_id = speak(world, neighbours[0], decided(world))
    elsewhere = World.__new__(World)
    elsewhere.now, elsewhere.collective_id = world.now, new_id()
    assert queries.statement(elsewhere.collective_id, statement_id) is None


def test_the_database_holds_one_statement_each_and_answers_with_a_day(
    world: World, neighbours: list[UUID]
) -> None:
    proposal_id = decided(world)
    speak(world, neighbours[0], proposal_id)
    again = Statement(
        collective_id=world.collective_id,
        proposal_id=proposal_id,
        person_id=neighbours[0],
        text="x",
        made_at=world.now,
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save(force_insert=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Statement.objects.filter(collective_id=world.collective_id).update(answer="Zomaar")


def test_what_is_stored_of_the_waiting_can_be_checked(world: World, neighbours: list[UUID]) -> None:
    proposal_id = decided(world)
    support(world, neighbours[1], speak(world, neighbours[0], proposal_id))
    assert list(verification.check(world.collective_id)) == []
    Proposal.objects.filter(collective_id=world.collective_id, id=proposal_id).update(opponents=40)
    assert [str(each) for each in verification.check(world.collective_id)]


def challenged(world: World, neighbours: list[UUID]) -> UUID:
    """A new purpose that two neighbours are against, with its vote held again."""
    proposal_id = world.propose(
        world.anna, "Een ander doel", "Omdat de wijk verandert.", act="statute.amend", params=purpose(world)
    )
    world.wait_until(world.votes(proposal_id)[0].opens_at)
    finish(world, proposal_id)
    statement_id = speak(world, neighbours[0], proposal_id)
    support(world, neighbours[1], statement_id)
    [vote] = [each for each in world.votes(proposal_id) if not each.void]
    world.do(world.els, "deciding.challenge", round_id=vote.id, reason="Ik was niet uitgenodigd.")
    world.wait_until(next(v for v in world.votes(proposal_id) if v.closed_at is None).opens_at)
    return proposal_id


def finish(world: World, proposal_id: UUID) -> None:
    """Everyone but Els votes in favour, and it is carried."""
    world.cast(world.open_vote(proposal_id), lambda p: ("against",) if p == world.els else ("for",))
    deciding_acts.advance(world.collective_id, world.now)
    assert world.state(proposal_id) == "decided"


def test_opposition_outlives_a_challenge(world: World, neighbours: list[UUID]) -> None:
    """A vote that is held again does not wash away who spoke against the decision."""
    proposal_id = challenged(world, neighbours)
    finish(world, proposal_id)
    assert (effect_on(world, proposal_id) - gate.civil_day(world.now)).days == 28 + 7
