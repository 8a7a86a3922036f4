"""The names of a note: what goes, what stays, whose alias comes, and then who could still be recognised."""

from __future__ import annotations

import asyncio
import contextvars
import threading
from typing import Any

from ontmoet_research.intake import ReadText, read_replacements, read_sources
from ontmoet_research.intake.names_check import NamesCheck
from ontmoet_research.model.people import RECOGNITION_POINTS
from ontmoet_research.privacy import Found, deduced, key_file, record_recognition, unchecked_sources
from ontmoet_research.privacy.gate import STUDENT, Gate, label_purpose
from ontmoet_research.privacy.officials import ORIGIN as PUBLIC
from ontmoet_research.privacy.officials import add_official
from ontmoet_research.privacy.recognition import ORIGIN as RECOGNITION
from ontmoet_research.privacy.recognition import OUTCOMES
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import (
    Block,
    button,
    buttons,
    choices,
    fold,
    heading,
    listing,
    marked,
    select,
    text,
)
from ontmoet_research.screens.looks_at_names import LooksAtNames
from ontmoet_research.screens.names_open import OpensNames, open_here
from ontmoet_research.store import Row, find, read_rows, read_table
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.blocks import blocked
from ontmoet_research.words import Refused, say, say_count

__all__ = ["NamesPart"]


