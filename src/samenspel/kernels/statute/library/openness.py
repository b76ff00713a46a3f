"""What is public, how anyone can speak against a decision, and where complaints go."""

from samenspel.kernels.statute.clause import Clause, OpenNorm, Parameter, Sentence, Values, Words
from samenspel.kernels.statute.domains import Euro, Whole, YesNo, days, people
from samenspel.kernels.statute.library.parts import (
    GUARDS,
    INSIDE_GUARDS,
    NOTICE,
    body_parameter,
    guards,
    guards_parameter,
    notice_parameter,
)
from samenspel.kernels.statute.library.reading import body, flag, no, number, yes
from samenspel.kernels.statute.model import (
    NO_DELAY,
    Delay,
    Duty,
    Power,
    Provision,
    Requirement,
    Right,
    Rule,
    Settings,
    in_clause,
)
from samenspel.kernels.statute.vocabulary import Body, Standing

THEME = Words("Open zijn en tegenspel", "Openness and counter-voice")

_ANYONE = frozenset({Standing.ANYONE})


def _openness(values: Values) -> Rule:
    days_to_publish = number(values, "days")
    return Rule(
        duties=(
            Duty("openness.decisions", in_clause("openness", "decisions"), days=days_to_publish),
            Duty(
                "openness.contracts",
                in_clause("openness", "contracts"),
                days=days_to_publish,
                amounts=(("cents", number(values, "amount")),),
            ),
        ),
        settings=Settings(publish_days=days_to_publish, names_in_public=flag(values, "names")),
    )


OPENNESS = Clause(
    id="openness",
    title=Words("Wat iedereen kan lezen", "What anyone can read"),
    theme=THEME,
    parameters=(
        Parameter(
            "days",
            days(1, 90),
            14,
            30,
            Words(
                "Binnen hoeveel dagen kan iedereen een besluit lezen?",
                "Within how many days can anyone read a decision?",
            ),
            Words("Snel laten zien geeft vertrouwen.", "Showing it soon builds trust."),
        ),
        Parameter(
            "amount",
            Euro(100, 10_000_000),
            250_000,
            1_000_000,
            Words(
                "Vanaf welk bedrag kan iedereen een contract lezen?",
                "From what amount can anyone read a contract?",
            ),
            Words(
                "Hoe lager het bedrag, hoe meer iedereen ziet.",
                "The lower the amount, the more anyone can see.",
            ),
        ),
        Parameter(
            "names",
            YesNo(Words("met naam", "by name"), Words("zonder naam", "without a name")),
            default=False,
            other=True,
            question=Words(
                "Staan mensen met hun naam in het openbare boek?",
                "Are people named in the public book?",
            ),
            hint=Words(
                "Met nee staat er bijvoorbeeld ‘een lid’. Wie een functie heeft, staat er met die functie.",
                "With no, it says ‘a member’, for instance. Office holders appear with their office.",
            ),
        ),
    ),
    sentences=(
        Sentence(
            "decisions",
            legal=(
                "Het bestuur maakt ieder besluit, met redenen en stemverhouding, "
                "openbaar binnen {days} nadat het is genomen."
            ),
            nl="Binnen {days} kan iedereen lezen wat we besloten, en waarom.",
            en="Within {days} anyone can read what we decided, and why.",
        ),
        Sentence(
            "contracts",
            legal="Binnen dezelfde termijn worden overeenkomsten met een waarde vanaf {amount} openbaar gemaakt.",
            nl="Ook contracten vanaf {amount} zijn dan te lezen.",
            en="Contracts from {amount} can be read by then too.",
        ),
        Sentence(
            "named",
            legal="Wie in het openbare boek voorkomt, wordt daarin met naam vermeld.",
            nl="In het openbare boek sta je met je naam.",
            en="In the public book you appear by name.",
            when=yes("names"),
        ),
        Sentence(
            "unnamed",
            legal="Wie in het openbare boek voorkomt, wordt daarin zonder naam vermeld.",
            nl="In het openbare boek sta je zonder naam.",
            en="In the public book you appear without a name.",
            when=no("names"),
        ),
        Sentence(
            "offices",
            legal="Wie een functie vervult, wordt bij het vervullen daarvan steeds met die functie vermeld.",
            nl="Doe je iets vanuit een functie? Dan staat die functie er altijd bij.",
            en="If you act in an office, that office is always stated.",
        ),
        Sentence(
            "secrets",
            legal=(
                "Persoonlijke gegevens en hetgeen een bedrijfsgeheim is, blijven weg; "
                "het bestuur vermeldt wat is weggelaten en om welke reden."
            ),
            nl="Een bedrijfsgeheim of iets persoonlijks laten we weg. We zeggen dan wat er mist, en waarom.",
            en="We leave out a trade secret or anything personal. We then say what is missing, and why.",
        ),
    ),
    rule=_openness,
    law=("2:10", "2:48", "2:58"),
    open_norms=(OpenNorm("bedrijfsgeheim", "trade secret"),),
)


