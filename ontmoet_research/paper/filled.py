"""A spreadsheet or Word file that came back: what stands in it, before anyone decides whether it fits.

Each piece is found by its code. What was ticked is found by the short id of the label between brackets, so that columns
and rows may change places and labels may be called otherwise by now; without an id the name decides. What is not
understood becomes a remark, never a guess.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .entry import ANSWERS, Ticked
from .sheet_codes import ALPHABET, read_code
from .sheets import Label, Sheet

_CODE = re.compile(rf"[{ALPHABET}]{{3}}-[{ALPHABET}]{{3}}(?:-\d\d[{ALPHABET}])?(?![\w-])")
_ID = re.compile(r"\[([^\[\]]{1,20})\]")
_YES = {"x", "ja", "v", "1", "☒", "☑", "✓", "✔", "xx"}
_NO = {"", "nee", "0", "-", "☐"}
_TICKED = re.compile(r"[☒☑✓✔]|(?:^|☐)\s*[xXvV](?=[\s☐]|$)")
_BOX = re.compile(r"^[\s☐☒☑✓✔-]*(?:[xXvV](?=[\s☐]))?[\s☐☒☑✓✔]*")


@dataclass
class FilledPiece:
    """One piece as it came back: ``code`` and ``words`` as they stand in the file, what was ticked, and a pile."""

    code: str = ""
    words: str = ""
    ticked: Ticked = field(default_factory=Ticked)
    pile: str = ""


@dataclass
class Filled:
    """All pieces of a file, remarks for a person to read, and how many of those tell of something that has no place."""

    pieces: list[FilledPiece] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    unplaced: int = 0

    def leave_out(self, remark: str) -> None:
        """Say of something that it has no place."""
        self.remarks.append(remark)
        self.unplaced += 1


def sheet_code_in(text: str) -> str:
    """The code of the sheet that a file speaks of most; empty when there is none."""
    codes = [read.sheet for found in _CODE.findall(text.upper()) if (read := read_code(found))]
    return Counter(codes).most_common(1)[0][0] if codes else ""


def filled_rows(text: str, sheet: Sheet) -> Filled:
    """What stands in a spreadsheet; ``text`` is as ``intake.read_form`` gives it, one JSON list a row."""
    rows = [[str(cell) for cell in json.loads(line)] for line in text.split("\n") if line.strip()]
    found = Filled()
    at = next((place for place, row in enumerate(rows) if _is_header(row)), None)
    if at is None:
        found.leave_out(say("paper.returned.no_header"))
        return found
    columns = [_column(name, sheet, found) for name in rows[at]]
    for row in rows[at + 1 :]:
        piece = FilledPiece()
        for (kind, label), cell in zip(columns, row, strict=False):
            _fill(piece, kind, label, cell.strip(), found)
        if piece.code or piece.words:
            found.pieces.append(piece)
    return found


def filled_lines(text: str, sheet: Sheet) -> Filled:
    """What stands in a Word file; ``text`` is as ``intake.read_form`` gives it, one line a paragraph."""
    found = Filled()
    reading = _Lines(sheet, found)
    for line in text.split("\n"):
        reading.take(line.strip())
    return found


def _is_header(row: list[str]) -> bool:
    known = {say("paper.column.code"), say("paper.column.text"), say("paper.column.note"), say("paper.sorteren.pile")}
    known |= {say(f"paper.answer.{one}") for one in ANSWERS}
    return len(known & {cell.strip() for cell in row}) >= 2


def _column(name: str, sheet: Sheet, found: Filled) -> tuple[str, Label | None]:
    """What a column holds: code, text, note, pile, one of the answers, or label with the label; "" when unknown."""
    name = name.strip()
    fixed = {say(f"paper.column.{one}"): one for one in ("code", "text", "note")}
    fixed |= {say("paper.sorteren.pile"): "pile"} | {say(f"paper.answer.{one}"): one for one in ANSWERS}
    if name in fixed:
        return fixed[name], None
    label = _label(name, sheet.labels, found)
    if label is None and name:
        found.leave_out(say("paper.returned.column", name=isolated(name[:60])))
    return ("label" if label else ""), label


def _label(name: str, labels: Iterable[Label], found: Filled) -> Label | None:
    """The label with the id in ``name``, else with exactly this name."""
    marked = _ID.findall(name)
    plain = _ID.sub("", name).strip().rstrip(":").strip()
    for label in labels:
        if marked and label.code and label.code.casefold() == marked[-1].casefold():
            if plain.casefold() not in ("", label.name.casefold()):
                remark = say("paper.returned.renamed", old=isolated(plain[:60]), new=isolated(label.name))
                found.remarks += [remark] if remark not in found.remarks else []
            return label
    return next((label for label in labels if label.name.casefold() == plain.casefold()), None)


def _fill(piece: FilledPiece, kind: str, label: Label | None, cell: str, found: Filled) -> None:
    if kind == "code":
        piece.code = cell
    elif kind == "text":
        piece.words = cell
    elif kind == "note":
        piece.ticked.note = cell
    elif kind == "pile":
        piece.pile = cell
    elif kind in ANSWERS:
        if cell.casefold() not in _NO:
            piece.ticked.answers.add(kind)
    elif label is not None and cell.casefold() not in _NO:
        _choose(piece, label, cell, found)


def _choose(piece: FilledPiece, label: Label, cell: str, found: Filled) -> None:
    """Tick a label with what stands in its cell."""
    if cell.casefold() in _YES:
        piece.ticked.labels.setdefault(label.code_id, None)
        return
    option = _option(label, cell)
    if option is None:
        told = {"place": piece.code or isolated(piece.words[:30]), "label": isolated(label.name)}
        found.leave_out(say("paper.returned.no_choice", cell=isolated(cell[:60]), **told))
        return
    piece.ticked.labels[label.code_id] = option


def _option(label: Label, words: str) -> str | None:
    """The value of a choice that stands there in words; None when it is none of the label's."""
    for value, text in label.options:
        if words.casefold() in (text.casefold(), value.casefold()):
            return value
    ends = [part.strip().casefold() for part in re.split(r"->|→|>| naar ", words.removeprefix("van "))]
    people = {text.casefold(): value for value, text in label.direction if value}
    if label.direction and len(ends) == 2 and all(end in people for end in ends):
        return ">".join(people[end] for end in ends)
    return None


