"""How ordinary decisions are taken, for how long they hold, and who is on the board and in the other bodies."""

from samenspel.kernels.statute.clause import Clause, OpenNorm, Parameter, Sentence, Values, Words
from samenspel.kernels.statute.domains import Choice, Part, Whole, YesNo, days, months
from samenspel.kernels.statute.library.parts import (
    TWO_THIRDS,
    body_parameter,
    majority_parameter,
)
from samenspel.kernels.statute.library.reading import (
    bodies,
    body,
    chosen,
    flag,
    not_chosen,
    number,
    share,
    some,
    text,
)
from samenspel.kernels.statute.library.words import one_body, some_bodies
from samenspel.kernels.statute.model import (
    HALF,
    Duty,
    Power,
    Provision,
    Requirement,
    Rule,
    Secrecy,
    Settings,
    Share,
    TieRule,
    Way,
    at_least,
    in_clause,
)
from samenspel.kernels.statute.vocabulary import Body, Standing

THEME = Words("Samen beslissen", "Deciding together")


def _decisions(values: Values) -> Rule:
    decides, majority, quorum = body(values, "body"), share(values, "majority"), share(values, "quorum")
    ordinary = at_least(decides, majority, quorum=quorum, notice_days=number(values, "notice"))
    provisions = [
        Provision("decisions", frozenset({"resolve"}), (ordinary,), in_clause("decisions", "majority"))
    ]
    if text(values, "way") == Way.CONSENT:
        overrule = at_least(decides, majority, quorum=quorum, notice_days=0)
        provisions.append(
            Provision(
                "decisions.overrule", frozenset({"overrule"}), (overrule,), in_clause("decisions", "overrule")
            )
        )
    return Rule(
        provisions=tuple(provisions),
        powers=(
            _eligible("vote"),
            _eligible("object"),
            Power(
                "decisions.answer",
                frozenset({"answer"}),
                frozenset({Standing.OPENER, Standing.BOARD}),
                in_clause("decisions", "answer"),
            ),
            _eligible("challenge"),
        ),
        settings=Settings(
            way=Way(text(values, "way")),
            secrecy=Secrecy(text(values, "secrecy")),
            tie=TieRule(text(values, "tie")),
            voting_days=number(values, "voting_days"),
            answer_days=number(values, "answer_days"),
            challenge_days=number(values, "challenge_days"),
        ),
    )


def _eligible(act: str) -> Power:
    return Power(
        f"decisions.{act}", frozenset({act}), frozenset({Standing.ELIGIBLE}), in_clause("decisions", act)
    )


