"""What people can ask for: costs that they made, a fixed allowance, and what is saved for them in a pot."""

from samenspel.kernels.statute.clause import Clause, Parameter, Sentence, Values, Words
from samenspel.kernels.statute.domains import Euro, Part, YesNo
from samenspel.kernels.statute.library.parts import INVOLVED, KEEPERS
from samenspel.kernels.statute.library.reading import flag, number, share, standings, yes
from samenspel.kernels.statute.library.words import some_standings
from samenspel.kernels.statute.model import Power, Rule, Settings, Share, in_clause
from samenspel.kernels.statute.vocabulary import Standing

THEME = Words("Geld en gemeengoed", "Money and commons")

_WATCHERS = (Standing.BOARD, Standing.SUPERVISORY_BOARD, Standing.PARTICIPANTS_COUNCIL, Standing.GUARDIAN)


def _compensation(values: Values) -> Rule:
    asking = Power(
        "compensation.ask",
        frozenset({"ask_payment"}),
        standings(values, "askers"),
        in_clause("compensation", "asking"),
    )
    return Rule(
        powers=(asking,) if _either(values) else (),
        settings=Settings(
            pays_expenses=flag(values, "expenses"), allowance_hour_cents=number(values, "rate")
        ),
    )


def _by_the_hour(values: Values) -> bool:
    return number(values, "rate") > 0


def _neither(values: Values) -> bool:
    return not flag(values, "expenses") and not _by_the_hour(values)


def _either(values: Values) -> bool:
    return not _neither(values)


COMPENSATION = Clause(
    id="compensation",
    title=Words("Onkosten en vergoeding", "Expenses and allowance"),
    theme=THEME,
    parameters=(
        Parameter(
            "askers",
            some_standings(*INVOLVED),
            tuple(each.value for each in INVOLVED),
            (Standing.MEMBER.value,),
            Words("Wie kan om geld vragen?", "Who can ask for money?"),
            Words(
                "Vragen is geen recht: iemand anders kijkt ernaar.",
                "Asking is not a right: someone else looks at it.",
            ),
        ),
        Parameter(
            "expenses",
            YesNo(
                Words("betalen we terug", "are paid back"),
                Words("betalen we niet terug", "are not paid back"),
            ),
            default=True,
            other=False,
            question=Words(
                "Betalen jullie kosten terug die iemand maakte?", "Do you pay back costs that someone made?"
            ),
            hint=Words(
                "Met een bon. Wat je terugkrijgt, is geen inkomen.",
                "With a receipt. What you get back is no income.",
            ),
        ),
        Parameter(
            "rate",
            Euro(0, 1_000),
            0,
            400,
            Words("Hoeveel vaste vergoeding is er per uur?", "How much fixed allowance is there per hour?"),
            Words(
                "Nul betekent: die is er niet. Boven een bedrag van de wet wordt het loon.",
                "Zero means: there is none. Above an amount set by law it becomes wages.",
            ),
        ),
    ),
    sentences=(
        Sentence(
            "expenses",
            legal=(
                "Kosten die in het belang van het collectief zijn gemaakt, kunnen op vertoon van een bewijsstuk worden vergoed."
            ),
            nl="Heb je iets betaald voor ons? Met een bon kun je het terugvragen.",
            en="If you paid for something for us, you can ask it back with a receipt.",
            when=yes("expenses"),
        ),
        Sentence(
            "allowance",
            legal=(
                "Voor bevestigd werk kan een vaste vergoeding worden gegeven van {rate} per uur, "
                "tot ten hoogste wat als vrijwilligersvergoeding onbelast is."
            ),
            nl="Voor je inzet kun je een vaste vergoeding vragen: {rate} per uur. Nooit zoveel dat het loon wordt.",
            en="For your work you can ask a fixed allowance: {rate} per hour. Never so much that it becomes wages.",
            when=_by_the_hour,
        ),
        Sentence(
            "asking",
            legal="Daarom vragen kunnen: {askers}.",
            nl="Dit kunnen vragen: {askers}.",
            en="Those who can ask for it: {askers}.",
            when=_either,
        ),
        Sentence(
            "another",
            legal="Over een verzoek oordeelt wie uit de gezamenlijke kas mag betalen, en nooit wie het zelf deed.",
            nl="Wie de kas beheert, kijkt ernaar. Nooit degene die het vraagt.",
            en="Whoever keeps the purse looks at it. Never the one who asks.",
            when=_either,
        ),
        Sentence(
            "no_claim",
            legal="Een verzoek geeft geen aanspraak zolang het niet is toegewezen.",
            nl="Vragen is nog geen recht. Pas na een ja is het van jou.",
            en="Asking is not yet a right. It is yours only after a yes.",
            when=_either,
        ),
        Sentence(
            "neither",
            legal="Kosten en werk worden niet in geld vergoed.",
            nl="Geld voor kosten of werk is er niet.",
            en="There is no money for costs or work.",
            when=_neither,
        ),
    ),
    rule=_compensation,
    law=("2:27 lid 4 onder c",),
)