class _Lines:
    """Reads a Word file line by line; knows in which piece it is."""

    def __init__(self, sheet: Sheet, found: Filled) -> None:
        self.sheet, self.found = sheet, found
        self.piece: FilledPiece | None = None
        self.part = ""  # text, boxes or note
        self.label: Label | None = None
        self._heading = re.compile("#*\\s*" + re.escape(say("paper.piece", number="N")).replace("N", "\\d+"))
        self._answers = {say(f"paper.answer.{one}").casefold(): one for one in ANSWERS}

    def take(self, line: str) -> None:
        """One line of the file."""
        line = line.removeprefix("- ").strip()
        if self._heading.fullmatch(line):
            self._open()
        elif line.startswith(say("paper.piece_line", code="").strip()):
            if self.piece is None or self.piece.code or self.part != "text" or self.piece.words:
                self._open()
            if self.piece is not None:
                self.piece.code = line.partition(":")[2].strip()
        elif self.piece is not None and line:
            self._inside(self.piece, line)

    def _open(self) -> None:
        self.piece, self.part, self.label = FilledPiece(), "text", None
        self.found.pieces.append(self.piece)

    def _inside(self, piece: FilledPiece, line: str) -> None:
        if line in (say("paper.which_labels"), say("paper.or_else")):
            self.part = "boxes"
        elif line.startswith(say("paper.note")):
            piece.ticked.note, self.part = line.removeprefix(say("paper.note")).strip(), "note"
        elif self.part == "note":
            piece.ticked.note = f"{piece.ticked.note} {line}".strip()
        elif self.part == "text":
            if line != say("paper.heavy_notice"):
                piece.words = f"{piece.words} {line}".strip()
        else:
            self._box(piece, line)

    def _box(self, piece: FilledPiece, line: str) -> None:
        box = _BOX.match(line)
        marks = box[0] if box else ""
        ticked, words = bool(_TICKED.search(marks)), line[len(marks) :].strip()
        if words.casefold() in self._answers:
            if ticked:
                piece.ticked.answers.add(self._answers[words.casefold()])
            return
        if words.startswith(say("paper.from_to")):
            self._direction(piece, words)
            return
        name = words.partition("]")[0] + "]" if _ID.search(words) else words.partition(":")[0]
        options = self.label.options if self.label else ()
        option = next((one for one in options if one[1].casefold() in (_plain(name), words.casefold())), None)
        if option is not None and self.label is not None:
            if ticked:
                piece.ticked.labels[self.label.code_id] = option[0]
            return
        label = _label(name, self.sheet.labels, self.found)
        self.label = label or self.label
        if label is not None and ticked:
            piece.ticked.labels.setdefault(label.code_id, None)
        elif label is None and ticked:
            self.found.leave_out(say("paper.returned.line", words=isolated(words[:60])))

    def _direction(self, piece: FilledPiece, words: str) -> None:
        label = _label(f"[{_ID.findall(words)[0]}]", self.sheet.labels, self.found) if _ID.search(words) else self.label
        told = words.partition("]")[2].strip()
        if label is not None and told:
            _choose(piece, label, told, self.found)


def _plain(name: str) -> str:
    return _ID.sub("", name).strip().casefold()
