"""What follows an objection or an outcome: an answer, an end, a challenge, the letter of a body outside."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import linebreaksbr
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenspel.rooms.deciding import queries
from samenspel.rooms.deciding.forms import OutsideForm, SettleForm, TextForm
from samenspel.rooms.deciding.pages.checking import Answer, Button, check, hidden_from
from samenspel.rooms.deciding.pages.frame import (
    PageRequest,
    Reader,
    attempt,
    attempted,
    done,
    inside_page,
    refuse_unless,
)
from samenspel.rooms.deciding.queries import ObjectionView, ProposalView, VoteView


@require_http_methods(["GET", "HEAD", "POST"])
@inside_page
def answer(request: PageRequest, reader: Reader, proposal_id: UUID, objection_id: UUID) -> HttpResponse:
    """Answer an objection."""
    proposal, objection = _objection(reader, proposal_id, objection_id)
    params = {"objection_id": str(objection.id)}
    refuse_unless(reader, "deciding.answer", {**params, "answer": "---"})
    form = TextForm(
        request.POST or None,
        label=_("What is your answer?"),
        hint=_("What can change, so that the objection is solved? If nothing can, say why."),
        missing=_("Write your answer."),
    )
    form.initial = {"text": objection.answer}
    if request.method == "POST" and form.is_valid():
        given = {**params, "answer": form.value}
        if attempted(form, lambda: attempt(request, reader, "deciding.answer", given)) is not None:
            return done(
                request,
                reader,
                _("Your answer stands. Whoever objected gets a message."),
                _place(reader, proposal),
            )
    return _page(
        request,
        reader,
        proposal,
        form,
        title=_("Answer this objection"),
        label=_("Give this answer"),
        objection=objection,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@inside_page
def settle(request: PageRequest, reader: Reader, proposal_id: UUID, objection_id: UUID) -> HttpResponse:
    """End one's own objection."""
    proposal, objection = _objection(reader, proposal_id, objection_id)
    params = {"objection_id": str(objection.id)}
    refuse_unless(reader, "deciding.settle", {**params, "end": "withdrawn"})
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {**params, "end": form.cleaned_data["end"]}
        if attempted(form, lambda: attempt(request, reader, "deciding.settle", given)) is not None:
            return done(
                request,
                reader,
                _("Your objection has ended. Thank you for thinking along."),
                _place(reader, proposal),
            )
    return _page(
        request,
        reader,
        proposal,
        form,
        title=_("End your objection"),
        label=_("End my objection"),
        objection=objection,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@inside_page
def challenge(request: PageRequest, reader: Reader, proposal_id: UUID, number: int) -> HttpResponse:
    """Say that an outcome is wrong, with a reason; after a check there is a new vote."""
    proposal, vote = _vote(reader, proposal_id, number)
    params = {"round_id": str(vote.id)}
    refuse_unless(reader, "deciding.challenge", {**params, "reason": "---"})
    form = TextForm(
        request.POST or None,
        label=_("What is wrong with this outcome?"),
        hint=_("For example: someone could not vote, or the announcement came too late."),
        missing=_("Write what is wrong."),
    )
    if request.method != "POST" or "change" in request.POST or not form.is_valid():
        return _page(request, reader, proposal, form, title=_("Challenge the outcome"), label=_("Go on"))
    if request.POST.get("step") != "send":
        return check(
            request,
            title=_("Challenge this outcome?"),
            answers=[
                Answer(_("Proposal"), proposal.title),
                Answer(_("What is wrong"), linebreaksbr(form.value)),
            ],
            consequences=[
                _("This outcome does not count any more."),
                _("There is a new vote. That one counts."),
                _("Everyone here can read your reason, with your name."),
            ],
            hidden=[("step", "send"), *hidden_from(request, ["text"])],
            buttons=[Button("do", "challenge", _("Challenge the outcome"), danger=True)],
        )
    given = {**params, "reason": form.value}
    if attempted(form, lambda: attempt(request, reader, "deciding.challenge", given)) is None:
        return _page(request, reader, proposal, form, title=_("Challenge the outcome"), label=_("Go on"))
    return done(request, reader, _("There is a new vote. Everyone gets a message."), _place(reader, proposal))


@require_http_methods(["GET", "HEAD", "POST"])
@inside_page
def record(request: PageRequest, reader: Reader, proposal_id: UUID, number: int) -> HttpResponse:
    """Record what a body outside the platform decided."""
    proposal, vote = _vote(reader, proposal_id, number)
    params = {"round_id": str(vote.id)}
    refuse_unless(reader, "deciding.record_outside_consent", {**params, "agreed": True, "letter": "---"})
    form = OutsideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {
            **params,
            "agreed": form.cleaned_data["agreed"] == "yes",
            "letter": form.cleaned_data["letter"],
        }
        if (
            attempted(form, lambda: attempt(request, reader, "deciding.record_outside_consent", given))
            is not None
        ):
            return done(request, reader, _("It is recorded."), _place(reader, proposal))
    title = _("What did %(body)s decide?") % {"body": vote.body_name}
    return _page(request, reader, proposal, form, title=title, label=_("Record this"))


def _page(
    request: PageRequest,
    reader: Reader,
    proposal: ProposalView,
    form: TextForm | SettleForm | OutsideForm,
    *,
    title: str,
    label: str,
    objection: ObjectionView | None = None,
) -> HttpResponse:
    context = {
        "proposal": proposal,
        "form": form,
        "title": title,
        "submit_label": label,
        "objection": objection,
        "back_url": _place(reader, proposal),
    }
    return render(request, "deciding/answer.html", context)


def _place(reader: Reader, proposal: ProposalView) -> str:
    return reader.address("proposal", proposal.id)


def _objection(reader: Reader, proposal_id: UUID, objection_id: UUID) -> tuple[ProposalView, ObjectionView]:
    """Raises Http404 for an objection that is not there, or is to another proposal."""
    proposal = queries.proposal(reader.id, proposal_id)
    found = queries.objection(reader.id, objection_id)
    if proposal is None or found is None or found[1] != proposal.id:
        raise Http404
    return proposal, found[0]


def _vote(reader: Reader, proposal_id: UUID, number: int) -> tuple[ProposalView, VoteView]:
    """Raises Http404 for a vote that is not there."""
    proposal = queries.proposal(reader.id, proposal_id)
    if proposal is not None and proposal.state != "draft":
        for vote in queries.votes(reader.id, proposal_id, reader.person_id, reader.language):
            if vote.number == number:
                return proposal, vote
    raise Http404
