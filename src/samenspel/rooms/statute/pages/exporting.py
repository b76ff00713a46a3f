"""Taking the rules along: PDF, DOCX, JSON, Akoma Ntoso."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samenspel.ground.foundation.paper import PaperUnavailableError
from samenspel.rooms.statute import exports, queries
from samenspel.rooms.statute.exports import Document
from samenspel.rooms.statute.pages.common import enter, language, moment, numbered

_WRITERS: dict[str, tuple[str, Callable[[Document], bytes]]] = {
    "pdf": ("application/pdf", exports.write_pdf),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", exports.write_docx),
    "json": ("application/json", exports.write_json),
    "xml": ("application/akn+xml", exports.write_akn),
}


@require_safe
def export(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """One version as a file: the one in force, or `?versie=`."""
    card = enter(request, slug)
    given = request.GET.get("versie", "")
    if given and not (given.isascii() and given.isdigit()):
        raise Http404
    version = numbered(card.id, int(given)) if given else queries.in_force(card.id, moment(request))
    if version is None or kind not in _WRITERS:
        raise Http404
    content_type, write = _WRITERS[kind]
    document = exports.document(card, version, language())
    try:
        content = write(document)
    except PaperUnavailableError:
        return render(request, "statute/no_pdf.html", {"version": version}, status=503)
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{card.slug}-spelregels-{version.number}.{kind}"'
    return response
