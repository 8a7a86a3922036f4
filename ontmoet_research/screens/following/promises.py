"""Promises of the series, and what residents put first: their own list (D10, D22, E26)."""

from __future__ import annotations

from typing import Any

from ontmoet_research.change import (
    add_priority,
    comment_on_priority,
    comments_on,
    keep_promise,
    list_priorities,
    may_set_priorities,
    move_up,
    open_promises,
    promise,
    read_promises,
    remove_priority,
)
from ontmoet_research.group import meeting_label
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, fold, heading, listing, select, text
from ontmoet_research.store import Row
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

from .parts import told
from .putting_right import PuttingRight
from .wording import day_told


class PromisesAndPriorities(PuttingRight):
    """Two short lists."""

    def close_all(self) -> None:
        """Show the lists."""
        self.priority_id, self.promised_at = "", ""
        super().close_all()

    @gesture
    def choose_promised_at(self, value: str) -> None:
        """Say at which meeting it was promised; that may stay empty."""
        self.promised_at = value
        self.refresh()

    @gesture
    def keep_new_promise(self) -> None:
        """Store a promise."""
        what, whom, by = self.kept("promise_what", "promise_whom", "promise_by")
        at, due = self.promised_at or None, self.typed.get("promise_due")
        promise(self.project, self.series_id, what, whom, by_whom=by, due=due, session_id=at)
        self.promised_at = ""
        self.forget("promise_what", "promise_whom", "promise_by", "promise_due")
        self.done("change.promises")

    @gesture
    def was_kept(self, promise_id: str) -> None:
        """Say that a promise was kept, on the day that was typed."""
        keep_promise(self.project, promise_id, self.typed.get("kept_on", ""))
        self.forget("kept_on")
        self.done("change.promises")

    @gesture
    def keep_priority(self) -> None:
        """Put something on the list of residents."""
        title, allies = self.kept("priority", "allies")
        add_priority(self.project, self.series_id, title, allies)
        self.forget("priority", "allies")
        self.done("change.priorities")

    @gesture
    def open_priority(self, priority_id: str) -> None:
        """Look at one of the list."""
        self.priority_id = priority_id
        self.forget("comment")
        self.refresh()

    @gesture
    def back_to_priorities(self) -> None:
        """Back to the list."""
        self.priority_id = ""
        self.refresh()

    @gesture
    def priority_up(self) -> None:
        """Put it one place higher."""
        move_up(self.project, self.priority_id)
        self.done("change.priorities")

    @gesture
    def priority_away(self) -> None:
        """Take it off the list."""
        remove_priority(self.project, self.priority_id)
        self.priority_id = ""
        self.done("change.priorities")

    @gesture
    def keep_comment(self) -> None:
        """Say something about it."""
        (words,) = self.kept("comment")
        comment_on_priority(self.project, self.priority_id, words)
        self.forget("comment")
        self.done("change.priorities")

    def promises_part(self) -> list[Block]:
        """What is still open, a new promise, and what was kept."""
        everything = read_promises(self.project)
        own = everything[everything["series_id"] == self.series_id]
        still = open_promises(own).to_dict("records")
        kept = [row for row in own.to_dict("records") if told(row["done_on"])]
        done = [
            button(isolated(row["what"]), "was_kept", more=_promised(row), promise_id=row["promise_id"])
            for row in still
        ]
        named = [(row.object_id, meeting_label(row["number"], row["date"])) for row in self.meetings()]
        meetings = [("", say("correct.nothing")), *named]
        day = self.field("kept_on", say("follow_wishes.kept_on"), hint=say("record_meeting.day_hint"))
        return [
            listing(
                [f"{isolated(row['what'])} {_promised(row)}" for row in still],
                empty=say("follow_wishes.no_open_promises"),
            ),
            *(
                [fold(say("follow_wishes.is_it_kept"), day, buttons(*done, label=say("follow_wishes.which_promise")))]
                if still
                else []
            ),
            fold(
                say("follow_wishes.new_promise"),
                self.field("promise_what", say("follow_wishes.promise_what")),
                self.field("promise_whom", say("follow_wishes.promise_whom")),
                self.field("promise_by", say("follow_wishes.promise_by")),
                self.field("promise_due", say("follow_wishes.promise_due"), hint=say("record_meeting.day_hint")),
                select(say("follow_wishes.promised_at"), "choose_promised_at", meetings, self.promised_at),
                button(say("follow_wishes.keep_promise"), "keep_new_promise", main=True),
            ),
            *([fold(say("follow_wishes.kept_promises"), listing(map(_kept, kept)))] if kept else []),
            *self.correct_fold("promises", [(row["promise_id"], row["what"]) for row in [*still, *kept]]),
        ]

    def priorities_part(self) -> list[Block]:
        """The list of residents, or one of it."""
        rows = list_priorities(self.project, self.series_id)
        one = next((row for row in rows if row.object_id == self.priority_id), None)
        if one:
            return self._one_priority(one, first=one is rows[0])
        mine = may_set_priorities(self.project)
        lines = [
            button(f"{n}. {isolated(row['title'])}", "open_priority", more=_allies(row), priority_id=row.object_id)
            for n, row in enumerate(rows, start=1)
        ]
        new = [
            self.field("priority", say("follow_wishes.priority")),
            self.field("allies", say("follow_wishes.allies"), hint=say("follow_wishes.allies_hint")),
            button(say("follow_wishes.keep_priority"), "keep_priority", main=True),
        ]
        return [
            text(say("follow_wishes.of_residents" if mine else "follow_wishes.of_others")),
            *(
                [buttons(*lines, label=say("follow_wishes.first"))]
                if lines
                else [text(say("follow_wishes.no_priorities"))]
            ),
            *([fold(say("follow_wishes.new_priority"), *new)] if mine else []),
        ]

    def _one_priority(self, row: Row, *, first: bool) -> list[Block]:
        names, notes = dict(self.people()), comments_on(self.project, row.object_id)
        said = [
            say(
                "follow_wishes.comment_said",
                name=isolated(names.get(note["contributor_id"], "")),
                words=isolated(note["text"]),
            )
            for note in notes
        ]
        up = [] if first else [button(say("follow_wishes.up"), "priority_up")]
        change = self.correct_button("priorities", row.object_id)
        away = button(say("follow_wishes.away"), "priority_away")
        own = [*up, change, away] if may_set_priorities(self.project) else []
        return [
            heading(isolated(row["title"])),
            *([text(_allies(row))] if row["allies"] else []),
            *([buttons(*own)] if own else []),
            listing(said, empty=say("follow_wishes.no_comments")),
            *self.correct_fold("memos", [(note.object_id, note["text"]) for note in notes]),
            self.field("comment", say("follow_wishes.comment"), long=True),
            button(say("follow_wishes.keep_comment"), "keep_comment", main=True),
            buttons(button(say("follow_wishes.back"), "back_to_priorities")),
        ]


def _promised(row: dict[Any, Any]) -> str:
    parts = [say("follow_wishes.promised_to", whom=isolated(row["to_whom"]))]
    parts += [say("follow_wishes.promised_by", whom=isolated(row["by_whom"]))] if told(row["by_whom"]) else []
    parts += [say("follow_wishes.promised_for", day=day_told(row["due"]))] if told(row["due"]) else []
    return " ".join(parts)


def _kept(row: dict[Any, Any]) -> str:
    return say("follow_wishes.promise_kept", what=isolated(row["what"]), day=day_told(row["done_on"]))


def _allies(row: Row) -> str:
    return say("follow_wishes.with", allies=isolated(row["allies"])) if row["allies"] else ""
