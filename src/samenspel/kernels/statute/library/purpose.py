"""What the collective is for, and who may change that."""

from samenspel.kernels.statute.clause import Clause, OpenNorm, Parameter, Sentence, Values, Words
from samenspel.kernels.statute.domains import Line, Part, Whole, YesNo, days
from samenspel.kernels.statute.library.parts import (
    NOTICE,
    SAME_WAY,
    THREE_QUARTERS,
    TWO_THIRDS,
    body_parameter,
    majority_parameter,
    notice_parameter,
)
from samenspel.kernels.statute.library.reading import body, flag, no, number, share, some, text, yes
from samenspel.kernels.statute.model import HALF, Provision, Rule, Settings, Share, at_least, in_clause

THEME = Words("Ons doel", "Our purpose")


def _purpose(values: Values) -> Rule:
    return Rule(settings=Settings(purpose=text(values, "purpose"), broad_purpose=flag(values, "broad")))


PURPOSE = Clause(
    id="purpose",
    title=Words("Doel", "Purpose"),
    theme=THEME,
    parameters=(
        Parameter(
            "purpose",
            Line(),
            "samen zorgen voor een zeker bestaan voor iedereen in de wijk",
            "een buurttuin onderhouden en de oogst eerlijk delen",
            Words("Wat is jullie doel?", "What is your purpose?"),
            Words(
                "Schrijf het in één zin. Iedereen moet later kunnen zien of jullie je eraan houden.",
                "Write it in one sentence. Later, anyone must be able to see whether you keep to it.",
            ),
        ),
        Parameter(
            "broad",
            YesNo(Words("ruim", "broadly"), Words("smal", "narrowly")),
            default=False,
            other=True,
            question=Words(
                "Mag het bestuur ook dingen doen die maar een beetje bij het doel horen?",
                "May the board also do things that only loosely belong to the purpose?",
            ),
            hint=Words(
                "Met nee blijft het doel stevig. Met ja heeft het bestuur meer ruimte.",
                "With no, the purpose stays firm. With yes, the board has more room.",
            ),
        ),
    ),
    sentences=(
        Sentence(
            "purpose",
            legal="Het collectief heeft ten doel: {purpose}.",
            nl="Ons doel is: {purpose}.",
            en="Our purpose, in our own words, is: {purpose}.",
        ),
        Sentence(
            "bound",
            legal="Het bestuur en ieder ander orgaan handelen ter verwezenlijking van dit doel.",
            nl="Wat we doen, doen we voor dit doel.",
            en="Whatever we do, we do for this purpose.",
        ),
        Sentence(
            "narrow",
            legal="Het doel wordt eng uitgelegd: wat er slechts zijdelings mee verband houdt, behoort er niet toe.",
            nl="We leggen het doel smal uit. Iets wat er maar een beetje bij hoort, doen we niet.",
            en="We read the purpose narrowly. We do not do things that are only loosely connected with it.",
            when=no("broad"),
        ),
        Sentence(
            "broad",
            legal="Het doel wordt ruim uitgelegd: ook wat er slechts zijdelings mee verband houdt, behoort ertoe.",
            nl="We leggen het doel ruim uit. Iets wat er maar een beetje bij hoort, mag ook.",
            en="We read the purpose broadly. We may also do things that are only loosely connected with it.",
            when=yes("broad"),
        ),
    ),
    rule=_purpose,
    law=("2:7", "2:27 lid 4 onder b", "2:53 lid 1", "2:286 lid 4 onder b"),
    open_norms=(OpenNorm("zijdelings", "loosely connected"),),
)


def _several_readings(values: Values) -> bool:
    return number(values, "readings") > 1


def _purpose_change(values: Values) -> Rule:
    several = _several_readings(values)
    return Rule(
        provisions=(
            Provision(
                "purpose_change",
                frozenset({"purpose", "convert", "merge", "split", "dissolve"}),
                (
                    at_least(
                        body(values, "body"),
                        share(values, "majority"),
                        quorum=share(values, "quorum"),
                        notice_days=number(values, "notice"),
                        readings=number(values, "readings"),
                        gap_days=number(values, "gap") if several else 0,
                    ),
                ),
                in_clause("purpose_change", "majority"),
                self_protecting=True,
            ),
        )
    )


