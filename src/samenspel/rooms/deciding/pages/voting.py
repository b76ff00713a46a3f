"""Voting: one question, a check, a confirmation. The same for reacting in a round of consent."""

from uuid import UUID

from django import forms as django_forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import linebreaksbr
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samenspel.kernels.statute.words import day
from samenspel.rooms.deciding import queries
from samenspel.rooms.deciding.ballots import Ballot, Choice, ballot
from samenspel.rooms.deciding.forms import ReactionForm, TextForm, VoteForm, slip
from samenspel.rooms.deciding.pages.checking import Answer, Button, check, hidden_from
from samenspel.rooms.deciding.pages.frame import (
    PageRequest,
    Reader,
    attempt,
    attempted,
    done,
    inside_page,
    money,
    refuse_unless,
)
from samenspel.rooms.deciding.procedure import RoundWay
from samenspel.rooms.deciding.queries import SMALLEST_SPLIT, ProposalView, VoteView
from samenspel.rooms.statute.gate import Done, ImpossibleError, civil_day


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@inside_page
def vote(request: PageRequest, reader: Reader, proposal_id: UUID, number: int) -> HttpResponse:
    """Vote or react in one vote of a proposal."""
    proposal, held = _vote(reader, proposal_id, number)
    if held.secret and reader.helped:
        return _not_with_help(request, reader, proposal)
    if request.POST.get("step") != "cast" or "change" in request.POST:
        _refuse_unless_open(reader, held)
    if held.way is RoundWay.CONSENT:
        return _react(request, reader, proposal, held)
    form = _ballot(request, reader, held)
    if request.method != "POST" or "change" in request.POST or not form.is_valid():
        return _question(request, reader, proposal, held, form)
    marks = form.chosen()
    if request.POST.get("step") == "cast":
        attempt(request, reader, "deciding.vote", {"round_id": str(held.id), "marks": marks})
        return done(request, reader, "", reader.address("voted", proposal.id, held.number))
    return check(
        request,
        title=_("Is this your vote?"),
        answers=[Answer(_("Proposal"), proposal.title), Answer(_("Your vote"), _spoken(reader, held, form))],
        consequences=_consequences(reader, held),
        notes=secrecy(held),
        hidden=[("step", "cast"), *hidden_from(request, form.fields)],
        buttons=[Button("do", "cast", _("Cast my vote"))],
    )


def _vote(reader: Reader, proposal_id: UUID, number: int) -> tuple[ProposalView, VoteView]:
    """Raises Http404 for a vote that is not there."""
    proposal = queries.proposal(reader.id, proposal_id)
    if proposal is not None and proposal.state != "draft":
        for held in queries.votes(reader.id, proposal_id, reader.person_id, reader.language):
            if held.number == number and not held.void:
                return proposal, held
    raise Http404


def _refuse_unless_open(reader: Reader, held: VoteView) -> None:
    """Ask the gate before showing a ballot. Raises RefusedError with its grounds, or ImpossibleError."""
    if held.closed_at is not None or held.closes_at <= reader.at:
        raise ImpossibleError(_("This vote is closed."))
    if held.opens_at > reader.at:
        opens = day(civil_day(held.opens_at), reader.language)
        raise ImpossibleError(_("This vote opens on %(day)s. Come back then.") % {"day": opens})
    if held.secret and held.has_voted:
        raise ImpossibleError(
            _("You have voted. A secret vote cannot be changed, since nobody knows which one is yours.")
        )
    round_id = str(held.id)
    if held.way is RoundWay.CONSENT:
        refuse_unless(reader, "deciding.react", {"round_id": round_id, "reaction": "agree"})
    else:
        refuse_unless(reader, "deciding.vote", {"round_id": round_id, "marks": []})


def _not_with_help(request: PageRequest, reader: Reader, proposal: ProposalView) -> HttpResponse:
    """A secret vote is cast by the voter alone, without the eyes of a helper."""
    context = {"proposal": proposal, "back_url": reader.address("proposal", proposal.id)}
    return render(request, "deciding/vote_alone.html", context, status=403)


