"""Drawing lots: the same seed draws the same, quotas are met, and chances are as equal as they can be, exactly."""

import random
from collections import Counter
from fractions import Fraction
from itertools import combinations, product

import pytest

from samenspel.kernels.tally import BadRulesError
from samenspel.kernels.tally.lots import Person, Quota, largest_remainder, stratified, uniform, with_quotas

PEOPLE = [Person(f"p{number}", {"street": "north" if number < 6 else "south"}) for number in range(9)]
QUOTAS = [Quota("street", "north", 1, 2), Quota("street", "south", 1, 2)]
DRAWS = {
    "uniform": lambda people, seed: uniform(people, 4, seed),
    "stratified": lambda people, seed: stratified(people, "street", 4, seed),
    "with_quotas": lambda people, seed: with_quotas(people, QUOTAS, 3, seed),
}
each_draw = pytest.mark.parametrize("draw", DRAWS.values(), ids=DRAWS)


@each_draw
def test_the_same_seed_draws_the_same_whatever_the_order_of_people(draw):
    first = draw(PEOPLE, "2026")
    assert draw(PEOPLE, "2026") == first
    assert draw(PEOPLE[::-1], "2026") == first
    assert draw(PEOPLE[4:] + PEOPLE[:4], "2026") == first


@each_draw
def test_another_seed_can_draw_others(draw):
    assert len({frozenset(draw(PEOPLE, str(seed)).drawn) for seed in range(50)}) > 10


@each_draw
def test_chances_add_up_to_the_seats_exactly(draw):
    found = draw(PEOPLE, "2026")
    assert sum(chance for _, chance in found.chances) == len(found.drawn)
    assert [name for name, _ in found.chances] == sorted(person.id for person in PEOPLE)


@each_draw
def test_people_are_drawn_as_often_as_their_chances_say(draw):
    times = 2000
    drawn = Counter(name for seed in range(times) for name in draw(PEOPLE, f"seed {seed}").drawn)
    for name, chance in draw(PEOPLE, "").chances:
        bound = 4 * (times * chance * (1 - chance)) ** 0.5  # four standard deviations; the seeds are fixed
        assert abs(drawn[name] - times * chance) <= bound


def test_a_uniform_draw_has_a_reserve_of_everyone_else_in_order():
    found = uniform(PEOPLE, 4, "2026")
    assert len(found.drawn) == 4
    assert sorted(found.drawn + found.reserve) == sorted(person.id for person in PEOPLE)
    assert uniform(PEOPLE, 5, "2026").drawn == (*found.drawn, found.reserve[0])
    assert found.explanation.nl == "Iedereen had evenveel kans: 4 van de 9."
    assert found.explanation.en == "Everyone had the same chance: 4 in 9."


def test_whole_shares_leave_nothing_to_the_lot():
    for seed in range(20):
        found = stratified(PEOPLE, "street", 3, str(seed))
        assert len(set(found.drawn)) == 3
        assert sum(name in {"p6", "p7", "p8"} for name in found.drawn) == 1
        assert {chance for _, chance in found.chances} == {Fraction(1, 3)}


def test_the_largest_remainder_gets_the_seat_that_is_left():
    # quotas 4.7, 3.2 and 2.1
    assert largest_remainder({"a": 47, "b": 32, "c": 21}, 10, "x") == {"a": 5, "b": 3, "c": 2}
    assert largest_remainder({"a": 47, "b": 0, "c": 53}, 100, "x") == {"a": 47, "b": 0, "c": 53}


def test_level_remainders_go_by_lot():
    winners = {
        max(shares := largest_remainder({"a": 5, "b": 5}, 3, str(seed)), key=shares.get) for seed in range(30)
    }
    assert winners == {"a", "b"}


def test_people_who_say_nothing_are_a_group_of_their_own():
    people = [*PEOPLE, *[Person(f"q{number}") for number in range(9)]]
    found = stratified(people, "street", 2, "x")
    assert sum(name.startswith("q") for name in found.drawn) == 1
    assert "? 1 van de 9" in found.explanation.nl


def test_quotas_are_met_under_every_seed():
    people = [
        Person(f"{street}{age}{number}", {"street": street, "age": age})
        for street, age, many in [("n", "old", 5), ("n", "young", 1), ("s", "old", 2), ("s", "young", 3)]
        for number in range(many)
    ]
    quotas = [Quota("street", "n", 2, 2), Quota("street", "s", 2, 2), Quota("age", "young", 2, 3)]
    traits = {person.id: person.traits for person in people}
    for seed in range(100):
        drawn = with_quotas(people, quotas, 4, str(seed)).drawn
        assert len(set(drawn)) == 4
        for quota in quotas:
            assert (
                quota.least <= sum(traits[name][quota.trait] == quota.value for name in drawn) <= quota.most
            )


def test_people_with_the_same_traits_have_the_same_chance():
    chances = dict(with_quotas(PEOPLE, [Quota("street", "south", 2, 2)], 3, "x").chances)
    assert {chances[f"p{number}"] for number in range(6)} == {Fraction(1, 6)}
    assert {chances[f"p{number}"] for number in range(6, 9)} == {Fraction(2, 3)}


