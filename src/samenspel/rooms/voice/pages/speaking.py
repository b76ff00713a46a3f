"""Speaking against a decision, supporting who does, and taking it back."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from samenspel.rooms.deciding import queries as deciding
from samenspel.rooms.membership.frame import (
    Answer,
    Doing,
    PageRequest,
    Reader,
    Step,
    carry_out,
    or_404,
    personal_page,
    pressed,
    told,
)
from samenspel.rooms.voice import queries
from samenspel.rooms.voice.acts import Counter, OfStatement
from samenspel.rooms.voice.forms import CounterForm
from samenspel.rooms.voice.queries import StatementView, Terms


@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def speak(request: PageRequest, reader: Reader, proposal_id: UUID) -> HttpResponse:
    """Say what one has against a decision."""
    assert reader.person_id is not None
    decided = or_404(deciding.proposal(reader.id, proposal_id))
    terms = or_404(queries.terms_of(decided))
    version = or_404(reader.version)
    if not queries.is_for(version.charter, reader.id, reader.person_id, reader.at):
        raise Http404
    back = reader.elsewhere("deciding:proposal", proposal_id)
    step = Step(
        "voice.counter",
        _("Speak against this decision"),
        _("Put it beside the decision"),
        answers=[Answer(_("Decision"), decided.title)],
        consequences=list(_consequences(terms)),
        back_url=back,
    )

    def params(given: Mapping[str, object]) -> object:
        return Counter(proposal_id, str(given["text"]))

    def then(_done: object) -> HttpResponse:
        return told(request, _("Your words stand beside the decision."), f"{back}#tegengeluid")

    return carry_out(request, reader, step, Doing(params, then), CounterForm(request.POST or None))


def _consequences(terms: Terms) -> list[str]:
    """What follows from speaking."""
    day = date_format(terms.until - timedelta(days=1), "j F Y")
    found = [
        _("Everyone who can read the decision can read this too."),
        _("Others can support it up to and including %(day)s. Nobody sees who they are.") % {"day": day},
        ngettext(
            "With the support of %(count)s person, there must be an answer.",
            "With the support of %(count)s people, there must be an answer.",
            terms.supporters,
        )
        % {"count": terms.supporters},
    ]
    if terms.delay.fullest:
        found.append(
            _("Did you have no vote in it? Then the decision may have to wait longer. It is not stopped.")
        )
    return found


@require_POST
@personal_page
def support(request: PageRequest, reader: Reader, statement_id: UUID) -> HttpResponse:
    """Support what another says."""
    return _on_statement(request, reader, "voice.support", statement_id, _("You support this."))


@require_POST
@personal_page
def take_back(request: PageRequest, reader: Reader, statement_id: UUID) -> HttpResponse:
    """Take back one's own words, or one's support."""
    return _on_statement(request, reader, "voice.take_back", statement_id, _("You took it back."))


def _on_statement(
    request: PageRequest, reader: Reader, act: str, statement_id: UUID, message: str
) -> HttpResponse:
    said: StatementView = or_404(queries.statement(reader.id, statement_id))
    back = f"{reader.elsewhere('deciding:proposal', said.proposal_id)}#tegengeluid"
    return pressed(request, reader, act, OfStatement(statement_id), message, back)
