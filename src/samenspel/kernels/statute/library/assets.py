"""What happens with money that is left, with what the collective owns, and in which units it counts."""

from samenspel.kernels.statute.clause import Clause, OpenNorm, Parameter, Sentence, Values, Words
from samenspel.kernels.statute.domains import Choices, Euro, Line, Minutes, Part, Whole
from samenspel.kernels.statute.library.parts import (
    EVERY_GUARD,
    FROM_OUTSIDE,
    GUARDS,
    INSIDE_GUARDS,
    INVOLVED,
    KEEPERS,
    NOTICE,
    REPLY,
    SAME_WAY,
    THREE_QUARTERS,
    TWO_THIRDS,
    agrees,
    body_parameter,
    guards,
    guards_parameter,
    majority_parameter,
    notice_parameter,
    reply_parameter,
)
from samenspel.kernels.statute.library.reading import (
    body,
    chosen,
    names,
    none,
    number,
    share,
    some,
    standings,
    text,
)
from samenspel.kernels.statute.library.words import one_body, some_standings
from samenspel.kernels.statute.model import (
    HALF,
    NOTHING,
    Limit,
    Power,
    Provision,
    Requirement,
    Rule,
    Settings,
    Share,
    at_least,
    in_clause,
)
from samenspel.kernels.statute.vocabulary import Body, Standing

THEME = Words("Geld en gemeengoed", "Money and commons")


def _decision(values: Values) -> Requirement:
    return at_least(body(values, "body"), share(values, "majority"), notice_days=number(values, "notice"))


def _surplus(values: Values) -> Rule:
    reserve = share(values, "reserve")
    return Rule(
        provisions=(
            Provision(
                "surplus",
                frozenset({"distribute"}),
                (_decision(values), *guards(values)),
                in_clause("surplus", "decision"),
                self_protecting=True,
            ),
        ),
        limits=(
            Limit(
                "surplus.reserve",
                frozenset(),
                "surplus_not_reserved_cents",
                in_clause("surplus", "reserve"),
                share=Share(reserve.denominator - reserve.numerator, reserve.denominator),
                of="surplus_cents",
            ),
            Limit(
                "surplus.members",
                frozenset(),
                "surplus_to_members_cents",
                in_clause("surplus", "members" if share(values, "members") != NOTHING else "no_members"),
                share=share(values, "members"),
                of="surplus_cents",
            ),
        ),
    )


SURPLUS = Clause(
    id="surplus",
    title=Words("Als er geld overblijft", "When money is left"),
    theme=THEME,
    parameters=(
        Parameter(
            "reserve",
            Part(Share(1, 4), Share(4, 5)),
            Share(7, 10),
            HALF,
            Words(
                "Welk deel van de winst blijft van jullie samen?",
                "What part of the profit stays with you together?",
            ),
            Words(
                "Dit deel is voor later en voor slechte tijden.",
                "This part is for later and for hard times.",
            ),
        ),
        Parameter(
            "members",
            Part(highest=Share(1, 5)),
            NOTHING,
            Share(1, 5),
            Words("Welk deel van de winst mag naar leden?", "What part of the profit may go to members?"),
            Words(
                "Een vereniging of stichting mag geen winst aan leden geven.",
                "An association or a foundation may not give profit to members.",
            ),
        ),
        body_parameter(Words("Wie beslist over winst uitkeren?", "Who decides on paying out profit?")),
        majority_parameter(THREE_QUARTERS, TWO_THIRDS),
        guards_parameter(
            EVERY_GUARD, (Body.PARTICIPANTS_COUNCIL, Body.GUARDIAN), (Body.PARTICIPANTS_COUNCIL,)
        ),
        notice_parameter(),
        reply_parameter(),
    ),
    sentences=(
        Sentence(
            "reserve",
            legal="Van het overschot van een jaar komt ten minste {reserve} ten goede aan de gemeenschappelijke reserve.",
            nl="Houden we in een jaar geld over? Dan sparen we ten minste {reserve} voor ons samen.",
            en="If money is left in a year, we save at least {reserve} for all of us together.",
        ),
        Sentence(
            "members",
            legal="Aan leden wordt van dat overschot samen ten hoogste {members} uitgekeerd.",
            nl="Leden krijgen er samen hooguit {members} van.",
            en="Members together get at most {members} of it.",
            when=some("members"),
        ),
        Sentence(
            "no_members",
            legal="Aan leden, oprichters en bestuurders wordt van dat overschot niets uitgekeerd.",
            nl="Niemand van ons krijgt er iets van.",
            en="None of us gets any of it.",
            when=none("members"),
        ),
        Sentence(
            "rest",
            legal="Hetgeen overigens resteert, wordt besteed binnen het doel.",
            nl="De rest besteden we aan ons doel.",
            en="The rest we spend on our purpose.",
        ),
        Sentence(
            "decision",
            legal=(
                "Iedere uitkering van winst, aan wie ook, vergt een besluit van {body}, "
                "genomen met {majority} van de uitgebrachte stemmen."
            ),
            nl="Winst uitkeren kan alleen als {body} dat besluit, met {majority} van de stemmen.",
            en="Paying out profit, to anyone, takes a decision of {body}, with {majority} of the votes cast.",
        ),
        GUARDS,
        NOTICE,
        REPLY,
        SAME_WAY,
    ),
    rule=_surplus,
    law=("2:26 lid 3", "2:53a", "2:285 lid 3"),
)