def _grows(values: Values) -> bool:
    """Whether opposition makes the waiting longer; that takes a charter that waits at all."""
    return flag(values, "suspends") and flag(values, "longer")


def _counter_voice(values: Values) -> Rule:
    term, suspends = number(values, "days"), flag(values, "suspends")
    growing = Delay(number(values, "per"), number(values, "step"), number(values, "most"))
    decision = Requirement(
        body(values, "body"),
        notice_days=number(values, "notice"),
        cooling_days=term if suspends else 0,
        delay=growing if _grows(values) else NO_DELAY,
    )
    return Rule(
        provisions=(
            Provision(
                "counter_voice",
                frozenset({"purpose", "sell"}),
                (decision,),
                in_clause("counter_voice", "decision"),
            ),
            Provision(
                "counter_voice.reply",
                frozenset({"reply"}),
                (Requirement(body(values, "body"), notice_days=number(values, "notice")),),
                in_clause("counter_voice", "support"),
            ),
        ),
        powers=(
            Power(
                "counter_voice.counter",
                frozenset({"counter"}),
                _ANYONE,
                in_clause("counter_voice", "counter"),
            ),
        ),
        rights=(
            Right(
                "counter_voice",
                _ANYONE,
                in_clause("counter_voice", "support"),
                supporters=number(values, "supporters"),
                days=term,
                suspends=suspends,
            ),
        ),
    )


