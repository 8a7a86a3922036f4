"""The notes of a folder, all at once: which meeting each tells of, and on which day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ontmoet_research.group.meetings import hold_meeting
from ontmoet_research.intake import find_notes, known_meetings, read_each
from ontmoet_research.intake.reading import passed_over
from ontmoet_research.intake.together import place_notes
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, heading, listing, select, text
from ontmoet_research.screens.meeting.bring_in_notes import MOST_FILES, files_here, folders
from ontmoet_research.screens.part import Part
from ontmoet_research.store import find, read_rows
from ontmoet_research.text import format_date
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say, say_count

from .around import meetings_of

LATER = ""


class NotesStep(Part):  # type: ignore[type-arg]  # the page imports its steps
    """Read a folder; a row for each note, with the meeting that it most likely is."""

    def start(self) -> None:
        """Begin in the folder of the notebook."""
        self.folder = "."
        self.days: list[date | None] = []
        self.told: list[str] = []

    def blocks(self) -> list[Block]:
        """The folder, and a row for each note that was read."""
        known = [(name, say("bring_in_notes.this_folder") if name == "." else name) for name in folders()]
        read = button(say("bring_in_series.read"), "read_folder", main=not self.page.waiting)
        rows = [block for place in range(len(self.page.waiting)) for block in self._row(place)]
        right = [button(say("bring_in_series.right"), "right", main=True)] if rows else []
        told = [heading(say("bring_in_notes.not_in")), listing(map(isolated, self.told))] if self.told else []
        which = select(say("bring_in_notes.which_folder"), "choose_folder", known, self.folder)
        return [text(say("bring_in_series.notes")), which, read, *rows, *right, *told]

    def _row(self, place: int) -> list[Block]:
        note, day = self.page.waiting[place], self.days[place]
        options = [(LATER, say("bring_in_notes.later")), *meetings_of(self.project, self.series_id)]
        label = say("bring_in_series.note_is", file=isolated(note.file_name))
        told = [text(say("bring_in_series.on_day", day=format_date(day)), quiet=True)] if day else []
        notices = [notice.sentence for notice in note.notices]
        shown = [listing(map(isolated, notices))] if notices else []
        return [select(label, "choose_meeting", options, self.page.placed[place], place=place), *told, *shown]

    @gesture
    def choose_folder(self, value: str) -> None:
        """Choose the folder to read."""
        self.folder = value if value in folders() else "."
        self.page.refresh()

    @gesture
    def read_folder(self) -> None:
        """Read all notes of the folder. Nothing is stored yet."""
        found = find_notes([Path.cwd() / self.folder]) if self.folder != "." else find_notes(files_here())
        if not found.files:
            raise Refused("bring_in_notes.nothing_there")
        self.page.wait()
        known = {
            digest for row in read_rows(self.project, "sources") for digest in (row["sha256"], row["sha256_as_it_came"])
        }
        self.page.waiting, self.told = [], [passed_over(path) for path in found.passed]
        for path, answer in read_each(found.files[:MOST_FILES]):
            if isinstance(answer, Refused):
                self.told.append(str(answer))
            elif answer.came_as in known:
                self.told.append(say("bring_in_notes.known", file=isolated(path.name)))
            else:
                self.page.waiting.append(answer)
        placed = place_notes(self.page.waiting, known_meetings(self.project, self.series_id))
        self.page.placed = [one.session_id or LATER for one in placed]
        self.days = [one.day for one in placed]
        self.page.refresh()
        self.page.tell(say_count("bring_in_notes.read", len(self.page.waiting)))

    @gesture
    def choose_meeting(self, value: str, place: int) -> None:
        """Say which meeting a note tells of."""
        if value in {LATER, *dict(meetings_of(self.project, self.series_id))}:
            self.page.placed[place] = value
        self.page.refresh()

    @gesture
    def right(self) -> None:
        """The meetings of these notes were held, on these days."""
        for session_id, day in zip(self.page.placed, self.days, strict=True):
            if session_id and day and find(self.project, "sessions", session_id)["status"] == "gepland":
                hold_meeting(self.project, session_id, day.isoformat())
        self.page.go_on()
        self.page.refresh()
