"""Vel invoeren: what someone ticked on paper, typed in by someone else, in the order of the paper.

Each piece is stored by itself. A sheet that was entered before shows what is known, to correct; nothing is doubled.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from ontmoet_research.paper import (
    PieceOn,
    Sheet,
    find_sheet,
)
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, choices, heading, marked, text
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.session import here
from ontmoet_research.store import Project, Row
from ontmoet_research.text.dutch import format_date
from ontmoet_research.words import Refused, say

from .on_sheet import Sorting, Talking, Ticking


class SheetAtHand(Part[PartsPage]):
    """The sheet that is entered: whose it is, and the piece that is up."""

    def start(self) -> None:
        """Begin without a sheet."""
        kinds = {"labelen": Ticking, "sorteren": Sorting, "verschillen": Talking}
        self.on = {kind: made(self.page, f"{self.key}.{kind}", self) for kind, made in kinds.items()}
        self.forget_sheet()

    def forget_sheet(self) -> None:
        """No sheet is up."""
        self.sheet: Sheet | None = None
        self.filled_by = ""
        self.number = self.told = 1
        self.finished = False
        self.before = ""  # when this sheet was entered before
        self.entered: set[int] = set()  # pieces that were stored since it was opened

    def close(self) -> None:
        """What is on the sheet stays there."""

    def blocks(self) -> list[Block]:
        """The question which sheet, whose it is, or the piece that is up."""
        if self.sheet is None:
            return self._ask_code()
        told = [text(say("enter_sheet.sheet", code=self.sheet.shown), strong=True)]
        if self.before:
            told.append(text(say("enter_sheet.before", day=self.before)))
        if self.sheet.kind != "verschillen" and not self.filled_by:
            return [*told, choices(say("enter_sheet.whose"), "choose_filler", self.page.people(), None), self._other()]
        if self.finished:
            return [*told, text(say("enter_sheet.all_done"), strong=True), *self._after()]
        return [*told, *self.on[self.sheet.kind].drawn(), self._other()]

    @gesture
    def open_sheet(self) -> None:
        """Look up the sheet whose code was typed; the code of a piece opens it at that piece."""
        self.sheet, number = find_sheet(self.project, self.typed("code"))
        day = self.sheet.entered_on
        self.before = format_date(date.fromisoformat(day)) if day else ""
        self.filled_by, self.finished, self.entered = self.sheet.contributor_id or "", False, set()
        self.forget("code")
        self._go_to(number or 1)
        self.page.refresh()

    @gesture
    def choose_filler(self, value: str) -> None:
        """Say whose sheet it is."""
        if value not in dict(self.page.people()):
            raise Refused("page.no_person")
        self.filled_by = value
        self._go_to(self.number)
        self.page.refresh()

    @gesture
    def close_sheet(self) -> None:
        """Go to another sheet; what was stored stays."""
        self.forget_sheet()
        self.page.refresh()

    @gesture
    def pass_by(self) -> None:
        """Go to the next piece without storing anything."""
        self.forward()
        self.page.refresh()

    @gesture
    def go_back(self) -> None:
        """Go to the piece before."""
        self.finished = False
        self._go_to(max(self.number - 1, 1))
        self.page.refresh()

    def taken_back(self, rows: Sequence[Row]) -> None:
        """Show the piece where something was taken back."""
        touched = {row["fragment_id"] for row in rows if row.table in ("codings", "readings", "differences")}
        if self.sheet is None:
            return
        places = [piece.number for piece in self.sheet.pieces if piece.fragment_id in touched]
        self.finished = False
        self._go_to(places[0] if places else self.number)

    @property
    def paper(self) -> Sheet:
        """The sheet on the screen. Errors: ``Refused`` when there is none."""
        if self.sheet is None:
            raise Refused("paper.no_code", typed="")
        return self.sheet

    def undo_name(self) -> str:
        """Where undo finds what is entered of this sheet."""
        return f"enter_sheet {self.paper.code}"

    def is_known(self, number: int) -> bool:
        """Whether this piece was entered before; only then what is known about it is shown and can go (blind first)."""
        return bool(self.paper.entered_on) or number in self.entered

    def _go_to(self, number: int) -> None:
        """Open a piece, with what was entered about it before."""
        self.number = number
        self.on[self.paper.kind].show_known()

    def forward(self) -> None:
        """Go to the next piece; after the last one the sheet is done."""
        self.told = self.number
        if self.number < len(self.paper.pieces):
            self._go_to(self.number + 1)
        else:
            self.finished = True

    def piece_up(self) -> PieceOn:
        """The piece that is up. Errors: ``Refused`` when the sheet has none with this number."""
        piece = self.paper.piece(self.number)
        if piece is None:
            raise Refused("paper.no_piece", number=self.number, code=self.paper.shown)
        return piece

    def piece(self) -> tuple[PieceOn, list[Block]]:
        """The piece that is up, and how it is shown."""
        piece, total = self.piece_up(), len(self.paper.pieces)
        return piece, [
            heading(say("enter_sheet.progress", number=self.number, total=total)),
            text(piece.code, quiet=True),
            marked(say("code_cards.text_label"), [(piece.text, "")]),
        ]

    def ways(self, *keep: Block) -> Block:
        """The buttons under a piece."""
        back = [button(say("enter_sheet.back"), "go_back")] if self.number > 1 else []
        return self.mine([buttons(*keep, button(say("enter_sheet.pass_by"), "pass_by"), *back)])[0]

    def _ask_code(self) -> list[Block]:
        return [
            text(say("enter_sheet.ask")),
            self.field("code", say("enter_sheet.code"), hint=say("enter_sheet.code_hint")),
            button(say("enter_sheet.find"), "open_sheet", main=True),
        ]

    def _other(self) -> Block:
        return button(say("enter_sheet.other"), "close_sheet")

    def _after(self) -> list[Block]:
        return [
            buttons(
                button(say("enter_sheet.other"), "close_sheet", main=True), button(say("enter_sheet.back"), "go_back")
            )
        ]


class EnterSheet(PartsPage):
    """The screen *Vel invoeren*."""

    name = "enter_sheet"
    asks_series = False
    kinds: ClassVar = {"sheet": SheetAtHand}
    parts: dict[str, Any]

    def make_view(self) -> dict[str, Any]:
        """As for every page; it is about the piece of the sheet that is up."""
        up: SheetAtHand = self.parts["sheet"]
        return {**super().make_view(), "at": f"{up.number} {up.finished}" if up.sheet else ""}


def enter_sheet(project: Project | None = None) -> EnterSheet:
    """The screen *Vel invoeren*; ``project`` is the one of this notebook unless given."""
    return EnterSheet(project or here())
