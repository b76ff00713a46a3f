"""Addresses of own work."""

from django.urls import path

from samenspel.rooms.work.pages import allowance, doing, headroom, kinds, swapping, tasks

app_name = "work"

urlpatterns = [
    path("<slug:slug>/inzet/", tasks.tasks, name="tasks"),
    path("<slug:slug>/inzet/nieuw/", tasks.plan, name="plan"),
    path("<slug:slug>/inzet/op-papier/", tasks.sheet, name="sheet"),
    path("<slug:slug>/inzet/agenda.ics", tasks.calendar, name="calendar"),
    path("<slug:slug>/inzet/ruimte/", headroom.ask, name="headroom"),
    path("<slug:slug>/inzet/ruimte/verklaring/", headroom.statement, name="statement"),
    path("<slug:slug>/inzet/ruimte/potje/", headroom.pot, name="pot"),
    path("<slug:slug>/inzet/vergoeding/", allowance.ask, name="allowance"),
    path("<slug:slug>/inzet/gedaan/", doing.done, name="done"),
    path("<slug:slug>/inzet/gedaan/opschrijven/", doing.report, name="report"),
    path("<slug:slug>/inzet/gedaan/<uuid:work_id>/ja/", doing.confirm, name="confirm"),
    path("<slug:slug>/inzet/gedaan/<uuid:work_id>/nee/", doing.decline, name="decline"),
    path("<slug:slug>/inzet/soorten/", kinds.kinds, name="kinds"),
    path("<slug:slug>/inzet/soorten/nieuw/", kinds.name_kind, name="name_kind"),
    path("<slug:slug>/inzet/soorten/<uuid:kind_id>/stoppen/", kinds.close_kind, name="close_kind"),
    path("<slug:slug>/inzet/<uuid:task_id>/", tasks.task, name="task"),
    path("<slug:slug>/inzet/<uuid:task_id>/wie-neemt-over/", swapping.offer, name="offer"),
    path(
        "<slug:slug>/inzet/<uuid:task_id>/overnemen/<uuid:person_id>/", swapping.take_over, name="take_over"
    ),
    path("<slug:slug>/inzet/<uuid:task_id>/meedoen/", tasks.sign_up, name="sign_up"),
    path("<slug:slug>/inzet/<uuid:task_id>/toch-niet/", tasks.withdraw, name="withdraw"),
    path("<slug:slug>/inzet/<uuid:task_id>/weg/", tasks.cancel, name="cancel"),
]
