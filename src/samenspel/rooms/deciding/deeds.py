"""What deciding writes in the book. Never what anyone voted."""

from django.utils.translation import gettext_lazy as _

from samenspel.ground.journal.deeds import DEEDS, Audience, DeedType, Field

_M, _P, _ALL = Audience.MEMBERS, Audience.PARTIES, Audience.PUBLIC

PROPOSED = DeedType(
    "deciding.proposed",
    _("%(actor)s wrote a proposal."),
    _P,
    {"act": Field.CODE, "params": Field.CODE, "title": Field.TEXT, "reason": Field.TEXT},
)
REWORDED = DeedType(
    "deciding.reworded",
    _("%(actor)s changed the text of the proposal “%(title)s”."),
    _M,
    {"wording": Field.NUMBER, "title": Field.TEXT, "reason": Field.TEXT},
)
ANNOUNCED = DeedType(
    "deciding.announced",
    _("%(actor)s announced the proposal “%(title)s”."),
    _M,
    {"rounds": Field.NUMBER, "called": Field.NUMBER, "version": Field.NUMBER, "title": Field.TEXT},
)
WITHDRAWN = DeedType("deciding.withdrawn", _("%(actor)s withdrew the proposal."), _P, {})
COMMENTED = DeedType("deciding.commented", _("%(actor)s joined the discussion."), _M, {"text": Field.TEXT})
VOTE_CAST = DeedType("deciding.vote_cast", _("%(actor)s voted."), _P, {"round": Field.REFERENCE})
OBJECTED = DeedType(
    "deciding.objected",
    _("%(actor)s raised an objection."),
    _M,
    {"objection": Field.REFERENCE, "round": Field.REFERENCE, "reason": Field.TEXT},
)
ANSWERED = DeedType(
    "deciding.objection_answered",
    _("%(actor)s answered an objection."),
    _M,
    {"objection": Field.REFERENCE, "answer": Field.TEXT},
)
SETTLED = DeedType(
    "deciding.objection_settled",
    _("%(actor)s ended an objection."),
    _M,
    {"objection": Field.REFERENCE, "end": Field.CODE},
)
ROUND_OPENED = DeedType("deciding.round_opened", _("A vote opened."), _M, {"round": Field.REFERENCE})
ROUND_CLOSED = DeedType(
    "deciding.round_closed",
    _("A vote closed."),
    _M,
    {
        "round": Field.REFERENCE,
        "body": Field.CODE,
        "result": Field.CODE,
        "next": Field.CODE,
        "following": Field.REFERENCE,
    },
)
CARRIED = DeedType(
    "deciding.carried",
    _("The proposal “%(title)s” was carried."),
    _ALL,
    {"decision": Field.REFERENCE, "number": Field.NUMBER, "effect_on": Field.DAY, "title": Field.TEXT},
)
REJECTED = DeedType(
    "deciding.rejected", _("The proposal “%(title)s” was not carried."), _ALL, {"title": Field.TEXT}
)
CHALLENGED = DeedType(
    "deciding.challenged",
    _("%(actor)s challenged the outcome. There will be a new vote."),
    _M,
    {"round": Field.REFERENCE, "following": Field.REFERENCE, "reason": Field.TEXT},
)
TOOK_EFFECT = DeedType(
    "deciding.took_effect",
    _("Decision %(number)s took effect."),
    _ALL,
    {"decision": Field.REFERENCE, "number": Field.NUMBER, "act": Field.CODE, "deed": Field.NUMBER},
)
STALE = DeedType(
    "deciding.went_stale", _("A proposal no longer fits and must be made again."), _M, {"why": Field.TEXT}
)
LAPSED = DeedType(
    "deciding.lapsed",
    _("Decision %(number)s lapsed: nobody renewed it."),
    _ALL,
    {"decision": Field.REFERENCE, "number": Field.NUMBER},
)
WARNED = DeedType(
    "deciding.lapse_warned",
    _("Decision %(number)s lapses soon."),
    _M,
    {"decision": Field.REFERENCE, "number": Field.NUMBER, "review_on": Field.DAY},
)
RESOLVED = DeedType("deciding.resolved", _("An ordinary decision took effect."), _P, {})
RENEWED = DeedType(
    "deciding.renewed",
    _("Decision %(number)s was renewed until %(review_on)s."),
    _ALL,
    {"decision": Field.REFERENCE, "number": Field.NUMBER, "review_on": Field.DAY},
)
OUTSIDE_CONSENT = DeedType(
    "deciding.outside_consent_recorded",
    _("%(actor)s recorded what a body outside decided."),
    _M,
    {"round": Field.REFERENCE, "body": Field.CODE, "agreed": Field.NUMBER, "letter": Field.TEXT},
)

DEEDS.add(
    PROPOSED, REWORDED, ANNOUNCED, WITHDRAWN, COMMENTED, VOTE_CAST, OBJECTED, ANSWERED, SETTLED, ROUND_OPENED,
    ROUND_CLOSED, CARRIED, REJECTED, CHALLENGED, TOOK_EFFECT, STALE, LAPSED, WARNED, RESOLVED, RENEWED,
    OUTSIDE_CONSENT,
)  # fmt: skip
