"""What the law itself asks for each legal form: the weakest rule it allows, per kind of act.

Source: Burgerlijk Wetboek Boek 2, text in force on 1 July 2026 (articles 2:37–2:62 read in that text, others
in the text of May 2017; see docs/methods/statute.md). A group without a legal form has no floor: its charter
binds by agreement. Concept until a notary has reviewed the list.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from samenspel.kernels.statute.model import Requirement, Share
from samenspel.kernels.statute.vocabulary import COOPERATIVES, Body, Form, split_act

_Refuse: TypeAlias = Callable[[bool, str, str, str], None]

LAW_TEXT = date(2026, 7, 1)
"""The date of the text of the law that the floors were read in."""

DEED_DAYS = 14
"""Assumed time for a notarial deed and its registration (2:43 lid 5, 2:293)."""

NOTARIAL_FORMS = COOPERATIVES | {Form.ASSOCIATION, Form.FOUNDATION, Form.BV}
"""Forms for which an amendment counts only after a notarial deed (2:43 lid 5, 2:293, 2:234)."""

ASSOCIATIONS = COOPERATIVES | {Form.ASSOCIATION, Form.INFORMAL_ASSOCIATION}
"""Forms under titles 2 and 3: a general meeting of members that articles 2:37–2:44 apply to."""


@dataclass(frozen=True, slots=True)
class Floor:
    """The law's own requirements for an act, or that the law forbids it, with the article."""

    article: str
    requirements: tuple[Requirement, ...] = ()
    forbidden: bool = False


_MEETING = Requirement(Body.GENERAL_MEETING)
_NINE_TENTHS = Requirement(Body.GENERAL_MEETING, Share(9, 10), strict=False)
_BOARD = Requirement(Body.BOARD, notice_days=0)
_COURT = Requirement(Body.COURT, notice_days=0)


def floor(form: Form, act: str, *, broad_purpose: bool = False, amendable: bool = True) -> Floor | None:
    """Return the law's floor for an act; None where the law leaves it to the charter.

    `broad_purpose`: the charter lets the board act outside the narrow purpose. `amendable`: the statutes of a
    foundation open amendment (2:293). Raises UnknownWordError for an unknown act.
    """
    kind, target = split_act(act)
    if kind.id == "course" and not broad_purpose:
        return Floor("2:7 BW", forbidden=True)
    if form in ASSOCIATIONS:
        return _association_floor(form, kind.id, target)
    if form is Form.FOUNDATION:
        return _foundation_floor(kind.id, target, amendable=amendable)
    if form is Form.BV:
        return _bv_floor(kind.id, target)
    return None


def _association_floor(form: Form, kind: str, target: str) -> Floor | None:
    cooperative = form in COOPERATIVES
    fixed = {
        "purpose": Floor("2:42 lid 1 BW", (_MEETING,)),
        "amend": Floor("2:42 lid 1 BW", (_MEETING,)),
        "dissolve": Floor("2:19 lid 1 onder a jo. 2:42 lid 4 BW", (_MEETING,)),
        "convert": Floor("2:18 lid 2 onder a BW", (_NINE_TENTHS,)),
        "merge": Floor("2:317 BW", (_MEETING,)),
        "split": Floor("2:334m BW", (_MEETING,)),
        "distribute": Floor("2:53a BW", (_MEETING,))
        if cooperative
        else Floor("2:26 lid 3 BW", forbidden=True),
        "sell": Floor("2:53a BW", (_BOARD,)) if cooperative else Floor("2:44 lid 2 BW", (_MEETING,)),
        "course": Floor("2:44 lid 1 BW", (_BOARD,)),
    }
    if kind in {"appoint", "dismiss"}:
        if target == Body.BOARD:
            return Floor("2:37 lid 2 en 6 BW", (_MEETING,))
        return Floor("2:47a lid 1 jo. 2:37 BW", (_MEETING,)) if target == Body.SUPERVISORY_BOARD else None
    return fixed.get(kind)