COUNTER_VOICE = Clause(
    id="counter_voice",
    title=Words("Tegengeluid", "Counter-voice"),
    theme=THEME,
    parameters=(
        Parameter(
            "days",
            days(7, 90),
            28,
            42,
            Words(
                "Hoeveel dagen kan iemand een tegengeluid geven?",
                "For how many days can someone speak against a decision?",
            ),
            Words(
                "De dagen tellen vanaf de dag dat het besluit te lezen is.",
                "The days count from when the decision can be read.",
            ),
        ),
        Parameter(
            "supporters",
            people(1, 1000),
            25,
            50,
            Words(
                "Hoeveel mensen moeten een tegengeluid steunen voor een antwoord?",
                "How many people must support a counter-statement to get an answer?",
            ),
            Words(
                "In een kleine buurt is tien al veel.",
                "In a small neighbourhood ten is a lot.",
            ),
        ),
        Parameter(
            "suspends",
            YesNo(Words("we wachten", "we wait"), Words("we wachten niet", "we do not wait")),
            default=True,
            other=False,
            question=Words(
                "Wachten jullie met een groot besluit tot die dagen voorbij zijn?",
                "Do you hold a big decision until those days have passed?",
            ),
            hint=Words(
                "Dit gaat over een nieuw doel en over de verkoop van gemeengoed.",
                "This is about a new purpose and about selling commons.",
            ),
        ),
        Parameter(
            "longer",
            YesNo(Words("langer", "longer"), Words("even lang", "as long as before")),
            default=True,
            other=False,
            question=Words(
                "Wachten jullie langer als veel mensen zonder stem ertegen zijn?",
                "Do you wait longer if many people without a vote are against it?",
            ),
            hint=Words(
                "Tegenhouden kunnen zij het niet. Er is dan wel meer tijd om met elkaar te praten.",
                "They cannot stop it. But there is then more time to talk with each other.",
            ),
        ),
        Parameter(
            "per",
            people(1, 1000),
            5,
            10,
            Words(
                "Bij hoeveel mensen erbij wachten jullie weer langer?",
                "With how many more people do you wait longer again?",
            ),
            Words(
                "Dit gaat over mensen die niet mochten meestemmen: deelnemers, vrijwilligers en buren.",
                "This is about people who had no vote: participants, volunteers and neighbours.",
            ),
        ),
        Parameter(
            "step",
            days(1, 30),
            7,
            3,
            Words("Hoeveel dagen wachten jullie dan langer?", "How many days longer do you wait then?"),
            Words("Een week geeft tijd voor een gesprek.", "A week leaves time for a talk."),
        ),
        Parameter(
            "most",
            days(1, 180),
            42,
            30,
            Words(
                "Hoeveel dagen langer wachten jullie hooguit?", "How many days longer do you wait at most?"
            ),
            Words(
                "Zo kan niemand van buiten een besluit voor altijd ophouden.",
                "So nobody from outside can hold up a decision for ever.",
            ),
        ),
        body_parameter(
            Words(
                "Wie beslist over het doel en gemeengoed, en antwoordt op een tegengeluid?",
                "Who decides on the purpose and commons, and answers a counter-statement?",
            )
        ),
        notice_parameter(7, 14),
    ),
    sentences=(
        Sentence(
            "counter",
            legal=(
                "Ieder die van een besluit kennis kan nemen, lid of niet, kan daartegen een tegengeluid laten horen gedurende {days}, "
                "te rekenen van de dag waarop het openbaar is gemaakt. Dit geldt niet voor besluiten omtrent personen."
            ),
            nl=(
                "Ben je het niet eens met een besluit dat je kunt lezen? Je mag dat {days} lang laten weten. Lid zijn hoeft niet. "
                "Gaat het besluit over een mens? Dan kan het hier niet."
            ),
            en=(
                "If you disagree with a decision that you can read, you can say so for {days}. You do not have to be a member. "
                "If the decision is about a person, it cannot be done here."
            ),
        ),
        Sentence(
            "beside",
            legal="Het tegengeluid wordt naast het besluit openbaar gemaakt.",
            nl="We zetten je tegengeluid naast het besluit.",
            en="We publish your counter-statement beside the decision.",
        ),
        Sentence(
            "support",
            legal="Heeft het de steun van {supporters}, dan behandelt {body} het en volgt een schriftelijk antwoord met redenen.",
            nl="Met steun van {supporters} moet {body} erover praten en antwoord geven.",
            en="With the support of {supporters}, {body} must discuss it and give an answer.",
        ),
        Sentence(
            "decision",
            legal=(
                "Over wijziging van het doel en over vervreemding of bezwaring van gemeengoed of aandelen beslist {body}."
            ),
            nl="Over een nieuw doel en over de verkoop van gemeengoed of aandelen beslist {body}.",
            en="A new purpose and the sale of commons or shares are decided on by {body}.",
        ),
        NOTICE,
        Sentence(
            "suspends",
            legal="Zo’n besluit werkt pas wanneer de termijn voor een tegengeluid is verstreken.",
            nl="Zo’n besluit gaat pas in als de dagen voor een tegengeluid voorbij zijn.",
            en="Such a decision only takes effect when the days for a counter-statement have passed.",
            when=yes("suspends"),
        ),
        Sentence(
            "longer",
            legal=(
                "Per {per} die over het besluit geen stem hadden en binnen de termijn een tegengeluid laten horen of steunen, "
                "werkt het besluit {step} later, tot ten hoogste {most} later."
            ),
            nl=(
                "Zijn mensen die niet mochten stemmen ertegen? Dan wachten we per {per} nog {step} langer. "
                "Samen is dat hooguit {most}."
            ),
            en=(
                "If people who had no vote are against it, we wait {step} longer for every {per}. "
                "Together that is at most {most}."
            ),
            when=_grows,
        ),
        Sentence(
            "not_suspended",
            legal="Een tegengeluid schort de werking van een besluit niet op.",
            nl="Een tegengeluid houdt een besluit niet tegen.",
            en="A counter-statement does not hold up a decision.",
            when=no("suspends"),
        ),
    ),
    rule=_counter_voice,
    law=("2:8", "2:15 lid 3 onder a"),
)


