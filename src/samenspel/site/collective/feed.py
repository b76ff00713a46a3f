"""The Atom feed of the public book: what anyone may read, told as to anyone."""

import unicodedata
from datetime import UTC, datetime, time

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samenspel.ground.foundation import collectives
from samenspel.ground.journal import queries as journal
from samenspel.ground.journal.queries import DeedView, Filter
from samenspel.site import clock
from samenspel.site.collective.addresses import address
from samenspel.site.collective.reader import Reader, stranger
from samenspel.site.collective.story import Teller

_LENGTH = 50
_FRESH_FOR = 300
"""Seconds for which a feed may be kept; programs that read feeds ask often."""


@require_safe
def feed(request: HttpRequest, slug: str) -> HttpResponse:
    """`/<collective>/boek/feed.atom`, the same for everyone, signed in or not. 404 where the book is not public."""
    collective = collectives.by_slug(slug)
    reader = stranger(collective, clock.now())
    if not reader.audiences:
        raise Http404
    deeds = journal.stretch(collective.id, Filter(audiences=reader.audiences), size=_LENGTH).deeds
    etag = quote_etag(
        f"{deeds[0].hash[:32] if deeds else 'empty'}-{get_language()}-{int(reader.names_are_public)}"
    )
    unchanged = get_conditional_response(request, etag=etag)
    response = unchanged or _written(request, reader, deeds)
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=_FRESH_FOR)
    return response


def _written(request: HttpRequest, reader: Reader, deeds: list[DeedView]) -> HttpResponse:
    collective = reader.collective
    document = _Feed(
        title=_("The book of %(name)s") % {"name": collective.name},
        subtitle=_("What happened, in the words of the book that anyone may read."),
        description="",
        link=request.build_absolute_uri(address("front:book", collective.slug)),
        feed_url=request.build_absolute_uri(address("front:feed", collective.slug)),
        feed_guid=collective.id.urn,
        author_name=collective.name,
        language=get_language(),
    )
    document.latest = deeds[0].at if deeds else datetime.combine(collective.since, time(), UTC)
    teller = Teller(reader, deeds)
    for deed in deeds:
        told = teller.tell(deed)
        document.add_item(
            title=_legible(told.sentence),
            link=request.build_absolute_uri(told.url),
            description=_legible(told.proposal.title or told.sentence),
            unique_id=deed.id.urn,
            pubdate=deed.at,
            updateddate=deed.at,
        )
    return HttpResponse(document.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _legible(text: str) -> str:
    """A text without the control characters that XML cannot hold, whoever typed them."""
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cc" or sign in "\t\n")


class _Feed(Atom1Feed):
    """Atom 1.0. `updated` is when the last deed was done, so that an unchanged book gives an unchanged feed."""

    latest: datetime

    def latest_post_date(self) -> datetime:
        return self.latest
