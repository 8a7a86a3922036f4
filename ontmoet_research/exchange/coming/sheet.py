"""A table of labels on words (quote, label, who) that someone kept in a spreadsheet: each quote is found in the notes.

A quote that stands in one place is there. One that stands in several is where the words before and after it fit, or the
place that the table tells. What is left is asked: the row and its places are shown, and a person says which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz import fuzz

from ontmoet_research.exchange.foreign import Head, Label, Lost, Marks, Memo, Part, Person, Placed, Text
from ontmoet_research.exchange.ids import guid_of
from ontmoet_research.intake import SHEET_SUFFIXES, read_sheets
from ontmoet_research.privacy.leaving import Leaving
from ontmoet_research.store import Project, read_values
from ontmoet_research.text import clean_text
from ontmoet_research.words import Refused

from .choices import Choices
from .columns import rows_told

__all__ = ["Doubt", "Sheet", "is_sheet", "parts_of", "read_sheet"]

LIKE = 90  # how much words must look like those in a note to be proposed, of 100
TOLD = {"zekerheid": "certainty", "ronde": "round"}  # as a note beside a label tells it
AROUND = 25
_SPACE = re.compile(r"\s+")


@dataclass
class Doubt:
    """A row of which the place is not sure: its number, its quote, and the places, each with the words around it."""

    row: int
    quote: str
    places: list[str] = field(default_factory=list)


@dataclass
class Sheet:
    """The rows of a table, by column, with their number in the file."""

    name: str
    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def is_sheet(path: Path) -> bool:
    """Whether a file may be such a table; what stands in it says whether it is."""
    return path.suffix.lower() in SHEET_SUFFIXES


def read_sheet(project: Project, path: Path) -> Sheet:
    """The table. Errors: ``Refused`` when it can't be read, or has no columns for the words and the label."""
    rows = next((rows for _, rows in read_sheets(path) if any(rows)), [])
    told = rows_told(rows, {label for (label,) in read_values(project, "codes", ["label_nl"])})
    if told is None:
        raise Refused("exchange.load.is_note", file=path.name)
    return Sheet(path.stem, told)


class _Notes:
    """The notes of a project, with their white space made even, and where each sign stands."""

    def __init__(self, project: Project) -> None:
        self._leaving = Leaving(project)
        rows = read_values(project, "sources", ["object_id", "title", "text"])
        self.all = {key: (title, text, *_even(text)) for key, title, text in rows}

    def places(self, row: dict[str, str]) -> list[tuple[str, int, int]]:
        """Where the quote of a row stands, in the note that is named, or in all."""
        quote, named = _SPACE.sub(" ", clean_text(row["quote"])).strip(), _title(row.get("note", ""))
        chosen = [key for key, (title, *_) in self.all.items() if _title(title) == named] or list(self.all)
        found = []
        for key in chosen:
            _, _, even, where = self.all[key]
            at = even.find(quote)
            while at >= 0:
                found.append((key, where[at], where[at + len(quote) - 1] + 1))
                at = even.find(quote, at + 1)
        return found

    def alike(self, row: dict[str, str]) -> list[tuple[str, int, int]]:
        """The place in each note that looks most like the quote of a row."""
        found = []
        for key, (_, _, even, where) in self.all.items():
            like = fuzz.partial_ratio_alignment(row["quote"], even, score_cutoff=LIKE)
            if like and like.dest_end > like.dest_start:
                found.append((key, where[like.dest_start], where[like.dest_end - 1] + 1))
        return found

    def shown(self, place: tuple[str, int, int]) -> str:
        """A place for a person to recognise."""
        title, whole, *_ = self.all[place[0]]
        text = self._leaving.text(place[0], whole)  # a list of doubts is soon a file on a desk
        words = text[max(0, place[1] - AROUND) : place[1]] + "[" + text[place[1] : place[2]] + "]"
        return f"{title}: … {_SPACE.sub(' ', words + text[place[2] : place[2] + AROUND])} …"


