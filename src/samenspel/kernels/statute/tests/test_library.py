"""The clause library: text and rule move together, say the same, and can be read by everyone."""

import itertools
import os
import re
import string
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspel.kernels.statute.charter import charter, check_law
from samenspel.kernels.statute.clause import (
    BadValueError,
    Clause,
    Domain,
    Language,
    Parameter,
    Value,
    Values,
    Words,
)
from samenspel.kernels.statute.domains import (
    Choice,
    Choices,
    Euro,
    Line,
    Majority,
    Minutes,
    Part,
    Whole,
    YesNo,
)
from samenspel.kernels.statute.library import CLAUSES, LIBRARY
from samenspel.kernels.statute.library.changing import LOCKED
from samenspel.kernels.statute.model import HALF, Rule, Settings, Share, Source
from samenspel.kernels.statute.presets import PRESETS, STICHTING, WERKCOOPERATIE, Preset
from samenspel.kernels.statute.vocabulary import KINDS, OFFICES, SEATS, Body, Form, Standing

GOLDEN = Path(__file__).parent / "golden"
WRITE_GOLDEN = os.environ.get("WRITE_GOLDEN") == "1"
"""Set this to 1 to write the golden texts anew, then read the difference before keeping it."""

EVERY_PARAMETER = [
    pytest.param(clause, parameter, id=f"{clause.id}.{parameter.name}")
    for clause in LIBRARY
    for parameter in clause.parameters
]
every_clause = pytest.mark.parametrize("clause", LIBRARY, ids=lambda clause: clause.id)
every_preset = pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.id)


def texts(clause: Clause, values: Values) -> tuple[str, ...]:
    return tuple(clause.write(values, language).text for language in Language)


def sources(rule: Rule) -> Iterator[Source]:
    for part in (rule.provisions, rule.powers, rule.limits, rule.duties, rule.rights):
        for item in part:
            yield item.source


# ------------------------------------------------------------------ one object: text and rule


def unmoved(clause: Clause, parameter: str) -> list[str]:
    """Which texts, and whether the rule, stay the same when one parameter changes from its default."""
    before = clause.defaults()
    after = {**before, parameter: next(p.other for p in clause.parameters if p.name == parameter)}
    still = [str(x) for x in Language if clause.write(before, x).text == clause.write(after, x).text]
    return still + (["rule"] if clause.rule(before) == clause.rule(after) else [])


@pytest.mark.parametrize(("clause", "parameter"), EVERY_PARAMETER)
def test_a_parameter_changed_alone_changes_all_three_texts_and_the_rule(
    clause: Clause, parameter: Parameter
) -> None:
    assert unmoved(clause, parameter.name) == []


def test_a_planted_drift_is_caught() -> None:
    amendment = CLAUSES["amendment"]
    deaf = replace(amendment, rule=lambda values: amendment.rule({**values, "notice": 14}))
    assert unmoved(deaf, "notice") == ["rule"]
    sentences = tuple(replace(s, en="The text comes in time.") for s in amendment.sentences)
    assert unmoved(replace(amendment, sentences=sentences), "notice") == ["en"]


def values_of(domain: Domain) -> st.SearchStrategy[Value]:
    if isinstance(domain, (Majority, Part)):
        return st.sampled_from(domain.options)
    if isinstance(domain, (Whole, Euro, Minutes)):
        return st.integers(domain.lowest, domain.highest)
    if isinstance(domain, YesNo):
        return st.booleans()
    if isinstance(domain, Choice):
        return st.sampled_from([name for name, _ in domain.options])
    if isinstance(domain, Choices):
        names = [name for name, _ in domain.options]
        return st.lists(st.sampled_from(names), unique=True, min_size=domain.lowest).map(
            lambda chosen: tuple(name for name in names if name in chosen)
        )
    assert isinstance(domain, Line)
    return st.text(max_size=120).map(lambda text: str(domain.parse("x" + text)))


