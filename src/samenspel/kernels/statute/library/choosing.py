"""How a choice among several options, an election, or the division of a budget is counted."""

from collections.abc import Callable

from samenspel.kernels.statute.clause import Clause, Parameter, Sentence, Values, Words
from samenspel.kernels.statute.domains import Choices
from samenspel.kernels.statute.library.deciding import THEME
from samenspel.kernels.statute.library.reading import names
from samenspel.kernels.statute.model import COUNTING_WITHOUT_CLAUSE, Rule, Settings

_WAYS: tuple[tuple[str, Words, str], ...] = (
    ("approval", Words("kruisjes", "ticks"), "goedkeuringsstemming"),
    ("plurality", Words("één kruisje", "one tick"), "stemming met één keuze"),
    ("resistance", Words("de minste weerstand", "the least resistance"), "meting van de weerstand"),
    ("score", Words("punten", "points"), "puntenstemming"),
    (
        "star",
        Words("punten met een slotronde", "points with a final round"),
        "puntenstemming met een slotronde tussen de hoogste twee",
    ),
    ("majority_judgment", Words("het middelste cijfer", "the middle grade"), "mediaan van de oordelen"),
    ("schulze", Words("een rangorde volgens Schulze", "a ranking by Schulze"), "methode van Schulze"),
    (
        "ranked_pairs",
        Words(
            "een rangorde waarin de sterkste winst voorgaat",
            "a ranking in which the strongest victory goes first",
        ),
        "methode van de gerangschikte paren",
    ),
    (
        "minimax",
        Words("een rangorde met het kleinste verlies", "a ranking with the smallest loss"),
        "methode van de kleinste nederlaag",
    ),
    (
        "copeland",
        Words("een rangorde met de meeste duels", "a ranking with most duels"),
        "methode van Copeland",
    ),
    ("irv", Words("een rangorde met afvallers", "a ranking with dropouts"), "stemming met afvallende keuzen"),
    (
        "stv_scottish",
        Words("een doorgaande stem", "a vote that moves on"),
        "enkelvoudige overdraagbare stem naar Schotse regels",
    ),
    (
        "stv_wigm",
        Words("een precies doorgaande stem", "a vote that moves on exactly"),
        "enkelvoudige overdraagbare stem in onverkorte breuken",
    ),
    (
        "stv_meek",
        Words("een doorgaande stem volgens Meek", "a vote that moves on by Meek"),
        "enkelvoudige overdraagbare stem volgens Meek",
    ),
    (
        "approval_seats",
        Words("plaatsen met de meeste kruisjes", "seats by most ticks"),
        "goedkeuringsstemming over meer plaatsen",
    ),
    (
        "sequential_pav",
        Words("plaatsen met kruisjes naar verhouding", "seats by ticks in proportion"),
        "evenredige goedkeuringsstemming",
    ),
    ("phragmen", Words("plaatsen volgens Phragmén", "seats by Phragmén"), "methode van Phragmén"),
    (
        "equal_shares_seats",
        Words("plaatsen met gelijke delen", "seats by equal shares"),
        "methode van de gelijke delen over plaatsen",
    ),
    (
        "equal_shares",
        Words("geld met gelijke delen", "money by equal shares"),
        "methode van de gelijke delen over een budget",
    ),
    (
        "equal_shares_count",
        Words("geld met gelijke delen, elk plan even zwaar", "money by equal shares, every project alike"),
        "methode van de gelijke delen over een budget met gelijke waarde van de plannen",
    ),
    (
        "exact_shares",
        Words("geld met precies gelijke delen", "money by exactly equal shares"),
        "methode van de precies gelijke delen over een budget",
    ),
    (
        "greedy",
        Words("geld naar de meeste kruisjes", "money to most ticks"),
        "toewijzing van een budget naar het aantal stemmen",
    ),
    (
        "phragmen_budget",
        Words("geld volgens Phragmén", "money by Phragmén"),
        "methode van Phragmén over een budget",
    ),
)
"""Ways of counting by the identifiers of the counting kernel, in the order of the ballot: ticks, faces, grades, ranks."""


def _allows(*ways: str) -> Callable[[Values], bool]:
    """The condition that one of some ways is allowed."""
    return lambda values: any(way in names(values, "counting") for way in ways)


def _choices(values: Values) -> Rule:
    return Rule(settings=Settings(counting=names(values, "counting")))


CHOICES = Clause(
    id="choices",
    title=Words("Kiezen uit meer", "Choosing among several"),
    theme=THEME,
    parameters=(
        Parameter(
            "counting",
            Choices(
                tuple((way, words) for way, words, _ in _WAYS),
                legal=tuple((way, legal) for way, _, legal in _WAYS),
            ),
            ("approval", "resistance", "ranked_pairs", "stv_scottish", "equal_shares"),
            COUNTING_WITHOUT_CLAUSE,
            Words(
                "Hoe mogen jullie tellen als er meer te kiezen is dan voor of tegen?",
                "How may you count when there is more to choose than for or against?",
            ),
            Words(
                "Kies er gerust een paar. Wie een voorstel doet, kiest er één van.",
                "Feel free to pick a few. Whoever makes a proposal picks one of them.",
            ),
        ),
    ),
    sentences=(
        Sentence(
            "counting",
            legal=(
                "Bij een keuze uit meer mogelijkheden, een verkiezing of de verdeling van een bedrag wordt geteld "
                "volgens een van deze wijzen: {counting}."
            ),
            nl="Is er meer te kiezen dan voor of tegen? Dan tellen we zo: {counting}.",
            en="Is there more to choose than for or against? Then we count like this: {counting}.",
        ),
        Sentence(
            "named",
            legal="Het voorstel noemt de wijze van tellen voordat de stemming begint; die staat daarna vast.",
            nl="In het voorstel staat hoe we tellen. Daarna verandert dat niet meer.",
            en="The proposal says how we count. After that it does not change any more.",
        ),
        Sentence(
            "zero",
            legal="Bij een meting van de weerstand is handhaving van de bestaande toestand steeds een van de mogelijkheden.",
            nl="Vragen we naar weerstand? Dan kun je ook kiezen dat alles blijft zoals het is.",
            en="Do we ask for resistance? Then you can also choose that everything stays as it is.",
            when=_allows("resistance"),
        ),
        Sentence(
            "recount",
            legal="Iedere stemgerechtigde kan de telling herhalen aan de hand van de stembiljetten zonder namen.",
            nl="Wie mocht stemmen, kan alles natellen. De briefjes hebben dan geen naam.",
            en="Whoever could vote can count everything again. The ballots then carry no name.",
        ),
    ),
    rule=_choices,
    law=("2:13 lid 3", "2:38 lid 1"),
)

CLAUSES = (CHOICES,)
