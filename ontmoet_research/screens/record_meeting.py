"""Bijeenkomst vastleggen: who was there, the notes without names, the wishes, the closing question."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ontmoet_research.change.harvests import keep_answers
from ontmoet_research.change.wishes import add_wish
from ontmoet_research.group import hold_meeting, list_meetings, meeting_label, record_attendance
from ontmoet_research.intake import bring_in, known_suffixes, read_file, read_typed
from ontmoet_research.intake.notes import ORIGIN as INTAKE
from ontmoet_research.store import Project, Row, find, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import Refused, say, say_count

from .base import gesture
from .blocks import Block, button, buttons, choices, heading, listing, select, text
from .meeting_names import NamesPart
from .names_check import NamesCheck, has_identifier
from .session import here, today

PARTS = ("notes", "wishes", "people", "closing")
PRESENT = ("aanwezig", "nieuw")


class RecordMeeting(NamesPart):
    """One meeting, in four parts that can be done in any order; each click is stored."""

    name = "record_meeting"

    def start(self) -> None:
        """Open on the notes of the meeting that most likely was today."""
        self.part = "notes"
        self.checking: NamesCheck | None = None
        self.meeting_id = ""

    def blocks(self) -> list[Block]:
        """The meeting, whether it was held, and the part that is open."""
        meetings = self._meetings()
        if not meetings:
            return [text(say("record_meeting.no_meetings"))]
        if self.meeting_id not in dict(meetings):
            self.meeting_id = most_likely(self.project, self.series_id)
        parts = [button(say(f"record_meeting.part.{p}"), "open_part", on=p == self.part, part=p) for p in PARTS]
        shown = {
            "notes": self._notes_part,
            "wishes": self._wishes_part,
            "people": self._people_part,
            "closing": self._closing_part,
        }[self.part]()
        which = select(say("record_meeting.which"), "choose_meeting", meetings, self.meeting_id)
        return [which, *self._was_held(), buttons(*parts, row=True), *shown]

    def series_chosen(self) -> None:
        """Another series has other meetings."""
        self.meeting_id, self.checking, self.recognising = "", None, ""

    def draft_name(self, name: str) -> str:
        """Each meeting has its own kept notes."""
        return f"{super().draft_name(name)} {self.meeting_id}"

    @gesture
    def open_part(self, part: str) -> None:
        """Show another part."""
        if part in PARTS:
            self.part = part
        self.refresh()

    @gesture
    def choose_meeting(self, value: str) -> None:
        """Record another meeting."""
        if value in dict(self._meetings()):
            self.meeting_id, self.checking, self.recognising = value, None, ""
            self.typed.clear()
        self.refresh()

    @gesture
    def was_held(self) -> None:
        """Say that the meeting took place, on the day that was typed."""
        hold_meeting(self.project, self.meeting_id, self.typed.get("day", ""))
        self.forget("day")
        self.done("group.meetings")

    @gesture
    def look_for_names(self) -> None:
        """Show what may point at a person in the notes that were typed or pasted."""
        self.check_names(read_typed(self.typed.get("notes", "")))

    @gesture
    def open_file(self, value: str) -> None:
        """Read a file of this folder and show what may point at a person in it."""
        if value:
            if value not in note_files():
                raise Refused("record_meeting.no_file")
            self.check_names(read_file(Path.cwd() / value))

    @gesture
    def back_to_notes(self) -> None:
        """Change something in the notes before they are stored."""
        self.checking = None
        self.refresh()

    @gesture
    def keep_notes(self) -> None:
        """Store the notes as they are shown, in pieces."""
        brought = bring_in(
            self.project,
            self._checked().result(),
            session_id=self.meeting_id,
            kind="notities",
            title=self._title(),
            author_ref=self.person(),
            pseudonymised_on=today(),
            checked_by=self.person(),
            replaced=self._checked().log(),
        )
        self.checking, self.recognising, self.points = None, brought.source_id, ()
        self.forget("notes", "word")
        self.done(INTAKE, say_count("record_meeting.kept", len(brought.fragment_ids)))

    @gesture
    def keep_wish(self) -> None:
        """Store a wish in the words in which it was said."""
        wish = whole_wish(self.typed.get("wish", ""))
        refuse_identifier(wish)
        add_wish(self.project, wish, self.meeting_id)
        self.forget("wish")
        self.done("change.wishes")

    @gesture
    def was_there(self, value: str) -> None:
        """Say that someone was there, or was not; one click, stored at once."""
        there = self._attendance().get(value) in PRESENT
        record_attendance(self.project, self.meeting_id, {value: "afwezig" if there else "aanwezig"})
        self.done("group.people")

    @gesture
    def keep_closing(self) -> None:
        """Store the answers to the closing question, one per line."""
        answers = self.typed.get("answers", "")
        refuse_identifier(answers)
        keep_answers(self.project, self.meeting_id, self.typed.get("question", ""), answers.splitlines())
        self.forget("question", "answers")
        self.done("change.harvests")

    def _notes_part(self) -> list[Block]:
        if self.checking:
            return self._names_part(self.checking)
        if self.recognising and self._is_there(self.recognising):
            return self.recognition_part()
        known = [isolated(row["title"]) for row in read_rows(self.project, "sources", session_id=self.meeting_id)]
        files = note_files()
        choose = [("", say("record_meeting.no_file_chosen")), *((name, name) for name in files)]
        return [
            *([text(say("record_meeting.has_notes", titles=join_words(known)))] if known else []),
            self.field(
                "notes",
                say("record_meeting.notes"),
                hint=say("record_meeting.notes_hint"),
                long=True,
                draft=self.draft_name("notes"),
            ),
            button(say("record_meeting.look"), "look_for_names", main=True),
            *([select(say("record_meeting.or_file"), "open_file", choose, "")] if files else []),
            *self.looked_at(self.meeting_id),
        ]

    def _names_part(self, checking: NamesCheck) -> list[Block]:
        return self.names_part(
            checking,
            button(say("record_meeting.keep"), "keep_notes", main=True),
            button(say("record_meeting.back"), "back_to_notes"),
        )

    def _is_there(self, source_id: str) -> bool:
        return any(row.object_id == source_id for row in read_rows(self.project, "sources"))

    def _wishes_part(self) -> list[Block]:
        wishes = [isolated(row["text"]) for row in read_rows(self.project, "wishes", session_id=self.meeting_id)]
        return [
            self.field("wish", say("record_meeting.stem"), hint=say("record_meeting.wish_hint")),
            button(say("record_meeting.keep_wish"), "keep_wish", main=True),
            heading(say("record_meeting.wishes")),
            listing(wishes, empty=say("record_meeting.no_wishes")),
        ]

    def _people_part(self) -> list[Block]:
        there = [key for key, state in self._attendance().items() if state in PRESENT]
        people = in_group(self.project, self.series_id)
        if not people:
            return [text(say("record_meeting.no_people"))]
        return [choices(say("record_meeting.who_was_there"), "was_there", people, there)]

    def _closing_part(self) -> list[Block]:
        known = read_rows(self.project, "harvests", session_id=self.meeting_id)
        told = [
            say_count("record_meeting.answered", len(k["answers"]), question=isolated(k["question"])) for k in known
        ]
        answers = {"hint": say("record_meeting.answers_hint"), "long": True, "draft": self.draft_name("answers")}
        return [
            *([listing(told)] if told else []),
            self.field("question", say("record_meeting.question"), hint=say("record_meeting.question_hint")),
            self.field("answers", say("record_meeting.answers"), **answers),
            button(say("record_meeting.keep_closing"), "keep_closing", main=True),
        ]

    def _was_held(self) -> list[Block]:
        if find(self.project, "sessions", self.meeting_id)["status"] != "gepland":
            return []
        return [
            self.field("day", say("record_meeting.day"), hint=say("record_meeting.day_hint")),
            button(say("record_meeting.was_held"), "was_held"),
        ]

    def _meetings(self) -> list[tuple[str, str]]:
        rows = [row for row in list_meetings(self.project, self.series_id) if row["status"] != "vervallen"]
        return [(row.object_id, meeting_label(row["number"], row["date"])) for row in rows]

    def _attendance(self) -> dict[str, Any]:
        rows = read_rows(self.project, "attendance", session_id=self.meeting_id)
        return {row["participant_id"]: row["state"] for row in rows}

    def _title(self) -> str:
        return dict(self._meetings())[self.meeting_id]


def record_meeting(project: Project | None = None) -> RecordMeeting:
    """The screen of notebook 02; ``project`` is the one of this notebook unless given."""
    return RecordMeeting(project or here())


def most_likely(project: Project, series_id: str) -> str:
    """The meeting that someone most likely wants to record: the first that is still planned; otherwise the last one."""
    rows = [row for row in list_meetings(project, series_id) if row["status"] != "vervallen"]
    planned = [row for row in rows if row["status"] == "gepland"]
    return (planned or rows[-1:])[0].object_id


def in_group(project: Project, series_id: str) -> list[tuple[str, str]]:
    """Who takes part in a series now, as (id, alias), by alias."""
    rows = [row for row in read_rows(project, "participants") if _takes_part(row, series_id)]
    return sorted(((row.object_id, row["alias"]) for row in rows), key=lambda one: one[1].casefold())


def note_files() -> list[str]:
    """The files beside the notebook that can be read as notes."""
    suffixes = tuple(known_suffixes())
    return sorted(path.name for path in Path.cwd().iterdir() if path.suffix.lower() in suffixes and path.is_file())


def whole_wish(words: str) -> str:
    """A wish as a whole sentence: it starts with "Als we nu eens", also when only the rest was typed.

    >>> whole_wish("samen koken"), whole_wish("als we nu eens bellen"), whole_wish(" … ")
    ('Als we nu eens samen koken', 'als we nu eens bellen', '')
    """
    stem = say("record_meeting.stem_words")
    rest = words.strip(" ….\n")
    if not rest or rest.casefold().startswith(stem.casefold()):
        return words.strip() if rest else ""
    return f"{stem} {words.lstrip(' ….').rstrip()}"


def refuse_identifier(words: str) -> None:
    """Stop short words that point straight at a person. Errors: ``Refused``."""
    if has_identifier(words):
        raise Refused("record_meeting.identifier")


def _takes_part(row: Row, series_id: str) -> bool:
    return series_id in row["series_ids"] and row["status"] in ("actief", "pauze")
