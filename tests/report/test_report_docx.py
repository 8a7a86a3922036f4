"""The report as a Word file: what Word fills in by itself, and the looks of a school."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import docx
import docx.shared
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn

from ontmoet_research.cli import main
from ontmoet_research.report import build_report, export_report, report_docx
from ontmoet_research.report.blocks import Figure, Report, TableBlock, captioned, numbered
from ontmoet_research.report.docx_template import Template, read_template
from ontmoet_research.words import Refused, say

TODAY = date(2025, 6, 1)
PURPLE = docx.shared.RGBColor(0xA0, 0x00, 0x60)
HEADER, FOOTER, SECRET = "Hogeschool Verzonnen", "Postbus 0 in Lindeveld", "voorbeeldtekst van het sjabloon"


@pytest.fixture(scope="module")
def report(untouched: Any) -> Report:
    return build_report(untouched.project, today=TODAY)


@pytest.fixture(scope="module")
def word(report: Report) -> Any:
    return docx.Document(io.BytesIO(report_docx(report)))


def school(folder: Path, change: Callable[[Any], object] = lambda _document: None, name: str = "school.docx") -> Path:
    """A file of a school: its own page, header, footer and headings, with words in it."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = docx.shared.Mm(210), docx.shared.Mm(297)
    section.left_margin = docx.shared.Mm(40)
    section.header.paragraphs[0].text, section.footer.paragraphs[0].text = HEADER, FOOTER
    document.styles["Heading 1"].font.color.rgb = PURPLE
    document.add_paragraph(SECRET)
    document.core_properties.author = "Maker van het sjabloon"
    change(document)
    document.save(folder / name)
    return folder / name


def made_with(report: Report, template: Template) -> Any:
    return docx.Document(io.BytesIO(report_docx(report, template)))


def words_in(document: Any) -> str:
    return "\n".join(node.text or "" for node in document.element.iter(qn("w:t")))


def refilled(path: Path, change: Callable[[str, bytes], bytes | None], more: dict[str, bytes] | None = None) -> Path:
    """The same zip with other members."""
    with zipfile.ZipFile(path) as old:
        kept = {name: change(name, old.read(name)) for name in old.namelist()}
    with zipfile.ZipFile(path, "w") as new:
        for name, content in {**kept, **(more or {})}.items():
            if content is not None:
                new.writestr(name, content)
    return path


def test_the_contents_are_a_field_that_shows_each_part_and_goes_to_it(report: Report, word: Any) -> None:
    lines = [line for line in word.paragraphs if line.style.name == "toc 1"]
    assert [line.text for line in lines] == [numbered(one) for one in report.sections]
    marks = [mark.get(qn("w:fldCharType")) for line in lines for mark in line._p.iter(qn("w:fldChar"))]
    assert marks == ["begin", "separate", "end"]
    assert lines[0]._p.xpath(".//w:instrText")[0].text.strip().startswith("TOC ")
    places = word.element.xpath("//w:bookmarkStart/@w:name")
    assert len(places) == len(set(places)) == len(report.sections)
    assert set(word.element.xpath("//w:hyperlink/@w:anchor")) <= set(places)


def test_each_caption_is_a_caption_with_its_number_in_a_field_of_its_kind(report: Report, word: Any) -> None:
    blocks = [block for part in report.sections for block in part.blocks if isinstance(block, Figure | TableBlock)]
    numbered_ones = [line for line in word.paragraphs if line._p.xpath("w:fldSimple[contains(@w:instr, 'SEQ')]")]
    shown = ["".join(line._p.xpath(".//w:t/text()")) for line in numbered_ones]
    assert shown == [captioned(block) for block in blocks if block.number] and shown
    assert {line.style.name for line in numbered_ones} == {"Caption"}
    for kind in ("Tabel", "Figuur"):
        fields = word.element.xpath(f"//w:fldSimple[contains(@w:instr, 'SEQ {kind} ')]//w:t/text()")
        assert fields == [str(at) for at in range(1, len(fields) + 1)] and fields


def test_a_short_table_stays_together_and_every_row_stays_whole(word: Any) -> None:
    for table in word.tables:
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        if len(table.rows) <= 7:
            stay = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows]
            assert all(stay[:-1]) and not stay[-1]