def _ballot(request: PageRequest, reader: Reader, held: VoteView) -> VoteForm | Ballot:
    data = request.POST if "step" in request.POST else None
    if held.way is RoundWay.YES_NO:
        return VoteForm(data, initial={"marks": held.own_marks[0] if held.own_marks else None})
    return ballot(held.counting, _choices(reader, held), data, held.own_marks)


def _choices(reader: Reader, held: VoteView) -> list[Choice]:
    """The options of a vote as they stand on the ballot."""
    return [
        Choice(
            each.id,
            each.title,
            slip(each.title, " · ".join(part for part in (each.text, money(reader, each.cost)) if part)),
        )
        for each in held.options
    ]


def _question(
    request: PageRequest, reader: Reader, proposal: ProposalView, held: VoteView, form: django_forms.Form
) -> HttpResponse:
    context = {
        "proposal": proposal,
        "vote": held,
        "form": form,
        "notes": secrecy(held),
        "closes": day(civil_day(held.closes_at), reader.language),
        "back_url": reader.address("proposal", proposal.id),
    }
    return render(request, "deciding/vote.html", context)


def _spoken(reader: Reader, held: VoteView, form: VoteForm | Ballot) -> str:
    """A ballot in words."""
    if isinstance(form, VoteForm):
        said = {"for": _("In favour"), "against": _("Against"), "abstain": _("I abstain")}
        return said[form.chosen()[0]]
    lines = form.spoken(_choices(reader, held))
    return linebreaksbr("\n".join(lines)) if lines else _("Nothing filled in: you abstain")


def secrecy(held: VoteView) -> list[str]:
    """Who can see what, said honestly."""
    if not held.secret:
        return [_("This vote is open. When it has closed, everyone here can see what you voted.")]
    found = [
        _("Nobody sees what you vote. Not the board either."),
        _("To be honest: whoever runs the computer that this is on could watch while you vote."),
    ]
    if held.entitled < SMALLEST_SPLIT:
        warning = ngettext(
            "Only %(count)d person votes here. So few votes are never quite secret: everyone knows whose it is.",
            "Only %(count)d people vote here. So few votes are never quite secret: if all vote alike, everyone knows.",
            held.entitled,
        )
        found.append(warning % {"count": held.entitled})
    return found


def _consequences(reader: Reader, held: VoteView) -> list[str]:
    if held.secret:
        return [_("You cannot change your vote afterwards, since nobody knows which one is yours.")]
    closes = day(civil_day(held.closes_at), reader.language)
    return [_("You can change your vote until %(day)s.") % {"day": closes}]


# A round of consent


def _react(request: PageRequest, reader: Reader, proposal: ProposalView, held: VoteView) -> HttpResponse:
    data = request.POST if "step" in request.POST else None
    form = ReactionForm(data, initial={"reaction": held.own_marks[0] if held.own_marks else None})
    if request.method != "POST" or "change" in request.POST or not form.is_valid():
        return _question(request, reader, proposal, held, form)
    if form.cleaned_data["reaction"] == "object":
        return _object(request, reader, proposal, held)
    if request.POST.get("step") != "cast":
        return _check_reaction(request, reader, proposal, held, form.cleaned_data["reaction"])
    params = {"round_id": str(held.id), "reaction": form.cleaned_data["reaction"]}
    attempt(request, reader, "deciding.react", params)
    return done(request, reader, "", reader.address("voted", proposal.id, held.number))


def _check_reaction(
    request: PageRequest, reader: Reader, proposal: ProposalView, held: VoteView, reaction: str
) -> HttpResponse:
    said = {"agree": _("I agree"), "worried": _("I worry, but it may go ahead")}[reaction]
    closes = day(civil_day(held.closes_at), reader.language)
    consequences = [_("You can change your answer until %(day)s.") % {"day": closes}]
    if reaction == "worried":
        consequences.insert(0, _("A worry stops nothing. Tell the others in the discussion what it is."))
    return check(
        request,
        title=_("Is this your answer?"),
        answers=[Answer(_("Proposal"), proposal.title), Answer(_("Your answer"), said)],
        consequences=consequences,
        notes=secrecy(held),
        hidden=[("step", "cast"), ("reaction", reaction)],
        buttons=[Button("do", "cast", _("Give my answer"))],
    )


