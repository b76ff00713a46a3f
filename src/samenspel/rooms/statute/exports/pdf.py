"""The charter on paper: A4, with the notary's notes in the margin. Set by WeasyPrint."""

from pathlib import Path

from django.template.loader import render_to_string

from samenspel.rooms.statute.exports.document import Document, margin

_STYLE = Path(__file__).parent.parent / "static" / "statute" / "paper.css"


class ExportUnavailableError(RuntimeError):
    """This machine lacks a library that the export needs."""


def write_pdf(document: Document) -> bytes:
    """Set the charter. Raises ExportUnavailableError where Pango is not installed."""
    try:
        from weasyprint import CSS, HTML  # noqa: PLC0415 - needs Pango, which a small installation may lack
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
        from weasyprint.urls import URLFetcher  # noqa: PLC0415
    except OSError as error:
        raise ExportUnavailableError("Install Pango (Debian: libpango-1.0-0, libpangoft2-1.0-0).") from error
    fonts = FontConfiguration()
    files_only = URLFetcher(
        allowed_protocols={"file"}
    )  # our own fonts; a page never fetches anything from elsewhere
    style = CSS(filename=str(_STYLE), font_config=fonts, url_fetcher=files_only)
    page = HTML(string=_html(document), url_fetcher=files_only)
    result: bytes = page.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")
    return result


def _html(document: Document) -> str:
    themes = [(theme, [(clause, margin(clause)) for clause in theme.clauses]) for theme in document.themes]
    return render_to_string("statute/paper/charter.html", {"document": document, "themes": themes})
