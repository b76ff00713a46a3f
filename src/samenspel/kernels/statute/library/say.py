"""Who has a say: in talking, in deciding about people who know themselves vulnerable, and in what work earns."""

from samenspel.kernels.statute.clause import Clause, OpenNorm, Parameter, Sentence, Values, Words
from samenspel.kernels.statute.domains import Part, Whole
from samenspel.kernels.statute.library.parts import (
    GUARDS,
    INSIDE_GUARDS,
    NOTICE,
    SAME_WAY,
    THREE_QUARTERS,
    TWO_THIRDS,
    body_parameter,
    guards,
    guards_parameter,
    majority_parameter,
    notice_parameter,
)
from samenspel.kernels.statute.library.reading import body, names, number, share, standings
from samenspel.kernels.statute.library.words import some_acts, some_standings
from samenspel.kernels.statute.model import (
    HALF,
    Limit,
    Power,
    Provision,
    Rule,
    Share,
    at_least,
    in_clause,
)
from samenspel.kernels.statute.vocabulary import VOICE_CLASSES, Body, Standing

THEME = Words("Wie praat en beslist mee?", "Who has a say?")

_EVERY_VOICE = tuple(standing.value for standing in VOICE_CLASSES)


def _voices(values: Values) -> Rule:
    return Rule(
        powers=(
            Power(
                "voices.propose",
                frozenset({"propose"}),
                standings(values, "propose"),
                in_clause("voices", "propose"),
            ),
            Power(
                "voices.propose_board",
                frozenset({"propose"}),
                frozenset({Standing.BOARD}),
                in_clause("voices", "propose_board"),
            ),
            Power(
                "voices.speak", frozenset({"speak"}), standings(values, "speak"), in_clause("voices", "speak")
            ),
            Power(
                "voices.invite",
                frozenset({"invite"}),
                standings(values, "invite"),
                in_clause("voices", "invite"),
            ),
        )
    )


VOICES = Clause(
    id="voices",
    title=Words("Meepraten en voorstellen doen", "Taking part and making proposals"),
    theme=THEME,
    parameters=(
        Parameter(
            "propose",
            some_standings(*VOICE_CLASSES),
            ("member", "participant"),
            ("member",),
            Words("Wie mag een voorstel doen?", "Who may make a proposal?"),
            Words(
                "Een voorstel doen is nog geen besluit. Het bestuur mag het altijd.",
                "A proposal is not a decision yet. The board may always make one.",
            ),
        ),
        Parameter(
            "speak",
            some_standings(*VOICE_CLASSES),
            _EVERY_VOICE,
            ("member", "participant", "volunteer"),
            Words("Wie mag meepraten over een voorstel?", "Who may join the discussion of a proposal?"),
            Words(
                "Meepraten mag ruim zijn. Beslissen is iets anders.",
                "Let many people talk. Deciding is something else.",
            ),
        ),
        Parameter(
            "invite",
            some_standings(Standing.MEMBER, Standing.PARTICIPANT, Standing.VOLUNTEER, Standing.BOARD),
            ("member", "board"),
            ("board",),
            Words("Wie mag nieuwe mensen uitnodigen?", "Who may invite new people?"),
            Words(
                "Wie is uitgenodigd, is nog geen lid.",
                "Someone who is invited is not a member yet.",
            ),
        ),
    ),
    sentences=(
        Sentence(
            "propose",
            legal="Bevoegd tot het doen van een voorstel zijn: {propose}.",
            nl="Een voorstel mag komen van {propose}.",
            en="A proposal may come from {propose}.",
        ),
        Sentence(
            "propose_board",
            legal="Het bestuur is eveneens bevoegd tot het doen van een voorstel.",
            nl="Ook het bestuur mag een voorstel doen.",
            en="The board may make a proposal too.",
        ),
        Sentence(
            "speak",
            legal="Aan de beraadslaging over een voorstel kunnen deelnemen: {speak}.",
            nl="Over een voorstel mogen meepraten: {speak}.",
            en="These people may join the discussion of a proposal: {speak}.",
        ),
        Sentence(
            "invite",
            legal="Bevoegd tot het uitnodigen van nieuwe betrokkenen zijn: {invite}.",
            nl="Nieuwe mensen mogen een uitnodiging krijgen van {invite}.",
            en="New people may be invited by {invite}.",
        ),
    ),
    rule=_voices,
    law=("2:38 lid 1", "2:38 lid 3", "2:41 lid 2"),
)


def _participants(values: Values) -> Rule:
    return Rule(
        provisions=(
            Provision(
                "participants",
                frozenset(names(values, "acts")) | {"amend:participants"},
                (
                    at_least(
                        Body.PARTICIPANTS_COUNCIL,
                        share(values, "majority"),
                        notice_days=number(values, "notice"),
                    ),
                ),
                in_clause("participants", "consent"),
                self_protecting=True,
            ),
        )
    )


