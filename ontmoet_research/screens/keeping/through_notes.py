"""Going through a note piece by piece, for who looks after what stays inside."""

from __future__ import annotations

from ontmoet_research.privacy import PieceNow, notes_to_look_over, pieces_to_look_over
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, marked, select, text
from ontmoet_research.screens.page import Page
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

__all__ = ["NONE", "ThroughNotes"]

NONE = ""


class ThroughNotes(Page):
    """A page on which someone chooses a note and goes through its pieces, one at a time."""

    source_id = NONE
    place = 0
    only_closed = False
    """Whether only pieces that are besloten are shown."""

    @gesture
    def choose_note(self, value: str) -> None:
        """Choose the note to go through."""
        self.source_id, self.place = value if value in dict(notes_to_look_over(self.project)) else NONE, 0
        self.forget("reason")
        self.refresh()

    @gesture
    def step(self, by: int) -> None:
        """Go to another piece of the note."""
        self.place = max(0, self.place + (1 if by > 0 else -1))
        self.forget("reason")
        self.refresh()

    def note_choice(self) -> list[Block]:
        """The list of notes that the person at work may read."""
        known = notes_to_look_over(self.project)
        if not known:
            return [text(say("kept_close.no_notes"))]
        options = [(NONE, say("labelling.choose")), *((key, isolated(title)) for key, title in known)]
        return [select(say("kept_close.which_note"), "choose_note", options, self.source_id)]

    def pieces(self) -> list[PieceNow]:
        """The pieces of the chosen note that are gone through."""
        known = self.source_id in dict(notes_to_look_over(self.project))
        found = pieces_to_look_over(self.project, self.source_id) if known else []
        return [one for one in found if one.why_closed] if self.only_closed else found

    def piece(self) -> PieceNow | None:
        """The piece that is shown."""
        pieces = self.pieces()
        self.place = min(self.place, max(0, len(pieces) - 1))  # what was closed to this person is no longer there
        return pieces[self.place] if pieces else None

    def one_piece(self, piece: PieceNow) -> list[Block]:
        """The words of a piece, and the buttons to go on and back."""
        total = len(self.pieces())
        steps = [button(say("kept_close.before"), "step", by=-1)] if self.place else []
        steps += [button(say("kept_close.next"), "step", by=1)] if self.place + 1 < total else []
        title = say("kept_close.piece", n=self.place + 1, total=total)
        words = marked(title, [(piece.text, "")], heard=True)
        return [text(title, quiet=True), words, *([buttons(*steps, row=True)] if steps else [])]

    def shown(self, fragment_id: str) -> PieceNow:
        """The piece that was shown. Errors: ``Refused`` when this person may not read it."""
        piece = next((one for one in self.pieces() if one.fragment_id == fragment_id), None)
        if piece is None:
            raise Refused("kept_close.choose_piece_first")
        return piece
