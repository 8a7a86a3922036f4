"""Agreements with students: signed, until when, and who guides (P24)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ontmoet_research.privacy import keep_agreement, without_agreement
from ontmoet_research.privacy.gate import STUDENT
from ontmoet_research.privacy.student_agreements import ORIGIN
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, listing, select, text
from ontmoet_research.screens.forms import Ask, Form, Options
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.session import today
from ontmoet_research.store import Project, Row, last_seq, read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import format_date, parse_date
from ontmoet_research.words import Refused, say

from .through_notes import NONE, NotesPage

__all__ = ["WithStudents"]


def _guides(part: Part[Any]) -> Options:
    rows = [row for row in read_rows(part.project, "contributors") if row["role"] != STUDENT and not row["end"]]
    return [(NONE, say("labelling.choose")), *((row.object_id, isolated(row["display_name"])) for row in rows)]


def _agree(project: Project, part: WithStudents, **told: Any) -> bool:
    if not part.opened:
        raise Refused("kept_close.choose_student_first")
    before = last_seq(project)
    keep_agreement(project, part.opened, **told)
    part.close()
    return last_seq(project) != before


AGREEMENT = Form(
    "agreement",
    _agree,
    ORIGIN,
    "kept_close.keep_agreement",
    (
        Ask("signed_on", "kept_close.signed", "day", hint="kept_close.day_hint", column="agreement_signed_on"),
        Ask("until", "kept_close.until", "day", hint="kept_close.day_hint", column="agreement_until"),
        Ask("supervisor_id", "kept_close.guide", "list", _guides),
    ),
    given=lambda part, _one: (part,),
)


class WithStudents(Part[NotesPage]):
    """Who reads what, and what is agreed with the student who is open."""

    forms = (AGREEMENT,)

    @gesture
    def open_one(self, value: str) -> None:
        """Choose a student, and show what was agreed so far."""
        row = {row.object_id: row for row in self._students()}.get(value)
        self.close()
        self.clear(AGREEMENT)
        if row:
            self.opened = value
            days = {column: _in_words(row[column]) for column in ("agreement_signed_on", "agreement_until")}
            self.fill_form(AGREEMENT, {**row.values, **days})
        self.page.refresh()

    def taken_back(self, rows: Sequence[Row]) -> None:
        """Show the agreement as it is again."""
        if self.opened and any(row.table == "contributors" for row in rows):
            self.open_one(self.opened)

    def blocks(self) -> list[Block]:
        """Who reads what, and the fields of an agreement."""
        rows = self._students()
        why = text(say("kept_close.why_students"))
        if not rows:
            return [why, text(say("kept_close.no_students"))]
        options = [(NONE, say("labelling.choose")), *((row.object_id, isolated(row["display_name"])) for row in rows)]
        lines = [self._student_line(row) for row in rows]
        asked = select(say("kept_close.which_student"), "open_one", options, self.opened)
        return [why, listing(lines), asked, *(self.form(AGREEMENT) if self.opened else [])]

    def _student_line(self, row: Row) -> str:
        name = isolated(row["display_name"])
        if without_agreement(self.project, row.object_id):
            return say("kept_close.reads_nothing", name=name)
        until = row["agreement_until"]
        if until and until >= today():
            return say("kept_close.reads", name=name, day=_in_words(until))
        return say("kept_close.practises", name=name)

    def _students(self) -> list[Row]:
        rows = {row.object_id: row for row in read_rows(self.project, "contributors") if row["role"] == STUDENT}
        return list(rows.values())


def _in_words(iso: str | None) -> str:
    return format_date(parse_date(iso)) if iso else ""