def _title(told: str) -> str:
    """What a note is called, without what a file name has behind its dot."""
    return re.sub(r"\.\w{2,5}$", "", told.strip()).casefold()


def _even(text: str) -> tuple[str, list[int]]:
    """The text with one space for each run of white space, and the place of each sign in the text itself."""
    signs: list[str] = []
    where: list[int] = []
    for place, sign in enumerate(text):
        if sign.isspace():
            if signs and signs[-1] == " ":
                continue
            sign = " "
        signs.append(sign)
        where.append(place)
    return "".join(signs), where


def parts_of(project: Project, sheet: Sheet, choices: Choices) -> Iterator[Part]:
    """The table as parts of a project, with the notes that are here; ``sheet.doubts`` holds what has to be asked."""
    notes = _Notes(project)
    sheet.doubts = []
    yield Head(sheet.name, "", "sheet")
    labels: dict[tuple[str, ...], str] = {}
    for _, row in sheet.rows:
        family = row.get("family", "")
        if family and ("", family) not in labels:
            labels["", family] = f"family:{family}"
            yield Label(labels["", family], family, codable=False, order=len(labels))
        which = _label_of(row)
        if which not in labels:
            labels[which] = row.get("label_id", "").lower() or f"label:{family}:{row['label']}"
            yield Label(labels[which], row["label"], labels.get(("", family), ""), order=len(labels) + 1)
    for who in dict.fromkeys(row.get("who", "") for _, row in sheet.rows):
        if who:
            yield Person(who, who)
    placed: dict[str, list[Placed]] = {}
    for number, row in sheet.rows:
        place = _place(notes, number, row, sheet, choices)
        if place is None:
            yield Lost("doubtful", row["quote"][:40])
            continue
        key = f"{place[0]}:{place[1]}:{place[2]}:{row['label']}:{row.get('who', '')}"
        if told := "; ".join(f"{name}: {row[column]}" for name, column in TOLD.items() if row.get(column)):
            key = f"{key}:{row.get('round', '')}"
            yield Memo(f"{key}#told", "", row.get("who", ""), "mark", key, told)
        mark = Placed(key, place[1], place[2], labels[_label_of(row)], row.get("who", ""), row.get("remark", ""), key)
        placed.setdefault(place[0], []).append(mark)
    for key, marks in placed.items():
        title, text, *_ = notes.all[key]
        own = guid_of(key).lower()
        yield Text(own, title, text)
        yield Marks(own, sorted(marks, key=lambda one: (one.start, one.end)))


def _label_of(row: dict[str, str]) -> tuple[str, ...]:
    return row.get("family", ""), row["label"], row.get("label_id", "")


def _place(
    notes: _Notes, number: int, row: dict[str, str], sheet: Sheet, choices: Choices
) -> tuple[str, int, int] | None:
    """The one place of a row, or None when a person has to say."""
    exact = notes.places(row)
    fitting = [one for one in exact if _fits(notes.all[one[0]][1], one, row)]
    if len(fitting) > 1:  # only then does a place that is told help: programs count in many ways
        fitting = [one for one in fitting if row.get("start") == str(one[1])] or fitting
    if len(fitting) == 1:
        return fitting[0]
    places = fitting or exact or notes.alike(row)
    chosen = choices.places.get(number)
    if chosen is not None and 1 <= chosen <= len(places):
        return places[chosen - 1]
    sheet.doubts.append(Doubt(number, row["quote"], [notes.shown(one) for one in places]))
    return None


def _fits(text: str, place: tuple[str, int, int], row: dict[str, str]) -> bool:
    """Whether what the table tells of a place is true there."""
    _, start, end = place
    before, after = (_SPACE.sub(" ", clean_text(row.get(name, ""))).strip() for name in ("before", "after"))
    left, right = (_SPACE.sub(" ", part).strip() for part in (text[:start][-80:], text[end:][:80]))
    return (not before or left.endswith(before[-15:])) and (not after or right.startswith(after[:15]))
