"""The charter as Akoma Ntoso 3.0 (OASIS LegalDocML): an act with articles that keep their own names.

Identifiers follow the Akoma Ntoso naming convention: `/akn/nl/act/statuut/<founded>/<collective>` for the work,
`/nld@<day>;<version>` for the expression. `eId` counts (`art_1`), `wId` stays (`art_purpose`).
"""

import re
from datetime import date

from django.utils.translation import gettext as _
from lxml import etree
from lxml.builder import ElementMaker

from samenspel.rooms.statute.exports.document import Document, margin
from samenspel.rooms.statute.gate import civil_day
from samenspel.rooms.statute.showing import ClauseShown

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
PROPRIETARY = "urn:samenspel:charter"
_E = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})
_OWN = ElementMaker(namespace=PROPRIETARY, nsmap={"samenspel": PROPRIETARY})
_SOURCE = "#collective"
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_akn(document: Document) -> bytes:
    """Write the charter as XML."""
    root = _E.akomaNtoso(
        _E.act(
            _meta(document),
            _E.preface(_E.longTitle(_E.p(_text(_("The rules of %(name)s") % {"name": document.card.name})))),
            _body(document),
            name="statuut",
            contains="singleVersion",
        )
    )
    result: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return result


def work_uri(document: Document) -> str:
    """The name of the work: the rules of this collective, whatever the version."""
    return f"/akn/nl/act/statuut/{document.card.since.isoformat()}/{document.card.slug}"


def expression_uri(document: Document) -> str:
    """The name of this version in Dutch."""
    return f"{work_uri(document)}/nld@{_begins(document).isoformat()};{document.version.number}"


def _begins(document: Document) -> date:
    """The day the version came into force; while it waits, the day it was decided."""
    return civil_day(document.version.valid_from or document.version.decided_at)


def _meta(document: Document) -> etree._Element:
    return _E.meta(
        _identification(document),
        _lifecycle(document),
        _references(document),
        _E.proprietary(
            _OWN.hash(document.version.hash, algorithm="SHA-256"),
            _OWN.previous(document.version.previous),
            _OWN.library(document.version.charter.library),
            _OWN.form(document.version.charter.form.value),
            _OWN.inForce(
                "true" if document.version.valid_from and not document.version.valid_to else "false"
            ),
            source=_SOURCE,
        ),
    )


def _identification(document: Document) -> etree._Element:
    work, expression = work_uri(document), expression_uri(document)
    founded, begins = document.card.since.isoformat(), _begins(document).isoformat()
    return _E.identification(
        _E.FRBRWork(
            _E.FRBRthis(value=f"{work}/!main"),
            _E.FRBRuri(value=work),
            _E.FRBRdate(date=founded, name="founded"),
            _E.FRBRauthor(href=_SOURCE),
            _E.FRBRcountry(value="nl"),
            _E.FRBRname(value=_text(document.card.name)),
            _E.FRBRprescriptive(value="true"),
            _E.FRBRauthoritative(value="false"),
        ),
        _E.FRBRExpression(
            _E.FRBRthis(value=f"{expression}/!main"),
            _E.FRBRuri(value=expression),
            _E.FRBRdate(date=begins, name="in force" if document.version.valid_from else "decided"),
            _E.FRBRauthor(href=_SOURCE),
            _E.FRBRlanguage(language="nld"),
        ),
        _E.FRBRManifestation(
            _E.FRBRthis(value=f"{expression}/!main.xml"),
            _E.FRBRuri(value=f"{expression}.xml"),
            _E.FRBRdate(date=begins, name="made"),
            _E.FRBRauthor(href="#samenspel"),
            _E.FRBRformat(value="application/akn+xml"),
        ),
        source=_SOURCE,
    )


def _lifecycle(document: Document) -> etree._Element:
    """When this version was decided, came into force and ended; the first date of an act is its generation."""
    version = document.version
    moments = [("decided", "generation", version.decided_at)]
    if version.valid_from is not None:
        moments.append(("in_force", "amendment" if version.previous else "generation", version.valid_from))
    if version.valid_to is not None:
        moments.append(("ended", "repeal", version.valid_to))
    return _E.lifecycle(
        *(
            _E.eventRef(date=civil_day(at).isoformat(), source="#work", type=kind, eId=f"event_{name}")
            for name, kind, at in moments
        ),
        source=_SOURCE,
    )


def _references(document: Document) -> etree._Element:
    return _E.references(
        _E.original(eId="work", href=work_uri(document), showAs=_text(document.card.name)),
        _E.TLCOrganization(
            eId="collective",
            href=f"/akn/ontology/organization/nl/{document.card.slug}",
            showAs=_text(document.card.name),
        ),
        _E.TLCOrganization(eId="samenspel", href="/akn/ontology/organization/samenspel", showAs="Samenspel"),
        source=_SOURCE,
    )


def _body(document: Document) -> etree._Element:
    chapters = [
        _E.chapter(
            _E.num(str(number)),
            _E.heading(_text(theme.title)),
            *(_article(clause) for clause in theme.clauses),
            eId=f"chp_{number}",
        )
        for number, theme in enumerate(document.themes, 1)
    ]
    return _E.body(*chapters, eId="body")


def _article(clause: ClauseShown) -> etree._Element:
    eid, wid = f"art_{clause.number}", f"art_{clause.id}"
    paragraphs = [
        _E.paragraph(
            _E.num(str(place)),
            _E.content(_E.p(_text(sentence.text), *([_note(clause, eid)] if place == 1 else []))),
            eId=f"{eid}__para_{place}",
            wId=f"{wid}__para_{sentence.id}",
        )
        for place, sentence in enumerate(clause.legal, 1)
    ]
    return _E.article(
        _E.num(_("Article %(number)s") % {"number": clause.number}),
        _E.heading(_text(clause.title)),
        *paragraphs,
        eId=eid,
        wId=wid,
    )


def _note(clause: ClauseShown, eid: str) -> etree._Element:
    """The notary's notes, in the margin of the first paragraph; the plain words first."""
    plain = _("In plain words: %(text)s") % {"text": clause.text}
    lines = [_E.p(_text(line)) for line in [plain, *margin(clause)]]
    return _E.authorialNote(*lines, eId=f"{eid}__note", placement="side", marker=str(clause.number))


def _text(text: str) -> str:
    """Leave out what XML cannot hold (control characters)."""
    return _NOT_IN_XML.sub("", text)
