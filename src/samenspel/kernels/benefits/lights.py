"""May someone with this benefit do the work at all: yes, report first, ask first, no. And was it ever paid work?

Sources: UWV and pages that repeat it (older pages, so never certain); Participatiewet art. 17(1) and 9(1)(c).
"""

from samenspel.kernels.benefits.finding import Finding
from samenspel.kernels.benefits.model import UWV, Light
from samenspel.kernels.benefits.municipality import Policy
from samenspel.kernels.benefits.question import Question, no_rule
from samenspel.kernels.benefits.words import NOTHING, Words


def benefit_light(question: Question) -> Finding:
    """The light of the benefit; on social assistance a municipality can say that reporting is not needed."""
    if question.assistance:
        policy = question.policy(Policy.REPORT_VOLUNTEERING)
        if policy.sure and policy.flag is False:
            words = Words(
                "Je gemeente zegt: je hoeft dit werk niet te melden.",
                "Your municipality says: this work need not be reported.",
            )
            return question.decided(policy, words, Light.YES)
    name = f"light_{question.person.benefit}"
    known = question.known(name)
    if known.figure is None:
        return no_rule(question)
    light = Light(known.word)
    return question.ruled(name, _words(question, light), light)


def _words(question: Question, light: Light) -> Words:
    office = question.office
    if light is Light.REPORT_FIRST:
        return Words(f"Meld je werk eerst bij {office.nl}.", f"Report your work to {office.en} first.")
    if light is Light.ASK_FIRST:
        return Words(f"Vraag eerst toestemming aan {office.nl}.", f"Ask {office.en} for permission first.")
    return Words("Je hoeft dit werk niet te melden.", "This work need not be reported.")


def displacement(question: Question) -> Finding:
    """UWV: it is not voluntary work if anyone was ever paid wages for it. Asked, not guessed."""
    if question.person.benefit not in UWV or question.asked.once_paid is False:
        return Finding()
    if question.asked.once_paid:
        words = Words(
            "Iemand kreeg eerder loon voor dit werk. Dan noemt UWV het geen vrijwilligerswerk.",
            "Someone had wages for this work before. UWV then does not call it voluntary work.",
        )
        return question.ruled("displacement", words, Light.NO, 0)
    words = Words(
        "Was dit werk ooit betaald, door jou of door een ander? Dan mag het niet.",
        "Was this work ever paid, to you or to someone else? Then it is not allowed.",
    )
    return question.ruled("displacement", words, Light.ASK_FIRST)


def care(question: Question) -> Finding:
    """What to know on social assistance about work without pay. It does not change the answer."""
    if not question.assistance:
        return Finding()
    words = Words(
        "Werk zonder loon mag een ander geen baan kosten.",
        "Work without pay may not cost someone else a job.",
    )
    unpaid = Words(
        "Zorg je zonder loon voor iemand die je na staat? Dat telt niet als werk.",
        "Do you care for someone close to you, unpaid? That does not count as work.",
    )
    found = question.noted("no_displacement", words)
    return Finding(reasons=(*found.reasons, *question.noted("care", unpaid).reasons))


def receipts(question: Question) -> Finding:
    """Real costs with receipts are no income, also under 27; some bodies add them up all the same."""
    words = Words(
        "Kosten die je echt maakte, mag je terugkrijgen. Bewaar de bonnen.",
        "Costs that you really made may be paid back. Keep the receipts.",
    )
    total = question.month(lambda each: each.is_allowance) + question.asked.cents
    limit = question.known("volunteer_month").number
    extra = NOTHING
    if limit is not None and question.month(lambda each: each.is_allowance) and total > limit:
        extra = Words(
            "Samen met je vergoeding is het veel. Schrijf de kosten apart op.",
            "With your allowance it is much. Write the costs down apart.",
        )
    return question.noted("receipts", words + extra)