_OFFICES = (Body.PARTICIPANTS_COUNCIL, Body.GUARDIAN, Body.SUPERVISORY_BOARD)
"""Bodies whose own appointment is a rule of the charter."""


def _from_outside(values: Values) -> bool:
    return body(values, "appoints") in FROM_OUTSIDE


def _other_than_body(values: Values) -> bool:
    return body(values, "appoints") is not body(values, "body")


def _asset_lock(values: Values) -> Rule:
    appoints = body(values, "appoints")
    appointed = agrees(appoints, values)
    approval = (appointed,) if _other_than_body(values) else ()
    places = {"asset_lock", "surplus"} | ({f"offices.{appoints}"} if appoints in _OFFICES else set())
    return Rule(
        provisions=(
            Provision(
                "asset_lock", frozenset({"surplus"}), (appointed,), in_clause("asset_lock", "appoints")
            ),
            Provision(
                "asset_lock.lock",
                frozenset(f"amend:{place}" for place in places),
                (_decision(values), *guards(values), *approval),
                in_clause("asset_lock", "lock"),
                self_protecting=True,
            ),
        ),
        settings=Settings(entailed=True, destination=text(values, "destination")),
    )


ASSET_LOCK = Clause(
    id="asset_lock",
    title=Words("Het bezit blijft bij elkaar", "The assets stay together"),
    theme=THEME,
    parameters=(
        Parameter(
            "destination",
            Line(),
            "een andere groep die werkt aan een zeker bestaan",
            "het fonds voor gemeengoed in onze stad",
            Words("Waar gaat het bezit heen als jullie stoppen?", "Where do the assets go when you stop?"),
            Words(
                "Noem een groep of een soort groep. Niet jullie zelf.",
                "Name a group or a kind of group. Not yourselves.",
            ),
        ),
        Parameter(
            "appoints",
            one_body(
                Body.GUARDIAN,
                Body.FEDERATION,
                Body.GENERAL_MEETING,
                Body.PARTICIPANTS_COUNCIL,
                Body.SUPERVISORY_BOARD,
            ),
            Body.GUARDIAN.value,
            Body.FEDERATION.value,
            Words("Wie kiest welke groep het precies krijgt?", "Who chooses exactly which group gets it?"),
            Words(
                "Het sterkst is iemand die er zelf niets aan heeft.",
                "The strongest choice is someone who has nothing to gain.",
            ),
        ),
        body_parameter(Words("Wie kan deze regel veranderen?", "Who can change this rule?")),
        majority_parameter(THREE_QUARTERS, TWO_THIRDS),
        guards_parameter(INSIDE_GUARDS, (Body.PARTICIPANTS_COUNCIL,)),
        notice_parameter(),
        reply_parameter(),
    ),
    sentences=(
        Sentence(
            "locked",
            legal="Het vermogen van het collectief is beklemd: ook bij ontbinding wordt het niet verdeeld onder wie erbij hoort.",
            nl="Ons bezit blijft bij elkaar. Ook als we stoppen, verdelen we het niet onder onszelf.",
            en="Our assets stay together. Even if we stop, we do not divide them among ourselves.",
        ),
        Sentence(
            "destination",
            legal="Wat na ontbinding en vereffening overblijft, komt toe aan: {destination}.",
            nl="Wat er dan overblijft, is voor: {destination}.",
            en="What is left then is for: {destination}.",
        ),
        Sentence(
            "appoints",
            legal="Wie dat is, bepaalt {appoints}; de ontvanger heeft een verwant doel.",
            nl="Wie dat precies is, beslist {appoints}. Het is altijd een groep met een verwant doel.",
            en="Who exactly that is, is decided by {appoints}. It is always a group with a kindred purpose.",
        ),
        Sentence(
            "lock",
            legal=(
                "Wijziging van deze bepaling en van de bepaling over het overschot vergt een besluit van {body}, "
                "genomen met {majority} van de uitgebrachte stemmen."
            ),
            nl=(
                "Deze regel en de regel over winst veranderen alleen als {body} dat besluit. "
                "Daarvoor is {majority} van de stemmen nodig."
            ),
            en=(
                "This rule and the rule on profit only change if {body} decides so. "
                "This takes {majority} of the votes cast."
            ),
        ),
        GUARDS,
        Sentence(
            "lock_appoints",
            legal="Een wijziging behoeft voorts de instemming van {appoints}.",
            nl="Zo’n verandering kan niet zonder {appoints}.",
            en="Such a change cannot be made without {appoints}.",
            when=_other_than_body,
        ),
        Sentence(
            "lock_office",
            legal="Onder dit slot valt mede de bepaling over de benoeming en het ontslag van {appoints}.",
            nl="Ook de regel over wie gekozen wordt voor {appoints} zit op dit slot.",
            en="The rule on who is chosen for {appoints} is under this lock as well.",
            when=chosen("appoints", *_OFFICES),
        ),
        NOTICE,
        Sentence(
            "reply",
            legal="Voor de bewaarder en de bond bedraagt die termijn ten minste {reply}.",
            nl="Bewaarder en bond krijgen ten minste {reply}.",
            en="Guardian and federation get at least {reply}.",
            when=_from_outside,
        ),
    ),
    rule=_asset_lock,
    law=("2:18 lid 6", "2:23b lid 1", "2:27 lid 4 onder f", "2:286 lid 4 onder e"),
    open_norms=(OpenNorm("verwant doel", "kindred purpose"),),
)


