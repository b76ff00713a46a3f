"""What membership writes in the book. Sentences name people; who may not know the names reads them without."""

from django.utils.translation import gettext_lazy as _

from samenspel.ground.journal.deeds import DEEDS, Audience, DeedType, Field

_ALL, _MEMBERS, _PARTIES = Audience.PUBLIC, Audience.MEMBERS, Audience.PARTIES
_PERSON = {"person": Field.PERSON}

# Joining

BEGUN = DeedType(
    "membership.begun",
    _("%(person)s was the first to take part, and accepted the rules."),
    _ALL,
    {**_PERSON, "standings": Field.CODES, "version": Field.NUMBER},
)
INVITED = DeedType(
    "membership.invited",
    _("%(actor)s made an invitation."),
    _MEMBERS,
    {"invitation": Field.REFERENCE, "standing": Field.CODE, "uses": Field.NUMBER, "expires": Field.DAY},
)
INVITATION_WITHDRAWN = DeedType(
    "membership.invitation_withdrawn",
    _("%(actor)s withdrew an invitation."),
    _MEMBERS,
    {"invitation": Field.REFERENCE},
)
APPLIED = DeedType(
    "membership.applied",
    _("%(person)s asked to join in as %(standing)s."),
    _PARTIES,
    {
        **_PERSON,
        "application": Field.REFERENCE,
        "standing": Field.CODE,
        "version": Field.NUMBER,
        "invitation": Field.REFERENCE,
        "motivation": Field.TEXT,
    },
)
PERSON_ENTERED = DeedType(
    "membership.person_entered",
    _("%(actor)s wrote down that %(person)s asked on paper to join in as %(standing)s."),
    _PARTIES,
    {
        **_PERSON,
        "application": Field.REFERENCE,
        "standing": Field.CODE,
        "version": Field.NUMBER,
        "signed_on": Field.DAY,
        "motivation": Field.TEXT,
    },
)
APPLICATION_WITHDRAWN = DeedType(
    "membership.application_withdrawn",
    _("%(person)s no longer asks to join in."),
    _PARTIES,
    {**_PERSON, "application": Field.REFERENCE},
)
ADMITTED = DeedType(
    "membership.admitted",
    _("%(person)s was admitted as %(standing)s."),
    _ALL,
    {**_PERSON, "application": Field.REFERENCE, "standing": Field.CODE, "votes_from": Field.DAY},
)
DECLINED = DeedType(
    "membership.declined",
    _("The request of %(person)s to join in was declined."),
    _PARTIES,
    {**_PERSON, "application": Field.REFERENCE, "reason": Field.TEXT},
)
CONFIRMED = DeedType(
    "membership.confirmed",
    _("%(person)s became a member after a trial."),
    _ALL,
    {**_PERSON, "votes_from": Field.DAY},
)
GRANTED = DeedType(
    "membership.granted",
    _("%(person)s was given a place as %(standing)s."),
    _ALL,
    {**_PERSON, "standing": Field.CODE, "until": Field.DAY, "application": Field.REFERENCE},
)
GRANT_ENDED = DeedType(
    "membership.grant_ended",
    _("The place of %(person)s as %(standing)s was ended."),
    _MEMBERS,
    {**_PERSON, "standing": Field.CODE},
)

# Leaving

