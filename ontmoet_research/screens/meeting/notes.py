"""Notities: bring them in without names, then say who said what, and which pieces are heavy or about someone outside.

What comes after bringing in can be done later too, for every note of the series and those without a meeting.
"""

from __future__ import annotations

from pathlib import Path

from ontmoet_research.group import list_meetings, topic_in_words
from ontmoet_research.group.staying import PRIVATE_KIND
from ontmoet_research.intake import bring_in, known_suffixes, read_file, read_typed
from ontmoet_research.intake.names_check import NamesCheck
from ontmoet_research.intake.notes import ORIGIN as INTAKE
from ontmoet_research.privacy import unknown_labels
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, fold, listing, select, text
from ontmoet_research.screens.session import folder_told, today
from ontmoet_research.store import Row, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import Refused, say, say_count

from .belongs import Belongs
from .careful import Careful
from .loose import LoosePart
from .names import NamesPart
from .part import NotesPage, files_here
from .who_spoke import WhoSpoke

STEPS = ("add", "said", "careful")
NOTE_PARTS = {"said": WhoSpoke, "careful": Careful, "belongs": Belongs}


class NotesPart(NamesPart, LoosePart, NotesPage):
    """The notes of a meeting, in three steps that can be taken in any order."""

    step = STEPS[0]
    notices: tuple[str, ...] = ()
    """What the kit saw in the note that came in last."""

    def start(self) -> None:
        """A note has parts of its own."""
        for key, kind in NOTE_PARTS.items():
            kind(self, key)
        super().start()

    @gesture
    def open_step(self, value: str, note: str = "") -> None:
        """Show another step, perhaps at one note."""
        if value in STEPS:
            self.step = value
        self.leave_note()
        self.note_id = note or self.note_id
        self.refresh()

    @gesture
    def choose_note(self, value: str) -> None:
        """Look at another note."""
        self.leave_note()
        self.note_id = value
        self.refresh()

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
            title=dict(self.meeting.named())[self.meeting_id],
            author_ref=self.person(),
            pseudonymised_on=today(),
            checked_by=self.person(),
            replaced=self._checked().log(),
        )
        self.checking, self.recognising, self.points = None, brought.source_id, ()
        self.note_id, self.notices = brought.source_id, tuple(brought.notices)
        self.forget("notes", "word")
        self.done(INTAKE, say_count("record_meeting.kept", len(brought.fragment_ids)))

    def leave_note(self) -> None:
        """Close what was open in a note."""
        for key in NOTE_PARTS:
            self.parts[key].close()

    def leave_notes(self) -> None:
        """Begin again at bringing in."""
        self.step, self.notices, self.note_id = STEPS[0], (), ""
        self.leave_note()

    def notes_blocks(self) -> list[Block]:
        """What stands in the part with notes."""
        if self.checking:
            return self._names_part(self.checking)
        if self.recognising and self.may_look() and self._is_there(self.recognising):
            return [*self._told_notices(), *self.recognition_part()]
        notes = self._series_notes()
        if not notes:
            return self._add()
        steps = [
            button(say(f"record_meeting.step.{one}"), "open_step", on=one == self.step, value=one) for one in STEPS
        ]
        shown = self._add() if self.step == "add" else self._at_a_note(notes)
        return [buttons(*steps, row=True), *shown]

    def _add(self) -> list[Block]:
        known = [isolated(row["title"]) for row in self._meeting_notes()]
        told = [text(say("record_meeting.has_notes", titles=join_words(known)))] if known else []
        if self.meeting.row()["kind"] == PRIVATE_KIND:  # said before someone types what is theirs alone (D28)
            return [text(say("record_meeting.private"), strong=True), *told, *self.looked_at(self.meeting_id)]
        files = note_files()
        choose = [("", say("record_meeting.no_file_chosen")), *((name, name) for name in files)]
        return [
            *self._about_meeting(),
            *told,
            *self._told_notices(),
            *self._what_waits(),
            *self.parts["belongs"].drawn(),
            self.field(
                "notes",
                say("record_meeting.notes"),
                hint=say("record_meeting.notes_hint"),
                long=True,
                draft=self.draft_name("notes"),
            ),
            button(say("record_meeting.look"), "look_for_names", main=True),
            text(say("record_meeting.file_where", folder=folder_told()), quiet=True),
            *([select(say("record_meeting.or_file"), "open_file", choose, "")] if files else []),
            *self.looked_at(self.meeting_id),
            *self.loose_blocks(self.meeting.named()),
        ]

    def _at_a_note(self, notes: list[Row]) -> list[Block]:
        """One note, and what is asked of it."""
        options = [(row.object_id, isolated(row["title"])) for row in notes]
        if self.note_id not in dict(options):
            own = [row.object_id for row in self._meeting_notes()]
            self.note_id = (own or [options[-1][0]])[-1]
        which = select(say("record_meeting.which_note"), "choose_note", options, self.note_id)
        shown = self.parts[self.step].drawn()
        note = next(row for row in notes if row.object_id == self.note_id)
        other = self.which_meeting(self.note_id, note["title"], self.meeting.named(), note["session_id"] or "")
        return [which, *shown, fold(say("loose.elsewhere"), other)]

    def _what_waits(self) -> list[Block]:
        """What a person can still say of the notes of this meeting."""
        own = [row.object_id for row in self._meeting_notes()]
        if not own:
            return []
        waiting = unknown_labels(self.project, own)
        asked = [
            button(say_count("record_meeting.who_waits", n), "open_step", value="said", note=one)
            for one, n in waiting.items()
        ]
        return [buttons(*asked, button(say("record_meeting.care_waits"), "open_step", value="careful", note=own[-1]))]

    def _told_notices(self) -> list[Block]:
        return [listing(map(isolated, self.notices))] if self.notices else []

    def _names_part(self, checking: NamesCheck) -> list[Block]:
        return self.names_part(
            checking,
            button(say("record_meeting.keep"), "keep_notes", main=True),
            button(say("record_meeting.back"), "back_to_notes"),
        )

    def _is_there(self, source_id: str) -> bool:
        return any(row.object_id == source_id for row in read_rows(self.project, "sources"))

    def _meeting_notes(self) -> list[Row]:
        return read_rows(self.project, "sources", session_id=self.meeting_id)

    def _series_notes(self) -> list[Row]:
        """The notes of the series, then those that belong to no meeting yet."""
        order = {row.object_id: place for place, row in enumerate(list_meetings(self.project, self.series_id))}
        rows = [
            row for row in read_rows(self.project, "sources") if not row["session_id"] or row["session_id"] in order
        ]
        once = {row.object_id: row for row in rows}
        return sorted(once.values(), key=lambda row: order.get(row["session_id"], len(order)))

    def _about_meeting(self) -> list[Block]:
        """What the meeting was about and asked, on top of its notes (C02, B32)."""
        meeting = self.meeting.row()
        asked = meeting["guiding_question"]
        told = [say("record_meeting.topic_now", topic=isolated(topic_in_words(meeting["topic"])))]
        told += [say("record_meeting.asked_now", question=isolated(asked))] if asked else []
        forms = [isolated(one) for one in meeting["work_forms"]]
        told += [say("record_meeting.worked_so", forms=join_words(forms))] if forms else []
        return [text(" ".join(told)), text(say("record_meeting.good_and_bad"), quiet=True)]


def note_files() -> list[str]:
    """The files beside the notebook that can be read as notes."""
    return files_here(known_suffixes())
