"""A sheet as a PDF to print: what stands on it, as plain data for ``sheets.typ``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ontmoet_research.model.material import DIFFERENCE_OUTCOMES
from ontmoet_research.store import Project, read_rows
from ontmoet_research.typesetting import paragraphs, typeset
from ontmoet_research.words import say, say_count

from .readings import reading_of
from .sheets import CARDS, DIFFERENCES, LABELLING, SORTING, Label, PieceOn, Sheet

LAYOUT = Path(__file__).with_name("sheets.typ")
ANSWERS = ("none", "doubt", "not_know", "skip")
PILES_ON_PAPER = 8
LONG_CARD = 1_200  # characters; a longer card may go on on the next page
_COLUMNS = 3  # card and pile, this many times beside each other


def sheet_pdf(project: Project, sheet: Sheet, contact: str | None = None) -> bytes:
    """The PDF of a sheet, with the words as they may be read now. ``contact`` is who helps and how to reach them."""
    parts = {LABELLING: _labelling, SORTING: _sorting, DIFFERENCES: _differences, CARDS: _cards}
    layout = CARDS if sheet.form == CARDS else sheet.kind
    opening = {**_opening(project, sheet, contact), "layout": layout}
    if layout == CARDS:
        opening["how"] = [say("paper.kaartjes.how"), *opening["how"][1:]]
    return typeset(LAYOUT, {**opening, **parts[layout](project, sheet)})


def _opening(project: Project, sheet: Sheet, contact: str | None) -> dict[str, Any]:
    names = {row.object_id: row["display_name"] for row in read_rows(project, "contributors")}
    known = names.get(sheet.contributor_id or "")
    kind = f"paper.{sheet.kind}"
    how = [say(f"{kind}.how"), say("paper.stop")]
    if any(piece.heavy for piece in sheet.pieces):
        how.append(say("paper.heavy_last" if sheet.kind == LABELLING else "paper.heavy_somewhere"))
    if contact:
        how.append(say("screens.help", contact=contact))
    return {
        "kind": sheet.kind,
        "title": say(f"{kind}.title"),
        "code_line": say("paper.code_line", code=sheet.shown) + (f" · {known}" if known else ""),
        "footer": say("paper.footer", code=sheet.shown),
        "about": [
            {"question": say("screens.what"), "answer": say(f"{kind}.what")},
            {"question": say("screens.how_long"), "answer": say_count(f"{kind}.how_long", len(sheet.pieces))},
            {"question": say("screens.then"), "answer": say(f"{kind}.then")},
        ],
        "name_line": "" if known or sheet.kind == DIFFERENCES else say("paper.name_line"),
        "how": how,
    }


def _labelling(_project: Project, sheet: Sheet) -> dict[str, Any]:
    return {
        "pieces": [_piece(piece) for piece in sheet.pieces],
        "which_labels": say("paper.which_labels"),
        "labels": [_label(label) for label in sheet.labels],
        "or_else": say("paper.or_else"),
        "answers": [say(f"paper.answer.{one}") for one in ANSWERS],
        "note": say("paper.note"),
    }


def _cards(project: Project, sheet: Sheet) -> dict[str, Any]:
    """Small cards to cut out, with room for labels on each, and one page with the labels of all groups."""
    families: dict[str, list[dict[str, Any]]] = {}
    rows = {row.object_id: row["family"] for row in read_rows(project, "codes")}
    for label in sheet.labels:
        families.setdefault(rows.get(label.code_id) or say("labelling.no_family"), []).append(_label(label))
    return {
        "groups_title": say("paper.kaartjes.groups"),
        "groups": [{"title": title, "labels": labels} for title, labels in families.items()],
        "pieces": [_piece(piece) for piece in sheet.pieces if not piece.closed],
        "write_labels": say("paper.kaartjes.labels"),
        "answers": [say(f"paper.answer.{one}") for one in ANSWERS],
    }


def _piece(piece: PieceOn, title: str = "paper.piece") -> dict[str, Any]:
    return {
        "title": say(title, number=piece.number),
        "code": piece.code,
        "text": paragraphs(piece.text),
        "open": not piece.closed,
        "long": len(piece.text) > LONG_CARD,
        "notice": [say("paper.heavy_notice"), say("paper.heavy_choose")] if piece.heavy else [],
        "skip": say("paper.answer.skip"),
    }


def _label(label: Label) -> dict[str, Any]:
    asked = [say("labelling.from"), say("labelling.to")] if label.direction else []
    return {
        "name": label.name,
        "meaning": label.meaning,
        "options": [text for _, text in label.options],
        "questions": asked,
    }


def _sorting(_project: Project, sheet: Sheet) -> dict[str, Any]:
    numbers = [str(piece.number) for piece in sheet.pieces if not piece.closed]
    cells = [[number, ""] for number in numbers]
    cells += [["", ""]] * (-len(cells) % _COLUMNS)
    columns = [say("paper.sorteren.card"), say("paper.sorteren.pile")] * _COLUMNS
    return {
        "names_title": say("paper.sorteren.names"),
        "pile_names": [say("paper.sorteren.pile_name", number=n) for n in range(1, PILES_ON_PAPER + 1)],
        "numbers_title": say("paper.sorteren.numbers"),
        "number_columns": columns,
        "number_cells": cells,
        "cards_title": say("paper.sorteren.cards"),
        "pieces": [
            {**_piece(piece, "paper.sorteren.number"), "notice": [say("paper.heavy_notice")] if piece.heavy else []}
            for piece in sheet.pieces
            if not piece.closed
        ],
    }


def _differences(project: Project, sheet: Sheet) -> dict[str, Any]:
    pieces = []
    for piece in sheet.pieces:
        readings = [
            {"name": name, "labels": reading_of(project, piece.fragment_id, person)} for person, name in sheet.readers
        ]
        notice = [say("paper.heavy_notice")] if piece.heavy else []
        pieces.append({**_piece(piece), "readings": readings, "notice": notice})
    return {
        "pieces": pieces,
        "why": say("paper.verschillen.why"),
        "what_came": say("paper.verschillen.what_came"),
        "outcomes": [say(f"paper.outcome.{one}") for one in DIFFERENCE_OUTCOMES],
        "note": say("paper.note"),
    }
