"""PDF documents: tagged, readable, the same bytes for the same input, and nobody's name is code."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from vakwerk.core import clock, documents
from vakwerk.core.charts import Datum, bars
from vakwerk.core.documents.encoding import REPLACEMENT, drawable

SPECIMEN = "core/specimen.typ"


def data(**changes: Any) -> dict[str, Any]:
    return {
        "title": "Proefdruk",
        "subtitle": "Alles één keer",
        "intro": "Een verslag.",
        "table_title": "Tabel",
        "heads": ["Richting", "Finaliteit"],
        "rows": [["Hout", "dubbele"], ["Bouw", "arbeidsmarkt"]],
        "chart_title": "Grafiek",
        "chart": bars("Leerlingen", [Datum("Hout", 12), Datum("Bouw", 7)]),
        "note": "Let op.",
        "sources": ["Onderwijs Vlaanderen"],
    } | changes


def read(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content))


def text_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in read(content).pages)


def alternative_texts(node: Any, found: list[str]) -> list[str]:
    """/Alt of every element in the structure tree."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for item in node:
            alternative_texts(item, found)
    elif isinstance(node, dict):
        if "/Alt" in node:
            found.append(str(node["/Alt"]))
        alternative_texts(node.get("/K", []), found)
    return found


def test_a_document_is_tagged_and_says_its_language_and_title() -> None:
    with clock.reference_date(date(2026, 9, 1)):
        reader = read(documents.pdf(SPECIMEN, data(), language="nl"))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "nl"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Proefdruk"
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_what_it_says_can_be_read_out() -> None:
    with clock.reference_date(date(2026, 9, 1)):
        text = text_of(documents.pdf(SPECIMEN, data(), language="en"))
    for part in (
        "Alles één keer",
        "Richting",
        "arbeidsmarkt",
        "Onderwijs Vlaanderen",
        "1 September 2026",
        "provisional",
    ):
        assert part in text


def test_a_chart_carries_its_description() -> None:
    content = documents.pdf(SPECIMEN, data())
    chart = bars("Leerlingen", [Datum("Hout", 12), Datum("Bouw", 7)])
    assert any(
        str(chart.title) in alt for alt in alternative_texts(read(content).trailer["/Root"]["/StructTreeRoot"], [])
    )


@pytest.mark.parametrize(
    "name",
    [
        "Zoë #let x = 1",
        '#panic("x")',
        "$x^2$ *vet* _schuin_ <label> @bron",
        "\\",
        "]] #[",
        '"); sys.inputs',
        "// weg",
        "= Kop",
    ],
)
def test_a_hostile_name_is_printed_as_it_is(name: str) -> None:
    text = text_of(documents.pdf(SPECIMEN, data(intro=name, title=name)))
    assert name.replace(" ", "") in text.replace(" ", "").replace("\n", "")


def test_the_same_input_gives_the_same_bytes() -> None:
    with clock.reference_date(date(2026, 9, 1)):
        assert documents.pdf(SPECIMEN, data()) == documents.pdf(SPECIMEN, data())


def test_fictitious_data_says_so(settings: Any) -> None:
    settings.FICTITIOUS_WORLD = True
    assert "Fictitious data" in text_of(documents.pdf(SPECIMEN, data(), language="en"))
    settings.FICTITIOUS_WORLD = False
    assert "Fictitious data" not in text_of(documents.pdf(SPECIMEN, data(), language="en"))


def test_a_character_without_a_bundled_glyph_becomes_a_square_and_not_an_error() -> None:
    assert REPLACEMENT in text_of(documents.pdf(SPECIMEN, data(intro="李 😀 \x00\ud800")))


def test_every_character_that_counts_as_drawable_is_drawn() -> None:
    candidates = "".join(map(chr, range(0x21, 0x2800)))
    shown = "".join(c for c in candidates if drawable(c) == c)
    assert len(shown) > 900
    documents.pdf(SPECIMEN, data(intro=" ".join(shown)))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=60), st.lists(st.text(max_size=20), max_size=3))
def test_any_text_makes_a_document(intro: str, sources: list[str]) -> None:
    assert documents.pdf(SPECIMEN, data(intro=intro, note=intro, sources=sources)).startswith(b"%PDF-")


@pytest.mark.parametrize("template", ["core/nothing.typ", "../secret.typ", "core/../specimen.typ", "/etc/passwd", ""])
def test_an_unknown_template_is_refused(template: str) -> None:
    with pytest.raises(LookupError):
        documents.pdf(template, {})


def test_a_missing_value_names_the_template() -> None:
    with pytest.raises(documents.DocumentError, match=r"core/specimen\.typ"):
        documents.pdf(SPECIMEN, {"title": "x"})


def test_the_answer_to_a_browser_is_not_cached_and_its_name_is_plain() -> None:
    answer = documents.response(b"%PDF-", 'Verslag "Zoë"\r\nX: y.pdf')
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    assert "\n" not in answer["Content-Disposition"]