@st.composite
def two_charters_of_a_clause(draw: st.DrawFn) -> tuple[Clause, Values, Values]:
    """A clause with any values, and the same with one parameter drawn again."""
    clause = draw(st.sampled_from(LIBRARY))
    before = {p.name: draw(values_of(p.domain)) for p in clause.parameters}
    changed = draw(st.sampled_from(clause.parameters))
    return clause, before, {**before, changed.name: draw(values_of(changed.domain))}


@given(two_charters_of_a_clause())
@settings(max_examples=400, deadline=None)
def test_everywhere_the_text_changes_exactly_when_the_rule_does(pair: tuple[Clause, Values, Values]) -> None:
    clause, before, after = pair
    same_rule = clause.rule(before) == clause.rule(after)
    for language in Language:
        same_text = clause.write(before, language).text == clause.write(after, language).text
        assert same_text == same_rule, language


@given(two_charters_of_a_clause())
@settings(max_examples=200, deadline=None)
def test_any_valid_values_write_parse_and_rule(pair: tuple[Clause, Values, Values]) -> None:
    clause, values, _ = pair
    assert clause.values(clause.to_json(values)) == dict(values)
    rule_is_said(clause, values)


def rule_is_said(clause: Clause, values: Values) -> None:
    rule = clause.rule(values)
    for language in Language:
        written = clause.write(values, language)
        said = {place.id: written.text[place.start : place.end] for place in written.sentences}
        assert len(said) == len(written.sentences)
        assert not re.search(r"[{}]|  ", re.sub(r": .*", "", written.text))
        for source in sources(rule):
            assert source.clause == clause.id
            assert said[source.sentence].endswith((".", "?"))


# ------------------------------------------------------------------ every condition of every sentence


class Watched(Mapping[str, Value]):
    """Values that remember which of them were asked for."""

    def __init__(self, values: Values) -> None:
        self.values_ = values
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> Value:
        self.asked.add(name)
        return self.values_[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_)

    def __len__(self) -> int:
        return len(self.values_)


def telling(parameter: Parameter) -> list[Value]:
    """The values of a parameter that could turn a sentence on or off: both ends, each option, none and all."""
    domain, found = parameter.domain, [parameter.default, parameter.other]
    if isinstance(domain, (Whole, Euro, Minutes)):
        found += [domain.lowest, domain.highest]
    if isinstance(domain, (Majority, Part)):
        found += [domain.options[0], domain.options[-1]]
    if isinstance(domain, YesNo):
        found += [False, True]
    if isinstance(domain, Choice):
        found += [name for name, _ in domain.options]
    if isinstance(domain, Choices):
        names = tuple(name for name, _ in domain.options)
        found += [names, *((name,) for name in names), *([()] if domain.lowest == 0 else [])]
    return list(dict.fromkeys(found))


def asked_by(condition: Callable[[Values], bool], clause: Clause) -> set[str]:
    """What a condition looks at: with all defaults, all others, and each of the two with one parameter the other way."""
    defaults, others = (
        {p.name: getattr(p, side) for p in clause.parameters} for side in ("default", "other")
    )
    asked: set[str] = set()
    for start, back in ((defaults, others), (others, defaults)):
        for values in (start, *({**start, name: back[name]} for name in start)):
            watched = Watched(values)
            condition(watched)
            asked |= watched.asked
    return asked


@every_clause
def test_every_condition_is_met_and_unmet_and_every_combination_writes(clause: Clause) -> None:
    conditions = {s.id: s.when for s in clause.sentences if s.when is not None}
    asked = set().union(*(asked_by(when, clause) for when in conditions.values()))
    options = [telling(p) if p.name in asked else [p.default] for p in clause.parameters]
    seen: Counter[tuple[str, bool]] = Counter()
    for combination in itertools.product(*options):
        values = dict(zip((p.name for p in clause.parameters), combination, strict=True))
        rule_is_said(clause, values)
        seen.update((name, bool(when(values))) for name, when in conditions.items())
    assert {name for name in conditions if seen[name, True] and seen[name, False]} == set(conditions)


# ------------------------------------------------------------------ form of the texts


