"""Buurthuis Het Anker: a young neighbourhood collective without a legal form. Huub's. Names are made up."""

from datetime import date, datetime, timedelta
from uuid import UUID

from samenspel.kernels.statute.clause import JsonValue
from samenspel.kernels.statute.presets import PRESETS
from samenspel.kernels.statute.vocabulary import Standing
from samenspel.site.demo.story import Story, some

RULES: dict[str, dict[str, JsonValue]] = {
    "purpose": {"purpose": "een plek in de buurt waar iedereen kan binnenlopen"},
    "admission": {"founding": 45, "waiting": 30},
}


def tell(people: dict[str, UUID], begin: datetime, today: datetime) -> Story:
    """Half a year of a group that is just starting."""
    story = Story(begin)
    huub = people["huub"]
    preset = next(preset for preset in PRESETS if preset.id == "buurtcollectief")
    story.begin(huub, "Buurthuis Het Anker", "Amersfoort", date(2025, 9, 1), preset, RULES)
    story.join(people["quint"], people["umit"], people["xandra"], people["petra"], sponsor=huub)
    story.decide(
        huub, "Op woensdag is er koffie voor iedereen", "Iedereen mag binnenlopen, ook wie niemand kent.",
        touches="de hele buurt",
    )  # fmt: skip
    story.wait(days=25)
    story.decide(
        people["umit"], "We vragen de woningcorporatie om de oude winkel", "De winkel staat al een jaar leeg.",
        votes=some(2, in_favour=4, against=1),
    )  # fmt: skip
    story.wait_until(today - timedelta(days=5))
    story.apply(people["wim"], Standing.MEMBER, "Ik woon om de hoek.")
    story.propose(
        huub, "We kiezen een rechtsvorm", "De gemeente vraagt ernaar. Laten we er eerst samen over praten."
    )
    story.wait_until(today - timedelta(hours=3))
    return story
