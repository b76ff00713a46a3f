"""Benefits: dated rules, and headroom before a benefit is cut. Not legal advice.

One question: may this be paid to me, what is left this month and year, why, and what can I do instead? Figures come
as text from the files in `figures/`, each with its source, its days and the day on which it was checked; nothing is
a constant here. What is old, uncertain or not found is told so, and is never a plain yes. Standard library only, and
nothing is read, stored or sent. `docs/methods/benefits.md` has examples.
"""

from samenspel.kernels.benefits.days import turns
from samenspel.kernels.benefits.figures import Figure, Figures, Known, Read, Source, Unit
from samenspel.kernels.benefits.finding import Reason
from samenspel.kernels.benefits.headroom import LIGHTS, Headroom, headroom
from samenspel.kernels.benefits.instead import Alternative, Other
from samenspel.kernels.benefits.model import (
    OLDER,
    Benefit,
    Form,
    Household,
    Kind,
    Light,
    Payer,
    Payment,
    Person,
)
from samenspel.kernels.benefits.municipality import Municipality, Policy, read_municipality
from samenspel.kernels.benefits.pot import Pot, PotShares, Step, divide, thermometer
from samenspel.kernels.benefits.reading import read_figures
from samenspel.kernels.benefits.statement import KINDS, Left, Line, Statement, monthly_statement
from samenspel.kernels.benefits.words import (
    BadFigureError,
    BadQuestionError,
    BenefitsError,
    Language,
    Words,
)

__all__ = [
    "KINDS",
    "LIGHTS",
    "OLDER",
    "Alternative",
    "BadFigureError",
    "BadQuestionError",
    "Benefit",
    "BenefitsError",
    "Figure",
    "Figures",
    "Form",
    "Headroom",
    "Household",
    "Kind",
    "Known",
    "Language",
    "Left",
    "Light",
    "Line",
    "Municipality",
    "Other",
    "Payer",
    "Payment",
    "Person",
    "Policy",
    "Pot",
    "PotShares",
    "Read",
    "Reason",
    "Source",
    "Statement",
    "Step",
    "Unit",
    "Words",
    "divide",
    "headroom",
    "monthly_statement",
    "read_figures",
    "read_municipality",
    "thermometer",
    "turns",
]
