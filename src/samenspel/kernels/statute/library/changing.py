"""How the rules themselves change, and which of them are under a lock."""

from samenspel.kernels.statute.clause import Clause, Sentence, Values, Words
from samenspel.kernels.statute.library.parts import (
    EVERY_GUARD,
    GUARDS,
    NOTICE,
    REPLY,
    THREE_QUARTERS,
    TWO_THIRDS,
    body_parameter,
    guards,
    guards_parameter,
    majority_parameter,
    notice_parameter,
    reply_parameter,
)
from samenspel.kernels.statute.library.reading import body, chosen, number, share
from samenspel.kernels.statute.model import Provision, Rule, at_least, in_clause
from samenspel.kernels.statute.vocabulary import AMEND_ANYTHING, Body

THEME = Words("De spelregels veranderen", "Changing the rules")


def _amendment(values: Values) -> Rule:
    return Rule(
        provisions=(
            Provision(
                "amendment",
                frozenset({AMEND_ANYTHING}),
                (
                    at_least(
                        body(values, "body"), share(values, "majority"), notice_days=number(values, "notice")
                    ),
                ),
                in_clause("amendment", "majority"),
            ),
        )
    )


AMENDMENT = Clause(
    id="amendment",
    title=Words("Spelregels veranderen", "Changing the rules"),
    theme=THEME,
    parameters=(
        body_parameter(Words("Wie kan de spelregels veranderen?", "Who can change the rules?")),
        majority_parameter(TWO_THIRDS, THREE_QUARTERS),
        notice_parameter(),
    ),
    sentences=(
        Sentence(
            "majority",
            legal=(
                "Wijziging van deze regels vergt een besluit van {body}, "
                "genomen met {majority} van de uitgebrachte stemmen."
            ),
            nl="Over nieuwe spelregels beslist {body}. Daarvoor is {majority} van de stemmen nodig.",
            en="New rules are decided on by {body}. This takes {majority} of the votes cast.",
        ),
        Sentence(
            "notice",
            legal=(
                "De voorgestelde tekst wordt ten minste {notice} voor de stemming woordelijk bekendgemaakt "
                "aan wie daarover stemt."
            ),
            nl="Wie erover stemt, krijgt de nieuwe tekst ten minste {notice} van tevoren.",
            en="Those who vote on them get the new text at least {notice} beforehand.",
        ),
        Sentence(
            "stricter",
            legal="Stelt een andere bepaling verdergaande eisen, dan moet ook daaraan zijn voldaan.",
            nl="Vraagt een andere regel meer? Dan geldt die ook.",
            en="If another rule asks for more, that rule applies as well.",
        ),
        Sentence(
            "deed",
            legal="Schrijft de wet een notariële akte voor, dan werkt een wijziging pas nadat die akte is verleden.",
            nl="Soms moet de notaris een verandering vastleggen. Dan geldt die pas daarna.",
            en="Sometimes a notary must record a change. Then it only counts after that.",
        ),
    ),
    rule=_amendment,
    law=("2:42", "2:43", "2:293"),
)

LOCKED = (
    "board",
    "board.partners",
    "offices",
    "offices.participants_council",
    "offices.guardian",
    "offices.supervisory_board",
    "partners",
    "counter_voice",
    "voices",
    "decisions",
    "decisions.overrule",
    "entrenchment",
    "entrenchment.votes",
)
"""The clauses and provisions under the lock: appointments, votes and voices."""


def _entrenchment(values: Values) -> Rule:
    decision = at_least(body(values, "body"), share(values, "majority"), notice_days=number(values, "notice"))
    lock = Provision(
        "entrenchment",
        frozenset(f"amend:{place}" for place in LOCKED),
        (decision, *guards(values)),
        in_clause("entrenchment", "majority"),
        self_protecting=True,
    )
    if body(values, "body") is not Body.GENERAL_MEETING:
        return Rule(provisions=(lock,))
    # No act falls under it: it exists so that taking it away is an amendment that the lock holds.
    votes = Provision("entrenchment.votes", frozenset(), (), in_clause("entrenchment", "one_vote"))
    return Rule(provisions=(lock, votes))


ENTRENCHMENT = Clause(
    id="entrenchment",
    title=Words("Op slot: benoemen, stemmen en meepraten", "Locked: appointing, voting and speaking"),
    theme=THEME,
    parameters=(
        body_parameter(Words("Wie kan een regel op slot veranderen?", "Who can change a locked rule?")),
        majority_parameter(THREE_QUARTERS, TWO_THIRDS),
        guards_parameter(
            EVERY_GUARD,
            (Body.PARTICIPANTS_COUNCIL, Body.PARTNERS, Body.GUARDIAN),
            (Body.PARTICIPANTS_COUNCIL,),
        ),
        notice_parameter(),
        reply_parameter(),
    ),
    sentences=(
        Sentence(
            "one_vote",
            legal="Ieder lid heeft in de algemene vergadering evenveel stem als ieder ander lid.",
            nl="Elk lid heeft evenveel stem.",
            en="Every member has an equal vote.",
            when=chosen("body", Body.GENERAL_MEETING),
        ),
        Sentence(
            "locked",
            legal=(
                "Onder dit slot vallen de bepalingen over het bestuur, de benoeming in andere organen, "
                "het meepraten, de besluitvorming, het tegengeluid en de sociaal aandeelhouders, en deze bepaling zelf."
            ),
            nl=(
                "Sommige regels zitten op slot. Dat zijn de regels over bestuur, benoemen, meepraten en beslissen. "
                "Ook tegengeluid en partners horen erbij, en deze regel zelf."
            ),
            en=(
                "Some rules are locked. These are the rules on the board, appointing, speaking and deciding. "
                "Counter-voice and partners belong to them too, and so does this rule itself."
            ),
        ),
        Sentence(
            "majority",
            legal=(
                "Wijziging van een bepaling onder dit slot vergt een besluit van {body}, "
                "genomen met {majority} van de uitgebrachte stemmen."
            ),
            nl="Zo’n regel veranderen kan alleen met een besluit van {body}. Daarvoor is {majority} van de stemmen nodig.",
            en="Changing such a rule takes a decision of {body}, with {majority} of the votes cast.",
        ),
        GUARDS,
        NOTICE,
        REPLY,
    ),
    rule=_entrenchment,
    law=("2:37", "2:38 lid 1", "2:43 lid 3", "2:293"),
)

CLAUSES = (AMENDMENT, ENTRENCHMENT)