def test_the_looks_of_a_school_are_taken_and_its_words_are_not(report: Report, tmp_path: Path) -> None:
    template = read_template(school(tmp_path))
    made = made_with(report, template)
    assert say("report.template.text") in template.left_out
    assert made.styles["Heading 1"].font.color.rgb == PURPLE
    assert round(made.sections[0].left_margin.mm) == 40
    header = [line.text for line in made.sections[0].header.paragraphs]
    assert header == [say("report.export.concept"), HEADER]
    assert made.sections[0].footer.paragraphs[0].text == FOOTER
    assert SECRET not in words_in(made) and made.core_properties.author == ""
    headings = [line.text for line in made.paragraphs if line.style.name == "Heading 1"]
    assert headings == [numbered(one) for one in report.sections]
    for table in made.tables:
        assert abs(sum(cell.width for cell in table.rows[0].cells) - made._block_width) < docx.shared.Mm(1)


def test_two_reports_with_one_template_are_the_same_bytes(report: Report, tmp_path: Path) -> None:
    template = read_template(school(tmp_path))
    assert report_docx(report, template) == report_docx(report, template)


def test_a_concept_says_so_on_each_kind_of_page_of_a_school(report: Report, tmp_path: Path) -> None:
    def other_pages(document: Any) -> None:
        document.sections[0].different_first_page_header_footer = True
        document.sections[0].first_page_header.paragraphs[0].text = "Voorblad"
        document.settings.odd_and_even_pages_header_footer = True

    made = made_with(report, read_template(school(tmp_path, other_pages)))
    section = made.sections[0]
    for header in (section.header, section.first_page_header, section.even_page_header):
        assert header.paragraphs[0].text == say("report.export.concept")
    assert section.first_page_header.paragraphs[1].text == "Voorblad"


def test_styles_that_are_not_there_come_from_our_own_and_are_named(report: Report, tmp_path: Path) -> None:
    def fewer(document: Any) -> None:
        for name in ("Caption", "Quote", "List Bullet", "List Number", "Table Grid", "Heading 4"):
            one = document.styles[name].element
            one.getparent().remove(one)
        (numbers,) = [key for key, one in document.part.rels.items() if one.reltype == RELATIONSHIP_TYPE.NUMBERING]
        del document.part.rels[numbers]

    template = read_template(school(tmp_path, fewer))
    (told,) = [one for one in template.left_out if "opmaak staat niet" in one]
    for name in ("caption", "quote", "list_bullet", "list_number", "table_grid", "heading_4"):
        assert say(f"report.template.style.{name}") in told
    assert say("report.template.style.heading_1") not in told
    made = made_with(report, template)
    used = {line.style.name for line in made.paragraphs}
    assert {"Caption", "Quote", "List Bullet"} <= used
    numbers = {one.get(qn("w:numId")) for one in made.part.numbering_part.element.iter(qn("w:num"))}
    for name in ("List Bullet", "List Number"):
        assert set(made.styles[name].element.xpath("w:pPr/w:numPr/w:numId/@w:val")) <= numbers


def test_a_part_that_nobody_knows_stays_out_and_is_named(report: Report, tmp_path: Path) -> None:
    def strange(document: Any) -> None:
        part = Part(PackURI("/word/vreemd.bin"), "application/octet-stream", b"GEHEIM", document.part.package)
        document.part.relate_to(part, "http://example.org/relationships/vreemdDeel")

    template = read_template(school(tmp_path, strange))
    assert any("vreemdDeel" in one for one in template.left_out)
    with zipfile.ZipFile(io.BytesIO(report_docx(report, template))) as packed:
        assert "word/vreemd.bin" not in packed.namelist()


