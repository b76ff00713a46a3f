"""Check the book yourself: its head, the whole chain as a file, the recipe, and a button that recomputes it now."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from samenspel.ground.foundation.canonical import Json, canonical
from samenspel.ground.journal import book as journal_book
from samenspel.ground.journal import queries as journal
from samenspel.site.collective.addresses import address
from samenspel.site.collective.day import moment, reads_today
from samenspel.site.collective.front import enter
from samenspel.site.collective.reader import Reader, reader_of

_SMALL = 5_000
"""A book of at most this many deeds is recomputed whole while the reader waits; of a larger one the last part."""

RECIPE = """\
import hashlib, json, sys

previous, last = "0" * 64, 0
for line in open(sys.argv[1], encoding="utf-8"):
    deed = json.loads(line)
    assert deed["sequence"] == last + 1, f"deed {last + 1} is missing"
    assert deed["previous"] == previous, f"deed {last + 1} does not follow on the one before"
    stored = deed.pop("hash")
    if "payload" in deed:
        words = json.dumps(deed, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        assert hashlib.sha256(words.encode()).hexdigest() == stored, f"deed {last + 1} was changed"
    previous, last = stored, last + 1
print(last, previous)
"""
"""A program that checks the file without anything of ours: plain Python, nothing to install."""


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """`/<collective>/boek/controleer/`. POST recomputes the chain; it writes nothing."""
    collective = enter(request, slug)
    number, digest = journal.last(collective.id, moment(request))
    context: dict[str, object] = {
        "number": number,
        "hash": digest,
        "recipe": RECIPE,
        "today": reads_today(request),
        "download_url": address("front:download", slug),
        "reader": reader_of(request, collective),
    }
    if request.method == "POST":
        context |= _recomputed(collective.id, number)
    return render(request, "front/check.html", context)


def _recomputed(collective_id: UUID, number: int) -> dict[str, object]:
    """Recompute the chain: the whole of a small book with the texts beside it, of a large one the last part."""
    whole = number <= _SMALL
    found = (
        list(journal_book.check_chain(collective_id)) if whole else journal.check_tail(collective_id, _SMALL)
    )
    return {
        "checked": True,
        "whole": whole,
        "recomputed": min(number, _SMALL),
        "findings": [finding.what for finding in found],
    }


@require_safe
def download(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """`/<collective>/boek/bestand/`: every deed on a line of its own, the first one first."""
    collective = enter(request, slug)
    response = StreamingHttpResponse(
        _lines(reader_of(request, collective), moment(request)),
        content_type="application/x-ndjson; charset=utf-8",
    )
    response["Content-Disposition"] = f'attachment; filename="boek-{slugify(collective.slug)}.jsonl"'
    return response


def _lines(reader: Reader, until: datetime) -> Iterator[str]:
    """Whole deeds where this reader may read them. Of the others only the links, so that the chain can be followed.

    Who takes part also sees what kind of deed those are. From outside even that could tell something about a
    person, in a small group.
    """
    for row in journal.everything(reader.collective.id, until):
        if reader.may_read(journal.view(row, {})):
            yield f"{journal_book.canonical_deed(row)}\n"
            continue
        link: dict[str, Json] = {"hash": row.hash, "previous": row.previous, "sequence": row.sequence}
        if reader.is_inside:
            link["type"] = row.type
        yield f"{canonical(link)}\n"