def _pots(values: Values) -> Rule:
    return Rule(
        powers=(
            Power("pots.fill", frozenset({"fill_pot"}), KEEPERS, in_clause("pots", "shares")),
            Power(
                "pots.ask", frozenset({"ask_pot"}), standings(values, "holders"), in_clause("pots", "asking")
            ),
            Power(
                "pots.approve",
                frozenset({"approve_pot"}),
                standings(values, "approves"),
                in_clause("pots", "approves"),
            ),
        ),
        settings=Settings(pot_training=share(values, "training"), pot_reserve=share(values, "reserve")),
    )


_SMALL = Part(Share(0, 1), Share(1, 2))
"""Two of these are never more than all."""

POTS = Clause(
    id="pots",
    title=Words("Potjes", "Pots"),
    theme=THEME,
    parameters=(
        Parameter(
            "holders",
            some_standings(*INVOLVED),
            (Standing.MEMBER.value, Standing.TRIAL_MEMBER.value, Standing.PARTICIPANT.value),
            (Standing.MEMBER.value,),
            Words("Voor wie kan er een potje zijn?", "For whom can there be a pot?"),
            Words(
                "In een potje komt wat iemand met eigen werk verdiende. Het blijft van jullie samen.",
                "What someone earned with own work goes into a pot. It stays yours together.",
            ),
        ),
        Parameter(
            "training",
            _SMALL,
            Share(1, 10),
            Share(1, 5),
            Words("Welk deel gaat naar leren?", "What part goes to training?"),
            Words(
                "Daarvan betalen jullie cursussen voor iedereen.", "From that you pay courses for everyone."
            ),
        ),
        Parameter(
            "reserve",
            _SMALL,
            Share(1, 10),
            Share(1, 5),
            Words("Welk deel gaat naar de reserve?", "What part goes to the reserve?"),
            Words("Dit deel is voor slechte tijden.", "This part is for hard times."),
        ),
        Parameter(
            "approves",
            some_standings(*_WATCHERS),
            (Standing.BOARD.value,),
            (Standing.BOARD.value, Standing.PARTICIPANTS_COUNCIL.value),
            Words(
                "Wie zegt ja als iemand iets uit het potje wil kopen?",
                "Who says yes when someone wants to buy something from the pot?",
            ),
            Words(
                "Kan iemand er zelf vrij bij, dan telt het geld mee voor de uitkering.",
                "If someone can freely take it, the money counts for their benefit.",
            ),
        ),
    ),
    sentences=(
        Sentence(
            "ours",
            legal=(
                "Een potje is een geoormerkt deel van het vermogen van het collectief, bestemd voor de ontwikkeling van het "
                "eigen werk van: {holders}. De betrokkene kan er niet vrij over beschikken en heeft er geen aanspraak op."
            ),
            nl="Een potje kan er zijn voor: {holders}. Het geld blijft van ons samen. Het is geen loon en geen spaargeld van jou.",
            en="There can be a pot for: {holders}. The money stays ours together. It is no wages and no savings of yours.",
        ),
        Sentence(
            "shares",
            legal=(
                "Van de omzet uit eigen werk worden de kosten afgetrokken; van wat resteert gaat {training} naar scholing en "
                "{reserve} naar de reserve, en de rest naar het potje. Een bestuurder boekt dit."
            ),
            nl="Eerst gaan de kosten eraf. Van de rest gaat {training} naar leren en {reserve} naar de reserve. Wat over is, komt in je potje.",
            en="First the costs go off. Of the rest {training} goes to training and {reserve} to the reserve. What is left goes into your pot.",
        ),
        Sentence(
            "asking",
            legal="Wie een potje heeft, kan vragen daaruit iets te betalen voor het eigen werk of voor scholing.",
            nl="Wil je iets kopen voor je werk, of iets leren? Vraag het, en zeg waarvoor.",
            en="If you want to buy something for your work, or learn something, ask, and say what for.",
        ),
        Sentence(
            "approves",
            legal="Daarover oordeelt: {approves}, en nooit de betrokkene zelf.",
            nl="Ja zeggen kan: {approves}. Nooit jijzelf.",
            en="Those who can say yes: {approves}. Never you yourself.",
        ),
        Sentence(
            "leaving",
            legal="Eindigt het meedoen, dan vervalt de bestemming en gaat het potje naar de scholing van anderen.",
            nl="Ga je weg? Dan gaat je potje naar leren voor anderen.",
            en="If you leave, your pot goes to training for others.",
        ),
    ),
    rule=_pots,
    law=("2:26 lid 3", "2:285 lid 3"),
)

CLAUSES = (COMPENSATION, POTS)
