"""A report with its words, as JSON values: what is kept, shown on a page, and printed from a file."""

from collections.abc import Callable

from samenspel.kernels.statute.analysis.blind import BLIND_SPOTS
from samenspel.kernels.statute.analysis.checks import Acts
from samenspel.kernels.statute.analysis.people import People
from samenspel.kernels.statute.analysis.report import Answer, Report, to_json
from samenspel.kernels.statute.analysis.telling import (
    assumptions,
    group_words,
    outcome,
    slower,
    tell,
    unit_words,
    who,
)
from samenspel.kernels.statute.catalogue import act_phrase
from samenspel.kernels.statute.clause import Language
from samenspel.kernels.statute.words import BODIES

LANGUAGES = (Language.NL, Language.EN)


def written(made: Report) -> dict[str, object]:
    """The report as JSON values, with every sentence in Dutch and English. Days are counted from the first step."""
    values = to_json(made)
    for name, answers in (("answers", made.answers), ("trusting", made.trusting), ("slowed", made.slowed)):
        values[name] = [
            {**raw, **_answer_words(each, made.people)}
            for raw, each in zip(_listed(values, name), answers, strict=True)
        ]
    values["slowed_words"] = _both(
        lambda language: {
            each.found.aim: slower(made.ordinary(each.found.aim), each.found, each.scenario, language)
            for each in made.slowed
        }
    )
    values["dead_words"] = _both(lambda language: [act_text(each.acts, language) for each in made.dead])
    values["circles_words"] = _both(lambda language: [BODIES[body].say(language) for body in made.circles])
    values["sleeping_words"] = _both(
        lambda language: [act_text(each.acts, language) for each in made.wakes if each.sleeps]
    )
    values["holds_words"] = _both(
        lambda language: [
            {
                "act": act_text(hold.acts, language),
                "by": [
                    {"body": BODIES[block.body].say(language), "people": block.people}
                    for block in hold.blocks
                ],
            }
            for hold in made.holds
        ]
    )
    values["people_words"] = _both(
        lambda language: [group_words(group, group.size, language) for group in made.people.groups]
    )
    values["person_words"] = _both(
        lambda language: [group_words(group, 1, language) for group in made.people.groups]
    )
    values["blind"] = _both(lambda language: [spot.say(language) for spot in BLIND_SPOTS])
    return values


def _listed(values: dict[str, object], name: str) -> list[dict[str, object]]:
    listed = values[name]
    assert isinstance(listed, list)
    return listed


def _both(say: Callable[[Language], object]) -> dict[str, object]:
    return {language.value: say(language) for language in LANGUAGES}


def _answer_words(answer: Answer, people: People) -> dict[str, object]:
    return {
        "words": _both(
            lambda language: {
                "outcome": outcome(answer.found, language),
                "who": who(people, answer.found.counts, language) if answer.found.counts else "",
                "assumptions": list(assumptions(answer.scenario, language)),
                "steps": [
                    {"what": told.what, "how": list(told.how), "article": told.article, "remark": told.remark}
                    for told in tell(answer.found.steps, language)
                ],
            }
        )
    }


def act_text(acts: Acts, language: Language) -> str:
    """Acts that are done as one, as a verb phrase."""
    first = acts[0]
    if first.startswith("amend:"):
        rule = unit_words(first.partition(":")[2], language)
        return f"change {rule}" if language is Language.EN else f"{rule} veranderen"
    return act_phrase(first, language)
