"""Going through a note piece by piece, for who looks after what stays inside."""

from __future__ import annotations

from typing import Any

from ontmoet_research.privacy import PieceNow, notes_to_look_over, pieces_to_look_over
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, marked, select, text
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.reading import Titles
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

__all__ = ["NONE", "NotesPage", "ThroughNotes", "of_note", "of_piece"]

NONE = ""
ALL, CLOSED_ONLY = "alle", "besloten"


class NotesPage(PartsPage):
    """A page of which several parts go through the same note."""

    def start(self) -> None:
        """No note is chosen."""
        super().start()
        self.walk = ThroughNotes(self, "walk")


class ThroughNotes(Part[NotesPage]):
    """The note that is open, and the piece of it that is shown; both stay when another part is opened."""

    place = 0
    only_closed = False
    """Whether only pieces that are besloten are shown."""

    def close(self) -> None:
        """All pieces are gone through again; the note stays."""
        self.only_closed = False

    @gesture
    def open_one(self, value: str) -> None:
        """Choose the note to go through."""
        self.opened = value if value in dict(notes_to_look_over(self.project)) else NONE
        self._go(0)

    @gesture
    def show_only(self, value: str) -> None:
        """Go through all pieces, or only those that are besloten."""
        self.only_closed = value == CLOSED_ONLY
        self._go(0)

    @gesture
    def step(self, by: int) -> None:
        """Go to another piece of the note."""
        self._go(max(0, self.place + (1 if by > 0 else -1)))

    def note_choice(self) -> list[Block]:
        """The list of notes that the person at work may read."""
        known = notes_to_look_over(self.project)
        if not known:
            return [text(say("kept_close.no_notes"))]
        titled = Titles(self.project).listed(known)
        options = [(NONE, say("labelling.choose")), *((key, isolated(title)) for key, title in titled)]
        return self.mine([select(say("kept_close.which_note"), "open_one", options, self.opened)])

    def narrow(self) -> list[Block]:
        """The choice between all pieces and those that are besloten, once a note is open."""
        which = [(ALL, say("kept_close.all_pieces")), (CLOSED_ONLY, say("kept_close.only_closed"))]
        asked = select(say("kept_close.which_pieces"), "show_only", which, CLOSED_ONLY if self.only_closed else ALL)
        return self.mine([asked] if self.opened else [])

    def pieces(self) -> list[PieceNow]:
        """The pieces of the chosen note that are gone through."""
        known = self.opened in dict(notes_to_look_over(self.project))
        found = pieces_to_look_over(self.project, self.opened) if known else []
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
        return self.mine([text(title, quiet=True), words, *([buttons(*steps, row=True)] if steps else [])])

    def shown(self, fragment_id: str) -> PieceNow:
        """The piece that was shown. Errors: ``Refused`` when this person may not read it."""
        piece = next((one for one in self.pieces() if one.fragment_id == fragment_id), None)
        if piece is None:
            raise Refused("kept_close.choose_piece_first")
        return piece

    def _go(self, place: int) -> None:
        """Show another piece; what was typed about the one before is gone."""
        self.place = place
        for part in self.page.parts.values():
            part.clear(*(form for form in part.forms if form.given in (of_note, of_piece)))
        self.page.refresh()


def of_piece(part: Any, one: str) -> tuple[str]:
    """The piece of the button, for a form. Errors: ``Refused`` when this person may not read it."""
    return (part.page.walk.shown(one).fragment_id,)


def of_note(part: Any, one: str) -> tuple[str]:
    """The note of the piece of the button, for a form. Errors: as :func:`of_piece`."""
    of_piece(part, one)
    return (part.page.walk.opened,)