PARTICIPANTS = Clause(
    id="participants",
    title=Words("De stem van deelnemers", "The voice of participants"),
    theme=THEME,
    parameters=(
        Parameter(
            "acts",
            some_acts("purpose", "dissolve", "merge", "convert", "split", "sell"),
            ("purpose", "dissolve", "merge"),
            ("purpose", "dissolve"),
            Words(
                "Wat kan alleen als de deelnemersraad het goed vindt?",
                "What takes the agreement of the participants' council?",
            ),
            Words(
                "Denk aan alles wat deelnemers hun plek kan kosten.",
                "Think of everything that could cost participants their place.",
            ),
        ),
        majority_parameter(
            HALF,
            TWO_THIRDS,
            Words(
                "Hoeveel stemmen in de deelnemersraad zijn daarvoor nodig?",
                "How many votes in the participants' council does that take?",
            ),
        ),
        notice_parameter(),
    ),
    sentences=(
        Sentence(
            "council",
            legal=(
                "De deelnemersraad vertegenwoordigt wie van de werkzaamheden van het collectief gebruikmaakt "
                "en zich kwetsbaar weet."
            ),
            nl="In de deelnemersraad zitten deelnemers die weten dat ze kwetsbaar zijn.",
            en="The participants' council is for participants who know that they are vulnerable.",
        ),
        Sentence(
            "consent",
            legal="Zonder instemming van de deelnemersraad komt geen besluit tot stand over: {acts}.",
            nl="Zonder de deelnemersraad gaat dit niet door: {acts}.",
            en="This does not happen without the participants' council: {acts}.",
        ),
        Sentence(
            "majority",
            legal="De raad stemt in met {majority} van de door zijn leden uitgebrachte stemmen.",
            nl="De raad zegt ja met {majority} van zijn stemmen.",
            en="The council says yes with {majority} of its votes.",
        ),
        Sentence(
            "notice",
            legal="De raad ontvangt het voorstel ten minste {notice} voor zijn stemming.",
            nl="De raad krijgt het voorstel ten minste {notice} van tevoren.",
            en="The council gets the proposal at least {notice} beforehand.",
        ),
        Sentence(
            "trusted",
            legal="Ieder lid van de raad kan zich laten bijstaan door een vertrouwenspersoon naar eigen keuze.",
            nl="Zit je in de raad? Dan mag je iemand meenemen die je vertrouwt. Je kiest zelf wie.",
            en="If you are on the council, you may bring someone you trust. You choose who.",
        ),
        Sentence(
            "lock",
            legal="Ook wijziging van deze bepaling vergt de instemming van de deelnemersraad.",
            nl="Ook deze regel verandert niet zonder de deelnemersraad.",
            en="Nor does this rule change without the participants' council.",
        ),
    ),
    rule=_participants,
    law=("2:14 lid 2", "2:38 lid 3", "2:43 lid 3"),
    open_norms=(OpenNorm("kwetsbaar", "vulnerable"),),
)


def _volunteers(values: Values) -> Rule:
    return Rule(
        provisions=(
            Provision(
                "volunteers",
                frozenset(names(values, "acts")) | {"amend:volunteers", "amend:earnings"},
                (at_least(Body.VOLUNTEERS, share(values, "majority"), notice_days=number(values, "notice")),),
                in_clause("volunteers", "consent"),
                self_protecting=True,
            ),
        )
    )


VOLUNTEERS = Clause(
    id="volunteers",
    title=Words("De eigen stem van vrijwilligers", "The volunteers' own say"),
    theme=THEME,
    parameters=(
        Parameter(
            "acts",
            some_acts("exceed_earnings", "dissolve", "purpose", "merge", "sell"),
            ("exceed_earnings",),
            ("exceed_earnings", "dissolve"),
            Words(
                "Wat kan alleen als de vrijwilligers het goed vinden?",
                "What takes the agreement of the volunteers?",
            ),
            Words(
                "Vrijwilligers zijn niet altijd lid. Zo hebben zij toch iets te zeggen.",
                "Volunteers are not always members. This gives them a say all the same.",
            ),
        ),
        majority_parameter(
            HALF,
            TWO_THIRDS,
            Words(
                "Hoeveel stemmen van vrijwilligers zijn daarvoor nodig?",
                "How many of the volunteers' votes does that take?",
            ),
        ),
        notice_parameter(),
    ),
    sentences=(
        Sentence(
            "who",
            legal=(
                "De vergadering van vrijwilligers bestaat uit ieder die als vrijwilliger is ingeschreven; "
                "allen hebben daarin evenveel stem."
            ),
            nl="Sta je ingeschreven als vrijwilliger? Dan stem je hierover mee. Elke stem telt even zwaar.",
            en="If you are registered as a volunteer, you vote on this. Every vote weighs the same.",
        ),
        Sentence(
            "consent",
            legal="Zonder instemming van de vergadering van vrijwilligers komt geen besluit tot stand over: {acts}.",
            nl="Zonder de vrijwilligers gaat dit niet door: {acts}.",
            en="This does not happen without the volunteers: {acts}.",
        ),
        Sentence(
            "majority",
            legal="Zij stemt in met {majority} van de in haar midden uitgebrachte stemmen.",
            nl="De vrijwilligers zeggen ja met {majority} van hun stemmen.",
            en="The volunteers say yes with {majority} of their votes.",
        ),
        NOTICE,
        Sentence(
            "lock",
            legal=(
                "Ook wijziging van deze bepaling en van de bepaling over de grens aan verdiensten "
                "vergt de instemming van de vergadering van vrijwilligers."
            ),
            nl="Ook deze regel en de grens voor verdiensten veranderen niet zonder de vrijwilligers.",
            en="Nor do this rule and the limit on earnings change without the volunteers.",
        ),
    ),
    rule=_volunteers,
    law=("2:14 lid 2", "2:38 lid 3", "2:43 lid 3"),
)


