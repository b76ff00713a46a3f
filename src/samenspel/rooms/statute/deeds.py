"""What the statute room writes in the book."""

from django.utils.translation import gettext_lazy as _

from samenspel.ground.journal.deeds import DEEDS, Audience, DeedType, Field

FOUNDED = DeedType(
    "statute.founded",
    _("%(actor)s started this collective."),
    Audience.PUBLIC,
    {"form": Field.CODE, "since": Field.DAY},
)
ADOPTED = DeedType(
    "statute.adopted",
    _("The first rules were adopted."),
    Audience.PUBLIC,
    {"version": Field.NUMBER, "charter": Field.CODE},
)
AMENDED = DeedType(
    "statute.amended",
    _("The rules were changed: version %(version)s."),
    Audience.PUBLIC,
    {
        "version": Field.NUMBER,
        "charter": Field.CODE,
        "previous": Field.CODE,
        "clauses": Field.CODES,
        "awaits_deed": Field.NUMBER,
    },
)
DEED_RECORDED = DeedType(
    "statute.deed_recorded",
    _("The notary's deed for version %(version)s was recorded, dated %(signed_on)s."),
    Audience.PUBLIC,
    {"version": Field.NUMBER, "signed_on": Field.DAY, "notary": Field.TEXT},
)
STRENGTH_OPENED = DeedType(
    "statute.strength_opened",
    _("It was decided that everyone may see how strong the rules are."),
    Audience.PUBLIC,
    {},
)
STRENGTH_CLOSED = DeedType(
    "statute.strength_closed",
    _("It was decided that only those who take part see how strong the rules are."),
    Audience.PUBLIC,
    {},
)

DEEDS.add(FOUNDED, ADOPTED, AMENDED, DEED_RECORDED, STRENGTH_OPENED, STRENGTH_CLOSED)
