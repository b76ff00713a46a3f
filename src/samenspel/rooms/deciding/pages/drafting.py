"""A proposal of one's own, after it was written: announce it, change its words, take it back."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import linebreaksbr
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from samenspel.kernels.statute.words import day
from samenspel.rooms.deciding import forms, queries
from samenspel.rooms.deciding.pages.checking import Answer, Button, check
from samenspel.rooms.deciding.pages.frame import (
    PageRequest,
    Reader,
    attempt,
    attempted,
    done,
    inside_page,
    not_for,
)
from samenspel.rooms.deciding.pages.writing import Asked, announcing, outlook_of
from samenspel.rooms.deciding.procedure import RoundWay
from samenspel.rooms.deciding.queries import ProposalView
from samenspel.rooms.statute.gate import civil_day


def _own(request: PageRequest, reader: Reader, proposal_id: UUID) -> ProposalView | HttpResponse:
    """The reader's own proposal, or the answer that it is not for them."""
    proposal = queries.proposal(reader.id, proposal_id)
    if proposal is None or proposal.opener_id != reader.person_id:
        return (
            not_for(request, reader)
            if proposal is None or proposal.state == "draft"
            else _to(reader, proposal)
        )
    return proposal


def _to(reader: Reader, proposal: ProposalView) -> HttpResponse:
    return redirect(reader.address("proposal", proposal.id))


@require_http_methods(["GET", "HEAD", "POST"])
@inside_page
def announce(request: PageRequest, reader: Reader, proposal_id: UUID) -> HttpResponse:
    """Announce a draft, after a last look."""
    proposal = _own(request, reader, proposal_id)
    if isinstance(proposal, HttpResponse):
        return proposal
    if request.method == "POST":
        attempt(request, reader, "deciding.announce", {"proposal_id": str(proposal.id)})
        return done(request, reader, "", reader.address("announced", proposal.id))
    if proposal.state != "draft":
        return _to(reader, proposal)
    asked = Asked(proposal.act, dict(proposal.params), bool(proposal.options))
    return check(
        request,
        title=_("Announce this proposal?"),
        answers=[Answer(_("Proposal"), proposal.title), Answer(_("Why"), linebreaksbr(proposal.reason))],
        consequences=announcing(reader, outlook_of(reader, asked)),
        buttons=[Button("do", "announce", _("Announce the proposal"))],
        back_url=reader.address("proposal", proposal.id),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@inside_page
def reword(request: PageRequest, reader: Reader, proposal_id: UUID) -> HttpResponse:
    """Change the words of one's own proposal: a draft, or to take in an objection."""
    proposal = _own(request, reader, proposal_id)
    if isinstance(proposal, HttpResponse):
        return proposal
    form = forms.RewordForm(
        request.POST or None, initial={"title": proposal.title, "reason": proposal.reason}
    )
    if request.method == "POST" and form.is_valid():
        params = {"proposal_id": str(proposal.id), **form.cleaned_data}
        if attempted(form, lambda: attempt(request, reader, "deciding.reword", params)) is not None:
            return done(request, reader, _("The new text stands."), reader.address("proposal", proposal.id))
    context = {
        "form": form,
        "asks_again": proposal.state != "draft",
        "back_url": reader.address("proposal", proposal.id),
        "title": _("Change the text"),
    }
    return render(request, "deciding/reword.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@inside_page
def withdraw(request: PageRequest, reader: Reader, proposal_id: UUID) -> HttpResponse:
    """Take back one's own proposal, after a check."""
    proposal = _own(request, reader, proposal_id)
    if isinstance(proposal, HttpResponse):
        return proposal
    draft = proposal.state == "draft"
    if request.method == "POST":
        attempt(request, reader, "deciding.withdraw", {"proposal_id": str(proposal.id)})
        message = _("Your draft is gone.") if draft else _("You took your proposal back.")
        return done(request, reader, message, reader.address("proposals"))
    consequences = (
        []
        if draft
        else [_("The vote stops. What was voted does not count any more."), _("The text stays readable.")]
    )
    return check(
        request,
        title=_("Throw this draft away?") if draft else _("Take this proposal back?"),
        answers=[Answer(_("Proposal"), proposal.title)],
        consequences=consequences,
        buttons=[Button("do", "withdraw", _("Throw it away") if draft else _("Take it back"), danger=True)],
        back_url=reader.address("proposal", proposal.id),
    )


@require_safe
@inside_page
def announced(request: PageRequest, reader: Reader, proposal_id: UUID) -> HttpResponse:
    """After announcing: who got notice, and what happens when."""
    proposal = _own(request, reader, proposal_id)
    if isinstance(proposal, HttpResponse):
        return proposal
    context = {
        "title": _("Your proposal is announced"),
        "text": proposal.title,
        "consequences": list(_announced(reader, proposal)),
        "next_url": reader.address("proposal", proposal.id),
        "next_label": _("To the proposal"),
    }
    return render(request, "site/done.html", context)


def _announced(reader: Reader, proposal: ProposalView) -> list[str]:
    found: list[str] = []
    for vote in queries.votes(reader.id, proposal.id, reader.person_id, reader.language):
        terms = {
            "body": vote.body_name[:1].upper() + vote.body_name[1:],
            "people": vote.entitled,
            "opens": day(civil_day(vote.opens_at), reader.language),
            "closes": day(civil_day(vote.closes_at), reader.language),
        }
        if not vote.entitled:
            found.append(_("%(body)s decides outside this platform. Send them the proposal.") % terms)
            continue
        said = ngettext(
            "%(body)s: %(people)d person gets a message.",
            "%(body)s: %(people)d people get a message.",
            vote.entitled,
        )
        terms_said = (
            _("They can react from %(opens)s until %(closes)s.")
            if vote.way is RoundWay.CONSENT
            else _("They can vote from %(opens)s until %(closes)s.")
        )
        found.append(f"{said % terms} {terms_said % terms}")
    found.append(_("Everyone can join the discussion until the vote closes."))
    found.append(_("You get a message when there is an outcome."))
    return found
