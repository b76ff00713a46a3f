"""Joining, leaving, being suspended, and what members contribute."""

from samenspel.kernels.statute.clause import Clause, Parameter, Sentence, Values, Words
from samenspel.kernels.statute.domains import Euro, Minutes, Part, YesNo, days, people
from samenspel.kernels.statute.library.parts import SPECIAL, TWO_THIRDS
from samenspel.kernels.statute.library.reading import (
    bodies,
    body,
    flag,
    none,
    number,
    share,
    some,
)
from samenspel.kernels.statute.library.words import one_body, some_bodies
from samenspel.kernels.statute.model import (
    HALF,
    Duty,
    Limit,
    Provision,
    Requirement,
    Rule,
    Settings,
    Share,
    at_least,
    in_clause,
)
from samenspel.kernels.statute.vocabulary import Body

THEME = Words("Erbij komen en weggaan", "Joining and leaving")


def _admission(values: Values) -> Rule:
    decides, notice, careful = body(values, "decides"), number(values, "notice"), number(values, "careful")
    lock = tuple(
        at_least(guard, share(values, "guards_majority"), notice_days=careful)
        for guard in bodies(values, "guards")
    )
    return Rule(
        provisions=(
            Provision(
                "admission",
                frozenset({"admit"}),
                (
                    at_least(
                        decides,
                        share(values, "majority"),
                        notice_days=0 if decides is Body.BOARD else notice,
                    ),
                ),
                in_clause("admission", "decides"),
            ),
            # No act falls under it: it exists so that loosening the growth of the group is an amendment of it.
            Provision("admission.inflow", frozenset(), (), in_clause("admission", "cap")),
            Provision(
                "admission.suspension",
                frozenset({"suspend"}),
                (Requirement(body(values, "expels"), notice_days=careful),),
                in_clause("admission", "expels"),
            ),
            Provision(
                "admission.appeal",
                frozenset({"reinstate"}),
                (Requirement(Body.GENERAL_MEETING, notice_days=notice),),
                in_clause("admission", "appeal"),
            ),
            Provision(
                "admission.lock",
                frozenset({"amend:admission", "amend:admission.inflow", "amend:admission.suspension"}),
                lock,
                in_clause("admission", "lock"),
                self_protecting=True,
            ),
        ),
        limits=(
            Limit(
                "admission.cap",
                frozenset({"admit"}),
                "admitted_this_year",
                in_clause("admission", "cap"),
                share=share(values, "cap"),
                of="members_a_year_ago",
                grace=number(values, "always"),
            ),
        ),
        settings=Settings(
            inflow_cap=share(values, "cap"),
            founding_days=number(values, "founding"),
            waiting_days=number(values, "waiting"),
            trial_days=number(values, "trial"),
            appeal_days=number(values, "appeal"),
        ),
    )


