"""Writing a proposal: the words, beside them what the rules say, then a check, then it is announced or kept."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from samenspel.kernels.statute.judge import Outcome
from samenspel.kernels.statute.words import Explained, day, explain
from samenspel.kernels.tally import METHODS
from samenspel.rooms.deciding import forms, procedure
from samenspel.rooms.deciding import outlook as outlooks
from samenspel.rooms.deciding.ballots import WAYS
from samenspel.rooms.deciding.forms import Choices, CountingForm, OptionRows, ProposalForm
from samenspel.rooms.deciding.outlook import Outlook
from samenspel.rooms.deciding.pages.checking import Answer, Button, check, hidden_from
from samenspel.rooms.deciding.pages.frame import (
    PageRequest,
    Reader,
    attempt,
    attempted,
    done,
    inside_page,
    money,
    refuse_unless_may_propose,
)
from samenspel.rooms.deciding.pages.wording import doing, sentence_of
from samenspel.rooms.deciding.procedure import RoundWay
from samenspel.rooms.membership import queries as membership
from samenspel.rooms.statute.gate import ACTS, Done, ImpossibleError, civil_day
from samenspel.rooms.statute.params import BadParamsError

ORDINARY = "deciding.resolve"
_WORDS = ("title", "reason", "touches", "purpose_line")
_COUNTING = ("counting", "seats", "budget")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a proposal is to be about: the act it carries with its parameters, or a choice among options."""

    act: str
    params: dict[str, object]
    choice: bool

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """The same, to travel along in a form."""
        return [
            ("act", self.act),
            ("params", json.dumps(self.params)),
            ("choice", "1" if self.choice else ""),
        ]


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposal being written: what it is about, what lies ahead, and the form with its options."""

    asked: Asked
    ahead: Outlook
    form: ProposalForm
    options: OptionRows | None = None
    counting: CountingForm | None = None


@require_http_methods(["GET", "HEAD", "POST"])
@inside_page
def new_for_act(request: PageRequest, reader: Reader) -> HttpResponse:
    """Write a proposal for an act. `act` and its parameters come in the address, or as JSON from another page."""
    refuse_unless_may_propose(reader)
    asked = _asked(request)
    step = request.POST.get("step", "")
    if step == "params":
        form = _params_form(reader, asked, request.POST)
        if form is None or not form.is_valid():
            return _ask_params(request, reader, asked, form)
        asked = Asked(asked.act, {**asked.params, **forms.as_params(form)}, asked.choice)
    try:
        ahead = outlook_of(reader, asked)
    except BadParamsError as error:
        known = {name: value for name, value in asked.params.items() if name not in error.errors}
        asked = Asked(asked.act, known, asked.choice)
        return _ask_params(request, reader, asked, _params_form(reader, asked, None))
    if step not in {"words", "check"}:
        form = ProposalForm(initial=_first_words(reader, asked))
        if not asked.choice:
            return _ask_words(request, reader, Draft(asked, ahead, form))
        return _ask_words(
            request, reader, Draft(asked, ahead, form, OptionRows(), CountingForm(_ways(reader)))
        )
    return _on_from_words(request, reader, asked, ahead)


def _asked(request: HttpRequest) -> Asked:
    """Raises ImpossibleError for an act that no proposal can carry."""
    given = request.POST if request.method == "POST" else request.GET
    act = given.get("act") or ORDINARY
    if act not in ACTS or not ACTS[act].by_decision:
        raise ImpossibleError(_("A proposal cannot do this."))
    params: dict[str, object] = {}
    if request.method == "POST":
        params = _json(given.get("params", ""))
    else:
        params = {name: value for name, value in given.items() if name not in {"act", "choice"}}
    return Asked(act, params, bool(given.get("choice")) and act == ORDINARY)


def _json(text: str) -> dict[str, object]:
    """Parameters from another page; what cannot be read counts as nothing filled in."""
    try:
        read = json.loads(text or "{}")
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def outlook_of(reader: Reader, asked: Asked) -> Outlook:
    if reader.version is None:
        raise ImpossibleError(
            _("There are no rules yet. First adopt the rules; then you can decide by them.")
        )
    return outlooks.outlook(
        reader.version, asked.act, asked.params, reader.at, reader.language, has_options=asked.choice
    )


# What exactly


def _params_form(reader: Reader, asked: Asked, data: Mapping[str, str] | None) -> Form | None:
    """A form for what is not known yet of the act."""
    bodies = reader.version.charter.statute.bodies() if reader.version is not None else ()
    choices = Choices(membership.person_choices(reader.id, reader.at), bodies, reader.language)
    kind = forms.params_form(asked.act, frozenset(asked.params), choices)
    return kind(data) if kind is not None else None


def _ask_params(request: HttpRequest, reader: Reader, asked: Asked, form: Form | None) -> HttpResponse:
    """Ask what an act needs to know. Raises ImpossibleError where only another page can tell."""
    if form is None:
        raise ImpossibleError(
            _("Something is missing for this proposal. Begin again at the page that you came from.")
        )
    context = {
        "title": sentence_of(asked.act),
        "form": form,
        "hidden": asked.hidden,
        "action_url": reader.address("new_for_act"),
        "back_url": reader.address("new"),
    }
    return render(request, "deciding/params.html", context)


def _ways(reader: Reader) -> tuple[str, ...]:
    """How a choice may be counted here."""
    assert reader.version is not None
    return procedure.ways_of_counting(reader.version.charter)


# The words


def _first_words(reader: Reader, asked: Asked) -> dict[str, str]:
    """A title to begin with, where the act says it all."""
    said = doing(reader, asked.act, asked.params)
    if asked.act == ORDINARY:
        return {}
    who = next((fact.value for fact in said.facts), "")
    return {"title": f"{said.sentence}: {who}"[:160] if who else said.sentence}


def _ask_words(request: HttpRequest, reader: Reader, draft: Draft) -> HttpResponse:
    asked, ahead, options = draft.asked, draft.ahead, draft.options
    charter = reader.version.charter if reader.version is not None else None
    context = {
        "form": draft.form,
        "hidden": asked.hidden,
        "options": options,
        "counting": draft.counting,
        "errors": [
            *(_option_errors(options) if options is not None else []),
            *(_field_errors(draft.counting) if draft.counting is not None else []),
        ],
        "doing": doing(reader, asked.act, asked.params),
        "ahead": ahead,
        "about": _about(reader, ahead),
        "purpose": charter.statute.settings.purpose if charter is not None else "",
        "hindrances": _hindrances(reader, asked),
        "reader": reader,
        "action_url": reader.address("new_for_act"),
        "back_url": reader.address("new"),
    }
    return render(request, "deciding/write.html", context)


def _option_errors(options: OptionRows) -> list[str]:
    """What is wrong with the options, each error with the way to its field."""
    found = [str(error) for error in options.errors]
    for form in options.given if options.checked else ():
        for name, errors in form.errors.items():
            place = form[name].id_for_label
            found += [
                format_html('<a href="#{}">{}: {}</a>', place, form["title"].label, error) for error in errors
            ]
    return found


def _field_errors(form: CountingForm) -> list[str]:
    """What is wrong with how it is counted, each error with the way to its field."""
    return [
        format_html('<a href="#{}">{}</a>', form[name].id_for_label or f"{form[name].auto_id}_0", error)
        for name, errors in form.errors.items()
        for error in errors
    ]


def _hindrances(reader: Reader, asked: Asked) -> list[Explained]:
    """What would stop the act as things stand now, though a vote could be held about it."""
    assert reader.version is not None
    verdict = reader.ask(asked.act, asked.params)
    if verdict.outcome is not Outcome.REFUSED:
        return []
    return [ground for ground in explain(verdict, reader.version.charter, reader.language) if not ground.met]


def _about(reader: Reader, ahead: Outlook) -> list[str]:
    """How it will go, in a few sentences: the way, open or secret, what follows."""
    found = [
        {
            RoundWay.CONSENT: _("First we ask whether anyone objects. If an objection remains, we vote."),
            RoundWay.YES_NO: _("We vote in favour or against."),
            RoundWay.CHOICE: _("We choose among options. What wins must also have enough people behind it."),
        }[ahead.way],
        _("The vote is secret.")
        if ahead.secret
        else _("The vote is open: afterwards you can see who voted what."),
    ]
    if ahead.challenge_days:
        found.append(
            ngettext(
                "After the outcome there is %(days)d day in which to say that it is wrong.",
                "After the outcome there are %(days)d days in which to say that it is wrong.",
                ahead.challenge_days,
            )
            % {"days": ahead.challenge_days}
        )
    if ahead.holds_until is not None:
        found.append(
            _(
                "The decision then holds until %(day)s, or a little longer. After that it ends, unless we renew it."
            )
            % {"day": day(ahead.holds_until, reader.language)}
        )
    return found


def _on_from_words(request: PageRequest, reader: Reader, asked: Asked, ahead: Outlook) -> HttpResponse:
    if "more" in request.POST or "change" in request.POST:
        typed = request.POST.dict()
        rows = OptionRows(request.POST, extra=1 if "more" in request.POST else 0) if asked.choice else None
        counting = CountingForm(_ways(reader), initial=typed) if asked.choice else None
        return _ask_words(request, reader, Draft(asked, ahead, ProposalForm(initial=typed), rows, counting))
    draft = Draft(
        asked,
        ahead,
        ProposalForm(request.POST),
        OptionRows(request.POST, checked=True) if asked.choice else None,
        CountingForm(_ways(reader), request.POST) if asked.choice else None,
    )
    valid = draft.form.is_valid()
    if draft.counting is not None and not draft.counting.is_valid():
        valid = False
    if draft.options is not None and not draft.options.is_valid():
        valid = False
    if not valid:
        return _ask_words(request, reader, draft)
    chosen = request.POST.get("do", "")
    if request.POST.get("step") == "check" and chosen in {"announce", "keep"}:
        answer = _carry_through(request, reader, draft, announce=chosen == "announce")
        return answer or _ask_words(request, reader, draft)
    return _check_words(request, reader, draft)


def _check_words(request: HttpRequest, reader: Reader, draft: Draft) -> HttpResponse:
    options = [key for key in request.POST if key.startswith("option")] if draft.options is not None else []
    return check(
        request,
        title=_("Is this right?"),
        answers=_answers(reader, draft),
        consequences=announcing(reader, draft.ahead),
        hidden=[
            *draft.asked.hidden,
            ("step", "check"),
            *hidden_from(request, [*_WORDS, *_COUNTING, *options]),
        ],
        buttons=[
            Button("do", "announce", _("Announce the proposal")),
            Button("do", "keep", _("Keep it as a draft"), quiet=True),
        ],
        action_url=reader.address("new_for_act"),
    )


def _answers(reader: Reader, draft: Draft) -> list[Answer]:
    asked, options, given = draft.asked, draft.options, draft.form.cleaned_data
    said = doing(reader, asked.act, asked.params)
    found = [Answer(_("Proposal"), given["title"]), Answer(_("Why"), linebreaksbr(given["reason"]))]
    if asked.act != ORDINARY:
        found.append(Answer(_("What happens"), said.sentence))
    found += [Answer(fact.label, fact.value) for fact in said.facts]
    if options is not None:
        rows = [str(each.cleaned_data["title"]) for each in options.given]
        found.append(Answer(_("Options"), linebreaksbr("\n".join(rows))))
    if draft.counting is not None:
        found += _counted(reader, draft.counting)
    if given["touches"]:
        found.append(Answer(_("Whom it touches"), given["touches"]))
    if given["purpose_line"]:
        found.append(Answer(_("How it helps our purpose"), given["purpose_line"]))
    return found


def _counted(reader: Reader, form: CountingForm) -> list[Answer]:
    """How a choice is counted, for the check."""
    given = form.values()
    way = str(given["counting"])
    found = [Answer(_("How we count"), str(WAYS[way][0]))]
    if METHODS[way].seats:
        found.append(Answer(_("How many can be chosen"), str(given["seats"])))
    if METHODS[way].budget:
        found.append(Answer(_("Money to divide"), money(reader, int(str(given["budget"])))))
    return found


def announcing(reader: Reader, ahead: Outlook) -> list[str]:
    """What happens when a proposal is announced."""
    found = [_("Everyone who may decide gets a message today.")]
    for call in ahead.calls:
        terms = {
            "body": call.consent.name[:1].upper() + call.consent.name[1:],
            "opens": day(civil_day(call.opens_at), reader.language),
            "closes": day(civil_day(call.closes_at), reader.language),
        }
        if call.consent.outside:
            found.append(
                _("%(body)s decides outside this platform. Someone records the answer here.") % terms
            )
        elif ahead.way is RoundWay.CONSENT:
            found.append(_("%(body)s: react from %(opens)s until %(closes)s.") % terms)
        else:
            found.append(_("%(body)s: vote from %(opens)s until %(closes)s.") % terms)
    found.append(_("You can take your proposal back as long as nothing is decided."))
    return found


def _carry_through(
    request: PageRequest, reader: Reader, draft: Draft, *, announce: bool
) -> HttpResponse | None:
    """Write the proposal, and announce it in the same breath or not at all. None when the form has to be shown again."""
    params = {
        **draft.form.cleaned_data,
        "act": draft.asked.act,
        "params": draft.asked.params,
        "options": draft.options.values() if draft.options is not None else [],
        **(draft.counting.values() if draft.counting is not None else {}),
    }

    def both() -> Done:
        with transaction.atomic():
            written = attempt(request, reader, "deciding.propose", params, part="propose")
            if announce:
                of = {"proposal_id": str(written.deed.subject_id)}
                attempt(request, reader, "deciding.announce", of, part="announce")
            return written

    written = attempted(draft.form, both)
    if written is None or written.deed.subject_id is None:
        return None
    if announce:
        return done(request, reader, "", reader.address("announced", written.deed.subject_id))
    message = _("Your draft is kept. Only you see it.")
    return done(request, reader, message, reader.address("proposal", written.deed.subject_id))
