"""The closed vocabulary: legal forms, bodies, standings and kinds of act. An unknown word is an error."""

from enum import StrEnum
from typing import NamedTuple


class UnknownWordError(ValueError):
    """A scope names a kind of act, body or standing that does not exist."""


class Form(StrEnum):
    """Legal form (rechtsvorm). `NONE_YET` is a group that has not chosen one."""

    NONE_YET = "none_yet"
    INFORMAL_ASSOCIATION = "informal_association"
    ASSOCIATION = "association"
    COOPERATIVE_WA = "cooperative_wa"
    COOPERATIVE_BA = "cooperative_ba"
    COOPERATIVE_UA = "cooperative_ua"
    FOUNDATION = "foundation"
    BV = "bv"


COOPERATIVES = frozenset({Form.COOPERATIVE_WA, Form.COOPERATIVE_BA, Form.COOPERATIVE_UA})
MEMBER_FORMS = COOPERATIVES | {Form.ASSOCIATION, Form.INFORMAL_ASSOCIATION, Form.NONE_YET}
"""Forms whose highest body is a general meeting of members. A group without a form binds itself by contract
and takes the association's rules as its own."""


class Body(StrEnum):
    """A body (orgaan) that can give or refuse consent by vote."""

    GENERAL_MEETING = "general_meeting"
    BOARD = "board"
    SUPERVISORY_BOARD = "supervisory_board"
    PARTICIPANTS_COUNCIL = "participants_council"
    VOLUNTEERS = "volunteers"
    PARTNERS = "partners"
    GUARDIAN = "guardian"
    FEDERATION = "federation"
    COMPLAINTS_COMMITTEE = "complaints_committee"
    COURT = "court"
    NOBODY = "nobody"


OUTSIDE_BODIES = frozenset({Body.FEDERATION, Body.COURT, Body.NOBODY})
"""Bodies that never vote on the platform itself."""


class Standing(StrEnum):
    """In what capacity someone acts (hoedanigheid). A person can have several at once."""

    ANYONE = "anyone"
    """Whoever passes by, also without an account."""
    PERSON = "person"
    """Someone who has signed in."""
    SELF = "self"
    """The person whom the act is about."""
    FOUNDER = "founder"
    """Started the collective."""
    MEMBER = "member"
    TRIAL_MEMBER = "trial_member"
    PARTICIPANT = "participant"
    VOLUNTEER = "volunteer"
    SOCIAL_SHAREHOLDER = "social_shareholder"
    CERTIFICATE_HOLDER = "certificate_holder"
    FUNDER = "funder"
    BOARD = "board"
    SUPERVISORY_BOARD = "supervisory_board"
    PARTICIPANTS_COUNCIL = "participants_council"
    GUARDIAN = "guardian"
    COMPLAINTS_COMMITTEE = "complaints_committee"
    ELIGIBLE = "eligible"
    """On the register of the vote the act is about."""
    OPENER = "opener"
    """Opened the proposal the act is about."""
    OBJECTOR = "objector"
    """Raised the objection the act is about."""
    SUSPENDED = "suspended"
    CLOCKWORK = "clockwork"
    """The platform itself, doing what a deadline asks."""


VOICE_CLASSES = (
    Standing.MEMBER,
    Standing.TRIAL_MEMBER,
    Standing.PARTICIPANT,
    Standing.VOLUNTEER,
    Standing.SOCIAL_SHAREHOLDER,
    Standing.CERTIFICATE_HOLDER,
    Standing.FUNDER,
)
"""Standings that are entered in the register of people; a member comes in by admission, the others by grant."""

OFFICES = (
    Standing.BOARD,
    Standing.SUPERVISORY_BOARD,
    Standing.PARTICIPANTS_COUNCIL,
    Standing.GUARDIAN,
    Standing.COMPLAINTS_COMMITTEE,
)
"""Standings that one is appointed to."""

SEATS: dict[Body, Standing] = {
    Body.GENERAL_MEETING: Standing.MEMBER,
    Body.BOARD: Standing.BOARD,
    Body.SUPERVISORY_BOARD: Standing.SUPERVISORY_BOARD,
    Body.PARTICIPANTS_COUNCIL: Standing.PARTICIPANTS_COUNCIL,
    Body.VOLUNTEERS: Standing.VOLUNTEER,
    Body.PARTNERS: Standing.SOCIAL_SHAREHOLDER,
    Body.GUARDIAN: Standing.GUARDIAN,
    Body.COMPLAINTS_COMMITTEE: Standing.COMPLAINTS_COMMITTEE,
}
"""Which standing gives a seat in which body."""


class Target(StrEnum):
    """What a kind of act may be aimed at."""

    NONE = "none"
    BODY = "body"
    STANDING = "standing"
    PROVISION = "provision"


class Kind(NamedTuple):
    """One kind of act: its identifier, what it is aimed at, and its name as a verb phrase in two languages."""

    id: str
    target: Target
    nl: str
    en: str