def _complaints(values: Values) -> Rule:
    committee = Body.COMPLAINTS_COMMITTEE
    decision = Requirement(body(values, "body"), notice_days=number(values, "notice"))
    return Rule(
        provisions=(
            Provision(
                "complaints",
                frozenset({f"appoint:{committee}", f"dismiss:{committee}"}),
                (decision, *guards(values)),
                in_clause("complaints", "appoints"),
            ),
        ),
        powers=(
            Power(
                "complaints.complain", frozenset({"complain"}), _ANYONE, in_clause("complaints", "complain")
            ),
        ),
        duties=(Duty("complaints.ruling", in_clause("complaints", "ruling"), days=number(values, "days")),),
        rights=(
            Right("complaints", _ANYONE, in_clause("complaints", "ruling"), days=number(values, "days")),
        ),
        settings=Settings(
            complaints_members=number(values, "members"), complaints_binding=flag(values, "binding")
        ),
    )


COMPLAINTS = Clause(
    id="complaints",
    title=Words("Klachten en ruzie", "Complaints and conflict"),
    theme=THEME,
    parameters=(
        Parameter(
            "days",
            days(7, 180),
            42,
            28,
            Words("Binnen hoeveel dagen komt er een uitspraak?", "Within how many days is there a ruling?"),
            Words(
                "Eerst praten helpt vaak. Reken daar tijd voor.",
                "Talking first often helps. Allow time for that.",
            ),
        ),
        Parameter(
            "members",
            Whole(2, 9),
            3,
            5,
            Words(
                "Hoeveel mensen zitten er in de klachtencommissie?",
                "How many people are on the complaints committee?",
            ),
            Words(
                "Kies een aantal dat je ook echt kunt vinden.",
                "Choose a number that you can really find.",
            ),
        ),
        Parameter(
            "binding",
            YesNo(Words("wel bindend", "binding"), Words("een advies", "advice")),
            default=False,
            other=True,
            question=Words(
                "Moet iedereen zich aan de uitspraak houden?", "Must everyone abide by the ruling?"
            ),
            hint=Words(
                "Met nee is de uitspraak een advies.",
                "With no, the ruling is advice.",
            ),
        ),
        body_parameter(Words("Wie kiest de klachtencommissie?", "Who chooses the complaints committee?")),
        guards_parameter(INSIDE_GUARDS, (Body.PARTICIPANTS_COUNCIL,)),
        notice_parameter(7, 14),
    ),
    sentences=(
        Sentence(
            "complain",
            legal="Ieder kan een klacht indienen bij de klachtencommissie.",
            nl="Iedereen kan een klacht indienen.",
            en="Anyone can file a complaint.",
        ),
        Sentence(
            "members",
            legal="De klachtencommissie bestaat uit {members} personen.",
            nl="Een commissie van {members} mensen bekijkt de klacht.",
            en="A committee of {members} people looks into it.",
        ),
        Sentence(
            "involved",
            legal="Wie bij een klacht is betrokken, oordeelt daarover niet mee.",
            nl="Wie er zelf bij is betrokken, beslist niet mee.",
            en="Those who are involved do not take part in the ruling.",
        ),
        Sentence(
            "ruling",
            legal="De commissie hoort alle kanten en doet binnen {days} uitspraak.",
            nl="De commissie luistert naar alle kanten. Binnen {days} is er een uitspraak.",
            en="The committee hears all sides. Within {days} there is a ruling.",
        ),
        Sentence(
            "binding",
            legal="De uitspraak bindt het collectief en wie daarin is betrokken.",
            nl="Iedereen moet zich aan de uitspraak houden.",
            en="Everyone must abide by the ruling.",
            when=yes("binding"),
        ),
        Sentence(
            "advice",
            legal="De uitspraak is een advies; wie daarvan afwijkt, geeft daarvoor schriftelijk de redenen.",
            nl="De uitspraak is een advies. Wie het niet volgt, schrijft op waarom.",
            en="The ruling is advice. Whoever does not follow it writes down why.",
            when=no("binding"),
        ),
        Sentence(
            "appoints",
            legal="Benoeming en ontslag van leden van de commissie geschieden door {body}.",
            nl="Over wie in de commissie zit, beslist {body}.",
            en="Who is on the committee is decided by {body}.",
        ),
        GUARDS,
        NOTICE,
        Sentence(
            "court",
            legal="Deze regeling laat de toegang tot de rechter onverlet.",
            nl="Naar de rechter gaan mag altijd.",
            en="You may always go to court.",
        ),
    ),
    rule=_complaints,
    law=("2:15", "2:16", "7:900"),
    open_norms=(OpenNorm("betrokken", "involved"),),
)

CLAUSES = (OPENNESS, COUNTER_VOICE, COMPLAINTS)
