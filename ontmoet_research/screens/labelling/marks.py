"""The codings of one note as one person may see them now, and what changed since they were last sent.

What others placed on pieces that this person is not done with stays here: it is never sent to the browser.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from ontmoet_research.coding.blind import SKIPPED
from ontmoet_research.screens.reading import Note, read_by
from ontmoet_research.store import Mark, Project, Row, everything_since, find_many, last_mark, read_rows

Shown = tuple[Row, list[list[int]]]


class Marks:
    """All current codings of ``note``. ``take()`` gives what is new for the screen since the call before."""

    def __init__(self, project: Project, note: Note) -> None:
        self.project, self.note = project, note
        self._starts = [piece.start for piece in note.pieces]
        self._sent: dict[str, tuple[str, list[list[int]]]] = {}
        self._again: set[str] = set()  # codings that look otherwise though they did not change themselves
        self.began_anew = True
        """Whether ``take`` gave everything, so that what a screen has of before can go."""
        self._mark: Mark
        self._rows: dict[str, Row]
        self._read: set[str]
        self._all_new: bool
        self._load()

    def take(self) -> tuple[list[Shown], list[str]]:
        """Codings to show or to show anew, each with its parts, and the ids of those to take off the screen.

        A part is the place of a piece in the note with two positions in it, in UTF-16 units. Parts in closed pieces,
        and other people's parts in pieces that this person is not done with, are left out.
        """
        touched = self.catch_up()
        self.began_anew = not self._sent
        if touched is not None:
            touched, self._again = touched | self._again, set()
        found = self._visible(
            self._rows.values() if touched is None else [self._rows[i] for i in touched & {*self._rows}]
        )
        asked = {*self._rows, *self._sent} if touched is None else touched
        gone = [coding_id for coding_id in asked if coding_id in self._sent and coding_id not in found]
        fresh = {key: shown for key, shown in found.items() if self._sent.get(key) != (shown[0].id, shown[1])}
        for coding_id in gone:
            del self._sent[coding_id]
        self._sent |= {key: (row.id, parts) for key, (row, parts) in fresh.items()}
        return list(fresh.values()), gone

    def catch_up(self) -> set[str] | None:
        """Read what was written since; give the codings it touches, or None when it can be any of them."""
        now = last_mark(self.project)
        if now.epoch != self._mark.epoch:
            self._load()
        elif now.seq == self._mark.seq and not self._all_new:
            return set()
        touched: set[str] = set()
        readings = False
        for item in everything_since(self.project, self._mark.seq):
            self._mark = Mark(self._mark.epoch, item.seq)
            readings = readings or item.table_name == "readings"
            if item.table_name == "codings":
                touched.add(item.object_id)
        self._reread(touched)
        if readings:  # this person is done with something, or someone put in a paper sheet of this person
            before, self._read = self._read, self._opened()
            self._all_new = self._all_new or before != self._read
        if not self._all_new:
            return touched
        self._all_new = False
        return None

    def forget(self) -> None:
        """Send everything again: a browser opened the screen anew."""
        self._sent.clear()
        self._all_new = True

    def send_again(self, changed: set[str]) -> None:
        """Send codings again whose label or whose maker is one of ``changed``."""
        for key, row in self._rows.items():
            if key in self._sent and (row["code_id"] in changed or row["contributor_id"] in changed):
                self._sent[key] = ("", [])
                self._again.add(key)

    def shown(self) -> set[str]:
        """The ids of the codings that the screen shows now."""
        return set(self._sent)

    def rows(self, ids: Iterable[str]) -> list[Row]:
        """These codings, as far as they are in the note."""
        return [self._rows[key] for key in ids if key in self._rows]

    def own(self) -> list[Row]:
        """This person's codings in the note."""
        return [row for row in self._rows.values() if row["contributor_id"] == self.project.who]

    def _load(self) -> None:
        self._mark = last_mark(self.project)
        rows = read_rows(self.project, "codings", source_id=self.note.source_id)
        self._rows = {row.object_id: row for row in rows}
        self._read = self._opened()
        self._all_new = True

    def _opened(self) -> set[str]:
        """The pieces that this person read; who skipped one did not."""
        return {piece for piece, outcome in read_by(self.project, self.note).items() if outcome != SKIPPED}

    def _reread(self, touched: set[str]) -> None:
        now = find_many(self.project, "codings", touched) if touched else {}
        for coding_id in touched:
            row = now.get(coding_id)
            if row and row["source_id"] == self.note.source_id:
                self._rows[coding_id] = row
            else:
                self._rows.pop(coding_id, None)

    def _visible(self, rows: Iterable[Row]) -> dict[str, Shown]:
        """Own codings, and those on pieces this person is done with, as ``coding.visible_codings`` has it."""
        found: dict[str, Shown] = {}
        for row in rows:
            mine = row["contributor_id"] == self.project.who
            parts = [part for fragment_id, part in self._parts(row) if mine or fragment_id in self._read]
            if parts:
                found[row.object_id] = (row, parts)
        return found

    def _parts(self, row: Row) -> Iterator[tuple[str, list[int]]]:
        first = max(bisect_right(self._starts, row["start"]) - 1, 0)
        for number in range(first, len(self._starts)):
            piece = self.note.pieces[number]
            if piece.start >= row["end"]:
                break
            start, end = max(row["start"], piece.start), min(row["end"], piece.end)
            if start < end and not piece.closed:
                at = (piece.positions.to_utf16(place - piece.start) for place in (start, end))
                yield piece.fragment_id, [number, *at]
