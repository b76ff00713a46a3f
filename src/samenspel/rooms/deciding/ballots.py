"""Ballots on a screen: ticks, one tick, five faces, grades, a ranking. Each reads one way of writing a ballot down.

Which one a vote gets follows from its way of counting. Nothing filled in abstains.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from samenspel.kernels.tally import METHODS, Kind
from samenspel.rooms.deciding import counting

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FACES: "tuple[tuple[str, StrOrPromise], ...]" = (
    ("0", _("fine")),
    ("1", _("all right")),
    ("2", _("in doubt")),
    ("3", _("rather not")),
    ("4", _("no way")),
)
"""Five faces, from no resistance to the most."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An option as it stands on a ballot: its identifier, title, and a slip with its text and cost."""

    id: str
    title: str
    slip: SafeString


Typed = Mapping[str, str] | None


class Ballot(forms.Form):
    """A ballot. `layout` names the template part that draws it; `chosen` gives it as it is written down."""

    layout = ""

    def chosen(self) -> list[str]:
        raise NotImplementedError

    def spoken(self, choices: Sequence[Choice]) -> list[str]:
        """The ballot in words, a line for each part; nothing when it abstains."""
        titles = {each.id: each.title for each in choices}
        return [titles[mark] for mark in self.chosen()]


class TicksBallot(Ballot):
    """Tick every option one is content with."""

    def __init__(self, choices: Sequence[Choice], data: Typed, own: Sequence[str]) -> None:
        super().__init__(data, initial={"marks": list(own)})
        self.fields["marks"] = forms.MultipleChoiceField(
            label=_("Which options are good for you?"),
            help_text=_("You may tick more than one. Tick nothing if you have no opinion."),
            choices=[(each.id, each.slip) for each in choices],
            widget=forms.CheckboxSelectMultiple,
            required=False,
            error_messages={"invalid_choice": _("Choose from what is on the ballot.")},
        )

    def chosen(self) -> list[str]:
        marks: list[str] = self.cleaned_data["marks"]
        return marks


class OneTickBallot(Ballot):
    """Tick one option, or none."""

    def __init__(self, choices: Sequence[Choice], data: Typed, own: Sequence[str]) -> None:
        super().__init__(data, initial={"marks": own[0] if own else ""})
        self.fields["marks"] = forms.ChoiceField(
            label=_("Which option do you choose?"),
            choices=[*((each.id, each.slip) for each in choices), ("", _("I have no opinion"))],
            widget=forms.RadioSelect,
            required=False,
            error_messages={"invalid_choice": _("Choose from what is on the ballot.")},
        )

    def chosen(self) -> list[str]:
        return [self.cleaned_data["marks"]] if self.cleaned_data["marks"] else []


class GradesBallot(Ballot):
    """A grade for every option: points, or faces that say how much one resists it."""

    layout = "deciding/ballot_grades.html"

    def __init__(
        self,
        choices: Sequence[Choice],
        data: Typed,
        own: Sequence[str],
        *,
        grades: Sequence[tuple[str, "StrOrPromise"]],
        faces: bool,
    ) -> None:
        super().__init__(data)
        self.faces = faces
        self.ids = [each.id for each in choices]
        given = dict(mark.rpartition(":")[::2] for mark in own)
        self.words = dict(grades)
        for each in choices:
            self.fields[f"grade-{each.id}"] = forms.ChoiceField(
                label=each.slip,
                choices=grades,
                initial=given.get(each.id),
                widget=forms.RadioSelect,
                required=False,
                error_messages={"invalid_choice": _("Choose from what is on the ballot.")},
            )

    def clean(self) -> dict[str, object]:
        """All or nothing: an option that was skipped by mistake would count as if it were judged."""
        cleaned: dict[str, object] = super().clean() or {}
        given = [name for name, value in cleaned.items() if value]
        if given:
            for name in self.fields:
                if name not in given and name not in self.errors:
                    self.add_error(name, _("Say something about this one too."))
        return cleaned

    def chosen(self) -> list[str]:
        return [f"{name}:{grade}" for name in self.ids if (grade := self.cleaned_data[f"grade-{name}"])]

    def spoken(self, choices: Sequence[Choice]) -> list[str]:
        titles = {each.id: each.title for each in choices}
        pairs = (mark.rpartition(":")[::2] for mark in self.chosen())
        return [f"{titles[name]}: {self.words[grade]}" for name, grade in pairs]