def _disposal(values: Values) -> Rule:
    return Rule(
        provisions=(
            Provision(
                "disposal",
                frozenset({"sell"}),
                (_decision(values), *guards(values)),
                in_clause("disposal", "decision"),
                self_protecting=True,
            ),
        ),
        limits=(
            # Watched by the books: up to this sum an ordinary decision will do, above it selling is the act `sell`.
            Limit(
                "disposal.year",
                frozenset(),
                "sold_this_calendar_year_cents",
                in_clause("disposal", "decision"),
                at_most=number(values, "amount"),
            ),
        ),
    )


DISPOSAL = Clause(
    id="disposal",
    title=Words("Gemeengoed verkopen", "Selling commons"),
    theme=THEME,
    parameters=(
        Parameter(
            "amount",
            Euro(0, 100_000_000),
            1_000_000,
            2_500_000,
            Words(
                "Vanaf welk bedrag in een jaar is een bijzonder besluit nodig?",
                "From what amount in a year is a special decision needed?",
            ),
            Words(
                "Alles in een kalenderjaar telt samen. Zo kan het bezit niet in kleine stukjes weg.",
                "Everything in a calendar year adds up. So the assets cannot go in small pieces.",
            ),
        ),
        body_parameter(Words("Wie beslist over een grote verkoop?", "Who decides on a large sale?")),
        majority_parameter(THREE_QUARTERS, TWO_THIRDS),
        guards_parameter(EVERY_GUARD, (Body.GUARDIAN,)),
        notice_parameter(),
        reply_parameter(),
    ),
    sentences=(
        Sentence(
            "counts",
            legal=(
                "Onder verkoop wordt hier verstaan iedere vervreemding of bezwaring van gemeengoed of aandelen."
            ),
            nl="Verkopen is hier ook: weggeven, of als onderpand geven. Het gaat om gemeengoed en aandelen.",
            en="Selling here includes giving away and pledging. It is about commons and shares.",
        ),
        Sentence(
            "decision",
            legal=(
                "Voor verkoop die de waarde, per kalenderjaar opgeteld, boven {amount} brengt, is een besluit van {body} "
                "vereist, genomen met {majority} van de uitgebrachte stemmen."
            ),
            nl=(
                "Komt de verkoop in een jaar samen boven {amount}? "
                "Dan beslist {body}, met {majority} van de stemmen."
            ),
            en=(
                "If sales in a calendar year add up to more than {amount}, "
                "{body} decides, with {majority} of the votes cast."
            ),
        ),
        GUARDS,
        NOTICE,
        REPLY,
        Sentence(
            "below",
            legal="Tot dat bedrag volstaat een gewoon besluit.",
            nl="Tot dat bedrag is een gewoon besluit genoeg.",
            en="Up to that amount an ordinary decision will do.",
        ),
        Sentence(
            "represent",
            legal="Zonder die besluiten is het bestuur tot verkoop niet bevoegd, binnen de grenzen die de wet daaraan stelt.",
            nl="Zonder zo’n besluit mag het bestuur niets verkopen.",
            en="Without such a decision the board may not sell anything.",
        ),
        SAME_WAY,
    ),
    rule=_disposal,
    law=("2:44 lid 2", "2:45 lid 3", "2:53a", "2:291 lid 2"),
)

