"""The report as a PDF, read back with another program than the one that made it."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest

from ontmoet_research import typesetting
from ontmoet_research.practice import make_practice_project
from ontmoet_research.report import build_report, build_summary, export_report, report_pdf
from ontmoet_research.report.blocks import Figure, Report, TableBlock, captioned, numbered
from ontmoet_research.store import change, find, write
from ontmoet_research.words import Refused, say

TODAY = date(2025, 6, 20)
MOST_PAGES = 12  # of the body, its cover counted along


class Read:
    """What PDFium reads in a file: its pages, the words, where parts begin, and the tags with their texts."""

    def __init__(self, content: bytes) -> None:
        self.file = pdfium.PdfDocument(content)
        self.pages = [page.get_textpage().get_text_range() for page in self.file]
        self.words = "\n".join(self.pages)
        self.begins = {one.get_title(): one.get_dest().get_index() + 1 for one in self.file.get_toc()}

    def tags(self) -> list[tuple[str, str]]:
        """Every structure element of every page, as (kind, alternative text)."""
        return [tag for page in self.file for tag in _tags_of(page)]


def _tags_of(page: pdfium.PdfPage) -> Iterator[tuple[str, str]]:
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    waiting = [raw.FPDF_StructTree_GetChildAtIndex(tree, at) for at in range(raw.FPDF_StructTree_CountChildren(tree))]
    found = []
    while waiting:
        one = waiting.pop(0)
        found.append((_text(raw.FPDF_StructElement_GetType, one), _text(raw.FPDF_StructElement_GetAltText, one)))
        n = raw.FPDF_StructElement_CountChildren(one)
        children = (raw.FPDF_StructElement_GetChildAtIndex(one, at) for at in range(max(n, 0)))
        waiting[:0] = [child for child in children if child]
    raw.FPDF_StructTree_Close(tree)
    return iter(found)


def _text(ask: Any, element: Any) -> str:
    size = ask(element, None, 0)
    if not size:
        return ""
    room = ctypes.create_string_buffer(size)
    ask(element, room, size)
    return room.raw.decode("utf-16-le").rstrip("\0")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Report]:
    with make_practice_project(tmp_path_factory.mktemp("pdf") / "p.ontmoet") as project:
        yield build_report(project, today=TODAY, audience="gemeente")


@pytest.fixture(scope="module")
def read(report: Report) -> Read:
    return Read(report_pdf(report))


def test_the_body_of_the_practice_series_is_at_most_twelve_pages(report: Report, read: Read) -> None:
    first = next(numbered(part) for part in report.sections if part.appendix)
    assert read.begins[first] - 1 <= MOST_PAGES
    assert list(read.begins)[-len(report.sections) :] == [numbered(part) for part in report.sections]


def test_it_is_tagged_in_dutch_with_headings_tables_and_pictures_that_say_what_they_show(
    report: Report, read: Read
) -> None:
    assert read.file.get_metadata_value("Title") == report.title
    tags = read.tags()
    kinds = [kind for kind, _ in tags]
    blocks = [block for part in report.sections for block in part.blocks]
    figures = [block for block in blocks if isinstance(block, Figure)]
    tables = [block for block in blocks if isinstance(block, TableBlock)]
    told = [alt for kind, alt in tags if kind == "Figure"]
    assert [figure.chart.title for figure in figures] == [alt.split(". ")[0] for alt in told]
    assert all(figure.chart.sentence in alt for figure, alt in zip(figures, told, strict=True))
    headers = sum(len(block.table.columns) for block in tables) + sum(len(one.chart.table.columns) for one in figures)
    assert kinds.count("TH") >= headers > 0
    assert kinds.count("H1") >= len(report.sections) and "L" in kinds and "BlockQuote" in kinds


def test_the_file_says_of_itself_that_it_keeps_to_pdf_ua_and_is_dutch(report: Report) -> None:
    content = report_pdf(report)
    assert re.search(rb"pdfuaid:part(>|=[\"'])1", content)
    assert re.search(rb"/Lang\s*\(nl", content)


def test_every_page_says_that_it_is_a_concept_and_every_caption_is_there(report: Report, read: Read) -> None:
    assert all(page.strip().startswith(say("report.export.concept")) for page in read.pages)
    flat = re.sub(r"\W+", "", read.words.replace("\ufffe", ""))
    for part in report.sections:
        for block in part.blocks:
            if isinstance(block, TableBlock | Figure):
                assert re.sub(r"\W+", "", captioned(block)) in flat


def test_two_files_of_one_report_are_the_same(report: Report) -> None:
    assert report_pdf(report) == report_pdf(report)


def test_what_people_typed_is_never_read_as_layout(made: Any) -> None:
    row = find(made.project, "report_sections", made["in_het_kort"])
    ugly = "#panic() $x$ *ster* `code` @bron <label> \\ ~ // niets\n\nשלום en 🙂 = kop"
    write(made.project, [change(row, body_md=ugly)])
    words = Read(report_pdf(build_report(made.project, today=TODAY))).words
    for told in ("#panic()", "$x$", "`code`", "@bron", "<label>", "// niets", "= kop", "[plaatje]"):
        assert told in words


def test_the_summary_fits_on_two_pages_and_carries_the_strongest_number(tmp_path: Path) -> None:
    with make_practice_project(tmp_path / "p.ontmoet") as project:
        read = Read(report_pdf(build_summary(project, today=TODAY, audience="gemeente")))
    words = " ".join(read.words.split())
    assert len(read.pages) <= 2
    assert words.count("31 dossiers") == 1 and "9 dossiers" in words


def test_without_letters_the_file_is_refused_and_nothing_is_written(
    made: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typesetting, "find_spec", lambda _name: None)
    typesetting._letters.cache_clear()
    with pytest.raises(Refused) as refusal:
        export_report(made.project, tmp_path / "v.pdf", audience="groep")
    assert refusal.value.key == "paper.no_letters" and not (tmp_path / "v.pdf").exists()
