"""Addresses of membership."""

from django.urls import path

from samenspel.rooms.membership.pages import desk, joining, leaving, mine, offices, people, resources

app_name = "membership"

urlpatterns = [
    path("uitnodiging/<slug:code>/", desk.invitation, name="invitation"),
    path("uitnodiging/<slug:code>/qr.svg", desk.invitation_qr, name="invitation_qr"),
    path("<slug:slug>/mensen/", people.people, name="people"),
    path("<slug:slug>/mensen/<uuid:person_id>/", people.person, name="person"),
    path("<slug:slug>/mensen/<uuid:person_id>/plek/", people.grant, name="grant"),
    path("<slug:slug>/mensen/<uuid:person_id>/plek/<slug:standing>/", people.end_grant, name="end_grant"),
    path("<slug:slug>/meedoen/", joining.join, name="join"),
    path("<slug:slug>/meedoen/regels/", joining.rules, name="rules"),
    path("<slug:slug>/meedoen/gevraagd/", joining.applied, name="applied"),
    path("<slug:slug>/meedoen/intrekken/", joining.withdraw, name="withdraw"),
    path("<slug:slug>/begin/", joining.begin, name="begin"),
    path("<slug:slug>/aanmeldingen/", joining.applications, name="applications"),
    path("<slug:slug>/aanmeldingen/<uuid:application_id>/ja/", joining.accept, name="accept"),
    path("<slug:slug>/aanmeldingen/<uuid:application_id>/nee/", joining.decline, name="decline"),
    path("<slug:slug>/uitnodigen/", desk.invite, name="invite"),
    path(
        "<slug:slug>/uitnodigen/<uuid:invitation_id>/intrekken/",
        desk.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path("<slug:slug>/inschrijven/", desk.enter, name="enter"),
    path("<slug:slug>/kaart/<uuid:person_id>/", desk.card, name="card"),
    path("<slug:slug>/weggaan/", leaving.leave, name="leave"),
    path("<slug:slug>/weggaan/zeker/", leaving.leave_surely, name="leave_surely"),
    path("<slug:slug>/weggaan/klaar/", leaving.left, name="left"),
    path("<slug:slug>/mijn/", mine.mine, name="mine"),
    path("<slug:slug>/mijn/verklaring/", mine.statement, name="statement"),
    path("<slug:slug>/mijn/bijdrage/", mine.choose_contribution, name="choose_contribution"),
    path("<slug:slug>/mijn/oproep/", mine.call_by_email, name="call_by_email"),
    path("<slug:slug>/mijn/beroep/", leaving.appeal, name="appeal"),
    path("<slug:slug>/functies/", offices.offices, name="offices"),
    path("<slug:slug>/functies/<slug:body>/neerleggen/", offices.resign, name="resign"),
    path("<slug:slug>/bijdragen/", resources.contributions, name="contributions"),
    path("<slug:slug>/bijdragen/aandelen/", resources.issue_share, name="issue_share"),
    path("<slug:slug>/bijdragen/<uuid:contribution_id>/doorhalen/", resources.strike, name="strike"),
]