@every_clause
def test_figures_come_from_parameters_only(clause: Clause) -> None:
    names = {parameter.name for parameter in clause.parameters}
    for sentence in clause.sentences:
        used: list[set[str]] = []
        for language in Language:
            template = sentence.template(language)
            assert not re.search(r"\d|%", template), sentence.id
            used.append({field for _, field, _, _ in string.Formatter().parse(template) if field is not None})
        assert used[0] == used[1] == used[2] <= names, sentence.id


@every_clause
def test_a_clause_is_complete(clause: Clause) -> None:
    assert clause.title.nl
    assert clause.title.en
    assert len({s.id for s in clause.sentences}) == len(clause.sentences)
    assert clause.law
    for article in clause.law:
        assert re.fullmatch(r"\d:\d+[a-z]?( lid \d+[a-z]?)?( onder [a-z])?", article), article
    for parameter in clause.parameters:
        for words in (parameter.question, parameter.hint):
            assert words.nl.endswith(("?", "."))
            assert words.en.endswith(("?", "."))
        assert parameter.question.nl.endswith("?")
        raw = clause.to_json(clause.defaults())
        assert clause.values(raw) == clause.defaults()


def test_the_order_of_reading_keeps_themes_together() -> None:
    themes = [theme for theme, _ in itertools.groupby(LIBRARY, key=lambda clause: clause.theme)]
    assert len(themes) == len(set(themes))
    assert list(CLAUSES) == [clause.id for clause in LIBRARY]


@every_clause
def test_open_norms_are_words_of_the_text(clause: Clause) -> None:
    legal, _, english = texts(clause, clause.defaults())
    for norm in clause.open_norms:
        assert norm.nl in legal
        assert norm.en in english


JARGON = {
    "statutair",
    "quorum",
    "ontbinding",
    "ontbinden",
    "conform",
    "inzake",
    "betreffende",
    "krachtens",
    "teneinde",
    "mits",
    "derhalve",
    "tevens",
    "geschiedt",
    "behoeft",
    "vervreemding",
    "bezwaring",
    "voornoemd",
    "staking",
    "bevoegd",
    "beraadslaging",
    "ontzetting",
    "opzegging",
    "vergt",
    "jegens",
    "onverminderd",
    "tenzij",
    "rechtswege",
    "desgewenst",
    "indien",
    "aangezien",
    "middels",
    "dienen",
    "dient",
}


@every_clause
def test_plain_dutch_is_plain(clause: Clause) -> None:
    for choose in ("default", "other"):
        values = {p.name: getattr(p, choose) for p in clause.parameters}
        text = clause.write(values, Language.NL).text
        asked = " ".join(f"{p.question.nl} {p.hint.nl}" for p in clause.parameters)
        words = set(re.findall(r"[a-zëéïöü]+", f"{clause.title.nl} {text} {asked}".lower()))
        assert not words & JARGON
        sentences = [s.split() for s in re.split(r"(?<=[.?!])\s", text)]
        assert sum(map(len, sentences)) / len(sentences) <= 12
        assert max(map(len, sentences)) <= 25


@every_clause
def test_texts_name_no_gender(clause: Clause) -> None:
    for sentence in clause.sentences:
        assert not re.search(r"\b(hij|hem|zijne|zij zelf)\b", f"{sentence.legal} {sentence.nl}".lower())
        assert not re.search(r"\b(he|she|his|her|him)\b", sentence.en.lower())


@every_clause
def test_the_golden_text_is_unchanged(clause: Clause) -> None:
    values = clause.defaults()
    lines = [f"{clause.title.nl} | {clause.title.en}", " · ".join(clause.law)]
    for language in Language:
        written = clause.write(values, language)
        lines += ["", f"[{language}]"]
        lines += [f"{place.id}: {written.text[place.start : place.end]}" for place in written.sentences]
    text = "\n".join(lines) + "\n"
    path = GOLDEN / f"{clause.id}.txt"
    if WRITE_GOLDEN:
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


def test_no_golden_text_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(CLAUSES)


# ------------------------------------------------------------------ the library as one charter


def default_rules() -> dict[str, Rule]:
    return {clause.id: clause.rule(clause.defaults()) for clause in LIBRARY}