class NamesPart(LooksAtNames, OpensNames):
    """The part of a page in which a note is looked at before and after it is stored."""

    recognising = ""
    """The note of which someone says who could recognise it, by id."""
    points: tuple[str, ...] = ()
    helper = ""
    """What the extra finder is doing."""

    def check_names(self, note: ReadText) -> None:
        """Show what may point at a person in this note; the extra finder looks in the background."""
        self.checking = NamesCheck(note, self._known_names(), *self._own_people(), self._officials())
        self.recognising = ""
        self.refresh()
        self._ask_helper(self.checking)

    @gesture
    def turn_alias(self, value: str) -> None:
        """Put an alias in the place of someone's name, or ``[naam]`` again."""
        self._checked().turn_alias(value)
        self.refresh()

    @gesture
    def choose_name(self, value: str) -> None:
        """Say whose name may stay."""
        self.typed["named"] = value
        self.refresh()

    @gesture
    def let_stay(self) -> None:
        """Leave the name of someone in a public office in the text."""
        name = self.typed.get("named", "")
        add_official(self.project, name, self.typed.get("office", ""), self.typed.get("source", ""))
        self._checked().stay(name)
        self.forget("named", "office", "source")
        self.done(PUBLIC, say("names_part.stays"))

    @gesture
    def recognise(self, value: str) -> None:
        """Say of a note who could recognise it."""
        if not self.may_look():
            raise Refused("names_part.not_for_students")
        self.recognising, self.points = value, ()
        self.refresh()

    @gesture
    def turn_point(self, value: str) -> None:
        """Tick a point that needs care, or not."""
        self.points = tuple(one for one in RECOGNITION_POINTS if (one in self.points) != (one == value))
        self.refresh()

    @gesture
    def keep_recognition(self, outcome: str) -> None:
        """Keep what came of looking."""
        if not self.may_look():
            raise Refused("names_part.not_for_students")
        record_recognition(self.project, self.recognising, outcome, self.points, self.typed.get("care", ""))
        self.recognising, self.points = "", ()
        self.forget("care")
        self.done(RECOGNITION)

    @gesture
    def later(self) -> None:
        """Leave it for another day; the note waits."""
        self.recognising = ""
        self.refresh()

    def names_opened(self) -> None:
        """Look for the people of the key file in the note too."""
        if self.checking:
            self.checking.know(*self._own_people())
        self.refresh()

    def names_part(self, checking: NamesCheck, *closing: Block) -> list[Block]:
        """What was found and what happens with it; ``closing`` are the buttons under the text."""
        found, owners = checking.groups(), checking.owners()
        return [
            text(say_count("record_meeting.found", len(found))),
            *([text(self.helper, quiet=True)] if self.helper else []),
            *([choices(say("record_meeting.goes"), "turn", found, checking.going())] if found else []),
            *([choices(say("names_part.aliases"), "turn_alias", owners, checking.as_alias())] if owners else []),
            self.field("word", say("record_meeting.word"), hint=say("record_meeting.word_hint")),
            button(say("record_meeting.also"), "also_take_out"),
            *self._key_file_part(),
            *self._may_stay_part(checking),
            heading(say("record_meeting.preview")),
            marked(say("record_meeting.preview"), checking.parts()),
            buttons(*closing, row=True),
        ]

    def recognition_part(self) -> list[Block]:
        """The question who could recognise this, over the words as they are stored."""
        note = find(self.project, "sources", self.recognising)
        points = [(one, say(f"names_part.point.{one}")) for one in RECOGNITION_POINTS]
        outcomes = [
            button(
                say(f"names_part.outcome.{one}"),
                "keep_recognition",
                more=say(f"names_part.outcome_more.{one}"),
                outcome=one,
            )
            for one in OUTCOMES
        ]
        return [
            heading(say("names_part.who_recognises")),
            text(say("names_part.who_recognises_why")),
            marked(isolated(note["title"]), [(self.readable(note), "")]),
            choices(say("names_part.points"), "turn_point", points, self.points),
            self.field("care", say("names_part.care"), hint=say("names_part.care_hint")),
            buttons(*outcomes, label=say("names_part.outcomes")),
            button(say("names_part.later"), "later"),
        ]

    def may_look(self) -> bool:
        """Whether the person at work may say who could be recognised: that comes before students read a note (P04)."""
        return Gate(self.project).reader().role != STUDENT

    def readable(self, note: Row) -> str:
        """The words of a note, with blocks for what the gate closes."""
        gate = Gate(self.project)
        shut = gate.closed(label_purpose(gate.reader().role))
        pieces = read_rows(self.project, "fragments", source_id=note.object_id)
        return blocked(note["text"], [(row["start"], row["end"]) for row in pieces if row.object_id in shut])

    def looked_at(self, meeting_id: str | None) -> list[Block]:
        """The notes of a meeting (None: of all) at which nobody looked yet, and what went out of its notes."""
        notes = read_sources(self.project)
        own = notes if meeting_id is None else notes[notes["session_id"] == meeting_id]
        waiting = unchecked_sources(own, read_table(self.project, "recognition_checks"))
        options = [
            (one, title)
            for one, title in dict(zip(own["source_id"], own["title"], strict=True)).items()
            if one in waiting
        ]
        log = read_replacements(self.project)
        log = log[log["source_id"].isin(own["source_id"])]
        lines = [
            say_count("names_part.logged", count, title=isolated(title), to=to)
            for title, to, count in zip(log["title"], log["replacement"], log["count"], strict=True)
        ]
        choose = [("", say("names_part.choose_note")), *options]
        return [
            *([select(say("names_part.waiting"), "recognise", choose, "")] if options and self.may_look() else []),
            *([fold(say("names_part.log"), text(say("names_part.log_why")), listing(lines))] if lines else []),
        ]

    def _key_file_part(self) -> list[Block]:
        if open_here(self.project):
            return []
        place = key_file.known_place(self.project)
        inside = self.opening_blocks(place) if place else [text(say("names_part.no_key_file"))]
        return [fold(say("names_part.own_names"), *inside)]

    def _may_stay_part(self, checking: NamesCheck) -> list[Block]:
        names = [("", say("names_part.choose_name")), *((one, isolated(one)) for one in checking.names())]
        if len(names) == 1:
            return []
        return [
            fold(
                say("names_part.may_stay"),
                text(say("names_part.may_stay_why")),
                select(say("names_part.whose_office"), "choose_name", names, self.typed.get("named", "")),
                self.field("office", say("names_part.office"), hint=say("names_part.office_hint")),
                self.field("source", say("names_part.source"), hint=say("names_part.source_hint")),
                button(say("names_part.let_stay"), "let_stay"),
            )
        ]

    def _own_people(self) -> tuple[list[Any], dict[str, str]]:
        opened = open_here(self.project)
        if opened is None:
            return [], {}
        return opened.known(), {row.object_id: row["alias"] for row in read_rows(self.project, "participants")}

    def _officials(self) -> list[str]:
        return [row["name"] for row in read_rows(self.project, "public_officials")]

    def _known_names(self) -> list[str]:
        """Names that may stay: chosen aliases, chosen names of those who work along, and the place of the series."""
        aliases = [row["alias"] for row in read_rows(self.project, "participants")]
        chosen = [row["display_name"] for row in read_rows(self.project, "contributors")]
        return [*aliases, *chosen, *(row["region"] for row in self._places() if row["region"])]

    def _places(self) -> list[Row]:
        """The series whose place may stand in the note."""
        return [find(self.project, "series", self.series_id)]

    def _ask_helper(self, checking: NamesCheck) -> None:
        """Let the extra finder look, when it is there. It never keeps anyone waiting."""
        state = deduced.state()
        self.helper = say("names_part.helper.looks") if state == deduced.READY else ""
        if state == deduced.MAKING:
            self.helper = say("names_part.helper.making")
            deduced.make_lists()
        self.refresh()
        if state == deduced.READY:
            _in_background(lambda: deduced.spans_of(checking.note.text), lambda found: self._helped(checking, found))

    def _helped(self, checking: NamesCheck, found: list[Found] | None) -> None:
        def show() -> None:
            added = checking.add(found or [])
            failed = say("names_part.helper.failed")
            self.helper = failed if found is None else say_count("names_part.helper.found", added)
            if self.checking is checking:
                self.refresh()

        self.quietly(show)


def _in_background(work: Any, then: Any) -> None:
    """Do ``work`` on a thread and ``then`` with its answer where gestures come in; at once where there is no loop."""
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        then(work())
        return
    context = contextvars.copy_context()

    def run() -> None:
        answer = work()
        try:
            loop.call_soon_threadsafe(lambda: then(answer), context=context)
        except RuntimeError:  # the kernel stops
            return

    threading.Thread(target=run, daemon=True, name="names helper").start()
