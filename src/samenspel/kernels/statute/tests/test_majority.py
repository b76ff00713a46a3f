"""The one predicate: published vectors, monotonicity, and agreement with a definition in fractions."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel.kernels.statute.majority import passes, quorum_needed, votes_needed
from samenspel.kernels.statute.model import HALF, NOTHING, Base, Requirement, Share
from samenspel.kernels.statute.vocabulary import Body


def rule(
    part: int,
    whole: int,
    *,
    strict: bool = False,
    base: Base = Base.CAST,
    quorum: Share = NOTHING,
    second: bool = False,
) -> Requirement:
    return Requirement(
        Body.GENERAL_MEETING,
        Share(part, whole),
        strict=strict,
        base=base,
        quorum=quorum,
        second_meeting=second,
    )


MORE_THAN_HALF = rule(1, 2, strict=True)
TWO_THIRDS_OF_HALF = rule(2, 3, quorum=HALF)


@pytest.mark.parametrize(
    ("requirement", "in_favour", "entitled", "against", "adopted", "second"),
    [
        (MORE_THAN_HALF, 3, 5, 2, True, False),
        (MORE_THAN_HALF, 3, 6, 3, False, False),
        (rule(2, 3), 43, 95, 11, True, False),
        (rule(2, 3), 4, 5, 1, True, False),
        (rule(2, 3), 3, 5, 2, False, False),
        (rule(3, 4), 36, 96, 12, True, False),
        (rule(9, 10), 9, 10, 1, True, False),
        (rule(1, 2, strict=True, base=Base.ALL), 30, 60, 0, False, False),
        (rule(1, 2, strict=True, base=Base.ALL), 31, 60, 0, True, False),
        (TWO_THIRDS_OF_HALF, 20, 60, 9, False, False),
        (TWO_THIRDS_OF_HALF, 20, 60, 10, True, False),
        (rule(2, 3, quorum=HALF, second=True), 20, 60, 0, True, True),
        (rule(0, 1), 1, 60, 59, True, False),
        (rule(0, 1), 0, 60, 0, False, False),
        (rule(1, 1), 5, 5, 0, True, False),
        (rule(1, 1), 4, 5, 1, False, False),
    ],
)
def test_published_vectors(requirement, in_favour, entitled, against, adopted, second):
    assert passes(requirement, in_favour, entitled, against) == (adopted, second)


shares = st.sampled_from([Share(0, 1), HALF, Share(2, 3), Share(3, 4), Share(9, 10), Share(1, 1)])
requirements = st.builds(
    Requirement,
    body=st.just(Body.GENERAL_MEETING),
    majority=shares,
    strict=st.booleans(),
    base=st.sampled_from(Base),
    quorum=st.sampled_from([NOTHING, Share(1, 4), HALF, Share(3, 4)]),
    second_meeting=st.booleans(),
)
votes = st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 20), st.integers(0, 60))


@given(requirements, votes)
def test_it_is_the_definition_in_fractions(requirement, drawn):
    in_favour, against, abstaining, away = drawn
    entitled = in_favour + against + abstaining + away
    result = passes(requirement, in_favour, entitled, against, abstaining)
    whole = in_favour + against if requirement.base is Base.CAST else entitled
    if in_favour == 0:
        assert not result.adopted
        return
    part = Fraction(in_favour, whole)
    majority = (
        part > Fraction(*requirement.majority)
        if requirement.strict
        else part >= Fraction(*requirement.majority)
    )
    turnout = Fraction(in_favour + against + abstaining, entitled) >= Fraction(*requirement.quorum)
    assert result.adopted == (majority and (turnout or requirement.second_meeting))
    assert result.in_second_meeting == (majority and not turnout and requirement.second_meeting)


@given(requirements, votes)
def test_one_more_vote_in_favour_never_hurts(requirement, drawn):
    in_favour, against, abstaining, away = drawn
    entitled = in_favour + against + abstaining + away + 1
    before = passes(requirement, in_favour, entitled, against, abstaining).adopted
    after = passes(requirement, in_favour + 1, entitled, against, abstaining).adopted
    assert after or not before


@given(requirements, st.integers(1, 60), st.integers(0, 60))
def test_votes_needed_is_the_smallest_number_that_passes(requirement, cast, away):
    entitled = cast + away
    needed = votes_needed(requirement, entitled, cast)
    passing = [v for v in range(cast + 1) if passes(requirement, v, entitled, cast - v).adopted]
    assert needed == (passing[0] if passing else None)


def test_quorum_is_rounded_up():
    assert quorum_needed(TWO_THIRDS_OF_HALF, 15) == 8
