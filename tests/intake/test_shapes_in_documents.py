"""Bold names, tables with a speaker, numbered lists: what a document shows by how it looks comes along."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document

from ontmoet_research.intake import split
from ontmoet_research.intake.readers import ReadText, read_bytes, with_edges

from .files import ODT_NAMES, odt, page_of, pdf, rtf

CASES = Path(__file__).parent / "cases"
W, T = "Ik vond het fijn dat we samen aten.", "Bij ons komt de brief altijd op vrijdag."


def _said(read: ReadText) -> list[tuple[str | None, str]]:
    pieces = split(read.text, each_line=read.lines_are_paragraphs, turns=read.turns)
    return [(piece.speaker, read.text[piece.start : piece.end].strip()) for piece in pieces]


def _saved(document: object) -> ReadText:
    into = io.BytesIO()
    document.save(into)  # type: ignore[attr-defined]  # python-docx has no types
    return read_bytes(".docx", into.getvalue())


def test_a_bold_name_before_each_turn_of_a_word_file_says_who_speaks() -> None:
    document = Document()
    for name, words in [("Vries, Jan de", W), ("Zilverik", T), ("Vries, Jan de", "Ja.")]:
        paragraph = document.add_paragraph()
        paragraph.add_run(name).bold = True
        paragraph.add_run(f" {words}")
    assert _said(_saved(document)) == [
        ("Vries, Jan de", f"Vries, Jan de: {W}"),
        ("Zilverik", f"Zilverik: {T}"),
        ("Vries, Jan de", "Vries, Jan de: Ja."),
    ]


def test_a_transcript_of_teams_in_word_has_the_name_and_the_time_above_the_words() -> None:
    document = Document()
    for name, time, words in [
        ("Jan de Vries", "0:03", W),
        ("Noor | Hogeschool", "0:09", T),
        ("Jan de Vries", "0:12", "Ja."),
    ]:
        paragraph = document.add_paragraph()
        paragraph.add_run(name).bold = True
        paragraph.add_run(f"   {time}\n{words}")
    read = _saved(document)
    assert [speaker for speaker, _ in _said(read)] == ["Jan de Vries", "Noor | Hogeschool", "Jan de Vries"]
    assert [turn.said_at for turn in read.turns] == ["00:00:03", "00:00:09", "00:00:12"]


@pytest.mark.parametrize("heading", ["Spreker", "Naam", "Deelnemer", "Wie spreekt", "Speaker", "Respondent", "Wie"])
def test_a_table_of_a_word_file_with_a_column_for_who_speaks(heading: str) -> None:
    document = Document()
    rows = [("Tijd", heading, "Tekst"), ("0:12", "D1", W), ("0:15", "Vries, Jan de", T)]
    table = document.add_table(3, 3)
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    read = _saved(document)
    assert [speaker for speaker, _ in _said(read)] == ["D1", "Vries, Jan de"]
    assert [turn.said_at for turn in read.turns] == ["00:00:12", "00:00:15"]


def test_lists_of_word_keep_their_numbers() -> None:
    read = read_bytes(".docx", (CASES / "genummerd.docx").read_bytes())
    numbers = [line.split(".")[0] for line in read.text.split("\n") if line[:1].isdecimal()]
    assert numbers == ["1", "2", "3", "4"]


def test_lists_of_a_web_page_keep_their_numbers() -> None:
    made = "<ol start=3><li>een<li>twee<ol type=a><li>binnen</ol></ol><ol reversed><li>x<li>y</ol><ul><li>punt</ul>"
    assert read_bytes(".html", made.encode()).text == "3. een\n4. twee\n  a. binnen\n2. x\n1. y\n- punt"


def test_cells_of_a_page_laid_out_with_tables_stand_apart() -> None:
    assert read_bytes(".html", (CASES / "opmaak-tabel.html").read_bytes()).text == "Van\tWilma\nIk kom morgen."


def _odt(body: str, styles: str) -> ReadText:
    fo = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    content = (
        f"<office:document-content {ODT_NAMES} {fo}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return read_bytes(".odt", odt("", content=content))


def test_a_bold_name_in_a_libreoffice_file_says_who_speaks() -> None:
    bold = '<style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>'
    said = "".join(
        f'<text:p><text:span text:style-name="T1">{name}</text:span> {words}</text:p>'
        for name, words in [("Zilverik", W), ("Quorra", T), ("Zilverik", "Ja.")]
    )
    assert [speaker for speaker, _ in _said(_odt(said, bold))] == ["Zilverik", "Quorra", "Zilverik"]


def test_lists_of_a_libreoffice_file_keep_their_numbers() -> None:
    look = (
        '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-suffix="." '
        'style:num-format="1"/></text:list-style>'
    )
    items = "".join(f"<text:list-item><text:p>{words}</text:p></text:list-item>" for words in ("een", "twee"))
    assert _odt(f'<text:list text:style-name="L1">{items}</text:list>', look).text == "1. een\n2. twee"


def test_a_bold_name_in_rich_text_says_who_speaks() -> None:
    read = read_bytes(".rtf", rtf(rf"{{\b Zilverik}} {W}\par {{\b Quorra}} {T}\par \b Zilverik\b0  Ja.\par"))
    assert [speaker for speaker, _ in _said(read)] == ["Zilverik", "Quorra", "Zilverik"]


def test_a_line_of_a_talk_at_the_edge_of_a_page_is_no_header() -> None:
    read = read_bytes(".pdf", (CASES / "gesprek-klein.pdf").read_bytes())
    assert [turn.label for turn in read.turns] == ["Noor Hallema", "Wilma"] * 4
    assert [notice.key for notice in read.notices] == ["intake.notice.times"]


def test_the_same_name_at_the_top_of_pages_is_no_header_where_other_pages_have_text() -> None:
    pages = [page_of(f"{name}: {W} {n}", *[f"regel {k} van {n}." for k in range(6)]) for n, name in
             enumerate(["Wilma", "Wilma", "Teun", "Wilma", "Noor"])]  # fmt: skip
    read = read_bytes(".pdf", pdf(*pages))
    assert read.text.count("Wilma:") == 3
    same = [page_of(name, *[f"regel {k} van {n}." for k in range(6)]) for n, name in
            enumerate(["Wilma:", "Wilma:", "Teun:", "Wilma:", "Noor:"])]  # fmt: skip
    assert read_bytes(".pdf", pdf(*same)).text.count("Wilma:") == 3


def test_headers_with_a_page_number_go_are_told_whole_and_come_back() -> None:
    pages = [
        page_of("Verslag 12-3-2024", "", *[f"Alinea {n} nummer {k} hier." for k in range(5)], "", f"Pagina {n} van 4")
        for n in range(1, 5)
    ]  # fmt: skip
    read = read_bytes(".pdf", pdf(*pages))
    assert "Pagina" not in read.text and "12-3-2024" not in read.text
    assert read.notices[0].values["lines"] == "“Verslag 12-3-2024” en “Pagina 1 van 4”"
    back = with_edges(read)
    assert back.text.count("12-3-2024") == 4 and "Pagina 3 van 4" in back.text
    assert back.notices == ()
