"""Choosing among options: every way of counting the rules can name, from the proposal to the recount of its ballots."""

import json
from uuid import uuid4

import pytest

from samenspel.kernels.statute.library.choosing import CHOICES
from samenspel.kernels.tally import METHODS, Kind, published
from samenspel.rooms.deciding import counting, outcomes, queries, verification
from samenspel.rooms.deciding.ballots import WAYS
from samenspel.rooms.deciding.models import Round
from samenspel.rooms.deciding.tests.conftest import NAMES, build
from samenspel.rooms.deciding.tests.test_pages import WRITE, visitor, words
from samenspel.rooms.statute.gate import ImpossibleError, RefusedError

pytestmark = pytest.mark.django_db

OPTIONS = [
    {"title": "Tuin", "cost": 30_000},
    {"title": "Keuken", "cost": 50_000},
    {"title": "Fietsen", "cost": 20_000},
]
ALL = [name for name, *_ in CHOICES.parameters[0].domain.options]
LIKES = {"anna": (1, 3), "bram": (1, 2), "chadia": (2, 1), "dirk": (1,), "els": (3, 1, 2)}


def rules(**more):
    return {
        "decisions": {"way": "majority", "notice": 0, "quorum": [0, 1], "tie": "lot", **more},
        "choices": {"counting": ALL},
    }


def needs(way):
    method = METHODS[way]
    return {"counting": way, "seats": 2 if method.seats else 1, "budget": 60_000 if method.budget else 0}


def marks_of(way, liked):
    """A ballot of someone who likes options in this order, as each way of counting writes it."""
    method = METHODS[way]
    if method.single:
        return (str(liked[0]),)
    if method.kind is Kind.MARKS:
        return tuple(str(option) for option in liked)
    if method.kind is Kind.RANKING:
        return tuple(str(option) for option in liked)
    ids = [str(number) for number in range(1, len(OPTIONS) + 1)]
    if way == "resistance":
        return tuple(f"{name}:{0 if int(name) in liked else 3}" for name in (*ids, counting.ZERO))
    return tuple(f"{name}:{5 - liked.index(int(name)) if int(name) in liked else 0}" for name in ids)


def decide(world, way):
    by_person = {world.people[name]: marks_of(way, liked) for name, liked in LIKES.items()}
    return world.decide(
        world.anna, "Waar gaat het geld heen?", "Kies wat je goed vindt.",
        options=OPTIONS, counted=needs(way), votes=by_person.__getitem__,
    )  # fmt: skip


def test_the_rules_the_count_and_the_pages_know_the_same_ways():
    assert set(ALL) == set(WAYS)
    assert set(ALL) <= set(METHODS)


@pytest.mark.parametrize("secrecy", ["open", "secret"])
@pytest.mark.parametrize("way", ALL)
def test_a_choice_is_counted_shown_and_recounted(way, secrecy):
    world = build(**rules(secrecy=secrecy))
    proposal_id = decide(world, way)
    assert world.state(proposal_id) == "done"
    [held] = world.votes(proposal_id, "anna")
    stored = Round.objects.get(collective_id=world.collective_id, id=held.id)
    assert stored.result["method"] == way
    assert "1" in stored.result["winners"]
    assert list(verification.check(world.collective_id)) == []
    page = words(visitor(world, "bram").get(f"voorstellen/{proposal_id}/"))
    assert ("Tel het zelf na" in page) is not held.split_hidden
    assert held.split_hidden or held.explanation in page
    file = queries.ballot_file(world.collective_id, held.id)
    address = f"voorstellen/{proposal_id}/stem/1/natellen.json"
    if held.split_hidden:
        assert file is None
        visitor(world, "bram").get(address, status=404)
        return
    again = published.recount(file)
    assert (again.ballots_match, again.result_matches) == (True, True)
    assert again.result.digest() == stored.result["digest"]
    assert all(name not in file for name in map(str, world.people.values()))
    assert json.loads(visitor(world, "bram").get(address))["method"] == way
    stranger = visitor(world)
    stranger.client.logout()
    assert stranger.client.get(f"/{stranger.slug}/{address}").status_code in {302, 403, 404}


@pytest.mark.parametrize(
    "way", ["resistance", "ranked_pairs", "stv_scottish", "score", "plurality", "equal_shares"]
)
def test_a_ballot_is_filled_in_checked_and_cast_without_a_script(way):
    world = build(**rules())
    proposal_id = world.propose(world.anna, "Kies", "Uit drie.", options=OPTIONS, counted=needs(way))
    bram = visitor(world, "bram")
    address = f"voorstellen/{proposal_id}/stem/1/"
    page = bram.get(address)
    assert "Tuin" in page
    names = {Kind.MARKS: "marks", Kind.GRADES: "grade-{}", Kind.RANKING: "rank-{}"}[METHODS[way].kind]
    options = ["1", "2", "3", *([counting.ZERO] if way == "resistance" else [])]
    data = (
        {"marks": ["1"]}
        if names == "marks"
        else {names.format(option): str(place) for place, option in enumerate(options, start=1)}
    )
    checked = words(bram.post(address, {"step": "check", **data}))
    assert "Is dit je stem?" in checked
    assert "Tuin" in checked
    bram.post(address, {"step": "cast", **data})
    [held] = world.votes(proposal_id, "bram")
    assert held.has_voted
    assert any("1" in mark for mark in held.own_marks)
    assert "checked" in bram.get(address) or "selected" in bram.get(
        address
    )  # what was voted is there to be changed


