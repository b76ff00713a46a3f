"""The charter on paper: A4, with the notary's notes in the margin."""

from pathlib import Path

from django.template.loader import render_to_string

from samenspel.ground.foundation import paper
from samenspel.rooms.statute.exports.document import Document, margin

_STYLE = Path(__file__).parent.parent / "static" / "statute" / "paper.css"


def write_pdf(document: Document) -> bytes:
    """Set the charter. Raises PaperUnavailableError where Pango is not installed."""
    return paper.write_pdf(_html(document), _STYLE)


def _html(document: Document) -> str:
    themes = [(theme, [(clause, margin(clause)) for clause in theme.clauses]) for theme in document.themes]
    return render_to_string("statute/paper/charter.html", {"document": document, "themes": themes})
