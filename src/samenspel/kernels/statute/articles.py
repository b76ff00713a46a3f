"""Articles of law: where to read them, and in one plain sentence what they say."""

import re
from dataclasses import dataclass

from samenspel.kernels.statute.clause import Words

_PLACE = re.compile(r"(?P<book>[1-8]):(?P<article>\d+[a-z]{0,2})(?P<rest>(?: lid \d+[a-z]?)?)")
_BOOKS = {"2": "BWBR0003045", "7": "BWBR0005290"}
_CONSTITUTION = "BWBR0001840"
_UNSAID = Words("", "")
_ADDRESS = "https://wetten.overheid.nl/jci1.3:c:{law}&artikel={article}"


@dataclass(frozen=True, slots=True)
class Citation:
    """A stretch of a reference to the law: its text, where it can be read, and what it says. Both may be empty."""

    text: str
    url: str = ""
    says: Words = _UNSAID


def cited(reference: str) -> tuple[Citation, ...]:
    """Cut a reference such as “2:19 lid 1 onder a jo. 2:42 lid 4 BW” into stretches, in order.

    Joining the texts gives the reference back.
    """
    found: list[Citation] = []
    end = 0
    for place in _PLACE.finditer(reference):
        if place.start() > end:
            found.append(Citation(reference[end : place.start()]))
        found.append(Citation(place.group(), _address(place["book"], place["article"]), says(place.group())))
        end = place.end()
    if reference == "8 Grondwet":
        return (Citation(reference, _ADDRESS.format(law=_CONSTITUTION, article="8"), says(reference)),)
    if end < len(reference):
        found.append(Citation(reference[end:]))
    return tuple(found)


def _address(book: str, article: str) -> str:
    return _ADDRESS.format(law=_BOOKS[book], article=article) if book in _BOOKS else ""


def says(place: str) -> Words:
    """What an article says in a sentence: that of the paragraph if there is one, else of the whole article."""
    return SAYS.get(place) or SAYS.get(place.partition(" lid ")[0]) or _UNSAID