def test_names_of_rules_start_with_their_clause_and_are_unique() -> None:
    found: list[str] = []
    for clause_id, rule in default_rules().items():
        for part in (rule.provisions, rule.powers, rule.limits, rule.duties, rule.rights):
            ids = [item.id for item in part]
            assert all(name.split(".")[0] == clause_id for name in ids)
            assert len(set(ids)) == len(ids)
        found += [provision.id for provision in rule.provisions]
    assert len(set(found)) == len(found)


def test_two_clauses_never_set_the_same_setting() -> None:
    given_by: Counter[str] = Counter()
    for rule in default_rules().values():
        given_by.update(f.name for f in fields(Settings) if getattr(rule.settings, f.name) not in (None, ()))
    assert set(given_by.values()) == {1}
    assert set(given_by) == {f.name for f in fields(Settings)}


def test_every_lock_holds_something_that_exists() -> None:
    known = set(CLAUSES) | {p.id for rule in default_rules().values() for p in rule.provisions} | {"*"}
    for rule in default_rules().values():
        for provision in rule.provisions:
            aimed = {act.removeprefix("amend:") for act in provision.acts if act.startswith("amend:")}
            assert aimed <= known, provision.id


def test_every_appointment_is_under_a_lock() -> None:
    locked = set(LOCKED) | {"complaints"}  # the complaints committee is chosen with the council's own consent
    for rule in default_rules().values():
        for provision in rule.provisions:
            if any(act.startswith("appoint:") for act in provision.acts):
                assert provision.id in locked


def test_all_clauses_together_govern_every_kind_of_act() -> None:
    whole = charter(Form.COOPERATIVE_UA, [(clause.id, {}) for clause in LIBRARY])
    statute = whole.statute
    governed = {act.split(":")[0] for p in statute.provisions for act in p.acts}
    governed |= {act.split(":")[0] for power in statute.powers for act in power.acts}
    assert set(KINDS) - governed == {"course"}  # a narrow purpose leaves no room for another course
    for office in OFFICES:
        assert statute.plan(f"appoint:{office.value}").needs
    check_law(whole)


def test_a_majority_that_is_not_named_is_more_than_half() -> None:
    for clause in LIBRARY:
        values = clause.defaults()
        named = {p.name for p in clause.parameters if isinstance(p.domain, Majority)}
        for provision in clause.rule(values).provisions:
            for requirement in provision.requirements:
                if requirement.majority != HALF:
                    assert requirement.majority in {values[name] for name in named}
                else:
                    assert requirement.strict


# ------------------------------------------------------------------ presets


def rules_of(preset: Preset) -> dict[str, Rule]:
    return {name: CLAUSES[name].rule(CLAUSES[name].values(raw)) for name, raw in preset.clauses}


@every_preset
def test_a_preset_is_a_lawful_charter(preset: Preset) -> None:
    whole = charter(preset.form, preset.clauses)
    check_law(whole)
    assert len(whole.clauses) == len(preset.clauses) == len(LIBRARY) - len(preset.left_out)
    assert not {name for name, _ in preset.clauses} & set(preset.left_out)


@every_preset
def test_a_preset_says_only_what_differs_and_asks_what_exists(preset: Preset) -> None:
    for name, raw in preset.clauses:
        defaults = CLAUSES[name].to_json(CLAUSES[name].defaults())
        assert all(defaults[key] != value for key, value in raw.items()), name
    used = dict(preset.clauses)
    for clause, parameter in preset.questions:
        assert clause in used
        assert parameter in CLAUSES[clause].defaults()
    assert len(set(preset.questions)) == len(preset.questions)


@every_preset
def test_every_body_with_a_say_can_be_filled(preset: Preset) -> None:
    rules = rules_of(preset)
    acts = {act for rule in rules.values() for p in rule.provisions for act in p.acts}
    grants = {act for rule in rules.values() for p in (*rule.powers, *rule.provisions) for act in p.acts}
    for rule in rules.values():
        for provision in rule.provisions:
            for requirement in provision.requirements:
                match requirement.body:
                    case Body.GENERAL_MEETING:
                        assert preset.form is not Form.FOUNDATION
                        assert "admit" in acts
                    case Body.VOLUNTEERS | Body.PARTNERS:
                        assert f"grant:{SEATS[requirement.body]}" in grants
                    case Body.FEDERATION:
                        assert provision.id == "offices.guardian"
                    case body:
                        assert f"appoint:{body}" in acts


