"""The desk: inviting on screen and on paper, entering someone, printing a card."""

from io import BytesIO
from uuid import UUID

import segno
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samenspel.ground.foundation import collectives
from samenspel.ground.people import cards
from samenspel.kernels.statute.vocabulary import Standing
from samenspel.kernels.statute.words import STANDINGS
from samenspel.rooms.membership import queries
from samenspel.rooms.membership.acts.desk import EnterPerson, IssueCard, NewCard
from samenspel.rooms.membership.acts.invitations import Invite, NewInvitation, WithdrawInvitation
from samenspel.rooms.membership.forms import EnterForm, InviteForm
from samenspel.rooms.membership.frame import (
    Doing,
    PageRequest,
    Reader,
    Step,
    attempt,
    attempted,
    carry_out,
    or_404,
    personal_page,
    reader_of,
    refuse_unless_allowed,
    told,
)
from samenspel.rooms.membership.queries.voices import language
from samenspel.rooms.statute.gate import Done, civil_day


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def invite(request: PageRequest, reader: Reader) -> HttpResponse:
    """Make an invitation, and see those that still work. The new one is shown once, as a sheet to print."""
    refuse_unless_allowed(reader, "membership.invite", Invite())
    places = queries.open_places(reader.version.charter) if reader.version is not None else ()
    form = InviteForm(places, request.POST or None, initial={"standing": "member", "uses": 1, "days": 30})
    if request.method == "POST" and form.is_valid():
        done = attempted(form, lambda: attempt(request, reader, "membership.invite", form.cleaned_data))
        if done is not None:
            return _invited(request, reader, done, Standing(form.cleaned_data["standing"]))
    context = {"form": form, "invitations": queries.invitations(reader.id, reader.at), "reader": reader}
    return render(request, "membership/invite.html", context)


def _invited(request: PageRequest, reader: Reader, done: Done, standing: Standing) -> HttpResponse:
    if not isinstance(done.result, NewInvitation):  # the same form was sent before
        message = _("This invitation was made, and shown once. Make a new one if you lost it.")
        return told(request, message, reader.address("invite"))
    code = cards.grouped(done.result.code)
    url = request.build_absolute_uri(reverse("membership:invitation", args=(code,)))
    context = {
        "url": url,
        "code": code,
        "qr": SafeString(_square(url).svg_inline(border=2, svgclass=None, lineclass=None, omitsize=True)),
        "qr_url": reverse("membership:invitation_qr", args=(code,)),
        "invitation": queries.invitation_by_code(code, reader.at),
        "place": STANDINGS[standing].say(language()),
        "rules": queries.plain_rules(reader.version.charter) if reader.version is not None else (),
        "reader": reader,
    }
    return render(request, "membership/invited.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def withdraw_invitation(request: PageRequest, reader: Reader, invitation_id: UUID) -> HttpResponse:
    """Make an invitation worthless."""
    params = WithdrawInvitation(invitation_id)
    refuse_unless_allowed(reader, "membership.withdraw_invitation", params)
    step = Step(
        act="membership.withdraw_invitation",
        title=_("Withdraw this invitation?"),
        submit_label=_("Withdraw it"),
        consequences=[_("The link and the code no longer work."), _("Who used it before is not affected.")],
        back_url=reader.address("invite"),
        danger=True,
    )
    return carry_out(
        request,
        reader,
        step,
        Doing(
            lambda _given: params,
            lambda _done: told(request, _("The invitation no longer works."), reader.address("invite")),
        ),
    )


@require_safe
def invitation(request: PageRequest, code: str) -> HttpResponse:
    """What someone sees who was invited: what this collective is, and the way in."""
    found = queries.invitation_by_code(code, request.at)
    if found is None:
        return render(request, "membership/invitation_over.html", status=404)
    request.collective = collectives.by_id(found.collective_id)
    reader = reader_of(request)
    charter = reader.version.charter if reader.version is not None else None
    context = {
        "code": cards.grouped(queries.clean_code(code)),
        "standing": found.standing,
        "voice": queries.voice(charter, found.standing) if charter is not None else None,
        "purpose": charter.statute.settings.purpose if charter is not None else "",
        "people": sum(queries.counts(found.collective_id, request.at).get(s, 0) for s in _COUNTED),
        "reader": reader,
    }
    return render(request, "membership/invitation.html", context)


_COUNTED = (Standing.MEMBER, Standing.TRIAL_MEMBER)


@require_safe
def invitation_qr(request: PageRequest, code: str) -> HttpResponse:
    """The invitation as a picture, to put on a poster. It only spells the address that one has."""
    if queries.invitation_by_code(code, request.at) is None:
        raise Http404
    address = reverse("membership:invitation", args=(cards.grouped(queries.clean_code(code)),))
    picture = BytesIO()
    _square(request.build_absolute_uri(address)).save(picture, kind="svg", scale=10, border=4)
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")


def _square(url: str) -> segno.QRCode:
    """A QR code that still reads when a corner of the paper is torn."""
    return segno.make(url, error="q", micro=False)


@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def enter(request: PageRequest, reader: Reader) -> HttpResponse:
    """Enter someone who asked on paper."""
    today = civil_day(reader.at)
    refuse_unless_allowed(reader, "membership.enter_person", EnterPerson("x", Standing.MEMBER, today))
    places = queries.open_places(reader.version.charter) if reader.version is not None else ()
    step = Step(
        act="membership.enter_person",
        title=_("Enter someone who asked on paper"),
        submit_label=_("Enter this person"),
        intro=_("For who has no e-mail, or would rather do it on paper. First read the rules together."),
        consequences=[
            _("The request is on the list, like any other."),
            _("After that you can print a card with which this person signs in."),
        ],
        back_url=reader.address("people"),
    )
    return carry_out(
        request,
        reader,
        step,
        Doing(
            lambda given: given,
            lambda _done: told(request, _("The request is on the list."), reader.address("applications")),
        ),
        EnterForm(
            places, request.POST or None, initial={"signed_on": today, "language": "nl", "wanted": "member"}
        ),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def card(request: PageRequest, reader: Reader, person_id: UUID) -> HttpResponse:
    """Make a sign-in card for someone and show it once, to print."""
    params = IssueCard(person_id)
    refuse_unless_allowed(reader, "membership.issue_card", params)
    known = dict(queries.person_choices(reader.id, reader.at)) | dict(queries.applicants(reader.id))
    name = or_404(known.get(person_id))
    step = Step(
        act="membership.issue_card",
        title=_("Print a sign-in card for %(name)s") % {"name": name},
        submit_label=_("Make the card"),
        intro=_("The card has ten codes. Each code works once."),
        consequences=[
            _("Give the card to %(name)s at once. Whoever has the card can sign in as %(name)s.")
            % {"name": name},
            _("You see the codes once. Print them straight away."),
            _("It stands in the book that you made this card."),
        ],
        back_url=reader.address("people"),
    )
    return carry_out(
        request,
        reader,
        step,
        Doing(lambda _given: params, lambda done: _printed(request, reader, done, person_id, name)),
    )


def _printed(request: PageRequest, reader: Reader, done: Done, person_id: UUID, name: str) -> HttpResponse:
    if not isinstance(done.result, NewCard):  # the same form was sent before
        return redirect(reader.address("card", person_id))
    address = request.build_absolute_uri(reverse("people:card"))
    context = {
        "name": name,
        "sheet": cards.sheet(done.result.card, done.result.codes, address),
        "reader": reader,
    }
    return render(request, "membership/card.html", context)
