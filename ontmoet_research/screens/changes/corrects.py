"""*Pas dit aan* and *Haal dit weg*: one small form for whatever stands on a page, also long after it was kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ontmoet_research.change import may_correct, origin_of, put_right, take_out
from ontmoet_research.change.corrections import RULES
from ontmoet_research.group.days import in_words
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, fold, heading, select, text
from ontmoet_research.screens.own_words import checked
from ontmoet_research.screens.page import Page
from ontmoet_research.store import Row, find, find_many
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

__all__ = ["Corrects", "Line", "OwnWords"]

Options = tuple[tuple[str, str], ...]


class OwnWords(Page):
    """A page that stores free text only through :meth:`kept`."""

    def kept(self, *names: str, links: bool = False) -> list[str]:
        """What was typed in these fields. With ``links`` an address on the web may stay: it can be a public source.

        Errors: ``Refused`` when something in it points straight at a person; what was typed stays on the screen.
        """
        return [checked(self.typed.get(name, ""), links=links) for name in names]


@dataclass(frozen=True)
class Line:
    """One line of the form.

    ``kind`` is words, long, lines (each on its own), link (words, or a source on the web), day, one or several; the
    last two have ``options`` as (value, words). Of lines, ``options`` are ids with the words that stand for them. What
    was told in a later step is asked only when it is there (``if_told``): the form has no more lines than it needs.
    """

    column: str
    label: str
    kind: str = "words"
    options: Options = ()
    if_told: bool = False


class Corrects(OwnWords):
    """A page on which rows can be put right; :meth:`correctable` says which lines there are."""

    putting_right: tuple[str, str] = ("", "")
    """Table and id of what is being put right; empty when nothing is."""
    chosen_right: dict[str, Any]
    """What is chosen in the form, by column."""
    lines_right: tuple[Line, ...] = ()
    """The lines of the form that is open."""

    def correctable(self, table: str) -> tuple[Line, ...]:
        """The lines of the form for a table; none when it can't be put right on this page."""
        raise NotImplementedError

    @gesture
    def open_correction(self, table: str, one: str) -> None:
        """Open the form, with what stands there now."""
        lines, row = self.correctable(table), find(self.project, table, one)
        if not lines:
            raise Refused("store.gone")
        if not may_correct(self.project, table, row):
            raise Refused("change.priorities_are_of_residents" if table == "priorities" else "change.not_yours")
        self.putting_right, self.chosen_right = (table, one), {}
        self.lines_right = tuple(line for line in lines if row[line.column] or not line.if_told)
        for line in self.lines_right:
            if line.kind in ("one", "several"):
                self.chosen_right[line.column] = row[line.column] or ([] if line.kind == "several" else "")
            else:
                self.typed[_name(line)] = self._shown(line, row[line.column])
        self.refresh()

    @gesture
    def choose_right(self, value: str, column: str) -> None:
        """Choose another value in the form; nothing is stored yet."""
        now = self.chosen_right.get(column, "")
        if isinstance(now, list):
            self.chosen_right[column] = [one for one in now if one != value] + [value] * (value not in now)
        else:
            self.chosen_right[column] = "" if value == now else value
        self.refresh()

    @gesture
    def keep_correction(self) -> None:
        """Store what was put right; the old words stay in the history."""
        table, one = self.putting_right
        values: dict[str, Any] = {}
        for line in self.lines_right:
            if line.kind in ("one", "several"):
                values[line.column] = self.chosen_right[line.column] or ([] if line.kind == "several" else None)
            else:
                values[line.column] = self._said(line)
        written = put_right(self.project, table, one, **values)
        self.close_form()
        if written:
            self.done(origin_of(table))
        else:
            self.refresh()
            self.tell(say("correct.same"))

    @gesture
    def take_out(self) -> None:
        """Take away what the form is about; undo brings it back."""
        table, one = self.putting_right
        take_out(self.project, table, one)
        self.close_form()
        self.done(origin_of(table), say("correct.gone"))

    @gesture
    def leave_correction(self) -> None:
        """Close the form; nothing changes."""
        self.close_form()
        self.refresh()

    def after_undo(self, rows: list[Row]) -> None:
        """Close the form: what it is about may be something else now."""
        self.close_form()
        super().after_undo(rows)

    def correct_button(self, table: str, one: str) -> Block:
        """The button that opens the form for the row that is on the screen."""
        return button(say("correct.open"), "open_correction", table=table, one=one)

    def correction_note(self, _table: str, _row: Row) -> str:
        """What is good to know before these words change; "" when nothing hangs on them."""
        return ""

    def correct_fold(self, table: str, rows: Iterable[tuple[str, str]], title: str = "") -> list[Block]:
        """A fold with a button for each row of a list, as (id, words); nothing when nobody here may put one right."""
        listed = list(rows)
        known = find_many(self.project, table, (one for one, _ in listed))
        made = [
            button(isolated(words), "open_correction", table=table, one=one)
            for one, words in listed
            if one in known and may_correct(self.project, table, known[one])
        ]
        return [fold(title or say("correct.fold"), buttons(*made, label=say("correct.which")))] if made else []

    def correction_blocks(self) -> list[Block]:
        """The form; empty when nothing is being put right or it is gone meanwhile."""
        table, one = self.putting_right
        if not table:
            return []
        row = find_many(self.project, table, [one]).get(one)
        if row is None:
            self.close_form()
            return []
        note = self.correction_note(table, row)
        away = [text(say("correct.away_means")), button(say("correct.away"), "take_out")]
        return [
            heading(say("correct.title")),
            text(say("correct.stays"), quiet=True),
            *([text(note, strong=True)] if note else []),
            *map(self._right_line, self.lines_right),
            buttons(
                button(say("correct.keep"), "keep_correction", main=True),
                button(say("correct.back"), "leave_correction"),
            ),
            *([fold(say("correct.away_fold"), *away)] if RULES[table].removable else []),
        ]

    def _right_line(self, line: Line) -> Block:
        now = self.chosen_right.get(line.column)
        if line.kind == "one":
            options = [("", say("correct.nothing")), *line.options]
            return select(say(line.label), "choose_right", options, now or "", column=line.column)
        if line.kind == "several":
            made = [
                button(words, "choose_right", on=value in (now or ()), value=value, column=line.column)
                for value, words in line.options
            ]
            return buttons(*made, label=say(line.label))
        hint = say("record_meeting.day_hint") if line.kind == "day" else ""
        return self.field(_name(line), say(line.label), hint=hint, long=line.kind in ("long", "lines"))

    def _shown(self, line: Line, value: Any) -> str:
        """What stands there now, as it is typed."""
        if line.kind == "lines":
            titles = dict(line.options)
            return "\n".join(titles.get(one, one) for one in value)
        return in_words(value) if line.kind == "day" and value else value or ""

    def _said(self, line: Line) -> Any:
        """What was typed; days are read when they are stored."""
        if line.kind == "day":
            return self.typed.get(_name(line), "")
        (words,) = self.kept(_name(line), links=line.kind in ("lines", "link"))
        if line.kind != "lines":
            return words
        known = {title: one for one, title in line.options}
        return [known.get(said, said) for each in words.splitlines() if (said := each.strip())]

    def close_form(self) -> None:
        """Close the form and empty its fields."""
        self.putting_right, self.chosen_right = ("", ""), {}
        self.forget(*(name for name in list(self.typed) if name.startswith("right_")))


def _name(line: Line) -> str:
    return f"right_{line.column}"
