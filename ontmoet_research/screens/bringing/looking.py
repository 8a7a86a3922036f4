"""Who could recognise someone in a note: a row for each note that nobody looked at yet."""

from __future__ import annotations

from ontmoet_research.intake.whole_series import notes_of
from ontmoet_research.privacy import pieces_of, record_recognition
from ontmoet_research.privacy.recognition import ORIGIN as LOOKED
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, fold, listing, select, text
from ontmoet_research.screens.part import Part
from ontmoet_research.store import read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say, say_count

LATER = ""
SEEN = (LATER, "niemand", "besloten")


class LookStep(Part):  # type: ignore[type-arg]  # the page imports its steps
    """A row for each note: could someone of the village recognise who this is?"""

    def blocks(self) -> list[Block]:
        """The notes at which nobody looked yet."""
        notes = self._unseen()
        if not notes:
            return [text(say("bring_in_series.all_seen"))]
        options = [(one, say(f"bring_in_series.seen.{one or 'later'}")) for one in SEEN]
        rows = [block for key, title in notes.items() for block in self._row(key, title, options)]
        right = button(say("bring_in_series.right"), "right", main=True)
        return [text(say("bring_in_series.look")), *rows, right]

    def _row(self, note: str, title: str, options: list[tuple[str, str]]) -> list[Block]:
        words = [isolated(piece.text) for piece in pieces_of(self.project, note)]
        asked = select(isolated(title), "look_at", options, str(self.chosen.get(note, LATER)), note=note)
        return [fold(say("bring_in_series.read_note", title=isolated(title)), listing(words)), asked]

    @gesture
    def look_at(self, value: str, note: str) -> None:
        """Say what came of looking at a note."""
        self.chosen[note] = value if value in SEEN else LATER
        self.page.refresh()

    @gesture
    def right(self) -> None:
        """Keep what came of looking."""
        told = {key: str(self.chosen[key]) for key in self._unseen() if self.chosen.get(key)}
        for note, outcome in told.items():
            record_recognition(self.project, note, outcome)
        if told:
            self.page.done(LOOKED, say_count("bring_in_series.looked", len(told)))
        else:
            self.page.refresh()

    def _unseen(self) -> dict[str, str]:
        looked = {row["source_id"] for row in read_rows(self.project, "recognition_checks")}
        notes = notes_of(self.project, self.series_id)
        return {note: title for note, title in notes.items() if note not in looked}
