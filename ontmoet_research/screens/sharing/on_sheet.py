"""What stands on a sheet of each kind: labels to tick, piles of cards, or a talk about a piece."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.coding.label_choices import turned
from ontmoet_research.model.material import DIFFERENCE_OUTCOMES
from ontmoet_research.paper import (
    ANSWERS,
    Talk,
    Ticked,
    enter_piece,
    enter_piles,
    enter_talk,
    known_piles,
    known_talk,
    known_ticks,
    reading_of,
)
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, choices, heading, listing, select
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.text import shortened
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

MOST_PILES = 50
PILES_ON_PAPER = 8


if TYPE_CHECKING:
    from .enter_sheet import SheetAtHand


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


def _pile_number(typed: str) -> int:
    if not typed.isdecimal() or not 1 <= int(typed) <= MOST_PILES:
        raise Refused("paper.pile_number", number=typed[:10])
    return int(typed)


def _beginning(words: str, most: int = 60) -> str:
    return isolated(shortened(words, most))