DECISIONS = Clause(
    id="decisions",
    title=Words("Gewone besluiten", "Ordinary decisions"),
    theme=THEME,
    parameters=(
        body_parameter(Words("Wie beslist over gewone zaken?", "Who decides on ordinary matters?")),
        Parameter(
            "way",
            Choice(
                (
                    (Way.CONSENT.value, Words("eerst vragen of er bezwaar is", "first ask for objections")),
                    (Way.MAJORITY.value, Words("meteen stemmen", "vote straight away")),
                )
            ),
            Way.CONSENT.value,
            Way.MAJORITY.value,
            Words("Hoe beginnen jullie een besluit?", "How do you start a decision?"),
            Words(
                "Met een ronde zonder bezwaar hoort iedereen elkaar. Lukt het niet, dan stem je alsnog.",
                "In a round without objections everyone hears everyone. If it does not work out, you still vote.",
            ),
        ),
        majority_parameter(
            HALF,
            TWO_THIRDS,
            Words(
                "Hoeveel stemmen zijn nodig voor een gewoon besluit?",
                "How many votes does an ordinary decision take?",
            ),
        ),
        Parameter(
            "quorum",
            Part(highest=Share(3, 4)),
            Share(1, 4),
            HALF,
            Words(
                "Hoeveel van de mensen die mogen stemmen, moeten ten minste meedoen?",
                "How many of the people who may vote must take part at least?",
            ),
            Words(
                "Kies niet te hoog. Anders kun je soms niets beslissen.",
                "Do not set this too high. Otherwise you may sometimes be unable to decide anything.",
            ),
        ),
        Parameter(
            "notice",
            days(0, 60),
            0,
            7,
            Words(
                "Hoeveel dagen van tevoren hoort iedereen dat er een stemming komt?",
                "How many days beforehand does everyone hear that a vote is coming?",
            ),
            Words(
                "Nul betekent: de stemming kan meteen beginnen.",
                "Zero means: the vote can start at once.",
            ),
        ),
        Parameter(
            "voting_days",
            days(1, 60),
            7,
            14,
            Words(
                "Hoeveel dagen heb je om te reageren of te stemmen?",
                "How many days do you have to react or to vote?",
            ),
            Words("Denk ook aan wie niet elke dag kijkt.", "Think of those who do not look every day."),
        ),
        Parameter(
            "answer_days",
            days(1, 60),
            7,
            14,
            Words(
                "Binnen hoeveel dagen krijgt een bezwaar antwoord?",
                "Within how many days does an objection get an answer?",
            ),
            Words(
                "Wie het voorstel deed, geeft het antwoord. Het bestuur mag dat ook doen.",
                "Whoever made the proposal answers. The board may do so too.",
            ),
        ),
        Parameter(
            "challenge_days",
            days(1, 30),
            3,
            7,
            Words(
                "Hoeveel dagen kun je melden dat een uitslag niet klopt?",
                "For how many days can you report that an outcome is wrong?",
            ),
            Words(
                "Pas daarna staat de uitslag vast.",
                "Only after that is the outcome final.",
            ),
        ),
        Parameter(
            "secrecy",
            Choice(
                (
                    (
                        Secrecy.OPEN.value,
                        Words("open: je ziet wie wat stemt", "open: you see who votes what"),
                    ),
                    (
                        Secrecy.SECRET.value,
                        Words("geheim: niemand ziet wat je stemt", "secret: nobody sees your vote"),
                    ),
                )
            ),
            Secrecy.OPEN.value,
            Secrecy.SECRET.value,
            Words("Is een gewone stemming open of geheim?", "Is an ordinary vote open or secret?"),
            Words(
                "In een kleine groep is geheim stemmen lastig: bij een gelijke uitslag weet je het toch.",
                "In a small group secrecy is hard: if all vote alike, everyone knows.",
            ),
        ),
        Parameter(
            "tie",
            Choice(
                (
                    (TieRule.NO_DECISION.value, Words("er is geen keuze gemaakt", "no choice is made")),
                    (TieRule.LOT.value, Words("we loten", "we draw lots")),
                )
            ),
            TieRule.NO_DECISION.value,
            TieRule.LOT.value,
            Words(
                "Wat gebeurt er als keuzes evenveel steun krijgen?",
                "What happens when options have equal support?",
            ),
            Words(
                "Geen keuze is het gewoonst: dan blijft alles zoals het was.",
                "No choice is the most usual: everything stays as it was.",
            ),
        ),
    ),
    sentences=(
        Sentence(
            "consent_first",
            legal=(
                "Over een gewoon besluit wordt eerst een ronde van instemming gehouden; "
                "handhaaft niemand een met redenen omkleed bezwaar, dan is het voorstel aangenomen."
            ),
            nl="Bij een voorstel vragen we eerst of iemand bezwaar heeft. Blijft er geen bezwaar over? Dan gaat het door.",
            en="With a proposal we first ask for objections. If none remains, it goes ahead.",
            when=chosen("way", Way.CONSENT),
        ),
        Sentence(
            "vote_first",
            legal="Over een gewoon besluit wordt terstond gestemd.",
            nl="Over een voorstel stemmen we meteen.",
            en="We vote on a proposal straight away.",
            when=chosen("way", Way.MAJORITY),
        ),
        Sentence(
            "majority",
            legal=(
                "Komt het tot een stemming, dan beslist {body} met {majority} van de uitgebrachte stemmen."
            ),
            nl="Als we stemmen, beslist {body}. Daarvoor is {majority} van de stemmen nodig.",
            en="If we vote, {body} decides. This takes {majority} of the votes cast.",
        ),
        Sentence(
            "unnamed_majority",
            legal=(
                "Noemt een bepaling geen meerderheid, dan beslist ieder orgaan "
                "met meer dan de helft van de uitgebrachte stemmen."
            ),
            nl="Staat er niet bij hoeveel stemmen nodig zijn? Dan is het meer dan de helft.",
            en="If a rule does not say how many votes it takes, it takes more than half of those cast.",
        ),
        Sentence(
            "quorum",
            legal="Een stemming is slechts geldig indien ten minste {quorum} van de stemgerechtigden daaraan deelneemt.",
            nl="Een stemming telt als ten minste {quorum} van de mensen die mogen stemmen meedoet.",
            en="A vote counts if at least {quorum} of the people who may vote take part.",
            when=some("quorum"),
        ),
        Sentence(
            "notice",
            legal="Een stemming wordt ten minste {notice} tevoren aangekondigd.",
            nl="Je hoort ten minste {notice} van tevoren dat er een stemming komt.",
            en="You hear at least {notice} beforehand that a vote is coming.",
            when=some("notice"),
        ),
        Sentence(
            "term",
            legal="Voor het uitbrengen van een reactie of een stem staat een termijn van {voting_days} open.",
            nl="Je hebt {voting_days} om te reageren of te stemmen.",
            en="You have {voting_days} to react or to vote.",
        ),
        Sentence(
            "vote",
            legal="Stemgerechtigd is ieder die bij de opening op de stemlijst staat.",
            nl="Sta je op de stemlijst? Dan mag je stemmen.",
            en="If you are on the voting register, you may vote.",
        ),
        Sentence(
            "object",
            legal="Iedere stemgerechtigde kan tegen een voorstel bezwaar maken, onder opgave van redenen.",
            nl="Wie mag stemmen, mag ook bezwaar maken. Vertel er wel bij waarom.",
            en="Whoever may vote may also object. You do need to say why.",
        ),
        Sentence(
            "answer",
            legal=(
                "Een bezwaar wordt binnen {answer_days} beantwoord door wie het voorstel heeft gedaan "
                "of door het bestuur."
            ),
            nl="Wie het voorstel deed, geeft binnen {answer_days} antwoord. Het bestuur mag dat ook doen.",
            en="Whoever made the proposal answers within {answer_days}. The board may do so too.",
        ),
        Sentence(
            "overrule",
            legal="Aan een bezwaar dat gehandhaafd blijft, kan {body} met dezelfde meerderheid voorbijgaan.",
            nl="Blijft een bezwaar staan? Dan kan {body} toch doorgaan. Dat vraagt even veel stemmen.",
            en="If an objection remains, {body} can still overrule it with the same share of votes.",
            when=chosen("way", Way.CONSENT),
        ),
        Sentence(
            "tie",
            legal=(
                "Bij staking van stemmen is het voorstel verworpen. Krijgen bij een keuze uit meer mogelijkheden de hoogste "
                "evenveel steun, dan is geen keuze gemaakt."
            ),
            nl=(
                "Evenveel stemmen voor als tegen? Dan gaat het niet door. "
                "Krijgen keuzes evenveel steun? Dan is er geen keuze gemaakt."
            ),
            en=(
                "As many votes for as against? Then it does not go ahead. "
                "Do options have equal support? Then no choice is made."
            ),
            when=chosen("tie", TieRule.NO_DECISION),
        ),
        Sentence(
            "lot",
            legal=(
                "Bij staking van stemmen is het voorstel verworpen. Krijgen bij een keuze uit meer mogelijkheden de hoogste "
                "evenveel steun, dan beslist het lot."
            ),
            nl=(
                "Evenveel stemmen voor als tegen? Dan gaat het niet door. "
                "Krijgen keuzes evenveel steun? Dan loten we."
            ),
            en=(
                "As many votes for as against? Then it does not go ahead. "
                "Do options have equal support? Then we draw lots."
            ),
            when=chosen("tie", TieRule.LOT),
        ),
        Sentence(
            "open",
            legal="Gestemd wordt openlijk.",
            nl="Je kunt zien wie wat heeft gestemd.",
            en="You can see who voted what.",
            when=chosen("secrecy", Secrecy.OPEN),
        ),
        Sentence(
            "secret",
            legal="Gestemd wordt in het geheim.",
            nl="Niemand kan zien wat je hebt gestemd.",
            en="Nobody can see what you voted.",
            when=chosen("secrecy", Secrecy.SECRET),
        ),
        Sentence(
            "persons",
            legal="Over personen wordt steeds in het geheim gestemd.",
            nl="Gaat het over een mens? Dan is de stemming altijd geheim.",
            en="A vote about a person is always secret.",
        ),
        Sentence(
            "challenge",
            legal="Iedere stemgerechtigde kan de uitslag betwisten binnen {challenge_days} na de bekendmaking.",
            nl="Klopt de uitslag niet? Wie mocht stemmen, kan dat nog {challenge_days} melden.",
            en="If the outcome is wrong, whoever could vote can report this for {challenge_days}.",
        ),
        Sentence(
            "again",
            legal="Is de betwisting gegrond, dan vervalt de uitslag en wordt opnieuw gestemd.",
            nl="Klopt die melding? Dan stemmen we opnieuw.",
            en="If the report is well founded, we vote again.",
        ),
    ),
    rule=_decisions,
    law=("2:13 lid 3", "2:13 lid 4", "2:38 lid 1", "2:40 lid 1"),
    open_norms=(OpenNorm("gegrond", "well founded"),),
)


