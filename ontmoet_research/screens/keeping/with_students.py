"""Agreements with students: signed, until when, and who guides (P24)."""

from __future__ import annotations

from ontmoet_research.privacy import keep_agreement, without_agreement
from ontmoet_research.privacy.gate import STUDENT
from ontmoet_research.privacy.student_agreements import ORIGIN
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, listing, select, text
from ontmoet_research.screens.session import today
from ontmoet_research.store import Row, last_seq, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import format_date, parse_date
from ontmoet_research.words import Refused, say

from .through_notes import NONE, ThroughNotes

__all__ = ["WithStudents"]


class WithStudents(ThroughNotes):
    """The part on agreements with students."""

    student_id = supervisor_id = NONE

    @gesture
    def choose_student(self, value: str) -> None:
        """Choose a student, and show what was agreed so far."""
        known = {row.object_id: row for row in self._all_students()}
        self.student_id = value if value in known else NONE
        row = known.get(self.student_id)
        self.supervisor_id = (row["supervisor_id"] or NONE) if row else NONE
        for field, column in (("signed", "agreement_signed_on"), ("until", "agreement_until")):
            self.typed[field] = _in_words(row[column]) if row else ""
        self.refresh()

    @gesture
    def choose_guide(self, value: str) -> None:
        """Choose who guides this student."""
        self.supervisor_id = value if value in dict(self._guides()) else NONE
        self.refresh()

    @gesture
    def agree(self) -> None:
        """Keep what was agreed with this student."""
        if not self.student_id:
            raise Refused("kept_close.choose_student_first")
        before, signed, until = last_seq(self.project), self.typed.get("signed", ""), self.typed.get("until", "")
        keep_agreement(self.project, self.student_id, signed, until, self.supervisor_id or None)
        self.done_since(before, ORIGIN)

    def after_undo(self, rows: list[Row]) -> None:
        """Show the agreement as it is again."""
        if self.student_id and any(row.table == "contributors" for row in rows):
            self.choose_student(self.student_id)

    def students_part(self) -> list[Block]:
        """Who reads what, and the fields of an agreement."""
        rows = self._all_students()
        why = text(say("kept_close.why_students"))
        if not rows:
            return [why, text(say("kept_close.no_students"))]
        options = [(NONE, say("labelling.choose")), *((row.object_id, isolated(row["display_name"])) for row in rows)]
        lines = [self._student_line(row) for row in rows]
        asked = select(say("kept_close.which_student"), "choose_student", options, self.student_id)
        return [why, listing(lines), asked, *(self._agreement() if self.student_id else [])]

    def _agreement(self) -> list[Block]:
        guides = [(NONE, say("labelling.choose")), *self._guides()]
        return [
            self.field("signed", say("kept_close.signed"), hint=say("kept_close.day_hint")),
            self.field("until", say("kept_close.until"), hint=say("kept_close.day_hint")),
            select(say("kept_close.guide"), "choose_guide", guides, self.supervisor_id),
            button(say("kept_close.keep_agreement"), "agree", main=True),
        ]

    def _student_line(self, row: Row) -> str:
        name = isolated(row["display_name"])
        if without_agreement(self.project, row.object_id):
            return say("kept_close.reads_nothing", name=name)
        until = row["agreement_until"]
        if until and until >= today():
            return say("kept_close.reads", name=name, day=_in_words(until))
        return say("kept_close.practises", name=name)

    def _all_students(self) -> list[Row]:
        rows = {row.object_id: row for row in read_rows(self.project, "contributors") if row["role"] == STUDENT}
        return list(rows.values())

    def _guides(self) -> list[tuple[str, str]]:
        rows = [row for row in read_rows(self.project, "contributors") if row["role"] != STUDENT and not row["end"]]
        return [(row.object_id, isolated(row["display_name"])) for row in rows]


def _in_words(iso: str | None) -> str:
    return format_date(parse_date(iso)) if iso else ""
