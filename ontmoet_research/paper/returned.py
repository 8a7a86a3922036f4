"""A file that came back, looked at before anything is stored: what fits, what would change, what can't be placed.

Nothing in a file is trusted: pieces are found by their code, else by exactly the same words; what can't be placed is
told and left alone. Placing it twice, or placing what was typed in already, changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from ontmoet_research.coding import PieceAnswer, answer_piece, set_piles
from ontmoet_research.coding.piece_answers import planned
from ontmoet_research.intake import read_form
from ontmoet_research.record import today
from ontmoet_research.store import Project, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import Refused, say

from .entry import as_answer
from .filled import Filled, FilledPiece, filled_lines, filled_rows, sheet_code_in
from .sheet_codes import read_code
from .sheets import LABELLING, SORTING, PieceOn, Sheet, entered, find_sheet

ORIGIN = "paper.returned"


@dataclass
class Returned:
    """What a file holds, before it is placed.

    ``answers`` would be stored; ``fresh`` of them are new or other than what is known, ``same`` are known already, and
    ``empty`` pieces have nothing ticked. ``piles`` are those of a card sort. ``remarks`` are sentences to read first;
    ``unplaced`` counts what can't be placed.
    """

    sheet: Sheet
    contributor_id: str
    answers: list[PieceAnswer] = field(default_factory=list)
    piles: list[tuple[str, list[str]]] = field(default_factory=list)
    fresh: int = 0
    same: int = 0
    empty: int = 0
    unplaced: int = 0
    remarks: list[str] = field(default_factory=list)


def read_returned(project: Project, path: str | Path, contributor_id: str | None = None) -> Returned:
    """Look at a file that came back. Nothing is stored.

    ``contributor_id`` is who filled it in, when the sheet does not know. Errors: ``Refused`` when the file can't be
    read, names no sheet of this project, or when nobody knows who filled it in.
    """
    text = read_form(path).text
    code = sheet_code_in(text)
    if not code:
        raise Refused("paper.returned.no_sheet", file=Path(path).name)
    sheet, _ = find_sheet(project, code)
    if sheet.kind not in (LABELLING, SORTING):
        raise Refused("paper.returned.no_sheet", file=Path(path).name)
    who = sheet.contributor_id or contributor_id
    if who is None:
        raise Refused("paper.returned.whose", code=sheet.shown)
    rows = Path(path).suffix.lower() == ".xlsx"
    filled = filled_rows(text, sheet) if rows else filled_lines(text, sheet)
    found = Returned(sheet, who, remarks=list(filled.remarks), unplaced=filled.unplaced)
    if sheet.entered_on:
        found.remarks.insert(0, say("paper.returned.before"))
    placed = _placed(sheet, filled, found)
    (_plan_labels if sheet.kind == LABELLING else _plan_piles)(project, found, placed)
    return found


def place_returned(project: Project, found: Returned) -> int:
    """Store what was looked at; give how many pieces changed. Again, it changes nothing.

    Errors: ``Refused`` when a label or a piece is gone since. What was stored before that stays.
    """
    sheet, changed = found.sheet, 0
    if sheet.kind == SORTING:
        set_piles(project, sheet.about_id or "", found.contributor_id, found.piles, origin=ORIGIN)
        changed = found.fresh
    for answer in found.answers:
        among = [label.code_id for label in sheet.labels]
        changed += answer_piece(project, answer, among=among, take_away=bool(sheet.entered_on), origin=ORIGIN)
    if found.answers or found.piles:
        entered(project, sheet, today(), found.contributor_id)
    return changed


def _placed(sheet: Sheet, filled: Filled, found: Returned) -> dict[int, FilledPiece]:
    """Each piece of the file at its place on the sheet; remarks for what has no place."""
    by_number: dict[int, list[FilledPiece]] = defaultdict(list)
    without: list[FilledPiece] = []
    for piece in filled.pieces:
        code = read_code(piece.code)
        known = code is not None and code.sheet == sheet.code and code.number is not None and sheet.piece(code.number)
        if code is not None and code.number is not None and known:
            by_number[code.number].append(piece)
        else:
            without.append(piece)
    for piece in without:
        same = [one for one in sheet.pieces if not one.closed and _words(one.text) == _words(piece.words)]
        if len(same) == 1 and same[0].number not in by_number:
            by_number[same[0].number].append(piece)
            found.remarks.append(say("paper.returned.by_words", number=same[0].number))
        elif piece.ticked.outcome() or piece.pile:
            found.unplaced += 1
            found.remarks.append(
                say("paper.returned.no_place", words=isolated(piece.words[:40] or piece.code[:40] or "?"))
            )
    _tell_missing(sheet, by_number, found)
    return {number: one for number in sorted(by_number) if (one := _only(number, by_number[number], found))}


def _tell_missing(sheet: Sheet, by_number: dict[int, list[FilledPiece]], found: Returned) -> None:
    missing = [str(piece.number) for piece in sheet.pieces if not piece.closed and piece.number not in by_number]
    if missing:
        found.remarks.append(say("paper.returned.missing", numbers=join_words(missing)))


def _only(number: int, pieces: list[FilledPiece], found: Returned) -> FilledPiece | None:
    """The one answer to a piece; None when the file gives several that differ."""
    if all((one.ticked, one.pile) == (pieces[0].ticked, pieces[0].pile) for one in pieces):
        return pieces[0]
    found.unplaced += 1
    found.remarks.append(say("paper.returned.twice", number=number))
    return None


def _plan_labels(project: Project, found: Returned, placed: dict[int, FilledPiece]) -> None:
    gone = _gone(project, found.sheet)
    among = [label.code_id for label in found.sheet.labels]
    for number, piece in placed.items():
        on_sheet = found.sheet.pieces[number - 1]
        _tell_other_words(on_sheet, piece, found)
        for code_id in [code for code in piece.ticked.labels if code in gone]:
            del piece.ticked.labels[code_id]
            found.unplaced += 1
            found.remarks.append(say("paper.returned.label_gone", label=isolated(gone[code_id]), number=number))
        if piece.ticked.outcome() is None:
            found.empty += 1
            continue
        try:
            answer = as_answer(on_sheet, found.contributor_id, piece.ticked)
            drafts = planned(project, answer, among=among, take_away=bool(found.sheet.entered_on))
        except Refused as refusal:
            found.unplaced += 1
            found.remarks.append(str(refusal))
            continue
        found.answers.append(answer)
        found.fresh += bool(drafts)
        found.same += not drafts
        if any(draft.removed for draft in drafts):
            found.remarks.append(say("paper.returned.takes_away", number=number))


def _plan_piles(project: Project, found: Returned, placed: dict[int, FilledPiece]) -> None:
    """Piles by what stands behind each card: a number, or a name in own words."""
    piles: dict[str, tuple[str, list[str]]] = {}
    for number, piece in placed.items():
        on_sheet: PieceOn = found.sheet.pieces[number - 1]
        _tell_other_words(on_sheet, piece, found)
        if not piece.pile:
            found.empty += 1
        elif not on_sheet.closed:
            label = "" if piece.pile.isdecimal() else piece.pile
            piles.setdefault(piece.pile.casefold(), (label, []))[1].append(on_sheet.fragment_id)
    ordered = sorted(
        piles.items(), key=lambda pile: (not pile[0].isdecimal(), int(pile[0]) if pile[0].isdecimal() else 0)
    )
    found.piles = [pile for _, pile in ordered]
    where = {"card_sort_id": found.sheet.about_id, "contributor_id": found.contributor_id}
    known = {frozenset(row["fragment_ids"]) for row in read_rows(project, "piles", **where) if row["fragment_ids"]}
    found.same = sum(len(cards) for _, cards in found.piles if frozenset(cards) in known)
    found.fresh = sum(len(cards) for _, cards in found.piles) - found.same
    if known and found.fresh:
        found.remarks.append(say("paper.returned.replaces"))


def _tell_other_words(on_sheet: PieceOn, piece: FilledPiece, found: Returned) -> None:
    if piece.words and _words(piece.words) != _words(on_sheet.text):
        found.remarks.append(say("paper.returned.other_words", number=on_sheet.number))


def _gone(project: Project, sheet: Sheet) -> dict[str, str]:
    """The labels of the sheet that can't be placed any more, with their name."""
    going = {row.object_id for row in read_rows(project, "codes") if row["status"] != "gestopt"}
    return {label.code_id: label.name for label in sheet.labels if label.code_id not in going}


def _words(text: str) -> str:
    return " ".join(text.removeprefix(say("paper.heavy_notice")).split())
