"""Own work: who puts tasks on the list, who says that it was done, and what it brings."""

from samenspel.kernels.statute.clause import Clause, Parameter, Sentence, Values, Words
from samenspel.kernels.statute.domains import Choice, Whole
from samenspel.kernels.statute.library.parts import INVOLVED, KEEPERS
from samenspel.kernels.statute.library.reading import number, standings, text
from samenspel.kernels.statute.library.words import some_standings
from samenspel.kernels.statute.model import Power, Rule, Settings, in_clause
from samenspel.kernels.statute.vocabulary import Standing

THEME = Words("Samen werken", "Working together")

_ANOTHER = "another"
_ANYONE = "anyone"
HOURS = "hours"
COINS = "coins"
NOTHING = "nothing"


def _work(values: Values) -> Rule:
    workers = standings(values, "workers")
    plans = workers | KEEPERS if text(values, "plans") == _ANYONE else KEEPERS
    confirms = workers | KEEPERS if text(values, "confirms") == _ANOTHER else KEEPERS
    return Rule(
        powers=(
            Power("work.plan", frozenset({"plan_work"}), plans, in_clause("work", "plans")),
            Power("work.do", frozenset({"do_work"}), workers, in_clause("work", "free")),
            Power("work.confirm", frozenset({"confirm_work"}), confirms, in_clause("work", "confirms")),
        ),
        settings=Settings(
            work_reward=text(values, "reward"),
            work_coins_hour=number(values, "coins"),
        ),
    )


def _rewarded(values: Values) -> bool:
    return text(values, "reward") != NOTHING


def _for_nothing(values: Values) -> bool:
    return text(values, "reward") == NOTHING


WORK = Clause(
    id="work",
    title=Words("Inzet", "Own work"),
    theme=THEME,
    parameters=(
        Parameter(
            "workers",
            some_standings(*INVOLVED),
            tuple(each.value for each in INVOLVED),
            (Standing.MEMBER.value,),
            Words("Wie kan meedoen met het werk?", "Who can take part in the work?"),
            Words("Meedoen is nooit verplicht.", "Taking part is never compulsory."),
        ),
        Parameter(
            "plans",
            Choice(
                (
                    (_ANYONE, Words("iedereen die meewerkt", "everyone who takes part in the work")),
                    ("board", Words("het bestuur", "the board")),
                )
            ),
            _ANYONE,
            "board",
            Words("Wie mag een taak op de lijst zetten?", "Who may put a task on the list?"),
            Words("Het bestuur mag dat altijd.", "The board always may."),
        ),
        Parameter(
            "confirms",
            Choice(
                (
                    (_ANOTHER, Words("iemand anders die meedoet", "someone else who takes part")),
                    ("board", Words("iemand van het bestuur", "someone on the board")),
                )
            ),
            _ANOTHER,
            "board",
            Words("Wie zegt dat het werk gedaan is?", "Who says that the work was done?"),
            Words("Niemand bevestigt het eigen werk.", "Nobody confirms their own work."),
        ),
        Parameter(
            "reward",
            Choice(
                (
                    (HOURS, Words("evenveel tijd op je rekening", "as much time on your account")),
                    (COINS, Words("munten op je rekening", "coins on your account")),
                    (NOTHING, Words("dank, en verder niets", "thanks, and nothing else")),
                )
            ),
            HOURS,
            NOTHING,
            Words("Wat krijg je voor je inzet?", "What do you get for your work?"),
            Words(
                "Uren en munten zijn geen geld. Je kunt er hulp van anderen mee krijgen.",
                "Hours and coins are not money. With them you can get help from others.",
            ),
        ),
        Parameter(
            "coins",
            Whole(1, 100, Words("munt", "coin"), Words("munten", "coins")),
            10,
            5,
            Words("Hoeveel munten is een uur?", "How many coins is an hour?"),
            Words(
                "Dit geldt als jullie een eigen munt hebben.", "This holds if you have a coin of your own."
            ),
        ),
    ),
    sentences=(
        Sentence(
            "free",
            legal="Werk op zich nemen kunnen: {workers}; niemand is daartoe gehouden.",
            nl="Meewerken kunnen: {workers}. Niemand moet.",
            en="Those who can take on work: {workers}. Nobody has to.",
        ),
        Sentence(
            "plans",
            legal="Een taak kan op de lijst worden gezet door {plans}.",
            nl="Een taak op de lijst zetten kan {plans}.",
            en="A task can be put on the list by {plans}.",
        ),
        Sentence(
            "confirms",
            legal="Verricht werk wordt bevestigd door {confirms}, en nooit door wie het zelf verrichtte.",
            nl="Dat je iets deed, bevestigt {confirms}. Nooit jijzelf.",
            en="That you did something is confirmed by {confirms}. Never by yourself.",
        ),
        Sentence(
            "hours",
            legal="Bevestigd werk geeft recht op: {reward}, en niet op geld.",
            nl="Voor je inzet krijg je: {reward}. Geld is het niet.",
            en="For your work you get: {reward}. It is not money.",
            when=_rewarded,
        ),
        Sentence(
            "coins",
            legal="Een uur werk staat in eigen munt gelijk aan {coins}.",
            nl="In eigen munt is een uur inzet {coins}.",
            en="In our own coin an hour of work is {coins}.",
        ),
        Sentence(
            "nothing",
            legal="Voor inzet wordt gegeven: {reward}.",
            nl="Voor je inzet krijg je: {reward}.",
            en="For your work you get: {reward}.",
            when=_for_nothing,
        ),
        Sentence(
            "displacement",
            legal="Bij elke taak wordt vermeld of dit werk eerder tegen loon werd verricht.",
            nl="Bij elke taak staat of iemand hier ooit loon voor kreeg.",
            en="With every task it says whether anyone was ever paid wages for it.",
        ),
    ),
    rule=_work,
    law=("2:27 lid 4 onder c",),
)

CLAUSES = (WORK,)
