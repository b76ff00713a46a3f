"""De Losse Schakel: people on a benefit who run small businesses together. Modelled on how such groups really work.

Twelve members with equal votes and no boss, a trial of three months, a participants' council, the municipality as
social shareholder, a treasurer who invoices for all. Names are made up.
"""

from datetime import date, datetime, timedelta
from uuid import UUID

from samenspel.kernels.statute.charter import Change
from samenspel.kernels.statute.clause import JsonValue
from samenspel.kernels.statute.presets import PRESETS
from samenspel.kernels.statute.vocabulary import Body, Standing
from samenspel.rooms.deciding import queries as decisions
from samenspel.rooms.statute import queries as statute
from samenspel.rooms.statute.params import to_json
from samenspel.site.demo import efforts, purse
from samenspel.site.demo.story import Story, agree, never, some

RULES: dict[str, dict[str, JsonValue]] = {
    "purpose": {"purpose": "met eigen werk een zeker bestaan opbouwen, samen en zonder baas"},
    "admission": {"founding": 60, "waiting": 90, "trial": 90, "cap": [1, 2]},
    "offices": {"council": "general_meeting", "guardian": "general_meeting"},
    "decisions": {"way": "consent", "voting_days": 7, "challenge_days": 3},
    "contributions": {"euro": 500, "minutes": 240},
}
SEAT_QUESTIONS = {
    Body.BOARD: "Een plek in het bestuur",
    Body.PARTICIPANTS_COUNCIL: "Een plek in de deelnemersraad",
    Body.GUARDIAN: "Wie wordt onze bewaarder?",
}
MEMBERS = ("bram", "ilse", "jamal", "kees", "loubna", "marijke", "nourdin", "okke", "petra")


def tell(people: dict[str, UUID], begin: datetime, today: datetime) -> Story:
    """A year in the life of the collective."""
    story = Story(begin)
    anna = people["anna"]
    preset = next(preset for preset in PRESETS if preset.id == "werkcooperatie")
    story.begin(anna, "De Losse Schakel", "Breda", date(2019, 11, 1), preset, RULES)
    _first_weeks(story, people)
    _first_decisions(story, people)
    _objection(story, people)
    _rules_change(story, people)
    _comings_and_goings(story, people)
    purse.tell(story, people, months=6)
    efforts.done(story, people)
    story.wait_until(today - timedelta(days=13))
    _now(story, people)
    efforts.wanted(story, people)
    story.wait_until(today - timedelta(hours=2))
    purse.send_invoices(story, people["anna"])
    purse.ask_for_money(story, people)
    purse.read_bank(story, people["loubna"])
    return story


def _first_weeks(story: Story, people: dict[str, UUID]) -> None:
    """People join, and the bodies that the rules name are filled."""
    anna = people["anna"]
    story.join(*(people[name] for name in MEMBERS), sponsor=anna, motivation="Ik wil graag meewerken.")
    story.grant(people["chadia"], Standing.PARTICIPANT, anna)
    story.grant(people["rachida"], Standing.PARTICIPANT, anna)
    story.grant(people["dirk"], Standing.VOLUNTEER, anna)
    story.grant(people["greet"], Standing.FUNDER, anna)
    story.grant(people["truus"], Standing.PARTICIPANT, anna)
    story.grant(people["wim"], Standing.CERTIFICATE_HOLDER, anna)
    _appoint(
        story,
        anna,
        *(
            (people[name], Body.BOARD, "Met drie in het bestuur ligt het niet bij één mens.")
            for name in ("bram", "loubna")
        ),
        *(
            (people[name], Body.PARTICIPANTS_COUNCIL, "Zij spreekt voor de deelnemers.")
            for name in ("chadia", "rachida", "truus")
        ),
        (people["wim"], Body.GUARDIAN, "Iemand van buiten past op het geld dat van ons samen is."),
    )
    application = story.apply(
        people["els"], Standing.SOCIAL_SHAREHOLDER, "De gemeente wil meedenken over het doel."
    )
    story.decide(
        anna, "De gemeente wordt sociaal aandeelhouder", "Zo praat de gemeente mee over het doel, en niet over ons werk.",
        act="membership.grant",
        params={"standing": Standing.SOCIAL_SHAREHOLDER.value, "application_id": str(application)},
    )  # fmt: skip


