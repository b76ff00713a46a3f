"""The charter as a Word file, to work on with a notary: the notes stand beside the text as comments."""

import io

import docx
from django.utils.translation import gettext as _
from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from samenspel.kernels.statute.clause import Language
from samenspel.rooms.statute.exports.document import Document, margin
from samenspel.rooms.statute.showing import ClauseShown

_INK = RGBColor(0x1F, 0x24, 0x30)
_SOFT = RGBColor(0x55, 0x52, 0x46)
_PLAIN = "Plain words"


def write_docx(document: Document) -> bytes:
    """Write the charter as a Word file. Same version, same text; only the file's own dates differ."""
    file = docx.Document()
    _set_up(file, document)
    _front(file, document)
    number = 0
    for theme in document.themes:
        file.add_heading(theme.title, 1)
        for clause in theme.clauses:
            number += 1
            _clause(file, clause, number)
    _law(file, document)
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def _set_up(file: WordFile, document: Document) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.5)
    styles = file.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = "Cambria", Pt(11), _INK
    normal.paragraph_format.space_after = Pt(4)
    for level, size in ((0, 26), (1, 16), (2, 12)):
        heading = styles["Title" if level == 0 else f"Heading {level}"]
        heading.font.name, heading.font.size, heading.font.color.rgb = "Cambria", Pt(size), _INK
        heading.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:asciiTheme"), "majorHAnsi")
        heading.element.rPr.rFonts.attrib.pop(qn("w:asciiTheme"))
    plain = styles.add_style(_PLAIN, WD_STYLE_TYPE.PARAGRAPH)
    plain.base_style = normal
    plain.font.italic, plain.font.color.rgb = True, _SOFT
    properties = file.core_properties
    properties.title = f"{document.card.name}: {_('rules')}"
    properties.author = document.card.name
    properties.subject = document.status
    properties.language = "nl-NL"
    properties.identifier = document.version.hash
    section.header.paragraphs[0].text = f"{document.card.name} · {_('concept')} · {document.status}"
    _page_numbers(section.footer.paragraphs[0])


def _page_numbers(paragraph: Paragraph) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text
        run._r.append(element)  # noqa: SLF001 - python-docx has no fields of its own


def _front(file: WordFile, document: Document) -> None:
    file.add_heading(document.card.name, 0)
    file.add_paragraph(_("The rules of this collective"))
    table = file.add_table(rows=0, cols=2)
    for fact in document.facts:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = fact.label, fact.value
        cells[0].paragraphs[0].runs[0].bold = True
    file.add_paragraph(
        _(
            "This is a concept. A notary has not checked it. Where the law asks for a deed, only the deed counts."
        )
    )
    if document.language is Language.EN:
        file.add_paragraph(_("The Dutch legal text is the one that counts. What is in italics explains it."))


def _clause(file: WordFile, clause: ClauseShown, number: int) -> None:
    heading = file.add_heading(
        _("Article %(number)s. %(title)s") % {"number": number, "title": clause.title}, 2
    )
    file.add_comment(heading.runs, text="\n".join(margin(clause)), author="Samenspel", initials="S")
    for place, sentence in enumerate(clause.legal, 1):
        paragraph = file.add_paragraph(f"{place}. {sentence.text}")
        paragraph.paragraph_format.left_indent = Cm(0.8)
        paragraph.paragraph_format.first_line_indent = Cm(-0.8)
    file.add_paragraph(_("In plain words: %(text)s") % {"text": clause.text}, style=_PLAIN)


def _law(file: WordFile, document: Document) -> None:
    if not document.law:
        return
    file.add_heading(_("What the law adds"), 1)
    table = file.add_table(rows=1, cols=3)
    for cell, title in zip(table.rows[0].cells, (_("About"), _("The law says"), _("Article")), strict=True):
        cell.text = title
        cell.paragraphs[0].runs[0].bold = True
    for line in document.law:
        cells = table.add_row().cells
        article = "".join(part.text for part in line.law)
        cells[0].text, cells[1].text, cells[2].text = (
            f"{line.acts[:1].upper()}{line.acts[1:]}",
            line.rule,
            article,
        )
