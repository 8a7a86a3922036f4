"""*Pas dit aan* and *Haal dit weg*: the questions of a row once more, filled in with what stands there.

It is one part of a page (``part.py``); the other parts say what they let people put right (``corrects``).
"""

from __future__ import annotations

from typing import Any

from ontmoet_research.record import in_words
from ontmoet_research.store import Project, find, find_many
from ontmoet_research.words import Refused, say

from .base import gesture
from .blocks import Block, button, fold, heading, text
from .forms import Ask, Form, Options
from .part import Host, Part

__all__ = ["Correcting"]


class Correcting(Part[Host]):
    """The form of the row that is being put right; no blocks when there is none."""

    table = ""
    """The table of the row that is open."""

    @gesture
    def correct(self, table: str, one: str) -> None:
        """Open the form, with what stands there now."""
        part, row = self._part_of(table), find(self.project, table, one)
        door = part.door
        if not door.may(self.project, table, row):
            raise Refused("change.priorities_are_of_residents" if table == "priorities" else "change.not_yours")
        self.close()
        self.table, self.opened = table, one
        shown = door.shown(row)
        asks = tuple(_again(part, ask) for ask in part.corrects[table] if shown[ask.stored] or not ask.later)
        form = Form("row", self._put_right, door.origin(table), "correct.keep", asks)
        self.forms = (form,)
        self.fill_form(
            form, {one.name: shown[one.name] if one.chosen else self._shown(one, shown[one.name]) for one in asks}
        )
        self.page.refresh()

    @gesture
    def take_out(self) -> None:
        """Take away what the form is about; undo brings it back."""
        table, door = self.table, self._part_of(self.table).door
        door.take_out(self.project, table, self.opened)
        self.close()
        self.page.done(door.origin(table), say("correct.gone"))

    def blocks(self) -> list[Block]:
        """The form; empty when nothing is being put right or it is gone meanwhile."""
        row = find_many(self.project, self.table, [self.opened]).get(self.opened) if self.opened else None
        if row is None:
            self.close()
            return []
        part = self._part_of(self.table)
        note = part.correction_note(self.table, row)
        away = [text(say("correct.away_means")), button(say("correct.away"), "take_out")]
        return [
            heading(say("correct.title")),
            text(say("correct.stays"), quiet=True),
            *([text(note, strong=True)] if note else []),
            *self.form(self.forms[0], beside=[self.back("correct.back")]),
            *([fold(say("correct.away_fold"), *away)] if part.door.removable(self.table) else []),
        ]

    def _part_of(self, table: str) -> Part[Any]:
        """The part that knows how this table is put right. Errors: ``Refused`` when no part does."""
        found = next((part for part in self.page.parts.values() if table in part.corrects), None)
        if found is None:
            raise Refused("store.gone")
        return found

    def _put_right(self, project: Project, one: str, **answers: Any) -> bool:
        for ask in self.forms[0].asks:
            if ask.kind == "lines":
                known = {title: value for value, title in ask.options(self)}
                lines = filter(None, map(str.strip, answers[ask.name].splitlines()))
                answers[ask.name] = [known.get(said, said) for said in lines]
        written = self._part_of(self.table).door.put_right(project, self.table, one, **answers)
        self.close()
        return written

    def _shown(self, ask: Ask, value: Any) -> str:
        """What stands there now, as it is typed."""
        if ask.kind == "lines":
            titles = dict(ask.options(self))
            return "\n".join(titles.get(one, one) for one in value)
        return in_words(value) if ask.kind == "day" and value else value or ""


def _again(part: Part[Any], ask: Ask) -> Ask:
    """A question once more: by its column, with the choices of its own part; of one choice, a list with none first."""
    one_of = ask.chosen and ask.kind != "several"

    def options(_correcting: Any) -> Options:
        known = [one for one in ask.options(part) if one[0]]
        return [("", say("correct.nothing")), *known] if one_of else known

    kind, label = "list" if one_of else ask.kind, ask.label
    return Ask(ask.stored, label, kind, options)