def _appoint(story: Story, opener: UUID, *wanted: tuple[UUID, Body, str]) -> None:
    """Put several appointments to the vote side by side."""
    proposals = [
        story.propose(
            opener, SEAT_QUESTIONS[body], reason, act="membership.appoint",
            params={"person_id": str(person), "body": body.value},
        )
        for person, body, reason in wanted
    ]  # fmt: skip
    for proposal_id in proposals:
        story.see_through(proposal_id)


def _first_decisions(story: Story, people: dict[str, UUID]) -> None:
    story.decide(
        people["bram"], "Elke eerste maandag eten we samen", "Samen eten is de helft van ons werk. Iedereen kookt een keer.",
        purpose_line="samen", touches="alle leden en deelnemers",
    )  # fmt: skip
    story.wait(days=20)
    story.decide(
        people["loubna"], "We kopen een tweede naaimachine", "Er staan nu steeds drie mensen te wachten. Hij kost € 240.",
        purpose_line="met eigen werk", touches="het naaiatelier", votes=some(7, in_favour=8, against=1, away=1),
    )  # fmt: skip
    story.wait(days=15)
    story.decide(
        people["kees"], "Waar houden we onze markt?", "Kies alle plekken die jij goed vindt.",
        options=[
            {"title": "Het plein voor de kerk", "text": "Veel mensen lopen langs."},
            {"title": "De hal van de school", "text": "Droog, maar alleen op zaterdag."},
            {"title": "Onze eigen werkplaats", "text": "Gratis, wel een eindje lopen."},
        ],
        votes=lambda person: ("1", "3") if person.int % 3 else ("2", "1"),
    )  # fmt: skip
    story.decide(
        people["nourdin"], "Welke kleur krijgt de werkplaats?", "We hebben verf over van de markt. Zet op volgorde wat je mooi vindt.",
        options=[{"title": "Groen"}, {"title": "Geel"}, {"title": "Blauw"}, {"title": "Rood"}],
        counted={"counting": "ranked_pairs"},
        votes=lambda person: (("1", "2", "3"), ("2", "3", "1"), ("1", "3"), ("4", "1", "2"), ("2", "1=3"))[person.int % 5],
    )  # fmt: skip


def _objection(story: Story, people: dict[str, UUID]) -> None:
    """A proposal meets an objection, takes it in, and goes through."""
    opener, objector = people["marijke"], people["nourdin"]
    proposal_id = story.propose(
        opener, "De werkplaats gaat ook op zondag open", "Dan kunnen mensen met een baan ook komen.",
        purpose_line="met eigen werk", touches="iedereen die in de werkplaats werkt",
    )  # fmt: skip
    story.wait(days=1)
    vote = story.open_vote(proposal_id)
    objection = story.do(
        objector,
        "deciding.object",
        round_id=vote.id,
        reason="Dan is er nooit meer een stille dag. Ik werk er juist voor de rust.",
    ).result
    story.do(
        people["petra"],
        "deciding.speak",
        proposal_id=proposal_id,
        text="Kan het om de week? Dan blijft er rust over.",
    )
    story.do(
        opener, "deciding.answer", objection_id=objection, answer="Goed punt. Ik maak er om de week van."
    )
    story.do(
        opener, "deciding.reword", proposal_id=proposal_id, title="De werkplaats gaat om de week op zondag open",
        reason="Dan kunnen mensen met een baan ook komen. De andere zondagen blijft het stil.",
    )  # fmt: skip
    story.do(objector, "deciding.settle", objection_id=objection, end="integrated")
    story.see_through(proposal_id)
    _counter_voice(story, people, proposal_id)


def _counter_voice(story: Story, people: dict[str, UUID], decided: UUID) -> None:
    """A neighbour who had no vote speaks against it; others from the street join him, and the members answer."""
    said = story.do(
        people["farid"], "voice.counter", proposal_id=decided,
        text="Ik woon ernaast. Zondag is de enige dag zonder zaag en zonder busjes. Kan het stil blijven?",
    ).result  # fmt: skip
    for name in ("zita", "umit", "quint"):
        story.do(people[name], "voice.support", statement_id=said)
    story.decide(
        people["marijke"], "Ons antwoord aan de buren", "Farid heeft gelijk dat we dit eerst hadden moeten vragen.",
        act="voice.answer",
        params={
            "statement_id": str(said),
            "answer": "We zetten op zondag geen machines aan en laden niet voor twaalf uur. Kom je een keer kijken?",
        },
        votes=some(5, in_favour=8, against=1, away=2),
    )  # fmt: skip