ADMISSION = Clause(
    id="admission",
    title=Words("Lid worden en weggaan", "Becoming a member and leaving"),
    theme=THEME,
    parameters=(
        Parameter(
            "decides",
            one_body(Body.BOARD, Body.GENERAL_MEETING),
            Body.BOARD.value,
            Body.GENERAL_MEETING.value,
            Words("Wie beslist of iemand lid wordt?", "Who decides whether someone becomes a member?"),
            Words(
                "Beslist alleen het bestuur? Dan kan het ook alleen vrienden toelaten.",
                "If the board alone decides, it could admit only its friends.",
            ),
        ),
        Parameter(
            "majority",
            SPECIAL,
            HALF,
            TWO_THIRDS,
            Words("Hoeveel stemmen zijn daarvoor nodig?", "How many votes does that take?"),
            Words(
                "Wie beslist over nieuwe leden, beslist later over alles. Kies dus liever meer dan de helft.",
                "Who decides on new members later decides on everything. So better choose more than half.",
            ),
        ),
        Parameter(
            "cap",
            Part(Share(1, 20), HALF),
            Share(1, 5),
            Share(1, 10),
            Words(
                "Met welk deel mag de groep in een jaar groeien?",
                "By what part may the group grow in one year?",
            ),
            Words(
                "Zo kan niemand de groep in één keer overnemen met nieuwe leden.",
                "This way nobody can take over the group at once with new members.",
            ),
        ),
        Parameter(
            "always",
            people(0, 20),
            3,
            5,
            Words(
                "Hoeveel mensen mogen er elk jaar bij, hoe klein jullie ook zijn?",
                "How many people may always join in a year, however small you are?",
            ),
            Words(
                "Een groep van vier kan anders niemand toelaten.",
                "Otherwise a group of four could not admit anyone.",
            ),
        ),
        Parameter(
            "trial",
            days(0, 365),
            0,
            90,
            Words("Hoeveel dagen ben je eerst proeflid?", "For how many days are you a trial member first?"),
            Words("Nul betekent: geen proeftijd.", "Zero means: no trial period."),
        ),
        Parameter(
            "waiting",
            days(0, 730),
            180,
            90,
            Words(
                "Na hoeveel dagen mag een nieuw lid meestemmen?",
                "After how many days may a new member vote?",
            ),
            Words(
                "Nul betekent: meteen. Meepraten mag altijd meteen.",
                "Zero means: straight away. Talking is always possible straight away.",
            ),
        ),
        Parameter(
            "founding",
            days(0, 365),
            90,
            30,
            Words(
                "Hoelang hoor je nog bij de oprichters?",
                "For how long does one still belong to the founders?",
            ),
            Words(
                "Wie in die tijd lid wordt, is meteen gewoon lid en telt niet mee voor de groei.",
                "Whoever joins in that time is an ordinary member at once and does not count as growth.",
            ),
        ),
        Parameter(
            "expels",
            one_body(Body.PARTICIPANTS_COUNCIL, Body.BOARD, Body.GENERAL_MEETING),
            Body.PARTICIPANTS_COUNCIL.value,
            Body.BOARD.value,
            Words("Wie kan een lid schorsen of wegsturen?", "Who can suspend or expel a member?"),
            Words(
                "Kies liever niet wie er belang bij heeft om mensen weg te sturen.",
                "Better not to choose those who gain from sending people away.",
            ),
        ),
        Parameter(
            "appeal",
            days(31, 180),
            31,
            60,
            Words(
                "Hoeveel dagen heeft een lid om in beroep te gaan?",
                "How many days does a member have to appeal?",
            ),
            Words("De wet vraagt ten minste een maand.", "The law asks for at least one month."),
        ),
        Parameter(
            "notice",
            days(7, 90),
            7,
            14,
            Words(
                "Hoeveel dagen van tevoren hoor je dat de ledenvergadering over een lid beslist?",
                "How many days beforehand do you hear that the general meeting decides on a member?",
            ),
            Words(
                "Dit geldt voor lid worden en voor beroep.",
                "This applies to joining and to appeals.",
            ),
        ),
        Parameter(
            "careful",
            days(7, 90),
            14,
            21,
            Words(
                "Hoeveel dagen van tevoren hoor je dat iemand geschorst of weggestuurd kan worden?",
                "How many days beforehand do you hear that someone may be suspended or expelled?",
            ),
            Words(
                "Dit geldt ook als jullie deze regel willen veranderen.",
                "This also applies when you want to change this rule.",
            ),
        ),
        Parameter(
            "guards",
            some_bodies(Body.PARTICIPANTS_COUNCIL, Body.GENERAL_MEETING, Body.GUARDIAN, lowest=1),
            (Body.PARTICIPANTS_COUNCIL.value,),
            (Body.GENERAL_MEETING.value,),
            Words(
                "Wie moet het goed vinden als deze regel verandert?", "Who must agree when this rule changes?"
            ),
            Words(
                "Wie dit verandert, kan daarna alles veranderen. Zet het dus goed op slot.",
                "Whoever changes this can then change everything. So lock it well.",
            ),
        ),
        Parameter(
            "guards_majority",
            SPECIAL,
            HALF,
            TWO_THIRDS,
            Words("Hoeveel stemmen zijn daarvoor nodig?", "How many votes does that take?"),
            Words(
                "Kies meer dan de helft als alleen de ledenvergadering waakt.",
                "Choose more than half if only the general meeting keeps watch.",
            ),
        ),
    ),
    sentences=(
        Sentence(
            "apply",
            legal="Ieder kan zich schriftelijk of langs elektronische weg als lid aanmelden.",
            nl="Iedereen kan vragen om lid te worden.",
            en="Anyone can ask to become a member.",
        ),
        Sentence(
            "decides",
            legal=(
                "Toelating als lid vergt een besluit van {decides}, "
                "genomen met {majority} van de uitgebrachte stemmen."
            ),
            nl="Over wie lid wordt, beslist {decides}. Daarvoor is {majority} van de stemmen nodig.",
            en="Who becomes a member is decided by {decides}, with {majority} of the votes cast.",
        ),
        Sentence(
            "cap",
            legal=(
                "In een jaar worden niet meer leden toegelaten dan {cap} van het aantal leden aan het begin van dat jaar."
            ),
            nl="In een jaar groeien we met hooguit {cap}.",
            en="In one year we grow by at most {cap}.",
        ),
        Sentence(
            "always",
            legal="Ongeacht deze grens is er ieder jaar plaats voor {always}.",
            nl="Er is elk jaar plek voor {always}, ook als we met weinig zijn.",
            en="Every year there is room for {always}, even if we are few.",
            when=some("always"),
        ),
        Sentence(
            "trial",
            legal="Een nieuw lid is gedurende {trial} na de toelating proeflid.",
            nl="De eerste {trial} ben je proeflid.",
            en="For the first {trial} you are a trial member.",
            when=some("trial"),
        ),
        Sentence(
            "waiting",
            legal="Het stemrecht van een nieuw lid vangt aan {waiting} na de toelating.",
            nl="Na {waiting} mag je meestemmen.",
            en="After {waiting} you may vote.",
            when=some("waiting"),
        ),
        Sentence(
            "founding",
            legal=(
                "Wie binnen {founding} na de start van het collectief wordt toegelaten, geldt als oprichter: een "
                "groeigrens, proeftijd of wachttijd is op deze persoon niet van toepassing."
            ),
            nl=(
                "Word je lid in de eerste {founding} na de start? Dan hoor je bij de oprichters. "
                "Je bent meteen gewoon lid, en je telt niet mee voor de groei."
            ),
            en=(
                "If you join in the first {founding} after the start, you are one of the founders. "
                "You are an ordinary member at once, and you do not count as growth."
            ),
            when=some("founding"),
        ),
        Sentence(
            "leave",
            legal="Een lid kan het lidmaatschap te allen tijde opzeggen.",
            nl="Je kunt altijd weggaan.",
            en="You can leave at any time.",
        ),
        Sentence(
            "expels",
            legal=(
                "Schorsing van een lid en ontzetting uit het lidmaatschap vergen een besluit van {expels}, "
                "onder opgave van redenen."
            ),
            nl="Een lid schorsen of wegsturen kan alleen met een besluit van {expels}. Je hoort dan waarom.",
            en="Suspending or expelling a member takes a decision of {expels}. You are told why.",
        ),
        Sentence(
            "careful",
            legal="Een voorstel daartoe wordt ten minste {careful} tevoren bekendgemaakt, ook aan het lid.",
            nl="Dat hoor je ten minste {careful} van tevoren.",
            en="You hear so at least {careful} beforehand.",
        ),
        Sentence(
            "heard",
            legal="Het lid wordt gehoord voordat wordt besloten.",
            nl="Voor het besluit mag je zeggen wat jij ervan vindt.",
            en="Before the decision you may say what you think.",
        ),
        Sentence(
            "appeal",
            legal=(
                "Het lid kan binnen {appeal} na ontvangst van het besluit in beroep gaan "
                "bij de algemene vergadering, die het lid kan herstellen."
            ),
            nl="Ben je het er niet mee eens? Ga dan binnen {appeal} in beroep bij de ledenvergadering.",
            en="If you disagree, appeal to the general meeting within {appeal}.",
        ),
        Sentence(
            "meanwhile",
            legal="Gedurende de beroepstermijn en hangende het beroep is het lid geschorst.",
            nl="Tot die beslist, ben je geschorst.",
            en="Until it decides, you are suspended.",
        ),
        Sentence(
            "notice",
            legal=(
                "Een besluit van de algemene vergadering over toelating of beroep "
                "wordt ten minste {notice} tevoren aangekondigd."
            ),
            nl="Beslist de ledenvergadering over lid worden of beroep? Dan hoor je dat ten minste {notice} van tevoren.",
            en="If the general meeting decides on joining or on an appeal, you hear so at least {notice} beforehand.",
        ),
        Sentence(
            "lock",
            legal=(
                "Wijziging van deze bepaling vergt tevens de instemming van {guards}, "
                "met {guards_majority} van de uitgebrachte stemmen, na aankondiging ten minste {careful} tevoren."
            ),
            nl="Deze regel veranderen vraagt een ja van {guards}. Daarvoor is {guards_majority} van de stemmen nodig. Ook dat hoor je ten minste {careful} van tevoren.",
            en="Changing this rule takes a yes from {guards}, with {guards_majority} of the votes cast. You hear of that at least {careful} beforehand too.",
        ),
    ),
    rule=_admission,
    law=("2:33", "2:35", "2:35 lid 4", "2:36", "2:38 lid 1", "2:60"),
)


