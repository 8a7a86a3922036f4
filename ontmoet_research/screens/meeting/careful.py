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
from ontmoet_research.screens.forms import Ask, Form
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .part import NotePart

QUESTIONS = ("heavy", "case")

RELEASE = Form(
    "release",
    release_case,
    CASES,
    "kept_close.release",
    (Ask("reason", "kept_close.reason", hint="kept_close.reason_hint"),),
    under="kept_close.release_more",
    said="kept_close.released_now",
    then=lambda part, _made: part.close_piece(),
)


class Careful(NotePart):
    """One question at a time over the pieces of a note (A34, A15); each tick is stored at once.

    Open is the piece of which someone says why it may come out after all.
    """

    forms = (RELEASE,)

    @gesture
    def turn_heavy(self, value: str) -> None:
        """Say that a piece may be hard to read, or is not."""
        mark_heavy(self.project, value, value not in heavy_pieces(self.project, self.note_id))
        self.page.done(HEAVY)

    @gesture
    def turn_case(self, value: str) -> None:
        """Say that a piece tells of someone outside the group; taking that back asks why."""
        closed = {one.fragment_id for one in pieces_to_look_over(self.project, self.note_id) if _is_closed(one)}
        if value in closed:
            self.opened = value
            self.page.refresh()
            return
        mark_case(self.project, value)
        self.page.done(CASES, say("kept_close.closed_now"))

    def close_piece(self) -> None:
        """Leave it as it is now."""
        self.opened = ""

    def blocks(self) -> list[Block]:
        """The two questions, and the pieces of the note to tick."""
        pieces = pieces_to_look_over(self.project, self.note_id)
        if not pieces:
            return [text(say("careful.nothing"))]
        if out := next((one for one in pieces if one.fragment_id == self.opened), None):
            return [
                text(isolated(out.text)),
                *self.form(RELEASE, beside=[self.back("careful.stay_closed")]),
            ]
        questions = [(one, say(f"careful.{one}")) for one in QUESTIONS]
        about = self.chosen.get("about", QUESTIONS[0])
        if about == "heavy":
            ticked, do = heavy_pieces(self.project, self.note_id), "turn_heavy"
        else:
            ticked, do = {one.fragment_id for one in pieces if _is_closed(one)}, "turn_case"
        shown = [(one.fragment_id, isolated(one.text)) for one in pieces]
        return [
            buttons(*(button(words, "choose", on=one == about, value=one, name="about") for one, words in questions)),
            text(say(f"careful.{about}_why")),
            choices(say("careful.tick"), do, shown, ticked),
        ]


def _is_closed(piece: PieceNow) -> bool:
    return piece.is_case and not piece.released
