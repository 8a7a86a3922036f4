"""Zwaar of besloten: which pieces of a note are announced before they show, and which tell of someone outside."""

from __future__ import annotations

from ontmoet_research.privacy import (
    PieceNow,
    heavy_pieces,
    mark_case,
    mark_heavy,
    pieces_to_look_over,
    release_case,
)
from ontmoet_research.privacy.case_talk import ORIGIN as CASES
from ontmoet_research.privacy.heavy import ORIGIN as HEAVY
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, choices, text
from ontmoet_research.screens.page import Page
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

QUESTIONS = ("heavy", "case")


class CarefulPart(Page):
    """One question at a time over the pieces of a note (A34, A15); each tick is stored at once."""

    note_id = ""
    care_about = QUESTIONS[0]
    releasing = ""
    """The piece of which someone says why it may come out after all."""

    @gesture
    def ask_about(self, value: str) -> None:
        """Show the other question."""
        if value in QUESTIONS:
            self.care_about, self.releasing = value, ""
        self.refresh()

    @gesture
    def turn_heavy(self, value: str) -> None:
        """Say that a piece may be hard to read, or is not."""
        mark_heavy(self.project, value, value not in heavy_pieces(self.project, self.note_id))
        self.done(HEAVY)

    @gesture
    def turn_case(self, value: str) -> None:
        """Say that a piece tells of someone outside the group; taking that back asks why."""
        closed = {one.fragment_id for one in pieces_to_look_over(self.project, self.note_id) if _is_closed(one)}
        if value in closed:
            self.releasing = value
            self.refresh()
            return
        mark_case(self.project, value)
        self.done(CASES, say("kept_close.closed_now"))

    @gesture
    def let_out(self) -> None:
        """Let a piece out again, with the reason that was typed."""
        release_case(self.project, self.releasing, self.typed.get("let_out_why", ""))
        self.releasing = ""
        self.forget("let_out_why")
        self.done(CASES, say("kept_close.released_now"))

    @gesture
    def stay_closed(self) -> None:
        """Leave the piece closed."""
        self.releasing = ""
        self.forget("let_out_why")
        self.refresh()

    def careful_part(self) -> list[Block]:
        """The two questions, and the pieces of the note to tick."""
        pieces = pieces_to_look_over(self.project, self.note_id)
        if not pieces:
            return [text(say("careful.nothing"))]
        if out := next((one for one in pieces if one.fragment_id == self.releasing), None):
            return [
                text(isolated(out.text)),
                self.field("let_out_why", say("kept_close.reason"), hint=say("kept_close.reason_hint")),
                buttons(
                    button(say("kept_close.release"), "let_out", main=True, more=say("kept_close.release_more")),
                    button(say("careful.stay_closed"), "stay_closed"),
                ),
            ]
        questions = [(one, say(f"careful.{one}")) for one in QUESTIONS]
        if self.care_about == "heavy":
            ticked, do = heavy_pieces(self.project, self.note_id), "turn_heavy"
        else:
            ticked, do = {one.fragment_id for one in pieces if _is_closed(one)}, "turn_case"
        shown = [(one.fragment_id, isolated(one.text)) for one in pieces]
        return [
            buttons(*(button(words, "ask_about", on=one == self.care_about, value=one) for one, words in questions)),
            text(say(f"careful.{self.care_about}_why")),
            choices(say("careful.tick"), do, shown, ticked),
        ]


def _is_closed(piece: PieceNow) -> bool:
    return piece.is_case and not piece.released