def _provisional(values: Values) -> Rule:
    return Rule(
        provisions=(
            Provision(
                "provisional",
                frozenset({"renew"}),
                (Requirement(body(values, "body"), notice_days=0),),
                in_clause("provisional", "renew"),
            ),
        ),
        duties=(Duty("provisional.warn", in_clause("provisional", "warn"), days=number(values, "warning")),),
        settings=Settings(provisional_months=number(values, "months")),
    )


PROVISIONAL = Clause(
    id="provisional",
    title=Words("Voorlopige besluiten", "Provisional decisions"),
    theme=THEME,
    parameters=(
        Parameter(
            "months",
            months(1, 36),
            12,
            6,
            Words(
                "Hoeveel maanden geldt een voorlopig besluit?",
                "For how many months does a provisional decision hold?",
            ),
            Words(
                "Zo kun je iets uitproberen. Daarna kijk je of het werkt.",
                "This lets you try something out. After that you see whether it works.",
            ),
        ),
        Parameter(
            "warning",
            days(7, 60),
            14,
            28,
            Words(
                "Hoeveel dagen voor het einde krijg je een seintje?",
                "How many days before the end do you get a reminder?",
            ),
            Words(
                "Dan is er nog tijd om het besluit te verlengen.",
                "Then there is still time to renew the decision.",
            ),
        ),
        body_parameter(
            Words("Wie kan een voorlopig besluit verlengen?", "Who can renew a provisional decision?")
        ),
    ),
    sentences=(
        Sentence(
            "lapse",
            legal="Een voorlopig besluit geldt ten hoogste {months} en vervalt daarna van rechtswege.",
            nl="Een voorlopig besluit geldt hooguit {months}. Daarna stopt het vanzelf.",
            en="A provisional decision holds for at most {months}. After that it ends by itself.",
        ),
        Sentence(
            "warn",
            legal="Ten minste {warning} voordat het vervalt, ontvangt iedere stemgerechtigde daarvan bericht.",
            nl="Je krijgt ten minste {warning} van tevoren een seintje.",
            en="You get a reminder at least {warning} beforehand.",
        ),
        Sentence(
            "renew",
            legal="Verlenging vergt telkens een nieuw besluit van {body}.",
            nl="Verlengen kan alleen met een nieuw besluit van {body}.",
            en="Renewal takes a new decision of {body} each time.",
        ),
    ),
    rule=_provisional,
    law=("2:40 lid 1",),
)


