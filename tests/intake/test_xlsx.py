"""Spreadsheets that come back: the rows as people see them, and nothing that harms."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from ontmoet_research.intake import read_form
from ontmoet_research.intake.readers import Unreadable, read_bytes
from ontmoet_research.intake.readers.xlsx import MAX_COLUMNS, MAX_ROWS
from ontmoet_research.words import Refused

DOCTYPE = b"<!DOCTYPE a [<!ENTITY b 'c'>]>"
CELLS = {"A1": "Nummer", "B1": "Tekst é 😀", "A3": 2, "B3": 2.5, "C3": True, "D3": "regel 1\nregel 2"}


def made(**options: object) -> bytes:
    into = io.BytesIO()
    book = xlsxwriter.Workbook(into, options)
    page = book.add_worksheet("Invullen")
    for place, value in CELLS.items():
        page.write(place, value)
    page.write_formula("E3", "=1+1", None, 2)
    page.write_rich_string("F3", "een ", book.add_format({"bold": True}), "vet", " woord")
    book.add_worksheet("Anders").write("A1", "niet hier")
    book.close()
    return into.getvalue()


def rows(data: bytes) -> list[list[str]]:
    return [json.loads(line) for line in read_bytes(".xlsx", data, form=True).text.split("\n") if line]


EXPECTED = [["Nummer", "Tekst é 😀"], ["2", "2.5", "1", "regel 1\nregel 2", "2", "een vet woord"]]


def test_rows_of_the_first_sheet_come_as_people_see_them() -> None:
    assert rows(made()) == EXPECTED


def test_a_file_that_another_program_stored_again_reads_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(made())
    openpyxl.load_workbook(tmp_path / "a.xlsx", rich_text=True).save(tmp_path / "b.xlsx")
    again = rows((tmp_path / "b.xlsx").read_bytes())
    assert [row[:4] for row in again] == [row[:4] for row in EXPECTED]


def test_the_throw_away_process_reads_it_too(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(made())
    read = read_form(tmp_path / "a.xlsx")
    assert [json.loads(line) for line in read.text.split("\n")] == EXPECTED


def with_part(name: str, change) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made())) as before, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as after:
        for known in before.namelist():
            data = before.read(known)
            after.writestr(known, change(data) if known.endswith(name) else data)
    return into.getvalue()


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "intake.refused.not_excel"),
        (b"Nummer;Tekst", "intake.refused.not_excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "intake.refused.not_excel"),
        (made()[:400], "intake.refused.damaged"),
        (with_part("sheet1.xml", lambda _: b"<worksheet><sheetData>"), "intake.refused.damaged"),
        (with_part("sheet1.xml", lambda d: d.replace(b'r="A1"', b'r="1A"')), "intake.refused.damaged"),
        (
            with_part("workbook.xml", lambda d: b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + d[d.index(b"?>") + 2 :]),
            "intake.refused.doctype",
        ),
        (with_part("sheet1.xml", lambda d: d.replace(b'r="A1"', b'r="A9999999"')), "intake.refused.too_heavy"),
    ],
    ids=["empty", "csv", "old excel", "cut off", "half a sheet", "no such place", "doctype", "far away"],
)
def test_what_is_no_good_spreadsheet_is_refused(data: bytes, key: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_bytes(".xlsx", data, form=True)
    assert refusal.value.key == key
    assert (MAX_ROWS, MAX_COLUMNS) == (2_000, 200)


def test_a_word_file_called_xlsx_is_refused(tmp_path: Path) -> None:
    from docx import Document

    Document().save(str(tmp_path / "a.xlsx"))
    with pytest.raises(Refused, match="geen Excel-bestand"):
        read_form(tmp_path / "a.xlsx")