def _foundation_floor(kind: str, target: str, *, amendable: bool) -> Floor | None:
    del target  # a foundation's appointments stand in its statutes alone (2:286 lid 4 onder c)
    amendment = Floor("2:293 BW", (_BOARD,)) if amendable else Floor("2:294 BW", (_COURT,))
    fixed = {
        "purpose": amendment,
        "amend": amendment,
        "dissolve": Floor("2:19 lid 1 onder a BW", (_BOARD,)),
        "convert": Floor("2:18 lid 4 BW", (_COURT,)),
        "merge": Floor("2:317 lid 1 BW", (Requirement(Body.BOARD, notice_days=31),)),
        "split": Floor("2:334ff BW", (_COURT,)),
        "distribute": Floor("2:285 lid 3 BW", forbidden=True),
        "sell": Floor("2:291 lid 2 BW", (_BOARD,)),
        "course": Floor("2:291 lid 1 BW", (_BOARD,)),
        "admit": Floor("2:285 lid 1 BW", forbidden=True),
        "suspend": Floor("2:285 lid 1 BW", forbidden=True),
    }
    return fixed.get(kind)


def _bv_floor(kind: str, target: str) -> Floor | None:
    fixed = {
        "purpose": Floor("2:231 BW", (_MEETING,)),
        "amend": Floor("2:231 BW", (_MEETING,)),
        "dissolve": Floor("2:19 lid 1 onder a BW", (_MEETING,)),
        "convert": Floor("2:18 lid 2 BW", (_NINE_TENTHS,)),
        "merge": Floor("2:317 BW", (_MEETING,)),
        "split": Floor("2:334m BW", (_MEETING,)),
        "distribute": Floor("2:216 BW", (_MEETING,)),
        "issue_share": Floor("2:206 lid 1 BW", (_MEETING,)),
        "sell": Floor("2:240 BW", (_BOARD,)),
        "course": Floor("2:239 BW", (_BOARD,)),
    }
    if kind in {"appoint", "dismiss"} and target in {Body.BOARD, Body.SUPERVISORY_BOARD}:
        return Floor("2:242, 2:252 BW", (_MEETING,))
    return fixed.get(kind)


@dataclass(frozen=True, slots=True)
class LegalFacts:
    """A flat reading of a charter, to hold against the law; None means the charter does not say."""

    amendment_notice_days: int | None = None
    amendment_body: Body | None = None
    board_by_outsiders: Share | None = None
    nomination_broken_by: Share | None = None
    outsiders_votes: Share | None = None
    """Votes of non-members as a part of the members' votes."""
    appeal_days: int | None = None
    minority_agenda: Share | None = None
    board_appointed_by: Body | None = None
    supervisors_appointed_by: Body | None = None
    leaving_forbidden: bool = False
    profit_to_members: bool = False
    has_members: bool = True
    surplus_destination: bool = True
    absence_rule: bool = True
    director_outvotes_others: bool = False


@dataclass(frozen=True, slots=True)
class Breach:
    """A charter under a floor of the law: the article, and what is wrong in two languages."""

    article: str
    nl: str
    en: str


def breaches(form: Form, facts: LegalFacts) -> tuple[Breach, ...]:
    """Hold a charter against the mandatory law of its form, in a fixed order. Empty means nothing was found."""
    if form is Form.NONE_YET:
        return ()
    found: list[Breach] = []

    def refuse(wrong: bool, article: str, nl: str, en: str) -> None:  # noqa: FBT001 - a condition, not a mode
        if wrong:
            found.append(Breach(article, nl, en))

    if form in ASSOCIATIONS:
        _association_breaches(form, facts, refuse)
    if form is Form.FOUNDATION:
        refuse(
            facts.has_members,
            "2:285 lid 1 BW",
            "Een stichting heeft geen leden. Noem hen deelnemers en geef hun een eigen raad.",
            "A foundation has no members. Call them participants and give them a council of their own.",
        )
        refuse(
            facts.profit_to_members,
            "2:285 lid 3 BW",
            "Een stichting keert niets uit aan oprichters of bestuur.",
            "A foundation pays nothing out to its founders or its board.",
        )
    refuse(
        facts.director_outvotes_others,
        "2:44 lid 4 / 2:291 lid 4 BW",
        "Eén bestuurder kan niet meer stemmen hebben dan de anderen samen.",
        "One director cannot have more votes than the others together.",
    )
    refuse(
        not facts.absence_rule and form is not Form.INFORMAL_ASSOCIATION,
        "2:44 lid 5 / 2:291 lid 5 BW",
        "Spreek af wie bestuurt als het hele bestuur wegvalt.",
        "Say who governs when the whole board is absent.",
    )
    refuse(
        not facts.surplus_destination and form in NOTARIAL_FORMS and form is not Form.BV,
        "2:286 lid 4 onder e BW" if form is Form.FOUNDATION else "2:27 lid 4 onder f BW",
        "Spreek af waar het geld heen gaat als jullie stoppen.",
        "Say where the money goes when you stop.",
    )
    return tuple(found)


