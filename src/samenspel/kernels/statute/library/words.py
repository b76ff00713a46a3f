"""The words for bodies, standings and acts as they stand inside a sentence, with the terms of law beside them."""

from typing import NamedTuple

from samenspel.kernels.statute.clause import Words
from samenspel.kernels.statute.domains import Choice, Choices
from samenspel.kernels.statute.vocabulary import Body, Standing


class Term(NamedTuple):
    """One notion in three texts: plain Dutch, English, and legal Dutch where that is another word."""

    nl: str
    en: str
    legal: str = ""

    @property
    def words(self) -> Words:
        return Words(self.nl, self.en)


BODIES: dict[Body, Term] = {
    Body.GENERAL_MEETING: Term("de ledenvergadering", "the general meeting", "de algemene vergadering"),
    Body.BOARD: Term("het bestuur", "the board"),
    Body.SUPERVISORY_BOARD: Term("de raad van toezicht", "the supervisory board"),
    Body.PARTICIPANTS_COUNCIL: Term("de deelnemersraad", "the participants' council"),
    Body.VOLUNTEERS: Term("de vrijwilligers", "the volunteers", "de vergadering van vrijwilligers"),
    Body.PARTNERS: Term(
        "de sociaal aandeelhouders", "the social shareholders", "de vergadering van sociaal aandeelhouders"
    ),
    Body.GUARDIAN: Term("de bewaarder", "the guardian"),
    Body.FEDERATION: Term("de bond van sociale coöperaties", "the federation of social cooperatives"),
    Body.NOBODY: Term("niemand: dit hebben we niet", "nobody: we do not have this"),
}

STANDINGS: dict[Standing, Term] = {
    Standing.MEMBER: Term("leden", "members"),
    Standing.TRIAL_MEMBER: Term("proefleden", "trial members"),
    Standing.PARTICIPANT: Term("deelnemers", "participants"),
    Standing.VOLUNTEER: Term("vrijwilligers", "volunteers"),
    Standing.SOCIAL_SHAREHOLDER: Term("sociaal aandeelhouders", "social shareholders"),
    Standing.CERTIFICATE_HOLDER: Term("certificaathouders", "certificate holders"),
    Standing.FUNDER: Term("financiers", "funders"),
    Standing.BOARD: Term("bestuursleden", "board members"),
    Standing.SUPERVISORY_BOARD: Term("toezichthouders", "supervisors"),
    Standing.PARTICIPANTS_COUNCIL: Term(
        "leden van de deelnemersraad", "members of the participants’ council"
    ),
    Standing.GUARDIAN: Term("de bewaarder", "the guardian"),
}

ACTS: dict[str, Term] = {
    "purpose": Term("het doel veranderen", "changing the purpose", "wijziging van het doel"),
    "dissolve": Term("het collectief opheffen", "dissolving the collective", "ontbinding"),
    "merge": Term("samengaan met een andere organisatie", "merging with another organisation", "fusie"),
    "convert": Term("een andere rechtsvorm kiezen", "changing the legal form", "omzetting"),
    "split": Term("de organisatie splitsen", "splitting the organisation", "splitsing"),
    "sell": Term(
        "gemeengoed of aandelen verkopen",
        "selling commons or shares",
        "vervreemding of bezwaring van gemeengoed of aandelen",
    ),
    "exceed_earnings": Term(
        "meer betalen dan de grens voor verdiensten",
        "paying above the limit on earnings",
        "overschrijding van de grens aan verdiensten",
    ),
}


def _legal(terms: dict[str, Term]) -> tuple[tuple[str, str], ...]:
    return tuple((name, term.legal) for name, term in terms.items() if term.legal)


def one_body(*bodies: Body) -> Choice:
    """The choice of one body."""
    terms = {body.value: BODIES[body] for body in bodies}
    return Choice(tuple((name, term.words) for name, term in terms.items()), _legal(terms))


def some_bodies(*bodies: Body, lowest: int = 0) -> Choices:
    """The choice of several bodies."""
    terms = {body.value: BODIES[body] for body in bodies}
    return Choices(tuple((name, term.words) for name, term in terms.items()), lowest, _legal(terms))


def some_acts(*acts: str) -> Choices:
    """The choice of one or more kinds of act."""
    terms = {act: ACTS[act] for act in acts}
    return Choices(tuple((name, term.words) for name, term in terms.items()), legal=_legal(terms))


def some_standings(*standings: Standing) -> Choices:
    """The choice of one or more standings."""
    return Choices(tuple((standing.value, STANDINGS[standing].words) for standing in standings))
