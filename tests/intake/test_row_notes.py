"""A table of what people said: each row a piece, with its speaker; what is left out is told."""

# ruff: noqa: E501 - a table of examples reads best with each example on one line
from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
import xlsxwriter

from ontmoet_research.intake import read_form, split
from ontmoet_research.intake.readers import Unreadable, read_bytes

from .files import xlsx

TABLES = [
    ("semicolons", "Spreker;Tekst\nMerel;Ik durfde het niet.\nTeun;Ik wel.\n", "Merel: Ik durfde het niet.\nTeun: Ik wel.", []),
    ("commas and quotes", 'naam,opmerking\nMerel,"Eerst dit, dan dat"\n', "Merel: Eerst dit, dan dat", []),
    ("tabs", "TEXT\tSPEAKER\nHoi\tMerel\n", "Merel: Hoi", []),
    ("a line for Excel", "sep=;\ntekst;naam\na, b, c;Merel\n", "Merel: a, b, c", []),
    ("a cell of two lines", 'tekst;naam\n"een\ntwee";Merel\n', "Merel: een twee", []),
    ("dates and meetings", "bijeenkomst;datum;tekst\n1;3-9-2024;a\n1;3-9-2024;b\n2;10-9-2024;c\n", "# Bijeenkomst 1 – 2024-09-03\na\nb\n# Bijeenkomst 2 – 2024-09-10\nc", []),
    ("a title above", "Flappen;\n;\ntekst;naam\nHoi;Merel\n", "Flappen\nMerel: Hoi", []),
    ("other columns", "tekst;leeftijd;naam\nHoi;40;Merel\n", "Merel: Hoi", ["columns"]),
    ("rows without words", "tekst;naam\nHoi;Merel\n;Teun\n", "Merel: Hoi", ["rows_without_text"]),
    ("no heading we know", "kleur;vorm\ngeel;rond\n", "# kleur\ngeel\n# vorm\nrond", ["columns_taken"]),
    ("one column", "Wat viel op?\nDe koffie\nDe stilte\n", "Wat viel op?\nDe koffie\nDe stilte", []),
    ("a quote that is not closed", 'tekst;naam\n"Hoi;Merel\nDag;Teun\n', "Hoi;Merel Dag;Teun", ["quotes_odd"]),
]  # fmt: skip


@pytest.mark.parametrize(("data", "text", "keys"), [row[1:] for row in TABLES], ids=[row[0] for row in TABLES])
def test_rows_become_pieces(data: str, text: str, keys: list[str]) -> None:
    read = read_bytes(".csv", data.encode("utf-8-sig"))
    assert read.text == text
    assert [notice.key.removeprefix("intake.notice.") for notice in read.notices] == keys
    assert len(split(read.text, each_line=True)) == text.count("\n") + 1


def test_a_spreadsheet_gives_the_same_as_text() -> None:
    rows: list[list[object]] = [["Datum", "Spreker", "Tekst"], [45538, "Merel", "Ik durfde het niet."]]
    assert read_bytes(".xlsx", xlsx(rows)).text == "# 2024-09-03\nMerel: Ik durfde het niet."


def test_hidden_sheets_rows_and_columns_are_left_out_and_told() -> None:
    into = io.BytesIO()
    book = xlsxwriter.Workbook(into)
    sheet = book.add_worksheet("Flap")
    for place, row in enumerate([["Tekst", "Geheim"], ["zichtbaar", "x"], ["weg", "y"]]):
        sheet.write_row(place, 0, row)
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.set_column(1, 1, None, None, {"hidden": True})
    sheet.write_formula("A4", "=1+1", None, 2)
    sheet.write_formula("A5", '="x"', None, "")
    sheet.write_comment("A2", "kantlijn")
    other = book.add_worksheet("Kladje")
    other.write(0, 0, "niet voor jou")
    other.hide()
    book.close()
    read = read_bytes(".xlsx", into.getvalue())
    assert read.text == "zichtbaar\n2"
    assert [notice.key.removeprefix("intake.notice.") for notice in read.notices] == [
        *("hidden_sheets", "hidden_rows", "hidden_columns", "unknown", "sheet_remarks")
    ]
    assert "“Kladje”" in read.notices[0].sentence


def test_of_several_sheets_each_starts_with_its_name() -> None:
    read = read_bytes(".xlsx", xlsx([["tekst"], ["een"]], Tafel=[["tekst"], ["twee"]]))
    assert read.text == "# Blad1\neen\n# Tafel\ntwee"


@pytest.mark.parametrize(
    ("data", "key"),
    [("tekst;naam\n;Merel\n", "empty"), ("a;" * 1_000_000, "empty"), ("a;b" * 1_000_000, "too_heavy"), ("\x00\x00;", "no_text_file")],
    ids=["no words", "a million empty columns", "a million columns", "zeros"],
)  # fmt: skip
def test_what_is_no_table_of_words_is_refused(data: str, key: str) -> None:
    if data == "a;" * 1_000_000:
        data = ";" * 1_000_000 + "\n"
    with pytest.raises(Unreadable) as refusal:
        read = read_bytes(".csv", data.encode())
        if not read.text.strip():
            raise Unreadable("intake.refused.empty")
    assert refusal.value.key == f"intake.refused.{key}"


def test_a_csv_is_read_as_a_form_like_a_spreadsheet(tmp_path: Path) -> None:
    rows = [["Nummer", "Tekst é"], ["1", "een;twee"], ["", "drie"]]
    (tmp_path / "form.csv").write_text('Nummer;"Tekst é"\n1;"een;twee"\n;drie\n', encoding="utf-8")
    (tmp_path / "form.xlsx").write_bytes(xlsx([list(row) for row in rows]))
    for name in ("form.csv", "form.xlsx"):
        lines = read_form(tmp_path / name).text.split("\n")
        assert [json.loads(line) for line in lines] == rows
