"""Parameters, sentences and requirements that several clauses share, so that one thing is said one way.

A majority that a sentence does not name is more than half of the votes cast; the clause on decisions says so.
"""

from samenspel.kernels.statute.clause import Parameter, Sentence, Value, Values, Words
from samenspel.kernels.statute.domains import Majority, days
from samenspel.kernels.statute.library.reading import bodies, number
from samenspel.kernels.statute.library.words import one_body, some_bodies
from samenspel.kernels.statute.model import HALF, Requirement, Share
from samenspel.kernels.statute.vocabulary import Body, Standing

FROM_OUTSIDE = frozenset({Body.GUARDIAN, Body.FEDERATION, Body.PARTNERS})
"""Bodies with people from outside, who get a longer term to answer."""

INVOLVED = (Standing.MEMBER, Standing.TRIAL_MEMBER, Standing.PARTICIPANT, Standing.VOLUNTEER)
"""Who takes part in what is done: with them work, accounts and asking begin."""
KEEPERS = frozenset({Standing.BOARD})
"""Who keeps records and purse."""

INSIDE_GUARDS = (Body.PARTICIPANTS_COUNCIL, Body.VOLUNTEERS, Body.SUPERVISORY_BOARD)
EVERY_GUARD = (*INSIDE_GUARDS, Body.PARTNERS, Body.GUARDIAN)

TWO_THIRDS = Share(2, 3)
THREE_QUARTERS = Share(3, 4)

SPECIAL = Majority(highest=Share(9, 10))
"""The usual majorities. Unanimity is left out: it would give each single person a veto."""


def body_parameter(question: Words, other: Body = Body.BOARD) -> Parameter:
    """Who decides. A foundation has no members, so there the board or the council decides."""
    return Parameter(
        name="body",
        domain=one_body(Body.GENERAL_MEETING, Body.BOARD, Body.PARTICIPANTS_COUNCIL),
        default=Body.GENERAL_MEETING.value,
        other=other.value,
        question=question,
        hint=Words(
            "Een stichting heeft geen leden. Kies daar het bestuur of de deelnemersraad.",
            "A foundation has no members. There, choose the board or the participants' council.",
        ),
    )


def majority_parameter(default: Share, other: Share, question: Words | None = None) -> Parameter:
    return Parameter(
        name="majority",
        domain=SPECIAL,
        default=default,
        other=other,
        question=question or Words("Hoeveel stemmen zijn daarvoor nodig?", "How many votes does that take?"),
        hint=Words(
            "We tellen de stemmen voor en tegen. Wie blanco stemt, telt niet mee.",
            "We count the votes for and against. A blank vote is not counted.",
        ),
    )


def notice_parameter(default: int = 14, other: int = 21) -> Parameter:
    return Parameter(
        name="notice",
        domain=days(7, 90),
        default=default,
        other=other,
        question=Words(
            "Hoeveel dagen van tevoren krijgt iedereen het voorstel?",
            "How many days beforehand does everyone get the proposal?",
        ),
        hint=Words(
            "Zo heeft iedereen tijd om na te denken en te komen.",
            "This gives everyone time to think and to come.",
        ),
    )


def reply_parameter() -> Parameter:
    return Parameter(
        name="reply",
        domain=days(7, 120),
        default=30,
        other=42,
        question=Words(
            "Hoeveel dagen krijgt wie van buiten meebeslist?",
            "How many days do those from outside get?",
        ),
        hint=Words(
            "Dit gaat over de bewaarder, de bond en de sociaal aandeelhouders. Die hebben vaak meer tijd nodig.",
            "This is about the guardian, the federation and the social shareholders. They often need more time.",
        ),
    )


def guards_parameter(
    options: tuple[Body, ...], default: tuple[Body, ...], other: tuple[Body, ...] = ()
) -> Parameter:
    """Bodies that must agree as well. A clause with `EVERY_GUARD` needs `reply_parameter` and `REPLY` too."""
    return Parameter(
        name="guards",
        domain=some_bodies(*options),
        default=_values(default),
        other=_values(other),
        question=Words("Wie moet het ook goed vinden?", "Who else must agree?"),
        hint=Words(
            "Kies alleen wie er bij jullie is. Niemand kiezen mag ook.",
            "Choose only those that you have. You may also choose nobody.",
        ),
    )


def _values(chosen: tuple[Body, ...]) -> Value:
    return tuple(each.value for each in chosen)


def _guarded(values: Values) -> bool:
    return bool(values["guards"])


def _guarded_from_outside(values: Values) -> bool:
    return not FROM_OUTSIDE.isdisjoint(bodies(values, "guards"))


GUARDS = Sentence(
    "guards",
    legal="Daarvoor is tevens de instemming vereist van {guards}.",
    nl="Ook nodig is een ja van {guards}.",
    en="It also takes a yes from {guards}.",
    when=_guarded,
)

NOTICE = Sentence(
    "notice",
    legal="Wie daarover stemt, ontvangt het voorstel ten minste {notice} voor de stemming.",
    nl="Wie erover stemt, krijgt het voorstel ten minste {notice} van tevoren.",
    en="Those who vote on it get the proposal at least {notice} beforehand.",
)

REPLY = Sentence(
    "reply",
    legal="Voor de bewaarder, de bond en de sociaal aandeelhouders bedraagt die termijn ten minste {reply}.",
    nl="Bewaarder, bond en sociaal aandeelhouders krijgen ten minste {reply}.",
    en="Guardian, federation and social shareholders get at least {reply}.",
    when=_guarded_from_outside,
)

SAME_WAY = Sentence(
    "same_way",
    legal="Deze bepaling kan slechts op dezelfde wijze worden gewijzigd.",
    nl="Deze regel veranderen kan alleen op dezelfde manier.",
    en="This rule can only be changed in the same way.",
)


def agrees(who: Body, values: Values) -> Requirement:
    """The consent of a body by more than half, with the longer term for those from outside."""
    term = number(values, "reply" if who in FROM_OUTSIDE else "notice")
    return Requirement(who, HALF, notice_days=term)


def guards(values: Values) -> tuple[Requirement, ...]:
    """The consent of every guard."""
    return tuple(agrees(guard, values) for guard in bodies(values, "guards"))