LEFT = DeedType(
    "membership.left",
    _("%(person)s left."),
    _ALL,
    {**_PERSON, "standings": Field.CODES, "because_of": Field.REFERENCE},
)
SUSPENDED = DeedType(
    "membership.suspended",
    _("%(person)s was suspended."),
    _PARTIES,
    {
        **_PERSON,
        "measure": Field.REFERENCE,
        "until": Field.DAY,
        "appeal_until": Field.DAY,
        "reason": Field.TEXT,
    },
)
SUSPENSION_LIFTED = DeedType(
    "membership.suspension_lifted",
    _("The suspension of %(person)s was lifted."),
    _PARTIES,
    {**_PERSON, "measure": Field.REFERENCE},
)
EXPELLED = DeedType(
    "membership.expelled",
    _("It was decided that %(person)s must leave. %(person)s can appeal until %(appeal_until)s."),
    _PARTIES,
    {**_PERSON, "measure": Field.REFERENCE, "appeal_until": Field.DAY, "reason": Field.TEXT},
)
APPEALED = DeedType(
    "membership.appealed",
    _("%(person)s appealed."),
    _PARTIES,
    {**_PERSON, "measure": Field.REFERENCE, "reason": Field.TEXT},
)
REINSTATED = DeedType(
    "membership.reinstated",
    _("%(person)s is a member again in full, after an appeal."),
    _PARTIES,
    {**_PERSON, "measure": Field.REFERENCE},
)
EXPULSION_UPHELD = DeedType(
    "membership.expulsion_upheld",
    _("The appeal of %(person)s was turned down. The membership has ended."),
    _PARTIES,
    {**_PERSON, "measure": Field.REFERENCE, "standings": Field.CODES},
)
ENDED = DeedType(
    "membership.ended",
    _("The membership of %(person)s ended: nobody appealed in time."),
    _PARTIES,
    {**_PERSON, "measure": Field.REFERENCE, "standings": Field.CODES, "ended_on": Field.DAY},
)

# Offices

APPOINTED = DeedType(
    "membership.appointed",
    _("%(person)s was chosen for %(body)s."),
    _ALL,
    {**_PERSON, "body": Field.CODE, "until": Field.DAY},
)
DISMISSED = DeedType(
    "membership.dismissed",
    _("%(person)s was dismissed from %(body)s."),
    _MEMBERS,
    {**_PERSON, "body": Field.CODE},
)
RESIGNED = DeedType(
    "membership.resigned", _("%(person)s resigned from %(body)s."), _ALL, {**_PERSON, "body": Field.CODE}
)

# What one brings in, and the desk

CONTRIBUTION_CHOSEN = DeedType(
    "membership.contribution_chosen",
    _("%(person)s chose how to contribute."),
    _PARTIES,
    {**_PERSON, "way": Field.CODE, "from_month": Field.DAY},
)
CONTRIBUTION_RECORDED = DeedType(
    "membership.contribution_recorded",
    _("%(actor)s recorded a contribution of %(person)s."),
    _PARTIES,
    {
        **_PERSON,
        "contribution": Field.REFERENCE,
        "month": Field.DAY,
        "cents": Field.NUMBER,
        "minutes": Field.NUMBER,
    },
)
CONTRIBUTION_STRUCK = DeedType(
    "membership.contribution_struck",
    _("%(actor)s struck a contribution of %(person)s that was recorded by mistake."),
    _PARTIES,
    {**_PERSON, "contribution": Field.REFERENCE},
)
SHARE_ISSUED = DeedType(
    "membership.share_issued",
    _("%(actor)s issued shares to %(person)s."),
    _PARTIES,
    {**_PERSON, "issue": Field.REFERENCE, "count": Field.NUMBER, "cents_each": Field.NUMBER},
)
CARD_ISSUED = DeedType(
    "membership.card_issued",
    _("%(actor)s printed a sign-in card for %(person)s."),
    _PARTIES,
    {**_PERSON, "card": Field.REFERENCE},
)
CALL_BY_EMAIL_SET = DeedType(
    "membership.call_by_email_set",
    _("%(person)s said whether a call to a meeting may come by e-mail."),
    _PARTIES,
    {**_PERSON, "agreed": Field.NUMBER},
)

DEEDS.add(
    BEGUN, INVITED, INVITATION_WITHDRAWN, APPLIED, PERSON_ENTERED, APPLICATION_WITHDRAWN, ADMITTED, DECLINED,
    CONFIRMED, GRANTED, GRANT_ENDED, LEFT, SUSPENDED, SUSPENSION_LIFTED, EXPELLED, APPEALED, REINSTATED,
    EXPULSION_UPHELD, ENDED, APPOINTED, DISMISSED, RESIGNED, CONTRIBUTION_CHOSEN, CONTRIBUTION_RECORDED,
    CONTRIBUTION_STRUCK, SHARE_ISSUED, CARD_ISSUED, CALL_BY_EMAIL_SET,
)  # fmt: skip
