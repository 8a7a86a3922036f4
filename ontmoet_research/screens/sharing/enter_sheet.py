"""Vel invoeren: what someone ticked on paper, typed in by someone else, in the order of the paper.

Each piece is stored by itself. A sheet that was entered before shows what is known, to correct; nothing is doubled.
"""

from __future__ import annotations

from datetime import date
from typing import Any

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
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.session import here
from ontmoet_research.store import Project, Row
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import format_date
from ontmoet_research.words import Refused, say

MOST_PILES = 50
PILES_ON_PAPER = 8


class EnterSheet(Page):
    """The screen *Vel invoeren*."""

    name = "enter_sheet"
    asks_series = False

    def start(self) -> None:
        """Begin without a sheet."""
        self.sheet: Sheet | None = None
        self.filled_by = ""
        self.number = 1
        self.ticked = Ticked()
        self.outcome = ""
        self.finished = False
        self.before = ""  # when this sheet was entered before
        self.stored: set[int] = set()  # pieces that were stored since it was opened

    def make_view(self) -> dict[str, Any]:
        """As for every page; it is about the piece of the sheet that is up."""
        return {**super().make_view(), "at": f"{self.number} {self.finished}" if self.sheet else ""}

    def blocks(self) -> list[Block]:
        """The question which sheet, whose it is, or the piece that is up."""
        if self.sheet is None:
            return self._ask_code()
        told = [text(say("enter_sheet.sheet", code=self.sheet.shown), strong=True)]
        if self.before:
            told.append(text(say("enter_sheet.before", day=self.before)))
        if self.sheet.kind != "verschillen" and not self.filled_by:
            return [*told, choices(say("enter_sheet.whose"), "choose_filler", self.people(), None), self._other()]
        if self.finished:
            return [*told, text(say("enter_sheet.all_done"), strong=True), *self._after()]
        parts = {"labelen": self._labelling, "sorteren": self._sorting, "verschillen": self._talk}
        return [*told, *parts[self.sheet.kind](), self._other()]

    @gesture
    def open_sheet(self) -> None:
        """Look up the sheet whose code was typed; the code of a piece opens it at that piece."""
        self.sheet, number = find_sheet(self.project, self.typed.get("code", ""))
        day = self.sheet.entered_on
        self.before = format_date(date.fromisoformat(day)) if day else ""
        self.filled_by, self.finished, self.stored = self.sheet.contributor_id or "", False, set()
        self.forget("code")
        self._go_to(number or 1)
        self.refresh()

    @gesture
    def choose_filler(self, value: str) -> None:
        """Say whose sheet it is."""
        if value not in dict(self.people()):
            raise Refused("page.no_person")
        self.filled_by = value
        self._go_to(self.number)
        self.refresh()

    @gesture
    def close_sheet(self) -> None:
        """Go to another sheet; what was stored stays."""
        self.start()
        self.refresh()

    @gesture
    def tick(self, value: str) -> None:
        """Tick a label or an answer, or no longer."""
        if value in ANSWERS:
            self.ticked.answers ^= {value}
        elif value in self.ticked.labels:
            del self.ticked.labels[value]
            self.ticked.doubted.discard(value)
        elif value in {label.code_id for label in self.paper.labels}:
            self.ticked.labels[value] = None
        self.refresh()

    @gesture
    def choose_option(self, code_id: str, value: str) -> None:
        """Choose what goes with a label; the same again takes it away."""
        if code_id in self.ticked.labels:
            self.ticked.labels[code_id] = None if self.ticked.labels[code_id] == value else value
        self.refresh()

    @gesture
    def choose_end(self, code_id: str, end: str, value: str) -> None:
        """Choose from whom (``end`` is from) or to whom (to) a label points."""
        if code_id in self.ticked.labels:
            self.ticked.labels[code_id] = turned(self.ticked.labels[code_id], end, value)
        self.refresh()

    @gesture
    def doubt_about(self, value: str) -> None:
        """Say which labels the doubt is about; none chosen means all."""
        self.ticked.doubted ^= {value}
        self.refresh()

    @gesture
    def keep(self) -> None:
        """Store this piece and go to the next."""
        self.ticked.note = self.typed.get("note", "")
        enter_piece(
            self.project,
            self.paper,
            self.number,
            self.filled_by,
            self.ticked,
            correcting=self._known(self.number),
            origin=self._origin(),
        )
        self.stored.add(self.number)
        self._forward()
        self.done(self._origin(), say("enter_sheet.kept", number=self._kept))

    @gesture
    def pass_by(self) -> None:
        """Go to the next piece without storing anything."""
        self._forward()
        self.refresh()

    @gesture
    def back(self) -> None:
        """Go to the piece before."""
        self.finished = False
        self._go_to(max(self.number - 1, 1))
        self.refresh()

    @gesture
    def keep_piles(self) -> None:
        """Store all piles of the sheet."""
        numbers = {
            piece.number: self._pile_number(typed)
            for piece in self.paper.pieces
            if (typed := self.typed.get(f"card {piece.number}", "").strip())
        }
        names = {n: name for n in range(1, MOST_PILES + 1) if (name := self.typed.get(f"name {n}", "").strip())}
        enter_piles(self.project, self.paper, self.filled_by, names, numbers, origin=self._origin())
        self.finished = True
        self.stored |= set(range(1, len(self.paper.pieces) + 1))
        self.done(self._origin())

    @gesture
    def choose_outcome(self, value: str) -> None:
        """Say what came of the talk."""
        self.outcome = value if value in DIFFERENCE_OUTCOMES else ""
        self.refresh()

    @gesture
    def keep_talk(self) -> None:
        """Store what came of talking about this piece and go to the next."""
        reasons = {person: self.typed.get(f"reason {person}", "") for person, _ in self.paper.readers}
        known = known_talk(self.project, self.paper, self.number)
        talk = Talk(reasons, self.outcome, self.typed.get("note", ""))
        enter_talk(self.project, self.paper, self.number, talk, origin=self._origin())
        self._forward()
        self.done(self._origin() if known else "dialogue.differences", say("enter_sheet.kept", number=self._kept))

    def after_undo(self, rows: list[Row]) -> None:
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

    def _origin(self) -> str:
        return f"enter_sheet {self.paper.code}"

    def _known(self, number: int) -> bool:
        """Whether this piece was entered before; only then what is known about it is shown and can go (blind first)."""
        return bool(self.paper.entered_on) or number in self.stored

    def _go_to(self, number: int) -> None:
        """Open a piece, with what was entered about it before."""
        self.number, self.ticked, self.outcome = number, Ticked(), ""
        piece = self.paper.piece(number)
        for name in [name for name in self.typed if name == "note" or name.startswith(("reason ", "card ", "name "))]:
            del self.typed[name]
        if self.paper.kind != "verschillen" and not self._known(number):
            return
        if self.paper.kind == "sorteren" and self.filled_by:
            names, numbers = known_piles(self.project, self.paper, self.filled_by)
            self.typed |= {f"name {n}": name for n, name in names.items()}
            self.typed |= {f"card {n}": str(pile) for n, pile in numbers.items()}
        elif piece is None or piece.closed:
            return
        elif self.paper.kind == "labelen" and self.filled_by:
            self.ticked = known_ticks(self.project, self.paper, number, self.filled_by)
            self.typed["note"] = self.ticked.note
        elif self.paper.kind == "verschillen" and (talk := known_talk(self.project, self.paper, number)):
            self.outcome, self.typed["note"] = talk.outcome or "", talk.note
            self.typed |= {f"reason {person}": reason for person, reason in talk.reasons.items()}

    def _forward(self) -> None:
        self._kept = self.number
        if self.number < len(self.paper.pieces):
            self._go_to(self.number + 1)
        else:
            self.finished = True

    def _pile_number(self, typed: str) -> int:
        if not typed.isdecimal() or not 1 <= int(typed) <= MOST_PILES:
            raise Refused("paper.pile_number", number=typed[:10])
        return int(typed)

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
            buttons(button(say("enter_sheet.other"), "close_sheet", main=True), button(say("enter_sheet.back"), "back"))
        ]

    def _piece(self) -> tuple[PieceOn, list[Block]]:
        piece = self.paper.piece(self.number)
        if piece is None:
            raise Refused("paper.no_piece", number=self.number, code=self.paper.shown)
        total = len(self.paper.pieces)
        return piece, [
            heading(say("enter_sheet.progress", number=self.number, total=total)),
            text(piece.code, quiet=True),
            marked(say("code_cards.text_label"), [(piece.text, "")]),
        ]

    def _ways(self, *keep: Block) -> Block:
        back = [button(say("enter_sheet.back"), "back")] if self.number > 1 else []
        return buttons(*keep, button(say("enter_sheet.pass_by"), "pass_by"), *back)

    def _labelling(self) -> list[Block]:
        piece, made = self._piece()
        if piece.closed:
            return [*made, self._ways()]
        for_labels: list[Block] = []
        for label in self.paper.labels:
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
            self._ways(button(say("code_cards.next"), "keep", main=True)),
        ]

    def _options(self) -> list[Block]:
        """What goes with each ticked label."""
        made: list[Block] = []
        for label in self.paper.labels:
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
        names = [(label.code_id, label.name) for label in self.paper.labels if label.code_id in self.ticked.labels]
        return [choices(say("enter_sheet.doubt_about"), "doubt_about", names, self.ticked.doubted)]

    def _sorting(self) -> list[Block]:
        told = [self.typed.get(f"card {piece.number}", "") for piece in self.paper.pieces]
        told += [name.removeprefix("name ") for name, typed in self.typed.items() if name.startswith("name ") and typed]
        highest = max([int(one) for one in told if one.isdecimal() and int(one) <= MOST_PILES], default=0)
        names = [
            self.field(f"name {n}", say("paper.sorteren.pile_name", number=n))
            for n in range(1, max(highest, PILES_ON_PAPER) + 1)
        ]
        cards = [
            self.field(f"card {p.number}", say("enter_sheet.card", number=p.number), hint=_beginning(p.text))
            for p in self.paper.pieces
            if not p.closed
        ]
        return [
            heading(say("paper.sorteren.names")),
            *names,
            heading(say("paper.sorteren.numbers")),
            *cards,
            button(say("enter_sheet.keep_piles"), "keep_piles", main=True),
        ]

    def _talk(self) -> list[Block]:
        piece, made = self._piece()
        if piece.closed:
            return [*made, self._ways()]
        for person, name in self.paper.readers:
            made.append(heading(isolated(name)))
            made.append(listing(reading_of(self.project, piece.fragment_id, person)))
            made.append(self.field(f"reason {person}", say("enter_sheet.why", name=isolated(name))))
        outcomes = [(one, say(f"paper.outcome.{one}")) for one in DIFFERENCE_OUTCOMES]
        return [
            *made,
            choices(say("paper.verschillen.what_came"), "choose_outcome", outcomes, self.outcome),
            self.field("note", say("paper.note")),
            self._ways(button(say("code_cards.next"), "keep_talk", main=True)),
        ]


def enter_sheet(project: Project | None = None) -> EnterSheet:
    """The screen *Vel invoeren*; ``project`` is the one of this notebook unless given."""
    return EnterSheet(project or here())


def _beginning(words: str, most: int = 60) -> str:
    line = " ".join(words.split())
    return isolated(line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]} …")