def _board(values: Values) -> Rule:
    return Rule(
        provisions=(
            Provision(
                "board",
                frozenset({"appoint:board", "dismiss:board"}),
                (_board_decision(values, "appoints"), *_agreed(values)),
                in_clause("board", "appoints"),
            ),
            Provision(
                "board.partners",
                frozenset({"grant:social_shareholder"}),
                (_board_decision(values, "partners"),),
                in_clause("board", "partners"),
            ),
        ),
        powers=(
            _board_power("records", "register"),
            _board_power("everyday", "invite", "issue_share"),
            _board_power(
                "standings",
                "grant:participant",
                "grant:volunteer",
                "grant:certificate_holder",
                "grant:funder",
            ),
        ),
        settings=Settings(
            board_seats=number(values, "seats"),
            board_term_months=number(values, "term"),
            stand_in=body(values, "stand_in"),
        ),
    )


def _board_decision(values: Values, name: str) -> Requirement:
    """The decision of the body that a parameter names; the board itself needs no notice."""
    decides = body(values, name)
    return Requirement(decides, notice_days=0 if decides is Body.BOARD else number(values, "notice"))


def _agreed(values: Values) -> tuple[Requirement, ...]:
    """The yes of the bodies that must agree to who is on the board as well."""
    return tuple(Requirement(each, notice_days=number(values, "notice")) for each in bodies(values, "agrees"))