@pytest.mark.parametrize("quotas", [[], [Quota("street", "north", 0, 4)], [Quota("street", "north", 1, 4)]])
def test_without_a_quota_that_binds_everyone_has_the_same_chance(quotas):
    found = with_quotas(PEOPLE, quotas, 4, "x")
    assert {chance for _, chance in found.chances} == {Fraction(4, 9)}
    assert found.explanation.nl == "Iedereen had evenveel kans."


def test_unequal_chances_are_told_in_both_languages():
    words = with_quotas(PEOPLE, [Quota("street", "south", 2, 2)], 3, "x").explanation
    assert "1 van de 6" in words.nl
    assert "2 in 3" in words.en


def _tiny(seed):
    """A tiny instance: a few people with two traits, and quotas that at least one panel meets."""
    dice = random.Random(seed)
    people = [
        Person(str(number), {"a": dice.choice("xy"), "b": dice.choice("xy")})
        for number in range(dice.randint(3, 6))
    ]
    seats = dice.randint(1, 2)
    model = dice.sample(people, seats)
    quotas = []
    for trait in "ab":
        have = sum(person.traits[trait] == "x" for person in model)
        quotas.append(Quota(trait, "x", max(0, have - dice.randint(0, 1)), have + dice.randint(0, 1)))
    return people, quotas, seats


def _make_ups(people, quotas, seats):
    """What each kind of person has in every panel that meets the quotas, found by trying all panels."""
    kinds = [(person.traits["a"], person.traits["b"]) for person in people]
    order = sorted(set(kinds))
    found = set()
    for panel in combinations(range(len(people)), seats):
        if all(
            q.least <= sum(people[each].traits[q.trait] == q.value for each in panel) <= q.most
            for q in quotas
        ):
            found.add(tuple(sum(kinds[each] == kind for each in panel) for kind in order))
    return kinds, order, sorted(found)


@pytest.mark.parametrize("seed", range(25))
def test_no_lottery_on_a_grid_is_fairer(seed):
    people, quotas, seats = _tiny(seed)
    kinds, order, make_ups = _make_ups(people, quotas, seats)
    ours = dict(with_quotas(people, quotas, seats, "x").chances)
    chances = [ours[person.id] for person in people]
    grid = 6
    for parts in product(range(grid + 1), repeat=len(make_ups) - 1):
        if sum(parts) > grid:
            continue
        lottery = [*parts, grid - sum(parts)]
        by_kind = {
            kind: Fraction(
                sum(p * m[at] for p, m in zip(lottery, make_ups, strict=True)), grid * kinds.count(kind)
            )
            for at, kind in enumerate(order)
        }
        other = [by_kind[kind] for kind in kinds]
        step = [(99 * mine + each) / 100 for mine, each in zip(chances, other, strict=True)]
        assert sorted(other) <= sorted(chances)
        assert sorted(step) <= sorted(chances)


def test_the_second_smallest_chance_is_raised_too():
    people = [
        Person("1", {"t": "a"}),
        Person("2", {"t": "b"}),
        Person("3", {"t": "b"}),
        Person("4", {"t": "c"}),
    ]
    quotas = [Quota("t", "a", 1, 1)]
    chances = dict(with_quotas(people, quotas, 2, "x").chances)
    assert chances == {"1": 1, "2": Fraction(1, 3), "3": Fraction(1, 3), "4": Fraction(1, 3)}


MANY = [Person(str(number), {"t": str(number % 20)}) for number in range(200)]


@pytest.mark.parametrize(
    ("draw", "words"),
    [
        (lambda: with_quotas(PEOPLE, [Quota("street", "south", 4, 4)], 4, "x"), "Geen groep"),
        (lambda: with_quotas(PEOPLE, [Quota("street", "west", 1, 4)], 4, "x"), "Geen groep"),
        (lambda: with_quotas(PEOPLE, [Quota("street", "south", 2, 1)], 4, "x"), "Geen groep"),
        (lambda: with_quotas(MANY, [Quota("t", "0", 0, 9)], 10, "x"), "te veel soorten"),
        *[(lambda draw=draw: draw([*PEOPLE, PEOPLE[0]], "x"), "twee keer") for draw in DRAWS.values()],
        *[
            (lambda draw=draw, seats=seats: draw(PEOPLE, seats), "Loot ten minste")
            for draw in (
                lambda people, seats: uniform(people, seats, "x"),
                lambda people, seats: stratified(people, "street", seats, "x"),
                lambda people, seats: with_quotas(people, QUOTAS, seats, "x"),
            )
            for seats in (-1, 0, 10)
        ],
        (lambda: uniform([], 1, "x"), "Loot ten minste"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_both_languages(draw, words):
    with pytest.raises(BadRulesError) as refused:
        draw()
    assert words in refused.value.words.nl
    assert refused.value.words.en not in {"", refused.value.words.nl}