def _rules_change(story: Story, people: dict[str, UUID]) -> None:
    """The members make the rules a little stricter; the version waits for the notary, who then signs."""
    version = statute.in_force(story.collective_id, story.now)
    assert version is not None
    change = Change("openness", "days", 14, 7)
    story.decide(
        people["okke"], "We melden besluiten binnen een week", "Twee weken is lang. Binnen een week lukt ook.",
        act="statute.amend", params={"against": version.hash, "changes": [to_json(change)]},
        votes=some(3, in_favour=9, against=1),
    )  # fmt: skip
    story.wait(days=9)
    story.do(
        people["anna"], "statute.record_deed", version=2, signed_on=story.now.date().isoformat(), notary="mr. Van der Akte, Breda"
    )  # fmt: skip


def _comings_and_goings(story: Story, people: dict[str, UUID]) -> None:
    story.wait(days=30)
    for name in ("sjoerd", "veerle"):
        story.join(
            people[name],
            sponsor=people["bram"],
            motivation="Ik repareer fietsen en wil niet meer alleen werken.",
        )
    story.do(people["kees"], "membership.leave")
    story.wait(days=95)
    story.decide(
        people["bram"], "Sjoerd is geen proeflid meer", "De proeftijd is voorbij en het gaat goed.",
        act="membership.confirm_member", params={"person_id": str(people["sjoerd"])},
    )  # fmt: skip
    _standing_objection(story, people)


def _standing_objection(story: Story, people: dict[str, UUID]) -> None:
    """An objection stays, so the majority that the rules name decides; it says no."""
    proposal_id = story.propose(
        people["jamal"],
        "We stoppen met de webwinkel",
        "Hij kost meer tijd dan hij oplevert.",
        touches="onze klanten",
    )
    vote = story.open_vote(proposal_id)
    story.do(
        people["ilse"],
        "deciding.object",
        round_id=vote.id,
        reason="Voor drie van ons is de webwinkel het enige inkomen.",
    )
    story.see_through(proposal_id, some(11, in_favour=3, against=6, away=1))


def _now(story: Story, people: dict[str, UUID]) -> None:
    """What is going on today: a consent round, a decision that lapses soon, someone who wants to join."""
    story.decide(
        people["bram"], "We kopen samen een bakfiets", "Voor de markt en voor boodschappen. Tweedehands, ongeveer € 900.",
        purpose_line="met eigen werk een zeker bestaan", touches="iedereen die spullen vervoert",
        votes=some(5, in_favour=7, against=0, away=3),
    )  # fmt: skip
    story.propose(
        people["petra"], "Op welke dag doen we samen de grote schoonmaak?", "Het is veel werk. Kies een dag die niemand dwarszit.",
        options=[{"title": "Vrijdagmiddag"}, {"title": "Zaterdagochtend"}, {"title": "Maandagavond", "text": "Met soep na afloop."}],
        counted={"counting": "resistance"}, touches="iedereen die in de werkplaats werkt",
    )  # fmt: skip
    story.apply(people["yusuf"], Standing.MEMBER, "Ik kan goed koken en zoek mensen om mee te werken.")
    _renewable(story, people)
    story.propose(
        people["petra"], "Chadia vertelt op de markt over ons", "Zij kan het goed uitleggen, ook in het Arabisch.",
        touches="Chadia en de bezoekers",
    )  # fmt: skip
    kitchen = story.propose(
        people["loubna"], "Een eigen keuken in het buurthuis", "Dan kunnen we koken voor de wijk en leren van elkaar.",
        purpose_line="met eigen werk een zeker bestaan", touches="koks en buren",
    )  # fmt: skip
    vote = story.open_vote(kitchen)
    story.cast(
        vote, lambda person: agree(person) if person in {people["jamal"], people["ilse"]} else never(person)
    )


def _renewable(story: Story, people: dict[str, UUID]) -> None:
    """Somebody asks to renew the oldest decision that is still in force."""
    lines, _, _, _ = decisions.decision_page(story.collective_id, in_force=True, at=story.now, size=50)
    if lines:
        story.propose(
            people["ilse"], f"Verlengen: {lines[-1].title}"[:160], "Het bevalt goed, dus we gaan ermee door.",
            act="deciding.renew", params={"decision_id": str(lines[-1].id)},
        )  # fmt: skip
