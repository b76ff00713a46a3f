"""The real budget vote of Assen: Top Idee 2024, 14 ideas, 84 ballots, divided by equal shares.

Ideas, costs and ballots are the facts of `Netherlands_Assen_2024.pb` in Pabulib (arXiv 2012.06539, 2305.11035).
The voters and the titles of the ideas are not public; here they have numbers. The city counted by the method of equal
shares too, and chose the same nine ideas.
"""

from datetime import date, datetime
from uuid import UUID

from samenspel.ground.people import accounts
from samenspel.kernels.statute.clause import JsonValue
from samenspel.kernels.statute.presets import PRESETS
from samenspel.site.demo.assen_ballots import BALLOTS, PROJECTS
from samenspel.site.demo.story import Story

RULES: dict[str, dict[str, JsonValue]] = {
    "admission": {"decides": "board", "waiting": 0, "trial": 0, "founding": 120},
    "decisions": {
        "way": "majority",
        "majority": [1, 2],
        "quorum": [1, 2],
        "secrecy": "secret",
        "tie": "lot",
        "challenge_days": 3,
    },
    "purpose": {"purpose": "jongeren in Assen laten kiezen welke ideeën geld krijgen"},
}


def tell(people: dict[str, UUID], begin: datetime, today: datetime) -> Story:
    """Eighty-four young people join, and choose among fourteen ideas."""
    story = Story(begin)
    chair = people["zita"]
    preset = next(preset for preset in PRESETS if preset.id == "vereniging")
    story.begin(chair, "Assen Top Idee", "Assen", date(2024, 1, 15), preset, RULES)
    voters = [chair] + [
        accounts.create_person(f"Stemmer {number}", "nl", story.now).id
        for number in range(2, len(BALLOTS) + 1)
    ]
    story.join(*voters[1:], sponsor=chair)
    proposal_id = story.propose(
        chair,
        "Top Idee 2024: welke ideeën krijgen geld?",
        "Er is € 100.000 voor ideeën van jongeren. Vink alle ideeën aan die jij goed vindt.",
        options=[{"title": f"Idee {number}", "cost": cost * 100} for number, cost in PROJECTS],
        counted={"counting": "equal_shares", "budget": 10_000_000},
        purpose_line="Jongeren kiezen zelf.",
        touches="Iedereen in Assen.",
    )
    marks = dict(zip(voters, BALLOTS, strict=True))
    story.see_through(proposal_id, lambda person: tuple(str(place + 1) for place in marks[person]))
    story.wait_until(today)
    return story