def test_a_half_filled_ballot_of_faces_is_asked_for_the_rest_and_keeps_what_was_chosen():
    world = build(**rules())
    proposal_id = world.propose(world.anna, "Kies", "Uit drie.", options=OPTIONS, counted=needs("resistance"))
    page = visitor(world, "bram").post(
        f"voorstellen/{proposal_id}/stem/1/", {"step": "check", "grade-1": "2"}
    )
    assert "Zeg ook iets over deze." in page
    assert 'value="2" id="id_grade-1_2" checked' in page or "checked" in page


def test_two_options_on_one_place_are_refused_where_the_count_cannot_read_it():
    world = build(**rules())
    proposal_id = world.propose(world.anna, "Kies", "Uit drie.", options=OPTIONS, counted=needs("irv"))
    data = {"step": "check", "rank-1": "1", "rank-2": "1"}
    page = visitor(world, "bram").post(f"voorstellen/{proposal_id}/stem/1/", data)
    assert "Geef elke mogelijkheid een eigen plaats." in page


@pytest.mark.parametrize(
    ("way", "marks"),
    [
        ("resistance", ("1:9",)), ("score", ("1:6",)), ("irv", ("1=2",)), ("plurality", ("1", "2")),
        ("approval", ("7",)), ("approval", ("1", "1")), ("ranked_pairs", ("1", "1")), ("score", ("x",)),
    ],
)  # fmt: skip
def test_a_ballot_that_the_count_cannot_read_is_refused_at_the_gate(way, marks):
    world = build(**rules())
    proposal_id = world.propose(world.anna, "Kies", "Uit drie.", options=OPTIONS, counted=needs(way))
    [held] = world.votes(proposal_id)
    with pytest.raises(ImpossibleError):
        world.do(world.bram, "deciding.vote", round_id=held.id, marks=marks)


def test_only_ways_that_the_rules_name_can_be_used():
    world = build(decisions={"way": "majority", "notice": 0}, choices={"counting": ["approval"]})
    with pytest.raises(ImpossibleError):
        world.propose(world.anna, "Kies", "Uit drie.", options=OPTIONS, counted=needs("schulze"))
    page = visitor(world, "anna").get(WRITE, choice="1")
    assert "Kruisjes" in page
    assert "Schulze" not in page


@pytest.mark.parametrize(
    "counted",
    [
        {"counting": "stv_scottish", "seats": 3},
        {"counting": "equal_shares", "budget": 0},
        {"counting": "equal_shares", "budget": 10_000},
    ],
)
def test_seats_and_money_that_do_not_fit_are_refused(counted):
    world = build(**rules())
    with pytest.raises(ImpossibleError):
        world.propose(world.anna, "Kies", "Uit drie.", options=OPTIONS, counted=counted)


def test_costs_are_needed_where_money_is_divided():
    world = build(**rules())
    free = [{"title": "Tuin"}, {"title": "Keuken", "cost": 100}]
    with pytest.raises(ImpossibleError):
        world.propose(world.anna, "Kies", "Uit twee.", options=free, counted=needs("equal_shares"))


def test_an_outsider_cannot_vote_in_a_choice():
    world = build(**rules())
    proposal_id = world.propose(world.anna, "Kies", "Uit drie.", options=OPTIONS, counted=needs("schulze"))
    [held] = world.votes(proposal_id)
    with pytest.raises(RefusedError):
        world.do(uuid4(), "deciding.vote", round_id=held.id, marks=("1",))


def test_a_choice_by_resistance_has_the_option_to_leave_things_as_they_are():
    world = build(**rules())
    proposal_id = world.propose(world.anna, "Kies", "Uit drie.", options=OPTIONS, counted=needs("resistance"))
    [held] = world.votes(proposal_id)
    assert [option.id for option in held.options] == ["1", "2", "3", counting.ZERO]


def test_a_secret_choice_in_which_all_voted_alike_shows_no_figures():
    world = build(**rules(secrecy="secret"))
    proposal_id = world.decide(
        world.anna, "Kies", "Uit drie.", options=OPTIONS, counted=needs("schulze"), votes=lambda _: ("1", "2")
    )
    [held] = world.votes(proposal_id)
    assert held.split_hidden
    assert (held.tables, held.steps, held.explanation) == ((), (), "")
    assert len(NAMES) == 5


def test_an_outcome_survives_storage():
    world = build(**rules())
    proposal_id = decide(world, "stv_wigm")
    stored = Round.objects.get(collective_id=world.collective_id, proposal_id=proposal_id)
    assert outcomes.tables(stored.result)
    assert all(table.rows for table in outcomes.tables(stored.result))
