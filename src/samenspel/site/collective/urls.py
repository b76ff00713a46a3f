"""Addresses of the front of a collective, of its book, and of what waits for me."""

from django.urls import path, register_converter

from samenspel.site.collective import agenda, book, checking, feed, front, turns
from samenspel.site.collective.addresses import CollectiveSlug

app_name = "front"

register_converter(CollectiveSlug, "collective")

urlpatterns = [
    path("aan-zet/", turns.turns, name="turns"),
    path("aan-zet/gelezen/", turns.mark_read, name="mark_read"),
    path("aan-zet/uitnodiging/", turns.invitation, name="invitation"),
    path("aan-zet/agenda/", agenda.agenda, name="agenda"),
    path("agenda/<str:token>.ics", agenda.calendar, name="calendar"),
    path("<collective:slug>/", front.front, name="collective"),
    path("<collective:slug>/boek/", book.book, name="book"),
    path("<collective:slug>/boek/<int:sequence>/", book.deed, name="deed"),
    path("<collective:slug>/boek/controleer/", checking.check, name="check"),
    path("<collective:slug>/boek/bestand/", checking.download, name="download"),
    path("<collective:slug>/boek/feed.atom", feed.feed, name="feed"),
]