_OWN_COIN = "own_coin"


def _own_coin(values: Values) -> bool:
    return _OWN_COIN in names(values, "units")


def _no_own_coin(values: Values) -> bool:
    return not _own_coin(values)


def _units(values: Values) -> Rule:
    none_yet = Limit(
        "units.none_yet",
        frozenset({"issue_unit"}),
        "own_coin_issued",
        in_clause("units", "none_yet"),
        at_most=0,
    )
    return Rule(
        provisions=(
            Provision(
                "units",
                frozenset({"issue_unit"}),
                (Requirement(body(values, "issues"), notice_days=number(values, "notice")),),
                in_clause("units", "issues"),
            ),
        ),
        limits=() if _own_coin(values) else (none_yet,),
        settings=Settings(units=names(values, "units")),
    )


UNITS = Clause(
    id="units",
    title=Words("Waarin we rekenen", "What we count in"),
    theme=THEME,
    parameters=(
        Parameter(
            "units",
            Choices(
                (
                    ("euro", Words("euro’s", "euros")),
                    ("hours", Words("uren", "hours")),
                    (_OWN_COIN, Words("een eigen munt", "our own coin")),
                )
            ),
            ("euro", "hours"),
            ("euro", "hours", _OWN_COIN),
            Words("Waarin rekenen jullie?", "What do you count in?"),
            Words(
                "Met uren of een eigen munt kun je werk waarderen zonder geld.",
                "With hours or your own coin you can value work without money.",
            ),
        ),
        Parameter(
            "issues",
            one_body(Body.GENERAL_MEETING, Body.BOARD),
            Body.GENERAL_MEETING.value,
            Body.BOARD.value,
            Words("Wie beslist over het uitgeven van eigen munt?", "Who decides on issuing own coin?"),
            Words(
                "Te veel munt maakt de munt minder waard.",
                "Too much coin makes the coin worth less.",
            ),
        ),
        notice_parameter(),
    ),
    sentences=(
        Sentence(
            "units",
            legal="Het collectief rekent in: {units}.",
            nl="We rekenen in: {units}.",
            en="We count in: {units}.",
        ),
        Sentence(
            "issues",
            legal="Uitgifte van eigen munt vergt een besluit van {issues}.",
            nl="Eigen munt uitgeven kan alleen als {issues} dat besluit.",
            en="Issuing own coin takes a decision of {issues}.",
        ),
        NOTICE,
        Sentence(
            "none_yet",
            legal="Zolang de eigen munt hiervoor niet is genoemd, wordt deze niet uitgegeven.",
            nl="Nu hebben we geen eigen munt. Daarvoor moet eerst deze regel veranderen.",
            en="At present we have no coin of our own. For that, this rule must change first.",
            when=_no_own_coin,
        ),
        Sentence(
            "not_for_euros",
            legal="De eigen munt is niet inwisselbaar tegen euro’s.",
            nl="Onze eigen munt kun je niet ruilen voor euro’s.",
            en="You cannot exchange our own coin for euros.",
            when=_own_coin,
        ),
    ),
    rule=_units,
    law=("2:40 lid 1", "2:44 lid 1"),
)


