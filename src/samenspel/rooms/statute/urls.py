"""Addresses of the statute room. Founding stands outside any collective; everything else inside one."""

from django.urls import path, re_path

from samenspel.rooms.statute.pages import amending, asking, exporting, founding, reading, strength

app_name = "statute"

urlpatterns = [
    path("beginnen/", founding.begin, name="found"),
    path("beginnen/controle/", founding.check, name="found_check"),
    path("beginnen/vraag/<slug:clause>/<slug:parameter>/", founding.question, name="found_question"),
    path("beginnen/regel/<slug:clause>/", founding.clause, name="found_clause"),
    path("beginnen/tekst/<slug:clause>/", founding.living_text, name="found_text"),
    path("beginnen/<slug:key>/", founding.step, name="found_step"),
    path("<slug:slug>/mag-ik/", asking.may, name="may"),
    path("<slug:slug>/spelregels/", reading.read, name="read"),
    re_path(
        r"^(?P<slug>[-\w]+)/spelregels/export\.(?P<kind>pdf|docx|json|xml)$", exporting.export, name="export"
    ),
    path("<slug:slug>/spelregels/versies/", reading.versions, name="versions"),
    path("<slug:slug>/spelregels/versies/<int:number>/akte/", amending.record_deed, name="record_deed"),
    path("<slug:slug>/spelregels/vergelijk/", reading.comparison, name="compare"),
    path("<slug:slug>/spelregels/toevoegen/", amending.additions, name="additions"),
    path("<slug:slug>/spelregels/hoe-sterk/", strength.read, name="strength"),
    path("<slug:slug>/spelregels/rechtsvormen/", strength.forms, name="forms"),
    path("<slug:slug>/spelregels/<slug:clause>/", reading.clause, name="clause"),
    path("<slug:slug>/spelregels/<slug:clause>/wijzigen/", amending.amend, name="amend"),
    path("<slug:slug>/spelregels/<slug:clause>/wijzigen/tekst/", amending.amended_text, name="amend_text"),
]
