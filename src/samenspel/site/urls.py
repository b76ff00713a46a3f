"""Addresses of the site itself."""

from django.conf import settings
from django.urls import path

from samenspel.site import example, home, styleguide

app_name = "site"

urlpatterns = [
    path("", home.home, name="home"),
    path("collectieven/", home.all_collectives, name="collectives"),
    path("over/", home.about, name="about"),
    path("taal/", home.choose_language, name="language"),
    path("<slug:slug>/eerder/", home.earlier_day, name="earlier_day"),
]

if settings.DEBUG or settings.DEMO:
    urlpatterns += [path("stijl/", styleguide.styleguide, name="styleguide")]

urlpatterns += [
    path("voorbeeld/", example.example, name="example"),
    path("voorbeeld/klok/", example.move_clock, name="move_clock"),
    path("voorbeeld/<slug:key>/", example.walk_in, name="walk_in"),
]