PURPOSE_CHANGE = Clause(
    id="purpose_change",
    title=Words("Wie het doel kan veranderen", "Who can change the purpose"),
    theme=THEME,
    parameters=(
        body_parameter(Words("Wie kan het doel veranderen?", "Who can change the purpose?")),
        majority_parameter(
            THREE_QUARTERS,
            TWO_THIRDS,
            Words(
                "Hoeveel stemmen zijn nodig om het doel te veranderen?",
                "How many votes does it take to change the purpose?",
            ),
        ),
        Parameter(
            "quorum",
            Part(highest=Share(3, 4)),
            HALF,
            Share(1, 4),
            Words(
                "Hoeveel van de stemmen moeten ten minste meedoen?",
                "How many of the votes must take part at least?",
            ),
            Words(
                "Zonder zo’n grens kan één mens die alleen komt het doel veranderen.",
                "Without such a limit, one person who comes alone can change the purpose.",
            ),
        ),
        Parameter(
            "readings",
            Whole(1, 3),
            2,
            1,
            Words("Hoe vaak stemmen jullie erover?", "How many times do you vote on it?"),
            Words(
                "Twee keer stemmen beschermt tegen een besluit in de haast.",
                "Voting twice protects you against a hasty decision.",
            ),
        ),
        Parameter(
            "gap",
            days(7, 365),
            90,
            30,
            Words(
                "Hoeveel dagen zitten er tussen twee stemmingen?",
                "How many days are there between two votes?",
            ),
            Words(
                "Dit telt alleen als jullie vaker dan één keer stemmen.",
                "This only counts if you vote more than once.",
            ),
        ),
        notice_parameter(),
    ),
    sentences=(
        Sentence(
            "majority",
            legal=(
                "Wijziging van het doel vergt een besluit van {body}, "
                "genomen met {majority} van de uitgebrachte stemmen."
            ),
            nl="Alleen {body} kan het doel veranderen. Daarvoor is {majority} van de stemmen nodig.",
            en="Only {body} can change the purpose. This takes {majority} of the votes cast.",
        ),
        Sentence(
            "same_effect",
            legal=(
                "Hetzelfde geldt voor omzetting, fusie, splitsing en ontbinding, "
                "en voor ieder besluit met dezelfde strekking."
            ),
            nl=(
                "Dat geldt ook als we willen opheffen, splitsen, samengaan of een andere rechtsvorm kiezen. "
                "En voor elk besluit dat op hetzelfde neerkomt."
            ),
            en=(
                "The same goes for dissolving, splitting, merging and changing the legal form, "
                "and for every decision with the same effect."
            ),
        ),
        Sentence(
            "quorum",
            legal="Het besluit is slechts geldig indien ten minste {quorum} van alle stemmen aan de stemming deelneemt.",
            nl="Het telt alleen als ten minste {quorum} van alle stemmen meedoet.",
            en="It only counts if at least {quorum} of all votes take part.",
            when=some("quorum"),
        ),
        Sentence(
            "readings",
            legal="Het besluit komt pas tot stand na {readings} stemmingen met dezelfde uitslag.",
            nl="We stemmen er {readings} keer over. Elke keer moet het genoeg stemmen halen.",
            en="We vote on it {readings} times. Each time it must win enough votes.",
            when=_several_readings,
        ),
        Sentence(
            "gap",
            legal="Tussen twee stemmingen ligt een termijn van ten minste {gap}.",
            nl="Tussen twee stemmingen wachten we ten minste {gap}.",
            en="Between two votes we wait at least {gap}.",
            when=_several_readings,
        ),
        NOTICE,
        SAME_WAY,
    ),
    rule=_purpose_change,
    law=("2:18 lid 2", "2:42", "2:43 lid 1", "2:43 lid 3", "2:293", "2:317 lid 3"),
    open_norms=(OpenNorm("dezelfde strekking", "the same effect"),),
)

CLAUSES = (PURPOSE, PURPOSE_CHANGE)
