"""Vel invoeren: what someone ticked on paper, typed in by someone else, in the order of the paper.

Each piece is stored by itself. A sheet that was entered before shows what is known, to correct; nothing is doubled.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from ontmoet_research.coding.label_choices import turned
from ontmoet_research.model.material import DIFFERENCE_OUTCOMES
from ontmoet_research.paper import (
    ANSWERS,
    PieceOn,
    Sheet,
    Talk,
    Ticked,
    enter_piece,
    enter_piles,
    enter_talk,
    find_sheet,
    known_piles,
    known_talk,
    known_ticks,
    reading_of,
)
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, choices, heading, listing, marked, select, text
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.session import here
from ontmoet_research.store import Project, Row
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import format_date
from ontmoet_research.words import Refused, say

MOST_PILES = 50
PILES_ON_PAPER = 8


class OnSheet(Part[PartsPage]):
    """What is typed of one kind of sheet."""

    def __init__(self, page: PartsPage, key: str, above: SheetAtHand) -> None:
        self.sheet = above
        super().__init__(page, key, above)

    def show_known(self) -> None:
        """Show what was entered before of the piece that is up, or begin empty."""
        self.chosen = {}
        mine = f"{self.key}."
        for name in [name for name in self.page.typed if name.startswith(mine)]:
            del self.page.typed[name]

    def close(self) -> None:
        """What is on the sheet stays there."""


class Ticking(OnSheet):
    """A piece with labels to tick."""

    def start(self) -> None:
        """Nothing is ticked."""
        self.ticked = Ticked()

    def show_known(self) -> None:
        """The ticks that were entered before."""
        super().show_known()
        self.ticked = Ticked()
        if self.sheet.filled_by and self.sheet.is_known(self.sheet.number) and not self.sheet.piece_up().closed:
            self.ticked = known_ticks(self.project, self.sheet.paper, self.sheet.number, self.sheet.filled_by)
            self.fill_in("note", self.ticked.note)

    @gesture
    def tick(self, value: str) -> None:
        """Tick a label or an answer, or no longer."""
        if value in ANSWERS:
            self.ticked.answers ^= {value}
        elif value in self.ticked.labels:
            del self.ticked.labels[value]
            self.ticked.doubted.discard(value)
        elif value in {label.code_id for label in self.sheet.paper.labels}:
            self.ticked.labels[value] = None
        self.page.refresh()

    @gesture
    def choose_option(self, code_id: str, value: str) -> None:
        """Choose what goes with a label; the same again takes it away."""
        if code_id in self.ticked.labels:
            self.ticked.labels[code_id] = None if self.ticked.labels[code_id] == value else value
        self.page.refresh()

    @gesture
    def choose_end(self, code_id: str, end: str, value: str) -> None:
        """Choose from whom (``end`` is from) or to whom (to) a label points."""
        if code_id in self.ticked.labels:
            self.ticked.labels[code_id] = turned(self.ticked.labels[code_id], end, value)
        self.page.refresh()

    @gesture
    def doubt_about(self, value: str) -> None:
        """Say which labels the doubt is about; none chosen means all."""
        self.ticked.doubted ^= {value}
        self.page.refresh()

    @gesture
    def enter(self) -> None:
        """Store this piece and go to the next."""
        self.ticked.note = self.typed("note")
        enter_piece(
            self.project,
            self.sheet.paper,
            self.sheet.number,
            self.sheet.filled_by,
            self.ticked,
            correcting=self.sheet.is_known(self.sheet.number),
            origin=self.sheet.undo_name(),
        )
        self.sheet.entered.add(self.sheet.number)
        self.sheet.forward()
        self.page.done(self.sheet.undo_name(), say("enter_sheet.kept", number=self.sheet.told))

    def blocks(self) -> list[Block]:
        """The piece, the labels, and what goes with the ticked ones."""
        piece, made = self.sheet.piece()
        if piece.closed:
            return [*made, self.sheet.ways()]
        for_labels: list[Block] = []
        for label in self.sheet.paper.labels:
            on = label.code_id in self.ticked.labels
            for_labels.append(button(label.name, "tick", on=on, value=label.code_id))
        answers = [
            button(say(f"paper.answer.{one}"), "tick", on=one in self.ticked.answers, value=one) for one in ANSWERS
        ]
        return [
            *made,
            buttons(*for_labels, label=say("enter_sheet.which_labels")),
            *self._options(),
            buttons(*answers, label=say("paper.or_else")),
            *self._doubts(),
            self.field("note", say("paper.note")),
            self.sheet.ways(button(say("code_cards.next"), "enter", main=True)),
        ]

    def _options(self) -> list[Block]:
        """What goes with each ticked label."""
        made: list[Block] = []
        for label in self.sheet.paper.labels:
            if label.code_id not in self.ticked.labels:
                continue
            chosen = self.ticked.labels[label.code_id]
            if label.options:
                each = [
                    button(words, "choose_option", on=value == chosen, code_id=label.code_id, value=value)
                    for value, words in label.options
                ]
                made.append(buttons(*each, label=say("labelling.options", label=label.name)))
            if label.direction:
                start, _, stop = (chosen or "").partition(">")
                for end, value in (("from", start), ("to", stop)):
                    question = say("enter_sheet.end", question=say(f"labelling.{end}"), label=label.name)
                    sends = {"code_id": label.code_id, "end": end}
                    made.append(select(question, "choose_end", label.direction, value, **sends))
        return made

    def _doubts(self) -> list[Block]:
        if "doubt" not in self.ticked.answers or len(self.ticked.labels) < 2:
            return []
        names = [
            (label.code_id, label.name) for label in self.sheet.paper.labels if label.code_id in self.ticked.labels
        ]
        return [choices(say("enter_sheet.doubt_about"), "doubt_about", names, self.ticked.doubted)]


class Sorting(OnSheet):
    """Cards with the number of their pile, and the names of the piles."""

    def show_known(self) -> None:
        """The piles that were entered before."""
        super().show_known()
        if self.sheet.filled_by and self.sheet.is_known(self.sheet.number):
            names, numbers = known_piles(self.project, self.sheet.paper, self.sheet.filled_by)
            for n, name in names.items():
                self.fill_in(f"name {n}", name)
            for n, pile in numbers.items():
                self.fill_in(f"card {n}", str(pile))

    @gesture
    def keep_piles(self) -> None:
        """Store all piles of the sheet."""
        numbers = {
            piece.number: _pile_number(typed)
            for piece in self.sheet.paper.pieces
            if (typed := self.typed(f"card {piece.number}").strip())
        }
        names = {n: name for n in range(1, MOST_PILES + 1) if (name := self.typed(f"name {n}").strip())}
        enter_piles(self.project, self.sheet.paper, self.sheet.filled_by, names, numbers, origin=self.sheet.undo_name())
        self.sheet.finished = True
        self.sheet.entered |= set(range(1, len(self.sheet.paper.pieces) + 1))
        self.page.done(self.sheet.undo_name())

    def blocks(self) -> list[Block]:
        """A field for each pile and for each card."""
        told = [self.typed(f"card {piece.number}") for piece in self.sheet.paper.pieces]
        used = [int(one) for one in told if one.isdecimal() and int(one) <= MOST_PILES]
        highest = max([*used, *self._named()], default=0)
        names = [
            self.field(f"name {n}", say("paper.sorteren.pile_name", number=n))
            for n in range(1, max(highest, PILES_ON_PAPER) + 1)
        ]
        cards = [
            self.field(f"card {p.number}", say("enter_sheet.card", number=p.number), hint=_beginning(p.text))
            for p in self.sheet.paper.pieces
            if not p.closed
        ]
        return [
            heading(say("paper.sorteren.names")),
            *names,
            heading(say("paper.sorteren.numbers")),
            *cards,
            button(say("enter_sheet.keep_piles"), "keep_piles", main=True),
        ]

    def _named(self) -> list[int]:
        """The numbers of the piles that have a name."""
        return [n for n in range(1, MOST_PILES + 1) if self.typed(f"name {n}")]


class Talking(OnSheet):
    """A piece that was read differently, and what came of talking about it."""

    def show_known(self) -> None:
        """What was entered before."""
        super().show_known()
        if not self.sheet.piece_up().closed:
            talk = known_talk(self.project, self.sheet.paper, self.sheet.number)
            if talk:
                self.chosen["outcome"] = talk.outcome or ""
                self.fill_in("note", talk.note)
                for person, reason in talk.reasons.items():
                    self.fill_in(f"reason {person}", reason)

    @gesture
    def keep_talk(self) -> None:
        """Store what came of talking about this piece and go to the next."""
        reasons = {person: self.typed(f"reason {person}") for person, _ in self.sheet.paper.readers}
        known = known_talk(self.project, self.sheet.paper, self.sheet.number)
        talk = Talk(reasons, self.chosen.get("outcome", ""), self.typed("note"))
        enter_talk(self.project, self.sheet.paper, self.sheet.number, talk, origin=self.sheet.undo_name())
        self.sheet.forward()
        self.page.done(
            self.sheet.undo_name() if known else "dialogue.differences", say("enter_sheet.kept", number=self.sheet.told)
        )

    def blocks(self) -> list[Block]:
        """Who read what, why, and what came of it."""
        piece, made = self.sheet.piece()
        if piece.closed:
            return [*made, self.sheet.ways()]
        for person, name in self.sheet.paper.readers:
            made.append(heading(isolated(name)))
            made.append(listing(reading_of(self.project, piece.fragment_id, person)))
            made.append(self.field(f"reason {person}", say("enter_sheet.why", name=isolated(name))))
        now = self.chosen.get("outcome", "")
        outcomes = [
            button(say(f"paper.outcome.{one}"), "choose", on=one == now, value=one, name="outcome")
            for one in DIFFERENCE_OUTCOMES
        ]
        return [
            *made,
            buttons(*outcomes, label=say("paper.verschillen.what_came")),
            self.field("note", say("paper.note")),
            self.sheet.ways(button(say("code_cards.next"), "keep_talk", main=True)),
        ]


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


def _pile_number(typed: str) -> int:
    if not typed.isdecimal() or not 1 <= int(typed) <= MOST_PILES:
        raise Refused("paper.pile_number", number=typed[:10])
    return int(typed)


def _beginning(words: str, most: int = 60) -> str:
    line = " ".join(words.split())
    return isolated(line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]} …")
