"""What the pages of this room share: where they are, files to keep, and paper."""

from collections.abc import Mapping
from pathlib import Path

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse

from samenspel.ground.foundation.paper import PaperUnavailableError, write_pdf
from samenspel.kernels.quantity import EURO
from samenspel.rooms.membership.frame import PageRequest, Reader

_PAPER = Path(__file__).parent.parent / "paper" / "paper.css"
"""How a year and an invoice look on paper."""


def address(reader: Reader, name: str, *args: object) -> str:
    """The address of a page of this room."""
    return reverse(f"ledger:{name}", args=(reader.slug, *args))


def purse_url(reader: Reader) -> str:
    """The address of what we have together."""
    return address(reader, "purse")


def keeps_records(reader: Reader) -> bool:
    """Whether this reader keeps the purse, and so looks at what people ask."""
    return reader.may("ledger.open_account", {"kind": "partner", "unit": EURO.code, "name": "?"})


def file_answer(data: bytes, kind: str, name: str) -> HttpResponse:
    """A file to keep."""
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def paper_answer(
    request: PageRequest, template: str, context: Mapping[str, object], name: str, back_url: str
) -> HttpResponse:
    """A PDF to keep; a page that says so where this installation cannot make paper."""
    try:
        data = write_pdf(render_to_string(template, dict(context)), _PAPER)
    except PaperUnavailableError:
        return render(request, "ledger/no_paper.html", {"back_url": back_url}, status=503)
    return file_answer(data, "application/pdf", name)
