"""The clause library: every clause that a charter can adopt, in reading order.

A clause is one object with its questions, its three texts and its rule. A library version is never changed in
place: a collective takes on a new one by deciding so, as with any other change of its rules.
"""

from samenspel.kernels.statute.clause import Clause
from samenspel.kernels.statute.library import (
    assets,
    changing,
    choosing,
    deciding,
    openness,
    partners,
    paying,
    people,
    purpose,
    say,
    work,
)

LIBRARY_VERSION = "2026.1"

LIBRARY: tuple[Clause, ...] = (
    *purpose.CLAUSES,
    *say.CLAUSES,
    deciding.DECISIONS,
    *choosing.CLAUSES,
    *deciding.CLAUSES[1:],
    *people.CLAUSES,
    *work.CLAUSES,
    *openness.CLAUSES,
    *assets.CLAUSES,
    *paying.CLAUSES,
    *partners.CLAUSES,
    *changing.CLAUSES,
)

CLAUSES: dict[str, Clause] = {clause.id: clause for clause in LIBRARY}