def test_macros_stay_out_and_a_file_with_macros_or_a_template_still_gives_its_looks(
    report: Report, tmp_path: Path
) -> None:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    other = {
        "a.docm": "application/vnd.ms-word.document.macroEnabled.main+xml",
        "a.dotx": "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "a.dotm": "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    }

    def macros(document: Any) -> None:
        part = Part(PackURI("/word/vbaProject.bin"), "application/vnd.ms-office.vbaProject", b"Sub X()", None)
        document.part.relate_to(part, "http://schemas.microsoft.com/office/2006/relationships/vbaProject")

    for name, kind in other.items():
        place = school(tmp_path, macros, name)
        refilled(place, lambda _name, content, kind=kind: content.replace(main.encode(), kind.encode()))
        template = read_template(place)
        assert say("report.template.macros") in template.left_out
        content = report_docx(report, template)
        assert docx.Document(io.BytesIO(content)).styles["Heading 1"].font.color.rgb == PURPLE
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            assert not [one for one in packed.namelist() if "vba" in one]


def test_a_header_that_holds_something_strange_is_left_out_and_told(report: Report, tmp_path: Path) -> None:
    def strange(document: Any) -> None:
        header = document.sections[0].header.part
        part = Part(PackURI("/word/embeddings/x.bin"), "application/octet-stream", b"GEHEIM", document.part.package)
        header.relate_to(part, RELATIONSHIP_TYPE.OLE_OBJECT)

    template = read_template(school(tmp_path, strange))
    assert say("report.template.header") in template.left_out
    made = made_with(report, template)
    assert [line.text for line in made.sections[0].header.paragraphs] == [say("report.export.concept")]
    assert made.sections[0].footer.paragraphs[0].text == FOOTER


def test_a_page_too_narrow_for_tables_becomes_our_own(report: Report, tmp_path: Path) -> None:
    def narrow(document: Any) -> None:
        document.sections[0].page_width = docx.shared.Mm(70)

    template = read_template(school(tmp_path, narrow))
    assert say("report.template.page") in template.left_out
    assert made_with(report, template).sections[0].page_width.mm == pytest.approx(210, abs=0.1)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _doctype(path: Path) -> None:
    bad = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aa">]><w:styles/>'
    refilled(path, lambda name, content: bad if name == "word/styles.xml" else content)


def _no_styles(path: Path) -> None:
    refilled(path, lambda name, content: None if name == "word/styles.xml" else content)


def _bad_xml(path: Path) -> None:
    refilled(path, lambda name, content: content[:-20] if name == "word/document.xml" else content)


def _huge(path: Path) -> None:
    refilled(path, lambda _name, content: content, {"word/groot.bin": b"0" * 61_000_000})


BAD: dict[str, Callable[[Path], object]] = {
    "no zip": lambda path: path.write_text("dit is tekst"),
    "empty": lambda path: path.write_bytes(b""),
    "old Word": lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600),
    "a zip of something else": lambda path: refilled(path, lambda *_: None, {"los.txt": b"x"}),
    "cut in half": _cut,
    "DOCTYPE": _doctype,
    "a part is missing": _no_styles,
    "damaged XML": _bad_xml,
    "unpacks too big": _huge,
}


@pytest.mark.parametrize("spoil", BAD.values(), ids=BAD)
def test_a_file_that_is_no_template_gives_our_own_looks_and_one_message(
    report: Report, tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    place = school(tmp_path)
    spoil(place)
    template = read_template(place)
    assert template.left_out == (say("report.template.not_read", path="school.docx"),)
    assert report_docx(report, template) == report_docx(report)


def test_a_template_that_is_not_there_or_for_another_form_is_refused(made: Any, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"weg\.docx"):
        export_report(made.project, tmp_path / "v.docx", template=tmp_path / "weg.docx")
    with pytest.raises(Refused, match="hoort bij een Word-bestand"):
        export_report(made.project, tmp_path / "v.pdf", template=school(tmp_path))
    assert not list(tmp_path.glob("v.*"))


def test_at_the_terminal_the_template_gives_its_looks_and_says_what_was_not_taken(
    made: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made.project.close()
    place = tmp_path / "v.docx"
    assert main(["report", str(tmp_path / "reeks.ontmoet"), str(place), "--template", str(school(tmp_path))]) == 0
    told = capsys.readouterr().out
    assert say("report.template.text") in told and say("report.export.no_pages_yet") in told
    assert docx.Document(str(place)).styles["Heading 1"].font.color.rgb == PURPLE
    assert not re.search(SECRET, words_in(docx.Document(str(place))))