def _any_agree(values: Values) -> bool:
    return bool(bodies(values, "agrees"))


def _board_power(sentence: str, *acts: str) -> Power:
    return Power(
        f"board.{sentence}", frozenset(acts), frozenset({Standing.BOARD}), in_clause("board", sentence)
    )


def _others_decide(values: Values) -> bool:
    named = (body(values, name) for name in ("appoints", "partners"))
    return _any_agree(values) or any(each is not Body.BOARD for each in named)


BOARD = Clause(
    id="board",
    title=Words("Het bestuur", "The board"),
    theme=THEME,
    parameters=(
        Parameter(
            "seats",
            Whole(2, 15),
            3,
            5,
            Words("Hoeveel mensen zitten er in het bestuur?", "How many people are on the board?"),
            Words("Een oneven aantal beslist makkelijker.", "An odd number decides more easily."),
        ),
        Parameter(
            "term",
            months(6, 72),
            36,
            24,
            Words("Voor hoeveel maanden kies je iemand?", "For how many months is someone chosen?"),
            Words("Daarna kan iemand opnieuw gekozen worden.", "After that, someone can be chosen again."),
        ),
        Parameter(
            "appoints",
            one_body(Body.GENERAL_MEETING, Body.BOARD, Body.PARTICIPANTS_COUNCIL, Body.SUPERVISORY_BOARD),
            Body.GENERAL_MEETING.value,
            Body.BOARD.value,
            Words("Wie kiest het bestuur?", "Who chooses the board?"),
            Words(
                "In een vereniging of coöperatie kiezen de leden. In een stichting kan het ook anders.",
                "In an association or cooperative the members choose. In a foundation it can be done differently.",
            ),
        ),
        Parameter(
            "agrees",
            some_bodies(Body.PARTICIPANTS_COUNCIL, Body.VOLUNTEERS, Body.SUPERVISORY_BOARD),
            (),
            (Body.PARTICIPANTS_COUNCIL.value,),
            Words(
                "Wie moet het goed vinden wie in het bestuur komt?",
                "Who else must agree to who is on the board?",
            ),
            Words(
                "Kiest één raad het bestuur alleen? Dan heeft die raad eigenlijk alles.",
                "If one council chooses the board by itself, that council really holds everything.",
            ),
        ),
        Parameter(
            "partners",
            one_body(Body.GENERAL_MEETING, Body.BOARD, Body.SUPERVISORY_BOARD),
            Body.GENERAL_MEETING.value,
            Body.BOARD.value,
            Words(
                "Wie beslist wie sociaal aandeelhouder wordt?",
                "Who decides who becomes a social shareholder?",
            ),
            Words(
                "Een sociaal aandeelhouder is een partner, zoals een gemeente of een fonds.",
                "A social shareholder is a partner, such as a municipality or a fund.",
            ),
        ),
        Parameter(
            "notice",
            days(7, 90),
            7,
            14,
            Words(
                "Hoeveel dagen van tevoren hoort iedereen dat jullie hierover stemmen?",
                "How many days beforehand does everyone hear that you vote on this?",
            ),
            Words(
                "Beslist het bestuur zelf, dan geldt deze termijn niet.",
                "If the board itself decides, this term does not apply.",
            ),
        ),
        Parameter(
            "stand_in",
            one_body(Body.GENERAL_MEETING, Body.PARTICIPANTS_COUNCIL, Body.SUPERVISORY_BOARD),
            Body.GENERAL_MEETING.value,
            Body.PARTICIPANTS_COUNCIL.value,
            Words(
                "Wie wijst een vervanger aan als het hele bestuur wegvalt?",
                "Who names a stand-in if the whole board is absent?",
            ),
            Words("De wet vraagt om deze afspraak.", "The law asks for this rule."),
        ),
    ),
    sentences=(
        Sentence(
            "seats",
            legal="Het bestuur bestaat uit {seats} natuurlijke personen.",
            nl="In het bestuur zitten {seats} mensen.",
            en="There are {seats} people on the board.",
        ),
        Sentence(
            "term",
            legal="Een bestuurder wordt benoemd voor {term} en is daarna herbenoembaar.",
            nl="Je zit {term} in het bestuur. Daarna kun je opnieuw gekozen worden.",
            en="You are on the board for {term}. After that you can be chosen again.",
        ),
        Sentence(
            "appoints",
            legal="Benoeming en ontslag van bestuurders geschieden door {appoints}.",
            nl="Over wie erin komt en wie eruit gaat, beslist {appoints}.",
            en="Who joins and who leaves is decided by {appoints}.",
        ),
        Sentence(
            "agrees",
            legal="Een benoeming of ontslag behoeft tevens de instemming van {agrees}.",
            nl="Dat gaat niet door zonder een ja van {agrees}.",
            en="It also takes a yes from {agrees}.",
            when=_any_agree,
        ),
        Sentence(
            "partners",
            legal="Over de inschrijving als sociaal aandeelhouder beslist {partners}.",
            nl="Over wie sociaal aandeelhouder wordt, beslist {partners}.",
            en="Who becomes a social shareholder is decided by {partners}.",
        ),
        Sentence(
            "notice",
            legal=(
                "Beslist op grond van deze bepaling een ander orgaan dan het bestuur, "
                "dan wordt het ten minste {notice} tevoren opgeroepen."
            ),
            nl="Beslist iemand anders dan het bestuur? Dan hoor je het ten minste {notice} van tevoren.",
            en="If anyone other than the board decides, you hear so at least {notice} beforehand.",
            when=_others_decide,
        ),
        Sentence(
            "stand_in",
            legal=(
                "Bij ontstentenis of belet van alle bestuurders wijst {stand_in} een of meer personen aan "
                "die het bestuur tijdelijk waarnemen."
            ),
            nl="Valt het hele bestuur weg? Dan wijst {stand_in} tijdelijk iemand aan.",
            en="If the whole board is absent, {stand_in} names someone for the time being.",
        ),
        Sentence(
            "records",
            legal="Het bestuur houdt de administratie en de registers bij.",
            nl="Het bestuur houdt de administratie bij.",
            en="The board keeps the records.",
        ),
        Sentence(
            "everyday",
            legal="Het bestuur is bevoegd personen uit te nodigen en, waar deze regels aandelen kennen, die uit te geven.",
            nl="Het bestuur mag mensen uitnodigen. Werken we met aandelen? Dan geeft het bestuur die uit.",
            en="The board may invite people. If we work with shares, the board issues them.",
        ),
        Sentence(
            "standings",
            legal="Het bestuur schrijft deelnemers, vrijwilligers, certificaathouders en financiers in.",
            nl="Het bestuur schrijft deelnemers, vrijwilligers, certificaathouders en financiers in.",
            en="The board registers participants, volunteers, certificate holders and funders.",
        ),
        Sentence(
            "within",
            legal="Het bestuur handelt binnen de grenzen van het doel en van deze regels.",
            nl="Het bestuur blijft binnen ons doel en binnen deze regels.",
            en="The board stays within our purpose and within these rules.",
        ),
    ),
    rule=_board,
    law=("2:37", "2:44 lid 1", "2:44 lid 5", "2:286 lid 4 onder c", "2:291 lid 5"),
)