def _object(request: PageRequest, reader: Reader, proposal: ProposalView, held: VoteView) -> HttpResponse:
    """An objection needs a reason: one more question, then the check."""
    step = request.POST.get("step")
    form = TextForm(
        request.POST if step in {"reason", "cast"} and "reconsider" not in request.POST else None,
        label=_("What is your objection?"),
        hint=_("What goes wrong if we do this? And what would make it good for you?"),
        missing=_("Write what your objection is. Without a reason it is no objection."),
    )
    if "reconsider" in request.POST:
        form.initial = {"text": request.POST.get("text", "")}
    if not form.is_bound or not form.is_valid():
        return _ask_reason(request, reader, proposal, held, form)
    if step == "cast":
        params = {"round_id": str(held.id), "reason": form.value}

        def objecting() -> Done:
            return attempt(request, reader, "deciding.object", params)

        if attempted(form, objecting) is None:
            return _ask_reason(request, reader, proposal, held, form)
        return done(request, reader, "", reader.address("voted", proposal.id, held.number))
    return check(
        request,
        title=_("Is this your objection?"),
        answers=[
            Answer(_("Proposal"), proposal.title),
            Answer(_("Your objection"), linebreaksbr(form.value)),
        ],
        consequences=[
            _("Everyone here can read your objection, with your name."),
            _("Whoever made the proposal owes you an answer."),
            _("As long as your objection stands, the proposal does not go ahead without a vote."),
            _("You can end your objection yourself."),
        ],
        hidden=[("step", "cast"), ("reaction", "object"), ("text", form.value)],
        buttons=[Button("do", "cast", _("Raise my objection"))],
        change="reconsider",
    )


def _ask_reason(
    request: PageRequest, reader: Reader, proposal: ProposalView, held: VoteView, form: TextForm
) -> HttpResponse:
    context = {
        "proposal": proposal,
        "vote": held,
        "form": form,
        "back_url": reader.address("vote", proposal.id, held.number),
    }
    return render(request, "deciding/object.html", context)


@require_safe
@inside_page
def voted(request: PageRequest, reader: Reader, proposal_id: UUID, number: int) -> HttpResponse:
    """After voting: that it was done, and what happens next and when."""
    proposal, held = _vote(reader, proposal_id, number)
    if not held.has_voted:
        return redirect(reader.address("proposal", proposal.id))
    react = held.way is RoundWay.CONSENT
    context = {
        "title": _("Thank you for your answer") if react else _("Your vote is in"),
        "text": proposal.title,
        "consequences": _next(reader, held),
        "next_url": reader.address("proposal", proposal.id),
        "next_label": _("To the proposal"),
    }
    return render(request, "site/done.html", context)


def _next(reader: Reader, held: VoteView) -> list[str]:
    if held.closed_at is not None:
        return [_("Everyone has answered, so this is closed. You can read the outcome now.")]
    closes = {"day": day(civil_day(held.closes_at), reader.language)}
    found = [_("We count on %(day)s, or earlier when everyone has answered.") % closes]
    if held.own_marks == ("object",):
        found.insert(0, _("You get an answer to your objection."))
    elif held.own_marks == ("worried",):
        found.insert(
            0, _("Tell in the discussion what worries you. Then the others can do something with it.")
        )
    if not held.secret:
        found.append(_("You can change your answer until then."))
    found.append(_("You get a message when there is an outcome."))
    return found


@require_safe
@inside_page
def ballots(request: PageRequest, reader: Reader, proposal_id: UUID, number: int) -> HttpResponse:
    """The ballots of a closed choice without names, as a file that `samenspel recount` reads."""
    del request
    _proposal, held = _vote(reader, proposal_id, number)
    written = queries.ballot_file(reader.id, held.id) if held.closed_at is not None else None
    if written is None:
        raise Http404
    return HttpResponse(
        written,
        content_type="application/json; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="stembriefjes-{reader.slug}-{held.number}.json"'
        },
    )
