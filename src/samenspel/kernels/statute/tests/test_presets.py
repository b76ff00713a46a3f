"""A preset works from the first day: every body that has a say can be filled, starting from the founders alone."""

import pytest

from samenspel.kernels.statute.charter import charter, check_law
from samenspel.kernels.statute.presets import PRESETS
from samenspel.kernels.statute.vocabulary import MEMBER_FORMS, SEATS, Body, Standing

GRANTED = {Body.VOLUNTEERS: Standing.VOLUNTEER, Body.PARTNERS: Standing.SOCIAL_SHAREHOLDER}


def way_in(body):
    """The act by which someone comes to sit in a body."""
    return f"grant:{GRANTED[body]}" if body in GRANTED else f"appoint:{body}"


def fillable(whole):
    """Bodies with people in them once everyone whom the rules allow has been appointed: a least fixpoint."""
    alive = {Body.BOARD, Body.FEDERATION}  # the federation is there already, outside; its letter is recorded
    alive |= {Body.GENERAL_MEETING} if whole.form in MEMBER_FORMS else set()
    while True:
        reached = {
            body
            for body in SEATS
            if body not in alive
            and (plan := whole.statute.plan(way_in(body)))
            and (plan.needs or Standing.BOARD in plan.standings)
            and {need.requirement.body for need in plan.needs} <= alive
        }
        if not reached:
            return alive
        alive |= reached


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.id)
def test_every_body_with_a_say_can_be_filled_by_the_founders(preset):
    whole = charter(preset.form, preset.clauses)
    check_law(whole)
    named = set(whole.statute.bodies()) - {Body.COMPLAINTS_COMMITTEE}
    assert named <= fillable(whole)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.id)
def test_the_rules_that_protect_can_still_be_amended_by_someone(preset):
    whole = charter(preset.form, preset.clauses)
    alive = fillable(whole)
    for adopted in whole.clauses:
        needs = whole.statute.plan(f"amend:{adopted.id}").needs
        assert needs, adopted.id
        assert {need.requirement.body for need in needs} <= alive, adopted.id