def _offices(values: Values) -> Rule:
    offices = (
        (Body.PARTICIPANTS_COUNCIL, "council"),
        (Body.GUARDIAN, "guardian"),
        (Body.SUPERVISORY_BOARD, "supervisory"),
    )
    board = (Requirement(Body.BOARD, notice_days=number(values, "notice")),) if flag(values, "agrees") else ()
    return Rule(
        provisions=tuple(
            Provision(
                f"offices.{office}",
                frozenset({f"appoint:{office}", f"dismiss:{office}"}),
                (
                    at_least(
                        body(values, name), share(values, "majority"), notice_days=number(values, "notice")
                    ),
                    *board,
                ),
                in_clause("offices", name),
            )
            for office, name in offices
            if body(values, name) is not Body.NOBODY
        )
    )


def _has(name: str) -> Sentence:
    """The sentence for one office; it is left out when the collective does not have the office."""
    legal, nl, en = {
        "council": (
            "Benoeming en ontslag van leden van de deelnemersraad geschieden door {council}.",
            "Over wie in de deelnemersraad zit, beslist {council}.",
            "Who is on the participants' council is decided by {council}.",
        ),
        "guardian": (
            "Benoeming en ontslag van de bewaarder, die waakt over doel en vermogen, geschieden door {guardian}.",
            "De bewaarder let op ons doel en ons bezit. Over wie dat is, beslist {guardian}.",
            "The guardian watches over our purpose and our assets. Who that is, is decided by {guardian}.",
        ),
        "supervisory": (
            "Benoeming en ontslag van leden van de raad van toezicht geschieden door {supervisory}.",
            "Over wie in de raad van toezicht zit, beslist {supervisory}.",
            "Who is on the supervisory board is decided by {supervisory}.",
        ),
    }[name]
    return Sentence(name, legal, nl, en, when=not_chosen(name, Body.NOBODY))


