"""The pieces of text behind a number: a bar, a circle or a cell opens them, and each piece tells where it counts."""

from __future__ import annotations

from collections.abc import Sequence

from ontmoet_research.group import meeting_label
from ontmoet_research.learning import find_pieces, read_learning
from ontmoet_research.learning.trace import pieces_behind, traced
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, fold, heading, listing, select, text
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.store import last_seq, rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say, say_count

EVERYTHING = "alles"
AT_MOST = 20  # pieces at once
Cells = dict[str, tuple[str, list[str]]]


class Behind(Part[PartsPage]):
    """The cell that is open, with its pieces; ``opened`` is its key. Above it a list of all cells, for who types."""

    figure = ""
    """The figure that is shown, which the part above says."""
    shown = AT_MOST
    _read: tuple[tuple[str, int], dict[str, list[str]]] | None = None

    def start(self) -> None:
        """Nothing is open."""
        self.known: dict[tuple[str, str], Cells] = {}

    @property
    def cells(self) -> Cells:
        """The cells of the figure that is shown: words and pieces by key."""
        return self.known.get((self.series_id, self.figure), {})

    def places(self, figure: str, cells: Sequence[tuple[str, str, list[str]]]) -> dict[str, Block]:
        """Remember the cells of a figure, and give a button for each."""
        self.known[self.series_id, figure] = {key: (words, pieces) for key, words, pieces in cells}
        return {key: self.line(key, words) for key, words, _ in cells}

    def close(self) -> None:
        """Show no pieces."""
        super().close()
        self.shown = AT_MOST

    def blocks(self) -> list[Block]:
        """A list to choose from, and the pieces of what was chosen."""
        cells = self.cells
        if not cells:
            return [text(say(f"behind.none.{'wishes' if self.figure == 'wishes' else 'other'}"), quiet=True)]
        everything = list(dict.fromkeys(piece for _, pieces in cells.values() for piece in pieces))
        words = say("behind.everything", pieces=say_count("learning.fragments", len(everything)))
        options = [("", say("behind.choose")), (EVERYTHING, words), *((key, told) for key, (told, _) in cells.items())]
        chosen = (words, everything) if self.opened == EVERYTHING else cells.get(self.opened)
        which = select(say("behind.which"), "open_one", options, self.opened if chosen else "")
        return [which, *(self._pieces(*chosen) if chosen else [])]

    @gesture
    def open_one(self, value: str) -> None:
        """Look at the pieces of one number."""
        self.shown = AT_MOST
        super().open_one(value)
        if told := self.cells.get(value):
            self.page.tell(say("behind.opened", what=told[0]))

    @gesture
    def more(self) -> None:
        """Show more pieces."""
        self.shown += AT_MOST
        self.page.refresh()

    def _pieces(self, words: str, pieces: list[str]) -> list[Block]:
        rows = {row["fragment_id"]: row for row in rows_of(find_pieces(self.project, fragment_ids=pieces))}
        counts = self._counts()
        shown = [rows[one] for one in pieces if one in rows][: self.shown]
        told: list[Block] = [heading(words)]
        for n, row in enumerate(shown, start=1):
            place = meeting_label(int(row["meeting"]), row["date"]) if row["meeting"] else ""
            told += [text(f"{n}. {place}", quiet=True), text(isolated(row["words"].strip()))]
            told.append(fold(say("behind.counts_in", n=n), listing(counts.get(row["fragment_id"], []))))
        if closed := len(pieces) - len(rows):
            told.append(text(say_count("behind.closed", closed), quiet=True))
        if waiting := len(rows) - len(shown):
            told.append(button(say_count("behind.more", waiting), "more"))
        return [*told, buttons(button(say("behind.close"), "open_one", value=""))]

    def _counts(self) -> dict[str, list[str]]:
        """For each piece the numbers in which it counts, over all figures of this series; read once."""
        now = (self.series_id, last_seq(self.project))
        if self._read is None or self._read[0] != now:
            found: dict[str, list[str]] = {}
            behind = pieces_behind(read_learning(self.project, self.series_id))
            for figure, own in behind.groupby("figure", sort=False):
                title = say(f"learning.{figure}.title")
                for _, words, pieces in traced(own):
                    for piece in pieces:
                        found.setdefault(piece, []).append(f"{title} {words}")
            self._read = (now, found)
        return self._read[1]
