"""Look for names in a note that is stored already, such as one that came in at the command line (P03).

What goes out goes through a corrected text, so that labels stay on their words. What is closed to the person at work
stands there as blocks.
"""

from __future__ import annotations

from ontmoet_research.coding import NewPiece, correct_text
from ontmoet_research.coding.carry_over import ORIGIN as CARRIED
from ontmoet_research.intake import ReadText, cut_alike, names_looked_at, replacement_log
from ontmoet_research.intake.notes import ORIGIN as INTAKE
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, select, text
from ontmoet_research.screens.session import today
from ontmoet_research.store import find, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say, say_count

from .names import NamesPart

NO_NOTE = ""


class StoredNamesPart(NamesPart):
    """Choose a stored note, look, and keep that someone looked."""

    stored_id = NO_NOTE

    @gesture
    def look_at_stored(self, value: str) -> None:
        """Show what may point at a person in this note."""
        if not self.may_look():
            raise Refused("names_part.not_for_students")
        self.lay_aside()
        self.stored_id = value
        if value:
            note = find(self.project, "sources", value)
            self.check_names(ReadText(self.readable(note), "", file_name=note["title"]))
        self.refresh()

    @gesture
    def keep_stored(self) -> None:
        """Take out what goes, labels along; and keep who looked."""
        checking, source = self._checked(), find(self.project, "sources", self.stored_id)
        words = checking.applied_to(source["text"])
        who = self.person() or ""
        note, self.stored_id, self.checking = self.stored_id, NO_NOTE, None
        if words == source["text"]:
            names_looked_at(self.project, note, who, today())
            self.done(INTAKE, say("stored_names.none"))
            return
        carried = correct_text(
            self.project,
            note,
            words,
            [NewPiece(**piece) for piece in cut_alike(self.project, note, words)],
            pseudonymised_on=today(),
            checked_by=who,
            sha256_as_it_came=source["sha256_as_it_came"] or source["sha256"],
            beside=replacement_log(note, checking.log()),
        )
        self.recognising, self.points = note, ()  # other words: a person looks again who could be recognised
        self.done(CARRIED, say_count("bring_in_notes.look", len(carried.doubtful) + len(carried.gone)))

    @gesture
    def leave_stored(self) -> None:
        """Change nothing."""
        self.stored_id, self.checking = NO_NOTE, None
        self.refresh()

    def lay_aside(self) -> None:
        """Keep what was being looked at for later."""

    def stored_part(self) -> list[Block]:
        """The list of notes, or the one that is looked at."""
        if not self.may_look():
            return [text(say("names_part.not_for_students"))]
        if self.checking and self.stored_id:
            keep = button(say("stored_names.keep"), "keep_stored", main=True)
            return [
                text(say("stored_names.of", title=isolated(self.checking.note.file_name)), strong=True),
                *self.names_part(self.checking, keep, button(say("stored_names.leave"), "leave_stored")),
            ]
        rows = {row.object_id: row for row in read_rows(self.project, "sources")}
        if not rows:
            return [text(say("stored_names.no_notes"))]
        unread = [key for key, row in rows.items() if not row["checked_by"]]
        options = [
            (
                key,
                say("stored_names.unread", title=isolated(rows[key]["title"])) if key in unread else rows[key]["title"],
            )
            for key in [*unread, *(one for one in rows if one not in unread)]
        ]
        return [
            text(say_count("stored_names.todo", len(unread))),
            select(
                say("stored_names.which"), "look_at_stored", [(NO_NOTE, say("names_part.choose_note")), *options], ""
            ),
            *self.looked_at(None),
        ]