def _any_office(values: Values) -> bool:
    return any(body(values, name) is not Body.NOBODY for name in ("council", "guardian", "supervisory"))


def _board_agrees(values: Values) -> bool:
    return _any_office(values) and flag(values, "agrees")


def _no_office(values: Values) -> bool:
    return not _any_office(values)


OFFICES = Clause(
    id="offices",
    title=Words("Wie toezicht houdt en meekijkt", "Who watches over us"),
    theme=THEME,
    parameters=(
        Parameter(
            "council",
            one_body(Body.PARTICIPANTS_COUNCIL, Body.GENERAL_MEETING, Body.BOARD, Body.NOBODY),
            Body.PARTICIPANTS_COUNCIL.value,
            Body.GENERAL_MEETING.value,
            Words("Wie kiest de deelnemersraad?", "Who chooses the participants' council?"),
            Words(
                "De raad is het sterkst als deelnemers zelf kiezen.",
                "The council is strongest when participants choose it themselves.",
            ),
        ),
        Parameter(
            "guardian",
            one_body(Body.FEDERATION, Body.GENERAL_MEETING, Body.SUPERVISORY_BOARD, Body.NOBODY),
            Body.FEDERATION.value,
            Body.GENERAL_MEETING.value,
            Words("Wie benoemt de bewaarder?", "Who appoints the guardian?"),
            Words(
                "De bewaarder staat een beetje buiten de groep en let op het doel en het bezit.",
                "The guardian stands somewhat apart and watches over the purpose and the assets.",
            ),
        ),
        Parameter(
            "supervisory",
            one_body(Body.GENERAL_MEETING, Body.PARTICIPANTS_COUNCIL, Body.SUPERVISORY_BOARD, Body.NOBODY),
            Body.GENERAL_MEETING.value,
            Body.PARTICIPANTS_COUNCIL.value,
            Words("Wie benoemt de raad van toezicht?", "Who appoints the supervisory board?"),
            Words(
                "In een vereniging of coöperatie doen de leden dit. Veel kleine groepen hebben geen raad van toezicht.",
                "In an association or cooperative the members do this. Many small groups have no supervisory board.",
            ),
        ),
        majority_parameter(
            HALF,
            TWO_THIRDS,
            Words(
                "Hoeveel stemmen zijn nodig voor zo’n benoeming?",
                "How many votes does such an appointment take?",
            ),
        ),
        Parameter(
            "agrees",
            YesNo(Words("ja", "yes"), Words("nee", "no")),
            default=False,
            other=True,
            question=Words(
                "Moet het bestuur zo’n benoeming ook goed vinden?",
                "Must the board agree to such an appointment too?",
            ),
            hint=Words(
                "Zo kan niet één raad alle andere vullen.",
                "This way no single council can fill all others.",
            ),
        ),
        Parameter(
            "notice",
            days(7, 90),
            30,
            42,
            Words(
                "Hoeveel dagen van tevoren hoort iedereen van een benoeming?",
                "How many days beforehand does everyone hear of an appointment?",
            ),
            Words(
                "Meer tijd maakt het moeilijker om een raad ineens over te nemen.",
                "More time makes it harder to take over a council all at once.",
            ),
        ),
    ),
    sentences=(
        _has("council"),
        _has("guardian"),
        _has("supervisory"),
        Sentence(
            "majority",
            legal="Een besluit daartoe wordt genomen met {majority} van de uitgebrachte stemmen.",
            nl="Daarvoor is {majority} van de stemmen nodig.",
            en="This takes {majority} of the votes cast.",
            when=_any_office,
        ),
        Sentence(
            "agrees",
            legal="Een benoeming of ontslag op grond van deze bepaling behoeft tevens de instemming van het bestuur.",
            nl="Daarbij is ook een ja nodig van het bestuur.",
            en="It also takes a yes from the board.",
            when=_board_agrees,
        ),
        Sentence(
            "notice",
            legal="Een benoeming of ontslag op grond van deze bepaling wordt ten minste {notice} tevoren aangekondigd.",
            nl="Een benoeming of ontslag hoor je ten minste {notice} van tevoren.",
            en="You hear of an appointment or dismissal at least {notice} beforehand.",
            when=_any_office,
        ),
        Sentence(
            "nobody",
            legal="Het collectief kent geen deelnemersraad, bewaarder of raad van toezicht.",
            nl="We hebben geen deelnemersraad, geen bewaarder en geen raad van toezicht.",
            en="We have no participants' council, no guardian and no supervisory board.",
            when=_no_office,
        ),
    ),
    rule=_offices,
    law=("2:37 lid 2", "2:47a lid 1", "2:286 lid 4 onder c"),
)

CLAUSES = (DECISIONS, PROVISIONAL, BOARD, OFFICES)
