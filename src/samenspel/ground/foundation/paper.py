"""Pages as PDF, set by WeasyPrint: accessible (PDF/UA), and nothing is ever fetched from elsewhere."""

from pathlib import Path


class PaperUnavailableError(RuntimeError):
    """This machine lacks a library that setting paper needs."""


def write_pdf(html: str, style: Path) -> bytes:
    """Set a page of HTML with a style sheet of our own. Raises PaperUnavailableError where Pango is not installed."""
    try:
        from weasyprint import CSS, HTML  # noqa: PLC0415 - needs Pango, which a small installation may lack
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
        from weasyprint.urls import URLFetcher  # noqa: PLC0415
    except OSError as error:
        raise PaperUnavailableError("Install Pango (Debian: libpango-1.0-0, libpangoft2-1.0-0).") from error
    fonts = FontConfiguration()
    files_only = URLFetcher(allowed_protocols={"file", "data"})
    sheet = CSS(filename=str(style), font_config=fonts, url_fetcher=files_only)
    page = HTML(string=html, url_fetcher=files_only)
    result: bytes = page.write_pdf(stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1")
    return result
