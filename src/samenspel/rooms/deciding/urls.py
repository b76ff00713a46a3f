"""Addresses of deciding."""

from django.urls import path

from samenspel.rooms.deciding.pages import answering, choosing, drafting, listing, proposal, voting, writing

app_name = "deciding"

_P = "<slug:slug>/voorstellen/"
_ONE = _P + "<uuid:proposal_id>/"
_VOTE = _ONE + "stem/<int:number>/"
_OBJECTION = _ONE + "bezwaar/<uuid:objection_id>/"

urlpatterns = [
    path(_P, listing.proposals, name="proposals"),
    path(_P + "nieuw/", choosing.new, name="new"),
    path(_P + "nieuw/mens/", choosing.about_person, name="new_about_person"),
    path(_P + "nieuw/handeling/", writing.new_for_act, name="new_for_act"),
    path(_ONE, proposal.proposal, name="proposal"),
    path(_ONE + "aankondigen/", drafting.announce, name="announce"),
    path(_ONE + "aangekondigd/", drafting.announced, name="announced"),
    path(_ONE + "aanpassen/", drafting.reword, name="reword"),
    path(_ONE + "intrekken/", drafting.withdraw, name="withdraw"),
    path(_VOTE, voting.vote, name="vote"),
    path(_VOTE + "klaar/", voting.voted, name="voted"),
    path(_VOTE + "natellen.json", voting.ballots, name="ballots"),
    path(_VOTE + "betwisten/", answering.challenge, name="challenge"),
    path(_VOTE + "brief/", answering.record, name="record"),
    path(_OBJECTION + "antwoord/", answering.answer, name="answer"),
    path(_OBJECTION + "afronden/", answering.settle, name="settle"),
    path("<slug:slug>/besluiten/", listing.decisions, name="decisions"),
    path("<slug:slug>/besluiten/<uuid:decision_id>/", listing.decision, name="decision"),
]
