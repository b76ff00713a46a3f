"""What the counter-voice writes in the book. Never who supports what."""

from django.utils.translation import gettext_lazy as _

from samenspel.ground.journal.deeds import DEEDS, Audience, DeedType, Field

_MEMBERS, _OWN = Audience.MEMBERS, Audience.OWN
_STATEMENT = {"statement": Field.REFERENCE}

COUNTERED = DeedType(
    "voice.countered",
    _("%(actor)s spoke against a decision."),
    _MEMBERS,
    {**_STATEMENT, "text": Field.TEXT},
)
SUPPORTED = DeedType("voice.supported", _("%(actor)s supported a counter-statement."), _OWN, {**_STATEMENT})
SUPPORT_TAKEN_BACK = DeedType(
    "voice.support_taken_back",
    _("%(actor)s took back support for a counter-statement."),
    _OWN,
    {**_STATEMENT},
)
WORDS_TAKEN_BACK = DeedType(
    "voice.words_taken_back", _("%(actor)s took back a counter-statement."), _MEMBERS, {**_STATEMENT}
)
ANSWERED = DeedType(
    "voice.answered",
    _("A counter-statement got an answer."),
    Audience.PUBLIC,
    {**_STATEMENT, "answer": Field.TEXT},
)

DEEDS.add(COUNTERED, SUPPORTED, SUPPORT_TAKEN_BACK, WORDS_TAKEN_BACK, ANSWERED)
