"""Addresses of the counter-voice."""

from django.urls import path

from samenspel.rooms.voice.pages import speaking

app_name = "voice"

_ONE = "<slug:slug>/tegengeluid/<uuid:statement_id>/"

urlpatterns = [
    path("<slug:slug>/voorstellen/<uuid:proposal_id>/tegengeluid/", speaking.speak, name="speak"),
    path(_ONE + "steun/", speaking.support, name="support"),
    path(_ONE + "terug/", speaking.take_back, name="take_back"),
]
