"""Every page, for everyone of the cast; and the flows from the first page to the last."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.journal import queries as journal
from samenspel.kernels.statute.vocabulary import Standing
from samenspel.rooms.membership import queries
from samenspel.rooms.membership.acts.desk import Entered, EnterPerson
from samenspel.rooms.membership.acts.invitations import Invite, NewInvitation
from samenspel.rooms.membership.acts.measures import Expel
from samenspel.rooms.membership.acts.resources import RecordContribution
from support.cast import NAMES, Cast, apply

from .conftest import AT

Browse = Callable[[str], Client]

OPEN = ("mensen", "meedoen", "functies")
SIGNED_IN = ("mijn", "weggaan")
INSIDERS = {"anna", "bram", "chadia", "dirk"}
DECIDERS = {"anna", "bram"}


def url(cast: Cast, *parts: object) -> str:
    return "/".join(("", cast.slug, *map(str, parts), ""))


def text(response: object) -> str:
    """What stands on a page, without tags."""
    html = response.content.decode()  # type: ignore[attr-defined]
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def key() -> dict[str, str]:
    return {"request_key": str(new_id())}


@pytest.mark.parametrize("name", ["", *NAMES])
def test_who_may_open_which_page(cast: Cast, browse: Browse, name: str) -> None:
    client = browse(name)
    codes = {page: client.get(url(cast, page)).status_code for page in (*OPEN, *SIGNED_IN)}
    assert codes == {**dict.fromkeys(OPEN, 200), **dict.fromkeys(SIGNED_IN, 200 if name else 302)}
    others = {
        ("aanmeldingen",): DECIDERS,
        ("uitnodigen",): DECIDERS,
        ("mensen", cast.bram): INSIDERS,
        ("bijdragen",): {"anna"},
        ("bijdragen", "aandelen"): {"anna"},
        ("inschrijven",): {"anna"},
        ("mijn", "bijdrage"): {"anna", "bram"},
        ("mijn", "oproep"): set(NAMES) - {"farid", "huub"},
        ("weggaan", "zeker"): set(NAMES) - {"farid", "huub"},
        ("functies", "board", "neerleggen"): {"anna"},
        ("mensen", cast.dirk, "plek"): {"anna"},
        ("mensen", cast.dirk, "plek", "volunteer"): {"anna"},
        ("mijn", "beroep"): set(),
    }
    for parts, allowed in others.items():
        expected = 200 if name in allowed else 403 if name else 302
        assert client.get(url(cast, *parts)).status_code == expected, parts


def test_what_is_not_there_is_not_found(cast: Cast, browse: Browse) -> None:
    client = browse("anna")
    for parts in (
        ("mensen", new_id()),
        ("mensen", cast.huub),
        ("mensen", cast.huub, "plek"),
        ("mensen", cast.dirk, "plek", "koning"),
        ("mensen", cast.dirk, "plek", "member"),
        ("aanmeldingen", new_id(), "ja"),
        ("aanmeldingen", new_id(), "nee"),
        ("kaart", cast.huub),
        ("functies", "koning", "neerleggen"),
        ("functies", "general_meeting", "neerleggen"),
    ):
        assert client.get(url(cast, *parts)).status_code == 404, parts
    assert client.get("/geen-collectief/mensen/").status_code == 404
    assert client.get("/uitnodiging/ABCD-EFGH/").status_code == 404
    assert client.get("/uitnodiging/ABCD-EFGH/qr.svg").status_code == 404


@pytest.mark.parametrize("name", ["", *NAMES])
def test_names_are_for_who_takes_part(cast: Cast, browse: Browse, name: str) -> None:
    """A municipality, a fund and a passer-by see how many, not who."""
    seen = text(browse(name).get(url(cast, "mensen")))
    assert ("Chadia" in seen) is (name in INSIDERS or name == "chadia")
    assert ("Bram" in text(browse(name).get(url(cast, "functies")))) is (name == "bram")


def test_the_list_is_searched_and_filtered(cast: Cast, browse: Browse) -> None:
    client = browse("anna")
    page = client.get(url(cast, "mensen"), {"zoek": "ch"}).context["page"]
    assert [line.name for line in page] == ["Chadia"]
    page = client.get(url(cast, "mensen"), {"als": "member"}).context["page"]
    assert [line.name for line in page] == ["Anna", "Bram"]
    for wrong in ({"als": "koning"}, {"page": "x"}, {"page": "999"}, {"zoek": "\x00"}):
        assert client.get(url(cast, "mensen"), wrong).status_code == 200
    assert not client.get(url(cast, "mensen"), {"zoek": "zzz"}).context["page"].object_list


def test_the_list_reads_back_in_time(cast: Cast, browse: Browse) -> None:
    client = browse("anna")
    client.post(url(cast, "eerder"), {"day": "2025-12-01"})
    page = client.get(url(cast, "mensen")).context["page"]
    assert [line.name for line in page] == ["Anna", "Chadia", "Dirk", "Els", "Greet"]
    card = client.get(url(cast, "mensen", cast.dirk))
    assert card.context["ways"] == []


# Joining


def test_joining_from_the_first_page_to_the_last(cast: Cast, browse: Browse) -> None:
    client = browse("farid")
    assert client.get(url(cast, "meedoen")).context["voices"]
    rules = client.get(url(cast, "meedoen", "regels"), {"wanted": "volunteer"})
    assert len(rules.context["rules"]) == 5
    given = dict(rules.context["hidden"])
    again = client.post(url(cast, "meedoen", "regels"), {**given, "step": "check", "motivation": "Ik kook."})
    assert "read" in again.context["form"].errors
    assert "Ik kook." in again.content.decode()
    given |= {"motivation": "Ik kook.", "read": "on"}
    check = client.post(url(cast, "meedoen", "regels"), {**given, "step": "check"})
    assert "Ik kook." in text(check)
    changed = client.post(url(cast, "meedoen", "regels"), {**given, "step": "change"})
    assert "Ik kook." in changed.content.decode()
    sent = {**given, "step": "send", **key()}
    for _ in range(2):
        done = client.post(url(cast, "meedoen", "regels"), sent)
        assert done["Location"] == url(cast, "meedoen", "gevraagd")
    assert client.get(done["Location"]).status_code == 200
    waiting = queries.application_of(cast.collective_id, cast.farid)
    assert waiting is not None
    assert (waiting.wanted, waiting.motivation) == (Standing.VOLUNTEER, "Ik kook.")
    assert "vrijwilliger" in text(client.get(url(cast, "mijn")))
    withdrawn = client.post(url(cast, "meedoen", "intrekken"), key())
    assert withdrawn["Location"] == url(cast, "mijn")
    assert queries.application_of(cast.collective_id, cast.farid) is None


def test_rules_that_changed_meanwhile_are_read_again(cast: Cast, browse: Browse) -> None:
    sent = {"wanted": "member", "version": "9", "code": "", "motivation": "Hoi", "read": "on", "step": "send"}
    page = browse("farid").post(url(cast, "meedoen", "regels"), {**sent, **key()})
    assert page.context["form"].non_field_errors()
    assert "Hoi" in page.content.decode()
    assert browse("farid").get(url(cast, "meedoen", "regels"), {"wanted": "koning"}).status_code == 302


def test_the_board_says_yes_and_members_are_admitted_by_a_proposal(cast: Cast, browse: Browse) -> None:
    volunteer = apply(cast, "farid", Standing.VOLUNTEER)
    member = apply(cast, "huub", Standing.MEMBER)
    requests = browse("anna").get(url(cast, "aanmeldingen")).context["requests"]
    ways = {each.application.id: each for each in requests}
    assert ways[volunteer].yes.url == url(cast, "aanmeldingen", volunteer, "ja")
    assert ways[member].yes.proposal
    assert f"application_id={member}" in ways[member].yes.url
    assert "act=membership.admit" in ways[member].yes.url
    for_bram = browse("bram").get(url(cast, "aanmeldingen")).context["requests"]
    assert {each.application.id: each.yes for each in for_bram}[volunteer] is None
    client = browse("anna")
    assert client.get(url(cast, "aanmeldingen", volunteer, "ja")).status_code == 200
    client.post(url(cast, "aanmeldingen", volunteer, "ja"), key())
    assert cast.standings("farid") == {Standing.VOLUNTEER}
    assert client.post(url(cast, "aanmeldingen", member, "ja"), key()).status_code == 403
    assert (
        client.post(url(cast, "aanmeldingen", member, "nee"), {"reason": "Vol.", **key()}).status_code == 403
    )


# Inviting and the desk


def test_an_invitation_leads_in(cast: Cast, browse: Browse) -> None:
    form = {"standing": "volunteer", "uses": "2", "days": "14", **key()}
    made = browse("bram").post(url(cast, "uitnodigen"), form)
    code = made.context["code"]
    again = browse("bram").post(url(cast, "uitnodigen"), form)
    assert again.status_code == 302
    assert len(queries.invitations(cast.collective_id, AT)) == 1
    passer_by = browse("")
    page = passer_by.get(f"/uitnodiging/{code.lower()}/")
    assert "De Wending" in text(page)
    picture = passer_by.get(f"/uitnodiging/{code}/qr.svg")
    assert picture["Content-Type"] == "image/svg+xml"
    assert picture.content.startswith(b"<?xml")
    rules = browse("farid").get(url(cast, "meedoen", "regels"), {"wanted": "volunteer", "code": code})
    given = {**dict(rules.context["hidden"]), "read": "on", "step": "send", **key()}
    browse("farid").post(url(cast, "meedoen", "regels"), given)
    waiting = queries.application_of(cast.collective_id, cast.farid)
    assert waiting is not None
    assert waiting.invited
    left = queries.invitations(cast.collective_id, AT)[0]
    assert left.uses_left == 1
    browse("anna").post(url(cast, "uitnodigen", left.id, "intrekken"), key())
    assert passer_by.get(f"/uitnodiging/{code}/").status_code == 404


def test_forms_keep_what_was_typed_and_say_what_is_wrong(cast: Cast, browse: Browse) -> None:
    client = browse("anna")
    for parts, form in (
        (("uitnodigen",), {"standing": "koning", "uses": "0", "days": "x"}),
        (("inschrijven",), {"name": "", "wanted": "member", "signed_on": "31-31-2026", "language": "fr"}),
        (("bijdragen",), {"person_id": str(new_id()), "month": "1999-01-01", "cents": "veel"}),
        (("bijdragen", "aandelen"), {"person_id": "", "count": "-1"}),
        (("mijn", "bijdrage"), {"way": "goud"}),
    ):
        page = client.post(url(cast, *parts), {**form, **key()})
        assert page.status_code == 200, parts
        assert page.context["form"].errors, parts
        assert 'class="error-summary"' in page.content.decode(), parts


def test_the_desk_enters_someone_and_prints_a_card(cast: Cast, browse: Browse) -> None:
    client = browse("anna")
    form = {
        "name": "Ida",
        "wanted": "participant",
        "signed_on": "2-11-2026",
        "language": "nl",
        "motivation": "Ja",
    }
    client.post(url(cast, "inschrijven"), {**form, **key()})
    ida = next(each for each in queries.waiting_applications(cast.collective_id) if each.name == "Ida")
    sent = key()
    card = client.post(url(cast, "kaart", ida.person_id), sent)
    assert len(card.context["sheet"].codes) == 10
    assert card["Cache-Control"].find("no-store") >= 0
    assert client.post(url(cast, "kaart", ida.person_id), sent).status_code == 302
    refused = client.post(url(cast, "kaart", cast.bram), key())
    assert refused.context["form"].non_field_errors()


# Leaving


def test_leaving_takes_two_pages(cast: Cast, browse: Browse) -> None:
    client = browse("chadia")
    assert url(cast, "weggaan", "zeker") in client.get(url(cast, "weggaan")).content.decode()
    done = client.post(url(cast, "weggaan", "zeker"), key())
    assert done["Location"] == url(cast, "weggaan", "klaar")
    assert client.get(done["Location"]).status_code == 200
    assert cast.standings("chadia") == frozenset()
    assert url(cast, "weggaan", "zeker") not in client.get(url(cast, "weggaan")).content.decode()


def test_leaving_because_of_a_decision_is_written_down(cast: Cast, browse: Browse) -> None:
    decision = new_id()
    page = browse("bram").get(url(cast, "weggaan"), {"besluit": str(decision)})
    assert f"besluit={decision}" in page.content.decode()
    browse("bram").post(f"{url(cast, 'weggaan', 'zeker')}?besluit={decision}", key())
    left = journal.about(cast.collective_id, cast.bram)[-1]
    assert left.payload["because_of"] == str(decision)


def test_who_is_expelled_reads_why_and_can_appeal(cast: Cast, browse: Browse) -> None:
    cast.decide("membership.expel", Expel(cast.bram, "De kas was leeg."))
    client = browse("bram")
    assert "De kas was leeg." in text(client.get(url(cast, "mijn")))
    assert "De kas was leeg." in text(browse("anna").get(url(cast, "mensen", cast.bram)))
    assert "De kas was leeg." not in text(browse("dirk").get(url(cast, "mensen", cast.bram)))
    assert "geschorst" not in text(browse("dirk").get(url(cast, "mensen"))).lower()
    client.post(url(cast, "mijn", "beroep"), {"reason": "Dat was ik niet.", **key()})
    told = queries.appealable(cast.collective_id, cast.bram, AT)
    assert told is not None
    assert told.appealed_at is not None
    ways = browse("anna").get(url(cast, "mensen", cast.bram)).context["ways"]
    assert [way.proposal for way in ways if "reinstate" in way.url or "uphold" in way.url] == [True, True]


# Small pages


def test_the_small_pages_do_what_they_say(cast: Cast, browse: Browse) -> None:
    anna, bram = browse("anna"), browse("bram")
    anna.post(
        url(cast, "bijdragen"), {"person_id": cast.bram, "month": "2026-10-01", "cents": "€ 12,50", **key()}
    )
    anna.post(url(cast, "bijdragen"), {"person_id": cast.bram, "month": "2026-11-01", "hours": "1", "minutes": "30", **key()})  # fmt: skip
    given = queries.contributions_of(cast.collective_id, cast.bram)
    assert [(each.cents, each.minutes) for each in given] == [(0, 90), (1250, 0)]
    anna.post(url(cast, "bijdragen", given[0].id, "doorhalen"), key())
    assert len(queries.contributions_of(cast.collective_id, cast.bram)) == 1
    anna.post(url(cast, "bijdragen", "aandelen"), {"person_id": cast.bram, "count": "2", **key()})
    assert [share.count for share in queries.shares_of(cast.collective_id, cast.bram)] == [2]
    bram.post(url(cast, "mijn", "bijdrage"), {"way": "hours", **key()})
    assert queries.dues(cast.collective_id, cast.bram, AT.date()).way == "hours"
    bram.post(url(cast, "mijn", "oproep"), {"agreed": "yes", **key()})
    assert queries.called_by_email(cast.collective_id, [cast.bram]) == {cast.bram}
    assert "Bram" in text(bram.get(url(cast, "mijn", "verklaring")))
    anna.post(url(cast, "mensen", cast.bram, "plek"), {"standing": "volunteer", "until": "", **key()})
    assert Standing.VOLUNTEER in cast.standings("bram")
    anna.post(url(cast, "mensen", cast.bram, "plek", "volunteer"), key())
    assert Standing.VOLUNTEER not in cast.standings("bram")
    anna.post(url(cast, "functies", "board", "neerleggen"), key())
    assert Standing.BOARD not in cast.standings("anna")


def test_pages_stay_within_their_questions_to_the_database(cast: Cast, browse: Browse) -> None:
    for _ in range(12):
        entered = cast.do(
            "membership.enter_person", "anna", EnterPerson("Ida", Standing.VOLUNTEER, AT.date())
        ).result
        assert isinstance(entered, Entered)
    cast.do("membership.record_contribution", "anna", RecordContribution(cast.bram, AT.date(), 500))
    made = cast.do("membership.invite", "anna", Invite()).result
    assert isinstance(made, NewInvitation)
    client = browse("anna")
    counted = {}
    for parts in (
        ("mensen",), ("mensen", cast.bram), ("meedoen",), ("aanmeldingen",), ("uitnodigen",), ("mijn",), ("functies",),
        ("bijdragen",), ("weggaan",),
    ):  # fmt: skip
        with CaptureQueriesContext(connection) as asked:
            client.get(url(cast, *parts))
        counted[parts[0] + ("/…" if len(parts) > 1 else "")] = len(asked)
    assert {page: number for page, number in counted.items() if number >= 30} == {}, counted
