"""Every cell of the tables in the Word file is found back: in our own PDF always, in that of LibreOffice where it is.

LibreOffice is no part of the kit and not where all checks run, so its test is a slow one and says loudly when it can't
be done. The test that always runs holds the Word file beside the PDF that the kit sets itself: both come from the same
blocks, by two writers that know nothing of each other.
"""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import docx
import pytest
from read_back import letters, words_in_file

from ontmoet_research.practice import make_practice_project
from ontmoet_research.report import build_report, report_docx, report_pdf
from ontmoet_research.report.blocks import Report

TODAY = date(2025, 6, 20)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Report]:
    with make_practice_project(tmp_path_factory.mktemp("cellen") / "p.ontmoet") as project:
        yield build_report(project, today=TODAY)


def cells(content: bytes) -> list[str]:
    """What stands in the cells of all tables, as bare letters, each once; empty ones left out."""
    tables = docx.Document(io.BytesIO(content)).tables
    told = (letters(cell.text) for table in tables for row in table.rows for cell in row.cells)
    return sorted({one for one in told if one})


def not_in(place: Path, told: list[str]) -> list[str]:
    words = letters(words_in_file(place))
    return [one for one in told if one not in words]


def test_every_cell_of_the_word_file_stands_in_the_pdf(report: Report, tmp_path: Path) -> None:
    (tmp_path / "v.pdf").write_bytes(report_pdf(report))
    told = cells(report_docx(report))
    assert len(told) > 100 and not_in(tmp_path / "v.pdf", told) == []


@pytest.mark.slow
@pytest.mark.parametrize("font", ["DejaVu Sans", "DejaVu Serif"])
def test_libreoffice_prints_every_cell_of_the_word_file(
    report: Report, tmp_path: Path, font: str, need: Callable[[bool, str], None]
) -> None:
    need(shutil.which("soffice") is not None, "LibreOffice")
    document = docx.Document(io.BytesIO(report_docx(report)))
    document.styles["Normal"].font.name = font
    document.save(str(tmp_path / "v.docx"))
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    order = ["soffice", home, "--headless", "--convert-to", "pdf:writer_pdf_Export", "--outdir", str(tmp_path)]
    subprocess.run([*order, str(tmp_path / "v.docx")], check=True, capture_output=True, timeout=300)
    assert not_in(tmp_path / "v.pdf", cells((tmp_path / "v.docx").read_bytes())) == []
