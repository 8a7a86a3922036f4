"""The notes of a folder, all at once: which meeting each tells of, and on which day."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from ontmoet_research.intake import known_meetings, read_each, read_file
from ontmoet_research.intake.folders import NotesKnown
from ontmoet_research.intake.notes import known_digests
from ontmoet_research.intake.people_files import list_in
from ontmoet_research.intake.readers import with_edges
from ontmoet_research.intake.reading import passed_over
from ontmoet_research.intake.together import place_notes
from ontmoet_research.intake.whole_series import Waiting, asks_day, hold, meetings_of
from ontmoet_research.record import iso_day
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, heading, listing, select, text
from ontmoet_research.screens.meeting.bring_in_notes import MOST_FILES, folders, notes_in, which_folder
from ontmoet_research.screens.part import Part
from ontmoet_research.text import format_date, join_words
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say, say_count

LATER, OUT = "", "weg"


class NotesStep(Part):  # type: ignore[type-arg]  # the page imports its steps
    """Read a folder; a row for each note, with the meeting that it most likely is."""

    def start(self) -> None:
        """Begin in the folder of the notebook."""
        self.folder = "."
        self.told: list[str] = []

    def blocks(self) -> list[Block]:
        """The folder, and a row for each note that was read."""
        read = button(say("bring_in_series.read"), "read_folder", main=not self.page.waiting)
        rows = [block for place, one in enumerate(self.page.waiting) for block in self._row(place, one)]
        right = [*self._twice(), button(say("bring_in_series.right"), "right", main=True)] if rows else []
        told = [heading(say("bring_in_notes.not_in")), listing(map(isolated, self.told))] if self.told else []
        return [text(say("bring_in_series.notes")), *which_folder(self.folder), read, *rows, *right, *told]

    def _row(self, place: int, one: Waiting) -> list[Block]:
        options = [(LATER, say("bring_in_notes.later")), *meetings_of(self.project, self.series_id)]
        options.append((OUT, say("bring_in_series.leave_out")))
        label = say("bring_in_series.note_is", file=isolated(one.note.file_name))
        alike = [say("bring_in_series.looks_like", title=isolated(one.similar))] if one.similar else []
        told = [*alike, *self._of_day(one), *(isolated(notice.sentence) for notice in one.note.notices)]
        shown = [listing(told)] if told else []
        back = [button(say("bring_in_series.edges_back"), "bring_back", place=place)] if one.note.uncut else []
        return [
            select(label, "choose_meeting", options, one.session_id, place=place),
            *shown,
            *self._day(one),
            *back,
            *self._columns(place, one),
        ]

    def _day(self, one: Waiting) -> list[Block]:
        """A field for the day of a meeting, where the note does not tell."""
        if not asks_day(self.project, one):
            return []
        label = say("bring_in_series.which_day", file=isolated(one.note.file_name))
        return [self.field(_day_of(one), label, hint=say("bring_in_series.which_day_hint"))]

    def _of_day(self, one: Waiting) -> list[str]:
        """The day a note tells of, and what is odd about it."""
        told = [say("bring_in_series.on_day", day=format_date(one.day))] if one.day else []
        if one.others:
            days = join_words(map(format_date, (one.day, *one.others) if one.day else one.others))
            told = [say("bring_in_series.more_days", days=days)]
        if one.day and not one.session_id:
            told.append(say("bring_in_series.not_planned", day=format_date(one.day)))
        return told

    def _columns(self, place: int, one: Waiting) -> list[Block]:
        """Of a table whose headings don't tell: the columns, those chosen that most likely hold what people said."""
        if not one.note.columns:
            return []
        made = [
            button(isolated(name), "turn_column", on=str(n) in one.columns, value=str(n), place=place)
            for n, name in enumerate(one.note.columns, start=1)
        ]
        return [buttons(*made, label=say("bring_in_series.columns", file=isolated(one.note.file_name)))]

    def _twice(self) -> list[Block]:
        """That more notes are of one meeting, in a sentence for each."""
        named = dict(meetings_of(self.project, self.series_id))
        counted = Counter(one.session_id for one in self.page.waiting if one.session_id)
        told = [say("bring_in_series.twice", n=n, meeting=named[one]) for one, n in counted.items() if n > 1]
        return [listing(told)] if told else []

    @gesture
    def choose_folder(self, value: str) -> None:
        """Choose the folder to read."""
        self.folder = value if value in folders() else "."
        self.page.refresh()

    @gesture
    def read_folder(self) -> None:
        """Read all notes of the folder. Nothing is stored yet."""
        self.page.wait()
        self.read()
        self.page.refresh()
        self.page.tell(say_count("bring_in_notes.read", len(self.page.waiting)))

    def read(self) -> None:
        """Read the folder: notes wait, and a file that is only a list of people is put with the people."""
        found = notes_in(self.folder)
        known, there = known_digests(self.project), NotesKnown(self.project)
        self.page.waiting, self.page.lists, self.told = [], [], [passed_over(path) for path in found.passed]
        for path, answer in read_each(found.files[:MOST_FILES]):
            if isinstance(answer, Refused):
                self.told.append(str(answer))
            elif answer.came_as in known:
                self.told.append(say("bring_in_notes.known", file=isolated(path.name)))
            elif people := list_in(path):
                self.page.lists += people
                self.told.append(say("bring_in_series.is_list", file=isolated(path.name)))
            else:
                self.page.waiting.append(Waiting(path, answer, columns=tuple(map(str, answer.proposed))))
        placed = place_notes([one.note for one in self.page.waiting], known_meetings(self.project, self.series_id))
        for one, place in zip(self.page.waiting, placed, strict=True):
            one.session_id, one.day, one.others = place.session_id or LATER, place.day, place.others
            alike = there.like(one.note.text)
            one.similar = alike.title if alike else ""

    @gesture
    def choose_meeting(self, value: str, place: int) -> None:
        """Say which meeting a note tells of, or that it stays out."""
        if value == OUT:
            left = self.page.waiting.pop(place)
            self.told.append(say("bring_in_series.left_out", file=isolated(left.note.file_name)))
        elif value in {LATER, *dict(meetings_of(self.project, self.series_id))}:
            self.page.waiting[place].session_id = value
        self.page.refresh()

    @gesture
    def turn_column(self, value: str, place: int) -> None:
        """A column holds what people said, or it does not; the file is read again that way."""
        one = self.page.waiting[place]
        wanted = sorted({*one.columns} ^ {value}, key=int)
        if not wanted:
            raise Refused("bring_in_series.needs_column")
        self.page.wait()
        again = read_file(one.path, columns=wanted)
        one.note = replace(again, columns=one.note.columns, proposed=one.note.proposed)
        one.columns = tuple(wanted)
        self.page.refresh()

    @gesture
    def bring_back(self, place: int) -> None:
        """Put back what was left out at the edges of the pages of a PDF."""
        one = self.page.waiting[place]
        one.note = with_edges(one.note)
        self.page.refresh()

    @gesture
    def right(self) -> None:
        """The meetings of these notes were held, on these days."""
        asked = [one for one in self.page.waiting if asks_day(self.project, one)]
        told = [iso_day(self.typed(_day_of(one)).strip()) for one in asked]  # all are read before one is kept
        for one, day in zip(asked, told, strict=True):
            one.day = date.fromisoformat(day) if day else None
        for one in self.page.waiting:
            hold(self.project, one)
        self.page.go_on()
        self.page.refresh()


def _day_of(one: Waiting) -> str:
    """The name of the field for the day of this note; the same wherever it stands in the list."""
    return f"day_{one.note.came_as}"