def _earnings(values: Values) -> Rule:
    decision = at_least(body(values, "body"), share(values, "majority"), notice_days=number(values, "notice"))
    return Rule(
        provisions=(
            Provision(
                "earnings",
                frozenset({"exceed_earnings"}),
                (decision, *guards(values)),
                in_clause("earnings", "exceed"),
                self_protecting=True,
            ),
        ),
        limits=(
            Limit(
                "earnings.hourly",
                frozenset(),
                "leader_hourly_cents",
                in_clause("earnings", "hourly"),
                share=Share(number(values, "factor"), 1),
                of="average_hourly_cents",
            ),
            Limit(
                "earnings.part",
                frozenset(),
                "leaders_from_volunteer_work_cents",
                in_clause("earnings", "part"),
                share=share(values, "part"),
                of="volunteer_work_yield_cents",
            ),
        ),
    )


EARNINGS = Clause(
    id="earnings",
    title=Words("Grens voor verdiensten", "Limit on earnings"),
    theme=THEME,
    parameters=(
        Parameter(
            "factor",
            Whole(1, 10, Words("keer", "time"), Words("keer", "times")),
            2,
            3,
            Words(
                "Hoeveel keer het gemiddelde per uur mag iemand die leiding geeft krijgen?",
                "How many times the hourly average may someone who leads receive?",
            ),
            Words(
                "Het gemiddelde is wat mensen hier per uur voor hun werk krijgen.",
                "The average is what people here receive per hour for their work.",
            ),
        ),
        Parameter(
            "part",
            Part(Share(1, 20), HALF),
            Share(1, 5),
            Share(3, 10),
            Words(
                "Welk deel van wat vrijwilligers opbrengen, mag naar leidinggevenden?",
                "What part of what volunteers bring in may go to those who lead?",
            ),
            Words(
                "De rest blijft voor het doel.",
                "The rest stays for the purpose.",
            ),
        ),
        body_parameter(Words("Wie mag besluiten om meer te betalen?", "Who may decide to pay more?")),
        majority_parameter(THREE_QUARTERS, TWO_THIRDS),
        guards_parameter(INSIDE_GUARDS, (Body.PARTICIPANTS_COUNCIL,)),
        notice_parameter(),
    ),
    sentences=(
        Sentence(
            "hourly",
            legal=(
                "Wie leiding geeft of onderneemt, ontvangt per uur ten hoogste {factor} "
                "de vergoeding die in dat kalenderjaar gemiddeld per uur eigen werk is toegekend."
            ),
            nl="Geef je leiding? Dan krijg je per uur hooguit {factor} het gemiddelde.",
            en="If you lead, you receive per hour at most {factor} the average.",
        ),
        Sentence(
            "part",
            legal=(
                "Van hetgeen het werk van vrijwilligers opbrengt, komt ten hoogste {part} toe aan bestuurders, "
                "ondernemers en met hen verbonden personen en bedrijven."
            ),
            nl=(
                "Brengt werk van vrijwilligers geld op? Dan gaat hooguit {part} daarvan naar "
                "leidinggevenden en bedrijven die met hen verbonden zijn."
            ),
            en=(
                "Of what the work of volunteers brings in, at most {part} goes to those who lead "
                "and to companies connected with them."
            ),
        ),
        Sentence(
            "exceed",
            legal=(
                "Overschrijding van een van deze grenzen vergt een besluit van {body}, "
                "genomen met {majority} van de uitgebrachte stemmen."
            ),
            nl="Meer betalen kan alleen als {body} dat besluit, met {majority} van de stemmen.",
            en="Paying more takes a decision of {body}, with {majority} of the votes cast.",
        ),
        GUARDS,
        NOTICE,
        SAME_WAY,
    ),
    rule=_earnings,
    law=("2:44 lid 7", "2:285 lid 3", "2:291 lid 7"),
    open_norms=(OpenNorm("verbonden", "connected"),),
)

CLAUSES = (VOICES, PARTICIPANTS, VOLUNTEERS, EARNINGS)
