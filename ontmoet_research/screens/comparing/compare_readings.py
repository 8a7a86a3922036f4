"""Samen vergelijken: one piece that readers see differently, told in turn; then what comes of it.

A piece shows only when every chosen reader is done with it, the person at the screen included: blind first. The piece
on the screen stays until somebody here goes on, also when its outcome comes in from another screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from ontmoet_research.dialogue.queue import to_talk_about
from ontmoet_research.dialogue.tables import read_first_readings
from ontmoet_research.dialogue.talk import LATER, Talk, open_talk, read_talks
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, heading, text
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.reading import guiding_question
from ontmoet_research.screens.session import here
from ontmoet_research.screens.window import this_window
from ontmoet_research.store import Project, Row, last_seq
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say, say_count

from .compare_with import With
from .outcome import Outcome
from .overlap import Overlap
from .parts import came_of, piece_block, piece_text, sides, talked_part
from .turns import Turns


class Compare(Part[PartsPage]):
    """One piece at a time; the overlap when all is talked about, or when somebody asks for it."""

    piece = ""
    """The ``fragment_id`` on the screen; empty when there is none."""
    words = ""
    """Its words as they were drawn."""

    def start(self) -> None:
        """Go on with the people of last time, at the first piece that waits."""
        self.people = With(self.page, "with")
        self.people.anew = self.begin_anew
        self.turns, self.outcome = Turns(self.page, "turns"), Outcome(self.page, "outcome")
        self.turns.talk = self.outcome.talk = self
        self.overlap = Overlap(self.page, "overlap")
        self.pausing = self.overview = False
        self._as_of: tuple[Any, ...] = ()
        self.uncovered: set[str] = set()

    @property
    def readers(self) -> list[str]:
        """The readers who compare, the person at work first."""
        return self.people.readers

    def blocks(self) -> list[Block]:
        """The question with whom, a pause, the overlap, or the piece to talk about."""
        if wanted := this_window().take("vergelijken"):  # Kaartjes leads to a piece
            self.people.others, self.people.begun = [wanted[0]], True
            self.pausing = self.overview = False
            self.begin_anew()
            self.go_to(wanted[1])
        if not self.people.ready():
            return self.people.drawn()
        if self.pausing:
            return [text(say("code_cards.pausing")), button(say("code_cards.go_on"), "go_on", main=True)]
        waiting = self._read()
        if self.piece not in set(self.readings.pieces["fragment_id"]):
            self.go_to(waiting[0] if waiting else "")
        if self.overview or not self.piece:
            return self._overview(waiting)
        return [*self._top(waiting), *self._piece_part(), *self._ways_out(), *self._talked()]

    def begin_anew(self) -> None:
        """Other people have other pieces, and sit elsewhere."""
        self.turns.start()
        self.go_to("")

    def close(self) -> None:
        """Another series has other pieces."""
        self.go_to("")

    @gesture
    def uncover(self) -> None:
        """Show a piece that may be hard to read."""
        self.uncovered.add(self.piece)
        self.page.refresh()

    @gesture
    def next_piece(self) -> None:
        """Go on to the next piece."""
        self.go_to("")
        self.page.refresh()

    @gesture
    def pause(self) -> None:
        """A calm screen; all is stored already."""
        self.pausing = True
        self.page.refresh()

    @gesture
    def go_on(self) -> None:
        """Go on after a pause, at the same place."""
        self.pausing = False
        self.page.refresh()

    @gesture
    def look(self, shown: bool) -> None:
        """Look where readings overlap, or go back to the pieces."""
        self.page.wait()
        self.overview = shown
        self.page.refresh()
        self.page.tell(say("see_learning.shown", title=say("dialogue.overlap.title")) if shown else "")

    def taken_back(self, rows: Sequence[Row]) -> None:
        """Go to the piece where something was taken back."""
        pieces = {version.object_id: talk.fragment_id for talk in self.talks.values() for version in talk.versions}
        touched = [pieces.get(row.object_id) or pieces.get(row.values.get("difference_id", "")) for row in rows]
        found = next((piece for piece in touched if piece), None)
        if found:
            self.pausing = self.overview = False
            self.go_to(found)

    def _read(self) -> list[str]:
        """Read what is stored, once for each thing that was written; give the pieces that wait."""
        now = (*self.readers, self.series_id, self.project.fact("store_epoch"), last_seq(self.project))
        if self._as_of != now:
            self.readings = read_first_readings(self.project, self.readers, self.series_id)
            self.talks = read_talks(self.project, self.readers)
            self._waiting = to_talk_about(self.readings, self.readers, self.talks)
            self._as_of = now
        return self._waiting

    def _top(self, waiting: list[str]) -> list[Block]:
        piece = self.readings.pieces[self.readings.pieces["fragment_id"] == self.piece].iloc[0]
        left = len(waiting) + (self.piece not in waiting)
        asked = guiding_question(self.project, piece["session_id"])
        return [
            text(say_count("compare_readings.to_go", left, names=self.people.with_names())),
            text(say("compare_readings.from_note", note=isolated(piece["title"])), quiet=True),
            *([text(asked)] if asked else []),
        ]

    def _piece_part(self) -> list[Block]:
        heavy = bool(self.readings.pieces.set_index("fragment_id").loc[self.piece, "heavy"])
        if heavy and self.piece not in self.uncovered:
            return [
                text(say("code_cards.heavy")),
                buttons(button(say("code_cards.uncover"), "uncover"), self.outcome.later_button()),
            ]
        talk = self.talks.get(self.piece)
        self.words = piece_text(self.project, self.readings, self.piece)
        shown = sides(self.project, self.readings, talk, self.piece, self.turns.order())
        return [piece_block(self.words), heading(say("compare_readings.different")), shown, *self._next_step(talk)]

    def _next_step(self, talk: Talk | None) -> list[Block]:
        """What is asked now: which version, the next speaker, one thing more, or the outcome."""
        if talk and talk.split:
            return self.outcome.versions(talk)
        if talk and talk.outcome and talk.outcome != LATER:
            came = say("compare_readings.came_in", came=came_of(talk.versions[-1]))
            return [text(came, strong=True), button(say("compare_readings.next_piece"), "next_piece", main=True)]
        if speaker := self.turns.now():
            return self.turns.of(speaker)
        again = [] if self.outcome.choosing else [button(say("compare_readings.tell_more"), "tell_again")]
        return [*self.outcome.drawn(), *self.turns.mine(again)]

    def opened_talk(self) -> Talk:
        """The talk as this screen saw it; begun now when nobody did."""
        return self.talks.get(self.piece) or open_talk(self.project, self.piece, self.readers)

    def _overview(self, waiting: list[str]) -> list[Block]:
        said = "left" if waiting else "finished" if self.talks else "nothing"
        back = [button(say("compare_readings.to_pieces"), "look", main=True, shown=False)] if waiting else []
        return [
            text(say(f"compare_readings.{said}")),
            *back,
            *self.overlap.of(self.readings, self.readers, self._as_of),
            *self._talked(),
            self.people.other_button(),
        ]

    def _talked(self) -> list[Block]:
        others = {piece: talk for piece, talk in self.talks.items() if piece != self.piece or self.overview}
        return talked_part(self.project, self.readings, others, self.turns.order())

    def _ways_out(self) -> list[Block]:
        return [
            buttons(
                button(say("code_cards.pause"), "pause"),
                button(say("compare_readings.look"), "look", shown=True),
                self.people.other_button(),
                row=True,
            )
        ]

    def go_to(self, piece: str) -> None:
        """Put a piece on the screen; empty: the first one that waits."""
        self.piece, self.words = piece, ""
        self.turns.begin()
        self.outcome.begin()


class CompareReadings(PartsPage):
    """The page; it is about one piece, or about all of them."""

    name = "compare_readings"
    kinds: ClassVar = {"talk": Compare}
    parts: dict[str, Any]

    def make_view(self) -> dict[str, Any]:
        """As for every page; it is about a piece, or about all of them."""
        view, talk = super().make_view(), self.parts["talk"]
        return {**view, "at": "overview" if talk.overview or not talk.piece else talk.piece}

    def draft_name(self, name: str) -> str:
        """Each piece, and each speaker, has its own kept text."""
        return f"{super().draft_name(name)} {self.parts['talk'].piece}"


def compare_readings(project: Project | None = None) -> CompareReadings:
    """The screen of notebook 04; ``project`` is the one of this notebook unless given."""
    return CompareReadings(project or here())