def _association_breaches(form: Form, facts: LegalFacts, refuse: _Refuse) -> None:
    notice = facts.amendment_notice_days
    refuse(
        notice is not None and notice < 7,
        "2:42 lid 1 BW",
        "Kondig een wijziging van de spelregels ten minste zeven dagen van tevoren aan.",
        "Announce an amendment at least seven days beforehand.",
    )
    refuse(
        facts.amendment_body not in {None, Body.GENERAL_MEETING},
        "2:42 lid 1 BW",
        "Alleen de ledenvergadering kan de spelregels veranderen.",
        "Only the general meeting can amend the rules.",
    )
    share = facts.board_by_outsiders
    refuse(
        share is not None and share.numerator * 2 >= share.denominator,
        "2:37 lid 3 BW",
        "Wie geen lid is, benoemt minder dan de helft van het bestuur.",
        "Non-members appoint fewer than half of the board.",
    )
    broken = facts.nomination_broken_by
    refuse(
        broken is not None and broken.numerator * 3 > broken.denominator * 2,
        "2:37 lid 4 BW",
        "Met twee derde van de stemmen moet de vergadering een voordracht kunnen doorbreken.",
        "The meeting must be able to break a binding nomination with two thirds of the votes.",
    )
    refuse(
        facts.board_appointed_by not in {None, Body.GENERAL_MEETING},
        "2:37 lid 2 BW",
        "De leden benoemen het bestuur.",
        "The members appoint the board.",
    )
    refuse(
        facts.supervisors_appointed_by not in {None, Body.GENERAL_MEETING},
        "2:47a lid 1 jo. 2:37 lid 2 BW",
        "De leden benoemen de toezichthouders.",
        "The members appoint the supervisory board.",
    )
    votes = facts.outsiders_votes
    refuse(
        votes is not None and votes.numerator * 2 > votes.denominator,
        "2:38 lid 3 BW",
        "Wie geen lid is, heeft samen hooguit de helft van de stemmen van de leden.",
        "Non-members together have at most half as many votes as the members.",
    )
    refuse(
        facts.appeal_days is not None and facts.appeal_days < 30,
        "2:35 lid 4 BW",
        "Wie wordt geroyeerd, heeft ten minste een maand voor beroep.",
        "Whoever is expelled has at least one month to appeal.",
    )
    agenda = facts.minority_agenda
    refuse(
        agenda is not None and agenda.numerator * 10 > agenda.denominator,
        "2:41 lid 2 BW",
        "Een tiende van de stemmen is genoeg om een vergadering te eisen.",
        "One tenth of the votes is enough to demand a meeting.",
    )
    refuse(
        facts.leaving_forbidden,
        "2:36 lid 1 BW" if form not in COOPERATIVES else "2:60 BW",
        "Een lid kan altijd opzeggen.",
        "A member can always leave.",
    )
    refuse(
        facts.profit_to_members and form not in COOPERATIVES,
        "2:26 lid 3 BW",
        "Een vereniging verdeelt geen winst onder haar leden.",
        "An association does not divide profit among its members.",
    )