SAYS: dict[str, Words] = {
    "8 Grondwet": Words("Iedereen mag een vereniging beginnen.", "Everyone may start an association."),
    "2:7": Words(
        "Wat buiten het doel valt, kan de organisatie terugdraaien, als de ander dat wist.",
        "The organisation can undo what falls outside its purpose, if the other side knew.",
    ),
    "2:8": Words(
        "Wie bij de organisatie hoort, gaat redelijk en eerlijk met de anderen om.",
        "Those who belong to the organisation treat each other reasonably and fairly.",
    ),
    "2:10": Words(
        "Het bestuur houdt de boeken bij en bewaart ze zeven jaar.",
        "The board keeps the books and stores them for seven years.",
    ),
    "2:13": Words("Zo wordt er gestemd en geteld.", "This is how votes are cast and counted."),
    "2:13 lid 3": Words(
        "Wat de voorzitter over de uitslag zegt, geldt.",
        "What the chair says about the outcome counts.",
    ),
    "2:13 lid 4": Words(
        "Twijfelt iemand meteen aan de uitslag? Dan wordt opnieuw gestemd.",
        "If someone doubts the outcome at once, there is a new vote.",
    ),
    "2:14": Words(
        "Een besluit tegen de wet of de statuten telt niet.",
        "A decision against the law or the statutes does not count.",
    ),
    "2:14 lid 2": Words(
        "Is iemand overgeslagen die ja moest zeggen? Dan kan die het besluit alsnog goedkeuren.",
        "If someone who had to agree was skipped, they can still approve the decision.",
    ),
    "2:15": Words(
        "De rechter kan een besluit terugdraaien dat op een verkeerde manier is genomen.",
        "The court can undo a decision that was taken in the wrong way.",
    ),
    "2:15 lid 3": Words(
        "Ook iemand van buiten met een redelijk belang kan naar de rechter.",
        "An outsider with a reasonable interest can go to court too.",
    ),
    "2:16": Words(
        "Wat de rechter over een besluit zegt, geldt voor iedereen.",
        "What the court says about a decision holds for everyone.",
    ),
    "2:18": Words("Zo kies je een andere rechtsvorm.", "This is how you change to another legal form."),
    "2:18 lid 2": Words(
        "Een andere rechtsvorm kiezen kan bijna altijd alleen met negen tiende van de stemmen en een notaris.",
        "Changing the legal form nearly always takes nine tenths of the votes and a notary.",
    ),
    "2:18 lid 4": Words(
        "Wordt een stichting iets anders, of iets anders een stichting? Dan moet de rechter het goedvinden.",
        "If a foundation becomes something else, or the other way round, the court must agree.",
    ),
    "2:18 lid 6": Words(
        "Het geld van een stichting blijft bij het doel, ook na de verandering.",
        "A foundation's money stays with the purpose, also after the change.",
    ),
    "2:19": Words("Zo houdt een organisatie op te bestaan.", "This is how an organisation ends."),
    "2:19 lid 1": Words(
        "De ledenvergadering kan de organisatie opheffen. Bij een stichting kan het bestuur dat.",
        "The general meeting can dissolve the organisation. In a foundation the board can.",
    ),
    "2:23b": Words(
        "Wat overblijft na opheffing gaat naar wie in de statuten staat.",
        "What is left after dissolution goes to whom the statutes name.",
    ),
    "2:23b lid 1": Words(
        "Wat overblijft na opheffing gaat naar wie in de statuten staat.",
        "What is left after dissolution goes to whom the statutes name.",
    ),
    "2:26": Words("Wat een vereniging is.", "What an association is."),
    "2:26 lid 3": Words(
        "Een vereniging verdeelt geen winst onder haar leden.",
        "An association does not divide profit among its members.",
    ),
    "2:27": Words(
        "Een vereniging met volle rechten wordt opgericht bij de notaris.",
        "An association with full rights is founded before a notary.",
    ),
    "2:27 lid 4": Words(
        "Dit moet in de statuten van een vereniging staan: naam, doel, plichten, vergadering, bestuur en bestemming.",
        "The statutes of an association must name: name, purpose, duties, meeting, board and destination.",
    ),
    "2:33": Words(
        "Het bestuur laat leden toe. Zegt het nee, dan kan de ledenvergadering ja zeggen. Tenzij de statuten iets anders zeggen.",
        "The board admits members. If it says no, the general meeting may say yes. Unless the statutes say otherwise.",
    ),
    "2:34a": Words(
        "Leden hebben alleen plichten die in de statuten staan of daaruit volgen.",
        "Members only have duties that follow from the statutes.",
    ),
    "2:35": Words("Zo eindigt een lidmaatschap.", "This is how membership ends."),
    "2:35 lid 4": Words(
        "Wie wordt geroyeerd, krijgt de reden op papier en heeft een maand voor beroep.",
        "Whoever is expelled gets the reason in writing and has one month to appeal.",
    ),
    "2:36": Words("Je kunt je lidmaatschap opzeggen.", "You can end your membership."),
    "2:36 lid 1": Words("Een lid kan altijd opzeggen.", "A member can always leave."),
    "2:36 lid 3": Words(
        "Krijg je er door een besluit plichten bij? Dan kun je binnen een maand opzeggen en gelden die niet voor jou.",
        "If a decision adds to your duties, you can leave within a month and they do not apply to you.",
    ),
    "2:37": Words("De leden kiezen het bestuur.", "The members choose the board."),
    "2:37 lid 2": Words(
        "Elk lid kan meestemmen over wie er in het bestuur komt.",
        "Every member can take part in choosing the board.",
    ),
    "2:37 lid 3": Words(
        "Wie geen lid is, benoemt minder dan de helft van het bestuur.",
        "Non-members appoint fewer than half of the board.",
    ),
    "2:37 lid 4": Words(
        "Met twee derde van de stemmen kan de vergadering een voordracht naast zich neerleggen.",
        "With two thirds of the votes the meeting can set a nomination aside.",
    ),
    "2:37 lid 6": Words(
        "Wie een bestuurslid benoemt, kan het ook ontslaan.",
        "Whoever appoints a board member can also dismiss them.",
    ),
    "2:38": Words("Leden die niet geschorst zijn, mogen stemmen.", "Members who are not suspended may vote."),
    "2:38 lid 1": Words(
        "Elk lid heeft ten minste één stem. Wie geschorst is, stemt niet mee.",
        "Every member has at least one vote. A suspended member does not vote.",
    ),
    "2:38 lid 3": Words(
        "Wie geen lid is, kan in de statuten stemmen krijgen: samen hooguit half zo veel als de leden.",
        "The statutes can give votes to non-members: together at most half as many as the members.",
    ),
    "2:40": Words(
        "Wat niet aan een ander is gegeven, beslist de ledenvergadering.",
        "What is not given to others is decided by the general meeting.",
    ),
    "2:40 lid 1": Words(
        "Wat niet aan een ander is gegeven, beslist de ledenvergadering.",
        "What is not given to others is decided by the general meeting.",
    ),
    "2:41": Words("Het bestuur roept de ledenvergadering bijeen.", "The board calls the general meeting."),
    "2:41 lid 2": Words(
        "Een tiende van de stemmen is genoeg om een vergadering te eisen.",
        "One tenth of the votes is enough to demand a meeting.",
    ),
    "2:42": Words(
        "Alleen de ledenvergadering verandert de statuten. Iedereen hoort het een week van tevoren.",
        "Only the general meeting amends the statutes. Everyone hears of it a week beforehand.",
    ),
    "2:42 lid 1": Words(
        "Alleen de ledenvergadering verandert de statuten. Iedereen hoort het ten minste zeven dagen van tevoren.",
        "Only the general meeting amends the statutes. Everyone hears of it at least seven days beforehand.",
    ),
    "2:42 lid 4": Words(
        "Voor opheffen gelden dezelfde regels als voor het veranderen van de statuten.",
        "The same rules hold for dissolving as for amending the statutes.",
    ),
    "2:43": Words(
        "Statuten veranderen kan met twee derde van de stemmen en een akte van de notaris.",
        "Amending the statutes takes two thirds of the votes and a notary's deed.",
    ),
    "2:43 lid 1": Words(
        "Statuten veranderen kan met twee derde van de stemmen, tenzij er iets anders is afgesproken.",
        "Amending the statutes takes two thirds of the votes, unless agreed otherwise.",
    ),
    "2:43 lid 3": Words(
        "Een regel die het veranderen van de statuten beperkt, verandert zelf ook alleen zo.",
        "A rule that limits amending can itself only be amended in that way.",
    ),
    "2:43 lid 5": Words(
        "De verandering geldt pas als de notaris een akte heeft gemaakt.",
        "The amendment only counts once a notary has made a deed.",
    ),
    "2:44": Words("Het bestuur bestuurt de vereniging.", "The board runs the association."),
    "2:44 lid 1": Words(
        "Het bestuur bestuurt, zolang de statuten niets anders zeggen.",
        "The board governs, unless the statutes say otherwise.",
    ),
    "2:44 lid 2": Words(
        "Het bestuur mag alleen een huis of grond kopen of verkopen als de statuten dat zeggen.",
        "The board may only buy or sell a house or land if the statutes say so.",
    ),
    "2:44 lid 4": Words(
        "Eén bestuurder heeft nooit meer stemmen dan de anderen samen.",
        "One director never has more votes than the others together.",
    ),
    "2:44 lid 5": Words(
        "In de statuten staat wie bestuurt als alle bestuurders wegvallen.",
        "The statutes say who governs when all directors are absent.",
    ),
    "2:44 lid 6": Words(
        "Een bestuurder met een eigen belang beslist niet mee.",
        "A director with an interest of their own does not take part in the decision.",
    ),
    "2:44 lid 7": Words(
        "Een bestuurder met een eigen belang beslist niet mee.",
        "A director with an interest of their own does not take part in the decision.",
    ),
    "2:45": Words("Het bestuur tekent namens de vereniging.", "The board signs for the association."),
    "2:45 lid 3": Words(
        "Afspraken binnen de groep over wie mag tekenen, gelden niet altijd tegenover anderen.",
        "What the group agrees about who may sign does not always hold for others.",
    ),
    "2:47": Words(
        "De vereniging kan een raad van toezicht hebben.",
        "The association can have a supervisory board.",
    ),
    "2:47a": Words(
        "Voor wie toezicht houdt, gelden regels zoals voor het bestuur.",
        "Rules like those for the board hold for supervisors.",
    ),
    "2:47a lid 1": Words(
        "De leden benoemen de toezichthouders, zoals zij het bestuur benoemen.",
        "The members appoint the supervisors, as they appoint the board.",
    ),
    "2:48": Words(
        "Het bestuur legt elk jaar verantwoording af over het geld en het werk.",
        "Every year the board accounts for the money and the work.",
    ),
    "2:53": Words("Wat een coöperatie is.", "What a cooperative is."),
    "2:53 lid 1": Words(
        "Een coöperatie sluit overeenkomsten met haar leden, in het bedrijf dat zij voor hen heeft.",
        "A cooperative makes agreements with its members, in the business it runs for them.",
    ),
    "2:53a": Words(
        "Voor een coöperatie gelden de regels voor een vereniging, op een paar na. Winst verdelen mag, en het bestuur mag zelf een huis of grond verkopen.",
        "The rules for an association hold for a cooperative, with a few exceptions. It may divide profit, and its board may sell a house or land itself.",
    ),
    "2:55": Words(
        "Bij W.A. betalen de leden mee aan een tekort.",
        "With W.A., members help to pay a shortfall.",
    ),
    "2:56": Words(
        "De naam zegt of leden meebetalen aan een tekort: W.A., B.A. of U.A.",
        "The name tells whether members help to pay a shortfall: W.A., B.A. or U.A.",
    ),
    "2:58": Words(
        "Een coöperatie maakt elk jaar een jaarrekening.",
        "A cooperative draws up accounts every year.",
    ),
    "2:60": Words(
        "Ook bij een coöperatie kun je weg. Er mogen redelijke voorwaarden gelden.",
        "You can leave a cooperative too. Reasonable conditions may apply.",
    ),
    "2:62": Words(
        "De statuten kunnen meer vragen van leden en hun aansprakelijkheid regelen.",
        "The statutes can ask more of members and settle their liability.",
    ),
    "2:206": Words(
        "In een bv beslist de algemene vergadering over nieuwe aandelen, tenzij de statuten iets anders zeggen.",
        "In a private company the general meeting decides on new shares, unless the statutes say otherwise.",
    ),
    "2:216": Words(
        "In een bv besluiten de aandeelhouders over de winst, en het bestuur moet het goedvinden.",
        "In a private company the shareholders decide on profit, and the board must approve.",
    ),
    "2:231": Words(
        "In een bv veranderen de aandeelhouders de statuten.",
        "In a private company the shareholders amend the statutes.",
    ),
    "2:234": Words(
        "Een wijziging van de statuten van een bv staat in een akte van de notaris.",
        "An amendment of a private company's statutes is made by a notary's deed.",
    ),
    "2:239": Words("In een bv bestuurt het bestuur.", "In a private company the board governs."),
    "2:240": Words("In een bv tekent het bestuur.", "In a private company the board signs."),
    "2:242": Words(
        "In een bv benoemen de aandeelhouders het bestuur.",
        "In a private company the shareholders appoint the board.",
    ),
    "2:252": Words(
        "In een bv benoemen de aandeelhouders de toezichthouders.",
        "In a private company the shareholders appoint the supervisors.",
    ),
    "2:285": Words("Wat een stichting is.", "What a foundation is."),
    "2:285 lid 1": Words("Een stichting heeft geen leden.", "A foundation has no members."),
    "2:285 lid 3": Words(
        "Een stichting keert niets uit aan oprichters of bestuur. Aan anderen alleen voor een ideëel of sociaal doel.",
        "A foundation pays nothing out to founders or board. To others only for an ideal or social purpose.",
    ),
    "2:286": Words(
        "Een stichting wordt opgericht bij de notaris.",
        "A foundation is founded before a notary.",
    ),
    "2:286 lid 4": Words(
        "Dit moet in de statuten van een stichting staan: naam, doel, plaats, hoe het bestuur wordt benoemd en waar het geld heen gaat.",
        "The statutes of a foundation must name: name, purpose, seat, how the board is appointed and where the money goes.",
    ),
    "2:291": Words("Het bestuur bestuurt de stichting.", "The board runs the foundation."),
    "2:291 lid 1": Words(
        "Het bestuur bestuurt, zolang de statuten niets anders zeggen.",
        "The board governs, unless the statutes say otherwise.",
    ),
    "2:291 lid 2": Words(
        "Het bestuur mag alleen een huis of grond kopen of verkopen als de statuten dat zeggen.",
        "The board may only buy or sell a house or land if the statutes say so.",
    ),
    "2:291 lid 4": Words(
        "Eén bestuurder heeft nooit meer stemmen dan de anderen samen.",
        "One director never has more votes than the others together.",
    ),
    "2:291 lid 5": Words(
        "In de statuten staat wie bestuurt als alle bestuurders wegvallen.",
        "The statutes say who governs when all directors are absent.",
    ),
    "2:291 lid 6": Words(
        "Een bestuurder met een eigen belang beslist niet mee.",
        "A director with an interest of their own does not take part in the decision.",
    ),
    "2:291 lid 7": Words(
        "Een bestuurder met een eigen belang beslist niet mee.",
        "A director with an interest of their own does not take part in the decision.",
    ),
    "2:292": Words("Het bestuur tekent namens de stichting.", "The board signs for the foundation."),
    "2:293": Words(
        "Een stichting kan haar statuten alleen veranderen als de statuten dat toestaan. De notaris maakt een akte.",
        "A foundation can only amend its statutes if they allow it. A notary makes a deed.",
    ),
    "2:294": Words(
        "Anders kan alleen de rechter de statuten van een stichting veranderen.",
        "Otherwise only the court can amend a foundation's statutes.",
    ),
    "2:298": Words(
        "De rechter kan een bestuurder van een stichting ontslaan.",
        "The court can dismiss a director of a foundation.",
    ),
    "2:299": Words(
        "Heeft een stichting te weinig bestuurders? Dan kan de rechter er benoemen.",
        "If a foundation has too few directors, the court can appoint some.",
    ),
    "2:317": Words(
        "Fuseren gaat op dezelfde manier als de statuten veranderen.",
        "Merging is done in the same way as amending the statutes.",
    ),
    "2:317 lid 1": Words(
        "Fuseren kan pas een maand nadat het is gemeld.",
        "A merger can only follow a month after it was announced.",
    ),
    "2:317 lid 3": Words(
        "Fuseren vraagt de hoogste meerderheid die ergens in de statuten staat.",
        "A merger takes the highest majority that the statutes ask anywhere.",
    ),
    "2:334m": Words(
        "Splitsen gaat op dezelfde manier als de statuten veranderen.",
        "Splitting is done in the same way as amending the statutes.",
    ),
    "2:334ff": Words(
        "Een stichting splitsen kan soms alleen met de rechter.",
        "Splitting a foundation sometimes takes the court.",
    ),
    "7:900": Words(
        "Een groep kan afspreken wie een meningsverschil beslist.",
        "A group can agree who settles a dispute.",
    ),
}
"""Short and plain, so not complete: whoever must be sure reads the article itself."""