_KINDS = (
    # what a charter protects
    Kind("purpose", Target.NONE, "het doel veranderen", "change the purpose"),
    Kind("course", Target.NONE, "buiten het doel om een andere koers varen", "drift from the purpose"),
    Kind("dissolve", Target.NONE, "het collectief opheffen", "dissolve the collective"),
    Kind(
        "surplus",
        Target.NONE,
        "verdelen wat overblijft na opheffing",
        "divide what is left after dissolution",
    ),
    Kind("convert", Target.NONE, "omzetten in een andere rechtsvorm", "convert to another legal form"),
    Kind("merge", Target.NONE, "fuseren", "merge"),
    Kind("split", Target.NONE, "splitsen", "split the legal person"),
    Kind("distribute", Target.NONE, "winst uitkeren", "distribute profit"),
    Kind(
        "sell",
        Target.NONE,
        "gemeengoed of aandelen verkopen of bezwaren",
        "sell or encumber commons or shares",
    ),
    Kind("appoint", Target.BODY, "benoemen", "appoint"),
    Kind("dismiss", Target.BODY, "ontslaan uit een functie", "dismiss from office"),
    Kind("admit", Target.NONE, "iemand toelaten als lid", "admit someone as a member"),
    Kind("suspend", Target.NONE, "een lid schorsen of royeren", "suspend or expel a member"),
    Kind("reinstate", Target.NONE, "een lid herstellen na beroep", "reinstate a member on appeal"),
    Kind("amend", Target.PROVISION, "de spelregels veranderen", "amend the rules"),
    # everyday life
    Kind("resolve", Target.NONE, "een gewoon besluit nemen", "take an ordinary decision"),
    Kind("renew", Target.NONE, "een voorlopig besluit verlengen", "renew a provisional decision"),
    Kind("propose", Target.NONE, "een voorstel doen", "make a proposal"),
    Kind("speak", Target.NONE, "meepraten over een voorstel", "join the discussion of a proposal"),
    Kind("vote", Target.NONE, "stemmen", "vote"),
    Kind("object", Target.NONE, "bezwaar maken tegen een voorstel", "object to a proposal"),
    Kind("answer", Target.NONE, "een bezwaar beantwoorden", "answer an objection"),
    Kind("overrule", Target.NONE, "een bezwaar voorbijgaan", "overrule an objection"),
    Kind("challenge", Target.NONE, "een uitslag betwisten", "challenge an outcome"),
    Kind("counter", Target.NONE, "een tegengeluid laten horen", "make a counter-statement"),
    Kind("reply", Target.NONE, "antwoorden op een tegengeluid", "answer a counter-statement"),
    Kind("invite", Target.NONE, "iemand uitnodigen", "invite someone"),
    Kind("grant", Target.STANDING, "iemand een plek geven", "give someone a standing"),
    Kind("register", Target.NONE, "de administratie bijhouden", "keep the records"),
    Kind("issue_share", Target.NONE, "een aandeel uitgeven", "issue a share"),
    Kind(
        "exceed_earnings", Target.NONE, "meer betalen dan de verdienstengrens", "pay above the earnings limit"
    ),
    Kind("issue_unit", Target.NONE, "eigen munt uitgeven", "issue own coin"),
    Kind("pay", Target.NONE, "van de eigen rekening betalen", "pay from one's own account"),
    Kind("spend", Target.NONE, "uit de gezamenlijke kas betalen", "spend from the common purse"),
    Kind(
        "ask_payment", Target.NONE, "om onkosten of een vergoeding vragen", "ask for expenses or an allowance"
    ),
    Kind("fill_pot", Target.NONE, "een potje vullen", "fill a pot"),
    Kind("ask_pot", Target.NONE, "iets uit het eigen potje vragen", "ask for something from one's own pot"),
    Kind(
        "approve_pot", Target.NONE, "ja zeggen op een vraag uit een potje", "say yes to a request from a pot"
    ),
    Kind("plan_work", Target.NONE, "een taak op de lijst zetten", "put a task on the list"),
    Kind("do_work", Target.NONE, "meedoen met het werk", "take on work"),
    Kind("confirm_work", Target.NONE, "het werk van een ander bevestigen", "confirm someone else's work"),
    Kind("correct", Target.NONE, "een betaling terugdraaien", "correct a payment"),
    Kind("complain", Target.NONE, "een klacht indienen", "file a complaint"),
)
KINDS: dict[str, Kind] = {kind.id: kind for kind in _KINDS}

AMEND_ANYTHING = "amend:*"


def split_act(act: str) -> tuple[Kind, str]:
    """Split `kind:target` and check both words. Raises UnknownWordError."""
    name, _, target = act.partition(":")
    kind = KINDS.get(name)
    if kind is None:
        raise UnknownWordError(f"{act!r}: there is no kind of act {name!r}.")
    if kind.target is Target.NONE and target:
        raise UnknownWordError(f"{act!r}: {name} has no target.")
    if kind.target is not Target.NONE and not target:
        raise UnknownWordError(f"{act!r}: say at which {kind.target} {name} is aimed.")
    if kind.target is Target.BODY and target not in set(Body):
        raise UnknownWordError(f"{act!r}: there is no body {target!r}.")
    if kind.target is Target.STANDING and target not in set(Standing):
        raise UnknownWordError(f"{act!r}: there is no standing {target!r}.")
    return kind, target