class RankingBallot(Ballot):
    """A place for every option one can live with; the script lets people tap or drag instead."""

    layout = "deciding/ballot_ranking.html"

    def __init__(self, choices: Sequence[Choice], data: Typed, own: Sequence[str], *, strict: bool) -> None:
        super().__init__(data)
        self.strict = strict
        self.ids = [each.id for each in choices]
        places = [("", "–"), *((str(place), str(place)) for place in range(1, len(choices) + 1))]
        given = {name: str(place) for place, tier in enumerate(own, start=1) for name in tier.split("=")}
        for each in choices:
            self.fields[f"rank-{each.id}"] = forms.ChoiceField(
                label=each.slip,
                choices=places,
                initial=given.get(each.id, ""),
                required=False,
                error_messages={"invalid_choice": _("Choose from what is on the ballot.")},
            )

    def clean(self) -> dict[str, object]:
        cleaned: dict[str, object] = super().clean() or {}
        if self.strict:
            taken: set[object] = set()
            for name, place in list(cleaned.items()):  # an error takes a name out
                if place and place in taken:
                    self.add_error(
                        name, _("Another option has this place. Give every option a place of its own.")
                    )
                taken.add(place)
        return cleaned

    def chosen(self) -> list[str]:
        tiers: dict[int, list[str]] = {}
        for name in self.ids:
            if place := self.cleaned_data[f"rank-{name}"]:
                tiers.setdefault(int(place), []).append(name)
        return ["=".join(tiers[place]) for place in sorted(tiers)]

    def spoken(self, choices: Sequence[Choice]) -> list[str]:
        titles = {each.id: each.title for each in choices}
        return [
            f"{place}. {' = '.join(titles[name] for name in tier.split('='))}"
            for place, tier in enumerate(self.chosen(), start=1)
        ]


def ballot(way: str, choices: Sequence[Choice], data: Typed, own: Sequence[str]) -> Ballot:
    """The ballot for a way of counting, with what one voted before."""
    method = METHODS[way]
    if method.kind is Kind.RANKING:
        return RankingBallot(choices, data, own, strict=method.strict)
    if method.kind is Kind.GRADES:
        if way == "resistance":
            return GradesBallot(choices, data, own, grades=FACES, faces=True)
        grades = [(str(grade), str(grade)) for grade in range(counting.TOP_GRADE + 1)]
        return GradesBallot(choices, data, own, grades=grades, faces=False)
    return (OneTickBallot if method.single else TicksBallot)(choices, data, own)


# Choosing how to count

WAYS: "dict[str, tuple[StrOrPromise, StrOrPromise]]" = {
    "approval": (_("Ticks"), _("Everyone ticks what is good for them. Most ticks win.")),
    "plurality": (_("One tick"), _("Everyone ticks one option. Most ticks win.")),
    "resistance": (_("Least resistance"), _("Five faces for every option. What hurts least wins.")),
    "score": (_("Points"), _("Everyone gives 0 to 5 points. Most points win.")),
    "star": (_("Points with a final round"), _("Of the two with most points, the one that more people prefer wins.")),
    "majority_judgment": (_("The middle grade"), _("The option with the best middle grade wins.")),
    "schulze": (_("A ranking by Schulze"), _("Who beats whom? The strongest path wins.")),
    "ranked_pairs": (_("A ranking: strongest duels first"), _("Who beats whom? The clearest victories go first.")),
    "minimax": (_("A ranking: smallest loss"), _("The option that loses least wins.")),
    "copeland": (_("A ranking: most duels"), _("The option that beats most others wins.")),
    "irv": (_("A ranking with dropouts"), _("The last one drops out, until one has more than half.")),
    "stv_scottish": (_("Several seats: a vote that moves on"), _("What someone has too much moves to your next choice.")),
    "stv_wigm": (_("Several seats: a vote that moves on exactly"), _("The same, without rounding.")),
    "stv_meek": (_("Several seats: a vote that moves on by Meek"), _("The same, counted again at every step.")),
    "approval_seats": (_("Several seats: most ticks"), _("Who gets most ticks has a seat.")),
    "sequential_pav": (_("Several seats: ticks in proportion"), _("Smaller groups get their share too.")),
    "phragmen": (_("Several seats by Phragmén"), _("Every seat weighs alike on those who chose it.")),
    "equal_shares_seats": (_("Several seats: equal shares"), _("Everyone has the same share in the seats.")),
    "equal_shares": (_("Money: equal shares"), _("Everyone has the same share of the money. Who wants a plan, pays.")),
    "equal_shares_count": (_("Money: equal shares, every plan alike"), _("The same; a cheap plan counts as much as a dear one.")),
    "exact_shares": (_("Money: exactly equal shares"), _("Who pays for a plan, pays as much as the others.")),
    "greedy": (_("Money to most ticks"), _("Most ticks first, as long as the money lasts.")),
    "phragmen_budget": (_("Money by Phragmén"), _("Everyone saves up at the same pace for the plans they want.")),
}  # fmt: skip
"""How each way of counting is offered: a name, and what it does in one line."""
