"""Pieces of text that were found, as a file to take along: read (.docx), sort (.xlsx) or go on with (.csv).

What is *besloten* stays here, and is counted. The file is for the group: it is noted in the logbook like all that
leaves.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ontmoet_research.group import meeting_label
from ontmoet_research.privacy.gate import Gate
from ontmoet_research.privacy.release import write_out
from ontmoet_research.report.blocks import Paragraph, QuoteBlock, Report, Section, paragraph
from ontmoet_research.report.to_docx import report_docx
from ontmoet_research.store import Project, rows_of
from ontmoet_research.text.dutch import format_date, join_words
from ontmoet_research.text.tables_csv import as_csv
from ontmoet_research.words import Refused, say, say_count

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["SUFFIXES", "take_pieces"]

SUFFIXES = (".docx", ".xlsx", ".csv")
COLUMNS = (
    "series",
    "meeting",
    "date",
    "note",
    "speaker",
    "perspectives",
    "words",
    "labels",
    "placed_by",
    "fragment_id",
)
PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
WIDTHS = {"words": 80, "labels": 40, "placed_by": 40, "note": 30}


def take_pieces(project: Project, found: pd.DataFrame, path: str | Path, title: str) -> int:
    """Write the pieces of ``find_pieces`` to ``path``; give how many stayed because they are *besloten*.

    Errors: ``Refused`` for another suffix, when nothing is left to write, or when the place can't be written.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in SUFFIXES:
        raise Refused("asking.pieces_suffix", path=path, known=join_words(SUFFIXES, last="of"))
    goes = found[~found["fragment_id"].isin(list(Gate(project).besloten()))]
    if goes.empty:
        raise Refused("asking.no_pieces")
    stays = len(found) - len(goes)
    content = {".docx": _docx, ".xlsx": _xlsx, ".csv": _csv}[suffix](goes, title, stays)
    write_out(project, path, content, f"stukjes tekst ({suffix})")
    return stays


def _docx(found: pd.DataFrame, title: str, stays: int) -> bytes:
    sections = tuple(
        Section(str(place), str(place), tuple(_quote(row) for row in rows_of(own)))
        for place, own in found.groupby([_place(row) for row in rows_of(found)], sort=False)
    )
    told: list[Paragraph] = [paragraph(say_count("asking.pieces_found", len(found)))]
    told += [paragraph(say_count("asking.pieces_stay", stays))] if stays else []
    first = Section("about", say("asking.about"), tuple(told))
    return report_docx(Report(title, "", format_date(date.today()), (), (first, *sections), brief=True))


def _quote(row: Mapping[str, Any]) -> QuoteBlock:
    who = row["speaker"] or join_words(say(f"group.perspective.{one}") for one in row["perspectives"])
    return QuoteBlock(" ".join(row["words"].split()), who or say("asking.nobody_known"), "; ".join(row["placed_by"]))


def _place(row: Mapping[str, Any]) -> str:
    meeting = meeting_label(int(row["meeting"]), row["date"]) if row["meeting"] else row["note"]
    return f"{row['series']}: {meeting}" if row["series"] else str(meeting)


def _rows(found: pd.DataFrame) -> list[list[Any]]:
    return [[row[name] for name in COLUMNS] for row in rows_of(found)]


def _csv(found: pd.DataFrame, _title: str, _stays: int) -> bytes:
    return as_csv([say(f"asking.column.{name}") for name in COLUMNS], _rows(found), spreadsheet=True)


def _xlsx(found: pd.DataFrame, title: str, _stays: int) -> bytes:
    import xlsxwriter

    into = io.BytesIO()
    with xlsxwriter.Workbook(into, PLAIN) as book:
        book.set_properties({"title": title})
        sheet, wrap = book.add_worksheet(say("asking.sheet")), book.add_format({"text_wrap": True, "valign": "top"})
        sheet.freeze_panes(1, 0)
        for at, name in enumerate(COLUMNS):
            sheet.set_column(at, at, WIDTHS.get(name, 16), wrap)
            sheet.write_string(0, at, say(f"asking.column.{name}"), book.add_format({"bold": True}))
        for line, row in enumerate(_rows(found), start=1):
            for at, value in enumerate(row):
                _write(sheet, line, at, value)
        sheet.autofilter(0, 0, len(found), len(COLUMNS) - 1)
    return into.getvalue()


def _write(sheet: Any, line: int, at: int, value: Any) -> None:
    if isinstance(value, list):
        value = "; ".join(value)
    if isinstance(value, (int, float)):
        sheet.write_number(line, at, value)
    elif value:
        sheet.write_string(line, at, str(value))