ABSENT = {
    "participants_council": ("deelnemersraad", "council"),
    "guardian": ("bewaarder", "guardian"),
    "supervisory_board": ("toezicht", "supervisory"),
}


@every_preset
def test_a_preset_does_not_speak_of_bodies_it_does_not_have(preset: Preset) -> None:
    acts = {act for rule in rules_of(preset).values() for p in rule.provisions for act in p.acts}
    whole = charter(preset.form, preset.clauses)
    for body, (nl, en) in ABSENT.items():
        if f"appoint:{body}" not in acts:
            for adopted in whole.clauses:
                assert nl not in adopted.write(Language.LEGAL).text
                assert nl not in adopted.write(Language.NL).text
                assert en not in adopted.write(Language.EN).text


def test_a_foundation_has_no_members() -> None:
    whole = charter(STICHTING.form, STICHTING.clauses)
    for rule in rules_of(STICHTING).values():
        for power in rule.powers:
            assert Standing.MEMBER not in power.standings
    for adopted in whole.clauses:
        for language in Language:
            text = adopted.write(language).text
            assert "ledenvergadering" not in text
            assert "algemene vergadering" not in text
            assert "general meeting" not in text


def test_what_the_work_cooperative_leaves_out() -> None:
    assert WERKCOOPERATIE.left_out == ("volunteers",)


# ------------------------------------------------------------------ the kinds of parameter used here


@pytest.mark.parametrize(
    ("minutes", "nl", "en"),
    [
        (240, "4 uur", "4 hours"),
        (60, "1 uur", "1 hour"),
        (90, "1 uur en 30 minuten", "1 hour and 30 minutes"),
        (61, "1 uur en 1 minuut", "1 hour and 1 minute"),
        (0, "0 minuten", "0 minutes"),
    ],
)
def test_minutes_are_written_in_hours(minutes: int, nl: str, en: str) -> None:
    domain = Minutes(0, 600)
    assert domain.write(minutes, Language.NL) == domain.write(minutes, Language.LEGAL) == nl
    assert domain.write(minutes, Language.EN) == en


@pytest.mark.parametrize("raw", [-1, 601, 1.5, "60", True, None])
def test_minutes_out_of_bounds_are_refused_in_two_languages(raw: object) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the words are what is tested
        Minutes(0, 600).parse(raw)
    words = caught.value.args[0]
    assert isinstance(words, Words)
    assert words.nl != words.en


def test_a_majority_can_have_a_highest() -> None:
    assert Majority(highest=Share(9, 10)).options[-1] == Share(9, 10)
    assert Majority(Share(2, 3), Share(3, 4)).options == (Share(2, 3), Share(3, 4))


def test_the_legal_text_has_the_term_of_law() -> None:
    values = {**CLAUSES["participants"].defaults(), "acts": ("dissolve",)}
    legal, nl, en = texts(CLAUSES["participants"], values)
    assert "ontbinding" in legal
    assert "opheffen" in nl
    assert "dissolving" in en


@pytest.mark.parametrize(
    ("clause", "raw"),
    [
        ("admission", {"cap": [1, 1]}),
        ("admission", {"appeal": 30}),
        ("admission", {"guards": []}),
        ("decisions", {"majority": [1, 1]}),
        ("amendment", {"notice": 6}),
        ("purpose", {"purpose": "  "}),
        ("surplus", {"guards": ["guardian", "guardian"]}),
        ("surplus", {"reserve": [9, 10]}),
        ("units", {"units": "euro"}),
        ("board", {"colour": "red"}),
    ],
)
def test_values_out_of_bounds_are_refused(clause: str, raw: dict[str, object]) -> None:
    with pytest.raises(BadValueError) as caught:
        CLAUSES[clause].values(raw)
    assert caught.value.clause == clause
    assert caught.value.words.nl != caught.value.words.en