def _money(values: Values) -> bool:
    return number(values, "euro") > 0


def _work(values: Values) -> bool:
    return number(values, "minutes") > 0


def _dues(values: Values) -> str:
    """The sentence that says what is due every month."""
    if _money(values) and _work(values):
        return "either" if flag(values, "exchangeable") else "both"
    if _money(values):
        return "money"
    return "work" if _work(values) else "nothing"


def _contributions(values: Values) -> Rule:
    due = {"cents": number(values, "euro"), "minutes": number(values, "minutes")}
    amounts = tuple((unit, amount) for unit, amount in due.items() if amount)
    source = in_clause("contributions", _dues(values))
    return Rule(
        duties=(Duty("contributions.monthly", source, amounts=amounts),) if amounts else (),
        settings=Settings(
            contribution_cents=due["cents"],
            contribution_minutes=due["minutes"],
            contribution_exchangeable=flag(values, "exchangeable") if all(due.values()) else None,
            share_cents=number(values, "share"),
        ),
    )


CONTRIBUTIONS = Clause(
    id="contributions",
    title=Words("Wat leden bijdragen", "What members contribute"),
    theme=THEME,
    parameters=(
        Parameter(
            "euro",
            Euro(0, 100_000),
            500,
            1000,
            Words(
                "Hoeveel geld draagt een lid per maand bij?",
                "How much money does a member contribute each month?",
            ),
            Words(
                "Nul mag ook. Houd rekening met wie weinig heeft.",
                "Zero is fine too. Think of those who have little.",
            ),
        ),
        Parameter(
            "minutes",
            Minutes(0, 9600),
            240,
            480,
            Words(
                "Hoeveel tijd draagt een lid per maand bij?",
                "How much time does a member contribute each month?",
            ),
            Words("Nul mag ook.", "Zero is fine too."),
        ),
        Parameter(
            "exchangeable",
            YesNo(Words("of", "or"), Words("en ook", "and also")),
            default=True,
            other=False,
            question=Words(
                "Mag een lid kiezen tussen geld en tijd?", "May a member choose between money and time?"
            ),
            hint=Words(
                "Met nee vraag je allebei van ieder lid.",
                "With no, you ask both of every member.",
            ),
        ),
        Parameter(
            "share",
            Euro(0, 1_000_000),
            0,
            10_000,
            Words(
                "Hoeveel kost een aandeel als je lid wordt?", "How much is a share when you become a member?"
            ),
            Words("Nul betekent: een aandeel is niet nodig.", "Zero means: no share is needed."),
        ),
    ),
    sentences=(
        Sentence(
            "either",
            legal="Een lid is per maand naar eigen keuze {euro} of {minutes} eigen werk verschuldigd.",
            nl="Je draagt per maand {euro} bij of {minutes} werk. Je kiest zelf.",
            en="Each month you contribute {euro} or {minutes} of work. You choose.",
            when=lambda values: _dues(values) == "either",
        ),
        Sentence(
            "both",
            legal="Een lid is per maand zowel {euro} als {minutes} eigen werk verschuldigd.",
            nl="Je draagt per maand {euro} bij en ook {minutes} werk.",
            en="Each month you contribute {euro} and also {minutes} of work.",
            when=lambda values: _dues(values) == "both",
        ),
        Sentence(
            "money",
            legal="Een lid is per maand {euro} verschuldigd.",
            nl="Je draagt per maand {euro} bij.",
            en="Each month you contribute {euro}.",
            when=lambda values: _dues(values) == "money",
        ),
        Sentence(
            "work",
            legal="Een lid is per maand {minutes} eigen werk verschuldigd.",
            nl="Je draagt per maand {minutes} werk bij.",
            en="Each month you contribute {minutes} of work.",
            when=lambda values: _dues(values) == "work",
        ),
        Sentence(
            "nothing",
            legal="Een lid is geen periodieke bijdrage verschuldigd.",
            nl="Lid zijn kost niets per maand.",
            en="Being a member costs nothing each month.",
            when=lambda values: _dues(values) == "nothing",
        ),
        Sentence(
            "share",
            legal="Bij toetreding stort een lid {share} op een aandeel.",
            nl="Als je lid wordt, koop je een aandeel van {share}.",
            en="When you become a member, you buy a share of {share}.",
            when=some("share"),
        ),
        Sentence(
            "no_share",
            legal="Voor het lidmaatschap is geen aandeel vereist.",
            nl="Je hoeft geen aandeel te kopen.",
            en="You do not need to buy a share.",
            when=none("share"),
        ),
        Sentence(
            "increase",
            legal=(
                "Wie na een besluit tot verhoging het lidmaatschap opzegt binnen de termijn die de wet daarvoor stelt, "
                "is de verhoging niet verschuldigd."
            ),
            nl="Gaat de bijdrage omhoog? Dan kun je op tijd weggaan en betaal je de verhoging niet.",
            en="If the contribution goes up, you can leave in time and not pay the increase.",
        ),
    ),
    rule=_contributions,
    law=("2:27 lid 4 onder c", "2:34a", "2:36 lid 3"),
)

CLAUSES = (ADMISSION, CONTRIBUTIONS)
