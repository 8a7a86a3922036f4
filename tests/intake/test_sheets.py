"""Spreadsheets with answers of a room: every sheet, every row; damage is told in one message."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from ontmoet_research.intake import read_sheets
from ontmoet_research.intake.readers import Unreadable, read_bytes
from ontmoet_research.words import Refused

ROWS = [["Vraag", "Antwoord"], [], ["Wat?", "één 😀\nnog een regel"], ["", "3"]]


def workbook(sheets: dict[str, list[list[str]]]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_numbers": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": [next(iter(sheets)), 0, 0, 0, 0]})
        book.add_chartsheet("Plaatje").set_chart(chart)
    return made.getvalue()


def written(tmp_path: Path, name: str, data: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def test_all_sheets_are_read_with_their_names_and_empty_rows(tmp_path: Path) -> None:
    file = written(tmp_path, "menti.XLSX", workbook({"Resultaten": ROWS, "Leeg": [], "Session 1": [["Question 1"]]}))
    assert read_sheets(file) == [("Resultaten", ROWS), ("Leeg", []), ("Session 1", [["Question 1"]])]


@pytest.mark.parametrize(
    ("text", "encoding", "rows"),
    [
        ('vraag;antwoord\nWat?;"één; en twee"\n', "cp1252", [["vraag", "antwoord"], ["Wat?", "één; en twee"]]),
        ("sep=,\r\nvraag,antwoord\r\n\r\nWat?,niks\r\n", "utf-8-sig", [["vraag", "antwoord"], [], ["Wat?", "niks"]]),
        ("vraag\tantwoord\nWat?\tja, en nee\n", "utf-16", [["vraag", "antwoord"], ["Wat?", "ja, en nee"]]),
        ('antwoord\nniks\n"twee\nregels"\n', "utf-8", [["antwoord"], ["niks"], ["twee\nregels"]]),
    ],
    ids=["semicolon", "sep line", "tab", "one column"],
)
def test_a_csv_is_read_whatever_stands_between_its_cells(tmp_path: Path, text: str, encoding: str, rows) -> None:
    assert read_sheets(written(tmp_path, "a.csv", text.encode(encoding))) == [("", rows)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xlsx", b""),
        ("a.xlsx", b"PK\x03\x04 en dan niets"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 een oude .xls"),
        ("a.csv", b"\x00\x01\x02\x03" * 50),
        ("a.csv", b"PK\x03\x04 toch een zip"),
        ("a.csv", b" ;;\n;;\n"),
        ("a.csv", b'"' + b"x" * 200_000),
        ("a.csv", b"x\n" * 6_000),
        ("a.pdf", b"%PDF-1.7"),
    ],
)
def test_a_damaged_or_wrong_file_is_told_in_one_message(tmp_path: Path, name: str, data: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        read_sheets(written(tmp_path, name, data))
    assert name in str(refusal.value)


def test_half_a_workbook_gives_no_half_of_the_answers() -> None:
    whole = workbook({"Resultaten": [["answer"], *([f"antwoord {n}"] for n in range(200))]})
    for part in (0.3, 0.6, 0.9, 0.99):
        with pytest.raises(Unreadable):
            read_bytes("sheets.xlsx", whole[: int(len(whole) * part)])


def test_a_workbook_without_its_sheets_is_not_read() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook({"A": ROWS}))) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            if "worksheets/sheet1" not in name:
                new.writestr(name, old.read(name))
    with pytest.raises(Unreadable):
        read_bytes("sheets.xlsx", made.getvalue())