def _purse(values: Values) -> Rule:
    def bound(name: str, measure: str, parameter: str) -> Limit:
        source = in_clause("purse", "mandate")
        return Limit(
            f"purse.{name}", frozenset({"spend"}), measure, source, at_most=number(values, parameter)
        )

    return Rule(
        powers=(
            Power("purse.pay", frozenset({"pay"}), standings(values, "payers"), in_clause("purse", "pay")),
            Power("purse.spend", frozenset({"spend"}), KEEPERS, in_clause("purse", "mandate")),
            Power("purse.correct", frozenset({"correct"}), KEEPERS, in_clause("purse", "correct")),
        ),
        limits=(
            bound("each", "spent_cents", "each"),
            bound("month", "spent_this_month_cents", "month"),
        ),
        settings=Settings(
            credit_minutes=number(values, "credit"),
            most_minutes=number(values, "most"),
            credit_coins=number(values, "credit_coins"),
            most_coins=number(values, "most_coins"),
            mandate_cents=number(values, "each"),
            mandate_month_cents=number(values, "month"),
        ),
    )


def _coins(lowest: int, highest: int) -> Whole:
    return Whole(lowest, highest, Words("munt", "coin"), Words("munten", "coins"))


PURSE = Clause(
    id="purse",
    title=Words("Betalen", "Paying"),
    theme=THEME,
    parameters=(
        Parameter(
            "payers",
            some_standings(*INVOLVED),
            tuple(each.value for each in INVOLVED),
            (Standing.MEMBER.value,),
            Words("Wie krijgt een eigen rekening in uren?", "Who gets an account of their own in hours?"),
            Words(
                "Daarmee geef je uren of munten aan een ander, en krijg je ze.",
                "With it you give hours or coins to others, and get them.",
            ),
        ),
        Parameter(
            "each",
            Euro(0, 1_000_000),
            10_000,
            25_000,
            Words(
                "Hoeveel mag het bestuur in één keer uitgeven zonder besluit?",
                "How much may the board spend at one time without a decision?",
            ),
            Words(
                "Nul betekent: voor elke uitgave is een besluit nodig.",
                "Zero means: all spending takes a decision.",
            ),
        ),
        Parameter(
            "month",
            Euro(0, 10_000_000),
            50_000,
            100_000,
            Words(
                "Hoeveel mag het bestuur in een maand samen uitgeven zonder besluit?",
                "How much may the board spend in a month, all together, without a decision?",
            ),
            Words(
                "Alles in een maand telt samen. Zo blijft een grote uitgave een besluit, ook in stukjes.",
                "Everything in a month adds up. So large spending stays a decision, also in pieces.",
            ),
        ),
        Parameter(
            "credit",
            Minutes(0, 60_000),
            1_200,
            600,
            Words(
                "Hoeveel uur mag iemand meer krijgen dan geven?",
                "How many hours may someone receive more than give?",
            ),
            Words(
                "Zo kun je hulp krijgen voordat je zelf iets deed.",
                "This way you can get help before you did anything yourself.",
            ),
        ),
        Parameter(
            "most",
            Minutes(0, 600_000),
            12_000,
            6_000,
            Words("Hoeveel uur mag iemand sparen?", "How many hours may someone save?"),
            Words(
                "Een grens houdt de uren in beweging.",
                "A limit keeps the hours moving.",
            ),
        ),
        Parameter(
            "credit_coins",
            _coins(0, 10_000),
            50,
            25,
            Words(
                "Hoeveel munten mag iemand meer uitgeven dan ontvangen?",
                "How many coins may someone spend more than receive?",
            ),
            Words(
                "Dit geldt als jullie een eigen munt hebben.", "This holds if you have a coin of your own."
            ),
        ),
        Parameter(
            "most_coins",
            _coins(0, 100_000),
            500,
            250,
            Words("Hoeveel munten mag iemand sparen?", "How many coins may someone save?"),
            Words(
                "Dit geldt als jullie een eigen munt hebben.", "This holds if you have a coin of your own."
            ),
        ),
    ),
    sentences=(
        Sentence(
            "pay",
            legal="Een eigen rekening, waarvan men uren en eigen munt kan overdragen, is er voor: {payers}.",
            nl="Een eigen rekening is er voor: {payers}. Daarvan kun je uren en munten aan een ander geven.",
            en="An account of one’s own is for: {payers}. From it you can give hours and coins to others.",
        ),
        Sentence(
            "hours",
            legal="Een rekening in uren daalt niet verder dan {credit} onder nul en stijgt niet boven {most}.",
            nl="Met uren kun je tot {credit} onder nul staan. Sparen kan tot {most}.",
            en="In hours you can be up to {credit} below zero. You can save up to {most}.",
        ),
        Sentence(
            "coins",
            legal=(
                "Een rekening in eigen munt daalt niet verder dan {credit_coins} onder nul "
                "en stijgt niet boven {most_coins}."
            ),
            nl="Met een eigen munt kun je tot {credit_coins} onder nul staan. Sparen kan tot {most_coins}.",
            en="In our own coin you can be up to {credit_coins} below zero. You can save up to {most_coins}.",
        ),
        Sentence(
            "mandate",
            legal=(
                "Iedere bestuurder is bevoegd tot uitgaven uit de gezamenlijke kas van ten hoogste {each} per keer "
                "en ten hoogste {month} per kalendermaand, alle uitgaven van bestuurders samengeteld."
            ),
            nl=("Het bestuur mag per keer {each} uitgeven. In een maand mag dat samen {month} zijn."),
            en="The board may spend {each} at one time. In a month, that may be {month} in all.",
        ),
        Sentence(
            "above",
            legal="Voor iedere andere uitgave is een besluit vereist als voor gewone besluiten is bepaald.",
            nl="Is het meer? Dan beslissen we er samen over.",
            en="If it is more, we decide on it together.",
        ),
        Sentence(
            "correct",
            legal=(
                "Een boeking wordt nooit gewijzigd. Een vergissing wordt hersteld met een nieuwe boeking, "
                "door een bestuurder en onder opgave van redenen."
            ),
            nl="Een betaling wissen kan niet. Is er iets misgegaan? Dan draait het bestuur het terug, en zegt waarom.",
            en="A payment is never erased. If something went wrong, the board reverses it and says why.",
        ),
    ),
    rule=_purse,
    law=("2:10", "2:44 lid 1", "2:291 lid 1"),
)

CLAUSES = (SURPLUS, ASSET_LOCK, DISPOSAL, UNITS, PURSE)
