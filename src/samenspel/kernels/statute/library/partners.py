"""Social shareholders: partners from outside who have a say in the purpose, and in nothing else."""

from samenspel.kernels.statute.clause import Clause, Parameter, Sentence, Values, Words
from samenspel.kernels.statute.domains import YesNo, days
from samenspel.kernels.statute.library.reading import flag, names, no, number, yes
from samenspel.kernels.statute.library.words import some_acts
from samenspel.kernels.statute.model import Provision, Requirement, Rule, in_clause
from samenspel.kernels.statute.vocabulary import Body

THEME = Words("Samenwerken met partners", "Working with partners")


def _partners(values: Values) -> Rule:
    consent = Requirement(
        Body.PARTNERS, notice_days=number(values, "days"), silence_consents=flag(values, "silence")
    )
    return Rule(
        provisions=(
            Provision(
                "partners", frozenset(names(values, "acts")), (consent,), in_clause("partners", "consent")
            ),
        )
    )


PARTNERS = Clause(
    id="partners",
    title=Words("Sociaal aandeelhouders", "Social shareholders"),
    theme=THEME,
    parameters=(
        Parameter(
            "acts",
            some_acts("purpose", "merge", "dissolve", "convert", "split", "sell"),
            ("purpose", "merge"),
            ("purpose",),
            Words(
                "Wat kan alleen als de sociaal aandeelhouders het goed vinden?",
                "What takes the agreement of the social shareholders?",
            ),
            Words(
                "Denk aan het doel waarvoor zij hun steun geven.",
                "Think of the purpose that they give their support for.",
            ),
        ),
        Parameter(
            "days",
            days(7, 120),
            42,
            30,
            Words("Hoeveel dagen krijgen zij om te antwoorden?", "How many days do they get to answer?"),
            Words(
                "Een gemeente heeft vaak zes weken nodig.",
                "A municipality often needs six weeks.",
            ),
        ),
        Parameter(
            "silence",
            YesNo(Words("ja", "yes"), Words("nee", "no")),
            default=True,
            other=False,
            question=Words("Telt geen antwoord als ja?", "Does no answer count as a yes?"),
            hint=Words(
                "Met ja kan een partner jullie niet ophouden door niets te zeggen.",
                "With yes, a partner cannot hold you up by saying nothing.",
            ),
        ),
    ),
    sentences=(
        Sentence(
            "who",
            legal=(
                "Sociaal aandeelhouder is wie de bijzondere positie van het collectief erkent "
                "en als zodanig is ingeschreven."
            ),
            nl="Een sociaal aandeelhouder is een partner die ons steunt. Dat kan een gemeente of een fonds zijn.",
            en="A social shareholder is a partner that supports us. It can be a municipality or a fund.",
        ),
        Sentence(
            "consent",
            legal=(
                "Zonder instemming van de vergadering van sociaal aandeelhouders komt geen besluit tot stand over: {acts}."
            ),
            nl="Zonder hen gaat dit niet door: {acts}.",
            en="This does not happen without them: {acts}.",
        ),
        Sentence(
            "silence_yes",
            legal="Blijft een antwoord binnen {days} na ontvangst van het voorstel uit, dan geldt de instemming als verleend.",
            nl="Ze krijgen {days} om te antwoorden. Geen antwoord is ja.",
            en="They get {days} to answer. No answer means yes.",
            when=yes("silence"),
        ),
        Sentence(
            "silence_no",
            legal="Blijft een antwoord binnen {days} na ontvangst van het voorstel uit, dan geldt de instemming als geweigerd.",
            nl="Ze krijgen {days} om te antwoorden. Geen antwoord is nee.",
            en="They get {days} to answer. No answer means no.",
            when=no("silence"),
        ),
        Sentence(
            "everyday",
            legal=(
                "Aan deze hoedanigheid is geen zeggenschap over de dagelijkse gang van zaken verbonden, "
                "en evenmin aanspraak op winst."
            ),
            nl="Over het gewone werk beslissen ze niet. Winst krijgen ze ook niet.",
            en="They do not decide on everyday work. Nor do they get any profit.",
        ),
        Sentence(
            "public_body",
            legal=(
                "Een overheid, of wie door haar wordt beheerst, verkrijgt in geen enkel orgaan de meerderheid "
                "van de stemmen en benoemt nooit de meerderheid van het bestuur."
            ),
            nl="Een overheid krijgt bij ons nooit de meeste stemmen. En ze kiest nooit het grootste deel van het bestuur.",
            en="A public body never gets most of the votes here. Nor does it ever choose most of the board.",
        ),
    ),
    rule=_partners,
    law=("2:14 lid 2", "2:37 lid 3", "2:38 lid 3", "2:43 lid 3"),
)

CLAUSES = (PARTNERS,)
